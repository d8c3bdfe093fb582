// Package editor is the text field of every screen, of one line or many, made
// for people who type Chinese with an input method: the terminal's real cursor
// stands at the caret, text wraps by cells, and a key costs the rows in sight,
// however long the text is.
package editor

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Options say what kind of field New makes.
type Options struct {
	OneLine     bool   // newlines become spaces; Enter, Up, Down are the caller's
	Limit       int    // the most runes the field takes; 0: no limit
	Mask        bool   // every rune is drawn as MaskRune and cannot be copied
	MaskRune    rune   // '*' if not given
	Placeholder string // drawn while the field is empty
	Styles      Styles
}

// Styles are the looks of a field. They must not have width, padding or border.
type Styles struct{ Text, Selection, Placeholder lipgloss.Style }

// place is a caret and the other end of the selection, in bytes. Without a
// selection they are equal.
type place struct{ caret, mark int }

// Model is a text field. It is a value: a copy keeps its text when the
// original goes on. The zero Model is an empty field without options.
//
// Keys that move by rows use the size of the last Draw, or of SetSize before
// the first one; Draw changes nothing else.
type Model struct {
	place
	opt     Options
	face    face
	text    text
	top     int  // an offset in the first row in sight (one line: the first character)
	goal    int  // column that Up and Down keep to, plus one; 0: the caret's
	tail    bool // at a wrap the caret shows after the row above, not before the one below
	focused bool
	rev     uint64
	cut     int    // runes that did not fit the last time
	clip    string // what was cut or copied here
	past    *step
	future  *step
	open    kind  // what the newest step may still take in
	memo    *memo // never nil after New
}

// memo is what drawing leaves for the next key: the size and the wrapped rows.
// It holds nothing that cannot be computed anew.
type memo struct {
	width, height int
	layout        *layout
}

// New gives an empty field without focus.
func New(o Options) Model {
	m := Model{opt: o, memo: &memo{}}
	if o.Mask {
		if o.MaskRune == 0 {
			o.MaskRune = '*'
		}
		m.face = face{o.MaskRune, max(ansi.StringWidth(string(o.MaskRune)), 1)}
	}
	return m
}

// Value gives the whole text, with LF between lines. It copies: look at Rev
// first where the text may be long.
func (m Model) Value() string {
	var b strings.Builder
	b.Grow(m.text.size)
	for _, p := range m.text.pieces {
		b.WriteString(p.s)
	}
	return b.String()
}

// SetValue replaces the text, puts the caret at its end and forgets the
// history. It filters and limits like a paste.
func (m *Model) SetValue(s string) {
	m.text, m.past, m.future, m.open, m.cut = text{}, nil, nil, none, 0
	m.place, m.top, m.goal, m.tail = place{}, 0, 0, false
	m.forget()
	if s = m.fit(m.clean(s), 0); s != "" {
		m.text = m.text.replace(0, 0, s)
	}
	m.forget()
	m.caret = m.text.size
	m.mark = m.caret
	m.rev++
	m.follow()
}

// Insert types s at the caret, over the selection, as one step of undo.
func (m *Model) Insert(s string) { m.insert(s, other) }

// Caret gives the runes before the caret.
func (m Model) Caret() int { return m.text.runeAt(m.caret) }

// SetCaret puts the caret after n runes, within the text, and drops the
// selection.
func (m *Model) SetCaret(n int) { m.moveTo(m.text.byteAt(max(n, 0)), false) }

// SetStyles changes the looks, as when the terminal tells its background.
func (m *Model) SetStyles(s Styles) { m.opt.Styles = s }

// Focus makes the field take keys and show its cursor.
func (m *Model) Focus() { m.focused = true }

// Blur ends what Focus began.
func (m *Model) Blur() { m.focused, m.open = false, none }

// Focused tells whether the field takes keys.
func (m Model) Focused() bool { return m.focused }

// Rev changes whenever the text changes.
func (m Model) Rev() uint64 { return m.rev }

// Len gives the runes of the text.
func (m Model) Len() int { return m.text.runes }

// Truncated gives how many runes the last insertion lost to the limit.
func (m Model) Truncated() int { return m.cut }

// Selected gives the selected text, "" for none.
func (m Model) Selected() string { return m.text.slice(m.span()) }

// SelectAll selects the whole text.
func (m *Model) SelectAll() {
	m.moveTo(m.text.size, false)
	m.mark = 0
}

// span gives the selection in order.
func (m Model) span() (a, b int) { return min(m.caret, m.mark), max(m.caret, m.mark) }

// linesCap bounds the rows Lines counts.
const linesCap = 64

// Lines gives the rows the text takes at the width, for a field that grows: at
// least 1, and no more than 64 are counted.
func (m Model) Lines(width int) int {
	if m.opt.OneLine {
		return 1
	}
	l := m.layoutAt(width)
	n := 1
	for r, ok := l.next(l.at(0)); ok && n < linesCap; r, ok = l.next(r) {
		n++
	}
	return n
}

// SetSize says how large the field will be drawn, in cells. It is needed only
// where keys come before the first Draw.
func (m *Model) SetSize(width, height int) {
	m.note(width, height)
	m.follow()
}

func (m Model) note(width, height int) {
	if m.memo != nil {
		m.memo.width, m.memo.height = width, height
	}
}

// size gives the last known size.
func (m Model) size() (width, height int) {
	if m.memo == nil || m.memo.width < 1 {
		return 78, 5
	}
	return m.memo.width, max(m.memo.height, 1)
}
