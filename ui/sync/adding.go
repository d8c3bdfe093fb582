package sync

import (
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/ui/importing"
	"tingfang/ui/nav"
	"tingfang/ui/widget/form"
)

// adding is the page that adds a recipient.
type adding struct {
	env   *nav.Env
	store Store
	form  form.Model
	job   job[store.Recipient]
}

func newAdding(env *nav.Env, st Store) *adding {
	p := &adding{env: env, store: st}
	p.form = form.New(env.Theme, p.fields())
	return p
}

// the fields of the page
const (
	whoField = iota
	addressField
)

func (p *adding) fields() []form.Field {
	x := &p.env.Texts.Sync
	need := func(fault string) func(string) string {
		return func(v string) string {
			if v == "" {
				return fault
			}
			return ""
		}
	}
	return []form.Field{{Label: x.Who, Hint: x.WhoHint, Example: x.WhoExample, Check: need(x.NoWhoYet)},
		{Label: x.Address, Hint: x.AddHint, Example: x.AddExample, Check: func(v string) string {
			if fault := need(x.NoAddressYet)(v); fault != "" || !looksLikeAddress(v) {
				return fault // a file is looked at when the form is kept
			}
			if _, err := store.ParseRecipient(v); err != nil {
				return x.BadAddress
			}
			return ""
		}}}
}

func looksLikeAddress(v string) bool {
	return strings.HasPrefix(strings.ToLower(strings.Join(strings.Fields(v), "")), "age1")
}

func (p *adding) Init() tea.Cmd { return nil }

func (p *adding) Typing() bool { return p.form.Typing() }

func (p *adding) Settled() bool { return !p.job.busy }

func (p *adding) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.form.SetSize(msg.Width-4, msg.Height-1)
	case nav.EnvMsg:
		p.form.Reword(p.env.Theme, p.fields())
	case tea.KeyPressMsg:
		if nav.Is(msg, "esc") {
			return p, nav.Pop
		}
		if nav.Is(msg, "f2") {
			m, event := p.form.Finish()
			return p, p.after(m, event)
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

func (p *adding) fill(msg tea.Msg) tea.Cmd {
	if p.job.busy {
		return nil
	}
	m, event := p.form.Update(msg)
	return p.after(m, event)
}

func (p *adding) after(m form.Model, event form.Event) tea.Cmd {
	p.form = m
	if event != form.Done || p.job.busy {
		return nil
	}
	r, st := store.Recipient{Name: m.Value(whoField)}, p.store
	typed := m.Value(addressField)
	return p.job.start(func(ctx context.Context, _ teller) (store.Recipient, error) {
		var err error
		if r.Address, err = address(typed); err != nil {
			return r, err
		}
		return st.SaveRecipient(ctx, r)
	})
}

func (p *adding) finish(err error) tea.Cmd {
	settled := func() tea.Msg { return nav.SettledMsg{} }
	typed := p.form.Value(addressField)
	switch {
	case err == nil:
		return tea.Sequence(settled, nav.Changed, nav.Pop)
	case errors.Is(err, errNoAddress):
		p.form.Fault(addressField, p.env.Texts.Sync.NoAddressIn)
	case errors.Is(err, store.ErrAddress):
		p.form.Fault(addressField, p.env.Texts.Sync.BadAddress)
	default:
		p.form.Fault(addressField, word(p.env, err, typed))
	}
	return settled
}

// errNoAddress says that there is no address in a file.
var errNoAddress = errors.New("no address in the file")

var addressIn = regexp.MustCompile(`(?i)\bage1[a-z0-9]{20,}`)

// address is the address that was typed, or the first one in the file at the
// path that was typed.
func address(typed string) (string, error) {
	if looksLikeAddress(typed) {
		return store.ParseRecipient(typed)
	}
	file, err := os.Open(importing.Typed(typed))
	if err != nil {
		return "", err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, 64<<10))
	if err != nil {
		return "", err
	}
	found := addressIn.Find(text)
	if found == nil {
		return "", errNoAddress
	}
	return store.ParseRecipient(string(found))
}

func (p *adding) Draw(width, height int) nav.Frame {
	t, x, c := p.env.Theme, p.env.Texts.Sync, p.env.Texts.Common
	f := nav.Frame{Title: crumbs(p.env, x.AddTitle), Help: []key.Binding{enter(p.env.Texts.Settings.KeyNext), nav.Bind("F2", x.KeyAdd, "f2"),
		nav.Bind(t.Signs.Up+" "+t.Signs.Down, c.Move, "down"), back(p.env)}}
	f.Body, f.Cursor = under(t, p.form, width, height, block(t.Dim, x.RecipientsHint, width))
	return f
}
