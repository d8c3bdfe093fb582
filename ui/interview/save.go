package interview

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/saving"
)

// place names the writes that only say where the interviewer stands.
var place = questionnaire.Ref{Instance: "place"}

// save queues what changed since the last save, where the interviewer stands,
// and what happened (kind; "" = nothing but answers). Leafing before the first
// answer leaves no trace, and a correction is kept as a whole.
func (s *Screen) save(kind string) {
	if s.fix != nil {
		return
	}
	answers := s.changed()
	if !s.created && len(answers) == 0 {
		return
	}
	s.put(kind, answers)
}

// changed takes the answers to be saved: those that changed, and those whose
// typing ends.
func (s *Screen) changed() []questionnaire.Answer {
	answers := s.ses.Take()
	for _, r := range s.loose {
		if !slices.ContainsFunc(answers, func(a questionnaire.Answer) bool { return a.Ref == r }) {
			answers = append(answers, s.ses.Answer(r))
		}
	}
	s.loose = nil
	return answers
}

// put queues one change; the first one creates the interview.
func (s *Screen) put(kind string, answers []questionnaire.Answer) {
	c := store.Change{Opening: s.open, Answers: answers, At: s.ses.At(), Active: s.active, Language: s.env.Lang, Kind: kind}
	w := saving.Write{Do: func(ctx context.Context) error { return s.saver.Save(ctx, c) }}
	if kind == "" && len(answers) == 0 && s.created {
		w.Latest = place
	}
	s.created = true
	s.queue.Add(w)
}

// typingMsg says that the typing of a screen is to be saved now.
type typingMsg struct{ s *Screen }

// typingPause is how long a typed sign may stay in memory only, with room for
// the write itself on a busy machine: within a second it is on the disk.
const typingPause = 500 * time.Millisecond

// saveSoon makes sure that what is typed is saved within a second.
func (s *Screen) saveSoon() tea.Cmd {
	if s.ticks {
		return nil
	}
	s.ticks = true
	return tea.Tick(typingPause, func(time.Time) tea.Msg { return typingMsg{s} })
}

// saveTyping queues every text in progress that is newer than on the disk, or
// has its caret elsewhere.
func (s *Screen) saveTyping() {
	for _, f := range s.typists() {
		moved := f.changed() && f.ed.Caret() != f.caret
		if f.ed.Rev() == f.sent && !moved {
			continue
		}
		f.sent, f.caret = f.ed.Rev(), f.ed.Caret()
		if s.fix != nil {
			s.warnPhone(f, f.ed.Value())
			continue
		}
		t := store.Typed{Ref: f.typing(), Text: questionnaire.Clean(f.ed.Value()), Caret: f.ed.Caret()}
		o, at := s.open, s.ses.At()
		s.created = true
		s.queue.Add(saving.Write{Latest: t.Ref, Do: func(ctx context.Context) error { return s.saver.SaveTyping(ctx, o, at, t) }})
		s.warnPhone(f, t.Text)
	}
}

// dirty tells whether a text is newer than what is queued.
func (s *Screen) dirty() bool {
	return slices.ContainsFunc(s.typists(), func(f *field) bool { return f.ed.Rev() != f.sent })
}

// finish ends the interview: everything typed is recorded as far as it may
// stand, then the store ends it, then the closing screen comes.
func (s *Screen) finish(d questionnaire.Disposition) {
	s.recordAll()
	s.put("", s.changed())
	id, active, last := s.open.ID, s.active, s.saver.Finish
	if d == questionnaire.Withdrawn {
		last = func(ctx context.Context, id string, _ questionnaire.Disposition, _ time.Duration) error {
			return s.saver.Withdraw(ctx, id)
		}
	}
	s.queue.Add(saving.Write{Do: func(ctx context.Context) error {
		err := last(ctx, id, d, active)
		if errors.Is(err, store.ErrEnded) { // an earlier try came through after all
			return nil
		}
		return err
	}})
	s.ending = d
	s.queue.After(s.close)
}
