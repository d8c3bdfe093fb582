// Package form is a short form of labelled fields, one under the other: texts
// typed in one line, and choices taken by their digit.
package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/widget/editor"
)

// Choice is one value a field can have, and the word for it.
type Choice struct{ Value, Label string }

// Field says what one line of the form is.
type Field struct {
	Label   string
	Hint    string   // shown beside the field while it has the focus
	Value   string   // what stands in it at first
	Choices []Choice // not nil: one of these is chosen, at most nine
	Example string   // shown in an empty text field
	// Check says what is wrong with a value and what to do, "" for nothing.
	Check func(value string) string
}

// Event is what a message has led to.
type Event uint8

// The events.
const (
	Nothing Event = iota
	Changed       // a value is another one now
	Done          // the form is ended, by Enter on the last field, and every value passes its check
)

// Model is a form. It is a value; the zero Model is a form without fields.
type Model struct {
	lines         []line
	at            int
	fault         string // of the field in focus; "" = none known
	width, height int    // of the last SetSize; zero = not known
}

type line struct {
	Field
	text   editor.Model
	chosen int // index in Choices, -1 = none
}

// New makes a form with the focus on its first field.
func New(t *theme.Theme, fields []Field) Model {
	m := Model{}
	for _, f := range fields {
		l := line{Field: f, chosen: -1, text: entry(t, f)}
		l.text.SetValue(f.Value)
		for i, c := range f.Choices {
			if c.Value == f.Value {
				l.chosen = i
			}
		}
		m.lines = append(m.lines, l)
	}
	m.focus(0)
	return m
}

// entry is the text field of f.
func entry(t *theme.Theme, f Field) editor.Model {
	return editor.New(editor.Options{OneLine: true, Limit: 200, Placeholder: f.Example,
		Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
}

// Reword replaces labels, hints, examples and the words of choices, as after a
// change of language or of the theme; the values stay.
func (m *Model) Reword(t *theme.Theme, fields []Field) {
	lines := make([]line, len(m.lines))
	for i, l := range m.lines {
		value := l.text
		f := fields[i]
		f.Value = l.Field.Value
		l.Field = f
		l.text = entry(t, f)
		l.text.SetValue(value.Value())
		if l.text.SetCaret(value.Caret()); value.Selected() == value.Value() {
			l.text.SelectAll()
		}
		lines[i] = l
	}
	m.lines, m.fault = lines, ""
	m.lines[m.at].text.Focus()
}

// Value is what stands in the nth field: a text without spaces around it, or
// the value of the choice, "" for none.
func (m Model) Value(n int) string {
	l := m.lines[n]
	if l.Choices == nil {
		return strings.TrimSpace(l.text.Value())
	}
	if l.chosen < 0 {
		return ""
	}
	return l.Choices[l.chosen].Value
}

// Fault shows what is wrong with the nth field, as the store found, and puts
// the focus there.
func (m *Model) Fault(n int, sentence string) {
	m.focus(n)
	m.fault = sentence
}

// SetSize says how large the form will be drawn, in cells: a mouse needs it.
func (m *Model) SetSize(width, height int) { m.width, m.height = width, height }

// Typing reports that the field in focus is a text: letters and digits type.
func (m Model) Typing() bool { return len(m.lines) > 0 && m.lines[m.at].Choices == nil }

// focus moves to the nth field. What stands in a text is selected, so that
// typing replaces it.
func (m *Model) focus(n int) {
	if len(m.lines) == 0 {
		return
	}
	lines := append([]line(nil), m.lines...)
	lines[m.at].text.Blur()
	lines[n].text.Focus()
	lines[n].text.SelectAll()
	m.lines, m.at, m.fault = lines, n, ""
}

// Update takes one key, paste or mouse message in the form's own cells.
func (m Model) Update(msg tea.Msg) (Model, Event) {
	if len(m.lines) == 0 {
		return m, Nothing
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.typed(msg)
	case tea.MouseClickMsg:
		return m.click(msg)
	}
	return m, Nothing
}

func (m Model) key(msg tea.KeyPressMsg) (Model, Event) {
	switch msg.String() {
	case "enter":
		return m.enter()
	case "tab", "down":
		m.focus((m.at + 1) % len(m.lines))
		return m, Nothing
	case "shift+tab", "up":
		m.focus((m.at + len(m.lines) - 1) % len(m.lines))
		return m, Nothing
	}
	if m.Typing() {
		return m.typed(msg)
	}
	return m.choose(msg)
}

// enter goes on from a field that passes its check; on the last one the whole
// form has to pass.
func (m Model) enter() (Model, Event) {
	if m.fault = m.check(m.at); m.fault != "" {
		return m, Nothing
	}
	if m.at < len(m.lines)-1 {
		m.focus(m.at + 1)
		return m, Nothing
	}
	return m.Finish()
}

// Finish ends the form from any field, where every value passes its check.
func (m Model) Finish() (Model, Event) {
	for n := range m.lines {
		if fault := m.check(n); fault != "" {
			m.Fault(n, fault)
			return m, Nothing
		}
	}
	return m, Done
}

func (m Model) check(n int) string {
	if m.lines[n].Check == nil {
		return ""
	}
	return m.lines[n].Check(m.Value(n))
}

func (m Model) typed(msg tea.Msg) (Model, Event) {
	if !m.Typing() {
		return m, Nothing
	}
	text, changed := m.lines[m.at].text.Update(msg)
	m.lines = append([]line(nil), m.lines...)
	m.lines[m.at].text = text
	if !changed {
		return m, Nothing
	}
	m.fault = ""
	return m, Changed
}

// choose takes a choice: its digit goes on to the next field, arrows and Space
// stay.
func (m Model) choose(msg tea.KeyPressMsg) (Model, Event) {
	l := m.lines[m.at]
	n := len(l.Choices)
	key := nav.Plain(msg)
	switch {
	case key == "left":
		return m.take((max(l.chosen, 0) + n - 1) % n), Changed
	case key == "right" || key == "space":
		return m.take((l.chosen + 1) % n), Changed
	case len(key) == 1 && key[0] >= '1' && int(key[0]-'0') <= n:
		m = m.take(int(key[0] - '1'))
		if m.at < len(m.lines)-1 {
			m.focus(m.at + 1)
		}
		return m, Changed
	}
	return m, Nothing
}

func (m Model) take(n int) Model {
	m.lines = append([]line(nil), m.lines...)
	m.lines[m.at].chosen, m.fault = n, ""
	return m
}
