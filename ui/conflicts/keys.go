package conflicts

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

func (s *Screen) help() []key.Binding {
	c, x, g := s.env.Texts.Common, s.texts(), s.env.Theme.Signs
	back := nav.Bind("Esc", c.Back, "esc")
	switch s.phase {
	case comparing:
		n := len(s.list[s.at].Sides)
		out := []key.Binding{nav.Bind(fmt.Sprintf("1-%d", n), x.KeyTake, "1", "2", "3", "4", "5", "6", "7", "8")}
		if s.typable() {
			out = append(out, nav.Bind("9", x.KeyThird, "9"))
		}
		return append(out, back, nav.Bind(g.Up+" "+g.Down, c.Move, "down"))
	case typing:
		return []key.Binding{nav.Bind("Enter", x.KeyCheck, "enter"), back}
	case reasoning:
		return []key.Binding{nav.Bind("Enter", x.KeyKeep, "enter"), back}
	case keeping:
		return nil
	}
	if len(s.list) == 0 {
		return []key.Binding{back}
	}
	return []key.Binding{nav.Bind("Enter", x.KeyOpen, "enter"), nav.Bind(g.Up+" "+g.Down, c.Move, "down"), back}
}

func (s *Screen) pressed(msg tea.KeyPressMsg) tea.Cmd {
	switch s.phase {
	case listing:
		return s.listKey(nav.Plain(msg))
	case comparing:
		return s.compareKey(nav.Plain(msg))
	case typing, reasoning:
		return s.textKey(msg)
	}
	return nil
}

func (s *Screen) turn(by int) {
	switch s.phase {
	case listing:
		s.at = min(max(s.at+by, 0), max(len(s.list)-1, 0))
	case comparing:
		s.scroll = max(s.scroll+by, 0)
	}
}

func (s *Screen) listKey(pressed string) tea.Cmd {
	s.said, s.bad = "", false
	switch pressed {
	case "esc", "left":
		return nav.Pop
	case "up":
		s.turn(-1)
	case "down":
		s.turn(1)
	case "pgup":
		s.turn(-s.height)
	case "pgdown":
		s.turn(s.height)
	case "enter", "right":
		if len(s.list) > 0 {
			s.phase, s.scroll = comparing, 0
		}
	}
	return nil
}

func (s *Screen) compareKey(pressed string) tea.Cmd {
	s.said, s.bad = "", false
	n := len(s.list[s.at].Sides)
	switch {
	case pressed == "esc" || pressed == "left":
		s.phase = listing
	case pressed == "up":
		s.turn(-1)
	case pressed == "down":
		s.turn(1)
	case s.env.ReadOnly:
		s.said, s.bad = s.texts().ReadOnly, true
	case pressed == "9" && s.typable():
		s.phase, s.fault = typing, ""
		s.third.SetValue("")
	case len(pressed) == 1 && pressed[0] >= '1' && int(pressed[0]-'0') <= n:
		s.choose(choice{side: int(pressed[0] - '1')})
	}
	return nil
}

// typable tells whether a third value can be given: of an item whose form is
// known.
func (s *Screen) typable() bool {
	i := s.list[s.at]
	return i.form != nil && i.Item.Item != "" && i.form.Question(i.Item.Item) != nil
}

func (s *Screen) textKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case nav.Is(msg, "esc"):
		s.fault = ""
		delete(s.chosen, s.list[s.at].key())
		s.phase = comparing
	case nav.Is(msg, "enter") && s.phase == typing:
		s.check()
	case nav.Is(msg, "enter"):
		return s.keep()
	default:
		e := s.field()
		*e, _ = e.Update(msg)
		s.fault = ""
	}
	return nil
}
