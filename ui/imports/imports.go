// Package imports is the screen that takes interviews in from a file: which
// file; what it would bring, or what is wrong with it; and what it brought.
package imports

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
	"tingfang/ui/importing"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
)

// phase is what the screen is at.
type phase uint8

const (
	choosing  phase = iota
	checking        // reads the file and keeps nothing
	previewed       // shows what it would bring
	offering        // shows in which encoding the file may be
	faulty          // shows what is wrong with it
	writing
	written
)

// Screen is the import. Make it with New.
type Screen struct {
	env    *nav.Env
	store  importing.Target
	forms  []*questionnaire.Form
	chosen int // index of the form
	onForm bool
	path   editor.Model

	width, height int // of the body, in cells
	phase         phase
	fault         string // why it went no further; "" = nothing wrong
	encoding      string // the file is read so; "" = told apart by its bytes
	offered       string // the encoding it may be in
	result        importing.Result
	faults        *exchange.FaultsError
	scroll        int // first line of the faults that is shown

	run        int // number of the newest reading
	read, size int64
	cancel     context.CancelFunc
}

// New makes the screen. forms are those a file can belong to, the likeliest
// first.
func New(env *nav.Env, st importing.Target, forms []*questionnaire.Form) *Screen {
	s := &Screen{env: env, store: st, forms: forms}
	s.restyle()
	return s
}

// Init does nothing.
func (s *Screen) Init() tea.Cmd { return nil }

// barred reports that nothing can be imported here at all.
func (s *Screen) barred() bool { return s.env.ReadOnly || len(s.forms) == 0 }

// Typing reports that the path is being typed.
func (s *Screen) Typing() bool { return s.phase == choosing && !s.onForm && !s.barred() }

// Settled reports that no file is being read.
func (s *Screen) Settled() bool { return !s.busy() }

func (s *Screen) busy() bool { return s.phase == checking || s.phase == writing }

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
		s.scrollBy(0)
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.PasteMsg:
		s.paste(msg)
	case tea.MouseClickMsg:
		s.click(msg)
	case tea.MouseWheelMsg:
		s.wheel(msg)
	case nav.EnvMsg:
		s.restyle()
		s.scrollBy(0)
	case progressMsg:
		if msg.run == s.run && s.busy() {
			s.read, s.size = msg.read, msg.size
		}
		return s, msg.next
	case finishedMsg:
		return s, s.finish(msg)
	}
	return s, nil
}

func (s *Screen) restyle() {
	t, text, caret := s.env.Theme, s.path.Value(), s.path.Caret()
	s.path = editor.New(editor.Options{OneLine: true, Limit: 1000, Placeholder: s.env.Texts.Imports.Example,
		Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
	s.path.SetValue(text)
	s.path.SetCaret(caret)
	s.path.Focus()
}
