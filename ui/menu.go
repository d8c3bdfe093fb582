package ui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/nav"
)

// overlay is what lies over the top screen: the help or the menu. A key gives
// its next state, nil to close, and the name of a key to press below it.
type overlay interface {
	key(tea.KeyPressMsg) (next overlay, press string)
	click(msg tea.MouseMsg, at tea.Mouse, height int) (next overlay, press string)
	draw(r *Root, width, height int) (body string, cursor *tea.Cursor)
	keys(r *Root) []key.Binding
}

// help lists every key of the screen below; any key closes it.
type help struct{}

func (h help) key(tea.KeyPressMsg) (overlay, string) { return nil, "" }

func (h help) click(msg tea.MouseMsg, _ tea.Mouse, _ int) (overlay, string) {
	if _, ok := msg.(tea.MouseClickMsg); ok {
		return nil, ""
	}
	return h, ""
}

func (help) keys(r *Root) []key.Binding {
	return []key.Binding{nav.Bind("Esc", r.env.Texts.Common.Back, "esc")}
}

func (help) draw(r *Root, width, height int) (string, *tea.Cursor) {
	t, all := r.env.Theme, r.bindings()
	keys := 0
	for _, b := range all {
		keys = max(keys, ansi.StringWidth(b.Help().Key))
	}
	rows := max(height-4, 1)
	columns := (len(all) + rows - 1) / rows
	each := (width - 4) / max(columns, 1)
	lines := []string{"", "  " + t.Title.Render(r.env.Texts.Common.HelpTitle), ""}
	for y := range min(rows, len(all)) {
		var line strings.Builder
		for i := y; i < len(all); i += rows {
			h := all[i].Help()
			line.WriteString(t.Pad("  "+t.Key.Render(t.Pad(h.Key, keys))+"  "+h.Desc, each))
		}
		lines = append(lines, "  "+line.String())
	}
	return strings.Join(lines, "\n"), nil
}

// menu lists everything that can be done here, for keyboards without function
// keys: arrows, a digit or typing choose, Enter carries out.
type menu struct {
	all    []key.Binding
	filter string
	at     int
}

// newMenu leaves out what the menu itself is steered with.
func newMenu(all []key.Binding) menu {
	m := menu{}
	for _, b := range all {
		if !slices.Contains([]string{"ctrl+k", "enter", "up", "down"}, b.Keys()[0]) {
			m.all = append(m.all, b)
		}
	}
	return m
}

// shown are the bindings the filter leaves.
func (m menu) shown() []key.Binding {
	var out []key.Binding
	want := strings.ToLower(strings.TrimSpace(m.filter))
	for _, b := range m.all {
		if strings.Contains(strings.ToLower(word(b)), want) {
			out = append(out, b)
		}
	}
	return out
}

func (m menu) narrow(filter string) menu {
	m.filter, m.at = filter, 0
	return m
}

func (m menu) key(msg tea.KeyPressMsg) (overlay, string) {
	n := len(m.shown())
	switch pressed := nav.Plain(msg); pressed {
	case "esc", "ctrl+k", "f1":
		return nil, ""
	case "up", "shift+tab":
		m.at = (m.at + n - 1) % max(n, 1)
	case "down", "tab":
		m.at = (m.at + 1) % max(n, 1)
	case "home", "pgup":
		m.at = 0
	case "end", "pgdown":
		m.at = max(n-1, 0)
	case "enter":
		return m.run(m.at)
	case "backspace":
		if r := []rune(m.filter); len(r) > 0 {
			m = m.narrow(string(r[:len(r)-1]))
		}
	default:
		if len(pressed) == 1 && pressed[0] >= '1' && pressed[0] <= '9' {
			return m.run(int(pressed[0] - '1'))
		}
		if msg.Text != "" {
			m = m.narrow(m.filter + msg.Text)
		}
	}
	return m, ""
}

// run carries out the nth binding shown; there may be none.
func (m menu) run(n int) (overlay, string) {
	shown := m.shown()
	if n >= len(shown) {
		return m, ""
	}
	return nil, shown[n].Keys()[0]
}

// first is the entry on the first line, so that the one chosen is in sight.
func (m menu) first(height int) int { return max(0, m.at-(height-menuTop-1)) }

// menuTop is the line of the first entry.
const menuTop = 4

func (m menu) click(msg tea.MouseMsg, at tea.Mouse, height int) (overlay, string) {
	switch msg.(type) {
	case tea.MouseWheelMsg:
		if at.Button == tea.MouseWheelUp {
			return m.key(nav.Press("up"))
		}
		return m.key(nav.Press("down"))
	case tea.MouseClickMsg:
		if n := at.Y - menuTop; n >= 0 && at.Button == tea.MouseLeft {
			return m.run(n + m.first(height))
		}
	}
	return m, ""
}

func (menu) keys(r *Root) []key.Binding {
	c := r.env.Texts.Common
	s := r.env.Theme.Signs
	return []key.Binding{nav.Bind("Enter", c.Choose, "enter"), nav.Bind(s.Up+" "+s.Down, c.Move, "down"), nav.Bind("Esc", c.Back, "esc")}
}

func (m menu) draw(r *Root, width, height int) (string, *tea.Cursor) {
	t, c := r.env.Theme, r.env.Texts.Common
	label := "  " + c.Search + "  "
	lines := []string{"", "  " + t.Title.Render(c.MenuTitle), label + m.filter, ""}
	cursor := tea.NewCursor(min(ansi.StringWidth(label+m.filter), width-1), 2)
	shown := m.shown()
	if len(shown) == 0 {
		lines = append(lines, "    "+t.Dim.Render(c.None))
	}
	for i := m.first(height); i < len(shown) && len(lines) < height; i++ {
		lines = append(lines, m.entry(r, i, shown[i], min(width-2, 62)))
	}
	return strings.Join(lines, "\n"), cursor
}

func (m menu) entry(r *Root, i int, b key.Binding, width int) string {
	t := r.env.Theme
	digit := " "
	if i < 9 {
		digit = fmt.Sprint(i + 1)
	}
	mark, text := " ", t.Text.Render(b.Help().Desc)
	if i == m.at {
		mark, text = t.Accent.Render(t.Signs.Cursor), t.Accent.Render(b.Help().Desc)
	}
	return t.Ends("  "+mark+" "+t.Key.Render(digit)+"  "+text, t.Dim.Render(b.Help().Key), width)
}
