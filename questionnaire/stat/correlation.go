package stat

import (
	"iter"
	"math"
)

// Correlation is of two columns, over the cases that have both numbers.
type Correlation struct {
	N int
	R float64 // −1 to 1; NaN where a column does not vary
	P float64 // by t with n−2 degrees of freedom; NaN under three cases
}

// Pearson correlates the numbers of pairs; a pair with a NaN is left out. The
// sequence is walked twice.
//
// Source: K. Pearson, Proc. Royal Society 58 (1895) 240–242; R cor.test.
func Pearson(pairs iter.Seq2[float64, float64]) Correlation {
	return correlate(pairs, func(t Tally) column { return newColumn(t) })
}

// Spearman correlates the ranks of pairs, equal numbers sharing their mean
// rank; a pair with a NaN is left out. P is that of the t approximation, as R
// cor.test(exact = FALSE). The sequence is walked twice.
//
// Source: C. Spearman, American Journal of Psychology 15 (1904) 72–101.
func Spearman(pairs iter.Seq2[float64, float64]) Correlation {
	return correlate(pairs, newRankColumn)
}

func correlate(pairs iter.Seq2[float64, float64], of func(Tally) column) Correlation {
	var xs, ys counter
	for a, b := range pairs {
		if !math.IsNaN(a) && !math.IsNaN(b) {
			xs.add(a)
			ys.add(b)
		}
	}
	x, y := of(xs.tally()), of(ys.tally())
	sxy := 0.0
	for a, b := range pairs {
		if !math.IsNaN(a) && !math.IsNaN(b) {
			sxy += x.centred(a) * y.centred(b)
		}
	}
	return newCorrelation(x, y, sxy)
}

// newCorrelation makes r and its p of Σ(x−x̄)(y−ȳ).
func newCorrelation(x, y column, sxy float64) Correlation {
	c := Correlation{x.tally.n, math.NaN(), math.NaN()}
	if x.flat() || y.flat() {
		return c
	}
	c.R = max(-1, min(1, sxy/math.Sqrt(x.squares*y.squares)))
	df := float64(c.N - 2)
	c.P = tP(c.R*math.Sqrt(df/((1-c.R)*(1+c.R))), df)
	return c
}

// column is a tallied column as it enters a product: its numbers, or their
// ranks, less their mean.
type column struct {
	tally   Tally
	off     []float64      // of each distinct value from the mean
	scale   *[span]float64 // the same by place
	squares float64
}

func newColumn(t Tally) column { return centre(t, t.values, t.mean()) }

func newRankColumn(t Tally) column {
	ranks, _ := t.midranks()
	return centre(t, ranks, (float64(t.n)+1)/2)
}

func centre(t Tally, numbers []float64, mean float64) column {
	c := column{tally: t, off: make([]float64, len(numbers)), scale: new([span]float64)}
	for i, x := range numbers {
		c.off[i] = x - mean
		c.squares += c.off[i] * c.off[i] * float64(t.counts[i])
		if at, ok := place(t.values[i]); ok {
			c.scale[at] = c.off[i]
		}
	}
	return c
}

// centred gives how far x, which the column has, lies from the mean.
func (c column) centred(x float64) float64 {
	if at, ok := place(x); ok {
		return c.scale[at]
	}
	return c.off[c.tally.index(x)]
}

// flat reports that nothing varies, nobody included.
func (c column) flat() bool { return len(c.tally.values) < 2 }
