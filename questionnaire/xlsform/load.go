package xlsform

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"path"
	"slices"
	"strings"

	"tingfang/questionnaire"
)

// Load reads a form and checks it in every respect. The form is nil where one
// of the faults is an error; the faults are in the order of sheets and rows.
func Load(name string, src []byte) (*questionnaire.Form, []Fault) {
	return LoadWith(name, src, func(string) *questionnaire.Form { return nil })
}

// LoadWith reads and checks a form as Load does, and its condition on the form
// it follows against that form, which known finds by its form_id; nil = not
// known.
func LoadWith(name string, src []byte, known func(id string) *questionnaire.Form) (*questionnaire.Form, []Fault) {
	w, err := read(name, src)
	if err != nil {
		return nil, faultsOf(err)
	}
	b := newBuilder(w, strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), path.Ext(name)))
	if b.known = known; b.build() {
		b.check()
		b.form.Source = Canonical(b.book)
	}
	b.compile()
	if !Failed(b.faults) {
		b.walk()
	}
	b.order()
	if Failed(b.faults) {
		return nil, b.faults
	}
	return b.form, b.faults
}

// Parse reads a form that Load has checked when it was added, from its
// canonical source. What Load finds wrong beyond what keeps the form from being
// read is not looked for again. The error is a *Fault, the first one.
func Parse(src []byte) (*questionnaire.Form, error) {
	w, err := ReadMarkdown("", src)
	if err != nil {
		return nil, err
	}
	b := newBuilder(w, "form")
	b.build()
	b.form.Source = bytes.Clone(src)
	b.compile()
	if Failed(b.faults) {
		b.order()
		return nil, &b.faults[slices.IndexFunc(b.faults, func(f Fault) bool { return !f.Warning })]
	}
	return b.form, nil
}

func faultsOf(err error) []Fault {
	var f *Fault
	if errors.As(err, &f) {
		return []Fault{*f}
	}
	return []Fault{{Rule: RuleFormat, Detail: err.Error()}}
}

// builder is a form in the making.
type builder struct {
	book    *Workbook
	form    *questionnaire.Form
	faults  []Fault
	listed  [2]int // errors and warnings so far
	survey  *table
	choices *table
	setting *table
	rows    []record       // the survey row of each question, by index in form.Questions
	groups  []record       // the survey row of each group, by index in form.Groups
	names   map[string]int // lower-case name of each item and group -> its row
	numbers map[int]int    // printed number -> its row
	used    map[string]bool
	items   map[string]bool // names of items that may be referred to
	known   func(id string) *questionnaire.Form
	broken  map[string]bool // names of rows whose type is not supported: one fault is enough
}

func newBuilder(w *Workbook, id string) *builder {
	return &builder{book: w, names: map[string]int{}, numbers: map[int]int{}, used: map[string]bool{}, broken: map[string]bool{},
		form: &questionnaire.Form{ID: id, Mode: questionnaire.Survey, Lists: map[string]*questionnaire.List{}}}
}

// build reads the sheets into the form. It reports false where there is no
// survey.
func (b *builder) build() bool {
	if !b.open() {
		return false
	}
	b.readSettings()
	b.readLanguages()
	b.readChoices()
	b.readSurvey()
	return true
}

// open finds the three sheets. It reports false where there is no survey.
func (b *builder) open() bool {
	for _, s := range b.book.Sheets {
		switch name := strings.ToLower(s.Name); {
		case name == "survey", name == "choices", name == "settings", strings.HasPrefix(name, "_"):
		case others[name]:
			b.fail(Fault{Sheet: s.Name}, RuleOtherSheet)
		default:
			b.warn(Fault{Sheet: s.Name}, RuleExtraSheet)
		}
	}
	survey := b.book.sheet("survey")
	if survey == nil {
		b.fail(Fault{}, RuleNoSurvey)
		return false
	}
	b.survey = b.readTable(survey, &surveyColumns)
	b.choices = b.optional("choices", &choicesColumns)
	b.setting = b.optional("settings", &settingsColumns)
	return b.needs(b.survey, "type", "name")
}

func (b *builder) optional(name string, kind *columns) *table {
	if s := b.book.sheet(name); s != nil {
		return b.readTable(s, kind)
	}
	return &table{sheet: name}
}

// needs reports columns that must be there.
func (b *builder) needs(t *table, names ...string) bool {
	ok := true
	for _, name := range names {
		if !t.has(name) {
			b.fail(Fault{Sheet: t.sheet, Row: 1, Value: name}, RuleNoColumn)
			ok = false
		}
	}
	return ok
}

// compile prepares a form without faults so far, and says where a ring of
// expressions stands.
func (b *builder) compile() {
	if Failed(b.faults) {
		return
	}
	b.form.Hash = sha256.Sum256(b.form.Source)
	err := b.form.Compile()
	var ring *questionnaire.CycleError
	switch {
	case err == nil:
	case errors.As(err, &ring):
		row := 0
		for i := range b.form.Questions {
			if slices.Contains(ring.Names, b.form.Questions[i].Name) {
				row = b.form.Questions[i].Row
				break
			}
		}
		b.fail(Fault{Sheet: b.survey.sheet, Row: row, Value: strings.Join(ring.Names, " → ")}, RuleCycle)
	default:
		b.fail(Fault{Sheet: b.survey.sheet, Detail: err.Error()}, RuleNameTwice)
	}
}

// maxFaults is how many errors, and how many warnings, are listed.
const maxFaults = 1_000

func (b *builder) fail(at Fault, r Rule) {
	at.Rule = r
	n := &b.listed[0]
	if at.Warning {
		n = &b.listed[1]
	}
	switch *n++; {
	case *n <= maxFaults:
		b.faults = append(b.faults, at)
	case *n == maxFaults+1:
		b.faults = append(b.faults, Fault{Rule: RuleTooMany, Warning: at.Warning})
	}
}

func (b *builder) warn(at Fault, r Rule) {
	at.Warning = true
	b.fail(at, r)
}

// at is the place of a cell and what stands in it.
func (r record) at(column string) Fault {
	f := Fault{Sheet: r.sheet, Row: r.number}
	if column != "" {
		f.Column, f.Value = r.column(column), r.get(column)
	}
	return f
}

// order sorts the faults by sheet and row, errors and warnings together.
func (b *builder) order() {
	place := map[string]int{"": -1}
	for i, s := range b.book.Sheets {
		place[s.Name] = i
	}
	slices.SortStableFunc(b.faults, func(x, y Fault) int {
		return cmp.Or(cmp.Compare(place[x.Sheet], place[y.Sheet]), cmp.Compare(x.Row, y.Row))
	})
}
