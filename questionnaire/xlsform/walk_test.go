package xlsform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
)

// closedForm draws a form of a few closed items, some in a group, with
// conditions over one another.
func closedForm(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("| survey |\n| | type | name | label | relevant | constraint | choice_filter |\n")
	n := rapid.IntRange(2, 5).Draw(t, "items")
	condition := func(before int) string {
		if before == 0 {
			return ""
		}
		var parts []string
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			parts = append(parts, fmt.Sprintf("${i%d} %s %s", rapid.IntRange(0, before-1).Draw(t, "of"),
				rapid.SampledFrom([]string{"=", "!=", "<=", ">"}).Draw(t, "is"), rapid.SampledFrom([]string{"'1'", "'2'", "1", "2", "''", "3"}).Draw(t, "what")))
		}
		return strings.Join(parts, rapid.SampledFrom([]string{" and ", " and ", " or "}).Draw(t, "join"))
	}
	group := rapid.IntRange(1, n).Draw(t, "group")
	for i := range n {
		if i == group {
			fmt.Fprintf(&b, "| | begin_group | g | G | %s | | |\n", condition(i))
		}
		filter := ""
		if c := condition(i); c != "" && rapid.Bool().Draw(t, "filtered") {
			filter = "name = '1' or " + c
		}
		constraint := rapid.SampledFrom([]string{"", "", ". != '2'"}).Draw(t, "constraint")
		kind := rapid.SampledFrom([]string{"select_one", "select_one", "select_multiple"}).Draw(t, "type")
		fmt.Fprintf(&b, "| | %s l | i%d | I | %s | %s | %s |\n", kind, i, condition(i), constraint, filter)
	}
	if group < n {
		b.WriteString("| | end_group | | | | | |\n")
	}
	return b.String() + "| choices |\n| | list_name | name | label |\n| | l | 1 | one |\n| | l | 2 | two |\n"
}

// everywhere holds every possible interview, answering in the order of the
// form, and gives the rows reached and the choices offered.
func everywhere(f *questionnaire.Form) (rows map[int]bool, offered map[string]bool) {
	rows, offered = map[int]bool{}, map[string]bool{}
	s := questionnaire.Begin(f, questionnaire.Context{Now: time.Unix(0, 0)}, nil)
	var from func(i int)
	from = func(i int) {
		if i == len(f.Questions) {
			for j := range f.Questions {
				ref := questionnaire.Ref{Item: f.Questions[j].Name}
				if !s.Reached(ref) {
					continue
				}
				rows[f.Questions[j].Row] = true
				for _, c := range s.Choices(ref) {
					offered[ref.Item+" "+c.Name] = true
				}
			}
			return
		}
		ref := questionnaire.Ref{Item: f.Questions[i].Name}
		for _, codes := range [][]string{{"1"}, {"2"}, {"1", "2"}, nil} {
			a := questionnaire.Answer{Ref: ref, Codes: codes, Status: questionnaire.Given}
			if codes == nil {
				a = questionnaire.Answer{Ref: ref}
			}
			if s.Record(a) == nil {
				from(i + 1)
			}
		}
		s.Clear(ref)
	}
	from(0)
	return rows, offered
}

// What the walk calls unreachable is what no interview reaches, no less and no
// more.
func TestTheWalkAgreesWithEveryInterview(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		src := closedForm(t)
		f, err := xlsform.Parse([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		rows, offered := everywhere(f)
		_, faults := xlsform.Load("form.md", []byte(src))
		for i := range f.Questions {
			q := &f.Questions[i]
			row := q.Row
			if q.Group >= 0 && slices.ContainsFunc(faults, func(x xlsform.Fault) bool { return x.Row == f.Groups[q.Group].Row }) {
				row = f.Groups[q.Group].Row
			}
			says := slices.ContainsFunc(faults, func(x xlsform.Fault) bool { return x.Rule == xlsform.RuleUnreachable && x.Row == row })
			if says == rows[q.Row] {
				t.Fatalf("%s: reached %v, the walk says unreachable %v\n%s", q.Name, rows[q.Row], says, src)
			}
			for _, code := range []string{"1", "2"} {
				hidden := slices.ContainsFunc(faults, func(x xlsform.Fault) bool {
					return x.Rule == xlsform.RuleUnoffered && x.Row == q.Row && x.Detail == code
				})
				if rows[q.Row] && hidden == offered[q.Name+" "+code] {
					t.Fatalf("%s: choice %s offered %v, the walk says hidden %v\n%s", q.Name, code, !hidden, hidden, src)
				}
			}
			if says {
				found++
			}
		}
	})
	if found == 0 {
		t.Error("not one item was unreachable: the forms drawn say nothing")
	}
}

func TestTheWalkIsQuickOnLongForms(t *testing.T) {
	var b strings.Builder
	b.WriteString("| survey |\n| | type | name | label | relevant |\n| | range | r0 | R | |\n")
	for n := 1; n < 3_000; n++ {
		fmt.Fprintf(&b, "| | range | r%d | R | ${r%d} > 1 |\n", n, n-1)
	}
	start := time.Now()
	_, faults := xlsform.Load("form.md", []byte(b.String()))
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	if len(faults) != 1 || faults[0].Rule != xlsform.RuleUnwalked {
		t.Errorf("got %d faults: %v", len(faults), faults[:min(3, len(faults))])
	}
}

// What rests on answers that cannot all be tried is not called unreachable;
// what is independent does not multiply.
func TestTheWalkAccusesNobodyWithoutProof(t *testing.T) {
	var b strings.Builder
	b.WriteString("| survey |\n| | type | name | label | relevant |\n| | text | t | T | |\n| | integer | n | N | |\n| | date | d | D | |\n")
	for n := range 30 {
		fmt.Fprintf(&b, "| | range | r%d | R | |\n", n)
	}
	var all []string
	for n := range 30 {
		all = append(all, fmt.Sprintf("${r%d} > 8", n))
	}
	for i, relevant := range []string{"${t} = 'y' and ${n} = 17", "${n} > 3 and ${n} < 3", "${d} < today()", "string-length(${t}) = 71", "${hall} = 'H1'",
		"random() < 0.1", strings.Join(all, " and "), strings.Join(all, " or ")} {
		fmt.Fprintf(&b, "| | note | n%d | N | %s |\n", i, relevant)
	}
	if _, faults := xlsform.Load("form.md", []byte(b.String())); len(faults) > 0 {
		t.Errorf("%v", said(faults))
	}
}
