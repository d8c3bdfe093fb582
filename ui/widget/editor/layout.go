package editor

import "sort"

// line is where the visual rows of one logical line begin. It is filled from
// the front and no further than asked, so a megabyte without a newline costs
// what is looked at.
type line struct {
	at, end int   // the line is [at,end) of the text; end is a newline or the end
	starts  []int // offsets of the known rows; the first is at
	whole   bool  // all rows are known
}

// row is one visual row: the k-th of a line.
type row struct {
	*line
	k int
}

// layout wraps one text at one width and remembers the lines it was asked for.
type layout struct {
	text  text
	face  face
	width int
	lines map[int]*line // by their start
}

// linesMax bounds what a layout remembers; past it, it starts anew.
const linesMax = 512

func newLayout(t text, f face, width int) *layout {
	return &layout{text: t, face: f, width: max(width, 1), lines: map[int]*line{}}
}

// after gives the layout of the text t, which differs from this one's from the
// offset a on. Rows that cannot have changed are kept.
func (l *layout) after(t text, a int) *layout {
	out := newLayout(t, l.face, l.width)
	for at, ln := range l.lines {
		switch {
		case ln.end < a && len(ln.starts) > 8:
			out.lines[at] = ln
		case at <= a && ln.end >= a:
			// A row depends on the text up to the first character that did not
			// fit, which stands in the next row: two rows before the edit go.
			keep := max(sort.SearchInts(ln.starts, a)-2, 1)
			out.lines[at] = &line{at: at, end: t.lineEnd(at), starts: ln.starts[:keep:keep]}
		}
	}
	return out
}

// line gives the logical line that starts at the offset.
func (l *layout) line(at int) *line {
	if ln := l.lines[at]; ln != nil {
		return ln
	}
	if len(l.lines) >= linesMax {
		clear(l.lines)
	}
	ln := &line{at: at, end: l.text.lineEnd(at), starts: []int{at}}
	l.lines[at] = ln
	return ln
}

// fill makes the rows known up to the one that begins after the offset.
func (l *layout) fill(ln *line, to int) {
	need := rowMax(l.width) + clusterMax
	for !ln.whole && ln.starts[len(ln.starts)-1] <= to {
		from := ln.starts[len(ln.starts)-1]
		s := l.text.slice(from, min(ln.end, from+2*need))
		rest := ln.end - from - len(s)
		for len(s) > need || rest == 0 {
			n, cells := l.face.cutRow(s, l.width)
			from, s = from+n, s[n:]
			// A full last row is followed by an empty one, where the caret stands.
			if s == "" && rest == 0 && cells < l.width {
				ln.whole = true
				break
			}
			ln.starts = append(ln.starts, from)
			if s == "" {
				ln.whole = rest == 0
				break
			}
		}
	}
}

// at gives the row that shows the offset.
func (l *layout) at(off int) row {
	ln := l.line(l.text.lineStart(off))
	l.fill(ln, off)
	return row{ln, sort.SearchInts(ln.starts, off+1) - 1}
}

// end gives the offset after the row's last character, and whether the line
// goes on in the next row.
func (l *layout) end(r row) (off int, wraps bool) {
	l.fill(r.line, r.starts[r.k])
	if r.k+1 < len(r.starts) {
		return r.starts[r.k+1], true
	}
	return r.line.end, false
}

func (r row) start() int { return r.starts[r.k] }

// next gives the row below, and false at the last.
func (l *layout) next(r row) (row, bool) {
	if end, wraps := l.end(r); wraps {
		return row{r.line, r.k + 1}, true
	} else if end < l.text.size {
		return row{l.line(end + 1), 0}, true
	}
	return r, false
}

// prev gives the row above, and false at the first.
func (l *layout) prev(r row) (row, bool) {
	if r.k > 0 {
		return row{r.line, r.k - 1}, true
	}
	if r.line.at > 0 {
		return l.at(r.line.at - 1), true
	}
	return r, false
}

// shift gives the row n below (above when negative), or the outermost one.
func (l *layout) shift(r row, n int) row {
	ok := true
	for ; n > 0 && ok; n-- {
		r, ok = l.next(r)
	}
	for ; n < 0 && ok; n++ {
		r, ok = l.prev(r)
	}
	return r
}

// walk calls f for each character of the row with its offset, text, column and
// cells, until f says false.
func (l *layout) walk(r row, f func(off int, c string, x, cells int) bool) {
	off := r.start()
	end, _ := l.end(r)
	s := l.text.slice(off, end)
	for x := 0; s != ""; {
		n, w := l.face.cluster(s, x)
		w = max(min(w, l.width-x), 0)
		if !f(off, s[:n], x, w) {
			return
		}
		off, s, x = off+n, s[n:], x+w
	}
}

// column gives the column of the character at the offset, which the row shows.
func (l *layout) column(r row, off int) (col int) {
	l.walk(r, func(at int, c string, x, cells int) bool {
		if off < at+len(c) {
			col = x
			return false
		}
		col = x + cells
		return true
	})
	return col
}

// offset gives the place in the row whose character covers column x, or the
// row's last place.
func (l *layout) offset(r row, x int) int {
	last, found := r.start(), -1
	l.walk(r, func(at int, _ string, col, cells int) bool {
		last = at
		if x < col+cells {
			found = at
			return false
		}
		return true
	})
	if found >= 0 {
		return found
	}
	if end, wraps := l.end(r); !wraps {
		return end
	}
	return last // the end would show in the next row
}

// before and beyond give the character boundary next to the offset.
func (l *layout) before(off int) int {
	if off == 0 {
		return 0
	}
	r := l.at(off)
	if r.start() == off {
		if r.k == 0 {
			return off - 1 // the newline
		}
		r.k--
	}
	at := r.start()
	l.walk(r, func(o int, _ string, _, _ int) bool {
		if o < off {
			at = o
		}
		return o < off
	})
	return at
}

func (l *layout) beyond(off int) int {
	r := l.at(off)
	if off == r.line.end {
		return min(off+1, l.text.size)
	}
	at := off
	l.walk(r, func(o int, c string, _, _ int) bool {
		at = o + len(c)
		return at <= off
	})
	return at
}
