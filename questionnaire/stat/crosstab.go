package stat

import "math"

// Crosstab is a table of counts with its tests. Shares and residuals have the
// shape of the counts; the tests leave empty rows and columns out, and with
// fewer than two rows or columns left they are NaN.
type Crosstab struct {
	N                int
	Rows, Columns    []int       // totals
	RowPercent       [][]float64 // NaN in an empty row
	ColumnPercent    [][]float64 // NaN in an empty column
	Expected         [][]float64 // under independence
	Residuals        [][]float64 // adjusted, standard normal under independence; NaN in an empty or the only row or column
	Chi2             float64     // Pearson's, without correction
	DF               int         // 0 where there is no test
	P                float64
	G2, G2P          float64 // likelihood ratio
	CramersV         float64 // 0 to 1
	Phi, Contingency float64 // √(χ²/n) and √(χ²/(χ²+n))
	MinExpected      float64 // over the rows and columns that are not empty
	Under5           int     // cells with an expected count under 5, likewise
	Cells            int     // cells that are not in an empty row or column
	TwoByTwo         *TwoByTwo
	Advice           Advice
}

// TwoByTwo is what only a table with two rows and two columns has.
type TwoByTwo struct {
	YatesChi2, YatesP float64 // with continuity correction
	OddsRatio         float64 // ad/bc of the sample; +Inf with an empty b or c, NaN if a or d is empty as well
}

// Advice says which test of a table to go by.
type Advice uint8

// The advice.
const (
	NoTest    Advice = iota // fewer than two rows or columns
	UsePlain                // χ² as it is
	UseYates                // χ² with continuity correction
	UseFisher               // expected counts too small for χ²
)

// Tabulate tests counts[row][column] for independence; every row is of one length.
//
// Source: K. Pearson, Phil. Mag. 50 (1900) 157–175; H. Cramér, Mathematical
// Methods of Statistics (1946) for V; S. J. Haberman, Biometrics 29 (1973)
// 205–220 for residuals; F. Yates, JRSS Suppl. 1 (1934) 217–235; R
// chisq.test, vcd assocstats.
func Tabulate(counts [][]int) Crosstab {
	t := Crosstab{Chi2: math.NaN(), P: math.NaN(), G2: math.NaN(), G2P: math.NaN(), CramersV: math.NaN(),
		Phi: math.NaN(), Contingency: math.NaN(), MinExpected: math.NaN()}
	t.Rows, t.Columns, t.N = margins(counts)
	t.RowPercent = t.each(counts, func(r, c int) float64 { return Percent(counts[r][c], t.Rows[r]) })
	t.ColumnPercent = t.each(counts, func(r, c int) float64 { return Percent(counts[r][c], t.Columns[c]) })
	t.Expected = t.each(counts, func(r, c int) float64 {
		return float64(t.Rows[r]) * float64(t.Columns[c]) / float64(t.N)
	})
	t.Residuals = t.each(counts, func(r, c int) float64 {
		e, n := t.Expected[r][c], float64(t.N)
		return (float64(counts[r][c]) - e) / math.Sqrt(e*(1-float64(t.Rows[r])/n)*(1-float64(t.Columns[c])/n))
	})
	for r := range t.Residuals {
		for c, z := range t.Residuals[r] {
			if math.IsInf(z, 0) {
				t.Residuals[r][c] = math.NaN()
			}
		}
	}
	t.test(withoutEmpty(counts, t.Rows, t.Columns))
	return t
}

// each makes a table of the shape of counts.
func (t *Crosstab) each(counts [][]int, value func(r, c int) float64) [][]float64 {
	table := make([][]float64, len(counts))
	for r := range counts {
		table[r] = make([]float64, len(counts[r]))
		for c := range counts[r] {
			table[r][c] = value(r, c)
		}
	}
	return table
}

// test fills in the tests from the table without its empty rows and columns.
func (t *Crosstab) test(full [][]int) {
	rows, columns, n := margins(full)
	smaller := min(len(rows), len(columns))
	if smaller < 2 {
		return
	}
	t.Cells, t.DF = len(rows)*len(columns), (len(rows)-1)*(len(columns)-1)
	t.Chi2, t.G2, t.MinExpected = 0, 0, math.Inf(1)
	for r := range full {
		for c, count := range full[r] {
			o, e := float64(count), float64(rows[r])*float64(columns[c])/float64(n)
			t.Chi2 += (o - e) * (o - e) / e
			if count > 0 {
				t.G2 += 2 * o * math.Log(o/e)
			}
			if e < 5 {
				t.Under5++
			}
			t.MinExpected = min(t.MinExpected, e)
		}
	}
	t.G2 = max(0, t.G2) // independence to the last case may end below
	t.P, t.G2P = chi2P(t.Chi2, t.DF), chi2P(t.G2, t.DF)
	t.Phi = math.Sqrt(t.Chi2 / float64(n))
	t.CramersV = t.Phi / math.Sqrt(float64(smaller-1))
	t.Contingency = math.Sqrt(t.Chi2 / (t.Chi2 + float64(n)))
	if t.Cells == 4 {
		t.TwoByTwo = twoByTwo(full, rows, columns)
	}
	t.Advice = advise(t.Cells, n, t.Under5, t.MinExpected)
}

// twoByTwo gives Yates' correction, never beyond the difference itself (as R),
// and the odds ratio.
func twoByTwo(full [][]int, rows, columns []int) *TwoByTwo {
	a, b := float64(full[0][0]), float64(full[0][1])
	c, d := float64(full[1][0]), float64(full[1][1])
	n := a + b + c + d
	e := float64(rows[0]) * float64(columns[0]) / n
	off := max(0, math.Abs(a-e)-0.5)
	chi2 := off * off * n * n / (float64(rows[0]) * float64(rows[1])) * n / (float64(columns[0]) * float64(columns[1]))
	return &TwoByTwo{chi2, chi2P(chi2, 1), a * d / (b * c)}
}

// advise applies the rules for small expected counts. Of 2×2 tables: 40 cases
// or more with every expected count at 5 or more, the plain test; at 1 or
// more, the corrected one; otherwise Fisher's. Of larger ones: Fisher's if more
// than a fifth of the cells expect under 5 or any under 1.
//
// Source: W. G. Cochran, Some methods for strengthening the common χ² tests,
// Biometrics 10 (1954) 417–451, in the form Chinese textbooks give.
func advise(cells, n, under5 int, least float64) Advice {
	switch {
	case least < 1, cells == 4 && n < 40, cells > 4 && 5*under5 > cells:
		return UseFisher
	case cells == 4 && under5 > 0:
		return UseYates
	}
	return UsePlain
}

// margins gives the totals of rows and columns and of all.
func margins(counts [][]int) (rows, columns []int, n int) {
	rows = make([]int, len(counts))
	if len(counts) > 0 {
		columns = make([]int, len(counts[0]))
	}
	for r, row := range counts {
		for c, count := range row {
			rows[r] += count
			columns[c] += count
			n += count
		}
	}
	return rows, columns, n
}

// withoutEmpty drops the rows and columns nobody is in.
func withoutEmpty(counts [][]int, rows, columns []int) [][]int {
	var full [][]int
	for r, row := range counts {
		if rows[r] == 0 {
			continue
		}
		var kept []int
		for c, count := range row {
			if columns[c] > 0 {
				kept = append(kept, count)
			}
		}
		full = append(full, kept)
	}
	return full
}
