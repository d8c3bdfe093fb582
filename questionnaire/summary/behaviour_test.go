package summary

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

func noted(notes []Note, kind NoteKind) (n int, there bool) {
	for _, note := range notes {
		if note.Kind == kind {
			n, there = n+note.N, true
		}
	}
	return n, there
}

func at(hall string, day int) func(*questionnaire.Response) {
	return func(r *questionnaire.Response) {
		r.Hall.Code, r.StartedAt = hall, r.StartedAt.AddDate(0, 0, day)
	}
}

func TestAChangedScaleIsAnotherColumnAndAReorderedOnePools(t *testing.T) {
	first := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5", "select_one_sat5 b 乙 2 sat5"}, sat5)
	other := slices.Clone(sat5)
	other[2] = "sat5 3 一般 top 3"
	slices.Reverse(other)
	reordered := slices.Clone(sat5)
	slices.Reverse(reordered)
	for i := range reordered {
		reordered[i] = strings.Replace(reordered[i], "sat5", "back", 1)
	}
	second := parseForm(t, "2", []string{"select_one_sat5 a 甲 1 sat5", "select_one_back b 改过的乙 2 sat5"}, slices.Concat(other, reordered))
	in := newInterviews(t, second)
	in.hold(nil, "a=1", "b=5")
	in.f = first
	in.hold(nil, "a=2", "b=4")
	in.hold(nil, "a=2", "b=5")
	a := in.table("a")
	if n, there := noted(a.Notes, NoteChanged); !there || n != 2 || a.Base != 1 || a.Missing.NotAsked != 0 {
		t.Errorf("a: base %d, missing %+v, notes %+v", a.Base, a.Missing, a.Notes)
	}
	if old := in.table("a@1"); old.Base != 2 || old.Rows[1].N != 2 {
		t.Errorf("a of version 1: %+v", old)
	}
	b := in.table("b")
	if b.Base != 3 || b.Rows[0].Code != "5" || b.Rows[0].N != 2 {
		t.Errorf("b does not pool: %+v", ns(b))
	}
	if n, _ := noted(b.Notes, NoteWording); n != 2 {
		t.Errorf("b: 2 interviews were worded otherwise, notes %+v", b.Notes)
	}
	if n := in.where("${a} = 2").Count(); n != 2 {
		t.Errorf("a filter sees the older version's answers: %d, want 2", n)
	}
}

func TestWavesCompareTheLaterWithTheEarlierAndMarkWhatIsSure(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5"}, sat5)
	for _, n := range []int{40, 20} {
		in := newInterviews(t, f)
		for range n {
			in.hold(at("H1", 0), "a=2")
			in.hold(at("H1", 100), "a=5")
		}
		w, err := in.c.Waves(in.all(), "a", quarters(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		step, want := w.Steps[0], 0
		if n >= 30 {
			want = 1
		}
		if step.Top2.Diff != 100 || step.Top2.Mark != want || step.From != "2026Q1" || step.To != "2026Q2" || step.Blocked {
			t.Errorf("with %d a wave: %+v", n, step)
		}
	}
}

func TestAChangedWordingBlocksTheComparisonOfWaves(t *testing.T) {
	first := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5"}, sat5)
	in := newInterviews(t, parseForm(t, "2", []string{"select_one_sat5 a 另一种问法 1 sat5"}, sat5))
	in.hold(at("H1", 100), "a=5")
	in.f = first
	in.hold(at("H1", 0), "a=2")
	w, err := in.c.Waves(in.all(), "a", quarters(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !w.Steps[0].Blocked || !math.IsNaN(w.Steps[0].Top2.Diff) || w.Columns[0].Base != 1 {
		t.Errorf("%+v", w.Steps[0])
	}
}

func TestAPublicTableHidesASecondColumn(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5"}, sat5)
	in := newInterviews(t, f)
	for hall, n := range map[string]int{"H1": 100, "H2": 8, "H3": 12, "H4": 60} {
		for i := range n {
			in.hold(at(hall, 0), fmt.Sprintf("a=%d", map[bool]int{true: 5, false: 1}[(hall == "H1") == (i%9 > 0)]))
		}
	}
	it, err := in.c.Crosstab(in.all(), "a", "hall", Options{Public: true})
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for i, k := range it.Columns {
		cell := it.Rows[4].Cells[i]
		if k.Hidden != cell.Hidden || k.Hidden && (k.Base != 0 || cell.N != 0 || !math.IsNaN(cell.Pct) || !math.IsNaN(k.Stats.Mean)) {
			t.Errorf("column %s: %+v, cell %+v", k.Code, k, cell)
		}
		if !k.Hidden {
			shown = append(shown, k.Code)
		}
	}
	if !slices.Equal(shown, []string{"H1", "H4"}) {
		t.Errorf("shown are %v", shown)
	}
	if letters := it.Rows[4].Cells[0].Letters; letters != "D" {
		t.Errorf("H1 is above %q, of the columns shown only D is to be named", letters)
	}
	if n, _ := noted(it.Notes, NoteSuppressed); n != 2 {
		t.Errorf("notes %+v", it.Notes)
	}
	if _, there := noted(it.Notes, NoteSmall); there {
		t.Errorf("a note tells a small base: %+v", it.Notes)
	}
	for range 4 {
		in.hold(at("", 0), "a=1")
	}
	few, err := in.c.Crosstab(in.where("${hall} != 'H2' and ${hall} != 'H3'"), "a", "hall", Options{Public: true})
	if err != nil || len(few.Columns) != 2 || few.Columns[0].Hidden || !few.Columns[1].Hidden {
		t.Errorf("4 interviews in no hall are the total less the halls: %+v, %v", few.Columns, err)
	}
	one := newInterviews(t, f)
	one.hold(nil, "a=1")
	if it := one.table("a").Publish(); !it.Hidden || it.Base != 0 || it.Rows[0].N != 0 || !math.IsNaN(it.Stats.Mean) {
		t.Errorf("a table of one interview is public: %+v", it)
	}
}

func TestWeeksAreISOWeeksFromMonday(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5"}, sat5)
	in := newInterviews(t, f)
	on := func(year int, month time.Month, day int) func(*questionnaire.Response) {
		return func(r *questionnaire.Response) {
			r.StartedAt = time.Date(year, month, day, 0, 10, 0, 0, time.FixedZone("", 8*3600))
		}
	}
	in.hold(on(2026, 12, 27), "a=1") // a Sunday
	in.hold(on(2026, 12, 28), "a=1") // Monday
	in.hold(on(2027, 1, 3), "a=1")   // Sunday
	in.hold(on(2027, 1, 4), "a=1")
	it, err := in.c.Crosstab(in.all(), "a", "week", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, k := range it.Columns {
		got = append(got, fmt.Sprint(k.Code, ":", k.Base))
	}
	if want := []string{"2026-W52:1", "2026-W53:2", "2027-W01:1"}; !slices.Equal(got, want) {
		t.Errorf("weeks %v, want %v", got, want)
	}
}

func TestWhatCannotBeTabulatedIsSaidAsData(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5", "text t 文字", "select_one_many many 很多", "range ten 分 2 score10 - - start=1;end=10;step=1"}, slices.Concat(sat5, plain("many", 500, 0)))
	in := newInterviews(t, f)
	for i := range 500 {
		in.hold(nil, "a=1", fmt.Sprint("many=", i+1), "ten=3")
	}
	s := in.all()
	_, unknown := in.c.Distribution(s, "nothing")
	_, open := in.c.Distribution(s, "t")
	_, many := in.c.Crosstab(s, "a", "many", Options{})
	_, noWaves := in.c.Crosstab(s, "a", "wave", Options{})
	_, notNPS := in.c.NPS(s, "ten", "", Options{})
	_, numberless := in.c.Drivers(s, "a", []string{"many"}, Options{})
	where, _ := expr.Parse("${gone} = 1")
	_, gone := in.c.Select(Query{Where: where})
	var (
		u *UnknownItem
		c *NotClosed
		g *TooManyGroups
		w *NoWaves
		n *NotNPS
		v *NoNumbers
	)
	for what, ok := range map[string]bool{
		"unknown": errors.As(unknown, &u) && u.Name == "nothing", "gone": errors.As(gone, &u) && u.Name == "gone", "open": errors.As(open, &c) && c.Name == "t",
		"many": errors.As(many, &g) && g.N == 500, "waves": errors.As(noWaves, &w), "scale": errors.As(notNPS, &n) && n.Scale == "score10", "numbers": errors.As(numberless, &v),
	} {
		if !ok {
			t.Errorf("%s: %v %v %v %v %v %v %v", what, unknown, gone, open, many, noWaves, notNPS, numberless)
		}
	}
}

func TestNobodyGivesNoFigures(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5"}, sat5)
	in := newInterviews(t, f)
	for range 2 {
		it := in.table("a")
		if it.Base != 0 || !math.IsNaN(it.Rows[0].Pct) || !math.IsNaN(it.Stats.Top2) || !math.IsNaN(it.Stats.Mean) {
			t.Errorf("%+v", it)
		}
		if _, err := in.c.Crosstab(in.all(), "a", "hall", Options{Public: true}); err != nil {
			t.Error(err)
		}
		in.c.Overview(in.all(), Options{Waves: quarters()})
		in.c.Matrix(in.all(), Options{})
		if _, err := in.c.Participation(Query{}, nil, "hall", Options{Public: true}); err != nil {
			t.Error(err)
		}
		in.hold(nil, "a=") // open, and then the same once more
	}
}

func TestTheExclusiveNoneIsNoMention(t *testing.T) {
	f := parseForm(t, "1", []string{"select_multiple_m m 多选"}, []string{"m 1 甲", "m 2 乙", "m 9 都没有 - - yes"})
	in := newInterviews(t, f)
	in.hold(nil, "m=1 2")
	in.hold(nil, "m=1")
	in.hold(nil, "m=9")
	in.hold(nil, "m=98")
	it := in.table("m")
	if it.Base != 3 || it.Asked != 4 || !slices.Equal(ns(it), []int{2, 1, 1}) {
		t.Fatalf("%+v", it)
	}
	near(t, "of responses", it.Rows[0].PctResponses, 200.0/3)
	if !math.IsNaN(it.Rows[2].PctResponses) {
		t.Errorf("none is %v of the responses", it.Rows[2].PctResponses)
	}
	by, err := in.c.Crosstab(in.all(), "m", "m", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, there := noted(by.Notes, NoteOverlap); !there || by.Tests.Warning != WarnOverlap || !math.IsNaN(by.Tests.Chi2) {
		t.Errorf("overlapping groups are tested: %+v %+v", by.Tests, by.Notes)
	}
}

func TestParticipationCountsEveryApproach(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5", "select_one_why why 原因 - - - refusal_reason"}, slices.Concat(sat5, plain("why", 3, 0)))
	in := newInterviews(t, f)
	ended := func(d questionnaire.Disposition, change func(*questionnaire.Response)) func(*questionnaire.Response) {
		return func(r *questionnaire.Response) {
			if r.Disposition = d; change != nil {
				change(r)
			}
		}
	}
	in.hold(nil, "a=5")
	in.hold(ended(questionnaire.Partial, nil), "a=4")
	in.hold(ended(questionnaire.Refusal, nil), "why=2")
	in.hold(ended(questionnaire.Breakoff, nil), "a=1")
	in.hold(ended(questionnaire.Complete, func(r *questionnaire.Response) { r.Voided = true }), "a=1")
	in.hold(ended(questionnaire.Complete, func(r *questionnaire.Response) { r.Practice = questionnaire.Practised }), "a=1")
	tallied := []Tallied{{Hall: "H02", HallName: "二厅", Disposition: questionnaire.Refusal, Reason: "2", N: 3, Day: 20485}, {Hall: "H01", Disposition: questionnaire.Unable, N: 1, Day: 20485}}
	p, err := in.c.Participation(Query{}, tallied, "hall", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Total.N != 8 || p.Total.Usable != 2 || p.Total.Rate != 25 || p.Voided != 1 || p.Practice != 1 {
		t.Errorf("total %+v, void %d, practice %d", p.Total, p.Voided, p.Practice)
	}
	if len(p.Groups) != 2 || p.Groups[0].N != 5 || p.Groups[1].N != 3 || p.Groups[1].Label.In("zh") != "二厅" {
		t.Errorf("halls %+v", p.Groups)
	}
	if r := p.Refusals; r.Item != "why" || r.Ended != 4 || r.Base != 4 || r.Rows[1].N != 4 {
		t.Errorf("refusals %+v", r)
	}
	if it := in.table("a"); it.Base != 2 || it.Cases != 2 {
		t.Errorf("tables count %d of %d", it.Base, it.Cases)
	}
	where, _ := expr.Parse("${hall} = 'H01'")
	p, err = in.c.Participation(Query{Where: where}, tallied, "", Options{})
	if n, _ := noted(p.Notes, NoteTallied); err != nil || n != 4 || p.Total.N != 4 {
		t.Errorf("with a filter: %+v, %v", p, err)
	}
}

func TestAnInterviewPutAgainIsCountedOnce(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5"}, sat5)
	in := newInterviews(t, f)
	for range 3 {
		in.hold(nil, "a=1")
	}
	in.table("a")
	in.n = 1
	in.hold(func(r *questionnaire.Response) { r.Voided = true }, "a=1") // number 2
	in.hold(nil, "a=5")                                                 // number 3
	if it := in.table("a"); it.Base != 2 || it.Rows[4].N != 1 || in.c.Len() != 3 {
		t.Errorf("%+v of %d", ns(it), in.c.Len())
	}
	if keys := in.all().Keys(); !slices.Equal(keys, []int64{1, 3}) {
		t.Errorf("keys %v", keys)
	}
}

func TestAReversedItemCountsTurnedAround(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 good 好 1 sat5", "select_one_sat5 bad 坏 2 sat5 yes"}, sat5)
	in := newInterviews(t, f)
	for i := range 60 {
		x := i%5 + 1
		in.hold(nil, fmt.Sprint("good=", x), fmt.Sprint("bad=", max(1, 6-x-i%2)))
	}
	d, err := in.c.Drivers(in.all(), "good", nil, Options{})
	if err != nil || d.Items[0].Pearson.R <= 0 {
		t.Errorf("drivers %+v, %v", d, err)
	}
	it := in.table("bad")
	if _, there := noted(it.Notes, NoteReversed); !there {
		t.Errorf("notes %+v", it.Notes)
	}
	m := in.c.Matrix(in.all(), Options{}).Scales[0]
	good := in.table("good")
	near(t, "the average", m.Mean, (good.Stats.Mean+6-it.Stats.Mean)/2)
	near(t, "the average top box", m.Top2, (good.Stats.Top2+it.Stats.Bottom2)/2)
	near(t, "the average bottom box", m.Bottom2, (good.Stats.Bottom2+it.Stats.Top2)/2)
}

func TestAPackedRowOfAnotherFormIsRefusedWhole(t *testing.T) {
	f := parseForm(t, "1", []string{"select_one_sat5 a 甲 1 sat5"}, sat5)
	c := NewColumns(f)
	row := make([]byte, questionnaire.NewLayout(f).Size())
	row[len(row)-1] = questionnaire.PackedFirst + 5
	for _, bad := range [][]byte{row, row[1:], append(slices.Clone(row), 0)} {
		if err := c.Put(Case{Key: 1, Form: f, Disposition: questionnaire.Complete, Packed: bad}); err == nil || c.Len() != 0 {
			t.Errorf("put %v: %v, %d cases", bad, err, c.Len())
		}
	}
	if err := c.Put(Case{Key: 1, Form: f, Disposition: questionnaire.Withdrawn}); err != nil || c.Len() != 1 {
		t.Errorf("a withdrawn interview has no row: %v", err)
	}
}

func TestTheOverviewSetsTheLastWaveAgainstTheOneBefore(t *testing.T) {
	in := telecom(t)
	v := in.c.Overview(in.all(), Options{Waves: quarters()})
	if v.Cases != 500 || len(v.Halls) != 6 || len(v.Persons) != 8 {
		t.Errorf("%d interviews, %d halls, %d interviewers", v.Cases, len(v.Halls), len(v.Persons))
	}
	figures := map[string]string{}
	for _, h := range v.Headlines {
		figures[h.Item] = h.Figure
		w, err := in.c.Waves(in.all(), h.Item, quarters(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]Change{FigureTop: w.Steps[0].Top2, FigureFocus: w.Steps[0].Focus, FigureNPS: w.Steps[0].NPS}[h.Figure]
		if h.Change != want || len(h.Waves) != 2 || h.To != "2026Q2" {
			t.Errorf("%s: %+v, want %+v", h.Item, h.Change, want)
		}
	}
	if figures["q02"] != FigureTop || figures["q03"] != FigureFocus || figures["nps"] != FigureNPS || figures["q01"] != "" {
		t.Errorf("headlines %v", figures)
	}
}

func TestTablesMayBeComputedAtOneTime(t *testing.T) {
	in := telecom(t)
	want := in.table("q02")
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 3 {
				it, err := in.c.Crosstab(in.all(), "q02", "hall", Options{})
				if err != nil || !slices.Equal(ns(it), ns(want)) {
					t.Errorf("%v, %v", ns(it), err)
				}
			}
		})
	}
	wait.Wait()
}
