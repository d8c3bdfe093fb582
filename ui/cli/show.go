package cli

import (
	"fmt"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// print writes a form so that its author can read it through: every item with
// its number, wording, choices and conditions.
func (r *run) print(f *questionnaire.Form) {
	langs := make([]string, len(f.Languages))
	for i, l := range f.Languages {
		langs[i] = string(l)
	}
	r.line(f.Title.In(r.lang) + fmt.Sprintf(r.texts.CLI.Head, f.ID, f.Version, f.Numbered(), strings.Join(langs, " ")))
	var inside []int
	for i := range f.Questions {
		around := groupsAround(f, f.Questions[i].Group)
		for depth, g := range around {
			if depth >= len(inside) || inside[depth] != g {
				r.printGroup(&f.Groups[g], depth)
			}
		}
		inside = around
		r.printItem(f, &f.Questions[i], len(around))
	}
}

// line prints one line; whatever its author has written into a form (names of
// lists, codes and conditions too), it cannot steer the terminal.
func (r *run) line(s string) {
	fmt.Fprintln(r.out, strings.TrimRight(questionnaire.HarmlessLine(s), " "))
}

// groupsAround are a group and those around it, outermost first.
func groupsAround(f *questionnaire.Form, g int) []int {
	if g < 0 {
		return nil
	}
	return append(groupsAround(f, f.Groups[g].Parent), g)
}

func (r *run) printGroup(g *questionnaire.Group, depth int) {
	t := r.texts.CLI
	words := []string{fmt.Sprintf(t.Group, g.Name)}
	if label := g.Label.In(r.lang); label != "" {
		words = append(words, label)
	}
	if g.FieldList {
		words = append(words, t.Together)
	}
	words = r.where(words, t.Condition, g.Relevant)
	r.line("")
	r.line(strings.Repeat("  ", depth) + "[" + strings.Join(words, " · ") + "]")
}

// where adds a condition to words, if there is one.
func (r *run) where(words []string, sentence string, e *expr.Expr) []string {
	if e == nil {
		return words
	}
	return append(words, fmt.Sprintf(sentence, e))
}

func (r *run) printItem(f *questionnaire.Form, q *questionnaire.Question, depth int) {
	t := r.texts.CLI
	number := ""
	if q.No > 0 {
		number = fmt.Sprint(q.No)
	}
	line := func(indent int, s string) {
		r.line(strings.Repeat("  ", depth) + strings.Repeat(" ", indent) + s)
	}
	r.line("")
	line(0, pad(number, 4)+q.Name+"  "+t.Kinds[q.Kind])
	for _, said := range strings.Split(q.Label.In(r.lang), "\n") {
		if said != "" {
			line(4, said)
		}
	}
	if s := q.Hint.In(r.lang); s != "" {
		line(4, t.Hint+s)
	}
	if s := q.Guidance.In(r.lang); s != "" {
		line(4, t.Note+s)
	}
	if q.Kind == questionnaire.Range {
		line(6, fmt.Sprintf(t.Range, questionnaire.Number(q.Range.Start), questionnaire.Number(q.Range.End), questionnaire.Number(q.Range.Step)))
	}
	for _, c := range f.Choices(q) {
		line(6, r.choice(c))
	}
	for _, s := range r.rules(q) {
		line(4, s)
	}
}

func (r *run) choice(c questionnaire.Choice) string {
	s := pad(c.Name, 3) + " " + c.Label.In(r.lang)
	if c.Exclusive {
		s += r.texts.CLI.Alone
	}
	if c.Ends != "" {
		s += fmt.Sprintf(r.texts.CLI.Ends, c.Ends.Words().In(r.lang))
	}
	return s
}

// rules are the item's conditions, one a line.
func (r *run) rules(q *questionnaire.Question) []string {
	t := r.texts.CLI
	out := r.where(nil, t.Condition, q.Relevant)
	out = r.where(out, t.Filter, q.Filter)
	out = r.where(out, t.Calc, q.Calculation)
	out = r.where(out, t.Rule, q.Constraint)
	out = r.where(out, t.Check, q.Check)
	if q.Required != nil {
		if s := q.Required.String(); s == "true()" {
			out = append(out, t.Required)
		} else {
			out = append(out, fmt.Sprintf(t.RequireIf, s))
		}
	}
	if q.Personal {
		out = append(out, t.Private)
	}
	var also []string
	for _, st := range []questionnaire.Status{questionnaire.DontKnow, questionnaire.Refused, questionnaire.NotApplicable} {
		if !q.Kind.Asks() || !q.Missing.Allows(st) {
			continue
		}
		word := st.Words().In(r.lang)
		if st == questionnaire.NotApplicable && !q.NALabel.Empty() {
			word = q.NALabel.In(r.lang)
		}
		also = append(also, word)
	}
	if len(also) > 0 {
		out = append(out, fmt.Sprintf(t.Statuses, strings.Join(also, " / ")))
	}
	return out
}
