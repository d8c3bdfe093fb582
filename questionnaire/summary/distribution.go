package summary

import (
	"math"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// Distribution is the table of one closed item over a selection. The errors are
// [*UnknownItem] and [*NotClosed].
func (c *Columns) Distribution(s *Selection, item string) (Item, error) {
	col, err := c.column(item)
	if err != nil {
		return Item{}, err
	}
	it := newItem(s, col, s.count(col))
	it.Notes = append(s.notes(col), it.notes(col)...)
	return it, nil
}

var kindNames = map[questionnaire.Kind]string{
	questionnaire.SelectOne: "select_one", questionnaire.SelectMultiple: "select_multiple", questionnaire.Range: "range",
}

// newItem is the table of a tally.
func newItem(s *Selection, col *column, t tally) Item {
	it := Item{Item: col.name, Kind: kindNames[col.q.Kind], Title: titleOf(col.q), Scale: col.q.Scale, No: col.q.No,
		Cases: t.asked() + t.NotAsked, Asked: t.asked(), Base: t.given, Missing: t.Missing, Tests: noTests("")}
	it.Rows = rowsOf(col, t)
	it.Stats = statsOf(col, t)
	return it
}

func titleOf(q *questionnaire.Question) questionnaire.Text {
	if !q.Short.Empty() {
		return q.Short
	}
	return q.Label
}

func rowsOf(col *column, t tally) []Row {
	mentions := 0
	for i, n := range t.answers {
		if !col.alone[i] {
			mentions += n
		}
	}
	rows, sum := make([]Row, len(t.answers)), 0
	for i, n := range t.answers {
		sum += n
		share := stat.Wilson(n, t.given)
		r := Row{Code: col.codes[i], Label: col.labels[i], Box: boxWords[col.boxes[i]], Value: col.values[i], N: n,
			Pct: stat.Percent(n, t.given), Low: share.Low, High: share.High, Cum: math.NaN(), PctResponses: math.NaN()}
		if col.ordered() {
			r.Cum = stat.Percent(sum, t.given)
		}
		if col.item.Multiple && !col.alone[i] {
			r.PctResponses = stat.Percent(n, mentions)
		}
		rows[i] = r
	}
	return rows
}

var boxWords = [...]string{stat.Top: "top", stat.Mid: "mid", stat.Bottom: "bottom", stat.Focus: "focus"}

// metAt is the neutral point of the scale gap5: "as expected".
const metAt = 4

// statsOf are the figures of a tally.
func statsOf(col *column, t tally) Stats {
	st := noStats()
	if col.numeric {
		numbers := t.numbers(col)
		m := numbers.Moments()
		st.N, st.Mean, st.SD, st.SE, st.MeanLow, st.MeanHigh, st.Flat = m.N, m.Mean, m.SD, m.SE, m.Interval.Low, m.Interval.High, m.Flat
		st.Median = numbers.Median()
		if col.q.Scale == "gap5" {
			test := numbers.TTest(metAt)
			st.T, st.DF, st.P = test.T, test.DF, test.P
		}
	}
	st.boxes(col, t)
	return st
}

// numbers are the answers as numbers.
func (t tally) numbers(col *column) stat.Tally { return stat.CountScale(col.values, t.answers) }

func (st *Stats) boxes(col *column, t tally) {
	if col.item.Multiple {
		return
	}
	b := stat.BoxShares(t.answers, col.boxes)
	if col.boxed(stat.Top) || col.boxed(stat.Bottom) {
		st.Top2, st.Top2Low, st.Top2High = b.Top, b.TopRange.Low, b.TopRange.High
		st.Bottom2, st.Bottom2Low, st.Bottom2High = b.Bottom, b.BottomRange.Low, b.BottomRange.High
		st.Mid, st.Net = b.Mid, b.Net
	}
	if col.boxed(stat.Focus) {
		st.Focus, st.FocusLow, st.FocusHigh = b.Focus, b.FocusRange.Low, b.FocusRange.High
	}
}

func (col *column) boxed(b stat.Box) bool {
	for _, had := range col.boxes {
		if had == b {
			return true
		}
	}
	return false
}

func noTests(warning string) Tests {
	nan := math.NaN()
	return Tests{Chi2: nan, DF: nan, P: nan, YatesP: nan, CramersV: nan, FisherP: nan, FisherSE: nan, Warning: warning}
}

// noStats are the figures of nobody.
func noStats() Stats {
	nan := math.NaN()
	return Stats{Mean: nan, SD: nan, SE: nan, MeanLow: nan, MeanHigh: nan, Median: nan, Top2: nan, Top2Low: nan, Top2High: nan, Mid: nan,
		Bottom2: nan, Bottom2Low: nan, Bottom2High: nan, Net: nan, Focus: nan, FocusLow: nan, FocusHigh: nan, T: nan, DF: nan, P: nan}
}
