package guide

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/pick"
)

// openFollowUp asks what was agreed; F8 leads on to what was agreed before.
func (s *Screen) openFollowUp() {
	x := s.env.Texts.Guide
	if !s.ses.Form().Followups {
		s.warn(x.NoFollowUps)
		return
	}
	if len(s.follow) == 0 {
		s.openFields(x.FollowTitle, "", (*Screen).addFollowUp, s.followFields(talk.FollowUp{})...)
		return
	}
	f := s.openFields(x.FollowTitle, fmt.Sprintf(x.FollowSoFar, s.standing()), (*Screen).addFollowUp, s.followFields(talk.FollowUp{})...)
	f.more = &more{"F8", x.KeyFollowUps, func(s *Screen) { s.listFollowUps(f) }}
}

func (s *Screen) followFields(a talk.FollowUp) []form.Field {
	x := s.env.Texts.Guide
	return []form.Field{{Label: x.What, Value: a.What, Check: s.required(x.WhatMissing)}, {Label: x.Who, Value: a.Who},
		{Label: x.Due, Value: a.Due, Hint: x.DueHint, Check: func(v string) string {
			if _, ok := questionnaire.ReadDate(v); v != "" && !ok {
				return x.DueWrong
			}
			return ""
		}}}
}

// standing counts the follow-ups that were not taken back.
func (s *Screen) standing() int {
	n := 0
	for _, f := range s.follow {
		if !f.Gone {
			n++
		}
	}
	return n
}

// agreed is a follow-up as a form has it now.
func (f *fields) agreed(a talk.FollowUp) talk.FollowUp {
	a.What, a.Who = f.form.Value(0), f.form.Value(1)
	a.Due, _ = questionnaire.ReadDate(f.form.Value(2))
	return a
}

func (s *Screen) addFollowUp(f *fields) tea.Cmd {
	s.follow = append(s.follow, f.agreed(talk.FollowUp{ID: s.env.NewID(), Response: s.open.ID}))
	s.keepFollowUp(len(s.follow)-1, fmt.Sprintf(s.env.Texts.Guide.FollowKept, s.standing()))
	return nil
}

// keepFollowUp saves the nth follow-up and goes back to where it was asked for.
func (s *Screen) keepFollowUp(n int, said string) {
	s.save.follow = append(s.save.follow, s.follow[n])
	s.toNotes()
	s.say(said)
	s.saveTalk()
}

// listFollowUps offers those agreed so far, also those taken back since the
// talk was opened: keeping one of them again brings it back. Esc leads back to
// the form it was opened from.
func (s *Screen) listFollowUps(from *fields) {
	x := s.env.Texts.Guide
	var ways []way
	for n, a := range s.follow {
		item := pick.Item{Text: questionnaire.HarmlessLine(oneLine(a.What)), Note: questionnaire.HarmlessLine(strings.TrimSpace(a.Who + "  " + a.Due)), Dim: a.Gone}
		if a.Gone {
			item.Note = x.FollowGone
		}
		ways = append(ways, way{item, func(s *Screen) tea.Cmd {
			s.panel = from.back
			s.changeFollowUp(n)
			return nil
		}})
	}
	s.askNow(&ask{title: x.FollowWhich, back: func(s *Screen) { s.panel = from }}, ways...)
	s.panel.(*ask).list.Move(len(ways) - 1)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// changeFollowUp shows the nth follow-up to be changed, or taken back.
func (s *Screen) changeFollowUp(n int) {
	x, a := s.env.Texts.Guide, s.follow[n]
	note := ""
	if a.Gone {
		note = x.FollowGoneNote
	}
	f := s.openFields(x.FollowChange, note, func(s *Screen, f *fields) tea.Cmd {
		s.follow[n] = f.agreed(a)
		s.follow[n].Gone = false
		s.keepFollowUp(n, fmt.Sprintf(x.FollowKept, s.standing()))
		return nil
	}, s.followFields(a)...)
	if a.Gone {
		return
	}
	f.more = &more{"F5", x.KeyTakeBack, func(s *Screen) {
		s.follow[n].Gone = true
		s.keepFollowUp(n, fmt.Sprintf(x.FollowTaken, questionnaire.HarmlessLine(oneLine(a.What))))
	}}
}
