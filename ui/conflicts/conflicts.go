// Package conflicts is the screen on which a person decides where two laptops
// have changed the same thing differently: both sides with who, when and why.
package conflicts

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
)

// Store is what the screen reads and writes; a *store.Store.
type Store interface {
	Conflicts(ctx context.Context) ([]store.Conflict, error)
	Resolve(ctx context.Context, record string, d store.Decision, who, reason string) error
	FormByHash(ctx context.Context, hash [32]byte) (*questionnaire.Form, error)
	Response(ctx context.Context, id string, personal bool) (questionnaire.Response, error)
}

// phase is what the screen is at.
type phase uint8

const (
	listing phase = iota
	comparing
	typing    // a third value
	reasoning // why
	keeping
)

// Screen is the list of conflicts, and one of them. Make it with New.
type Screen struct {
	env   *nav.Env
	store Store

	list   []item
	loaded bool
	at     int
	scroll int // first row shown of the one that is compared
	phase  phase

	chosen map[string]choice // by record and field, until the record is kept
	third  editor.Model
	reason editor.Model
	fault  string // what is wrong with what was typed
	said   string
	bad    bool
	run    int // number of the newest reading

	width, height int
}

// item is a conflict with what is needed to show it and to check a third value.
type item struct {
	store.Conflict
	form     *questionnaire.Form // nil where it is not known
	response questionnaire.Response
}

// choice is what was decided about one field: a side, or a third.
type choice struct {
	side  int // -1 = a third
	third questionnaire.Answer
}

func (i item) key() string { return i.Record + "\n" + i.Field }

// the messages of the screen's own commands
type (
	loadedMsg struct {
		run  int
		s    *Screen
		list []item
		err  error
	}
	keptMsg struct {
		s   *Screen
		err error
	}
)

// New makes the screen.
func New(env *nav.Env, st Store) *Screen {
	s := &Screen{env: env, store: st, chosen: map[string]choice{}, width: 80, height: 21}
	s.restyle()
	return s
}

func (s *Screen) texts() *lang.Conflicts { return &s.env.Texts.Conflicts }

func (s *Screen) restyle() {
	t := s.env.Theme
	for _, e := range []*editor.Model{&s.third, &s.reason} {
		text := e.Value()
		*e = editor.New(editor.Options{OneLine: true, Limit: 2000, Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
		e.SetValue(text)
		e.Focus()
	}
}

// Init does nothing: reading starts when the screen is shown.
func (s *Screen) Init() tea.Cmd { return nil }

// Typing reports that a text is typed.
func (s *Screen) Typing() bool { return s.phase == typing || s.phase == reasoning }

// Settled reports that nothing is being kept.
func (s *Screen) Settled() bool { return s.phase != keeping }

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
	case nav.ShownMsg, nav.ChangedMsg:
		return s, s.load()
	case nav.EnvMsg:
		s.restyle()
	case tea.KeyPressMsg:
		return s, s.pressed(msg)
	case tea.PasteMsg:
		if e := s.field(); e != nil {
			*e, _ = e.Update(msg)
		}
	case tea.MouseWheelMsg:
		s.turn(map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[msg.Button])
	case loadedMsg:
		if msg.s == s && msg.run == s.run {
			s.take(msg)
		}
	case keptMsg:
		if msg.s == s {
			return s, s.kept(msg.err)
		}
	}
	return s, nil
}

func (s *Screen) field() *editor.Model {
	switch s.phase {
	case typing:
		return &s.third
	case reasoning:
		return &s.reason
	}
	return nil
}

func (s *Screen) load() tea.Cmd {
	s.run++
	run, st := s.run, s.store
	return func() tea.Msg {
		list, err := read(context.Background(), st)
		return loadedMsg{run, s, list, err}
	}
}

func read(ctx context.Context, st Store) ([]item, error) {
	found, err := st.Conflicts(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]item, len(found))
	for i, c := range found {
		out[i].Conflict = c
		if c.Kind != "response" || c.Row.ID == "" {
			continue
		}
		if out[i].response, err = st.Response(ctx, c.Row.ID, false); err != nil {
			return nil, err
		}
		out[i].form, err = st.FormByHash(ctx, c.Row.FormHash)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
	}
	return out, nil
}

func (s *Screen) take(msg loadedMsg) {
	if msg.err != nil {
		s.said, s.bad = fmt.Sprintf(s.env.Texts.Common.Error, msg.err), true
		return
	}
	s.list, s.loaded = msg.list, true
	s.at = min(s.at, max(len(s.list)-1, 0))
	if len(s.list) == 0 {
		s.phase = listing
	}
}

// check holds a third value to the item.
func (s *Screen) check() {
	i := s.list[s.at]
	ses := s.session(i)
	a, bad := ses.Parse(i.Item, s.third.Value())
	if bad == nil {
		bad = ses.Record(a)
	}
	if bad != nil {
		s.fault = s.env.Texts.Faults.Word(*bad)
		return
	}
	a.Remark = i.Sides[0].Answer.Remark
	s.choose(choice{side: -1, third: a})
}

// session is the interview a conflict belongs to, as it stands.
func (s *Screen) session(i item) *questionnaire.Session {
	return questionnaire.Begin(i.form, questionnaire.NewContext(i.response.Hall, i.response.Interviewer, s.env.Study, i.response.StartedAt), i.response.Answers)
}

// choose decides on the one in focus; once all of its record are decided on the
// reason is asked for.
func (s *Screen) choose(c choice) {
	s.chosen[s.list[s.at].key()] = c
	left := s.left()
	if len(left) == 0 {
		s.phase, s.fault = reasoning, ""
		s.reason.SetValue("")
		return
	}
	s.at, s.scroll, s.phase = left[0], 0, comparing
	s.said, s.bad = fmt.Sprintf(s.texts().NextOf, len(left)), false
}

// left are the conflicts of the record in focus that are not decided on.
func (s *Screen) left() (out []int) {
	for n, i := range s.list {
		if _, done := s.chosen[i.key()]; i.Record == s.list[s.at].Record && !done {
			out = append(out, n)
		}
	}
	return out
}

// keep sends the decision on the record in focus.
func (s *Screen) keep() tea.Cmd {
	record := s.list[s.at].Record
	d, third := store.Decision{Sides: map[string]string{}, Answers: map[string]questionnaire.Answer{}}, false
	for _, i := range s.list {
		c, done := s.chosen[i.key()]
		switch {
		case i.Record != record || !done:
		case c.side < 0:
			d.Answers[i.Field], third = c.third, true
		default:
			d.Sides[i.Field] = i.Sides[c.side].Value
		}
	}
	reason := strings.TrimSpace(s.reason.Value())
	if reason == "" && third {
		s.fault = s.texts().NeedReason
		return nil
	}
	if reason == "" {
		reason = s.texts().DefaultReason
	}
	s.phase = keeping
	st, who := s.store, s.env.Person.ID
	return func() tea.Msg { return keptMsg{s, st.Resolve(context.Background(), record, d, who, reason)} }
}

func (s *Screen) kept(err error) tea.Cmd {
	settled := func() tea.Msg { return nav.SettledMsg{} }
	if err != nil {
		s.phase, s.fault = reasoning, fmt.Sprintf(s.env.Texts.Common.Error, err)
		return settled
	}
	record, more := s.list[s.at].Record, 0
	for _, i := range s.list {
		if i.Record != record {
			more++
		} else {
			delete(s.chosen, i.key())
		}
	}
	s.said, s.bad, s.phase, s.at = s.texts().KeptAll, false, listing, 0
	if more > 0 {
		s.said = fmt.Sprintf(s.texts().Kept, more)
	}
	return tea.Batch(settled, nav.Changed, s.load())
}
