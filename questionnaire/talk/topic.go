package talk

import "tingfang/questionnaire"

// Topic is one topic of a guide as its form has it, or one of the
// interviewer's own. The items of an own topic are nil.
type Topic struct {
	Ref       questionnaire.Ref
	Title     questionnaire.Text
	Question  *questionnaire.Question // a note: what is asked
	Volunteer *questionnaire.Question // select_multiple: probes spoken of unasked
	Prompted  *questionnaire.Question // select_multiple: probes asked for
	Notes     *questionnaire.Question // where notes belong; Refused with a reason = the topic was declined
	Decline   string                  // name of the list of reasons for declining
}

// Topics lists the topics of a guide in the order of its form: the groups with
// the role of a topic. Their Ref is {Item: name of the group}.
func Topics(f *questionnaire.Form) []Topic {
	var out []Topic
	for g := range f.Groups {
		group := &f.Groups[g]
		if group.Role != questionnaire.RoleTopic {
			continue
		}
		t := Topic{Ref: questionnaire.Ref{Item: group.Name}, Title: group.Label, Decline: group.Decline}
		for i := range f.Questions {
			if q := &f.Questions[i]; q.Group == g {
				t.take(q)
			}
		}
		out = append(out, t)
	}
	return out
}

func (t *Topic) take(q *questionnaire.Question) {
	switch q.Role {
	case questionnaire.RoleQuestion:
		t.Question = q
	case questionnaire.RoleNotes:
		t.Notes = q
		if q.Decline != "" {
			t.Decline = q.Decline
		}
	case questionnaire.RoleProbes:
		if t.Volunteer == nil {
			t.Volunteer = q
		} else {
			t.Prompted = q
		}
	}
}

// State is how far a topic has come.
type State uint8

// The states of a topic.
const (
	Open     State = iota // nothing noted, nothing ticked
	Covered               // a note stands under it, or a probe is ticked
	Declined              // the person would not speak of it
)
