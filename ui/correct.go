package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/interview"
)

// correctMsg brings an interview that has ended, to be corrected, or why it
// cannot be.
type correctMsg struct {
	form     *questionnaire.Form
	response questionnaire.Response
	err      error
}

// correct reads an interview that has ended.
func (w *wire) correct(r store.Row) tea.Cmd {
	st := w.store
	return func() tea.Msg {
		ctx := context.Background()
		var msg correctMsg
		if msg.err = st.Correctable(ctx, r.ID); msg.err != nil {
			return msg
		}
		if msg.response, msg.err = st.Response(ctx, r.ID, true); msg.err == nil {
			msg.form, msg.err = st.FormByHash(ctx, msg.response.FormHash)
		}
		return msg
	}
}

// corrects shows an interview to be corrected by whoever works here now.
func (r *Root) corrects(msg correctMsg) tea.Cmd {
	if msg.err != nil {
		r.notice = r.env.Texts.Correct.Word(msg.err)
		return nil
	}
	a, st, who := msg.response, r.wire.store, r.env.Person.ID
	return r.push(interview.New(r.env, st, interview.Begin{
		Opening: store.Opening{ID: a.ID, Form: msg.form, Hall: a.Hall, Interviewer: a.Interviewer, Language: a.Language, Practice: a.Practice, StartedAt: a.StartedAt},
		Context: questionnaire.NewContext(a.Hall, a.Interviewer, r.env.Study, a.StartedAt),
		Had:     a.Answers,
		Ended:   a.Disposition,
		Correct: func(ctx context.Context, answers []questionnaire.Answer, reason string) error {
			return st.Correct(ctx, a.ID, answers, who, reason)
		},
	}))
}
