package interview

import (
	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

// Answers gives what the screen's session holds.
func Answers(s nav.Screen) []questionnaire.Answer { return s.(*Screen).ses.Answers() }

// Place gives the item under the focus and the text in its field.
func Place(n nav.Screen) (questionnaire.Ref, string) {
	s := n.(*Screen)
	if f := s.fields[s.ref]; f != nil {
		return s.ref, f.ed.Value()
	}
	return s.ref, ""
}

// SaveTyping does what the timer of the typing does.
func SaveTyping(n nav.Screen) { n.(*Screen).saveTyping() }
