package sync

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/ui/nav"
)

// confirming is a page that explains what is about to be done and does it after
// a yes.
type confirming struct {
	env   *nav.Env
	title func() string
	ask   func() string
	what  func() string // explains it
	yes   func() string
	do    func(ctx context.Context) error
	fault string
	job   job[struct{}]
}

// coordinating turns on or off that this laptop gathers what the others hold.
func coordinating(env *nav.Env, st Store, on bool) *confirming {
	value := ""
	if on {
		value = "1"
	}
	which := func(whenOn, whenOff func() string) func() string {
		if on {
			return whenOn
		}
		return whenOff
	}
	return &confirming{env: env,
		title: func() string { return env.Texts.Sync.Coordinator },
		ask:   which(func() string { return env.Texts.Sync.CoordinateAsk }, func() string { return env.Texts.Sync.UncoordinateAsk }),
		what:  func() string { return env.Texts.Sync.CoordinateWhat },
		yes:   which(func() string { return env.Texts.Sync.KeyCoordinate }, func() string { return env.Texts.Sync.KeyUncoordinate }),
		do:    func(ctx context.Context) error { return st.SetSetting(ctx, store.Coordinator, value) }}
}

// renewing makes this laptop another one, after it was found to be a copy.
func renewing(env *nav.Env, st Store) *confirming {
	return &confirming{env: env,
		title: func() string { return env.Texts.Sync.Renew },
		ask:   func() string { return env.Texts.Sync.RenewAsk },
		what:  func() string { return env.Texts.Sync.RenewWhat },
		yes:   func() string { return env.Texts.Sync.KeyRenewYes },
		do:    st.Renew}
}

func (p *confirming) Init() tea.Cmd { return nil }

func (p *confirming) Settled() bool { return !p.job.busy }

func (p *confirming) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		_, over, cmd, err := p.job.take(msg)
		if !over {
			return p, cmd
		}
		settled := func() tea.Msg { return nav.SettledMsg{} }
		if err != nil {
			p.fault = word(p.env, err, "")
			return p, settled
		}
		return p, tea.Sequence(settled, nav.Changed, nav.Pop)
	case p.job.busy:
	case saysYes(press):
		p.fault = ""
		return p, p.job.start(func(ctx context.Context, _ teller) (struct{}, error) { return struct{}{}, p.do(ctx) })
	case saysNo(press), nav.Is(press, "esc"):
		return p, nav.Pop
	}
	return p, nil
}

func (p *confirming) Draw(width, height int) nav.Frame {
	t := p.env.Theme
	f := nav.Frame{Title: crumbs(p.env, p.title()), Help: append(yesNo(p.yes(), p.env.Texts.Sync.KeyLeave), back(p.env))}
	lines := append([]string{""}, marked(t.Question, t.Signs.Attend, p.ask(), width)...)
	lines = append(lines, "")
	for _, para := range strings.Split(p.what(), "\n") {
		lines = append(append(lines, block(t.Text, para, width)...), "")
	}
	if p.fault != "" {
		lines = append(lines, marked(t.Bad, t.Signs.Cross, p.fault, width)...)
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}
