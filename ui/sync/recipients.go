package sync

import (
	"context"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/ui/nav"
)

// recipients is the page of those whom bundles are encrypted to.
type recipients struct {
	env   *nav.Env
	store Store

	all     []store.Recipient
	laptops []string // names of the laptops that can open bundles anyway
	loaded  bool
	reads   int
	at      int
	asking  bool // whether the one in focus is to be taken away
	fault   string
	job     job[struct{}]

	height int
}

type recipientsMsg struct {
	page    *recipients
	read    int
	all     []store.Recipient
	laptops []string
	err     error
}

func newRecipients(env *nav.Env, st Store) *recipients { return &recipients{env: env, store: st} }

func (p *recipients) Init() tea.Cmd { return nil }

func (p *recipients) Settled() bool { return !p.job.busy }

func (p *recipients) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.height = msg.Height
	case nav.ShownMsg, nav.ChangedMsg:
		return p, p.read()
	case recipientsMsg:
		if msg.page == p && msg.read == p.reads {
			p.took(msg)
		}
	case tea.KeyPressMsg:
		return p, p.key(msg)
	case tea.MouseClickMsg:
		if n := msg.Y - 1; n >= 0 && n < len(p.all) && !p.asking {
			p.at = n
		}
	default:
		_, over, cmd, err := p.job.take(msg)
		if !over {
			return p, cmd
		}
		settled := func() tea.Msg { return nav.SettledMsg{} }
		if err != nil {
			p.fault = word(p.env, err, "")
			return p, settled
		}
		return p, tea.Batch(settled, nav.Changed)
	}
	return p, nil
}

func (p *recipients) read() tea.Cmd {
	p.reads++
	read, st := p.reads, p.store
	return func() tea.Msg {
		ctx := context.Background()
		all, err := st.Recipients(ctx)
		if err != nil {
			return recipientsMsg{page: p, read: read, err: err}
		}
		laptops, err := st.Laptops(ctx)
		var names []string
		for _, l := range laptops {
			if !l.Own && l.Recipient != "" {
				names = append(names, laptopName(l.Name, l.Device))
			}
		}
		return recipientsMsg{p, read, all, names, err}
	}
}

func (p *recipients) took(msg recipientsMsg) {
	if msg.err != nil {
		p.fault = fmt.Sprintf(p.env.Texts.Common.Error, msg.err)
		return
	}
	p.all, p.laptops, p.loaded = msg.all, msg.laptops, true
	p.at = max(min(p.at, len(p.all)-1), 0)
}

func (p *recipients) help() []key.Binding {
	x, c, signs := p.env.Texts.Sync, p.env.Texts.Common, p.env.Theme.Signs
	if p.asking {
		return append(yesNo(x.KeyRemove, x.KeyLeave), back(p.env))
	}
	remove, move := nav.Bind("F8", x.KeyRemove, "f8", "delete"), nav.Bind(signs.Up+" "+signs.Down, c.Move, "down", "up")
	remove.SetEnabled(len(p.all) > 0)
	move.SetEnabled(len(p.all) > 1)
	return []key.Binding{nav.Bind("F2", x.KeyAdd, "f2", "+"), remove, move, back(p.env)}
}

func (p *recipients) key(msg tea.KeyPressMsg) tea.Cmd {
	n := len(p.all)
	if p.asking {
		switch {
		case saysYes(msg) && !p.job.busy:
			p.asking = false
			gone, st := p.all[p.at], p.store
			gone.Gone = true
			return p.job.start(func(ctx context.Context, _ teller) (struct{}, error) {
				_, err := st.SaveRecipient(ctx, gone)
				return struct{}{}, err
			})
		case saysNo(msg), nav.Is(msg, "esc"):
			p.asking = false
		}
		return nil
	}
	p.fault = ""
	switch nav.Plain(msg) {
	case "esc":
		return nav.Pop
	case "up":
		p.at = (p.at + n - 1) % max(n, 1)
	case "down":
		p.at = (p.at + 1) % max(n, 1)
	case "f2", "+", "f8", "delete":
		switch {
		case p.env.ReadOnly:
			p.fault = p.env.Texts.Sync.ReadOnly
		case nav.Is(msg, "f2", "+"):
			return nav.Push(newAdding(p.env, p.store))
		case n > 0:
			p.asking = true
		}
	}
	return nil
}

func (p *recipients) Draw(width, height int) nav.Frame {
	t, x := p.env.Theme, p.env.Texts.Sync
	f := nav.Frame{Title: crumbs(p.env, x.Recipients), Help: p.help()}
	if p.fault != "" {
		f.Status = t.Bad.Render(t.Signs.Cross + " " + p.fault)
	}
	if !p.loaded {
		return f
	}
	if p.asking {
		r := p.all[p.at]
		lines := append([]string{""}, marked(t.Question, t.Signs.Attend, fmt.Sprintf(x.RemoveAsk, line(r.Name)), width)...)
		lines = append(append(lines, ""), block(t.Text, x.RemoveWhat, width)...)
		f.Body = strings.Join(lines, "\n")
		return f
	}
	below := p.below(width)
	lines := []string{""}
	room := max(height-1-len(below), 1)
	from := max(min(p.at-room+1, len(p.all)-room), 0)
	if len(p.all) == 0 {
		lines = append(lines, block(t.Text, x.NoRecipients, width)...)
	}
	for i := from; i < min(from+room, len(p.all)); i++ {
		lines = append(lines, p.row(i, width))
	}
	lines = append(lines, below...)
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}

func (p *recipients) row(i, width int) string {
	t, r := p.env.Theme, p.all[i]
	names := 8
	for _, r := range p.all {
		names = max(names, cells(line(r.Name)))
	}
	names = min(names, width/3)
	mark, style := " ", t.Text
	if i == p.at {
		mark, style = t.Accent.Render(t.Signs.Cursor), t.Accent
	}
	short := r.Address
	if room := width - names - 2*margin - 3; len(short) > room && room > 24 {
		short = r.Address[:12] + " " + t.Signs.Ellipsis + " " + r.Address[len(r.Address)-8:]
	}
	return "  " + mark + " " + style.Render(t.Pad(line(r.Name), names)) + "   " + t.Dim.Render(short)
}

// below stands under the list.
func (p *recipients) below(width int) []string {
	t, x := p.env.Theme, p.env.Texts.Sync
	lines := []string{""}
	if len(p.laptops) > 0 {
		lines = append(lines, block(t.Dim, fmt.Sprintf(x.LaptopsToo, strings.Join(p.laptops, x.Comma)), width)...)
	}
	return append(lines, block(t.Dim, x.RecipientsHint, width)...)
}
