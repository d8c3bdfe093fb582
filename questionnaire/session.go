package questionnaire

import (
	"slices"
	"sort"

	"tingfang/questionnaire/expr"
)

// Session is one interview under way: the form, the answers so far and where
// the interviewer stands. It is deterministic: the same context and answers
// give the same route. It is not safe for concurrent use.
type Session struct {
	form    *Form
	ctx     Context
	lang    Lang
	answers []Answer // one a question of the form; Item "" = nothing recorded
	reached []bool   // the route reaches the question
	stops   []int    // questions that take the focus, in order
	at      int      // index in stops; len(stops) = the end of the route
	changed []bool   // answers changed since Take
	noted   []bool   // of a topic's notes item: notes are written under it
	faults  []Violation
	groups  []verdict // of the groups' conditions, while the route is settled
}

// verdict is what became of a condition, computed once.
type verdict uint8

const (
	unsettled verdict = iota
	met
	unmet
)

// Begin starts an interview, or takes up an earlier one: had is what was
// recorded. A fresh interview gets the form's defaults. The session stands at
// the first item; Jump goes to where an earlier one stopped.
func Begin(f *Form, ctx Context, had []Answer) *Session {
	n := len(f.Questions)
	s := &Session{form: f, ctx: ctx, lang: ZH, answers: make([]Answer, n), reached: make([]bool, n), changed: make([]bool, n),
		noted: make([]bool, n), groups: make([]verdict, len(f.Groups))}
	for _, a := range had {
		if i := f.Find(a.Item); i >= 0 {
			s.answers[i] = a
		}
	}
	s.settle()
	if len(had) == 0 {
		s.defaults()
	}
	return s
}

// Form is the form being asked.
func (s *Session) Form() *Form { return s.form }

// SetLang chooses the language of texts and messages.
func (s *Session) SetLang(l Lang) { s.lang = l }

// Lang is the language of texts and messages.
func (s *Session) Lang() Lang { return s.lang }

// defaults records what the form answers beforehand.
func (s *Session) defaults() {
	for i := range s.form.Questions {
		q := &s.form.Questions[i]
		value := q.DefaultValue
		if q.Default != nil {
			v, err := q.Default.Eval(s.env(i))
			if err != nil {
				s.faults = append(s.faults, s.broken(i, err))
				continue
			}
			value = v.Text()
		}
		if value == "" || !q.Kind.Asks() {
			continue
		}
		if a, bad := s.Parse(Ref{Item: q.Name}, value); bad == nil {
			a.Status = Given
			s.put(i, a)
		}
	}
	s.settle()
}

// put stores an answer for question i and notes that it changed.
func (s *Session) put(i int, a Answer) {
	if !s.answers[i].Same(a) {
		s.answers[i] = a
		s.changed[i] = true
	}
}

// Take gives the answers changed since the last Take, in form order: what the
// store has to save. A cleared answer comes as one with status Open.
func (s *Session) Take() []Answer {
	var out []Answer
	for i, changed := range s.changed {
		if changed {
			out = append(out, s.answers[i])
			s.changed[i] = false
		}
	}
	return out
}

// Answers gives everything recorded, in form order, with what is set aside.
func (s *Session) Answers() []Answer {
	var out []Answer
	for _, a := range s.answers {
		if a.Item != "" && !a.blank() {
			out = append(out, a)
		}
	}
	return out
}

// Answer gives what is recorded for an item; an Open answer where nothing is.
func (s *Session) Answer(r Ref) Answer {
	if i := s.form.Find(r.Item); i >= 0 && s.answers[i].Item != "" {
		return s.answers[i]
	}
	return Answer{Ref: r}
}

// settle computes the calculations and the route anew and sets aside, or takes
// back, the answers the route has left or reached again.
func (s *Session) settle() {
	at := s.atQuestion()
	s.faults = s.faults[:0]
	clear(s.groups)
	for _, i := range s.form.order {
		s.reached[i] = s.relevant(i)
		q := &s.form.Questions[i]
		if q.Kind == Calculate {
			s.calculate(i, q)
		}
		if a := s.answers[i]; a.Item != "" {
			a.Aside = a.Status != Open && !s.reached[i]
			s.put(i, a)
		}
	}
	s.lay()
	s.stand(at)
}

func (s *Session) calculate(i int, q *Question) {
	a := Answer{Ref: Ref{Item: q.Name}}
	if s.reached[i] && q.Calculation != nil {
		v, err := q.Calculation.Eval(s.env(i))
		if err != nil {
			s.faults = append(s.faults, s.broken(i, err))
		} else if text := v.Text(); text != "" {
			a.Status, a.Text = Given, text
		}
	}
	if a.Status == Open && s.answers[i].Item == "" {
		return
	}
	a.At, a.Edits = s.answers[i].At, s.answers[i].Edits
	s.put(i, a)
}

// relevant reports whether the route reaches question i. An expression that
// cannot be computed asks the item rather than losing it.
func (s *Session) relevant(i int) bool {
	for _, g := range s.form.ancestors(i) {
		if s.groups[g] == unsettled {
			s.groups[g] = unmet
			if s.holds(i, s.form.Groups[g].Relevant) {
				s.groups[g] = met
			}
		}
		if s.groups[g] == unmet {
			return false
		}
	}
	return s.holds(i, s.form.Questions[i].Relevant)
}

func (s *Session) holds(i int, e *expr.Expr) bool {
	if e == nil {
		return true
	}
	v, err := e.Eval(s.env(i))
	if err != nil {
		s.faults = append(s.faults, s.broken(i, err))
		return true
	}
	return v.True()
}

func (s *Session) broken(i int, err error) Violation {
	return Violation{Ref: s.ref(i), Rule: RuleExpression, Detail: err.Error()}
}

func (s *Session) ref(i int) Ref { return Ref{Item: s.form.Questions[i].Name} }

// lay finds the questions that take the focus. A note on a shared screen takes
// it only where nothing else there does.
func (s *Session) lay() {
	s.stops = s.stops[:0]
	asks := map[int]bool{}
	for i := range s.form.Questions {
		if g := s.form.fieldList(i); g >= 0 && s.reached[i] && s.form.Questions[i].Kind.Asks() {
			asks[g] = true
		}
	}
	noted := map[int]bool{}
	for i := range s.form.Questions {
		q := &s.form.Questions[i]
		if !s.reached[i] || q.Kind == Calculate || q.Role == RoleBreakoffReason {
			continue
		}
		if g := s.form.fieldList(i); q.Kind == Note && g >= 0 {
			if asks[g] || noted[g] {
				continue
			}
			noted[g] = true
		}
		s.stops = append(s.stops, i)
	}
}

// atQuestion is the question under the focus; len(Questions) at the end.
func (s *Session) atQuestion() int {
	if s.at < len(s.stops) {
		return s.stops[s.at]
	}
	if s.stops == nil {
		return 0
	}
	return len(s.form.Questions)
}

// stand puts the focus on question i, or on the nearest one before it that the
// route reaches.
func (s *Session) stand(i int) {
	if i >= len(s.form.Questions) {
		s.at = len(s.stops)
		return
	}
	s.at = sort.SearchInts(s.stops, i)
	if s.at > 0 && (s.at == len(s.stops) || s.stops[s.at] != i) {
		s.at--
	}
}

// At is the item under the focus; the zero Ref at the end of the route.
func (s *Session) At() Ref {
	if s.at == len(s.stops) {
		return Ref{}
	}
	return s.ref(s.stops[s.at])
}

// Next moves the focus on. It reports false at the end of the route. Leafing
// past an item records nothing.
func (s *Session) Next() bool {
	if s.at == len(s.stops) {
		return false
	}
	s.at++
	return true
}

// Back moves the focus back. It reports false at the first item.
func (s *Session) Back() bool {
	if s.at == 0 {
		return false
	}
	s.at--
	return true
}

// Jump puts the focus on an item of the route, or with the zero Ref on its
// end. It reports false, and stays, where the item cannot take the focus.
func (s *Session) Jump(r Ref) bool {
	if r == (Ref{}) {
		s.at = len(s.stops)
		return true
	}
	i := s.form.Find(r.Item)
	if i < 0 {
		return false
	}
	if at := slices.Index(s.stops, i); at >= 0 {
		s.at = at
		return true
	}
	return false
}

// Place is where the focus stands on the route: n of m stops, n from 1; n = m+1
// at the end.
func (s *Session) Place() (n, m int) { return s.at + 1, len(s.stops) }

// Number is the printed number of the item under the focus, or of the last
// numbered one before it, and how many items are numbered.
func (s *Session) Number() (n, m int) {
	for _, q := range s.form.Questions[:min(s.atQuestion()+1, len(s.form.Questions))] {
		n = max(n, q.No)
	}
	return n, s.form.Numbered()
}

// Screen is what is shown together with item r: the items of its shared screen
// in order, or the item and those drawn under it. Notes are among them,
// calculations are not; only items the route reaches.
func (s *Session) Screen(r Ref) []Ref {
	i := s.form.Find(r.Item)
	if i < 0 {
		return nil
	}
	var out []Ref
	if g := s.form.fieldList(i); g >= 0 {
		for j := range s.form.Questions {
			if s.form.fieldList(j) == g && s.shown(j) {
				out = append(out, s.ref(j))
			}
		}
		return out
	}
	first := i
	for first > 0 && s.form.Questions[first].Inline {
		first--
	}
	out = append(out, s.ref(first))
	for j := first + 1; j < len(s.form.Questions) && s.form.Questions[j].Inline; j++ {
		if s.shown(j) {
			out = append(out, s.ref(j))
		}
	}
	return out
}

func (s *Session) shown(i int) bool {
	return s.reached[i] && s.form.Questions[i].Kind != Calculate
}

// Route is every item the route reaches that takes an answer, in order.
func (s *Session) Route() []Ref {
	var out []Ref
	for i := range s.form.Questions {
		if s.reached[i] && s.form.Questions[i].Kind.Asks() {
			out = append(out, s.ref(i))
		}
	}
	return out
}

// Reached reports whether the route reaches the item.
func (s *Session) Reached(r Ref) bool {
	i := s.form.Find(r.Item)
	return i >= 0 && s.reached[i]
}

// Open is every item on the route left without an answer, in order. Items
// drawn under another count only where they are required; probes of a topic, the
// place of its notes and the reason for leaving never count.
func (s *Session) Open() []Ref {
	var out []Ref
	for i := range s.form.Questions {
		q := &s.form.Questions[i]
		if s.reached[i] && q.Kind.Asks() && s.answers[i].Status == Open && q.Role != RoleBreakoffReason && !q.ofTopic() && (!q.Inline || s.required(i)) {
			out = append(out, s.ref(i))
		}
	}
	return out
}

func (s *Session) required(i int) bool {
	q := &s.form.Questions[i]
	return q.Required != nil && !q.ofTopic() && s.holds(i, q.Required)
}

// Required reports whether the item must be decided before finishing.
func (s *Session) Required(r Ref) bool {
	i := s.form.Find(r.Item)
	return i >= 0 && s.required(i)
}
