package summary

import (
	"fmt"
	"math"
	"time"

	"tingfang/questionnaire/expr"
)

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
