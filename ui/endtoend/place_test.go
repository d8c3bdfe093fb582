//go:build unix

package endtoend

import (
	"strings"
	"testing"
	"time"
)

// The interface's language changes in the middle; the place and what is typed
// stay.
func TestLanguageInTheMiddle(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.answer("tenure", "3 4", words("tariff"))
	l.press("ctrl+l", "Thinking of China Mobile's present charges")
	l.wait("item 3 of 13")
	l.press("2", "Are you satisfied or dissatisfied with the ways of paying your bill?")
	l.press("f6", "Your remark on this item")
	l.text("只去柜台")
	l.press("ctrl+l", "这一题的备注")
	l.wait("只去柜台")
	l.press("enter", words("payment"))
	l.press("ctrl+l", "ways of paying your bill")
	l.press("4", "look up your own charges")
	l.wait("✓ saved")
	l.Press("ctrl+c")
	l.Wait()
	l.start() // in the language it was left in
	l.wait("Go on with drafts (1)")
	l.press("2", "look up your own charges")
	l.press("f9", "The customer leaves")
	l.press("1", "number called")
	l.press("3", "Ended: break-off")
	l.wait("all saved")
	l.quit()
	l.export("--remarks")[0].mustBe(t, asked("consent", "1 1 1 2 1 3 4 2 4").with("payment__remark", "只去柜台", "breakoff_why", "3", "disposition", "breakoff", "language", "en"))
}

// A closed window, an empty battery: the next start offers the interview at
// the same item, with the same text, and the caret where it was.
func TestQuitAndResume(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.answer("tenure", "3 4", words("tariff"))
	l.quit()
	l.start()
	l.wait("继续未完成的（1）")
	l.wait("第 3 题")
	l.press("2", words("tariff"))
	l.wait("第 3 题 / 13")
	l.answer("tariff", "2 4 5 3 4 5 4 3 4 4 2", "您不打算换，主要是因为什么？")
	l.Press("1")
	l.press("enter", "您还有什么想说的？")
	l.text("办事员很耐心，等的时间长")
	x, y, _ := l.Cursor()
	l.Press("left", "left", "left")
	x -= 6
	l.WaitCursor(x, y)
	l.quit() // within the second in which typing is saved
	l.start()
	l.wait("继续未完成的（1）")
	l.press("2", "办事员很耐心，等的时间长")
	l.WaitCursor(x, y)
	l.text("太")
	l.wait("办事员很耐心，等的太时间长")
	l.press("enter", "我们可能会打一次电话")
	l.press("2", "问完了，谢谢您")
	l.press("enter", "按 Enter 结束")
	l.finish("完成")
	l.home()
	l.quit()
	l.export()[0].mustBe(t, asked("consent", asContent).ticked("stay_why", 6, "1").with("remark", "办事员很耐心，等的太时间长", "callback_ok", "2"))
}

// The window is made smaller, far too small, and large again.
func TestResizing(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.answer("tenure", "3 4 2", words("payment"))
	l.Resize(60, 20)
	l.wait("第 4 题 / 13")
	l.wait("已保存")
	l.press("f6", "这一题的备注")
	l.text("在手机上交")
	l.Resize(20, 5)
	l.wait("请放大窗口")
	l.Press("3", "enter") // nothing that is not seen is answered
	l.Settle(200 * time.Millisecond)
	l.Resize(80, 24)
	l.wait("在手机上交")
	l.wait("第 4 题 / 13")
	if strings.Contains(l.Screen(), "在手机上交3") {
		t.Error("a key typed in a window too small went into the text")
	}
	l.press("enter", words("payment"))
	l.Resize(120, 40)
	l.answer("payment", "4", words("billing"))
	l.saved()
	l.quit()
	l.mustHold(map[string]string{"tenure": "3", "overall": "4", "tariff": "2", "payment": "4"}, "billing")
	if r := l.draft(); r.Answers[l.index("payment", r.Answers)].Remark != "在手机上交" {
		t.Errorf("the remark is %q", r.Answers[l.index("payment", r.Answers)].Remark)
	}
}

// The terminal is torn off: the program ends with a failure, and everything
// answered is there, what was being typed too.
func TestTornOffTerminal(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.answer("tenure", "3 4 2", words("payment"))
	l.Press("f6")
	l.text("刚说到一半")
	l.Hangup()
	if status := l.Wait(); status == 0 {
		t.Error("a torn-off terminal counts as a good end")
	}
	l.mustHold(map[string]string{"tenure": "3", "overall": "4", "tariff": "2"}, "payment")
	l.start()
	l.wait("继续未完成的（1）")
	l.press("2", "刚说到一半")
	l.quit()
}

// A second copy only looks, says so, and leaves the first one alone.
func TestSecondCopyLooksOnly(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.answer("consent", "1 1", words("adult"))
	l.saved()
	second := &laptop{t: t, dir: l.dir, db: l.db}
	second.start()
	second.wait("只读：另一个厅访窗口正在使用这个数据库")
	second.press("1", "现在只能看")
	second.Press("f2", "f3", "enter")
	second.Settle(30 * time.Millisecond)
	second.quit()
	l.answer("adult", "1 2", words("segment"))
	l.saved()
	l.quit()
	l.mustHold(map[string]string{"consent": "1", "customer_of": "1", "adult": "1", "before": "2"}, "segment")
}
