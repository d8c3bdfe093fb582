package summary

import (
	"iter"
	"math/bits"
	"slices"
	"time"

	"tingfang/questionnaire/expr"
)

// Wave is a named range of local start dates, half open; a bound of 0 is open.
type Wave struct {
	Name     string
	From, To int32 // days since 1970-01-01
}

// holds reports whether a day lies in the wave.
func (w Wave) holds(day int32) bool {
	return day >= w.From && (w.To == 0 || day < w.To)
}

// Query says which interviews a table counts. The zero Query is all that count;
// everything set must hold.
type Query struct {
	Where          *expr.Expr // over closed items and lead columns; nil = always
	From, To       int32      // local start date, days since 1970-01-01, half open; 0 = open
	Waves          []Wave     // one of them
	Halls, Persons []string   // one of these codes, one of these numbers
	Now            time.Time  // what today() and now() in Where see
	All            bool       // also what counts in no table: break-offs, void and practice ones …
}

// Selection is a set of the interviews of one Columns, as it stood when the
// selection was made.
type Selection struct {
	c     *Columns
	words []uint64 // bit a case
}

// Select gives the interviews a query is about. The errors of Where are
// [*UnknownItem], [*NotClosed] and the expression's own.
func (c *Columns) Select(q Query) (*Selection, error) {
	s := &Selection{c, slices.Clone(c.counted)}
	if q.All {
		for i := range s.words {
			s.words[i] = ^uint64(0)
		}
		s.clip()
	}
	if q.From != 0 || q.To != 0 {
		s.keepDays([]Wave{{From: q.From, To: q.To}})
	}
	if len(q.Waves) > 0 {
		s.keepDays(q.Waves)
	}
	if len(q.Halls) > 0 {
		s.keep(hallsOf, c.halls.among(q.Halls))
	}
	if len(q.Persons) > 0 {
		s.keep(peopleOf, c.persons.among(q.Persons))
	}
	if q.Where != nil {
		if err := s.keepWhere(q); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// clip drops the bits behind the last case.
func (s *Selection) clip() {
	if n := s.c.n; n < 64*len(s.words) {
		s.words[n/64] &= 1<<(n%64) - 1
		clear(s.words[n/64+1:])
	}
}

func hallsOf(b *block) []uint16  { return b.halls[:] }
func peopleOf(b *block) []uint16 { return b.people[:] }
func daysOf(b *block) []uint16   { return b.days[:] }

// keep drops the cases whose number in a column is not ok: 1 is, 0 is not.
func (s *Selection) keep(numbers func(*block) []uint16, ok []uint8) {
	for i, w := range s.words {
		if w == 0 {
			continue
		}
		column := numbers(s.c.blocks[i*64/blockSize])[i*64%blockSize:][:64]
		var kept uint64
		for j, number := range column {
			kept |= uint64(ok[number]) << j
		}
		s.words[i] = w & kept
	}
}

func (s *Selection) keepDays(waves []Wave) {
	ok := make([]uint8, 1<<16)
	for day := s.c.firstDay; day <= s.c.lastDay; day++ {
		if slices.ContainsFunc(waves, func(w Wave) bool { return w.holds(day) }) {
			ok[day] = 1
		}
	}
	s.keep(daysOf, ok)
}

// among gives 1 for the numbers of these codes.
func (d *dictionary) among(codes []string) []uint8 {
	ok := make([]uint8, max(1, len(d.codes)))
	for _, code := range codes {
		if n, there := d.index[code]; there {
			ok[n] = 1
		}
	}
	return ok
}

// And gives the interviews that are in both selections.
func (s *Selection) And(t *Selection) *Selection {
	both := &Selection{s.c, make([]uint64, min(len(s.words), len(t.words)))}
	for i := range both.words {
		both.words[i] = s.words[i] & t.words[i]
	}
	return both
}

// Count is the number of interviews.
func (s *Selection) Count() int {
	return ones(s.words)
}

// Keys gives the keys of the interviews, in the order they were first put.
func (s *Selection) Keys() []int64 {
	keys := make([]int64, 0, s.Count())
	for b, at := range s.cases() {
		keys = append(keys, b.keys[at])
	}
	return keys
}

// cases walks the interviews: block and place in it.
func (s *Selection) cases() iter.Seq2[*block, int] {
	return func(yield func(*block, int) bool) {
		for i, w := range s.words {
			for ; w != 0; w &= w - 1 {
				n := i*64 + bits.TrailingZeros64(w)
				if !yield(s.c.blocks[n/blockSize], n%blockSize) {
					return
				}
			}
		}
	}
}
