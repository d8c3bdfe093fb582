package stat

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestRound(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits int
		want   float64
	}{
		{22.5, 0, 23}, {32.5, 0, 33}, {-22.5, 0, -23}, {0.5, 0, 1}, {0.125, 2, 0.13}, {1.005, 2, 1.01}, {2.675, 2, 2.68},
		{0.49999999999999994, 0, 0}, {-0.4, 0, 0}, {1e300, 2, 1e300}, {5e-324, 3, 0}, {99.95, 1, 100}, {0, 2, 0},
		{math.Inf(1), 1, math.Inf(1)}, {Percent(9, 40), 0, 23}, {123456789.125, 2, 123456789.13},
	} {
		got := Round(c.x, c.digits)
		if got != c.want || got == 0 && math.Signbit(got) {
			t.Errorf("Round(%v, %d) = %v, want %v", c.x, c.digits, got, c.want)
		}
	}
	if !math.IsNaN(Round(math.NaN(), 1)) {
		t.Error("an undefined figure rounds to a number")
	}
}

func TestNobodyHasNoFigures(t *testing.T) {
	var nobody Tally
	m := nobody.Moments()
	s, err := NPS(make([]int, 11))
	if err != nil {
		t.Fatal(err)
	}
	b := BoxShares([]int{0, 0}, []Box{Top, Bottom})
	shares := CompareShares(0, 0, 3, 10)
	means := CompareMeans(nobody, Count(1, 2))
	mention := MultipleResponse([]int{0}, 0, 0)
	for name, x := range map[string]float64{
		"percent": Percent(0, 0), "Wilson": Wilson(0, 0).Low, "Clopper": ClopperPearson(0, 0).High, "Wald": Wald(0, 0).Low,
		"mean": m.Mean, "SD": m.SD, "SE": m.SE, "low": m.Interval.Low, "median": nobody.Median(), "t": nobody.TTest(4).P,
		"signed ranks": nobody.SignedRank().P, "score": s.Score, "score SE": s.SE, "score low": s.Interval.Low, "score SD": s.SD,
		"top": b.Top, "net": b.Net, "top low": b.TopRange.Low, "share z": shares.Z, "share p": shares.P, "Newcombe": shares.Newcombe.Low,
		"Welch": means.P, "Mann": MannWhitney(nobody, nobody).P, "score difference": NPSDifference(s, s).P,
		"of responses": mention.Answers[0].OfResponses, "of cases": mention.Answers[0].OfCases, "none": mention.None,
		"distribution": Distribution([]int{0}, 0)[0].Percent, "of all": Distribution([]int{0}, 0)[0].OfAll,
		"Pearson": Pearson(Pairs(nil, nil)).R, "Spearman": Spearman(Pairs(nil, nil)).R, "finite": FiniteFactor(0, 0),
		"finite mean": m.Finite(100).SE, "finite share": FiniteShareSE(0, 0, 10), "rescaled": Rescaled(1, 1, 1),
		"χ²": Tabulate(nil).Chi2, "χ² of zeros": Tabulate([][]int{{0, 0}, {0, 0}}).P, "exact": Fisher([][]int{{0, 0}, {0, 0}}, 1).P,
		"cut": GrandMeans(nil).Importance, "Pareto": Pareto([]int{0})[0].Cumulative, "Bonferroni": Bonferroni(math.NaN(), 3),
	} {
		if !math.IsNaN(x) {
			t.Errorf("%s of nobody is %v", name, x)
		}
	}
	if Pareto([]int{0})[0].Vital || Notable(math.NaN(), 50, 50) {
		t.Error("nobody stands out")
	}
}

func TestOneCase(t *testing.T) {
	m := Count(4).Moments()
	if m.N != 1 || m.Mean != 4 || !math.IsNaN(m.SD) || !math.IsNaN(m.SE) || !math.IsNaN(m.Interval.Low) || m.Flat {
		t.Errorf("%+v", m)
	}
	if p := Count(4).TTest(0).P; !math.IsNaN(p) {
		t.Errorf("t test of one case: p %v", p)
	}
	if c := Pearson(Pairs([]float64{1, 2}, []float64{3, 1})); c.R != -1 || !math.IsNaN(c.P) {
		t.Errorf("two cases: %+v", c)
	}
	if l := Count(3, 9).Median(); l != 6 {
		t.Errorf("median %v", l)
	}
}

func TestAllEqual(t *testing.T) {
	same := Count(slices.Repeat([]float64{0.1}, 7)...)
	m := same.Moments()
	if !m.Flat || m.SD != 0 || m.Interval.Low != m.Mean || m.Interval.High != m.Mean {
		t.Errorf("%+v", m)
	}
	for name, x := range map[string]float64{
		"t": same.TTest(3).P, "Welch": CompareMeans(same, same).P, "Mann–Whitney": MannWhitney(same, same).P,
		"no differences": Count(0, 0, 0).SignedRank().P, "shares 0": CompareShares(0, 9, 0, 9).P, "shares 100": CompareShares(9, 9, 9, 9).Z,
		"Pearson": Pearson(Pairs([]float64{1, 1, 1}, []float64{1, 2, 3})).R,
	} {
		if !math.IsNaN(x) {
			t.Errorf("%s of equal numbers is %v", name, x)
		}
	}
	if l := MeanLetters([]Tally{same, Count(5, 5)}, Levels{Capital: 0.05}); len(l.Pairs) > 0 {
		t.Errorf("tested what does not vary: %+v", l)
	}
	all, _ := NPS([]int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7})
	if all.SE != 0 || all.Interval != (Interval{100, 100}) {
		t.Errorf("%+v", all)
	}
}

func TestScoreRefusesOtherScales(t *testing.T) {
	for _, answers := range []int{0, 5, 10, 12} {
		if _, err := NPS(make([]int, answers)); !errors.Is(err, ErrScale) {
			t.Errorf("%d answers: %v", answers, err)
		}
	}
}

func TestAdvice(t *testing.T) {
	for name, c := range map[string]struct {
		table [][]int
		want  Advice
	}{
		"one row":                    {[][]int{{3, 4}}, NoTest},
		"one row that is not empty":  {[][]int{{3, 4}, {0, 0}}, NoTest},
		"2×2 of many":                {[][]int{{20, 10}, {10, 20}}, UsePlain},
		"2×2 under forty":            {[][]int{{10, 9}, {10, 10}}, UseFisher},
		"2×2 expects 1 to 5":         {[][]int{{3, 40}, {5, 60}}, UseYates},
		"2×2 expects under 1":        {[][]int{{0, 60}, {1, 60}}, UseFisher},
		"a fifth of the cells small": {[][]int{{50, 50, 4}, {50, 50, 8}, {50, 50, 8}, {50, 50, 40}, {50, 50, 40}}, UsePlain},
		"over a fifth small":         {[][]int{{50, 4}, {50, 4}, {50, 4}}, UseFisher},
		"any under 1":                {[][]int{{90, 90, 1}, {90, 90, 0}, {90, 90, 0}}, UseFisher},
	} {
		if got := Tabulate(c.table); got.Advice != c.want {
			t.Errorf("%s: advice %d, want %d (%+v)", name, got.Advice, c.want, got)
		}
	}
}

func TestEmptyLinesKeepTheirPlace(t *testing.T) {
	x := Tabulate([][]int{{5, 0, 9}, {0, 0, 0}, {7, 0, 2}})
	if x.DF != 1 || x.Cells != 4 || x.TwoByTwo == nil || len(x.Residuals) != 3 || !math.IsNaN(x.Residuals[0][1]) || !math.IsNaN(x.ColumnPercent[0][1]) ||
		!math.IsNaN(x.RowPercent[1][0]) || math.IsNaN(x.Residuals[2][2]) {
		t.Errorf("%+v", x)
	}
	for n := 1; n < 400; n++ { // independent to the last case
		x := Tabulate([][]int{{n, 3 * n, 7 * n}, {2 * n, 6 * n, 14 * n}})
		if !(x.G2P > 0.999 && x.P > 0.999) {
			t.Fatalf("%d: %+v", n, x)
		}
	}
	if or := Tabulate([][]int{{5, 0}, {1, 3}}).TwoByTwo.OddsRatio; !math.IsInf(or, 1) {
		t.Errorf("odds ratio %v", or)
	}
}

func TestTwoLevelsOfLetters(t *testing.T) {
	counts, bases := [][]int{{50, 30, 42}}, []int{100, 100, 100}
	if l := ShareLetters(counts, bases, Levels{Capital: 0.01, Small: 0.05}); l.Letters[0][0] != "b" {
		t.Errorf("%q %+v", l.Letters, l.Pairs)
	}
	if l := ShareLetters(counts, bases, Levels{Capital: 0.05}); l.Letters[0][0] != "B" {
		t.Errorf("%q", l.Letters)
	}
	if l := ShareLetters([][]int{{1, 30}}, []int{1, 100}, Levels{Capital: 0.05}); len(l.Pairs) > 0 {
		t.Error("tested a column of one case")
	}
	for column, want := range map[int]string{0: "A", 25: "Z", 26: "A1", 51: "Z1", 52: "A2"} {
		if got := ColumnLetter(column); got != want {
			t.Errorf("column %d is %s, want %s", column, got, want)
		}
	}
}

// The p-values of R's pairwise.t.test(p.adjust.method = "bonferroni") are in
// the reference of the group means.
func TestMeanLettersEqualPairwiseT(t *testing.T) {
	data := loadSet(t, "testdata/telecom13_A", "data.csv")
	columns := func(by string) (out []Tally) {
		for _, g := range slices.Compact(slices.Sorted(slices.Values(data.columns[by]))) {
			out = append(out, Count(data.where(data.numbers("q02"), by+"=="+g)...))
		}
		return out
	}
	want := map[[2]int]float64{{0, 2}: 0.793938895689592, {0, 5}: 0.740723243024221, {1, 5}: 0.23672229819095, {2, 5}: 0.0291731407711925, {3, 5}: 0.0832273266756576}
	l := MeanLetters(columns("hall"), Levels{Capital: 0.05})
	for _, p := range l.Pairs {
		w, ok := want[[2]int{p.A, p.B}]
		if _, one := want[[2]int{p.A, p.B}]; !one && p.A == 0 && p.B == 1 {
			w, ok = 1, true
		}
		if ok && !near("p", p.P, w) {
			t.Errorf("%+v, want %v", p, w)
		}
	}
	if got := strings.Join(l.Letters[0], "|"); got != "|||||C" {
		t.Errorf("letters %q", got)
	}
	if p := MeanLetters(columns("segment"), Levels{Capital: 0.05}).Pairs[0].P; !near("p", p, 4.49656541980179e-05) {
		t.Errorf("segments: p %v", p)
	}
}

func TestSuppressionHidesASecond(t *testing.T) {
	for _, c := range []struct {
		bases []int
		want  []bool
	}{
		{[]int{40, 5, 20}, []bool{false, true, true}},
		{[]int{4, 5, 20}, []bool{true, true, false}},
		{[]int{40, 50}, []bool{false, false}},
		{[]int{5}, []bool{true}},
		{nil, []bool{}},
	} {
		if got := SuppressLine(c.bases); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.bases, got, c.want)
		}
	}
	for n, want := range map[int]Visibility{0: Suppressed, 9: Suppressed, 10: Flagged, 29: Flagged, 30: Shown} {
		if got := VisibilityOf(n); got != want {
			t.Errorf("base %d: %v", n, got)
		}
	}
}

func TestDriversNameTheItemAtFault(t *testing.T) {
	y := []float64{1, 2, 4, 3, 5, 2, 1, 4}
	a := []float64{1, 3, 2, 5, 4, 4, 2, 1}
	b := []float64{2, 1, 5, 3, 3, 1, 4, 4}
	sum, flat := make([]float64, 8), slices.Repeat([]float64{3}, 8)
	for i := range sum {
		sum[i] = 2*a[i] - b[i]
	}
	var singular *SingularError
	for _, c := range []struct {
		columns [][]float64
		item    int
	}{{[][]float64{y, a, b, sum}, 2}, {[][]float64{y, flat, a}, 0}, {[][]float64{y, a, a}, 1}} {
		d, err := KeyDrivers(Rows(c.columns...))
		if !errors.As(err, &singular) || singular.Item != c.item || d.N != 8 || d.Pearson[1].N != 8 || d.LMG != nil {
			t.Errorf("%v, %+v", err, d)
		}
	}
	for _, c := range []struct {
		columns [][]float64
		want    error
	}{
		{[][]float64{y}, ErrDriverCount}, {slices.Repeat([][]float64{y}, 17), ErrDriverCount},
		{[][]float64{flat, a}, ErrFlatOutcome}, {[][]float64{y[:3], a[:3], b[:3]}, ErrFewCases},
	} {
		if _, err := KeyDrivers(Rows(c.columns...)); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
	y[0] = math.NaN()
	if d, err := KeyDrivers(Rows(y, a, b)); err != nil || d.N != 7 || !d.FewCases() || d.Entangled() != nil {
		t.Errorf("%+v %v", d, err)
	}
}

func TestDriversOfNothingExplained(t *testing.T) {
	y, a := []float64{1, 2, 1, 2, 1, 2, 1, 2}, []float64{1, 1, 2, 2, 3, 3, 4, 4}
	d, err := KeyDrivers(Rows(y, a))
	if err != nil || d.R2 != 0 || d.P != 1 || d.LMG[0] != 0 || !math.IsNaN(d.LMGPercent[0]) {
		t.Errorf("%+v %v", d, err)
	}
	d, err = KeyDrivers(Rows(a, a, y))
	if err != nil || d.R2 < 1-1e-12 || d.P > 1e-9 || math.Abs(d.Coefficients[1].B-1) > 1e-12 {
		t.Errorf("%+v %v", d, err)
	}
}

func TestQuadrantTiesAreHigh(t *testing.T) {
	items := []Point{{3, 0.3}, {3, 0.1}, {2, 0.3}, {1, 0.1}, {math.NaN(), 0.2}, {4, 0.4}}
	zones, err := Quadrants(items, Point{3, 0.3})
	if want := []Zone{KeepUp, Overkill, Concentrate, LowPriority, Unplaced, KeepUp}; err != nil || !slices.Equal(zones, want) {
		t.Errorf("%v %v", zones, err)
	}
	tie := []Point{{0.1, 1}, {0.2, 2}, {0.3, 3}, {0.2, 2}}
	if zones, _ := Quadrants(tie, GrandMeans(tie)); zones[1] != KeepUp {
		t.Errorf("an item at the mean: %v", zones)
	}
	for _, few := range [][]Point{items[:3], {{1, 2}, {1, 3}, {1, 4}, {1, 5}}, {{1, 2}, {2, 2}, {3, 2}, {4, 2}}} {
		if _, err := Quadrants(few, Point{1, 2}); !errors.Is(err, ErrNoQuadrant) {
			t.Errorf("%v: %v", few, err)
		}
	}
	if Midpoint(1, 5) != 3 {
		t.Error("the middle of 1 to 5")
	}
}

func TestWavesAreMarkedOnEnoughCases(t *testing.T) {
	for _, c := range []struct {
		p      float64
		n1, n2 int
		want   bool
	}{{0.049, 30, 30, true}, {0.05, 300, 300, false}, {0.001, 29, 500, false}, {0.001, 500, 29, false}} {
		if got := Notable(c.p, c.n1, c.n2); got != c.want {
			t.Errorf("%+v", c)
		}
	}
}

func TestSimulationIsRepeatable(t *testing.T) {
	table := [][]int{{39, 26, 17, 13, 6, 14}, {55, 53, 35, 37, 24, 9}, {44, 42, 34, 23, 10, 6}}
	a, b, other := Fisher(table, 5), Fisher(table, 5), Fisher(table, 6)
	if a != b || a.P == other.P || a.Simulated == 0 || a.SE <= 0 {
		t.Errorf("%+v %+v %+v", a, b, other)
	}
}

func TestFarTails(t *testing.T) {
	for name, c := range map[string][2]float64{
		"normal 9":  {normalP(9), 2.257176811907681e-19},
		"normal 38": {normalP(38), 5.7707e-316},
		"χ² 80/1":   {chi2P(80, 1), 3.744097e-19},
	} {
		if math.Abs(c[0]-c[1]) > 1e-4*c[1] {
			t.Errorf("%s: %v, want %v", name, c[0], c[1])
		}
	}
}
