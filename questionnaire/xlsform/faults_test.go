package xlsform_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
)

// brief is a fault as the test forms expect it: sheet, row, column, rule.
func brief(f xlsform.Fault) string {
	or := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	column := or(f.Column)
	if f.Pos > 0 {
		column += "@" + strconv.Itoa(f.Pos)
	}
	s := fmt.Sprintf("%s %d %s %s", or(f.Sheet), f.Row, column, f.Rule)
	if f.Warning {
		s += " warning"
	}
	return s
}

// first is the form "first", which others follow.
func first(id string) *questionnaire.Form {
	f, _ := xlsform.Load("first.md", []byte("| survey |\n| | type | name | label |\n| | integer | overall | A |\n"))
	if f.ID != id {
		return nil
	}
	return f
}

// Each form in testdata/faults has the faults that its "expect:" lines name,
// all of them and no others.
func TestEveryFaultHasItsPlace(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no test forms:", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".md"), func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var want, got []string
			for line := range strings.SplitSeq(string(src), "\n") {
				if s, ok := strings.CutPrefix(line, "expect: "); ok {
					want = append(want, s)
				}
			}
			f, faults := xlsform.LoadWith(path, src, first)
			for _, x := range faults {
				got = append(got, brief(x))
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
			if failed := xlsform.Failed(faults); failed == (f != nil) {
				t.Errorf("failed is %v, and there is a form: %v", failed, f != nil)
			}
		})
	}
}

// Every rule has a form that breaks it, so that none goes untested. The rules
// of files are broken in TestFilesThatAreNoForms.
func TestEveryRuleIsBrokenOnce(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "fault.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ofFiles := []string{"format", "too_large", "encoding", "csv", "too_many"}
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) != 1 {
			return true
		}
		lit, ok := v.Values[0].(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		rule, err := strconv.Unquote(lit.Value)
		if err != nil || slices.Contains(ofFiles, rule) {
			return true
		}
		src, err := os.ReadFile("testdata/faults/" + rule + ".md")
		if err != nil || !bytes.Contains(src, []byte(" "+rule)) {
			t.Errorf("no form breaks the rule %s", rule)
		}
		return true
	})
}

func TestFilesThatAreNoForms(t *testing.T) {
	for _, c := range []struct {
		name string
		src  string
		rule xlsform.Rule
	}{
		{"form.xlsx", "PK", xlsform.RuleFormat},
		{"form", "", xlsform.RuleFormat},
		{"form.md", "| survey |\n| | \xb0\xa1 |\n", xlsform.RuleEncoding},
		{"form.csv", "survey\n,\"a\n", xlsform.RuleCSV},
		{"form.csv", "survey\n,a\"b\n", xlsform.RuleCSV},
		{"form.md", strings.Repeat("| | a |\n", xlsform.MaxRows+1), xlsform.RuleNoSheetName},
		{"form.md", "| survey |\n" + strings.Repeat("| | a |\n", xlsform.MaxRows), xlsform.RuleTooLarge},
		{"form.md", "| survey |\n| " + strings.Repeat("|", xlsform.MaxColumns+1) + "x|\n", xlsform.RuleTooLarge},
		{"form.md", strings.Repeat(" ", xlsform.MaxBytes+1), xlsform.RuleTooLarge},
		{"form.md", "", xlsform.RuleNoSurvey},
	} {
		f, faults := xlsform.Load(c.name, []byte(c.src))
		if f != nil || len(faults) != 1 || faults[0].Rule != c.rule {
			t.Errorf("%s %.20q: got %v, want %s", c.name, c.src, faults, c.rule)
		}
	}
}

// A hostile file does not fill the memory with faults.
func TestTheListOfFaultsEnds(t *testing.T) {
	src := "| survey |\n| | type | name | label" + strings.Repeat(" |", 10) + "\n" + strings.Repeat("| | txet | q | ${x} |\n", 3_000)
	_, faults := xlsform.Load("form.md", []byte(src))
	if last := len(faults); last != 1_001 || faults[0].Rule != xlsform.RuleTooMany {
		t.Errorf("%d faults, first %v", last, faults[0])
	}
}
