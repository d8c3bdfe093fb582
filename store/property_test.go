package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
)

// An interviewer answers, clears, remarks, leafs and jumps at random. What the
// session holds, what the store reads back and what the events give when
// replayed must be the same at every step, also after opening anew.
func TestReplayedEventsAreTheAnswers(t *testing.T) {
	d := newDesk(t)
	path := d.Path()
	rapid.Check(t, func(rt *rapid.T) {
		o := d.opening(time.Now())
		s := questionnaire.Begin(d.form, questionnaire.NewContext(d.hall, d.person, questionnaire.Study{}, o.StartedAt), nil)
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			step(rt, s)
			changed := s.Take()
			ok(t, d.Save(context.Background(), Change{Opening: o, Answers: changed, At: s.At(), Kind: rapid.SampledFrom([]string{"", "jump"}).Draw(rt, "kind")}))
		}
		checkStored(rt, d, o, s)
		if rapid.IntRange(0, 19).Draw(rt, "reopen") == 0 {
			ok(t, d.Close())
			d.Store = reopen(t, path)
			checkStored(rt, d, o, s)
		}
		ok(t, d.Finish(context.Background(), o.ID, questionnaire.Complete, 0))
		checkStored(rt, d, o, s)
		checkPacked(rt, d, o, s)
	})
}

func step(rt *rapid.T, s *questionnaire.Session) {
	route := s.Route()
	ref := rapid.SampledFrom(route).Draw(rt, "item")
	switch rapid.IntRange(0, 9).Draw(rt, "do") {
	case 0:
		s.Clear(ref)
	case 1:
		s.Remark(ref, rapid.SampledFrom([]string{"", "原话：慢", "a\nb", "\"<&>\u2028"}).Draw(rt, "remark"))
	case 2:
		s.Jump(ref)
	case 3:
		s.Record(questionnaire.Answer{Ref: ref, Status: questionnaire.Status(rapid.IntRange(2, 4).Draw(rt, "status"))})
	default:
		s.Record(answerFor(rt, s, ref))
	}
}

func answerFor(rt *rapid.T, s *questionnaire.Session, ref questionnaire.Ref) questionnaire.Answer {
	q := s.Form().Question(ref.Item)
	a := questionnaire.Answer{Ref: ref, Status: questionnaire.Given}
	switch q.Kind {
	case questionnaire.SelectOne:
		a.Codes = []string{fmt.Sprint(rapid.IntRange(1, len(s.Choices(ref))).Draw(rt, "code"))}
	case questionnaire.SelectMultiple:
		for _, c := range rapid.SliceOfN(rapid.IntRange(1, 11), 1, 5).Draw(rt, "codes") {
			a.Codes = append(a.Codes, fmt.Sprint(c))
		}
	case questionnaire.Range, questionnaire.Integer:
		a.Number = float64(rapid.IntRange(0, 10).Draw(rt, "number"))
	case questionnaire.Decimal:
		a.Number = rapid.Float64().Draw(rt, "decimal")
	case questionnaire.Date:
		a.Text = "2026-11-25"
	default:
		a.Text = rapid.String().Draw(rt, "text")
	}
	return a
}

func checkStored(rt *rapid.T, d *desk, o Opening, s *questionnaire.Session) {
	want := bare(s.Answers())
	read := must[questionnaire.Response](d.t)(d.Response(context.Background(), o.ID, true))
	if got := bare(read.Answers); !reflect.DeepEqual(got, want) {
		rt.Fatalf("read\n%v\nthe session holds\n%v", got, want)
	}
	public := must[questionnaire.Response](d.t)(d.Response(context.Background(), o.ID, false))
	got, stored := replay(rt, d, o.ID), map[string]questionnaire.Answer{}
	for _, a := range public.Answers {
		a.At = a.At.UTC()
		stored[a.Item] = a
	}
	if !reflect.DeepEqual(got, stored) {
		rt.Fatalf("replaying the events gives\n%v\nstored is\n%v", got, stored)
	}
	if _, there := stored["phone"]; there {
		rt.Fatalf("a personal item stands among the answers")
	}
}

// replay folds the events of an interview.
func replay(rt *rapid.T, d *desk, id string) map[string]questionnaire.Answer {
	rows, err := d.r.Query(`SELECT item, value, at FROM event WHERE response = (SELECT key FROM response WHERE id = ?)
		AND kind IN ('answer', 'remark', 'route') ORDER BY key`, id)
	ok(d.t, err)
	defer rows.Close()
	out := map[string]questionnaire.Answer{}
	for rows.Next() {
		var item string
		var value sql.NullString
		var at int64
		ok(d.t, rows.Scan(&item, &value, &at))
		if !value.Valid {
			delete(out, item)
			continue
		}
		var k kept
		ok(d.t, json.Unmarshal([]byte(value.String), &k))
		k.Item = item
		a, err := k.answer()
		ok(d.t, err)
		a.At = time.UnixMilli(at).UTC()
		out[item] = a
	}
	ok(d.t, rows.Err())
	return out
}

// checkPacked holds the packed row of a finished interview to its answers.
func checkPacked(rt *rapid.T, d *desk, o Opening, s *questionnaire.Session) {
	row := must[[]byte](d.t)(d.Packed(context.Background(), o.ID))
	l := questionnaire.NewLayout(d.form)
	for _, it := range l.Items {
		q := &d.form.Questions[it.Question]
		ref := questionnaire.Ref{Item: q.Name}
		a := s.Answer(ref)
		got := unpacked(d.form, l, row, it)
		if !s.Reached(ref) {
			if got != "not asked" {
				rt.Fatalf("%s: packed as %q, but not asked", q.Name, got)
			}
			continue
		}
		want := a.Status.Words().In("en")
		if a.Status == questionnaire.Given {
			want = fmt.Sprint(a.Codes)
			if q.Kind == questionnaire.Range {
				want = fmt.Sprint([]string{questionnaire.Number(a.Number)})
			}
		}
		if got != want {
			rt.Fatalf("%s: packed as %q, want %q", q.Name, got, want)
		}
	}
}

func unpacked(f *questionnaire.Form, l *questionnaire.Layout, row []byte, it questionnaire.PackedItem) string {
	q := &f.Questions[it.Question]
	code := l.Code(row, it)
	switch {
	case code < questionnaire.PackedFirst:
		return [...]string{"not asked", "open", "don't know", "refused", "not applicable"}[code]
	case q.Kind == questionnaire.SelectMultiple:
		var codes []string
		for i, c := range f.Choices(q) {
			if l.Chosen(row, it, i) {
				codes = append(codes, c.Name)
			}
		}
		return fmt.Sprint(codes)
	case q.Kind == questionnaire.Range:
		return fmt.Sprint([]string{questionnaire.Number(q.Range.Start + float64(code-questionnaire.PackedFirst)*q.Range.Step)})
	}
	return fmt.Sprint([]string{f.Choices(q)[code-questionnaire.PackedFirst].Name})
}

func TestPackedFacts(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	for i := range 3 {
		o := d.opening(time.Date(2026, 11, 25, 0, 30, 0, 0, china))
		o.Practice = questionnaire.Practice(i & 1)
		d.save(o, chose("town", fmt.Sprint(rand.IntN(300)+1)), chose("places", "3"))
		ok(t, d.Finish(ctx, o.ID, questionnaire.Partial, 0))
		if i == 2 {
			ok(t, d.Void(ctx, o.ID, "重复"))
		}
		got := questionnaire.NewLayout(d.form).Facts(must[[]byte](t)(d.Packed(ctx, o.ID)))
		want := questionnaire.PackedFacts{Hall: 1, Interviewer: 1, Day: uint16(time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC).Unix() / 86400), Minute: 30, Disposition: 1,
			Practice: i == 1, Voided: i == 2, Origin: questionnaire.Keyed}
		if got != want {
			t.Errorf("facts %+v, want %+v", got, want)
		}
	}
}
