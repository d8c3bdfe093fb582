package uitest

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

// echo is a small program: it shows what is typed, with the cursor behind it,
// and the last key; "quit" ends it.
type echo struct {
	width, height int
	text, key     string
	log           []string
}

func (e echo) Init() tea.Cmd { return nil }

func (e echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.width, e.height = msg.Width, msg.Height
	case tea.PasteMsg:
		e.text += msg.Content
	case tea.MouseClickMsg:
		e.key = fmt.Sprintf("click %d,%d", msg.X, msg.Y)
	case string:
		e.log = append(e.log, msg)
	case tea.KeyPressMsg:
		e.key = msg.String()
		e.text += msg.Text
		switch e.key {
		case "f2":
			return e, tea.Sequence(say("a"), tea.Batch(say("b"), say("c")), say("d"))
		case "f3":
			return e, tea.Tick(time.Hour, func(time.Time) tea.Msg { return "an hour later" })
		case "ctrl+c":
			return e, tea.Quit
		}
	}
	return e, nil
}

func say(s string) tea.Cmd { return func() tea.Msg { return s } }

func (e echo) View() tea.View {
	v := tea.NewView(fmt.Sprintf("%d×%d\n%s\n[%s]\n%s", e.width, e.height, e.text, e.key, strings.Join(e.log, " ")))
	v.AltScreen, v.MouseMode = true, tea.MouseModeCellMotion
	v.Cursor = tea.NewCursor(cells(e.text), 1)
	return v
}

func TestMain(m *testing.M) {
	if os.Getenv("UITEST_ECHO") != "" { // the command that the terminal tests start
		if _, err := tea.NewProgram(echo{}).Run(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// play is the same for a model in this process and a command in a terminal.
func play(t *testing.T, tm *Term) {
	tm.WaitText("40×8")
	tm.Type("张三丰ab")
	tm.WaitText("张三丰ab")
	tm.WaitCursor(8, 1)
	if s, w := tm.Cell(2, 1); s != "三" || w != 2 {
		t.Errorf("cell 2,1 holds %q of width %d", s, w)
	}
	tm.Paste("贴上")
	tm.WaitText("张三丰ab贴上")
	for _, key := range []string{"f1", "f6", "f10", "f12", "shift+tab", "ctrl+k", "up", "pgdown", "alt+3", "ctrl+right", "delete", "esc", "enter"} {
		tm.Press(key)
		tm.WaitText("[" + key + "]")
	}
	tm.Click(3, 2)
	tm.WaitText("[click 3,2]")
	tm.Golden("echo")
	tm.Resize(60, 10)
	tm.WaitText("60×10")
	tm.WaitNoText("40×8")
	tm.Press("ctrl+c")
	if status := tm.Wait(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

func TestModelInTerminal(t *testing.T) { play(t, StartModel(t, 40, 8, echo{})) }

func TestDriverRunsCommandsInOrder(t *testing.T) {
	d := NewModel(t, 40, 8, echo{})
	d.Type("满意")
	d.Paste("！")
	d.Press("f2")
	d.Click(1, 2)
	if got, want := d.Text(), "40×8\n满意！\n[click 1,2]\na b c d\n"; got != want {
		t.Errorf("the screen shows %q, wanted %q", got, want)
	}
	d.Press("ctrl+c")
	if !d.Quit {
		t.Error("Ctrl+C did not quit")
	}
}

func TestDriverKeepsTimersForLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := NewModel(t, 40, 8, echo{})
		d.Press("f3")
		if strings.Contains(d.Text(), "an hour later") || d.Ticks() != 1 {
			t.Fatal("the timer did not wait")
		}
		d.Tick()
		if !strings.Contains(d.Text(), "an hour later") {
			t.Error("the timer brought nothing")
		}
	})
}

// page is a screen that asks the root for things.
type page struct{ shown int }

func (p page) Init() tea.Cmd { return nil }
func (p page) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.ShownMsg, nav.ChangedMsg:
		p.shown++
	case tea.KeyPressMsg:
		if msg.String() == "esc" {
			return p, nav.Pop
		}
		return p, nav.Changed
	}
	return p, nil
}
func (p page) Draw(w, h int) nav.Frame {
	return nav.Frame{Title: "一页", Body: strings.Repeat("好", w/2), Status: fmt.Sprint(p.shown)}
}

func TestDriverKeepsWhatAScreenAsks(t *testing.T) {
	d := NewScreen(t, 20, 5, page{})
	d.Press("1", "esc")
	if len(d.Asked) != 2 || d.Asked[1] != (nav.PopMsg{}) {
		t.Errorf("the screen asked for %v", d.Asked)
	}
	if d.Frame().Status != "2" {
		t.Errorf("the change did not come back: %s", d.Frame().Status)
	}
	d.Golden("page")
}
