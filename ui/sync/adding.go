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
	filling[store.Recipient]
	env   *nav.Env
	store Store
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

func (p *adding) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.EnvMsg:
		p.form.Reword(p.env.Theme, p.fields())
		return p, nil
	case tea.KeyPressMsg:
		switch {
		case nav.Is(msg, "esc"):
			return p, nav.Pop
		case nav.Is(msg, "f2") && !p.job.busy:
			var event form.Event
			p.form, event = p.form.Finish()
			return p, p.after(event)
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

func (p *adding) after(event form.Event) tea.Cmd {
	if event != form.Done {
		return nil
	}
	r, st := store.Recipient{Name: p.form.Value(whoField)}, p.store
	typed := p.form.Value(addressField)
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
