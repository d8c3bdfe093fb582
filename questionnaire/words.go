package questionnaire

import (
	"strings"
	"time"

	"tingfang/questionnaire/expr"
)

// env is what an expression of question i sees.
type env struct {
	s     *Session
	i     int
	trial *Answer // an answer being tried, in place of the recorded one
}

func (s *Session) env(i int) env { return env{s: s, i: i} }

// Value is the value of ${name}: empty unless the item is given and reached.
func (e env) Value(name string) expr.Value {
	if i := e.s.form.Find(name); i >= 0 {
		if i == e.i && e.trial != nil {
			return value(&e.s.form.Questions[i], *e.trial)
		}
		if !e.s.reached[i] {
			return expr.Str("")
		}
		return value(&e.s.form.Questions[i], e.s.answers[i])
	}
	return expr.Str(e.s.ctx.Known[name].Value)
}

// Self is the value of the item itself; empty for a condition of no item.
func (e env) Self() expr.Value {
	if e.i < 0 {
		return expr.Str("")
	}
	return e.Value(e.s.form.Questions[e.i].Name)
}

// Now is the moment the interview began.
func (e env) Now() time.Time { return e.s.ctx.Now }

// ChoiceName is the label of an item's choice.
func (e env) ChoiceName(item, code string) string {
	if q := e.s.form.Question(item); q != nil {
		for _, c := range e.s.form.Choices(q) {
			if c.Name == code {
				return c.Label.In(e.s.lang)
			}
		}
	}
	return ""
}

// Random is the same number for the same question of the same interview, so
// that the route never depends on when it is computed.
func (e env) Random() float64 {
	x := uint64(e.s.ctx.Now.UnixNano()) + uint64(e.i+1)*0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return float64((x^x>>31)>>11) / (1 << 53)
}

// value is an answer as expressions see it.
func value(q *Question, a Answer) expr.Value {
	if a.Status != Given {
		return expr.Str("")
	}
	switch q.Kind {
	case SelectOne, SelectMultiple:
		return expr.Str(strings.Join(a.Codes, " "))
	case Integer, Decimal, Range:
		return expr.Num(a.Number)
	}
	return expr.Str(a.Text)
}

// column is what a choice filter sees: a bare name is the choice's own column.
type column struct {
	env
	choice *Choice
}

// Column is the choice's value in a further column of the choices sheet; the
// column "name" is its code.
func (c column) Column(name string) expr.Value {
	if name == "name" {
		return expr.Str(c.choice.Name)
	}
	return expr.Str(c.choice.Extra[name])
}

// Choices are the choices offered for an item now, its filter applied.
func (s *Session) Choices(r Ref) []Choice {
	i := s.form.Find(r.Item)
	if i < 0 {
		return nil
	}
	return s.choices(i)
}

func (s *Session) choices(i int) []Choice {
	q := &s.form.Questions[i]
	all := s.form.Choices(q)
	if q.Filter == nil {
		return all
	}
	var out []Choice
	for n := range all {
		v, err := q.Filter.Eval(column{s.env(i), &all[n]})
		if err != nil || v.True() { // a filter that cannot be computed hides nothing
			out = append(out, all[n])
		}
	}
	return out
}

// Label is the item's question with everything piped in.
func (s *Session) Label(r Ref) string { return s.text(r, func(q *Question) Text { return q.Label }) }

// Hint is the item's hint with everything piped in.
func (s *Session) Hint(r Ref) string { return s.text(r, func(q *Question) Text { return q.Hint }) }

// Guidance is the note to the interviewer with everything piped in.
func (s *Session) Guidance(r Ref) string {
	return s.text(r, func(q *Question) Text { return q.Guidance })
}

// ShortTitle is the item's name in lists: its short name, or else its
// question.
func (s *Session) ShortTitle(r Ref) string {
	return s.text(r, func(q *Question) Text {
		if !q.Short.Empty() {
			return q.Short
		}
		return q.Label
	})
}

// Pipe fills the ${names} of a text that belongs to item r.
func (s *Session) Pipe(r Ref, text string) string {
	i := s.form.Find(r.Item)
	if i < 0 {
		return Harmless(text)
	}
	return s.pipe(i, text)
}

func (s *Session) text(r Ref, of func(*Question) Text) string {
	i := s.form.Find(r.Item)
	if i < 0 {
		return ""
	}
	return s.pipe(i, of(&s.form.Questions[i]).In(s.lang))
}

// pipe replaces each ${name} by the words of what it names, to be drawn.
func (s *Session) pipe(i int, text string) string { return Harmless(s.fill(i, text)) }

func (s *Session) fill(i int, text string) string {
	if !strings.Contains(text, "${") {
		return text
	}
	var b strings.Builder
	for {
		head, rest, found := strings.Cut(text, "${")
		b.WriteString(head)
		if !found {
			return b.String()
		}
		name, tail, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("${" + rest)
			return b.String()
		}
		b.WriteString(s.shownName(strings.TrimSpace(name)))
		text = tail
	}
}

func (s *Session) shownName(name string) string {
	if i := s.form.Find(name); i >= 0 {
		if !s.reached[i] {
			return ""
		}
		return s.form.Show(&s.form.Questions[i], s.answers[i], s.lang)
	}
	return s.ctx.Known[name].Shown.In(s.lang)
}

// Show is an answer in words: its choices, number, date or text, or the words
// of its status; "" where it is open.
func (f *Form) Show(q *Question, a Answer, l Lang) string {
	switch a.Status {
	case Open:
		return ""
	case NotApplicable:
		if !q.NALabel.Empty() {
			return q.NALabel.In(l)
		}
		fallthrough
	case DontKnow, Refused:
		return a.Status.Words().In(l)
	}
	switch q.Kind {
	case SelectOne, SelectMultiple:
		return f.showCodes(q, a.Codes, l)
	case Integer, Decimal, Range:
		return Number(a.Number)
	}
	return a.Text
}

func (f *Form) showCodes(q *Question, codes []string, l Lang) string {
	labels := make([]string, len(codes))
	for n, code := range codes {
		labels[n] = code
		for _, c := range f.Choices(q) {
			if c.Name == code && !c.Label.Empty() {
				labels[n] = c.Label.In(l)
			}
		}
	}
	if l == EN {
		return strings.Join(labels, ", ")
	}
	return strings.Join(labels, "、")
}
