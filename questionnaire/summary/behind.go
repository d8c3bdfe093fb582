package summary

import (
	"slices"

	"tingfang/questionnaire"
)

// Behind gives the interviews behind a cell of a table: those of the selection
// with this answer to the item, in this group of the break. An empty code is
// every given answer, or one of the statuses "open", "dont_know", "refused",
// "not_applicable" and "not_asked"; an empty by is no break.
func (c *Columns) Behind(s *Selection, item, code, by, in string, o Options) (*Selection, error) {
	col, err := c.column(item)
	if err != nil {
		return nil, err
	}
	if by != "" {
		groups, _, err := s.groups(by, o.Waves)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(groups, func(g group) bool { return g.code == in })
		if at < 0 {
			return &Selection{c, make([]uint64, len(s.words))}, nil
		}
		s = groups[at].sel
	}
	answer, status := slices.Index(col.codes, code), slices.Index(statusCodes[:], code)
	return s.filter(func(b *block, at int) bool {
		had := col.code(b, at)
		switch {
		case code == "":
			return had >= questionnaire.PackedFirst
		case answer < 0:
			return status >= 0 && had == status && c.versions[b.versions[at]].asksNoOther(col)
		case col.item.Multiple:
			return col.chosen(b, at, answer)
		}
		return had == questionnaire.PackedFirst+answer
	}), nil
}

// statusCodes names the packed codes of a status.
var statusCodes = [...]string{
	questionnaire.PackedNotAsked: "not_asked", questionnaire.PackedOpen: "open", questionnaire.PackedDontKnow: "dont_know",
	questionnaire.PackedRefused: "refused", questionnaire.PackedNotApplicable: "not_applicable",
}

// asksNoOther reports that the version does not have the item as another column.
func (v *version) asksNoOther(col *column) bool {
	return v.has(col) || v.form.Question(col.q.Name) == nil
}
