package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// TagCount is a tag with how often it was put.
type TagCount struct {
	talk.Tag
	Notes, Interviews int // that bear it, of real interviews
}

const tagColumns = "g.id, g.name, g.definition, g.colour, g.sign, coalesce(g.into_tag, ''), g.gone"

func scanTag(rows interface{ Scan(...any) error }, more ...any) (t talk.Tag, err error) {
	return t, rows.Scan(append([]any{&t.ID, &t.Name, &t.Definition, &t.Colour, &t.Sign, &t.Into, &t.Gone}, more...)...)
}

// Tags lists the tags by name; merged and deleted ones are not among them.
func (s *Store) Tags(ctx context.Context) ([]TagCount, error) {
	out, err := collect(ctx, s.r, func(rows *sql.Rows) (c TagCount, err error) {
		c.Tag, err = scanTag(rows, &c.Notes, &c.Interviews)
		return c, err
	}, `SELECT `+tagColumns+`, count(DISTINCT CASE WHEN r.key IS NOT NULL THEN n.key END), count(DISTINCT r.key)
		FROM tag g LEFT JOIN mark m ON m.tag = g.key LEFT JOIN note n ON n.key = m.note LEFT JOIN response r ON r.key = n.response AND r.mode = 0 AND r.voided = 0
		WHERE g.gone = 0 AND g.into_tag IS NULL GROUP BY g.key ORDER BY g.folded`)
	return out, wrap(err, "list tags")
}

// SaveTag keeps a tag; one without an ID is new, and its ID follows from its
// name, so that the same tag made on two laptops is one. It fails with a
// *TakenError where another one has the same name, whatever its width and case.
func (s *Store) SaveTag(ctx context.Context, g talk.Tag) (talk.Tag, error) {
	g.Name, g.Definition = valid(g.Name), valid(g.Definition)
	err := s.write(ctx, "save tag "+g.Name, func(t *tx) error {
		var by string
		err := t.row("SELECT name FROM tag WHERE folded = ? AND id <> ? AND gone = 0 AND into_tag IS NULL", talk.Fold(g.Name), g.ID).Scan(&by)
		if err == nil {
			return &TakenError{Field: "tag", Value: g.Name, By: by}
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if g.ID == "" {
			if g.ID, err = t.newTagID(talk.Fold(g.Name)); err != nil {
				return err
			}
		}
		err = t.exec(`INSERT INTO tag (id, name, folded, definition, colour, sign) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
			name = excluded.name, folded = excluded.folded, definition = excluded.definition, colour = excluded.colour, sign = excluded.sign`,
			g.ID, g.Name, talk.Fold(g.Name), g.Definition, g.Colour, g.Sign)
		if err != nil {
			return err
		}
		return t.sealTag(g.ID)
	})
	return g, err
}

// newTagID derives a tag's id from its name, or, where a tag that was renamed,
// merged or deleted holds that id, from the name and a count.
func (t *tx) newTagID(folded string) (string, error) {
	for name := folded; ; name += "\n" {
		id := derived(kindTag, name)
		switch err := t.row("SELECT 1 FROM tag WHERE id = ?", id).Scan(new(int)); {
		case errors.Is(err, sql.ErrNoRows):
			return id, nil
		case err != nil:
			return "", err
		}
	}
}

// MergeTag moves all marks of one tag to another and lets the first go. Where
// a note bears both on the same stretch, one mark is left. It fails with
// ErrNotFound where one of them is not there any more.
func (s *Store) MergeTag(ctx context.Context, from, into string) error {
	return s.write(ctx, "merge tag "+from, func(t *tx) error {
		a, err := t.tagThere(from)
		if err != nil {
			return err
		}
		b, err := t.tagThere(into)
		if err != nil {
			return err
		}
		if a == b {
			return errors.New("a tag cannot be merged into itself")
		}
		notes, err := t.tagged(a)
		if err != nil {
			return err
		}
		if err := t.exec("DELETE FROM mark WHERE tag = ?1 AND EXISTS (SELECT 1 FROM mark o WHERE o.note = mark.note AND o.tag = ?2 AND o.first = mark.first AND o.last = mark.last)", a, b); err != nil {
			return err
		}
		if err := t.exec("UPDATE mark SET tag = ? WHERE tag = ?", b, a); err != nil {
			return err
		}
		// What was merged into it before goes along.
		if err := t.exec("UPDATE tag SET into_tag = ? WHERE id = ? OR into_tag = ?", into, from, from); err != nil {
			return err
		}
		return t.retagged(from, notes)
	})
}

// DeleteTag lets a tag go with its marks. It fails with ErrNotFound where it is
// not there any more.
func (s *Store) DeleteTag(ctx context.Context, id string) error {
	return s.write(ctx, "delete tag "+id, func(t *tx) error {
		key, err := t.tagThere(id)
		if err != nil {
			return err
		}
		notes, err := t.tagged(key)
		if err != nil {
			return err
		}
		if err := t.exec("DELETE FROM mark WHERE tag = ?", key); err != nil {
			return err
		}
		if err := t.exec("UPDATE tag SET gone = 1 WHERE key = ?", key); err != nil {
			return err
		}
		return t.retagged(id, notes)
	})
}

// tagThere gives the key of a tag that is neither merged nor deleted.
func (t *tx) tagThere(id string) (key int64, err error) {
	err = t.row("SELECT key FROM tag WHERE id = ? AND gone = 0 AND into_tag IS NULL", id).Scan(&key)
	return key, wrap(err, "find tag "+id)
}

// liveTag gives the key of the tag that marks with this id belong to now; 0
// where it was deleted.
func (t *tx) liveTag(id string) (key int64, err error) {
	var gone bool
	err = t.row("SELECT g.key, g.gone FROM tag o JOIN tag g ON g.id = coalesce(o.into_tag, o.id) WHERE o.id = ?", id).Scan(&key, &gone)
	if gone {
		return 0, nil
	}
	return key, wrap(err, "find tag")
}

// tagged lists the notes that bear a tag.
func (t *tx) tagged(tag int64) ([]int64, error) {
	return collect(t.ctx, t.Tx, func(rows *sql.Rows) (key int64, err error) { return key, rows.Scan(&key) },
		"SELECT DISTINCT note FROM mark WHERE tag = ?", tag)
}

// retagged seals a tag that went, and the notes of ended interviews that bore
// it.
func (t *tx) retagged(id string, notes []int64) error {
	if err := t.sealTag(id); err != nil {
		return err
	}
	for _, key := range notes {
		if err := t.exec("UPDATE response SET changed = ? WHERE key = (SELECT response FROM note WHERE key = ?)", t.changed, key); err != nil {
			return err
		}
		if err := t.sealNotes("n.key = ? AND r.stage = 1", key); err != nil {
			return fmt.Errorf("note %d: %w", key, err)
		}
	}
	return nil
}

// Grid counts, for every tag, how many notes and interviews bear it under each
// topic or with each role.
type Grid struct {
	Rows       []talk.Tag
	Columns    []GridColumn
	N          [][]int // notes, by row and column
	Interviews [][]int
}

// GridColumn is a column of a Grid.
type GridColumn struct {
	Key   string             // name of a topic's group, talk.Own for own topics, or code of a role; "" = no role
	Title questionnaire.Text // nil for talk.Own and ""
}

// TagGrid counts tags against topics (by "topic") or roles (by "role") over
// the real interviews of a form, with the topics and roles of its current
// version. Own topics stand in one column behind them, and interviews without
// a role too, each only where there are some.
func (s *Store) TagGrid(ctx context.Context, formID, by string) (Grid, error) {
	g, err := s.grid(ctx, formID, by)
	return g, wrap(err, "count tags by "+by)
}

func (s *Store) grid(ctx context.Context, formID, by string) (g Grid, err error) {
	f, err := s.Form(ctx, formID)
	if err != nil {
		return g, err
	}
	tags, err := s.Tags(ctx)
	if err != nil {
		return g, err
	}
	row, column := map[string]int{}, map[string]int{}
	for i, t := range tags {
		row[t.ID] = i
		g.Rows = append(g.Rows, t.Tag)
	}
	add := func(key string, title questionnaire.Text) {
		column[key] = len(g.Columns)
		g.Columns = append(g.Columns, GridColumn{key, title})
	}
	key, item := "n.topic", f.WithRole(questionnaire.RoleRespondentRole)
	switch {
	case by == "topic":
		for _, t := range talk.Topics(f) {
			add(t.Ref.Item, t.Title)
		}
	case by != "role":
		return g, fmt.Errorf("no such grid")
	case item != nil:
		for _, c := range f.Choices(item) {
			add(c.Name, c.Label)
		}
		key = "coalesce((SELECT a.codes FROM answer a WHERE a.response = r.key AND a.item = ?2 AND a.instance = '' AND a.status = 1 AND a.aside = 0), '')"
	default:
		key = "''"
	}
	name := ""
	if item != nil {
		name = item.Name
	}
	type cell struct {
		tag, key          string
		notes, interviews int
	}
	cells, err := collect(ctx, s.r, func(rows *sql.Rows) (c cell, err error) { return c, rows.Scan(&c.tag, &c.key, &c.notes, &c.interviews) },
		`SELECT g.id, `+key+` AS k, count(DISTINCT n.key), count(DISTINCT r.key) FROM mark m JOIN tag g ON g.key = m.tag JOIN note n ON n.key = m.note
		JOIN response r ON r.key = n.response JOIN form o ON o.key = r.form
		WHERE o.form_id = ?1 AND r.mode = 0 AND r.voided = 0 AND ?2 = ?2 GROUP BY g.key, k ORDER BY k = '', k`, formID, name)
	if err != nil {
		return g, err
	}
	for _, c := range cells {
		if _, there := column[c.key]; !there {
			add(c.key, nil)
		}
	}
	for range g.Rows {
		g.N, g.Interviews = append(g.N, make([]int, len(g.Columns))), append(g.Interviews, make([]int, len(g.Columns)))
	}
	for _, c := range cells {
		if i, there := row[c.tag]; there {
			g.N[i][column[c.key]], g.Interviews[i][column[c.key]] = c.notes, c.interviews
		}
	}
	return g, nil
}
