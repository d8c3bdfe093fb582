package xlsform

import (
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// checkTexts looks at the texts of a row: what they refer to, and whether each
// stands in every language of the form.
func (b *builder) checkTexts(r record, columns ...string) {
	for _, c := range columns {
		for _, h := range r.heads {
			if h.name != c {
				continue
			}
			at := r.at("")
			at.Column = h.written
			b.checkReferences(at, r.cell(h.at))
		}
		t := r.text(c)
		if t.Empty() {
			continue
		}
		for _, l := range b.form.Languages {
			if t[l] == "" {
				at := b.textPlace(r, c)
				at.Value = string(l)
				b.warn(at, RuleTranslation)
			}
		}
	}
}

// textPlace is the first cell of a translated column that says something.
func (b *builder) textPlace(r record, column string) Fault {
	at := r.at("")
	for _, h := range r.heads {
		if h.name == column && r.cell(h.at) != "" {
			at.Column, at.Value = h.written, r.cell(h.at)
			break
		}
	}
	return at
}

// checkReferences finds each ${name} of a text and whether there is such an
// item.
func (b *builder) checkReferences(at Fault, s string) {
	for {
		_, rest, found := strings.Cut(s, "${")
		if !found {
			return
		}
		name, after, closed := strings.Cut(rest, "}")
		if strings.HasPrefix(name, "last-saved#") {
			at.Value, at.Detail = "${"+name+"}", string(expr.Unsupported)
			b.fail(at, RuleSyntax)
			return
		}
		if !closed || strings.ContainsAny(strings.TrimSpace(name), " \n{") {
			at.Value = "${" + strings.TrimSpace(name)
			b.fail(at, RuleReference)
			return
		}
		b.checkName(at, strings.TrimSpace(name))
		s = after
	}
}

// maxNearest is after how many errors no more suggestions are looked for.
const maxNearest = 50

// nearest is the item whose name is written most like this one; "" where none
// is near.
func (b *builder) nearest(name string) string {
	best, least := "", 3
	if b.listed[0] > maxNearest {
		return ""
	}
	for i := range b.form.Questions {
		other := b.form.Questions[i].Name
		if d := distance(strings.ToLower(name), strings.ToLower(other), least); d < least {
			best, least = other, d
		}
	}
	for _, other := range questionnaire.ContextNames {
		if d := distance(name, other, least); d < least {
			best, least = other, d
		}
	}
	return best
}

// distance counts the letters to change, add or drop to get from a to c; at
// least limit where the lengths alone say so.
func distance(a, c string, limit int) int {
	if len(a)-len(c) >= limit || len(c)-len(a) >= limit || len(a) > 64 {
		return limit
	}
	row := make([]int, len(c)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(c) {
			change := diagonal
			if a[i] != c[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(c)]
}
