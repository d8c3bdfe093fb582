package expr

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestPrintedFormParsesToTheSame builds trees, not texts, so that every place a
// parenthesis may be needed comes up.
func TestPrintedFormParsesToTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root := anyNode(5).Draw(t, "root")
		e, err := ParseFilter(printed(root))
		if err != nil {
			t.Fatalf("%s: %v", printed(root), err)
		}
		if got, want := shape(e.root), shape(root); got != want {
			t.Fatalf("%s is read as %s, want %s", e, got, want)
		}
		if e.String() != printed(root) {
			t.Fatalf("%s prints as %s", printed(root), e)
		}
	})
}

// TestEvalIsTotal holds evaluation to a value or an error, the same each time.
func TestEvalIsTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root := anyNode(4).Draw(t, "root")
		env := drawn{anyValue().Draw(t, "value")}
		v, err := root.eval(env)
		again, errAgain := root.eval(env)
		if v.Kind() != again.Kind() || v.Text() != again.Text() || fmt.Sprint(err) != fmt.Sprint(errAgain) {
			t.Fatalf("%s is %s, %v and then %s, %v", printed(root), v.Text(), err, again.Text(), errAgain)
		}
		v.Float()
		if back := Str(v.Text()); v.Kind() == NumberKind && !same(back.Float(), v.Float()) {
			t.Fatalf("%v is written %s", v.Float(), v.Text())
		}
	})
}

// same holds for equal numbers, for two NaN, and for the infinities, which as
// texts are no numbers.
func same(text, number float64) bool {
	return text == number || text != text && (number != number || number-number != 0)
}

func anyNode(depth int) *rapid.Generator[node] {
	leaf := rapid.OneOf(
		rapid.Map(rapid.Float64Range(0, 1e18), func(f float64) node { return literal{Num(f)} }),
		rapid.Map(rapid.IntRange(0, 12), func(i int) node { return literal{Num(float64(i))} }),
		rapid.Map(rapid.StringMatching(`[a-z0-9 .'\-王]{0,6}`), func(s string) node { return literal{Str(s)} }),
		rapid.Map(rapid.SampledFrom([]string{"2026-03-09", "2026-03-09T10:00:00Z", "1 2 3", "-5"}), func(s string) node { return literal{Str(s)} }),
		rapid.Map(rapid.StringMatching(`[a-z_王][a-z0-9_.\-]{0,4}`), func(s string) node { return reference(s) }),
		rapid.Map(rapid.SampledFrom([]string{"city", "div", "and", "jr:x"}), func(s string) node { return column(s) }),
		rapid.Just[node](self{}),
	)
	if depth == 0 {
		return leaf
	}
	under := anyNode(depth - 1)
	return rapid.OneOf(
		leaf,
		rapid.Map(under, func(n node) node { return &negative{n} }),
		rapid.Custom(func(t *rapid.T) node {
			op := rapid.SampledFrom(slices.Sorted(maps.Keys(operators))).Draw(t, "operator")
			return &binary{operators[op], under.Draw(t, "left"), under.Draw(t, "right")}
		}),
		rapid.Custom(func(t *rapid.T) node { return anyCall(t, under) }),
	)
}

func anyCall(t *rapid.T, under *rapid.Generator[node]) node {
	var all []string
	for _, family := range families {
		all = slices.AppendSeq(all, maps.Keys(family))
	}
	slices.Sort(all)
	c := &call{name: rapid.SampledFrom(all).Draw(t, "function")}
	c.function, _ = lookup(c.name)
	most := c.most
	if most < 0 {
		most = c.least + 3
	}
	count := rapid.IntRange(c.least, most).Filter(c.takes).Draw(t, "count")
	for range count {
		c.args = append(c.args, under.Draw(t, "argument"))
	}
	switch c.name {
	case "jr:choice-name":
		c.item = "q"
		c.args[1] = literal{Str("${q}")}
	case "regex":
		if _, ok := c.args[1].(literal); ok {
			c.args[1] = literal{Str("[a-z]+")}
		}
	}
	return c
}

func anyValue() *rapid.Generator[Value] {
	return rapid.OneOf(
		rapid.Map(rapid.Float64(), Num),
		rapid.Map(rapid.String(), Str),
		rapid.Map(rapid.Bool(), Boolean),
		rapid.Map(rapid.Int64Range(-1e10, 1e10), func(s int64) Value { return Date(time.Unix(s, 0)) }),
		rapid.Map(rapid.Int64Range(-1e10, 1e10), func(s int64) Value { return DateTime(time.Unix(s, 0)) }),
	)
}

// shape writes a tree with all its parentheses.
func shape(n node) string {
	switch n := n.(type) {
	case *negative:
		return "(- " + shape(n.of) + ")"
	case *binary:
		return "(" + shape(n.left) + " " + n.op.text + " " + shape(n.right) + ")"
	case *call:
		args := make([]string, len(n.args))
		for i, arg := range n.args {
			args[i] = shape(arg)
		}
		return n.name + "[" + strings.Join(args, "; ") + "]" + n.item
	}
	return fmt.Sprintf("%T %s", n, printed(n))
}

// drawn is a Row where everything has one value.
type drawn struct{ v Value }

func (d drawn) Value(string) Value               { return d.v }
func (d drawn) Self() Value                      { return d.v }
func (d drawn) Column(string) Value              { return d.v }
func (d drawn) Now() time.Time                   { return time.Unix(1773014707, 0).UTC() }
func (d drawn) ChoiceName(_, code string) string { return code }
func (d drawn) Random() float64                  { return 0.5 }

// FuzzParse: no text makes the package panic, every refusal is a SyntaxError
// that speaks, and what is accepted prints stably and evaluates.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"${overall} <= 2 or ${gap} <= 2", "selected(${why}, 'a') and not(. = '')", "-(1 - -2) * .5 div 3 mod 2",
		"jr:choice-name(${q}, '${q}')", "regex(., '[0-9]{3}')", "if(city = \"it's\", today(), 0)", "../a | b[1]", "((((", "'", "$", "${", "1e5", "a:b(",
		"round(1,5) = '王'", "weighted-checklist(1, 2, 3, 4)", "format-date('2020-01-01', '%Y')", "$%!",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, parse := range []func(string) (*Expr, error){Parse, ParseFilter} {
			e, err := parse(src)
			if err != nil {
				refusal, ok := err.(*SyntaxError)
				if !ok || strings.Contains(refusal.Error(), "%!") && !strings.Contains(src, "%!") || refusal.Pos < 0 || refusal.Pos > len([]rune(src)) {
					t.Fatalf("%q is refused with %v", src, err)
				}
				continue
			}
			again, err := parse(e.String())
			if err != nil || again.String() != e.String() || shape(again.root) != shape(e.root) {
				t.Fatalf("%q prints as %q, which is read as %v, %v", src, e, again, err)
			}
			for _, v := range []Value{Str(""), Num(-1.5), Str("2026-03-09"), Boolean(true)} {
				if v, err := e.Eval(drawn{v}); err == nil {
					v.Text()
				}
			}
		}
	})
}
