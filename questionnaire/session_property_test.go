package questionnaire_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/formtest"
)

// press does one thing an interviewer might do, sensible or not.
func press(t *rapid.T, s *questionnaire.Session) {
	route := s.Route()
	at := s.At()
	switch rapid.SampledFrom([]string{"answer", "answer", "answer", "answer", "status", "next", "back", "jump", "clear", "remark", "junk", "lang"}).Draw(t, "does") {
	case "answer":
		answer(t, s, at)
		s.Next()
	case "status":
		s.Record(questionnaire.Answer{Ref: at, Status: questionnaire.Status(rapid.IntRange(0, 6).Draw(t, "status"))})
	case "next":
		s.Next()
	case "back":
		s.Back()
	case "jump":
		if len(route) > 0 {
			s.Jump(rapid.SampledFrom(route).Draw(t, "to"))
		}
	case "clear":
		s.Clear(at)
	case "remark":
		s.Remark(at, rapid.String().Draw(t, "remark"))
	case "junk":
		name := rapid.SampledFrom(s.Form().Questions).Draw(t, "item").Name
		s.Record(questionnaire.Answer{Ref: questionnaire.Ref{Item: name}, Status: questionnaire.Given, Codes: []string{rapid.String().Draw(t, "code")},
			Text: rapid.String().Draw(t, "text"), Number: rapid.Float64().Draw(t, "number")})
	case "lang":
		s.SetLang(rapid.SampledFrom([]questionnaire.Lang{"zh", "en", "", "fr"}).Draw(t, "lang"))
	}
}

func answer(t *rapid.T, s *questionnaire.Session, at questionnaire.Ref) {
	q := s.Form().Question(at.Item)
	if q == nil {
		return
	}
	a := questionnaire.Answer{Ref: at, Status: questionnaire.Given}
	switch q.Kind {
	case questionnaire.SelectOne, questionnaire.SelectMultiple:
		offered := s.Choices(at)
		n := 1
		if q.Kind == questionnaire.SelectMultiple {
			n = rapid.IntRange(1, len(offered)).Draw(t, "how many")
		}
		for range n {
			a.Codes = append(a.Codes, rapid.SampledFrom(offered).Draw(t, "choice").Name)
		}
	default:
		a.Text = rapid.SampledFrom([]string{"排队太久", "13800138000", "a\r\nb\x00", " "}).Draw(t, "text")
	}
	s.Record(a)
}

func begin() *questionnaire.Session {
	return questionnaire.Begin(builtin.Customer(), formtest.Context("mobile"), nil)
}

func TestWhateverIsPressed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := begin()
		stored := map[questionnaire.Ref]questionnaire.Answer{}
		for range rapid.IntRange(1, 60).Draw(t, "keys") {
			press(t, s)
			for _, a := range s.Take() {
				stored[a.Ref] = a
			}
			standsOnTheRoute(t, s)
		}
		heldByTheStore(t, s, stored)
		everyAnswerPasses(t, s)
		resumesWhereItStood(t, s)
	})
}

func standsOnTheRoute(t *rapid.T, s *questionnaire.Session) {
	at := s.At()
	if at.Item != "" && !s.Reached(at) {
		t.Fatalf("stands at %s, which is not on the route", at.Item)
	}
	if s.Next() {
		s.Back()
		if s.At() != at {
			t.Fatalf("next and back lead from %s to %s", at.Item, s.At().Item)
		}
	}
	for _, a := range s.Answers() {
		if a.Status.Decided() && a.Aside == s.Reached(a.Ref) {
			t.Fatalf("%s is reached %v and aside %v", a.Item, s.Reached(a.Ref), a.Aside)
		}
	}
}

// What Take handed out, folded, is what the session holds: the store misses
// nothing.
func heldByTheStore(t *rapid.T, s *questionnaire.Session, stored map[questionnaire.Ref]questionnaire.Answer) {
	for _, a := range s.Answers() {
		if !a.Same(stored[a.Ref]) {
			t.Fatalf("stored %+v, held %+v", stored[a.Ref], a)
		}
		delete(stored, a.Ref)
	}
	for _, a := range stored {
		if a.Status != questionnaire.Open || a.Remark != "" {
			t.Fatalf("stored and not held: %+v", a)
		}
	}
}

func everyAnswerPasses(t *rapid.T, s *questionnaire.Session) {
	for _, a := range s.Answers() {
		if a.Aside || !a.Status.Decided() {
			continue
		}
		if strings.ContainsAny(a.Text+a.Remark, "\r\x00") {
			t.Fatalf("%q holds what is not stored", a.Text)
		}
		if bad := s.Record(a); bad != nil {
			t.Fatalf("%+v is held and breaks %s", a, bad.Rule)
		}
	}
}

func resumesWhereItStood(t *rapid.T, s *questionnaire.Session) {
	again := questionnaire.Begin(s.Form(), formtest.Context("mobile"), s.Answers())
	again.Jump(s.At())
	if again.At() != s.At() {
		t.Fatalf("stood at %s, resumes at %s", s.At().Item, again.At().Item)
	}
	if len(again.Take()) > 0 {
		t.Fatal("taking up an interview changes its answers")
	}
	if !slices.Equal(again.Route(), s.Route()) {
		t.Fatal("the route is another one")
	}
}
