package sync

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/ui/nav"
)

// myself is the page that shows what others need to know this laptop by.
type myself struct {
	env    *nav.Env
	store  Store
	me     store.Laptop
	fault  string
	copied bool
	reads  int
}

type meMsg struct {
	page *myself
	read int
	me   store.Laptop
	err  error
}

func newMyself(env *nav.Env, st Store) *myself { return &myself{env: env, store: st} }

func (p *myself) Init() tea.Cmd { return nil }

func (p *myself) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.ShownMsg, nav.ChangedMsg:
		p.reads++
		read, st := p.reads, p.store
		return p, func() tea.Msg {
			me, err := st.Myself(context.Background())
			return meMsg{p, read, me, err}
		}
	case meMsg:
		if msg.page == p && msg.read == p.reads {
			p.took(msg)
		}
	case tea.KeyPressMsg:
		switch {
		case nav.Is(msg, "esc"):
			return p, nav.Pop
		case nav.Is(msg, "f6", "c", "C") && p.me.Recipient != "":
			p.copied = true
			return p, tea.SetClipboard(p.me.Recipient)
		case nav.Is(msg, "f2", "n", "N") && p.me.Device != "" && !p.env.ReadOnly:
			return p, nav.Push(newNaming(p.env, p.store, p.me.Name))
		}
	}
	return p, nil
}

func (p *myself) took(msg meMsg) {
	switch p.me = msg.me; {
	case errors.Is(msg.err, store.ErrNotFound):
		p.fault = p.env.Texts.Sync.NoKeysYet
	case msg.err != nil:
		p.fault = fmt.Sprintf(p.env.Texts.Common.Error, msg.err)
	default:
		p.fault = ""
	}
}

func (p *myself) Draw(width, height int) nav.Frame {
	t, x := p.env.Theme, p.env.Texts.Sync
	copying := nav.Bind("F6", x.KeyCopyAddress, "f6", "c", "C")
	copying.SetEnabled(p.me.Recipient != "")
	naming := nav.Bind("F2", x.KeyRename, "f2", "n", "N")
	naming.SetEnabled(p.me.Device != "" && !p.env.ReadOnly)
	f := nav.Frame{Title: crumbs(p.env, x.Myself), Help: []key.Binding{naming, copying, back(p.env)}}
	if p.copied {
		f.Status = t.Good.Render(t.Signs.Tick + " " + x.AddressCopied)
	}
	lines := []string{""}
	switch {
	case p.fault != "":
		lines = append(lines, marked(t.Bad, t.Signs.Cross, p.fault, width)...)
	case p.me.Device != "":
		lines = append(lines, pairs(t, []pair{{x.LaptopName, laptopName(p.me.Name, p.me.Device)}}, width)...)
		lines = append(lines, "", space+t.Dim.Render(x.Fingerprint), "", wide(t, p.me.Fingerprint), "")
		lines = append(lines, block(t.Dim, x.FingerprintHint, width)...)
		lines = append(lines, "", space+t.Dim.Render(x.Address))
		for _, row := range grouped(p.me.Recipient, min(width-2*margin-4, 39)) {
			lines = append(lines, space+space+t.Question.Render(row))
		}
		lines = append(lines, block(t.Dim, x.AddressHint, width)...)
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}
