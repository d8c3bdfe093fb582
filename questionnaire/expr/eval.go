package expr

import (
	"math"
	"regexp"
	"strings"
	"time"
)

// Env is what an expression may know while it is evaluated.
type Env interface {
	// Value is the value of ${name}, of several choices their codes joined by
	// spaces; '' for an undecided or unreached item.
	Value(name string) Value
	// Self is the value of the full stop: the item's own, '' where there is none.
	Self() Value
	// Now is the moment of this evaluation in the local time zone, the same at
	// each call.
	Now() time.Time
	// ChoiceName is the label of a choice of the item in the current language,
	// '' where there is none.
	ChoiceName(item, code string) string
	// Random is the next number of the caller's source, in [0, 1).
	Random() float64
}

// Row is an Env that stands on a choice while a choice filter is evaluated.
type Row interface {
	Env
	// Column is the choice's cell in a column of its list, '' for a blank one.
	Column(name string) Value
}

// Eval computes the value. The error is a *ValueError: a function met a value
// it can do nothing with.
func (e *Expr) Eval(env Env) (Value, error) { return e.root.eval(env) }

type node interface {
	eval(env Env) (Value, error)
	print(b *strings.Builder)
	binds() level
}

type (
	literal   struct{ Value }
	reference string
	column    string
	self      struct{}
	negative  struct{ of node }
	binary    struct {
		op          operator
		left, right node
	}
	call struct {
		name string
		function
		args    []node
		pattern *regexp.Regexp // of regex, if it is a literal
		item    string         // of jr:choice-name
	}
)

// level says how tightly an operator binds, loosest first.
type level uint8

const (
	orLevel level = iota
	andLevel
	equalLevel
	compareLevel
	addLevel
	multiplyLevel
	unaryLevel
	primaryLevel
)

type operator struct {
	text  string
	level level
	apply func(env Env, a, b Value) Value // nil for and, or
}

var operators = map[string]operator{
	"or":  {"or", orLevel, nil},
	"and": {"and", andLevel, nil},
	"=":   {"=", equalLevel, func(e Env, a, b Value) Value { return Boolean(equal(e, a, b)) }},
	"!=":  {"!=", equalLevel, func(e Env, a, b Value) Value { return Boolean(!equal(e, a, b)) }},
	"<":   compare("<", func(a, b float64) bool { return a < b }),
	"<=":  compare("<=", func(a, b float64) bool { return a <= b }),
	">":   compare(">", func(a, b float64) bool { return a > b }),
	">=":  compare(">=", func(a, b float64) bool { return a >= b }),
	"+":   compute("+", addLevel, func(a, b float64) float64 { return a + b }),
	"-":   compute("-", addLevel, func(a, b float64) float64 { return a - b }),
	"*":   compute("*", multiplyLevel, func(a, b float64) float64 { return a * b }),
	"div": compute("div", multiplyLevel, func(a, b float64) float64 { return a / b }),
	"mod": compute("mod", multiplyLevel, math.Mod),
}

func compare(text string, holds func(a, b float64) bool) operator {
	return operator{text, compareLevel, func(e Env, a, b Value) Value {
		return Boolean(holds(number(e, a), number(e, b)))
	}}
}

func compute(text string, l level, result func(a, b float64) float64) operator {
	return operator{text, l, func(e Env, a, b Value) Value {
		return Num(result(number(e, a), number(e, b)))
	}}
}

// equal compares as booleans if one is a boolean, as numbers if one is a number
// or a date, else as texts. Numbers 1e-12 apart are equal, as in JavaRosa, so
// that sums of decimal fractions come out as written.
func equal(env Env, a, b Value) bool {
	switch {
	case a.kind == BooleanKind || b.kind == BooleanKind:
		return a.True() == b.True()
	case a.kind == StringKind && b.kind == StringKind:
		return a.text == b.text
	}
	x, y := number(env, a), number(env, b)
	return x == y || math.Abs(x-y) < 1e-12
}

// number is Float, except that a text with a time of day counts in local time.
func number(env Env, v Value) float64 {
	if v.kind == StringKind && strings.Contains(v.text, "T") {
		if at, ok := readTime(v.text, env.Now().Location()); ok {
			return DateTime(at).Float()
		}
	}
	return v.Float()
}

func (l literal) eval(Env) (Value, error)       { return l.Value, nil }
func (r reference) eval(env Env) (Value, error) { return env.Value(string(r)), nil }
func (self) eval(env Env) (Value, error)        { return env.Self(), nil }

func (c column) eval(env Env) (Value, error) {
	row, ok := env.(Row)
	if !ok {
		return Value{}, &ValueError{string(c), NoColumn}
	}
	return row.Column(string(c)), nil
}

func (n *negative) eval(env Env) (Value, error) {
	v, err := n.of.eval(env)
	return Num(-number(env, v)), err
}

func (n *binary) eval(env Env) (Value, error) {
	a, err := n.left.eval(env)
	if err != nil {
		return Value{}, err
	}
	if n.op.apply == nil && a.True() == (n.op.level == orLevel) {
		return Boolean(a.True()), nil
	}
	b, err := n.right.eval(env)
	if err != nil {
		return Value{}, err
	}
	if n.op.apply == nil {
		return Boolean(b.True()), nil
	}
	return n.op.apply(env, a, b), nil
}

func (c *call) eval(env Env) (Value, error) {
	if c.lazy != nil {
		return c.lazy(env, c)
	}
	args := make([]Value, len(c.args))
	for i, arg := range c.args {
		v, err := arg.eval(env)
		if err != nil {
			return Value{}, err
		}
		args[i] = v
	}
	return c.strict(env, args)
}
