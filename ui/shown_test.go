package ui

import (
	"testing"

	"tingfang/questionnaire"
)

// The README shows this screen.
func TestAnInterviewAsTheReadmeShowsIt(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("1", "1", "1", "1", "2", "1")
	l.Press("2", "4", "3", "4", "left")
	l.Golden("interview-80x24-zh")
}
