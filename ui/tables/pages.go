package tables

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/summary"
	"tingfang/ui/report"
)

// parts are the tables of what was counted last as the screen shows them, and
// where their cells lead.
func (s *Screen) parts() []part {
	all := s.partsIn(s.style())
	for i := range all {
		s.trim(&all[i].block, i == 0)
	}
	return all
}

// partsIn are the same as any style has them, whole.
func (s *Screen) partsIn(st report.Style) []part {
	o := s.have
	if o == nil || o.bad != nil {
		return nil
	}
	var all []part
	switch {
	case o.page == topics:
		for _, b := range st.Talks(o.cover) {
			all = append(all, part{b, func(row, column string) *spot { return nil }})
		}
	case o.page == overview:
		all = s.overviewParts(st.Overview(o.overview), o.overview)
	case o.page == items:
		all = []part{{keyed(st.Item(o.item), codesOf(o.item)), s.itemLead(o.item)}}
	case o.page == matrix:
		for i, b := range st.Matrix(o.matrix) {
			scale := o.matrix.Scales[i]
			all = append(all, part{keyed(b, names(scale.Items, func(it summary.Item) string { return it.Item })), s.matrixLead(scale)})
		}
	case o.page == crosstab:
		all = []part{{keyed(st.Item(o.item), codesOf(o.item)), s.crossLead(o.item)}}
	case o.page == quadrant:
		b := keyed(st.Quadrant(o.quadrant), names(o.quadrant.Points, func(p summary.Placed) string { return p.Item }))
		all = []part{{b, s.itemsLead}}
	case o.page == waves && o.detail:
		all = []part{{keyed(st.Waves(o.waves), codesOf(o.waves.Item)), s.crossLead(o.waves.Item)}}
	case o.page == waves:
		all = []part{{st.Trend(o.overview), s.trendLead}}
	default:
		all = s.partParts(st.Participation(o.parts), o.parts)
	}
	return all
}

// keyed names the rows of a block by what they are of.
func keyed(b report.Block, keys []string) report.Block {
	for i := range b.Grid.Rows {
		if i < len(keys) {
			b.Grid.Rows[i].Key = keys[i]
		}
	}
	return b
}

func names[T any](all []T, name func(T) string) []string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = name(x)
	}
	return out
}

func codesOf(it summary.Item) []string {
	return names(it.Rows, func(r summary.Row) string { return r.Code })
}

// trim takes out of a block what the screen shows elsewhere: the name of the
// page, the foot, and who is missing where nobody is.
func (s *Screen) trim(b *report.Block, first bool) {
	r := s.env.Texts.Report
	b.Notes = slices.DeleteFunc(slices.Clone(b.Notes), func(n string) bool { return n == r.SmallMark || n == r.Notes[summary.NoteIntercept] })
	switch s.have.page {
	case overview: // the heads of the columns say it
		b.Title = ""
		if first && s.width < listWide && len(b.Grid.Heads) > 0 {
			s.fold(b)
		}
	case participation, quadrant:
		if first {
			b.Title = ""
		}
	case waves:
		if !s.have.detail {
			b.Title = ""
		}
		b.Counts = withoutNone(b.Counts)
	case matrix:
		if key := s.stackKey(*b); key != "" {
			b.Notes = append([]string{key}, b.Notes...)
		}
	case items, crosstab:
		if s.have.page == crosstab { // the figures stand in the table, the tests at the foot
			b.Figures = nil
		}
		b.Counts = withoutNone(b.Counts)
	}
	if s.height < 18 {
		b.About = nil
	}
}

// fold takes the column out of the overview that names the figure of each item:
// the usual one is named over the figures, another one behind the item.
func (s *Screen) fold(b *report.Block) {
	g, usual := &b.Grid, s.env.Texts.Report.Boxes["sat5"][0]
	g.Heads = slices.Delete(slices.Clone(g.Heads), 1, 2)
	g.Heads[2].Title = usual
	rows := slices.Clone(g.Rows)
	for i, l := range rows {
		cells := slices.Clone(l.Cells)
		if cells[1].Text != usual {
			cells[0].Text += " " + cells[1].Text
		}
		rows[i].Cells = slices.Delete(cells, 1, 2)
	}
	g.Rows = rows
}

// withoutNone leaves out what nobody is counted in.
func withoutNone(counts []string) []string {
	return slices.DeleteFunc(slices.Clone(counts), func(n string) bool { return strings.HasSuffix(n, " 0") })
}

// tests are the tests of the crosstab in words.
func (s *Screen) tests() []string {
	alone := s.have.item
	alone.By = ""
	st := s.style()
	return st.Item(s.have.item).Figures[len(st.Item(alone).Figures):]
}

// stackKey says what the parts of the stacked bars are, "" where there are none.
func (s *Screen) stackKey(b report.Block) string {
	r, signs := s.env.Texts.Report, s.env.Theme.Signs
	if !slices.Contains(s.style().Sheet(b.Grid, s.tableWidth()).Kinds, report.Stacks) {
		return ""
	}
	words := r.Boxes[""]
	for _, f := range b.Fields {
		if scale, ok := f.Value.(string); ok && f.Key == "scale" && r.Boxes[scale] != [3]string{} {
			words = r.Boxes[scale]
		}
	}
	return signs.Stack[0] + " " + words[2] + "   " + signs.Stack[1] + " " + words[1] + "   " + signs.Stack[2] + " " + words[0]
}

// itemsLead leads from an item to its own page, and on the page of waves to its
// waves.
func (s *Screen) itemsLead(row, column string) *spot {
	if row == "" || column != "" {
		return nil
	}
	return &spot{open: func(s *Screen) tea.Cmd { return s.showItem(row) }}
}

// trendLead leads from everything about an item to its waves.
func (s *Screen) trendLead(row, column string) *spot {
	if row == "" || column == "change" {
		return nil
	}
	return s.itemsLead(row, "")
}

// showItem goes to the page of one item, or to its waves.
func (s *Screen) showItem(item string) tea.Cmd {
	s.item = item
	if s.page == waves {
		s.detail, s.cursors[waves] = true, cursor{}
		return s.count()
	}
	s.cursors[items] = cursor{}
	return s.turn(items)
}

// overviewParts lead from a headline to its item, and from a hall or an
// interviewer to the interviews held.
func (s *Screen) overviewParts(blocks []report.Block, v summary.Overview) []part {
	code := func(k summary.Count) string { return k.Code }
	keys := [][]string{names(v.Headlines, func(h summary.Headline) string { return h.Item }), names(v.Halls, code), names(v.Persons, code)}
	leads := []func(row, column string) *spot{s.itemsLead, s.groupLead("hall"), s.groupLead("interviewer")}
	var out []part
	for i, b := range blocks {
		out = append(out, part{keyed(b, keys[i]), leads[i]})
	}
	out[0].block.Counts = append(slices.Clone(out[0].block.Counts), s.tally(v.Halls), s.tally(v.Persons))
	return out
}

// tally is a line of the largest groups with their counts.
func (s *Screen) tally(all []summary.Count) string {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b summary.Count) int { return b.N - a.N })
	var words []string
	for i, k := range all {
		if i == 3 {
			words = append(words, s.env.Theme.Signs.Ellipsis)
			break
		}
		words = append(words, fmt.Sprintf("%s %d", k.Label.In(s.env.Lang), k.N))
	}
	return strings.Join(words, s.env.Texts.Tables.Or)
}

// groupLead leads from a group to its interviews.
func (s *Screen) groupLead(by string) func(row, column string) *spot {
	return func(row, column string) *spot {
		if row == "" || column != "" {
			return nil
		}
		return &spot{title: s.group(by, row), by: by, in: row}
	}
}

// group is the name of a group.
func (s *Screen) group(by, code string) string {
	switch by {
	case "hall":
		return s.known().hall(code)
	case "interviewer":
		return s.known().person(code)
	}
	return code
}

// itemLead leads from an answer to the interviews that gave it.
func (s *Screen) itemLead(it summary.Item) func(row, column string) *spot {
	return func(row, column string) *spot {
		if row == "" || column != "" {
			return nil
		}
		return &spot{title: s.says(it.Item, row), item: it.Item, code: row}
	}
}

// says is an item with one of its answers.
func (s *Screen) says(item, code string) string {
	return title(s.source.form, item, s.env.Lang) + s.env.Texts.Tables.Is + label(s.source.form, item, code, s.env.Lang)
}

// matrixLead leads from an item to its page, and from a share to the interviews
// that make it up.
func (s *Screen) matrixLead(scale summary.MatrixScale) func(row, column string) *spot {
	boxes := map[string][]string{}
	for _, a := range scale.Answers {
		boxes["pct_"+a.Code] = []string{a.Code}
		boxes[a.Box+"2"] = append(boxes[a.Box+"2"], a.Code)
	}
	return func(row, column string) *spot {
		codes := boxes[column]
		switch {
		case column == "":
			return s.itemsLead(row, column)
		case row == "" || len(codes) == 0:
			return nil
		}
		said := s.says(row, codes[0])
		for _, code := range codes[1:] {
			said += s.env.Texts.Tables.Or + label(s.source.form, row, code, s.env.Lang)
		}
		return &spot{title: said, boxes: answered{row, codes}}
	}
}

// crossLead leads from a cell to the interviews in it.
func (s *Screen) crossLead(it summary.Item) func(row, column string) *spot {
	return func(row, column string) *spot {
		group, grouped := strings.CutPrefix(column, "pct_")
		switch {
		case row == "" || column != "" && column != "pct" && !grouped:
			return nil
		case !grouped:
			return &spot{title: s.says(it.Item, row), item: it.Item, code: row}
		}
		for _, k := range it.Columns {
			if k.Code == group {
				return &spot{title: s.says(it.Item, row) + "  " + k.Label.In(s.env.Lang), item: it.Item, code: row, by: it.By, in: group}
			}
		}
		return nil
	}
}

// partParts lead from the ways approaches ended to the interviews among them.
func (s *Screen) partParts(blocks []report.Block, p summary.Participation) []part {
	var ended []string
	for i, n := range p.Total.Ended {
		if n > 0 {
			ended = append(ended, string(questionnaire.Dispositions[i]))
		}
	}
	out := []part{{keyed(blocks[0], ended), func(row, column string) *spot { return s.endedSpot(row, column == "", "", "") }}}
	blocks = blocks[1:]
	if len(p.Groups) > 0 {
		keys := names(p.Groups, func(a summary.Approaches) string { return a.Code })
		out = append(out, part{keyed(blocks[0], keys), func(row, column string) *spot { return s.endedSpot(column, row != "", p.By, row) }})
		blocks = blocks[1:]
	}
	for _, r := range []summary.Reasons{p.Refusals, p.Breakoffs} {
		if len(blocks) > 0 && len(blocks[0].Fields) > 0 && blocks[0].Fields[0].Value == r.Item && r.Item != "" {
			out = append(out, part{keyed(blocks[0], names(r.Rows, func(k summary.Reason) string { return k.Code })), s.reasonLead(r.Item)})
			blocks = blocks[1:]
		}
	}
	return out
}

// endedSpot is the interviews that ended in one way, in one group.
func (s *Screen) endedSpot(disposition string, ok bool, by, in string) *spot {
	d := questionnaire.Disposition(disposition)
	if !ok || !slices.Contains(questionnaire.Dispositions[:], d) {
		return nil
	}
	said := d.Words().In(s.env.Lang)
	if in != "" {
		said += "  " + s.group(by, in)
	}
	return &spot{title: said, ended: d, by: by, in: in}
}

// reasonLead leads from a reason to the interviews that have it.
func (s *Screen) reasonLead(item string) func(row, column string) *spot {
	ended := questionnaire.Refusal
	if q := s.source.form.Question(item); q != nil && q.Role == questionnaire.RoleBreakoffReason {
		ended = questionnaire.Breakoff
	}
	return func(row, column string) *spot {
		if row == "" || column != "" {
			return nil
		}
		return &spot{title: s.says(item, row), item: item, code: row, ended: ended}
	}
}
