package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// laptop is one laptop with its database, and the program started on it.
type laptop struct {
	*uitest.Driver
	tb    testing.TB
	root  *Root
	store *store.Store
	clock time.Time
	ids   int
	path  string
}

// size is a window.
type size struct{ width, height int }

var usual = size{80, 24}

// noon is when every test begins: a Wednesday in China.
var noon = time.Date(2026, 11, 25, 14, 3, 22, 0, time.FixedZone("", 8*3600))

// newLaptop is one on which the program was never started.
func newLaptop(tb testing.TB) *laptop {
	return &laptop{tb: tb, clock: noon, path: filepath.Join(tb.TempDir(), "tingfang.db")}
}

func (l *laptop) now() time.Time { return l.clock }

func (l *laptop) newID() string {
	l.ids++
	return fmt.Sprintf("01960000-0000-7000-8000-%012d", l.ids)
}

func (l *laptop) open(ctx context.Context) (*store.Store, error) {
	st, err := store.Open(ctx, store.Options{Path: l.path, Access: store.WriteOrRead, Now: l.now, NewID: l.newID, DeviceName: "laptop",
		Parse: xlsform.Parse, Builtin: builtin.All()})
	if err == nil {
		l.store = st
		l.tb.Cleanup(func() { st.Close() })
	}
	return st, err
}

// start starts the program; environment is NAME=VALUE.
func (l *laptop) start(in size, lang questionnaire.Lang, environment ...string) *laptop {
	l.tb.Helper()
	getenv := func(name string) string {
		for _, e := range append(environment, "TERM=xterm-256color") {
			if v, ok := strings.CutPrefix(e, name+"="); ok {
				return v
			}
		}
		return ""
	}
	w := &wire{env: &nav.Env{Now: l.now, NewID: l.newID, Lang: lang}, o: Options{Open: l.open, Lang: lang, Getenv: getenv, Version: "1.0", Folder: "/home/li"}}
	l.root = newRoot(w, look(getenv), func() tea.Msg { return w.open(context.Background()) })
	l.Driver = uitest.NewModel(l.tb, in.width, in.height, l.root)
	return l
}

// known enters who, where and for which study, as a first start would.
func (l *laptop) known() *laptop {
	l.tb.Helper()
	ctx := context.Background()
	st, err := l.open(ctx)
	if err != nil {
		l.tb.Fatal(err)
	}
	for _, p := range []questionnaire.Person{{Number: "07", Name: "李明"}, {Number: "08", Name: "王芳"}} {
		if _, err := st.SavePerson(ctx, p); err != nil {
			l.tb.Fatal(err)
		}
	}
	hall := questionnaire.Hall{Code: "H01", Name: "人民路营业厅", Operator: "mobile", City: "江城", Kind: "own", Target: 20}
	if _, err := st.SaveHall(ctx, hall); err != nil {
		l.tb.Fatal(err)
	}
	if err := st.SetStudy(ctx, questionnaire.Study{Org: "江城大学市场调查组", Contact: "027-12345678", Keep: 30}); err != nil {
		l.tb.Fatal(err)
	}
	l.close()
	return l
}

// close ends the program, so that it can be started again.
func (l *laptop) close() {
	l.tb.Helper()
	if err := l.store.Close(); err != nil {
		l.tb.Fatal(err)
	}
}

// held holds interviews the short way, one every five minutes before noon; a
// disposition of "" leaves a draft at item gap.
func (l *laptop) held(all ...questionnaire.Disposition) *laptop {
	l.tb.Helper()
	ctx := context.Background()
	st, err := l.open(ctx)
	if err != nil {
		l.tb.Fatal(err)
	}
	people, _ := st.People(ctx)
	halls, _ := st.Halls(ctx)
	f := builtin.Customer()
	for i, d := range all {
		at := noon.Add(-time.Duration(5*(len(all)-i)) * time.Minute)
		l.clock = at
		o := store.Opening{ID: l.newID(), Form: f, Hall: halls[0], Interviewer: people[0], Language: questionnaire.ZH, StartedAt: at}
		var answers []questionnaire.Answer
		for item, code := range map[string]string{"consent": "1", "customer_of": "1", "adult": "1", "before": "2", "overall": fmt.Sprint(i%5 + 1)} {
			answers = append(answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: []string{code}})
		}
		if d == questionnaire.Breakoff || d == questionnaire.Partial {
			answers = append(answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: "breakoff_why"}, Status: questionnaire.Given, Codes: []string{"1"}})
		}
		c := store.Change{Opening: o, Answers: answers, At: questionnaire.Ref{Item: "gap"}, Active: 250 * time.Second, Language: questionnaire.ZH}
		if err := st.Save(ctx, c); err != nil {
			l.tb.Fatal(err)
		}
		if d == "" {
			continue
		}
		if err := st.Finish(ctx, o.ID, d, 250*time.Second); err != nil {
			l.tb.Fatal(err)
		}
	}
	l.clock = noon
	l.close()
	return l
}

// sees fails the test where the screen does not show a text.
func (l *laptop) sees(texts ...string) {
	l.tb.Helper()
	for _, s := range texts {
		if !strings.Contains(l.Text(), s) {
			l.tb.Fatalf("%q is not on the screen:\n%s", s, l.Text())
		}
	}
}

// seesNot fails the test where it does.
func (l *laptop) seesNot(s string) {
	l.tb.Helper()
	if strings.Contains(l.Text(), s) {
		l.tb.Fatalf("%q is on the screen:\n%s", s, l.Text())
	}
}

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

// busyScreen is a screen that has something to write.
type busyScreen struct {
	done *bool
	told *bool
}

func (b busyScreen) Init() tea.Cmd { return nil }
func (b busyScreen) Update(m tea.Msg) (nav.Screen, tea.Cmd) {
	if _, ok := m.(nav.QuitMsg); ok {
		*b.told = true
	}
	return b, nil
}
func (b busyScreen) Draw(int, int) nav.Frame { return nav.Frame{Title: "busy"} }
func (b busyScreen) Settled() bool           { return *b.done }

func TestLeavingWaitsForTheDisk(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	var done, told bool
	l.Send(nav.PushMsg{Screen: busyScreen{&done, &told}})
	l.Press("ctrl+c")
	l.sees("再按一次 Ctrl+C 就不等了")
	if l.Quit || !told {
		t.Fatalf("left %v before the disk was done; told the screen: %v", l.Quit, told)
	}
	done = true
	l.Send(nav.SettledMsg{})
	if !l.Quit {
		t.Fatal("did not leave once the disk was done")
	}
}

func TestAskedTwiceLeavingDoesNotWait(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	var done, told bool
	l.Send(nav.PushMsg{Screen: busyScreen{&done, &told}})
	l.Press("ctrl+c", "ctrl+c")
	if !l.Quit {
		t.Fatal("did not leave")
	}
}

func TestAScreenLeftWithWorkInHandIsStillWaitedFor(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	var done, told bool
	l.Send(nav.PushMsg{Screen: busyScreen{&done, &told}}, nav.PopMsg{})
	l.sees("今天")
	l.Press("ctrl+c")
	if l.Quit {
		t.Fatal("left before the disk was done")
	}
	done = true
	l.Send(nav.SettledMsg{})
	if !l.Quit {
		t.Fatal("did not leave once the disk was done")
	}
}

func TestTornOffTerminalEndsWithAnError(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	gone := errors.New("gone")
	l.Send(hangupMsg{gone})
	if !l.Quit || !errors.Is(l.root.ended, gone) {
		t.Fatalf("left %v with %v", l.Quit, l.root.ended)
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

func TestSettings(t *testing.T) {
	for name, in := range map[string]size{"60x20": {60, 20}, "80x24": usual, "120x40": {120, 40}} {
		for _, lang := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
			t.Run(name+"-"+string(lang), func(t *testing.T) {
				tag := "-" + name + "-" + string(lang)
				l := newLaptop(t).known().start(in, lang)
				l.Press("6")
				l.Golden("settings" + tag)
				l.Press("3", "enter")
				l.Golden("settings-hall" + tag)
				l.Press("esc", "esc", "1")
				l.Golden("settings-study" + tag)
				l.Press("esc", "2")
				l.Golden("settings-people" + tag)
			})
		}
	}
}

func TestPeopleAreAddedRenamedRetired(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("6", "2", "f2")
	l.Type("赵强")
	l.Press("enter")
	l.Type("07")
	l.Press("enter")
	l.sees("编号 07 已经是李明的")
	l.Press("backspace", "backspace")
	l.Type("09")
	l.Press("enter")
	l.sees("赵强", "09")
	l.Press("1")
	l.Type("李小明")
	l.Press("enter", "enter")
	l.sees("李小明")
	l.Press("home", "f3")
	l.sees("正在用的不能停用")
	l.Press("down", "f3")
	l.sees("停用")
	l.Press("esc", "esc")
	l.sees("人民路营业厅   李小明 07")
	l.Press("f8")
	l.sees("赵强 09") // 王芳 is retired
}

func TestHallsFromAList(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	write := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	l.Press("6", "3", "f7")
	l.Paste("'" + write("坏.csv", "code,name,operator,city,kind,target\nH02,东街,移动通信,江城,own,x\nH02,西街,unicom,江城,shop,\n") + "'")
	l.Press("enter")
	l.sees("第 2 行 operator：“移动通信”不是运营商", "第 2 行 target：“x”不是整数", "第 3 行 kind：“shop”不是类型", "第 3 行 code：代码“H02”重复")
	l.Press("ctrl+a", "backspace")
	l.Paste(write("好.csv", "\ufeffcode,name,operator,city,kind,target\r\nH02,东街营业厅,unicom,江城,campus,30\r\nH01,人民路旗舰厅,mobile,江城,own,40\r\n"))
	l.Press("enter")
	l.sees("东街营业厅", "人民路旗舰厅")
	l.Press("esc", "esc")
	l.sees("人民路旗舰厅   李明 07", "目标 40")
	l.Press("f6")
	l.sees("东街营业厅   李明 07", "目标 30")
}

func TestSignsAreChosenInTheSettings(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("6", "5", "5")
	l.sees("> 5  画面符号   只用 ASCII")
	l.close()
	l.start(usual, questionnaire.ZH)
	l.sees("> 1  开始客户满意度调查")
	l.Press("6", "5")
	l.sees("› 5  画面符号   自动")
}
