package interview

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tingfang/questionnaire"
	"tingfang/ui/widget/editor"
)

// option is one thing a key takes on an item: a choice, a step of a scale, or
// a status besides given.
type option struct {
	key    string // the digits or the function key that take it
	label  string
	code   string  // of a choice
	number float64 // of a step of a scale
	status questionnaire.Status
}

// scale tells whether a range is few whole numbers, each taken by its digits.
func scale(q *questionnaire.Question) bool {
	b := q.Range
	whole := b.Start == math.Trunc(b.Start) && b.Step == math.Trunc(b.Step)
	return q.Kind == questionnaire.Range && whole && b.Start >= 0 && b.Step > 0 && b.End > b.Start && (b.End-b.Start)/b.Step <= 20
}

// options are all that item r can be given by one key, choices first.
func (s *Screen) options(r questionnaire.Ref) []option {
	q := s.question(r)
	if q == nil || !q.Kind.Asks() || s.locked(r) {
		return nil
	}
	return append(s.choices(r, q), s.statuses(q)...)
}

func (s *Screen) choices(r questionnaire.Ref, q *questionnaire.Question) []option {
	var out []option
	if scale(q) {
		for x := q.Range.Start; x <= q.Range.End; x += q.Range.Step {
			n := questionnaire.Number(x)
			out = append(out, option{key: n, label: n, number: x, status: questionnaire.Given})
		}
		return out
	}
	all := s.ses.Choices(r)
	byCode := !slices.ContainsFunc(all, func(c questionnaire.Choice) bool { return strings.Trim(c.Name, "0123456789") != "" })
	for i, c := range all {
		o := option{key: c.Name, label: c.Label.In(s.ses.Lang()), code: c.Name, status: questionnaire.Given}
		if !byCode {
			o.key = strconv.Itoa(i + 1)
		}
		if o.label == "" {
			o.label = c.Name
		}
		out = append(out, o)
	}
	return out
}

func (s *Screen) statuses(q *questionnaire.Question) []option {
	x := s.env.Texts.Interview
	notApplies := x.NotApplies
	if !q.NALabel.Empty() {
		notApplies = q.NALabel.In(s.ses.Lang())
	}
	all := []option{{key: "F5", label: notApplies, status: questionnaire.NotApplicable},
		{key: "F3", label: x.DontKnow, status: questionnaire.DontKnow}, {key: "F4", label: x.Refused, status: questionnaire.Refused}}
	return slices.DeleteFunc(all, func(o option) bool { return !q.Missing.Allows(o.status) })
}

// filtered tells whether a list is too long for one digit a choice.
func (s *Screen) filtered(r questionnaire.Ref) bool {
	q := s.question(r)
	if q == nil || s.locked(r) || q.Kind != questionnaire.SelectOne && q.Kind != questionnaire.SelectMultiple {
		return false
	}
	all := s.choices(r, q)
	return len(all) > 9 || slices.ContainsFunc(all, func(o option) bool { return len(o.key) > 1 })
}

// shown are the options of item r that the filter leaves, statuses always.
func (s *Screen) shown(r questionnaire.Ref) []option {
	all := s.options(r)
	if s.filter == nil || r != s.ref {
		return all
	}
	want := strings.ToLower(strings.TrimSpace(plain(s.filter.Value())))
	return slices.DeleteFunc(all, func(o option) bool {
		return o.status == questionnaire.Given && !strings.HasPrefix(o.key, want) && !strings.Contains(strings.ToLower(o.label), want)
	})
}

// plain turns full-width digits into plain ones.
func plain(s string) string { return questionnaire.FoldWidth(s, questionnaire.Integer) }

// narrowed puts the cursor on the choice that the filter means: the one with
// just that code, or the only one left.
func (s *Screen) narrowed() {
	s.quiet, s.mark = "", -1
	want, left := strings.TrimSpace(plain(s.filter.Value())), 0
	for i, o := range s.shown(s.ref) {
		if o.status != questionnaire.Given || want == "" {
			continue
		}
		if left++; o.key == want {
			s.mark = i
			return
		}
		if s.mark = i; left > 1 {
			s.mark = -1
		}
	}
	if left > 1 {
		s.mark = -1
	}
}

// startFilter opens the filter line of a long list.
func (s *Screen) startFilter() {
	s.filter = nil
	if s.filtered(s.ref) {
		t := s.env.Theme
		e := editor.New(editor.Options{OneLine: true, Limit: 40, Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
		e.SetSize(40, 1)
		s.filter = &e
	}
}

// stands is the answer shown for item r: the one being tried, or the recorded
// one.
func (s *Screen) stands(r questionnaire.Ref) questionnaire.Answer {
	if s.tried != nil && s.tried.Ref == r {
		return *s.tried
	}
	return s.ses.Answer(r)
}

// in tells whether answer a is, or holds, option o.
func (o option) in(a questionnaire.Answer) bool {
	switch {
	case a.Status != o.status:
		return false
	case o.status != questionnaire.Given:
		return true
	case o.code != "":
		return slices.Contains(a.Codes, o.code)
	}
	return a.Number == o.number
}
