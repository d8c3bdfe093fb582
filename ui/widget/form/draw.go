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

// Draw gives the form, two rows a field (the second one for the hint or the
// fault of the field in focus), and the cursor in it.
func (m Model) Draw(t *theme.Theme, width, height int) (string, *tea.Cursor) {
	labels := m.labels()
	room := max(width-labels-2*margin-1, 1)
	tight := height < 2*len(m.lines)
	var rows []string
	var cursor *tea.Cursor
	for i := range m.lines {
		value, c := m.value(t, i, room)
		if c != nil {
			cursor = c
			cursor.X, cursor.Y = cursor.X+labels+2*margin, len(rows)
		}
		rows = append(rows, m.label(t, i, labels)+value)
		note := m.note(t, i, room)
		if note != "" || !tight {
			rows = append(rows, strings.TrimRight(strings.Repeat(" ", labels+2*margin)+note, " "))
		}
	}
	return strings.Join(rows, "\n"), cursor
}

func (m Model) label(t *theme.Theme, i, width int) string {
	mark, style := " ", t.Text
	if i == m.at {
		mark, style = t.Signs.Cursor, t.Accent
	}
	return style.Render(mark+" "+t.Pad(m.lines[i].Label, width)) + strings.Repeat(" ", margin)
}

// value draws what stands in field i: an editor, a text, or the choices with
// their digits.
func (m Model) value(t *theme.Theme, i, room int) (string, *tea.Cursor) {
	l := m.lines[i]
	if l.Choices != nil {
		return m.choices(t, i, room), nil
	}
	if i == m.at {
		return l.text.Draw(room, 1)
	}
	if s := l.text.Value(); s != "" {
		return t.Cut(s, room), nil
	}
	return t.Dim.Render(t.Cut(l.Example, room)), nil
}

func (m Model) choices(t *theme.Theme, i, room int) string {
	l := m.lines[i]
	if i != m.at {
		if l.chosen < 0 {
			return ""
		}
		return t.Cut(l.Choices[l.chosen].Label, room)
	}
	var words []string
	for n, c := range l.Choices {
		word := t.Key.Render(fmt.Sprint(n+1)) + " " + c.Label
		if n == l.chosen {
			word = t.Chosen.Render(fmt.Sprint(n+1) + " " + c.Label + " " + t.Signs.Dot)
		}
		words = append(words, word)
	}
	return t.Cut(strings.Join(words, "  "), room)
}

func (m Model) note(t *theme.Theme, i, room int) string {
	if i != m.at {
		return ""
	}
	if m.fault != "" {
		return t.Bad.Render(t.Cut(t.Signs.Cross+" "+m.fault, room))
	}
	return t.Dim.Render(t.Cut(m.lines[i].Hint, room))
}

// click puts the focus on the field under the mouse. It reckons with two rows
// a field, as Draw has it where there is room.
func (m Model) click(msg tea.MouseClickMsg) (Model, Event) {
	if n := msg.Y / 2; msg.Y >= 0 && n < len(m.lines) && n != m.at {
		m.focus(n)
	}
	return m, Nothing
}
