package store

import "context"

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
