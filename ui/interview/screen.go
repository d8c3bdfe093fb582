// Package interview is the screen on which an interview is held: one question
// at a time, one key an answer, every answer on the disk before it is called
// saved.
package interview

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/saving"
	"tingfang/ui/theme"
	"tingfang/ui/widget/editor"
)

// Saver is where an interview is kept. Calls come one at a time and in order;
// one that fails has written nothing and is repeated.
type Saver interface {
	Save(ctx context.Context, c store.Change) error
	SaveTyping(ctx context.Context, o store.Opening, at questionnaire.Ref, t store.Typed) error
	Finish(ctx context.Context, id string, d questionnaire.Disposition, active time.Duration) error
	Withdraw(ctx context.Context, id string) error
}

// Begin is what an interview starts from, or is taken up from.
type Begin struct {
	Opening store.Opening
	Context questionnaire.Context
	// Resumed tells that the store has the interview; Had, At, Typed and Active
	// are then what it has of it.
	Resumed bool
	Had     []questionnaire.Answer
	At      questionnaire.Ref
	Typed   []store.Typed
	Active  time.Duration
	// Next opens the next interview at the same hall in the place of this one;
	// nil = not offered.
	Next func() tea.Cmd
	// Tables opens what was asked at the hall today, on top of this one; nil =
	// not offered.
	Tables func() tea.Cmd
	// Talk goes on with the talk of a guide, in the place of this screen, where
	// the route comes to its first topic; nil = every item is asked here.
	Talk func(Handed) tea.Cmd
	// Correct keeps answers that were changed and why; an interview that has
	// ended is corrected then, and nothing else is written. Nil = the interview
	// is being held. Ended is how it has ended.
	Correct Keeper
	Ended   questionnaire.Disposition
}

// view is which face of the screen is shown.
type view uint8

const (
	asking    view = iota // an item, or with the zero Ref the end of the route
	listing               // F7: the items
	leaving               // a question with numbered ways out
	carding               // F10: the card
	closed                // the interview has ended
	reasoning             // why an interview that has ended is corrected
)

// Screen is one interview under way.
type Screen struct {
	env   *nav.Env
	theme *theme.Theme // the fields were made with it
	saver Saver
	open  store.Opening
	next  func() tea.Cmd
	today func() tea.Cmd // the tables of today
	talk  func(Handed) tea.Cmd
	ses   *questionnaire.Session
	queue saving.Queue
	view  view

	created bool // the store has the interview, or soon will
	active  time.Duration
	touched time.Time // the last key

	item   // what is shown and tried on the item under the focus
	fields map[questionnaire.Ref]*field
	typed  map[questionnaire.Ref]store.Typed // text in progress of an earlier run, not yet in a field
	note   *field                            // the remark being written; nil = none
	ticks  bool                              // a save of the typing is due

	list   list
	ask    ask
	loose  []questionnaire.Ref       // items whose typing the next save ends
	handed bool                      // the interview is another screen's from now on
	ending questionnaire.Disposition // how it ends, or has ended
	fix    *fix                      // an interview that has ended is corrected; nil = one is held

	width, height int // of the body
}

// item is the state of the item under the focus; it starts anew at each.
type item struct {
	ref    questionnaire.Ref
	mark   int                      // the option under the cursor; -1 = none
	digits string                   // keyed so far of a longer code
	tried  *questionnaire.Answer    // shown, but not accepted
	bad    *questionnaire.Violation // why not
	quiet  string                   // a word about the last key
	scroll int                      // rows the wheel has moved
	filter *editor.Model            // of a long list; nil = none
}

// New makes the screen of an interview. Nothing is written before the first
// key, but for an interview taken up again, which notes that it was.
func New(env *nav.Env, saver Saver, b Begin) nav.Screen {
	s := &Screen{env: env, theme: env.Theme, saver: saver, open: b.Opening, next: b.Next, today: b.Tables, talk: b.Talk, created: b.Resumed, active: b.Active, touched: env.Now(),
		ses: questionnaire.Begin(b.Opening.Form, b.Context, b.Had), typed: map[questionnaire.Ref]store.Typed{}}
	s.ses.SetLang(env.Lang)
	for _, t := range b.Typed {
		s.typed[t.Ref] = t
	}
	if b.Correct != nil {
		s.startFix(b)
	}
	if b.Resumed {
		s.goTo(b.At)
	}
	s.arrive()
	return s
}

// goTo stands at an item, or at the first open one where the form or the route
// no longer has it.
func (s *Screen) goTo(r questionnaire.Ref) {
	if s.ses.Jump(r) {
		return
	}
	for _, open := range s.ses.Open() {
		if s.ses.Jump(open) {
			return
		}
	}
}

// Init notes that an interview was taken up again.
func (s *Screen) Init() tea.Cmd {
	if !s.created {
		return nil
	}
	s.save("resume")
	return s.queue.Start(s.env.Now)
}

// Settled tells whether every key is on the disk, and whether no correction
// waits for its reason.
func (s *Screen) Settled() bool {
	if s.fix != nil {
		return s.fixSettled()
	}
	return s.queue.Settled() && !s.dirty()
}

// Typing tells whether letters and digits are text now.
func (s *Screen) Typing() bool {
	return s.view == reasoning || s.view == asking && s.editor() != nil
}

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	s.follow()
	return s, tea.Batch(s.handle(msg), s.queue.Start(s.env.Now), s.queue.Tell(s.Settled()))
}

func (s *Screen) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
	case tea.KeyPressMsg:
		s.touch()
		return tea.Batch(s.queue.Retry(s.env.Now), s.key(msg))
	case tea.PasteMsg:
		s.touch()
		if s.Typing() {
			return s.edit(msg)
		}
	case tea.MouseClickMsg:
		s.touch()
		return s.click(msg)
	case tea.MouseMotionMsg, tea.MouseReleaseMsg:
		return nil
	case tea.MouseWheelMsg:
		s.wheel(msg)
	case nav.QuitMsg:
		return s.quitFix()
	case keptMsg:
		return s.kept(msg)
	case saving.Msg:
		return s.queue.Take(msg)
	case typingMsg:
		if msg.s == s {
			s.ticks = false
			s.saveTyping()
		}
	}
	return nil
}

// follow speaks the interface's language and wears its theme.
func (s *Screen) follow() {
	if s.theme != s.env.Theme {
		s.theme = s.env.Theme
		s.rebuild()
	}
	if s.ses.Lang() == s.env.Lang {
		return
	}
	s.ses.SetLang(s.env.Lang)
	s.quiet = ""
	s.sayAgain()
	if s.created {
		s.save("lang")
	} else {
		s.open.Language = s.env.Lang
	}
}

// idle is the longest gap between two keys that counts as time spent: longer
// ones are pauses, such as a closed lid.
const idle = 5 * time.Minute

// touch counts the time since the last key, until the interview ends.
func (s *Screen) touch() {
	now := s.env.Now()
	if s.ending != "" {
		return
	}
	s.active += min(max(now.Sub(s.touched), 0), idle)
	s.touched = now
}
