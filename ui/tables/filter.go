package tables

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
	"tingfang/questionnaire/summary"
	"tingfang/ui/nav"
)

// when is a stretch of time counted from today.
type when uint8

const (
	always when = iota
	today
	thisWeek
	thisMonth
	days30
)

// answered is one condition: the item has one of these answers.
type answered struct {
	item  string
	codes []string
}

// filter says which interviews are counted. Everything set must hold; of several
// values of one kind, one.
type filter struct {
	halls, people []string // codes, numbers
	when          when
	waves         []string
	answers       []answered
	where         string // typed
}

// set reports that anything is left out.
func (f filter) set() bool {
	return len(f.halls)+len(f.people)+len(f.waves)+len(f.answers) > 0 || f.when != always || f.where != ""
}

// query is the filter as package summary takes it. Its error is that of a typed
// expression, a [*expr.SyntaxError].
func (f filter) query(form *questionnaire.Form, waves []summary.Wave, now time.Time) (summary.Query, error) {
	q := summary.Query{Halls: f.halls, Persons: f.people, Now: now}
	q.From, q.To = f.when.days(now)
	for _, w := range waves {
		if slices.Contains(f.waves, w.Name) {
			q.Waves = append(q.Waves, w)
		}
	}
	text := f.expression(form)
	if text == "" {
		return q, nil
	}
	var err error
	q.Where, err = expr.Parse(text)
	return q, err
}

// days is the stretch as days, half open; weeks begin on Monday.
func (w when) days(now time.Time) (from, to int32) {
	day, _ := summary.Start(now)
	switch w {
	case today:
		return day, day + 1
	case thisWeek:
		return day - int32(now.Weekday()+6)%7, day + 1
	case thisMonth:
		return day - int32(now.Day()-1), day + 1
	case days30:
		return day - 29, day + 1
	}
	return 0, 0
}

// expression is what answers and the typed condition come to, "" for none.
func (f filter) expression(form *questionnaire.Form) string {
	var all []string
	for _, a := range f.answers {
		var any []string
		q := form.Question(a.item)
		for _, code := range a.codes {
			any = append(any, holds(q, a.item, code))
		}
		all = append(all, strings.Join(any, " or "))
	}
	if f.where != "" {
		all = append(all, f.where)
	}
	if len(all) == 1 {
		return all[0]
	}
	for i := range all {
		all[i] = "(" + all[i] + ")"
	}
	return strings.Join(all, " and ")
}

func holds(q *questionnaire.Question, item, code string) string {
	quoted := "'" + code + "'"
	if strings.Contains(code, "'") {
		quoted = `"` + code + `"`
	}
	switch {
	case q != nil && q.Kind == questionnaire.SelectMultiple:
		return fmt.Sprintf("selected(${%s}, %s)", item, quoted)
	case q != nil && q.Kind == questionnaire.Range:
		return fmt.Sprintf("${%s} = %s", item, code)
	}
	return fmt.Sprintf("${%s} = %s", item, quoted)
}

// answer gives the codes wanted of an item.
func (f filter) answer(item string) []string {
	for _, a := range f.answers {
		if a.item == item {
			return a.codes
		}
	}
	return nil
}

// withAnswer is the filter with these codes of an item, none to drop it.
func (f filter) withAnswer(item string, codes []string) filter {
	kept := slices.DeleteFunc(slices.Clone(f.answers), func(a answered) bool { return a.item == item })
	if len(codes) > 0 {
		kept = append(kept, answered{item, codes})
	}
	f.answers = kept
	return f
}

// words are the conditions as people read them.
func (f filter) words(env *nav.Env, form *questionnaire.Form, k known) []string {
	x := env.Texts.Tables
	var out []string
	add := func(names []string) {
		if len(names) > 0 {
			out = append(out, strings.Join(names, x.Or))
		}
	}
	var halls, people []string
	for _, code := range f.halls {
		halls = append(halls, k.hall(code))
	}
	for _, number := range f.people {
		people = append(people, k.person(number))
	}
	add(halls)
	add(people)
	if f.when != always {
		out = append(out, x.When[f.when])
	}
	add(f.waves)
	for _, a := range f.answers {
		var labels []string
		for _, code := range a.codes {
			labels = append(labels, label(form, a.item, code, env.Lang))
		}
		out = append(out, title(form, a.item, env.Lang)+x.Is+strings.Join(labels, x.Or))
	}
	if f.where != "" {
		out = append(out, f.where)
	}
	return out
}

// title is the short name of an item.
func title(form *questionnaire.Form, item string, l questionnaire.Lang) string {
	q := form.Question(item)
	switch {
	case q == nil:
		return item
	case !q.Short.Empty():
		return q.Short.In(l)
	}
	return q.Label.In(l)
}

// label is the word of an answer.
func label(form *questionnaire.Form, item, code string, l questionnaire.Lang) string {
	if q := form.Question(item); q != nil && q.Kind != questionnaire.Range {
		for _, ch := range form.Choices(q) {
			if ch.Name == code {
				return ch.Label.In(l)
			}
		}
	}
	return code
}
