package builtin_test

import (
	"slices"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/formtest"
	"tingfang/questionnaire/talk"
)

func manager(t *testing.T) *formtest.Scenario { return formtest.Start(t, builtin.Manager(), "mobile") }

// facts answers everything before the first topic.
func facts(t *testing.T) *formtest.Scenario {
	return manager(t).Answers("consent_notes", "1", "consent_quote", "1", "consent_photo", "2", "organisation", "某市分公司", "department", "市场部",
		"role", "1", "years", "0.5", "place", "会议室").Asks("loyal_who_question")
}

// declines leaves a topic out, for a reason.
func declines(t *testing.T, s *formtest.Scenario, notes, reason string) {
	t.Helper()
	if bad := s.Session.Record(questionnaire.Answer{Ref: questionnaire.Ref{Item: notes}, Status: questionnaire.Refused, Reason: reason}); bad != nil {
		t.Fatalf("%s is not declined with %q: %s", notes, reason, bad.Rule)
	}
}

func TestEveryTopicOfTheGuideHasItsParts(t *testing.T) {
	f := builtin.Manager()
	names := []string{"loyal_who", "programme", "tiers", "rivals", "feedback", "teamwork", "close"}
	topics := talk.Topics(f)
	if len(topics) != len(names) || f.Mode != questionnaire.Guide || !f.OwnTopics || !f.Followups || !f.Attachments {
		t.Fatalf("%d topics; %s, own topics %v, follow-ups %v, attachments %v", len(topics), f.Mode, f.OwnTopics, f.Followups, f.Attachments)
	}
	for i, p := range topics {
		if p.Ref.Item != names[i] || p.Question == nil || p.Notes == nil || p.Notes.Decline == "" || p.Title.In(questionnaire.ZH) == "" {
			t.Errorf("topic %d: %+v", i, p)
			continue
		}
		reasons := f.Lists[p.Decline].Choices
		if len(reasons) != 2 || reasons[1].Label.In(questionnaire.EN) != "confidential" {
			t.Errorf("%s may be declined for %+v", p.Ref.Item, reasons)
		}
		if p.Ref.Item == "close" {
			if p.Volunteer != nil || p.Notes.No != 0 {
				t.Errorf("the closing question has probes or a number")
			}
			continue
		}
		if p.Volunteer == nil || p.Prompted == nil || p.Volunteer.Name != names[i]+"_volunteered" || p.Volunteer.List != p.Prompted.List || len(f.Choices(p.Volunteer)) != 5 || p.Notes.No != i+1 {
			t.Errorf("%s: number %d, probes %+v %+v", p.Ref.Item, p.Notes.No, p.Volunteer, p.Prompted)
		}
	}
}

func TestAWholeTalkWithADeclinedTopic(t *testing.T) {
	s := facts(t).Skips("loyal_who_question").Answer("loyal_who_volunteered", "1 4").Answer("loyal_who_prompted", "2")
	s.Holds("loyal_who_volunteered", "您主要看哪些表现？、多长时间看一次？", false)
	declines(t, s, "programme_notes", "2")
	if a := s.Session.Answer(questionnaire.Ref{Item: "programme_notes"}); a.Status != questionnaire.Refused || a.Reason != "2" {
		t.Errorf("declined is %+v", a)
	}
	s.GoesTo("takeaways").Answer("takeaways", "高端客户有专人，低端没有人手").Ends(questionnaire.Complete)
	if bad := s.Session.Faults(); len(bad) != 0 {
		t.Errorf("stands against the end: %+v", bad)
	}
	if open := s.Session.Open(); len(open) != 0 {
		t.Errorf("open are %v", open)
	}
}

func TestADeclinedTopicTakesOnlyItsReasons(t *testing.T) {
	s := facts(t)
	bad := s.Session.Record(questionnaire.Answer{Ref: questionnaire.Ref{Item: "tiers_notes"}, Status: questionnaire.Refused, Reason: "3"})
	if bad == nil || bad.Rule != questionnaire.RuleReason {
		t.Errorf("reason 3 gives %+v", bad)
	}
}

func TestWithoutConsentToNotesThereIsNoTalk(t *testing.T) {
	manager(t).Answers("consent_notes", "2", "refusal_why", "2").NotAsked("organisation", "loyal_who_question", "takeaways").Ends(questionnaire.Refusal)
	manager(t).Answers("consent_notes", "2", "refusal_why", "5", "refusal_why_other", "要请示").Ends(questionnaire.Refusal)
	s := manager(t)
	s.Session.Next()
	s.Ends(questionnaire.Complete)
	if bad := s.Session.Faults(); len(bad) != 1 || bad[0].Ref.Item != "consent_notes" || bad[0].Rule != questionnaire.RuleRequired {
		t.Errorf("consent left open gives %+v", bad)
	}
}

func TestTheFactsThatIdentifyAreHeldApart(t *testing.T) {
	var apart []string
	for _, q := range builtin.Manager().Questions {
		if q.Personal {
			apart = append(apart, q.Name)
		}
	}
	if !slices.Equal(apart, []string{"organisation", "department", "place"}) {
		t.Errorf("held apart are %v", apart)
	}
	facts(t).GoesTo("years").Refuses("years", "61", questionnaire.RuleConstraint)
	facts(t).GoesTo("role").Answers("role", "8", "role_other", "督导").Asks("years").GoesTo("role").Answer("role", "2").NotAsked("role_other")
}

func TestATalkLeftAfterThreeTopicsIsPartial(t *testing.T) {
	s := facts(t)
	left := func(want questionnaire.Disposition, n int, when string) {
		t.Helper()
		if d := s.Session.LeftAs(); d != want || s.Session.Answered() != n {
			t.Errorf("%s: %s with %d topics, not %s with %d", when, d, s.Session.Answered(), want, n)
		}
	}
	left(questionnaire.Breakoff, 0, "before the talk")
	s.Skips("loyal_who_question").Answer("loyal_who_volunteered", "1").Answer("loyal_who_prompted", "2")
	left(questionnaire.Breakoff, 1, "two probes of one topic ticked")
	declines(t, s, "rivals_notes", "1")
	s.Session.Noted(questionnaire.Ref{Item: "close_notes"}, true)
	left(questionnaire.Breakoff, 2, "one declined; the closing question is not counted")
	s.Session.Noted(questionnaire.Ref{Item: "tiers_notes"}, true)
	left(questionnaire.Partial, 3, "a note under a third")
	s.Session.Noted(questionnaire.Ref{Item: "tiers_notes"}, false)
	left(questionnaire.Breakoff, 2, "the note taken away")
	if got := s.Session.Answer(questionnaire.Ref{Item: "tiers_notes"}); got.Status != questionnaire.Open {
		t.Errorf("a note made an answer: %+v", got)
	}
}
