package report

import (
	"fmt"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

// Participation lays out how approaches ended, by group where there is a
// break, and why people refused or broke off.
func (s Style) Participation(p summary.Participation) []Block {
	t := s.Texts.Report
	b := Block{Title: t.ParticipationTitle, Grid: s.endings(p.Total)}
	b.Counts = []string{t.Approaches + " " + s.approached(p.Total), t.Usable + " " + s.usable(p.Total)}
	if !p.Total.Hidden {
		b.Counts = append(b.Counts, fmt.Sprintf("%s %s (%s)", t.Rate, s.percent(p.Total.Rate), s.between(p.Total.Low, p.Total.High, 1)))
	}
	if p.Voided+p.Practice > 0 {
		b.Counts = append(b.Counts, fmt.Sprintf(t.VoidedN, p.Voided), fmt.Sprintf(t.PracticeN, p.Practice))
	}
	out := []Block{b}
	small, hidden := p.Total.Small && !p.Total.Hidden, p.Total.Hidden
	if len(p.Groups) > 0 {
		out = append(out, s.approachGroups(p))
		for _, g := range p.Groups {
			small, hidden = small || g.Small && !g.Hidden, hidden || g.Hidden
		}
	}
	out = append(out, s.reasons(t.RefusalsTitle, p.Refusals)...)
	out = append(out, s.reasons(t.BreakoffsTitle, p.Breakoffs)...)
	for _, r := range [...]summary.Reasons{p.Refusals, p.Breakoffs} {
		small = small || r.Base > 0 && smallBase(r.Base)
	}
	last := &out[len(out)-1]
	last.Notes = append(append(last.Notes, t.RateNote), append(s.notes(p.Notes), s.marks(small, hidden, false, false, s.Note(summary.Note{Kind: summary.NoteIntercept}))...)...)
	return out
}

func (s Style) approached(a summary.Approaches) string {
	if a.Hidden {
		return s.Theme.Signs.Concealed
	}
	return base(a.N)
}

func (s Style) usable(a summary.Approaches) string {
	if a.Hidden {
		return s.Theme.Signs.Concealed
	}
	return fmt.Sprint(a.Usable)
}

// endings are the rows of the whole: a disposition each that occurs.
func (s Style) endings(a summary.Approaches) Grid {
	t := s.Texts.Report
	g := Grid{Heads: []Head{{Key: "label", Title: t.EndedRow, Kind: Words}, {Key: "n", Title: t.Approaches}, {Kind: Bar}, {Key: "pct", Title: t.Pct}}}
	for i, n := range a.Ended {
		if n == 0 {
			continue
		}
		pct := stat.Percent(n, a.N)
		g.Rows = append(g.Rows, Line{Cells: []Cell{text(s.words(questionnaire.Dispositions[i].Words())), count(n), shared(pct), s.share(pct)}})
	}
	return g
}

func (s Style) approachGroups(p summary.Participation) Block {
	t := s.Texts.Report
	by := s.byTitle(p.By, "")
	b := Block{Title: t.ParticipationTitle + "  " + s.Theme.Signs.Between + "  " + by, Fields: []Field{{"by", p.By}}}
	b.Grid.Heads = []Head{{Key: "label", Title: by, Kind: Words}, {Key: "approaches", Title: t.Approaches}, {Key: "usable", Title: t.Usable}, {Kind: Bar, Drop: 1},
		{Key: "rate", Title: t.Rate}, {Title: t.Interval, Drop: 2}}
	used := make([]bool, len(questionnaire.Dispositions))
	for _, g := range p.Groups {
		for i, n := range g.Ended {
			used[i] = used[i] || n > 0
		}
	}
	for i, d := range questionnaire.Dispositions {
		if used[i] {
			b.Grid.Heads = append(b.Grid.Heads, Head{Key: string(d), Title: s.words(d.Words())})
		}
	}
	for _, g := range p.Groups {
		cells := []Cell{text(s.named(g.Code, g.Label)), based(g.N), count(g.Usable), shared(g.Rate), s.share(g.Rate), s.interval(g.Low, g.High, 1)}
		for i, n := range g.Ended {
			if used[i] {
				cells = append(cells, count(n))
			}
		}
		if g.Hidden {
			s.conceal(cells[1:])
		}
		b.Grid.Rows = append(b.Grid.Rows, Line{Cells: cells})
	}
	return b
}

func (s Style) reasons(title string, r summary.Reasons) []Block {
	t := s.Texts.Report
	if r.Item == "" || r.Ended == 0 && r.Base == 0 {
		return nil
	}
	b := Block{Title: title, Fields: []Field{{"item", r.Item}}}
	if r.Hidden {
		b.Counts = []string{t.Base + " " + s.Theme.Signs.Concealed}
		return []Block{b}
	}
	b.Counts = []string{t.Base + " " + base(r.Base), fmt.Sprintf(t.ReasonBase, r.Base, r.Ended)}
	b.Grid.Heads = []Head{{Key: "label", Title: strings.TrimSpace(s.words(r.Title)), Kind: Words}, {Key: "n", Title: t.N}, {Kind: Bar}, {Key: "pct", Title: t.Pct}}
	for _, row := range r.Rows {
		b.Grid.Rows = append(b.Grid.Rows, Line{Cells: []Cell{text(s.words(row.Label)), count(row.N), shared(row.Pct), marked(s.share(row.Pct), r.Base)}})
	}
	return []Block{b}
}
