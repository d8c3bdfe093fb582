// Package guide is the screen on which the talk of a guide interview is held:
// the topics at the left, what is asked, and the notes always ready to type,
// with the eyes on the person. Its second screen reads such an interview.
package guide

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/saving"
	"tingfang/ui/theme"
	"tingfang/ui/widget/editor"
)

// Store is where an interview is kept. Writes come one at a time and in order;
// one that fails has written nothing and is repeated.
type Store interface {
	Save(ctx context.Context, c store.Change) error
	SaveTalk(ctx context.Context, o store.Opening, c talk.Change) error
	Finish(ctx context.Context, id string, d questionnaire.Disposition, active time.Duration) error
	Withdraw(ctx context.Context, id string) error
	SaveTag(ctx context.Context, t talk.Tag) (talk.Tag, error)
	Attach(ctx context.Context, o store.Opening, path, caption string, topic questionnaire.Ref) (a talk.Attachment, cleaned bool, err error)
}

// Begin is what a talk starts from, or is taken up from.
type Begin struct {
	Opening store.Opening
	Session *questionnaire.Session // the facts are recorded, and saved
	Talk    talk.Record
	At      questionnaire.Ref // the topic to stand at; the first one where it is none
	Note    string            // the note to stand at; "" = behind the last one
	Active  time.Duration
	Tags    []talk.Tag
	Resumed bool // it is taken up after a pause
}

// Handed is an interview given back to the screen of the facts. Everything in
// it is on the disk.
type Handed struct {
	Session *questionnaire.Session
	Active  time.Duration
}

// Ways are the ways from here.
type Ways struct {
	Facts  func(Handed) tea.Cmd          // back to the facts, in the place of this screen; nil = not offered
	Tables func() tea.Cmd                // after the end: the tables of all such interviews; nil = not offered
	Open   func(talk.Attachment) tea.Cmd // shows it with the system's viewer; nil = not offered
}

// Screen is one talk under way.
type Screen struct {
	env   *nav.Env
	theme *theme.Theme // the fields were made with it
	st    Store
	open  store.Opening
	ses   *questionnaire.Session
	ways  Ways
	clock clock
	save  save

	doc      *talk.Doc
	own      []talk.OwnTopic // those that are gone too
	follow   []talk.FollowUp
	attached []talk.Attachment
	tags     []talk.Tag

	topics []topic
	at     int // the topic in hand
	hand   hand
	panel  panel // over the notes; nil = the notes have the keys
	quiet  string
	loud   bool // quiet is about something that went wrong

	ending questionnaire.Disposition

	width, height int // of the body
}

// panel is what has the keys instead of the notes.
type panel interface {
	key(s *Screen, msg tea.KeyPressMsg) tea.Cmd
	paste(s *Screen, msg tea.PasteMsg) tea.Cmd
	mouse(s *Screen, msg tea.Msg) tea.Cmd // in the panel's own cells
	draw(s *Screen, width, height int) ([]string, *tea.Cursor)
	keys(s *Screen) []binding
	typing() bool
	whole() bool // it takes the place of the topics too
}

// New makes the screen of a talk.
func New(env *nav.Env, st Store, b Begin, w Ways) *Screen {
	s := &Screen{env: env, theme: env.Theme, st: st, open: b.Opening, ses: b.Session, ways: w, doc: talk.NewDoc(b.Talk.Notes),
		own: b.Talk.Topics, follow: b.Talk.FollowUps, attached: b.Talk.Attachments, tags: b.Tags}
	s.ses.SetLang(env.Lang)
	s.clock.start(env.Now(), b.Active, b.Talk.Visits)
	s.save.resumed = b.Resumed
	s.listTopics()
	s.stand(b.At, b.Note)
	return s
}

// stand puts the caret into a note, or behind the last one of a topic.
func (s *Screen) stand(at questionnaire.Ref, note string) {
	if n, ok := s.doc.Note(note); ok {
		at = n.Topic
	}
	s.at = max(s.find(at), 0)
	if s.clock.enter(s.topic().Ref, s.env.Now()); s.standsIn(note) {
		s.openNote(note, -1)
		return
	}
	s.openFresh("")
}

func (s *Screen) standsIn(note string) bool { _, ok := s.doc.Note(note); return ok }

// Init starts the clock, and notes that a talk was taken up again.
func (s *Screen) Init() tea.Cmd {
	if s.save.resumed {
		s.put("resume")
	}
	return tea.Batch(s.save.queue.Start(s.env.Now), s.tick())
}

// Settled tells whether every key is on the disk.
func (s *Screen) Settled() bool { return s.save.queue.Settled() && !s.dirty() }

// Typing tells whether letters and digits are text now.
func (s *Screen) Typing() bool { return s.panel == nil || s.panel.typing() }

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	s.followEnv()
	return s, tea.Batch(s.handle(msg), s.save.queue.Start(s.env.Now), s.save.queue.Tell(s.Settled()))
}

func (s *Screen) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
		s.measure()
	case tea.KeyPressMsg:
		s.clock.touch(s.env.Now(), true)
		return tea.Batch(s.save.queue.Retry(s.env.Now), s.key(msg))
	case tea.PasteMsg:
		s.clock.touch(s.env.Now(), true)
		return s.paste(msg)
	case tea.MouseMsg:
		return s.mouse(msg)
	case saving.Msg:
		return s.save.queue.Take(msg)
	case saveMsg:
		if msg.s == s {
			s.save.due = false
			s.saveTalk()
		}
	case clockMsg:
		if msg.s == s {
			return s.ticked()
		}
	case attachedMsg:
		if msg.s == s {
			s.attachDone(msg)
		}
	case taggedMsg:
		if msg.s == s {
			return s.tagged(msg)
		}
	}
	return nil
}

// followEnv speaks the interface's language and wears its theme.
func (s *Screen) followEnv() {
	if s.theme != s.env.Theme {
		s.theme = s.env.Theme
		s.hand.ed.SetStyles(s.styles())
	}
	if s.ses.Lang() != s.env.Lang {
		s.ses.SetLang(s.env.Lang)
		s.quiet = ""
		s.listTopics()
		s.put("lang")
	}
}

// styles are the looks of the fields.
func (s *Screen) styles() editor.Styles {
	return editor.Styles{Text: s.env.Theme.Text, Selection: s.env.Theme.Select, Placeholder: s.env.Theme.Dim}
}

// say tells what the last key did.
func (s *Screen) say(sentence string) { s.quiet, s.loud = sentence, false }

// warn tells what the last key could not do.
func (s *Screen) warn(sentence string) { s.quiet, s.loud = sentence, true }
