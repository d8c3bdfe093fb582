package expr

import "math"

var logicFunctions = map[string]function{
	"true":    values(0, 0, func([]Value) Value { return Boolean(true) }),
	"false":   values(0, 0, func([]Value) Value { return Boolean(false) }),
	"not":     values(1, 1, func(a []Value) Value { return Boolean(!a[0].True()) }),
	"boolean": values(1, 1, func(a []Value) Value { return Boolean(a[0].True()) }),
	"boolean-from-string": texts(1, func(s []string) Value {
		return Boolean(s[0] == "1" || s[0] == "true")
	}),
	"if":                 {least: 3, most: 3, lazy: choose},
	"coalesce":           {least: 2, most: 2, lazy: coalesce},
	"once":               {least: 1, most: 1, lazy: once},
	"checklist":          {least: 2, most: anyNumber, strict: checklist},
	"weighted-checklist": {least: 2, most: anyNumber, pairs: true, strict: weightedChecklist},
}

func choose(env Env, c *call) (Value, error) {
	condition, err := c.args[0].eval(env)
	switch {
	case err != nil:
		return Value{}, err
	case condition.True():
		return c.args[1].eval(env)
	}
	return c.args[2].eval(env)
}

func coalesce(env Env, c *call) (Value, error) {
	v, err := c.args[0].eval(env)
	if err != nil || v.Text() != "" {
		return v, err
	}
	return c.args[1].eval(env)
}

// once keeps the item's value if it has one, so that a random number is drawn a
// single time.
func once(env Env, c *call) (Value, error) {
	if v := env.Self(); v.Text() != "" {
		return v, nil
	}
	return c.args[0].eval(env)
}

func checklist(env Env, args []Value) (Value, error) {
	total := 0.0
	for _, v := range args[2:] {
		if v.True() {
			total++
		}
	}
	return within(env, args, total), nil
}

func weightedChecklist(env Env, args []Value) (Value, error) {
	total := 0.0
	for i := 2; i < len(args); i += 2 {
		if args[i].True() {
			total += number(env, args[i+1])
		}
	}
	return within(env, args, total), nil
}

// within holds if the total lies between the first two arguments, where -1 is
// no limit; with a limit or a total that is no number it does not.
func within(env Env, limits []Value, total float64) Value {
	least, most := number(env, limits[0]), number(env, limits[1])
	return Boolean(!math.IsNaN(total) && (least == -1 || total >= least) && (most == -1 || total <= most))
}
