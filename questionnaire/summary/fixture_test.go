package summary

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
	"tingfang/questionnaire/xlsform"
)

// parseForm reads items of the shape "select_one sat5 overall" and choices of
// the shape "sat5 1 bottom 1"; "-" is a blank cell.
func parseForm(t testing.TB, version string, items, choices []string) *questionnaire.Form {
	t.Helper()
	var b strings.Builder
	table := func(sheet, head string, rows []string, cells int) {
		fmt.Fprintf(&b, "| %s |\n| | %s |\n", sheet, head)
		for _, row := range rows {
			words := strings.Fields(row)
			for len(words) < cells {
				words = append(words, "-")
			}
			for i, w := range words {
				words[i] = strings.TrimPrefix(w, "-")
			}
			if kind := strings.Split(words[0], "_"); len(kind) == 3 {
				words[0] = kind[0] + "_" + kind[1] + " " + kind[2]
			}
			fmt.Fprintf(&b, "| | %s |\n", strings.Join(words, " | "))
		}
	}
	table("survey", "type | name | label::中文 (zh) | x_no | x_scale | x_reverse | x_role | parameters", items, 8)
	table("choices", "list_name | name | label::中文 (zh) | x_box | x_value | x_exclusive", choices, 6)
	table("settings", "form_id | version | default_language", []string{"any " + version + " 中文(zh)"}, 3)
	src := strings.ReplaceAll(b.String(), "中文(zh)", "中文 (zh)")
	f, faults := xlsform.Load("study.md", []byte(src))
	if f == nil {
		for _, fault := range faults {
			t.Log(fault.Error())
		}
		t.Fatalf("the form is refused:\n%s", src)
	}
	return f
}

var sat5 = []string{"sat5 1 很不满意 bottom 1", "sat5 2 不太满意 bottom 2", "sat5 3 一般 mid 3", "sat5 4 比较满意 top 4", "sat5 5 很满意 top 5"}
var gap5 = []string{"gap5 1 远不如 bottom 1", "gap5 2 不如 bottom 2", "gap5 3 差一点 mid 3", "gap5 4 一样 top 4", "gap5 5 更好 top 5"}

// plain are the choices 1 to n of a list, the one numbered focus in the focus box.
func plain(list string, n, focus int) []string {
	var out []string
	for i := 1; i <= n; i++ {
		box := "-"
		if i == focus {
			box = "focus"
		}
		out = append(out, fmt.Sprintf("%s %d 第%d %s", list, i, i, box))
	}
	return out
}

// interviews fills columns by hand, one after another.
type interviews struct {
	t testing.TB
	f *questionnaire.Form
	c *Columns
	n int64
}

func newInterviews(t testing.TB, f *questionnaire.Form) *interviews {
	return &interviews{t: t, f: f, c: NewColumns(f)}
}

// hold puts an interview; answers are "item=code" or "item=code code", with 97,
// 98 and 99 for not applicable, don't know and refused where the form has no
// such code, and nothing for an open item.
func (in *interviews) hold(change func(*questionnaire.Response), answers ...string) {
	in.t.Helper()
	in.n++
	r := questionnaire.Response{ID: strconv.FormatInt(in.n, 10), Disposition: questionnaire.Complete, StartedAt: time.Date(2026, 2, 1, 10, 0, 0, 0, time.UTC),
		Hall: questionnaire.Hall{Code: "H01"}, Interviewer: questionnaire.Person{Number: "I01"}}
	if change != nil {
		change(&r)
	}
	for _, text := range answers {
		name, value, _ := strings.Cut(text, "=")
		r.Answers = append(r.Answers, in.answer(name, value))
	}
	if err := in.c.PutResponse(in.n, in.f, r); err != nil {
		in.t.Fatal(err)
	}
}

func (in *interviews) answer(name, value string) questionnaire.Answer {
	a := questionnaire.Answer{Ref: questionnaire.Ref{Item: name}}
	q := in.f.Question(name)
	codes := strings.Fields(value)
	number, _ := strconv.ParseFloat(value, 64)
	switch {
	case value == "":
		return a
	case q.Kind == questionnaire.Range && number <= q.Range.End:
		a.Status, a.Number = questionnaire.Given, number
	case q.Kind != questionnaire.Range && slices.ContainsFunc(in.f.Choices(q), func(c questionnaire.Choice) bool { return c.Name == codes[0] }):
		a.Status, a.Codes = questionnaire.Given, codes
	default:
		a.Status = map[string]questionnaire.Status{"97": questionnaire.NotApplicable, "98": questionnaire.DontKnow, "99": questionnaire.Refused}[value]
	}
	return a
}

func (in *interviews) all() *Selection { return in.where("") }

func (in *interviews) where(source string) *Selection {
	in.t.Helper()
	var q Query
	if source != "" {
		e, err := expr.Parse(source)
		if err != nil {
			in.t.Fatal(err)
		}
		q.Where = e
	}
	s, err := in.c.Select(q)
	if err != nil {
		in.t.Fatal(err)
	}
	return s
}

func (in *interviews) table(item string) Item {
	in.t.Helper()
	it, err := in.c.Distribution(in.all(), item)
	if err != nil {
		in.t.Fatal(err)
	}
	return it
}

// near holds figures to R's, relative 1e-6, p-values 1e-4.
func near(t testing.TB, what string, got, want float64) {
	t.Helper()
	tolerance := 1e-6
	if strings.HasSuffix(what, " p") {
		tolerance = 1e-4
	}
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > tolerance*max(math.Abs(want), 1e-9) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func ns(it Item) []int {
	var out []int
	for _, r := range it.Rows {
		out = append(out, r.N)
	}
	return out
}

func pcts(it Item) []float64 {
	var out []float64
	for _, r := range it.Rows {
		out = append(out, r.Pct)
	}
	return out
}
