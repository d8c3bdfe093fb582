package interview

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tingfang/questionnaire"
	"tingfang/ui/widget/editor"
)

// option is one thing a key takes on an item: a choice, a step of a scale, or
// a status besides given.
type option struct {
	key    string // the digits or the function key that take it
	label  string
	code   string  // of a choice
	number float64 // of a step of a scale
	status questionnaire.Status
}

// scale tells whether a range is few whole numbers, each taken by its digits.
func scale(q *questionnaire.Question) bool {
	b := q.Range
	whole := b.Start == math.Trunc(b.Start) && b.Step == math.Trunc(b.Step)
	return q.Kind == questionnaire.Range && whole && b.Start >= 0 && b.Step > 0 && b.End > b.Start && (b.End-b.Start)/b.Step <= 20
}

// options are all that item r can be given by one key, choices first.
func (s *Screen) options(r questionnaire.Ref) []option {
	q := s.question(r)
	if q == nil || !q.Kind.Asks() {
		return nil
	}
	return append(s.choices(r, q), s.statuses(q)...)
}

func (s *Screen) choices(r questionnaire.Ref, q *questionnaire.Question) []option {
	var out []option
	if scale(q) {
		for x := q.Range.Start; x <= q.Range.End; x += q.Range.Step {
			n := questionnaire.Number(x)
			out = append(out, option{key: n, label: n, number: x, status: questionnaire.Given})
		}
		return out
	}
	all := s.ses.Choices(r)
	byCode := !slices.ContainsFunc(all, func(c questionnaire.Choice) bool { return strings.Trim(c.Name, "0123456789") != "" })
	for i, c := range all {
		o := option{key: c.Name, label: c.Label.In(s.ses.Lang()), code: c.Name, status: questionnaire.Given}
		if !byCode {
			o.key = strconv.Itoa(i + 1)
		}
		if o.label == "" {
			o.label = c.Name
		}
		out = append(out, o)
	}
	return out
}

func (s *Screen) statuses(q *questionnaire.Question) []option {
	x := s.env.Texts.Interview
	notApplies := x.NotApplies
	if !q.NALabel.Empty() {
		notApplies = q.NALabel.In(s.ses.Lang())
	}
	all := []option{{key: "F5", label: notApplies, status: questionnaire.NotApplicable},
		{key: "F3", label: x.DontKnow, status: questionnaire.DontKnow}, {key: "F4", label: x.Refused, status: questionnaire.Refused}}
	return slices.DeleteFunc(all, func(o option) bool { return !q.Missing.Allows(o.status) })
}

// filtered tells whether a list is too long for one digit a choice.
func (s *Screen) filtered(r questionnaire.Ref) bool {
	q := s.question(r)
	if q == nil || q.Kind != questionnaire.SelectOne && q.Kind != questionnaire.SelectMultiple {
		return false
	}
	all := s.choices(r, q)
	return len(all) > 9 || slices.ContainsFunc(all, func(o option) bool { return len(o.key) > 1 })
}

// shown are the options of item r that the filter leaves, statuses always.
func (s *Screen) shown(r questionnaire.Ref) []option {
	all := s.options(r)
	if s.filter == nil || r != s.ref {
		return all
	}
	want := strings.ToLower(strings.TrimSpace(plain(s.filter.Value())))
	return slices.DeleteFunc(all, func(o option) bool {
		return o.status == questionnaire.Given && !strings.HasPrefix(o.key, want) && !strings.Contains(strings.ToLower(o.label), want)
	})
}

// plain turns full-width digits into plain ones.
func plain(s string) string { return questionnaire.FoldWidth(s, questionnaire.Integer) }

// narrowed puts the cursor on the choice that the filter means: the one with
// just that code, or the only one left.
func (s *Screen) narrowed() {
	s.quiet, s.mark = "", -1
	want, left := strings.TrimSpace(plain(s.filter.Value())), 0
	for i, o := range s.shown(s.ref) {
		if o.status != questionnaire.Given || want == "" {
			continue
		}
		if left++; o.key == want {
			s.mark = i
			return
		}
		if s.mark = i; left > 1 {
			s.mark = -1
		}
	}
	if left > 1 {
		s.mark = -1
	}
}

// startFilter opens the filter line of a long list.
func (s *Screen) startFilter() {
	s.filter = nil
	if s.filtered(s.ref) {
		t := s.env.Theme
		e := editor.New(editor.Options{OneLine: true, Limit: 40, Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
		e.SetSize(40, 1)
		s.filter = &e
	}
}

// stands is the answer shown for item r: the one being tried, or the recorded
// one.
func (s *Screen) stands(r questionnaire.Ref) questionnaire.Answer {
	if s.tried != nil && s.tried.Ref == r {
		return *s.tried
	}
	return s.ses.Answer(r)
}

// in tells whether answer a is, or holds, option o.
func (o option) in(a questionnaire.Answer) bool {
	switch {
	case a.Status != o.status:
		return false
	case o.status != questionnaire.Given:
		return true
	case o.code != "":
		return slices.Contains(a.Codes, o.code)
	}
	return a.Number == o.number
}

// digit takes one digit of a choice's key. Where it could be the beginning of
// a longer one it waits for the next key.
func (s *Screen) digit(d string) {
	keyed := s.digits + d
	exact, longer := -1, false
	options := s.options(s.ref)
	for i, o := range options {
		if o.key == keyed {
			exact = i
		} else if strings.HasPrefix(o.key, keyed) && o.status == questionnaire.Given {
			longer = true
		}
	}
	switch {
	case longer:
		s.digits, s.quiet, s.mark = keyed, "", exact
	case exact >= 0:
		s.digits = ""
		s.take(options[exact])
	case s.digits != "":
		s.resolve(true)
		s.digitAnew(d)
	default:
		s.quiet = strings.Replace(s.env.Texts.Interview.NoSuchKey, "%s", d, 1)
	}
}

// digitAnew gives a digit that ended a waiting one to the item that is asked
// now.
func (s *Screen) digitAnew(d string) {
	if s.view == asking && s.ref != (questionnaire.Ref{}) && s.editor() == nil {
		s.digit(d)
	}
}

// resolve takes the digits that wait for more as they are, and goes on or
// stays. It reports whether any did.
func (s *Screen) resolve(on bool) bool {
	keyed := s.digits
	if s.digits = ""; keyed == "" {
		return false
	}
	for _, o := range s.options(s.ref) {
		if o.key == keyed {
			if s.answer(o) && on {
				s.forward()
			} else {
				s.save("")
			}
			return true
		}
	}
	return false
}

// take answers the item with an option and goes on where that settles it.
func (s *Screen) take(o option) {
	if o.status == questionnaire.Given && s.question(s.ref).Kind == questionnaire.SelectMultiple {
		s.toggle(o)
		return
	}
	if s.answer(o) {
		s.forward()
	}
}

// answer records an option as the item's answer. It reports false, and shows
// why, where it may not stand.
func (s *Screen) answer(o option) bool {
	a := questionnaire.Answer{Ref: s.ref, Status: o.status}
	switch {
	case o.status != questionnaire.Given:
		s.emptyField()
	case o.code != "":
		a.Codes = []string{o.code}
	default:
		a.Number = o.number
	}
	return s.try(a)
}

// try records an answer, or shows it as not accepted.
func (s *Screen) try(a questionnaire.Answer) bool {
	s.quiet = ""
	if bad := s.ses.Record(a); bad != nil {
		s.tried, s.bad = &a, bad
		return false
	}
	s.tried, s.bad = nil, nil
	return true
}

// toggle ticks a choice of several, or takes the tick off; each one is saved.
// What the answer breaks is said when it is confirmed, but for a choice that
// stands alone.
func (s *Screen) toggle(o option) {
	codes := slices.Clone(s.stands(s.ref).Codes)
	if at := slices.Index(codes, o.code); at >= 0 {
		codes = slices.Delete(codes, at, at+1)
	} else {
		codes = append(codes, o.code)
	}
	a := questionnaire.Answer{Ref: s.ref, Codes: codes}
	if len(codes) > 0 {
		a.Status = questionnaire.Given
	}
	if !s.try(a) && s.bad.Rule != questionnaire.RuleExclusive {
		s.bad = nil
	}
	if s.filter != nil {
		s.filter.SetValue("")
		s.mark = -1
	}
	s.save("")
	s.lay()
}

// confirm goes on from a multiple choice, or from an item that is decided.
func (s *Screen) confirm() {
	switch x := s.env.Texts.Interview; {
	case s.tried != nil:
		s.sayAgain()
	case s.ses.Answer(s.ref).Status.Decided():
		s.forward()
	case s.question(s.ref).Kind == questionnaire.SelectMultiple:
		s.quiet = x.NothingTaken
	default:
		s.quiet = x.NothingYet
	}
}

// sayAgain words what is wrong with the answer shown, in the language of now.
func (s *Screen) sayAgain() {
	switch {
	case s.tried == nil:
		s.bad = s.fault(s.ref)
	case s.tried.Status == questionnaire.Given:
		if s.bad = s.ses.Record(*s.tried); s.bad == nil {
			s.tried = nil
		}
	case s.fields[s.ref] != nil:
		_, s.bad = s.ses.Parse(s.ref, s.tried.Text)
	}
}

// fault is what is wrong with an answer that is recorded since another one
// changed; nil = nothing.
func (s *Screen) fault(r questionnaire.Ref) *questionnaire.Violation {
	if !s.ses.Answer(r).Status.Decided() {
		return nil
	}
	for _, v := range s.ses.Faults() {
		if v.Ref == r && v.Rule != questionnaire.RuleExpression {
			return &v
		}
	}
	return nil
}

// force keeps an answer against a soft check.
func (s *Screen) force() {
	if s.bad == nil || s.bad.Severity != questionnaire.Soft {
		s.quiet = s.env.Texts.Interview.NothingToDo
		return
	}
	a := s.stands(s.ref)
	a.Forced = true
	if s.try(a) {
		if f := s.fields[s.ref]; f != nil {
			f.settle()
			s.loose = append(s.loose, s.ref)
		}
		s.forward()
	}
}

// clear takes the item's answer back, and what is typed.
func (s *Screen) clear() {
	s.emptyField()
	s.ses.Clear(s.ref)
	s.tried, s.bad, s.quiet, s.digits, s.mark = nil, nil, "", "", -1
	s.save("")
	s.lay()
	s.focus()
}

// emptyField drops what is typed on the item.
func (s *Screen) emptyField() {
	if f := s.fields[s.ref]; f != nil {
		if f.changed() || f.sent != f.kept {
			s.loose = append(s.loose, s.ref)
		}
		f.ed.SetValue("")
		f.settle()
	}
}

// status answers with don't know, refused or not applicable, where the item
// allows it.
func (s *Screen) status(st questionnaire.Status) {
	q := s.question(s.ref)
	if st == questionnaire.Refused && q.Missing.Allows(st) && q.Decline != "" {
		s.askDecline(q)
		return
	}
	s.take(option{status: st})
}

// isDigit tells whether a key is one plain or full-width digit.
func isDigit(k string) bool { return len(k) == 1 && k[0] >= '0' && k[0] <= '9' }
