package store

import (
	"context"
	"database/sql"
	"strings"

	"tingfang/questionnaire"
)

func joined(codes []string) string { return strings.Join(codes, " ") }

// SaveTyping keeps a text in progress in place of what was kept of it before.
// With the first key of an interview it creates the interview.
func (s *Store) SaveTyping(ctx context.Context, o Opening, at questionnaire.Ref, x Typed) error {
	return s.write(ctx, "save typing of interview "+o.ID, func(t *tx) error {
		r, err := t.take(o)
		if err != nil {
			return err
		}
		if err := t.exec(sqlTyping, r.key, x.Ref.Item, x.Ref.Instance, strings.ToValidUTF8(x.Text, "\uFFFD"), x.Caret, t.at()); err != nil {
			return err
		}
		return t.exec("UPDATE response SET at_item = ?, at_instance = ? WHERE key = ?", null(at.Item), at.Instance, r.key)
	})
}

// Typing gives the texts in progress of an interview, the latest first.
func (s *Store) Typing(ctx context.Context, id string) ([]Typed, error) {
	out, err := collect(ctx, s.r, func(rows *sql.Rows) (x Typed, err error) {
		return x, rows.Scan(&x.Ref.Item, &x.Ref.Instance, &x.Text, &x.Caret)
	}, `SELECT item, instance, text, caret FROM typing WHERE response = (SELECT key FROM response WHERE id = ?) ORDER BY at DESC, item`, id)
	return out, wrap(err, "read typing of interview "+id)
}
