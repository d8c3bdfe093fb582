package guide

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
	"tingfang/ui/widget/wrap"
)

// ask is a question with numbered ways on.
type ask struct {
	title string
	notes []string
	list  pick.Model
	ways  []func(*Screen) tea.Cmd
	plus  func(*Screen) // what + does; nil = nothing
	digit bool          // a digit takes its line however long the list is
	back  func(*Screen) // what Esc does; nil = to the notes
	top   int           // rows above the list, as drawn last
}

// way is one line of an ask.
type way struct {
	item pick.Item
	do   func(*Screen) tea.Cmd
}

func (s *Screen) askNow(a *ask, ways ...way) {
	var items []pick.Item
	for _, w := range ways {
		items, a.ways = append(items, w.item), append(a.ways, w.do)
	}
	a.list = pick.New(items)
	s.panel = a
}

// toNotes gives the keys back to the notes, or to the wrap-up from which a form
// was opened.
func (s *Screen) toNotes() {
	if f, ok := s.panel.(*fields); ok {
		s.panel = f.back
		return
	}
	s.panel = nil
}

func (a *ask) key(s *Screen, msg tea.KeyPressMsg) tea.Cmd {
	switch name := nav.Plain(msg); {
	case name == "esc" || name == "left" && !a.list.Searching():
		if a.back != nil {
			a.back(s)
			return nil
		}
		s.toNotes()
		return nil
	case name == "+" && a.plus != nil:
		a.plus(s)
		return nil
	}
	if name := nav.Plain(msg); a.digit && len(name) == 1 && name[0] >= '1' && int(name[0]-'1') < len(a.ways) && name[0] <= '9' {
		s.toNotes()
		return a.ways[name[0]-'1'](s)
	}
	return a.give(s, msg)
}

// give lets the list have a message, and does what is taken.
func (a *ask) give(s *Screen, msg tea.Msg) tea.Cmd {
	next, taken := a.list.Update(msg)
	if a.list = next; taken < 0 {
		return nil
	}
	s.toNotes()
	return a.ways[taken](s)
}

func (a *ask) paste(s *Screen, msg tea.PasteMsg) tea.Cmd { return a.give(s, msg) }

func (a *ask) mouse(s *Screen, msg tea.Msg) tea.Cmd {
	if click, ok := msg.(tea.MouseClickMsg); ok {
		click.Y -= a.top
		msg = click
	}
	return a.give(s, msg)
}

func (a *ask) draw(s *Screen, width, height int) ([]string, *tea.Cursor) {
	t := s.env.Theme
	rows := []string{t.Question.Render(t.Cut(a.title, width))}
	for _, n := range a.notes {
		for _, line := range wrap.Lines(n, width) {
			rows = append(rows, t.Dim.Render(line))
		}
	}
	if height-len(rows) > len(a.ways) {
		rows = append(rows, "")
	}
	a.top = len(rows)
	a.list.SetHeight(height - a.top)
	body, cursor := a.list.Draw(t, s.env.Texts.Common.Search, width, height-a.top)
	return under(rows, body, cursor)
}

func (a *ask) keys(s *Screen) []binding {
	x, g := s.env.Texts.Common, s.env.Theme.Signs
	out := []binding{nav.Bind("Enter", x.Choose, "enter"), nav.Bind("Esc", x.Back, "esc"), nav.Bind(g.Up+" "+g.Down, x.Move, "down")}
	if !a.list.Searching() || a.digit {
		out = append([]binding{nav.Bind(fmt.Sprintf("1-%d", min(len(a.ways), 9)), x.Choose, "1")}, out...)
	}
	if a.plus != nil {
		out = append(out, nav.Bind("+", s.env.Texts.Guide.KeyOwn, "+"))
	}
	return out
}

func (a *ask) typing() bool { return a.list.Searching() }
func (a *ask) whole() bool  { return false }
