package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
)

// What was corrected, by whom and why, is read on every laptop it comes to.
func TestCorrectionsTravel(t *testing.T) {
	a, b, ctx := newDesk(t), newDesk(t), context.Background()
	o := a.finishes(chose("consent", "1"), chose("overall", "2"), wrote("why", "信号不好"), counted("recommend", 7), wrote("phone", "13800001111"))
	if got := must[[]Correction](t)(a.Corrections(ctx, o.ID)); len(got) != 0 {
		t.Fatalf("never corrected: %+v", got)
	}
	aside := wrote("why", "信号不好")
	aside.Aside = true
	ok(t, a.Correct(ctx, o.ID, []questionnaire.Answer{chose("overall", "4"), aside, {Ref: questionnaire.Ref{Item: "recommend"}}}, a.person.ID, "听了录音"))
	b.merges(a.packs(PackOptions{}))
	b.corrects(o, counted("recommend", 9), "客户来电")
	a.merges(b.packs(PackOptions{}))
	ok(t, a.Void(ctx, o.ID, "重复"))
	for _, d := range []*desk{a, b} {
		got := must[[]Correction](t)(d.Corrections(ctx, o.ID))
		if len(got) != 2 || got[0].Reason != "听了录音" || got[1].Reason != "客户来电" || got[0].Who.ID != a.person.ID || got[1].Who.ID != b.person.ID {
			t.Fatalf("%+v", got)
		}
		if items := got[0].Items; len(items) != 2 || items[0].Item != "overall" || items[1].Item != "recommend" || time.Since(got[0].At) > time.Hour {
			t.Errorf("%+v", got[0])
		}
	}
	if n := a.count("SELECT count(*) FROM event WHERE kind = 'edit' AND item = 'phone'"); n != 0 {
		t.Error("an event tells of the number")
	}
	ok(t, a.Withdraw(ctx, o.ID))
	if got := must[[]Correction](t)(a.Corrections(ctx, o.ID)); len(got) != 0 {
		t.Errorf("of a withdrawn interview is left %+v", got)
	}
}

func TestWhatCanBeCorrected(t *testing.T) {
	a, b, ctx := newDesk(t), newDesk(t), context.Background()
	o := a.finishes(chose("consent", "1"), counted("recommend", 7))
	ok(t, a.Correctable(ctx, o.ID))
	draft := a.opening(time.Now())
	a.save(draft, chose("consent", "1"))
	gone := a.finishes(chose("consent", "1"))
	ok(t, a.Withdraw(ctx, gone.ID))
	for _, c := range []struct {
		id   string
		want error
	}{{draft.ID, ErrEnded}, {gone.ID, ErrEnded}, {"nobody", ErrNotFound}} {
		if err := a.Correctable(ctx, c.id); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", c.id, err, c.want)
		}
	}
	b.merges(a.packs(PackOptions{}))
	a.corrects(o, counted("recommend", 8), "一")
	b.corrects(o, counted("recommend", 9), "二")
	b.merges(a.packs(PackOptions{}))
	if err := b.Correctable(ctx, o.ID); !errors.Is(err, ErrUndecided) {
		t.Errorf("in conflict: %v", err)
	}
	opts := options(t, a.o.Path)
	opts.Access = WriteOrRead
	second := must[*Store](t)(Open(ctx, opts))
	defer second.Close()
	if err := second.Correctable(ctx, o.ID); !errors.Is(err, ErrReadOnly) {
		t.Errorf("in a second copy: %v", err)
	}
}

// The tables follow a correction without reading everything again.
func TestColumnsFollowACorrection(t *testing.T) {
	s, f, ctx := customers(t), builtin.Customer(), context.Background()
	must[ImportResult](t)(s.Import(ctx, demo.Responses(f, demo.Options{Count: 40, Seed: 2}), ImportOptions{}))
	c, since, err := s.Columns(ctx, f.ID)
	ok(t, err)
	done := false
	for _, r := range must[[]Row](t)(s.List(ctx, Filter{Limit: 40})) {
		if done = r.Disposition == questionnaire.Complete; done {
			ok(t, s.Correct(ctx, r.ID, []questionnaire.Answer{chose("overall", "1"), chose("segment", "2")}, "", "核对"))
			break
		}
	}
	next, err := s.Refresh(ctx, c, since)
	ok(t, err)
	if !done || next == since || c.Len() != 40 {
		t.Errorf("corrected %v, counter from %d to %d, %d interviews", done, since, next, c.Len())
	}
	same(t, s, c, f.ID)
}
