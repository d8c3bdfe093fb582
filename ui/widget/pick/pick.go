// Package pick is a list of which one is taken: by its digit, with arrows and
// Enter, with the mouse, and in a long list by typing a part of it.
package pick

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/nav"
	"tingfang/ui/theme"
)

// Item is one line of the list.
type Item struct {
	Text string
	Note string // beside it, dim
	Dim  bool   // not in use
}

// Model is a list. It is a value; the zero Model is an empty list.
type Model struct {
	items  []Item
	filter string
	at     int // index in shown
	top    int // first line of the last Draw's height; kept by SetHeight
	rows   int // lines there are for items, 0 = all
}

// New makes a list with the focus on its first item.
func New(items []Item) Model { return Model{items: items} }

// Set replaces the items; the focus stays at its place.
func (m *Model) Set(items []Item) {
	m.items = items
	m.move(m.at)
}

// Move puts the focus on the nth item.
func (m *Model) Move(n int) {
	m.filter = ""
	m.move(n)
}

// At is the item in focus, -1 in an empty list.
func (m Model) At() int {
	shown := m.shown()
	if m.at >= len(shown) {
		return -1
	}
	return shown[m.at]
}

// Searching reports that the list is long enough to be searched by typing.
func (m Model) Searching() bool { return len(m.items) > 9 }

// shown are the items that the filter leaves.
func (m Model) shown() []int {
	var out []int
	want := strings.ToLower(m.filter)
	for i, it := range m.items {
		if strings.Contains(strings.ToLower(it.Text+" "+it.Note), want) {
			out = append(out, i)
		}
	}
	return out
}

// SetHeight says how many rows Draw will have.
func (m *Model) SetHeight(height int) {
	if m.Searching() {
		height -= 2
	}
	m.rows = max(height, 1)
	m.move(m.at)
}

func (m *Model) move(n int) {
	last := max(len(m.shown())-1, 0)
	m.at = min(max(n, 0), last)
	if m.rows > 0 {
		m.top = min(max(m.top, m.at-m.rows+1), m.at)
	}
}

// Update takes one key or a mouse message in the list's own cells. taken is
// the item that was taken, or -1.
func (m Model) Update(msg tea.Msg) (next Model, taken int) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			m.move(m.at - 1)
		} else {
			m.move(m.at + 1)
		}
	case tea.MouseClickMsg:
		y := msg.Y
		if m.Searching() {
			y -= 2
		}
		if n := y + m.top; y >= 0 && n < len(m.shown()) {
			m.move(n)
			return m, m.At()
		}
	}
	return m, -1
}

func (m Model) key(msg tea.KeyPressMsg) (Model, int) {
	n := len(m.shown())
	switch key := nav.Plain(msg); key {
	case "up", "shift+tab":
		m.move((m.at + n - 1) % max(n, 1))
	case "down", "tab":
		m.move((m.at + 1) % max(n, 1))
	case "home":
		m.move(0)
	case "end":
		m.move(n - 1)
	case "pgup":
		m.move(m.at - max(m.rows-1, 1))
	case "pgdown":
		m.move(m.at + max(m.rows-1, 1))
	case "enter":
		return m, m.At()
	case "backspace":
		if r := []rune(m.filter); len(r) > 0 {
			m.filter = string(r[:len(r)-1])
			m.move(0)
		}
	default:
		if !m.Searching() && len(key) == 1 && key[0] >= '1' && int(key[0]-'0') <= n {
			m.move(int(key[0] - '1'))
			return m, m.At()
		}
		if m.Searching() && msg.Text != "" {
			m.filter += msg.Text
			m.move(0)
		}
	}
	return m, -1
}

// Draw gives the list, at most height rows, and the cursor where a long list
// is searched by typing; search is the word before what is typed.
func (m Model) Draw(t *theme.Theme, search string, width, height int) (string, *tea.Cursor) {
	m.SetHeight(height)
	var rows []string
	var cursor *tea.Cursor
	if m.Searching() {
		line := "  " + search + "  " + m.filter
		cursor = tea.NewCursor(min(ansi.StringWidth(line), width-1), 0)
		rows = append(rows, t.Cut(line, width), "")
	}
	shown := m.shown()
	for i := m.top; i < len(shown) && i < m.top+m.rows; i++ {
		rows = append(rows, m.row(t, i, m.items[shown[i]], width))
	}
	return strings.Join(rows, "\n"), cursor
}

func (m Model) row(t *theme.Theme, i int, it Item, width int) string {
	digit := "  "
	if !m.Searching() && i < 9 {
		digit = t.Key.Render(fmt.Sprint(i+1)) + " "
	}
	style := t.Text
	if it.Dim {
		style = t.Dim
	}
	mark := "  "
	if i == m.at {
		style, mark = t.Accent, t.Accent.Render(t.Signs.Cursor)+" "
	}
	line := mark + digit + " " + style.Render(it.Text)
	if it.Note != "" {
		line += "   " + t.Dim.Render(it.Note)
	}
	return t.Cut(line, width)
}
