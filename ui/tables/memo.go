package tables

import (
	"tingfang/ui/lang"
	"tingfang/ui/report"
	"tingfang/ui/theme"
)

// memo keeps a page laid out between two keys: a wide table costs more to lay
// out than to show. It holds nothing that cannot be made anew.
type memo struct {
	of            *outcome
	theme         *theme.Theme
	texts         *lang.Texts
	width, height int

	parts  []part
	sheets []report.Sheet // of each part's grid
	stops  []stop
	tests  []string // of a crosstab, in words
}

// laidOut is what was counted last, laid out.
func (s *Screen) laidOut() *memo {
	m := &s.memo
	if m.of != s.have || m.theme != s.env.Theme || m.texts != s.env.Texts || m.width != s.width || m.height != s.height {
		*m = memo{of: s.have, theme: s.env.Theme, texts: s.env.Texts, width: s.width, height: s.height, parts: s.parts()}
		for _, p := range m.parts {
			m.sheets = append(m.sheets, s.style().Sheet(p.block.Grid, s.tableWidth()))
		}
		m.stops = stops(m.parts, m.sheets)
		if s.have != nil && s.have.page == crosstab && s.have.bad == nil {
			m.tests = s.tests()
		}
	}
	return m
}
