package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
)

// talk FILE puts three interviews of the guide into a database: one that agreed
// to quotes, one that agreed to notes only, one refused.
func talked(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	n := 0
	s, err := opened(ctx, store.Options{Path: ts.MkAbs(args[0]), Access: store.Write, DeviceName: "laptop", Parse: xlsform.Parse, Builtin: builtin.All,
		Now: func() time.Time { return noon }, NewID: func() string { n++; return fmt.Sprintf("0193eeee-0000-7000-8000-%012d", n) }})
	ts.Check(err)
	defer func() { ts.Check(s.Close()) }()
	var tags [2]talk.Tag
	for i, name := range []string{"价格", "等候"} {
		tags[i], err = s.SaveTag(ctx, talk.Tag{Name: name, Colour: i})
		ts.Check(err)
	}
	halls, err := s.Halls(ctx)
	ts.Check(err)
	people, err := s.People(ctx)
	ts.Check(err)
	for i, consents := range [][2]string{{"1", "1"}, {"1", "2"}, {"2", ""}} {
		o := store.Opening{ID: fmt.Sprintf("0193dddd-0000-7000-8000-%012d", i+1), Form: builtin.Manager(), Hall: halls[i%2], Interviewer: people[0], Language: "zh", StartedAt: noon}
		guided(ts, s, o, consents, tags[:])
	}
}

func guided(ts *testscript.TestScript, s *store.Store, o store.Opening, consents [2]string, tags []talk.Tag) {
	ctx := context.Background()
	ses := questionnaire.Begin(o.Form, questionnaire.NewContext(o.Hall, o.Interviewer, questionnaire.Study{Org: "课题组", Keep: 30}, o.StartedAt), nil)
	answers := [][2]string{{"consent_notes", consents[0]}}
	if consents[0] == "1" {
		answers = append(answers, [][2]string{{"consent_quote", consents[1]}, {"organisation", "某市分公司"}, {"role", "1"}, {"loyal_who_volunteered", "1 2"}, {"takeaways", "看数据"}}...)
	}
	for _, a := range answers {
		answer, bad := ses.Parse(questionnaire.Ref{Item: a[0]}, a[1])
		if bad == nil {
			bad = ses.Record(answer)
		}
		if bad != nil {
			ts.Fatalf("%s does not take %q: %s", a[0], a[1], bad.Rule)
		}
	}
	end := questionnaire.Refusal
	if consents[0] == "1" {
		end = questionnaire.Complete
		if bad := ses.Record(questionnaire.Answer{Ref: questionnaire.Ref{Item: "tiers_notes"}, Status: questionnaire.Refused, Reason: "2"}); bad != nil && consents[1] == "1" {
			ts.Fatalf("the topic cannot be declined: %s", bad.Rule)
		}
	}
	ts.Check(s.Save(ctx, store.Change{Opening: o, Answers: ses.Take(), At: ses.At(), Active: time.Minute, Language: "zh"}))
	if end == questionnaire.Complete {
		ts.Check(s.SaveTalk(ctx, o, said(o.ID, consents[1] == "1", tags)))
	}
	ts.Check(s.Finish(ctx, o.ID, end, 95*time.Second))
}

// said is what stands in a talk: two notes and a follow-up where quotes were
// agreed to, one note and a quote that nobody may use where not.
func said(id string, quotable bool, tags []talk.Tag) talk.Change {
	at := questionnaire.Ref{Item: "loyal_who"}
	note := func(n int, kind talk.Kind, text string) talk.Note {
		return talk.Note{ID: fmt.Sprintf("%s%02d", id[:len(id)-2], 10*int(id[len(id)-1]-'0')+n), Topic: at, Position: float64(n), Kind: kind, Text: text, At: noon, Offset: time.Duration(n) * time.Minute}
	}
	c := talk.Change{Visits: []talk.Visit{{Topic: at, At: noon, For: 3 * time.Minute}}}
	if !quotable {
		c.Notes = []talk.Note{note(1, talk.Paraphrase, "看重复办理"), note(2, talk.Quote, "别写出去")}
		return c
	}
	first := note(1, talk.Paraphrase, "=价格\x1b[31m，\n等候")
	for i, t := range tags {
		first.Marks = append(first.Marks, talk.Mark{ID: first.ID[:len(first.ID)-4] + fmt.Sprintf("9%03d", i), Tag: t.ID, First: 3 * i, Last: 3*i + 2})
	}
	c.Notes = []talk.Note{first, note(2, talk.Quote, "𠮷家的人从来不走")}
	c.FollowUps = []talk.FollowUp{{ID: first.ID[:len(first.ID)-4] + "8000", Response: id, What: "寄报告", Due: "2026-12-01"}}
	return c
}
