package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/guide"
	"tingfang/ui/interview"
	"tingfang/ui/nav"
)

// talkMsg brings what a guide interview holds beside its answers, to go on
// with the talk.
type talkMsg struct {
	begin    guide.Begin
	replaces bool // the screen of the facts
	reads    bool // it is only to be read
	err      error
}

// toTalk reads what is there of a talk and goes on with it.
func (w *wire) toTalk(b guide.Begin, replaces bool) tea.Cmd {
	st := w.store
	return func() tea.Msg {
		ctx := context.Background()
		msg := talkMsg{begin: b, replaces: replaces}
		if msg.begin.Talk, msg.err = st.Talk(ctx, b.Opening.ID); msg.err != nil {
			return msg
		}
		tags, err := st.Tags(ctx)
		for _, t := range tags {
			msg.begin.Tags = append(msg.begin.Tags, t.Tag)
		}
		msg.err = err
		return msg
	}
}

// readTalk reads a guide interview to show its notes, at one of them.
func (w *wire) readTalk(id, note string) tea.Cmd {
	st := w.store
	return func() tea.Msg {
		ctx := context.Background()
		r, err := st.Response(ctx, id, true)
		if err != nil {
			return talkMsg{err: err}
		}
		f, err := st.FormByHash(ctx, r.FormHash)
		if err != nil {
			return talkMsg{err: err}
		}
		o := store.Opening{ID: r.ID, Form: f, Hall: r.Hall, Interviewer: r.Interviewer, Language: r.Language, Practice: r.Practice, StartedAt: r.StartedAt}
		known := questionnaire.NewContext(r.Hall, r.Interviewer, questionnaire.Study{}, r.StartedAt)
		b := guide.Begin{Opening: o, Session: questionnaire.Begin(f, known, r.Answers), Note: note, Active: r.Active}
		msg := w.toTalk(b, false)().(talkMsg)
		msg.reads = true
		return msg
	}
}

// talked shows a talk that was read.
func (r *Root) talked(msg talkMsg) tea.Cmd {
	if msg.err != nil {
		r.fail(msg.err)
		if msg.replaces { // the interview stays a draft
			return r.pop()
		}
		return nil
	}
	if msg.reads {
		return r.push(guide.NewReading(r.env, r.wire.store, msg.begin, guide.Ways{Open: r.wire.attachment}))
	}
	if msg.replaces {
		r.take()
	}
	o := msg.begin.Opening
	return r.push(guide.New(r.env, r.wire.store, msg.begin, guide.Ways{
		Facts:  func(h guide.Handed) tea.Cmd { return nav.Replace(r.wire.facts(o, h.Session, h.Active)) },
		Tables: func() tea.Cmd { return nav.Push(r.wire.tables(o.Form)) },
		Open:   r.wire.attachment,
	}))
}

// facts makes the screen of a guide's facts again, at the first of them.
func (w *wire) facts(o store.Opening, ses *questionnaire.Session, active time.Duration) nav.Screen {
	at := questionnaire.Ref{}
	if route := ses.Route(); len(route) > 0 {
		at = route[0]
	}
	return interview.New(w.env, w.store, interview.Begin{Opening: o, Context: questionnaire.NewContext(o.Hall, o.Interviewer, w.env.Study, o.StartedAt),
		Resumed: true, Had: ses.Answers(), At: at, Active: active,
		Next: w.next(o.Form), Talk: w.talk(o)})
}

// talk is how an interview goes on where its facts end; nil for a form that is
// no guide.
func (w *wire) talk(o store.Opening) func(interview.Handed) tea.Cmd {
	if o.Form.Mode != questionnaire.Guide {
		return nil
	}
	return func(h interview.Handed) tea.Cmd {
		return w.toTalk(guide.Begin{Opening: o, Session: h.Session, Active: h.Active}, true)
	}
}

// talking tells whether a draft of a guide was left in its talk.
func talking(f *questionnaire.Form, at questionnaire.Ref) bool {
	if f.Mode != questionnaire.Guide {
		return false
	}
	if at.Item == talk.Own {
		return true
	}
	first := len(f.Questions)
	for _, t := range talk.Topics(f) {
		if t.Ref == at {
			return true
		}
		if t.Question != nil {
			first = min(first, f.Find(t.Question.Name))
		}
	}
	return f.Find(at.Item) >= first
}
