package report

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// Halves go away from zero, a figure of nobody is a dash, and no sign stands
// before a zero.
func TestFiguresAreRoundedForPeople(t *testing.T) {
	s := style("zh", theme.Look{ASCII: true}, nil)
	for got, want := range map[string]string{
		s.fixed(22.5, 0): "23", s.fixed(32.5, 0): "33", s.fixed(-22.5, 0): "-23", s.fixed(1.005, 2): "1.01", s.fixed(-0.04, 1): "0.0",
		s.percent(math.NaN()): "-", s.percent(0.05): "0.1%", s.percent(100): "100.0%", s.signed(0.04, 1): "0.0", s.signed(2.25, 1): "+2.3",
		s.brief(0.0004): "<0.001", s.between(-1, 2, 0): "-1 .. 2", s.between(1, math.NaN(), 0): "-"} {
		if got != want {
			t.Errorf("got %q, wanted %q", got, want)
		}
	}
}

// A table of nobody shows dashes, never 0 %, and its base.
func TestATableOfNobodyShowsDashes(t *testing.T) {
	c := customers(t, 0)
	s := style("zh", theme.Look{}, c.Form())
	for _, name := range []string{"overall", "stay_why"} {
		got := drawn(s, []Block{s.Item(must[summary.Item](t)(c.Distribution(all(t, c), name)))}, 80)
		if strings.Contains(got, "%") && strings.Contains(strings.ReplaceAll(got, "95%", ""), "%") {
			t.Errorf("%s of nobody has shares:\n%s", name, got)
		}
		if !strings.Contains(got, "基数 0*") || !strings.Contains(got, "–") {
			t.Errorf("%s of nobody shows no base or no dash:\n%s", name, got)
		}
	}
}

// published are tables printed in class work on 50 customers: answers, counts
// and the shares as they were printed.
var published = []struct {
	name   string
	counts []int
	shares []string
}{
	{"gap", []int{4, 27, 16, 2, 1}, []string{"8%", "54%", "32%", "4%", "2%"}},
	{"overall", []int{17, 25, 8}, []string{"34%", "50%", "16%"}},
	{"switch", []int{24, 17, 9}, []string{"48%", "34%", "18%"}},
	{"tenure", []int{18, 32}, []string{"36%", "64%"}},
	{"tariff", []int{36, 14}, []string{"72%", "28%"}},
	// The drill-down of complaints.
	{"new business", []int{30456, 18138, 4411, 1701}, []string{"56%", "33%", "8%", "3%"}},
	{"internet", []int{7792, 4016, 3149, 2705, 476}, []string{"43%", "22%", "17%", "15%", "3%"}},
	{"browsing", []int{5248, 1402, 1142}, []string{"67%", "18%", "15%"}},
}

// calledBack are the several answers of 914 customers called back, printed with
// one digit and passing 100 together.
var calledBack = map[int]string{451: "49.3%", 346: "37.9%", 174: "19.0%", 172: "18.8%", 146: "16.0%", 14: "1.5%", 13: "1.4%", 9: "1.0%", 5: "0.5%"}

func TestPublishedTablesComeOutAsPrinted(t *testing.T) {
	s := style("zh", theme.Look{}, nil)
	for _, p := range published {
		all := 0
		for _, n := range p.counts {
			all += n
		}
		for i, n := range p.counts {
			if got := s.whole(stat.Percent(n, all)).Text; got != p.shares[i] {
				t.Errorf("%s: %d of %d comes out as %s, was printed as %s", p.name, n, all, got, p.shares[i])
			}
		}
	}
	for n, want := range calledBack {
		if got := s.share(stat.Percent(n, 914)).Text; got != want {
			t.Errorf("call-back: %d of 914 comes out as %s, was printed as %s", n, got, want)
		}
	}
}

// Every kind of note has words in both languages.
func TestEveryNoteIsWorded(t *testing.T) {
	for _, l := range []questionnaire.Lang{"zh", "en"} {
		s := style(l, theme.Look{}, nil)
		for _, kind := range []summary.NoteKind{summary.NoteChanged, summary.NoteWording, summary.NoteSmall, summary.NoteReversed, summary.NoteOffScale, summary.NoteFlat,
			summary.NoteIntercept, summary.NoteOverlap, summary.NoteUngrouped, summary.NoteSuppressed, summary.NoteFewCases, summary.NoteEntangled, summary.NoteDropped,
			summary.NoteNoPlot, summary.NoteBonferroni, summary.NoteTallied} {
			if said := s.Note(summary.Note{Kind: kind, Item: "x", Version: "2", N: 7}); said == "" || strings.ContainsAny(said, "{}") {
				t.Errorf("%s in %s says %q", kind, l, said)
			}
		}
	}
}

// What is not published shows nowhere: not in a terminal, nor in any file.
func TestWhatIsNotPublishedShowsNowhere(t *testing.T) {
	c := customers(t, 120)
	it := must[summary.Item](t)(c.Crosstab(all(t, c), "overall", "segment", summary.Options{Public: true}))
	for i := range it.Columns { // as a careless count would leave it
		if it.Columns[i].Hidden {
			for r := range it.Rows {
				it.Rows[r].Cells[i] = summary.Cell{N: 987654, Pct: 98.7654, Residual: 9.87654, Letters: "Z"}
			}
		}
	}
	s := style("zh", theme.Look{}, c.Form())
	d := Document{Blocks: []Block{s.Item(it)}}
	raw := must[[]byte](t)(s.ItemsJSON(Source{}, []summary.Item{it}))
	for name, content := range map[string]string{"text": uitest.Plain(strings.Join(s.Text(d, 120), "\n")), "csv": string(s.CSV(d)), "md": string(s.Markdown(d)), "html": string(s.HTML(d)), "json": string(raw)} {
		if strings.Contains(content, "98.7") || strings.Contains(content, "98765") || strings.Contains(content, "Z") {
			t.Errorf("%s shows a figure that is not published", name)
		}
	}
}

// Labels of a plot never lie on one another nor on a point, however close the
// points are.
func TestLabelsOfAPlotDoNotCollide(t *testing.T) {
	s := style("zh", theme.Look{ASCII: true}, nil)
	for _, spread := range []float64{1, 0.1, 0.001, 0} {
		p := Plot{X: "x", Y: "y", CrossX: 3, CrossY: 0.5}
		for i := range 9 {
			p.Points = append(p.Points, Point{X: 3 + spread*float64(i%3-1), Y: 0.5 + spread*float64(i/3-1)/7, Name: strings.Repeat("题", 3+i%5)})
		}
		p.Points = append(p.Points, Point{X: 9, Y: 3, Name: "far"}, Point{X: -3, Y: -2, Name: "away"})
		var field []string // the plot without its axes
		lines := s.plotLines(p, 60)
		for _, l := range lines[1 : len(lines)-2] {
			field = append(field, strings.TrimSpace(ansi.Cut(uitest.Plain(l), leastMargin+1, 60)))
		}
		got := strings.Join(field, "\n")
		names, seen := strings.Count(got, "题题题"), map[string]bool{}
		for _, n := range regexp.MustCompile(`\d+`).FindAllString(got, -1) {
			seen[n] = true
		}
		numbers := len(seen)
		if names < 9 && numbers < 11 {
			t.Errorf("spread %g: %d names, %d numbers:\n%s", spread, names, numbers, got)
		}
	}
}
