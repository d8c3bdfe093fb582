package sync

import (
	"context"
	"errors"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/widget/form"
)

// naming is the page that gives this laptop another name.
type naming struct {
	env   *nav.Env
	store Store
	form  form.Model
	job   job[string]
}

func newNaming(env *nav.Env, st Store, name string) *naming {
	p := &naming{env: env, store: st}
	p.form = form.New(env.Theme, p.fields(name))
	return p
}

func (p *naming) fields(name string) []form.Field {
	x := &p.env.Texts.Sync
	return []form.Field{{Label: x.LaptopName, Value: name, Example: x.NameExample, Hint: x.NameHint, Check: func(v string) string {
		if bundle.Clean(v) == "" {
			return x.NoNameYet
		}
		return ""
	}}}
}

func (p *naming) Init() tea.Cmd { return nil }

func (p *naming) Typing() bool { return p.form.Typing() }

func (p *naming) Settled() bool { return !p.job.busy }

func (p *naming) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.form.SetSize(msg.Width-4, msg.Height-1)
	case nav.EnvMsg:
		p.form.Reword(p.env.Theme, p.fields(""))
	case tea.KeyPressMsg:
		if nav.Is(msg, "esc") {
			return p, nav.Pop
		}
		return p, p.fill(msg)
	case tea.PasteMsg:
		return p, p.fill(msg)
	case tea.MouseClickMsg:
		msg.X, msg.Y = msg.X-2, msg.Y-1
		return p, p.fill(msg)
	default:
		_, over, cmd, err := p.job.take(msg)
		if over {
			return p, p.finish(err)
		}
		return p, cmd
	}
	return p, nil
}

func (p *naming) fill(msg tea.Msg) tea.Cmd {
	if p.job.busy {
		return nil
	}
	m, event := p.form.Update(msg)
	if p.form = m; event != form.Done {
		return nil
	}
	name, st := m.Value(0), p.store
	return p.job.start(func(ctx context.Context, _ teller) (string, error) { return st.NameDevice(ctx, name) })
}

func (p *naming) finish(err error) tea.Cmd {
	settled := func() tea.Msg { return nav.SettledMsg{} }
	switch {
	case err == nil:
		return tea.Sequence(settled, nav.Changed, nav.Pop)
	case errors.Is(err, store.ErrName):
		p.form.Fault(0, p.env.Texts.Sync.NoNameYet)
	default:
		p.form.Fault(0, word(p.env, err, ""))
	}
	return settled
}

func (p *naming) Draw(width, height int) nav.Frame {
	t, x := p.env.Theme, p.env.Texts.Sync
	f := nav.Frame{Title: crumbs(p.env, x.NameTitle), Help: []key.Binding{enter(x.KeyRename), back(p.env)}}
	f.Body, f.Cursor = under(t, p.form, width, height, block(t.Dim, x.NameKnown, width))
	return f
}

// under draws a form with lines of explanation below.
func under(t *theme.Theme, m form.Model, width, height int, below []string) (string, *tea.Cursor) {
	below = append([]string{""}, below...)
	body, cursor := m.Draw(t, width-4, height-1-len(below))
	lines := []string{""}
	for _, l := range strings.Split(body, "\n") {
		lines = append(lines, "  "+l)
	}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, cursor.Y+1
	}
	return strings.Join(append(lines, below...), "\n"), cursor
}
