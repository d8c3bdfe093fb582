package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"tingfang/questionnaire"
)

// packedCodec is the number of questionnaire.Layout; a row of another one is
// packed anew before it is used.
const packedCodec = 2

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
	known, err := facts(l.Response, t.number)
	if err != nil {
		return err
	}
	st, err := study(t.ctx, t.Tx)
	if err != nil {
		return err
	}
	route := questionnaire.Begin(f, questionnaire.NewContext(l.Hall, l.Interviewer, st, l.StartedAt), l.Answers)
	row, err := questionnaire.NewLayout(f).Pack(known, l.Answers, route)
	if err != nil {
		return err
	}
	return t.exec("INSERT OR REPLACE INTO packed (response, form, codec, row) VALUES (?, ?, ?, ?)", l.key, l.form, packedCodec, row)
}

// facts are an interview's facts in numbers.
func facts(r questionnaire.Response, number func(kind, value string, limit int) (int, error)) (questionnaire.PackedFacts, error) {
	hall, err := number("hall", r.Hall.ID, math.MaxUint16)
	if err != nil {
		return questionnaire.PackedFacts{}, err
	}
	person, err := number("interviewer", r.Interviewer.ID, math.MaxUint16)
	if err != nil {
		return questionnaire.PackedFacts{}, err
	}
	disposition, err := number("disposition", string(r.Disposition), math.MaxUint8)
	if err != nil {
		return questionnaire.PackedFacts{}, err
	}
	day, minute := localStart(r.StartedAt)
	return questionnaire.PackedFacts{Hall: uint16(hall), Interviewer: uint16(person), Day: day, Minute: minute, Disposition: uint8(disposition),
		Practice: r.Practice == questionnaire.Practised, Voided: r.Voided, Origin: r.Origin}, nil
}

// localStart counts days since 1970-01-01 and minutes since midnight in the
// time's own zone.
func localStart(at time.Time) (day, minute uint16) {
	_, east := at.Zone()
	local := at.Unix() + int64(east)
	return uint16(local / 86400), uint16(local % 86400 / 60)
}

// Packed gives the packed row of an ended interview; ErrNotFound where there
// is none, as for a withdrawn one.
func (s *Store) Packed(ctx context.Context, id string) ([]byte, error) {
	var row []byte
	err := s.r.QueryRowContext(ctx, "SELECT p.row FROM packed p JOIN response r ON r.key = p.response WHERE r.id = ?", id).Scan(&row)
	return row, wrap(err, "read packed row of interview "+id)
}
