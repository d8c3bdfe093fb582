package sync

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/nav"
)

// digits is how many digits a code has.
const digits = 10

// code is the page on which a code is typed that was read aloud.
type code struct {
	env   *nav.Env
	store Store

	typed field
	fault string
	took  int64 // number of the bundle that was confirmed last; 0 = none
	job   job[int64]
}

func newCode(env *nav.Env, st Store) *code {
	return &code{env: env, store: st, typed: newField(env, "", func() string { return env.Texts.Sync.CodeLabel }, func() string { return env.Texts.Sync.CodeExample })}
}

func (p *code) Init() tea.Cmd { return nil }

func (p *code) Typing() bool { return true }

func (p *code) Settled() bool { return !p.job.busy }

func (p *code) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.EnvMsg:
		p.typed.restyle()
	case tea.KeyPressMsg:
		switch {
		case nav.Is(msg, "esc"):
			return p, nav.Pop
		case nav.Is(msg, "enter"):
			return p, p.enter()
		}
		p.fill(msg)
	case tea.PasteMsg:
		p.fill(msg)
	case tea.MouseClickMsg:
		p.typed.click(msg)
	default:
		seq, over, cmd, err := p.job.take(msg)
		if over {
			return p, p.finish(seq, err)
		}
		return p, cmd
	}
	return p, nil
}

// count is how many digits are typed, of whatever width.
func (p *code) count() (n int) {
	for _, r := range p.typed.editor.Value() {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			n++
		}
	}
	return n
}

// fill types; a code that is typed to its end and has a mistake says so at
// once.
func (p *code) fill(msg tea.Msg) {
	if p.job.busy || !p.typed.update(msg) {
		return
	}
	p.fault, p.took = "", 0
	if _, fine := bundle.ValidCode(p.typed.editor.Value()); !fine && p.count() >= digits {
		p.fault = p.env.Texts.Exchange.BadCode
	}
}

func (p *code) enter() tea.Cmd {
	typed, fine := bundle.ValidCode(p.typed.editor.Value())
	switch {
	case p.job.busy:
		return nil
	case strings.TrimSpace(p.typed.editor.Value()) == "":
		p.fault = p.env.Texts.Sync.NoCodeYet
		return nil
	case !fine:
		p.fault = p.env.Texts.Exchange.BadCode
		return nil
	}
	st := p.store
	return p.job.start(func(ctx context.Context, _ teller) (int64, error) { return st.TakeCode(ctx, typed) })
}

func (p *code) finish(seq int64, err error) tea.Cmd {
	settled := func() tea.Msg { return nav.SettledMsg{} }
	switch {
	case errors.Is(err, store.ErrNotFound):
		p.fault = p.env.Texts.Exchange.NotFound
		return settled
	case err != nil:
		p.fault = word(p.env, err, "")
		return settled
	}
	p.took, p.fault = seq, ""
	p.typed.editor.SetValue("")
	return tea.Batch(settled, nav.Changed)
}

func (p *code) Draw(width, height int) nav.Frame {
	t, x := p.env.Theme, p.env.Texts.Sync
	f := nav.Frame{Title: crumbs(p.env, x.Code), Help: []key.Binding{enter(x.KeyCode), back(p.env)}}
	value, cursor := p.typed.draw(width)
	lines := []string{"", value, ""}
	switch {
	case p.fault != "":
		lines = append(lines, marked(t.Bad, t.Signs.Cross, p.fault, width)...)
	case p.took > 0:
		lines = append(lines, marked(t.Good, t.Signs.Tick, fmt.Sprintf(x.CodeTook, p.took), width)...)
	case p.count() > 0:
		lines = append(lines, space+t.Dim.Render(fmt.Sprintf(x.CodeCount, p.count(), digits)))
	default:
		lines = append(lines, block(t.Dim, x.CodeHint, width)...)
	}
	f.Cursor, f.Body = cursor, strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}
