package stat

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// Tally is a column of numbers as its distinct values, ascending, and how often
// each stands there. Answers on a scale have few values, so a tally of a
// million cases is a handful of numbers, and every figure that does not depend
// on who gave which answer comes from it. The zero value is an empty column.
type Tally struct {
	values []float64
	counts []int
	n      int
}

// Count tallies numbers; NaN is left out.
func Count(xs ...float64) Tally { return CountSeq(slices.Values(xs)) }

// CountSeq tallies the numbers of a sequence; NaN is left out.
func CountSeq(xs iter.Seq[float64]) Tally {
	var c counter
	for x := range xs {
		c.add(x)
	}
	return c.tally()
}

// CountScale tallies a scale: counts[i] cases gave values[i]. The values are
// in any order; NaN and counts of 0 are left out.
func CountScale(values []float64, counts []int) Tally {
	var c counter
	for i, v := range values {
		c.addN(v, counts[i])
	}
	return c.tally()
}

// Differences tallies second less first over pairs with both numbers: the gap
// of perceived to expected, below zero where the service falls short.
func Differences(pairs iter.Seq2[float64, float64]) Tally {
	var c counter
	for first, second := range pairs {
		c.add(second - first)
	}
	return c.tally()
}

// Pairs walks two columns of one length side by side.
func Pairs(x, y []float64) iter.Seq2[float64, float64] {
	return func(yield func(float64, float64) bool) {
		for i := range x {
			if !yield(x[i], y[i]) {
				return
			}
		}
	}
}

// N gives the number of cases.
func (t Tally) N() int { return t.n }

// Values gives the distinct values, ascending, with their counts.
func (t Tally) Values() iter.Seq2[float64, int] {
	return func(yield func(float64, int) bool) {
		for i, v := range t.values {
			if !yield(v, t.counts[i]) {
				return
			}
		}
	}
}

// index gives the place of a value the tally has.
func (t Tally) index(x float64) int {
	i, _ := slices.BinarySearch(t.values, x)
	return i
}

// midranks gives the rank of each value, equal ones sharing their mean rank,
// and Σ(t³−t) over groups of t equal ones.
func (t Tally) midranks() (ranks []float64, ties float64) {
	ranks = make([]float64, len(t.values))
	below := 0.0
	for i, c := range t.counts {
		m := float64(c)
		ranks[i] = below + (m+1)/2
		ties += m*m*m - m
		below += m
	}
	return ranks, ties
}

// mean gives the mean, NaN of nobody.
func (t Tally) mean() float64 {
	sum := 0.0
	for i, v := range t.values {
		sum += v * float64(t.counts[i])
	}
	return sum / float64(t.n)
}

// squares gives Σ(x−mean)².
func (t Tally) squares() float64 {
	mean, sum := t.mean(), 0.0
	if len(t.values) == 1 {
		return 0 // whatever the mean of one value rounds to
	}
	for i, v := range t.values {
		sum += (v - mean) * (v - mean) * float64(t.counts[i])
	}
	return sum
}

// Median gives the median, of an even number of cases the mean of the middle
// two (R's type 7); NaN of nobody.
func (t Tally) Median() float64 {
	if t.n == 0 {
		return math.NaN()
	}
	return (t.at((t.n-1)/2) + t.at(t.n/2)) / 2
}

// at gives the k-th smallest number, from 0.
func (t Tally) at(k int) float64 {
	for i, c := range t.counts {
		if k -= c; k < 0 {
			return t.values[i]
		}
	}
	return math.NaN()
}

// Whole numbers from −spanBelow have a place of their own in a counter and in a
// column: answers on a scale and their gaps are such numbers, and a million of
// them are counted without a search.
const (
	spanBelow = 32
	span      = 128
)

// place gives the place of a whole number within the span.
func place(x float64) (i int, ok bool) {
	i = int(x) + spanBelow
	return i, uint(i) < span && float64(i-spanBelow) == x
}

// counter builds a tally.
type counter struct {
	scale [span]int
	rest  []entry // the others, as they came
	limit int     // of rest before it is compacted
}

// compactAt is how many entries wait before equal ones are drawn together, so
// that a million durations of a thousand kinds take the room of thousands.
const compactAt = 4096

type entry struct {
	value float64
	count int
}

func (c *counter) add(x float64) { c.addN(x, 1) }

func (c *counter) addN(x float64, n int) {
	if i, ok := place(x); ok {
		c.scale[i] += n
	} else if !math.IsNaN(x) && n > 0 {
		if len(c.rest) >= max(c.limit, compactAt) {
			c.rest = compact(c.rest)
			c.limit = 4 * len(c.rest)
		}
		c.rest = append(c.rest, entry{x, n})
	}
}

// compact sorts entries and draws equal ones together, in place.
func compact(entries []entry) []entry {
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.value, b.value) })
	kept := entries[:0]
	for _, e := range entries {
		if last := len(kept) - 1; last >= 0 && kept[last].value == e.value {
			kept[last].count += e.count
		} else {
			kept = append(kept, e)
		}
	}
	return kept
}

func (c *counter) tally() Tally {
	c.rest = compact(c.rest)
	entries := slices.Clip(c.rest)
	for i, n := range c.scale {
		if n > 0 {
			entries = append(entries, entry{float64(i - spanBelow), n})
		}
	}
	var t Tally
	for _, e := range compact(entries) {
		t.values, t.counts = append(t.values, e.value), append(t.counts, e.count)
		t.n += e.count
	}
	return t
}
