package summary

import (
	"fmt"
	"math"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// field is one name of a Where as it stands on a case: a number below size, and
// what the expression sees of it.
type field struct {
	size  uint64
	read  func(b *block, out []uint64) // the numbers of a block's cases
	value func(number uint64) expr.Value
}

// readNumbers reads an array of a block.
func readNumbers[T uint8 | uint16](of func(*block) []T, mask T) func(*block, []uint64) {
	return func(b *block, out []uint64) {
		for i, n := range of(b) {
			out[i] = uint64(n & mask)
		}
	}
}

func versionsOf(b *block) []uint8     { return b.versions[:] }
func dispositionsOf(b *block) []uint8 { return b.dispositions[:] }
func marksIn(b *block) []uint8        { return b.marks[:] }

const minutesADay = 24 * 60

// LeadNames are the names of what is known of an interview besides its answers,
// as Where and breaks know them.
var LeadNames = [...]string{"hall", "interviewer", "started_at", "mode", "disposition", "voided", "form_id", "form_version"}

// lead gives the field of a lead column.
func (c *Columns) lead(name string, zone *time.Location) (field, bool) {
	text := func(size int, read func(*block, []uint64), word func(int) string) (field, bool) {
		return field{uint64(max(1, size)), read, func(n uint64) expr.Value { return expr.Str(word(int(n))) }}, true
	}
	switch name {
	case "hall":
		return text(len(c.halls.codes), readNumbers(hallsOf, math.MaxUint16), c.halls.code)
	case "interviewer":
		return text(len(c.persons.codes), readNumbers(peopleOf, math.MaxUint16), c.persons.code)
	case "form_version":
		return text(len(c.versions), readNumbers(versionsOf, math.MaxUint8), func(n int) string { return c.versions[n].form.Version })
	case "form_id":
		return text(1, func(_ *block, out []uint64) { clear(out) }, func(int) string { return c.form.ID })
	case "disposition":
		return text(1+len(questionnaire.Dispositions), readNumbers(dispositionsOf, math.MaxUint8), dispositionCode)
	case "voided":
		return text(2, readNumbers(marksIn, markVoided), func(n int) string { return [...]string{"0", "1"}[n] })
	case "mode":
		return text(256, readNumbers(marksIn, math.MaxUint8), modeWord)
	case "started_at":
		return c.started(zone), true
	}
	return field{}, false
}

// started is when the interview began, to the minute, on the clock of its own
// place: the expression is to see that clock whatever its zone.
func (c *Columns) started(zone *time.Location) field {
	first := uint64(c.firstDay) * minutesADay
	return field{uint64(c.lastDay+1)*minutesADay - first, func(b *block, out []uint64) {
		for i, day := range b.days {
			// Places behind the last case have no day yet.
			out[i] = max(uint64(day)*minutesADay+uint64(b.minutes[i]), first) - first
		}
	}, func(n uint64) expr.Value {
		at := time.Unix(int64(n+first)*60, 0).UTC()
		return expr.DateTime(time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, zone))
	}}
}

func (d *dictionary) code(n int) string {
	if n < len(d.codes) {
		return d.codes[n]
	}
	return ""
}

func dispositionCode(n int) string {
	if n == 0 {
		return ""
	}
	return string(questionnaire.Dispositions[n-1])
}

// modeWord is the mode of a case's marks as files carry it.
func modeWord(marks int) string {
	switch {
	case marks&markPractice != 0:
		return "practice"
	case marks/markOrigin < len(questionnaire.Origins) && questionnaire.Origins[marks/markOrigin] == questionnaire.Demo:
		return "demo"
	}
	return "real"
}

// fields gives what stands behind a name: for an item with other codes in older
// versions more than one, of which a case has at most one; for one of several
// answers a part for each 16 choices.
func (c *Columns) fields(name string, zone *time.Location) ([]field, error) {
	cols := c.named[name]
	if cols == nil {
		if f, ok := c.lead(name, zone); ok {
			return []field{f}, nil
		}
		col, err := c.column(name)
		if err != nil {
			return nil, err
		}
		cols = []*column{col}
	}
	var out []field
	for _, col := range cols {
		if !col.item.Multiple {
			out = append(out, col.field())
			continue
		}
		for first := 0; first < col.item.Count; first += 16 {
			out = append(out, col.part(first))
		}
	}
	return out, nil
}

// field is a column as expressions see it: the code, or the number; ” for what
// is not given.
func (col *column) field() field {
	return field{uint64(questionnaire.PackedFirst + col.item.Count), func(b *block, out []uint64) {
		clear(out)
		for j := range col.lanes {
			b.read(col.lane+j, 8*j, out)
		}
	}, func(n uint64) expr.Value {
		switch {
		case n < questionnaire.PackedFirst:
			return expr.Str("")
		case col.q.Kind == questionnaire.Range:
			return expr.Num(col.values[n-questionnaire.PackedFirst])
		}
		return expr.Str(col.codes[n-questionnaire.PackedFirst])
	}}
}

// part is up to 16 choices of a select_multiple as expressions see them: the
// codes chosen with spaces between.
func (col *column) part(first int) field {
	n := min(16, col.item.Count-first)
	return field{1 << n, func(b *block, out []uint64) {
		clear(out)
		for j := 0; 8*j < n; j++ {
			b.read(col.lane+1+first/8+j, 8*j, out)
		}
	}, func(set uint64) expr.Value {
		var codes []string
		for i := range n {
			if set&(1<<i) != 0 {
				codes = append(codes, col.codes[first+i])
			}
		}
		return expr.Str(strings.Join(codes, " "))
	}}
}

// read adds a lane to numbers, shifted.
func (b *block) read(lane, shift int, out []uint64) {
	if lane >= len(b.lanes) || b.lanes[lane] == nil {
		return
	}
	for i, v := range b.lanes[lane] {
		out[i] |= uint64(v) << shift
	}
}

// where evaluates an expression on the cases of a selection.
type where struct {
	c       *Columns
	q       Query
	fields  []field
	owners  []string   // the name of each field
	numbers [][]uint64 // of each field, over the block at hand
	values  map[string]expr.Value
	known   *memo
}

// Value gives the value of a name on the case at hand.
func (w *where) Value(name string) expr.Value { return w.values[name] }

// Self is empty: a filter belongs to no item.
func (w *where) Self() expr.Value { return expr.Str("") }

// Now is the moment the query was asked.
func (w *where) Now() time.Time { return w.q.Now }

// ChoiceName is the label of a choice in the form's own language.
func (w *where) ChoiceName(item, code string) string {
	for _, col := range w.c.named[item] {
		for i, had := range col.codes {
			if had == code {
				return col.labels[i].In(w.c.form.DefaultLanguage)
			}
		}
	}
	return ""
}

// Random is always 0: a filter gives the same cases each time.
func (w *where) Random() float64 { return 0 }

// dense is the most combinations of values that a table of bytes is kept for.
const dense = 1 << 23

// keepWhere drops the cases on which the expression does not hold. It is
// evaluated once for each combination of values that occurs.
func (s *Selection) keepWhere(q Query) error {
	w, err := newWhere(s.c, q)
	if err != nil {
		return fmt.Errorf("select %s: %w", q.Where, err)
	}
	for i := 0; i < len(s.words); i += blockWords {
		if words := s.words[i:][:blockWords]; ones(words) > 0 {
			if err := w.keep(s.c.blocks[i/blockWords], words); err != nil {
				return fmt.Errorf("select %s: %w", q.Where, err)
			}
		}
	}
	return nil
}

func newWhere(c *Columns, q Query) (*where, error) {
	w := &where{c: c, q: q, values: map[string]expr.Value{}}
	for _, name := range q.Where.Names() {
		fields, err := c.fields(name, q.Now.Location())
		if err != nil {
			return nil, err
		}
		for _, f := range fields {
			w.fields, w.owners = append(w.fields, f), append(w.owners, name)
			w.numbers = append(w.numbers, make([]uint64, blockSize))
		}
	}
	w.known = newMemo(w.fields)
	return w, nil
}

// keep drops the cases of a block.
func (w *where) keep(b *block, words []uint64) error {
	for k, f := range w.fields {
		f.read(b, w.numbers[k])
	}
	for i, word := range words {
		for rest := word; rest != 0; rest &= rest - 1 {
			at := 64*i + trailing(rest)
			var place uint64
			for k := range w.fields {
				place = place*w.fields[k].size + w.numbers[k][at]
			}
			holds, ok := w.known.get(place)
			if !ok {
				var err error
				if holds, err = w.eval(at); err != nil {
					return err
				}
				w.known.put(place, holds)
			}
			if !holds {
				words[i] &^= 1 << (at % 64)
			}
		}
	}
	return nil
}

// eval evaluates the expression on a case of the block at hand.
func (w *where) eval(at int) (bool, error) {
	clear(w.values)
	for k, f := range w.fields {
		v, had := f.value(w.numbers[k][at]), w.values[w.owners[k]]
		switch {
		case had.Text() == "":
			w.values[w.owners[k]] = v
		case v.Text() != "": // a further part of the choices
			w.values[w.owners[k]] = expr.Str(had.Text() + " " + v.Text())
		}
	}
	v, err := w.q.Where.Eval(w)
	return v.True(), err
}

// memo remembers what an expression came to by the place of its combination.
type memo struct {
	table  []uint8 // 0 = not known, 1 = no, 2 = yes
	sparse map[uint64]bool
}

func newMemo(fields []field) *memo {
	size := uint64(1)
	for _, f := range fields {
		if f.size > math.MaxUint64/size {
			return &memo{} // too many to number
		}
		size *= f.size
	}
	if size <= dense {
		return &memo{table: make([]uint8, size)}
	}
	return &memo{sparse: map[uint64]bool{}}
}

func (m *memo) get(place uint64) (holds, ok bool) {
	if m.table != nil {
		return m.table[place] == 2, m.table[place] != 0
	}
	holds, ok = m.sparse[place]
	return holds, ok
}

func (m *memo) put(place uint64, holds bool) {
	switch {
	case m.table != nil && holds:
		m.table[place] = 2
	case m.table != nil:
		m.table[place] = 1
	case m.sparse != nil:
		m.sparse[place] = holds
	}
}
