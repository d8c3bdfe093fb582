package exchange

import (
	"fmt"
	"math"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// What is counted of a talk, as the names of columns say it.
const (
	countTopics      = "topics"
	countDeclined    = "declined"
	countMinutes     = "minutes"
	countNotes       = "notes"
	countQuotes      = "quotes"
	countFollowups   = "followups"
	countAttachments = "attachments"
)

var countKinds = map[string]string{countTopics: "integer", countDeclined: "integer", countMinutes: "decimal", countNotes: "integer",
	countQuotes: "integer", countFollowups: "integer", countAttachments: "integer"}

var countWords = map[string]questionnaire.Text{
	countTopics: bi("几个", "how many"), countDeclined: bi("不谈的几个", "how many were declined"), countMinutes: bi("用时（分钟）", "minutes"),
	countNotes: bi("笔记条数", "notes"), countQuotes: bi("其中原话条数", "quotes among the notes"),
	countFollowups: bi("后续事项个数", "follow-up actions"), countAttachments: bi("附件个数", "attachments"),
}

func countLabel(v *Variable) questionnaire.Text {
	words := countWords[v.Code]
	if v.Title.Empty() {
		return words
	}
	return bi(v.Title.In(questionnaire.ZH)+"："+words.In(questionnaire.ZH), v.Title.In(questionnaire.EN)+": "+words.In(questionnaire.EN))
}

// counts are the figures of one talk, by topic and what is counted; nil where
// no notes were agreed to or nothing is known of the talk.
type counts map[column]float64

func (p *plan) counts(r *questionnaire.Response) (counts, error) {
	f := p.form(r)
	if p.o.Talk == nil || f.Mode != questionnaire.Guide || !talk.Agreed(f, questionnaire.RoleConsentNotes, r.Answers) {
		return nil, nil
	}
	record, err := p.o.Talk(r.ID)
	if err != nil {
		return nil, fmt.Errorf("read talk of interview %s: %w", r.ID, err)
	}
	c := counts{}
	add := func(topic, what string, x float64) { c[column{topic, Counted, what}] += x }
	add("", countFollowups, float64(len(record.FollowUps)))
	add("", countAttachments, float64(len(record.Attachments)))
	add(talk.Own, countTopics, 0)
	for _, t := range talk.All(f, record) {
		for _, what := range []string{countDeclined, countMinutes, countNotes, countQuotes} {
			add(t.Ref.Item, what, 0) // a topic that was there has a figure
		}
		if t.Ref.Item == talk.Own {
			add(talk.Own, countTopics, 1)
		}
		if _, declined := t.Reason(r.Answers, record.Topics); declined {
			add(t.Ref.Item, countDeclined, 1)
		}
	}
	spent := map[string]time.Duration{}
	for topic, d := range talk.Spent(record.Visits) {
		spent[topic.Item] += d
	}
	for item, d := range spent {
		add(item, countMinutes, math.Round(d.Minutes()*10)/10)
	}
	for _, n := range record.Notes {
		if talk.Blank(n.Text) {
			continue
		}
		add(n.Topic.Item, countNotes, 1)
		if n.Kind == talk.Quote {
			add(n.Topic.Item, countQuotes, 1)
		}
	}
	return c, nil
}

// write writes a figure; blank where the version of the form had no such topic.
func (c counts) write(s *sheet, v *Variable) {
	x, there := c[column{v.Topic, Counted, v.Code}]
	if !there && (c == nil || v.Topic != talk.Own) {
		s.blank()
		return
	}
	s.number(x)
}

// form is the version of the form an interview was held with, or the current
// one where that was not handed in.
func (p *plan) form(r *questionnaire.Response) *questionnaire.Form {
	if f := p.forms[r.FormHash]; f != nil {
		return f
	}
	return p.now
}
