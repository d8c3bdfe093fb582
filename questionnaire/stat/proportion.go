package stat

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval is the two ends of a 95 per cent interval, in the unit of the
// figure it belongs to; both NaN where it is not defined.
type Interval struct{ Low, High float64 }

// undefined is the interval of a figure that has none.
func undefined() Interval { return Interval{math.NaN(), math.NaN()} }

// Percent gives 100·x/n for x of n, NaN for n = 0. The product comes first, so
// that 9 of 40 is 22.5 to the last bit.
func Percent(x, n int) float64 {
	if n == 0 {
		return math.NaN()
	}
	return 100 * float64(x) / float64(n)
}

// Wilson gives Wilson's score interval of the share x of n, in per cent:
// centre (p+z²/2n)/(1+z²/n), half-width z√(p(1−p)/n+z²/4n²)/(1+z²/n). It lies
// in 0 to 100; nobody gives a lower end of exactly 0, everybody an upper end
// of exactly 100. n = 0 is undefined.
//
// Source: E. B. Wilson, Probable inference, the law of succession, and
// statistical inference, JASA 22 (1927) 209–212; R prop.test(correct = FALSE).
func Wilson(x, n int) Interval {
	if n == 0 {
		return undefined()
	}
	p, m := float64(x)/float64(n), float64(n)
	scale := 1 + z95*z95/m
	centre := (p + z95*z95/(2*m)) / scale
	half := z95 * math.Sqrt(p*(1-p)/m+z95*z95/(4*m*m)) / scale
	ci := Interval{100 * (centre - half), 100 * (centre + half)}
	if x == 0 {
		ci.Low = 0
	}
	if x == n {
		ci.High = 100
	}
	return ci
}

// ClopperPearson gives the exact binomial interval of the share x of n, in per
// cent, 0 to 100; n = 0 is undefined.
//
// Source: C. J. Clopper, E. S. Pearson, The use of confidence or fiducial
// limits, Biometrika 26 (1934) 404–413, by beta quantiles; R binom.test.
func ClopperPearson(x, n int) Interval {
	if n == 0 {
		return undefined()
	}
	ci := Interval{0, 100}
	if x > 0 {
		ci.Low = 100 * distuv.Beta{Alpha: float64(x), Beta: float64(n-x) + 1}.Quantile(1-upper)
	}
	if x < n {
		ci.High = 100 * distuv.Beta{Alpha: float64(x) + 1, Beta: float64(n - x)}.Quantile(upper)
	}
	return ci
}

// Wald gives the plain normal interval p ± z√(p(1−p)/n) of the share x of n, in
// per cent. It may leave 0 to 100 and has no width at either end: it is here to
// be compared with, not to be shown. n = 0 is undefined.
func Wald(x, n int) Interval {
	p := Percent(x, n)
	half := z95 * math.Sqrt(p*(100-p)/float64(n))
	return Interval{p - half, p + half}
}
