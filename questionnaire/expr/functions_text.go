package expr

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

var textFunctions = map[string]function{
	"string":      texts(1, func(s []string) Value { return Str(s[0]) }),
	"contains":    texts(2, func(s []string) Value { return Boolean(strings.Contains(s[0], s[1])) }),
	"starts-with": texts(2, func(s []string) Value { return Boolean(strings.HasPrefix(s[0], s[1])) }),
	"ends-with":   texts(2, func(s []string) Value { return Boolean(strings.HasSuffix(s[0], s[1])) }),
	"string-length": texts(1, func(s []string) Value {
		return Num(float64(utf8.RuneCountInString(s[0])))
	}),
	"normalize-space": texts(1, func(s []string) Value {
		return Str(strings.Join(strings.Fields(s[0]), " "))
	}),
	"substring-before": texts(2, func(s []string) Value {
		before, _, found := strings.Cut(s[0], s[1])
		if !found {
			return Str("")
		}
		return Str(before)
	}),
	"substring-after": texts(2, func(s []string) Value {
		_, after, _ := strings.Cut(s[0], s[1])
		return Str(after)
	}),
	"translate": texts(3, func(s []string) Value { return Str(translate(s[0], s[1], s[2])) }),
	"substr":    {least: 2, most: 3, strict: substr},
	"concat":    values(1, anyNumber, func(args []Value) Value { return Str(joined("", args)) }),
	"join":      values(1, anyNumber, func(args []Value) Value { return Str(joined(args[0].Text(), args[1:])) }),
	"regex":     {least: 2, most: 2, lazy: matches},
}

func joined(separator string, args []Value) string {
	s := make([]string, len(args))
	for i, arg := range args {
		s[i] = arg.Text()
	}
	return strings.Join(s, separator)
}

// translate replaces each character of from by the one at the same place of to,
// or drops it where to is shorter; the first of equal characters counts.
func translate(s, from, to string) string {
	source, target := []rune(from), []rune(to)
	return strings.Map(func(c rune) rune {
		i := slices.Index(source, c)
		switch {
		case i < 0:
			return c
		case i < len(target):
			return target[i]
		}
		return -1
	}, s)
}

// substr cuts runes from start up to, not including, end; both count from 0, or
// from the end of the text if negative.
func substr(env Env, args []Value) (Value, error) {
	s := []rune(args[0].Text())
	start, end := place(number(env, args[1]), len(s)), len(s)
	if len(args) == 3 {
		end = place(number(env, args[2]), len(s))
	}
	if start >= end {
		return Str(""), nil
	}
	return Str(string(s[start:end])), nil
}

// place turns an index as written into one between 0 and length.
func place(x float64, length int) int {
	if math.IsNaN(x) {
		return 0
	}
	if x < 0 {
		x += float64(length)
	}
	return int(max(0, min(x, float64(length))))
}

// matches tests the whole text, as ODK does, not any part of it.
func matches(env Env, c *call) (Value, error) {
	text, err := c.args[0].eval(env)
	if err != nil {
		return Value{}, err
	}
	pattern := c.pattern
	if pattern == nil {
		written, err := c.args[1].eval(env)
		if err != nil {
			return Value{}, err
		}
		if pattern, err = wholeMatch(written.Text()); err != nil {
			return Value{}, &ValueError{c.name, BadPattern}
		}
	}
	return Boolean(pattern.MatchString(text.Text())), nil
}
