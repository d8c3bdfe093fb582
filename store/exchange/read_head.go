package exchange

import (
	"slices"
	"strings"

	"tingfang/questionnaire"
)

// readColumn is what a column of the file is.
type readColumn struct {
	name    string
	lead    int       // index in leads; -1 = none
	v       *Variable // of an item; nil of a lead, and of a column without a name
	slot    int       // of the item
	counted bool      // a figure of a talk, which is not read
}

// plainLeads are the columns besides items that a plain file may have.
var plainLeads = []string{"hall", "interviewer", "started_at", "language"}

// head makes sense of the first row.
func (r *Reader) head(p *plan) error {
	known := map[string]readColumn{}
	for i := range p.vars {
		c := readColumn{lead: -1, v: &p.vars[i]}
		switch p.vars[i].Part {
		case Lead:
			c.lead, c.v = i, nil
		case Counted:
			c.v, c.counted = nil, true
		default:
			c.slot = p.slots[p.vars[i].Question.Name]
		}
		known[strings.ToLower(p.vars[i].Name)] = c
	}
	names := make([]string, len(r.table.header))
	for i, name := range r.table.header {
		names[i] = strings.ToLower(strings.TrimSpace(name))
	}
	if slices.Contains(names, "question") { // of the long layout and of codebooks
		return faulty(Fault{Row: 1, Column: "question", Rule: RuleLong})
	}
	r.plain = !slices.Contains(names, leads[0].name)
	var bad FaultsError
	for i, name := range names {
		c := known[name]
		c.name = strings.TrimSpace(r.table.header[i])
		switch _, there := known[name]; {
		case name == "":
			c.lead = -1
		case slices.Contains(names[:i], name):
			bad.First = append(bad.First, Fault{Row: 1, Column: c.name, Rule: RuleColumnTwo})
		case !there, r.plain && c.lead >= 0 && !slices.Contains(plainLeads, name):
			bad.First = append(bad.First, Fault{Row: 1, Column: c.name, Rule: RuleColumn})
		}
		r.columns = append(r.columns, c)
	}
	r.missing(names, &bad)
	if n := len(bad.First); n > mostFaults {
		bad.First, bad.More = bad.First[:mostFaults], n-mostFaults
	}
	return bad.orNil()
}

// missing notes the columns without which the file cannot be read.
func (r *Reader) missing(names []string, bad *FaultsError) {
	if r.plain {
		if !slices.ContainsFunc(r.columns, func(c readColumn) bool { return c.v != nil && c.v.Part != Remark && c.v.Part != Reason }) {
			bad.First = append(bad.First, Fault{Row: 1, Rule: RuleNoItem})
		}
		return
	}
	for i := range leads {
		if !slices.Contains(names, leads[i].name) {
			bad.First = append(bad.First, Fault{Row: 1, Column: leads[i].name, Rule: RuleColumns})
		}
	}
}

// readView is one version of the form as its answers are read.
type readView struct {
	form    *questionnaire.Form
	items   []readItem // by slot
	offered []bool     // by column: the version has the choice of a 0/1 column
}

// readItem is how the cells of one item are read.
type readItem struct {
	q      *questionnaire.Question
	codes  map[string][]string // a code, as the list of one
	labels map[string]string   // a label or another spelling, in lower case: its code
	place  map[string]int      // of a code in the order of choices
	alone  map[string]bool     // codes that stand alone
	words  map[string]questionnaire.Status
	why    map[string]string // a reason's code, or its label in lower case: its code
}

func newReadView(f *questionnaire.Form, v *view, columns []readColumn) *readView {
	out := &readView{form: f, items: make([]readItem, len(v.items)), offered: make([]bool, len(columns))}
	for slot := range v.items {
		out.items[slot] = newReadItem(f, v.items[slot].q)
	}
	for i, c := range columns {
		if c.v != nil && c.v.Part == Chosen {
			_, out.offered[i] = out.items[c.slot].codes[c.v.Code]
		}
		if c.v != nil && len(out.items[c.slot].codes) == 0 {
			out.items[c.slot].take(c.v.Choices) // of a version that does not ask it
		}
	}
	return out
}

func newReadItem(f *questionnaire.Form, q *questionnaire.Question) readItem {
	it := readItem{q: q, codes: map[string][]string{}, labels: map[string]string{}, place: map[string]int{}, alone: map[string]bool{},
		words: map[string]questionnaire.Status{}, why: map[string]string{}}
	if f.Question(q.Name) != nil {
		it.take(f.Choices(q))
	}
	for _, c := range slices.Backward(reasons(f, q)) {
		for _, label := range c.Label {
			it.why[strings.ToLower(label)] = c.Name
		}
	}
	for _, c := range reasons(f, q) {
		it.why[c.Name] = c.Name
	}
	for _, st := range []questionnaire.Status{questionnaire.DontKnow, questionnaire.Refused, questionnaire.NotApplicable} {
		for _, word := range st.Words() {
			it.words[strings.ToLower(word)] = st
		}
	}
	for _, word := range q.NALabel {
		it.words[strings.ToLower(word)] = questionnaire.NotApplicable
	}
	return it
}

func (it *readItem) take(choices []questionnaire.Choice) {
	for i, c := range choices {
		it.codes[c.Name], it.place[c.Name] = []string{c.Name}, i
		if c.Exclusive {
			it.alone[c.Name] = true
		}
	}
	for _, c := range choices {
		for _, label := range c.Label {
			key := strings.ToLower(label)
			if was, twice := it.labels[key]; twice && was != c.Name {
				it.labels[key] = "" // says nothing
				continue
			}
			it.labels[key] = c.Name
		}
	}
}
