package settings

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/wrap"
)

// The settings in which the last choices are kept; home keeps them too.
const (
	SettingPerson = "person"
	SettingHall   = "hall"
)

// listFields is the one field of a page that reads a list of halls.
func listFields(env *nav.Env) []form.Field {
	x := &env.Texts.Settings
	return []form.Field{{Label: x.File, Hint: x.FileHint, Example: x.FileExample, Check: needText(x)}}
}

// faultLines are what is wrong, under a form.
func faultLines(t *theme.Theme, words []string, width int) []string {
	var out []string
	for _, w := range words {
		for i, row := range wrap.Lines(w, width-8) {
			mark := t.Signs.Cross
			if i > 0 {
				mark = " "
			}
			out = append(out, "    "+t.Bad.Render(mark+" "+row))
		}
	}
	return out
}

// page is a form that is filled in and kept as a whole.
type page struct {
	env    *nav.Env
	title  func() string
	fields func() []form.Field // words and what stands in them at first
	save   func(form.Model) tea.Cmd
	words  string // of what ends the form, "" = save
	form   form.Model
	busy   bool
	status string
	below  []string // faults under the form
	clash  int      // the field a taken value belongs to
}

// pageMsg says how keeping a page went; after it went well, then follows.
type pageMsg struct {
	page  *page
	err   error
	below []string // faults in a file
	then  tea.Cmd
}

func newPage(env *nav.Env, title func() string, fields func() []form.Field, save func(form.Model) tea.Cmd) *page {
	return &page{env: env, title: title, fields: fields, save: save, form: form.New(env.Theme, fields())}
}

func (p *page) Init() tea.Cmd { return nil }
func (p *page) Typing() bool  { return p.form.Typing() }
func (p *page) Settled() bool { return !p.busy }

func (p *page) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if nav.Is(msg, "esc") && !p.busy {
			return p, nav.Pop
		}
		if nav.Is(msg, "f2") && !p.busy {
			m, event := p.form.Finish()
			return p, p.after(m, event)
		}
		return p, p.fill(msg)
	case tea.PasteMsg:
		return p, p.fill(msg)
	case tea.MouseClickMsg:
		msg.X, msg.Y = msg.X-2, msg.Y-1
		return p, p.fill(msg)
	case tea.WindowSizeMsg:
		p.form.SetSize(msg.Width-4, msg.Height-1)
	case nav.EnvMsg:
		p.form.Reword(p.env.Theme, p.fields())
	case pageMsg:
		if msg.page == p {
			return p, p.kept(msg)
		}
	}
	return p, nil
}

func (p *page) fill(msg tea.Msg) tea.Cmd {
	if p.busy {
		return nil
	}
	m, event := p.form.Update(msg)
	return p.after(m, event)
}

// after takes the form's next state and does what it asks for.
func (p *page) after(m form.Model, event form.Event) tea.Cmd {
	p.form = m
	if event == form.Changed {
		p.status, p.below = "", nil
	}
	if event == form.Done {
		return p.keep()
	}
	return nil
}

// keep writes what was filled in.
func (p *page) keep() tea.Cmd {
	if p.env.ReadOnly {
		p.status = p.env.Texts.Settings.ReadOnly
		return nil
	}
	p.busy = true
	return p.save(p.form)
}

func (p *page) kept(msg pageMsg) tea.Cmd {
	p.busy = false
	p.below = msg.below
	switch {
	case msg.err != nil && isTaken(msg.err):
		p.form.Fault(p.clash, failure(p.env.Texts, msg.err))
	case msg.err != nil:
		p.status = failure(p.env.Texts, msg.err)
	case len(msg.below) == 0:
		return tea.Sequence(msg.then, nav.Changed, nav.Pop)
	}
	return nil
}

func (p *page) Draw(width, height int) nav.Frame {
	t, x, c := p.env.Theme, p.env.Texts.Settings, p.env.Texts.Common
	words := p.words
	if words == "" {
		words = x.KeySave
	}
	f := nav.Frame{Title: p.title(), Help: []key.Binding{nav.Bind("Enter", x.KeyNext, "enter"), nav.Bind("F2", words, "f2"),
		nav.Bind(t.Signs.Up+" "+t.Signs.Down, c.Move, "down"), nav.Bind("Esc", c.Back, "esc")}}
	body, cursor := p.form.Draw(t, width-4, height-1)
	lines := []string{""}
	for _, l := range strings.Split(body, "\n") {
		lines = append(lines, "  "+l)
	}
	if f.Cursor = cursor; cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, cursor.Y+1
	}
	f.Body = strings.Join(append(lines, faultLines(t, p.below, width)...), "\n")
	if p.status != "" {
		f.Status = t.Bad.Render(t.Signs.Cross + " " + p.status)
	}
	return f
}
