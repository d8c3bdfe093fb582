package interview

import (
	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

// Answers gives what the screen's session holds.
func Answers(s nav.Screen) []questionnaire.Answer { return s.(*Screen).ses.Answers() }
