package xlsform

import (
	"slices"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// The walk gives up on a route after so many answers tried, and on the form
// after so much work, an item settled being one; it then says that it did not
// finish.
const (
	maxTried = 100_000
	maxWork  = 2_500_000
)

// walk finds groups, items and choices that no interview can reach: it holds
// interviews with every answer of the items on which they depend, and only of
// those. What depends on an item whose answers cannot all be tried (a text, a
// number, a long list, the time) is reached for all it knows.
func (b *builder) walk() {
	w := &walker{form: b.form, found: map[string]verdict{}}
	defer func() {
		if w.work > maxWork {
			b.warn(Fault{Sheet: b.survey.sheet}, RuleUnwalked)
		}
	}()
	closed := map[int]bool{} // groups that cannot be reached
	for g := range b.form.Groups {
		if p := b.form.Groups[g].Parent; p >= 0 && closed[p] {
			closed[g] = true
		} else if b.form.Groups[g].Relevant != nil {
			closed[g] = b.report(b.groups[g], "relevant", w.reach(w.conditions(g, nil)))
		}
	}
	for i := range b.form.Questions {
		q := &b.form.Questions[i]
		if q.Group >= 0 && closed[q.Group] || q.Role == questionnaire.RoleBreakoffReason {
			continue
		}
		if q.Relevant != nil && b.report(b.rows[i], "relevant", w.reach(w.conditions(q.Group, q.Relevant))) {
			continue
		}
		if q.Filter != nil && q.List != "" && w.work <= maxWork {
			b.reportChoices(b.rows[i], q, w)
		}
	}
}

// report notes what the walk found; it reports true where nothing leads there.
func (b *builder) report(r record, column string, v verdict) bool {
	switch v {
	case never:
		b.fail(r.at(column), RuleUnreachable)
	case unfinished:
		b.warn(r.at(column), RuleUnwalked)
	}
	return v == never
}

func (b *builder) reportChoices(r record, q *questionnaire.Question, w *walker) {
	hidden, v := w.offered(q)
	if v == unfinished {
		b.warn(r.at("choice_filter"), RuleUnwalked)
	}
	for _, c := range hidden {
		at := r.at("choice_filter")
		at.Detail = c
		b.fail(at, RuleUnoffered)
	}
}

// verdict is what the walk found out about a route.
type verdict uint8

const (
	reached    verdict = iota // an interview was found that leads there
	assumed                   // none found, and not refuted
	unfinished                // too many answers to try
	never
)

type walker struct {
	form  *questionnaire.Form
	found map[string]verdict // by the conditions as printed
	work  int
}

// conditions is everything that must hold for an item in a group: each part of
// an "and" by itself.
func (w *walker) conditions(group int, own *expr.Expr) []*expr.Expr {
	if w.work++; w.work > maxWork {
		return nil
	}
	var all []*expr.Expr
	for g := group; g >= 0; g = w.form.Groups[g].Parent {
		all = append(all, parts(w.form.Groups[g].Relevant)...)
		w.work += len(all)
	}
	return append(all, parts(own)...)
}

// reach reports whether the conditions can hold together. Conditions that rest
// on different items are looked at apart, or their answers would multiply.
func (w *walker) reach(conditions []*expr.Expr) verdict {
	if w.work > maxWork {
		return assumed // said once, for the whole form
	}
	result := reached
	for _, alike := range w.apart(conditions) {
		key := printed(alike)
		v, known := w.found[key]
		if !known {
			v = w.search(alike)
			w.found[key] = v
		}
		if result = max(result, v); v == never {
			break
		}
	}
	return result
}

func (w *walker) search(conditions []*expr.Expr) verdict {
	s := w.newSearch(conditions, nil)
	s.run(func() bool { return true })
	return s.verdict()
}

// offered lists the choices of an item that its filter hides on every route.
func (w *walker) offered(q *questionnaire.Question) (hidden []string, v verdict) {
	s := w.newSearch(w.conditions(q.Group, q.Relevant), q)
	left := map[string]bool{}
	for _, c := range w.form.Choices(q) {
		left[c.Name] = true
	}
	s.run(func() bool {
		for _, c := range s.session.Choices(questionnaire.Ref{Item: q.Name}) {
			delete(left, c.Name)
		}
		return len(left) == 0
	})
	if v = s.verdict(); v != never {
		return nil, v
	}
	for _, c := range w.form.Choices(q) {
		if left[c.Name] {
			hidden = append(hidden, c.Name)
		}
	}
	return hidden, v
}

// apart sorts conditions into sets that share no item.
func (w *walker) apart(conditions []*expr.Expr) [][]*expr.Expr {
	type set struct {
		conditions []*expr.Expr
		items      map[string]bool
	}
	var sets []set
	for _, c := range conditions {
		joined := set{[]*expr.Expr{c}, w.rests(c)}
		sets = slices.DeleteFunc(sets, func(s set) bool {
			for item := range s.items {
				if joined.items[item] {
					joined.conditions = append(s.conditions, joined.conditions...)
					for item := range s.items {
						joined.items[item] = true
					}
					return true
				}
			}
			return false
		})
		sets = append(sets, joined)
	}
	out := make([][]*expr.Expr, len(sets))
	for i, s := range sets {
		out[i] = s.conditions
	}
	return out
}

func (w *walker) rests(c *expr.Expr) map[string]bool {
	items := map[string]bool{}
	all, _ := w.closure([]*expr.Expr{c})
	for _, i := range all {
		items[w.form.Questions[i].Name] = true
	}
	for _, name := range c.Names() {
		items[name] = true // what is known before the first question too
	}
	return items
}

func printed(conditions []*expr.Expr) string {
	all := make([]string, len(conditions))
	for i, c := range conditions {
		all[i] = c.String()
	}
	return strings.Join(all, "\n")
}
