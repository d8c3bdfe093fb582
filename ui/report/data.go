package report

import (
	"fmt"
	"math"

	"tingfang/questionnaire/summary"
)

// data are the rows of an item as CSV has them: the same columns for every
// item, answers first, then the figures of the whole.
func (s Style) data(it summary.Item) *Grid {
	g := &Grid{}
	for _, key := range []string{"row", "code", "label", "n", "pct", "low", "high", "cum", "pct_responses", "value"} {
		g.Heads = append(g.Heads, Head{Key: key})
	}
	for _, k := range it.Columns {
		for _, key := range []string{"base_", "n_", "pct_", "residual_", "letters_", "value_"} {
			g.Heads = append(g.Heads, Head{Key: key + k.Code})
		}
	}
	for r, row := range it.Rows {
		g.Rows = append(g.Rows, Line{Cells: s.dataRow(it, r, row)})
	}
	s.dataStats(g, it)
	return g
}

// plain is a cell with a value and nothing to show.
func plain(v any) Cell { return Cell{Value: v} }

// known is a count, blank where it is not published.
func known(n int, hidden bool) Cell {
	if hidden {
		return plain(math.NaN())
	}
	return plain(n)
}

func (s Style) dataRow(it summary.Item, r int, row summary.Row) []Cell {
	code, label := plain(row.Code), plain(s.words(row.Label))
	if it.Kind == "range" { // its answers are numbers, which take no guard
		code, label = plain(row.Value), plain(row.Value)
	}
	cells := []Cell{plain("answer"), code, label, known(row.N, it.Hidden), plain(row.Pct), plain(row.Low), plain(row.High), plain(row.Cum),
		plain(row.PctResponses), plain(row.Value)}
	for i, k := range it.Columns {
		c, hidden := row.Cells[i], k.Hidden || row.Cells[i].Hidden
		if hidden {
			c = summary.Cell{Pct: math.NaN(), Residual: math.NaN()}
		}
		cells = append(cells, known(k.Base, k.Hidden), known(c.N, hidden), plain(c.Pct), plain(c.Residual), plain(c.Letters), plain(math.NaN()))
	}
	return cells
}

// dataStats adds the figures that are defined.
func (s Style) dataStats(g *Grid, it summary.Item) {
	t, w, nan := s.Texts.Report, s.boxes(it.Scale), math.NaN()
	add := func(code, label string, share bool, figure func(summary.Stats) (value, low, high float64)) {
		value, low, high := figure(it.Stats)
		if math.IsNaN(value) {
			return
		}
		n := it.Base
		pct := value
		if share {
			value = nan
		} else {
			n, pct = it.Stats.N, nan
		}
		cells := []Cell{plain("figure"), plain(code), plain(label), known(n, it.Hidden), plain(pct), plain(low), plain(high), plain(nan), plain(nan), plain(value)}
		for _, k := range it.Columns {
			v, _, _ := figure(k.Stats)
			share1, value1, letters := v, nan, ""
			if !share {
				share1, value1 = nan, v
			}
			if code == "mean" {
				letters = k.Letters
			}
			cells = append(cells, known(k.Base, k.Hidden), plain(nan), plain(share1), plain(nan), plain(letters), plain(value1))
		}
		g.Rows = append(g.Rows, Line{Cells: cells})
	}
	add("mean", t.Mean, false, func(st summary.Stats) (float64, float64, float64) { return st.Mean, st.MeanLow, st.MeanHigh })
	add("sd", t.SD, false, func(st summary.Stats) (float64, float64, float64) { return st.SD, nan, nan })
	add("se", t.SE, false, func(st summary.Stats) (float64, float64, float64) { return st.SE, nan, nan })
	add("median", t.Median, false, func(st summary.Stats) (float64, float64, float64) { return st.Median, nan, nan })
	add("top2", w[0], true, func(st summary.Stats) (float64, float64, float64) { return st.Top2, st.Top2Low, st.Top2High })
	add("bottom2", w[2], true, func(st summary.Stats) (float64, float64, float64) { return st.Bottom2, st.Bottom2Low, st.Bottom2High })
	add("focus", fmt.Sprintf(t.FocusOf, focusLabel(s, it)), true, func(st summary.Stats) (float64, float64, float64) { return st.Focus, st.FocusLow, st.FocusHigh })
	add("net", t.Net, true, func(st summary.Stats) (float64, float64, float64) { return st.Net, nan, nan })
}
