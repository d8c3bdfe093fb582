package ui

import (
	"context"
	"testing"

	"tingfang/questionnaire"
	"tingfang/store"
)

// From the page of an interview through its correction back to the page, and
// on to the tables that were counted before.
func TestACorrectionReachesThePageAndTheTables(t *testing.T) {
	c := questionnaire.Complete
	l := newLaptop(t).known().held(c, c).start(usual, questionnaire.ZH)
	l.Press("4", "2", "right")
	l.sees("非常满意       0", "n = 2")
	l.Press("esc", "esc", "3", "enter", "f6")
	l.sees("更正：客户满意度调查", "还没有改动")
	l.Press("f7", "2", "enter", "5", "esc")
	l.sees("2 总体服务：不太满意 → 非常满意")
	l.Type("客户来电，说记错了")
	l.Press("enter")
	l.sees("2026-11-25 14:03 李明 07 更正了 1 个答案：客户来电，说记错了", "非常满意", "F6 更正")
	l.Press("esc", "esc", "4", "2", "right")
	l.sees("n = 2", "非常满意       1  ████")
}

// An interview that cannot be corrected says why, in both languages.
func TestWhyAnInterviewCannotBeCorrected(t *testing.T) {
	l := newLaptop(t).known().held(questionnaire.Complete).start(usual, questionnaire.ZH)
	l.Press("3", "enter")
	rows, err := l.store.List(context.Background(), store.Filter{})
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	if err := l.store.Withdraw(context.Background(), rows[0].ID); err != nil {
		t.Fatal(err)
	}
	l.Press("f6") // the page has not heard of it
	l.sees("没有结束的访谈和已撤回的访谈不能更正")
}
