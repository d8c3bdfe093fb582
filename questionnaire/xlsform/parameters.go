package xlsform

import (
	"slices"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

var parameterBreak = lazy(`[\s,;]+`)

// parameters reads start, end and step of a range; texts and selects take
// those that change nothing here.
func (b *builder) parameters(r record, q *questionnaire.Question) {
	if q.Kind == questionnaire.Range {
		q.Range = questionnaire.Bounds{Start: 1, End: 10, Step: 1}
	}
	cell := r.get("parameters")
	if cell == "" {
		return
	}
	for _, pair := range parameterBreak().Split(cell, -1) {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" || value == "" || strings.Contains(value, "=") {
			at := r.at("parameters")
			at.Value = pair
			b.fail(at, RuleParameter)
			return
		}
		b.parameter(r, q, strings.ToLower(key), value)
	}
	if s := q.Range.Step; q.Kind == questionnaire.Range && s <= 0 {
		b.fail(r.at("parameters"), RuleRangeStep)
	}
}

func (b *builder) parameter(r record, q *questionnaire.Question, key, value string) {
	at := r.at("parameters")
	at.Value = key
	switch q.Kind {
	case questionnaire.Range:
		bound := map[string]*float64{"start": &q.Range.Start, "end": &q.Range.End, "step": &q.Range.Step}[key]
		if bound == nil {
			at.Detail = "start end step"
			b.fail(at, RuleParameterKey)
			return
		}
		x, ok := finite(value)
		if !ok {
			at.Value = value
			b.fail(at, RuleParameterNumber)
			return
		}
		*bound = x
	case questionnaire.SelectOne, questionnaire.SelectMultiple:
		if at.Detail = "randomize=false"; key != "randomize" || strings.ToLower(value) != "false" {
			b.fail(at, RuleParameterKey)
		}
	case questionnaire.FreeText:
		if at.Detail = "rows"; key != "rows" {
			b.fail(at, RuleParameterKey)
			return
		}
		rows, ok := finite(value)
		if !ok || rows != float64(int(rows)) {
			at.Value = value
			b.fail(at, RuleParameterNumber)
		}
		q.Multiline = q.Multiline || rows > 1
	default:
		b.fail(at, RuleParameterKey)
	}
}

var callInside = lazy(`[A-Za-z]\(`)

// defaults reads a default: an expression where it refers to an item or calls
// a function, otherwise the value as it stands.
func (b *builder) defaults(r record, q *questionnaire.Question) {
	src := r.get("default")
	if src == "" {
		return
	}
	if strings.Contains(src, "${") || callInside().MatchString(src) {
		e, err := expr.Parse(plainQuotes.Replace(src))
		if err == nil {
			q.Default = e
			return
		}
		if q.Kind != questionnaire.FreeText || strings.Contains(src, "${") {
			b.syntax(r.at("default"), err)
			return
		}
	}
	if !b.fits(q, src) {
		b.fail(r.at("default"), RuleDefault)
		return
	}
	q.DefaultValue = src
}

// fits reports whether an item takes the value.
func (b *builder) fits(q *questionnaire.Question, value string) bool {
	switch q.Kind {
	case questionnaire.SelectOne, questionnaire.SelectMultiple:
		codes := strings.Fields(value)
		l := b.form.Lists[q.List]
		if l == nil || q.Kind == questionnaire.SelectOne && len(codes) > 1 {
			return l == nil // a missing list is its own fault
		}
		for _, code := range codes {
			if !slices.ContainsFunc(l.Choices, func(c questionnaire.Choice) bool { return c.Name == code }) {
				return false
			}
		}
	case questionnaire.Integer, questionnaire.Decimal, questionnaire.Range:
		x, ok := finite(value)
		return ok && (q.Kind != questionnaire.Integer || x == float64(int64(x)))
	case questionnaire.Date:
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	case questionnaire.Note, questionnaire.Calculate:
		return false
	}
	return true
}
