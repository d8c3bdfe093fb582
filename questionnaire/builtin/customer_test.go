package builtin_test

import (
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/formtest"
)

func customer(t *testing.T) *formtest.Scenario {
	return formtest.Start(t, builtin.Customer(), "mobile")
}

func admitted(t *testing.T) *formtest.Scenario {
	return customer(t).Answers("consent", "1", "customer_of", "1", "adult", "1", "before", "2", "segment", "1")
}

// thirteen answers the numbered items, every satisfaction item with score.
func thirteen(s *formtest.Scenario, score, switching string) *formtest.Scenario {
	return s.Answers("tenure", "2", "overall", score, "tariff", "3", "payment", score, "billing", score, "broadband", score, "premises", score,
		"staff", score, "hotline", score, "complaints", score, "gap", "3", "plans", score, "switching", switching)
}

func TestASatisfiedCustomerWhoStays(t *testing.T) {
	thirteen(admitted(t), "4", "2").Answer("stay_why", "1 5").Skips("remark").Answer("callback_ok", "2").Skips("thanks").Ends(questionnaire.Complete)
}

func TestACustomerWhoMeansToLeaveIsAskedWhere(t *testing.T) {
	s := thirteen(admitted(t), "5", "1").Refuses("switch_to", "1", questionnaire.RuleChoice)
	for _, c := range s.Session.Choices(questionnaire.Ref{Item: "switch_to"}) {
		if c.Name == "1" {
			t.Error("the hall's own operator is offered")
		}
	}
	s.Answers("switch_to", "6", "switch_to_other", "虚拟运营商", "switch_why", "1 7", "switch_why_other", "搬家").NotAsked("stay_why", "overall_why")
}

func TestAnUnsureCustomerIsNotAskedWhere(t *testing.T) {
	s := thirteen(admitted(t), "3", "3").Answer("switch_why", "2").NotAsked("switch_to", "stay_why", "switch_why_yes")
	if !s.Session.Reached(questionnaire.Ref{Item: "switch_why_unsure"}) {
		t.Error("the conditional wording is not read")
	}
	s.Asks("remark")
}

func TestLowScoresAreAskedWhyOnlyAtTheEnd(t *testing.T) {
	s := thirteen(admitted(t), "2", "2").Answer("stay_why", "2")
	s.Asks("overall_why")
	if n := len(s.Session.Screen(s.Session.At())); n != 9 {
		t.Errorf("%d reasons on one screen, not 9", n)
	}
	if q := s.Session.Label(questionnaire.Ref{Item: "payment_why"}); !strings.Contains(q, "不太满意") {
		t.Errorf("the answer is not piped: %s", q)
	}
	s.Answer("overall_why", "排队太久").Skips("payment_why", "billing_why", "broadband_why", "premises_why", "staff_why", "hotline_why", "complaints_why", "plans_why").Asks("remark")
}

func TestDontKnowAndNotApplicableOpenNothing(t *testing.T) {
	s := admitted(t).Answer("tenure", "1").Says("overall", questionnaire.DontKnow).Answer("tariff", "4").
		Says("payment", questionnaire.NotApplicable).NotAsked("overall_why", "payment_why")
	s.Holds("payment", "从不自己交", false)
	if n := s.Session.Answered(); n != 4 {
		t.Errorf("%d answered, not 4", n)
	}
}

func TestContactOnlyOnYes(t *testing.T) {
	s := thirteen(admitted(t), "3", "2").Answer("stay_why", "1").Skips("remark").Answer("callback_ok", "1").Answer("contact_consent", "1").
		Answer("contact_name", "王先生").Refuses("contact_phone", "1380013800", questionnaire.RuleConstraint).Answer("contact_phone", "13800138000").Skips("thanks")
	s.GoesTo("contact_consent").Answer("contact_consent", "2").NotAsked("contact_name", "contact_phone").Holds("contact_phone", "13800138000", true)
	s.GoesTo("contact_consent").Answer("contact_consent", "1").Holds("contact_phone", "13800138000", false)
}

func TestRefusal(t *testing.T) {
	customer(t).Answers("consent", "2", "refusal_why", "1").NotAsked("customer_of", "thanks").Ends(questionnaire.Refusal)
	customer(t).Answers("consent", "2", "refusal_why", "8", "refusal_why_other", "家里有急事").Ends(questionnaire.Refusal)
}

func TestNotEligibleAndDuplicate(t *testing.T) {
	customer(t).Answers("consent", "1", "customer_of", "2").NotAsked("adult", "segment").Ends(questionnaire.NotEligible)
	customer(t).Answers("consent", "1", "customer_of", "1", "adult", "2").Ends(questionnaire.NotEligible)
	customer(t).Answers("consent", "1", "customer_of", "1", "adult", "1", "before", "1").NotAsked("tenure").Ends(questionnaire.Duplicate)
}

func TestLeavingBeforeAndAfterSevenItems(t *testing.T) {
	s := admitted(t).Answers("tenure", "1", "overall", "4", "tariff", "2", "payment", "4", "billing", "4", "broadband", "4")
	if d := s.Session.LeftAs(); d != questionnaire.Breakoff {
		t.Errorf("after 6 items: %s", d)
	}
	s.Answer("premises", "4")
	if d := s.Session.LeftAs(); d != questionnaire.Partial {
		t.Errorf("after 7 items: %s", d)
	}
	if bad := s.Session.Record(questionnaire.Answer{Ref: questionnaire.Ref{Item: "breakoff_why"}, Status: questionnaire.Given, Codes: []string{"2"}}); bad != nil {
		t.Fatalf("the reason is not taken: %s", bad.Rule)
	}
	s.Asks("staff").Holds("breakoff_why", "赶时间", false)
}

func TestAClosedBranchKeepsItsAnswers(t *testing.T) {
	s := thirteen(admitted(t), "4", "1").Answers("switch_to", "2", "switch_why", "1 5")
	s.GoesTo("switching").Answer("switching", "2").Holds("switch_to", "中国联通", true).NotAsked("switch_to").Asks("stay_why")
	s.GoesTo("switching").Answer("switching", "1").Holds("switch_to", "中国联通", false).Holds("switch_why", "价格、别家的优惠", false)
}

func TestThirteenItemsTakeThirteenKeys(t *testing.T) {
	s := admitted(t)
	from := questionnaire.Ref{Item: "tenure"}
	s.Session.Jump(from)
	first, _ := s.Session.Place()
	thirteen(s, "4", "2")
	if last, _ := s.Session.Place(); last-first != 13 {
		t.Errorf("%d stops for the 13 items", last-first)
	}
	if n, m := s.Session.Number(); n != 13 || m != 13 {
		t.Errorf("number %d of %d at the end of them", n, m)
	}
}
