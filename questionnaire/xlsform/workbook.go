package xlsform

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// The largest form that is read.
const (
	MaxBytes   = 10 << 20 // of the file
	MaxRows    = 10_000   // of all sheets together
	MaxColumns = 1_000    // of one row
)

// Workbook is the sheets of a form as they were written.
type Workbook struct{ Sheets []Sheet }

// Sheet is one named table.
type Sheet struct {
	Name string
	Rows []Row
}

// Row is a row that says something. Cells are trimmed, line ends are LF, and
// the last cell is not empty.
type Row struct {
	Number int // in its sheet, from 1; the row of headers is usually 1
	Cells  []string
}

// sheet finds a sheet by its lower-case name.
func (w *Workbook) sheet(name string) *Sheet {
	for i := range w.Sheets {
		if strings.ToLower(w.Sheets[i].Name) == name {
			return &w.Sheets[i]
		}
	}
	return nil
}

// identify writes the form's id, which came from the file's name, into the
// settings: the source alone must say what form it is.
func (w *Workbook) identify(id string) {
	s := w.sheet("settings")
	if s == nil {
		w.Sheets = append(w.Sheets, Sheet{Name: "settings"})
		s = &w.Sheets[len(w.Sheets)-1]
	}
	if len(s.Rows) == 0 {
		s.Rows = []Row{{Number: 1}}
	}
	if len(s.Rows) == 1 {
		s.Rows = append(s.Rows, Row{Number: s.Rows[0].Number + 1})
	}
	at := slices.IndexFunc(s.Rows[0].Cells, func(written string) bool { return settingsColumns.name(written) == "form_id" })
	if at < 0 {
		at = len(s.Rows[0].Cells)
		s.Rows[0].Cells = append(s.Rows[0].Cells, "form_id")
	}
	for len(s.Rows[1].Cells) <= at {
		s.Rows[1].Cells = append(s.Rows[1].Cells, "")
	}
	s.Rows[1].Cells[at] = id
}

// read picks the reader by the ending of the file's name.
func read(name string, src []byte) (*Workbook, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return ReadMarkdown(name, src)
	case ".csv":
		return ReadCSV(name, src)
	}
	return nil, &Fault{Rule: RuleFormat, Value: path.Ext(name)}
}

var plainEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// text is the source as text with LF line ends, without byte order mark.
func text(src []byte) (string, error) {
	if len(src) > MaxBytes {
		return "", &Fault{Rule: RuleTooLarge}
	}
	if !utf8.Valid(src) {
		return "", &Fault{Rule: RuleEncoding}
	}
	all := strings.TrimPrefix(string(src), "\ufeff")
	if !strings.Contains(all, "\r") {
		return all, nil
	}
	return plainEnds.Replace(all), nil
}

// filler puts rows into a workbook, each below the sheet named last.
type filler struct {
	book  Workbook
	rows  int
	count int // rows of the sheet at hand, empty ones too
}

// add takes a row as both layouts have it: a first cell names a sheet, the
// others are its rows.
func (f *filler) add(cells []string) error {
	if f.rows++; f.rows > MaxRows || len(cells) > MaxColumns {
		return &Fault{Rule: RuleTooLarge}
	}
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	switch {
	case len(cells) > 0 && cells[0] != "":
		return f.open(cells)
	case len(f.book.Sheets) == 0:
		if len(cells) > 0 {
			return &Fault{Rule: RuleNoSheetName, Value: strings.Join(cells[1:], " ")}
		}
		return nil
	}
	if f.count++; len(cells) > 0 {
		s := &f.book.Sheets[len(f.book.Sheets)-1]
		s.Rows = append(s.Rows, Row{Number: f.count, Cells: cells[1:]})
	}
	return nil
}

func (f *filler) open(cells []string) error {
	if len(cells) > 1 {
		return &Fault{Sheet: cells[0], Rule: RuleStrayCells, Value: strings.Join(cells[1:], " ")}
	}
	if f.book.sheet(strings.ToLower(cells[0])) != nil {
		return &Fault{Sheet: cells[0], Rule: RuleSheetTwice}
	}
	f.book.Sheets = append(f.book.Sheets, Sheet{Name: cells[0]})
	f.count = 0
	return nil
}
