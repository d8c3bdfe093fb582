package questionnaire

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// The codes of a packed closed item; First + i is its i-th choice or step.
const (
	PackedNotAsked = iota
	PackedOpen
	PackedDontKnow
	PackedRefused
	PackedNotApplicable
	PackedFirst
)

// factBytes is the head of a packed row: hall, interviewer, day and minute (2
// bytes each, little-endian), disposition (1 byte) and bits (1 practice, 2
// voided, from 4 on the origin's place among Origins).
const factBytes = 10

// Origins lists the origins of interviews; their places stand in packed rows.
var Origins = [...]Origin{Keyed, Imported, Demo}

// PackedFacts are the head of a packed row. Hall, Interviewer and Disposition are
// numbers of a dictionary kept beside the rows, from 1; 0 = none. Day counts days since
// 1970-01-01 and Minute minutes since midnight, in the zone of the interview.
type PackedFacts struct {
	Hall, Interviewer, Day, Minute uint16
	Disposition                    uint8
	Practice, Voided               bool
	Origin                         Origin
}

// Layout is where the closed items of one version of a form stand in its
// packed rows. Personal items, free numbers and texts are not among them.
type Layout struct {
	form  *Form
	Items []PackedItem
	size  int
}

// PackedItem is one closed item in a packed row.
type PackedItem struct {
	Question int // index in Form.Questions
	Count    int // choices, or steps of a range
	Multiple bool
	At, Size int // its bytes in the row: a code, or the status and the bitmap of a select_multiple
}

// NewLayout lays the closed items of a form out, in the order of the form.
func NewLayout(f *Form) *Layout {
	l := &Layout{form: f, size: factBytes}
	for i := range f.Questions {
		q := &f.Questions[i]
		it := PackedItem{Question: i, Count: len(f.Choices(q)), At: l.size, Size: 1}
		switch {
		case q.Personal || !q.Kind.Closed():
			continue
		case q.Kind == SelectMultiple:
			it.Multiple, it.Size = true, 1+(it.Count+7)/8
		case q.Kind == Range:
			steps := math.Round(math.Abs(q.Range.End-q.Range.Start) / math.Abs(q.Range.Step))
			if !(steps < math.MaxUint16-PackedFirst) {
				continue // too fine to be closed
			}
			it.Count = int(steps) + 1
		}
		if !it.Multiple && it.Count > 250 {
			it.Size = 2
		}
		l.size += it.Size
		l.Items = append(l.Items, it)
	}
	return l
}

// Pack is the packed row of an interview with these answers; route tells which
// items it asked. An item answered beside the route was asked too, unless the
// answer is set aside: the reason for breaking off, and what a file brings
// without the answers that lead to it.
func (l *Layout) Pack(facts PackedFacts, answers []Answer, route *Session) ([]byte, error) {
	row := make([]byte, l.size)
	binary.LittleEndian.PutUint16(row[0:], facts.Hall)
	binary.LittleEndian.PutUint16(row[2:], facts.Interviewer)
	binary.LittleEndian.PutUint16(row[4:], facts.Day)
	binary.LittleEndian.PutUint16(row[6:], facts.Minute)
	row[8] = facts.Disposition
	row[9] = uint8(max(0, slices.Index(Origins[:], facts.Origin))) << 2
	if facts.Practice {
		row[9] |= 1
	}
	if facts.Voided {
		row[9] |= 2
	}
	given := make(map[string]Answer, len(answers))
	for _, a := range answers {
		given[a.Item] = a
	}
	for _, it := range l.Items {
		q := &l.form.Questions[it.Question]
		ref := Ref{Item: q.Name}
		a := given[q.Name]
		if !route.Reached(ref) && (a.Status == Open || a.Aside && q.Role != RoleBreakoffReason) {
			continue
		}
		if err := l.put(row, it, a); err != nil {
			return nil, err
		}
	}
	return row, nil
}

func (l *Layout) put(row []byte, it PackedItem, a Answer) error {
	q := &l.form.Questions[it.Question]
	code := PackedOpen
	switch a.Status {
	case DontKnow:
		code = PackedDontKnow
	case Refused:
		code = PackedRefused
	case NotApplicable:
		code = PackedNotApplicable
	case Given:
		places, err := l.places(q, a)
		if err != nil {
			return err
		}
		code = PackedFirst
		if it.Multiple {
			for _, p := range places {
				row[it.At+1+p/8] |= 1 << (p % 8)
			}
		} else {
			code += places[0]
		}
	}
	row[it.At] = byte(code)
	if it.Size == 2 && !it.Multiple {
		binary.LittleEndian.PutUint16(row[it.At:], uint16(code))
	}
	return nil
}

// places are the indices of the choices given, or of the range's step.
func (l *Layout) places(q *Question, a Answer) ([]int, error) {
	if q.Kind == Range {
		return []int{int(math.Round(math.Abs(a.Number-q.Range.Start) / math.Abs(q.Range.Step)))}, nil
	}
	var out []int
	for _, code := range a.Codes {
		p := slices.IndexFunc(l.form.Choices(q), func(c Choice) bool { return c.Name == code })
		if p < 0 {
			return nil, fmt.Errorf("pack item %s: no choice %q", q.Name, code)
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("pack item %s: given without a choice", q.Name)
	}
	return out, nil
}

// Size is the length of a packed row in bytes.
func (l *Layout) Size() int { return l.size }

// Facts reads the head of a packed row.
func (l *Layout) Facts(row []byte) PackedFacts {
	return PackedFacts{Hall: binary.LittleEndian.Uint16(row[0:]), Interviewer: binary.LittleEndian.Uint16(row[2:]), Day: binary.LittleEndian.Uint16(row[4:]),
		Minute: binary.LittleEndian.Uint16(row[6:]), Disposition: row[8], Practice: row[9]&1 != 0, Voided: row[9]&2 != 0,
		Origin: Origins[min(int(row[9]>>2), len(Origins)-1)]}
}

// Code reads an item of a packed row: PackedNotAsked … PackedNotApplicable, or
// PackedFirst + i for the i-th choice or step; PackedFirst for a given
// select_multiple, whose choices Chosen tells.
func (l *Layout) Code(row []byte, it PackedItem) int {
	if it.Size == 2 && !it.Multiple {
		return int(binary.LittleEndian.Uint16(row[it.At:]))
	}
	return int(row[it.At])
}

// Chosen reports whether the i-th choice of a select_multiple is chosen.
func (l *Layout) Chosen(row []byte, it PackedItem, i int) bool {
	return row[it.At+1+i/8]&(1<<(i%8)) != 0
}
