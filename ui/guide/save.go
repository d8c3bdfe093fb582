package guide

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/saving"
)

// save is what has yet to come to the disk.
type save struct {
	queue   saving.Queue
	due     bool            // a save of the talk is on its way
	typed   map[string]bool // notes saved as being typed: they are still to be saved as left
	resumed bool
	answers bool // an answer was typed since the last save

	topics   []talk.OwnTopic
	follow   []talk.FollowUp
	attached []talk.Attachment
}

// saveMsg says that the talk of a screen is to be saved now.
type saveMsg struct{ s *Screen }

// pause is how long a typed sign may stay in memory only, with room for the
// write itself on a busy machine: within a second it is on the disk.
const pause = 500 * time.Millisecond

// saveSoon makes sure that what changed is saved within a second.
func (s *Screen) saveSoon() tea.Cmd {
	if s.save.due || !s.dirty() {
		return nil
	}
	s.save.due = true
	return tea.Tick(pause, func(time.Time) tea.Msg { return saveMsg{s} })
}

// dirty tells whether something is newer than what is queued.
func (s *Screen) dirty() bool {
	v := &s.save
	return v.answers || s.doc.Changed() || len(s.clock.pending)+len(v.topics)+len(v.follow)+len(v.attached) > 0
}

// saveTalk queues all that changed since the last time, the note in hand as
// being typed.
func (s *Screen) saveTalk() {
	v := &s.save
	if v.answers {
		v.answers = false
		s.put("")
	}
	c := talk.Change{Topics: v.topics, FollowUps: v.follow, Attachments: v.attached, Visits: s.clock.pending}
	v.topics, v.follow, v.attached, s.clock.pending = nil, nil, nil, nil
	alone := len(c.Topics)+len(c.FollowUps)+len(c.Attachments)+len(c.Visits) == 0
	for _, n := range s.doc.Take() {
		if n.ID == s.hand.id && !n.Gone {
			c.Typing = &n
			v.note(n.ID)
		} else {
			c.Notes = append(c.Notes, n)
			delete(v.typed, n.ID)
		}
	}
	if alone && len(c.Notes) == 0 && c.Typing == nil {
		return
	}
	o := s.open
	w := saving.Write{Do: func(ctx context.Context) error { return s.st.SaveTalk(ctx, o, c) }}
	if alone && len(c.Notes) == 0 {
		w.Latest = c.Typing.ID
	}
	v.queue.Add(w)
}

func (v *save) note(id string) {
	if v.typed == nil {
		v.typed = map[string]bool{}
	}
	v.typed[id] = true
}

// place names the writes that only say where the interviewer stands.
const place = "place"

// put queues the answers that changed, where the interviewer stands, and what
// happened (kind; "" = nothing but answers).
func (s *Screen) put(kind string) {
	c := store.Change{Opening: s.open, Answers: s.ses.Take(), At: s.topic().Ref, Active: s.clock.active, Language: s.env.Lang, Kind: kind}
	w := saving.Write{Do: func(ctx context.Context) error { return s.st.Save(ctx, c) }}
	if kind == "" && len(c.Answers) == 0 {
		w.Latest = place
	}
	s.save.queue.Add(w)
}

// parting tells whether the screen only waits for the disk, or for the screen
// that takes its place: keys are no longer for it.
func (s *Screen) parting() bool { return s.save.queue.Parting() || s.ending != "" }

// pauseTalk keeps the interview as a draft and goes back once it is on the
// disk.
func (s *Screen) pauseTalk() tea.Cmd {
	s.keepAll("pause")
	s.save.queue.After(func() tea.Cmd { return tea.Batch(nav.Changed, nav.Pop) })
	return nil
}

// keepAll queues everything, the note in hand as left.
func (s *Screen) keepAll(kind string) {
	s.leaveNote()
	s.clock.touch(s.env.Now(), false)
	s.clock.enter(s.topic().Ref, s.env.Now())
	s.saveTalk()
	s.put(kind)
}

// finish ends the interview: everything is written, then the store ends it.
func (s *Screen) finish(d questionnaire.Disposition) tea.Cmd {
	s.keepAll("")
	id, active, last := s.open.ID, s.clock.active, s.st.Finish
	if d == questionnaire.Withdrawn {
		last = func(ctx context.Context, id string, _ questionnaire.Disposition, _ time.Duration) error {
			return s.st.Withdraw(ctx, id)
		}
	}
	s.save.queue.Add(saving.Write{Do: func(ctx context.Context) error {
		err := last(ctx, id, d, active)
		if errors.Is(err, store.ErrEnded) { // an earlier try came through after all
			return nil
		}
		return err
	}})
	s.ending = d
	s.say("")
	s.save.queue.After(func() tea.Cmd { return tea.Batch(nav.Changed, nav.Replace(newEnded(s))) })
	return nil
}

// toFacts gives the interview back to the screen of the facts.
func (s *Screen) toFacts() tea.Cmd {
	if s.ways.Facts == nil {
		return nil
	}
	s.panel = nil
	s.keepAll("")
	s.save.queue.After(func() tea.Cmd { return s.ways.Facts(Handed{s.ses, s.clock.active}) })
	return nil
}
