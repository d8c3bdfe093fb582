package cli

import (
	"slices"

	"tingfang/questionnaire"
	"tingfang/questionnaire/summary"
	"tingfang/ui/report"
)

type summaryCmd struct {
	counting
	Item []string `placeholder:"NAMES" help:"${items}"`
	By   string   `placeholder:"ITEM" help:"${by}"`
}

// Run shows the tables of a form's closed items.
func (c *summaryCmd) Run(r *run) error {
	return c.count(r, func(k *counted) (result, error) {
		names := c.Item
		if len(names) == 0 {
			names = usual(k.form)
		}
		if k.form.Mode == questionnaire.Guide && len(c.Item) == 0 {
			return c.guide(k, names)
		}
		items, err := k.tables(names, c.By)
		if err != nil {
			return result{}, err
		}
		return result{func() ([]byte, error) { return k.style.ItemsJSON(k.source, items) }, func(s report.Style) []report.Block { return blocksOf(s, items) }}, nil
	})
}

// guide is what came of the topics of a guide, then the tables of its items;
// probes have theirs only where they are asked for.
func (c *summaryCmd) guide(k *counted, names []string) (result, error) {
	probe := func(name string) bool { return k.form.Question(name).Role == questionnaire.RoleProbes }
	items, err := k.tables(slices.DeleteFunc(names, probe), c.By)
	if err != nil {
		return result{}, err
	}
	covered, err := report.Cover(k.ctx, k.store, k.form, k.sel.Keys(), k.Public)
	if err != nil {
		return result{}, err
	}
	return result{func() ([]byte, error) { return k.style.GuideJSON(k.source, covered, items) }, func(s report.Style) []report.Block {
		return append(s.Talks(covered), blocksOf(s, items)...)
	}}, nil
}

func blocksOf(s report.Style, items []summary.Item) (out []report.Block) {
	for _, it := range items {
		out = append(out, s.Item(it))
	}
	return out
}

func (k *counted) tables(names []string, by string) (items []summary.Item, err error) {
	for _, name := range names {
		it, err := k.table(name, by)
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

func (k *counted) table(name, by string) (summary.Item, error) {
	if by != "" {
		return k.columns.Crosstab(k.sel, name, by, k.options())
	}
	it, err := k.columns.Distribution(k.sel, name)
	if err == nil && k.Public {
		it = it.Publish()
	}
	return it, err
}

// usual are the closed items that are about the respondent, not about getting
// the interview.
func usual(f *questionnaire.Form) []string {
	running := []questionnaire.Role{questionnaire.RoleConsent, questionnaire.RoleConsentNotes, questionnaire.RoleRefusalReason, questionnaire.RoleBreakoffReason, questionnaire.RoleEligibility, questionnaire.RoleCallback}
	var out []string
	for i := range f.Questions {
		if q := &f.Questions[i]; q.Kind.Closed() && !q.Personal && !slices.Contains(running, q.Role) {
			out = append(out, q.Name)
		}
	}
	return out
}
