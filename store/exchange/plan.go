package exchange

import (
	"fmt"
	"slices"

	"tingfang/questionnaire"
)

// plan says where each answer goes. An item's slot is its place among the
// items of all versions.
type plan struct {
	reasoned bool // items may be refused for a reason
	o        CSVOptions
	vars     []Variable
	slots    map[string]int
	hidden   []bool // by slot: personal, and not asked for
	before   []spot // by answer: where the interview before had it
	current  *view
	views    map[[32]byte]*view
	now      *questionnaire.Form // the current version
	forms    map[[32]byte]*questionnaire.Form
}

// spot is an item and its slot.
type spot struct {
	item string
	slot int
}

// view is one version of the form as its answers are written.
type view struct {
	items []item // by slot
	cells []cell // by variable
}

// item is how the answers to one item are written. An item its version does
// not have is written as the newest version that has it says.
type item struct {
	q       *questionnaire.Question
	codes   []code
	reasons []code // for which it may be refused
}

// code is a choice as written: the label or code as text, and as a cell.
type code struct {
	name, label string
	cell        []byte
}

// cell is one column of a row: the slot it takes its answer from.
type cell struct {
	slot    int
	offered bool // of a choice's column: the version has the choice
}

func newPlan(f *questionnaire.Form, o CSVOptions) *plan {
	p := &plan{o: o, vars: Variables(f, o), slots: map[string]int{}, views: map[[32]byte]*view{}, now: f, forms: map[[32]byte]*questionnaire.Form{}}
	forms := o.versions(f)
	var newest []*questionnaire.Form
	for _, form := range forms {
		for i := range form.Questions {
			name := form.Questions[i].Name
			p.reasoned = p.reasoned || len(reasons(form, &form.Questions[i])) > 0
			if _, known := p.slots[name]; !known {
				p.slots[name] = len(newest)
				newest = append(newest, form)
				p.hidden = append(p.hidden, !o.Personal && personal(forms, name))
			}
		}
	}
	for _, form := range slices.Backward(forms) { // a version given twice: the newer stands
		p.views[form.Hash], p.forms[form.Hash] = p.view(form, newest), form
	}
	p.current = p.views[f.Hash]
	return p
}

func (p *plan) view(f *questionnaire.Form, newest []*questionnaire.Form) *view {
	v := &view{items: make([]item, len(newest)), cells: make([]cell, len(p.vars))}
	for name, slot := range p.slots {
		form := f
		if f.Find(name) < 0 {
			form = newest[slot]
		}
		v.items[slot] = p.item(form, form.Question(name))
	}
	for i := range p.vars {
		if p.vars[i].Part.ofItem() {
			slot := p.slots[p.vars[i].Question.Name]
			offered := slices.ContainsFunc(v.items[slot].codes, func(c code) bool { return c.name == p.vars[i].Code })
			v.cells[i] = cell{slot, offered}
		}
	}
	return v
}

func (p *plan) item(f *questionnaire.Form, q *questionnaire.Question) item {
	why := reasons(f, q)
	all := f.Choices(q)
	return item{q, p.codes(all, numeric(all) && (q.Kind == questionnaire.SelectOne || p.o.Long)), p.codes(why, numeric(why))}
}

// codes are choices as they are written; bare says that their codes are
// numbers in a cell.
func (p *plan) codes(all []questionnaire.Choice, bare bool) (out []code) {
	for _, c := range all {
		one := code{name: c.Name, label: c.Label.In(p.o.Lang)}
		if one.label == "" {
			one.label = c.Name
		}
		switch {
		case p.o.Labels && !p.o.Long:
			one.cell = appendText(nil, one.label, p.o.Raw, false)
		case bare:
			one.cell = []byte(c.Name)
		default:
			one.cell = appendText(nil, c.Name, p.o.Raw, false)
		}
		out = append(out, one)
	}
	return out
}

// of is the version an interview was held with, or the current one where it was
// not handed in.
func (p *plan) of(r *questionnaire.Response) *view {
	if v := p.views[r.FormHash]; v != nil {
		return v
	}
	return p.current
}

// slot is where the n-th answer of an interview goes; write is false where it
// is not to be written.
func (p *plan) slot(v *view, r *questionnaire.Response, n int) (slot int, write bool, err error) {
	a := &r.Answers[n]
	slot, known := p.find(n, a.Item)
	if !known {
		return 0, false, fmt.Errorf("write interview %s: item %q is in no version of form %s handed in", r.ID, a.Item, r.FormID)
	}
	// The reason for leaving is asked off the route.
	aside := a.Aside && v.items[slot].q.Role != questionnaire.RoleBreakoffReason
	return slot, !aside && !p.hidden[slot], nil
}

// find is the slot of an item. Interviews mostly answer the same items, so it
// looks first where the one before had it.
func (p *plan) find(n int, item string) (slot int, known bool) {
	if n < len(p.before) && p.before[n].item == item {
		return p.before[n].slot, true
	}
	slot, known = p.slots[item]
	switch {
	case !known:
	case n < len(p.before):
		p.before[n] = spot{item, slot}
	default:
		p.before = append(p.before, spot{item, slot})
	}
	return slot, known
}
