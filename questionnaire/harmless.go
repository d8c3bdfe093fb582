package questionnaire

import (
	"strings"
	"unicode/utf8"
)

// Harmless is a text as it may be drawn: nothing in it steers a terminal or
// turns its rows round. Lines stay, a tab is a space, control characters are
// shown by their pictures (U+2400 to U+2421), and whatever else is not to be
// obeyed (further controls, marks of direction, separators of lines and
// paragraphs, bytes that are no UTF-8) by U+FFFD. Each sign stands for one, so
// that places in the text stay. What is kept and handed on is the text itself.
func Harmless(s string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !steers(r):
			return r
		case r == '\t':
			return ' '
		case r < ' ':
			return '␀' + r
		case r == 0x7f:
			return '␡'
		}
		return utf8.RuneError
	}, s)
}

// HarmlessLine is a text as it may be drawn on one line: Harmless, and a space
// for each end of a line.
func HarmlessLine(s string) string { return strings.ReplaceAll(Harmless(s), "\n", " ") }

func steers(r rune) bool {
	switch {
	case r < ' ':
		return r != '\n'
	case r < 0x7f:
		return false
	case r < 0xa0: // DEL and the second set of controls
		return true
	}
	return r == 0x61c || r == 0x200e || r == 0x200f || 0x2028 <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 || r == utf8.RuneError
}
