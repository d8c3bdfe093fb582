package expr_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire/expr"
)

// outside says for which expressions of the reference the subset differs, and
// why; the key is a function's name or a piece of the expression.
var outside = []struct{ piece, reason string }{
	{"sin(", "trigonometry is left out"},
	{"tan(", "trigonometry is left out"},
	{"exp10(", "logarithms are left out"},
	{"log10(", "logarithms are left out"},
	{"digest(", "digests are left out"},
}

func outsideReason(src string) string {
	for _, o := range outside {
		if strings.Contains(src, o.piece) {
			return o.reason
		}
	}
	return ""
}

// TestReference compares with the values another implementation of the language
// gives. Its cases are read from the folder named by TINGFANG_REFERENCE.
func TestReference(t *testing.T) {
	folder := os.Getenv("TINGFANG_REFERENCE")
	if folder == "" {
		t.Skip("skipped the reference expressions, 187 when last run: TINGFANG_REFERENCE names no folder")
	}
	file, err := os.Open(filepath.Join(folder, "xlsform", "expressions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	agreed, left := 0, 0
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var c struct{ Expr, Want string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if reason := outsideReason(c.Expr); reason != "" {
			left++
			t.Logf("outside: %s: %s", c.Expr, reason)
			mustRefuse(t, c.Expr)
		} else if got, ok := agrees(c.Expr, c.Want); ok {
			agreed++
		} else {
			t.Errorf("%s is %s, want %s", c.Expr, got, c.Want)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d agreed, %d outside the subset", agreed, left)
}

// mustRefuse keeps the list of what is outside honest: it may not be accepted
// and silently give something else.
func mustRefuse(t *testing.T, src string) {
	t.Helper()
	var refusal *expr.SyntaxError
	if _, err := expr.Parse(src); !errors.As(err, &refusal) || refusal.Rule != expr.Unsupported {
		t.Errorf("%s: refused as %v, want unsupported", src, err)
	}
}

func agrees(src, want string) (got string, ok bool) {
	refused := strings.Contains(want, "Exception()")
	e, err := expr.Parse(src)
	if err != nil {
		return err.Error(), refused
	}
	v, err := e.Eval(fixed{now: time.Date(2020, 5, 17, 9, 30, 0, 0, time.UTC)})
	if err != nil {
		return err.Error(), refused
	}
	return v.Text(), !refused && sameLiteral(v, want)
}

// sameLiteral compares with a literal of Java.
func sameLiteral(v expr.Value, want string) bool {
	switch want {
	case "TRUE", "true", "FALSE", "false":
		return v.Kind() == expr.BooleanKind && v.Text() == strings.ToLower(want)
	case "NaN":
		return v.Kind() == expr.NumberKind && math.IsNaN(v.Float())
	case "POSITIVE_INFINITY":
		return math.IsInf(v.Float(), 1)
	case "NEGATIVE_INFINITY":
		return math.IsInf(v.Float(), -1)
	}
	if text, err := strconv.Unquote(want); err == nil {
		return v.Kind() == expr.StringKind && v.Text() == text
	}
	f, err := strconv.ParseFloat(want, 64)
	near := math.Abs(v.Float()-f) <= 1e-9*max(1, math.Abs(f)) && math.Signbit(v.Float()) == math.Signbit(f)
	return err == nil && v.Kind() == expr.NumberKind && near
}

// fixed is an Env with the values of a map.
type fixed struct {
	now    time.Time
	values map[string]expr.Value
	self   expr.Value
}

func (f fixed) Value(name string) expr.Value { return f.values[name] }
func (f fixed) Self() expr.Value             { return f.self }
func (f fixed) Now() time.Time               { return f.now }
func (f fixed) ChoiceName(item, code string) string {
	return map[string]string{"paid_by 1": "支付宝", "paid_by 2": "微信"}[item+" "+code]
}
func (f fixed) Random() float64 { return 0.25 }
