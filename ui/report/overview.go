package report

import (
	"fmt"
	"math"
	"time"

	"tingfang/questionnaire/summary"
)

// Overview lays out a selection at a glance: the headline figures, then where
// and by whom the interviews were held.
func (s Style) Overview(v summary.Overview) []Block {
	t := s.Texts.Report
	b := Block{Title: t.OverviewTitle, Counts: []string{fmt.Sprintf(t.Interviews, v.Cases)}}
	if v.Cases > 0 {
		day := func(d int32) string { return summary.Date(d).Format(time.DateOnly) }
		b.Counts = append(b.Counts, fmt.Sprintf(t.Days, day(v.First), day(v.Last)))
	}
	halls, people := s.counted(t.Halls, v.Halls), s.counted(t.People, v.Persons)
	if len(v.Headlines) == 0 { // a form without scales, such as a guide
		b.Notes = s.notes(v.Notes)
		return []Block{b, halls, people}
	}
	b.Grid.Heads = []Head{{Key: "title", Title: t.Headlines, Kind: Words}, {Key: "figure", Title: t.Value, Kind: Words}, {Key: "base", Title: t.Base}, {Key: "value", Title: ""},
		{Title: t.Interval, Drop: 2}, {Title: t.Trend, Kind: Words, Drop: 1}, {Key: "change", Title: t.LastWave}}
	small, hidden := false, false
	for _, h := range v.Headlines {
		b.Grid.Rows = append(b.Grid.Rows, Line{Cells: s.headline(h)})
		small, hidden = small || h.Small && !h.Hidden, hidden || h.Hidden
	}
	b.Notes = append(s.notes(v.Notes), s.marks(small, hidden, false, false, fmt.Sprintf(t.WaveMark, s.Theme.Signs.Rise, s.Theme.Signs.Fall))...)
	return []Block{b, halls, people}
}

func (s Style) headline(h summary.Headline) []Cell {
	t := s.Texts.Report
	figure, value := s.boxes(h.Scale)[0], s.share(h.Value)
	switch h.Figure {
	case summary.FigureFocus:
		figure = fmt.Sprintf(t.FocusOf, s.words(h.Answer))
	case summary.FigureNPS:
		figure, value = t.NPS, Cell{Text: s.signed(h.Value, 1), Value: h.Value}
	}
	course := make([]float64, len(h.Waves))
	for i, w := range h.Waves {
		course[i] = w.Value
	}
	change := Cell{Text: s.signed(h.Change.Diff, 1), Mark: s.moved(h.Change), Value: h.Change.Diff}
	if h.Blocked {
		change = Cell{Text: t.NoStep, Value: math.NaN(), Tone: Quiet}
	}
	cells := []Cell{text(s.words(h.Title)), text(figure), based(h.Base), marked(value, h.Base), s.interval(h.Low, h.High, 1), {Text: s.spark(course)}, change}
	if h.Hidden {
		s.conceal(cells[2:])
	}
	return cells
}

// counted lays out how many interviews each hall or interviewer has.
func (s Style) counted(title string, counts []summary.Count) Block {
	t := s.Texts.Report
	b := Block{Title: title}
	b.Grid.Heads = []Head{{Key: "label", Title: title, Kind: Words}, {Key: "n", Title: t.N}, {Kind: Bar}, {Key: "pct", Title: t.Pct}}
	for _, c := range counts {
		cells := []Cell{text(s.named(c.Code, c.Label)), count(c.N), shared(c.Pct), s.share(c.Pct)}
		if c.Hidden {
			s.conceal(cells[1:])
		}
		b.Grid.Rows = append(b.Grid.Rows, Line{Cells: cells})
	}
	return b
}
