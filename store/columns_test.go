package store

import (
	"context"
	"os"
	"reflect"
	"strconv"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
	"tingfang/questionnaire/summary"
)

// same holds columns to others that were put together from whole interviews.
func same(t *testing.T, s *Store, got *summary.Columns, form string) {
	t.Helper()
	want, ctx := summary.NewColumns(got.Form()), context.Background()
	n := int64(0)
	for r, err := range s.Responses(ctx, Query{FormID: form, All: true}) {
		ok(t, err)
		if r.Stage == questionnaire.Draft {
			continue
		}
		n++
		ok(t, want.PutResponse(n, must[*questionnaire.Form](t)(s.FormByHash(ctx, r.FormHash)), r))
	}
	if got.Len() != want.Len() {
		t.Fatalf("%d interviews, want %d", got.Len(), want.Len())
	}
	for _, q := range []summary.Query{{}, {Halls: []string{"D01"}}, {Persons: []string{"903"}}, {From: 20500, To: 20540}} {
		for i := range got.Form().Questions {
			if item := &got.Form().Questions[i]; item.Kind.Closed() && !item.Personal {
				if a, b := figures(t, got, q, item.Name), figures(t, want, q, item.Name); !reflect.DeepEqual(a, b) {
					t.Fatalf("%s of %+v: columns give\n%+v\nthe interviews\n%+v", item.Name, q, a, b)
				}
			}
		}
	}
}

// numbered is the counts of a table.
type numbered struct {
	asked, base int
	missing     summary.Missing
	rows        []int
}

func figures(t *testing.T, c *summary.Columns, q summary.Query, item string) numbered {
	t.Helper()
	it := must[summary.Item](t)(c.Distribution(must[*summary.Selection](t)(c.Select(q)), item))
	out := numbered{asked: it.Asked, base: it.Base, missing: it.Missing}
	for _, r := range it.Rows {
		out.rows = append(out.rows, r.N)
	}
	return out
}

func TestColumnsHoldWhatTheInterviewsSay(t *testing.T) {
	s, f, ctx := customers(t), builtin.Customer(), context.Background()
	must[ImportResult](t)(s.Import(ctx, demo.Responses(f, demo.Options{Count: 200, Seed: 2}), ImportOptions{}))
	c, since, err := s.Columns(ctx, f.ID)
	ok(t, err)
	same(t, s, c, f.ID)

	o := Opening{ID: newID(), Form: f, Language: "zh", StartedAt: time.Now()}
	ok(t, s.Save(ctx, Change{Opening: o, Answers: []questionnaire.Answer{chose("consent", "1"), chose("customer_of", "1"), chose("adult", "1"),
		chose("before", "2"), chose("overall", "2")}}))
	if since, err = s.Refresh(ctx, c, since); err != nil || c.Len() != 200 {
		t.Fatalf("a draft counts: %d, %v", c.Len(), err)
	}
	ok(t, s.Finish(ctx, o.ID, questionnaire.Complete, 0))
	rows := must[[]Row](t)(s.List(ctx, Filter{Limit: 3, Offset: 1}))
	ok(t, s.Void(ctx, rows[0].ID, "重复"))
	ok(t, s.Withdraw(ctx, rows[1].ID))
	if since, err = s.Refresh(ctx, c, since); err != nil || c.Len() != 201 {
		t.Fatalf("%d interviews, %v", c.Len(), err)
	}
	same(t, s, c, f.ID)
	if again, err := s.Refresh(ctx, c, since); err != nil || again != since {
		t.Errorf("nothing changed, and the counter went from %d to %d, %v", since, again, err)
	}
	c, _, err = s.Columns(ctx, f.ID)
	ok(t, err)
	same(t, s, c, f.ID)
}

func TestMissingAndOldPackedRowsAreMadeAnew(t *testing.T) {
	s, f, ctx := customers(t), builtin.Customer(), context.Background()
	must[ImportResult](t)(s.Import(ctx, demo.Responses(f, demo.Options{Count: 50, Seed: 2}), ImportOptions{}))
	_, err := s.w.Exec("DELETE FROM packed WHERE response < 10; UPDATE packed SET codec = 1, row = x'00' WHERE response > 40")
	ok(t, err)
	c, _, err := s.Columns(ctx, f.ID)
	ok(t, err)
	same(t, s, c, f.ID)
	var n int
	if ok(t, s.r.QueryRow("SELECT count(*) FROM packed WHERE codec = ?", packedCodec).Scan(&n)); n != 50 {
		t.Errorf("%d packed rows are kept", n)
	}
}

func TestApproachesAreCounted(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	a := Approach{FormID: d.form.ID, Hall: d.hall, Interviewer: d.person, Disposition: questionnaire.Refusal, Reason: "1"}
	for range 3 {
		must[string](t)(d.Tally(ctx, a))
	}
	ok(t, d.Untally(ctx, must[string](t)(d.Tally(ctx, a))))
	got := must[[]ApproachCount](t)(d.Approaches(ctx, d.form.ID))
	if len(got) != 1 || got[0].N != 3 || got[0].Reason != "1" || got[0].Hall.Code != d.hall.Code || got[0].Day == 0 {
		t.Errorf("%+v", got)
	}
}

func TestKeysBecomeIDs(t *testing.T) {
	s, f, ctx := customers(t), builtin.Customer(), context.Background()
	must[ImportResult](t)(s.Import(ctx, demo.Responses(f, demo.Options{Count: 3, Seed: 2}), ImportOptions{}))
	ids := must[[]string](t)(s.IDs(ctx, []int64{3, 1}))
	rows := must[[]Row](t)(s.List(ctx, Filter{Voided: true}))
	if len(ids) != 2 || ids[0] != rows[0].ID || ids[1] != rows[2].ID {
		t.Errorf("%v", ids)
	}
}

func TestWavesAreQuartersUntilOthersAreSet(t *testing.T) {
	s, ctx := customers(t), context.Background()
	day := func(s string) int32 {
		at, err := time.Parse(time.DateOnly, s)
		ok(t, err)
		return dayOf(at)
	}
	got := must[[]summary.Wave](t)(s.Waves(ctx, day("2025-12-31"), day("2026-04-01")))
	if len(got) != 3 || got[0].Name != "2025Q4" || got[1] != (summary.Wave{Name: "2026Q1", From: day("2026-01-01"), To: day("2026-04-01")}) {
		t.Errorf("%+v", got)
	}
	set := []summary.Wave{{Name: "春", From: day("2026-03-01"), To: day("2026-06-01")}, {Name: "秋", From: day("2026-09-01"), To: day("2026-12-01")}}
	ok(t, s.SetWaves(ctx, set))
	if got := must[[]summary.Wave](t)(s.Waves(ctx, 0, 0)); !reflect.DeepEqual(got, set) {
		t.Errorf("%+v", got)
	}
	ok(t, s.SetWaves(ctx, nil))
	if got := must[[]summary.Wave](t)(s.Waves(ctx, day("2026-01-05"), day("2026-01-05"))); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

// campaignSize is how many interviews a campaign takes: 100,000, or as many as
// TINGFANG_CAMPAIGN says where it is over 1.
func campaignSize(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("TINGFANG_CAMPAIGN"))
	if os.Getenv("TINGFANG_CAMPAIGN") == "" {
		t.Skip("a campaign: set TINGFANG_CAMPAIGN=1")
	}
	if err != nil || n < 2 {
		return 100_000
	}
	return n
}

// The columns of many interviews.
func TestColumnsCampaign(t *testing.T) {
	count := campaignSize(t)
	s, f, ctx := customers(t), builtin.Customer(), context.Background()
	must[ImportResult](t)(s.Import(ctx, demo.Responses(f, demo.Options{Count: count, Seed: 1}), ImportOptions{}))
	for range 5 {
		began := time.Now()
		c, since, err := s.Columns(ctx, f.ID)
		ok(t, err)
		read := time.Since(began)
		began = time.Now()
		_, err = s.Refresh(ctx, c, since)
		ok(t, err)
		t.Logf("columns of %d interviews: %v (goal 75 ms); nothing to refresh: %v", c.Len(), read.Round(100*time.Microsecond), time.Since(began).Round(time.Microsecond))
	}
}
