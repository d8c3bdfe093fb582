package questionnaire

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Record stores an answer, or refuses it and says why; it never stores half.
// A soft violation yields to Forced. The remark on the item stays as it is
// (Remark changes it); an answer with status Open takes the answer back.
func (s *Session) Record(a Answer) *Violation {
	i := s.form.Find(a.Item)
	if i < 0 {
		return &Violation{Ref: a.Ref, Rule: RuleUnknown}
	}
	a = s.clean(i, a)
	if bad := s.check(i, a); bad != nil {
		return bad
	}
	s.put(i, a)
	s.settle()
	return nil
}

// Clear takes an item's answer back; its remark stays.
func (s *Session) Clear(r Ref) { s.Record(Answer{Ref: r}) }

// Remark writes the interviewer's remark on an item of any status.
func (s *Session) Remark(r Ref, text string) {
	if i := s.form.Find(r.Item); i >= 0 {
		a := s.answers[i]
		a.Ref, a.Remark = s.ref(i), Clean(text)
		s.put(i, a)
	}
}

// clean brings an answer into the shape in which it is stored.
func (s *Session) clean(i int, a Answer) Answer {
	had, q := s.answers[i], &s.form.Questions[i]
	out := Answer{Ref: s.ref(i), Status: a.Status, Remark: had.Remark, At: had.At, Edits: had.Edits}
	switch {
	case a.Status == Refused:
		out.Reason = a.Reason
	case a.Status != Given:
	case q.Kind == SelectOne, q.Kind == SelectMultiple:
		out.Codes, out.Forced = s.inOrder(q, a.Codes), a.Forced
	case q.Kind == FreeText, q.Kind == Date:
		out.Text, out.Forced = Clean(a.Text), a.Forced
	default:
		out.Number, out.Forced = a.Number, a.Forced
	}
	return out
}

// inOrder sorts codes into the order of the choices, each once; unknown codes
// come last.
func (s *Session) inOrder(q *Question, codes []string) []string {
	place := func(code string) int {
		n := slices.IndexFunc(s.form.Choices(q), func(c Choice) bool { return c.Name == code })
		if n < 0 {
			return math.MaxInt
		}
		return n
	}
	out := slices.Clone(codes)
	slices.SortStableFunc(out, func(a, b string) int {
		if x, y := place(a), place(b); x != y {
			if x < y {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(out)
}

// check says why answer a may not stand for question i, or nil.
func (s *Session) check(i int, a Answer) *Violation {
	q := &s.form.Questions[i]
	switch {
	case !q.Kind.Asks():
		return &Violation{Ref: a.Ref, Rule: RuleNoAnswer}
	case a.Status == Open:
		return nil
	case !s.reached[i] && q.Role != RoleBreakoffReason:
		return &Violation{Ref: a.Ref, Rule: RuleNotAsked}
	case !q.Missing.Allows(a.Status):
		return &Violation{Ref: a.Ref, Rule: RuleStatus, Value: a.Status.Words().In(s.lang)}
	case a.Status == Refused:
		return s.checkReason(q, a)
	case a.Status != Given:
		return nil
	}
	if bad := s.checkValue(i, q, a); bad != nil {
		return bad
	}
	return s.checkRules(i, q, a)
}

func (s *Session) checkReason(q *Question, a Answer) *Violation {
	if a.Reason == "" || q.Decline == "" {
		return nil
	}
	if l := s.form.Lists[q.Decline]; l != nil {
		for _, c := range l.Choices {
			if c.Name == a.Reason {
				return nil
			}
		}
	}
	return &Violation{Ref: a.Ref, Rule: RuleReason, Value: a.Reason}
}

func (s *Session) checkValue(i int, q *Question, a Answer) *Violation {
	switch q.Kind {
	case SelectOne, SelectMultiple:
		return s.checkCodes(i, q, a)
	case FreeText:
		if strings.TrimSpace(a.Text) == "" {
			return &Violation{Ref: a.Ref, Rule: RuleEmpty}
		}
	case Date:
		if _, err := time.Parse(time.DateOnly, a.Text); err != nil {
			return &Violation{Ref: a.Ref, Rule: RuleDate, Value: a.Text}
		}
	default:
		return checkNumber(q, a)
	}
	return nil
}

func (s *Session) checkCodes(i int, q *Question, a Answer) *Violation {
	if len(a.Codes) == 0 {
		return &Violation{Ref: a.Ref, Rule: RuleEmpty}
	}
	if q.Kind == SelectOne && len(a.Codes) > 1 {
		return &Violation{Ref: a.Ref, Rule: RuleOne, Value: strings.Join(a.Codes, " ")}
	}
	offered := s.choices(i)
	for _, code := range a.Codes {
		n := slices.IndexFunc(offered, func(c Choice) bool { return c.Name == code })
		if n < 0 {
			return &Violation{Ref: a.Ref, Rule: RuleChoice, Value: code}
		}
		if offered[n].Exclusive && len(a.Codes) > 1 {
			return &Violation{Ref: a.Ref, Rule: RuleExclusive, Value: offered[n].Label.In(s.lang)}
		}
	}
	return nil
}

func checkNumber(q *Question, a Answer) *Violation {
	x, shown := a.Number, Number(a.Number)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return &Violation{Ref: a.Ref, Rule: RuleNumber, Value: shown}
	}
	if q.Kind == Integer && (x != math.Trunc(x) || math.Abs(x) > 1<<53) {
		return &Violation{Ref: a.Ref, Rule: RuleWhole, Value: shown}
	}
	if b := q.Range; q.Kind == Range {
		steps := (x - b.Start) / b.Step
		off := math.Abs(steps-math.Round(steps)) > 1e-9
		if x < min(b.Start, b.End) || x > max(b.Start, b.End) || off {
			return &Violation{Ref: a.Ref, Rule: RuleRange, Value: shown, Low: Number(b.Start), High: Number(b.End), Step: Number(b.Step)}
		}
	}
	return nil
}

// checkRules asks the form's own constraint and soft check.
func (s *Session) checkRules(i int, q *Question, a Answer) *Violation {
	trial := s.env(i)
	trial.trial = &a
	shown := s.form.Show(q, a, s.lang)
	for _, rule := range []struct {
		Violation
		skip bool
	}{
		{Violation{Rule: RuleConstraint, Severity: Hard, Message: q.ConstraintMessage.In(s.lang)}, q.Constraint == nil},
		{Violation{Rule: RuleCheck, Severity: Soft, Message: q.CheckMessage.In(s.lang)}, q.Check == nil || a.Forced},
	} {
		if rule.skip {
			continue
		}
		e := q.Constraint
		if rule.Rule == RuleCheck {
			e = q.Check
		}
		bad := rule.Violation
		bad.Ref, bad.Value = a.Ref, shown
		v, err := e.Eval(trial)
		if err != nil {
			bad.Rule, bad.Detail = RuleExpression, err.Error()
			return &bad
		}
		if !v.True() {
			bad.Message = s.pipe(i, bad.Message)
			return &bad
		}
	}
	return nil
}

// Parse reads a typed or filed value for an item: a number, a date, a text, or
// codes with spaces between. The answer comes with status Given; a value that
// cannot be read is a violation.
func (s *Session) Parse(r Ref, value string) (Answer, *Violation) {
	q := s.form.Question(r.Item)
	if q == nil {
		return Answer{}, &Violation{Ref: r, Rule: RuleUnknown}
	}
	a := Answer{Ref: r, Status: Given}
	value = FoldWidth(value, q.Kind)
	switch q.Kind {
	case SelectOne, SelectMultiple:
		a.Codes = strings.Fields(value)
	case Integer, Decimal, Range:
		x, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return Answer{}, &Violation{Ref: r, Rule: RuleNumber, Value: value}
		}
		a.Number = x
	case Date:
		day, ok := ReadDate(value)
		if !ok {
			return Answer{}, &Violation{Ref: r, Rule: RuleDate, Value: value}
		}
		a.Text = day
	default:
		a.Text = value
	}
	return a, nil
}

// Number is a number as shown and as files carry it: shortest form, no
// exponent.
func Number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// FoldWidth turns full-width signs of a value that is not a text into their
// plain twins, as an input method leaves them.
func FoldWidth(value string, k Kind) string {
	if k == FreeText {
		return value
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == '。':
			return '.'
		case r == '、':
			return '/'
		case r == 0x3000:
			return ' '
		}
		return r
	}, value)
}

// ReadDate reads a date typed as 2026-11-25, 2026/11/25, 2026.11.25, 20261125
// or 2026年11月25日, and gives it as YYYY-MM-DD.
func ReadDate(s string) (day string, ok bool) {
	s = strings.TrimSpace(s)
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2006年1月2日"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}
