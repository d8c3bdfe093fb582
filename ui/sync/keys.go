package sync

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

// entry is one of the ways on.
type entry uint8

const (
	theMeeting entry = iota
	thePacking
	theTaking
	theCode
	theRecipients
	theLaptop
	theCoordinator
	theConflicts
)

// entries are the ways on, in the order of their digits.
func (s *Screen) entries() []entry {
	out := []entry{theMeeting, thePacking, theTaking, theCode, theRecipients, theLaptop, theCoordinator}
	if s.ways.Conflicts != nil {
		out = append(out, theConflicts)
	}
	return out
}

func (s *Screen) help() []key.Binding {
	x, c, signs := s.env.Texts.Sync, s.env.Texts.Common, s.env.Theme.Signs
	scroll := nav.Bind("PgUp PgDn", x.KeyScroll, "pgdown", "pgup")
	scroll.SetEnabled(len(s.lists(s.width)) > s.room())
	out := []key.Binding{enter(c.Choose), nav.Bind(signs.Up+" "+signs.Down, c.Move, "down"), scroll, back(s.env)}
	for i, e := range s.entries() {
		digit := fmt.Sprint(i + 1)
		out = append(out, nav.Bind(digit, s.name(e), digit))
	}
	return out
}

func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	all := s.entries()
	s.status, s.bad = "", false
	switch pressed := nav.Plain(msg); pressed {
	case "esc":
		return nav.Pop
	case "up", "shift+tab":
		s.at = (s.at + len(all) - 1) % len(all)
	case "down", "tab":
		s.at = (s.at + 1) % len(all)
	case "right":
		s.at = min(s.at+perColumn, len(all)-1)
	case "left":
		s.at = s.at % perColumn
	case "enter":
		return s.follow(all[s.at])
	case "pgup", "pgdown", "home", "end":
		s.scroll(msg)
	default:
		if n := int(pressed[0]) - '1'; len(pressed) == 1 && n >= 0 && n < len(all) {
			s.at = n
			return s.follow(all[n])
		}
	}
	return nil
}

// follow goes where an entry leads. A copy that only reads says why it cannot.
func (s *Screen) follow(e entry) tea.Cmd {
	if s.env.ReadOnly && e != theLaptop && e != theRecipients && e != theConflicts {
		s.status, s.bad = s.env.Texts.Sync.ReadOnly, true
		return nil
	}
	if !s.loaded {
		return nil
	}
	switch e {
	case theMeeting:
		return nav.Push(newTaking(s.env, s.store, s.ways, true, s.data.meet))
	case thePacking:
		return nav.Push(newPacking(s.env, s.store, orElse(s.data.pack, s.ways.Folder)))
	case theTaking:
		return nav.Push(newTaking(s.env, s.store, s.ways, false, ""))
	case theCode:
		return nav.Push(newCode(s.env, s.store))
	case theRecipients:
		return nav.Push(newRecipients(s.env, s.store))
	case theLaptop:
		return nav.Push(newMyself(s.env, s.store))
	case theCoordinator:
		return nav.Push(coordinating(s.env, s.store, !s.data.coordinator))
	}
	return nav.Push(s.ways.Conflicts())
}

func orElse(value, other string) string {
	if value == "" {
		return other
	}
	return value
}

// click follows an entry.
func (s *Screen) click(msg tea.MouseClickMsg) tea.Cmd {
	row, column := msg.Y-s.top(), 0
	if msg.X >= s.column(s.width) {
		column = 1
	}
	n := column*perColumn + row
	if row < 0 || row >= perColumn || n >= len(s.entries()) || msg.Button != tea.MouseLeft {
		return nil
	}
	s.at, s.status, s.bad = n, "", false
	return s.follow(s.entries()[n])
}

// scroll moves the lists; nil only keeps them in their place.
func (s *Screen) scroll(msg tea.Msg) {
	s.from = scrolled(msg, s.from, len(s.lists(s.width)), s.room())
}
