package lang

import (
	"strconv"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
	"tingfang/questionnaire/xlsform"
)

// Form words what is wrong with a questionnaire: where, what, and what to do
// about it. In the texts {value} and {detail} stand for those of the fault.
type Form struct {
	Title   string // of the list of forms
	Mistake string // a fault that keeps the form out
	Warning string // a fault that does not
	File    string // the place of a fault of the whole file
	Sheet   string // {value} is the sheet
	Row     string // {value} is the row
	Column  string // {value} is the column
	Letter  string // {value} is the place of a character in its cell
	Colon   string // between the place and what is wrong
	Plain   string // a text without a language
	Near    string // {value} is a name much like the unknown one
	Rules   map[xlsform.Rule]Advice
	Syntax  map[expr.Rule]Advice
}

// Advice says what is wrong, and what to do about it.
type Advice struct{ Says, Do string }

// Fault words a fault in full: place, what is wrong, what to do.
func (f *Form) Fault(x xlsform.Fault) string {
	a := f.Rules[x.Rule]
	if x.Rule == xlsform.RuleSyntax {
		a = f.Syntax[expr.Rule(x.Detail)]
	}
	if a.Says == "" { // no such rule: the test rules it out
		return x.Error()
	}
	said := f.Place(x) + f.Colon + f.fill(a.Says, x) + f.fill(a.Do, x)
	if x.Rule == xlsform.RuleUnknownName && x.Detail != "" {
		said += put(f.Near, x.Detail)
	}
	return questionnaire.HarmlessLine(said)
}

// Kind is the word for a mistake or for a warning.
func (f *Form) Kind(x xlsform.Fault) string {
	if x.Warning {
		return f.Warning
	}
	return f.Mistake
}

// Place words where in the form the fault is.
func (f *Form) Place(x xlsform.Fault) string {
	if x.Sheet == "" {
		return f.File
	}
	place := put(f.Sheet, x.Sheet)
	if x.Row > 0 {
		place += put(f.Row, strconv.Itoa(x.Row))
	}
	if x.Column != "" {
		place += put(f.Column, x.Column)
	}
	if x.Pos > 0 {
		place += put(f.Letter, strconv.Itoa(x.Pos))
	}
	return place
}

func (f *Form) fill(s string, x xlsform.Fault) string {
	value := x.Value
	if x.Rule == xlsform.RuleTranslation && value == "" {
		value = f.Plain
	}
	return strings.NewReplacer("{value}", value, "{detail}", x.Detail).Replace(s)
}

func put(s, value string) string { return strings.ReplaceAll(s, "{value}", value) }
