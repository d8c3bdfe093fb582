package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"strconv"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// TalkRow is one interview with what it holds beside its answers.
type TalkRow struct {
	Response questionnaire.Response
	Talk     talk.Record
}

// Talk reads what an interview holds beside its answers, with what was being
// typed when the program last ran. It is empty for an interview that holds
// nothing, and fails with ErrNotFound for one that is not there.
func (s *Store) Talk(ctx context.Context, response string) (talk.Record, error) {
	var key int64
	var minutes int
	err := s.r.QueryRowContext(ctx, "SELECT key, utc_offset FROM response WHERE id = ?", response).Scan(&key, &minutes)
	if err != nil {
		return talk.Record{}, wrap(err, "read talk of interview "+response)
	}
	r, err := readTalk(ctx, s.r, key, response, minutes)
	return r, wrap(err, "read talk of interview "+response)
}

// Talks reads interviews in the order in which they began, each with its talk,
// as Responses reads them.
func (s *Store) Talks(ctx context.Context, q Query) iter.Seq2[TalkRow, error] {
	return func(yield func(TalkRow, error) bool) {
		for r, err := range s.Responses(ctx, q) {
			row := TalkRow{Response: r}
			if err == nil {
				row.Talk, err = s.Talk(ctx, r.ID)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func readTalk(ctx context.Context, q querier, key int64, id string, minutes int) (r talk.Record, err error) {
	if r.Notes, err = readNotes(ctx, q, minutes, "n.response = ?", key); err != nil {
		return r, err
	}
	r.Topics, err = collect(ctx, q, func(rows *sql.Rows) (o talk.OwnTopic, err error) {
		return o, rows.Scan(&o.ID, &o.Title, &o.Position, &o.Declined)
	}, "SELECT id, title, position, coalesce(declined, '') FROM own_topic WHERE response = ? ORDER BY position, id", key)
	if err != nil {
		return r, err
	}
	r.Visits, err = collect(ctx, q, func(rows *sql.Rows) (v talk.Visit, err error) {
		var at, ms int64
		err = rows.Scan(&v.Topic.Item, &v.Topic.Instance, &at, &ms)
		v.At, v.For = when(at, minutes), time.Duration(ms)*time.Millisecond
		return v, err
	}, "SELECT topic, instance, at, ms FROM visit WHERE response = ? ORDER BY key", key)
	if err != nil {
		return r, err
	}
	r.FollowUps, err = collect(ctx, q, func(rows *sql.Rows) (talk.FollowUp, error) {
		f, err := scanFollowUp(rows, minutes)
		f.Response = id
		return f, err
	}, "SELECT "+followUpColumns+" FROM followup f WHERE f.response = ? AND f.gone = 0 ORDER BY f.id", key)
	if err != nil {
		return r, err
	}
	r.Attachments, err = readAttachments(ctx, q, id, minutes, "a.response = ?", key)
	return r, err
}

const noteColumns = "n.key, n.id, n.topic, n.instance, n.position, n.kind, n.text, n.offset_ms, n.at"

// noteRow is a note as read, with its row's key.
type noteRow struct {
	talk.Note
	key int64
}

// into scans noteColumns; done finishes the note.
func (n *noteRow) scan(rows *sql.Rows, minutes int, more ...any) error {
	var ms, at int64
	err := rows.Scan(append([]any{&n.key, &n.ID, &n.Topic.Item, &n.Topic.Instance, &n.Position, &n.Kind, &n.Text, &ms, &at}, more...)...)
	n.Offset, n.At = time.Duration(ms)*time.Millisecond, when(at, minutes)
	return err
}

// readNotes reads the notes a condition on note, as n, names, in their order.
func readNotes(ctx context.Context, q querier, minutes int, cond string, args ...any) ([]talk.Note, error) {
	found, err := collect(ctx, q, func(rows *sql.Rows) (n noteRow, err error) { return n, n.scan(rows, minutes) },
		"SELECT "+noteColumns+" FROM note n WHERE "+cond+" ORDER BY n.position, n.id", args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	marks, err := readMarks(ctx, q, "m.note IN (SELECT n.key FROM note n WHERE "+cond+")", args...)
	out := make([]talk.Note, len(found))
	for i, n := range found {
		out[i] = n.Note
		out[i].Marks = marks[n.key]
	}
	return out, err
}

// readMarks reads the marks a condition on mark, as m, names, by note.
func readMarks(ctx context.Context, q querier, cond string, args ...any) (map[int64][]talk.Mark, error) {
	out := map[int64][]talk.Mark{}
	_, err := collect(ctx, q, func(rows *sql.Rows) (struct{}, error) {
		var note int64
		var m talk.Mark
		err := rows.Scan(&note, &m.ID, &m.Tag, &m.First, &m.Last)
		out[note] = append(out[note], m)
		return struct{}{}, err
	}, "SELECT m.note, m.id, g.id, m.first, m.last FROM mark m JOIN tag g ON g.key = m.tag WHERE "+cond+" ORDER BY m.note, m.first, m.last, m.id", args...)
	return out, err
}

// role tells what the person of an interview is: the code of its form's item
// for that, and whether quotes of it may be used. What was read is kept for
// the next.
type role struct {
	code     string
	quotable bool
}

func (s *Store) role(ctx context.Context, q querier, response, form int64) (out role, err error) {
	f, err := s.formByKey(ctx, q, form)
	if err != nil {
		return out, err
	}
	out.code, err = chosenCode(ctx, q, response, f.WithRole(questionnaire.RoleRespondentRole))
	if err != nil {
		return out, err
	}
	consent := f.WithRole(questionnaire.RoleConsentQuote)
	code, err := chosenCode(ctx, q, response, consent)
	out.quotable = consent == nil || talk.Agrees(f, consent, questionnaire.Answer{Status: questionnaire.Given, Codes: []string{code}})
	return out, err
}

// chosenCode is the code an item was answered with; "" = none.
func chosenCode(ctx context.Context, q querier, response int64, item *questionnaire.Question) (code string, err error) {
	if item == nil {
		return "", nil
	}
	err = q.QueryRowContext(ctx, "SELECT coalesce(codes, '') FROM answer WHERE response = ? AND item = ? AND instance = '' AND status = "+
		strconv.Itoa(int(questionnaire.Given))+" AND aside = 0", response, item.Name).Scan(&code)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return code, err
}
