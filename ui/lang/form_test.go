package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
	"tingfang/questionnaire/xlsform"
)

// constants are the values of the constants of type Rule in a source file.
func constants(t *testing.T, path string) []string {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if ok && len(v.Values) == 1 {
			if lit, ok := v.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				word, _ := strconv.Unquote(lit.Value)
				out = append(out, word)
			}
		}
		return true
	})
	return out
}

// Every rule a form can break says in both languages what is wrong and what to
// do about it.
func TestEveryRuleOfAFormIsWorded(t *testing.T) {
	ofEval := map[string]bool{string(expr.NotADate): true, string(expr.BadFormat): true, string(expr.NoColumn): true}
	for _, l := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
		f := Of(l).Form
		for _, rule := range constants(t, "../../questionnaire/xlsform/fault.go") {
			if a := f.Rules[xlsform.Rule(rule)]; rule != string(xlsform.RuleSyntax) && (a.Says == "" || a.Do == "") {
				t.Errorf("%s: rule %s is not worded", l, rule)
			}
		}
		for _, rule := range constants(t, "../../questionnaire/expr/errors.go") {
			if a := f.Syntax[expr.Rule(rule)]; !ofEval[rule] && (a.Says == "" || a.Do == "") {
				t.Errorf("%s: syntax rule %s is not worded", l, rule)
			}
		}
	}
}

func TestAFaultSaysPlaceValueRuleAndRemedy(t *testing.T) {
	unknown := xlsform.Fault{Sheet: "survey", Row: 5, Column: "relevant", Pos: 3, Rule: xlsform.RuleUnknownName, Value: "overal", Detail: "overall"}
	bare := xlsform.Fault{Sheet: "survey", Row: 2, Column: "relevant", Pos: 1, Rule: xlsform.RuleSyntax, Detail: string(expr.BareName), Value: "age"}
	untranslated := xlsform.Fault{Sheet: "choices", Row: 4, Column: "label::中文 (zh)", Rule: xlsform.RuleTranslation, Value: "en", Warning: true}
	for _, c := range []struct {
		lang  questionnaire.Lang
		fault xlsform.Fault
		want  string
	}{
		{questionnaire.ZH, unknown, "survey 表第 5 行“relevant”列第 3 个字：没有名叫“overal”的题。请核对拼写，大小写也要一样。是不是想写 ${overall}？"},
		{questionnaire.EN, unknown, "sheet survey, row 5, column relevant, character 3: There is no item “overal”. Check the spelling; capitals count. Did you mean ${overall}?"},
		{questionnaire.ZH, bare, "survey 表第 2 行“relevant”列第 1 个字：“age”既不是题也不是文字。题写成 ${age}，文字写成 'age'。"},
		{questionnaire.EN, untranslated, "sheet choices, row 4, column label::中文 (zh): The text in “en” is missing. Add the translation."},
		{questionnaire.ZH, xlsform.Fault{Rule: xlsform.RuleEncoding}, "整个文件：文件不是 UTF-8 编码。请在 Excel 里另存为“CSV UTF-8”。"},
	} {
		f := Of(c.lang).Form
		if got := f.Fault(c.fault); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	if f := Of(questionnaire.ZH).Form; f.Kind(untranslated) != "提醒" || f.Kind(unknown) != "错误" {
		t.Error("a warning and a mistake are not told apart")
	}
}

// What the tests of the forms never meet still reads as a sentence.
func TestNoPlaceholderIsLeftOver(t *testing.T) {
	for _, l := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
		f := Of(l).Form
		for rule := range f.Rules {
			if said := f.Fault(xlsform.Fault{Sheet: "s", Rule: rule, Value: "v", Detail: "d"}); strings.Contains(said, "{value}") || strings.Contains(said, "{detail}") {
				t.Errorf("%s: %s", rule, said)
			}
		}
	}
}
