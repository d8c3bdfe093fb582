package demo

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"tingfang/questionnaire"
)

// customer is the person of one made-up interview.
type customer struct {
	m    *maker
	r    *rand.Rand
	one  *questionnaire.Response
	mood float64 // standard deviations from the usual
	felt map[string]float64
}

func newCustomer(m *maker, r *rand.Rand, one *questionnaire.Response) *customer {
	return &customer{m: m, r: r, one: one, felt: map[string]float64{}}
}

// hold holds the interview: everything the customer would say is made up, and
// what the route does not reach is left out.
func (p *customer) hold() {
	f := p.m.form
	switch x := p.r.Float64(); {
	case x < 0.02:
		p.one.Disposition = questionnaire.Unable
		return
	case x < 0.035:
		p.one.Disposition = questionnaire.Appointment
		return
	}
	until := len(f.Questions)
	if p.r.Float64() < 0.07 {
		until = 1 + p.r.IntN(until)
	}
	said := p.say(until)
	s := p.session(said)
	p.one.Disposition = s.Outcome()
	if until < len(f.Questions) && p.one.Disposition == questionnaire.Complete {
		s = p.leave(said, s)
	}
	for _, a := range s.Answers() {
		if !a.Aside || f.Question(a.Item).Role == questionnaire.RoleBreakoffReason {
			p.one.Answers = append(p.one.Answers, a)
		}
	}
	slices.SortFunc(p.one.Answers, func(a, b questionnaire.Answer) int { return p.m.place[a.Item] - p.m.place[b.Item] })
}

func (p *customer) session(said []questionnaire.Answer) *questionnaire.Session {
	ctx := questionnaire.NewContext(p.one.Hall, p.one.Interviewer, questionnaire.Study{}, p.one.StartedAt)
	if len(said) == 0 { // an interview without answers gets the form's defaults, which nobody gave
		said = []questionnaire.Answer{{}}
	}
	s := questionnaire.Begin(p.m.form, ctx, said)
	for _, bad := range s.Faults() {
		if bad.Rule == questionnaire.RuleRequired {
			continue
		}
		s.Clear(bad.Ref)
		if choices := s.Choices(bad.Ref); bad.Rule == questionnaire.RuleChoice && len(choices) > 0 {
			s.Record(questionnaire.Answer{Ref: bad.Ref, Status: questionnaire.Given, Codes: []string{choices[p.r.IntN(len(choices))].Name}})
		}
	}
	return s
}

// leave lets the customer go in the middle.
func (p *customer) leave(said []questionnaire.Answer, s *questionnaire.Session) *questionnaire.Session {
	p.one.Disposition = s.LeftAs()
	if why := p.m.form.WithRole(questionnaire.RoleBreakoffReason); why != nil {
		said = append(said, p.given(why))
		s = p.session(said)
	}
	return s
}

// say makes up the answers to the questions before the given one.
func (p *customer) say(until int) []questionnaire.Answer {
	f := p.m.form
	p.feel()
	said := make([]questionnaire.Answer, 0, until)
	for i := range f.Questions[:until] {
		q := &f.Questions[i]
		if !q.Kind.Asks() || q.Role == questionnaire.RoleBreakoffReason {
			continue
		}
		if a := p.answer(q); a.Status != questionnaire.Open || a.Remark != "" {
			said = append(said, a)
		}
	}
	return said
}

// feel settles how content the customer is with each thing, and then with all
// of them together.
func (p *customer) feel() {
	all, n := 0.0, 0.0
	for i := range p.m.form.Questions {
		q := &p.m.form.Questions[i]
		if q.Scale == "" || q.Scale == "nominal" || q.Scale == "ordinal" {
			continue
		}
		x := 0.62*p.mood + 0.78*p.r.NormFloat64()
		p.felt[q.Name] = x + lift[q.Name]
		all, n = all+weight(q.Name)*x, n+weight(q.Name)
	}
	if n > 0 {
		all /= n
	}
	for _, name := range [...]string{"overall", "gap"} {
		if _, asked := p.felt[name]; asked {
			p.felt[name] = 1.15*all + 0.55*p.r.NormFloat64() + lift[name]
		}
	}
}

// answer makes up the answer to one item.
func (p *customer) answer(q *questionnaire.Question) questionnaire.Answer {
	a := questionnaire.Answer{Ref: questionnaire.Ref{Item: q.Name}}
	if p.r.Float64() < 0.012 {
		a.Remark = p.text("note")
	}
	for st, share := range missingShares(q) {
		if q.Missing.Allows(st) && p.r.Float64() < share {
			a.Status = st
			return a
		}
	}
	required := q.Required != nil
	if !required && p.r.Float64() < silence(q) {
		return a
	}
	given := p.given(q)
	given.Remark = a.Remark
	return given
}

// silence is how often an item is left open.
func silence(q *questionnaire.Question) float64 {
	switch {
	case q.Kind == questionnaire.FreeText && q.Multiline:
		return 0.82
	case q.Kind == questionnaire.FreeText:
		return 0.15
	}
	return 0.008
}

// given makes up a value.
func (p *customer) given(q *questionnaire.Question) questionnaire.Answer {
	a := questionnaire.Answer{Ref: questionnaire.Ref{Item: q.Name}, Status: questionnaire.Given}
	switch q.Kind {
	case questionnaire.SelectOne:
		a.Codes = []string{p.single(q)}
	case questionnaire.SelectMultiple:
		a.Codes = p.several(q)
	case questionnaire.Range:
		a.Number = p.step(q)
	case questionnaire.Integer:
		a.Number = float64(p.r.IntN(10))
	case questionnaire.Decimal:
		a.Number = float64(p.r.IntN(2000)) / 10
	case questionnaire.Date:
		a.Text = p.one.StartedAt.AddDate(0, 0, -p.r.IntN(1000)).Format("2006-01-02")
	default:
		a.Text = p.words(q)
	}
	return a
}

func (p *customer) words(q *questionnaire.Question) string {
	switch {
	case q.Personal && strings.Contains(q.Name, "phone"):
		return "100" + strconv.Itoa(10_000_000+p.r.IntN(90_000_000)) // no mobile number begins so
	case q.Personal:
		return p.text("name")
	case q.Multiline:
		return p.text("remark")
	case q.Inline:
		return p.text("other")
	}
	return p.text("why")
}

func (p *customer) text(section string) string {
	list := p.m.words.texts[section]
	return list[p.r.IntN(len(list))]
}

func (p *customer) step(q *questionnaire.Question) float64 {
	steps := int((q.Range.End - q.Range.Start) / q.Range.Step)
	at := int(0.68*float64(steps) + 0.22*float64(steps)*(p.felt[q.Name]+0.3*p.r.NormFloat64()) + 0.5)
	return q.Range.Start + q.Range.Step*float64(min(max(at, 0), steps))
}
