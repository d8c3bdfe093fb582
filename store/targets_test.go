package store

import (
	"context"
	"testing"

	"tingfang/questionnaire"
)

// Halls count what was completed at them, wherever it was held, and nothing
// else.
func TestHallsAgainstTheirTargets(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	ctx := context.Background()
	must[questionnaire.Hall](t)(b.SaveHall(ctx, questionnaire.Hall{Code: "H02", Name: "空厅", Operator: "mobile", Target: 5}))
	must[questionnaire.Hall](t)(b.SaveHall(ctx, questionnaire.Hall{Code: "H03", Name: "关了的厅", Operator: "mobile", Retired: true}))
	a.finishes(chose("consent", "1"), chose("overall", "4"))
	b.finishes(chose("consent", "1"), chose("overall", "5"))
	b.save(b.opening(b.o.Now()), chose("consent", "1")) // a draft
	left := b.opening(b.o.Now())
	b.save(left, chose("consent", "1"))
	ok(t, b.Finish(ctx, left.ID, questionnaire.Breakoff, 0))
	b.merges(a.packs(PackOptions{}))
	got := must[[]HallCount](t)(b.HallCounts(ctx, "small"))
	if len(got) != 2 || got[0].Code != "H01" || got[0].Done != 2 || got[0].Target != 60 || got[1].Done != 0 || got[1].Target != 5 {
		t.Errorf("%+v", got)
	}
	for _, h := range must[[]HallCount](t)(b.HallCounts(ctx, "other")) {
		if h.Done != 0 {
			t.Errorf("another form: %+v", h)
		}
	}
}
