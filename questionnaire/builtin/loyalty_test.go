package builtin_test

import (
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/formtest"
)

func loyalty(t *testing.T) *formtest.Scenario {
	return formtest.Start(t, builtin.Loyalty(), "telecom").Answers("consent", "1", "customer_of", "1", "adult", "1", "before", "2").Asks("overall")
}

// signs answers everything from the first item to the facts.
func signs(s *formtest.Scenario) *formtest.Scenario {
	return s.Answers("overall", "4", "quality", "4", "aftersales", "3", "delivery", "5", "repurchase", "4", "recommend", "9", "wont_switch", "4",
		"sign_attention", "3", "sign_choosing", "2", "sign_price", "1", "sign_rivals", "2", "sign_tolerance", "5", "sign_repeat", "2", "sign_share", "80")
}

func TestALoyalCustomerWithoutComplaint(t *testing.T) {
	s := signs(loyalty(t)).Answer("complained", "2").NotAsked("complained_about", "complained_about_other", "settled").Skips("remark", "thanks").Ends(questionnaire.Complete)
	if bad := s.Session.Faults(); len(bad) > 0 {
		t.Errorf("stands against the end: %+v", bad)
	}
	if n, m := s.Session.Answered(), s.Session.Form().Numbered(); n != 15 || m != 15 {
		t.Errorf("%d of %d answered", n, m)
	}
}

func TestACustomerWhoComplained(t *testing.T) {
	s := signs(loyalty(t)).Answers("complained", "1", "complained_about", "1 5", "complained_about_other", "换卡").Asks("settled").
		Says("settled", questionnaire.NotApplicable).Holds("settled", "还没处理完", false).Answer("remark", "希望快一点")
	s.GoesTo("complained").Answer("complained", "2").Holds("complained_about", "开通或安装太慢、其他", true).NotAsked("settled").Asks("remark")
}

func TestComplaintsLeftOpenAskNothingMore(t *testing.T) {
	signs(loyalty(t)).Says("complained", questionnaire.DontKnow).NotAsked("complained_about", "settled").Asks("remark")
}

func TestRecommendingTakesZeroToTen(t *testing.T) {
	q := builtin.Loyalty().Question("recommend")
	if q.Scale != "nps11" || q.Range != (questionnaire.Bounds{Start: 0, End: 10, Step: 1}) {
		t.Fatalf("recommend is %s over %+v", q.Scale, q.Range)
	}
	s := loyalty(t).GoesTo("recommend").Refuses("recommend", "11", questionnaire.RuleRange).Refuses("recommend", "7.5", questionnaire.RuleRange)
	s.Answer("recommend", "0").Holds("recommend", "0", false).GoesTo("recommend").Answer("recommend", "10")
}

// The signs that speak against loyalty count turned around, the others do not.
func TestThreeSignsAreReversed(t *testing.T) {
	reversed := map[string]bool{"sign_choosing": true, "sign_price": true, "sign_rivals": true}
	for _, q := range builtin.Loyalty().Questions {
		if q.Reverse != reversed[q.Name] {
			t.Errorf("%s: reversed is %v", q.Name, q.Reverse)
		}
	}
}

func TestSharesAndCountsHaveBounds(t *testing.T) {
	s := loyalty(t).GoesTo("sign_repeat").Refuses("sign_repeat", "-1", questionnaire.RuleConstraint).Refuses("sign_repeat", "1.5", questionnaire.RuleWhole).Answer("sign_repeat", "0")
	s.Refuses("sign_share", "101", questionnaire.RuleConstraint).Answer("sign_share", "100")
}

func TestWhoDoesNotTakePartInTheLoyaltySurvey(t *testing.T) {
	start := func() *formtest.Scenario { return formtest.Start(t, builtin.Loyalty(), "mobile") }
	start().Answers("consent", "2", "refusal_why", "8", "refusal_why_other", "在打电话").NotAsked("overall", "thanks").Ends(questionnaire.Refusal)
	start().Answers("consent", "1", "customer_of", "2").NotAsked("adult").Ends(questionnaire.NotEligible)
	start().Answers("consent", "1", "customer_of", "1", "adult", "2").NotAsked("before").Ends(questionnaire.NotEligible)
	start().Answers("consent", "1", "customer_of", "1", "adult", "1", "before", "1").NotAsked("overall").Ends(questionnaire.Duplicate)
}

func TestALoyaltySurveyLeftAfterEightItemsIsPartial(t *testing.T) {
	s := loyalty(t).Answers("overall", "4", "quality", "4", "aftersales", "3", "delivery", "5", "repurchase", "4", "recommend", "9", "wont_switch", "4")
	if d := s.Session.LeftAs(); d != questionnaire.Breakoff {
		t.Errorf("after 7 items: %s", d)
	}
	s.Says("sign_attention", questionnaire.Refused)
	if d := s.Session.LeftAs(); d != questionnaire.Partial {
		t.Errorf("after 8 items: %s", d)
	}
}
