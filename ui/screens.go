package ui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/callbacks"
	"tingfang/ui/conflicts"
	"tingfang/ui/exports"
	"tingfang/ui/guide"
	"tingfang/ui/home"
	"tingfang/ui/imports"
	"tingfang/ui/interview"
	"tingfang/ui/nav"
	"tingfang/ui/notes"
	"tingfang/ui/records"
	"tingfang/ui/settings"
	"tingfang/ui/sync"
	"tingfang/ui/tables"
)

// opened takes up what stood in the store and shows the first screen.
func (r *Root) opened(msg openedMsg) tea.Cmd {
	if msg.err != nil {
		r.ended = msg.err
		return tea.Quit
	}
	r.wire.take(msg)
	if msg.lang != "" && r.wire.o.Lang == "" {
		r.speak(msg.lang)
	}
	r.wire.chrome = msg.chrome
	if r.wire.o.Getenv("TINGFANG_CHROME") == "" {
		r.look.ASCII = ascii(msg.chrome, r.look.ASCII)
		r.paint()
	}
	if holder := msg.store.Holder(); msg.store.ReadOnly() && holder != "" {
		r.notice = fmt.Sprintf(r.env.Texts.Home.Holder, holder)
	}
	return tea.Batch(r.first(msg), r.wire.announce())
}

// first shows the first start where nobody or no hall is known, home
// otherwise, or the interview that was asked for.
func (r *Root) first(msg openedMsg) tea.Cmd {
	if d := r.wire.o.Direct; d != nil {
		return r.direct(d)
	}
	if msg.person.ID == "" || msg.hall.ID == "" {
		return r.push(settings.NewSetup(r.env, msg.store, func() tea.Cmd { return nav.Replace(r.wire.home()) }))
	}
	return r.push(r.wire.home())
}

// direct goes straight to a new interview; home lies below it. A copy that
// only reads stays at home and says why.
func (r *Root) direct(d *Direct) tea.Cmd {
	r.env.Hall, r.env.Person = d.Hall, d.Person
	below := r.push(r.wire.home())
	if r.env.ReadOnly {
		r.notice = r.env.Texts.Home.ReadOnly
		return below
	}
	for _, f := range r.wire.forms {
		if f.ID == d.FormID {
			return tea.Batch(below, r.push(r.wire.interview(f)))
		}
	}
	r.notice = r.env.Texts.Home.NoForms
	return below
}

// home makes home.
func (w *wire) home() nav.Screen {
	return home.New(w.env, w.store, w.forms, home.Ways{
		Begin: func(f *questionnaire.Form) tea.Cmd {
			w.prefer(f)
			return nav.Push(w.interview(f))
		},
		Resume:   w.resume,
		Records:  func() tea.Cmd { return nav.Push(records.New(w.env, w.store, w.records())) },
		Tables:   func(f *questionnaire.Form) tea.Cmd { return nav.Push(w.tables(f)) },
		Export:   func() tea.Cmd { return nav.Push(exports.New(w.env, w.store, w.forms, w.o.Folder)) },
		Sync:     func() tea.Cmd { return nav.Push(w.sync()) },
		Settings: func() tea.Cmd { return nav.Push(w.settings()) },
		Notes:    w.notes,
		CallBacks: func(f *questionnaire.Form) tea.Cmd {
			return nav.Push(callbacks.New(w.env, w.store, f, callbacks.Ways{Resume: w.resume,
				Begin: func(customer store.Row) tea.Cmd { return nav.Push(w.following(f, customer.ID)) },
				Read:  func(r store.Row) tea.Cmd { return nav.Push(records.NewPage(w.env, w.store, w.records(), r)) }}))
		},
	})
}

// records are the ways on from the list of interviews.
func (w *wire) records() records.Ways {
	return records.Ways{Resume: w.resume, Correct: w.correct, Talk: func(id string) tea.Cmd { return w.readTalk(id, "") }}
}

// notes shows what was noted in all interviews of the first guide.
func (w *wire) notes() tea.Cmd {
	for _, f := range w.forms {
		if f.Mode == questionnaire.Guide {
			return nav.Push(notes.New(w.env, w.store, f, notes.Ways{Read: w.readTalk}))
		}
	}
	return nil
}

// tables makes the tables of a form; what they are counted from is read once
// and kept.
func (w *wire) tables(f *questionnaire.Form) *tables.Screen {
	src := w.counts[f.ID]
	if src == nil {
		src = tables.NewSource(w.store, f)
		if w.counts == nil {
			w.counts = map[string]*tables.Source{}
		}
		w.counts[f.ID] = src
	}
	return tables.New(w.env, src, tables.Ways{Interviews: func(title string, keys []int64) tea.Cmd {
		return nav.Push(records.NewChosen(w.env, w.store, w.records(), title, keys))
	}, Forms: w.forms, Form: func(f *questionnaire.Form) tea.Cmd { return nav.Replace(w.tables(f)) }}, w.o.Folder)
}

// todayHere are the tables of what was asked today at the hall of the moment.
func (w *wire) todayHere(f *questionnaire.Form) tea.Cmd {
	return nav.Push(w.tables(f).Today(w.env.Hall))
}

// prefer puts a form first: the one begun last.
func (w *wire) prefer(f *questionnaire.Form) {
	forms := []*questionnaire.Form{f}
	for _, other := range w.forms {
		if other != f {
			forms = append(forms, other)
		}
	}
	w.forms = forms
}

func (w *wire) settings() nav.Screen {
	return settings.New(w.env, w.store, settings.Options{Version: w.o.Version, Chrome: w.chrome, SetChrome: w.setChrome,
		Import: func() tea.Cmd { return nav.Push(imports.New(w.env, w.store, w.forms)) }})
}

// sync makes the exchange with other laptops. Targets count the questionnaire
// that comes first.
func (w *wire) sync() nav.Screen {
	ways := sync.Ways{Folder: w.o.Folder} // Conflicts: nil as long as there is no screen for them
	for _, f := range w.forms {
		if f.Mode == questionnaire.Survey && ways.Form == "" {
			ways.Form = f.ID
		}
	}
	ways.Conflicts = func() nav.Screen { return conflicts.New(w.env, w.store) }
	return sync.New(w.env, w.store, ways)
}

// setChrome changes the signs and keeps the wish for the next start.
func (w *wire) setChrome(wish string) tea.Cmd {
	w.chrome = wish
	needed := look(w.o.Getenv).ASCII
	return tea.Batch(func() tea.Msg { return chromeMsg(ascii(wish, needed)) }, w.keep(settingChrome, wish))
}

// interview makes the screen of a new interview at the hall, by the person of
// the moment.
func (w *wire) interview(f *questionnaire.Form) nav.Screen { return w.following(f, "") }

// next is the way from the end of an interview to the next one; nil for a call,
// which begins from the list of those to be called.
func (w *wire) next(f *questionnaire.Form) func() tea.Cmd {
	if f.Mode == questionnaire.Phone {
		return nil
	}
	return func() tea.Cmd { return nav.Replace(w.interview(f)) }
}

// following makes the screen of a new interview that calls another one back.
func (w *wire) following(f *questionnaire.Form, follows string) nav.Screen {
	e := w.env
	kind := questionnaire.Real
	if e.Practice {
		kind = questionnaire.Practised
	}
	now := e.Now()
	o := store.Opening{ID: e.NewID(), Form: f, Hall: e.Hall, Interviewer: e.Person, Language: e.Lang, Practice: kind, StartedAt: now, Follows: follows}
	return interview.New(e, w.store, interview.Begin{
		Opening: o,
		Talk:    w.talk(o),
		Context: questionnaire.NewContext(e.Hall, e.Person, e.Study, now),
		Next:    w.next(f),
		Tables:  func() tea.Cmd { return w.todayHere(f) },
	})
}

// resumedMsg brings a draft as the store has it.
type resumedMsg struct {
	form     *questionnaire.Form
	response questionnaire.Response
	typed    []store.Typed
	err      error
}

// errReadOnly says that nothing can be begun or taken up here.
var errReadOnly = errors.New("read only")

// resume reads a draft, to take it up where it was left.
func (w *wire) resume(draft store.Row) tea.Cmd {
	if w.env.ReadOnly {
		return func() tea.Msg { return resumedMsg{err: errReadOnly} }
	}
	st := w.store
	return func() tea.Msg {
		ctx := context.Background()
		var msg resumedMsg
		if msg.response, msg.err = st.Response(ctx, draft.ID, true); msg.err != nil {
			return msg
		}
		if msg.typed, msg.err = st.Typing(ctx, draft.ID); msg.err != nil {
			return msg
		}
		msg.form, msg.err = st.FormByHash(ctx, msg.response.FormHash)
		return msg
	}
}

// resumed shows a draft that was read.
func (r *Root) resumed(msg resumedMsg) tea.Cmd {
	switch {
	case errors.Is(msg.err, errReadOnly):
		r.notice = r.env.Texts.Home.ReadOnly
		return nil
	case msg.err != nil:
		r.fail(msg.err)
		return nil
	}
	w, a := r.wire, msg.response
	o := store.Opening{ID: a.ID, Form: msg.form, Hall: a.Hall, Interviewer: a.Interviewer, Language: a.Language, Practice: a.Practice,
		StartedAt: a.StartedAt, Follows: a.Follows}
	known := questionnaire.NewContext(a.Hall, a.Interviewer, r.env.Study, a.StartedAt)
	if talking(msg.form, a.At) {
		return w.toTalk(guide.Begin{Opening: o, Session: questionnaire.Begin(msg.form, known, a.Answers), At: a.At, Active: a.Active, Resumed: true}, false)
	}
	return r.push(interview.New(r.env, w.store, interview.Begin{
		Opening: o,
		Talk:    w.talk(o),
		Context: known,
		Resumed: true, Had: a.Answers, At: a.At, Typed: msg.typed, Active: a.Active,
		Next:   w.next(msg.form),
		Tables: func() tea.Cmd { return w.todayHere(msg.form) },
	}))
}
