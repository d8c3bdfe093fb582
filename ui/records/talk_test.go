package records

import (
	"fmt"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// The page of a talk says how far each topic came, own ones too; probes that
// were not needed and topics that did not come up are nothing to worry about.
func TestThePageOfATalk(t *testing.T) {
	st := hall(t)
	before := row(t, st, customer6)
	o := store.Opening{ID: "0193cccc-0000-7000-8000-000000000099", Form: builtin.Manager(), Hall: before.Hall, Interviewer: before.Interviewer, Language: "zh", StartedAt: noon}
	given := func(item string, codes ...string) questionnaire.Answer {
		return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: codes}
	}
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(st.Save(t.Context(), store.Change{Opening: o, Language: "zh", Answers: []questionnaire.Answer{given("consent_notes", "1"), given("tiers_volunteered", "1", "2"),
		{Ref: questionnaire.Ref{Item: "rivals_notes"}, Status: questionnaire.Refused, Reason: "2"}}}))
	note := func(id int, topic questionnaire.Ref, text string, gone bool) talk.Note {
		return talk.Note{ID: fmt.Sprintf("0193dddd-0000-7000-8000-%012d", id), Topic: topic, Position: float64(id), Kind: talk.Paraphrase, Text: text, At: noon, Gone: gone}
	}
	own := talk.OwnTopic{ID: "0193eeee-0000-7000-8000-000000000001", Title: "夜间值班"}
	quiet := talk.OwnTopic{ID: "0193eeee-0000-7000-8000-000000000002", Title: "新员工"}
	ok(st.SaveTalk(t.Context(), o, talk.Change{Topics: []talk.OwnTopic{own, quiet}, Notes: []talk.Note{note(1, questionnaire.Ref{Item: "loyal_who"}, "看是不是别家来拉也不走。", false),
		note(2, questionnaire.Ref{Item: "loyal_who"}, "年限。", false), note(3, questionnaire.Ref{Item: "loyal_who"}, "删去的。", true), note(4, own.Ref(), "只有两个人。", false)}}))
	ok(st.Finish(t.Context(), o.ID, questionnaire.Complete, 45*time.Minute))
	for _, size := range [][2]int{{80, 36}, {60, 36}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			d := uitest.NewScreen(t, size[0], size[1], NewPage(environment(l, theme.Look{}), st, Ways{}, row(t, st, o.ID)))
			d.Golden(fmt.Sprintf("talk-%s-%d", l, size[0]))
		}
	}
}
