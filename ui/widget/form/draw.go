package form

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/theme"
)

// margin is the room of the mark before a label, and the gap behind it.
const margin = 2

// labels is the width of the widest label.
func (m Model) labels() int {
	w := 0
	for _, l := range m.lines {
		w = max(w, ansi.StringWidth(l.Label))
	}
	return w
}

// room is the width there is for a value.
func (m Model) room() int { return max(m.width-m.labels()-2*margin-1, 1) }

// tight reports that there is no room for two rows a field: then only the one
// in focus has a second row.
func (m Model) tight() bool { return m.height > 0 && m.height < 2*len(m.lines) }

// Draw gives the form, two rows a field where there is room (the second one
// for the hint or the fault of the field in focus), and the cursor in it.
func (m Model) Draw(t *theme.Theme, width, height int) (string, *tea.Cursor) {
	m.SetSize(width, height)
	indent := strings.Repeat(" ", m.labels()+2*margin)
	var rows []string
	var cursor *tea.Cursor
	for i := range m.lines {
		values, c := m.value(t, i)
		if c != nil {
			cursor = c
			cursor.X, cursor.Y = cursor.X+len(indent), len(rows)
		}
		for n, v := range values {
			head := indent
			if n == 0 {
				head = m.label(t, i)
			}
			rows = append(rows, head+v)
		}
		if i == m.at || !m.tight() {
			rows = append(rows, strings.TrimRight(indent+m.note(t, i), " "))
		}
	}
	return strings.Join(rows, "\n"), cursor
}

func (m Model) label(t *theme.Theme, i int) string {
	mark, style := " ", t.Text
	if i == m.at {
		mark, style = t.Signs.Cursor, t.Accent
	}
	return style.Render(mark+" "+t.Pad(m.lines[i].Label, m.labels())) + strings.Repeat(" ", margin)
}

// value draws what stands in field i: an editor, a text, or the choices with
// their digits, these in several rows where they need them.
func (m Model) value(t *theme.Theme, i int) ([]string, *tea.Cursor) {
	l, room := m.lines[i], m.room()
	switch {
	case l.Choices != nil && i == m.at:
		return m.choices(t, l), nil
	case l.Choices != nil && l.chosen < 0:
		return []string{""}, nil
	case l.Choices != nil:
		return []string{t.Cut(l.Choices[l.chosen].Label, room)}, nil
	case i == m.at:
		body, cursor := l.text.Draw(room, 1)
		return []string{body}, cursor
	case l.text.Value() != "":
		return []string{t.Cut(l.text.Value(), room)}, nil
	}
	return []string{t.Dim.Render(t.Cut(l.Example, room))}, nil
}

func (m Model) choices(t *theme.Theme, l line) []string {
	var rows []string
	for _, row := range m.rowsOf(l) {
		var words []string
		for _, n := range row {
			word := fmt.Sprint(n+1) + " " + l.Choices[n].Label
			if n == l.chosen {
				word = t.Chosen.Render(word + " " + t.Signs.Dot)
			} else {
				word = t.Key.Render(fmt.Sprint(n+1)) + " " + l.Choices[n].Label
			}
			words = append(words, word)
		}
		rows = append(rows, t.Cut(strings.Join(words, "  "), m.room()))
	}
	return rows
}

// rowsOf breaks the choices of a field into rows, with room for the mark of
// the one that is chosen.
func (m Model) rowsOf(l line) [][]int {
	var rows [][]int
	left := 0
	for n, c := range l.Choices {
		need := ansi.StringWidth(c.Label) + 6
		if left < need {
			rows, left = append(rows, nil), m.room()+2
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], n)
		left -= need - 2
	}
	return rows
}

func (m Model) note(t *theme.Theme, i int) string {
	switch {
	case i != m.at:
		return ""
	case m.fault != "":
		return t.Bad.Render(t.Cut(t.Signs.Cross+" "+m.fault, m.room()))
	}
	return t.Dim.Render(t.Cut(m.lines[i].Hint, m.room()))
}

// click puts the focus on the field under the mouse.
func (m Model) click(msg tea.MouseClickMsg) (Model, Event) {
	y := 0
	for i, l := range m.lines {
		rows := 1
		if i == m.at && l.Choices != nil {
			rows = len(m.rowsOf(l))
		}
		if i == m.at || !m.tight() {
			rows++
		}
		if msg.Y >= y && msg.Y < y+rows && i != m.at {
			m.focus(i)
			break
		}
		y += rows
	}
	return m, Nothing
}
