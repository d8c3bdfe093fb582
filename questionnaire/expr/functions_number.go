package expr

import (
	"math"
	"slices"
	"strings"
)

var numberFunctions = map[string]function{
	"number": numbers(1, 1, func(x []float64) float64 { return x[0] }),
	"int":    numbers(1, 1, func(x []float64) float64 { return math.Trunc(x[0]) }),
	"abs":    numbers(1, 1, func(x []float64) float64 { return math.Abs(x[0]) }),
	"pow":    numbers(2, 2, func(x []float64) float64 { return math.Pow(x[0], x[1]) }),
	"min":    numbers(1, anyNumber, func(x []float64) float64 { return slices.Min(x) }), // NaN if one is
	"max":    numbers(1, anyNumber, func(x []float64) float64 { return slices.Max(x) }), // NaN if one is
	"sum":    numbers(1, 1, func(x []float64) float64 { return x[0] }),
	"round":  {least: 1, most: 2, strict: round},
	"random": {strict: func(env Env, _ []Value) (Value, error) { return Num(env.Random()), nil }},
	// An item stands for itself alone: it is one node, empty or not.
	"count": values(1, 1, func([]Value) Value { return Num(1) }),
	"count-non-empty": values(1, 1, func(args []Value) Value {
		if args[0].Text() == "" {
			return Num(0)
		}
		return Num(1)
	}),
}

// round takes the nearest number with so many decimals, halves upwards; a text
// may have a decimal comma.
func round(env Env, args []Value) (Value, error) {
	v := args[0]
	if v.kind == StringKind {
		v = Str(strings.Replace(v.text, ",", ".", 1))
	}
	decimals := 0.0
	if len(args) == 2 {
		decimals = math.Trunc(number(env, args[1]))
	}
	return Num(roundTo(number(env, v), decimals)), nil
}

func roundTo(x, decimals float64) float64 {
	decimals = max(-300, min(decimals, 300)) // beyond, the unit is no number
	unit := math.Pow(10, math.Abs(decimals))
	scaled := x * unit
	if decimals < 0 {
		scaled = x / unit
	}
	if math.IsInf(scaled, 0) {
		return x // too large to have that many decimals
	}
	whole := math.Floor(scaled + 0.5)
	if whole == 0 {
		return math.Copysign(0, x)
	}
	if decimals < 0 {
		return whole * unit
	}
	return whole / unit
}
