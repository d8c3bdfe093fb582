// Package formtest lets a test hold an interview in the interviewer's words:
// answer an item by name, say what is asked next, how it ends.
package formtest

import (
	"slices"
	"testing"
	"time"

	"tingfang/questionnaire"
)

// Scenario is one interview in a test.
type Scenario struct {
	t testing.TB
	// Session is the interview itself, for what the words here do not say.
	Session *questionnaire.Session
}

// Start begins an interview at a hall of the operator, on a fixed day.
func Start(t testing.TB, f *questionnaire.Form, operator string) *Scenario {
	t.Helper()
	return &Scenario{t, questionnaire.Begin(f, Context(operator), nil)}
}

// Context is what an interview in a test knows beforehand.
func Context(operator string) questionnaire.Context {
	return questionnaire.NewContext(
		questionnaire.Hall{ID: "hall-1", Code: "A01", Name: "人民路营业厅", Operator: operator},
		questionnaire.Person{ID: "person-1", Number: "07", Name: "李明"},
		questionnaire.Study{Org: "市场研究课题组", Contact: "010-12345678", Keep: 30},
		time.Date(2026, 11, 25, 14, 0, 0, 0, time.FixedZone("", 8*3600)))
}

// Asks says which item stands under the focus; "" is the end of the route.
func (s *Scenario) Asks(item string) *Scenario {
	s.t.Helper()
	if at := s.Session.At().Item; at != item {
		s.t.Fatalf("asked is %q, not %q", at, item)
	}
	return s
}

// Answer gives the item under the focus a value, as codes with spaces between,
// a number, a date or a text, and goes on.
func (s *Scenario) Answer(item, value string) *Scenario {
	s.t.Helper()
	s.Asks(item)
	a, bad := s.Session.Parse(questionnaire.Ref{Item: item}, value)
	if bad == nil {
		bad = s.Session.Record(a)
	}
	if bad != nil {
		s.t.Fatalf("%s does not take %q: %s", item, value, bad.Rule)
	}
	s.Session.Next()
	return s
}

// Answers gives several items their values, in turn: item, value, item, value.
func (s *Scenario) Answers(pairs ...string) *Scenario {
	s.t.Helper()
	for p := range slices.Chunk(pairs, 2) {
		s.Answer(p[0], p[1])
	}
	return s
}

// Says records a status instead of an answer, and goes on.
func (s *Scenario) Says(item string, status questionnaire.Status) *Scenario {
	s.t.Helper()
	s.Asks(item)
	if bad := s.Session.Record(questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: status}); bad != nil {
		s.t.Fatalf("%s does not take %s: %s", item, status.Words().In(questionnaire.EN), bad.Rule)
	}
	s.Session.Next()
	return s
}

// Refuses says that the item under the focus does not take a value, by which
// rule.
func (s *Scenario) Refuses(item, value string, rule questionnaire.Rule) *Scenario {
	s.t.Helper()
	s.Asks(item)
	before := s.Session.Answer(questionnaire.Ref{Item: item})
	a, bad := s.Session.Parse(questionnaire.Ref{Item: item}, value)
	if bad == nil {
		bad = s.Session.Record(a)
	}
	if bad == nil || bad.Rule != rule {
		s.t.Fatalf("%s with %q gives %+v, not %s", item, value, bad, rule)
	}
	if !before.Same(s.Session.Answer(questionnaire.Ref{Item: item})) {
		s.t.Fatalf("%s changed although %q was refused", item, value)
	}
	return s
}

// Skips leafs past items without answering.
func (s *Scenario) Skips(items ...string) *Scenario {
	s.t.Helper()
	for _, item := range items {
		s.Asks(item).Session.Next()
	}
	return s
}

// GoesTo jumps to an item.
func (s *Scenario) GoesTo(item string) *Scenario {
	s.t.Helper()
	if !s.Session.Jump(questionnaire.Ref{Item: item}) {
		s.t.Fatalf("cannot go to %q", item)
	}
	return s
}

// Ends says that the route is at its end and how the interview ends there.
func (s *Scenario) Ends(d questionnaire.Disposition) *Scenario {
	s.t.Helper()
	s.Asks("")
	if got := s.Session.Outcome(); got != d {
		s.t.Fatalf("ends as %s, not %s", got, d)
	}
	return s
}

// NotAsked says that the route does not reach the items.
func (s *Scenario) NotAsked(items ...string) *Scenario {
	s.t.Helper()
	for _, item := range items {
		if s.Session.Reached(questionnaire.Ref{Item: item}) {
			s.t.Fatalf("%s is asked", item)
		}
	}
	return s
}

// Holds says what stands recorded for an item, in words of the language of the
// session, and whether it is set aside.
func (s *Scenario) Holds(item, words string, aside bool) *Scenario {
	s.t.Helper()
	a := s.Session.Answer(questionnaire.Ref{Item: item})
	got := s.Session.Form().Show(s.Session.Form().Question(item), a, s.Session.Lang())
	if got != words || a.Aside != aside {
		s.t.Fatalf("%s holds %q (aside %v), not %q (aside %v)", item, got, a.Aside, words, aside)
	}
	return s
}
