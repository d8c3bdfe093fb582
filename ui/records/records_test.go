package records

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// pageOf opens the page of the row in focus.
func pageOf(t *testing.T, d *uitest.Driver) *uitest.Driver {
	t.Helper()
	d.Asked = nil
	d.Press("enter")
	if len(d.Asked) != 1 {
		t.Fatalf("Enter asked for %v\n%s", d.Asked, d.Text())
	}
	return uitest.NewScreen(t, d.Width, d.Height, d.Asked[0].(nav.PushMsg).Screen)
}

func TestHowItLooks(t *testing.T) {
	st := hall(t)
	for _, size := range [][2]int{{80, 21}, {60, 17}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			name := fmt.Sprintf("%s-%dx%d", l, size[0], size[1]+3)
			d := open(t, st, l, theme.Look{}, size[0], size[1])
			d.Golden("list-" + name)
			pageOf(t, d).Golden("draft-" + name)
			d.Press("down")
			p := pageOf(t, d)
			p.Golden("page-" + name)
			p.Press("end")
			p.Golden("pageend-" + name)
			d.Press("1", "2", "/")
			d.Type("窗口")
			d.Golden("filtered-" + name)
			d.Press("esc", "3")
			d.Golden("results-" + name)
		}
	}
	d := open(t, st, "zh", theme.Look{ASCII: true}, 80, 21)
	d.Golden("list-ascii")
	pageOf(t, d).Golden("draft-ascii")
}

func TestWhatIsInTheList(t *testing.T) {
	d := open(t, hall(t), "zh", theme.Look{}, 80, 21)
	if f := d.Frame(); f.Right != "共 9 个" {
		t.Errorf("the count says %q", f.Right)
	}
	text := d.Text()
	for _, want := range []string{"草稿", "停在第 4 题", "练习", "作废", "已撤回", "没时间", "无法沟通", "部分完成", "已导出", "4:10"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Index(text, "11-25 11:50") > strings.Index(text, "11-24 12:00") {
		t.Error("the newest does not come first\n" + text)
	}
}

func TestFilters(t *testing.T) {
	d := open(t, hall(t), "zh", theme.Look{}, 80, 21)
	for _, c := range []struct {
		name  string
		keys  []string
		count string
	}{
		{"a hall", []string{"1", "3"}, "共 3 个"},
		{"and a day", []string{"4", "2"}, "共 2 个"},
		{"all dropped", []string{"0"}, "共 9 个"},
		{"an interviewer", []string{"2", "2"}, "共 6 个"},
		{"all dropped", []string{"f8"}, "共 9 个"},
		{"drafts", []string{"3", "down", "enter"}, "共 1 个"},
		{"complete", []string{"3", "down", "enter"}, "共 4 个"},
		{"all results", []string{"3", "home", "enter"}, "共 9 个"},
		{"before this month", []string{"４", "５"}, "共 0 个"},
	} {
		d.Press(c.keys...)
		if got := d.Frame().Right; got != c.count {
			t.Errorf("%s (%v): %q, wanted %q\n%s", c.name, c.keys, got, c.count, d.Text())
		}
	}
	if !strings.Contains(d.Text(), "没有符合条件的访谈") || !strings.Contains(d.Text(), "本月以前") {
		t.Error("an empty list does not say why\n" + d.Text())
	}
}

func TestSearchInChinese(t *testing.T) {
	d := open(t, hall(t), "zh", theme.Look{}, 80, 21)
	d.Press("、") // the slash, as a Chinese input method leaves it
	d.Type("校园")
	if c := d.Frame().Cursor; c == nil || c.X != 2+6+4 || c.Y != 1 {
		t.Errorf("the cursor is at %+v", c)
	}
	if got := d.Frame().Right; got != "共 3 个" {
		t.Errorf("%q\n%s", got, d.Text())
	}
	d.Press("enter")
	if !strings.Contains(d.Text(), "查找 校园") {
		t.Error("the search is out of sight\n" + d.Text())
	}
	d.Press("/")
	d.Press("esc")
	if got := d.Frame().Right; got != "共 9 个" {
		t.Errorf("Esc left %q", got)
	}
	d.Press("/")
	d.Type("柜台交")
	if got := d.Frame().Right; got != "共 4 个" {
		t.Errorf("found in remarks and texts: %q", got)
	}
}

func TestAPageShowsEveryAnswerInWords(t *testing.T) {
	d := open(t, hall(t), "zh", theme.Look{}, 80, 60)
	d.Press("down") // past the draft
	text := pageOf(t, d).Text()
	for _, want := range []string{"人民路营业厅（A01）", "李明 07", "2026-11-25 11:00", "结束 11:04", "4 分 10 秒", "完成",
		"2 总体服务", "比较满意", "没办过", "不清楚", "拒答", "备注 “只在柜台交”", "尤其是月初", "用着满意、合约或宽带绑着", "张••", "138••••8000"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, secret := range []string{"13800138000", "张女士"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s is shown whole", secret)
		}
	}
}

func TestADraftIsTakenUp(t *testing.T) {
	p := pageOf(t, open(t, hall(t), "zh", theme.Look{}, 80, 40))
	if !strings.Contains(p.Text(), "停在第 4 题") || !strings.Contains(p.Text(), "题未答") || !strings.Contains(p.Text(), "接着访") {
		t.Error(p.Text())
	}
	p.Press("enter")
	if s, ok := p.Asked[0].(nav.PushMsg).Screen.(stub); !ok || s.id != "0193cccc-0000-7000-8000-000000000007" {
		t.Errorf("taken up is %v", p.Asked)
	}
}

func TestASecondCopyDoesNotTakeUpDrafts(t *testing.T) {
	d := open(t, hall(t), "zh", theme.Look{}, 80, 21)
	d.Screen.(*Screen).env.ReadOnly = true
	p := pageOf(t, d)
	p.Press("enter")
	if len(p.Asked) > 0 || strings.Contains(p.Text(), "接着访") {
		t.Error(p.Asked, p.Text())
	}
}

func TestPagesOfWhatHasNoAnswers(t *testing.T) {
	d := open(t, hall(t), "zh", theme.Look{}, 80, 21)
	d.Press("down", "down") // unable, tallied
	if text := pageOf(t, d).Text(); !strings.Contains(text, "只记了一笔接触") {
		t.Error(text)
	}
	d.Press("down") // refused, tallied
	if text := pageOf(t, d).Text(); !strings.Contains(text, "原因：没时间") {
		t.Error(text)
	}
	d.Press("down") // withdrawn
	if text := pageOf(t, d).Text(); !strings.Contains(text, "答案已经删掉") || strings.Contains(text, "比较满意") {
		t.Error(text)
	}
}

// Ten thousand interviews: a key reads at most one stretch, most read none.
func TestALongListIsReadInStretches(t *testing.T) {
	m := &many{Store: hall(t), n: 10_000}
	d := open(t, m, "zh", theme.Look{}, 80, 21)
	for range 50 {
		d.Press("down")
	}
	if m.reads > 2 {
		t.Errorf("%d reads for fifty rows", m.reads)
	}
	d.Press("end")
	if !strings.Contains(d.Text(), "厅9999") || d.Frame().Right != "10000 / 10000" {
		t.Error(d.Text())
	}
	d.Press("pgup", "pgup", "pgup", "pgup", "pgup", "pgup", "pgup", "pgup")
	if strings.Contains(d.Text(), "厅9999") || !strings.Contains(d.Text(), "厅98") {
		t.Error(d.Text())
	}
	d.Press("home")
	if !strings.Contains(d.Text(), "厅0") {
		t.Error(d.Text())
	}
	if m.largest > span {
		t.Errorf("%d rows read at once", m.largest)
	}
}

func TestTheMouse(t *testing.T) {
	d := open(t, hall(t), "zh", theme.Look{}, 80, 21)
	d.Click(10, 3)
	if d.Screen.(*Screen).at != 1 {
		t.Errorf("a click put the focus on row %d", d.Screen.(*Screen).at)
	}
	d.Click(10, 3)
	if len(d.Asked) != 1 {
		t.Errorf("a second click asked for %v", d.Asked)
	}
	d.Send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if d.Screen.(*Screen).at != 4 {
		t.Errorf("the wheel went to row %d", d.Screen.(*Screen).at)
	}
}

func TestAnEmptyList(t *testing.T) {
	d := open(t, &many{Store: hall(t)}, "en", theme.Look{}, 60, 17)
	if !strings.Contains(d.Text(), "No interviews yet") {
		t.Error(d.Text())
	}
	d.Press("enter", "down", "end")
	if len(d.Asked) > 0 {
		t.Errorf("asked for %v", d.Asked)
	}
}
