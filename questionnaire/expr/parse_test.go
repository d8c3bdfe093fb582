package expr_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tingfang/questionnaire/expr"
)

func TestParsePrintsCanonically(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"${overall}<=2 or ${gap}<=2", "${overall} <= 2 or ${gap} <= 2"},
		{"((1+2))*3", "(1 + 2) * 3"},
		{"1+(2*3)", "1 + 2 * 3"},
		{"1-(2-3)", "1 - (2 - 3)"},
		{"(1-2)-3", "1 - 2 - 3"},
		{"- -5", "--5"},
		{"-(1+2)", "-(1 + 2)"},
		{"-(5)", "-5"},
		{"(-5)*2", "-5 * 2"},
		{"1 = (2 < 3)", "1 = 2 < 3"},
		{"(1 = 2) < 3", "(1 = 2) < 3"},
		{"(1 or 2) and 3", "(1 or 2) and 3"},
		{".5+5.", "0.5 + 5"},
		{".>=1 and .<=10", ". >= 1 and . <= 10"},
		{`selected( ${why} ,"price" )`, "selected(${why}, 'price')"},
		{`"it's"`, `"it's"`},
		{"today ( )", "today()"},
		{"10 div 2 mod 3", "10 div 2 mod 3"},
		{"${年龄}>18", "${年龄} > 18"},
		{"${a-b.c}-1", "${a-b.c} - 1"},
		{"jr:choice-name(${paid},'${paid}')", "jr:choice-name(${paid}, '${paid}')"},
		{"1230000000000000000000", "1230000000000000000000"},
	} {
		e := mustParse(t, c.src)
		if e.String() != c.want {
			t.Errorf("%s prints as %s, want %s", c.src, e, c.want)
		}
		if again := mustParse(t, e.String()); again.String() != c.want {
			t.Errorf("%s prints as %s the second time", c.src, again)
		}
	}
}

func TestParseTellsWhatIsUsed(t *testing.T) {
	e := mustParse(t, "if(${b} = 1, concat(${a}, jr:choice-name(${b}, '${c}')), concat('${d}', ${a}))")
	if got := e.Names(); !slices.Equal(got, []string{"b", "a", "c"}) {
		t.Errorf("names %v", got)
	}
	if got := e.Functions(); !slices.Equal(got, []string{"if", "concat", "jr:choice-name"}) {
		t.Errorf("functions %v", got)
	}
	if e.UsesSelf() {
		t.Error("no full stop in it, yet UsesSelf")
	}
	e.Names()[0] = "changed"
	if e.Names()[0] != "b" {
		t.Error("a caller's change reached the expression")
	}
	if !mustParse(t, "${a} + .").UsesSelf() || mustParse(t, "once('a.b') = 0.5").UsesSelf() {
		t.Error("UsesSelf is about the full stop alone")
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		src   string
		pos   int
		rule  expr.Rule
		token string
	}{
		{"", 0, expr.Empty, ""},
		{"  \n", 0, expr.Empty, ""},
		{"1 +", 3, expr.UnexpectedEnd, "+"},
		{"${a} = = 1", 7, expr.UnexpectedToken, "="},
		{"1 2", 2, expr.UnexpectedToken, "2"},
		{"1)", 1, expr.UnexpectedToken, ")"},
		{"${a} ! 1", 5, expr.UnexpectedToken, "!"},
		{"${a} == 1", 6, expr.UnexpectedToken, "="},
		{"‘yes’", 0, expr.UnexpectedToken, "‘"},
		{"1 ≤ 2", 2, expr.UnexpectedToken, "≤"},
		{"'\xff'", 1, expr.UnexpectedToken, "\ufffd"},
		{"${满意} = '高", 8, expr.UnclosedString, "'"},
		{"(1 + 2", 0, expr.UnclosedParen, "("},
		{"1 + not(${a}", 4, expr.UnclosedParen, "not"},
		{"not(1 2)", 6, expr.UnexpectedToken, "2"},
		{"slected(${a}, 1)", 0, expr.UnknownFunction, "slected"},
		{"selected(${a})", 0, expr.WrongArity, "selected"},
		{"today(1)", 0, expr.WrongArity, "today"},
		{"weighted-checklist(1, 2, 'a')", 0, expr.WrongArity, "weighted-checklist"},
		{"$a", 0, expr.BadReference, "$a"},
		{"1 + ${}", 4, expr.BadReference, "${}"},
		{"${a", 0, expr.BadReference, "${a"},
		{"${1a}", 0, expr.BadReference, "${1a}"},
		{"${ a }", 0, expr.BadReference, "${ "},
		{"jr:choice-name(${a}, ${a})", 21, expr.BadReference, "${a}"},
		{"jr:choice-name(${a}, 'a')", 21, expr.BadReference, "'a'"},
		{"jr:choice-name(${a}, 5)", 21, expr.BadReference, "5"},
		{"${a} = yes", 7, expr.BareName, "yes"},
		{"true", 0, expr.BareName, "true"},
		{"regex(., '[0-9')", 9, expr.BadPattern, "'[0-9'"},
		{"regex(., 'a)|(b')", 9, expr.BadPattern, "'a)|(b'"},
		{"1 + " + strings.Repeat("9", 400), 4, expr.BadNumber, strings.Repeat("9", 400)},
		{"/data/a", 0, expr.Unsupported, "/"},
		{"${a} | ${b}", 5, expr.Unsupported, "|"},
		{"../a", 0, expr.Unsupported, ".."},
		{"position(..)", 9, expr.Unsupported, ".."},
		{"self::a", 4, expr.Unsupported, "::"},
		{"${a}[1]", 4, expr.Unsupported, "["},
		{"@id", 0, expr.Unsupported, "@"},
		{"text()", 0, expr.Unsupported, "text"},
		{"uuid()", 0, expr.Unsupported, "uuid"},
		{"${last-saved#a} + 1", 0, expr.Unsupported, "${last-saved#a}"},
		{strings.Repeat("(", 201) + "1" + strings.Repeat(")", 201), 200, expr.TooDeep, "("},
		{strings.Repeat("-", 201) + "1", 200, expr.TooDeep, "-"},
		{strings.Repeat("not(", 201) + "1" + strings.Repeat(")", 201), 800, expr.TooDeep, "not"},
		{"'" + strings.Repeat("a", 32<<10) + "'", 0, expr.TooLong, ""},
		{strings.Repeat("1+", 16<<10-1) + "1", 0, expr.TooLong, ""}, // fits as written, not as printed
	} {
		name := c.src[:min(len(c.src), 40)]
		_, err := expr.Parse(c.src)
		var got *expr.SyntaxError
		if !errors.As(err, &got) {
			t.Errorf("%s: %v, want %s", name, err, c.rule)
		} else if *got != (expr.SyntaxError{Pos: c.pos, Rule: c.rule, Token: c.token}) {
			t.Errorf("%s: %+v, want %d %s %s", name, *got, c.pos, c.rule, c.token)
		}
	}
}

func TestParseTakesWhatAPersonMayWrite(t *testing.T) {
	deep := strings.Repeat("(", 200) + "1" + strings.Repeat(")", 200)
	if mustParse(t, deep).String() != "1" {
		t.Error("200 levels are allowed")
	}
	long := strings.Repeat("${q} = 'y' or ", 2000) + "1"
	if v := eval(t, long, fixed{}); !v.True() {
		t.Error("a long row of alternatives ends in one that holds")
	}
}

func TestSyntaxErrorSpeaksPlainly(t *testing.T) {
	_, err := expr.Parse("${a} = yes")
	want := `character 8: "yes" is neither an item nor a text; write ${name} for an item, 'text' for a text`
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestFilterKnowsColumns(t *testing.T) {
	e, err := expr.ParseFilter("city=${city} and not(kind = 'shop') and city != name")
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Columns(); !slices.Equal(got, []string{"city", "kind", "name"}) {
		t.Errorf("columns %v", got)
	}
	if got := e.Names(); !slices.Equal(got, []string{"city"}) {
		t.Errorf("names %v", got)
	}
	env := fixed{values: map[string]expr.Value{"city": expr.Str("3")}}
	v, err := e.Eval(choice{env, map[string]string{"city": "3", "kind": "hall", "name": "31"}})
	if err != nil || !v.True() {
		t.Errorf("the hall of city 3 is %v, %v", v.Text(), err)
	}
	var refusal *expr.ValueError
	if _, err := e.Eval(env); !errors.As(err, &refusal) || refusal.Rule != expr.NoColumn {
		t.Errorf("a filter without a choice: %v", err)
	}
}

// choice is a Row.
type choice struct {
	fixed
	cells map[string]string
}

func (c choice) Column(name string) expr.Value { return expr.Str(c.cells[name]) }

func mustParse(t testing.TB, src string) *expr.Expr {
	t.Helper()
	e, err := expr.Parse(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return e
}

func eval(t testing.TB, src string, env expr.Env) expr.Value {
	t.Helper()
	v, err := mustParse(t, src).Eval(env)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return v
}
