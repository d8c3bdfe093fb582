package ui

import (
	"testing"

	"tingfang/questionnaire"
)

// Home says what is on this disk only, and leads to where laptops exchange it.
func TestTheWayToTheExchange(t *testing.T) {
	l := newLaptop(t).known().held(questionnaire.Complete, questionnaire.Complete).start(usual, questionnaire.ZH)
	l.sees("2 份访谈只在这台电脑上")
	l.Press("0")
	l.sees("和文件夹同步", "只在这台 2")
	l.Press("2")
	l.sees("还没有人")
	l.Press("esc", "esc", "０")
	l.sees("和文件夹同步")
}
