package summary

import (
	"math"

	"tingfang/questionnaire/stat"
)

// Options says how a break is tabulated.
type Options struct {
	Waves  []Wave      // of the break "wave"
	Levels stat.Levels // of column letters; zero = one level, .05
	Public bool        // take out what is too small to publish
	Seed   uint64      // of a simulated Fisher test
}

func (o Options) levels() stat.Levels {
	if o.Levels == (stat.Levels{}) {
		return stat.Levels{Capital: 0.05}
	}
	return o.Levels
}

// Crosstab is the table of a closed item side by side in the groups of a break:
// another closed item, or one of BreakNames. The errors are [*UnknownItem],
// [*NotClosed], [*TooManyGroups] and, of "wave", [*NoWaves].
func (c *Columns) Crosstab(s *Selection, item, by string, o Options) (Item, error) {
	it, err := c.Distribution(s, item)
	if err != nil {
		return Item{}, err
	}
	groups, overlap, err := s.groups(by, o.Waves)
	if err != nil {
		return Item{}, err
	}
	col := c.find(item)
	it.By = by
	if col := c.breakColumn(by); col != nil {
		it.ByTitle = titleOf(col.q)
		it.Notes = append(it.Notes, s.notes(col)...)
	}
	tallies := make([]tally, len(groups))
	for i, g := range groups {
		tallies[i] = g.sel.count(col)
		it.Columns = append(it.Columns, columnOf(i, g, col, tallies[i]))
	}
	it.cells(tallies)
	it.ungrouped(s, groups)
	if overlap {
		it.Tests = noTests(WarnOverlap)
		it.Notes = append(it.Notes, Note{Kind: NoteOverlap, Item: by})
	} else {
		it.test(col, tallies, o)
	}
	for _, k := range it.Columns {
		if k.Small {
			it.Notes = append(it.Notes, Note{Kind: NoteSmall, Item: k.Letter, N: k.Base})
		}
	}
	if o.Public {
		it = it.Publish()
	}
	return it, nil
}

func columnOf(i int, g group, col *column, t tally) Column {
	return Column{Code: g.code, Label: g.label, Letter: stat.ColumnLetter(i), Asked: t.asked(), Base: t.given, Missing: t.Missing,
		Stats: statsOf(col, t), Small: t.given < stat.FlagBelow}
}

// cells fills the cells in.
func (it *Item) cells(tallies []tally) {
	for r := range it.Rows {
		it.Rows[r].Cells = make([]Cell, len(tallies))
		for c, t := range tallies {
			it.Rows[r].Cells[c] = Cell{N: t.answers[r], Pct: stat.Percent(t.answers[r], t.given), Residual: math.NaN()}
		}
	}
}

// ungrouped notes the interviews that are in no group.
func (it *Item) ungrouped(s *Selection, groups []group) {
	grouped := &Selection{s.c, make([]uint64, len(s.words))}
	for _, g := range groups {
		for i, w := range g.sel.words {
			grouped.words[i] |= w
		}
	}
	if n := s.Count() - grouped.Count(); n > 0 {
		it.Notes = append(it.Notes, Note{Kind: NoteUngrouped, Item: it.By, N: n})
	}
}

// test adds letters, and where every case has one answer, χ² and residuals.
func (it *Item) test(col *column, tallies []tally, o Options) {
	counts, bases := make([][]int, len(it.Rows)), make([]int, len(tallies))
	for r := range counts {
		counts[r] = make([]int, len(tallies))
		for c, t := range tallies {
			counts[r][c], bases[c] = t.answers[r], t.given
		}
	}
	for r, row := range stat.ShareLetters(counts, bases, o.levels()).Letters {
		for c, letters := range row {
			it.Rows[r].Cells[c].Letters = letters
		}
	}
	it.meanLetters(col, tallies, o)
	if col.item.Multiple {
		it.Tests = noTests(WarnOverlap)
		return
	}
	x := stat.Tabulate(counts)
	for r := range it.Rows {
		for c := range tallies {
			it.Rows[r].Cells[c].Residual = x.Residuals[r][c]
		}
	}
	it.Tests = testsOf(x, counts, o.Seed)
}

func (it *Item) meanLetters(col *column, tallies []tally, o Options) {
	if !col.numeric {
		return
	}
	numbers := make([]stat.Tally, len(tallies))
	for c, t := range tallies {
		numbers[c] = t.numbers(col)
	}
	for c, letters := range stat.MeanLetters(numbers, o.levels()).Letters[0] {
		it.Columns[c].Letters = letters
	}
}

func testsOf(x stat.Crosstab, counts [][]int, seed uint64) Tests {
	t := Tests{Chi2: x.Chi2, DF: float64(x.DF), P: x.P, YatesP: math.NaN(), CramersV: x.CramersV, FisherP: math.NaN(), FisherSE: math.NaN()}
	switch x.Advice {
	case stat.NoTest:
		return noTests(WarnNoTest)
	case stat.UseYates:
		t.YatesP, t.Warning = x.TwoByTwo.YatesP, WarnYates
	case stat.UseFisher:
		exact := stat.Fisher(counts, seed)
		t.FisherP, t.FisherSE, t.Warning = exact.P, exact.SE, WarnFisher
	}
	return t
}
