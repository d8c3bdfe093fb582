package editor

// oneLineRow is the width a one-line text is cut at for finding characters; it
// is never seen.
const oneLineRow = 64

// layoutAt gives the rows of the text at the width.
func (m Model) layoutAt(width int) *layout {
	if m.opt.OneLine {
		width = oneLineRow
	}
	width = max(width, 1)
	if m.memo == nil {
		return newLayout(m.text, m.face, width)
	}
	if l := m.memo.layout; l == nil || l.width != width || !l.text.same(m.text) {
		m.memo.layout = newLayout(m.text, m.face, width)
	}
	return m.memo.layout
}

// layout gives the rows at the last known width.
func (m Model) layout() *layout {
	w, _ := m.size()
	return m.layoutAt(w)
}

// row gives the row the caret shows in.
func (m Model) row(l *layout) row {
	r := l.at(m.caret)
	if m.tail && r.k > 0 && r.start() == m.caret {
		r.k--
	}
	return r
}

// same tells whether the two are one value (not merely equal).
func (t text) same(u text) bool {
	return t.size == u.size && len(t.pieces) == len(u.pieces) &&
		(t.size == 0 || &t.pieces[0] == &u.pieces[0])
}

// forget drops the remembered rows, without touching those of a copy.
func (m *Model) forget() {
	w, h := m.size()
	m.memo = &memo{width: w, height: h}
}

// follow moves the first row in sight no further than the caret asks.
func (m *Model) follow() {
	w, h := m.size()
	m.top = m.topFor(w, h)
}

// topFor gives the first offset in sight at a size: the stored one, moved as
// little as shows the caret and leaves no empty rows below text above.
func (m Model) topFor(width, height int) int {
	l := m.layoutAt(width)
	if m.opt.OneLine {
		return m.leftFor(l, width)
	}
	top, at := l.at(min(m.top, m.text.size)), m.row(l)
	if at.start() < top.start() {
		top = at
	} else if first := l.shift(at, 1-height); first.start() > top.start() {
		top = first
	}
	last, n := top, 1
	for n < height {
		r, ok := l.next(last)
		if !ok {
			break
		}
		last, n = r, n+1
	}
	return l.shift(top, n-height).start()
}

// leftFor is topFor for one line: the first character in sight.
func (m Model) leftFor(l *layout, width int) int {
	left := m.back(l, m.caret, min(m.top, m.caret), width-1)
	if m.text.size-left < rowMax(width) {
		left = min(left, m.back(l, m.text.size, 0, width-1))
	}
	return left
}

// back goes from an offset towards another one, no further than some cells.
func (m Model) back(l *layout, at, to, cells int) int {
	for at > to {
		prev := l.before(at)
		_, w := m.face.cluster(m.text.slice(prev, at), 0)
		if cells -= w; cells < 0 {
			break
		}
		at = prev
	}
	return at
}

// along calls f for the characters of a one-line field from an offset on, as
// many as a screen can show, with their column from there.
func (m Model) along(at int, f func(off int, c string, x, cells int) bool) {
	w, _ := m.size()
	s := m.text.slice(at, min(m.text.size, at+rowMax(w)))
	for x := 0; s != ""; {
		n, cells := m.face.cluster(s, 0)
		if !f(at, s[:n], x, cells) {
			return
		}
		at, s, x = at+n, s[n:], x+cells
	}
}
