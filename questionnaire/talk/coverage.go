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
func (t Topic) Reason(answers []questionnaire.Answer, r Record) (code string, declined bool) {
	if t.Notes != nil {
		a := find(answers, t.Notes.Name)
		return a.Reason, a.Status == questionnaire.Refused
	}
	for _, o := range r.Topics {
		if o.Ref() == t.Ref {
			return o.Declined, o.Declined != ""
		}
	}
	return "", false
}

// StateOf tells how far a topic came in an interview with these answers and
// this talk. What the route has set aside does not count.
func StateOf(t Topic, answers []questionnaire.Answer, r Record) State {
	if _, declined := t.Reason(answers, r); declined {
		return Declined
	}
	for _, n := range r.Notes {
		if n.Topic == t.Ref && !n.Gone && !Blank(n.Text) {
			return Covered
		}
	}
	for _, q := range []*questionnaire.Question{t.Volunteer, t.Prompted} {
		if q != nil && len(find(answers, q.Name).Codes) > 0 {
			return Covered
		}
	}
	return Open
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

// Quotable tells whether what a person said may be used word for word: the
// form's item for that was answered with its first choice, or it has no such
// item.
func Quotable(f *questionnaire.Form, answers []questionnaire.Answer) bool {
	return agreed(f, questionnaire.RoleConsentQuote, answers)
}

// Noted tells whether notes of the talk may be taken, in the same way.
func Noted(f *questionnaire.Form, answers []questionnaire.Answer) bool {
	return agreed(f, questionnaire.RoleConsentNotes, answers)
}

func agreed(f *questionnaire.Form, role questionnaire.Role, answers []questionnaire.Answer) bool {
	q := f.WithRole(role)
	if q == nil {
		return true
	}
	choices, codes := f.Choices(q), find(answers, q.Name).Codes
	return len(codes) == 1 && len(choices) > 0 && codes[0] == choices[0].Name
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
