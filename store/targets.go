package store

import (
	"context"
	"database/sql"

	"tingfang/questionnaire"
)

// HallCount is how far a hall has come.
type HallCount struct {
	questionnaire.Hall
	Done int // real interviews of the form that were completed
}

// HallCounts counts, for each hall in service by code, the completed interviews
// of a form in all its versions, wherever they were held.
func (s *Store) HallCounts(ctx context.Context, formID string) ([]HallCount, error) {
	out, err := collect(ctx, s.r, func(rows *sql.Rows) (h HallCount, err error) {
		return h, rows.Scan(&h.ID, &h.Code, &h.Name, &h.Target, &h.Done)
	}, `WITH done AS (SELECT r.hall, count(*) AS n FROM form f JOIN response r ON r.form = f.key AND r.mode = 0 AND r.voided = 0 AND r.stage = 1 AND r.disposition = ?
			WHERE f.form_id = ? GROUP BY r.hall)
		SELECT h.id, h.code, h.name, h.target, coalesce(d.n, 0) FROM hall h LEFT JOIN done d ON d.hall = h.id WHERE h.retired = 0 ORDER BY h.code`,
		string(questionnaire.Complete), formID)
	return out, wrap(err, "count interviews by hall")
}
