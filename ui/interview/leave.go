package interview

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

// ask is a question to the interviewer with numbered ways on.
type ask struct {
	title string
	notes []string
	ways  []way
	at    int           // the way under the cursor; -1 = none
	esc   func(*Screen) // what Esc does; nil = back to the interview
	back  string        // in words
}

// way is one way on; its digit is its place.
type way struct {
	text string
	do   func(*Screen) tea.Cmd
}

// askNow shows a question.
func (s *Screen) askNow(a ask) {
	if a.at, a.back = -1, s.env.Texts.Common.Back; a.esc == nil {
		a.esc, a.back = (*Screen).goOn, s.resumes()
	}
	s.ask, s.view = a, leaving
}

// goOn goes back to the interview as it was.
func (s *Screen) goOn() {
	s.view = asking
	s.focus()
}

func (s *Screen) askKey(name string) tea.Cmd {
	n := len(s.ask.ways)
	switch {
	case isDigit(name):
		if at := int(name[0] - '1'); at >= 0 && at < n {
			return s.ask.ways[at].do(s)
		}
	case name == "esc" || name == "left":
		s.ask.esc(s)
	case name == "up":
		s.ask.at = max(s.ask.at-1, 0)
	case name == "down":
		s.ask.at = min(s.ask.at+1, n-1)
	case (name == "enter" || name == "space") && s.ask.at >= 0:
		return s.ask.ways[s.ask.at].do(s)
	}
	return nil
}

func (s *Screen) askKeys() []key.Binding {
	x, signs := s.env.Texts.Interview, s.env.Theme.Signs
	return []key.Binding{nav.Bind(fmt.Sprintf("1-%d", len(s.ask.ways)), x.KeyTake, noKey), nav.Bind("Esc", s.ask.back, "esc"),
		nav.Bind(signs.Up+" "+signs.Down, x.KeyMark, "down"), nav.Bind("Enter", x.KeyTake, "enter")}
}

// openLeave asks how the interview is left. What is typed is saved first.
func (s *Screen) openLeave() {
	if s.fix != nil {
		s.openReason()
		return
	}
	s.saveTyping()
	x, l := s.env.Texts.Interview, s.ses.Lang()
	pause := x.LeavePause
	if !s.created {
		pause = x.LeaveNothing
	}
	s.askNow(ask{title: x.LeaveTitle, notes: []string{fmt.Sprintf(x.LeaveNote, s.ses.Answered(), s.ses.Form().Numbered())},
		ways: []way{
			{fmt.Sprintf(x.LeaveLeft, s.ses.LeftAs().Words().In(l)), (*Screen).askReason},
			{x.LeaveUnable, ending(questionnaire.Unable)},
			{x.LeaveLater, ending(questionnaire.Appointment)},
			{x.LeaveWithdraw, (*Screen).askWithdraw},
			{pause, (*Screen).pause},
		}})
}

// ending is the way that ends the interview so.
func ending(d questionnaire.Disposition) func(*Screen) tea.Cmd {
	return func(s *Screen) tea.Cmd {
		s.finish(d)
		return nil
	}
}

// askReason asks why the customer leaves, with the form's own choices.
func (s *Screen) askReason() tea.Cmd {
	q := s.ses.Form().WithRole(questionnaire.RoleBreakoffReason)
	if q == nil {
		s.finish(s.ses.LeftAs())
		return nil
	}
	r := questionnaire.Ref{Item: q.Name}
	a := ask{title: s.ses.Label(r), notes: s.noteLines(r), esc: (*Screen).openLeave}
	for _, o := range s.choices(r, q) {
		a.ways = append(a.ways, way{o.label, func(s *Screen) tea.Cmd {
			s.ses.Record(questionnaire.Answer{Ref: r, Status: questionnaire.Given, Codes: []string{o.code}})
			s.finish(s.ses.LeftAs())
			return nil
		}})
	}
	s.askNow(a)
	return nil
}

// noteLines is the note to the interviewer, where the item has one.
func (s *Screen) noteLines(r questionnaire.Ref) []string {
	if g := s.ses.Guidance(r); g != "" {
		return []string{s.env.Texts.Interview.Interviewer + g}
	}
	return nil
}

// askWithdraw asks once more before everything is erased.
func (s *Screen) askWithdraw() tea.Cmd {
	x := s.env.Texts.Interview
	s.askNow(ask{title: x.WithdrawTitle, notes: []string{fmt.Sprintf(x.WithdrawNote, len(s.ses.Answers()))}, esc: (*Screen).openLeave,
		ways: []way{
			{x.WithdrawNo, func(s *Screen) tea.Cmd { s.goOn(); return nil }},
			{x.WithdrawYes, ending(questionnaire.Withdrawn)},
		}})
	return nil
}

// pause keeps the interview as a draft and goes home once it is on the disk.
func (s *Screen) pause() tea.Cmd {
	s.saveTyping()
	if s.created {
		s.save("pause")
	}
	s.queue.After(func() tea.Cmd { return tea.Batch(nav.Changed, nav.Pop) })
	return nil
}

// askDecline asks why an item is refused, where the form lists reasons.
func (s *Screen) askDecline(q *questionnaire.Question) {
	x := s.env.Texts.Interview
	refuse := func(reason string) func(*Screen) tea.Cmd {
		return func(s *Screen) tea.Cmd {
			s.goOn()
			s.emptyField()
			if s.try(questionnaire.Answer{Ref: s.ref, Status: questionnaire.Refused, Reason: reason}) {
				s.forward()
			}
			return nil
		}
	}
	a := ask{title: x.WhyDeclined, notes: []string{s.ses.ShortTitle(s.ref)}}
	if l := s.ses.Form().Lists[q.Decline]; l != nil {
		for _, c := range l.Choices {
			a.ways = append(a.ways, way{c.Label.In(s.ses.Lang()), refuse(c.Name)})
		}
	}
	a.ways = append(a.ways, way{x.NoReason, refuse("")})
	s.askNow(a)
}
