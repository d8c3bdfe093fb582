package exchange

import (
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"tingfang/questionnaire"
)

// codebookColumns are the columns of a codebook.
var codebookColumns = [...]string{"pos", "name", "question", "type", "label_zh", "label_en", "value", "value_label", "missing", "relevant", "constraint", "width"}

// WriteCodebook writes what the columns of the wide layout hold, as CSV: a row
// for each variable, then a row for each value it may have. pos counts the
// columns from 1; question is the item's name, blank for what is known of every
// interview; a row of a variable has no value, a row of a value repeats pos,
// name, question and type only. missing is 1 for a missing code and 0 for
// another value; -97 has the item's own words where it has them. relevant and
// constraint are the form's expressions, those of the groups around the item
// included; the bounds of a range stand in constraint. width is the number of
// characters of the longest cell without its guard, blank where nothing bounds
// it. Values are always codes; value_label is in o.Lang.
func WriteCodebook(w io.Writer, f *questionnaire.Form, o CSVOptions) error {
	s := newSheet(w, o.Raw)
	if err := s.header(codebookColumns[:]); err != nil {
		return err
	}
	for i, v := range Variables(f, o) {
		e := describe(i, &v)
		if err := e.write(s, i+1, v.Name, o.Lang); err != nil {
			return err
		}
	}
	return s.flush()
}

// entry is one variable as the codebook describes it.
type entry struct {
	question, kind, relevant, constraint string
	label                                questionnaire.Text
	values, missing                      []value
	numeric                              bool // the values are numbers
	bounded                              bool // nothing but values and missing stands in the column
	width                                int  // 0 = by the values, if bounded
}

func describe(i int, v *Variable) entry {
	if v.Part == Lead {
		l := leads[i]
		return entry{kind: l.kind, numeric: l.kind == "integer", label: l.label, values: l.values, width: l.width}
	}
	if v.Part == Counted {
		return entry{kind: countKinds[v.Code], numeric: true, label: countLabel(v)}
	}
	e := entry{question: v.Question.Name, relevant: relevant(v.Form, v.Question), label: v.Question.Label}
	switch v.Part {
	case Remark:
		e.kind, e.label, e.relevant = "text", beside(v.Question, remarkWords), ""
	case Reason:
		e.kind, e.label, e.relevant, e.bounded, e.numeric = "reason", beside(v.Question, reasonWords), "", true, numeric(v.Choices)
		for _, c := range v.Choices {
			e.values = append(e.values, value{c.Name, c.Label})
		}
	case Chosen:
		c := v.Choices[place(v.Choices, v.Code)]
		e.kind, e.label, e.values = "chosen", beside(v.Question, c.Label), yesNo
		e.numeric, e.bounded = true, true
		e.missing = missing(v.Question)
	default:
		e.kind = kinds[v.Question.Kind]
		e.constraint = constraint(v.Question)
		e.missing = missing(v.Question)
		e.width = width(v)
		for _, c := range v.Choices {
			e.values = append(e.values, value{c.Name, c.Label})
		}
		e.bounded = v.Question.Kind == questionnaire.SelectOne
		e.numeric = e.bounded && numeric(v.Choices)
	}
	return e
}

func (e entry) write(s *sheet, pos int, name string, l questionnaire.Lang) error {
	start := func() {
		s.whole(int64(pos))
		s.text(name)
		s.text(e.question)
		s.bare(e.kind)
	}
	start()
	s.text(e.label.In(questionnaire.ZH))
	s.text(e.label.In(questionnaire.EN))
	s.blanks(3) // value, value_label, missing
	s.text(e.relevant)
	s.text(e.constraint)
	if n := e.longest(); n > 0 {
		s.whole(int64(n))
	} else {
		s.blank()
	}
	if err := s.end(); err != nil {
		return err
	}
	for i, v := range append(e.values[:len(e.values):len(e.values)], e.missing...) {
		start()
		s.blanks(2) // label_zh, label_en
		if i >= len(e.values) || e.numeric {
			s.bare(v.code)
		} else {
			s.text(v.code)
		}
		s.text(v.label.In(l))
		s.bare(oneIf(i >= len(e.values)))
		s.blanks(3) // relevant, constraint, width
		if err := s.end(); err != nil {
			return err
		}
	}
	return nil
}

// longest is the width of the column, or 0 where nothing bounds it.
func (e entry) longest() int {
	n := e.width
	if n == 0 && !e.bounded {
		return 0
	}
	if e.bounded {
		for _, v := range e.values {
			n = max(n, utf8.RuneCountInString(v.code))
		}
	}
	for _, v := range e.missing {
		n = max(n, len(v.code))
	}
	return n
}

var kinds = [...]string{
	questionnaire.Note: "note", questionnaire.FreeText: "text", questionnaire.Integer: "integer", questionnaire.Decimal: "decimal",
	questionnaire.Date: "date", questionnaire.SelectOne: "select_one", questionnaire.SelectMultiple: "select_multiple",
	questionnaire.Range: "range", questionnaire.Calculate: "calculate",
}

// beside is the item's title and what one of its further columns carries.
func beside(q *questionnaire.Question, t questionnaire.Text) questionnaire.Text {
	return bi(q.Title(questionnaire.ZH)+"："+t.In(questionnaire.ZH), q.Title(questionnaire.EN)+": "+t.In(questionnaire.EN))
}

// width is what the kind of an item bounds beyond its values; 0 = nothing.
func width(v *Variable) int {
	q := v.Question
	switch q.Kind {
	case questionnaire.Date:
		return len("2006-01-02")
	case questionnaire.SelectMultiple:
		n := len(v.Choices) - 1 // the spaces
		for _, c := range v.Choices {
			n += utf8.RuneCountInString(c.Name)
		}
		return n
	case questionnaire.Range:
		return rangeWidth(q.Range)
	}
	return 0
}

// rangeWidth is the longest number a range item can have; every step shows at
// most the decimals that its start and its step show.
func rangeWidth(b questionnaire.Bounds) int {
	whole := max(len(questionnaire.Number(math.Trunc(b.Start))), len(questionnaire.Number(math.Trunc(b.End))))
	if d := max(decimals(b.Start), decimals(b.Step)); d > 0 {
		return whole + len(".") + d
	}
	return whole
}

func decimals(x float64) int {
	_, after, _ := strings.Cut(questionnaire.Number(x), ".")
	return len(after)
}

// missing are the missing codes an item allows, each with its words.
func missing(q *questionnaire.Question) []value {
	var out []value
	for _, st := range []questionnaire.Status{questionnaire.NotApplicable, questionnaire.DontKnow, questionnaire.Refused} {
		if !q.Missing.Allows(st) {
			continue
		}
		words := st.Words()
		if st == questionnaire.NotApplicable && !q.NALabel.Empty() {
			words = q.NALabel
		}
		out = append(out, value{missingCode(st), words})
	}
	return out
}

// relevant is the condition under which an item is asked: those of the groups
// around it, outermost first, and its own.
func relevant(f *questionnaire.Form, q *questionnaire.Question) string {
	var parts []string
	if q.Relevant != nil {
		parts = append(parts, q.Relevant.String())
	}
	for g := q.Group; g >= 0; g = f.Groups[g].Parent {
		if e := f.Groups[g].Relevant; e != nil {
			parts = append([]string{e.String()}, parts...)
		}
	}
	return all(parts)
}

// constraint is what a given answer must fulfil, the bounds of a range first.
func constraint(q *questionnaire.Question) string {
	var parts []string
	if q.Kind == questionnaire.Range {
		low, high := min(q.Range.Start, q.Range.End), max(q.Range.Start, q.Range.End)
		bounds := ". >= " + questionnaire.Number(low) + " and . <= " + questionnaire.Number(high)
		if q.Range.Step != 1 {
			bounds += " and (. - " + questionnaire.Number(q.Range.Start) + ") mod " + questionnaire.Number(q.Range.Step) + " = 0"
		}
		parts = append(parts, bounds)
	}
	if q.Constraint != nil {
		parts = append(parts, q.Constraint.String())
	}
	return all(parts)
}

// all joins conditions that must all hold.
func all(parts []string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	for i, p := range parts {
		parts[i] = "(" + p + ")"
	}
	return strings.Join(parts, " and ")
}
