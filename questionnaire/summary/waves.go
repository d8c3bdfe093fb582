package summary

import (
	"maps"
	"math"
	"slices"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// WaveTable is an item wave by wave, each compared with the one before.
type WaveTable struct {
	Item
	Steps []Step // one fewer than Columns; Steps[i] goes from Columns[i] to Columns[i+1]
}

// Step is the change from one wave to the next: every difference is the later
// wave less the earlier one.
type Step struct {
	From, To string
	Blocked  bool // the wording or the scale changed between them: nothing is compared
	Rows     []Change
	Top2     Change // satisfied, met, promoters
	Bottom2  Change
	Focus    Change
	Mean     Change  // Diff in the item's units; by Welch
	RanksP   float64 // Mann–Whitney, as a check on Mean
	NPS      Change  // of an item on scale nps11; Diff in points
}

// Change is one difference. NaN = not defined.
type Change struct {
	Diff, Low, High, P float64
	Mark               int // 1 up, −1 down where P < .05 and both bases reach 30; else 0
}

// Waves gives an item wave by wave, in order of their first days. The waves may
// not overlap for their tests to stand; those that do are not compared. Its
// errors are those of Crosstab.
func (c *Columns) Waves(s *Selection, item string, waves []Wave, o Options) (WaveTable, error) {
	o.Waves = slices.Clone(waves)
	slices.SortStableFunc(o.Waves, func(a, b Wave) int { return int(a.From) - int(b.From) })
	public := o.Public
	o.Public = false
	it, err := c.Crosstab(s, item, "wave", o)
	if err != nil {
		return WaveTable{}, err
	}
	t := WaveTable{Item: it}
	col := c.find(item)
	groups, overlap, err := s.groups("wave", o.Waves)
	if err != nil {
		return WaveTable{}, err
	}
	for i := 1; i < len(groups); i++ {
		t.Steps = append(t.Steps, stepOf(col, groups[i-1], groups[i], overlap))
	}
	if len(t.Steps) > 1 {
		t.Notes = append(t.Notes, Note{Kind: NoteBonferroni, N: len(t.Steps)})
	}
	if public {
		t.Item = t.Publish()
		for i := range t.Steps {
			if t.Columns[i].Hidden || t.Columns[i+1].Hidden {
				t.Steps[i] = noStep(t.Steps[i], len(t.Rows))
			}
		}
	}
	return t, nil
}

func noStep(s Step, rows int) Step {
	none := Change{Diff: math.NaN(), Low: math.NaN(), High: math.NaN(), P: math.NaN()}
	return Step{From: s.From, To: s.To, Blocked: s.Blocked, Rows: slices.Repeat([]Change{none}, rows), Top2: none, Bottom2: none, Focus: none,
		Mean: none, RanksP: math.NaN(), NPS: none}
}

// stepOf compares two waves.
func stepOf(col *column, from, to group, overlap bool) Step {
	s := noStep(Step{From: from.code, To: to.code}, len(col.codes))
	if s.Blocked = reworded(col, from.sel, to.sel); s.Blocked || overlap {
		return s
	}
	a, b := from.sel.count(col), to.sel.count(col)
	for i := range s.Rows {
		s.Rows[i] = shareChange(a.answers[i], a.given, b.answers[i], b.given)
	}
	box := func(kind stat.Box) Change {
		if !col.boxed(kind) {
			return s.NPS // still none
		}
		x, y := stat.BoxShares(a.answers, col.boxes), stat.BoxShares(b.answers, col.boxes)
		return shareChange(x.Counts[kind], a.given, y.Counts[kind], b.given)
	}
	if !col.item.Multiple {
		s.Top2, s.Bottom2, s.Focus = box(stat.Top), box(stat.Bottom), box(stat.Focus)
	}
	if col.numeric {
		x, y := a.numbers(col), b.numbers(col)
		m := stat.CompareMeans(y, x)
		s.Mean = changeOf(m.Diff, m.Interval, m.P, x.N(), y.N())
		s.RanksP = stat.MannWhitney(y, x).P
	}
	if x, err := col.nps(a); err == nil {
		y, _ := col.nps(b) // of the same scale
		d := stat.NPSDifference(y, x)
		s.NPS = changeOf(d.Diff, d.Interval, d.P, x.N, y.N)
	}
	return s
}

func shareChange(x1, n1, x2, n2 int) Change {
	t := stat.CompareShares(x2, n2, x1, n1)
	return changeOf(t.Diff, t.Newcombe, t.P, n1, n2)
}

func changeOf(diff float64, i stat.Interval, p float64, n1, n2 int) Change {
	c := Change{Diff: diff, Low: i.Low, High: i.High, P: p}
	if stat.Notable(p, n1, n2) {
		if c.Mark = 1; diff < 0 {
			c.Mark = -1
		}
	}
	return c
}

// reworded reports that versions used in the two selections differ in the
// item's wording, codes or scale.
func reworded(col *column, a, b *Selection) bool {
	if len(a.left(col))+len(b.left(col)) > 0 {
		return true
	}
	used := a.versions()
	var said questionnaire.Text
	for v, n := range b.versions() {
		ver := a.c.versions[v]
		if n+used[v] == 0 || !ver.has(col) {
			continue
		}
		words := ver.form.Question(col.q.Name).Label
		if said != nil && !maps.Equal(words, said) {
			return true
		}
		said = words
	}
	return false
}
