package editor

import (
	"unicode"
	"unicode/utf8"
)

// closes tells a character that no row begins with, where it can be helped.
func closes(r rune) bool {
	switch r {
	case '，', '。', '！', '？', '；', '：', '、', '）', '」', '』', '”', '’', '》', '〉', '】', '〕', '…', '—', '～', '·', '％',
		',', '.', '!', '?', ';', ':', ')', ']', '}', '%':
		return true
	}
	return false
}

// opens tells a character that no row ends with, where it can be helped.
func opens(r rune) bool {
	switch r {
	case '（', '「', '『', '“', '‘', '《', '〈', '【', '〔', '(', '[', '{':
		return true
	}
	return false
}

// rowMax bounds the bytes of a row, so that marks without width cannot make a
// row of a megabyte.
func rowMax(width int) int { return 64 + 32*width }

// cutRow gives the bytes and cells of the first row of s. It reads no more
// than rowMax(width)+clusterMax bytes.
func (f face) cutRow(s string, width int) (n, cells int) {
	var prev rune
	good, goodCells := 0, 0 // the last place where a row may end
	for n < len(s) {
		size, w := f.cluster(s[n:], cells)
		r, _ := utf8.DecodeRuneInString(s[n:])
		if n > 0 && f.mayBreak(prev, r) {
			good, goodCells = n, cells
		}
		if r == '\t' && cells < width {
			w = min(w, width-cells)
		}
		if n > 0 && (cells+w > width || n+size > rowMax(width)) {
			if good > 0 {
				return good, goodCells
			}
			return n, cells
		}
		n, cells, prev = n+size, cells+w, r
	}
	return n, cells
}

// mayBreak tells whether a row may end between the two characters.
func (f face) mayBreak(a, b rune) bool {
	if f.mask != 0 {
		return true
	}
	if a < utf8.RuneSelf && b < utf8.RuneSelf {
		return a == ' ' || a == '\t' || b == ' ' || b == '\t' || a == '-' && b != '-'
	}
	if plainHan(a) && plainHan(b) {
		return true
	}
	if closes(b) || opens(a) {
		return false
	}
	return a == '-' || eastern(a) || eastern(b)
}

func plainHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// eastern tells a character that is its own word for wrapping, or a blank.
func eastern(r rune) bool {
	return r >= 0x2E80 && r <= 0xA4CF || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xF900 && r <= 0xFAFF ||
		r >= 0xFF00 && r <= 0xFFEF || r >= 0x1F000 || unicode.IsSpace(r)
}
