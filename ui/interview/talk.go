package interview

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
)

// Handed is an interview given from one screen to the other where the facts
// end and the talk begins. Everything in it is on the disk.
type Handed struct {
	Session *questionnaire.Session
	Active  time.Duration
}

// talks tells whether the item under the focus belongs to the talk: it is in a
// topic or behind the first one, or it is the end of the route. Where an answer
// has ended the interview there is no talk.
func (s *Screen) talks() bool {
	if s.talk == nil || s.ses.Outcome() != questionnaire.Complete {
		return false
	}
	first := firstOfTalk(s.ses.Form())
	switch r := s.ses.At(); {
	case first < 0:
		return false
	case r == (questionnaire.Ref{}):
		return true
	default:
		return s.ses.Form().Find(r.Item) >= first
	}
}

// firstOfTalk is the first item that belongs to a topic; -1 = the form has
// none.
func firstOfTalk(f *questionnaire.Form) int {
	for i := range f.Questions {
		if g := f.Questions[i].Group; g >= 0 && f.Groups[g].Role == questionnaire.RoleTopic {
			return i
		}
	}
	return -1
}

// parting tells whether the screen only waits for the disk, or for the screen
// that takes its place: keys are no longer for it.
func (s *Screen) parting() bool {
	return s.queue.Parting() || s.handed || s.fix != nil && (s.fix.writing || s.fix.over)
}

// handOver gives the interview on once everything is on the disk.
func (s *Screen) handOver() {
	s.handed = true
	s.queue.After(func() tea.Cmd { return s.talk(Handed{s.ses, s.active}) })
}
