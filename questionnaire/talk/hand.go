package talk

import (
	"slices"

	"tingfang/questionnaire"
)

// HandedOn are the notes of an interview that may go into files: those with
// text, in their order, without quotes the person did not agree to unless all.
// quotes counts the ones left out. Several files follow this one rule.
func HandedOn(f *questionnaire.Form, answers []questionnaire.Answer, r Record, all bool) (notes []Note, quotes int) {
	quotable := all || Agreed(f, questionnaire.RoleConsentQuote, answers)
	for _, n := range r.Notes {
		switch {
		case n.Gone || Blank(n.Text):
		case n.Kind == Quote && !quotable:
			quotes++
		default:
			notes = append(notes, n)
		}
	}
	return notes, quotes
}

// Facts are the items of a guide beside its topics: who was spoken to and what
// they agreed to, in the order of the form.
func Facts(f *questionnaire.Form) []*questionnaire.Question {
	var of []*questionnaire.Question
	for _, t := range Topics(f) {
		of = append(of, t.Question, t.Volunteer, t.Prompted, t.Notes)
	}
	var out []*questionnaire.Question
	for i := range f.Questions {
		q := &f.Questions[i]
		if q.Kind != questionnaire.Note && q.Role != questionnaire.RoleTakeaways && !slices.Contains(of, q) {
			out = append(out, q)
		}
	}
	return out
}

// Answered is the answer to an item of an interview, and whether it counts: it
// is decided and the route reaches it.
func Answered(answers []questionnaire.Answer, q *questionnaire.Question) (questionnaire.Answer, bool) {
	if q == nil {
		return questionnaire.Answer{}, false
	}
	a := find(answers, q.Name)
	return a, a.Status.Decided()
}
