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
		var items []summary.Item
		for _, name := range names {
			it, err := k.table(name, c.By)
			if err != nil {
				return result{}, err
			}
			items = append(items, it)
		}
		return result{func() ([]byte, error) { return k.style.ItemsJSON(k.source, items) }, func(s report.Style) []report.Block {
			var out []report.Block
			for _, it := range items {
				out = append(out, s.Item(it))
			}
			return out
		}}, nil
	})
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
	running := []questionnaire.Role{questionnaire.RoleConsent, questionnaire.RoleRefusalReason, questionnaire.RoleBreakoffReason, questionnaire.RoleEligibility, questionnaire.RoleCallback}
	var out []string
	for i := range f.Questions {
		if q := &f.Questions[i]; q.Kind.Closed() && !q.Personal && !slices.Contains(running, q.Role) {
			out = append(out, q.Name)
		}
	}
	return out
}
