package report

import (
	"fmt"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/summary"
	"tingfang/questionnaire/xlsform"
	"tingfang/ui/lang"
	"tingfang/ui/theme"
)

func style(l questionnaire.Lang, look theme.Look, f *questionnaire.Form) Style {
	return Style{Theme: theme.New(look), Texts: lang.Of(l), Lang: l, Form: f}
}

// draws gives numbers from 0 to 99 in an order that is always the same.
type draws uint32

func (d *draws) next() int {
	*d = *d*1664525 + 1013904223
	return int(*d>>16) % 100
}

// pick gives the first code whose share, in per cent, is not used up.
func (d *draws) pick(shares ...int) string {
	x := d.next()
	for i, s := range shares {
		if x -= s; x < 0 {
			return fmt.Sprint(i + 1)
		}
	}
	return fmt.Sprint(len(shares))
}

var opened = time.Date(2026, 3, 2, 9, 30, 0, 0, time.FixedZone("", 8*3600))

// customers are n interviews at three halls over three quarters: some do not
// know, some do not have the thing that is asked about.
func customers(tb testing.TB, n int) *summary.Columns {
	tb.Helper()
	f := builtin.Customer()
	c := summary.NewColumns(f)
	d := draws(7)
	for i := range n {
		r := questionnaire.Response{ID: fmt.Sprint(i), StartedAt: opened.AddDate(0, 0, i*200/n), Disposition: questionnaire.Complete,
			Hall:        questionnaire.Hall{Code: fmt.Sprintf("A0%d", i%3+1), Name: []string{"人民路营业厅", "校园营业厅", "东站营业厅"}[i%3]},
			Interviewer: questionnaire.Person{Number: fmt.Sprintf("0%d", i%2+7), Name: []string{"李明", "王芳"}[i%2]}}
		ses := questionnaire.Begin(f, questionnaire.NewContext(r.Hall, r.Interviewer, questionnaire.Study{}, r.StartedAt), nil)
		said := func(item, code string) {
			a, bad := ses.Parse(questionnaire.Ref{Item: item}, code)
			if bad == nil {
				bad = ses.Record(a)
			}
			if bad != nil && bad.Rule != questionnaire.RuleNotAsked {
				tb.Fatalf("%s does not take %q: %s", item, code, bad.Rule)
			}
		}
		for _, a := range [][2]string{{"consent", "1"}, {"customer_of", "1"}, {"adult", "1"}, {"before", "2"}} {
			said(a[0], a[1])
		}
		said("segment", d.pick(60, 15, 18, 7))
		said("tenure", d.pick(25, 35, 40))
		mood := d.next() / 20 // 0 to 4
		for k, item := range []string{"overall", "payment", "billing", "broadband", "premises", "staff", "hotline", "complaints", "gap", "plans"} {
			if k > 0 && d.next() < 7 {
				ses.Record(questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.DontKnow})
				continue
			}
			said(item, fmt.Sprint(min(max((mood+d.next()/20+k%3)/2+1, 1), 5)))
		}
		said("tariff", d.pick(8, 30, 50, 12))
		said("switching", d.pick(20, 60, 20))
		said("stay_why", []string{"1", "1 3", "2 5", "4"}[d.next()%4])
		said("switch_why", []string{"1", "1 2", "3 5", "2"}[d.next()%4])
		r.Answers = ses.Answers()
		if err := c.PutResponse(int64(i+1), f, r); err != nil {
			tb.Fatal(err)
		}
	}
	return c
}

func all(tb testing.TB, c *summary.Columns) *summary.Selection {
	tb.Helper()
	s, err := c.Select(summary.Query{})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func parse(tb testing.TB, source string) *questionnaire.Form {
	tb.Helper()
	f, err := xlsform.Parse([]byte(source))
	if err != nil {
		tb.Fatal(err)
	}
	return f
}
