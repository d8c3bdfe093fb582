package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"tingfang/questionnaire"
)

// packedCodec is the number of the layout below; a row of another one is
// packed anew before it is used.
const packedCodec = 1

// The codes of a packed closed item; First + i is its i-th choice or step.
const (
	PackedNotAsked = iota
	PackedOpen
	PackedDontKnow
	PackedRefused
	PackedNotApplicable
	PackedFirst
)

// factBytes is the head of a packed row: hall, interviewer and day (2 bytes
// each, little-endian), disposition (1 byte) and bits (1 practice, 2 voided).
const factBytes = 8

// Facts are the head of a packed row. Hall, Interviewer and Disposition are
// numbers of table dictionary, from 1; 0 = none. Day counts days since
// 1970-01-01 in the zone of the interview.
type Facts struct {
	Hall, Interviewer, Day uint16
	Disposition            uint8
	Practice, Voided       bool
}

// Layout is where the closed items of one version of a form stand in its
// packed rows. Personal items, free numbers and texts are not among them.
type Layout struct {
	form  *questionnaire.Form
	Items []PackedItem
	size  int
}

// PackedItem is one closed item in a packed row.
type PackedItem struct {
	Question int // index in Form.Questions
	Count    int // choices, or steps of a range
	multiple bool
	at, size int
}

// NewLayout lays the closed items of a form out, in the order of the form.
func NewLayout(f *questionnaire.Form) *Layout {
	l := &Layout{form: f, size: factBytes}
	for i := range f.Questions {
		q := &f.Questions[i]
		it := PackedItem{Question: i, Count: len(f.Choices(q)), at: l.size, size: 1}
		switch {
		case q.Personal || !q.Kind.Closed():
			continue
		case q.Kind == questionnaire.SelectMultiple:
			it.multiple, it.size = true, 1+(it.Count+7)/8
		case q.Kind == questionnaire.Range:
			steps := math.Round(math.Abs(q.Range.End-q.Range.Start) / math.Abs(q.Range.Step))
			if !(steps < math.MaxUint16-PackedFirst) {
				continue // too fine to be closed
			}
			it.Count = int(steps) + 1
		}
		if !it.multiple && it.Count > 250 {
			it.size = 2
		}
		l.size += it.size
		l.Items = append(l.Items, it)
	}
	return l
}

// pack is the packed row of an interview; asked tells whether the route
// reached an item.
func (l *Layout) pack(facts Facts, answers []questionnaire.Answer, asked func(i int) bool) ([]byte, error) {
	row := make([]byte, l.size)
	binary.LittleEndian.PutUint16(row[0:], facts.Hall)
	binary.LittleEndian.PutUint16(row[2:], facts.Interviewer)
	binary.LittleEndian.PutUint16(row[4:], facts.Day)
	row[6] = facts.Disposition
	if facts.Practice {
		row[7] |= 1
	}
	if facts.Voided {
		row[7] |= 2
	}
	given := make(map[string]questionnaire.Answer, len(answers))
	for _, a := range answers {
		given[a.Item] = a
	}
	for _, it := range l.Items {
		if !asked(it.Question) {
			continue
		}
		if err := l.put(row, it, given[l.form.Questions[it.Question].Name]); err != nil {
			return nil, err
		}
	}
	return row, nil
}

func (l *Layout) put(row []byte, it PackedItem, a questionnaire.Answer) error {
	q := &l.form.Questions[it.Question]
	code := PackedOpen
	switch a.Status {
	case questionnaire.DontKnow:
		code = PackedDontKnow
	case questionnaire.Refused:
		code = PackedRefused
	case questionnaire.NotApplicable:
		code = PackedNotApplicable
	case questionnaire.Given:
		places, err := l.places(q, a)
		if err != nil {
			return err
		}
		code = PackedFirst
		if it.multiple {
			for _, p := range places {
				row[it.at+1+p/8] |= 1 << (p % 8)
			}
		} else {
			code += places[0]
		}
	}
	row[it.at] = byte(code)
	if it.size == 2 && !it.multiple {
		binary.LittleEndian.PutUint16(row[it.at:], uint16(code))
	}
	return nil
}

// places are the indices of the choices given, or of the range's step.
func (l *Layout) places(q *questionnaire.Question, a questionnaire.Answer) ([]int, error) {
	if q.Kind == questionnaire.Range {
		return []int{int(math.Round(math.Abs(a.Number-q.Range.Start) / math.Abs(q.Range.Step)))}, nil
	}
	var out []int
	for _, code := range a.Codes {
		p := slices.IndexFunc(l.form.Choices(q), func(c questionnaire.Choice) bool { return c.Name == code })
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

// Facts reads the head of a packed row.
func (l *Layout) Facts(row []byte) Facts {
	return Facts{Hall: binary.LittleEndian.Uint16(row[0:]), Interviewer: binary.LittleEndian.Uint16(row[2:]), Day: binary.LittleEndian.Uint16(row[4:]),
		Disposition: row[6], Practice: row[7]&1 != 0, Voided: row[7]&2 != 0}
}

// Code reads an item of a packed row: PackedNotAsked … PackedNotApplicable, or
// PackedFirst + i for the i-th choice or step; PackedFirst for a given
// select_multiple, whose choices Chosen tells.
func (l *Layout) Code(row []byte, it PackedItem) int {
	if it.size == 2 && !it.multiple {
		return int(binary.LittleEndian.Uint16(row[it.at:]))
	}
	return int(row[it.at])
}

// Chosen reports whether the i-th choice of a select_multiple is chosen.
func (l *Layout) Chosen(row []byte, it PackedItem, i int) bool {
	return row[it.at+1+i/8]&(1<<(i%8)) != 0
}

// errNoPlace says that a dictionary has run out of numbers.
var errNoPlace = errors.New("too many values to pack")

// number gives the dictionary number of a value, a new one where it is new.
func (t *tx) number(kind, value string, limit int) (int, error) {
	if value == "" {
		return 0, nil
	}
	err := t.exec(`INSERT INTO dictionary (kind, value, number) SELECT ?1, ?2, 1 + coalesce(max(number), 0) FROM dictionary WHERE kind = ?1
		ON CONFLICT DO NOTHING`, kind, value)
	if err != nil {
		return 0, err
	}
	var n int
	if err := t.row("SELECT number FROM dictionary WHERE kind = ? AND value = ?", kind, value).Scan(&n); err != nil {
		return 0, err
	}
	if n > limit {
		return 0, fmt.Errorf("pack %s %q: %w", kind, value, errNoPlace)
	}
	return n, nil
}

// pack writes the packed row of an interview.
func (t *tx) pack(l loaded) error {
	f, err := t.s.formByKey(t.ctx, t.Tx, l.form)
	if err != nil {
		return err
	}
	facts, err := t.facts(l.Response)
	if err != nil {
		return err
	}
	st, err := study(t.ctx, t.Tx)
	if err != nil {
		return err
	}
	route := questionnaire.Begin(f, questionnaire.NewContext(l.Hall, l.Interviewer, st, l.StartedAt), l.Answers)
	row, err := NewLayout(f).pack(facts, l.Answers, func(i int) bool {
		q := &f.Questions[i]
		ref := questionnaire.Ref{Item: q.Name}
		// The reason for breaking off is asked beside the route.
		return route.Reached(ref) || q.Role == questionnaire.RoleBreakoffReason && route.Answer(ref).Status != questionnaire.Open
	})
	if err != nil {
		return err
	}
	return t.exec("INSERT OR REPLACE INTO packed (response, form, codec, row) VALUES (?, ?, ?, ?)", l.key, l.form, packedCodec, row)
}

func (t *tx) facts(r questionnaire.Response) (Facts, error) {
	hall, err := t.number("hall", r.Hall.ID, math.MaxUint16)
	if err != nil {
		return Facts{}, err
	}
	person, err := t.number("interviewer", r.Interviewer.ID, math.MaxUint16)
	if err != nil {
		return Facts{}, err
	}
	disposition, err := t.number("disposition", string(r.Disposition), math.MaxUint8)
	if err != nil {
		return Facts{}, err
	}
	return Facts{Hall: uint16(hall), Interviewer: uint16(person), Day: day(r.StartedAt), Disposition: uint8(disposition),
		Practice: r.Practice == questionnaire.Practised, Voided: r.Voided}, nil
}

// day counts days since 1970-01-01 in the time's own zone.
func day(at time.Time) uint16 {
	_, east := at.Zone()
	return uint16((at.Unix() + int64(east)) / 86400)
}

// Packed gives the packed row of an ended interview; ErrNotFound where there
// is none, as for a withdrawn one.
func (s *Store) Packed(ctx context.Context, id string) ([]byte, error) {
	var row []byte
	err := s.r.QueryRowContext(ctx, "SELECT p.row FROM packed p JOIN response r ON r.key = p.response WHERE r.id = ?", id).Scan(&row)
	return row, wrap(err, "read packed row of interview "+id)
}
