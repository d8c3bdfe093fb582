package store

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"time"

	"tingfang/questionnaire"
)

// where gathers conditions that all must hold.
type where struct {
	conds []string
	args  []any
}

func (w where) and(cond string, args ...any) where {
	return where{append(slices.Clip(w.conds), cond), append(slices.Clip(w.args), args...)}
}

func (w where) sql() string {
	if len(w.conds) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conds, " AND ")
}

// responses are the conditions on table response, as r. The signs before the
// columns keep the reading on an index in order of time: without them SQLite
// takes the one for counting, and sorts.
func (f Filter) responses() where {
	var w where
	if f.FormID != "" {
		w = w.and("+r.form IN (SELECT key FROM form WHERE form_id = ?)", f.FormID)
	}
	if !f.Practice {
		w = w.and("+r.mode = 0")
	}
	if !f.Voided {
		w = w.and("+r.voided = 0")
	}
	return f.narrow(w)
}

// narrow adds what holds whichever index is taken.
func (f Filter) narrow(w where) where {
	if f.Stage != nil && *f.Stage == questionnaire.Draft {
		w = w.and("r.stage = 0") // as it stands in the index of drafts
	} else if f.Stage != nil {
		w = w.and("r.stage = ?", *f.Stage)
	}
	w = f.shared(w, "r.started_at", "r")
	if f.Text != "" {
		like := pattern(f.Text)
		w = w.and(`(r.id LIKE ? ESCAPE '\' OR `+named+` OR EXISTS (SELECT 1 FROM answer a WHERE a.response = r.key
			AND (a.text LIKE ? ESCAPE '\' OR a.remark LIKE ? ESCAPE '\')))`, like, like, like, like, like, like, like)
	}
	return w
}

// approaches are the conditions on table approach, as r.
func (f Filter) approaches() where {
	w := where{}.and("r.gone = 0")
	if f.FormID != "" {
		w = w.and("r.form_id = ?", f.FormID)
	}
	if !f.Practice {
		w = w.and("r.mode = 0")
	}
	w = f.shared(w, "r.at", "r")
	if f.Text != "" {
		like := pattern(f.Text)
		w = w.and(`(r.id LIKE ? ESCAPE '\' OR `+named+` OR r.reason LIKE ? ESCAPE '\')`, like, like, like, like, like, like)
	}
	return w
}

// named finds a pattern in the names of hall and interviewer: four values.
const named = `r.hall IN (SELECT id FROM hall WHERE name LIKE ? ESCAPE '\' OR code LIKE ? ESCAPE '\')
	OR r.interviewer IN (SELECT id FROM person WHERE name LIKE ? ESCAPE '\' OR number LIKE ? ESCAPE '\')`

// pattern finds s anywhere, sign by sign.
func pattern(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s) + "%"
}

// shared are the conditions both tables know.
func (f Filter) shared(w where, at, table string) where {
	if f.HallID != "" {
		w = w.and(table+".hall = ?", f.HallID)
	}
	if f.PersonID != "" {
		w = w.and(table+".interviewer = ?", f.PersonID)
	}
	if len(f.Dispositions) > 0 {
		args := make([]any, len(f.Dispositions))
		for i, d := range f.Dispositions {
			args[i] = string(d)
		}
		w = w.and(table+".disposition IN (?"+strings.Repeat(", ?", len(args)-1)+")", args...)
	}
	if !f.From.IsZero() {
		w = w.and(at+" >= ?", f.From.UnixMilli())
	}
	if !f.To.IsZero() {
		w = w.and(at+" < ?", f.To.UnixMilli())
	}
	return w
}

// where are the conditions of an export: by default ended, real, not void.
func (q Query) where() where {
	f := q.Filter
	if q.FormID != "" {
		f.FormID = q.FormID
	}
	if q.All {
		f.Practice, f.Voided = true, true
	} else if f.Stage == nil {
		ended := questionnaire.Ended
		f.Stage = &ended
	}
	return f.responses()
}

// tallies reports whether the filter lets tallied approaches in: they are
// neither drafts nor voided, and have no answers.
func (f Filter) tallies() bool {
	return f.Approaches && (f.Stage == nil || *f.Stage == questionnaire.Ended)
}

// List reads rows, the newest first.
func (s *Store) List(ctx context.Context, f Filter) ([]Row, error) {
	rows, err := s.list(ctx, f)
	return rows, wrap(err, "list interviews")
}

func (s *Store) list(ctx context.Context, f Filter) ([]Row, error) {
	f, err := s.skip(ctx, f)
	if err != nil {
		return nil, err
	}
	d, err := s.directory(ctx, s.r)
	if err != nil {
		return nil, err
	}
	limit := ""
	if f.Limit > 0 {
		limit = " LIMIT " + strconv.Itoa(f.Limit+f.Offset)
	}
	w := f.responses()
	ls, err := collect(ctx, s.r, d.response, "SELECT "+responseColumns+" FROM response r"+w.sql()+" ORDER BY r.started_at DESC, r.id DESC"+limit, w.args...)
	if err != nil {
		return nil, err
	}
	marks, err := s.marks(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Row, len(ls))
	for i := range ls {
		out[i] = row(ls[i].Response, marks)
	}
	if f.tallies() {
		w := f.approaches()
		more, err := collect(ctx, s.r, d.approach, `SELECT r.id, r.form_id, r.hall, r.interviewer, r.mode, r.disposition, coalesce(r.reason, ''), r.at, r.utc_offset
			FROM approach r`+w.sql()+" ORDER BY r.at DESC, r.id DESC"+limit, w.args...)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
		slices.SortStableFunc(out, func(a, b Row) int { return b.StartedAt.Compare(a.StartedAt) })
	}
	out = out[min(f.Offset, len(out)):]
	if f.Limit > 0 {
		out = out[:min(f.Limit, len(out))]
	}
	return out, s.items(ctx, out, f.Items)
}

// skip narrows a filter with a far offset to rows no newer than the first one
// wanted, so that those before it are counted on an index and never read.
func (s *Store) skip(ctx context.Context, f Filter) (Filter, error) {
	if f.Offset <= 0 {
		return f, nil
	}
	w := f.responses()
	query, args := "SELECT r.started_at FROM response r"+w.sql(), w.args
	if f.tallies() {
		w := f.approaches()
		query, args = query+" UNION ALL SELECT r.at FROM approach r"+w.sql(), append(args, w.args...)
	}
	at, err := collect(ctx, s.r, func(rows *sql.Rows) (int64, error) {
		var ms int64
		err := rows.Scan(&ms)
		return ms, err
	}, query+" ORDER BY 1 DESC LIMIT 1 OFFSET "+strconv.Itoa(f.Offset), args...)
	if err != nil || len(at) == 0 {
		return f, err
	}
	newer := f
	newer.From = time.UnixMilli(at[0] + 1)
	n, err := s.CountRows(ctx, newer)
	f.To, f.Offset = newer.From, f.Offset-n
	return f, err
}

func row(r questionnaire.Response, marks map[string]int64) Row {
	return Row{ID: r.ID, FormID: r.FormID, FormHash: r.FormHash, Hall: r.Hall, Interviewer: r.Interviewer, Practice: r.Practice, Stage: r.Stage,
		Disposition: r.Disposition, Voided: r.Voided, StartedAt: r.StartedAt, EndedAt: r.EndedAt, Active: r.Active, At: r.At,
		Exported: r.Stage == questionnaire.Ended && r.Changed <= marks[r.FormID]}
}

func (d *directory) approach(rows *sql.Rows) (Row, error) {
	r := Row{Approach: true, Stage: questionnaire.Ended}
	var hall, person string
	var at int64
	var minutes int
	err := rows.Scan(&r.ID, &r.FormID, &hall, &person, &r.Practice, &r.Disposition, &r.Reason, &at, &minutes)
	r.Hall, r.Interviewer, r.StartedAt = d.hall(hall), d.person(person), when(at, minutes)
	r.EndedAt = r.StartedAt
	return r, err
}

// marks are the counters up to which each form was exported.
func (s *Store) marks(ctx context.Context) (map[string]int64, error) {
	out := map[string]int64{}
	_, err := collect(ctx, s.r, func(rows *sql.Rows) (struct{}, error) {
		var id string
		var n int64
		err := rows.Scan(&id, &n)
		out[id] = n
		return struct{}{}, err
	}, "SELECT form_id, changed FROM exported")
	return out, err
}

// items reads the answers a list shows, for all its rows at once.
func (s *Store) items(ctx context.Context, list []Row, names []string) error {
	if len(names) == 0 || len(list) == 0 {
		return nil
	}
	at := make(map[string]*Row, len(list))
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].ID
		at[ids[i]] = &list[i]
	}
	var id string
	var got answerRow
	into := append([]any{&id}, got.into()...)
	_, err := collect(ctx, s.r, func(rows *sql.Rows) (struct{}, error) {
		err := rows.Scan(into...)
		if r := at[id]; r != nil {
			r.Answers = append(r.Answers, got.answer(offset(r.StartedAt)))
		}
		return struct{}{}, err
	}, `SELECT r.id, `+answerColumns+` FROM json_each(?) j CROSS JOIN response r ON r.id = j.value CROSS JOIN answer a ON a.response = r.key
		AND a.item IN (SELECT value FROM json_each(?))`, jsonList(ids), jsonList(names))
	place := func(a questionnaire.Answer) int { return slices.Index(names, a.Item) }
	for i := range list {
		slices.SortStableFunc(list[i].Answers, func(a, b questionnaire.Answer) int { return place(a) - place(b) })
	}
	return err
}

// CountRows counts what List would give without limit and offset.
func (s *Store) CountRows(ctx context.Context, f Filter) (int, error) {
	var n, more int
	w := f.responses()
	err := s.r.QueryRowContext(ctx, "SELECT count(*) FROM response r"+w.sql(), w.args...).Scan(&n)
	if err == nil && f.tallies() {
		w := f.approaches()
		err = s.r.QueryRowContext(ctx, "SELECT count(*) FROM approach r"+w.sql(), w.args...).Scan(&more)
	}
	return n + more, wrap(err, "count interviews")
}
