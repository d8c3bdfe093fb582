package stat

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

func alike(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || a == b || math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b))
}

func drawTable(t *rapid.T, most, rows, columns int) [][]int {
	r, c := rapid.IntRange(1, rows).Draw(t, "rows"), rapid.IntRange(1, columns).Draw(t, "columns")
	table := make([][]int, r)
	for i := range table {
		table[i] = rapid.SliceOfN(rapid.IntRange(0, most), c, c).Draw(t, "row")
	}
	return table
}

func transpose(table [][]int) [][]int {
	out := make([][]int, len(table[0]))
	for c := range out {
		for _, row := range table {
			out[c] = append(out[c], row[c])
		}
	}
	return out
}

func TestIntervalsHoldTheShareAndStayInBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 2_000_000).Draw(t, "n")
		x := rapid.IntRange(0, n).Draw(t, "x")
		p := Percent(x, n)
		for name, ci := range map[string]Interval{"Wilson": Wilson(x, n), "Clopper-Pearson": ClopperPearson(x, n)} {
			if !(0 <= ci.Low && ci.Low <= p && p <= ci.High && ci.High <= 100) {
				t.Fatalf("%s of %d/%d: %v does not hold %v", name, x, n, ci, p)
			}
		}
		mirror := Wilson(n-x, n)
		if w := Wilson(x, n); !alike(w.Low, 100-mirror.High) {
			t.Fatalf("Wilson of %d/%d and of the rest do not mirror: %v, %v", x, n, w, mirror)
		}
	})
}

func TestRoundReadsTheDecimals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.IntRange(0, 4).Draw(t, "digits")
		text := strconv.Itoa(rapid.IntRange(-9999, 9999).Draw(t, "whole")) + "." +
			strconv.Itoa(rapid.IntRange(0, 999999).Draw(t, "fraction"))
		x, _ := strconv.ParseFloat(text, 64)
		r, _ := new(big.Rat).SetString(text)
		// FloatString rounds halves away from zero, on the exact fraction.
		want, _ := strconv.ParseFloat(r.FloatString(digits), 64)
		if got := Round(x, digits); got != want {
			t.Fatalf("Round(%s, %d) = %v, want %v", text, digits, got, want)
		}
	})
}

func TestTallyAgreesWithTheRawNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Map(rapid.IntRange(-3, 5), func(i int) float64 { return float64(i) }), rapid.Float64Range(-50, 50))
		a := rapid.SliceOfN(value, 2, 200).Draw(t, "a")
		b := rapid.SliceOfN(value, 2, 40).Draw(t, "b")
		sum, squares := 0.0, 0.0
		for _, x := range a {
			sum += x
		}
		mean := sum / float64(len(a))
		for _, x := range a {
			squares += (x - mean) * (x - mean)
		}
		sorted := slices.Sorted(slices.Values(a))
		median := (sorted[(len(a)-1)/2] + sorted[len(a)/2]) / 2
		tally := Count(append(a, math.NaN())...)
		m := tally.Moments()
		if m.N != len(a) || !alike(m.Mean, mean) || !alike(m.SD, math.Sqrt(squares/float64(len(a)-1))) || tally.Median() != median {
			t.Fatalf("%+v, median %v", m, tally.Median())
		}
		w := 0.0 // pairs in which a lies above b
		for _, x := range a {
			for _, y := range b {
				switch {
				case x > y:
					w++
				case x == y:
					w += 0.5
				}
			}
		}
		ab, ba := MannWhitney(tally, Count(b...)), MannWhitney(Count(b...), tally)
		if !alike(ab.Statistic, w) || !alike(ab.Z, -ba.Z) || !alike(ab.P, ba.P) {
			t.Fatalf("Mann–Whitney %+v and %+v, W %v", ab, ba, w)
		}
		n := float64(0)
		for _, x := range a {
			if x != 0 {
				n++
			}
		}
		var mirrored []float64
		for _, x := range a {
			mirrored = append(mirrored, -x)
		}
		up, down := tally.SignedRank(), Count(mirrored...).SignedRank()
		if !alike(up.Statistic+down.Statistic, n*(n+1)/2) || !alike(up.P, down.P) {
			t.Fatalf("signed ranks %+v and %+v", up, down)
		}
	})
}

func TestTablesDoNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t, 30, 5, 5)
		moved := transpose(rapid.Permutation(transpose(rapid.Permutation(table).Draw(t, "rows'"))).Draw(t, "columns'"))
		moved = append(moved, make([]int, len(moved[0]))) // and not on rows nobody is in
		a := Tabulate(table)
		for _, b := range []Crosstab{Tabulate(moved), Tabulate(transpose(moved))} {
			if !alike(a.Chi2, b.Chi2) || !alike(a.G2, b.G2) || !alike(a.P, b.P) || a.DF != b.DF || a.Under5 != b.Under5 || a.Advice != b.Advice {
				t.Fatalf("%+v\n%+v", a, b)
			}
			if two := a.TwoByTwo; two != nil && !alike(two.YatesChi2, b.TwoByTwo.YatesChi2) {
				t.Fatal("Yates depends on the order")
			}
		}
		if len(table) == 2 && len(table[0]) == 2 && a.DF == 1 {
			z := CompareShares(table[0][0], table[0][0]+table[0][1], table[1][0], table[1][0]+table[1][1])
			if !alike(z.Z*z.Z, a.Chi2) {
				t.Fatalf("z² %v, χ² %v", z.Z*z.Z, a.Chi2)
			}
		}
	})
}

// everyTable sums what the exact test sums, by building every table with the
// margins out of exact binomials.
func everyTable(counts [][]int) float64 {
	rows, columns, _ := margins(counts)
	weigh := func(table [][]int) *big.Rat {
		w := big.NewRat(1, 1)
		for _, row := range table {
			for _, x := range row {
				w.Quo(w, new(big.Rat).SetInt(new(big.Int).MulRange(1, int64(x))))
			}
		}
		return w
	}
	seen, all, extreme := weigh(counts), new(big.Rat), new(big.Rat)
	table := make([][]int, len(rows))
	for r := range table {
		table[r] = make([]int, len(columns))
	}
	left := slices.Clone(columns)
	var place func(r, c, row int)
	place = func(r, c, row int) {
		if r == len(rows)-1 {
			copy(table[r], left)
			w := weigh(table)
			all.Add(all, w)
			if w.Cmp(seen) <= 0 {
				extreme.Add(extreme, w)
			}
			return
		}
		if c == len(columns)-1 {
			if row > left[c] {
				return
			}
			table[r][c] = row
			left[c] -= row
			place(r+1, 0, rows[r+1])
			left[c] += row
			return
		}
		for x := 0; x <= min(row, left[c]); x++ {
			table[r][c] = x
			left[c] -= x
			place(r, c+1, row-x)
			left[c] += x
		}
	}
	place(0, 0, rows[0])
	p, _ := extreme.Quo(extreme, all).Float64()
	return p
}

func TestFisherEqualsEveryTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t, 5, 3, 3)
		got := Fisher(table, 7)
		if math.IsNaN(got.P) {
			if Tabulate(table).DF > 0 {
				t.Fatal("no P for a table that has one")
			}
			return
		}
		if want := everyTable(table); !alike(got.P, want) || got.Simulated != 0 {
			t.Fatalf("%+v, want %v", got, want)
		}
		_, _, n := margins(table)
		drawn := simulate(table, logTable(n), 7)
		if math.Abs(drawn.P-got.P) > 5*math.Sqrt(got.P*(1-got.P)/simulated)+1e-3 {
			t.Fatalf("drawn %+v, exact %v", drawn, got.P)
		}
	})
}

func TestFisher2x2EqualsEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := [][]int{{0, 0}, {0, 0}}
		for i := range 4 {
			table[i/2][i%2] = rapid.IntRange(0, 40).Draw(t, "cell")
		}
		if got := Fisher(table, 1).P; !math.IsNaN(got) && !alike(got, everyTable(table)) {
			t.Fatalf("%v, want %v", got, everyTable(table))
		}
	})
}

func TestLettersPointOneWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t, 60, 3, 5)
		_, bases, _ := margins(table)
		levels := Levels{Capital: 0.05, Small: 0.2}
		a := ShareLetters(table, bases, levels)
		for r := range table {
			for i := range bases {
				for j := range bases {
					has := func(x, y int) bool {
						marks := a.Letters[r][x]
						return slices.ContainsFunc([]rune(marks), func(m rune) bool { return m == rune('A'+y) || m == rune('a'+y) })
					}
					if has(i, j) && (has(j, i) || Percent(table[r][i], bases[i]) <= Percent(table[r][j], bases[j])) {
						t.Fatalf("row %d: %q", r, a.Letters[r])
					}
				}
			}
		}
		back := transpose(table)
		slices.Reverse(back)
		_, reversed, _ := margins(transpose(back))
		b := ShareLetters(transpose(back), reversed, levels)
		for _, p := range a.Pairs {
			i := slices.IndexFunc(b.Pairs, func(q Pair) bool {
				return q.Row == p.Row && q.A == len(bases)-1-p.B && q.B == len(bases)-1-p.A
			})
			if i < 0 || !alike(b.Pairs[i].Z, -p.Z) || !alike(b.Pairs[i].P, p.P) {
				t.Fatalf("%+v has no mirror", p)
			}
		}
	})
}

// plainR2 fits the outcome, column 0, on some items by least squares with an intercept.
func plainR2(columns [][]float64, items []int) float64 {
	n := len(columns[0])
	x, y := mat.NewDense(n, len(items)+1, nil), mat.NewVecDense(n, columns[0])
	for i := range n {
		x.Set(i, 0, 1)
		for j, item := range items {
			x.Set(i, j+1, columns[item+1][i])
		}
	}
	var b, fit mat.VecDense
	if b.SolveVec(x, y) != nil {
		return math.NaN()
	}
	fit.MulVec(x, &b)
	fit.SubVec(y, &fit)
	return 1 - mat.Dot(&fit, &fit)/Count(columns[0]...).squares()
}

func TestDriversShareOutTheFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, n := rapid.IntRange(1, 4).Draw(t, "k"), rapid.IntRange(12, 40).Draw(t, "n")
		columns := make([][]float64, k+1)
		for j := range columns {
			columns[j] = make([]float64, n)
			for i := range n {
				columns[j][i] = float64(rapid.IntRange(1, 5).Draw(t, "x"))
			}
		}
		d, err := KeyDrivers(Rows(columns...))
		if err != nil {
			t.Skip(err)
		}
		lmg, johnson := 0.0, 0.0
		for j := range k {
			lmg, johnson = lmg+d.LMG[j], johnson+d.Johnson[j]
		}
		if !alike(lmg, d.R2) || !alike(johnson, d.R2) || !alike(d.R2, plainR2(columns, []int{0, 1, 2, 3}[:k])) {
			t.Fatalf("R² %v, LMG %v, Johnson %v", d.R2, lmg, johnson)
		}
		slow, orders := make([]float64, k), 0.0
		var order func(taken []int)
		order = func(taken []int) {
			if len(taken) == k {
				orders++
				for i, j := range taken {
					before := 0.0
					if i > 0 {
						before = plainR2(columns, taken[:i])
					}
					slow[j] += plainR2(columns, taken[:i+1]) - before
				}
			}
			for j := range k {
				if !slices.Contains(taken, j) {
					order(append(slices.Clone(taken), j))
				}
			}
		}
		order(nil)
		for j := range k {
			if !alike(d.LMG[j], slow[j]/orders) {
				t.Fatalf("item %d: %v, over all orders %v", j, d.LMG[j], slow[j]/orders)
			}
		}
	})
}

func TestNoHiddenCellStandsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t, 40, 5, 5)
		hidden := SuppressTable(table)
		check := func(cells []bool) {
			gone := 0
			for _, h := range cells {
				if h {
					gone++
				}
			}
			if gone == 1 && len(cells) > 1 {
				t.Fatalf("%v of %v", hidden, table)
			}
		}
		for r, row := range hidden {
			check(row)
			for c, h := range row {
				if table[r][c] < SuppressBelow && !h {
					t.Fatalf("%d shown", table[r][c])
				}
			}
		}
		for c := range hidden[0] {
			var column []bool
			for _, row := range hidden {
				column = append(column, row[c])
			}
			check(column)
		}
	})
}

func TestParetoRanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := Pareto(rapid.SliceOfN(rapid.IntRange(0, 50), 1, 12).Draw(t, "counts"))
		before := 0.0
		for i, r := range rows {
			if i > 0 && (rows[i-1].Count < r.Count || rows[i-1].Count == r.Count && rows[i-1].Index > r.Index) {
				t.Fatalf("%+v", rows)
			}
			if r.Vital != (before < 80 && !math.IsNaN(r.Cumulative)) {
				t.Fatalf("vital: %+v", rows)
			}
			before = r.Cumulative
		}
	})
}
