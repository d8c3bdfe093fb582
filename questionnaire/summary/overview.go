package summary

import (
	"slices"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// Overview is a selection at a glance: how many, where, who, and the headline
// shares.
type Overview struct {
	Cases       int
	First, Last int32 // first and last start date, days since 1970-01-01; 0 of no case
	Halls       []Count
	Persons     []Count
	Headlines   []Headline // the numbered items with boxes and those on nps11, in form order
	Notes       []Note
}

// Count is how many interviews a hall or an interviewer has; Pct is of all.
type Count struct {
	Code   string
	Label  questionnaire.Text
	N      int
	Pct    float64
	Hidden bool // taken out, too small to publish
}

// The figures of headlines.
const (
	FigureTop   = "top2"  // share of the top boxes
	FigureFocus = "focus" // share of the answer of interest, labelled Answer
	FigureNPS   = "nps"   // net promoter score
)

// Headline is the one figure of an item. Value, Low and High are shares or points
// over the whole selection; Waves has it wave by wave.
type Headline struct {
	Item, Scale, Figure string
	Title, Answer       questionnaire.Text
	Base                int
	Value, Low, High    float64
	Waves               []WaveValue
	Change              Change // from the last wave but one with cases to the last; NaN where there is none
	From, To            string // these two waves; "" = none
	Blocked             bool   // the wording or the scale changed between them
	Small, Hidden       bool
}

// WaveValue is the figure in one wave.
type WaveValue struct {
	Wave   string
	Base   int
	Value  float64
	Hidden bool
}

// Overview gives the overview of a selection; o.Waves are those to compare.
func (c *Columns) Overview(s *Selection, o Options) Overview {
	v := Overview{Cases: s.Count()}
	v.First, v.Last = s.days()
	v.Halls = s.counts(len(c.halls.codes), func(b *block, at int) int { return int(b.halls[at]) - 1 }, c.halls.label, o.Public)
	v.Persons = s.counts(len(c.persons.codes), func(b *block, at int) int { return int(b.people[at]) - 1 }, c.persons.label, o.Public)
	waves := slices.Clone(o.Waves)
	slices.SortStableFunc(waves, func(a, b Wave) int { return int(a.From) - int(b.From) })
	groups, overlap, err := s.groups("wave", waves)
	if err != nil {
		groups = nil // no waves, or more than stand side by side
	}
	groups = slices.DeleteFunc(groups, func(g group) bool { return g.sel.Count() == 0 })
	for i := range c.form.Questions {
		col := c.find(c.form.Questions[i].Name)
		if col == nil || col.q != &c.form.Questions[i] {
			continue
		}
		if figure := col.figure(); figure != "" {
			v.Headlines = append(v.Headlines, s.headline(col, figure, groups, overlap, o.Public))
		}
	}
	if c.form.Mode == questionnaire.Survey {
		v.Notes = append(v.Notes, Note{Kind: NoteIntercept})
	}
	return v
}

// figure is what a column has for a headline; "" = nothing.
func (col *column) figure() string {
	if _, err := col.nps(tally{answers: make([]int, len(col.codes))}); err == nil {
		return FigureNPS
	}
	switch {
	case col.q.No == 0 || col.item.Multiple:
		return ""
	case col.boxed(stat.Top):
		return FigureTop
	case col.boxed(stat.Focus):
		return FigureFocus
	}
	return ""
}

// headline is the figure of a column, over all and by wave.
func (s *Selection) headline(col *column, figure string, waves []group, overlap, public bool) Headline {
	h := Headline{Item: col.name, Scale: col.q.Scale, Figure: figure, Title: titleOf(col.q)}
	if figure == FigureFocus {
		h.Answer = col.labels[slices.Index(col.boxes, stat.Focus)]
	}
	t := s.count(col)
	h.Base = t.given
	h.Value, h.Low, h.High = col.value(t, figure)
	h.Small = h.Base < stat.FlagBelow
	for _, g := range waves {
		t := g.sel.count(col)
		value, _, _ := col.value(t, figure)
		h.Waves = append(h.Waves, WaveValue{Wave: g.code, Base: t.given, Value: value})
	}
	h.Change = noStep(Step{}, 0).Mean
	if n := len(waves); n > 1 {
		step := stepOf(col, waves[n-2], waves[n-1], overlap)
		h.From, h.To, h.Blocked = step.From, step.To, step.Blocked
		h.Change = map[string]Change{FigureNPS: step.NPS, FigureTop: step.Top2, FigureFocus: step.Focus}[figure]
	}
	if public {
		h.publish()
	}
	return h
}

func (col *column) value(t tally, figure string) (value, low, high float64) {
	st := statsOf(col, t)
	switch figure {
	case FigureTop:
		return st.Top2, st.Top2Low, st.Top2High
	case FigureFocus:
		return st.Focus, st.FocusLow, st.FocusHigh
	}
	score, _ := col.nps(t) // figure has asked for its scale
	return score.Score, score.Interval.Low, score.Interval.High
}

func (h *Headline) publish() {
	nan := noStats().Mean
	bases := make([]int, len(h.Waves))
	for i, w := range h.Waves {
		bases[i] = w.Base
	}
	if h.Hidden = stat.VisibilityOf(h.Base) == stat.Suppressed; h.Hidden {
		h.Base, h.Value, h.Low, h.High = 0, nan, nan, nan
	}
	for i, hidden := range stat.SuppressLine(bases) {
		if hidden || h.Hidden {
			h.Waves[i] = WaveValue{Wave: h.Waves[i].Wave, Value: nan, Hidden: true}
		}
	}
	if n := len(h.Waves); n > 1 && (h.Waves[n-1].Hidden || h.Waves[n-2].Hidden) {
		h.Change = Change{Diff: nan, Low: nan, High: nan, P: nan}
	}
}

// days are the first and the last day of a selection.
func (s *Selection) days() (first, last int32) {
	for b, at := range s.cases() {
		day := int32(b.days[at])
		if first == 0 || day < first {
			first = day
		}
		last = max(last, day)
	}
	return first, last
}

// counts counts the interviews by a number below n, −1 for none; those without
// an interview are left out.
func (s *Selection) counts(n int, number func(b *block, at int) int, label func(int) (string, questionnaire.Text), public bool) []Count {
	ns, all := make([]int, n), 0
	for b, at := range s.cases() {
		if g := number(b, at); g >= 0 {
			ns[g]++
		}
		all++
	}
	var out []Count
	var bases []int
	for g, count := range ns {
		if count > 0 {
			code, text := label(g)
			out, bases = append(out, Count{Code: code, Label: text, N: count, Pct: stat.Percent(count, all)}), append(bases, count)
		}
	}
	if public {
		for i, hidden := range suppressed(all, bases) {
			if hidden {
				out[i] = Count{Code: out[i].Code, Label: out[i].Label, Pct: noStats().Mean, Hidden: true}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Count) int { return compareCodes(a.Code, b.Code) })
	return out
}
