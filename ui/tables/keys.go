package tables

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire/expr"
	"tingfang/ui/nav"
)

func (s *Screen) help() []key.Binding {
	x, c, signs := s.env.Texts.Tables, s.env.Texts.Common, s.env.Theme.Signs
	arrows, sides := signs.Up+" "+signs.Down, signs.Left+" "+signs.Right
	switch {
	case s.choose != nil && s.choose.many:
		return []key.Binding{nav.Bind("Enter", x.KeyTake, "enter"), nav.Bind(s.spaceWord(), x.KeyToggle, "space"), nav.Bind(arrows, c.Move, "down"), nav.Bind("Esc", c.Back, "esc")}
	case s.choose != nil:
		return []key.Binding{nav.Bind("Enter", c.Choose, "enter"), nav.Bind(arrows, c.Move, "down"), nav.Bind("Esc", c.Back, "esc")}
	case s.typing == path:
		return []key.Binding{nav.Bind("Enter", x.KeySave, "enter"), nav.Bind("Tab", x.KeyKind, "tab"), nav.Bind("Esc", c.Back, "esc")}
	case s.typing != nothing:
		return []key.Binding{nav.Bind("Enter", c.Choose, "enter"), nav.Bind("Esc", c.Back, "esc")}
	}
	keys := []key.Binding{nav.Bind("Tab", x.KeyPage, "tab")}
	if len(s.ways.Forms) > 1 {
		keys = append(keys, nav.Bind("Q", x.KeyForm, "f5", "q", "Q"))
	}
	switch {
	case s.page == items && !s.into:
		keys = append(keys, nav.Bind(arrows, x.KeyItem, "down"), nav.Bind(signs.Right, x.KeyInto, "right", "enter"))
	case s.page == topics:
		keys = append(keys, nav.Bind(arrows, c.Move, "down"), nav.Bind(sides, x.KeyCell, "right"))
	case s.page == waves && !s.detail:
		keys = append(keys, nav.Bind("Enter", x.KeyOpen, "enter"), nav.Bind(arrows, x.KeyItem, "down"), nav.Bind(sides, x.KeyCell, "right"))
	default:
		enter := x.KeyBehind
		if at := s.laidOut().under(s.cursors[s.page]); at != nil && at.open != nil {
			enter = x.KeyOpen
		}
		keys = append(keys, nav.Bind("Enter", enter, "enter"), nav.Bind(arrows, c.Move, "down"))
		if s.page != items {
			keys = append(keys, nav.Bind(sides, x.KeyCell, "right"))
		}
	}
	if s.filter.set() {
		keys = append(keys, nav.Bind("X", x.KeyDrop, "f8", "x", "X"))
	}
	if s.page == crosstab || s.page == participation {
		keys = append(keys, nav.Bind("B", x.KeyBreak, "f6", "b", "B"))
	}
	if s.itemed() {
		keys = append(keys, nav.Bind("I", x.KeyPick, "f7", "i", "I"))
	}
	keys = append(keys, nav.Bind("/", x.KeyFilter, "f3", "/"), nav.Bind("S", x.KeySave, "f2", "s", "S"), nav.Bind("Y", x.KeyCopy, "f4", "y", "Y"))
	for i, p := range s.book() {
		digit := fmt.Sprint(i + 1)
		keys = append(keys, nav.Bind(digit, s.pageName(p), digit))
	}
	return append(keys, nav.Bind("Esc", c.Back, "esc"))
}

// itemed reports that the page is of one item, which can be another.
func (s *Screen) itemed() bool {
	return !slices.Contains([]page{overview, matrix, participation, topics}, s.page)
}

// leaf is the page so many pages further on.
func (s *Screen) leaf(by int) page {
	book := s.book()
	return book[(slices.Index(book, s.page)+by+len(book))%len(book)]
}

func (s *Screen) spaceWord() string { return s.env.Texts.Tables.Space }

func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.choose != nil:
		return s.keyChoose(msg)
	case s.typing != nothing:
		return s.keyField(msg)
	}
	name := nav.Plain(msg)
	switch strings.ToLower(name) {
	case "tab":
		return s.turn(s.leaf(1))
	case "shift+tab":
		return s.turn(s.leaf(-1))
	case "1", "2", "3", "4", "5", "6", "7":
		if n := int(name[0] - '1'); n < len(s.book()) {
			return s.turn(s.book()[n])
		}
	case "esc":
		return s.leave()
	case "/", "f3":
		return s.pickFilter()
	case "q", "f5":
		return s.pickForm()
	case "x", "f8":
		if s.filter.set() {
			return s.drop()
		}
	case "b", "f6":
		if s.page == crosstab || s.page == participation {
			return s.pickBreak()
		}
	case "i", "f7":
		if s.itemed() {
			return s.pickItem()
		}
	case "s", "f2":
		return s.askPath()
	case "y", "f4":
		return s.copy()
	default:
		return s.move(name)
	}
	return nil
}

// turn goes to a page.
func (s *Screen) turn(p page) tea.Cmd {
	s.page, s.into = p, false
	return s.count()
}

// leave goes a step back: out of a table, of one item's waves, or of the screen.
func (s *Screen) leave() tea.Cmd {
	switch {
	case s.page == items && s.into:
		s.into = false
		return nil
	case s.page == waves && s.detail:
		s.detail = false
		s.cursors[waves] = cursor{}
		return s.count()
	}
	return nav.Pop
}

// move takes the keys that move the focus, and Enter.
func (s *Screen) move(name string) tea.Cmd {
	if s.page == items && !s.into {
		return s.moveItem(name)
	}
	c := &s.cursors[s.page]
	page := max(s.room()-4, 1)
	switch name {
	case "up":
		c.row--
	case "down":
		c.row++
	case "left":
		if s.page == items && c.cell == 0 {
			s.into = false
			return nil
		}
		c.cell--
	case "right":
		c.cell++
	case "pgup":
		c.row -= page
	case "pgdown", "space":
		c.row += page
	case "home":
		*c = cursor{}
	case "end":
		c.row = 1 << 20
	case "enter":
		return s.enter()
	}
	*c = clamp(*c, s.laidOut().stops)
	return nil
}

// moveItem goes through the list of items.
func (s *Screen) moveItem(name string) tea.Cmd {
	all := s.closed()
	at := slices.Index(all, s.item)
	switch name {
	case "up":
		at--
	case "down":
		at++
	case "pgup":
		at -= 8
	case "pgdown", "space":
		at += 8
	case "home":
		at = 0
	case "end":
		at = len(all) - 1
	case "right", "enter":
		s.into = true
		s.cursors[items] = cursor{}
		return nil
	default:
		return nil
	}
	at = min(max(at, 0), len(all)-1)
	if at < 0 || all[at] == s.item {
		return nil
	}
	s.item = all[at]
	s.cursors[items] = cursor{}
	return s.count()
}

// enter goes where the spot under the cursor leads.
func (s *Screen) enter() tea.Cmd {
	at := s.laidOut().under(s.cursors[s.page])
	switch {
	case at == nil || !s.current():
		return nil
	case at.open != nil:
		return at.open(s)
	}
	return s.drill(at)
}

// typeCondition asks for a condition in the form's own expressions.
func (s *Screen) typeCondition() tea.Cmd {
	s.typing, s.fault = condition, ""
	s.field.SetValue(s.filter.where)
	return nil
}

// keyField takes a key while something is typed.
func (s *Screen) keyField(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case nav.Is(msg, "esc"):
		s.typing, s.fault = nothing, ""
		return nil
	case msg.String() == "enter" && s.typing == path:
		return s.save()
	case msg.String() == "enter":
		return s.takeCondition()
	case msg.String() == "tab" && s.typing == path:
		s.nextKind()
		return nil
	}
	return s.edit(msg)
}

func (s *Screen) edit(msg tea.Msg) tea.Cmd {
	next, changed := s.field.Update(msg)
	s.field = next
	if changed {
		s.fault, s.again = "", ""
	}
	return nil
}

func (s *Screen) paste(msg tea.PasteMsg) tea.Cmd {
	if s.typing == nothing {
		return nil
	}
	return s.edit(msg)
}

// takeCondition filters by what was typed, where it reads as an expression over
// closed items.
func (s *Screen) takeCondition() tea.Cmd {
	f := s.filter
	f.where = strings.TrimSpace(s.field.Value())
	if f.where != "" {
		e, err := expr.Parse(f.where)
		if err == nil {
			err = s.closedOnly(e)
		}
		if err != nil {
			s.fault = s.wordError(err)
			return nil
		}
	}
	s.typing = nothing
	return s.narrow(f)
}

// click takes what is under the mouse.
func (s *Screen) click(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft {
		return nil
	}
	if s.choose != nil {
		msg.Y -= bodyTop + 2
		return s.fromList(msg)
	}
	if msg.Y == 0 && s.typing == nothing {
		if p := s.tabAt(msg.X); p >= 0 {
			return s.turn(p)
		}
	}
	if s.typing == nothing && s.current() && s.have.bad == nil {
		return s.clickRow(msg.X, msg.Y-bodyTop)
	}
	return nil
}

// clickRow puts the cursor on the row under the mouse; on the row it stands on,
// it opens it. In the list of items it shows the item.
func (s *Screen) clickRow(x, y int) tea.Cmd {
	height := s.height - bodyTop - len(s.foot(s.width))
	beside := s.page == items && s.width >= listWide
	if beside && x < listRoom {
		all := s.closed()
		if n := s.firstItem(height) + y; n >= 0 && n < len(all) {
			s.into = false
			return s.showItem(all[n])
		}
		return nil
	}
	m, above, width := s.laidOut(), 0, s.width-listRoom-1
	if !beside {
		above, width = len(s.plot(m, s.width, height)), s.width
	}
	l := s.lay(m, width, s.cursors[s.page], false)
	line := l.top(height-above) + y - above
	for _, p := range l.rows {
		n := slices.IndexFunc(m.stops, func(at stop) bool { return at.part == p.part && at.row == p.row })
		if p.line != line || n < 0 {
			continue
		}
		had := s.cursors[s.page]
		if s.into = s.page == items; had.row == n {
			return s.enter()
		}
		s.cursors[s.page] = cursor{row: n}
	}
	return nil
}

func (s *Screen) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	switch {
	case s.choose != nil:
		return s.fromList(msg)
	case s.typing != nothing:
		return nil
	case msg.Button == tea.MouseWheelUp:
		return s.move("up")
	case msg.Button == tea.MouseWheelDown:
		return s.move("down")
	}
	return nil
}
