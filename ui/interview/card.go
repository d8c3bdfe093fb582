package interview

import (
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
)

// openCard shows the question and its choices alone, to turn the laptop to the
// customer.
func (s *Screen) openCard() { s.view = carding }

// cardKey takes a key on the card: an answer closes it, so does any key that
// is none but for the arrows.
func (s *Screen) cardKey(name string) tea.Cmd {
	q := s.question(s.ref)
	closedItem := q != nil && len(s.choices(s.ref, q)) > 0
	switch {
	case isDigit(name) && closedItem && s.filter == nil:
		at := s.ref
		s.digit(name)
		if s.ref != at || s.bad != nil {
			s.view = asking
		}
	case (name == "up" || name == "down") && closedItem:
		s.move(map[string]int{"up": -1, "down": 1}[name])
	case name == "enter" || name == "space":
		return s.cardEnter(closedItem)
	case name == "esc" || name == "f10" || name == "left":
		s.goOn()
	}
	return nil
}

// cardEnter takes what the cursor is on, or what waits, and closes the card.
func (s *Screen) cardEnter(closedItem bool) tea.Cmd {
	s.goOn()
	if closedItem && !s.resolve(true) && (s.mark >= 0 || s.question(s.ref).Kind == questionnaire.SelectMultiple) {
		s.enter()
	}
	return nil
}

// cardRows draws the card: the question under the focus and the notes read
// with it. Large means air around every line.
func (s *Screen) cardRows(width, height int) []row {
	p := s.newPage(width)
	p.left = max(width/8, 4)
	p.room = width - 2*p.left
	for _, r := range s.ses.Screen(s.ref) {
		q := s.question(r)
		if q.Kind.Asks() && r != s.ref {
			continue
		}
		p.text(p.t.Question, s.ses.Label(r), keep)
		p.gap(hints)
		if q.Kind.Asks() {
			s.cardChoices(p, r, q)
		}
	}
	rows := p.fit(height-1, s.scroll)
	return append(make([]row, max((height-len(rows))/3, 0)), rows...)
}

// cardChoices draws the choices of an item, a blank row before each.
func (s *Screen) cardChoices(p *page, r questionnaire.Ref, q *questionnaire.Question) {
	all := s.choices(r, q)
	if scale(q) {
		p.gap(gaps)
		s.drawScale(p, r, all)
		return
	}
	if len(all) > 9 {
		p.gap(gaps)
		s.drawColumns(p, r, q, all, 2)
		return
	}
	t, a := s.env.Theme, s.stands(r)
	for i, o := range all {
		p.gap(gaps)
		box := ""
		if q.Kind == questionnaire.SelectMultiple {
			box = t.Signs.Check[boolIndex(o.in(a))] + "  "
		}
		w := p.line(s.cursorAt(r, i) + " " + box + t.Key.Render(o.key) + "   " + s.paint(o.in(a)).Render(o.label))
		w.hits = []hit{{from: 0, to: 2*p.left + p.room, ref: r, option: i}}
		w.focus = r == s.ref && i == max(s.mark, 0)
	}
}
