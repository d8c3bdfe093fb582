package records

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

func (s *Screen) help() []key.Binding {
	t, c, signs := s.env.Texts.Records, s.env.Texts.Common, s.env.Theme.Signs
	if s.list != nil {
		return []key.Binding{nav.Bind("Enter", c.Choose, "enter"), nav.Bind("Esc", c.Back, "esc")}
	}
	if s.seeking {
		return []key.Binding{nav.Bind("Enter", t.KeyKeep, "enter"), nav.Bind("Esc", t.KeyStop, "esc")}
	}
	keys := []key.Binding{nav.Bind("Enter", t.KeyOpen, "enter"), nav.Bind(signs.Up+" "+signs.Down, c.Move, "down", "up", "pgup", "pgdown", "home", "end")}
	if s.filtered() {
		keys = append(keys, nav.Bind("0", t.KeyDrop, "0", "f8"))
	}
	if s.title == "" {
		keys = append(keys, nav.Bind("/", t.KeySearch, "/", "f7"))
	}
	for i, k := range s.offered() {
		digit := fmt.Sprint(i + 1)
		keys = append(keys, nav.Bind(digit, t.KeyFilter+" "+s.filterName(k), digit))
	}
	return append(keys, nav.Bind("Esc", c.Back, "esc"))
}

func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.list != nil:
		return s.keyList(msg)
	case s.seeking:
		return s.keySearch(msg)
	}
	page := max(s.rows()-1, 1)
	name := nav.Plain(msg)
	switch name {
	case "esc":
		return nav.Pop
	case "enter":
		return s.open()
	case "up":
		return s.move(-1)
	case "down":
		return s.move(1)
	case "pgup":
		return s.move(-page)
	case "pgdown", "space":
		return s.move(page)
	case "home":
		return s.move(-s.at)
	case "end":
		return s.move(s.window.total)
	case "/", "f7":
		if s.title != "" {
			return nil
		}
		s.seeking = true
		s.search.Focus()
	case "0", "f8":
		return s.drop()
	default:
		all := s.offered()
		if len(name) == 1 && name[0] >= '1' && int(name[0]-'1') < len(all) {
			s.pickFilter(all[name[0]-'1'])
		}
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

// takeFrom gives the open list a message and sets the filter that is taken.
func (s *Screen) takeFrom(msg tea.Msg) tea.Cmd {
	list, taken := s.list.Update(msg)
	s.list = &list
	if taken < 0 {
		return nil
	}
	s.list = nil
	return s.setFilter(s.picking, taken)
}

// keySearch types into the search; the list follows each key.
func (s *Screen) keySearch(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case nav.Is(msg, "enter", "down", "tab"):
		s.seeking = false
		s.search.Blur()
		return nil
	case nav.Is(msg, "esc"):
		s.seeking = false
		s.search.Blur()
		if s.search.Len() == 0 {
			return nil
		}
		s.search.SetValue("")
		return s.anew()
	}
	return s.seek(msg)
}

func (s *Screen) seek(msg tea.Msg) tea.Cmd {
	next, changed := s.search.Update(msg)
	s.search = next
	if !changed {
		return nil
	}
	return s.anew()
}

// open puts the page of the row in focus on top.
func (s *Screen) open() tea.Cmd {
	r, ok := s.row()
	if !ok {
		return nil
	}
	return nav.Push(NewPage(s.env, s.store, s.ways, r))
}

// click puts the focus on a row; on the one in focus it opens it.
func (s *Screen) click(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft {
		return nil
	}
	y := msg.Y - s.head()
	if s.list != nil {
		msg.Y = y
		return s.takeFrom(msg)
	}
	if y < 0 || s.top+y >= s.window.total {
		return nil
	}
	if s.top+y == s.at {
		return s.open()
	}
	return s.move(s.top + y - s.at)
}

func (s *Screen) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	switch {
	case s.list != nil:
		return s.takeFrom(msg)
	case msg.Button == tea.MouseWheelUp:
		return s.move(-3)
	case msg.Button == tea.MouseWheelDown:
		return s.move(3)
	}
	return nil
}
