package editor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

const (
	tabStop = 4
	// clusterMax bounds the bytes of a cluster: a base letter with a thousand
	// marks is nobody's text, and reading ahead has to end somewhere.
	clusterMax = 128
)

// face is how the text's characters are shown.
type face struct {
	mask rune // 0: as they are
	wide int  // cells of the mask
}

// cluster gives the bytes of the first user-perceived character of s and the
// cells it takes when it begins in column x.
func (f face) cluster(s string, x int) (n, cells int) {
	if f.mask != 0 {
		_, n = utf8.DecodeRuneInString(s)
		return n, f.wide
	}
	if c := s[0]; c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		if c == '\t' {
			return 1, tabStop - x%tabStop
		}
		return 1, 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if plainWide(r) {
		if len(s) == n || s[n] < utf8.RuneSelf {
			return n, 2
		}
		if next, _ := utf8.DecodeRuneInString(s[n:]); plainWide(next) {
			return n, 2
		}
	}
	if r == '\t' {
		return n, tabStop - x%tabStop
	}
	if hidden(r) {
		return n, 1
	}
	c, cells := ansi.FirstGraphemeCluster(s[:clip(s, clusterMax)], ansi.GraphemeWidth)
	return len(c), max(cells, 1)
}

// plainWide tells a character of two cells that never joins another such one:
// Han, full-width forms and the two stops. It is the fast way past the tables.
func plainWide(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0xFF01 && r <= 0xFF5E || r == '。' || r == '、'
}

// hidden tells a character that would act on the terminal or reorder the row
// instead of showing: controls, separators and the directional marks.
func hidden(r rune) bool {
	return unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || r == 0x61C ||
		r >= 0x200E && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// show writes a cluster as it is drawn in cells columns.
func (f face) show(b *strings.Builder, c string, cells int) {
	if f.mask != 0 {
		b.WriteRune(f.mask)
		return
	}
	switch r, _ := utf8.DecodeRuneInString(c); {
	case r == '\t':
		for range cells {
			b.WriteByte(' ')
		}
	case r < ' ':
		b.WriteRune(0x2400 + r) // the control pictures
	case r == 0x7F:
		b.WriteRune(0x2421)
	case len(c) <= cells || plainWide(r) && cells == 2:
		b.WriteString(c)
	// A mark without a letter would join whatever stands to its left.
	case hidden(r) || ansi.StringWidth(c) == 0:
		b.WriteRune(utf8.RuneError)
	case ansi.StringWidth(c) > cells: // a field of one column
		b.WriteByte('>')
	default:
		b.WriteString(c)
	}
}

// clip gives the greatest cut of s at or before n that splits no rune.
func clip(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}
