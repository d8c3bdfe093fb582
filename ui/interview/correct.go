package interview

import (
	"context"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
)

// Keeper keeps answers that were corrected, with the reason: all of them or,
// with an error, none.
type Keeper func(ctx context.Context, answers []questionnaire.Answer, reason string) error

// fix is the correction of an interview that has ended. Until it is kept
// nothing is written.
type fix struct {
	keep    Keeper
	before  map[questionnaire.Ref]questionnaire.Answer
	faults  map[questionnaire.Ref]bool // items that stood against finishing all along
	outcome questionnaire.Disposition  // what the answers made of it
	reason  *field                     // nil = not asked for yet
	held    *questionnaire.Answer      // may not stand, and has held back once who wanted to leave
	failed  error                      // why it was not kept
	writing bool
	over    bool // kept or thrown away
}

func (s *Screen) startFix(b Begin) {
	s.ending = b.Ended
	s.fix = &fix{keep: b.Correct, outcome: s.ses.Outcome(), before: map[questionnaire.Ref]questionnaire.Answer{}, faults: map[questionnaire.Ref]bool{}}
	for _, a := range s.ses.Answers() {
		s.fix.before[a.Ref] = a
	}
	for _, v := range s.ses.Faults() {
		s.fix.faults[v.Ref] = true
	}
}

// had is the answer before the correction.
func (f *fix) had(r questionnaire.Ref) questionnaire.Answer {
	if a, ok := f.before[r]; ok {
		return a
	}
	return questionnaire.Answer{Ref: r}
}

// locked tells whether the item is personal in a correction: what is personal
// is neither shown nor changed there.
func (s *Screen) locked(r questionnaire.Ref) bool {
	q := s.question(r)
	return s.fix != nil && q != nil && q.Personal
}

// stood tells whether an item's fault is none of the correction's doing, or
// cannot be seen to in it.
func (s *Screen) stood(r questionnaire.Ref, q *questionnaire.Question) bool {
	return s.fix != nil && (q.Personal || s.fix.faults[r] && s.ses.Answer(r).Same(s.fix.had(r)))
}

// corrected are the answers that are not what they were, in form order, with
// those that only leave the route or come back to it.
func (s *Screen) corrected() []questionnaire.Answer {
	var out []questionnaire.Answer
	for i := range s.ses.Form().Questions {
		q := &s.ses.Form().Questions[i]
		if a := s.ses.Answer(questionnaire.Ref{Item: q.Name}); !q.Personal && !a.Same(s.fix.had(a.Ref)) {
			out = append(out, a)
		}
	}
	return out
}

// edits are those of the answers that somebody changed; the others the form
// computes, or the route sets aside or takes back.
func (s *Screen) edits() (edits []questionnaire.Answer, asides int) {
	for _, a := range s.corrected() {
		old := s.fix.had(a.Ref)
		old.Aside = a.Aside
		switch {
		case !s.question(a.Ref).Kind.Asks():
		case old.Same(a):
			asides++
		default:
			edits = append(edits, a)
		}
	}
	return edits, asides
}

func (s *Screen) fixSettled() bool {
	f := s.fix
	if f.over {
		return true
	}
	for _, t := range s.typists() {
		if t != f.reason && t.changed() {
			return false
		}
	}
	return !f.writing && len(s.corrected()) == 0
}

// fixed takes a key that does nothing in a correction, or nothing on this item.
func (s *Screen) fixed(name string) bool {
	switch name {
	case "f10": // there is no customer to show a card to
		return true
	case "f2", "f3", "f4", "f5", "f6", "f8":
		if s.locked(s.ref) {
			s.quiet = s.env.Texts.Correct.NoKey
			return true
		}
	}
	return false
}

// openReason leaves a correction: by asking for the reason or, where nothing
// has changed, at once. What is typed and may not stand holds it back once;
// the second time it goes.
func (s *Screen) openReason() {
	s.view = asking
	s.closeNote()
	if s.ref != (questionnaire.Ref{}) && !s.mayLeave() {
		if s.tried == nil || s.fix.held == nil || !s.fix.held.Same(*s.tried) {
			s.fix.held = s.tried
			return
		}
		s.fix.held, s.tried, s.fields = nil, nil, nil
		s.lay()
		s.bad = s.fault(s.ref)
	}
	if len(s.corrected()) == 0 {
		s.overFix(nil)
		return
	}
	if s.fix.reason == nil {
		f := &field{remark: true}
		s.fix.reason = f
		f.opt = s.fieldOptions(f)
		f.ed = editor.New(f.opt)
		f.ed.SetSize(s.room(), 1)
		f.settle()
	}
	s.view, s.quiet, s.scroll = reasoning, "", 0
	s.focus()
}

// overFix leaves the screen, with whatever else is to be done.
func (s *Screen) overFix(also tea.Cmd) {
	s.fix.over = true
	s.queue.After(func() tea.Cmd { return tea.Batch(also, nav.Pop) })
}

// quitFix asks for the reason where the program is to end with a correction
// under way.
func (s *Screen) quitFix() tea.Cmd {
	if s.fix != nil && !s.fixSettled() && !s.fix.writing && s.view != reasoning {
		s.openReason()
	}
	return nil
}

func (s *Screen) reasonKey(name string, msg tea.KeyPressMsg) tea.Cmd {
	switch name {
	case "enter":
		return s.keepFix()
	case "esc":
		s.goOn()
	case "f8":
		s.askDrop()
	case "up", "down", "tab", "shift+tab":
	default:
		s.fix.failed = nil
		return s.edit(msg)
	}
	return nil
}

// askDrop asks before a correction is thrown away.
func (s *Screen) askDrop() {
	x := s.env.Texts.Correct
	edits, _ := s.edits()
	back := func(s *Screen) { s.view = reasoning; s.focus() }
	s.askNow(ask{title: fmt.Sprintf(x.DropTitle, len(edits)), notes: []string{x.DropNote}, esc: back, ways: []way{
		{x.DropNo, func(s *Screen) tea.Cmd { back(s); return nil }},
		{x.DropYes, func(s *Screen) tea.Cmd { s.overFix(nil); return nil }},
	}})
}

// keptMsg says how keeping a correction went.
type keptMsg struct {
	s   *Screen
	err error
}

// keepFix keeps the correction, unless its reason or an answer is wanting.
func (s *Screen) keepFix() tea.Cmd {
	reason := strings.TrimSpace(questionnaire.Clean(s.fix.reason.ed.Value()))
	if must := s.musts(); len(must) > 0 {
		s.jump(must[0].Ref, "")
		s.bad = &must[0]
		return nil
	}
	if reason == "" {
		s.quiet = s.env.Texts.Correct.NoReason
		return nil
	}
	if s.warnPhone(s.fix.reason, reason) {
		return nil
	}
	s.fix.writing, s.fix.failed, s.quiet = true, nil, ""
	keep, answers := s.fix.keep, s.corrected()
	return func() tea.Msg { return keptMsg{s, keep(context.Background(), answers, reason)} }
}

// musts are the faults that the correction has brought and that stand against
// keeping it.
func (s *Screen) musts() []questionnaire.Violation {
	var out []questionnaire.Violation
	for _, v := range s.ses.Faults() {
		if v.Rule != questionnaire.RuleExpression && !s.stood(v.Ref, s.question(v.Ref)) {
			out = append(out, v)
		}
	}
	return out
}

func (s *Screen) kept(msg keptMsg) tea.Cmd {
	if msg.s != s {
		return nil
	}
	s.fix.writing = false
	if s.fix.failed = msg.err; msg.err == nil {
		s.overFix(nav.Changed)
	}
	return nil
}

// leaves is what F9 does, in words.
func (s *Screen) leaves() string {
	switch {
	case s.fix == nil:
		return s.env.Texts.Interview.KeyLeave
	case s.fixSettled():
		return s.env.Texts.Correct.KeyReturn
	}
	return s.env.Texts.Correct.KeyDone
}

// resumes is what goes on with the interview or the correction, in words.
func (s *Screen) resumes() string {
	if s.fix != nil {
		return s.env.Texts.Correct.Resume
	}
	return s.env.Texts.Interview.LeaveResume
}

func (s *Screen) reasonKeys() []key.Binding {
	x := s.env.Texts.Correct
	return []key.Binding{nav.Bind("Enter", x.KeyKeep, "enter"), nav.Bind("Esc", x.Resume, "esc"), nav.Bind("F8", x.KeyDrop, "f8")}
}
