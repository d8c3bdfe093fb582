package xlsform_test

import (
	"crypto/sha256"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
)

// load reads a form that must have no error.
func load(t *testing.T, src string) *questionnaire.Form {
	t.Helper()
	f, faults := xlsform.Load("study.md", []byte(src))
	if f == nil {
		t.Fatalf("refused: %v", said(faults))
	}
	return f
}

func said(faults []xlsform.Fault) []string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Error())
	}
	return out
}

func TestTheCustomerSurveyHasNoFaultAtAll(t *testing.T) {
	source := builtin.Customer().Source
	if _, faults := xlsform.Load("customer.md", source); len(faults) > 0 {
		t.Errorf("%s", strings.Join(said(faults), "\n"))
	}
}

func TestAFormIsItsCanonicalSource(t *testing.T) {
	f := load(t, "| survey |\n| | type | name | label |\n| | text |  q  | A \\| B |\n")
	if f.Hash != sha256.Sum256(f.Source) {
		t.Error("the hash is not of the source")
	}
	again, err := xlsform.Parse(f.Source)
	if err != nil {
		t.Fatal(err)
	}
	if again.Hash != f.Hash || string(again.Source) != string(f.Source) {
		t.Errorf("read again it is another form:\n%s\n%s", f.Source, again.Source)
	}
	if again.ID != "study" {
		t.Errorf("read again it is called %q", again.ID)
	}
	if f.ID != "study" || f.Title.In("zh") != "study" {
		t.Errorf("without settings the file's name is the id and the title: %q %v", f.ID, f.Title)
	}
}

// The id that a form gets from its file's name stays with it, whatever else
// its settings say.
func TestTheIDGoesIntoTheSource(t *testing.T) {
	const survey = "| survey |\n| | type | name | label |\n| | text | q | Q |\n"
	for _, settings := range []string{"", "| settings |\n", "| settings |\n| | version |\n", "| settings |\n| | version |\n| | 2 |\n",
		"| settings |\n| | version | id_string |\n| | 2 | |\n", "| Settings |\n| | id_string | version |\n| | | 2 |\n"} {
		f := load(t, survey+settings)
		again, err := xlsform.Parse(f.Source)
		if err != nil || again.ID != "study" || again.Version != f.Version {
			t.Errorf("%q: %v, %+v\n%s", settings, err, again, f.Source)
		}
	}
}

func TestParseSaysWhy(t *testing.T) {
	_, err := xlsform.Parse([]byte("| survey |\n| | type | name | label |\n| | txet | q | Q |\n"))
	if err == nil || err.Error() != `sheet survey, row 2, column type: unknown type "txet"` {
		t.Errorf("got %v", err)
	}
}

func TestLanguagesOfTexts(t *testing.T) {
	const sheet = "| survey |\n| | type | name | label | label::中文 (zh) | label::Swahili | hint |\n| | text | q | Hi | 您好 | Jambo | h |\n"
	for _, c := range []struct {
		name, settings string
		languages      []questionnaire.Lang
		plain          questionnaire.Lang
		first          questionnaire.Lang
	}{
		{"plain stands by itself", "", []questionnaire.Lang{"", "zh", "Swahili"}, "", ""},
		{"plain is the default language where that is translated too", "| settings |\n| | default_language |\n| | Swahili |\n", []questionnaire.Lang{"zh", "Swahili"}, "Swahili", "Swahili"},
		{"a default language nobody wrote in", "| settings |\n| | default_language |\n| | French (fr) |\n", []questionnaire.Lang{"", "zh", "Swahili"}, "", ""},
	} {
		f := load(t, sheet+c.settings)
		if !slices.Equal(f.Languages, c.languages) || f.DefaultLanguage != c.first {
			t.Errorf("%s: languages %q, default %q", c.name, f.Languages, f.DefaultLanguage)
		}
		if got := f.Questions[0].Hint[c.plain]; got != "h" {
			t.Errorf("%s: the hint is %v", c.name, f.Questions[0].Hint)
		}
	}
}

func TestWhatAnItemAllowsBesidesAnAnswer(t *testing.T) {
	f := load(t, `
| survey |
| | type | name | label | x_missing |
| | text | a | A | |
| | integer | b | B | |
| | date | c | C | |
| | select_one yn | d | D | |
| | select_one yn | e | E | dk ref na |
| | select_one yn | f | F | none |
| | note | g | G | |
| choices |
| | list_name | name | label |
| | yn | 1 | yes |
`)
	all := questionnaire.MayNotKnow | questionnaire.MayRefuse | questionnaire.MayNotApply
	want := []questionnaire.Missing{questionnaire.MayRefuse, all &^ questionnaire.MayNotApply, all &^ questionnaire.MayNotApply, all &^ questionnaire.MayNotApply, all, 0, 0}
	for i, m := range want {
		if q := f.Questions[i]; q.Missing != m {
			t.Errorf("%s allows %b, want %b", q.Name, q.Missing, m)
		}
	}
}

func TestOrOtherAddsAChoiceAndAText(t *testing.T) {
	f := load(t, `
| survey |
| | type | name | label::中文 (zh) | label::English (en) | default |
| | select_multiple fruit or_other | likes | 喜欢 | Likes | other |
| choices |
| | list_name | name | label::中文 (zh) | label::English (en) |
| | fruit | apple | 苹果 | Apple |
`)
	likes, other := f.Question("likes"), f.Question("likes_other")
	if other == nil || other.Kind != questionnaire.FreeText || !other.Inline || other.Relevant.String() != "selected(${likes}, 'other')" {
		t.Fatalf("the text item is %+v", other)
	}
	if cs := f.Choices(likes); len(cs) != 2 || cs[1].Name != "other" || cs[1].Label["zh"] != "其他" || cs[1].Label["en"] != "Other" {
		t.Errorf("the choices are %+v", cs)
	}
}

func TestDefaultsAreValuesOrExpressions(t *testing.T) {
	f := load(t, `
| survey |
| | type | name | label | default |
| | text | a | A | Call me (maybe) |
| | text | b | B | concat(${a}, '!') |
| | date | c | C | today() |
| | integer | d | D | -3 |
`)
	for i, want := range []struct{ value, expression string }{{"Call me (maybe)", ""}, {"", "concat(${a}, '!')"}, {"", "today()"}, {"-3", ""}} {
		q := f.Questions[i]
		expression := ""
		if q.Default != nil {
			expression = q.Default.String()
		}
		if q.DefaultValue != want.value || expression != want.expression {
			t.Errorf("%s: value %q, expression %q", q.Name, q.DefaultValue, expression)
		}
	}
}

func TestEveryColumnArrives(t *testing.T) {
	f := load(t, `
| survey |
| | type | name | label | hint | guidance_hint | required | required_message | constraint | constraint_message | appearance | x_no | x_role | x_missing | x_na_label | x_decline | x_check | x_check_message | x_scale | x_reverse | x_index | x_personal | x_short |
| | begin group | top | Top | | | | | | | field-list | | | dk ref | | why | | | | | | | |
| | select_one five | a | A | h | g | yes | must | . != '5' | not five | | 3 | segment | ref na | never | why | . > 1 | low | sat5 | yes | satisfaction sign | | Short |
| | text | b | B | | | no | | | | multiline | | takeaways | | | | | | | | | yes | |
| | end group | | | | | | | | | | | | | | | | | | | | | |
| | begin group | talk | Talk | | | | | | | | | topic | | | | | | | | | | |
| | note | q | Q | | | | | | | | | question | | | | | | | | | | |
| | text | n | N | | | | | | | | | notes | | | | | | | | | | |
| | end group | | | | | | | | | | | | | | | | | | | | | |
| choices |
| | list name | value | label | x_box | x_value | x_exclusive | x_ends | town |
| | five | 1 | one | bottom | 1 | | refused | Ning |
| | five | 2 | two | | 2.5 | yes | | |
| | five | 3 | three | | | | | |
| | five | 4 | four | | | | | |
| | five | 5 | five | top | | | | |
| | why | 1 | busy | | | | | |
| settings |
| | form_id | form_title::中文 (zh) | form_title::English (en) | version | x_mode | x_partial | x_follows | x_offer_when | x_own_topics | x_followups | x_attachments |
| | call | 回访 | Call-back | 2026-11 | guide | 7 | customer | ${overall} <= 2 | yes | no | yes |
`)
	g, a, b := f.Groups[0], f.Questions[0], f.Questions[1]
	if !g.FieldList || g.Role != "" || f.Groups[1].Role != "topic" || g.Decline != "why" || g.Parent != -1 || a.Group != 0 {
		t.Errorf("group %+v", g)
	}
	if a.Hint.In("") != "h" || a.Guidance.In("") != "g" || a.Short.In("") != "Short" || a.No != 3 || a.Role != "segment" || a.Decline != "why" ||
		a.NALabel.In("") != "never" || a.Scale != "sat5" || !a.Reverse || !slices.Equal(a.Index, []string{"satisfaction", "sign"}) || a.Row != 3 {
		t.Errorf("item %+v", a)
	}
	if a.Required.String() != "true()" || a.Constraint.String() != ". != '5'" || a.Check.String() != ". > 1" || b.Required != nil ||
		a.RequiredMessage.In("") != "must" || a.ConstraintMessage.In("") != "not five" || a.CheckMessage.In("") != "low" {
		t.Errorf("rules of item %+v", a)
	}
	if !b.Multiline || !b.Personal || b.Role != "takeaways" {
		t.Errorf("item %+v", b)
	}
	one, two := f.Lists["five"].Choices[0], f.Lists["five"].Choices[1]
	if one.Box != "bottom" || *one.Value != 1 || one.Ends != questionnaire.Refusal || !maps.Equal(one.Extra, map[string]string{"town": "Ning"}) || !two.Exclusive || *two.Value != 2.5 {
		t.Errorf("choices %+v %+v", one, two)
	}
	if f.ID != "call" || f.Title["zh"] != "回访" || f.Title["en"] != "Call-back" || f.Version != "2026-11" || f.Mode != questionnaire.Guide || f.Partial != 7 ||
		f.Follows != "customer" || f.OfferWhen.String() != "${overall} <= 2" || !f.OwnTopics || f.Followups || !f.Attachments {
		t.Errorf("form %+v", f)
	}
}

func TestDuplicateCodesWhereTheFormAllowsThem(t *testing.T) {
	load(t, "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n| choices |\n| | list_name | name | label |\n| | l | 1 | x |\n| | l | 1 | y |\n"+
		"| settings |\n| | allow_choice_duplicates |\n| | yes |\n")
}

func FuzzLoad(f *testing.F) {
	forms, err := filepath.Glob("testdata/faults/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range forms {
		if src, err := os.ReadFile(path); err == nil && !strings.Contains(path, "unwalked") {
			f.Add(false, src)
		}
	}
	f.Add(true, []byte("\ufeffsurvey\n,type,name,label\n,text,q,\"a\nb\"\n"))
	f.Add(false, []byte("| survey |\n| | type | name | label | relevant |\n| | range | a | ${a} | ${b} div 0 = 1 |\n| | select_one l or_other | b | B | ${a} |\n| choices |\n| | list_name | name |\n| | l | 1 |\n"))
	f.Fuzz(func(t *testing.T, asCSV bool, src []byte) {
		name := map[bool]string{false: "form.md", true: "form.csv"}[asCSV]
		if form, faults := xlsform.Load(name, src); form == nil && !xlsform.Failed(faults) {
			t.Error("refused without saying why")
		} else if form != nil {
			if again, err := xlsform.Parse(form.Source); err != nil || again.Hash != form.Hash || again.ID != form.ID {
				t.Errorf("its canonical source is another form: %v", err)
			}
		}
	})
}
