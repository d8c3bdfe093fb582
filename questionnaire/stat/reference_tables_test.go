package stat

import (
	"math"
	"slices"
	"strings"
)

func waveShare(c *check) {
	var x, n [2]int
	if c.arg("var") == "" {
		x, n = [2]int{c.number("x1"), c.number("x2")}, [2]int{c.number("n1"), c.number("n2")}
	} else {
		for i, w := range []string{"w1", "w2"} {
			for v, k := range Count(c.set.where(c.set.numbers(c.arg("var")), "wave=="+c.arg(w))...).Values() {
				n[i] += k
				if v >= 4 {
					x[i] += k
				}
			}
		}
	}
	test := CompareShares(x[0], n[0], x[1], n[1])
	c.is("p1_pct", test.Share1)
	c.is("p2_pct", test.Share2)
	c.is("diff_pts", test.Diff)
	c.is("z_pooled", test.Z)
	c.is("p_value", test.P)
	c.is("wald_ci95_pts", ends(test.Wald)...)
	c.is("newcombe_ci95_pts", ends(test.Newcombe)...)
	c.is("fisher_p", Fisher([][]int{{x[0], n[0] - x[0]}, {x[1], n[1] - x[1]}}, 1).P)
}

func waveMean(c *check) {
	side := func(w string) Tally {
		filter := c.arg(w)
		if !strings.Contains(filter, "==") {
			filter = "wave==" + filter
		}
		return Count(c.set.where(c.set.numbers(c.arg("var")), filter)...)
	}
	a, b := side("w1"), side("w2")
	test, ranks := CompareMeans(a, b), MannWhitney(a, b)
	c.is("n1", float64(test.Mean1.N))
	c.is("n2", float64(test.Mean2.N))
	c.is("mean1", test.Mean1.Mean)
	c.is("mean2", test.Mean2.Mean)
	c.is("diff", test.Diff)
	c.is("t_welch", test.T)
	c.is("df_welch", test.DF)
	c.is("p_welch", test.P)
	c.is("ci95", ends(test.Interval)...)
	c.is("t_pooled", test.PooledT)
	c.is("p_pooled", test.PooledP)
	c.is("mannwhitney_W", ranks.Statistic)
	c.is("mannwhitney_p_cc", ranks.P)
	c.is("cohen_d_pooled", test.CohenD)
}

func smallBase(c *check) {
	bases := map[string]int{}
	for i, x := range c.set.numbers("q02") {
		if !math.IsNaN(x) {
			bases[c.set.columns["hall"][i]+c.set.columns["interviewer"][i]]++
		}
	}
	var by [3]int
	for _, n := range bases {
		by[VisibilityOf(n)]++
	}
	c.is("n_cells", float64(len(bases)))
	c.is("shown", float64(by[Shown]))
	c.is("flagged", float64(by[Flagged]))
	c.is("suppressed", float64(by[Suppressed]))
}

func crosstab(c *check) {
	counts := c.table()
	t := Tabulate(counts)
	flat := func(table [][]float64) (out []float64) { return slices.Concat(table...) }
	c.skip("row_labels", "col_labels")
	c.is("counts", reals(slices.Concat(counts...)...)...)
	c.is("n", float64(t.N))
	c.is("col_pct", flat(t.ColumnPercent)...)
	c.is("row_pct", flat(t.RowPercent)...)
	c.is("chi2", t.Chi2)
	c.is("df", float64(t.DF))
	c.is("p", t.P)
	c.is("g2", t.G2)
	c.is("g2_p", t.G2P)
	c.is("cramers_v", t.CramersV)
	c.is("contingency_c", t.Contingency)
	c.is("phi", t.Phi)
	c.is("min_expected", t.MinExpected)
	c.is("cells_expected_lt5", float64(t.Under5))
	c.is("adj_residuals", flat(t.Residuals)...)
	if t.TwoByTwo != nil {
		c.is("chi2_yates", t.TwoByTwo.YatesChi2)
		c.is("odds_ratio", t.TwoByTwo.OddsRatio)
	}
	if c.Expect["fisher_p"] == nil {
		c.skip("fisher_p") // R gave up; ours is drawn, with its standard error
		return
	}
	f := Fisher(counts, 1)
	if f.Simulated > 0 {
		c.t.Errorf("%s: drawn, not enumerated", c.ID)
	}
	c.is("fisher_p", f.P)
}

func letters(c *check) {
	counts := c.table()
	_, bases, _ := margins(counts)
	l := ShareLetters(counts, bases, Levels{Capital: floats(c.Args["alpha"])[0]})
	c.skip("row_labels", "col_labels", "pairs")
	c.say("letters", slices.Concat(l.Letters...)...)
	pairs := c.Expect["pairs"].([]any)
	if len(pairs) != len(l.Pairs) {
		c.t.Fatalf("%d pairs, want %d", len(l.Pairs), len(pairs))
	}
	for i, p := range l.Pairs {
		want := check{t: c.t, ID: c.ID, Expect: pairs[i].(map[string]any), seen: map[string]bool{}}
		want.is("row", float64(p.Row+1))
		want.say("a", ColumnLetter(p.A))
		want.say("b", ColumnLetter(p.B))
		want.is("z", p.Z)
		want.is("p_adj", p.P)
		c.figures += want.figures
	}
}

func drivers(c *check) {
	names := words(c.Args["x"])
	columns := [][]float64{c.set.numbers(c.arg("y"))}
	for _, x := range names {
		columns = append(columns, c.set.numbers(x))
	}
	d, err := KeyDrivers(Rows(columns...))
	if (err != nil) != (c.ID == "pearson_const") {
		c.t.Fatal(err)
	}
	var r, p, rho, b, se, bp []float64
	for i := range d.Pearson {
		r, p, rho = append(r, d.Pearson[i].R), append(p, d.Pearson[i].P), append(rho, d.Spearman[i].R)
	}
	for _, k := range d.Coefficients {
		b, se, bp = append(b, k.B), append(se, k.SE), append(bp, k.P)
	}
	c.is("n", float64(d.N))
	c.say("predictors", names...)
	c.is("pearson_r", r...)
	c.is("pearson_p", p...)
	c.is("spearman_rho", rho...)
	c.is("beta_std", d.Beta...)
	c.is("b", b...)
	c.is("b_se", se...)
	c.is("b_p", bp...)
	c.is("r2", d.R2)
	c.is("adj_r2", d.AdjustedR2)
	c.is("F", d.F)
	c.is("vif", d.VIF...)
	c.is("shapley_lmg", d.LMG...)
	c.is("johnson_raw", d.Johnson...)
	c.is("shapley_pct", d.LMGPercent...)
	c.is("johnson_pct", d.JohnsonPercent...)
}

func quadrant(c *check) {
	var items []Point
	var importance, satisfaction []float64
	y := c.set.numbers(c.arg("y"))
	for _, name := range words(c.Args["x"]) {
		x := c.set.numbers(name)
		p := Point{Count(x...).Moments().Mean, Pearson(Pairs(x, y)).R}
		items = append(items, p)
		satisfaction, importance = append(satisfaction, p.Satisfaction), append(importance, p.Importance)
	}
	cross := GrandMeans(items)
	zones, err := Quadrants(items, cross)
	if err != nil {
		c.t.Fatal(err)
	}
	var names []string
	for _, z := range zones {
		names = append(names, [...]string{"", "keep_up", "concentrate_here", "low_priority", "possible_overkill"}[z])
	}
	c.skip("items")
	c.is("importance", importance...)
	c.is("satisfaction", satisfaction...)
	c.is("cross_importance", cross.Importance)
	c.is("cross_satisfaction", cross.Satisfaction)
	c.say("quadrant", names...)
}
