package exchange

import (
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// judge asks the form's own rules of a plain row, as far as the file has the
// items they name.
type judge struct {
	r     *Reader
	slots map[string]int
	rules map[*questionnaire.Form][]rules
	lang  questionnaire.Lang
}

// rules are what must hold of one item.
type rules struct {
	slot       int
	q          *questionnaire.Question
	relevant   []*expr.Expr
	constraint *expr.Expr
}

func newJudge(r *Reader) *judge {
	j := &judge{r: r, slots: map[string]int{}, rules: map[*questionnaire.Form][]rules{}, lang: r.form.DefaultLanguage}
	for _, c := range r.columns {
		if c.v != nil && c.v.Part != Remark && c.v.Part != Reason {
			j.slots[c.v.Question.Name] = c.slot
		}
	}
	for _, v := range r.views {
		for i := range v.form.Questions {
			j.rules[v.form] = append(j.rules[v.form], j.item(v.form, &v.form.Questions[i]))
		}
	}
	return j
}

func (j *judge) item(f *questionnaire.Form, q *questionnaire.Question) rules {
	slot, there := j.slots[q.Name]
	if !there || q.Role == questionnaire.RoleBreakoffReason { // which is asked beside the route
		return rules{slot: -1}
	}
	out := rules{slot: slot, q: q}
	for _, e := range append([]*expr.Expr{q.Relevant}, around(f, q)...) {
		if j.knows(e) {
			out.relevant = append(out.relevant, e)
		}
	}
	if j.knows(q.Constraint) {
		out.constraint = q.Constraint
	}
	return out
}

// around are the conditions of the groups the item stands in.
func around(f *questionnaire.Form, q *questionnaire.Question) []*expr.Expr {
	var out []*expr.Expr
	for g := q.Group; g >= 0; g = f.Groups[g].Parent {
		out = append(out, f.Groups[g].Relevant)
	}
	return out
}

// knows reports that the file has every item an expression names.
func (j *judge) knows(e *expr.Expr) bool {
	if e == nil {
		return false
	}
	for _, name := range e.Names() {
		if _, there := j.slots[name]; !there {
			return false
		}
	}
	return true
}

// row notes what a row's answers break.
func (j *judge) row(v *readView, one *questionnaire.Response) {
	for _, is := range j.rules[v.form] {
		if is.slot < 0 || j.r.filled[is.slot] == 0 || j.r.answers[is.slot].Status == questionnaire.Open {
			continue
		}
		column, a := j.r.filled[is.slot]-1, j.r.answers[is.slot]
		env := rowEnv{j: j, slot: is.slot, form: v.form, now: one.StartedAt}
		for _, e := range is.relevant {
			if value, err := e.Eval(env); err == nil && !value.True() {
				j.r.wrong(column, Fault{Value: v.form.Show(is.q, a, j.lang), Rule: questionnaire.RuleNotAsked, Detail: e.String()})
				break
			}
		}
		if is.constraint != nil && a.Status == questionnaire.Given {
			if value, err := is.constraint.Eval(env); err != nil || !value.True() {
				j.r.wrong(column, Fault{Value: v.form.Show(is.q, a, j.lang), Rule: questionnaire.RuleConstraint, Message: is.q.ConstraintMessage.In(j.lang)})
			}
		}
	}
}

// rowEnv is what an expression sees of a row.
type rowEnv struct {
	j    *judge
	slot int
	form *questionnaire.Form
	now  time.Time
}

// Value is the value of an item in this row; blank unless it is given.
func (e rowEnv) Value(name string) expr.Value {
	slot, there := e.j.slots[name]
	if !there || e.j.r.filled[slot] == 0 {
		return expr.Str("")
	}
	return e.of(slot)
}

func (e rowEnv) of(slot int) expr.Value {
	a := &e.j.r.answers[slot]
	switch q := e.form.Question(a.Item); {
	case a.Status != questionnaire.Given || q == nil:
		return expr.Str("")
	case len(a.Codes) > 0:
		return expr.Str(strings.Join(a.Codes, " "))
	case q.Kind == questionnaire.Integer || q.Kind == questionnaire.Decimal || q.Kind == questionnaire.Range:
		return expr.Num(a.Number)
	}
	return expr.Str(a.Text)
}

// Self is the value of the item itself.
func (e rowEnv) Self() expr.Value { return e.of(e.slot) }

// Now is when the row's interview began.
func (e rowEnv) Now() time.Time { return e.now }

// ChoiceName is the label of an item's choice.
func (e rowEnv) ChoiceName(item, code string) string {
	if q := e.form.Question(item); q != nil {
		for _, c := range e.form.Choices(q) {
			if c.Name == code {
				return c.Label.In(e.j.lang)
			}
		}
	}
	return ""
}

// Random is nought: a row says nothing of what was drawn for it.
func (e rowEnv) Random() float64 { return 0 }
