package expr

import (
	"slices"
	"strings"
)

var selectFunctions = map[string]function{
	"selected": texts(2, func(s []string) Value {
		return Boolean(slices.Contains(strings.Fields(s[0]), strings.TrimSpace(s[1])))
	}),
	"count-selected": texts(1, func(s []string) Value {
		return Num(float64(len(strings.Fields(s[0]))))
	}),
	"selected-at":    {least: 2, most: 2, strict: selectedAt},
	"jr:choice-name": {least: 2, most: 2, lazy: choiceName},
}

// selectedAt is the code at a place counted from 0, ” where there is none.
func selectedAt(env Env, args []Value) (Value, error) {
	codes := strings.Fields(args[0].Text())
	i := number(env, args[1])
	if i >= 0 && i < float64(len(codes)) {
		return Str(codes[int(i)]), nil
	}
	return Str(""), nil
}

func choiceName(env Env, c *call) (Value, error) {
	code, err := c.args[0].eval(env)
	if err != nil || code.Text() == "" {
		return Str(""), err
	}
	return Str(env.ChoiceName(c.item, code.Text())), nil
}
