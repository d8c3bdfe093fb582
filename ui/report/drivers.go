package report

import (
	"fmt"
	"math"
	"strconv"

	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

// Drivers lays out the importance of items for an outcome.
func (s Style) Drivers(d summary.Drivers) Block {
	t := s.Texts.Report
	b := Block{Title: fmt.Sprintf(t.DriversTitle, s.words(d.Title)), Fields: []Field{{"target", d.Target}, {"n", d.N}}}
	if d.Hidden {
		b.Notes = s.marks(false, true, false, false)
		b.Counts = []string{t.Base + " " + s.Theme.Signs.Concealed}
		return b
	}
	b.Counts = []string{t.Base + " " + base(d.N), fmt.Sprintf(t.Complete, d.N)}
	b.Grid.Heads = []Head{{Key: "title", Title: t.Item, Kind: Words}, {Key: "lmg_pct", Title: t.LMG + " %"}, {Kind: Bar}, {Key: "johnson_pct", Title: t.Johnson + " %", Drop: 2},
		{Key: "pearson", Title: t.Pearson}, {Key: "spearman", Title: t.Spearman, Drop: 4}, {Key: "beta", Title: t.Beta, Drop: 3},
		{Key: "p", Title: t.PHead, Drop: 3}, {Key: "vif", Title: t.VIF, Drop: 5}, {Key: "lost", Title: t.Lost, Drop: 1}}
	for _, it := range d.Items {
		b.Grid.Rows = append(b.Grid.Rows, Line{Cells: []Cell{text(s.words(it.Title)), s.number(it.LMGPct, 1), shared(it.LMGPct), s.number(it.JohnsonPct, 1),
			s.number(it.Pearson.R, 2), s.number(it.Spearman.R, 2), s.number(it.Beta, 2), {Text: s.brief(it.P), Value: it.P}, s.number(it.VIF, 2), count(it.Lost)}})
	}
	b.Figures = []string{fmt.Sprintf(t.R2, s.fixed(d.R2, 3), s.fixed(d.AdjustedR2, 3)), fmt.Sprintf(t.FTest, s.fixed(d.F, 2), s.chance(d.P))}
	b.Notes = append(s.notes(d.Notes), s.marks(d.N < stat.FlagBelow, false, false, false)...)
	return b
}

// Quadrant lays out importance against satisfaction: a plot, and under it the
// items with their numbers, which the plot shows where names would collide.
func (s Style) Quadrant(q summary.Quadrant) Block {
	t := s.Texts.Report
	b := Block{Title: fmt.Sprintf(t.QuadrantTitle, s.words(q.Title)), Fields: []Field{{"target", q.Target}, {"importance_by", q.Importance}}}
	b.Counts = []string{t.Importance + " = " + t.Measures[q.Importance]}
	b.Grid.Heads = []Head{{Title: "#"}, {Key: "title", Title: t.Item, Kind: Words}, {Key: "base", Title: t.Base}, {Key: "satisfaction", Title: t.Mean},
		{Key: "n", Title: t.Pairs, Drop: 1}, {Key: "importance", Title: t.Importance}, {Key: "zone", Title: t.Zone, Kind: Words}}
	small, hidden := false, false
	for i, p := range q.Points {
		cells := []Cell{{Text: strconv.Itoa(i + 1)}, text(s.words(p.Title)), based(p.Base), s.number(p.Satisfaction, 2), based(p.N),
			s.number(p.Importance, 2), text(t.Zones[p.Zone])}
		if p.Hidden {
			s.conceal(cells[2:])
		}
		small, hidden = small || !p.Hidden && smallBase(min(p.Base, p.N)), hidden || p.Hidden
		b.Grid.Rows = append(b.Grid.Rows, Line{Cells: cells})
	}
	if !math.IsNaN(q.Crossing.Satisfaction) {
		b.Plot = s.plot(q)
		b.Figures = []string{fmt.Sprintf(t.Crossing, s.fixed(q.Crossing.Satisfaction, 2), s.fixed(q.Crossing.Importance, 2))}
	}
	b.Notes = append(s.notes(q.Notes), s.marks(small, hidden, false, false)...)
	return b
}

func (s Style) plot(q summary.Quadrant) *Plot {
	t := s.Texts.Report
	p := &Plot{X: t.Satisfaction, Y: t.Importance, CrossX: q.Crossing.Satisfaction, CrossY: q.Crossing.Importance,
		Zones: [4]string{t.Zones[stat.Concentrate], t.Zones[stat.KeepUp], t.Zones[stat.LowPriority], t.Zones[stat.Overkill]}}
	for _, at := range q.Points {
		p.Points = append(p.Points, Point{X: at.Satisfaction, Y: at.Importance, Name: s.words(at.Title)})
	}
	return p
}
