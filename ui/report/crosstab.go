package report

import (
	"fmt"
	"math"

	"tingfang/questionnaire/summary"
)

// notable is the adjusted residual from which a cell is marked.
const notable = 1.959964

// byGroups are the rows of an item side by side in groups: the share, the
// letters of the columns it exceeds, and a sign where it stands out.
func (s Style) byGroups(it summary.Item) Grid {
	t := s.Texts.Report
	g := Grid{Heads: []Head{{Key: "label", Title: t.Answer, Kind: Words}, {Key: "pct", Title: t.Total, Below: s.baseOf(it.Base, it.Hidden)}}}
	for _, k := range it.Columns {
		g.Heads = append(g.Heads, Head{Key: "pct_" + k.Code, Title: k.Letter + " " + s.words(k.Label), Below: s.baseOf(k.Base, k.Hidden)})
	}
	for _, r := range it.Rows {
		cells := []Cell{{Text: s.words(r.Label), Value: s.words(r.Label)}, s.share(r.Pct)}
		if it.Hidden {
			cells[1] = s.concealed()
		}
		for i, c := range r.Cells {
			cells = append(cells, s.groupCell(c, it.Columns[i]))
		}
		g.Rows = append(g.Rows, Line{Key: r.Code, Cells: cells})
	}
	return s.groupFigures(g, it)
}

func (s Style) baseOf(n int, hidden bool) string {
	if hidden {
		return "n=" + s.Theme.Signs.Concealed
	}
	return "n=" + base(n)
}

func (s Style) groupCell(c summary.Cell, k summary.Column) Cell {
	if c.Hidden || k.Hidden {
		return s.concealed()
	}
	out := marked(s.share(c.Pct), k.Base)
	switch {
	case c.Residual >= notable:
		out.Mark, out.Tone = out.Mark+"+", Good
	case c.Residual <= -notable:
		out.Mark, out.Tone = out.Mark+s.Theme.Signs.Minus, Bad
	}
	if c.Letters != "" {
		out.Mark += " " + c.Letters
	}
	return out
}

// groupFigures adds means and box shares of the groups under the answers.
func (s Style) groupFigures(g Grid, it summary.Item) Grid {
	t, w := s.Texts.Report, s.boxes(it.Scale)
	row := func(name string, figure func(summary.Stats) Cell, letters bool) {
		cells := []Cell{{Text: name, Value: name, Tone: Quiet}, figure(it.Stats)}
		for _, k := range it.Columns {
			c := figure(k.Stats)
			if letters && k.Letters != "" {
				c.Mark += " " + k.Letters
			}
			if k.Hidden {
				c = s.concealed()
			}
			cells = append(cells, c)
		}
		g.Rows = append(g.Rows, Line{Cells: cells})
	}
	if !math.IsNaN(it.Stats.Mean) {
		row(t.Mean, func(st summary.Stats) Cell { return s.number(st.Mean, 2) }, true)
	}
	if !math.IsNaN(it.Stats.Top2) {
		row(w[0], func(st summary.Stats) Cell { return s.share(st.Top2) }, false)
		row(w[2], func(st summary.Stats) Cell { return s.share(st.Bottom2) }, false)
		row(t.Net, func(st summary.Stats) Cell { return Cell{Text: s.signed(st.Net, 1), Value: st.Net} }, false)
	}
	return g
}

// tests are the tests of a break in words.
func (s Style) tests(it summary.Item) []string {
	t, x := s.Texts.Report, it.Tests
	var out []string
	if it.By == "" {
		return nil
	}
	if !math.IsNaN(x.Chi2) {
		out = append(out, fmt.Sprintf(t.Chi2, s.fixed(x.Chi2, 2), s.fixed(x.DF, 0), s.chance(x.P)))
	}
	if !math.IsNaN(x.YatesP) {
		out = append(out, fmt.Sprintf(t.Yates, s.chance(x.YatesP)))
	}
	if !math.IsNaN(x.FisherP) {
		said := fmt.Sprintf(t.Fisher, s.chance(x.FisherP))
		if x.FisherSE > 0 {
			said += fmt.Sprintf(t.Simulated, s.fixed(x.FisherSE, 4))
		}
		out = append(out, said)
	}
	if !math.IsNaN(x.CramersV) {
		out = append(out, fmt.Sprintf(t.CramersV, s.fixed(x.CramersV, 3)))
	}
	if said := t.Warnings[x.Warning]; said != "" {
		out = append(out, said)
	}
	return out
}
