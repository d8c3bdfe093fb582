package report

import (
	"fmt"
	"math"

	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

// Waves lays out an item wave by wave, with a small line of its course and a
// sign where it moved.
func (s Style) Waves(w summary.WaveTable) Block {
	t := s.Texts.Report
	it := w.Item
	it.By = ""
	b := Block{Title: fmt.Sprintf(t.WavesTitle, s.title(it)), About: s.question(it), Counts: s.counts(it), Fields: s.fields(it)}
	b.Grid.Heads = []Head{{Key: "label", Title: t.Answer, Kind: Words}, {Title: t.Trend, Kind: Words}}
	for _, k := range w.Columns {
		b.Grid.Heads = append(b.Grid.Heads, Head{Key: "pct_" + k.Code, Title: s.words(k.Label), Below: s.baseOf(k.Base, k.Hidden)})
	}
	row := func(name string, figure func(i int) Cell, change func(summary.Step) summary.Change) {
		b.Grid.Rows = append(b.Grid.Rows, s.waveRow(w, name, figure, change))
	}
	for r, answer := range w.Rows {
		row(s.words(answer.Label), func(i int) Cell { return s.share(answer.Cells[i].Pct) }, func(st summary.Step) summary.Change { return st.Rows[r] })
	}
	boxes := s.boxes(w.Scale)
	if !math.IsNaN(w.Stats.Top2) {
		row(boxes[0], func(i int) Cell { return s.share(w.Columns[i].Stats.Top2) }, func(st summary.Step) summary.Change { return st.Top2 })
		row(boxes[2], func(i int) Cell { return s.share(w.Columns[i].Stats.Bottom2) }, func(st summary.Step) summary.Change { return st.Bottom2 })
	}
	if w.Scale == "nps11" {
		row(t.NPS, func(i int) Cell {
			st := w.Columns[i].Stats
			return Cell{Text: s.signed(st.Net, 1), Value: st.Net}
		}, func(st summary.Step) summary.Change { return st.NPS })
	}
	if !math.IsNaN(w.Stats.Mean) {
		row(t.Mean, func(i int) Cell { return s.number(w.Columns[i].Stats.Mean, 2) }, func(st summary.Step) summary.Change { return st.Mean })
	}
	b.Figures = s.steps(w, boxes[0])
	b.Notes = append(s.itemNotes(it), fmt.Sprintf(t.WaveMark, s.Theme.Signs.Rise, s.Theme.Signs.Fall))
	return b
}

func (s Style) waveRow(w summary.WaveTable, name string, figure func(i int) Cell, change func(summary.Step) summary.Change) Line {
	cells, course := []Cell{text(name), {}}, make([]float64, len(w.Columns))
	for i, k := range w.Columns {
		c := figure(i)
		if course[i] = c.Value.(float64); k.Hidden {
			c, course[i] = s.concealed(), math.NaN()
		} else {
			c = marked(c, k.Base)
		}
		if i > 0 {
			c.Mark += s.moved(change(w.Steps[i-1]))
		}
		cells = append(cells, c)
	}
	cells[1].Text = s.spark(course)
	return Line{Cells: cells}
}

// moved is the sign of a change that may be marked.
func (s Style) moved(c summary.Change) string {
	switch c.Mark {
	case 1:
		return s.Theme.Signs.Rise
	case -1:
		return s.Theme.Signs.Fall
	}
	return ""
}

// steps say what changed from each wave to the next.
func (s Style) steps(w summary.WaveTable, top string) []string {
	t := s.Texts.Report
	var out []string
	for i, st := range w.Steps {
		if st.Blocked {
			out = append(out, fmt.Sprintf(t.Blocked, st.From, st.To))
			continue
		}
		name, c, unit, digits := top, st.Top2, " ", 1
		switch {
		case w.Scale == "nps11":
			name, c = t.NPS, st.NPS
		case math.IsNaN(c.Diff) && !math.IsNaN(st.Focus.Diff):
			name, c = fmt.Sprintf(t.FocusOf, focusLabel(s, w.Item)), st.Focus
		case math.IsNaN(c.Diff) && !math.IsNaN(st.Mean.Diff):
			name, c, digits = t.Mean, st.Mean, 2
		}
		if math.IsNaN(c.Diff) || w.Columns[i].Hidden || w.Columns[i+1].Hidden {
			continue
		}
		said := fmt.Sprintf("%s %s %s: %s%s%s (%s), %s", st.From, s.Theme.Signs.Right, st.To, name, unit, s.signed(c.Diff, digits), s.between(c.Low, c.High, digits), s.chance(c.P))
		if !math.IsNaN(st.RanksP) && !math.IsNaN(st.Mean.P) {
			said += fmt.Sprintf("; %s %s, %s; %s %s", t.Mean, s.signed(st.Mean.Diff, 2), s.chance(st.Mean.P), t.MannWhitney, s.chance(st.RanksP))
		}
		out = append(out, said)
	}
	return out
}

// smallBase reports a base that is shown with a mark.
func smallBase(n int) bool { return n < stat.FlagBelow }
