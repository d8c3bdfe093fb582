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
	err := s.counts(ctx, &c, Filter{FormID: formID, HallID: hallID, From: from, To: to})
	return c, wrap(err, "count interviews")
}

func (s *Store) counts(ctx context.Context, c *Counts, f Filter) error {
	versions, err := collect(ctx, s.r, func(rows *sql.Rows) (key int64, err error) { return key, rows.Scan(&key) }, "SELECT key FROM form WHERE form_id = ?", f.FormID)
	if err != nil {
		return err
	}
	for _, key := range versions { // one by one, each is counted along its index
		w := f.narrow(where{}.and("r.form = ?", key).and("r.mode = 0").and("r.voided = 0"))
		if err := s.tally(ctx, c, w, "SELECT r.stage, r.disposition, count(*) FROM response r", " GROUP BY r.stage, r.disposition"); err != nil {
			return err
		}
	}
	ended := c.Approached
	if err := s.tally(ctx, c, f.approaches(), "SELECT 1, r.disposition, count(*) FROM approach r", " GROUP BY r.disposition"); err != nil {
		return err
	}
	marks, err := s.marks(ctx)
	if err != nil {
		return err
	}
	mark, exported := marks[f.FormID]
	if !exported {
		c.NotExported = ended
		return nil
	}
	stage := questionnaire.Ended
	f.Stage = &stage
	w := f.responses().and("r.changed > ?", mark)
	return s.r.QueryRowContext(ctx, "SELECT count(*) FROM response r"+w.sql(), w.args...).Scan(&c.NotExported)
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
