package xlsform

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
)

// ReadCSV reads a form written as one CSV file in UTF-8, with or without byte
// order mark, in the layout of the Markdown tables: the first column has the
// name of a sheet alone in its row, and is empty in the rows of that sheet.
// The error is a *Fault.
func ReadCSV(name string, src []byte) (*Workbook, error) {
	all, err := text(src)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(all))
	r.FieldsPerRecord = -1
	var f filler
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return &f.book, nil
		}
		if err != nil {
			return nil, badCSV(err)
		}
		if err := f.add(record); err != nil {
			return nil, err
		}
	}
}

func badCSV(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return &Fault{Rule: RuleCSV, Value: strconv.Itoa(p.Line)}
	}
	return &Fault{Rule: RuleCSV, Detail: err.Error()}
}
