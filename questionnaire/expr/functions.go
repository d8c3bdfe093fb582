package expr

import "strings"

// function is one row of the table: how many arguments it takes and what it
// does with them, once evaluated (strict) or as written (lazy).
type function struct {
	least, most int  // number of arguments; most < 0 is any number
	pairs       bool // the number must be even
	strict      func(env Env, args []Value) (Value, error)
	lazy        func(env Env, c *call) (Value, error)
}

const anyNumber = -1

func (f function) takes(n int) bool {
	return n >= f.least && (f.most < 0 || n <= f.most) && !(f.pairs && n%2 == 1)
}

// families are the tables the functions stand in; a new function is a new row
// in one of them.
var families = []map[string]function{
	logicFunctions, textFunctions, numberFunctions, selectFunctions, dateFunctions,
}

func lookup(name string) (function, bool) {
	for _, family := range families {
		if f, ok := family[name]; ok {
			return f, true
		}
	}
	return function{}, false
}

// refused names what XPath and ODK have but this subset has not, so that the
// message can tell a form from elsewhere from a slip of the pen.
var refused = strings.Fields(`
	text node comment processing-instruction id last local-name name namespace-uri lang
	current instance position indexed-repeat pulldata randomize uuid digest base64-decode
	substring floor ceiling date-time depend version property jr:itext is-selected
	sin cos tan asin acos atan atan2 sqrt exp exp10 log log10 pi
	area distance geofence intersects enclosed-area`)

// texts makes a function of the texts of its n arguments.
func texts(n int, result func(s []string) Value) function {
	return function{least: n, most: n, strict: func(_ Env, args []Value) (Value, error) {
		s := make([]string, len(args))
		for i, arg := range args {
			s[i] = arg.Text()
		}
		return result(s), nil
	}}
}

// numbers makes a function of its arguments as numbers.
func numbers(least, most int, result func(x []float64) float64) function {
	return function{least: least, most: most, strict: func(env Env, args []Value) (Value, error) {
		x := make([]float64, len(args))
		for i, arg := range args {
			x[i] = number(env, arg)
		}
		return Num(result(x)), nil
	}}
}

// values makes a function of its arguments as they are, which cannot fail.
func values(least, most int, result func(args []Value) Value) function {
	return function{least: least, most: most, strict: func(_ Env, args []Value) (Value, error) {
		return result(args), nil
	}}
}
