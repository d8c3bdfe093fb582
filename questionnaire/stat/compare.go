package stat

import "math"

// ShareTest compares two shares from separate cases, the first less the second.
type ShareTest struct {
	Share1, Share2 float64 // per cent
	Diff           float64 // percentage points
	Z, P           float64 // NaN where nobody or everybody on both sides
	Wald           Interval
	Newcombe       Interval // the one to show: it stays in −100 to 100
}

// CompareShares compares x1 of n1 with x2 of n2: z = (p₁−p₂)/√(p(1−p)(1/n₁+1/n₂))
// with the share p of both together, no continuity correction (R
// prop.test(correct = FALSE)), and the interval of the difference from the two
// Wilson intervals. A base of 0 leaves all NaN.
//
// Source: R. G. Newcombe, Interval estimation for the difference between
// independent proportions, Statistics in Medicine 17 (1998) 873–890, method 10.
func CompareShares(x1, n1, x2, n2 int) ShareTest {
	p1, p2 := Percent(x1, n1), Percent(x2, n2)
	t := ShareTest{Share1: p1, Share2: p2, Diff: p1 - p2, Z: pooledZ(x1, n1, x2, n2)}
	t.P = normalP(t.Z)
	half := z95 * math.Sqrt(p1*(100-p1)/float64(n1)+p2*(100-p2)/float64(n2))
	t.Wald = Interval{t.Diff - half, t.Diff + half}
	w1, w2 := Wilson(x1, n1), Wilson(x2, n2)
	t.Newcombe = Interval{
		t.Diff - math.Hypot(p1-w1.Low, w2.High-p2),
		t.Diff + math.Hypot(w1.High-p1, p2-w2.Low),
	}
	return t
}

// pooledZ gives the z of two shares with pooled p, NaN where it is 0 or 1.
func pooledZ(x1, n1, x2, n2 int) float64 {
	if x1+x2 == 0 || x1+x2 == n1+n2 {
		return math.NaN()
	}
	a, b := float64(n1), float64(n2)
	p := float64(x1+x2) / (a + b)
	return (float64(x1)/a - float64(x2)/b) / math.Sqrt(p*(1-p)*(1/a+1/b))
}

// MeanTest compares the means of two columns of separate cases, the first
// less the second, in the unit of the columns.
type MeanTest struct {
	Mean1, Mean2 Moments
	Diff         float64
	T, DF, P     float64  // Welch's; NaN under two cases on a side or where neither side varies
	Interval     Interval // of Diff, by Welch
	PooledT      float64  // Student's, with one variance for both
	PooledP      float64
	CohenD       float64 // Diff over the pooled standard deviation
}

// CompareMeans compares two means without supposing equal variances.
//
// Source: B. L. Welch, The generalization of Student's problem, Biometrika 34
// (1947) 28–35; R t.test. J. Cohen, Statistical Power Analysis (1988) for d.
func CompareMeans(a, b Tally) MeanTest {
	t := MeanTest{Mean1: a.Moments(), Mean2: b.Moments(), T: math.NaN(), DF: math.NaN(), P: math.NaN(),
		Interval: undefined(), PooledT: math.NaN(), PooledP: math.NaN(), CohenD: math.NaN()}
	t.Diff = t.Mean1.Mean - t.Mean2.Mean
	se := math.Hypot(t.Mean1.SE, t.Mean2.SE)
	if !(se > 0) {
		return t
	}
	n1, n2 := float64(a.n), float64(b.n)
	t.T = t.Diff / se
	t.DF = math.Pow(se, 4) / (math.Pow(t.Mean1.SE, 4)/(n1-1) + math.Pow(t.Mean2.SE, 4)/(n2-1))
	t.P = tP(t.T, t.DF)
	half := t95(t.DF) * se
	t.Interval = Interval{t.Diff - half, t.Diff + half}
	sd := math.Sqrt((a.squares() + b.squares()) / (n1 + n2 - 2))
	t.CohenD = t.Diff / sd
	t.PooledT = t.CohenD / math.Sqrt(1/n1+1/n2)
	t.PooledP = tP(t.PooledT, n1+n2-2)
	return t
}

// MannWhitney tests whether one column tends to lie above the other. Equal
// numbers share their mean rank, and the normal approximation has the
// correction for ties and for continuity at every n, as R wilcox.test(exact =
// FALSE). Statistic is W of the first column.
//
// Source: H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18 (1947) 50–60.
func MannWhitney(a, b Tally) RankTest {
	var both counter
	for _, t := range [...]Tally{a, b} {
		for v, n := range t.Values() {
			both.addN(v, n)
		}
	}
	pool := both.tally()
	ranks, ties := pool.midranks()
	n1, n2, n := float64(a.n), float64(b.n), float64(pool.n)
	w := -n1 * (n1 + 1) / 2
	for v, c := range a.Values() {
		w += ranks[pool.index(v)] * float64(c)
	}
	return rankTest(w, n1*n2/2, n1*n2/12*(n+1-ties/(n*(n-1))))
}

// Bonferroni gives p as it stands after so many tests, at most 1; NaN stays.
func Bonferroni(p float64, tests int) float64 { return min(1, p*float64(tests)) }

// Notable reports whether a difference between waves may be marked: p under
// .05, and 30 cases or more on both sides.
func Notable(p float64, n1, n2 int) bool { return p < 0.05 && min(n1, n2) >= FlagBelow }
