package xlsform

import (
	"maps"
	"strconv"
	"strings"

	"tingfang/questionnaire"
)

// missingCodes stand for not applicable, don't know and refused in every file.
var missingCodes = map[string]bool{"-97": true, "-98": true, "-99": true}

// endings are the ways a choice may end an interview.
var endings = []string{string(questionnaire.Refusal), string(questionnaire.NotEligible), string(questionnaire.Duplicate),
	string(questionnaire.Unable), string(questionnaire.Appointment)}

// readChoices reads the lists. Codes are checked here, what depends on the
// items using a list is checked with them.
func (b *builder) readChoices() {
	if len(b.choices.rows) == 0 || !b.needs(b.choices, "list_name", "name") {
		return
	}
	twice := len(b.setting.rows) > 0 && b.yes(b.setting.rows[0], "allow_choice_duplicates")
	for _, r := range b.choices.rows {
		name := r.get("list_name")
		if name == "" {
			b.fail(r.at(""), RuleNoListName)
			continue
		}
		l := b.form.Lists[name]
		if l == nil {
			l = &questionnaire.List{Name: name}
			b.form.Lists[name] = l
		}
		c := b.choice(r)
		if b.goodCode(r, l, c.Name, twice) {
			l.Choices = append(l.Choices, c)
		}
	}
}

func (b *builder) choice(r record) questionnaire.Choice {
	c := questionnaire.Choice{
		Name:      r.get("name"),
		Label:     r.text("label"),
		Box:       b.oneOf(r, "x_box", "top", "mid", "bottom", "focus"),
		Value:     b.number(r, "x_value"),
		Exclusive: b.yes(r, "x_exclusive"),
		Ends:      questionnaire.Disposition(b.oneOf(r, "x_ends", endings...)),
		Row:       r.number,
	}
	for _, h := range r.heads {
		if !choicesColumns.plain[h.name] && !choicesColumns.texts[h.name] && r.cell(h.at) != "" {
			if c.Extra == nil {
				c.Extra = map[string]string{}
			}
			c.Extra[h.name] = r.cell(h.at)
		}
	}
	return c
}

// goodCode reports whether a choice can stand in its list at all.
func (b *builder) goodCode(r record, l *questionnaire.List, code string, twice bool) bool {
	switch {
	case code == "":
		b.fail(r.at("name"), RuleNoCode)
		return false
	case strings.ContainsAny(code, " \t\n"):
		b.fail(r.at("name"), RuleCode)
	case missingCodes[code]:
		b.fail(r.at("name"), RuleMissingCode)
	}
	for _, c := range l.Choices {
		if c.Name == code && !twice {
			at := r.at("name")
			at.Detail = strconv.Itoa(c.Row)
			b.fail(at, RuleCodeTwice)
			return false
		}
	}
	return true
}

// other is the choice that or_other adds, worded in the languages of the form.
func (b *builder) other() questionnaire.Choice {
	return questionnaire.Choice{Name: "other", Label: b.words(otherWords)}
}

var (
	otherWords   = questionnaire.Text{questionnaire.ZH: "其他", questionnaire.EN: "Other"}
	specifyWords = questionnaire.Text{questionnaire.ZH: "其他，请说明", questionnaire.EN: "Specify other."}
)

// words is one of our own texts in every language of the form.
func (b *builder) words(t questionnaire.Text) questionnaire.Text {
	out := questionnaire.Text{}
	for _, l := range b.form.Languages {
		out[l] = t[questionnaire.EN]
	}
	if len(out) == 0 {
		return maps.Clone(t)
	}
	if _, ok := out[questionnaire.ZH]; ok {
		out[questionnaire.ZH] = t[questionnaire.ZH]
	}
	return out
}
