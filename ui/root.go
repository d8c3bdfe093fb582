// Package ui is the program's screen: one root that holds a stack of screens,
// draws what frames them (header, banner, status, keys), and does what is the
// same on all of them (help, menu, language, leaving).
package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
)

// The smallest window in which screens are drawn, in cells.
const minWidth, minHeight = 60, 20

// Root is the model Bubble Tea runs.
type Root struct {
	env     *nav.Env
	look    theme.Look
	begin   tea.Cmd // opens the store; its message brings the first screen
	stack   []nav.Screen
	parting []nav.Screen // off the stack, still writing
	over    overlay      // help or menu over the top screen; nil = none
	wire    *wire

	width, height int // of the window; zero until it is known
	told          tea.WindowSizeMsg

	notice  string // what went wrong, until the next key
	leaving bool   // quitting as soon as every screen is settled
	ended   error  // why the program ended, where it was not the interviewer's wish
}

// newRoot makes the root with an empty stack; begin brings the first screen.
func newRoot(w *wire, look theme.Look, begin tea.Cmd) *Root {
	r := &Root{wire: w, env: w.env, look: look, begin: begin}
	r.paint()
	r.speak(w.env.Lang)
	return r
}

// paint makes the theme anew for what the terminal can show.
func (r *Root) paint() { r.env.Theme = theme.New(r.look) }

// speak changes the language of the interface.
func (r *Root) speak(l questionnaire.Lang) { r.env.Lang, r.env.Texts = l, lang.Of(l) }

// Init asks for the colour of the background and opens the store.
func (r *Root) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, r.begin) }

// Update takes one message to where it belongs.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := r.handle(msg)
	return r, tea.Batch(cmd, r.tellSize(), r.leaveWhenSettled())
}

func (r *Root) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.width, r.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		r.look.Dark = msg.IsDark()
		r.paint()
		return r.all(nav.EnvMsg{Change: func(*nav.Env) {}})
	case tea.KeyPressMsg:
		return r.key(msg)
	case tea.PasteMsg:
		return r.paste(msg)
	case tea.MouseMsg:
		return r.mouse(msg)
	case tea.KeyReleaseMsg, tea.PasteStartMsg, tea.PasteEndMsg:
		return r.top(msg)
	case nav.PushMsg:
		return r.push(msg.Screen)
	case nav.PopMsg:
		return r.pop()
	case nav.ReplaceMsg:
		r.take()
		return r.push(msg.Screen)
	case nav.QuitMsg:
		return r.leave(nil)
	case nav.EnvMsg:
		return r.change(msg)
	case nav.ChangedMsg:
		r.env.Demo = r.wire.demo()
		return r.all(msg)
	case nav.LangMsg:
		return r.switchLang()
	case openedMsg:
		return r.opened(msg)
	case resumedMsg:
		return r.resumed(msg)
	case correctMsg:
		return r.corrects(msg)
	case talkMsg:
		return r.talked(msg)
	case keptMsg:
		r.fail(msg.err)
	case chromeMsg:
		r.look.ASCII = bool(msg)
		r.paint()
		return r.all(nav.EnvMsg{Change: func(*nav.Env) {}})
	case hangupMsg:
		return r.leave(msg.err)
	case graceMsg:
		return tea.Quit
	default:
		return r.all(msg)
	}
	return nil
}

// fail shows an error on the status line; nil shows nothing.
func (r *Root) fail(err error) {
	if err != nil {
		r.notice = fmt.Sprintf(r.env.Texts.Common.Error, err)
	}
}

// change does what a screen asks of the shared values, then lets every screen
// redraw the texts it keeps.
func (r *Root) change(msg nav.EnvMsg) tea.Cmd {
	lang, person := r.env.Lang, r.env.Person
	msg.Change(r.env)
	if r.env.Lang != lang {
		r.speak(r.env.Lang)
	}
	if r.env.Person != person {
		return tea.Batch(r.all(msg), r.wire.announce())
	}
	return r.all(msg)
}

// switchLang goes to the other language and keeps it for the next start.
func (r *Root) switchLang() tea.Cmd {
	other := questionnaire.EN
	if r.env.Lang == questionnaire.EN {
		other = questionnaire.ZH
	}
	r.over = nil
	return tea.Batch(r.change(nav.EnvMsg{Change: func(e *nav.Env) { e.Lang = other }}), r.wire.keep("lang", string(other)))
}

// all sends a message to every screen, those still writing among them.
func (r *Root) all(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for i := range r.stack {
		var cmd tea.Cmd
		r.stack[i], cmd = r.stack[i].Update(msg)
		cmds = append(cmds, cmd)
	}
	still := r.parting[:0]
	for _, s := range r.parting {
		s, cmd := s.Update(msg)
		cmds = append(cmds, cmd)
		if !settled(s) {
			still = append(still, s)
		}
	}
	r.parting = still
	return tea.Batch(cmds...)
}

// top sends a message to the top screen only.
func (r *Root) top(msg tea.Msg) tea.Cmd {
	if len(r.stack) == 0 {
		return nil
	}
	var cmd tea.Cmd
	at := len(r.stack) - 1
	r.stack[at], cmd = r.stack[at].Update(msg)
	return cmd
}

func (r *Root) push(s nav.Screen) tea.Cmd {
	r.over = nil
	r.stack = append(r.stack, s)
	size := r.bodySize()
	return tea.Batch(s.Init(), r.top(size), r.top(nav.ShownMsg{}))
}

// pop takes the top screen off; the last one stays.
func (r *Root) pop() tea.Cmd {
	if len(r.stack) < 2 {
		return nil
	}
	r.take()
	return r.top(nav.ShownMsg{})
}

// take removes the top screen. One that still writes goes on getting messages
// until it is settled.
func (r *Root) take() {
	r.over = nil
	if len(r.stack) == 0 {
		return
	}
	at := len(r.stack) - 1
	if s := r.stack[at]; !settled(s) {
		r.parting = append(r.parting, s)
	}
	r.stack = r.stack[:at]
}

// tellSize tells the screens the size of the body whenever it has changed.
func (r *Root) tellSize() tea.Cmd {
	size := r.bodySize()
	if size == r.told {
		return nil
	}
	r.told = size
	return r.all(size)
}
