package xlsform

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// readSurvey turns the rows into questions and groups.
func (b *builder) readSurvey() {
	b.form.Questions = make([]questionnaire.Question, 0, len(b.survey.rows))
	b.rows = make([]record, 0, len(b.survey.rows))
	open := []int{} // groups begun and not ended, outermost first
	for _, r := range b.survey.rows {
		written := r.get("type")
		if written == "" {
			if r.get("name") != "" || !r.text("label").Empty() {
				b.fail(r.at("type"), RuleNoType)
			}
			continue // a comment
		}
		if b.yes(r, "disabled") {
			continue
		}
		t, bad := readType(written)
		switch {
		case bad == RuleMetadata:
			b.warn(r.at("type"), bad)
		case bad != "":
			b.fail(r.at("type"), bad)
			b.broken[r.get("name")] = true
		case t.begin:
			open = append(open, b.group(r, open))
		case t.end && len(open) == 0:
			b.fail(r.at("type"), RuleNoGroup)
		case t.end:
			open = open[:len(open)-1]
		default:
			b.item(r, t, innermost(open))
		}
	}
	for _, g := range open {
		b.fail(b.groups[g].at("type"), RuleUnclosedGroup)
	}
	if len(b.form.Questions) == 0 && !Failed(b.faults) {
		b.fail(Fault{Sheet: b.survey.sheet}, RuleNoItems)
	}
}

func innermost(open []int) int {
	if len(open) == 0 {
		return -1
	}
	return open[len(open)-1]
}

// group adds a group and gives its index.
func (b *builder) group(r record, open []int) int {
	b.claim(r)
	b.unused(r, "required", "constraint", "calculation", "default", "choice_filter", "parameters", "x_no", "x_check", "x_scale",
		"x_reverse", "x_index", "x_personal", "x_inline")
	look := b.appearance(r, groupLooks)
	b.form.Groups = append(b.form.Groups, questionnaire.Group{
		Name: r.get("name"), Label: r.text("label"), Parent: innermost(open), Row: r.number,
		FieldList: slices.Contains(look, "field-list"),
		Role:      questionnaire.Role(b.oneOf(r, "x_role", string(questionnaire.RoleTopic))),
		Relevant:  b.expression(r, "relevant", false),
		Missing:   b.missing(r, 0), Decline: r.get("x_decline"),
	})
	b.groups = append(b.groups, r)
	return len(b.form.Groups) - 1
}

// item adds a question, and with or_other the text item below it.
func (b *builder) item(r record, t rowType, group int) {
	b.claim(r)
	look := b.appearance(r, itemLooks)
	q := questionnaire.Question{
		Name: r.get("name"), Kind: t.kind, Group: group, Row: r.number, List: t.list,
		Label: r.text("label"), Hint: r.text("hint"), Guidance: r.text("guidance_hint"), Short: r.text("x_short"),
		No: b.whole(r, "x_no"), Role: questionnaire.Role(b.oneOf(r, "x_role", itemRoles...)),
		NALabel: r.text("x_na_label"), Decline: r.get("x_decline"),
		Required: b.required(r), Relevant: b.expression(r, "relevant", false),
		Constraint: b.expression(r, "constraint", false), Check: b.expression(r, "x_check", false),
		Calculation:     b.expression(r, "calculation", false),
		RequiredMessage: r.text("required_message"), ConstraintMessage: r.text("constraint_message"),
		CheckMessage: r.text("x_check_message"), Filter: b.expression(r, "choice_filter", true),
		Scale: b.oneOf(r, "x_scale", scales...), Reverse: b.yes(r, "x_reverse"),
		Index:    b.severalOf(r, "x_index", "satisfaction", "behavioural", "cognitive", "emotional", "sign"),
		Personal: b.yes(r, "x_personal"), Inline: b.yes(r, "x_inline"), Multiline: slices.Contains(look, "multiline"),
	}
	q.Missing = b.missing(r, usual(t.kind))
	if t.orOther {
		b.offerOther(t.list)
	}
	b.parameters(r, &q)
	b.defaults(r, &q)
	b.add(q, r)
	if t.orOther {
		b.orOther(r, q)
	}
}

func (b *builder) add(q questionnaire.Question, r record) {
	b.form.Questions = append(b.form.Questions, q)
	b.rows = append(b.rows, r)
}

// offerOther gives a list the choice "other", as ODK does: whatever else uses
// the list offers it too.
func (b *builder) offerOther(list string) {
	l := b.form.Lists[list]
	if l != nil && !slices.ContainsFunc(l.Choices, func(c questionnaire.Choice) bool { return c.Name == "other" }) {
		l.Choices = append(l.Choices, b.other())
	}
}

// orOther adds the text item that is asked with the choice "other".
func (b *builder) orOther(r record, q questionnaire.Question) {
	if q.Filter != nil {
		b.fail(r.at("choice_filter"), RuleOrOtherFilter)
	}
	text := questionnaire.Question{Name: q.Name + "_other", Kind: questionnaire.FreeText, Group: q.Group, Row: q.Row,
		Label: b.words(specifyWords), Missing: usual(questionnaire.FreeText), Inline: true, Personal: q.Personal}
	if e, err := expr.Parse("selected(${" + q.Name + "}, 'other')"); err == nil {
		text.Relevant = e
	}
	b.claimName(r, text.Name)
	b.add(text, r)
}

// required reads yes, no, or a condition.
func (b *builder) required(r record) *expr.Expr {
	switch strings.ToLower(r.get("required")) {
	case "yes", "true", "true()":
		e, err := expr.Parse("true()")
		if err != nil {
			b.syntax(r.at("required"), err)
		}
		return e
	case "", "no", "false", "false()":
		return nil
	}
	return b.expression(r, "required", false)
}

// usual is what an item allows besides an answer where its row does not say.
func usual(k questionnaire.Kind) questionnaire.Missing {
	switch {
	case k == questionnaire.FreeText:
		return questionnaire.MayRefuse
	case k.Asks():
		return questionnaire.MayNotKnow | questionnaire.MayRefuse
	}
	return 0
}

func (b *builder) missing(r record, blank questionnaire.Missing) questionnaire.Missing {
	words := b.severalOf(r, "x_missing", "dk", "ref", "na", "none")
	if len(words) == 0 {
		return blank
	}
	if len(words) > 1 && slices.Contains(words, "none") {
		at := r.at("x_missing")
		at.Detail = "none"
		b.fail(at, RuleValue)
	}
	var m questionnaire.Missing
	for _, w := range words {
		m |= map[string]questionnaire.Missing{"dk": questionnaire.MayNotKnow, "ref": questionnaire.MayRefuse, "na": questionnaire.MayNotApply}[w]
	}
	return m
}

var (
	itemRoles = []string{"consent", "refusal_reason", "breakoff_reason", "eligibility", "callback_consent", "consent_notes", "consent_quote",
		"consent_photo", "segment", "respondent_role", "question", "probes", "notes", "takeaways"}
	scales     = []string{"sat5", "gap5", "likely5", "agree5", "nps11", "score10", "nominal", "ordinal"}
	groupLooks = set("field-list", "table-list")
	itemLooks  = set("likert", "minimal", "horizontal", "horizontal-compact", "vertical", "multiline", "label", "list-nolabel", "list",
		"compact", "quick", "quickcompact", "autocomplete", "numbers", "columns", "columns-pack", "no-ticks", "no-buttons", "no-calendar")
)

func (b *builder) appearance(r record, known map[string]bool) []string {
	words := strings.Fields(r.get("appearance"))
	for _, w := range words {
		if !known[w] {
			at := r.at("appearance")
			at.Value = w
			b.warn(at, RuleAppearance)
		}
	}
	return words
}

// unused warns of cells that mean nothing in such a row.
func (b *builder) unused(r record, columns ...string) {
	for _, c := range columns {
		if r.get(c) != "" {
			b.warn(r.at(c), RuleNoEffect)
		}
	}
}

// claim takes the name of a row for itself.
func (b *builder) claim(r record) { b.claimName(r, r.get("name")) }

// xmlName reports that a name begins with a letter or _ and goes on with
// letters, marks, numbers, _, . and -.
func xmlName(name string) bool {
	for i, c := range name {
		if !unicode.IsLetter(c) && c != '_' && (i == 0 || !unicode.IsMark(c) && !unicode.IsNumber(c) && c != '.' && c != '-') {
			return false
		}
	}
	return name != ""
}

// plainName reports that a name is lower-case ASCII letters, digits and _, a
// letter first.
func plainName(name string) bool {
	for i, c := range name {
		if (c < 'a' || c > 'z') && (i == 0 || c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != ""
}

var reserved = set("by", "to", "ge", "le", "and", "or", "not", "with", "all", "eq", "gt", "lt", "ne", "meta")

// LeadColumns are the columns that every data file begins with; no item may be
// called so.
var LeadColumns = []string{"uuid", "form_id", "form_version", "device", "interviewer", "hall", "started_at", "ended_at", "utc_offset",
	"duration_s", "mode", "disposition", "voided", "language"}

const maxName = 32 // bytes of a variable's name

func (b *builder) claimName(r record, name string) {
	at, low := r.at("name"), strings.ToLower(name)
	at.Value = name
	switch {
	case name == "":
		b.fail(at, RuleNoName)
		return
	case !xmlName(name):
		b.fail(at, RuleName)
		return
	case slices.Contains(LeadColumns, low):
		b.fail(at, RuleLeadName)
	case questionnaire.IsContext(low):
		b.fail(at, RuleContextName)
	case reserved[low]:
		b.fail(at, RuleReservedName)
	case len(name) > maxName:
		b.fail(at, RuleLongName)
	case !plainName(name):
		b.warn(at, RulePlainName)
	}
	if row, twice := b.names[low]; twice {
		at.Detail = strconv.Itoa(row)
		b.fail(at, RuleNameTwice)
		return
	}
	b.names[low] = r.number
}
