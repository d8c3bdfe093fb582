package stat

import "math"

// Moments is the mean of a column with its spread, in the unit of the column.
type Moments struct {
	N        int
	Mean     float64  // NaN of nobody
	SD       float64  // with n−1 below the line; NaN under two cases
	SE       float64  // SD/√n
	Interval Interval // mean ± t(n−1)·SE; of width 0 when Flat
	Flat     bool     // two cases or more, and all gave the same number: an interval of width 0 claims too much
}

// Moments gives mean, standard deviation, standard error and t interval.
func (t Tally) Moments() Moments {
	m := Moments{N: t.n, Mean: t.mean(), SD: math.NaN(), SE: math.NaN(), Interval: undefined()}
	if t.n < 2 {
		return m
	}
	m.SD = math.Sqrt(t.squares() / float64(t.n-1))
	m.Flat = m.SD == 0
	return m.within(m.SD / math.Sqrt(float64(t.n)))
}

// within sets the standard error and the interval that follows from it.
func (m Moments) within(se float64) Moments {
	m.SE = se
	half := t95(float64(m.N-1)) * se
	m.Interval = Interval{m.Mean - half, m.Mean + half}
	return m
}

// Finite gives the mean with its standard error and interval corrected for a
// population of the given size, SE·√(1−n/N). It is for samples that are a
// noticeable part of a known population (over 5 per cent); see [FiniteFactor].
func (m Moments) Finite(population int) Moments {
	return m.within(m.SE * FiniteFactor(m.N, population))
}

// FiniteFactor gives √(1−n/N), by which a standard error that divides by n−1
// shrinks when n of N are asked; NaN for N < n or N < 1.
//
// Source: W. G. Cochran, Sampling Techniques, 3rd ed. (1977) section 2.6; R survey.
func FiniteFactor(n, population int) float64 {
	if population < max(n, 1) {
		return math.NaN()
	}
	return math.Sqrt(1 - float64(n)/float64(population))
}

// CochranFactor gives √((N−n)/(N−1)), the factor that goes with a variance
// divided by n: for a share both ways agree. NaN for N < n or N < 2.
func CochranFactor(n, population int) float64 {
	if population < max(n, 2) {
		return math.NaN()
	}
	return math.Sqrt(float64(population-n) / float64(population-1))
}

// FiniteShareSE gives the standard error of the share x of n in a population
// of the given size, √(p(1−p)/(n−1)·(1−n/N)), in percentage points; NaN under
// two cases.
func FiniteShareSE(x, n, population int) float64 {
	if n < 2 {
		return math.NaN()
	}
	p := Percent(x, n)
	return math.Sqrt(p*(100-p)/float64(n-1)) * FiniteFactor(n, population)
}

// Rescaled puts x of a scale from low to high on 0 to 100; NaN if the scale
// has no width.
func Rescaled(x, low, high float64) float64 {
	if low == high {
		return math.NaN()
	}
	return 100 * (x - low) / (high - low)
}

// TTest is a t test of one column against a value.
type TTest struct {
	Moments
	T, DF, P float64 // NaN under two cases or when Flat
}

// TTest tests whether the mean differs from mu: t = (mean−mu)/SE. On the
// differences of [Differences] with mu 0 it is the paired t test.
//
// Source: Student, The probable error of a mean, Biometrika 6 (1908) 1–25; R t.test.
func (t Tally) TTest(mu float64) TTest {
	m := t.Moments()
	test := TTest{m, math.NaN(), math.NaN(), math.NaN()}
	if t.n < 2 || m.Flat {
		return test
	}
	test.T, test.DF = (m.Mean-mu)/m.SE, float64(t.n-1)
	test.P = tP(test.T, test.DF)
	return test
}

// RankTest is a rank test by the normal approximation.
type RankTest struct {
	Statistic float64 // V or W as R prints it
	Z, P      float64 // with continuity correction; NaN where all is tied or nobody is left
}

// SignedRank tests by Wilcoxon's signed ranks whether the differences lie
// around 0. Zeros are dropped, equal sizes share their mean rank, and the
// normal approximation has the correction for ties and for continuity at every
// n, as R wilcox.test(exact = FALSE). Statistic is V, the ranks of the positive.
//
// Source: F. Wilcoxon, Individual comparisons by ranking methods, Biometrics
// Bulletin 1 (1945) 80–83.
func (t Tally) SignedRank() RankTest {
	var sizes counter
	for i, v := range t.values {
		if v != 0 {
			sizes.addN(math.Abs(v), t.counts[i])
		}
	}
	abs := sizes.tally()
	ranks, ties := abs.midranks()
	v := 0.0
	for i, x := range t.values {
		if x > 0 {
			v += ranks[abs.index(x)] * float64(t.counts[i])
		}
	}
	n := float64(abs.n)
	return rankTest(v, n*(n+1)/4, n*(n+1)*(2*n+1)/24-ties/48)
}

// rankTest sets a rank statistic against its mean and variance, half a step
// nearer to the mean for continuity.
func rankTest(statistic, mean, variance float64) RankTest {
	if !(variance > 0) {
		return RankTest{statistic, math.NaN(), math.NaN()}
	}
	d := statistic - mean
	z := math.Copysign(max(math.Abs(d)-0.5, 0), d) / math.Sqrt(variance)
	return RankTest{statistic, z, normalP(z)}
}
