package builtin_test

import (
	"slices"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/formtest"
)

func called(t *testing.T) *formtest.Scenario {
	return formtest.Start(t, builtin.CallBack(), "unicom").Answers("same_person", "1", "consent", "1").Asks("score")
}

func TestACallThatFindsTwoBadServices(t *testing.T) {
	s := called(t).Answers("score", "3", "services", "4 9", "services_other", "国际漫游").
		Answers("broadband_stage", "2", "broadband_problem", "5").NotAsked("broadband_problem_other", "web_stage", "hotline_problem").
		Answers("other_stage", "4", "other_problem", "9", "other_problem_other", "扣了两次")
	s.Answers("fits_need", "2", "opening_confirmed", "1", "easy_use", "3").Says("easy_cancel", questionnaire.NotApplicable).Holds("easy_cancel", "没取消过", false)
	s.Answers("remedy", "退一次的钱", "resolution", "2", "resolution_todo", "查账单").Skips("thanks").Ends(questionnaire.Complete)
	if n, bad := s.Session.Answered(), s.Session.Faults(); n != 6 || len(bad) > 0 {
		t.Errorf("%d answered, against the end stands %+v", n, bad)
	}
}

func TestEveryServiceIsAskedItsStageAndProblem(t *testing.T) {
	names := []string{"web", "ringback", "tv", "broadband", "plans", "billing", "hall", "hotline", "other"}
	s := called(t).Answers("score", "1", "services", "1 2 3 4 5 6 7 8 9").Skips("services_other")
	for _, name := range names {
		s.Answers(name+"_stage", "5", name+"_problem", "3")
	}
	s.Asks("fits_need").GoesTo("services").Answer("services", "7")
	for _, name := range names {
		if got := s.Session.Reached(questionnaire.Ref{Item: name + "_problem"}); got != (name == "hall") {
			t.Errorf("with the hall alone, %s_problem asked is %v", name, got)
		}
	}
}

func TestNoneStandsAloneAndAsksForNoRemedy(t *testing.T) {
	s := called(t).Answer("score", "8").Refuses("services", "4 10", questionnaire.RuleExclusive).Answer("services", "10")
	s.NotAsked("broadband_stage", "services_other", "remedy", "resolution").Answers("fits_need", "4", "opening_confirmed", "4", "easy_use", "4", "easy_cancel", "4")
	s.Skips("thanks").Ends(questionnaire.Complete)
}

func TestTheScoreIsOneToTen(t *testing.T) {
	called(t).Refuses("score", "0", questionnaire.RuleRange).Refuses("score", "11", questionnaire.RuleRange).Answer("score", "10")
}

func TestCallsThatLeadToNoInterview(t *testing.T) {
	start := func() *formtest.Scenario { return formtest.Start(t, builtin.CallBack(), "mobile") }
	start().Answer("same_person", "2").NotAsked("intro", "consent", "score").Ends(questionnaire.NotEligible)
	start().Answers("same_person", "1", "consent", "2", "refusal_why", "3").NotAsked("score").Ends(questionnaire.Refusal)
	start().Answers("same_person", "1", "consent", "3").NotAsked("refusal_why", "score").Ends(questionnaire.Appointment)
}

// The call is offered for what the customer's interview says, item for item.
func TestTheCallFollowsDissatisfiedCustomers(t *testing.T) {
	f := builtin.CallBack()
	if f.Mode != questionnaire.Phone || f.Follows != builtin.Customer().ID || f.OfferWhen == nil {
		t.Fatalf("%s follows %q when %v", f.Mode, f.Follows, f.OfferWhen)
	}
	for _, name := range f.OfferWhen.Names() {
		if builtin.Customer().Question(name) == nil {
			t.Errorf("%s is no item of the customer survey", name)
		}
	}
}

// Codes and names of the built-in forms never change: an "other" is a numbered
// choice with its text beside it, and every item with codes has a short name.
func TestItemsOfBuiltinFormsHaveShortNamesAndNumberedCodes(t *testing.T) {
	for _, f := range builtin.All() {
		for i := range f.Questions {
			q := &f.Questions[i]
			if q.Kind.Asks() && (q.Short.In(questionnaire.ZH) == "" || q.Short.In(questionnaire.EN) == "") {
				t.Errorf("%s: %s has no short name", f.ID, q.Name)
			}
			if strings.HasSuffix(q.Name, "_other") && !slices.ContainsFunc(f.Questions, func(of questionnaire.Question) bool { return of.Name == strings.TrimSuffix(q.Name, "_other") }) {
				t.Errorf("%s: %s is the other of nothing", f.ID, q.Name)
			}
			for n, c := range f.Choices(q) {
				if c.Name != questionnaire.Number(float64(n+1)) {
					t.Errorf("%s: choice %d of %s has the code %s", f.ID, n+1, q.Name, c.Name)
				}
			}
		}
	}
}
