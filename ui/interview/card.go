package interview

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
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

// card draws the card: large means air around every line.
func (s *Screen) card(width, height int) nav.Frame {
	t, left := s.env.Theme, max(width/8, 4)
	room := width - 2*left
	var rows []string
	for _, r := range s.ses.Screen(s.ref) {
		q := s.question(r)
		for _, line := range wrap(s.ses.Label(r), room) {
			rows = append(rows, t.Question.Render(line))
		}
		rows = append(rows, "")
		if q.Kind.Asks() {
			rows = append(rows, s.cardChoices(r, q, room)...)
		}
	}
	rows = air(rows, height-2)
	top := max((height-len(rows))/3, 0)
	for i := range rows {
		rows[i] = strings.Repeat(" ", left) + rows[i]
	}
	body := strings.Repeat("\n", top) + strings.Join(rows, "\n")
	return nav.Frame{Title: s.title(), Body: body, Bare: true}
}

// cardChoices are the choices of an item, a blank row before each.
func (s *Screen) cardChoices(r questionnaire.Ref, q *questionnaire.Question, room int) []string {
	t, a := s.env.Theme, s.stands(r)
	var rows []string
	if scale(q) {
		p := &page{t: t, left: 1, room: room - 2}
		s.drawScale(p, r, s.choices(r, q))
		for _, w := range p.rows {
			rows = append(rows, "", w.text)
		}
		return rows
	}
	for i, o := range s.choices(r, q) {
		box := ""
		if q.Kind == questionnaire.SelectMultiple {
			box = t.Signs.Check[boolIndex(o.in(a))] + "  "
		}
		rows = append(rows, "", s.cursorAt(r, i)+" "+box+t.Key.Render(o.key)+"   "+s.paint(o.in(a)).Render(o.label))
	}
	return rows
}

// air drops blank rows, the last ones first, until the rows fit.
func air(rows []string, height int) []string {
	for i := len(rows) - 1; i >= 0 && len(rows) > height; i-- {
		if rows[i] == "" {
			rows = append(rows[:i], rows[i+1:]...)
		}
	}
	if len(rows) > height && height > 0 {
		rows = rows[len(rows)-height:]
	}
	return rows
}
