//go:build unix

package endtoend

import (
	"context"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/store"
)

// An answer of an interview that has ended is corrected with a Chinese reason;
// until then the database is as it was, and afterwards it has both.
func TestAnInterviewIsCorrected(t *testing.T) {
	t.Parallel()
	l := ready(t)
	id := l.dissatisfied("13812345678")
	before := l.whole(id)
	l.start()
	l.WaitText("访谈记录")
	l.press("3", "共 1 个")
	l.press("enter", "F6 更正")
	l.press("f6", "还没有改动")
	l.press("f7", "题目一览")
	l.press("2", "›")
	l.press("enter", "总的来说")
	l.press("4", "改了1个答案，改动还没有生效")
	l.Kill() // nothing holds yet, and no draft is left
	if got := l.whole(id); got.Changed != before.Changed || got.Stage != questionnaire.Ended {
		t.Errorf("an unfinished correction changed the interview: %+v", got)
	}
	l.start()
	l.WaitText("访谈记录")
	l.press("3", "共 1 个")
	l.press("enter", "F6 更正")
	l.press("f6", "还没有改动")
	l.press("f7", "题目一览")
	l.press("2", "›")
	l.press("enter", "总的来说")
	l.press("4", "改了1个答案")
	l.press("f9", "总体服务：非常不满意→比较满意")
	l.Settle(50 * time.Millisecond)
	l.text("客户来电：当时听错了")
	l.press("enter", "更正了1个答案：客户来电：当时听错了")
	l.Kill()

	after := l.whole(id)
	for _, a := range after.Answers {
		switch a.Item {
		case "overall":
			if strings.Join(a.Codes, " ") != "4" || a.Edits != 1 {
				t.Errorf("kept is %+v", a)
			}
		case "contact_phone":
			if a.Text != "13812345678" {
				t.Errorf("the number is %+v", a)
			}
		}
	}
	if len(after.Answers) != len(before.Answers) || after.Disposition != questionnaire.Partial {
		t.Errorf("before\n%+v\nafter\n%+v", before, after)
	}
	s := l.open(store.WriteOrRead)
	defer s.Close()
	got, err := s.Corrections(context.Background(), id)
	check(t, err)
	if len(got) != 1 || got[0].Reason != "客户来电：当时听错了" || got[0].Who.Name != person.Name || len(got[0].Items) != 1 || got[0].Items[0].Item != "overall" {
		t.Errorf("corrections: %+v", got)
	}
}

// whole is an interview as the database has it, with what is personal.
func (l *laptop) whole(id string) questionnaire.Response {
	l.t.Helper()
	s := l.open(store.WriteOrRead)
	defer s.Close()
	r, err := s.Response(context.Background(), id, true)
	check(l.t, err)
	typed, err := s.Typing(context.Background(), id)
	check(l.t, err)
	if len(typed) > 0 {
		l.t.Errorf("typing is left: %+v", typed)
	}
	return r
}
