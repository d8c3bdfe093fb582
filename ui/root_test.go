package ui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
)

func TestFirstStartInAMinute(t *testing.T) {
	l := newLaptop(t).start(usual, questionnaire.ZH)
	l.Golden("setup-who")
	l.Type("李明")
	l.Press("enter", "enter")
	l.Golden("setup-where")
	l.Press("enter")
	l.Type("人民路营业厅")
	l.Press("enter", "1", "enter", "enter")
	l.Type("２０")
	l.Press("enter")
	l.Golden("setup-study")
	l.Type("江城大学市场调查组")
	l.Press("enter")
	l.Type("027-12345678")
	l.Press("enter", "enter")
	l.Golden("home-empty")

	l.close()
	l.start(usual, "")
	l.sees("人民路营业厅   李明 01", "目标 20", "还没有访谈")
}

func TestFirstStartInEverySize(t *testing.T) {
	for name, in := range map[string]size{"60x20": {60, 20}, "120x40": {120, 40}} {
		for _, lang := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
			t.Run(name+"-"+string(lang), func(t *testing.T) {
				l := newLaptop(t).start(in, lang)
				l.Golden("setup-who-" + name + "-" + string(lang))
				l.Type("李明")
				l.Press("enter", "enter", "tab", "tab")
				l.Golden("setup-where-" + name + "-" + string(lang))
				l.Click(10, 10)
				l.Press("f7")
				l.Type("/nowhere.csv")
				l.Press("enter")
				l.Golden("setup-list-" + name + "-" + string(lang))
			})
		}
	}
}

func TestFirstStartSaysWhatIsMissing(t *testing.T) {
	l := newLaptop(t).start(usual, questionnaire.ZH)
	l.Press("enter")
	l.sees("还没填，请先填")
	l.Type("李明")
	l.Press("enter", "enter", "tab")
	l.Type("人民路")
	l.Press("enter", "enter")
	l.sees("请按数字选一个")
	l.Press("1", "enter", "enter")
	l.Type("许多")
	l.Press("enter")
	l.sees("“许多”不是整数")
	l.Press("backspace", "backspace", "enter", "enter", "enter", "enter")
	l.sees("再按一次 Enter 就先跳过")
	l.Press("enter")
	l.sees("告知语还缺")
}

func TestFirstStartWithAListOfHalls(t *testing.T) {
	l := newLaptop(t).start(usual, questionnaire.ZH)
	l.Type("李明")
	l.Press("enter", "enter", "f7")
	list := "code,name,operator,city,kind,target\n"
	for n := range 12 {
		list += fmt.Sprintf("H%02d,江城第%d厅,telecom,江城,own,%d\n", n+1, n+1, 10*n)
	}
	path := filepath.Join(t.TempDir(), "halls.csv")
	if err := os.WriteFile(path, []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	l.Paste(path)
	l.Press("enter")
	l.sees("现在在哪个厅？", "名单已读入：新增 12 个")
	l.Type("第11")
	l.Golden("setup-which-hall")
	l.Press("enter")
	l.sees("第 3 步 / 3")
	l.Press("esc")
	l.sees("江城第11厅", "中国电信")
}

func TestFirstStartGoesOnWhereItWasInterrupted(t *testing.T) {
	l := newLaptop(t).start(usual, questionnaire.ZH)
	l.Type("李明")
	l.Press("enter", "enter")
	l.close()
	l.start(usual, "")
	l.sees("第 2 步 / 3")
}

func TestLanguageSwitchKeepsWhatWasTyped(t *testing.T) {
	l := newLaptop(t).start(usual, "")
	l.Type("李明")
	l.Press("ctrl+l")
	l.Golden("setup-who-en")
	l.sees("李明", "Who is interviewing?")
	l.close()
	l.start(usual, "")
	l.sees("Who is interviewing?")
}

func TestHome(t *testing.T) {
	busy := []questionnaire.Disposition{questionnaire.Complete, questionnaire.Complete, "", questionnaire.Partial, questionnaire.Refusal,
		questionnaire.NotEligible, questionnaire.Complete, "", questionnaire.Breakoff, questionnaire.Complete}
	for name, in := range map[string]size{"60x20": {60, 20}, "80x24": usual, "120x40": {120, 40}} {
		for _, lang := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
			t.Run(name+"-"+string(lang), func(t *testing.T) {
				l := newLaptop(t).known().held(busy...).start(in, lang)
				l.Golden("home-" + name + "-" + string(lang))
				l.Press("f12")
				l.Golden("home-practice-" + name + "-" + string(lang))
			})
		}
	}
}

func TestTheInterviewerIsAlwaysInSight(t *testing.T) {
	l := newLaptop(t).known().held(questionnaire.Complete, "").start(usual, questionnaire.ZH)
	l.Send(nav.EnvMsg{Change: func(e *nav.Env) { e.Hall.Name = strings.Repeat("人民路", 12) + "营业厅" }})
	for width := 60; width <= 130; width += 7 {
		for _, height := range []int{20, 23, 40} {
			l.Resize(width, height)
			l.Fits()
			l.sees("李明 07")
			l.Press("ctrl+l")
			l.Fits()
			l.sees("李明 07")
		}
	}
}

func TestPlainTerminals(t *testing.T) {
	l := newLaptop(t).known().held(questionnaire.Complete, "").start(usual, questionnaire.ZH, "TERM=dumb")
	l.Golden("home-ascii")
	for _, r := range "│─█░●○✓›▲↑↓" {
		l.seesNot(string(r))
	}
	if strings.Contains(l.Model.View().Content, "\x1b[38") {
		t.Error("a dumb terminal is sent colours")
	}
	if colour := look(func(name string) string { return map[string]string{"NO_COLOR": "1"}[name] }); colour.Colour {
		t.Error("NO_COLOR is not heeded")
	}
	if l := look(func(name string) string { return map[string]string{"TINGFANG_CHROME": "ascii"}[name] }); l != (theme.Look{Dark: true, Colour: true, ASCII: true}) {
		t.Errorf("TINGFANG_CHROME=ascii gives %+v", l)
	}
}

func TestTallyInTwoKeys(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("f2")
	l.Golden("home-refused-why")
	l.Press("1")
	l.sees("已记拒访 · 没时间", "今天   接触 1   完成 0   部分完成 0   拒访 1")
	l.Press("f3", "enter", "f4", "f4")
	l.sees("今天   接触 3   完成 0   部分完成 0   拒访 1   无法沟通 1   不合格 1")
	l.Press("f5")
	l.sees("今天   接触 2", "已撤销刚才记的不合格")
	l.Press("u", "u")
	l.sees("今天   接触 0")
	l.Press("f5")
	l.sees("没有可撤销的")
	l.Press("f2", "esc")
	l.sees("今天   接触 0")
}

func TestPractiseIsNotCounted(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("f12")
	l.sees("练习模式：不计数")
	l.Press("f2", "1")
	l.sees("今天   接触 0", "拒访  没时间")
	l.Press("f12")
	l.seesNot("练习模式：")
	l.seesNot("没时间")
}

func TestAnotherInterviewerWithOneKey(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("f8")
	l.sees("人民路营业厅   王芳 08")
	l.close()
	l.start(usual, questionnaire.ZH)
	l.sees("人民路营业厅   王芳 08")
	l.Press("f6")
	l.sees("只有一个营业厅")
}

func TestDraftsAreOffered(t *testing.T) {
	l := newLaptop(t).known().held(questionnaire.Complete, "").start(usual, questionnaire.ZH)
	l.sees("› 2  继续未完成的（1）", "客户满意度调查  第 11 题")
	l.Press("enter")
	l.sees("您实际得到的服务")
	l = newLaptop(t).known().held("", "").start(usual, questionnaire.ZH)
	l.Press("enter")
	l.Golden("home-which-draft")
	l.Press("2")
	l.sees("您实际得到的服务")
}

func TestWholeInterviewFromHomeAndBack(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("1")
	l.sees("我是江城大学市场调查组的访问员", "027-12345678")
	l.Press("1", "1", "1", "2", "1") // consent, eligibility, segment
	for _, key := range []string{"3", "4", "2", "4", "4", "4", "4", "4", "4", "4", "4", "4", "2"} {
		l.Press(key)
	}
	l.sees("您不打算换")
	l.Press("esc", "5")
	l.sees("继续未完成的（1）")
	l.Press("3")
	l.sees("停在“不换的原因”")
	l.Press("esc", "2")
	l.sees("您不打算换")
}

func TestHelpAndMenu(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("f1")
	l.Golden("help")
	l.Press("esc", "ctrl+k")
	l.Golden("menu")
	l.Type("练习")
	l.Press("enter")
	l.sees("练习模式：不计数")
	l.Press("ctrl+k")
	l.Type("拒")
	l.Press("1")
	l.sees("记一次拒访：为什么？")
	l.Press("esc", "ctrl+k", "esc")
	l.sees("今天   接触 0")
}

func TestMenuInASmallWindow(t *testing.T) {
	l := newLaptop(t).known().start(size{60, 20}, questionnaire.EN)
	l.Press("ctrl+k")
	for range 15 {
		l.Press("down")
	}
	l.Golden("menu-60x20-en")
	l.Press("f1", "f1")
	l.Golden("help-60x20-en")
}

func TestTooSmall(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("f2")
	l.Resize(20, 5)
	l.Fits()
	l.sees("窗口太小")
	l.Press("1")
	l.Resize(59, 20)
	l.Golden("too-small")
	l.Resize(80, 24)
	l.sees("记一次拒访：为什么？")
}

func TestSecondCopyOnlyLooks(t *testing.T) {
	first := newLaptop(t).known().held(questionnaire.Complete, "").start(usual, questionnaire.ZH)
	second := &laptop{tb: t, clock: noon, path: first.path}
	second.start(usual, questionnaire.ZH)
	second.sees("占着数据库的是：", "李明 07")
	second.Press("down")
	second.Golden("home-read-only")
	second.Press("1")
	second.sees("现在只能看")
	second.Press("f2")
	second.sees("现在只能看")
	second.Press("6", "2")
	second.sees("李明")
	second.Press("f3", "f2")
	second.Type("赵强")
	second.Press("enter")
	second.Type("09")
	second.Press("enter")
	second.sees("只读：另一个厅访窗口")
}

func TestMouse(t *testing.T) {
	l := newLaptop(t).known().held("").start(usual, questionnaire.ZH)
	row := func(text string) (x, y int) {
		for y, line := range strings.Split(l.Text(), "\n") {
			if strings.Contains(line, text) {
				return 8, y
			}
		}
		t.Fatalf("no %q on the screen", text)
		return 0, 0
	}
	l.Click(row("6  设置"))
	l.sees("1  研究")
	l.Click(row("2  访员"))
	l.sees("王芳")
	l.Press("esc", "esc")
	l.Click(row("F3 无法沟通"))
	l.sees("记一次无法沟通")
	l.Click(3, 23) // the first hint of the line of keys
	l.sees("已记无法沟通")
	l.Click(row("F2 拒访"))
	l.Click(row("3  怕推销"))
	l.sees("已记拒访 · 怕推销或受骗")
}

func TestCursorStandsAtTheCaret(t *testing.T) {
	l := newLaptop(t).start(usual, questionnaire.ZH)
	l.Type("李明")
	c := l.Model.View().Cursor
	if c == nil || c.X != len("  › 姓名  ")-len("›姓名")+1+4+4 || c.Y != 8 {
		t.Fatalf("cursor at %+v on\n%s", c, l.Text())
	}
}

func TestDatabaseThatCannotBeOpened(t *testing.T) {
	l := newLaptop(t)
	l.path = filepath.Join(l.path, "no", "such", "folder.db")
	l.start(usual, questionnaire.ZH)
	var bad *store.OpenError
	if !l.Quit || !errors.As(l.root.ended, &bad) {
		t.Fatalf("left %v with %v", l.Quit, l.root.ended)
	}
}

// F7 takes the other survey, 1 begins it, and it is still the one after a new
// start.
func TestAnotherSurveyIsHeld(t *testing.T) {
	l := newLaptop(t).known().held(questionnaire.Complete).start(usual, questionnaire.ZH)
	l.sees("开始客户满意度调查")
	l.Press("f7")
	l.sees("开始客户忠诚度调查", "还没有访谈")
	l.Press("1")
	l.sees("客户忠诚度调查", "您愿意参加吗")
	l.Press("1", "1", "1", "2", "4")
	l.sees("打电话和上网的质量")
	rows, err := l.store.List(t.Context(), store.Filter{FormID: "loyalty"})
	if err != nil || len(rows) != 1 || rows[0].At.Item != "quality" {
		t.Errorf("kept %+v, %v", rows, err)
	}
	l.close()
	l.start(usual, "")
	l.sees("开始客户忠诚度调查", "继续未完成的（1）")
	l.Press("f7")
	l.sees("开始客户满意度调查")
	l.Press("1")
	l.sees("我是江城大学市场调查组的访问员")
}
