package home

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
)

// tally is one approach that was tallied here and can be taken back.
type tally struct {
	id, words string
	as        questionnaire.Disposition
	practice  bool
}

// tallies are what is tallied without an interview, and with which key.
var tallies = [...]struct {
	key string
	ask ask
	as  questionnaire.Disposition
}{
	{"F2", refusedWhy, questionnaire.Refusal},
	{"F3", confirmUnable, questionnaire.Unable},
	{"F4", confirmNotEligible, questionnaire.NotEligible},
}

// reasons are why a customer refused, from the form in hand.
func (s *Screen) reasons() []questionnaire.Choice {
	f := s.current()
	if f == nil {
		return nil
	}
	if q := f.WithRole(questionnaire.RoleRefusalReason); q != nil {
		return f.Choices(q)
	}
	return nil
}

// askTally asks for the second key of a tally. A form without reasons for a
// refusal has none to ask for: there the second key confirms.
func (s *Screen) askTally(what ask) tea.Cmd {
	h := s.env.Texts.Home
	switch {
	case s.env.ReadOnly:
		s.say(h.ReadOnly)
	case s.current() == nil:
		s.say(h.NoForms)
	case what != refusedWhy:
		s.ask = what
	default:
		var items []pick.Item
		for _, c := range s.reasons() {
			items = append(items, pick.Item{Text: c.Label.In(s.env.Lang)})
		}
		s.offer(refusedWhy, items, 0)
	}
	return nil
}

// confirmed writes the tally that was asked for.
func (s *Screen) confirmed(reason string) tea.Cmd {
	var d questionnaire.Disposition
	for _, one := range tallies {
		if one.ask == s.ask {
			d = one.as
		}
	}
	s.ask = nothing
	if s.busy {
		return nil
	}
	s.busy = true
	a := store.Approach{FormID: s.current().ID, Hall: s.env.Hall, Interviewer: s.env.Person, Disposition: d, Reason: reason}
	if s.env.Practice {
		a.Practice = questionnaire.Practised
	}
	words := d.Words().In(s.env.Lang)
	for _, c := range s.reasons() {
		if c.Name == reason {
			words += " " + s.env.Theme.Signs.Between + " " + c.Label.In(s.env.Lang)
		}
	}
	st := s.store
	return func() tea.Msg {
		id, err := st.Tally(context.Background(), a)
		return talliedMsg{tally{id, words, d, a.Practice == questionnaire.Practised}, err}
	}
}

func (s *Screen) wasTallied(msg talliedMsg) tea.Cmd {
	s.busy = false
	if msg.err != nil {
		s.fail(msg.err)
		return nil
	}
	s.tallied = append(s.tallied, msg.tally)
	s.bump(msg.tally, 1)
	t := s.env.Theme
	s.say(t.Good.Render(t.Signs.Tick) + " " + fmt.Sprintf(s.env.Texts.Home.Tallied, msg.tally.words, s.env.Now().Format("15:04:05")))
	return nav.Changed
}

// bump moves the figures at once; the reading that follows confirms them.
func (s *Screen) bump(t tally, by int) {
	if t.practice || !s.loaded {
		return
	}
	for _, c := range []*store.Counts{&s.data.Today, &s.data.Hall, &s.data.Device} {
		c.Approached += by
		c.By[t.as] += by
	}
}

// undo takes the last tally back.
func (s *Screen) undo() tea.Cmd {
	n := len(s.tallied)
	if n == 0 || s.busy {
		s.say(s.env.Texts.Home.NothingToUndo)
		return nil
	}
	s.busy = true
	last, st := s.tallied[n-1], s.store
	return func() tea.Msg { return untalliedMsg{last, st.Untally(context.Background(), last.id)} }
}

func (s *Screen) wasUntallied(msg untalliedMsg) tea.Cmd {
	s.busy = false
	if msg.err != nil {
		s.fail(msg.err)
		return nil
	}
	s.tallied = s.tallied[:len(s.tallied)-1]
	s.bump(msg.tally, -1)
	s.say(fmt.Sprintf(s.env.Texts.Home.TallyUndone, msg.tally.words))
	return nav.Changed
}

// Settled reports that no tally is on its way to the disk.
func (s *Screen) Settled() bool { return !s.busy }
