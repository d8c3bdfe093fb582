package interview

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

// The end of the route: the whole interview as one list, and one key that ends
// it.

func (s *Screen) endKey(name string) tea.Cmd {
	switch name {
	case "enter", "right", "space":
		s.endOrJump()
	case "left", "pgup":
		s.back()
	case "f7":
		s.openList()
	case "f9", "esc":
		s.openLeave()
	default:
		s.walk(name)
	}
	return nil
}

// endOrJump ends the interview, unless the cursor was put on an item or
// something stands against it: then it goes there.
func (s *Screen) endOrJump() {
	all := s.entries()
	switch {
	case s.list.at >= 0 && s.list.at < len(all):
		s.jump(all[s.list.at].ref, "jump")
	case len(all) > 0 && all[0].must:
		s.jump(all[0].ref, "jump")
	case s.fix != nil:
		s.openReason()
	default:
		s.finish(s.ses.Outcome())
	}
}

func (s *Screen) endKeys() []key.Binding {
	x, signs := s.env.Texts.Interview, s.env.Theme.Signs
	does := x.KeyFinish
	if s.fix != nil {
		does = s.leaves()
	}
	if all := s.entries(); s.list.at >= 0 || len(all) > 0 && all[0].must {
		does = x.KeyJump
	}
	return []key.Binding{nav.Bind("Enter", does, "enter"), nav.Bind(signs.Left, x.KeyBack, "left"), nav.Bind(signs.Up+" "+signs.Down, x.KeyMark, "down"),
		nav.Bind("0-9", x.KeyNumber, noKey), nav.Bind("F9", s.leaves(), "f9"), nav.Bind("F7", x.KeyList, "f7")}
}

// close shows that the interview has ended and is on the disk.
func (s *Screen) close() tea.Cmd {
	s.view, s.note, s.fields = closed, nil, map[questionnaire.Ref]*field{}
	return nav.Changed
}

func (s *Screen) closedKey(name string) tea.Cmd {
	switch name {
	case "enter", "n", "N", "1", "space":
		if s.next != nil {
			return s.next()
		}
		return nav.Pop
	case "2", "esc", "h", "H":
		return nav.Pop
	case "3", "f5", "t", "T":
		if s.today != nil {
			return s.today()
		}
	}
	return nil
}

func (s *Screen) closedKeys() []key.Binding {
	x := s.env.Texts.Interview
	var keys []key.Binding
	if s.next != nil {
		keys = append(keys, nav.Bind("Enter", x.KeyNext, "enter"))
	}
	if s.today != nil {
		keys = append(keys, nav.Bind("3", x.KeyToday, "3", "f5"))
	}
	return append(keys, nav.Bind("Esc", x.KeyHome, "esc"))
}
