package report

import (
	"math"
	"strings"

	"tingfang/questionnaire/summary"
)

// Matrix lays out all scale items: a block a scale, a row an item, a column an
// answer under its code.
func (s Style) Matrix(m summary.Matrix) []Block {
	var out []Block
	for i, k := range m.Scales {
		b := s.scale(k)
		if i == 0 {
			b.Title = s.Texts.Report.MatrixTitle + "  " + s.Theme.Signs.Between + "  " + b.Title
		}
		if i == len(m.Scales)-1 {
			b.Notes = append(b.Notes, append(s.notes(m.Notes), s.Texts.Report.Rounding)...)
		}
		out = append(out, b)
	}
	return out
}

func (s Style) scaleName(scale string) string {
	if said := s.Texts.Report.Scales[scale]; said != "" {
		return said
	}
	return scale
}

func (s Style) scale(k summary.MatrixScale) Block {
	t, w := s.Texts.Report, s.boxes(k.Scale)
	b := Block{Title: s.scaleName(k.Scale), Fields: []Field{{"scale", k.Scale}}}
	g := Grid{Heads: []Head{{Key: "title", Title: t.Item, Kind: Words}, {Key: "base", Title: t.Base}}}
	var legend []string
	for _, a := range k.Answers {
		g.Heads = append(g.Heads, Head{Key: "pct_" + a.Code, Title: a.Code})
		if label := s.words(a.Label); label != a.Code {
			legend = append(legend, a.Code+" "+label)
		}
	}
	b.Counts = legend
	boxed := len(k.Items) > 0 && !math.IsNaN(k.Top2)
	if boxed {
		g.Heads = append(g.Heads, Head{Kind: Stacks, Drop: 3}, Head{Key: "bottom2", Title: w[2], Drop: 4}, Head{Key: "top2", Title: w[0], Drop: 1},
			Head{Title: t.Interval, Drop: 5})
	}
	g.Heads = append(g.Heads, Head{Key: "mean", Title: t.Mean})
	small, hidden := false, false
	for _, it := range k.Items {
		g.Rows = append(g.Rows, Line{Cells: s.matrixRow(it, boxed)})
		small, hidden = small || it.Base < 30 && !it.Hidden, hidden || it.Hidden
	}
	if len(k.Items) > 1 {
		g.Rows = append(g.Rows, s.average(k, boxed))
	}
	b.Grid = g
	b.Notes = s.marks(small, hidden, false, false)
	for _, it := range k.Items {
		for _, n := range it.Notes {
			if n.Kind == summary.NoteChanged || n.Kind == summary.NoteReversed || n.Kind == summary.NoteWording {
				b.Notes = append(b.Notes, s.words(it.Title)+": "+s.Note(n))
			}
		}
	}
	return b
}

func (s Style) matrixRow(it summary.Item, boxed bool) []Cell {
	st := it.Stats
	title := s.words(it.Title)
	if name, version, old := strings.Cut(it.Item, "@"); old && name != "" {
		title += " @" + version
	}
	cells := []Cell{text(title), based(it.Base)}
	for _, r := range it.Rows {
		cells = append(cells, s.whole(r.Pct))
	}
	if boxed {
		cells = append(cells, Cell{Parts: [3]float64{st.Bottom2, st.Mid, st.Top2}}, s.share(st.Bottom2), s.share(st.Top2), s.interval(st.Top2Low, st.Top2High, 1))
	}
	cells = append(cells, s.number(st.Mean, 2))
	if it.Hidden {
		s.conceal(cells[1:])
	}
	return cells
}

// average is the row of plain means of the items.
func (s Style) average(k summary.MatrixScale, boxed bool) Line {
	cells := []Cell{{Text: s.Texts.Report.ScaleAverage, Value: s.Texts.Report.ScaleAverage, Tone: Quiet}, {}}
	for range k.Answers {
		cells = append(cells, Cell{})
	}
	if boxed {
		cells = append(cells, Cell{Parts: [3]float64{k.Bottom2, 100 - k.Bottom2 - k.Top2, k.Top2}}, s.share(k.Bottom2), s.share(k.Top2), Cell{})
	}
	return Line{Cells: append(cells, s.number(k.Mean, 2))}
}
