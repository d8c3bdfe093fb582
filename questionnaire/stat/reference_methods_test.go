package stat

import (
	"slices"
	"strconv"
)

// methods computes each method of the reference through the public functions.
var methods map[string]func(*check)

func init() {
	methods = map[string]func(*check){
		"frequency": frequency, "scale_summary": scaleSummary, "fpc_ci": finite, "wilson": wilson,
		"gap_paired": gapPaired, "gap_test": gapTest, "nps": nps, "wave_nps": waveNPS,
		"multiple_response": multiple, "pareto": pareto, "derived_importance": drivers, "ipa_quadrant": quadrant,
		"crosstab": crosstab, "column_letters": letters, "wave_proportion": waveShare, "wave_mean": waveMean,
		"small_base": smallBase,
	}
}

func frequency(c *check) {
	if c.set.name == "published_tables" {
		published(c)
		return
	}
	values := c.set.columns[c.arg("var")]
	counts, missing, special := make([]int, len(words(c.Args["levels"]))), 0, map[string]int{}
	for _, v := range values {
		if i := slices.Index(words(c.Args["levels"]), v); i >= 0 {
			counts[i]++
		} else if v == "" {
			missing++
		} else {
			special[v]++
		}
	}
	var pct, cum []float64
	for _, s := range Distribution(counts, len(values)) {
		pct, cum = append(pct, s.Percent), append(cum, s.Cumulative)
	}
	c.is("n_total", float64(len(values)))
	c.is("n_valid", float64(total(counts)))
	c.is("n_missing", float64(missing))
	if names := words(c.Args["special"]); names != nil {
		c.is("n_special", float64(special["98"]), float64(special["99"]))
	} else {
		c.is("n_special")
	}
	c.is("count", reals(counts...)...)
	c.is("pct_valid", pct...)
	c.is("cum_pct", cum...)
}

// published are tables as they were printed: counts rebuilt, shares as read.
func published(c *check) {
	data := loadSet(c.t, "testdata/published_tables", "survey50.csv")
	column := data.columns[c.arg("var")]
	count := func(value string) (n int) {
		for _, v := range column {
			if v == value {
				n++
			}
		}
		return n
	}
	switch c.ID {
	case "gap":
		counts := []int{count("1"), count("2"), count("3"), count("4"), count("5")}
		b := BoxShares(counts, []Box{Bottom, Bottom, Mid, Top, Top})
		m := CountScale([]float64{1, 2, 3, 4, 5}, counts).Moments()
		c.is("n_valid", float64(b.N))
		c.is("count", reals(counts...)...)
		c.is("pct_valid", percents(counts)...)
		c.is("b2b_pct", b.Bottom)
		c.is("mid_pct", b.Mid)
		c.is("t2b_pct", b.Top)
		c.is("mean", m.Mean)
		c.is("sd", m.SD)
	case "overall":
		counts := []int{count("1or2"), count("3"), count("4")}
		c.is("count", reals(counts...)...)
		c.is("pct_valid", percents(counts)...)
	case "switch":
		counts := []int{count("1"), count("2or3_a"), count("2or3_b")}
		other := percents(counts)[1:]
		c.is("count_yes", float64(counts[0]))
		c.is("pct_yes", Percent(counts[0], len(column)))
		c.is("other_pct", other...)
	case "tenure", "tariff":
		c.is("count", float64(count("1")))
		c.is("pct", Percent(count("1"), len(column)))
		c.is("old_customers_pct", Percent(count("0"), len(column)))
	case "report118":
		n := c.number("n")
		var rounded []float64
		for _, key := range []string{"satisfied", "very_satisfied", "repurchase", "recommend"} {
			rounded = append(rounded, Round(Percent(int(floats(c.Expect[key])[0]), n), 0))
		}
		for _, x := range floats(c.Expect["complained_either"]) {
			c.is("pct", append(slices.Clone(rounded), Round(Percent(int(x), n), 0))...)
		}
		c.skip("satisfied", "very_satisfied", "repurchase", "recommend", "complained_either")
	}
}

func percents(counts []int) (out []float64) {
	for _, s := range Distribution(counts, total(counts)) {
		out = append(out, s.Percent)
	}
	return out
}

func scaleSummary(c *check) {
	t := Count(c.set.numbers(c.arg("var"))...)
	m := t.Moments()
	scale := []float64{1, 2, 3, 4, 5}
	counts := make([]int, 5)
	for v, n := range t.Values() {
		counts[slices.Index(scale, v)] = n
	}
	b := BoxShares(counts, []Box{Bottom, Bottom, Mid, Top, Top})
	c.is("n", float64(m.N))
	c.is("mean", m.Mean)
	c.is("sd", m.SD)
	c.is("se", m.SE)
	c.is("ci95_t", ends(m.Interval)...)
	c.is("median", t.Median())
	c.is("t2b_pct", b.Top)
	c.is("mid_pct", b.Mid)
	c.is("b2b_pct", b.Bottom)
	c.is("net_pct", b.Net)
	c.is("t2b_wilson95", ends(b.TopRange)...)
	c.is("b2b_wilson95", ends(b.BottomRange)...)
	c.is("top1_pct", Distribution(counts, m.N)[4].Percent)
	c.is("index100", Rescaled(m.Mean, 1, 5))
	if m.Flat != (c.ID == "all_same") {
		c.t.Errorf("flat = %v", m.Flat)
	}
}

func finite(c *check) {
	t := Count(c.set.numbers(c.arg("var"))...)
	population := c.number("N")
	m := t.Moments().Finite(population)
	top := 0
	for v, n := range t.Values() {
		if v >= 4 {
			top += n
		}
	}
	c.is("n", float64(m.N))
	c.is("fpc_sqrt_1_minus_f", FiniteFactor(m.N, population))
	c.is("fpc_cochran_N_minus_1", CochranFactor(m.N, population))
	c.is("se_mean_fpc", m.SE)
	c.is("ci95_t_mean", ends(m.Interval)...)
	c.is("se_t2b_fpc_survey_pct", FiniteShareSE(top, m.N, population))
}

func wilson(c *check) {
	if _, grid := c.Expect["rows"]; !grid {
		c.is("ci95_pct", ends(Wilson(c.number("x"), c.number("n")))...)
		return
	}
	c.skip("rows")
	for _, r := range c.Expect["rows"].([]any) {
		row := check{t: c.t, ID: c.ID, Expect: r.(map[string]any), seen: map[string]bool{}}
		x, n := int(row.Expect["x"].(float64)), int(row.Expect["n"].(float64))
		row.is("p_pct", Percent(x, n))
		row.is("wilson95", ends(Wilson(x, n))...)
		row.is("clopper_pearson95", ends(ClopperPearson(x, n))...)
		row.is("wald95", ends(Wald(x, n))...)
		if len(row.seen) != len(row.Expect)-2 {
			c.t.Errorf("row %v: %d compared", row.Expect, len(row.seen))
		}
		c.figures += row.figures
	}
}

func gapPaired(c *check) {
	d := Differences(Pairs(c.set.numbers(c.arg("expected")), c.set.numbers(c.arg("perceived"))))
	test, ranks := d.TTest(0), d.SignedRank()
	c.is("n", float64(test.N))
	c.is("gap", test.Mean)
	c.is("t", test.T)
	c.is("df", test.DF)
	c.is("p", test.P)
	c.is("ci95", ends(test.Interval)...)
	c.is("wilcoxon_V", ranks.Statistic)
	c.is("wilcoxon_p_cc", ranks.P)
}

func gapTest(c *check) {
	test := Count(c.set.numbers(c.arg("var"))...).TTest(float64(c.number("mu")))
	c.is("n", float64(test.N))
	c.is("mean", test.Mean)
	c.is("t", test.T)
	c.is("p", test.P)
	c.is("ci95", ends(test.Interval)...)
}

// score gives the net promoter score of a column.
func (c *check) score(column, filter string) NetPromoter {
	counts := make([]int, 11)
	for v, n := range Count(c.set.where(c.set.numbers(column), filter)...).Values() {
		counts[int(v)] = n
	}
	s, err := NPS(counts)
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

func nps(c *check) {
	s := c.score(c.arg("var"), c.arg("filter"))
	c.is("n", float64(s.N))
	c.is("promoters_pct", s.Promoters)
	c.is("passives_pct", s.Passives)
	c.is("detractors_pct", s.Detractors)
	c.is("nps", s.Score)
	c.is("se", s.SE)
	c.is("ci95_z", ends(s.Interval)...)
	c.is("sd_n1", s.SD)
}

func waveNPS(c *check) {
	d := NPSDifference(c.score("nps", "wave=="+c.arg("w1")), c.score("nps", "wave=="+c.arg("w2")))
	c.is("diff", d.Diff)
	c.is("se", d.SE)
	c.is("z", d.Z)
	c.is("p", d.P)
}

// mentions counts the answers of several columns, and the cases with any.
func (c *check) mentions() (counts []int, cases int) {
	vars := words(c.Args["vars"])
	counts = make([]int, len(vars))
	for i := range c.set.n {
		any := 0
		for j, v := range vars {
			if c.set.columns[v][i] == "1" {
				counts[j]++
				any = 1
			}
		}
		cases += any
	}
	return counts, cases
}

func multiple(c *check) {
	var counts []int
	var cases, all int
	if c.ID == "mr914" {
		counts, cases, all = ints(floats(c.Expect["count"])), 914, 914
	} else {
		counts, cases = c.mentions()
		all = c.set.n
	}
	m := MultipleResponse(counts, cases, all)
	var responses, ofCases, ofAll, rounded []float64
	sum := 0.0
	for _, a := range m.Answers {
		responses, ofCases, ofAll = append(responses, a.OfResponses), append(ofCases, a.OfCases), append(ofAll, a.OfAll)
		rounded = append(rounded, Round(a.OfCases, 1))
		sum += Round(a.OfCases, 1)
	}
	c.is("n_cases", float64(m.Cases))
	c.is("n_all", float64(all))
	c.is("n_responses", float64(m.Responses))
	c.is("count", reals(counts...)...)
	c.is("pct_of_responses", responses...)
	c.is("pct_of_cases", ofCases...)
	c.is("pct_of_all", ofAll...)
	c.is("none_pct_of_all", m.None)
	c.is("pct_of_cases_1dp", rounded...)
	c.is("sum_pct", sum)
}

func pareto(c *check) {
	var counts []int
	names := words(c.Args["vars"])
	if names != nil {
		counts, _ = c.mentions()
	} else {
		data := loadSet(c.t, "testdata/published_tables", c.arg("file"))
		for i, block := range data.columns["block"] {
			if block == c.arg("block") {
				n, _ := strconv.Atoi(data.columns["count"][i])
				counts, names = append(counts, n), append(names, data.columns["topic"][i])
			}
		}
	}
	var order, vital []string
	var ranked []int
	var pct, rounded, cum []float64
	for _, r := range Pareto(counts) {
		order, ranked = append(order, names[r.Index]), append(ranked, r.Count)
		pct, rounded, cum = append(pct, r.Percent), append(rounded, Round(r.Percent, 0)), append(cum, r.Cumulative)
		if r.Vital {
			vital = append(vital, names[r.Index])
		}
	}
	c.is("total", float64(total(counts)))
	c.say("order", order...)
	c.is("count", reals(ranked...)...)
	c.is("pct", pct...)
	c.is("pct_rounded", rounded...)
	c.is("cum_pct", cum...)
	c.say("vital_few_80", vital...)
}
