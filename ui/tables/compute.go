package tables

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/summary"
	"tingfang/ui/report"
)

// outcome is what a page shows, counted at one moment.
type outcome struct {
	want
	known    known
	total    int // interviews that count, without the filter
	n        int // interviews the filter leaves
	overview summary.Overview
	item     summary.Item // the items' and the crosstab's
	matrix   summary.Matrix
	quadrant summary.Quadrant
	waves    summary.WaveTable
	parts    summary.Participation
	keys     []int64        // the interviews, of the page of topics
	cover    report.Covered // what came of the topics; counted once the keys are known
	bad      error          // why there is no table: a wrong condition, too many groups …
}

// compute counts one page.
func compute(c *summary.Columns, k known, w want, now time.Time) *outcome {
	o := &outcome{want: w, known: k}
	q, err := w.filter.query(c.Form(), k.waves, now)
	if err != nil {
		o.bad = err
		return o
	}
	var sel *summary.Selection
	all, err := c.Select(summary.Query{})
	if err == nil {
		o.total = all.Count()
		sel, err = c.Select(q)
	}
	if err != nil {
		o.bad = err
		return o
	}
	o.n = sel.Count()
	o.bad = o.table(c, sel, q)
	return o
}

func (o *outcome) table(c *summary.Columns, sel *summary.Selection, q summary.Query) (err error) {
	opt := summary.Options{Waves: o.known.waves}
	switch o.page {
	case overview:
		o.overview = c.Overview(sel, opt)
	case items:
		o.item, err = c.Distribution(sel, o.want.item)
	case matrix:
		o.matrix = c.Matrix(sel, opt)
	case crosstab:
		o.item, err = c.Crosstab(sel, o.want.item, o.by, opt)
	case quadrant:
		o.quadrant, err = c.Quadrant(sel, o.target, nil, summary.Cuts{}, opt)
	case waves:
		if o.detail {
			o.waves, err = c.Waves(sel, o.want.item, o.known.waves, opt)
		} else {
			o.overview = c.Overview(sel, opt)
		}
	case topics:
		o.keys = sel.Keys()
	case participation:
		o.parts, err = c.Participation(q, o.known.tallied, o.split, opt)
	}
	return err
}

// count is how many interviews are in the table; of participation, approaches.
func (o *outcome) count() int {
	if o.page == participation {
		return o.parts.Total.N
	}
	return o.n
}

// drill finds the interviews behind a spot of what is shown.
func (s *Screen) drill(at *spot) tea.Cmd {
	src, o, form := s.source, s.have, s.source.form
	now, where := s.env.Now(), *at
	return func() tea.Msg {
		msg := behindMsg{owner: s, title: where.title}
		msg.err = src.use(context.Background(), false, func(c *summary.Columns, k known) error {
			sel, err := find(c, o, where, form, now)
			if err == nil {
				msg.keys = sel.Keys()
			}
			return err
		})
		return msg
	}
}

// find is the selection behind a spot. The query is asked anew: interviews may
// have been put since the table was counted.
func find(c *summary.Columns, o *outcome, at spot, form *questionnaire.Form, now time.Time) (*summary.Selection, error) {
	q, err := at.narrow(o.filter).query(form, o.known.waves, now)
	if err != nil {
		return nil, err
	}
	q.All = at.ended != ""
	if from, to, ok := stretch(at.in); ok && at.item == "" {
		q.From, q.To = max(q.From, from), to
	}
	sel, err := c.Select(q)
	if err != nil || at.item == "" {
		return sel, err
	}
	by := at.by
	if at.in == "" {
		by = ""
	}
	return c.Behind(sel, at.item, at.code, by, at.in, summary.Options{Waves: o.known.waves})
}

// narrow is the filter with what a spot of approaches adds to it.
func (at spot) narrow(f filter) filter {
	if at.ended != "" {
		ended := fmt.Sprintf("${disposition} = '%s' and ${voided} = '0' and ${mode} != 'practice'", at.ended)
		if f.where != "" {
			ended = "(" + f.where + ") and " + ended
		}
		f.where = ended
	}
	if at.boxes.item != "" {
		f.answers = append(slices.Clone(f.answers), at.boxes)
	}
	switch {
	case at.item != "" || at.in == "":
	case at.by == "hall":
		f.halls = []string{at.in}
	case at.by == "interviewer":
		f.people = []string{at.in}
	case at.by == "wave":
		f.waves = []string{at.in}
	}
	return f
}

// stretch reads the code of a day, 2026-11-25, or of a week, 2026-W48.
func stretch(code string) (from, to int32, ok bool) {
	if day, err := time.Parse(time.DateOnly, code); err == nil {
		from, _ = summary.Start(day)
		return from, from + 1, true
	}
	var year, week int
	if n, err := fmt.Sscanf(code, "%d-W%d", &year, &week); n != 2 || err != nil {
		return 0, 0, false
	}
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	monday := fourth.AddDate(0, 0, 7*(week-1)-(int(fourth.Weekday())+6)%7)
	from, _ = summary.Start(monday)
	return from, from + 7, true
}
