package talk_test

import (
	"math"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
)

func given(item string, codes ...string) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: codes}
}

func declined(item, reason string) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Refused, Reason: reason}
}

func under(topic, text string, marks ...talk.Mark) talk.Note {
	return talk.Note{Topic: questionnaire.Ref{Item: topic}, Text: text, Marks: marks}
}

func TestHowFarTopicsCame(t *testing.T) {
	aside := given("teamwork_volunteered", "1")
	aside.Aside = true
	answers := []questionnaire.Answer{given("programme_prompted", "2"), declined("tiers_notes", "2"), aside}
	record := talk.Record{
		Notes:  []talk.Note{under("loyal_who", "看重复办理"), under("tiers", "先说了一点"), under("rivals", "  \n"), {Topic: questionnaire.Ref{Item: "own", Instance: "b"}, Text: "话"}},
		Topics: []talk.OwnTopic{{ID: "a", Title: "停车", Declined: "1"}, {ID: "b", Title: "排队"}},
	}
	got := talk.States(builtin.Manager(), answers, record)
	want := map[string]talk.State{"loyal_who": talk.Covered, "programme": talk.Covered, "tiers": talk.Declined, "rivals": talk.Open, "feedback": talk.Open,
		"teamwork": talk.Open, "close": talk.Open, "owna": talk.Declined, "ownb": talk.Covered}
	if len(got) != len(want) {
		t.Fatalf("%d topics, want %d", len(got), len(want))
	}
	for ref, state := range got {
		if state != want[ref.Item+ref.Instance] {
			t.Errorf("%v is %d, want %d", ref, state, want[ref.Item+ref.Instance])
		}
	}
}

func TestCoverageCountsInterviewsThatAgreed(t *testing.T) {
	visit := func(topic string, minutes int) talk.Visit {
		return talk.Visit{Topic: questionnaire.Ref{Item: topic}, For: time.Duration(minutes) * time.Minute}
	}
	yes := given("consent_notes", "1")
	c := talk.Coverage{Form: builtin.Manager()}
	c.Add(c.Form, []questionnaire.Answer{given("consent_notes", "2")}, talk.Record{})
	c.Add(c.Form, []questionnaire.Answer{yes, declined("tiers_notes", "2")}, talk.Record{
		Notes:  []talk.Note{under("loyal_who", "一", talk.Mark{Tag: "p", Last: 1}, talk.Mark{Tag: "p", Last: 1}), under("rivals", "二", talk.Mark{Tag: "p", Last: 1}, talk.Mark{Tag: "q", Last: 1})},
		Visits: []talk.Visit{visit("loyal_who", 2), visit("rivals", 1), visit("loyal_who", 4)}})
	c.Add(c.Form, []questionnaire.Answer{yes}, talk.Record{Notes: []talk.Note{under("loyal_who", "三", talk.Mark{Tag: "q", Last: 1})},
		Visits: []talk.Visit{visit("loyal_who", 3)}, Topics: []talk.OwnTopic{{ID: "x"}, {ID: "y", Declined: "1"}}})
	if c.Talks != 2 || c.Notes != 3 {
		t.Errorf("%d talks with %d notes, want 2 with 3", c.Talks, c.Notes)
	}
	first, tiers, own := c.Topics[0], c.Topics[2], c.Topics[7]
	if first.Base != 2 || first.Covered != 2 || first.Notes != 2 || first.Minutes() != (talk.Minutes{N: 2, Mean: 4.5, Median: 4.5}) {
		t.Errorf("first topic %+v, %+v", first, first.Minutes())
	}
	if tiers.Base != 2 || tiers.Declined != 1 || tiers.Open != 1 || tiers.Reasons["2"] != 1 {
		t.Errorf("declined topic %+v", tiers)
	}
	if own.Base != 2 || own.Open != 1 || own.Declined != 1 || own.Ref.Item != talk.Own {
		t.Errorf("own topics %+v", own)
	}
	if m := own.Minutes(); m.N != 0 || !math.IsNaN(m.Mean) {
		t.Errorf("minutes of a topic never visited: %+v", m)
	}
	if m := c.Minutes(); m.N != 2 || m.Mean != 5 {
		t.Errorf("minutes of all: %+v", m)
	}
	if len(c.Tags) != 2 || c.Tags[0].Tag != "p" || c.Tags[0].Notes != 2 || c.Tags[0].Interviews != 1 || c.Tags[0].Topics["rivals"] != 1 || c.Tags[1].Interviews != 2 {
		t.Errorf("tags %+v", c.Tags)
	}
}

// A consent is the first choice of its item alone, whatever its code; a form
// that does not ask needs none.
func TestWhatCountsAsAConsent(t *testing.T) {
	f, role := builtin.Manager(), questionnaire.RoleConsentQuote
	refused := declined("consent_quote", "")
	refused.Codes = []string{"1"}
	aside := given("consent_quote", "1")
	aside.Aside = true
	for _, c := range []struct {
		answer questionnaire.Answer
		want   bool
	}{{given("consent_quote", "1"), true}, {given("consent_quote", "2"), false}, {given("consent_quote"), false}, {given("consent_notes", "1"), false}, {refused, false}, {aside, false}} {
		if got := talk.Agreed(f, role, []questionnaire.Answer{c.answer}); got != c.want {
			t.Errorf("%+v: agreed %v", c.answer, got)
		}
	}
	if !talk.Agreed(builtin.Customer(), role, nil) {
		t.Error("a form that does not ask for quotes forbids them")
	}
}
