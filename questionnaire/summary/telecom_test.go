package summary

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
)

// telecom are the 500 made-up interviews of the reference set, held with a form
// of ours; R's figures are in expected.json.
func telecom(t testing.TB) *interviews {
	t.Helper()
	items := []string{"select_one_q1 q01 在网 1 nominal"}
	for i := 2; i <= 12; i++ {
		switch i {
		case 3:
			items = append(items, "select_one_q3 q03 资费 3 nominal")
		case 11:
			items = append(items, "select_one_gap5 q11 差距 11 gap5")
		default:
			items = append(items, fmt.Sprintf("select_one_sat5 q%02d 第%d %d sat5", i, i, i))
		}
	}
	items = append(items, "select_one_q13 q13 转网 13 nominal", "range nps 推荐 - nps11 - - start=0;end=10;step=1", "select_multiple_c c 投诉")
	f := parseForm(t, "1", items, slices.Concat(sat5, gap5, plain("q1", 3, 0), plain("q3", 4, 3), plain("q13", 3, 1), plain("c", 6, 0)))
	in := newInterviews(t, f)
	head, rows := csvRows(t, "../stat/testdata/telecom13_A/data.csv")
	for _, r := range rows {
		var answers []string
		for i := 1; i <= 13; i++ {
			name := fmt.Sprintf("q%02d", i)
			value := r[head[name]]
			value = strings.NewReplacer("99", "98", "98", "97").Replace(value)
			answers = append(answers, name+"="+value)
		}
		var c []string
		for i := 1; i <= 6; i++ {
			if r[head[fmt.Sprintf("c%d", i)]] == "1" {
				c = append(c, fmt.Sprint(i))
			}
		}
		answers = append(answers, "nps="+r[head["nps"]], "c="+strings.Join(c, " "))
		in.hold(func(one *questionnaire.Response) {
			one.Hall.Code, one.Interviewer.Number = r[head["hall"]], r[head["interviewer"]]
			if r[head["wave"]] == "2026Q2" {
				one.StartedAt = one.StartedAt.AddDate(0, 3, 0)
			}
		}, answers...)
	}
	return in
}

// quarters are the waves of the set.
func quarters() []Wave {
	first, _ := Start(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	second, _ := Start(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC))
	return []Wave{{"2026Q1", first, second}, {"2026Q2", second, second + 91}}
}

// expected is one check of the set.
type expected struct {
	ID, Method string
	Expect     map[string]any
}

func (e expected) number(key string) float64 { n, _ := e.Expect[key].(float64); return n }

func (e expected) numbers(key string) []float64 {
	var out []float64
	list, _ := e.Expect[key].([]any)
	for _, x := range list {
		n, _ := x.(float64)
		out = append(out, n)
	}
	return out
}

func TestTheReferenceSurveyComesOutAsInR(t *testing.T) {
	in := telecom(t)
	raw, err := os.ReadFile("../stat/testdata/telecom13_A/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Checks []expected }
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	ran := map[string]int{}
	for _, e := range file.Checks {
		if compareWithR(t, in, e) {
			ran[e.Method]++
		}
	}
	t.Logf("compared: %v", ran)
	if len(ran) < 9 {
		t.Errorf("only %d methods were compared: %v", len(ran), ran)
	}
}

// compareWithR runs a check through the tables; false = not one of theirs.
func compareWithR(t *testing.T, in *interviews, e expected) bool {
	_, item, _ := strings.Cut(e.ID, "_")
	switch {
	case e.Method == "frequency":
		frequency(t, in.table(item), e)
	case e.Method == "scale_summary":
		scaleSummary(t, in.table(item).Stats, e)
	case e.Method == "nps":
		score(t, in, e)
	case e.Method == "multiple_response":
		it := in.table("c")
		for i, r := range it.Rows {
			near(t, "of cases", r.Pct, e.numbers("pct_of_cases")[i])
			near(t, "of responses", r.PctResponses, e.numbers("pct_of_responses")[i])
		}
	case e.Method == "pareto":
		for i, r := range in.table("c").Pareto() {
			near(t, "ranked count", float64(r.Count), e.numbers("count")[i])
			near(t, "ranked share", r.Cumulative, e.numbers("cum_pct")[i])
			if r.Vital != (i < len(e.Expect["vital_few_80"].([]any))) {
				t.Errorf("rank %d is vital: %v", i+1, r.Vital)
			}
		}
	case e.Method == "gap_test":
		st := in.table("q11").Stats
		near(t, "gap t", st.T, e.number("t"))
		near(t, "gap p", st.P, e.number("p"))
	case e.ID == "xtab_q13_hall":
		crosstabHall(t, in, e)
	case strings.HasPrefix(e.Method, "wave_"):
		wave(t, in, e)
	case e.Method == "derived_importance":
		drivers(t, in, e)
	case e.Method == "ipa_quadrant":
		quadrant(t, in, e)
	default:
		return false
	}
	return true
}

func frequency(t *testing.T, it Item, e expected) {
	for i, want := range e.numbers("count") {
		near(t, e.ID+" count", float64(it.Rows[i].N), want)
		near(t, e.ID+" share", it.Rows[i].Pct, e.numbers("pct_valid")[i])
	}
	near(t, e.ID+" base", float64(it.Base), e.number("n_valid"))
	if special, ok := e.Expect["n_special"].(map[string]any); ok {
		near(t, e.ID+" not applicable", float64(it.Missing.NotApplicable), special["98"].(float64))
		near(t, e.ID+" don't know", float64(it.Missing.DontKnow), special["99"].(float64))
	}
}

func scaleSummary(t *testing.T, st Stats, e expected) {
	for key, got := range map[string]float64{"n": float64(st.N), "mean": st.Mean, "sd": st.SD, "se": st.SE, "median": st.Median, "t2b_pct": st.Top2,
		"mid_pct": st.Mid, "b2b_pct": st.Bottom2, "net_pct": st.Net} {
		near(t, e.ID+" "+key, got, e.number(key))
	}
	for key, got := range map[string][]float64{"ci95_t": {st.MeanLow, st.MeanHigh}, "t2b_wilson95": {st.Top2Low, st.Top2High}, "b2b_wilson95": {st.Bottom2Low, st.Bottom2High}} {
		for i, want := range e.numbers(key) {
			near(t, e.ID+" "+key, got[i], want)
		}
	}
}

func score(t *testing.T, in *interviews, e expected) {
	n, err := in.c.NPS(in.all(), "nps", "wave", Options{Waves: quarters()})
	if err != nil {
		t.Fatal(err)
	}
	s := n.Total
	for _, g := range n.Groups {
		if e.ID == "nps_"+g.Code {
			s = g.NetPromoter
		}
	}
	for key, got := range map[string]float64{"n": float64(s.N), "promoters_pct": s.Promoters, "detractors_pct": s.Detractors, "nps": s.Score, "se": s.SE, "sd_n1": s.SD} {
		near(t, e.ID+" "+key, got, e.number(key))
	}
}

func crosstabHall(t *testing.T, in *interviews, e expected) {
	it, err := in.c.Crosstab(in.all(), "q13", "hall", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for key, got := range map[string]float64{"chi2": it.Tests.Chi2, "df": it.Tests.DF, "p": it.Tests.P, "cramers_v": it.Tests.CramersV} {
		near(t, e.ID+" "+key, got, e.number(key))
	}
	residuals, _ := e.Expect["adj_residuals"].([]any)
	shares, _ := e.Expect["col_pct"].([]any)
	for r, row := range it.Rows {
		for c, cell := range row.Cells {
			near(t, "residual", cell.Residual, residuals[r].([]any)[c].(float64))
			near(t, "share", cell.Pct, shares[r].([]any)[c].(float64))
		}
	}
}

func wave(t *testing.T, in *interviews, e expected) {
	_, item, _ := strings.Cut(e.ID, "_")
	_, item, _ = strings.Cut(item, "_")
	if e.Method == "wave_nps" {
		item = "nps"
	}
	w, err := in.c.Waves(in.all(), item, quarters(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	step := w.Steps[0]
	switch e.Method { // R takes the first less the second
	case "wave_proportion":
		near(t, e.ID+" diff", step.Top2.Diff, -e.number("diff_pts"))
		near(t, e.ID+" p", step.Top2.P, e.number("p_value"))
		near(t, e.ID+" low", step.Top2.Low, -e.numbers("newcombe_ci95_pts")[1])
	case "wave_mean":
		near(t, e.ID+" diff", step.Mean.Diff, -e.number("diff"))
		near(t, e.ID+" p", step.Mean.P, e.number("p_welch"))
		near(t, e.ID+" ranks p", step.RanksP, e.number("mannwhitney_p_cc"))
		if marked := step.Mean.Mark != 0; marked != (e.number("p_welch") < .05) {
			t.Errorf("%s: marked %v with p %v", e.ID, marked, e.number("p_welch"))
		}
	case "wave_nps":
		near(t, e.ID+" diff", step.NPS.Diff, -e.number("diff"))
		near(t, e.ID+" p", step.NPS.P, e.number("p"))
	}
}

func drivers(t *testing.T, in *interviews, e expected) {
	d, err := in.c.Drivers(in.all(), "q02", []string{"q04", "q05", "q08", "q09", "q12"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "drivers n", float64(d.N), e.number("n"))
	near(t, "drivers r2", d.R2, e.number("r2"))
	for i, item := range d.Items {
		near(t, "r", item.Pearson.R, e.numbers("pearson_r")[i])
		near(t, "lmg", item.LMGPct, e.numbers("shapley_pct")[i])
		near(t, "johnson", item.JohnsonPct, e.numbers("johnson_pct")[i])
		near(t, "beta", item.Beta, e.numbers("beta_std")[i])
	}
	if n := in.table("q02").Stats.N; d.N+d.Dropped != n {
		t.Errorf("%d used and %d dropped, %d answered the target", d.N, d.Dropped, n)
	}
}

func quadrant(t *testing.T, in *interviews, e expected) {
	q, err := in.c.Quadrant(in.all(), "q02", nil, Cuts{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "crossing", q.Crossing.Importance, e.number("cross_importance"))
	near(t, "crossing", q.Crossing.Satisfaction, e.number("cross_satisfaction"))
	for i, p := range q.Points {
		near(t, p.Item+" importance", p.Importance, e.numbers("importance")[i])
		near(t, p.Item+" satisfaction", p.Satisfaction, e.numbers("satisfaction")[i])
		want := map[string]int{"keep_up": 1, "concentrate_here": 2, "low_priority": 3, "possible_overkill": 4}[e.Expect["quadrant"].([]any)[i].(string)]
		if int(p.Zone) != want {
			t.Errorf("%s is in zone %d, want %d", p.Item, p.Zone, want)
		}
	}
}
