package editor

import (
	"unicode"
	"unicode/utf8"
)

// moveTo puts the caret at an offset; with sel the selection's other end stays.
func (m *Model) moveTo(at int, sel bool) {
	m.caret = min(max(at, 0), m.text.size)
	if !sel {
		m.mark = m.caret
	}
	m.goal, m.open, m.tail = 0, none, false
	m.follow()
}

// vertical moves the caret n rows, or as far as there are, keeping to the
// column it set out from.
func (m *Model) vertical(n int, sel bool) {
	l := m.layout()
	from := m.row(l)
	goal := m.goal
	if goal == 0 {
		goal = l.column(from, m.caret) + 1
	}
	m.moveTo(l.offset(l.shift(from, n), goal-1), sel)
	m.goal = goal
}

// home gives the start of the visual row, or from there of the logical line.
func (m Model) home() int {
	if m.opt.OneLine {
		return 0
	}
	r := m.row(m.layout())
	if r.start() == m.caret {
		return r.line.at
	}
	return r.start()
}

// toEnd goes to the end of the visual row, or from there of the logical line.
func (m *Model) toEnd(sel bool) {
	if m.opt.OneLine {
		m.moveTo(m.text.size, sel)
		return
	}
	l := m.layout()
	r := m.row(l)
	end, wraps := l.end(r)
	if end == m.caret {
		end, wraps = r.line.end, false
	}
	m.moveTo(end, sel)
	m.tail = wraps
	m.follow()
}

// class sorts characters into the runs that a step by words crosses.
func class(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return 0
	case unicode.Is(unicode.Han, r):
		return 1
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_':
		return 2
	}
	return 3
}

// wordStart gives the start of the run before the caret, past spaces. A masked
// field has no words to tell of.
func (m Model) wordStart() int {
	if m.opt.Mask {
		return 0
	}
	at := m.text.runBefore(m.caret)
	if l := m.layout(); at < m.text.size {
		return l.before(l.beyond(at)) // a run may begin with the marks of a character
	}
	return at
}

// wordEnd gives the end of the run after the caret, past spaces.
func (m Model) wordEnd() int {
	if m.opt.Mask {
		return m.text.size
	}
	at := m.text.runAfter(m.caret)
	if l := m.layout(); at < m.text.size && l.before(l.beyond(at)) != at {
		return l.beyond(at)
	}
	return at
}

// runBefore crosses the blanks before an offset and one run of a class.
func (t text) runBefore(at int) int {
	run := 0
	i, off := t.find(at)
	for ; i >= 0 && i < len(t.pieces); i-- {
		for s := t.pieces[i].s[:off]; s != ""; {
			r, n := utf8.DecodeLastRuneInString(s)
			if run != 0 && class(r) != run {
				return at
			}
			run, at, s = class(r), at-n, s[:len(s)-n]
		}
		if i > 0 {
			off = len(t.pieces[i-1].s)
		}
	}
	return at
}

// runAfter crosses the blanks after an offset and one run of a class.
func (t text) runAfter(at int) int {
	run := 0
	i, off := t.find(at)
	for ; i < len(t.pieces); i++ {
		for _, r := range t.pieces[i].s[off:] {
			if run != 0 && class(r) != run {
				return at
			}
			run, at = class(r), at+utf8.RuneLen(r)
		}
		off = 0
	}
	return at
}
