package ui

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

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
