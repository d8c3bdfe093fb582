package store

import (
	"context"
	"database/sql"
	"time"

	"tingfang/questionnaire"
)

// Counts counts the real interviews and approaches of a form that began in
// [from, to), at one hall or (hallID "") at all; zero times are open.
func (s *Store) Counts(ctx context.Context, formID, hallID string, from, to time.Time) (Counts, error) {
	c := Counts{By: map[questionnaire.Disposition]int{}}
	f := Filter{FormID: formID, HallID: hallID, From: from, To: to}
	err := s.tally(ctx, &c, f.responses(), "SELECT r.stage, r.disposition, count(*) FROM response r", " GROUP BY r.stage, r.disposition")
	if err == nil {
		err = s.tally(ctx, &c, f.approaches(), "SELECT 1, r.disposition, count(*) FROM approach r", " GROUP BY r.disposition")
	}
	if err == nil {
		ended := questionnaire.Ended
		f.Stage = &ended
		w := f.responses().and("r.changed > coalesce((SELECT changed FROM exported WHERE form_id = ?), 0)", formID)
		err = s.r.QueryRowContext(ctx, "SELECT count(*) FROM response r"+w.sql(), w.args...).Scan(&c.NotExported)
	}
	return c, wrap(err, "count interviews")
}

func (s *Store) tally(ctx context.Context, c *Counts, w where, query, group string) error {
	_, err := collect(ctx, s.r, func(rows *sql.Rows) (struct{}, error) {
		var stage questionnaire.Stage
		var d questionnaire.Disposition
		var n int
		err := rows.Scan(&stage, &d, &n)
		if stage == questionnaire.Draft {
			c.Drafts += n
		} else {
			c.Approached += n
			c.By[d] += n
		}
		return struct{}{}, err
	}, query+w.sql()+group, w.args...)
	return err
}

// MarkExported notes that a form's interviews were exported as they stood when
// Counter gave upTo.
func (s *Store) MarkExported(ctx context.Context, formID string, upTo int64) error {
	return s.write(ctx, "mark export of "+formID, func(t *tx) error {
		return t.exec(`INSERT INTO exported (form_id, changed, at) VALUES (?, ?, ?)
			ON CONFLICT (form_id) DO UPDATE SET changed = max(changed, excluded.changed), at = excluded.at`, formID, upTo, t.at())
	})
}
