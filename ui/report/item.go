package report

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"sync"

	"tingfang/questionnaire/summary"
)

// Item lays out the table of an item, alone or by the groups of a break.
func (s Style) Item(it summary.Item) Block {
	b := Block{Title: s.title(it), About: s.question(it), Counts: s.counts(it), Fields: s.fields(it)}
	if it.By != "" {
		b.Grid = s.byGroups(it)
	} else {
		b.Grid = s.answers(it)
		if !math.IsNaN(it.Stats.Top2) {
			b.Stack = s.stack(it.Scale, it.Stats)
		}
	}
	b.Figures = append(s.figures(it.Scale, it.Stats, focusLabel(s, it)), s.tests(it)...)
	b.Notes = s.itemNotes(it)
	b.Data = s.data(it)
	return b
}

func (s Style) title(it summary.Item) string {
	t := s.words(it.Title)
	if it.No > 0 {
		t = strconv.Itoa(it.No) + "  " + t
	}
	if it.By != "" {
		t += "  " + s.Theme.Signs.Between + "  " + s.byTitle(it.By, s.words(it.ByTitle))
	}
	return t
}

// byTitle is the name of a break.
func (s Style) byTitle(by, title string) string {
	if title != "" {
		return title
	}
	if said := s.Texts.Report.Breaks[by]; said != "" {
		return said
	}
	return by
}

// reference is a value piped into a question, which a table has none for.
var reference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\$\{[^}]*\}`) })

// question is the wording of an item, where it is not the title itself.
func (s Style) question(it summary.Item) []string {
	if s.Form == nil {
		return nil
	}
	q := s.Form.Question(it.Item)
	if q == nil || q.Short.Empty() || q.Label.In(s.Lang) == q.Short.In(s.Lang) {
		return nil
	}
	return []string{reference().ReplaceAllString(q.Label.In(s.Lang), s.Theme.Signs.Ellipsis)}
}

// counts are the base and what it leaves out.
func (s Style) counts(it summary.Item) []string {
	t := s.Texts.Report
	if it.Hidden {
		return []string{t.Base + " " + s.Theme.Signs.Concealed}
	}
	m := it.Missing
	out := []string{t.Base + " " + base(it.Base), t.Asked + " " + strconv.Itoa(it.Asked)}
	for i, n := range [...]int{m.DontKnow, m.Refused, m.NotApplicable, m.Open, m.NotAsked} {
		name := [...]string{t.DontKnow, t.Refused, t.NotApplicable, t.Open, t.NotAsked}[i]
		out = append(out, fmt.Sprintf("%s %d", name, n))
	}
	return out
}

func (s Style) fields(it summary.Item) []Field {
	m := it.Missing
	out := []Field{{"item", it.Item}, {"title", s.words(it.Title)}, {"kind", it.Kind}}
	for i, n := range [...]int{it.Asked, it.Base, m.Open, m.DontKnow, m.Refused, m.NotApplicable, m.NotAsked} {
		key := [...]string{"asked", "base", "open", "dont_know", "refused", "not_applicable", "not_asked"}[i]
		f := Field{key, n}
		if it.Hidden {
			f.Value = math.NaN()
		}
		out = append(out, f)
	}
	return out
}

// answers are the rows of an item alone.
func (s Style) answers(it summary.Item) Grid {
	t := s.Texts.Report
	g := Grid{Heads: []Head{{Key: "label", Title: t.Answer, Kind: Words}, {Key: "n", Title: t.N}, {Kind: Bar}, {Key: "pct", Title: t.Pct},
		{Title: t.Interval, Drop: 1}}}
	cumulative, mentions := ordered(it), it.Kind == "select_multiple"
	if cumulative {
		g.Heads = append(g.Heads, Head{Key: "cum", Title: t.Cum, Drop: 2})
	}
	if mentions {
		g.Heads = append(g.Heads, Head{Key: "pct_responses", Title: t.Responses, Drop: 2})
	}
	for _, r := range it.Rows {
		cells := []Cell{{Text: s.words(r.Label), Value: s.words(r.Label)}, count(r.N), shared(r.Pct), marked(s.share(r.Pct), it.Base), s.interval(r.Low, r.High, 1)}
		if cumulative {
			cells = append(cells, s.share(r.Cum))
		}
		if mentions {
			cells = append(cells, s.share(r.PctResponses))
		}
		if it.Hidden {
			s.conceal(cells[1:])
		}
		g.Rows = append(g.Rows, Line{Key: r.Code, Cells: cells})
	}
	return g
}

// conceal replaces figures by the sign that they are not published.
func (s Style) conceal(cells []Cell) {
	for i := range cells {
		if cells[i].Text != "" {
			cells[i] = s.concealed()
		}
	}
}

// ordered reports that the rows add up.
func ordered(it summary.Item) bool {
	if it.Kind == "range" {
		return true
	}
	return it.Kind == "select_one" && it.Scale != "" && it.Scale != "nominal"
}

func (s Style) boxes(scale string) [3]string {
	boxes := s.Texts.Report.Boxes
	if words, ok := boxes[scale]; ok {
		return words
	}
	return boxes[""]
}

func (s Style) stack(scale string, st summary.Stats) *Stack {
	w := s.boxes(scale)
	return &Stack{Parts: [3]float64{st.Bottom2, st.Mid, st.Top2},
		Words: [3]string{w[2] + " " + s.percent(st.Bottom2), w[1] + " " + s.percent(st.Mid), w[0] + " " + s.percent(st.Top2)}}
}

func focusLabel(s Style, it summary.Item) string {
	for _, r := range it.Rows {
		if r.Box == "focus" {
			return s.words(r.Label)
		}
	}
	return ""
}

// figures are the figures of an item, each with its interval.
func (s Style) figures(scale string, st summary.Stats, focus string) []string {
	t := s.Texts.Report
	var out []string
	if !math.IsNaN(st.Mean) {
		out = append(out, fmt.Sprintf("%s %s (%s)", t.Mean, s.fixed(st.Mean, 2), s.between(st.MeanLow, st.MeanHigh, 2)), t.SD+" "+s.fixed(st.SD, 2),
			t.SE+" "+s.fixed(st.SE, 3), t.Median+" "+s.fixed(st.Median, 1))
	}
	if w := s.boxes(scale); !math.IsNaN(st.Top2) {
		out = append(out, fmt.Sprintf("%s %s (%s)", w[0], s.percent(st.Top2), s.between(st.Top2Low, st.Top2High, 1)),
			fmt.Sprintf("%s %s (%s)", w[2], s.percent(st.Bottom2), s.between(st.Bottom2Low, st.Bottom2High, 1)), t.Net+" "+s.signed(st.Net, 1))
	}
	if !math.IsNaN(st.Focus) {
		out = append(out, fmt.Sprintf(t.FocusOf+" %s (%s)", focus, s.percent(st.Focus), s.between(st.FocusLow, st.FocusHigh, 1)))
	}
	if !math.IsNaN(st.T) {
		out = append(out, fmt.Sprintf(t.GapTest, s.fixed(st.T, 2), s.fixed(st.DF, 0), s.chance(st.P)))
	}
	return out
}
