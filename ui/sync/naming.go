package sync

import (
	"context"
	"errors"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/nav"
	"tingfang/ui/widget/form"
)

// naming is the page that gives this laptop another name.
type naming struct {
	filling[string]
	env   *nav.Env
	store Store
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

func (p *naming) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.EnvMsg:
		p.form.Reword(p.env.Theme, p.fields(""))
		return p, nil
	case tea.KeyPressMsg:
		if nav.Is(msg, "esc") {
			return p, nav.Pop
		}
	}
	if event, mine := p.fill(msg); mine {
		return p, p.after(event)
	}
	_, over, cmd, err := p.job.take(msg)
	if over {
		return p, p.finish(err)
	}
	return p, cmd
}

func (p *naming) after(event form.Event) tea.Cmd {
	if event != form.Done {
		return nil
	}
	name, st := p.form.Value(0), p.store
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
