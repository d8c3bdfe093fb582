package settings

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
)

// roll is a list of people or halls: change, add, retire.
type roll struct {
	env    *nav.Env
	title  func() string
	empty  func() string                      // what to do where there is none
	load   func() ([]entry, error)            // run as a command
	items  func(all []entry) []pick.Item      // in the words of the moment
	edit   func(e entry) nav.Screen           // of the zero entry: add
	retire func(e entry) (entry, error)       // run as a command: retires, or restores
	inUse  func(e entry) bool                 // such a one cannot be retired
	more   func(r *roll) ([]key.Binding, ask) // further keys; nil = none
	remove func() string                      // the word for what retire does; nil = retire or restore
	act    func() (key.Binding, func() error) // one more thing to do, run as a command; nil = none

	all    []entry
	loaded bool
	list   pick.Model
	reads  int
	rows   int
	busy   bool
	status string
	bad    bool
}

// ask is what a further key leads to: a screen, nil for none.
type ask func(pressed string) nav.Screen

// entry is one line of a roll: any of its kinds.
type entry struct {
	id      string
	retired bool
	value   any // questionnaire.Person or questionnaire.Hall
}

type rollMsg struct {
	roll *roll
	read int
	all  []entry
	err  error
}

type retiredMsg struct {
	roll *roll
	err  error
}

func (r *roll) Init() tea.Cmd { return nil }
func (r *roll) Typing() bool  { return r.list.Searching() }
func (r *roll) Settled() bool { return !r.busy }

func (r *roll) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return r, r.key(msg)
	case tea.MouseClickMsg:
		msg.Y -= rollTop
		return r, r.choose(msg)
	case tea.MouseWheelMsg:
		return r, r.choose(msg)
	case tea.WindowSizeMsg:
		r.rows = msg.Height - rollTop
		r.list.SetHeight(r.rows)
	case nav.ShownMsg, nav.ChangedMsg:
		return r, r.read()
	case nav.EnvMsg:
		r.list.Set(r.items(r.all))
	case rollMsg:
		if msg.roll == r && msg.read == r.reads {
			r.take(msg)
		}
	case retiredMsg:
		if msg.roll == r {
			r.busy = false
			if msg.err != nil {
				r.warn(failure(r.env.Texts, msg.err))
				return r, nil
			}
			return r, nav.Changed
		}
	}
	return r, nil
}

func (r *roll) read() tea.Cmd {
	r.reads++
	read := r.reads
	return func() tea.Msg {
		all, err := r.load()
		return rollMsg{r, read, all, err}
	}
}

func (r *roll) take(msg rollMsg) {
	if msg.err != nil {
		r.warn(failure(r.env.Texts, msg.err))
		return
	}
	r.all, r.loaded = msg.all, true
	r.list.Set(r.items(r.all))
	r.list.SetHeight(r.rows)
}

func (r *roll) warn(text string) { r.status, r.bad = text, true }

func (r *roll) key(msg tea.KeyPressMsg) tea.Cmd {
	r.status, r.bad = "", false
	switch {
	case r.busy:
		return nil
	case nav.Is(msg, "esc"):
		return nav.Pop
	case nav.Is(msg, "f2"):
		return nav.Push(r.edit(entry{}))
	case nav.Is(msg, "f3"):
		return r.toggle()
	}
	if r.act != nil {
		if b, do := r.act(); nav.Is(msg, b.Keys()...) {
			return r.run(do)
		}
	}
	if r.more != nil {
		if _, lead := r.more(r); lead != nil {
			if s := lead(nav.Plain(msg)); s != nil {
				return nav.Push(s)
			}
		}
	}
	return r.choose(msg)
}

func (r *roll) choose(msg tea.Msg) tea.Cmd {
	var n int
	if r.list, n = r.list.Update(msg); n >= 0 {
		return nav.Push(r.edit(r.all[n]))
	}
	return nil
}

// toggle retires the one in focus, or takes it back into service.
func (r *roll) toggle() tea.Cmd {
	n := r.list.At()
	x := r.env.Texts.Settings
	switch {
	case n < 0:
		return nil
	case r.env.ReadOnly:
		r.warn(x.ReadOnly)
		return nil
	case r.inUse(r.all[n]):
		r.warn(x.CannotRetire)
		return nil
	}
	e := r.all[n]
	return r.run(func() error {
		_, err := r.retire(e)
		return err
	})
}

// run does something to the store, where it may be written.
func (r *roll) run(do func() error) tea.Cmd {
	if r.env.ReadOnly {
		r.warn(r.env.Texts.Settings.ReadOnly)
		return nil
	}
	r.busy = true
	return func() tea.Msg { return retiredMsg{r, do()} }
}

// rollTop is the line on which the list begins.
const rollTop = 1

func (r *roll) Draw(width, height int) nav.Frame {
	t, x, c := r.env.Theme, r.env.Texts.Settings, r.env.Texts.Common
	retire := x.KeyRetire
	if r.remove != nil {
		retire = r.remove()
	}
	f := nav.Frame{Title: r.title(), Status: r.status, Help: []key.Binding{nav.Bind("Enter", x.KeyEdit, "enter"), nav.Bind("F2", x.KeyAdd, "f2"),
		nav.Bind("F3", retire, "f3")}}
	if r.act != nil {
		b, _ := r.act()
		f.Help = append(f.Help, b)
	}
	if r.bad {
		f.Status = t.Warn.Render(t.Signs.Attend + " " + r.status)
	}
	if r.more != nil {
		keys, _ := r.more(r)
		f.Help = append(f.Help, keys...)
	}
	f.Help = append(f.Help, nav.Bind("Esc", c.Back, "esc"))
	if r.loaded && len(r.all) == 0 {
		f.Body = "\n   " + r.empty()
		return f
	}
	body, cursor := r.list.Draw(t, c.Search, width-4, height-rollTop)
	if f.Cursor = cursor; cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, cursor.Y+rollTop
	}
	f.Body = "\n" + indent(body)
	return f
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }
