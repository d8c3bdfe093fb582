package stat

import (
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

// few is how many distinct values a counter keeps sorted; beyond, inserting
// would cost more than sorting once at the end.
const few = 64

// counter builds a tally.
type counter struct {
	values []float64
	counts []int
	many   map[float64]int
}

func (c *counter) add(x float64) { c.addN(x, 1) }

func (c *counter) addN(x float64, n int) {
	if math.IsNaN(x) || n == 0 {
		return
	}
	if c.many != nil {
		c.many[x] += n
		return
	}
	i, found := slices.BinarySearch(c.values, x)
	switch {
	case found:
		c.counts[i] += n
	case len(c.values) < few:
		c.values, c.counts = slices.Insert(c.values, i, x), slices.Insert(c.counts, i, n)
	default:
		c.spill()
		c.many[x] += n
	}
}

// spill moves what is counted into the map.
func (c *counter) spill() {
	c.many = make(map[float64]int, 4*few)
	for i, v := range c.values {
		c.many[v] = c.counts[i]
	}
}

func (c *counter) tally() Tally {
	if c.many != nil {
		c.values, c.counts = c.values[:0], c.counts[:0]
		for v := range c.many {
			c.values = append(c.values, v)
		}
		slices.Sort(c.values)
		for _, v := range c.values {
			c.counts = append(c.counts, c.many[v])
		}
	}
	return Tally{c.values, c.counts, total(c.counts)}
}
