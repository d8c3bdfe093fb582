package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"

	"tingfang/questionnaire"
)

// Conflict is one field of a record that two laptops have changed differently.
type Conflict struct {
	Kind   string // of the record: "response", "hall", "person" …
	Record string
	Field  string // as Resolve wants it
	// Row is the interview it belongs to; the zero Row for another record.
	Row Row
	// Item is the item and its instance where the field is an answer; otherwise
	// Name is the field's name, and Title what the record is called.
	Item        questionnaire.Ref
	Name, Title string
	Sides       []Side // the first is shown until it is decided
}

// Side is what one laptop made of a field.
type Side struct {
	Who    questionnaire.Person
	Laptop string // its name, or its id where that is not known
	At     time.Time
	Reason string               // why it was changed; "" = none was given
	Answer questionnaire.Answer // of an item; status Open = there is none
	Value  string               // of another field, as JSON; "" = it has none
}

// ErrUndecided says that an interview is in conflict and has to be decided on
// first.
var ErrUndecided = errors.New("the interview is in conflict")

// Conflicts lists what is to be decided, interviews first, in the order of
// their records.
func (s *Store) Conflicts(ctx context.Context) ([]Conflict, error) {
	out, err := s.conflicts(ctx)
	return out, wrap(err, "list conflicts")
}

func (s *Store) conflicts(ctx context.Context) ([]Conflict, error) {
	type row struct{ record, field string }
	list, err := collect(ctx, s.r, func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.record, &r.field) },
		"SELECT record, field FROM clash ORDER BY record, field")
	if err != nil || len(list) == 0 {
		return nil, err
	}
	d, err := s.directory(ctx, s.r)
	if err != nil {
		return nil, err
	}
	laptops := map[string]string{}
	_, err = collect(ctx, s.r, func(rows *sql.Rows) (_ struct{}, err error) {
		var id, name string
		err = rows.Scan(&id, &name)
		laptops[id] = name
		return struct{}{}, err
	}, "SELECT id, name FROM device")
	if err != nil {
		return nil, err
	}
	var out []Conflict
	var kind string
	var known []*node
	for i, r := range list {
		if i == 0 || list[i-1].record != r.record {
			if kind, known, err = nodes(ctx, s.r, r.record); err != nil {
				return nil, err
			}
		}
		c := Conflict{Kind: kind, Record: r.record, Field: r.field}
		st := reconcile(kind, known)
		if st.fields == nil {
			continue
		}
		if err := s.about(ctx, &c, st); err != nil {
			return nil, err
		}
		for _, h := range st.heads {
			if h.fields != nil {
				side, err := sideOf(h, r.field, d, laptops)
				if err != nil {
					return nil, err
				}
				c.Sides = append(c.Sides, side)
			}
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Conflict) int { return rankOf(a.Kind) - rankOf(b.Kind) })
	return out, nil
}

func rankOf(kind string) int {
	if kind == kindResponse {
		return 0
	}
	return 1
}

// about says what a conflict is about.
func (s *Store) about(ctx context.Context, c *Conflict, st state) error {
	c.Item, _ = fieldRef(c.Field)
	if c.Item.Item == "" {
		c.Name = c.Field
	}
	var names struct{ Name, Code, Number, What, Text, Response string }
	if err := json.Unmarshal(st.fields.together(c.Kind), &names); err != nil {
		return err
	}
	for _, title := range []string{names.Name, names.What, names.Text} {
		if c.Title == "" {
			c.Title = title
		}
	}
	id := names.Response
	if c.Kind == kindResponse {
		id = c.Record
	}
	if id == "" {
		return nil
	}
	r, err := s.Row(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	c.Row = r
	return err
}

func sideOf(h *node, field string, d *directory, laptops map[string]string) (Side, error) {
	side := Side{Who: d.person(h.who), Laptop: laptops[h.device], At: when(h.at, offset(time.Now())), Reason: h.reason, Value: h.fields[field]}
	if side.Laptop == "" {
		side.Laptop = h.device
	}
	at, isAnswer := fieldRef(field)
	if !isAnswer {
		return side, nil
	}
	side.Answer.Ref = at
	if side.Value == "" {
		return side, nil
	}
	var k kept
	if err := json.Unmarshal([]byte(side.Value), &k); err != nil {
		return side, err
	}
	var err error
	side.Answer, err = k.answer()
	return side, err
}

// Decision settles conflicts of one record, with the field's value by field:
// that of a side, or for an item's an answer of its own.
type Decision struct {
	Sides   map[string]string               // Side.Value
	Answers map[string]questionnaire.Answer // a third; status Open = none
}

// Resolve decides on all conflicts of a record: a new revision follows both
// sides and travels on. It fails with ErrNotFound where there is no conflict,
// or where one of them is not decided on.
func (s *Store) Resolve(ctx context.Context, record string, d Decision, who, reason string) error {
	return s.write(ctx, "decide on "+record, func(t *tx) error {
		kind, list, err := nodes(t.ctx, t.Tx, record)
		if err != nil {
			return err
		}
		st := reconcile(kind, list)
		if len(st.clashes) == 0 {
			return ErrNotFound
		}
		body := maps.Clone(st.fields)
		for _, field := range st.clashes {
			value, taken := d.Sides[field]
			a, typed := d.Answers[field]
			if typed {
				if value, err = t.answered(field, a); err != nil {
					return err
				}
			} else if !taken {
				return ErrNotFound
			}
			if value == "" {
				delete(body, field)
			} else {
				body[field] = value
			}
		}
		return t.reseal(kind, record, st, body, who, reason)
	})
}

// answered is an answer as a field's value.
func (t *tx) answered(field string, a questionnaire.Answer) (string, error) {
	at, ok := fieldRef(field)
	if !ok {
		return "", errors.New("field " + field + " is no answer")
	}
	a = tidy(a)
	if blank(a) {
		return "", nil
	}
	k := keep(a)
	k.Item, k.Instance, k.At = at.Item, at.Instance, t.at()
	b, err := canonical(k)
	return string(b), err
}

// reseal follows all heads of a record with a new body, and shows it.
func (t *tx) reseal(kind, record string, st state, body fields, who, reason string) error {
	e := envelope{Kind: kind, Record: record, Who: who, Reason: reason, Body: json.RawMessage(body.together(kind)), decides: true}
	if kind == kindResponse || kind == kindForm {
		e.Form = st.winner.form
	}
	if _, err := t.seal(e); err != nil {
		return err
	}
	return t.project(kind, "decide", record)
}

// Correct changes answers of an interview that has ended, with the reason: the
// new answers take the place of the old, in a revision of their own. Personal
// items are not among them. It fails with ErrNotFound where there is no such
// interview, with ErrEnded for a draft or a withdrawn one, and with
// ErrUndecided.
func (s *Store) Correct(ctx context.Context, id string, answers []questionnaire.Answer, who, reason string) error {
	return s.write(ctx, "correct interview "+id, func(t *tx) error {
		key, r, err := t.find(id)
		if err != nil {
			return err
		}
		if r.Stage != questionnaire.Ended || r.Disposition == questionnaire.Withdrawn {
			return ErrEnded
		}
		kind, list, err := nodes(t.ctx, t.Tx, id)
		if err != nil {
			return err
		}
		st := reconcile(kind, list)
		if len(st.clashes) > 0 {
			return ErrUndecided
		}
		if st.fields == nil {
			return ErrEnded
		}
		f, err := s.FormByHash(t.ctx, r.FormHash)
		if err != nil {
			return err
		}
		body, o := maps.Clone(st.fields), &open{key: key, who: who, form: f}
		for _, a := range answers {
			if q := f.Question(a.Item); q != nil && q.Personal {
				continue // it must not stand in a revision of answers
			}
			if err := t.correct(o, body, a, reason); err != nil {
				return err
			}
		}
		if o.n == 0 {
			return nil
		}
		return t.reseal(kind, id, st, body, who, reason)
	})
}

// correct changes one answer in the body, and tells of it in an event.
func (t *tx) correct(o *open, body fields, a questionnaire.Answer, reason string) error {
	field := answerField(a.Ref)
	var before kept
	if was := body[field]; was != "" {
		if err := json.Unmarshal([]byte(was), &before); err != nil {
			return err
		}
	}
	old, err := before.answer()
	if err != nil {
		return err
	}
	old.Ref = a.Ref
	if old.Same(tidy(a)) {
		return nil
	}
	a.Edits = old.Edits
	if kindOf(old, tidy(a)) == eventAnswer {
		a.Edits++
	}
	value, err := t.answered(field, a)
	if err != nil {
		return err
	}
	if value == "" {
		delete(body, field)
	} else {
		body[field] = value
	}
	var said []byte
	if value != "" {
		if said, err = canonical(keep(tidy(a))); err != nil {
			return err
		}
	}
	return t.event(o, "edit", a.Ref, said, reason)
}
