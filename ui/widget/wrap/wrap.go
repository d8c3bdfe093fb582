// Package wrap breaks texts into rows by cells, with Chinese punctuation where it
// belongs: no row begins with a full stop.
package wrap

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
)

// Signs that may not begin a row, and signs that may not end one.
const (
	closing = "，。、；：？！）》】〕」』”’…—,.;:?!)]}%"
	opening = "（《【〔「『“‘([{"
)

// Lines breaks a text into rows of at most width cells: at blanks between
// words, anywhere between Han signs, but never before a closing sign or behind
// an opening one. The text comes as written, without styles: nothing in it
// steers the terminal afterwards. A text without room for one sign comes as one row a piece.
func Lines(text string, width int) []string {
	var rows []string
	for _, line := range strings.Split(questionnaire.Harmless(text), "\n") {
		rows = append(rows, wrapLine(line, max(width, 2))...)
	}
	return rows
}

func wrapLine(line string, width int) []string {
	var rows []string
	row, used := "", 0
	flush := func() {
		rows = append(rows, strings.TrimRight(row, " "))
		row, used = "", 0
	}
	for _, piece := range pieces(line) {
		word := strings.TrimRight(piece, " ")
		cells := cellsIn(word)
		if used > 0 && used+cells > width {
			flush()
		}
		for cells > width { // one word wider than the row
			head := ansi.Truncate(piece, width, "")
			row, piece = head, piece[len(head):]
			flush()
			word = strings.TrimRight(piece, " ")
			cells = cellsIn(word)
		}
		row += piece
		used += cells + len(piece) - len(word)
	}
	flush()
	return rows
}

// pieces cuts a line into the smallest parts that stay together; blanks stay
// with the part before them.
func pieces(line string) []string {
	var out []string
	start, before := 0, rune(0)
	for i, r := range line {
		if i > start && breaks(before, r) {
			out = append(out, line[start:i])
			start = i
		}
		before = r
	}
	if start < len(line) {
		out = append(out, line[start:])
	}
	return out
}

// breaks tells whether a row may end between a and b.
func breaks(a, b rune) bool {
	switch {
	case b == ' ', strings.ContainsRune(closing, b), strings.ContainsRune(opening, a), joins(a), joins(b):
		return false
	case a == ' ':
		return true
	}
	return wide(a) || wide(b)
}

// joins tells whether r belongs to the sign before or behind it.
func joins(r rune) bool {
	return r == '\u200d' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Variation_Selector, r)
}

func wide(r rune) bool { return r > 0x7f && (han(r) || ansi.StringWidth(string(r)) == 2) }

// han tells the signs that make up nearly all of a Chinese text: two cells
// each, whatever stands beside them.
func han(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// cellsIn is the width of a text; most texts need no look at a table.
func cellsIn(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r >= ' ' && r <= '~':
			n++
		case han(r):
			n += 2
		default:
			return ansi.StringWidth(text)
		}
	}
	return n
}
