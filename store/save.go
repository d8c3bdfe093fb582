package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"tingfang/questionnaire"
)

// The statements on an answer's way to the disk.
const (
	sqlFind     = `SELECT key, stage, utc_offset FROM response WHERE id = ?`
	sqlOld      = `SELECT ` + answerColumns + ` FROM answer a WHERE response = ? AND item = ? AND instance = ?`
	sqlEarlier  = `SELECT count(*) FROM event WHERE response = ? AND item = ? AND instance = ? AND kind = 'answer'`
	sqlAnswer   = `INSERT INTO answer (status, codes, number, text, remark, reason, aside, forced, at, edits, response, item, instance) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	sqlReanswer = `UPDATE answer SET status = ?, codes = ?, number = ?, text = ?, remark = ?, reason = ?, aside = ?, forced = ?, at = ?, edits = ? WHERE response = ? AND item = ? AND instance = ?`
	sqlUnanswer = `DELETE FROM answer WHERE response = ? AND item = ? AND instance = ?`
	sqlEvent    = `INSERT INTO event (response, kind, item, instance, value, reason, who, device, at, utc_offset, run, mono) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	sqlTyped    = `DELETE FROM typing WHERE response = ? AND item IN (?, ?) AND instance = ?`
	sqlStand    = `UPDATE response SET at_item = ?, at_instance = ?, active_ms = ?, language = ?, open_events = open_events + ?, changed = ? WHERE key = ?`
	sqlTyping   = `INSERT OR REPLACE INTO typing (response, item, instance, text, caret, at) VALUES (?, ?, ?, ?, ?, ?)`
)

var hot = [...]string{sqlFind, sqlOld, sqlEarlier, sqlAnswer, sqlReanswer, sqlUnanswer, sqlEvent, sqlTyped, sqlStand, sqlTyping}

// The kinds of events. Those with an item carry its whole answer.
const (
	eventAnswer = "answer" // the value changed
	eventRemark = "remark" // only the remark did
	eventRoute  = "route"  // only the route left or reached the item
)

// open is the interview a change belongs to.
type open struct {
	key  int64
	form *questionnaire.Form
	who  string
	n    int // events written
}

// Save writes one step of an interview in one transaction: answers, events and
// where the interviewer stands. The first one creates the interview. It fails
// with ErrEnded once the interview is finished.
func (s *Store) Save(ctx context.Context, c Change) error {
	return s.write(ctx, "save interview "+c.Opening.ID, func(t *tx) error {
		r, err := t.take(c.Opening)
		if err != nil {
			return err
		}
		for _, a := range c.Answers {
			if err := t.record(r, tidy(a)); err != nil {
				return fmt.Errorf("item %s: %w", a.Item, err)
			}
		}
		if c.Kind != "" {
			if err := t.event(r, c.Kind, c.At, nil, ""); err != nil {
				return err
			}
		}
		language := c.Language
		if language == "" {
			language = c.Opening.Language
		}
		return t.exec(sqlStand, null(c.At.Item), c.At.Instance, c.Active.Milliseconds(), string(language), r.n, t.changed, r.key)
	})
}

// take finds the draft, or creates it.
func (t *tx) take(o Opening) (*open, error) {
	r := &open{form: o.Form, who: o.Interviewer.ID}
	var stage questionnaire.Stage
	var minutes int
	err := t.row(sqlFind, o.ID).Scan(&r.key, &stage, &minutes)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return r, t.create(r, o)
	case err != nil:
		return nil, err
	case stage != questionnaire.Draft:
		return nil, ErrEnded
	}
	return r, nil
}

func (t *tx) create(r *open, o Opening) error {
	var form int64
	if err := t.row("SELECT key FROM form WHERE hash = ?", o.Form.Hash[:]).Scan(&form); err != nil {
		return wrap(err, "find form "+o.Form.ID)
	}
	return t.row(`INSERT INTO response (id, form, mode, hall, interviewer, device, language, origin, started_at, utc_offset, follows, changed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`, o.ID, form, o.Practice, null(o.Hall.ID), o.Interviewer.ID, t.s.Device(), string(o.Language),
		string(t.s.origin()), o.StartedAt.UnixMilli(), offset(o.StartedAt), null(o.Follows), t.changed).Scan(&r.key)
}

// record writes one answer and ends the typing of its item.
func (t *tx) record(r *open, a questionnaire.Answer) error {
	q := r.form.Question(a.Item)
	var err error
	if q != nil && q.Personal {
		err = t.recordPersonal(r, a)
	} else {
		err = t.recordAnswer(r, a)
	}
	if err != nil {
		return err
	}
	return t.exec(sqlTyped, r.key, a.Item, a.Item+RemarkSuffix, a.Instance)
}

func (t *tx) recordAnswer(r *open, a questionnaire.Answer) error {
	old, there, err := t.old(r.key, a.Ref)
	if err != nil {
		return err
	}
	kind := kindOf(old, a)
	if kind == "" {
		return nil
	}
	if a.Edits, err = t.edits(r.key, a.Ref, kind, old, there); err != nil {
		return err
	}
	if blank(a) {
		if err := t.exec(sqlUnanswer, r.key, a.Item, a.Instance); err != nil {
			return err
		}
		return t.event(r, kind, a.Ref, nil, "")
	}
	number := sql.NullFloat64{Float64: a.Number, Valid: hasNumber(a)}
	query := sqlAnswer // not one that does either: that would keep a journal of its own
	if there {
		query = sqlReanswer
	}
	err = t.exec(query, a.Status, null(joined(a.Codes)), number, null(a.Text), null(a.Remark), null(a.Reason), a.Aside, a.Forced, t.at(), a.Edits,
		r.key, a.Item, a.Instance)
	if err != nil {
		return err
	}
	value, err := canonical(keep(a))
	if err != nil {
		return err
	}
	return t.event(r, kind, a.Ref, value, "")
}

func (t *tx) old(key int64, at questionnaire.Ref) (a questionnaire.Answer, there bool, err error) {
	var row answerRow
	switch err = t.row(sqlOld, key, at.Item, at.Instance).Scan(row.into()...); {
	case errors.Is(err, sql.ErrNoRows):
		return questionnaire.Answer{Ref: at}, false, nil
	case err != nil:
		return a, false, err
	}
	return row.answer(0), true, nil
}

// kindOf tells what changed between two answers; "" = nothing.
func kindOf(old, a questionnaire.Answer) string {
	if old.Same(a) {
		return ""
	}
	old.Aside = a.Aside
	if old.Same(a) {
		return eventRoute
	}
	old.Remark = a.Remark
	if old.Same(a) {
		return eventRemark
	}
	return eventAnswer
}

// edits counts the changes of an item's value after the first, also over the
// times it was taken back.
func (t *tx) edits(key int64, at questionnaire.Ref, kind string, old questionnaire.Answer, there bool) (int, error) {
	switch {
	case there && kind != eventAnswer:
		return old.Edits, nil
	case there && old.Status != questionnaire.Open:
		return old.Edits + 1, nil
	}
	var n int
	err := t.row(sqlEarlier, key, at.Item, at.Instance).Scan(&n)
	return n, err
}

// recordPersonal keeps a personal item where it can be erased, and nowhere
// else: no event tells of it.
func (t *tx) recordPersonal(r *open, a questionnaire.Answer) error {
	if blank(a) {
		return t.exec("DELETE FROM personal WHERE response = ? AND item = ? AND instance = ?", r.key, a.Item, a.Instance)
	}
	old, err := t.oldPersonal(r.key, a.Ref)
	if err != nil {
		return err
	}
	kind := kindOf(old, a)
	if kind == "" {
		return nil
	}
	a.Edits = old.Edits
	if kind == eventAnswer && old.Status != questionnaire.Open {
		a.Edits++
	}
	k := keep(a)
	k.At = t.at()
	value, err := canonical(k)
	if err != nil {
		return err
	}
	return t.exec("INSERT OR REPLACE INTO personal (response, item, instance, value) VALUES (?, ?, ?, ?)", r.key, a.Item, a.Instance, string(value))
}

func (t *tx) oldPersonal(key int64, at questionnaire.Ref) (questionnaire.Answer, error) {
	var value []byte
	err := t.row("SELECT value FROM personal WHERE response = ? AND item = ? AND instance = ?", key, at.Item, at.Instance).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return questionnaire.Answer{Ref: at}, nil
	}
	if err != nil {
		return questionnaire.Answer{}, err
	}
	var k kept
	if err := json.Unmarshal(value, &k); err != nil {
		return questionnaire.Answer{}, err
	}
	k.Item, k.Instance = at.Item, at.Instance
	return k.answer()
}

// event appends to what this laptop did. A personal item's name may stand in
// it as a place, its answer never.
func (t *tx) event(r *open, kind string, at questionnaire.Ref, value []byte, reason string) error {
	r.n++
	return t.exec(sqlEvent, r.key, kind, null(at.Item), at.Instance, sql.NullString{String: string(value), Valid: value != nil}, null(reason), r.who, t.s.Device(),
		t.at(), offset(t.now), t.run, t.now.Sub(t.s.started).Milliseconds())
}
