package interview_test

import (
	"testing"

	"tingfang/questionnaire"
	"tingfang/store"
)

func TestTheCustomerLeaves(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		as   questionnaire.Disposition
	}{
		{"early", []string{"1", "2", "f9", "1", "1"}, questionnaire.Breakoff},
		{"after seven", []string{"1", "2", "3", "4", "5", "4", "3", "f9", "1", "2"}, questionnaire.Partial},
		{"unable", []string{"esc", "2"}, questionnaire.Unable},
		{"later", []string{"f9", "3"}, questionnaire.Appointment},
		{"withdrawn", []string{"1", "f9", "4", "2"}, questionnaire.Withdrawn},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := admitted(t, 80, 21)
			h.Press(c.keys...)
			if h.disk.ended != c.as {
				t.Errorf("ended as %q, not %q\n%s", h.disk.ended, c.as, h.Text())
			}
			h.asks("已结束：" + c.as.Words().In(questionnaire.ZH))
		})
	}
}

func TestWithdrawingAsksOnceMore(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("1", "f9", "4", "1", "4")
	h.wants("overall", "比较满意")
	if h.disk.ended != "" {
		t.Errorf("ended as %q", h.disk.ended)
	}
}

func TestRefusalAndNotEligibleEndSo(t *testing.T) {
	h := at(t, customer(), 80, 21)
	h.Press("2", "8")
	h.Type("带着孩子")
	h.Press("enter")
	h.asks("记为“拒访”")
	h.Press("enter")
	if h.disk.ended != questionnaire.Refusal {
		t.Errorf("ended as %q", h.disk.ended)
	}
	h.wants("refusal_why_other", "带着孩子")
	h = at(t, customer(), 80, 21)
	h.Press("1", "2")
	h.asks("记为“不合格”")
}

func TestARequiredItemSendsBack(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("5", "end", "enter")
	h.asks("去年您来过几次")
	h.Type("3")
	h.Press("enter", "end", "enter")
	h.asks("已结束：完成")
}

func TestPauseKeepsADraftAndTheNextStartStandsThere(t *testing.T) {
	h := ended(t, 80, 21, same)
	h.Press("left", "left", "pgup")
	h.Type("很久了")
	h.Press("left", "left")
	h.Press("f9", "5")
	if !left(h) {
		t.Fatal("the screen is still there")
	}
	n := h.again()
	n.asks("很久了", "还有什么想说的")
	if c := n.Frame().Cursor; c == nil || c.X != 5+2+2 {
		t.Errorf("the cursor is at %v, not behind the first sign", c)
	}
	n.Press("enter")
	n.wants("remark", "很久了")
}

func TestARemarkInProgressComesBack(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("2", "f6")
	h.Type("排队")
	h.Tick()
	if h.disk.typed[questionnaire.Ref{Item: "overall" + store.RemarkSuffix}].Text != "排队" {
		t.Fatalf("typing on the disk: %v", h.disk.typed)
	}
	n := h.again()
	n.asks("这一题的备注", "排队")
	n.Type("久")
	n.Press("enter")
	if r := h.disk.answers[questionnaire.Ref{Item: "overall"}].Remark; r != "排队久" {
		t.Errorf("the remark on the disk is %q", r)
	}
}
