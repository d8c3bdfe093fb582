package summary

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// genForm draws a form of closed items, one of them sometimes asked only after
// a certain answer.
func genForm(t *rapid.T) *questionnaire.Form {
	f := &questionnaire.Form{ID: "any", Version: "1", Lists: map[string]*questionnaire.List{}}
	for i := range rapid.IntRange(1, 5).Draw(t, "items") {
		q := questionnaire.Question{Name: fmt.Sprintf("q%d", i), Kind: rapid.SampledFrom([]questionnaire.Kind{questionnaire.SelectOne,
			questionnaire.SelectOne, questionnaire.SelectMultiple, questionnaire.Range}).Draw(t, "kind"), Group: -1,
			Label: questionnaire.Text{"zh": "题"}, Scale: rapid.SampledFrom([]string{"", "sat5", "nominal"}).Draw(t, "scale")}
		if q.Kind == questionnaire.Range {
			q.Range = rapid.SampledFrom([]questionnaire.Bounds{{Start: 0, End: 10, Step: 1}, {Start: 0, End: 400, Step: 1}, {Start: 1, End: 2, Step: .1}, {Start: 5, End: -5, Step: -1}}).Draw(t, "range")
		} else {
			q.List = q.Name
			f.Lists[q.List] = genList(t, q.Name)
		}
		if i > 0 && f.Questions[0].Kind == questionnaire.SelectOne && rapid.Bool().Draw(t, "routed") {
			q.Relevant, _ = expr.Parse("${q0} != '1'")
		}
		f.Questions = append(f.Questions, q)
	}
	if err := f.Compile(); err != nil {
		t.Fatal(err)
	}
	return f
}

func genList(t *rapid.T, name string) *questionnaire.List {
	l := &questionnaire.List{Name: name}
	for i := range rapid.SampledFrom([]int{2, 3, 5, 9, 17, 30, 260}).Draw(t, "choices") {
		ch := questionnaire.Choice{Name: fmt.Sprint(i + 1), Label: questionnaire.Text{"": fmt.Sprint("答", i)}, Box: []string{"", "top", "bottom"}[i%3]}
		if i%4 != 3 {
			value := float64(i)
			ch.Value = &value
		}
		l.Choices = append(l.Choices, ch)
	}
	return l
}

// genNext draws a further version of a form: reordered choices pool, a choice
// more does not.
func genNext(t *rapid.T, f *questionnaire.Form) *questionnaire.Form {
	g := &questionnaire.Form{ID: f.ID, Version: "2", Lists: map[string]*questionnaire.List{}, Questions: slices.Clone(f.Questions)}
	for name, l := range f.Lists {
		next := &questionnaire.List{Name: name, Choices: slices.Clone(l.Choices)}
		switch rapid.IntRange(0, 2).Draw(t, "change") {
		case 1:
			slices.Reverse(next.Choices)
		case 2:
			next.Choices = append(next.Choices, questionnaire.Choice{Name: "new"})
		}
		g.Lists[name] = next
	}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	return g
}

var china = time.FixedZone("", 8*3600)

// held is an interview as the slow reference has it.
type held struct {
	f *questionnaire.Form
	r questionnaire.Response
	s *questionnaire.Session
}

func genHeld(t *rapid.T, forms []*questionnaire.Form) held {
	f := rapid.SampledFrom(forms).Draw(t, "version")
	r := questionnaire.Response{FormID: f.ID, Disposition: rapid.SampledFrom(questionnaire.Dispositions[:3]).Draw(t, "disposition"),
		Hall: questionnaire.Hall{Code: fmt.Sprint("H", rapid.IntRange(1, 3).Draw(t, "hall"))}, Interviewer: questionnaire.Person{Number: fmt.Sprint(rapid.IntRange(1, 3).Draw(t, "person"))},
		Voided: rapid.IntRange(0, 9).Draw(t, "void") == 0, Practice: questionnaire.Practice(rapid.IntRange(0, 9).Draw(t, "practice") / 9),
		StartedAt: time.Date(2026, 1, 1, rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0, 0, china).AddDate(0, 0, rapid.IntRange(0, 60).Draw(t, "day"))}
	for i := range f.Questions {
		q := &f.Questions[i]
		a := questionnaire.Answer{Ref: questionnaire.Ref{Item: q.Name}, Status: questionnaire.Status(rapid.IntRange(0, 9).Draw(t, "status"))}
		if a.Status > questionnaire.NotApplicable {
			a.Status = questionnaire.Given
		}
		if a.Status == questionnaire.Given {
			give(t, f, q, &a)
		}
		r.Answers = append(r.Answers, a)
	}
	s := questionnaire.Begin(f, questionnaire.NewContext(r.Hall, r.Interviewer, questionnaire.Study{}, r.StartedAt), r.Answers)
	r.Answers = s.Answers() // what the route left is set aside
	return held{f, r, s}
}

func give(t *rapid.T, f *questionnaire.Form, q *questionnaire.Question, a *questionnaire.Answer) {
	switch choices := f.Choices(q); q.Kind {
	case questionnaire.Range:
		steps := int(math.Round((q.Range.End - q.Range.Start) / q.Range.Step))
		a.Number = math.Round((q.Range.Start+float64(rapid.IntRange(0, steps).Draw(t, "step"))*q.Range.Step)*1e6) / 1e6
	case questionnaire.SelectMultiple:
		set := rapid.Uint64Range(1, 1<<min(len(choices), 60)-1).Draw(t, "set")
		for i, ch := range choices {
			if set>>min(i, 63)&1 == 1 {
				a.Codes = append(a.Codes, ch.Name)
			}
		}
	default:
		a.Codes = []string{rapid.SampledFrom(choices).Draw(t, "choice").Name}
	}
}

// status is an item's in an interview, NotAsked where the route leaves it out.
func (h held) status(item string) string {
	if !h.s.Reached(questionnaire.Ref{Item: item}) {
		return "not asked"
	}
	return h.s.Answer(questionnaire.Ref{Item: item}).Status.Words().In("en")
}

// codes are the answers given.
func (h held) codes(item string) []string {
	a := h.s.Answer(questionnaire.Ref{Item: item})
	switch {
	case h.status(item) != "given":
		return nil
	case h.f.Question(item).Kind == questionnaire.Range:
		return []string{questionnaire.Number(a.Number)}
	}
	return a.Codes
}

// held sees an interview as an expression does.
func (h held) Value(name string) expr.Value {
	switch name {
	case "hall":
		return expr.Str(h.r.Hall.Code)
	case "interviewer":
		return expr.Str(h.r.Interviewer.Number)
	case "disposition":
		return expr.Str(string(h.r.Disposition))
	case "started_at":
		return expr.DateTime(h.r.StartedAt)
	}
	codes := h.codes(name)
	if len(codes) == 1 && h.f.Question(name).Kind == questionnaire.Range {
		return expr.Num(h.s.Answer(questionnaire.Ref{Item: name}).Number)
	}
	return expr.Str(strings.Join(codes, " "))
}
func (held) Self() expr.Value                 { return expr.Str("") }
func (held) Now() time.Time                   { return time.Time{}.In(china) }
func (held) ChoiceName(string, string) string { return "" }
func (held) Random() float64                  { return 0 }

func genWhere(t *rapid.T, f *questionnaire.Form) string {
	item := rapid.SampledFrom(f.Questions).Draw(t, "where").Name
	return rapid.SampledFrom([]string{
		"${" + item + "} = '2'", "selected(${" + item + "}, '3')", "${" + item + "} > 2", "${" + item + "} = ''", "count-selected(${" + item + "}) > 1",
		"${hall} = 'H1'", "${interviewer} != '2' and ${" + item + "} != ''", "${disposition} = 'partial' or ${hall} = 'H3'",
		"${started_at} >= '2026-01-20'", "format-date(${started_at}, '%H') < 12 and not(${" + item + "} = '1')",
	}).Draw(t, "expression")
}

// pools reports that an item's answers of one version pool with the other's.
func pools(a, b *questionnaire.Form, item string) bool {
	if a == b || a.Question(item).Kind == questionnaire.Range {
		return true
	}
	return len(a.Choices(a.Question(item))) == len(b.Choices(b.Question(item)))
}

func TestTablesEqualACountOfTheResponses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		forms := []*questionnaire.Form{genForm(t)}
		forms = append(forms, genNext(t, forms[0]))
		c, all := NewColumns(forms[0]), map[int64]held{}
		for range rapid.IntRange(0, 30).Draw(t, "interviews") {
			key, h := rapid.Int64Range(1, 30).Draw(t, "key"), genHeld(t, forms)
			all[key] = h
			if err := c.PutResponse(key, h.f, h.r); err != nil {
				t.Fatal(err)
			}
			if rapid.IntRange(0, 15).Draw(t, "look") == 0 {
				look(t, c, forms[0], all)
			}
		}
		look(t, c, forms[0], all)
	})
}

// look compares a table with a count of the interviews.
func look(t *rapid.T, c *Columns, f *questionnaire.Form, all map[int64]held) {
	q, in := genQuery(t, f)
	s, err := c.Select(q)
	if err != nil {
		t.Fatal(err)
	}
	var chosen []held
	var keys []int64
	for key, h := range all {
		if (q.All || counts(h)) && in(h) {
			chosen, keys = append(chosen, h), append(keys, key)
		}
	}
	got := s.Keys()
	slices.Sort(got)
	slices.Sort(keys)
	if !slices.Equal(got, keys) {
		t.Fatalf("where %s: selected %v, want %v", q.Where, got, keys)
	}
	for i := range f.Questions {
		name := f.Questions[i].Name
		it, err := c.Distribution(s, name)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, f, name, it, chosen)
		cross(t, c, s, f, name, chosen)
	}
}

func counts(h held) bool {
	return !h.r.Voided && h.r.Practice == questionnaire.Real && (h.r.Disposition == questionnaire.Complete || h.r.Disposition == questionnaire.Partial)
}

func genQuery(t *rapid.T, f *questionnaire.Form) (Query, func(held) bool) {
	q := Query{Now: time.Time{}.In(china)}
	var in []func(held) bool
	if rapid.Bool().Draw(t, "filtered") {
		q.Where, _ = expr.Parse(genWhere(t, f))
		in = append(in, func(h held) bool { v, err := q.Where.Eval(h); return err == nil && v.True() })
	}
	if rapid.Bool().Draw(t, "dated") {
		first, _ := Start(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
		q.From = first + int32(rapid.IntRange(0, 60).Draw(t, "from"))
		q.To = q.From + int32(rapid.IntRange(1, 30).Draw(t, "days"))
		in = append(in, func(h held) bool { day, _ := Start(h.r.StartedAt); return day >= q.From && day < q.To })
	}
	if rapid.IntRange(0, 3).Draw(t, "halls") == 0 {
		q.Halls = []string{"H2", "H9"}
		in = append(in, func(h held) bool { return h.r.Hall.Code == "H2" })
	}
	q.All = rapid.IntRange(0, 3).Draw(t, "all") == 0
	return q, func(h held) bool {
		for _, holds := range in {
			if !holds(h) {
				return false
			}
		}
		return true
	}
}

func compare(t *rapid.T, f *questionnaire.Form, name string, it Item, chosen []held) {
	var want Missing
	base, left, ns := 0, 0, map[string]int{}
	for _, h := range chosen {
		if !pools(f, h.f, name) {
			left++
			continue
		}
		switch h.status(name) {
		case "not asked":
			want.NotAsked++
		case "open":
			want.Open++
		case "don't know":
			want.DontKnow++
		case "refused":
			want.Refused++
		case "not applicable":
			want.NotApplicable++
		default:
			base++
		}
		for _, code := range h.codes(name) {
			ns[code]++
		}
	}
	if it.Missing != want || it.Base != base || it.Asked != base+want.Open+want.DontKnow+want.Refused+want.NotApplicable {
		t.Fatalf("%s: base %d missing %+v, want %d and %+v", name, it.Base, it.Missing, base, want)
	}
	for _, r := range it.Rows {
		if r.N != ns[r.Code] {
			t.Fatalf("%s: %d gave %s, want %d", name, r.N, r.Code, ns[r.Code])
		}
	}
	noted := 0
	for _, n := range it.Notes {
		if n.Kind == NoteChanged {
			noted += n.N
		}
	}
	if noted != left {
		t.Fatalf("%s: the notes leave %d out, want %d", name, noted, left)
	}
}

// cross compares a break by hall and by the first item.
func cross(t *rapid.T, c *Columns, s *Selection, f *questionnaire.Form, name string, chosen []held) {
	for _, by := range []string{"hall", f.Questions[0].Name} {
		it, err := c.Crosstab(s, name, by, Options{})
		if tooMany, ok := err.(*TooManyGroups); ok && tooMany.N > MaxGroups {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		got, want := map[[2]string]int{}, map[[2]string]int{}
		for i, k := range it.Columns {
			for _, r := range it.Rows {
				if r.Cells[i].N > 0 {
					got[[2]string{r.Code, k.Code}] = r.Cells[i].N
				}
			}
		}
		for _, h := range chosen {
			groups := []string{h.r.Hall.Code}
			if by != "hall" {
				if groups = h.codes(by); !pools(f, h.f, by) {
					groups = nil
				}
			}
			if !pools(f, h.f, name) {
				continue
			}
			for _, g := range groups {
				for _, code := range h.codes(name) {
					want[[2]string{code, g}]++
				}
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s by %s: %v, want %v", name, by, got, want)
		}
		behind(t, c, s, it)
	}
}

// behind holds the interviews behind each cell to its count.
func behind(t *rapid.T, c *Columns, s *Selection, it Item) {
	if len(it.Rows) > 20 {
		return
	}
	for i, k := range it.Columns {
		for _, r := range it.Rows {
			cell, err := c.Behind(s, it.Item, r.Code, it.By, k.Code, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if cell.Count() != r.Cells[i].N {
				t.Fatalf("%d interviews behind %s = %s in %s = %s, want %d", cell.Count(), it.Item, r.Code, it.By, k.Code, r.Cells[i].N)
			}
		}
	}
}
