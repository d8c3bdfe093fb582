package editor

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Update takes a key, a paste, or a mouse message in the field's own cells, and
// tells whether the text changed. Keys and pastes need the focus. A key the
// field has no use for is ignored, so the caller looks first at those it wants;
// Ctrl+C, Ctrl+K, Tab and Esc are never the field's.
func (m Model) Update(msg tea.Msg) (Model, bool) {
	rev := m.rev
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if m.focused {
			m.key(msg.Key())
		}
	case tea.PasteMsg:
		if m.focused {
			m.insert(msg.Content, other)
		}
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			m.moveTo(m.under(msg.X, msg.Y), msg.Mod.Contains(tea.ModShift))
		}
	case tea.MouseMotionMsg:
		if msg.Button == tea.MouseLeft {
			m.moveTo(m.under(msg.X, msg.Y), true)
		}
	case tea.MouseWheelMsg:
		m.wheel(msg.Button)
	}
	return m, m.rev != rev
}

func (m *Model) key(k tea.Key) {
	mods := k.Mod & (tea.ModCtrl | tea.ModAlt | tea.ModShift)
	if k.Text != "" && mods&^tea.ModShift == 0 {
		m.insert(k.Text, typing)
		return
	}
	shift := mods&tea.ModShift != 0
	name := tea.Key{Code: k.Code, Mod: mods &^ tea.ModShift}.Keystroke()
	if m.move(name, shift) || m.erase(name) {
		return
	}
	switch name {
	case "ctrl+z":
		if shift {
			m.redo()
		} else {
			m.undo()
		}
	case "ctrl+y":
		m.redo()
	case "ctrl+a":
		m.SelectAll()
	case "alt+c", "ctrl+insert":
		m.copy()
	case "ctrl+x":
		m.cutOut()
	case "ctrl+v":
		m.insert(m.clip, other)
	case "enter":
		if !m.opt.OneLine {
			m.insert("\n", typing)
		}
	}
}

// move does what the keys do that only move the caret, and tells whether the
// key was one of them.
func (m *Model) move(name string, sel bool) bool {
	if m.moveRows(name, sel) {
		return true
	}
	var to int
	a, b := m.span()
	switch name {
	case "left":
		if to = a; sel || a == b {
			to = m.layout().before(m.caret)
		}
	case "right":
		if to = b; sel || a == b {
			to = m.layout().beyond(m.caret)
		}
	case "ctrl+left", "alt+left":
		to = m.wordStart()
	case "ctrl+right", "alt+right":
		to = m.wordEnd()
	case "home":
		to = m.home()
	case "end":
		m.toEnd(sel)
		return true
	case "ctrl+home":
		to = 0
	case "ctrl+end":
		to = m.text.size
	default:
		return false
	}
	m.moveTo(to, sel)
	return true
}

// moveRows does the keys that move by visual rows. A one-line field has none.
func (m *Model) moveRows(name string, sel bool) bool {
	_, page := m.size()
	page = max(page-1, 1)
	n := 0
	switch name {
	case "up":
		n = -1
	case "down":
		n = 1
	case "pgup":
		n = -page
	case "pgdown":
		n = page
	default:
		return false
	}
	if !m.opt.OneLine {
		m.vertical(n, sel)
	}
	return true
}

// erase does what the erasing keys do, and tells whether the key was one.
func (m *Model) erase(name string) bool {
	a, b := m.span()
	k := other
	selected := a != b
	switch name {
	case "backspace":
		if !selected {
			a, k = m.layout().before(m.caret), erasing
		}
	case "delete":
		if !selected {
			b, k = m.layout().beyond(m.caret), deleting
		}
	case "ctrl+backspace", "ctrl+w", "alt+backspace":
		if !selected {
			a = m.wordStart()
		}
	case "ctrl+delete", "alt+delete":
		if !selected {
			b = m.wordEnd()
		}
	default:
		return false
	}
	m.cut = 0
	m.replace(a, b, "", k)
	return true
}

// copy puts the selection on the field's own clipboard; a masked field gives
// nothing away.
func (m *Model) copy() bool {
	s := m.Selected()
	if s == "" || m.opt.Mask {
		return false
	}
	m.clip = strings.Clone(s)
	return true
}

func (m *Model) cutOut() {
	if m.copy() {
		a, b := m.span()
		m.replace(a, b, "", other)
	}
}

// wheel moves the caret three rows, and the view with it.
func (m *Model) wheel(b tea.MouseButton) {
	if m.opt.OneLine {
		return
	}
	switch b {
	case tea.MouseWheelUp:
		m.vertical(-3, false)
	case tea.MouseWheelDown:
		m.vertical(3, false)
	}
}

// under gives the offset drawn at a cell of the field.
func (m Model) under(x, y int) int {
	w, h := m.size()
	l, top := m.layoutAt(w), m.topFor(w, h)
	if !m.opt.OneLine {
		return l.offset(l.shift(l.at(top), max(y, 0)), max(x, 0))
	}
	at := top
	m.along(top, func(off int, c string, col, cells int) bool {
		if at = off; x < col+cells {
			return false
		}
		at = off + len(c)
		return true
	})
	return at
}
