package interview

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

// list is the list of items, as F7 shows it and as the end of the route does.
type list struct {
	at     int // the entry under the cursor; -1 = none
	number string
}

// entry is one item in the list.
type entry struct {
	ref      questionnaire.Ref
	no       int
	title    string
	answer   string
	remark   string
	open     bool
	must     bool // stands against finishing
	fault    *questionnaire.Violation
	box      string // of the choice taken, on a satisfaction scale
	personal bool
}

// entries are the items of the route in order; at the end of it those that
// want attention come first.
func (s *Screen) entries() []entry {
	faults := map[questionnaire.Ref]questionnaire.Violation{}
	for _, v := range s.ses.Faults() {
		faults[v.Ref] = v
	}
	var out []entry
	for _, r := range s.ses.Route() {
		q, a := s.question(r), s.ses.Answer(r)
		if q.Role == questionnaire.RoleBreakoffReason || q.Inline && a.Status == questionnaire.Open && !s.ses.Required(r) {
			continue
		}
		out = append(out, s.entryOf(r, q, a, faults))
	}
	if s.view == asking {
		slices.SortStableFunc(out, func(a, b entry) int { return a.rank() - b.rank() })
	}
	return out
}

func (s *Screen) entryOf(r questionnaire.Ref, q *questionnaire.Question, a questionnaire.Answer, faults map[questionnaire.Ref]questionnaire.Violation) entry {
	e := entry{ref: r, no: q.No, title: s.ses.ShortTitle(r), answer: oneLine(s.ses.Form().Show(q, a, s.ses.Lang())), remark: oneLine(a.Remark),
		open: a.Status == questionnaire.Open, personal: q.Personal}
	if v, ok := faults[r]; ok {
		e.fault = &v
		e.must = v.Rule != questionnaire.RuleExpression && !s.stood(r, q)
	}
	if q.Personal {
		e.answer = masked(e.answer)
	}
	if s.locked(r) && e.answer != "" {
		e.answer = s.env.Texts.Correct.Hidden
	}
	if q.Scale == "sat5" {
		e.box = s.box(q, a)
	}
	return e
}

// rank orders what wants attention first.
func (e entry) rank() int {
	switch {
	case e.must:
		return 0
	case e.open:
		return 1
	}
	return 2
}

// box tells whether the choice taken is at the top, middle or bottom of its
// scale; "" for none.
func (s *Screen) box(q *questionnaire.Question, a questionnaire.Answer) string {
	if a.Status != questionnaire.Given || len(a.Codes) == 0 {
		return ""
	}
	for _, c := range s.ses.Form().Choices(q) {
		if c.Name == a.Codes[0] {
			return c.Box
		}
	}
	return ""
}

// openList shows the items, with the cursor on the one being asked.
func (s *Screen) openList() {
	s.saveTyping()
	s.view = listing
	s.list = list{at: slices.IndexFunc(s.entries(), func(e entry) bool { return e.ref == s.ref })}
}

func (s *Screen) listKey(name string) tea.Cmd {
	switch name {
	case "esc", "f7", "left":
		s.goOn()
	case "enter", "right", "space":
		s.jumpListed()
	case "f9":
		s.openLeave()
	case "f6":
		if s.jumpListed(); s.view == asking && s.ref != (questionnaire.Ref{}) {
			s.openNote()
		}
	default:
		s.walk(name)
	}
	return nil
}

// walk moves the cursor of the list.
func (s *Screen) walk(name string) {
	n := len(s.entries())
	step := map[string]int{"up": -1, "shift+tab": -1, "down": 1, "tab": 1, "pgup": -10, "pgdown": 10, "home": -n, "end": n}[name]
	switch {
	case n == 0:
	case isDigit(name):
		s.toNumber(name)
	case s.list.at < 0 && step < 0:
		s.list = list{at: n - 1}
	case step != 0:
		s.list = list{at: min(max(s.list.at+step, 0), n-1)}
	}
}

// toNumber puts the cursor on the item whose printed number is keyed.
func (s *Screen) toNumber(digit string) {
	for _, keyed := range []string{s.list.number + digit, digit} {
		at := slices.IndexFunc(s.entries(), func(e entry) bool { return e.no > 0 && fmt.Sprint(e.no) == keyed })
		if at >= 0 {
			s.list = list{at: at, number: keyed}
			return
		}
	}
}

// jumpListed goes to the item under the cursor.
func (s *Screen) jumpListed() {
	all := s.entries()
	if s.list.at < 0 || s.list.at >= len(all) {
		s.goOn()
		return
	}
	r := all[s.list.at].ref
	s.note = nil
	s.jump(r, "jump")
}

func (s *Screen) listKeys() []key.Binding {
	x, signs := s.env.Texts.Interview, s.env.Theme.Signs
	return []key.Binding{nav.Bind("Enter", x.KeyJump, "enter"), nav.Bind(signs.Up+" "+signs.Down, x.KeyMark, "down"), nav.Bind("0-9", x.KeyNumber, noKey),
		nav.Bind("Esc", s.resumes(), "esc"), nav.Bind("F9", s.leaves(), "f9")}
}

// oneLine is the beginning of a text on one line: more than fits any window,
// however long the text is.
func oneLine(text string) string {
	const most = 1000
	if len(text) > most {
		cut := most
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	return questionnaire.Harmless(strings.Join(strings.Fields(text), " "))
}
