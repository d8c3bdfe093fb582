package imports

import (
	"fmt"
	"path/filepath"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/importing"
	"tingfang/ui/nav"
)

func (s *Screen) help() []key.Binding {
	x, c, signs := s.env.Texts.Imports, s.env.Texts.Common, s.env.Theme.Signs
	enter := func(does string) key.Binding { return nav.Bind("Enter", does, "enter") }
	back := nav.Bind("Esc", c.Back, "esc")
	switch {
	case s.busy():
		return []key.Binding{nav.Bind("Esc", x.KeyCancel, "esc")}
	case s.barred(), s.phase == previewed && s.result.Added == 0:
		return []key.Binding{back}
	case s.phase == previewed:
		return []key.Binding{enter(x.KeyImport), back}
	case s.phase == offering:
		return []key.Binding{enter(fmt.Sprintf(x.KeyReadAs, called(s.offered))), back}
	case s.phase == faulty:
		scroll := nav.Bind(signs.Up+" "+signs.Down, x.KeyScroll, "down", "up")
		scroll.SetEnabled(len(s.faultLines(s.width)) > s.room())
		return []key.Binding{enter(x.KeyAgain), scroll, back}
	case s.phase == written:
		return []key.Binding{back, enter(x.KeyMore)}
	}
	keys := []key.Binding{enter(x.KeyCheck)}
	if len(s.forms) > 1 {
		keys = append(keys, nav.Bind(signs.Up+" "+signs.Down, c.Move, "down", "up"))
	}
	if s.onForm {
		keys = append(keys, nav.Bind(signs.Left+" "+signs.Right, s.env.Texts.Exports.KeyChange, "right", "left"))
	}
	return append(keys, back)
}

func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	enter, esc := nav.Is(msg, "enter"), nav.Is(msg, "esc")
	switch {
	case s.busy():
		if esc {
			s.cancel()
		}
		return nil
	case esc && (s.phase == choosing || s.phase == written):
		return nav.Pop
	case esc:
		s.phase = choosing
	case s.phase == choosing:
		return s.keyField(msg)
	case !enter:
		s.keyScroll(msg)
	case s.phase == previewed && s.result.Added > 0:
		return s.start(writing)
	case s.phase == offering:
		return s.check(s.offered)
	case s.phase == faulty:
		return s.check("")
	case s.phase == written:
		s.phase, s.fault = choosing, ""
		s.path.SetValue("")
	}
	return nil
}

// keyField takes a key while file and form are chosen.
func (s *Screen) keyField(msg tea.KeyPressMsg) tea.Cmd {
	n := len(s.forms)
	switch {
	case s.barred():
	case nav.Is(msg, "enter"):
		return s.check("")
	case nav.Is(msg, "up", "down", "tab", "shift+tab"):
		s.onForm = !s.onForm && n > 1
	case !s.onForm:
		s.typePath(msg)
	case nav.Is(msg, "right", "space"):
		s.chosen, s.fault = (s.chosen+1)%n, ""
	case nav.Is(msg, "left"):
		s.chosen, s.fault = (s.chosen+n-1)%n, ""
	}
	return nil
}

func (s *Screen) keyScroll(msg tea.KeyPressMsg) {
	switch nav.Plain(msg) {
	case "down":
		s.scrollBy(1)
	case "up":
		s.scrollBy(-1)
	case "pgdown", "space":
		s.scrollBy(s.room())
	case "pgup":
		s.scrollBy(-s.room())
	case "home":
		s.scrollBy(-s.scroll)
	case "end":
		s.scrollBy(len(s.faultLines(s.width)))
	}
}

// scrollBy moves the faults by so many lines, as far as they go.
func (s *Screen) scrollBy(n int) {
	if s.phase == faulty {
		s.scroll = max(min(s.scroll+n, len(s.faultLines(s.width))-s.room()), 0)
	}
}

func (s *Screen) typePath(msg tea.Msg) {
	next, changed := s.path.Update(msg)
	s.path = next
	if changed {
		s.fault = ""
	}
}

// paste takes a path; a file dropped on the window comes so, and is meant
// instead of what stands there.
func (s *Screen) paste(msg tea.PasteMsg) {
	if s.phase != choosing || s.barred() {
		return
	}
	s.onForm = false
	if whole(msg.Content) {
		s.path.SelectAll()
	}
	s.typePath(msg)
}

// click puts the focus on a line; on the form in focus it takes the next one.
func (s *Screen) click(msg tea.MouseClickMsg) {
	if s.phase != choosing || s.barred() || msg.Button != tea.MouseLeft {
		return
	}
	line := msg.Y - top
	if len(s.forms) == 1 {
		line++
	}
	switch {
	case line == 0 && s.onForm:
		s.chosen, s.fault = (s.chosen+1)%len(s.forms), ""
	case line == 0:
		s.onForm = true
	case line == 1:
		s.onForm = false
		msg.X, msg.Y = msg.X-s.indent(), 0
		s.typePath(msg)
	}
}

func (s *Screen) wheel(msg tea.MouseWheelMsg) {
	switch msg.Button {
	case tea.MouseWheelDown:
		s.scrollBy(3)
	case tea.MouseWheelUp:
		s.scrollBy(-3)
	}
}

// whole reports that a pasted text is a path from its root on.
func whole(path string) bool { return filepath.IsAbs(importing.Typed(path)) }
