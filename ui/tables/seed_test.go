package tables

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/summary"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

var (
	halls = []questionnaire.Hall{{ID: "h1", Code: "A01", Name: "人民路营业厅"}, {ID: "h2", Code: "A02", Name: "校园营业厅"}, {ID: "h3", Code: "B07", Name: "火车站东广场营业厅"}}
	crew  = []questionnaire.Person{{ID: "p1", Number: "07", Name: "李明"}, {ID: "p2", Number: "12", Name: "王芳"}}
	noon  = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600)) // a Wednesday
)

// draws gives numbers in an order that is always the same.
type draws uint32

func (d *draws) below(n int) int {
	*d = *d*1664525 + 1013904223
	return int(*d>>16) % n
}

// code gives "1", "2" … with these shares in per cent.
func (d *draws) code(shares ...int) string {
	x := d.below(100)
	for i, s := range shares {
		if x -= s; x < 0 {
			return fmt.Sprint(i + 1)
		}
	}
	return fmt.Sprint(len(shares))
}

// fieldwork makes the i-th of n interviews, the last of them today: in hall B07
// people are less content, and over the year everybody is a little more so.
func fieldwork(f *questionnaire.Form, i, n int) questionnaire.Response {
	d := draws(i*7919 + 17)
	d.below(2)
	r := questionnaire.Response{ID: fmt.Sprint(i), FormID: f.ID, Hall: halls[d.below(3)], Interviewer: crew[d.below(2)], Disposition: questionnaire.Complete,
		Stage: questionnaire.Ended, StartedAt: noon.AddDate(0, 0, -(n-1-i)*300/n).Add(-time.Duration(d.below(200)) * time.Minute)}
	if d.below(12) == 0 {
		r.Disposition = questionnaire.Partial
	}
	put := func(item string, codes ...string) {
		r.Answers = append(r.Answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: codes})
	}
	if d.below(6) == 0 {
		r.Disposition = questionnaire.Refusal
		put("consent", "2")
		put("refusal_why", d.code(45, 25, 10, 5, 10, 0, 5))
		return r
	}
	put("consent", "1")
	put("customer_of", "1")
	put("adult", "1")
	put("before", "2")
	put("segment", d.code(60, 15, 15, 8, 2))
	put("tenure", d.code(20, 40, 40))
	lean := i * 12 / n
	if r.Hall.Code == "B07" {
		lean -= 15
	}
	sat := func(item string, more int) {
		more += lean
		put(item, d.code(10-more/4, 20-more/3, 25, 30+more/3, 15+more/4))
	}
	sat("overall", 0)
	put("tariff", d.code(5, 45, 40, 10))
	for j, item := range []string{"payment", "billing", "broadband", "premises", "staff", "hotline", "complaints"} {
		if j != 3 && j != 4 && d.below(10) < j {
			r.Answers = append(r.Answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.NotApplicable})
			continue
		}
		if d.below(3) > 0 { // goes along with the answer on the whole
			put(item, r.Answers[6].Codes[0])
			continue
		}
		sat(item, 3*j-9)
	}
	put("gap", d.code(20, 30, 30, 15, 5))
	sat("plans", 0)
	switching := d.code(20, 55, 25)
	put("switching", switching)
	switch switching {
	case "1":
		put("switch_to", d.code(0, 40, 50, 10))
		put("switch_why", "1", d.code(0, 40, 20, 20, 20))
	case "2":
		put("stay_why", d.code(30, 20, 20, 20, 10))
	default:
		put("switch_why", d.code(50, 30, 20))
	}
	return r
}

// shelf is a store of so many interviews.
type shelf struct {
	f       *questionnaire.Form
	n       int
	reads   int // of the whole
	late    int // interviews put by refreshing
	waves   []summary.Wave
	tallied []store.ApproachCount
}

// held is the i-th interview.
func (s *shelf) held(i int) questionnaire.Response {
	switch {
	case s.f.Mode == questionnaire.Guide:
		return talked(i)
	case s.f.ID != "customer":
		return questionnaire.Response{ID: fmt.Sprint(i), FormID: s.f.ID, Disposition: questionnaire.Complete, Stage: questionnaire.Ended, StartedAt: noon}
	}
	return fieldwork(s.f, i, s.n)
}

func (s *shelf) Columns(context.Context, string) (*summary.Columns, int64, error) {
	s.reads++
	c := summary.NewColumns(s.f)
	for i := range s.n {
		if err := c.PutResponse(int64(i+1), s.f, s.held(i)); err != nil {
			return nil, 0, err
		}
	}
	return c, int64(s.n), nil
}

func (s *shelf) Refresh(_ context.Context, c *summary.Columns, since int64) (int64, error) {
	for i := int(since); i < s.n; i++ {
		s.late++
		if err := c.PutResponse(int64(i+1), s.f, s.held(i)); err != nil {
			return since, err
		}
	}
	return int64(s.n), nil
}

func (s *shelf) Approaches(context.Context, string) ([]store.ApproachCount, error) {
	return s.tallied, nil
}
func (s *shelf) Waves(context.Context, int32, int32) ([]summary.Wave, error) { return s.waves, nil }
func (s *shelf) Chosen(_ context.Context, keys []int64) (out []store.Row, err error) {
	for _, k := range keys {
		out = append(out, store.Row{ID: fmt.Sprint(k - 1)})
	}
	return out, nil
}
func (s *shelf) Talks(context.Context, store.Query) iter.Seq2[store.TalkRow, error] {
	return func(yield func(store.TalkRow, error) bool) {
		for i := range s.n {
			r := s.held(i)
			r.ID, r.FormHash = fmt.Sprint(i), s.f.Hash
			if !yield(store.TalkRow{Response: r, Talk: spoken(i)}, nil) {
				return
			}
		}
	}
}
func (s *shelf) FormByHash(context.Context, [32]byte) (*questionnaire.Form, error) {
	return nil, store.ErrNotFound
}
func (s *shelf) Tags(context.Context) ([]store.TagCount, error) {
	return []store.TagCount{{Tag: talk.Tag{ID: "p", Name: "重复办理"}}, {Tag: talk.Tag{ID: "q", Name: "别家来拉"}}}, nil
}
func (s *shelf) Halls(context.Context) ([]questionnaire.Hall, error)    { return halls, nil }
func (s *shelf) People(context.Context) ([]questionnaire.Person, error) { return crew, nil }

func day(y, m, d int) int32 {
	at, _ := summary.Start(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC))
	return at
}

func shelved(n int) *shelf {
	quarters := []summary.Wave{{Name: "2026Q1", From: day(2026, 1, 1), To: day(2026, 4, 1)}, {Name: "2026Q2", From: day(2026, 4, 1), To: day(2026, 7, 1)},
		{Name: "2026Q3", From: day(2026, 7, 1), To: day(2026, 10, 1)}, {Name: "2026Q4", From: day(2026, 10, 1), To: day(2027, 1, 1)}}
	return &shelf{f: builtin.Customer(), n: n, waves: quarters, tallied: []store.ApproachCount{
		{Hall: halls[0], Interviewer: crew[0], Day: day(2026, 11, 25), Disposition: questionnaire.Refusal, Reason: "1", N: 31},
		{Hall: halls[2], Interviewer: crew[1], Day: day(2026, 11, 2), Disposition: questionnaire.Unable, N: 3}}}
}

// opened is a list of interviews that was asked for.
type opened struct {
	title string
	keys  []int64
}

type desk struct {
	*uitest.Driver
	screen *Screen
	lists  []opened
}

func open(tb testing.TB, st *shelf, l questionnaire.Lang, look theme.Look, w, h int) *desk {
	tb.Helper()
	env := &nav.Env{Theme: theme.New(look), Texts: lang.Of(l), Lang: l, Now: func() time.Time { return noon }}
	d := &desk{}
	d.screen = New(env, NewSource(st, st.f), Ways{Interviews: func(title string, keys []int64) tea.Cmd {
		d.lists = append(d.lists, opened{title, keys})
		return nil
	}}, tb.TempDir())
	d.Driver = uitest.NewScreen(tb, w, h, d.screen)
	return d
}
