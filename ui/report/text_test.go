package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/summary"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// laid is one table of each kind, waiting for a style.
type laid struct {
	name string
	lay  func(Style) []Block
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func day(month int) int32 {
	d, _ := summary.Start(opened.AddDate(0, month-3, -1))
	return d
}

var quarters = []summary.Wave{{Name: "2026Q1", From: day(1), To: day(4)}, {Name: "2026Q2", From: day(4), To: day(7)}, {Name: "2026Q3", From: day(7), To: day(10)}}

var tallies = []summary.Tallied{{Hall: "A01", HallName: "人民路营业厅", Day: day(4), Disposition: questionnaire.Refusal, Reason: "1", N: 31},
	{Hall: "A02", HallName: "校园营业厅", Day: day(5), Disposition: questionnaire.Refusal, Reason: "3", N: 12},
	{Hall: "A02", HallName: "校园营业厅", Day: day(5), Disposition: questionnaire.NotEligible, N: 4}}

// tables are one of each kind over a small set of interviews.
func tables(t *testing.T, c *summary.Columns) []laid {
	t.Helper()
	sel, item := all(t, c), must[summary.Item](t)
	var out []laid
	one := func(name string, lay func(Style) Block) {
		out = append(out, laid{name, func(s Style) []Block { return []Block{lay(s)} }})
	}
	for _, name := range []string{"overall", "gap", "switching", "stay_why"} {
		it := item(c.Distribution(sel, name))
		one("item_"+name, func(s Style) Block { return s.Item(it) })
	}
	byHall := item(c.Crosstab(sel, "overall", "hall", summary.Options{}))
	one("by_hall", func(s Style) Block { return s.Item(byHall) })
	bySegment := item(c.Crosstab(sel, "overall", "segment", summary.Options{Public: true}))
	one("by_segment", func(s Style) Block { return s.Item(bySegment) })
	m := c.Matrix(sel, summary.Options{})
	out = append(out, laid{"matrix", func(s Style) []Block { return s.Matrix(m) }})
	d := must[summary.Drivers](t)(c.Drivers(sel, "overall", nil, summary.Options{}))
	one("drivers", func(s Style) Block { return s.Drivers(d) })
	q := must[summary.Quadrant](t)(c.Quadrant(sel, "overall", nil, summary.Cuts{}, summary.Options{}))
	one("quadrant", func(s Style) Block { return s.Quadrant(q) })
	w := must[summary.WaveTable](t)(c.Waves(sel, "overall", quarters, summary.Options{}))
	one("waves", func(s Style) Block { return s.Waves(w) })
	p := must[summary.Participation](t)(c.Participation(summary.Query{}, tallies, "hall", summary.Options{}))
	out = append(out, laid{"participation", func(s Style) []Block { return s.Participation(p) }})
	v := c.Overview(sel, summary.Options{Waves: quarters})
	return append(out, laid{"overview", func(s Style) []Block { return s.Overview(v) }})
}

func drawn(s Style, blocks []Block, width int) string {
	var out []string
	for _, b := range blocks {
		out = append(out, strings.Join(s.Lines(b, width), "\n"))
	}
	return uitest.Plain(strings.Join(out, "\n\n"))
}

func TestTablesAsLines(t *testing.T) {
	looks := map[string]theme.Look{"unicode": {}, "ascii": {ASCII: true}}
	for _, table := range tables(t, customers(t, 120)) {
		for _, v := range []struct {
			lang  questionnaire.Lang
			look  string
			width int
		}{{"zh", "unicode", 60}, {"zh", "unicode", 80}, {"zh", "unicode", 120}, {"en", "ascii", 80}, {"zh", "ascii", 60}} {
			s := style(v.lang, looks[v.look], builtin.Customer())
			uitest.Golden(t, fmt.Sprintf("%s_%s_%s_%d", table.name, v.lang, v.look, v.width), drawn(s, table.lay(s), v.width))
		}
	}
}

// No line is wider than the window, whatever the window, and the ASCII set
// draws only signs of one certain cell.
func TestNoLineIsWiderThanTheWindow(t *testing.T) {
	for _, table := range tables(t, customers(t, 60)) {
		for width := 40; width <= 140; width += 3 {
			for _, l := range []questionnaire.Lang{"zh", "en"} {
				s := style(l, theme.Look{ASCII: width%2 == 0, Colour: width%3 == 0}, builtin.Customer())
				for _, b := range table.lay(s) {
					for _, line := range s.Lines(b, width) {
						if ansi.StringWidth(line) > width {
							t.Fatalf("%s in %d cells: %d: %q", table.name, width, ansi.StringWidth(line), uitest.Plain(line))
						}
					}
				}
			}
		}
	}
}
