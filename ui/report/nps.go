package report

import (
	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

// NPS lays out a net promoter score, alone and by groups.
func (s Style) NPS(n summary.NPS) Block {
	t := s.Texts.Report
	it := summary.Item{Item: n.Item, Title: n.Title, By: n.By, ByTitle: n.ByTitle, Asked: n.Asked, Base: n.Total.N, Missing: n.Missing, Hidden: n.Hidden}
	b := Block{Title: t.NPSTitle + "  " + s.Theme.Signs.Between + "  " + s.title(it), About: s.question(it), Counts: s.counts(it), Fields: []Field{{"item", n.Item}}}
	first := t.Item
	if n.By != "" {
		first = s.byTitle(n.By, s.words(n.ByTitle))
	}
	b.Grid.Heads = []Head{{Key: "label", Title: first, Kind: Words}, {Key: "n", Title: t.Base}, {Kind: Stacks, Drop: 3}, {Key: "detractors", Title: t.Detractors, Drop: 2},
		{Key: "passives", Title: t.Passives, Drop: 2}, {Key: "promoters", Title: t.Promoters, Drop: 2}, {Key: "nps", Title: t.NPS}, {Title: t.Interval, Drop: 1}}
	b.Grid.Rows = append(b.Grid.Rows, s.npsRow(t.Total, n.Total, n.Hidden))
	small, hidden := n.Total.N < stat.FlagBelow && !n.Hidden, n.Hidden
	for _, g := range n.Groups {
		b.Grid.Rows = append(b.Grid.Rows, s.npsRow(s.words(g.Label), g.NetPromoter, g.Hidden))
		small, hidden = small || g.Small && !g.Hidden, hidden || g.Hidden
	}
	b.Notes = append(s.notes(n.Notes), s.marks(small, hidden, false, false, t.Rounding)...)
	return b
}

func (s Style) npsRow(name string, n stat.NetPromoter, hidden bool) Line {
	cells := []Cell{text(name), based(n.N), {Parts: [3]float64{n.Detractors, n.Passives, n.Promoters}}, s.share(n.Detractors), s.share(n.Passives),
		s.share(n.Promoters), {Text: s.signed(n.Score, 1), Value: n.Score}, s.interval(n.Interval.Low, n.Interval.High, 1)}
	if hidden {
		s.conceal(cells[1:])
	}
	return Line{Cells: cells}
}

func (s Style) named(code string, label questionnaire.Text) string {
	if said := s.words(label); said != "" {
		return said
	}
	return code
}
