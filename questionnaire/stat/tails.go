package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

const (
	// z95 is the 97.5 per cent point of the standard normal.
	z95 = 1.959963984540054
	// upper is the probability below the upper end of an interval.
	upper = 0.975
)

// normalP gives the two-sided p-value of z. Erfc keeps its precision far out,
// where one less the distribution function is 0.
func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// tP gives the two-sided p-value of t, NaN without degrees of freedom.
func tP(t, df float64) float64 {
	if !(df > 0) || math.IsNaN(t) {
		return math.NaN()
	}
	if math.IsInf(t, 0) {
		return 0
	}
	return 2 * distuv.StudentsT{Sigma: 1, Nu: df}.CDF(-math.Abs(t))
}

// t95 gives the 97.5 per cent point of Student's t, NaN without degrees of freedom.
func t95(df float64) float64 {
	if !(df > 0) {
		return math.NaN()
	}
	return distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(upper)
}

// chi2P gives the upper tail of chi-squared, NaN without degrees of freedom.
func chi2P(x float64, df int) float64 {
	if df < 1 || math.IsNaN(x) {
		return math.NaN()
	}
	return distuv.ChiSquared{K: float64(df)}.Survival(x)
}

// fP gives the upper tail of F, NaN without degrees of freedom.
func fP(f, df1, df2 float64) float64 {
	if !(df1 > 0) || !(df2 > 0) || math.IsNaN(f) {
		return math.NaN()
	}
	if math.IsInf(f, 1) {
		return 0
	}
	// distuv's own tail of F ends at the last bit of 1.
	return mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*f))
}
