package exports

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

func (s *Screen) help() []key.Binding {
	t, c, signs := s.env.Texts.Exports, s.env.Texts.Common, s.env.Theme.Signs
	switch {
	case s.phase == writing:
		return []key.Binding{nav.Bind("Esc", t.KeyCancel, "esc")}
	case s.phase == written:
		return []key.Binding{nav.Bind("Esc", c.Back, "esc"), nav.Bind("Enter", t.KeyMore, "enter")}
	case s.list != nil:
		return []key.Binding{nav.Bind("Enter", c.Choose, "enter"), nav.Bind("Esc", c.Back, "esc")}
	}
	keys := []key.Binding{nav.Bind("Enter", t.KeyStart, "enter"), nav.Bind(signs.Up+" "+signs.Down, c.Move, "down", "up")}
	if s.at != fieldPath {
		keys = append(keys, nav.Bind(signs.Left+" "+signs.Right, t.KeyChange, "right", "left"))
	}
	if listed(s.at) {
		keys = append(keys, nav.Bind("Space", t.KeyList, "space"))
	}
	return append(keys, nav.Bind("Esc", c.Back, "esc"))
}

func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.phase == writing:
		if nav.Is(msg, "esc") {
			s.cancel()
		}
		return nil
	case s.phase == written:
		return s.keyWritten(msg)
	case s.list != nil:
		return s.keyList(msg)
	}
	switch {
	case nav.Is(msg, "esc"):
		return nav.Pop
	case nav.Is(msg, "enter"):
		return s.start()
	case nav.Is(msg, "up", "shift+tab"):
		s.move(-1)
	case nav.Is(msg, "down", "tab"):
		s.move(1)
	case s.at == fieldPath:
		return s.typePath(msg)
	default:
		return s.keyValue(msg)
	}
	return nil
}

// keyValue changes the value of the field in focus.
func (s *Screen) keyValue(msg tea.KeyPressMsg) tea.Cmd {
	n := len(s.values(s.at))
	now := s.chosen[s.at]
	switch name := nav.Plain(msg); {
	case name == "space" && listed(s.at):
		s.pickList()
	case name == "right", name == "space":
		return s.choose((now + 1) % n)
	case name == "left":
		return s.choose((now + n - 1) % n)
	case len(name) == 1 && name[0] >= '1' && int(name[0]-'1') < n && !listed(s.at):
		return s.choose(int(name[0] - '1'))
	}
	return nil
}

func (s *Screen) keyList(msg tea.KeyPressMsg) tea.Cmd {
	if nav.Is(msg, "esc") {
		s.list = nil
		return nil
	}
	return s.takeFrom(msg)
}

// takeFrom gives the open list a message and takes what is chosen from it.
func (s *Screen) takeFrom(msg tea.Msg) tea.Cmd {
	list, taken := s.list.Update(msg)
	s.list = &list
	if taken < 0 {
		return nil
	}
	s.list = nil
	return s.choose(taken)
}

func (s *Screen) keyWritten(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case nav.Is(msg, "esc"):
		return nav.Pop
	case nav.Is(msg, "enter"):
		s.phase, s.fault = choosing, ""
		return s.recount()
	}
	return nil
}

// choose sets the value of the field in focus; what follows from it follows.
func (s *Screen) choose(n int) tea.Cmd {
	s.chosen[s.at] = n
	s.name()
	s.forget()
	return s.recount()
}

// forget drops what was said about the export as it stood.
func (s *Screen) forget() { s.fault, s.foreign = "", "" }

func (s *Screen) move(by int) {
	all := s.shown()
	for i, f := range all {
		if f == s.at {
			s.at = all[(i+by+len(all))%len(all)]
			return
		}
	}
}

func (s *Screen) typePath(msg tea.Msg) tea.Cmd {
	next, changed := s.path.Update(msg)
	s.path = next
	if changed {
		s.named = true
		s.forget()
	}
	return nil
}

func (s *Screen) paste(msg tea.PasteMsg) tea.Cmd {
	if s.phase != choosing || s.list != nil {
		return nil
	}
	s.at = fieldPath
	return s.typePath(msg)
}

// click puts the focus on a line; on the one in focus it takes the next value.
func (s *Screen) click(msg tea.MouseClickMsg) tea.Cmd {
	if s.phase != choosing || msg.Button != tea.MouseLeft {
		return nil
	}
	if s.list != nil {
		msg.Y -= top
		return s.takeFrom(msg)
	}
	all := s.shown()
	n := msg.Y - top
	if n < 0 || n >= len(all) {
		return nil
	}
	if s.at != all[n] {
		s.at = all[n]
		return nil
	}
	if s.at == fieldPath {
		msg.X, msg.Y = msg.X-s.indent(), 0
		return s.typePath(msg)
	}
	return s.choose((s.chosen[s.at] + 1) % len(s.values(s.at)))
}

func (s *Screen) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	if s.phase == choosing && s.list != nil {
		return s.takeFrom(msg)
	}
	return nil
}
