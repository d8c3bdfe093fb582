package exchange

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"time"

	"tingfang/questionnaire"
)

// ReadOptions say what a CSV file is read as.
type ReadOptions struct {
	Form     *questionnaire.Form   // the current version of the form the file is of
	Older    []*questionnaire.Form // its earlier versions, the newest first
	Raw      bool                  // the texts carry no guard; a file we wrote says so itself
	Encoding string                // one of Encodings; "" = UTF-8 or UTF-16, told apart by the bytes
	Now      time.Time             // start of plain rows that have none; its zone is that of their times
}

// Reader reads the interviews of one CSV file: a wide one that WriteCSV wrote,
// known by its column uuid, or a plain one whose columns are named like items.
//
// What WriteCSV wrote comes back as it was, cell by cell. A plain row becomes a
// complete interview with an identifier made from the form, its values and how
// often the same values stood before it, so that the same file gives the same
// identifiers. Whether the route reaches an item of a plain row is asked only
// where the file has the items on which that rests; a blank cell is no answer.
//
// It holds one row at a time, and of a plain file a number for each different
// row. It is read once.
type Reader struct {
	table   *table
	columns []readColumn
	views   map[string]*readView // by version of the form
	form    *questionnaire.Form
	names   []spot // all items in the order of their names
	plain   bool
	now     time.Time
	faults  FaultsError
	times   map[[16]byte]int // how often a plain row stood before
	before  moment
	judge   *judge
	compare *comparison
	answers []questionnaire.Answer // by slot, of the row being read
	filled  []int                  // by slot: 1 + column of the answer; 0 = none
}

// NewReader reads a file's first row and makes sense of its columns. It fails
// with a *FaultsError where that cannot be done, and with the reader's error.
func NewReader(r io.Reader, o ReadOptions) (*Reader, error) {
	t, marked, err := newTable(r, o.Encoding)
	if err != nil {
		return nil, err
	}
	p := newPlan(o.Form, CSVOptions{Remarks: true, Personal: true, Raw: o.Raw || marked, Older: o.Older})
	rd := &Reader{table: t, form: o.Form, now: o.Now, views: map[string]*readView{}, times: map[[16]byte]int{},
		answers: make([]questionnaire.Answer, len(p.slots)), filled: make([]int, len(p.slots))}
	if err := rd.head(p); err != nil {
		return nil, err
	}
	for _, f := range slices.Backward(p.o.versions(o.Form)) {
		rd.views[f.Version] = newReadView(f, p.views[f.Hash], rd.columns)
	}
	for name, slot := range p.slots {
		rd.names = append(rd.names, spot{name, slot})
	}
	slices.SortFunc(rd.names, func(a, b spot) int { return cmp.Compare(a.item, b.item) })
	rd.judge = newJudge(rd)
	rd.compare = newComparison(rd, o, p.o.Raw)
	return rd, nil
}

// Plain reports that the file's columns are items, without what WriteCSV tells
// of an interview.
func (r *Reader) Plain() bool { return r.plain }

// Responses reads the rows, once. A row with a fault is left out, and after
// the last row the stream ends with a *FaultsError where there was any.
func (r *Reader) Responses() questionnaire.Responses {
	return func(yield func(questionnaire.Response, error) bool) {
		for {
			cells, err := r.table.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if f := (*Fault)(nil); errors.As(err, &f) {
				r.fault(*f)
				if f.Rule == RuleRagged {
					continue
				}
				break
			}
			if err != nil {
				yield(questionnaire.Response{}, err)
				return
			}
			one, ok := r.row(cells)
			if ok && !yield(one, nil) {
				return
			}
		}
		if err := r.faults.orNil(); err != nil {
			yield(questionnaire.Response{}, err)
		}
	}
}

// Known judges the row read last, an interview that is there already as mine:
// again says that an earlier row of this file brought it. It reports whether
// the row says the same; where it does not, the stream ends with the fault.
func (r *Reader) Known(mine, read questionnaire.Response, again bool) bool {
	if again {
		r.fault(Fault{Row: r.table.row, Column: leads[0].name, Value: read.ID, Rule: RuleTwice})
		return false
	}
	if r.plain { // its identifier is made from its values
		return true
	}
	column, was, is, err := r.compare.differ(&mine, &read)
	switch {
	case err != nil:
		r.fault(Fault{Row: r.table.row, Column: leads[0].name, Value: read.ID, Rule: RuleOther, Detail: err.Error()})
	case column != "":
		r.fault(Fault{Row: r.table.row, Column: column, Value: is, Rule: RuleOther, Detail: was})
	}
	return err == nil && column == ""
}

func (r *Reader) fault(f Fault) {
	if len(r.faults.First) < mostFaults {
		r.faults.First = append(r.faults.First, f)
		return
	}
	r.faults.More++
}
