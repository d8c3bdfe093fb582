package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

// own are the keys the root answers itself, on every screen.
func (r *Root) own() []key.Binding {
	c := r.env.Texts.Common
	return []key.Binding{nav.Bind("F1", c.Help, "f1"), nav.Bind("Ctrl+K", c.Menu, "ctrl+k"),
		nav.Bind("Ctrl+L", c.Language, "ctrl+l"), nav.Bind("Ctrl+C", c.Quit, "ctrl+c")}
}

// key takes the root's own keys and gives every other one to what is on top.
// In a window too small to see what it does, no key but Ctrl+C does anything.
func (r *Root) key(msg tea.KeyPressMsg) tea.Cmd {
	r.notice = ""
	if nav.Is(msg, "ctrl+c") {
		return r.leave(nil)
	}
	if r.small() || r.leaving {
		return nil
	}
	if nav.Is(msg, "ctrl+l") {
		return func() tea.Msg { return nav.LangMsg{} }
	}
	if r.over != nil {
		return r.steer(r.over.key(msg))
	}
	if len(r.stack) == 0 || r.frame().Bare {
		return r.top(msg)
	}
	switch {
	case nav.Is(msg, "f1"):
		r.over = help{}
	case nav.Is(msg, "ctrl+k"):
		r.over = newMenu(r.bindings())
	default:
		return r.top(msg)
	}
	return nil
}

// steer puts the overlay's next state in place and carries out what was chosen
// from it.
func (r *Root) steer(next overlay, press string) tea.Cmd {
	r.over = next
	if press == "" {
		return nil
	}
	return r.key(nav.Press(press))
}

// paste goes to the top screen, or into the menu's filter.
func (r *Root) paste(msg tea.PasteMsg) tea.Cmd {
	if r.small() || r.leaving {
		return nil
	}
	if r.over == nil {
		return r.top(msg)
	}
	if m, ok := r.over.(menu); ok {
		r.over = m.narrow(m.filter + msg.Content)
	}
	return nil
}

// mouse gives the top screen what happens in its body, in the body's own
// coordinates; a click on the line of keys presses the key.
func (r *Root) mouse(msg tea.MouseMsg) tea.Cmd {
	if r.small() || r.leaving || len(r.stack) == 0 {
		return nil
	}
	at := msg.Mouse()
	top, height := r.bodyAt()
	f := r.frame()
	bare := f.Bare
	if bare {
		top, height = 0, r.height
	}
	if click, ok := msg.(tea.MouseClickMsg); ok && !bare && click.Y == r.height-1 {
		return r.clickKeys(f, click.X)
	}
	at.Y -= top
	if at.Y < 0 || at.Y >= height {
		return nil
	}
	if r.over != nil {
		return r.steer(r.over.click(msg, at, height))
	}
	return r.top(moved(msg, at))
}

func (r *Root) clickKeys(f nav.Frame, x int) tea.Cmd {
	for _, h := range r.hints(f) {
		if x >= h.from && x < h.to {
			return r.key(nav.Press(h.binding.Keys()[0]))
		}
	}
	return nil
}

// moved is the same mouse message at another place.
func moved(msg tea.MouseMsg, at tea.Mouse) tea.Msg {
	switch msg.(type) {
	case tea.MouseClickMsg:
		return tea.MouseClickMsg(at)
	case tea.MouseReleaseMsg:
		return tea.MouseReleaseMsg(at)
	case tea.MouseWheelMsg:
		return tea.MouseWheelMsg(at)
	}
	return tea.MouseMotionMsg(at)
}
