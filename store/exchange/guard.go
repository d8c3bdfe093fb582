package exchange

import "strings"

// Guard is a text as it stands in a cell. In the guarded flavour a text that a
// spreadsheet would take for a formula, or whose digits it would cut, gets one
// leading apostrophe. In both flavours a text that reads as a missing code gets
// it too, and so does such a text that already has apostrophes before it, or
// Unguard could not tell the two apart.
func Guard(s string, raw bool) string {
	if guarded(s, raw) {
		return "'" + s
	}
	return s
}

// Unguard is the exact inverse of Guard: Unguard(Guard(s, raw), raw) == s for
// every s.
func Unguard(s string, raw bool) string {
	if len(s) > 1 && s[0] == '\'' && guarded(s[1:], raw) {
		return s[1:]
	}
	return s
}

// guarded reports whether the text gets the apostrophe.
func guarded(s string, raw bool) bool {
	if s == "" {
		return false
	}
	if raw {
		return isMissing(strings.TrimLeft(s, "'"))
	}
	switch c := s[0]; {
	case c == '\'', c == '=', c == '+', c == '-', c == '@', c == '\t', c == '\r', c == 0, c == '\n':
		return true
	case c >= '0' && c <= '9':
		return (c == '0' || len(s) >= longDigits) && allDigits(s)
	case c == 0xEF: // the first byte of the full-width signs
		return strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠")
	}
	return false
}

// longDigits is the number of digits from which spreadsheets show a number in
// powers of ten.
const longDigits = 11

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func isMissing(s string) bool { return s == "-97" || s == "-98" || s == "-99" }
