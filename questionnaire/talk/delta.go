package talk

import (
	"slices"
	"unicode/utf8"
)

// Delta is the change of one text: at a byte Removed gave way to Inserted.
type Delta struct {
	At                int
	Removed, Inserted string
}

// Between is the change from one text to another: what stands between their
// common beginning and their common end, cut at code points.
func Between(a, b string) Delta {
	p := common(a, b)
	for p > 0 && (p < len(a) && !utf8.RuneStart(a[p]) || p < len(b) && !utf8.RuneStart(b[p])) {
		p--
	}
	s := commonEnd(a[p:], b[p:])
	for s > 0 && !utf8.RuneStart(a[len(a)-s]) {
		s--
	}
	return Delta{p, a[p : len(a)-s], b[p : len(b)-s]}
}

// block is how many bytes are compared at once, for texts of a megabyte.
const block = 512

// common is the length of the common beginning.
func common(a, b string) int {
	n, p := min(len(a), len(b)), 0
	for p+block <= n && a[p:p+block] == b[p:p+block] {
		p += block
	}
	for p < n && a[p] == b[p] {
		p++
	}
	return p
}

// commonEnd is the length of the common end.
func commonEnd(a, b string) int {
	n, s := min(len(a), len(b)), 0
	for s+block <= n && a[len(a)-s-block:len(a)-s] == b[len(b)-s-block:len(b)-s] {
		s += block
	}
	for s < n && a[len(a)-1-s] == b[len(b)-1-s] {
		s++
	}
	return s
}

// Empty tells that nothing changed.
func (d Delta) Empty() bool { return d.Removed == "" && d.Inserted == "" }

// Apply does the change to the text it was made for.
func (d Delta) Apply(text string) string {
	return text[:d.At] + d.Inserted + text[d.At+len(d.Removed):]
}

// Back is the change that takes this one back.
func (d Delta) Back() Delta { return Delta{d.At, d.Inserted, d.Removed} }

// Shift moves the marks of a text along with a change of it. A mark keeps to
// its words: what is typed before or behind it stays outside, what is typed
// within goes in, and one whose words are all gone goes with them. A mark on
// the whole text stays on the whole text.
func Shift(marks []Mark, text string, d Delta) []Mark {
	if len(marks) == 0 || d.Empty() {
		return marks
	}
	at, whole := utf8.RuneCountInString(text[:d.At]), utf8.RuneCountInString(text)
	out, in := utf8.RuneCountInString(d.Removed), utf8.RuneCountInString(d.Inserted)
	var moved []Mark
	for _, m := range marks {
		if m.First == 0 && m.Last == whole {
			m.Last = whole - out + in
			moved = append(moved, m)
			continue
		}
		m.First, m.Last = ahead(m.First, at, out, in), behind(m.Last, at, out, in)
		if m.First < m.Last {
			moved = append(moved, m)
		}
	}
	return moved
}

// ahead moves the beginning of a mark: past what is put in before its words.
func ahead(n, at, out, in int) int {
	switch {
	case n < at:
		return n
	case n < at+out:
		return at + in
	}
	return n - out + in
}

// behind moves the end of a mark: it stays before what is put in behind its
// words.
func behind(n, at, out, in int) int {
	switch {
	case n <= at:
		return n
	case n < at+out:
		return at
	}
	return n - out + in
}

// Split parts the marks of a text at a code point, for the text before it and
// the text behind it. A mark across it stays on both; the piece behind takes
// its id from id.
func Split(marks []Mark, at int, id func() string) (before, behind []Mark) {
	for _, m := range marks {
		if m.First < at || m.First == 0 && m.Last == 0 {
			part := m
			part.Last = min(m.Last, at)
			before = append(before, part)
		}
		if m.Last > at {
			if m.First < at {
				m.ID = id()
			}
			m.First, m.Last = max(m.First-at, 0), m.Last-at
			behind = append(behind, m)
		}
	}
	return before, behind
}

// Join puts the marks of a text that is appended to another of n code points
// behind the other's.
func Join(marks, appended []Mark, n int) []Mark {
	out := slices.Clone(marks)
	for _, m := range appended {
		m.First, m.Last = m.First+n, m.Last+n
		if m.First < m.Last {
			out = append(out, m)
		}
	}
	return out
}
