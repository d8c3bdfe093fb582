package store

import (
	"context"
	"slices"
	"testing"

	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
	"tingfang/questionnaire/summary"
)

// The rows behind a selection of columns are those interviews, the newest
// first.
func TestChosenRowsAreThoseOfTheKeys(t *testing.T) {
	s := customers(t)
	ctx := context.Background()
	must[ImportResult](t)(s.Import(ctx, demo.Responses(builtin.Customer(), demo.Options{Count: 60, Seed: 4}), ImportOptions{}))
	c, _, err := s.Columns(ctx, "customer")
	ok(t, err)
	sel := must[*summary.Selection](t)(c.Select(summary.Query{Halls: []string{"D01", "D02"}}))
	rows := must[[]Row](t)(s.Chosen(ctx, sel.Keys()))
	ids := must[[]string](t)(s.IDs(ctx, sel.Keys()))
	if len(rows) == 0 || len(rows) != len(ids) {
		t.Fatalf("%d rows, %d interviews", len(rows), len(ids))
	}
	for i, r := range rows {
		if !slices.Contains(ids, r.ID) || r.Hall.Code != "D01" && r.Hall.Code != "D02" || i > 0 && r.StartedAt.After(rows[i-1].StartedAt) {
			t.Errorf("row %d is %+v", i, r)
		}
	}
}
