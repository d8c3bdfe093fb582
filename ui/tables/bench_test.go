package tables

import (
	"fmt"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/summary"
	"tingfang/ui/theme"
)

// BenchmarkFilter counts each page anew under another filter, over interviews
// put again and again under new keys.
func BenchmarkFilter(b *testing.B) {
	const n = 1_000_000
	f := builtin.Customer()
	c := summary.NewColumns(f)
	layout := questionnaire.NewLayout(f)
	var rows [][]byte
	var cases []summary.Case
	for i := range 2000 {
		r := fieldwork(f, i, 2000)
		route := questionnaire.Begin(f, questionnaire.NewContext(r.Hall, r.Interviewer, questionnaire.Study{}, r.StartedAt), r.Answers)
		row, err := layout.Pack(questionnaire.PackedFacts{}, r.Answers, route)
		if err != nil {
			b.Fatal(err)
		}
		at, minute := summary.Start(r.StartedAt)
		rows = append(rows, row)
		cases = append(cases, summary.Case{Form: f, Hall: r.Hall.Code, Person: r.Interviewer.Number, Day: at, Minute: minute, Disposition: r.Disposition})
	}
	for i := range n {
		k := cases[i%2000]
		k.Key, k.Packed = int64(i+1), rows[i%2000]
		if err := c.Put(k); err != nil {
			b.Fatal(err)
		}
	}
	known := known{waves: shelved(0).waves, halls: halls, people: crew}
	for _, w := range []want{{page: overview}, {page: items, item: "overall"}, {page: matrix}, {page: crosstab, item: "overall", by: "hall"},
		{page: quadrant, target: "overall"}, {page: waves}, {page: participation, split: "hall"}} {
		for i, narrow := range []filter{{halls: []string{"A01"}}, {when: thisMonth}, {answers: []answered{{"segment", []string{"1"}}}}} {
			b.Run(fmt.Sprintf("%s/%d", pageNames[w.page], i), func(b *testing.B) {
				for b.Loop() {
					w.filter = narrow
					if o := compute(c, known, w, noon); o.bad != nil {
						b.Fatal(o.bad)
					}
				}
			})
		}
	}
}

// BenchmarkDraw draws the widest table there is: a column a week.
func BenchmarkDraw(b *testing.B) {
	d := open(b, shelved(400), "zh", theme.Look{Colour: true, Dark: true}, 120, 37)
	d.screen.by = "week"
	d.Press("4", "right", "right")
	for b.Loop() {
		d.Frame()
	}
}
