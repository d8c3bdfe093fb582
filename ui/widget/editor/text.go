package editor

import (
	"strings"
	"unicode/utf8"
)

// pieceMax is the most bytes a piece holds. An edit copies one piece and the
// list of pieces, so it is the balance between the two: 1 MiB makes 512.
const pieceMax = 2048

// text is an immutable string in pieces, so that a key in 1 MiB copies a few
// kilobytes and older values stay whole. Offsets are bytes from its start.
type text struct {
	pieces []piece
	size   int // bytes
	runes  int
}

// piece is a stretch of valid UTF-8, cut between runes.
type piece struct {
	s             string
	runes, breaks int // runes and newlines in s
}

func newPiece(s string) piece {
	return piece{s, utf8.RuneCountInString(s), strings.Count(s, "\n")}
}

// find gives the piece that holds the offset and the offset within it; the end
// of the text belongs to the last piece.
func (t text) find(at int) (i, off int) {
	for i = range t.pieces {
		n := len(t.pieces[i].s)
		if at < n || i == len(t.pieces)-1 {
			return i, at
		}
		at -= n
	}
	return 0, 0
}

// replace gives the text with [a,b) replaced by s.
func (t text) replace(a, b int, s string) text {
	i, from := t.find(a)
	j, to := t.find(b)
	head, tail := "", ""
	rest := 0
	if len(t.pieces) > 0 {
		head, tail, rest = t.pieces[i].s[:from], t.pieces[j].s[to:], j+1
	}
	// A dwindling piece joins its neighbour, or deleting would leave crumbs.
	if n := len(head) + len(s) + len(tail); n < pieceMax/4 && i > 0 && len(t.pieces[i-1].s)+n <= pieceMax {
		i--
		head = t.pieces[i].s + head
	}
	out := text{pieces: make([]piece, 0, len(t.pieces)+len(s)/pieceMax*2+2)}
	out.pieces = append(out.pieces, t.pieces[:i]...)
	out.pieces = appendCut(out.pieces, head+s+tail)
	out.pieces = append(out.pieces, t.pieces[rest:]...)
	for _, p := range out.pieces {
		out.size += len(p.s)
		out.runes += p.runes
	}
	return out
}

// appendCut appends s in pieces of about equal size.
func appendCut(to []piece, s string) []piece {
	for n := (len(s) + pieceMax - 1) / pieceMax; n > 1; n-- {
		cut := len(s) / n
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		to, s = append(to, newPiece(s[:cut])), s[cut:]
	}
	if s != "" {
		to = append(to, newPiece(s))
	}
	return to
}

// slice gives the bytes [a,b), without copying where one piece has them all.
func (t text) slice(a, b int) string {
	if a >= b {
		return ""
	}
	i, off := t.find(a)
	if n := b - a; off+n <= len(t.pieces[i].s) {
		return t.pieces[i].s[off : off+n]
	}
	var out strings.Builder
	out.Grow(b - a)
	for n := b - a; n > 0; i, off = i+1, 0 {
		s := t.pieces[i].s[off:]
		s = s[:min(n, len(s))]
		out.WriteString(s)
		n -= len(s)
	}
	return out.String()
}

// lineStart gives the offset after the newline before at, or 0.
func (t text) lineStart(at int) int {
	i, off := t.find(at)
	base := at - off
	for ; i >= 0 && i < len(t.pieces); i-- {
		if p := t.pieces[i]; p.breaks > 0 {
			if n := strings.LastIndexByte(p.s[:off], '\n'); n >= 0 {
				return base + n + 1
			}
		}
		if i > 0 {
			off = len(t.pieces[i-1].s)
			base -= off
		}
	}
	return 0
}

// lineEnd gives the offset of the newline at or after at, or the size.
func (t text) lineEnd(at int) int {
	i, off := t.find(at)
	base := at - off
	for ; i < len(t.pieces); i++ {
		p := t.pieces[i]
		if p.breaks > 0 {
			if n := strings.IndexByte(p.s[off:], '\n'); n >= 0 {
				return base + off + n
			}
		}
		base, off = base+len(p.s), 0
	}
	return t.size
}

// runeAt gives how many runes stand before the byte offset.
func (t text) runeAt(at int) int {
	i, off := t.find(at)
	n := 0
	for _, p := range t.pieces[:i] {
		n += p.runes
	}
	if i < len(t.pieces) {
		n += utf8.RuneCountInString(t.pieces[i].s[:off])
	}
	return n
}

// byteAt gives the byte offset after n runes, kept within the text.
func (t text) byteAt(n int) int {
	at := 0
	for _, p := range t.pieces {
		if n < p.runes {
			return at + runePrefix(p.s, n)
		}
		n, at = n-p.runes, at+len(p.s)
	}
	return at
}

// runePrefix gives the bytes of the first n runes of s.
func runePrefix(s string, n int) int {
	for i := range s {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(s)
}
