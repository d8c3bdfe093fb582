// Package callbacks is the list of customers to be called back: who is due,
// what was tried, and the ways to the calls and to the interviews behind them.
// A number is masked until it is asked for; that it was shown is kept.
package callbacks

import (
	"context"
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
	"tingfang/ui/widget/pick"
)

// Store is what the list reads and writes; a *store.Store.
type Store interface {
	CallBacks(ctx context.Context, f *questionnaire.Form) ([]store.CallBack, error)
	AddContact(ctx context.Context, c store.Contact) (store.Contact, error)
	Phone(ctx context.Context, response, who string) (string, error)
	FollowedBy(ctx context.Context, response string) ([]store.Row, error)
}

// Ways are where the list leads to.
type Ways struct {
	Begin  func(customer store.Row) tea.Cmd // a call-back interview of the customer
	Resume func(draft store.Row) tea.Cmd
	Read   func(r store.Row) tea.Cmd
}

// Screen is the list. Make it with New.
type Screen struct {
	env   *nav.Env
	store Store
	form  *questionnaire.Form
	ways  Ways

	list          []store.CallBack
	loaded        bool
	at, top       int
	phone         string // of the customer in focus, once it was asked for
	panel         panel
	outcomes      pick.Model
	when          editor.Model
	said          string
	bad           bool // said tells of a failure
	width, height int
}

// panel is what is asked in place of the list.
type panel uint8

const (
	nothing panel = iota
	outcome       // of a try
	next          // when to try again
)

// New makes the list of those whom a form of calls is for.
func New(env *nav.Env, st Store, f *questionnaire.Form, ways Ways) *Screen {
	return &Screen{env: env, store: st, form: f, ways: ways, width: 80, height: 21}
}

// the messages of the screen's own commands
type (
	loadedMsg struct {
		s    *Screen
		list []store.CallBack
		err  error
	}
	phoneMsg struct {
		s         *Screen
		id, phone string
		err       error
	}
	triedMsg struct {
		s   *Screen
		err error
	}
	foundMsg struct {
		s    *Screen
		rows []store.Row
		err  error
	}
)

// Init does nothing: reading starts when the screen is shown.
func (s *Screen) Init() tea.Cmd { return nil }

// Typing reports that a date is typed.
func (s *Screen) Typing() bool { return s.panel == next }

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
		s.outcomes.SetHeight(s.height - 3)
	case nav.ShownMsg:
		s.phone = ""
		s.say("")
		return s, s.load()
	case nav.ChangedMsg:
		return s, s.load()
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.PasteMsg:
		if s.panel == next {
			s.when, _ = s.when.Update(msg)
		}
	case tea.MouseWheelMsg:
		if s.panel == nothing {
			s.move(map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[msg.Button])
		}
	case loadedMsg:
		if msg.s == s && !s.failed(msg.err) {
			s.list, s.loaded = msg.list, true
			s.move(0)
		}
	case phoneMsg:
		if msg.s == s && !s.failed(msg.err) && s.at < len(s.list) && s.list[s.at].ID == msg.id {
			s.phone = msg.phone
			s.say(s.texts().Logged)
		}
	case triedMsg:
		if msg.s == s && !s.failed(msg.err) {
			s.say(s.texts().Kept)
			return s, s.load()
		}
	case foundMsg:
		if msg.s == s && !s.failed(msg.err) {
			return s, s.follow(msg.rows)
		}
	}
	return s, nil
}

func (s *Screen) load() tea.Cmd {
	st, f := s.store, s.form
	return func() tea.Msg {
		list, err := st.CallBacks(context.Background(), f)
		return loadedMsg{s, list, err}
	}
}

func (s *Screen) say(words string) { s.said, s.bad = words, false }

func (s *Screen) failed(err error) bool {
	if err != nil {
		s.said, s.bad = fmt.Sprintf(s.env.Texts.Common.Error, err), true
	}
	return err != nil
}

// move moves the focus; the number shown is the one's before.
func (s *Screen) move(by int) {
	at := min(max(s.at+by, 0), max(len(s.list)-1, 0))
	if at != s.at {
		s.phone = ""
	}
	s.at = at
}

func (s *Screen) help() []key.Binding {
	c, x, g := s.env.Texts.Common, s.texts(), s.env.Theme.Signs
	back := nav.Bind("Esc", c.Back, "esc")
	switch {
	case s.panel == outcome:
		return []key.Binding{nav.Bind("1-6", c.Choose, "enter"), back}
	case s.panel == next:
		return []key.Binding{nav.Bind("Enter", x.KeyKeep, "enter"), back}
	case len(s.list) == 0:
		return []key.Binding{back}
	}
	return []key.Binding{nav.Bind("Enter", x.KeyBegin, "enter"), nav.Bind("F2", x.KeyPhone, "f2"), nav.Bind("F3", x.KeyTry, "f3"), back,
		nav.Bind("F5", x.KeyInterview, "f5"), nav.Bind("F6", x.KeyCall, "f6"), nav.Bind(g.Up+" "+g.Down, c.Move, "down")}
}

func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch s.panel {
	case outcome:
		return s.outcomeKey(msg)
	case next:
		return s.nextKey(msg)
	}
	pressed := nav.Plain(msg)
	if pressed == "esc" || pressed == "left" {
		return nav.Pop
	}
	if len(s.list) == 0 {
		return nil
	}
	s.say("")
	switch pressed {
	case "up":
		s.move(-1)
	case "down":
		s.move(1)
	case "pgup":
		s.move(-s.height / 3)
	case "pgdown":
		s.move(s.height / 3)
	case "home":
		s.move(-len(s.list))
	case "end":
		s.move(len(s.list))
	case "f5":
		return s.ways.Read(s.list[s.at].Row)
	case "f6":
		return s.find()
	case "enter", "f2", "f3":
		return s.act(pressed)
	}
	return nil
}

// act does what writes; a copy of the program that only reads says so.
func (s *Screen) act(pressed string) tea.Cmd {
	c := s.list[s.at]
	switch {
	case s.env.ReadOnly:
		s.say(s.env.Texts.Home.ReadOnly)
	case pressed == "f2":
		st, who := s.store, s.env.Person.ID
		return func() tea.Msg {
			phone, err := st.Phone(context.Background(), c.ID, who)
			return phoneMsg{s, c.ID, phone, err}
		}
	case pressed == "f3":
		var items []pick.Item
		for _, word := range s.texts().Outcomes {
			items = append(items, pick.Item{Text: word})
		}
		s.panel, s.outcomes = outcome, pick.New(items)
		s.outcomes.SetHeight(s.height - 3)
	case c.FollowedBy != "":
		return s.find()
	default:
		return s.ways.Begin(c.Row)
	}
	return nil
}

// find looks for the call-back interview of the customer in focus.
func (s *Screen) find() tea.Cmd {
	if s.list[s.at].FollowedBy == "" {
		s.say(s.texts().NoCall)
		return nil
	}
	st, id := s.store, s.list[s.at].ID
	return func() tea.Msg {
		rows, err := st.FollowedBy(context.Background(), id)
		return foundMsg{s, rows, err}
	}
}

// follow goes on with a call-back that is a draft, or reads the ended one.
func (s *Screen) follow(rows []store.Row) tea.Cmd {
	switch {
	case len(rows) == 0:
		s.say(s.texts().NoCall)
		return nil
	case rows[0].Stage == questionnaire.Draft && !s.env.ReadOnly:
		return s.ways.Resume(rows[0])
	}
	return s.ways.Read(rows[0])
}

func (s *Screen) outcomeKey(msg tea.KeyPressMsg) tea.Cmd {
	if nav.Is(msg, "esc") {
		s.panel = nothing
		return nil
	}
	var n int
	if s.outcomes, n = s.outcomes.Update(msg); n < 0 {
		return nil
	}
	if store.Outcome(n) != store.AppointmentMade {
		return s.tried(store.Outcome(n), time.Time{})
	}
	t := s.env.Theme
	s.panel, s.when = next, editor.New(editor.Options{OneLine: true, Limit: 40, Placeholder: s.texts().WhenHint,
		Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
	s.when.Focus()
	return nil
}

func (s *Screen) nextKey(msg tea.KeyPressMsg) tea.Cmd {
	s.say("") // what was wrong is being mended, or left
	switch {
	case nav.Is(msg, "esc"):
		s.panel = outcome
	case nav.Is(msg, "enter"):
		at, ok := s.readWhen(s.when.Value())
		if !ok {
			s.said, s.bad = s.texts().WhenWrong, true
			return nil
		}
		return s.tried(store.AppointmentMade, at)
	default:
		s.when, _ = s.when.Update(msg)
	}
	return nil
}

// readWhen reads a date and, if it is there, a time of day.
func (s *Screen) readWhen(typed string) (time.Time, bool) {
	typed = questionnaire.FoldWidth(strings.TrimSpace(typed), questionnaire.Date)
	date, clock, _ := strings.Cut(typed, " ")
	day, ok := questionnaire.ReadDate(date)
	if !ok {
		return time.Time{}, false
	}
	if clock = strings.TrimSpace(clock); clock == "" {
		clock = "09:00"
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, s.env.Now().Location())
	return at, err == nil
}

func (s *Screen) tried(o store.Outcome, at time.Time) tea.Cmd {
	s.panel = nothing
	st, c := s.store, store.Contact{Response: s.list[s.at].ID, Outcome: o, NextAt: at, Who: s.env.Person.ID}
	return func() tea.Msg {
		_, err := st.AddContact(context.Background(), c)
		return triedMsg{s, err}
	}
}
