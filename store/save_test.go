package store

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"tingfang/questionnaire"
)

func TestAnInterviewIsReadBackAsItWasSaved(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	zone := time.FixedZone("", 8*3600)
	o := d.opening(time.Date(2026, 11, 25, 9, 30, 0, 123e6, zone))
	refused := questionnaire.Answer{Ref: questionnaire.Ref{Item: "years"}, Status: questionnaire.Refused, Reason: "1", Remark: "不愿意说\n原话"}
	d.save(o, chose("overall", "2"))
	d.save(o, wrote("why", "排队太久，\n说了 “=1+1”"), chose("places", "1", "3", "11"), counted("recommend", 0), counted("tariff", 58.5), refused)
	ok(t, d.Save(ctx, Change{Opening: o, At: questionnaire.Ref{Item: "since"}, Active: 90 * time.Second, Language: "en", Kind: "jump"}))

	r := d.read(o, true)
	want := bare([]questionnaire.Answer{chose("overall", "2"), wrote("why", "排队太久，\n说了 “=1+1”"), chose("places", "1", "3", "11"), counted("recommend", 0),
		counted("tariff", 58.5), refused})
	if got := bare(r.Answers); !reflect.DeepEqual(got, want) {
		t.Errorf("answers\n%v\nwant\n%v", got, want)
	}
	if !r.StartedAt.Equal(o.StartedAt) || r.StartedAt.Format(time.RFC3339) != "2026-11-25T09:30:00+08:00" {
		t.Errorf("started at %v, want %v", r.StartedAt, o.StartedAt)
	}
	if r.Hall != d.hall || r.Interviewer != d.person || r.FormHash != d.form.Hash || r.FormID != "small" || r.Device != d.Device() {
		t.Errorf("read back with %+v", r)
	}
	if r.At.Item != "since" || r.Active != 90*time.Second || r.Language != "en" || r.Stage != questionnaire.Draft {
		t.Errorf("stands at %v, %v, %v, stage %v", r.At, r.Active, r.Language, r.Stage)
	}
}

func TestEditsCountChangesOfTheValue(t *testing.T) {
	d := newDesk(t)
	o := d.opening(time.Now())
	edits := func() int {
		for _, a := range d.read(o, true).Answers {
			if a.Item == "overall" {
				return a.Edits
			}
		}
		return -1
	}
	remark := chose("overall", "3")
	remark.Remark = "想了很久"
	aside := remark
	aside.Aside = true
	for _, step := range []struct {
		a    questionnaire.Answer
		want int
	}{
		{chose("overall", "2"), 0}, {chose("overall", "2"), 0}, {chose("overall", "3"), 1}, {remark, 1}, {aside, 1},
		{questionnaire.Answer{Ref: remark.Ref}, -1}, {chose("overall", "1"), 3},
	} {
		d.save(o, step.a)
		if got := edits(); got != step.want {
			t.Errorf("after %v: %d edits, want %d", step.a, got, step.want)
		}
	}
}

func TestTypingIsKeptUntilTheFieldIsLeft(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(time.Now())
	why := questionnaire.Ref{Item: "why"}
	remark := questionnaire.Ref{Item: "overall" + RemarkSuffix}
	ok(t, d.SaveTyping(ctx, o, why, Typed{Ref: why, Text: "排队", Caret: 2}))
	ok(t, d.SaveTyping(ctx, o, why, Typed{Ref: why, Text: "排队太久", Caret: 1}))
	ok(t, d.SaveTyping(ctx, o, why, Typed{Ref: remark, Text: "他", Caret: 1}))
	if got := must[[]Typed](t)(d.Typing(ctx, o.ID)); len(got) != 2 || got[1] != (Typed{why, "排队太久", 1}) && got[0] != (Typed{why, "排队太久", 1}) {
		t.Fatalf("typing %v", got)
	}
	if r := d.read(o, true); r.At != why || len(r.Answers) != 0 {
		t.Errorf("the draft stands at %v with %v", r.At, r.Answers)
	}
	d.save(o, wrote("why", "排队太久了"))
	if got := must[[]Typed](t)(d.Typing(ctx, o.ID)); len(got) != 1 || got[0].Ref != remark {
		t.Errorf("typing after leaving the field: %v", got)
	}
	if d.count("SELECT count(*) FROM event WHERE value LIKE '%排队%'") != 1 {
		t.Error("typing left more than one event")
	}
}

// count is a number read from the database file itself.
func (d *desk) count(query string, args ...any) int {
	d.t.Helper()
	var n int
	ok(d.t, d.r.QueryRow(query, args...).Scan(&n))
	return n
}

func TestAFinishedInterviewTakesNoMoreAnswers(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(time.Now())
	d.save(o, chose("overall", "5"))
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, time.Minute))
	if err := d.Save(ctx, Change{Opening: o, Answers: []questionnaire.Answer{chose("overall", "1")}}); !errors.Is(err, ErrEnded) {
		t.Errorf("saving into a finished interview: %v", err)
	}
	if err := d.Finish(ctx, o.ID, questionnaire.Complete, 0); !errors.Is(err, ErrEnded) {
		t.Errorf("finishing twice: %v", err)
	}
	if err := d.Finish(ctx, "nobody", questionnaire.Complete, 0); !errors.Is(err, ErrNotFound) {
		t.Errorf("finishing what is not there: %v", err)
	}
	r := d.read(o, true)
	if r.Stage != questionnaire.Ended || r.Disposition != questionnaire.Complete || r.EndedAt.IsZero() || r.Active != time.Minute {
		t.Errorf("finished as %+v", r)
	}
}
