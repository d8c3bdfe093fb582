package expr

import (
	"strings"
	"unicode"
)

type kind uint8

const (
	endToken kind = iota
	numberToken
	textToken // text holds the contents without the quotes
	refToken  // text holds the name between the braces
	nameToken
	selfToken
	markToken // operators, parentheses, comma
)

type token struct {
	kind kind
	pos  int // rune offset
	text string
}

// source is how the token was written, for messages.
func (t token) source() string {
	switch t.kind {
	case textToken:
		return quote(t.text)
	case refToken:
		return "${" + t.text + "}"
	}
	return t.text
}

type lexer struct {
	src    []rune
	pos    int
	tokens []token
}

// lex cuts the source into tokens, the last of which is the end.
func lex(src string) ([]token, error) {
	l := &lexer{src: []rune(src)}
	for {
		for l.pos < len(l.src) && strings.ContainsRune(" \t\r\n\u00a0\u3000", l.src[l.pos]) {
			l.pos++
		}
		if l.pos == len(l.src) {
			l.add(endToken, l.pos, "")
			return l.tokens, nil
		}
		if err := l.next(); err != nil {
			return nil, err
		}
	}
}

func (l *lexer) add(k kind, pos int, text string) {
	l.tokens = append(l.tokens, token{k, pos, text})
}

// at is the rune n places ahead, or 0 past the end.
func (l *lexer) at(n int) rune {
	if l.pos+n < len(l.src) {
		return l.src[l.pos+n]
	}
	return 0
}

func (l *lexer) fail(r Rule, width int) error {
	end := min(l.pos+width, len(l.src))
	return &SyntaxError{Pos: l.pos, Rule: r, Token: string(l.src[l.pos:end])}
}

func (l *lexer) next() error {
	c, start := l.at(0), l.pos
	switch {
	case isDigit(c), c == '.' && isDigit(l.at(1)):
		l.number()
	case c == '\'' || c == '"':
		return l.quoted(c)
	case c == '$':
		return l.reference()
	case isNameStart(c):
		l.add(nameToken, start, l.name())
	case c == '.':
		if l.at(1) == '.' {
			return l.fail(Unsupported, 2)
		}
		l.pos++
		l.add(selfToken, start, ".")
	default:
		return l.mark(c)
	}
	return nil
}

func (l *lexer) number() {
	start := l.pos
	for isDigit(l.at(0)) {
		l.pos++
	}
	if l.at(0) == '.' {
		l.pos++
		for isDigit(l.at(0)) {
			l.pos++
		}
	}
	l.add(numberToken, start, string(l.src[start:l.pos]))
}

func (l *lexer) quoted(mark rune) error {
	for end := l.pos + 1; end < len(l.src); end++ {
		if l.src[end] == mark {
			l.add(textToken, l.pos, string(l.src[l.pos+1:end]))
			l.pos = end + 1
			return nil
		}
	}
	return l.fail(UnclosedString, 1)
}

func (l *lexer) reference() error {
	end := l.pos
	for end < len(l.src) && l.src[end] != '}' && !unicode.IsSpace(l.src[end]) {
		end++
	}
	width := min(end+1, len(l.src)) - l.pos
	written := string(l.src[l.pos : l.pos+width])
	name, ok := refName(written)
	if !ok {
		if strings.HasPrefix(written, "${last-saved#") {
			return l.fail(Unsupported, width)
		}
		return l.fail(BadReference, width)
	}
	l.add(refToken, l.pos, name)
	l.pos += width
	return nil
}

// refName takes the name out of "${name}", if that is what s is.
func refName(s string) (string, bool) {
	inner, ok := strings.CutPrefix(s, "${")
	if !ok {
		return "", false
	}
	inner, ok = strings.CutSuffix(inner, "}")
	return inner, ok && isName(inner)
}

func isName(s string) bool {
	for i, c := range s {
		if i == 0 && !isNameStart(c) || !isNamePart(c) {
			return false
		}
	}
	return s != ""
}

// name reads a name, with a prefix as in jr:choice-name where there is one.
func (l *lexer) name() string {
	start := l.pos
	for isNamePart(l.at(0)) {
		l.pos++
	}
	if l.at(0) == ':' && isNameStart(l.at(1)) {
		l.pos++
		for isNamePart(l.at(0)) {
			l.pos++
		}
	}
	return string(l.src[start:l.pos])
}

func (l *lexer) mark(c rune) error {
	width := 1
	switch c {
	case '!':
		if l.at(1) != '=' {
			return l.fail(UnexpectedToken, 1)
		}
		width = 2
	case '<', '>':
		if l.at(1) == '=' {
			width = 2
		}
	case '(', ')', ',', '+', '-', '*', '=':
	case '/', '|', '@', '[', ']':
		return l.fail(Unsupported, 1)
	case ':':
		if l.at(1) == ':' {
			return l.fail(Unsupported, 2)
		}
		return l.fail(UnexpectedToken, 1)
	default:
		return l.fail(UnexpectedToken, 1)
	}
	l.add(markToken, l.pos, string(l.src[l.pos:l.pos+width]))
	l.pos += width
	return nil
}

func isDigit(c rune) bool     { return c >= '0' && c <= '9' }
func isNameStart(c rune) bool { return c == '_' || unicode.IsLetter(c) }
func isNamePart(c rune) bool {
	return isNameStart(c) || isDigit(c) || c == '-' || c == '.' || unicode.IsMark(c)
}
