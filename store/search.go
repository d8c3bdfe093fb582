package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// NoteFilter chooses notes. Zero fields choose everything, except that practice
// is only included where asked for, and voided interviews never.
type NoteFilter struct {
	FormID, Response string
	Text             string // found anywhere in the note, whatever its width and case
	Tag              string // id of a tag it bears
	Topic            string // name of a topic's group, or talk.Own
	Role             string // code of what the person is, or NoRole
	Kind             *talk.Kind
	Practice         bool   // include it
	After            string // id of the last note of the page before
	Limit            int    // 0 = all
}

// NoRole in a filter chooses the notes of those of whom it is not known what
// they are. No choice of a form has a space for its name.
const NoRole = " "

// FoundNote is a note with the interview it stands in.
type FoundNote struct {
	talk.Note
	Response   string
	Hall       questionnaire.Hall
	Role       string // code of what the person is; "" = not known
	FormHash   [32]byte
	StartedAt  time.Time
	TopicTitle string // of an own topic
	Quotable   bool   // no quote, or one that may be used
}

// spaced puts a space between any two signs of a text.
func spaced(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/3)
	for _, r := range s {
		b.WriteRune(r)
		b.WriteByte(' ')
	}
	return b.String()
}

// phrase is the query of the index that finds a folded text, or "" for spaces
// and controls, which the index does not hold.
func phrase(folded string) string {
	held := func(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Z, r) }
	if !strings.ContainsFunc(folded, held) {
		return ""
	}
	return `"` + strings.ReplaceAll(spaced(folded), `"`, `""`) + `"`
}

// Notes finds notes, the ones begun last first.
func (s *Store) Notes(ctx context.Context, f NoteFilter) ([]FoundNote, error) {
	out, err := s.notes(ctx, f)
	return out, wrap(err, "find notes")
}

// CountNotes counts what Notes would give without After and Limit.
func (s *Store) CountNotes(ctx context.Context, f NoteFilter) (n int, err error) {
	f.After = ""
	text := talk.FoldText(f.Text)
	for _, source := range sources(text) {
		err = errors.Join(err, s.walk(ctx, f, source, "n.text", text, func(rows *sql.Rows) (string, error) {
			var t string
			return t, rows.Scan(&t)
		}, func() bool { n++; return true }))
	}
	return n, wrap(err, "count notes")
}

// source is a place to look for notes: the index of texts, or the notes
// themselves.
type source struct {
	from, cond string
	match      string
}

// sources are the places that together hold every note with a text once.
func sources(folded string) []source {
	match := phrase(folded)
	if match == "" {
		return []source{{from: "note n"}}
	}
	return []source{
		{"note_text x CROSS JOIN note n ON n.key = x.rowid", "n.indexed = 1 AND note_text MATCH ?", match},
		{from: "note n", cond: "n.indexed <> 1"},
	}
}

type foundRow struct {
	noteRow
	FoundNote
	form, response int64
}

func (s *Store) notes(ctx context.Context, f NoteFilter) ([]FoundNote, error) {
	d, err := s.directory(ctx, s.r)
	if err != nil {
		return nil, err
	}
	text := talk.FoldText(f.Text)
	var found []foundRow
	for _, src := range sources(text) {
		var row foundRow
		n := 0
		err := s.walk(ctx, f, src, noteColumns+`, n.response, r.form, r.id, coalesce(r.hall, ''), r.started_at, r.utc_offset`, text,
			func(rows *sql.Rows) (string, error) {
				row = foundRow{}
				var hall string
				var started int64
				var minutes int
				err := row.scan(rows, 0, &row.response, &row.form, &row.FoundNote.Response, &hall, &started, &minutes)
				row.noteRow.At = row.noteRow.At.In(time.FixedZone("", minutes*60))
				row.Hall, row.StartedAt, row.FormHash = d.hall(hall), when(started, minutes), d.forms[row.form].Hash
				row.FoundNote.Note = row.noteRow.Note
				return row.FoundNote.Text, err
			}, func() bool {
				found = append(found, row)
				n++
				return f.Limit == 0 || n < f.Limit
			})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(found, func(a, b foundRow) int { return cmp.Compare(b.key, a.key) })
	if f.Limit > 0 {
		found = found[:min(f.Limit, len(found))]
	}
	return s.dress(ctx, found)
}

// walk goes through the notes of one source that a filter lets in, the ones
// begun last first, until more says it is enough. read scans a row and gives
// its text, in which the folded one must stand.
func (s *Store) walk(ctx context.Context, f NoteFilter, src source, columns, folded string, read func(*sql.Rows) (string, error), more func() bool) error {
	w, err := s.noteWhere(ctx, f, src)
	if err != nil {
		return err
	}
	rows, err := s.r.QueryContext(ctx, "SELECT "+columns+" FROM "+src.from+" CROSS JOIN response r ON r.key = n.response"+w.sql()+" ORDER BY "+order(src)+" DESC", w.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		text, err := read(rows)
		if err != nil {
			return err
		}
		if folded != "" && !strings.Contains(talk.FoldText(text), folded) {
			continue
		}
		if !more() {
			return nil
		}
	}
	return rows.Err()
}

// order is what the rows of a source already come in the order of: asked for
// so, they are not sorted.
func order(src source) string {
	if src.match != "" {
		return "x.rowid"
	}
	return "n.key"
}

func (s *Store) noteWhere(ctx context.Context, f NoteFilter, src source) (w where, err error) {
	if src.match != "" {
		w = w.and(src.cond, src.match)
	} else if src.cond != "" {
		w = w.and(src.cond)
	}
	w = w.and("r.voided = 0")
	if !f.Practice {
		w = w.and("r.mode = 0")
	}
	if f.FormID != "" {
		w = w.and("r.form IN (SELECT key FROM form WHERE form_id = ?)", f.FormID)
	}
	if f.Response != "" {
		w = w.and("r.id = ?", f.Response)
	}
	if f.Tag != "" {
		w = w.and("EXISTS (SELECT 1 FROM mark m WHERE m.note = n.key AND m.tag = (SELECT key FROM tag WHERE id = ?))", f.Tag)
	}
	if f.Topic != "" {
		w = w.and("n.topic = ?", f.Topic)
	}
	if f.Kind != nil {
		w = w.and("n.kind = ?", *f.Kind)
	}
	if f.After != "" {
		w = w.and(order(src)+" < (SELECT key FROM note WHERE id = ?)", f.After)
	}
	if f.Role != "" {
		items, err := s.roleItems(ctx)
		if err != nil {
			return w, err
		}
		const known = "EXISTS (SELECT 1 FROM answer a WHERE a.response = r.key AND a.item IN (SELECT value FROM json_each(?)) AND a.status = 1 AND a.aside = 0 AND "
		if f.Role == NoRole {
			w = w.and("NOT "+known+"a.codes <> '')", jsonList(items))
		} else {
			w = w.and(known+"a.codes = ?)", jsonList(items), f.Role)
		}
	}
	return w, nil
}

// roleItems names the items that say what a person is, of all forms with
// notes.
func (s *Store) roleItems(ctx context.Context) ([]string, error) {
	keys, err := collect(ctx, s.r, func(rows *sql.Rows) (key int64, err error) { return key, rows.Scan(&key) },
		"SELECT DISTINCT r.form FROM (SELECT DISTINCT response FROM note) n JOIN response r ON r.key = n.response")
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, key := range keys {
		form, err := s.formByKey(ctx, s.r, key)
		if err != nil {
			return nil, err
		}
		if q := form.WithRole(questionnaire.RoleRespondentRole); q != nil && !slices.Contains(names, q.Name) {
			names = append(names, q.Name)
		}
	}
	return names, nil
}

// dress gives the notes of a page their marks, roles and own topics.
func (s *Store) dress(ctx context.Context, found []foundRow) ([]FoundNote, error) {
	roles := map[int64]role{}
	out := make([]FoundNote, len(found))
	for i, r := range found {
		who, known := roles[r.response]
		if !known {
			var err error
			if who, err = s.role(ctx, s.r, r.response, r.form); err != nil {
				return nil, err
			}
			roles[r.response] = who
		}
		n := r.FoundNote
		n.Role, n.Quotable = who.code, n.Kind != talk.Quote || who.quotable
		marks, err := readMarks(ctx, s.r, "m.note = ?", r.key)
		if err != nil {
			return nil, err
		}
		n.Marks = marks[r.key]
		if n.Topic.Item == talk.Own {
			err := s.r.QueryRowContext(ctx, "SELECT title FROM own_topic WHERE id = ?", n.Topic.Instance).Scan(&n.TopicTitle)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return nil, err
			}
		}
		out[i] = n
	}
	return out, nil
}
