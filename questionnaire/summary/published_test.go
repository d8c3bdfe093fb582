package summary

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"tingfang/questionnaire/stat"
)

// Published class work on the same survey: what it printed must come out.

func csvRows(t testing.TB, path string) (head map[string]int, rows [][]string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err = csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	head = map[string]int{}
	for i, name := range rows[0] {
		head[name] = i
	}
	return head, rows[1:]
}

func TestThePublishedSurveyOfFifty(t *testing.T) {
	choices := slices.Concat(sat5, gap5, plain("tenure", 3, 1), plain("tariff", 4, 3), plain("switching", 3, 1))
	f := parseForm(t, "1", []string{"select_one_tenure tenure 在网 1 nominal", "select_one_sat5 overall 总体 2 sat5", "select_one_tariff tariff 资费 3 nominal",
		"select_one_gap5 gap 差距 11 gap5", "select_one_switching switching 转网 13 nominal"}, choices)
	in := newInterviews(t, f)
	head, rows := csvRows(t, "../stat/testdata/published_tables/survey50.csv")
	code := func(cell, yes, no string) string {
		if cell == "1" {
			return yes
		}
		return no
	}
	for _, r := range rows {
		overall := r[head["q02"]]
		if overall == "1or2" {
			overall = "2"
		}
		in.hold(nil, "tenure="+code(r[head["q01_tenure_lt1"]], "1", "2"), "overall="+overall, "tariff="+code(r[head["q03_high"]], "3", "2"),
			"gap="+r[head["q11"]], "switching="+code(r[head["q13"]], "1", "3"))
	}
	gap := in.table("gap")
	if want := []int{4, 27, 16, 2, 1}; !slices.Equal(ns(gap), want) || gap.Base != 50 {
		t.Errorf("gap: %v of %d, want %v of 50", ns(gap), gap.Base, want)
	}
	for i, want := range []float64{8, 54, 32, 4, 2} {
		near(t, "gap share", gap.Rows[i].Pct, want)
	}
	near(t, "gap below", gap.Stats.Bottom2, 62)
	near(t, "gap below, low", gap.Stats.Bottom2Low, 48.150446930993)
	near(t, "gap below, high", gap.Stats.Bottom2High, 74.1372106898064)
	near(t, "gap small", gap.Stats.Mid, 32)
	near(t, "gap met", gap.Stats.Top2, 6)
	near(t, "gap mean", gap.Stats.Mean, 2.38)
	near(t, "gap sd", gap.Stats.SD, 0.779586494265272)
	overall := in.table("overall").Stats
	near(t, "dissatisfied", overall.Bottom2, 34)
	near(t, "so-so", overall.Mid, 50)
	near(t, "satisfied", overall.Top2, 16)
	near(t, "satisfied, low", overall.Top2Low, 8.33742067803341)
	near(t, "satisfied, high", overall.Top2High, 28.514216063035)
	tariff := in.table("tariff").Stats
	near(t, "tariff high", tariff.Focus, 72)
	near(t, "tariff high, low", tariff.FocusLow, 58.3348763040434)
	near(t, "tariff high, high", tariff.FocusHigh, 82.5258293340888)
	if !math.IsNaN(tariff.Mean) || !math.IsNaN(tariff.Top2) {
		t.Errorf("a nominal item has mean %v and satisfied %v", tariff.Mean, tariff.Top2)
	}
	switching := in.table("switching").Stats
	near(t, "switching", switching.Focus, 48)
	near(t, "switching, low", switching.FocusLow, 34.797135286578)
	near(t, "switching, high", switching.FocusHigh, 61.4882551099554)
	near(t, "under a year", in.table("tenure").Rows[0].Pct, 36)

	m := in.c.Matrix(in.all(), Options{})
	if len(m.Scales) != 2 || m.Scales[0].Scale != "sat5" || len(m.Scales[0].Items) != 1 || m.Scales[1].Scale != "gap5" {
		t.Fatalf("the matrix has scales %+v", m.Scales)
	}
	near(t, "the average of sat5", m.Scales[0].Mean, in.table("overall").Stats.Mean)
}

func TestThePublishedComplaintsAsThreeDrillDowns(t *testing.T) {
	_, rows := csvRows(t, "../stat/testdata/published_tables/complaints.csv")
	blocks := map[string][]int{}
	for _, r := range rows {
		n, _ := strconv.Atoi(r[2])
		blocks[r[0]] = append(blocks[r[0]], n)
	}
	for name, want := range map[string][]float64{"new_business": {56, 33, 8, 3}, "internet": {43, 22, 17, 15, 3}, "mo_browse": {67, 18, 15}} {
		counts := blocks[name]
		f := parseForm(t, "1", []string{"select_multiple_topic topic 投诉"}, plain("topic", len(counts), 0))
		in := newInterviews(t, f)
		for i, n := range counts {
			for range n {
				in.hold(nil, fmt.Sprintf("topic=%d", i+1))
			}
		}
		it := in.table("topic")
		if !slices.Equal(ns(it), counts) {
			t.Errorf("%s: %v, want %v", name, ns(it), counts)
		}
		for i, p := range pcts(it) {
			if stat.Round(p, 0) != want[i] || stat.Round(it.Rows[i].PctResponses, 0) != want[i] {
				t.Errorf("%s: answer %d is %v and %v of responses, printed %v", name, i+1, p, it.Rows[i].PctResponses, want[i])
			}
		}
	}
}

func TestThePublishedCallBackOfSeveralAnswers(t *testing.T) {
	counts, want := []int{451, 346, 174, 172, 146, 14, 14, 13, 9, 5}, []float64{49.3, 37.9, 19, 18.8, 16, 1.5, 1.5, 1.4, 1, 0.5}
	f := parseForm(t, "1", []string{"select_multiple_service services 业务"}, plain("service", len(counts), 0))
	in := newInterviews(t, f)
	// Mentions are dealt round, so that every one of the 914 has one or more.
	answers := make([]string, 914)
	next := 0
	for i, n := range counts {
		for range n {
			answers[next%914] += fmt.Sprintf(" %d", i+1)
			next++
		}
	}
	for _, a := range answers {
		in.hold(nil, "services="+a)
	}
	it := in.table("services")
	sum := 0.0
	for i, r := range it.Rows {
		if sum += r.Pct; r.N != counts[i] || stat.Round(r.Pct, 1) != want[i] {
			t.Errorf("service %s: %d, %v %%, printed %d and %v", r.Code, r.N, r.Pct, counts[i], want[i])
		}
	}
	if it.Base != 914 || stat.Round(sum, 0) != 147 {
		t.Errorf("shares add to %v of base %d, printed 146.9 of 914", sum, it.Base)
	}
	near(t, "first of responses", it.Rows[0].PctResponses, 100*451.0/1344)
}
