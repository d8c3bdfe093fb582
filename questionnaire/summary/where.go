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
	size   uint64
	number func(b *block, at int) uint64
	value  func(number uint64) expr.Value
}

const minutesADay = 24 * 60

// LeadNames are the names of what is known of an interview besides its answers,
// as Where and breaks know them.
var LeadNames = [...]string{"hall", "interviewer", "started_at", "mode", "disposition", "voided", "form_id", "form_version"}

// lead gives the field of a lead column.
func (c *Columns) lead(name string) (field, bool) {
	text := func(size int, number func(b *block, at int) uint64, word func(int) string) (field, bool) {
		return field{uint64(size), number, func(n uint64) expr.Value { return expr.Str(word(int(n))) }}, true
	}
	switch name {
	case "hall":
		return text(max(1, len(c.halls.codes)), func(b *block, at int) uint64 { return uint64(b.halls[at]) }, c.halls.code)
	case "interviewer":
		return text(max(1, len(c.persons.codes)), func(b *block, at int) uint64 { return uint64(b.people[at]) }, c.persons.code)
	case "form_version":
		return text(len(c.versions), func(b *block, at int) uint64 { return uint64(b.versions[at]) }, func(n int) string { return c.versions[n].form.Version })
	case "form_id":
		return text(1, func(*block, int) uint64 { return 0 }, func(int) string { return c.form.ID })
	case "disposition":
		return text(1+len(questionnaire.Dispositions), func(b *block, at int) uint64 { return uint64(b.dispositions[at]) }, dispositionCode)
	case "voided":
		return text(2, func(b *block, at int) uint64 { return uint64(b.marks[at] & markVoided) }, func(n int) string { return [...]string{"0", "1"}[n] })
	case "mode":
		return text(256, func(b *block, at int) uint64 { return uint64(b.marks[at]) }, modeWord)
	case "started_at":
		first := uint64(c.firstDay) * minutesADay
		return field{uint64(c.lastDay+1)*minutesADay - first, func(b *block, at int) uint64 {
			return uint64(b.days[at])*minutesADay + uint64(b.minutes[at]) - first
		}, func(n uint64) expr.Value { return expr.DateTime(time.Unix(int64(n+first)*60, 0).UTC()) }}, true
	}
	return field{}, false
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
	case marks/markOrigin < len(origins) && origins[marks/markOrigin] == questionnaire.Demo:
		return "demo"
	}
	return "real"
}

// fields gives the columns behind a name: for an item with other codes in older
// versions one each, of which a case has at most one.
func (c *Columns) fields(name string) ([]field, error) {
	if cols := c.named[name]; cols != nil {
		var out []field
		for _, col := range cols {
			out = append(out, col.field())
		}
		return out, nil
	}
	if f, ok := c.lead(name); ok {
		return []field{f}, nil
	}
	col, err := c.column(name)
	if err != nil {
		return nil, err
	}
	return []field{col.field()}, nil
}

// field is a column as expressions see it: the code, or the codes with spaces
// between, or the number; ” for what is not given.
func (col *column) field() field {
	if col.item.Multiple {
		return col.fieldMultiple()
	}
	return field{uint64(questionnaire.PackedFirst + col.item.Count), func(b *block, at int) uint64 { return uint64(col.code(b, at)) },
		func(n uint64) expr.Value {
			switch {
			case n < questionnaire.PackedFirst:
				return expr.Str("")
			case col.q.Kind == questionnaire.Range:
				return expr.Num(col.values[n-questionnaire.PackedFirst])
			}
			return expr.Str(col.codes[n-questionnaire.PackedFirst])
		}}
}

// fieldMultiple sees a select_multiple of up to 62 choices as a bitmap.
func (col *column) fieldMultiple() field {
	size := uint64(math.MaxUint64)
	if col.item.Count < 63 {
		size = 1 << col.item.Count
	}
	return field{size, func(b *block, at int) uint64 {
		var set uint64
		for j := 1; j < min(col.lanes, 9); j++ {
			set |= uint64(b.lane(col.lane+j, at)) << (8 * (j - 1))
		}
		return set
	}, func(set uint64) expr.Value {
		var codes []string
		for i, code := range col.codes {
			if set&(1<<i) != 0 {
				codes = append(codes, code)
			}
		}
		return expr.Str(strings.Join(codes, " "))
	}}
}

// where evaluates an expression on the cases of a selection.
type where struct {
	c      *Columns
	q      Query
	values map[string]expr.Value
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
	names := q.Where.Names()
	var fields []field
	var owners []int
	for i, name := range names {
		found, err := s.c.fields(name)
		if err != nil {
			return fmt.Errorf("select %s: %w", q.Where, err)
		}
		for _, f := range found {
			fields, owners = append(fields, f), append(owners, i)
		}
	}
	w := &where{c: s.c, q: q, values: map[string]expr.Value{}}
	numbers := make([]uint64, len(fields))
	eval := func() (bool, error) {
		for _, name := range names {
			w.values[name] = expr.Str("")
		}
		for i, f := range fields {
			if v := f.value(numbers[i]); len(fields) == len(names) || v.Text() != "" {
				w.values[names[owners[i]]] = v
			}
		}
		v, err := q.Where.Eval(w)
		return v.True(), err
	}
	known := newMemo(fields)
	for i, word := range s.words {
		for rest := word; rest != 0; rest &= rest - 1 {
			j := trailing(rest)
			b, at := s.c.blocks[(i*64+j)/blockSize], (i*64+j)%blockSize
			var place uint64
			for k := range fields {
				numbers[k] = fields[k].number(b, at)
				place = place*fields[k].size + numbers[k]
			}
			holds, err := known.get(place, eval)
			if err != nil {
				return fmt.Errorf("select %s: %w", q.Where, err)
			}
			if !holds {
				s.words[i] &^= 1 << j
			}
		}
	}
	return nil
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

func (m *memo) get(place uint64, eval func() (bool, error)) (bool, error) {
	if m.table != nil && m.table[place] != 0 {
		return m.table[place] == 2, nil
	}
	if holds, ok := m.sparse[place]; ok {
		return holds, nil
	}
	holds, err := eval()
	if err == nil && m.table != nil {
		m.table[place] = 1
		if holds {
			m.table[place] = 2
		}
	} else if err == nil && m.sparse != nil {
		m.sparse[place] = holds
	}
	return holds, err
}
