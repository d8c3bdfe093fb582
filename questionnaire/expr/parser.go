package expr

import (
	"errors"
	"math"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"unicode/utf8"
)

const (
	maxLength = 32 << 10 // bytes, as written and as printed
	maxDepth  = 200      // levels of parentheses, calls and minus signs
)

// Expr is a parsed expression; immutable, safe for concurrent use.
type Expr struct {
	root      node
	printed   string
	names     []string
	columns   []string
	functions []string
	self      bool
}

// Parse reads an expression. Every error is a *SyntaxError.
func Parse(src string) (*Expr, error) { return parse(src, false) }

// ParseFilter reads a choice filter, in which a bare word is a column of the
// choice list (`city = ${city}`). Evaluate it with a [Row]. Every error is a
// *SyntaxError.
func ParseFilter(src string) (*Expr, error) { return parse(src, true) }

func parse(src string, filter bool) (*Expr, error) {
	if len(src) > maxLength {
		return nil, &SyntaxError{Rule: TooLong}
	}
	if !utf8.ValidString(src) {
		pos := slices.Index([]rune(src), utf8.RuneError)
		return nil, &SyntaxError{Pos: pos, Rule: UnexpectedToken, Token: string(utf8.RuneError)}
	}
	tokens, err := lex(src)
	if err != nil {
		return nil, err
	}
	if len(tokens) == 1 {
		return nil, &SyntaxError{Rule: Empty}
	}
	p := &parser{tokens: tokens, filter: filter, out: &Expr{}}
	if p.out.root, err = p.binary(orLevel); err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != endToken {
		return nil, fail(t, UnexpectedToken)
	}
	if p.out.printed = printed(p.out.root); len(p.out.printed) > maxLength {
		return nil, &SyntaxError{Rule: TooLong}
	}
	return p.out, nil
}

// Names lists the items referred to as ${name}, each once, in order of first
// use, those quoted in jr:choice-name included.
func (e *Expr) Names() []string { return slices.Clone(e.names) }

// Columns lists the columns of the choice list that a filter uses, each once,
// in order of first use; empty for what Parse returned.
func (e *Expr) Columns() []string { return slices.Clone(e.columns) }

// Functions lists the functions called, each once, in order of first use.
func (e *Expr) Functions() []string { return slices.Clone(e.functions) }

// UsesSelf says whether the item's own value occurs as a full stop. The
// function once reads it too, but only to keep what is there.
func (e *Expr) UsesSelf() bool { return e.self }

// String prints the expression in its canonical form: one space around
// operators and after commas, only the parentheses that are needed. Parsing it
// again gives the same expression.
func (e *Expr) String() string { return e.printed }

type parser struct {
	tokens []token
	next   int
	depth  int
	filter bool
	out    *Expr
}

func (p *parser) peek() token { return p.tokens[p.next] }

func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != endToken {
		p.next++
	}
	return t
}

// mark takes the next token if it is this mark.
func (p *parser) mark(text string) bool {
	if t := p.peek(); t.kind != markToken || t.text != text {
		return false
	}
	p.next++
	return true
}

func fail(t token, r Rule) error {
	return &SyntaxError{Pos: t.pos, Rule: r, Token: t.source()}
}

// enter goes one level down, leave comes back: without the limit hostile
// nesting would end in a stack overflow, which no caller can recover from.
func (p *parser) enter(t token) error {
	if p.depth++; p.depth > maxDepth {
		return fail(t, TooDeep)
	}
	return nil
}

func (p *parser) leave() { p.depth-- }

// binary reads operators that bind at least as tightly as level; all of them
// group from the left.
func (p *parser) binary(level level) (node, error) {
	left, err := p.unary()
	for err == nil {
		op, ok := operators[p.peek().text]
		if k := p.peek().kind; !ok || op.level < level || k != markToken && k != nameToken {
			return left, nil
		}
		p.take()
		var right node
		right, err = p.binary(op.level + 1)
		left = &binary{op, left, right}
	}
	return nil, err
}

func (p *parser) unary() (node, error) {
	t := p.peek()
	if !p.mark("-") {
		return p.primary()
	}
	if err := p.enter(t); err != nil {
		return nil, err
	}
	defer p.leave()
	of, err := p.unary()
	return &negative{of}, err
}

func (p *parser) primary() (node, error) {
	t := p.take()
	switch t.kind {
	case numberToken:
		return literalNumber(t)
	case textToken:
		return literal{Str(t.text)}, nil
	case refToken:
		note(&p.out.names, t.text)
		return reference(t.text), nil
	case selfToken:
		p.out.self = true
		return self{}, nil
	case nameToken:
		return p.word(t)
	case endToken:
		before := p.tokens[p.next-1]
		return nil, &SyntaxError{Pos: t.pos, Rule: UnexpectedEnd, Token: before.source()}
	}
	if t.text != "(" {
		return nil, fail(t, UnexpectedToken)
	}
	return p.inParens(t)
}

func literalNumber(t token) (node, error) {
	f, err := strconv.ParseFloat(t.text, 64)
	if err != nil || math.IsInf(f, 0) {
		return nil, fail(t, BadNumber)
	}
	return literal{Num(f)}, nil
}

func (p *parser) inParens(open token) (node, error) {
	if err := p.enter(open); err != nil {
		return nil, err
	}
	defer p.leave()
	n, err := p.binary(orLevel)
	if err == nil && !p.mark(")") {
		err = p.unclosed(open)
	}
	return n, err
}

// unclosed blames the parenthesis if the text ends, else what stands instead.
func (p *parser) unclosed(open token) error {
	if t := p.peek(); t.kind != endToken {
		return fail(t, UnexpectedToken)
	}
	return fail(open, UnclosedParen)
}

// word reads what a name begins: a call, or a column in a filter.
func (p *parser) word(t token) (node, error) {
	if p.mark("(") {
		return p.call(t)
	}
	if !p.filter {
		return nil, fail(t, BareName)
	}
	note(&p.out.columns, t.text)
	return column(t.text), nil
}

func (p *parser) call(t token) (node, error) {
	f, ok := lookup(t.text)
	if !ok {
		if slices.Contains(refused, t.text) {
			return nil, fail(t, Unsupported)
		}
		return nil, fail(t, UnknownFunction)
	}
	note(&p.out.functions, t.text)
	args, at, err := p.arguments(t)
	if err != nil {
		return nil, err
	}
	if !f.takes(len(args)) {
		return nil, fail(t, WrongArity)
	}
	c := &call{name: t.text, function: f, args: args}
	if err := p.literals(c, at); err != nil {
		return nil, err
	}
	return c, nil
}

// arguments reads up to and with the closing parenthesis; at holds the token
// each argument starts with.
func (p *parser) arguments(open token) (args []node, at []token, err error) {
	if err := p.enter(open); err != nil {
		return nil, nil, err
	}
	defer p.leave()
	if p.mark(")") {
		return nil, nil, nil
	}
	for {
		start := p.peek()
		arg, err := p.binary(orLevel)
		if err != nil {
			return nil, nil, err
		}
		args, at = append(args, arg), append(at, start)
		if p.mark(")") {
			return args, at, nil
		}
		if !p.mark(",") {
			return nil, nil, p.unclosed(open)
		}
	}
}

// literals prepares what a call can know before it is evaluated: the pattern
// of regex and the item that jr:choice-name names in quotes.
func (p *parser) literals(c *call, at []token) error {
	switch c.name {
	case "regex":
		text, ok := c.args[1].(literal)
		if !ok {
			return nil
		}
		var err error
		if c.pattern, err = wholeMatch(text.Text()); err != nil {
			return fail(at[1], BadPattern)
		}
	case "jr:choice-name":
		text, ok := c.args[1].(literal)
		if !ok || text.Kind() != StringKind {
			return fail(at[1], BadReference)
		}
		if c.item, ok = refName(text.Text()); !ok {
			return fail(at[1], BadReference)
		}
		note(&p.out.names, c.item)
	}
	return nil
}

// wholeMatch compiles a pattern that must match the whole text. The pattern is
// read alone first, so that none can close the group around it.
func wholeMatch(pattern string) (*regexp.Regexp, error) {
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		return nil, errors.New("compile pattern") // the cause would repeat the pattern
	}
	return regexp.Compile(`\A(?:` + pattern + `)\z`)
}

func note(list *[]string, name string) {
	if !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}
