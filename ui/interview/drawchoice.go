package interview

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
)

// drawChoices draws the choices of an item with their digits.
func (s *Screen) drawChoices(p *page, r questionnaire.Ref, q *questionnaire.Question, columns int) {
	if s.filter != nil && r == s.ref {
		s.drawFilter(p)
	}
	all := s.shown(r)
	n := 0
	for n < len(all) && all[n].status == questionnaire.Given {
		n++
	}
	switch {
	case scale(q):
		s.drawScale(p, r, all[:n])
	case n == 0:
		p.line(s.env.Theme.Dim.Render(s.env.Texts.Interview.NoMatch)).focus = true
	default:
		s.drawColumns(p, r, q, all[:n], columns)
	}
}

// drawColumns draws choices from above to below in so many columns.
func (s *Screen) drawColumns(p *page, r questionnaire.Ref, q *questionnaire.Question, all []option, columns int) {
	if len(all) < 6 {
		columns = 1
	}
	keys, labels := 0, 0
	for _, o := range all {
		keys, labels = max(keys, ansi.StringWidth(o.key)), max(labels, ansi.StringWidth(o.label))
	}
	each := (p.room + 3) / columns
	high := (len(all) + columns - 1) / columns
	for y := range high {
		line := strings.Repeat(" ", p.left-3)
		w := row{}
		for i := y; i < len(all); i += high {
			from := ansi.StringWidth(line)
			text := s.choice(r, q, i, all[i], keys, min(labels, max(each-20, 8)))
			line += p.t.Pad(text, min(each, max(ansi.StringWidth(text), 1)))
			if i+high < len(all) {
				line = p.t.Pad(line, from+each)
			}
			w.hits = append(w.hits, hit{from: from, to: from + each, ref: r, option: i})
			w.focus = w.focus || r == s.ref && (i == s.mark || s.mark < 0 && i == 0)
		}
		w.text = strings.TrimRight(line, " ")
		p.rows = append(p.rows, w)
	}
}

// choice draws one choice: cursor, box, digit, words, and whether it is taken.
func (s *Screen) choice(r questionnaire.Ref, q *questionnaire.Question, i int, o option, keys, labels int) string {
	t, a := s.env.Theme, s.stands(r)
	taken := o.in(a)
	text := " " + s.cursorAt(r, i) + " "
	if q.Kind == questionnaire.SelectMultiple {
		text += s.paint(taken).Render(t.Signs.Check[boolIndex(taken)]) + " "
	}
	text += t.Key.Render(strings.Repeat(" ", keys-ansi.StringWidth(o.key))+o.key) + "  "
	if !taken {
		return text + o.label
	}
	if q.Kind == questionnaire.SelectMultiple && s.tried == nil {
		return text + t.Chosen.Render(o.label)
	}
	label := t.Chosen.Render(o.label) + strings.Repeat(" ", max(labels-ansi.StringWidth(o.label), 0))
	return text + label + "    " + s.takenMark(a)
}

// takenMark says beside a choice that it is taken, or not accepted yet.
func (s *Screen) takenMark(a questionnaire.Answer) string {
	t, x := s.env.Theme, s.env.Texts.Interview
	if s.tried != nil && s.tried.Ref == a.Ref && s.bad != nil {
		return t.Warn.Render(t.Signs.Attend + " " + x.NotYet)
	}
	return t.Chosen.Render(t.Signs.Dot + " " + x.Chosen)
}

// drawScale draws the steps of a scale side by side.
func (s *Screen) drawScale(p *page, r questionnaire.Ref, all []option) {
	t, a := s.env.Theme, s.stands(r)
	const cell = 5
	w := row{text: strings.Repeat(" ", p.left-1)}
	flush := func() {
		if w.hits != nil {
			p.rows = append(p.rows, w)
			w = row{text: strings.Repeat(" ", p.left-1)}
		}
	}
	for i, o := range all {
		from := ansi.StringWidth(w.text)
		if from+cell >= 2*p.left+p.room {
			flush()
			from = ansi.StringWidth(w.text)
		}
		taken := o.in(a)
		text, style := o.key, t.Text
		if taken || r == s.ref && i == s.mark {
			style = t.Chosen
		}
		if taken {
			text = "[" + o.key + "]"
		} else {
			text = " " + text
		}
		w.text += t.Pad(s.cursorAt(r, i)+style.Render(text), cell)
		w.hits = append(w.hits, hit{from: from, to: from + cell, ref: r, option: i})
		w.focus = w.focus || r == s.ref
	}
	flush()
	if r == s.ref && s.digits != "" {
		p.line(t.Accent.Render(s.digits+"_") + t.Dim.Render("  "+s.env.Texts.Interview.Waiting)).focus = true
	} else if a.Status == questionnaire.Given {
		p.line(s.takenMark(a) + "  " + t.Chosen.Render(questionnaire.Number(a.Number)))
	} else {
		p.gap(airy)
	}
}

// drawFilter draws the line in which a long list is searched.
func (s *Screen) drawFilter(p *page) {
	t := s.env.Theme
	label := s.env.Texts.Interview.Filter + "  "
	text, cursor := s.filter.Draw(max(p.room-ansi.StringWidth(label)-2, 4), 1)
	r := p.line(t.Dim.Render(label) + t.Accent.Render(t.Signs.Cursor) + " " + text)
	if r.focus = true; cursor != nil {
		c := *cursor
		c.X += p.left + ansi.StringWidth(label) + 2
		r.cursor = &c
	}
}

// drawStatuses draws the statuses besides given that the item may have, side by
// side as far as they fit.
func (s *Screen) drawStatuses(p *page) {
	var rows []row
	used := p.room + 1
	for i, o := range s.shown(s.ref) {
		if o.status == questionnaire.Given {
			continue
		}
		text := s.drawStatus(i, o)
		cells := ansi.StringWidth(text)
		if used+cells > p.room {
			rows = append(rows, row{text: strings.Repeat(" ", p.left-2)})
			used = 0
		}
		r := &rows[len(rows)-1]
		from := p.left - 2 + used
		r.hits = append(r.hits, hit{from: from, to: from + cells, ref: s.ref, option: i})
		r.text = p.t.Pad(r.text, from) + text
		r.focus = r.focus || i == s.mark
		used += cells + 4
	}
	if len(rows) > 0 {
		p.gap(gaps)
		p.rows = append(p.rows, rows...)
	}
}

// drawStatus draws one of them: cursor, key, words, and whether it is taken.
func (s *Screen) drawStatus(i int, o option) string {
	t, a := s.env.Theme, s.stands(s.ref)
	text := s.cursorAt(s.ref, i) + " " + t.Key.Render(o.key) + "  " + s.paint(o.in(a)).Render(o.label)
	if o.in(a) {
		text += "  " + s.takenMark(a)
	}
	return text
}
