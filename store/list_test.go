package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"tingfang/questionnaire"
)

// aDay is a desk after a day of interviews at two halls: at nine a complete
// one, then a refusal tallied, a practice one, a voided one, one at the other
// hall, and a draft.
func aDay(t *testing.T) (d *desk, other questionnaire.Hall, at []Opening) {
	d, ctx := newDesk(t), context.Background()
	clock := time.Date(2026, 11, 25, 9, 0, 0, 0, china)
	d.o.Now = func() time.Time { clock = clock.Add(time.Minute); return clock }
	other = must[questionnaire.Hall](t)(d.SaveHall(ctx, questionnaire.Hall{Code: "H02", Name: "新街口营业厅", Operator: "mobile"}))
	hold := func(end questionnaire.Disposition, change func(*Opening)) Opening {
		o := d.opening(d.o.Now())
		if change != nil {
			change(&o)
		}
		d.save(o, chose("overall", "4"), wrote("why", fmt.Sprintf("第 %d 位说 100%% 满意", len(at)+1)))
		if end != "" {
			ok(t, d.Finish(ctx, o.ID, end, time.Minute))
		}
		at = append(at, o)
		return o
	}
	hold(questionnaire.Complete, nil)
	_, err := d.Tally(ctx, Approach{FormID: "small", Hall: d.hall, Interviewer: d.person, Disposition: questionnaire.Refusal, Reason: "没时间"})
	ok(t, err)
	hold(questionnaire.Complete, func(o *Opening) { o.Practice = questionnaire.Practised })
	ok(t, d.Void(ctx, hold(questionnaire.Complete, nil).ID, "重复"))
	hold(questionnaire.Partial, func(o *Opening) { o.Hall = other })
	hold("", nil)
	return d, other, at
}

func TestListsShowWhatIsAskedFor(t *testing.T) {
	d, other, at := aDay(t)
	ended, draft := questionnaire.Ended, questionnaire.Draft
	for name, c := range map[string]struct {
		f    Filter
		want string // the interviews by number, newest first; t = the tallied one
	}{
		"by default":         {Filter{FormID: "small"}, "541"},
		"with everything":    {Filter{Practice: true, Voided: true, Approaches: true}, "5432t1"},
		"drafts":             {Filter{Stage: &draft, Approaches: true}, "5"},
		"ended":              {Filter{Stage: &ended, Approaches: true}, "4t1"},
		"one hall":           {Filter{HallID: other.ID, Approaches: true}, "4"},
		"one disposition":    {Filter{Dispositions: []questionnaire.Disposition{questionnaire.Refusal, questionnaire.Partial}, Approaches: true}, "4t"},
		"a span of time":     {Filter{From: at[3].StartedAt, To: at[4].StartedAt, Approaches: true}, "4"},
		"a text":             {Filter{Text: "第 4 位"}, "4"},
		"signs of a pattern": {Filter{Text: "100% 满"}, "541"},
		"no wild cards":      {Filter{Text: "1_0"}, ""},
		"a hall's name":      {Filter{Text: "新街口", Approaches: true}, "4"},
		"an id":              {Filter{Text: at[0].ID}, "1"},
		"a reason":           {Filter{Text: "没时间", Approaches: true}, "t"},
		"a page":             {Filter{Practice: true, Voided: true, Approaches: true, Limit: 3, Offset: 2}, "32t"},
		"behind the end":     {Filter{Limit: 3, Offset: 9}, ""},
		"another form":       {Filter{FormID: "other", Approaches: true}, ""},
	} {
		rows := must[[]Row](t)(d.List(context.Background(), c.f))
		got := ""
		for _, r := range rows {
			if r.Approach {
				got += "t"
			}
			for i, o := range at {
				if o.ID == r.ID {
					got += fmt.Sprint(i + 1)
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if c.f.Limit == 0 {
			if n := must[int](t)(d.CountRows(context.Background(), c.f)); n != len(rows) {
				t.Errorf("%s: counted %d, listed %d", name, n, len(rows))
			}
		}
	}
}

// Pages of any size, laid end to end, are the whole list, also where several
// rows begin at the same moment.
func TestPagesMakeUpTheList(t *testing.T) {
	d, _, at := aDay(t)
	ctx := context.Background()
	for range 3 {
		o := d.opening(at[2].StartedAt)
		d.save(o, chose("overall", "4"))
	}
	for _, f := range []Filter{{}, {Practice: true, Voided: true, Approaches: true}, {Text: "满意", Approaches: true}} {
		whole := must[[]Row](t)(d.List(ctx, f))
		for size := 1; size <= len(whole)+1; size++ {
			var got []string
			for f.Limit, f.Offset = size, 0; f.Offset <= len(whole); f.Offset += size {
				for _, r := range must[[]Row](t)(d.List(ctx, f)) {
					got = append(got, r.ID)
				}
			}
			f.Limit, f.Offset = 0, 0
			for i, r := range whole {
				if i >= len(got) || got[i] != r.ID || len(got) != len(whole) {
					t.Fatalf("pages of %d: %d rows %v, the list has %d, row %d is %s", size, len(got), got, len(whole), i, r.ID)
				}
			}
		}
	}
}

func TestARowSaysWhatAListShows(t *testing.T) {
	d, _, at := aDay(t)
	rows := must[[]Row](t)(d.List(context.Background(), Filter{Items: []string{"why", "overall"}, Approaches: true, Dispositions: []questionnaire.Disposition{"complete", "refused"}}))
	first, tally := rows[1], rows[0]
	if first.ID != at[0].ID || first.Hall != d.hall || first.Interviewer != d.person || first.Disposition != questionnaire.Complete || first.Active != time.Minute ||
		len(first.Answers) != 2 || first.Answers[0].Item != "why" || first.Answers[1].Codes[0] != "4" || !first.StartedAt.Equal(at[0].StartedAt) {
		t.Errorf("row %+v", first)
	}
	if !tally.Approach || tally.Reason != "没时间" || tally.Hall != d.hall || tally.StartedAt.Hour() != 9 {
		t.Errorf("tallied row %+v", tally)
	}
}

func TestCountsOfHome(t *testing.T) {
	d, other, at := aDay(t)
	ctx := context.Background()
	counts := func(hall string, from time.Time) Counts {
		return must[Counts](t)(d.Counts(ctx, "small", hall, from, time.Time{}))
	}
	want := Counts{Approached: 3, Drafts: 1, NotExported: 2, By: map[questionnaire.Disposition]int{"complete": 1, "partial": 1, "refused": 1}}
	if got := counts("", time.Time{}); !reflect.DeepEqual(got, want) {
		t.Errorf("all: %+v, want %+v", got, want)
	}
	if got := counts(other.ID, at[3].StartedAt); got.Approached != 1 || got.By["partial"] != 1 || got.Drafts != 0 {
		t.Errorf("the other hall: %+v", got)
	}

	seen := must[int64](t)(d.Counter(ctx))
	d.save(at[4], chose("overall", "1")) // while the export runs, the draft goes on
	ok(t, d.Finish(ctx, at[4].ID, questionnaire.Complete, 0))
	ok(t, d.MarkExported(ctx, "small", seen))
	if got := counts("", time.Time{}); got.NotExported != 1 || got.By["complete"] != 2 {
		t.Errorf("after exporting: %+v", got)
	}
	for _, r := range must[[]Row](t)(d.List(ctx, Filter{})) {
		if r.Exported == (r.ID == at[4].ID) {
			t.Errorf("exported %v: %s", r.Exported, r.ID)
		}
	}
}

func TestATallyIsTakenBackOnce(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	id := must[string](t)(d.Tally(ctx, Approach{FormID: "small", Hall: d.hall, Interviewer: d.person, Disposition: questionnaire.Unable}))
	ok(t, d.Untally(ctx, id))
	if err := d.Untally(ctx, id); !errors.Is(err, ErrNotFound) {
		t.Errorf("taken back twice: %v", err)
	}
	if c := must[Counts](t)(d.Counts(ctx, "small", "", time.Time{}, time.Time{})); c.Approached != 0 {
		t.Errorf("still counted: %+v", c)
	}
	if got := d.sealed(id); len(got) != 2 || got[1]["body"].(map[string]any)["gone"] != true {
		t.Errorf("sealed %v", got)
	}
	if _, err := d.Tally(ctx, Approach{FormID: "small", Disposition: "nonsense"}); err == nil {
		t.Error("tallied as nonsense")
	}
}

func TestInterviewsStreamInTheOrderTheyBegan(t *testing.T) {
	d := filled(t, 2*chunk+7)
	at := time.Now().Add(-30 * time.Minute)
	late := d.opening(at) // keyed last, begun half an hour ago
	d.save(late, chose("overall", "5"), chose("consent", "1"), wrote("phone", "13800001111"), chose("places", "1"))
	var n, answers int
	var last time.Time
	for r, err := range d.Responses(context.Background(), Query{FormID: "small", All: true, Personal: true}) {
		ok(t, err)
		if r.StartedAt.Before(last) {
			t.Fatal("out of order")
		}
		last = r.StartedAt
		n++
		answers += len(r.Answers)
		if r.ID == late.ID {
			var names []string
			for _, a := range r.Answers {
				names = append(names, a.Item)
			}
			if !reflect.DeepEqual(names, []string{"consent", "overall", "phone", "places"}) {
				t.Errorf("answers in the order %v", names)
			}
		}
	}
	if total := 2*chunk + 7; n != total+1 || answers != total*11+4 {
		t.Errorf("%d interviews, %d answers", n, answers)
	}
	n = 0
	for _, err := range d.Responses(context.Background(), Query{FormID: "small"}) {
		ok(t, err)
		if n++; n == 3 {
			break
		}
	}
	done, stop := context.WithCancel(context.Background())
	stop()
	for _, err := range d.Responses(done, Query{}) {
		if err == nil {
			t.Error("read on although it was called off")
		}
	}
}
