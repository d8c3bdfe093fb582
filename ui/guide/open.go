package guide

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/pick"
)

// openJump lists the topics: a digit goes there.
func (s *Screen) openJump() {
	x := s.env.Texts.Guide
	a := &ask{title: x.JumpTitle, digit: true}
	var ways []way
	for i, t := range s.topics {
		ways = append(ways, way{pick.Item{Text: s.stateSign(i) + " " + questionnaire.HarmlessLine(t.title), Note: s.stateWord(i)}, func(s *Screen) tea.Cmd {
			s.goTopic(i)
			return nil
		}})
	}
	if s.ses.Form().OwnTopics {
		a.plus = (*Screen).openOwn
		ways = append(ways, way{pick.Item{Text: "+ " + x.OwnTitle}, do((*Screen).openOwn)})
	}
	if s.ways.Facts != nil {
		ways = append(ways, way{pick.Item{Text: x.Facts}, (*Screen).toFacts})
	}
	if len(ways) > 9 { // the list shows no digits of its own then
		for i := range min(len(ways), 9) {
			ways[i].item.Text = fmt.Sprintf("%d %s", i+1, ways[i].item.Text)
		}
	}
	s.askNow(a, ways...)
	a.list.Move(s.at)
}

// do makes a way of what returns nothing.
func do(f func(*Screen)) func(*Screen) tea.Cmd {
	return func(s *Screen) tea.Cmd {
		f(s)
		return nil
	}
}

// stateSign is the sign of how far a topic has come.
func (s *Screen) stateSign(i int) string {
	t := s.env.Theme
	switch s.state(i) {
	case talk.Covered:
		return t.Good.Render(t.Signs.Tick)
	case talk.Declined:
		return t.Warn.Render(t.Signs.Cross)
	}
	return t.Dim.Render(t.Signs.Ring)
}

// stateWord says how far a topic has come.
func (s *Screen) stateWord(i int) string {
	x := s.env.Texts.Guide
	switch s.state(i) {
	case talk.Covered:
		return fmt.Sprintf(x.Covered, s.doc.Written(s.topics[i].Ref))
	case talk.Declined:
		reason, _ := s.declined(i)
		return fmt.Sprintf(x.Declined, s.reasonWord(reason))
	}
	return talk.Open.Words().In(s.env.Lang)
}

// reasonWord is a reason for declining in the form's words.
func (s *Screen) reasonWord(code string) string {
	for _, t := range s.topics {
		if l := s.ses.Form().Lists[t.Decline]; l != nil {
			for _, c := range l.Choices {
				if c.Name == code {
					return c.Label.In(s.ses.Lang())
				}
			}
		}
	}
	return s.env.Texts.Guide.NoReason
}

// openOwn asks for the title of a topic of the interviewer's own.
func (s *Screen) openOwn() {
	x := s.env.Texts.Guide
	if !s.ses.Form().OwnTopics {
		s.warn(x.NoOwn)
		return
	}
	s.panel = nil // a new topic leads to its notes
	s.openFields(x.OwnTitle, x.OwnNote, (*Screen).addOwn, form.Field{Label: x.OwnLabel, Check: s.required(x.OwnMissing)})
}

// required says what is missing in an empty field.
func (s *Screen) required(sentence string) func(string) string {
	return func(v string) string {
		if talk.Blank(v) {
			return sentence
		}
		return ""
	}
}

func (s *Screen) addOwn(f *fields) tea.Cmd {
	o := talk.OwnTopic{ID: s.env.NewID(), Title: f.form.Value(0), Position: len(s.own) + 1}
	s.own, s.save.topics = append(s.own, o), append(s.save.topics, o)
	s.toNotes()
	s.listTopics()
	s.goTopic(len(s.topics) - 1)
	return nil
}

// openDecline asks why the topic in hand is declined; one that was is taken up
// again.
func (s *Screen) openDecline() {
	x := s.env.Texts.Guide
	if _, ok := s.declined(s.at); ok {
		s.decline("", false)
		s.say(x.DeclineBack)
		return
	}
	t := s.topic()
	name := t.Decline
	if t.own != "" {
		for _, other := range s.topics {
			if other.Decline != "" {
				name = other.Decline
			}
		}
	}
	var ways []way
	if l := s.ses.Form().Lists[name]; l != nil {
		for _, c := range l.Choices {
			ways = append(ways, way{pick.Item{Text: c.Label.In(s.ses.Lang())}, declining(c.Name)})
		}
	}
	if len(ways) == 0 && t.own != "" {
		s.warn(x.NoDecline)
		return
	}
	if t.own == "" {
		ways = append(ways, way{pick.Item{Text: x.NoReason}, declining("")})
	}
	s.askNow(&ask{title: x.DeclineTitle, notes: []string{s.label(s.at)}}, ways...)
}

func declining(reason string) func(*Screen) tea.Cmd {
	return func(s *Screen) tea.Cmd {
		s.decline(reason, true)
		return nil
	}
}

// decline records that the topic in hand was declined, or takes that back.
func (s *Screen) decline(reason string, yes bool) {
	t := s.topic()
	if t.own != "" {
		o := s.ownTopic(t.own)
		o.Declined = reason
		s.save.topics = append(s.save.topics, *o)
		s.saveTalk()
		return
	}
	if t.Notes == nil {
		s.warn(s.env.Texts.Guide.NoDecline)
		return
	}
	a := questionnaire.Answer{Ref: ref(t.Notes), Reason: reason}
	if yes {
		a.Status = questionnaire.Refused
	}
	if bad := s.ses.Record(a); bad != nil {
		s.warn(s.env.Texts.Faults.Word(*bad))
		return
	}
	s.put("")
	if yes {
		s.say(s.stateWord(s.at))
	}
}

// openLeave asks how the talk is left. What is typed is saved first.
func (s *Screen) openLeave() {
	s.saveTalk()
	x := s.env.Texts.Guide
	s.askNow(&ask{title: x.LeaveTitle, notes: []string{s.coverage()}},
		way{pick.Item{Text: x.LeaveWrap}, do((*Screen).openWrap)},
		way{pick.Item{Text: x.LeavePause}, (*Screen).pauseTalk},
		way{pick.Item{Text: fmt.Sprintf(x.LeaveLeft, s.leftAs().Words().In(s.ses.Lang()))}, (*Screen).askWhyLeft},
		way{pick.Item{Text: x.LeaveWithdraw}, do((*Screen).askWithdraw)})
}

// leftAs is how the interview ends when the person leaves now.
func (s *Screen) leftAs() questionnaire.Disposition {
	for _, t := range s.topics {
		if t.Notes != nil {
			s.ses.Noted(ref(t.Notes), s.doc.Written(t.Ref) > 0)
		}
	}
	return s.ses.LeftAs()
}

// askWhyLeft asks for what was seen of why the person left, where the form has
// an item for it, and ends the interview.
func (s *Screen) askWhyLeft() tea.Cmd {
	q := s.ses.Form().WithRole(questionnaire.RoleBreakoffReason)
	if q == nil {
		return s.finish(s.leftAs())
	}
	var ways []way
	for _, c := range s.ses.Form().Choices(q) {
		ways = append(ways, way{pick.Item{Text: c.Label.In(s.ses.Lang())}, func(s *Screen) tea.Cmd {
			s.ses.Record(questionnaire.Answer{Ref: ref(q), Status: questionnaire.Given, Codes: []string{c.Name}}) // one of its own choices is never refused
			return s.finish(s.leftAs())
		}})
	}
	s.askNow(&ask{title: s.ses.Label(ref(q)), notes: []string{s.ses.Guidance(ref(q))}, back: (*Screen).openLeave}, ways...)
	return nil
}

// coverage says how many topics are covered, declined and open.
func (s *Screen) coverage() string {
	var n [3]int
	for i := range s.topics {
		n[s.state(i)]++
	}
	return fmt.Sprintf(s.env.Texts.Guide.Coverage, n[talk.Covered], n[talk.Declined], n[talk.Open], minutes(s.clock.active))
}

// askWithdraw asks once more before everything is erased.
func (s *Screen) askWithdraw() {
	x := s.env.Texts.Guide
	s.askNow(&ask{title: x.WithdrawTitle, notes: []string{fmt.Sprintf(x.WithdrawNote, s.doc.Len(), len(s.attached))}, back: (*Screen).openLeave},
		way{pick.Item{Text: x.WithdrawNo}, do((*Screen).toNotes)},
		way{pick.Item{Text: x.WithdrawYes}, func(s *Screen) tea.Cmd { return s.finish(questionnaire.Withdrawn) }})
}

// agreed tells whether the person agreed to what an item with the role asks.
func (s *Screen) agreed(r questionnaire.Role) bool {
	return talk.Agreed(s.ses.Form(), r, s.ses.Answers())
}

func (s *Screen) mayQuote() bool { return s.agreed(questionnaire.RoleConsentQuote) }
