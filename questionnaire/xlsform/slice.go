package xlsform

import (
	"slices"
	"strconv"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// parts splits a condition at the "and"s on its top level, so that each can be
// judged as soon as its items are decided.
func parts(e *expr.Expr) []*expr.Expr {
	if e == nil {
		return nil
	}
	s := e.String()
	var cuts []string
	depth, quote, from := 0, byte(0), 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth == 0 && strings.HasPrefix(s[i:], " or "):
			return []*expr.Expr{e}
		case depth == 0 && strings.HasPrefix(s[i:], " and "):
			cuts = append(cuts, s[from:i])
			from = i + len(" and ")
		}
	}
	var out []*expr.Expr
	for _, cut := range append(cuts, s[from:]) {
		part, err := expr.Parse(cut)
		if err != nil {
			return []*expr.Expr{e}
		}
		out = append(out, part)
	}
	return out
}

// around are the expressions that decide whether item i is asked and which of
// its answers may stand.
func (w *walker) around(i int) []*expr.Expr {
	q := &w.form.Questions[i]
	all := []*expr.Expr{q.Relevant, q.Calculation, q.Filter, q.Constraint}
	for g := q.Group; g >= 0; g = w.form.Groups[g].Parent {
		all = append(all, w.form.Groups[g].Relevant)
	}
	return slices.DeleteFunc(all, func(e *expr.Expr) bool { return e == nil })
}

// closure is every item on which expressions rest, each behind those on which
// it rests itself, as indices in the form's questions. Where a constraint or a
// filter closes a ring there is no such order, and ring is true.
func (w *walker) closure(of []*expr.Expr) (items []int, ring bool) {
	const begun, done = 1, 2
	state := map[int]int{}
	var visit func(from int, all []*expr.Expr)
	visit = func(from int, all []*expr.Expr) {
		for _, e := range all {
			for _, name := range e.Names() {
				i := w.form.Find(name)
				if i < 0 || i == from || state[i] == done {
					continue
				}
				if state[i] == begun {
					ring = true
					continue
				}
				state[i] = begun
				visit(i, w.around(i))
				state[i] = done
				items = append(items, i)
			}
		}
	}
	visit(-1, of)
	w.work += len(items)
	return items, ring
}

// unsure are the functions whose value no walk can foresee.
var unsure = set("now", "today", "random")

var (
	numberInside = lazy(`[0-9]+(?:\.[0-9]+)?`)
	textInside   = lazy(`'([^']*)'|"([^"]*)"`)
)

// literals are the numbers and texts that stand in an expression.
func literals(e *expr.Expr) []string {
	var out []string
	s := e.String()
	for _, m := range textInside().FindAllStringSubmatch(s, -1) {
		out = append(out, m[1]+m[2])
	}
	return append(out, numberInside().FindAllString(s, -1)...)
}

// part is a form of the sliced items alone, with one note a condition: the
// note is reached where the condition holds.
func (w *walker) part(items []int, conditions []*expr.Expr, asked *questionnaire.Question) (*questionnaire.Form, error) {
	f := &questionnaire.Form{ID: w.form.ID, Groups: slices.Clone(w.form.Groups), Lists: w.form.Lists}
	for _, i := range items {
		q := w.form.Questions[i]
		q.Default, q.DefaultValue, q.Check, q.Required = nil, "", nil, nil
		f.Questions = append(f.Questions, q)
	}
	if asked != nil && !slices.ContainsFunc(f.Questions, func(q questionnaire.Question) bool { return q.Name == asked.Name }) {
		q := *asked
		q.Default, q.DefaultValue = nil, ""
		f.Questions = append(f.Questions, q)
	}
	for n, c := range conditions {
		f.Questions = append(f.Questions, questionnaire.Question{Name: conditionName(n), Kind: questionnaire.Note, Group: -1, Relevant: c})
	}
	return f, f.Compile()
}

// conditionName is a name that no item can have.
func conditionName(n int) string { return "?" + strconv.Itoa(n) }
