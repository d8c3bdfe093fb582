package xlsform

import (
	"slices"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// search tries the answers of a slice of the form, one item after another.
type search struct {
	w       *walker
	form    *questionnaire.Form
	session *questionnaire.Session
	items   []string                 // decided in this order
	tries   [][]questionnaire.Answer // per item, most promising first; the open answer is among them
	due     [][]int                  // per item: the conditions judged once it is decided
	worlds  []questionnaire.Context  // what may be known before the first question
	sure    bool                     // the answers tried are all there are
	found   bool
	tried   int
	full    bool // gave up
}

func (w *walker) newSearch(conditions []*expr.Expr, asked *questionnaire.Question) *search {
	s := &search{w: w}
	all := slices.Clone(conditions)
	if asked != nil {
		all = append(all, asked.Filter)
	}
	items, ring := w.closure(all)
	s.sure = !ring
	for _, i := range items {
		all = append(all, w.around(i)...)
	}
	var err error
	if s.form, err = w.part(items, conditions, asked); err != nil {
		s.full = true
		return s
	}
	words := s.words(all)
	s.worlds = s.contexts(all)
	for _, i := range items {
		q := &w.form.Questions[i]
		if q.Kind.Asks() {
			s.items = append(s.items, q.Name)
			s.tries = append(s.tries, s.answers(q, words))
		}
	}
	s.schedule(conditions)
	return s
}

// words are the literals of the expressions, first those of the conditions.
func (s *search) words(all []*expr.Expr) []string {
	var out []string
	for _, e := range all {
		out = append(out, literals(e)...)
		for _, f := range e.Functions() {
			s.sure = s.sure && !unsure[f]
		}
	}
	return out
}

// contexts are the halls that differ for the expressions.
func (s *search) contexts(all []*expr.Expr) []questionnaire.Context {
	operators := questionnaire.Operators[:1]
	for _, e := range all {
		for _, name := range e.Names() {
			switch {
			case name == "operator":
				operators = questionnaire.Operators[:]
			case questionnaire.IsContext(name):
				s.sure = false
			}
		}
	}
	var out []questionnaire.Context
	for _, o := range operators {
		out = append(out, questionnaire.NewContext(questionnaire.Hall{Code: "1", Name: "1", Operator: o},
			questionnaire.Person{Number: "1", Name: "1"}, questionnaire.Study{Org: "1", Contact: "1", Keep: 30}, time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)))
	}
	return out
}

// schedule finds after which item each condition can be judged: the last one
// it rests on.
func (s *search) schedule(conditions []*expr.Expr) {
	s.due = make([][]int, len(s.items)+1)
	for n, c := range conditions {
		at := 0
		items, _ := s.w.closure([]*expr.Expr{c})
		for _, i := range items {
			at = max(at, 1+slices.Index(s.items, s.w.form.Questions[i].Name))
		}
		s.due[at] = append(s.due[at], n)
	}
}

// run looks for answers with which every condition holds, and calls done with
// each such state until it reports true.
func (s *search) run(done func() bool) {
	for _, world := range s.worlds {
		s.session = questionnaire.Begin(s.form, world, nil)
		if s.holds(0) && s.decide(0, done) {
			s.found = true
			return
		}
	}
}

// decide tries every answer of item n and those behind it; it reports true to
// stop.
func (s *search) decide(n int, done func() bool) bool {
	if n == len(s.items) {
		return done()
	}
	ref := questionnaire.Ref{Item: s.items[n]}
	if !s.session.Reached(ref) {
		return s.holds(n+1) && s.decide(n+1, done)
	}
	for _, a := range s.tries[n] {
		s.tried++
		s.w.work += len(s.form.Questions)
		if s.full = s.full || s.tried > maxTried || s.w.work > maxWork; s.full {
			return true
		}
		if s.session.Record(a) != nil {
			continue
		}
		if s.holds(n+1) && s.decide(n+1, done) {
			return true
		}
	}
	s.session.Clear(ref)
	return false
}

func (s *search) holds(at int) bool {
	return !slices.ContainsFunc(s.due[at], func(n int) bool {
		return !s.session.Reached(questionnaire.Ref{Item: conditionName(n)})
	})
}

func (s *search) verdict() verdict {
	switch {
	case s.full && s.w.work <= maxWork:
		return unfinished
	case s.full: // said once, for the whole form
		return assumed
	case s.found:
		return reached
	case !s.sure:
		return assumed
	}
	return never
}

// maxSubsets is how many choices of a select_multiple are combined in full.
const maxSubsets = 8

// answers are the values to try for an item, those that the expressions name
// first. It clears sure where there are others.
func (s *search) answers(q *questionnaire.Question, words []string) []questionnaire.Answer {
	ref := questionnaire.Ref{Item: q.Name}
	given := func(a questionnaire.Answer) questionnaire.Answer {
		a.Ref, a.Status = ref, questionnaire.Given
		return a
	}
	var out []questionnaire.Answer
	switch q.Kind {
	case questionnaire.SelectOne:
		for _, c := range named(s.w.form.Choices(q), words) {
			out = append(out, given(questionnaire.Answer{Codes: []string{c}}))
		}
	case questionnaire.SelectMultiple:
		for _, codes := range s.subsets(named(s.w.form.Choices(q), words)) {
			out = append(out, given(questionnaire.Answer{Codes: codes}))
		}
	case questionnaire.Range, questionnaire.Integer, questionnaire.Decimal:
		for _, x := range s.numbers(q, words) {
			out = append(out, given(questionnaire.Answer{Number: x}))
		}
	default:
		s.sure = false
		for _, word := range append(slices.Clone(words), "x", "2000-01-01", "2100-01-01") {
			out = append(out, given(questionnaire.Answer{Text: word}))
		}
	}
	return append(out, questionnaire.Answer{Ref: ref})
}

// named are the codes of choices, those among the words first.
func named(choices []questionnaire.Choice, words []string) []string {
	var first, rest []string
	for _, c := range choices {
		if slices.Contains(words, c.Name) {
			first = append(first, c.Name)
		} else {
			rest = append(rest, c.Name)
		}
	}
	return append(first, rest...)
}

// subsets are the combinations of codes, small ones first. Of a long list only
// the first codes are combined, the others stand alone.
func (s *search) subsets(codes []string) [][]string {
	var out [][]string
	n := min(len(codes), maxSubsets)
	for bits := 1; bits < 1<<n; bits++ {
		var one []string
		for i := range n {
			if bits&(1<<i) != 0 {
				one = append(one, codes[i])
			}
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b []string) int { return len(a) - len(b) })
	for _, c := range codes[n:] {
		s.sure = false
		out = append(out, []string{c})
	}
	return out
}

// maxSteps is how many steps of a range are tried in full.
const maxSteps = 101

// numbers are the steps of a range, or the numbers around those that the
// expressions name.
func (s *search) numbers(q *questionnaire.Question, words []string) []float64 {
	var out []float64
	for _, word := range words {
		if x, ok := finite(strings.TrimSpace(word)); ok {
			out = append(out, x, x-1, x+1)
		}
	}
	low, high := min(q.Range.Start, q.Range.End), max(q.Range.Start, q.Range.End)
	if q.Kind != questionnaire.Range || (high-low)/q.Range.Step > maxSteps {
		s.sure = false
		return append(out, low, high, 0, 1, 100)
	}
	out = slices.DeleteFunc(out, func(x float64) bool { return !inRange(q.Range, x) })
	for n := 0; float64(n) <= (high-low)/q.Range.Step+1e-9; n++ {
		step := q.Range.Step
		if q.Range.Start > q.Range.End {
			step = -step
		}
		if x := q.Range.Start + float64(n)*step; !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
