package talk

import (
	"time"

	"tingfang/questionnaire"
)

// All lists the topics of one talk: those of its form, then the interviewer's
// own in their order.
func All(f *questionnaire.Form, r Record) []Topic {
	out := Topics(f)
	for _, o := range r.Topics {
		if !o.Gone {
			out = append(out, Topic{Ref: o.Ref(), Title: questionnaire.Text{"": o.Title}})
		}
	}
	return out
}

// Ref is where what belongs to an own topic is kept.
func (o OwnTopic) Ref() questionnaire.Ref { return questionnaire.Ref{Item: Own, Instance: o.ID} }

// Reason is why a topic was declined: a code of the form's list, which may be
// "". It reports false for a topic that was not declined.
func (t Topic) Reason(answers []questionnaire.Answer, own []OwnTopic) (code string, declined bool) {
	if t.Notes != nil {
		a := find(answers, t.Notes.Name)
		return a.Reason, a.Status == questionnaire.Refused
	}
	for _, o := range own {
		if o.Ref() == t.Ref {
			return o.Declined, o.Declined != ""
		}
	}
	return "", false
}

// State tells how far a topic came in an interview with these answers and own
// topics; noted tells that a note with text stands under it. What the route
// has set aside does not count.
func (t Topic) State(answers []questionnaire.Answer, own []OwnTopic, noted bool) State {
	if _, declined := t.Reason(answers, own); declined {
		return Declined
	}
	for _, q := range []*questionnaire.Question{t.Volunteer, t.Prompted} {
		noted = noted || q != nil && len(find(answers, q.Name).Codes) > 0
	}
	if noted {
		return Covered
	}
	return Open
}

// StateOf tells how far a topic came in an interview as kept.
func StateOf(t Topic, answers []questionnaire.Answer, r Record) State {
	return t.State(answers, r.Topics, r.Written(t.Ref) > 0)
}

// Written counts the notes with text under a topic.
func (r Record) Written(topic questionnaire.Ref) int {
	n := 0
	for _, note := range r.Notes {
		if note.Topic == topic && !note.Gone && !Blank(note.Text) {
			n++
		}
	}
	return n
}

// States tells how far each topic of an interview came, own ones too.
func States(f *questionnaire.Form, answers []questionnaire.Answer, r Record) map[questionnaire.Ref]State {
	out := map[questionnaire.Ref]State{}
	for _, t := range All(f, r) {
		out[t.Ref] = StateOf(t, answers, r)
	}
	return out
}

// Spent is the time spent on each topic; one never visited is not among them.
func Spent(visits []Visit) map[questionnaire.Ref]time.Duration {
	out := map[questionnaire.Ref]time.Duration{}
	for _, v := range visits {
		out[v.Topic] += v.For
	}
	return out
}

// Agreed tells whether a person agreed to what the form's item with a role asks
// for, such as notes, quotes or photos, or the form has no such item.
func Agreed(f *questionnaire.Form, role questionnaire.Role, answers []questionnaire.Answer) bool {
	q := f.WithRole(role)
	return q == nil || Agrees(f, q, find(answers, q.Name))
}

// Agrees tells whether an answer is the consent its item asks for: its first
// choice alone.
func Agrees(f *questionnaire.Form, q *questionnaire.Question, a questionnaire.Answer) bool {
	choices := f.Choices(q)
	return a.Status == questionnaire.Given && len(a.Codes) == 1 && len(choices) > 0 && a.Codes[0] == choices[0].Name
}

// find is the answer to an item, an open one where nothing counts.
func find(answers []questionnaire.Answer, item string) questionnaire.Answer {
	for _, a := range answers {
		if a.Item == item && a.Instance == "" && !a.Aside {
			return a
		}
	}
	return questionnaire.Answer{}
}
