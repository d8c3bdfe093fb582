package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"tingfang/questionnaire/talk"
)

// settleTags writes all tags: what one was merged into may have been merged
// itself, here or elsewhere.
func (m *projecting) settleTags() error {
	ids, err := collect(m.ctx, m.Tx, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) },
		"SELECT DISTINCT record FROM revision WHERE kind = 'tag' ORDER BY record")
	if err != nil {
		return err
	}
	tags := map[string]*tagBody{}
	for _, id := range ids {
		_, list, err := nodes(m.ctx, m.Tx, id)
		if err != nil {
			return err
		}
		if st := reconcile(kindTag, list); st.fields != nil {
			b := &tagBody{}
			if err := json.Unmarshal(st.fields.together(kindTag), b); err != nil {
				return err
			}
			tags[id] = b
		}
	}
	var turned []string // tags whose marks belong elsewhere now
	for _, id := range ids {
		b := tags[id]
		if b == nil {
			continue
		}
		into := merged(tags, id)
		was, err := scanTag(m.row("SELECT "+tagColumns+" FROM tag g WHERE g.id = ?", id))
		switch {
		case err == nil && (was.Into != into || was.Gone != b.Gone):
			turned = append(turned, id)
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return err
		}
		err = m.exec(`INSERT INTO tag (id, name, folded, definition, colour, sign, into_tag, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
			name = excluded.name, folded = excluded.folded, definition = excluded.definition, colour = excluded.colour, sign = excluded.sign,
			into_tag = excluded.into_tag, gone = excluded.gone`, id, b.Name, talk.Fold(b.Name), b.Definition, b.Colour, b.Sign, null(into), b.Gone)
		if err != nil {
			return err
		}
		if err := m.released("tag " + id); err != nil {
			return err
		}
	}
	if err := m.moveMarks(); err != nil || len(turned) == 0 {
		return err
	}
	return m.touchMarked(turned)
}

// touchMarked has the notes put together anew whose marks name one of the tags.
func (m *projecting) touchMarked(tags []string) error {
	rows, err := m.QueryContext(m.ctx, "SELECT v.record, v.body FROM head h JOIN revision v ON v.key = h.revision WHERE v.kind = ? AND v.gone = 0", kindNote)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var body sql.RawBytes
		if err := rows.Scan(&id, &body); err != nil {
			return err
		}
		plain, err := unpressed(body)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(tags, func(tag string) bool { return bytes.Contains(plain, []byte(tag)) }) {
			m.touchRecord(id, kindNote)
		}
	}
	return rows.Err()
}

// merged is the tag that a tag was merged into in the end; "" = it stands. Of
// tags that were merged into one another the first by id stands.
func merged(tags map[string]*tagBody, id string) string {
	seen := []string{id}
	at := id
	for {
		b := tags[at]
		if b == nil || b.Into == "" || tags[b.Into] == nil {
			break
		}
		if at = b.Into; slices.Contains(seen, at) {
			at = slices.Min(seen[slices.Index(seen, at):])
			break
		}
		seen = append(seen, at)
	}
	if at == id {
		return ""
	}
	return at
}

// moveMarks lets marks follow tags that were merged, and go with tags that
// went.
func (m *projecting) moveMarks() error {
	for _, query := range [...]string{
		`DELETE FROM mark WHERE id IN (SELECT m.id FROM mark m JOIN tag g ON g.key = m.tag JOIN tag i ON i.id = g.into_tag
			WHERE EXISTS (SELECT 1 FROM mark o WHERE o.note = m.note AND o.tag = i.key AND o.first = m.first AND o.last = m.last))`,
		`UPDATE mark SET tag = (SELECT i.key FROM tag g JOIN tag i ON i.id = g.into_tag WHERE g.key = mark.tag) WHERE tag IN (SELECT g.key FROM tag g JOIN tag i ON i.id = g.into_tag)`,
		`DELETE FROM mark WHERE tag IN (SELECT key FROM tag WHERE gone = 1)`,
	} {
		if err := m.exec(query); err != nil {
			return err
		}
	}
	return nil
}
