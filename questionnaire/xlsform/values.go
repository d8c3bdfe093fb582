package xlsform

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"tingfang/questionnaire/expr"
)

// oneOf reads a cell that takes one of a few words; "" where it is blank or
// wrong.
func (b *builder) oneOf(r record, column string, words ...string) string {
	v := r.get(column)
	if v == "" || slices.Contains(words, v) {
		return v
	}
	at := r.at(column)
	at.Detail = strings.Join(words, " ")
	b.fail(at, RuleValue)
	return ""
}

// severalOf reads a cell that takes several words with spaces between.
func (b *builder) severalOf(r record, column string, words ...string) []string {
	var out []string
	for _, v := range strings.Fields(r.get(column)) {
		if !slices.Contains(words, v) {
			at := r.at(column)
			at.Value, at.Detail = v, strings.Join(words, " ")
			b.fail(at, RuleValue)
			continue
		}
		out = append(out, v)
	}
	return out
}

// whole reads a cell with a whole number above 0; 0 where it is blank.
func (b *builder) whole(r record, column string) int {
	v := r.get(column)
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil || n <= 0 {
		b.fail(r.at(column), RuleWholeNumber)
		return 0
	}
	return n
}

// number reads a cell with a number; nil where it is blank.
func (b *builder) number(r record, column string) *float64 {
	v := r.get(column)
	if v == "" {
		return nil
	}
	x, ok := finite(v)
	if !ok {
		b.fail(r.at(column), RuleNotNumber)
		return nil
	}
	return &x
}

func finite(s string) (x float64, ok bool) {
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

// plainQuotes turns the quotes that word processors and input methods leave
// into those of the expression language, rune for rune.
var plainQuotes = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)

// expression reads a cell with an expression; nil where it is blank or wrong.
func (b *builder) expression(r record, column string, filter bool) *expr.Expr {
	src := plainQuotes.Replace(r.get(column))
	if src == "" {
		return nil
	}
	parse := expr.Parse
	if filter {
		parse = expr.ParseFilter
	}
	e, err := parse(src)
	if err != nil {
		b.syntax(r.at(column), err)
		return nil
	}
	return e
}

func (b *builder) syntax(at Fault, err error) {
	var bad *expr.SyntaxError
	if errors.As(err, &bad) {
		at.Pos, at.Value, at.Detail = bad.Pos+1, bad.Token, string(bad.Rule)
	}
	b.fail(at, RuleSyntax)
}
