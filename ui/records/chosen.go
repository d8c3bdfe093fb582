package records

import (
	"context"

	"tingfang/store"
	"tingfang/ui/nav"
)

// Choice is a Store that also reads interviews by the keys that summaries know
// them by.
type Choice interface {
	Store
	Chosen(ctx context.Context, keys []int64) ([]store.Row, error)
}

// NewChosen makes the list of certain interviews, such as those behind a cell
// of a table; title says which. It cannot be filtered.
func NewChosen(env *nav.Env, st Choice, ways Ways, title string, keys []int64) *Screen {
	s := New(env, chosen{st, keys}, ways)
	s.title = title
	return s
}

// chosen reads only the interviews with certain keys, the ones put last first,
// as many at a time as are in sight.
type chosen struct {
	Choice
	keys []int64
}

func (c chosen) CountRows(context.Context, store.Filter) (int, error) { return len(c.keys), nil }

func (c chosen) List(ctx context.Context, f store.Filter) ([]store.Row, error) {
	end := max(len(c.keys)-f.Offset, 0)
	start := 0
	if f.Limit > 0 {
		start = max(end-f.Limit, 0)
	}
	return c.Chosen(ctx, c.keys[start:end])
}
