package summary

import (
	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// NPS is the net promoter score of an item, alone and by a break.
type NPS struct {
	Item, Scale string
	Title       questionnaire.Text
	By          string
	ByTitle     questionnaire.Text
	Asked       int
	Missing     Missing
	Total       stat.NetPromoter
	Groups      []NPSGroup
	Notes       []Note
	Hidden      bool // the base is too small to publish: every figure is taken out
}

// NPSGroup is the score in one group.
type NPSGroup struct {
	Code, Letter string
	Label        questionnaire.Text
	stat.NetPromoter
	Small, Hidden bool
}

// NPS gives the net promoter score; by is "" or a break as of Crosstab. It
// refuses every scale but nps11 with a [*NotNPS].
func (c *Columns) NPS(s *Selection, item, by string, o Options) (NPS, error) {
	col, err := c.column(item)
	if err != nil {
		return NPS{}, err
	}
	t := s.count(col)
	score, err := col.nps(t)
	if err != nil {
		return NPS{}, err
	}
	n := NPS{Item: item, Scale: col.q.Scale, Title: titleOf(col.q), By: by, Asked: t.asked(), Missing: t.Missing, Total: score}
	n.Notes = append(s.notes(col), noteSmall("", score.N)...)
	if by != "" {
		if err := n.split(c, s, col, o); err != nil {
			return NPS{}, err
		}
	}
	if col.form.Mode == questionnaire.Survey {
		n.Notes = append(n.Notes, Note{Kind: NoteIntercept})
	}
	if o.Public {
		n.publish()
	}
	return n, nil
}

func (n *NPS) split(c *Columns, s *Selection, col *column, o Options) error {
	groups, _, err := s.groups(n.By, o.Waves)
	if err != nil {
		return err
	}
	if by := c.breakColumn(n.By); by != nil {
		n.ByTitle = titleOf(by.q)
	}
	for i, g := range groups {
		score, err := col.nps(g.sel.count(col))
		if err != nil {
			return err
		}
		n.Groups = append(n.Groups, NPSGroup{Code: g.code, Letter: stat.ColumnLetter(i), Label: g.label, NetPromoter: score, Small: score.N < stat.FlagBelow})
		n.Notes = append(n.Notes, noteSmall(stat.ColumnLetter(i), score.N)...)
	}
	return nil
}

// publish takes out what is too small.
func (n *NPS) publish() {
	none, _ := stat.NPS(make([]int, 11))
	bases := make([]int, len(n.Groups))
	for i, g := range n.Groups {
		bases[i] = g.N
	}
	all, gone := stat.VisibilityOf(n.Total.N) == stat.Suppressed, 0
	for i, hidden := range suppressed(n.Total.N, bases) {
		if g := &n.Groups[i]; hidden || all {
			g.NetPromoter, g.Small, g.Hidden = none, true, true
			gone++
		}
	}
	if all {
		n.Total, n.Asked, n.Missing, n.Hidden, n.Notes = none, 0, Missing{}, true, nil
	}
	if all || gone > 0 {
		n.Notes = append(withoutSmall(n.Notes), Note{Kind: NoteSuppressed, N: gone})
	}
}

// nps is the score of a tally.
func (col *column) nps(t tally) (stat.NetPromoter, error) {
	refused := &NotNPS{col.name, col.q.Scale}
	if col.q.Scale != "nps11" || len(col.codes) != 11 {
		return stat.NetPromoter{}, refused
	}
	counts := make([]int, 11)
	for i, v := range col.values {
		if !(v >= 0 && v <= 10) || v != float64(int(v)) {
			return stat.NetPromoter{}, refused
		}
		counts[int(v)] += t.answers[i]
	}
	return stat.NPS(counts)
}
