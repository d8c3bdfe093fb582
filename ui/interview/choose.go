package interview

import (
	"slices"
	"strings"

	"tingfang/questionnaire"
)

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
