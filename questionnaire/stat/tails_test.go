package stat

import (
	"math"
	"testing"
)

// With many cases t and F are known from the normal by their expansions.
func TestTailsOfManyCases(t *testing.T) {
	for _, df := range []float64{1e3, 1e4, 1e5, 1e6, 1e7} {
		z := z95
		want := z + (z*z*z+z)/(4*df) + (5*math.Pow(z, 5)+16*z*z*z+3*z)/(96*df*df)
		if got := t95(df); math.Abs(got-want) > 1e-8 {
			t.Errorf("t95(%v) = %v, want %v", df, got, want)
		}
		for _, x := range []float64{0.1, 2, 5, 9} {
			// The normal deviate of the same tail, to the second order.
			if x > 5 && df < 1e4 {
				continue // where the expansion itself falls short
			}
			equivalent := x * (1 - (x*x+1)/(4*df) + (13*math.Pow(x, 4)+8*x*x+3)/(96*df*df))
			if got, want := tP(x, df), normalP(equivalent); math.Abs(got-want) > 1e-4*want {
				t.Errorf("tP(%v, %v) = %v, want %v", x, df, got, want)
			}
			if got, want := fP(x*x, 1, df), tP(x, df); math.Abs(got-want) > 1e-6*want {
				t.Errorf("fP(%v², 1, %v) = %v, want %v", x, df, got, want)
			}
		}
	}
	for _, df := range []int{1, 9, 500, 5000, 100_000} {
		k := float64(df)
		for _, z := range []float64{-2, 0, 3} { // Wilson and Hilferty
			x := k * math.Pow(1-2/(9*k)+z*math.Sqrt(2/(9*k)), 3)
			if got, want := chi2P(x, df), math.Erfc(z/math.Sqrt2)/2; df > 100 && math.Abs(got-want) > 0.01*want {
				t.Errorf("chi2P(%v, %d) = %v, want %v", x, df, got, want)
			}
		}
		if got := chi2P(0, df); got != 1 {
			t.Errorf("chi2P(0, %d) = %v", df, got)
		}
	}
	// χ² of one and of two degrees of freedom in closed form, far out.
	for _, x := range []float64{0.01, 4, 60, 300, 1200} {
		if got, want := chi2P(x, 1), normalP(math.Sqrt(x)); math.Abs(got-want) > 1e-8*want {
			t.Errorf("chi2P(%v, 1) = %v, want %v", x, got, want)
		}
		if got, want := chi2P(x, 2), math.Exp(-x/2); math.Abs(got-want) > 1e-8*want {
			t.Errorf("chi2P(%v, 2) = %v, want %v", x, got, want)
		}
	}
	// t of one degree is Cauchy's, of two has a closed form.
	for _, x := range []float64{0.5, 12.706204736432095, 1e6} {
		if got, want := tP(x, 1), 2*math.Atan(1/x)/math.Pi; math.Abs(got-want) > 1e-9*want {
			t.Errorf("tP(%v, 1) = %v, want %v", x, got, want)
		}
	}
	if math.Abs(t95(1)-12.706204736432095) > 1e-9 || math.Abs(t95(2)-4.302652729911275) > 1e-9 {
		t.Errorf("t95: %v, %v", t95(1), t95(2))
	}
	for name, p := range map[string]float64{"t": tP(math.Inf(1), 5), "F": fP(math.Inf(1), 2, 5), "normal": normalP(math.Inf(-1))} {
		if p != 0 {
			t.Errorf("%s of infinity: %v", name, p)
		}
	}
}
