package stat

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"gonum.org/v1/gonum/mat"
)

// MaxDrivers is the most items whose importance is derived at once: the
// Shapley shares need a fit for each of the 2^k sets of them.
const MaxDrivers = 15

// Why importance cannot be derived.
var (
	ErrDriverCount = errors.New("derived importance takes 1 to 15 items")
	ErrFewCases    = errors.New("fewer complete cases than items and two more")
	ErrFlatOutcome = errors.New("the outcome does not vary")
)

// SingularError names an item that does not vary, or that the items before it
// determine.
type SingularError struct{ Item int }

func (e *SingularError) Error() string {
	return fmt.Sprintf("item %d does not vary or follows from the items before it", e.Item)
}

// Drivers is how a set of items goes with an outcome, over the cases that have
// all numbers. Every slice is by item, except Coefficients, whose first entry
// is the intercept.
type Drivers struct {
	N                 int
	Pearson, Spearman []Correlation // with the outcome
	Coefficients      []Coefficient
	Beta              []float64 // standardised coefficients
	R2, AdjustedR2    float64   // 0 to 1; the adjusted one may fall below
	F, P              float64   // of the whole model; DF are k and n−k−1
	VIF               []float64 // variance inflation, from 1
	LMG, Johnson      []float64 // each item's part of R2; each sums to R2
	LMGPercent        []float64 // the same in per cent of R2; NaN for R2 = 0
	JohnsonPercent    []float64
}

// Coefficient is a term of the regression, in the units of the columns.
type Coefficient struct{ B, SE, P float64 }

// FewCases warns that n is under 10k+50, too few for shares to be steady.
func (d Drivers) FewCases() bool { return d.N < 10*len(d.Pearson)+50 }

// Entangled gives the items with a variance inflation over 5.
func (d Drivers) Entangled() []int {
	var items []int
	for i, v := range d.VIF {
		if v > 5 {
			items = append(items, i)
		}
	}
	return items
}

// Rows walks columns of one length as rows, the same slice each time.
func Rows(columns ...[]float64) iter.Seq[[]float64] {
	return func(yield func([]float64) bool) {
		row := make([]float64, len(columns))
		for i := range columns[0] {
			for j, c := range columns {
				row[j] = c[i]
			}
			if !yield(row) {
				return
			}
		}
	}
}

// KeyDrivers derives the importance of items for an outcome. A row holds the
// outcome and then the items; a row with a NaN is left out; the sequence is
// walked twice and its rows are not kept. With an error the correlations and
// N stand where there are any: too many or no items ([ErrDriverCount]), too few
// cases ([ErrFewCases]), an outcome of one value ([ErrFlatOutcome]), or items
// that determine one another ([SingularError]).
//
// Source: R lm and cor. LMG, the mean rise of R² over all orders of entry: R.
// H. Lindeman, P. F. Merenda, R. Z. Gold (1980), as U. Grömping, relaimpo,
// Journal of Statistical Software 17 (2006). Relative weights: J. W. Johnson,
// Multivariate Behavioral Research 35 (2000) 1–19.
func KeyDrivers(rows iter.Seq[[]float64]) (Drivers, error) {
	values, ranks := columnsOf(rows)
	k := len(values) - 1
	if k < 1 || k > MaxDrivers {
		return Drivers{}, fmt.Errorf("derive importance of %d items: %w", max(k, 0), ErrDriverCount)
	}
	products, rankProducts := productsOf(rows, values, ranks)
	d := Drivers{N: values[0].tally.n}
	for j := 1; j <= k; j++ {
		d.Pearson = append(d.Pearson, newCorrelation(values[0], values[j], products[0][j]))
		d.Spearman = append(d.Spearman, newCorrelation(ranks[0], ranks[j], rankProducts[j]))
	}
	r, err := newModel(values, products)
	if err != nil {
		return d, fmt.Errorf("derive importance: %w", err)
	}
	r.fit(&d, values)
	d.LMG, d.Johnson = r.lmg(), r.johnson()
	for j := range k {
		d.LMGPercent = append(d.LMGPercent, 100*d.LMG[j]/d.R2)
		d.JohnsonPercent = append(d.JohnsonPercent, 100*d.Johnson[j]/d.R2)
	}
	return d, nil
}

func complete(row []float64) bool {
	for _, x := range row {
		if math.IsNaN(x) {
			return false
		}
	}
	return true
}

// columnsOf tallies the columns of the complete rows.
func columnsOf(rows iter.Seq[[]float64]) (values, ranks []column) {
	var counters []counter
	for row := range rows {
		if counters == nil {
			counters = make([]counter, len(row))
		}
		if complete(row) {
			for j, x := range row {
				counters[j].add(x)
			}
		}
	}
	for _, c := range counters {
		t := c.tally()
		values, ranks = append(values, newColumn(t)), append(ranks, newRankColumn(t))
	}
	return values, ranks
}

// productsOf sums the products of every two columns about their means, and of
// the outcome's ranks with those of each item.
func productsOf(rows iter.Seq[[]float64], values, ranks []column) (products [][]float64, rankProducts []float64) {
	products, rankProducts = make([][]float64, len(values)), make([]float64, len(values))
	for i := range products {
		products[i] = make([]float64, len(values))
	}
	centred := make([]float64, len(values))
	for row := range rows {
		if !complete(row) {
			continue
		}
		y := ranks[0].centred(row[0])
		for i, x := range row {
			centred[i] = values[i].centred(x)
			rankProducts[i] += y * ranks[i].centred(x)
		}
		for i, x := range centred {
			for j := i; j < len(centred); j++ {
				products[i][j] += x * centred[j]
			}
		}
	}
	return products, rankProducts
}

// model is the correlations of the items with each other and the outcome.
type model struct {
	k int
	x *mat.SymDense
	y *mat.VecDense
}

// newModel refuses what cannot be fitted.
func newModel(values []column, products [][]float64) (model, error) {
	k := len(values) - 1
	m := model{k, mat.NewSymDense(k, nil), mat.NewVecDense(k, nil)}
	if values[0].flat() {
		return m, ErrFlatOutcome
	}
	for i := 1; i <= k; i++ {
		if values[i].flat() {
			return m, &SingularError{i - 1}
		}
		m.y.SetVec(i-1, newCorrelation(values[0], values[i], products[0][i]).R)
		m.x.SetSym(i-1, i-1, 1)
		for j := i + 1; j <= k; j++ {
			m.x.SetSym(i-1, j-1, newCorrelation(values[i], values[j], products[i][j]).R)
		}
	}
	if values[0].tally.n < k+2 {
		return m, ErrFewCases
	}
	var entered steps
	for j := range k {
		if _, tolerance := entered.add(m, j); tolerance < 1e-10 {
			return m, &SingularError{j}
		}
	}
	return m, nil
}

// fit fills in the regression.
func (m model) fit(d *Drivers, values []column) {
	var factor mat.Cholesky
	var inverse mat.SymDense
	var beta mat.VecDense
	factor.Factorize(m.x)
	// newModel has refused every matrix these two could fail on.
	_, _ = factor.InverseTo(&inverse), factor.SolveVecTo(&beta, m.y)
	d.R2 = max(0, min(1, mat.Dot(&beta, m.y)))
	n, k := float64(d.N), float64(m.k)
	rest := n - k - 1
	d.AdjustedR2 = 1 - (1-d.R2)*(n-1)/rest
	d.F = d.R2 / k / ((1 - d.R2) / rest)
	d.P = fP(d.F, k, rest)
	variance := (1 - d.R2) * values[0].squares / rest // of the residuals
	scale := func(i int) float64 { return math.Sqrt(values[i+1].squares) }
	intercept, leverage := values[0].tally.mean(), 1/n
	d.Coefficients = make([]Coefficient, 1, m.k+1)
	for i := range m.k {
		b := beta.AtVec(i) * math.Sqrt(values[0].squares) / scale(i)
		d.Beta, d.VIF = append(d.Beta, beta.AtVec(i)), append(d.VIF, inverse.At(i, i))
		d.Coefficients = append(d.Coefficients, newCoefficient(b, variance*inverse.At(i, i)/(scale(i)*scale(i)), rest))
		intercept -= b * values[i+1].tally.mean()
		for j := range m.k {
			leverage += values[i+1].tally.mean() / scale(i) * inverse.At(i, j) * values[j+1].tally.mean() / scale(j)
		}
	}
	d.Coefficients[0] = newCoefficient(intercept, variance*leverage, rest)
}

func newCoefficient(b, variance, df float64) Coefficient {
	se := math.Sqrt(variance)
	return Coefficient{b, se, tP(b/se, df)}
}
