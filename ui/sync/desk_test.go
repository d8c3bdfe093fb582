package sync

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600))

// pages is a stack of screens, as the root keeps them, without its frame.
type pages struct {
	stack         []nav.Screen
	width, height int
}

func (p *pages) Init() tea.Cmd { return nil }

func (p *pages) top() nav.Screen { return p.stack[len(p.stack)-1] }

func (p *pages) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.PushMsg:
		p.stack = append(p.stack, msg.Screen)
		return p, tea.Batch(msg.Screen.Init(), p.send(tea.WindowSizeMsg{Width: p.width, Height: p.height}), p.send(nav.ShownMsg{}))
	case nav.PopMsg:
		if len(p.stack) > 1 {
			p.stack = p.stack[:len(p.stack)-1]
		}
		return p, p.send(nav.ShownMsg{})
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		return p, p.send(msg)
	}
	var cmds []tea.Cmd
	for i, s := range p.stack {
		next, cmd := s.Update(msg)
		p.stack[i] = next
		cmds = append(cmds, cmd)
	}
	return p, tea.Batch(cmds...)
}

func (p *pages) send(msg tea.Msg) tea.Cmd {
	next, cmd := p.top().Update(msg)
	p.stack[len(p.stack)-1] = next
	return cmd
}

func (p *pages) View() tea.View {
	f := p.top().Draw(p.width, p.height)
	var keys []string
	for _, b := range f.Help {
		if b.Enabled() {
			keys = append(keys, b.Help().Key+" "+b.Help().Desc)
		}
	}
	return tea.NewView(strings.Join([]string{f.Title, f.Body, f.Status, strings.Join(keys, "   ")}, "\n"))
}

// laptop is a machine with a database, and the screens over it.
type laptop struct {
	*uitest.Driver
	t      *testing.T
	st     *store.Store
	env    *nav.Env
	pages  *pages
	hall   questionnaire.Hall
	person questionnaire.Person
	ids    int
	tag    int // tells its ids from those of others
	form   *questionnaire.Form
}

func open(t *testing.T, tag int, name string) *laptop {
	t.Helper()
	return openAt(t, tag, name, filepath.Join(t.TempDir(), "a.db"), Ways{Form: "customer"})
}

func openAt(t *testing.T, tag int, name, path string, ways Ways) *laptop {
	t.Helper()
	l := &laptop{t: t, tag: tag}
	st, err := store.Open(context.Background(), store.Options{Path: path, Access: store.WriteOrRead, Now: func() time.Time { return noon },
		NewID: l.id, DeviceName: name, Parse: xlsform.Parse, Builtin: builtin.All})
	must(t, err)
	t.Cleanup(func() { st.Close() })
	l.st, l.form = st, builtin.Customer()
	l.hall, l.person = questionnaire.Hall{Code: "H01", Name: "人民路营业厅", Operator: "mobile", Target: 4}, questionnaire.Person{Number: "07", Name: "王芳"}
	_, _, err = st.SaveHalls(context.Background(), []questionnaire.Hall{l.hall})
	must(t, err)
	if people, err := st.People(context.Background()); len(people) == 0 {
		must(t, err)
		_, err = st.SavePerson(context.Background(), l.person)
		must(t, err)
	}
	halls, err := st.Halls(context.Background())
	must(t, err)
	people, err := st.People(context.Background())
	must(t, err)
	l.hall, l.person = halls[0], people[0]
	l.env = &nav.Env{Theme: theme.New(theme.Look{}), Texts: lang.Of("zh"), Lang: "zh", Now: func() time.Time { return noon }}
	l.shows(New(l.env, st, ways))
	return l
}

// shows puts a screen into the window, with nothing below.
func (l *laptop) shows(s nav.Screen) {
	l.pages = &pages{width: 80, height: 21}
	l.Driver = uitest.NewModel(l.t, 80, 24, l.pages)
	l.Send(nav.PushMsg{Screen: s})
}

func (l *laptop) id() string {
	l.ids++
	return fmt.Sprintf("0196000%d-0000-7000-8000-%012d", l.tag, l.ids)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// interviews holds so many interviews and ends them; it gives the last id.
func (l *laptop) interviews(n int) (id string) {
	l.t.Helper()
	ctx := context.Background()
	for range n {
		o := store.Opening{ID: l.id(), Form: l.form, Hall: l.hall, Interviewer: l.person, Language: "zh", StartedAt: noon}
		a := questionnaire.Answer{Ref: questionnaire.Ref{Item: "overall"}, Status: questionnaire.Given, Codes: []string{"4"}}
		must(l.t, l.st.Save(ctx, store.Change{Opening: o, Answers: []questionnaire.Answer{a}, At: a.Ref}))
		must(l.t, l.st.Finish(ctx, o.ID, questionnaire.Complete, time.Minute))
		id = o.ID
	}
	l.Send(nav.ChangedMsg{})
	return id
}

func (l *laptop) corrects(id, code string) {
	l.t.Helper()
	a := questionnaire.Answer{Ref: questionnaire.Ref{Item: "overall"}, Status: questionnaire.Given, Codes: []string{code}}
	must(l.t, l.st.Correct(context.Background(), id, []questionnaire.Answer{a}, l.person.ID, "听错了"))
}

// knows makes another laptop's address known as a recipient.
func (l *laptop) knows(other *laptop) {
	l.t.Helper()
	me, err := other.st.Myself(context.Background())
	must(l.t, err)
	_, err = l.st.SaveRecipient(context.Background(), store.Recipient{Name: me.Name, Address: me.Recipient})
	must(l.t, err)
}

func (l *laptop) fingerprint() string {
	l.t.Helper()
	me, err := l.st.Myself(context.Background())
	must(l.t, err)
	return me.Fingerprint
}

// packs packs into a folder from the overview, and goes back to it.
func (l *laptop) packs(dir string) {
	l.t.Helper()
	l.Press("2")
	l.Paste(dir)
	l.Press("enter")
	l.sees("打好了")
	l.Press("esc")
}

// looks opens what is to be taken in, from the overview.
func (l *laptop) looks(path string) {
	l.t.Helper()
	l.Press("3")
	l.Paste(path)
	l.Press("enter")
}

func (l *laptop) seen() string { return strings.Join(strings.Fields(l.Text()), "") }

func (l *laptop) sees(words ...string) {
	l.t.Helper()
	for _, w := range words {
		if !strings.Contains(l.seen(), strings.Join(strings.Fields(w), "")) {
			l.t.Fatalf("%q is not on the screen:\n%s", w, l.Text())
		}
	}
}

func (l *laptop) misses(words ...string) {
	l.t.Helper()
	for _, w := range words {
		if strings.Contains(l.seen(), strings.Join(strings.Fields(w), "")) {
			l.t.Fatalf("%q is on the screen:\n%s", w, l.Text())
		}
	}
}

func (l *laptop) holdings() store.Holdings {
	l.t.Helper()
	h, err := l.st.Holdings(context.Background())
	must(l.t, err)
	return h
}
