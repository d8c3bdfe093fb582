package xlsform

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// check looks at what the rows say together.
func (b *builder) check() {
	b.items = map[string]bool{}
	for i := range b.form.Questions {
		b.items[b.form.Questions[i].Name] = true
	}
	for i := range b.form.Questions {
		if r := b.rows[i]; b.form.Questions[i].Name == r.get("name") { // not made by or_other
			b.checkItem(r, &b.form.Questions[i], i)
		}
	}
	for g, r := range b.groups {
		b.checkNames(r, "relevant", b.form.Groups[g].Relevant)
		b.checkTexts(r, "label")
		b.checkList(r, "x_decline", b.form.Groups[g].Decline)
		b.unsupported(r)
	}
	b.checkGuide()
	b.checkLists()
	b.checkSettings()
}

func (b *builder) checkItem(r record, q *questionnaire.Question, i int) {
	b.checkTexts(r, "label", "hint", "guidance_hint", "required_message", "constraint_message", "x_na_label", "x_check_message", "x_short")
	b.checkNames(r, "relevant", q.Relevant)
	b.checkNames(r, "constraint", q.Constraint)
	b.checkNames(r, "x_check", q.Check)
	b.checkNames(r, "calculation", q.Calculation)
	b.checkNames(r, "default", q.Default)
	b.checkNames(r, "required", q.Required)
	b.checkNames(r, "choice_filter", q.Filter)
	b.unsupported(r)
	b.checkUse(r, q)
	b.checkAnswers(r, q)
	b.checkScale(r, q)
	b.checkNumber(r, q.No)
	if q.Inline && i == 0 {
		b.fail(r.at("x_inline"), RuleInlineFirst)
	}
}

// checkUse finds cells that belong to items of another kind.
func (b *builder) checkUse(r record, q *questionnaire.Question) {
	switch q.Kind {
	case questionnaire.Calculate:
		switch {
		case r.get("calculation") != "":
		case q.Default != nil: // ODK computes it once, at the start
			b.fail(r.at("default"), RuleUnsupported)
		default:
			b.fail(r.at("calculation"), RuleNoCalculation)
		}
	default:
		if q.Label.Empty() && q.Hint.Empty() {
			b.fail(r.at(""), RuleNoLabel)
		}
		if r.get("calculation") != "" {
			b.fail(r.at("calculation"), RuleUnsupported)
		}
	}
	if !q.Kind.Asks() {
		if q.Kind == questionnaire.Note {
			b.unused(r, "default")
		}
		b.unused(r, "required", "constraint", "x_no", "x_missing", "x_decline", "x_check", "x_scale", "x_reverse", "x_index")
	}
	if q.List == "" {
		b.unused(r, "choice_filter")
	}
	if !q.NALabel.Empty() && q.Missing&questionnaire.MayNotApply == 0 {
		b.warn(b.textPlace(r, "x_na_label"), RuleNoEffect)
	}
	if q.Decline != "" && q.Missing&questionnaire.MayRefuse == 0 {
		b.warn(r.at("x_decline"), RuleNoEffect)
	}
	if q.Check != nil && q.CheckMessage.Empty() {
		b.warn(r.at("x_check"), RuleNoMessage)
	}
	b.checkRole(r, q)
}

var roleKinds = map[questionnaire.Role]questionnaire.Kind{
	questionnaire.RoleProbes: questionnaire.SelectMultiple, questionnaire.RoleNotes: questionnaire.FreeText,
	questionnaire.RoleTakeaways: questionnaire.FreeText, questionnaire.RoleQuestion: questionnaire.Note,
}

// checkRole holds an item with a role to the type that the program expects.
func (b *builder) checkRole(r record, q *questionnaire.Question) {
	if q.Role == "" {
		return
	}
	kind, named := roleKinds[q.Role]
	if !named {
		kind = questionnaire.SelectOne
	}
	if q.Kind != kind {
		at := r.at("x_role")
		at.Detail = map[questionnaire.Kind]string{questionnaire.SelectOne: "select_one", questionnaire.SelectMultiple: "select_multiple",
			questionnaire.FreeText: "text", questionnaire.Note: "note"}[kind]
		b.fail(at, RuleDuty)
	}
}

// checkAnswers looks at the list or the range of an item.
func (b *builder) checkAnswers(r record, q *questionnaire.Question) {
	b.checkList(r, "type", q.List)
	b.checkList(r, "x_decline", q.Decline)
	if q.Kind == questionnaire.Range {
		for _, code := range []float64{-97, -98, -99} {
			if inRange(q.Range, code) {
				at := r.at("parameters")
				at.Value = questionnaire.Number(code)
				b.fail(at, RuleMissingCode)
			}
		}
	}
	l := b.form.Lists[q.List]
	if l == nil {
		return
	}
	if q.Filter != nil {
		for _, c := range q.Filter.Columns() {
			if c != "name" && !b.choices.keeps(c) {
				at := r.at("choice_filter")
				at.Value = c
				b.fail(at, RuleNoSuchField)
			}
		}
	}
	if q.Kind == questionnaire.SelectMultiple {
		b.checkSeveral(r, q, l)
	}
}

// checkSeveral looks at a list of which several may be chosen: its codes
// become columns, and none of them may end the interview.
func (b *builder) checkSeveral(r record, q *questionnaire.Question, l *questionnaire.List) {
	for _, c := range l.Choices {
		if c.Ends != "" {
			b.fail(Fault{Sheet: b.choices.sheet, Row: c.Row, Column: b.choices.column("x_ends"), Value: string(c.Ends), Detail: q.Name}, RuleEndsHere)
		}
		if name := q.Name + "__" + c.Name; len(name) > maxName && len(q.Name) <= maxName {
			at := r.at("name")
			at.Value = name
			b.warn(at, RuleLongName)
		}
	}
}

// keeps reports whether choices have such a further column.
func (t *table) keeps(column string) bool {
	return t.has(column) && !choicesColumns.plain[column] && !choicesColumns.texts[column]
}

// checkList finds a list that is not there, and notes that it is used.
func (b *builder) checkList(r record, column, name string) {
	if name == "" {
		return
	}
	b.used[name] = true
	if b.form.Lists[name] == nil {
		at := r.at(column)
		at.Value = name
		b.fail(at, RuleNoList)
	}
}

// inRange reports whether x is one of the steps.
func inRange(r questionnaire.Bounds, x float64) bool {
	if x < min(r.Start, r.End) || x > max(r.Start, r.End) || r.Step <= 0 {
		return false
	}
	n := (x - r.Start) / r.Step
	return math.Abs(n-math.Round(n)) < 1e-9
}

// scaleCodes are the lowest and highest code of the scales with fixed points.
var scaleCodes = map[string][2]int{"sat5": {1, 5}, "gap5": {1, 5}, "likely5": {1, 5}, "agree5": {1, 5}, "nps11": {0, 10}, "score10": {1, 10}}

// checkScale holds an item to the points of its scale; choices off the scale
// may stand beside them, except on the eleven points of nps11.
func (b *builder) checkScale(r record, q *questionnaire.Question) {
	if q.Reverse && (q.Scale == "" || q.Scale == "nominal") {
		b.fail(r.at("x_reverse"), RuleReverse)
	}
	if q.Scale == "" || !q.Kind.Asks() {
		return
	}
	if !q.Kind.Closed() && scaleCodes[q.Scale] != [2]int{} {
		b.fail(r.at("x_scale"), RuleNotClosed)
		return
	}
	ends, fixed := scaleCodes[q.Scale]
	if l := b.form.Lists[q.List]; fixed && (l != nil || q.Kind == questionnaire.Range) && !fitsScale(q, l, ends) {
		at := r.at("x_scale")
		at.Detail = strconv.Itoa(ends[0]) + "–" + strconv.Itoa(ends[1])
		b.fail(at, RuleScale)
	}
}

func fitsScale(q *questionnaire.Question, l *questionnaire.List, ends [2]int) bool {
	if q.Kind == questionnaire.Range {
		return q.Range == questionnaire.Bounds{Start: float64(ends[0]), End: float64(ends[1]), Step: 1}
	}
	for n := ends[0]; n <= ends[1]; n++ {
		if !slices.ContainsFunc(l.Choices, func(c questionnaire.Choice) bool { return c.Name == strconv.Itoa(n) }) {
			return false
		}
	}
	return q.Scale != "nps11" || len(l.Choices) == 11
}

func (b *builder) checkNumber(r record, no int) {
	if no == 0 {
		return
	}
	if row, twice := b.numbers[no]; twice {
		at := r.at("x_no")
		at.Detail = strconv.Itoa(row)
		b.fail(at, RuleNumberTwice)
	}
	b.numbers[no] = r.number
}

// unsupported refuses columns that would change what is asked or kept.
func (b *builder) unsupported(r record) {
	for _, c := range []string{"readonly", "trigger", "repeat_count"} {
		switch strings.ToLower(r.get(c)) {
		case "", "no", "false", "false()":
		default:
			b.fail(r.at(c), RuleUnsupported)
		}
	}
}

// checkLists looks at the lists as a whole and at their labels.
func (b *builder) checkLists() {
	warned := map[string]bool{}
	for _, r := range b.choices.rows {
		name := r.get("list_name")
		if name == "" {
			continue
		}
		if !b.used[name] && !warned[name] {
			b.warn(r.at("list_name"), RuleUnusedList)
			warned[name] = true
		}
		b.checkTexts(r, "label")
		if r.text("label").Empty() && r.get("name") != "" {
			b.warn(r.at("name"), RuleNoLabel)
		}
	}
}

// formID is what may stand in a file's name everywhere; formIDMost is how many
// runes of it. Counting them in the expression would cost every program start
// a hundred copies of the classes.
var formID = lazy(`^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_. -]*$`)

const formIDMost = 100

func (b *builder) checkSettings() {
	at := Fault{Sheet: b.setting.sheet, Value: b.form.ID}
	if len(b.setting.rows) > 0 {
		r := b.setting.rows[0]
		b.checkReferences(r.at("instance_name"), r.get("instance_name"))
		at.Row, at.Column = r.number, b.setting.column("form_id")
	}
	if !formID().MatchString(b.form.ID) || utf8.RuneCountInString(b.form.ID) > formIDMost {
		b.fail(at, RuleFormID)
	}
}

// checkNames finds names in an expression that are nobody's.
func (b *builder) checkNames(r record, column string, e *expr.Expr) {
	if e == nil {
		return
	}
	for _, name := range e.Names() {
		b.checkName(r.named(column, name), name)
	}
}

// named is the place of a name in a cell.
func (r record) named(column, name string) Fault {
	at := r.at(column)
	if before, _, found := strings.Cut(at.Value, "${"+name+"}"); found {
		at.Pos = utf8.RuneCountInString(before) + 1
	}
	return at
}

func (b *builder) checkName(at Fault, name string) {
	if b.items[name] || b.broken[name] || questionnaire.IsContext(name) {
		return
	}
	at.Value, at.Detail = name, b.nearest(name)
	b.fail(at, RuleUnknownName)
}
