package questionnaire

// Outcome is how the interview ends when it is finished where it stands: the
// disposition of a choice that ends it, or complete.
func (s *Session) Outcome() Disposition {
	for i := range s.form.Questions {
		a := s.answers[i]
		if a.Status != Given || !s.reached[i] {
			continue
		}
		for _, c := range s.form.Choices(&s.form.Questions[i]) {
			if c.Ends != "" && len(a.Codes) > 0 && a.Codes[0] == c.Name {
				return c.Ends
			}
		}
	}
	return Complete
}

// Noted says whether notes are written under a topic, by its notes item: notes
// are no answers, and the session learns of them only here.
func (s *Session) Noted(notes Ref, there bool) {
	if i := s.form.Find(notes.Item); i >= 0 {
		s.noted[i] = there
	}
}

// Answered counts the numbered items on the route that are decided; a guide's
// topic is, with a note, a ticked probe, or when it was declined.
func (s *Session) Answered() int {
	n := 0
	for i := range s.form.Questions {
		if s.form.Questions[i].No > 0 && s.reached[i] && s.decided(i) {
			n++
		}
	}
	return n
}

func (s *Session) decided(i int) bool {
	q := &s.form.Questions[i]
	if s.answers[i].Status.Decided() || s.noted[i] {
		return true
	}
	return q.Role == RoleNotes && q.Group >= 0 && s.ticked(q.Group)
}

// ticked reports whether a probe of the topic is.
func (s *Session) ticked(group int) bool {
	for i := range s.form.Questions {
		if q := &s.form.Questions[i]; q.Group == group && q.Role == RoleProbes && s.answers[i].Status == Given {
			return true
		}
	}
	return false
}

// LeftAs is how the interview ends when the customer leaves now: partial with
// enough numbered items answered, otherwise a break-off.
func (s *Session) LeftAs() Disposition {
	if s.form.Partial > 0 && s.Answered() >= s.form.Partial {
		return Partial
	}
	return Breakoff
}

// Faults is what stands against finishing: required items left open and
// answers that break a rule since another one changed. Soft ones may be
// overruled, hard ones send back to their item.
func (s *Session) Faults() []Violation {
	out := append([]Violation(nil), s.faults...)
	for i := range s.form.Questions {
		q, a := &s.form.Questions[i], s.answers[i]
		switch {
		case !s.reached[i] || !q.Kind.Asks():
		case a.Status == Open:
			if s.required(i) {
				out = append(out, Violation{Ref: s.ref(i), Rule: RuleRequired, Message: s.pipe(i, q.RequiredMessage.In(s.lang))})
			}
		default:
			if bad := s.check(i, a); bad != nil {
				out = append(out, *bad)
			}
		}
	}
	return out
}
