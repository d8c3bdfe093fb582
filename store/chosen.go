package store

import (
	"cmp"
	"context"
	"fmt"
)

// Chosen reads rows of interviews by the keys that columns know them by, the
// newest first; keys of interviews that are gone give no row.
func (s *Store) Chosen(ctx context.Context, keys []int64) ([]Row, error) {
	rows, err := s.chosen(ctx, keys)
	return rows, wrap(err, "list interviews")
}

func (s *Store) chosen(ctx context.Context, keys []int64) ([]Row, error) {
	d, err := s.directory(ctx, s.r)
	if err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.r, d.response, "SELECT "+responseColumns+` FROM response r
		WHERE r.key IN (SELECT value FROM json_each(?)) ORDER BY r.started_at DESC, r.id DESC`, jsonKeys(keys))
	if err != nil {
		return nil, err
	}
	marks, err := s.marks(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Row, len(found))
	for i := range found {
		out[i] = row(found[i].Response, marks)
	}
	return out, nil
}

// Row reads the row of one interview. It fails with ErrNotFound where there is
// none with the id.
func (s *Store) Row(ctx context.Context, id string) (Row, error) {
	var key int64
	if err := s.r.QueryRowContext(ctx, "SELECT key FROM response WHERE id = ?", id).Scan(&key); err != nil {
		return Row{}, wrap(err, "find interview "+id)
	}
	rows, err := s.Chosen(ctx, []int64{key})
	if err != nil || len(rows) == 0 {
		return Row{}, cmp.Or(err, fmt.Errorf("find interview %s: %w", id, ErrNotFound))
	}
	return rows[0], nil
}
