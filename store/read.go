package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tingfang/questionnaire"
)

// loaded is an interview as read, with the keys of its row and its form.
type loaded struct {
	questionnaire.Response
	key, form int64
}

// directory is what interviews refer to: read once for many of them.
type directory struct {
	halls  map[string]questionnaire.Hall
	people map[string]questionnaire.Person
	forms  map[int64]FormInfo
}

func (s *Store) directory(ctx context.Context, q querier) (*directory, error) {
	d := &directory{halls: map[string]questionnaire.Hall{}, people: map[string]questionnaire.Person{}, forms: map[int64]FormInfo{}}
	halls, err := collect(ctx, q, scanHall, sqlHalls)
	if err != nil {
		return nil, err
	}
	for _, h := range halls {
		d.halls[h.ID] = h
	}
	people, err := collect(ctx, q, scanPerson, sqlPeople)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		d.people[p.ID] = p
	}
	_, err = collect(ctx, q, func(rows *sql.Rows) (struct{}, error) {
		var key int64
		var hash []byte
		var f FormInfo
		err := rows.Scan(&key, &hash, &f.ID, &f.Version)
		copy(f.Hash[:], hash)
		d.forms[key] = f
		return struct{}{}, err
	}, "SELECT key, hash, form_id, version FROM form")
	return d, err
}

const responseColumns = `r.key, r.id, r.form, r.mode, r.stage, r.disposition, r.voided, coalesce(r.hall, ''), r.interviewer, r.device, r.language, r.origin,
	r.started_at, coalesce(r.ended_at, 0), r.utc_offset, r.active_ms, coalesce(r.at_item, ''), r.at_instance, coalesce(r.follows, ''), r.changed`

// response scans responseColumns.
func (d *directory) response(rows *sql.Rows) (loaded, error) {
	var l loaded
	var hall, person string
	var started, ended, active int64
	var minutes int
	err := rows.Scan(&l.key, &l.ID, &l.form, &l.Practice, &l.Stage, &l.Disposition, &l.Voided, &hall, &person, &l.Device, &l.Language, &l.Origin,
		&started, &ended, &minutes, &active, &l.At.Item, &l.At.Instance, &l.Follows, &l.Changed)
	if err != nil {
		return l, err
	}
	f := d.forms[l.form]
	l.FormID, l.FormVersion, l.FormHash = f.ID, f.Version, f.Hash
	l.Hall, l.Interviewer = d.hall(hall), d.person(person)
	l.StartedAt, l.EndedAt, l.Active = when(started, minutes), when(ended, minutes), time.Duration(active)*time.Millisecond
	return l, nil
}

// hall is the hall with the id; one that is not known yet has its id only.
func (d *directory) hall(id string) questionnaire.Hall {
	if h, ok := d.halls[id]; ok {
		return h
	}
	return questionnaire.Hall{ID: id}
}

func (d *directory) person(id string) questionnaire.Person {
	if p, ok := d.people[id]; ok {
		return p
	}
	return questionnaire.Person{ID: id}
}

// Response reads one interview; with personal, its personal items too. It
// fails with ErrNotFound.
func (s *Store) Response(ctx context.Context, id string, personal bool) (questionnaire.Response, error) {
	l, err := s.load(ctx, s.r, id, personal)
	return l.Response, wrap(err, "read interview "+id)
}

func (s *Store) load(ctx context.Context, q querier, id string, personal bool) (loaded, error) {
	d, err := s.directory(ctx, q)
	if err != nil {
		return loaded{}, err
	}
	found, err := collect(ctx, q, d.response, "SELECT "+responseColumns+" FROM response r WHERE r.id = ?", id)
	if err != nil {
		return loaded{}, err
	}
	if len(found) == 0 {
		return loaded{}, ErrNotFound
	}
	return found[0], fill(ctx, q, found[:1], personal)
}

// fill reads the answers of many interviews in one ordered scan.
func fill(ctx context.Context, q querier, ls []loaded, personal bool) error {
	at := make(map[int64]*loaded, len(ls))
	var keys strings.Builder
	for i := range ls {
		at[ls[i].key] = &ls[i]
		keys.WriteByte("[,"[min(i, 1)])
		keys.WriteString(strconv.FormatInt(ls[i].key, 10))
	}
	keys.WriteByte(']')
	if err := fillAnswers(ctx, q, at, keys.String()); err != nil {
		return err
	}
	if personal {
		return fillPersonal(ctx, q, at, keys.String())
	}
	return nil
}

func fillAnswers(ctx context.Context, q querier, at map[int64]*loaded, keys string) error {
	rows, err := q.QueryContext(ctx, "SELECT a.response, "+answerColumns+" FROM json_each(?) j CROSS JOIN answer a ON a.response = j.value", keys)
	if err != nil {
		return err
	}
	defer rows.Close()
	var key int64
	var row answerRow
	into := append([]any{&key}, row.into()...)
	var l *loaded
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if l == nil || l.key != key {
			l = at[key]
		}
		l.Answers = append(l.Answers, row.answer(offset(l.StartedAt)))
	}
	return rows.Err()
}

func fillPersonal(ctx context.Context, q querier, at map[int64]*loaded, keys string) error {
	rows, err := q.QueryContext(ctx, "SELECT response, item, instance, p.value FROM json_each(?) j CROSS JOIN personal p ON response = j.value", keys)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key int64
		var ref questionnaire.Ref
		var value []byte
		if err := rows.Scan(&key, &ref.Item, &ref.Instance, &value); err != nil {
			return err
		}
		var k kept
		if err := json.Unmarshal(value, &k); err != nil {
			return fmt.Errorf("personal item %s: %w", ref.Item, err)
		}
		k.Item, k.Instance = ref.Item, ref.Instance
		a, err := k.answer()
		if err != nil {
			return fmt.Errorf("personal item %s: %w", ref.Item, err)
		}
		a.At = when(k.At, offset(at[key].StartedAt))
		at[key].insert(a)
	}
	return rows.Err()
}

// insert puts an answer where it stands in the order of items.
func (l *loaded) insert(a questionnaire.Answer) {
	i := 0
	for i < len(l.Answers) && (l.Answers[i].Item < a.Item || l.Answers[i].Item == a.Item && l.Answers[i].Instance < a.Instance) {
		i++
	}
	l.Answers = append(l.Answers, questionnaire.Answer{})
	copy(l.Answers[i+1:], l.Answers[i:])
	l.Answers[i] = a
}

// chunk is how many interviews are read at a time.
const chunk = 256

// errStop ends a reading early because the caller wants no more.
var errStop = errors.New("stop")

// Responses reads interviews in the order in which they began, as they stood
// when the reading began, a bounded number in memory at a time.
func (s *Store) Responses(ctx context.Context, query Query) questionnaire.Responses {
	return func(yield func(questionnaire.Response, error) bool) {
		if err := s.stream(ctx, query, yield); err != nil && !errors.Is(err, errStop) {
			yield(questionnaire.Response{}, wrap(err, "read interviews"))
		}
	}
}

func (s *Store) stream(ctx context.Context, query Query, yield func(questionnaire.Response, error) bool) error {
	t, err := s.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer t.Rollback()
	d, err := s.directory(ctx, t)
	if err != nil {
		return err
	}
	w := query.where()
	var last loaded
	for n := chunk; n == chunk; {
		page := w
		if last.key != 0 {
			page = w.and("(r.started_at, r.id) > (?, ?)", last.StartedAt.UnixMilli(), last.ID)
		}
		ls, err := collect(ctx, t, d.response, "SELECT "+responseColumns+" FROM response r"+page.sql()+" ORDER BY r.started_at, r.id LIMIT "+strconv.Itoa(chunk), page.args...)
		if err != nil {
			return err
		}
		if n = len(ls); n == 0 {
			return nil
		}
		if err := fill(ctx, t, ls, query.Personal); err != nil {
			return err
		}
		for i := range ls {
			if !yield(ls[i].Response, nil) {
				return errStop
			}
		}
		last = ls[n-1]
	}
	return nil
}
