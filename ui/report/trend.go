package report

import (
	"fmt"
	"math"

	"tingfang/questionnaire/summary"
)

// Trend lays out the headline figures of all items wave by wave, each figure
// with its base behind it.
func (s Style) Trend(v summary.Overview) Block {
	t := s.Texts.Report
	b := Block{Title: t.Headlines}
	b.Grid.Heads = []Head{{Key: "title", Title: t.Headlines, Kind: Words}, {Title: t.Trend, Kind: Words}, {Key: "change", Title: t.LastWave}}
	if len(v.Headlines) > 0 {
		for i := len(v.Headlines[0].Waves) - 1; i >= 0; i-- {
			b.Grid.Heads = append(b.Grid.Heads, Head{Key: "wave_" + v.Headlines[0].Waves[i].Wave, Title: v.Headlines[0].Waves[i].Wave})
		}
	}
	small := false
	for _, h := range v.Headlines {
		whole := s.headline(h)
		name := s.words(h.Title)
		if h.Figure == summary.FigureFocus {
			name += " " + whole[1].Text
		}
		cells := []Cell{text(name), whole[len(whole)-2], whole[len(whole)-1]}
		for i := len(h.Waves) - 1; i >= 0; i-- {
			cells = append(cells, s.waveFigure(h, h.Waves[i]))
			small = small || smallBase(h.Waves[i].Base) && !h.Waves[i].Hidden
		}
		b.Grid.Rows = append(b.Grid.Rows, Line{Key: h.Item, Cells: cells})
	}
	b.Notes = append(s.notes(v.Notes), s.marks(small, false, false, false, fmt.Sprintf(t.WaveMark, s.Theme.Signs.Rise, s.Theme.Signs.Fall))...)
	return b
}

func (s Style) waveFigure(h summary.Headline, w summary.WaveValue) Cell {
	if w.Hidden {
		return s.concealed()
	}
	figure := s.percent(w.Value)
	if h.Figure == summary.FigureNPS && !math.IsNaN(w.Value) {
		figure = s.signed(w.Value, 1)
	}
	return Cell{Text: figure + fmt.Sprintf(" (%s)", base(w.Base)), Value: w.Value}
}
