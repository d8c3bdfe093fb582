package expr

import (
	"strconv"
	"strings"
)

func printed(n node) string {
	var b strings.Builder
	n.print(&b)
	return b.String()
}

// quote writes a text literal. The language has no escapes, so a text holds at
// most one of the two kinds of quotes.
func quote(s string) string {
	if strings.Contains(s, "'") {
		return `"` + s + `"`
	}
	return "'" + s + "'"
}

// bracket prints a child, in parentheses if it binds more loosely than least.
func bracket(b *strings.Builder, n node, least level) {
	if n.binds() >= least {
		n.print(b)
		return
	}
	b.WriteByte('(')
	n.print(b)
	b.WriteByte(')')
}

func (l literal) print(b *strings.Builder) {
	if l.Kind() == NumberKind {
		b.WriteString(strconv.FormatFloat(l.Float(), 'f', -1, 64))
		return
	}
	b.WriteString(quote(l.Text()))
}

func (r reference) print(b *strings.Builder) { b.WriteString("${" + string(r) + "}") }
func (c column) print(b *strings.Builder)    { b.WriteString(string(c)) }
func (self) print(b *strings.Builder)        { b.WriteByte('.') }

func (n *negative) print(b *strings.Builder) {
	b.WriteByte('-')
	bracket(b, n.of, unaryLevel)
}

func (n *binary) print(b *strings.Builder) {
	bracket(b, n.left, n.op.level)
	b.WriteString(" " + n.op.text + " ")
	bracket(b, n.right, n.op.level+1)
}

func (c *call) print(b *strings.Builder) {
	b.WriteString(c.name + "(")
	for i, arg := range c.args {
		if i > 0 {
			b.WriteString(", ")
		}
		arg.print(b)
	}
	b.WriteByte(')')
}

func (literal) binds() level   { return primaryLevel }
func (reference) binds() level { return primaryLevel }
func (column) binds() level    { return primaryLevel }
func (self) binds() level      { return primaryLevel }
func (*call) binds() level     { return primaryLevel }
func (*negative) binds() level { return unaryLevel }
func (n *binary) binds() level { return n.op.level }
