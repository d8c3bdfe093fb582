package settings

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/pick"
)

// step is one of the three steps of the first start.
type step int

const (
	who step = iota
	where
	study
	steps
)

// Setup is the first start: who, where, and for which study. Each step is kept
// as soon as it is done, so that a start that was interrupted goes on there.
type Setup struct {
	env   *nav.Env
	store Store
	done  func() tea.Cmd

	at     step
	forms  [steps]form.Model
	list   form.Model // the path of a list of halls
	listed bool       // reading a list in place of the hall's fields
	roster rosterMsg  // what the last list came to
	halls  []questionnaire.Hall
	pick   pick.Model // of halls, where a list brought several
	asking bool       // which of halls
	warned bool       // that the study may be skipped
	busy   bool
	status string
	bad    bool // status tells of a fault
}

// NewSetup begins where the store stands: person and hall are zero where there
// is none yet. done leads on to home.
func NewSetup(env *nav.Env, st Store, done func() tea.Cmd) *Setup {
	s := &Setup{env: env, store: st, done: done}
	if env.Person.ID != "" {
		s.at = where
	}
	if s.at == where && env.Hall.ID != "" {
		s.at = study
	}
	for n, f := range s.fields() {
		s.forms[n] = form.New(env.Theme, f)
	}
	s.list = form.New(env.Theme, s.listFields())
	return s
}

// fields are those of the three steps; what is usual stands in them already.
func (s *Setup) fields() [steps][]form.Field {
	x := &s.env.Texts.Settings
	p, h := s.env.Person, s.env.Hall
	if p.ID == "" {
		p.Number = "01"
	}
	if h.ID == "" {
		h.Code, h.Kind = "H01", questionnaire.HallKinds[0]
	}
	return [steps][]form.Field{who: personFields(x, p), where: hallFields(x, s.env.Lang, h), study: studyFields(x, s.env.Study)}
}

func (s *Setup) listFields() []form.Field { return listFields(s.env) }

// Init does nothing.
func (s *Setup) Init() tea.Cmd { return nil }

// Typing reports that a text field has the focus.
func (s *Setup) Typing() bool {
	return s.asking && s.pick.Searching() || !s.asking && s.form().Typing()
}

// Settled reports that nothing is on its way to the disk.
func (s *Setup) Settled() bool { return !s.busy }

// form is the one in front.
func (s *Setup) form() *form.Model {
	if s.listed {
		return &s.list
	}
	return &s.forms[s.at]
}

// setupMsg says how keeping a step went.
type setupMsg struct {
	step   step
	person questionnaire.Person
	hall   questionnaire.Hall
	study  questionnaire.Study
	err    error
}

// Update takes one message.
func (s *Setup) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.PasteMsg:
		return s, s.fill(msg)
	case tea.MouseClickMsg:
		msg.X, msg.Y = msg.X-2, msg.Y-formTop
		if s.asking {
			return s, s.take(msg)
		}
		return s, s.fill(msg)
	case tea.WindowSizeMsg:
		s.pick.SetHeight(msg.Height - formTop)
		for n := range s.forms {
			s.forms[n].SetSize(msg.Width-4, msg.Height-formTop)
		}
	case nav.EnvMsg:
		s.reword()
	case setupMsg:
		return s, s.kept(msg)
	case rosterMsg:
		s.wasListed(msg)
	}
	return s, nil
}

func (s *Setup) reword() {
	for n, f := range s.fields() {
		s.forms[n].Reword(s.env.Theme, f)
	}
	s.list.Reword(s.env.Theme, s.listFields())
	s.say("")
}

func (s *Setup) say(text string)  { s.status, s.bad = text, false }
func (s *Setup) warn(text string) { s.status, s.bad = text, true }

func (s *Setup) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.busy:
		return nil
	case nav.Is(msg, "esc"):
		s.back()
		return nil
	case s.asking:
		return s.take(msg)
	case nav.Is(msg, "f7") && s.at == where:
		s.listed = !s.listed
		s.roster = rosterMsg{}
		s.say("")
		return nil
	}
	return s.fill(msg)
}

// take takes a hall from the list that was read.
func (s *Setup) take(msg tea.Msg) tea.Cmd {
	var n int
	if s.pick, n = s.pick.Update(msg); n >= 0 && !s.busy {
		return s.keepHall(s.halls[n])
	}
	return nil
}

// back goes to the step before; what was typed stays.
func (s *Setup) back() {
	s.say("")
	switch {
	case s.asking:
		s.asking = false
	case s.listed:
		s.listed = false
	case s.at > who:
		s.at--
	}
}

// fill gives a message to the form in front.
func (s *Setup) fill(msg tea.Msg) tea.Cmd {
	if s.busy || s.asking {
		return nil
	}
	m, event := s.form().Update(msg)
	*s.form() = m
	switch event {
	case form.Changed:
		s.warned, s.roster = false, rosterMsg{}
		s.say("")
	case form.Done:
		return s.next()
	}
	return nil
}

// next keeps the step whose form is filled in.
func (s *Setup) next() tea.Cmd {
	if s.env.ReadOnly {
		s.warn(s.env.Texts.Setup.ReadOnly)
		return nil
	}
	ctx, st := context.Background(), s.store
	switch {
	case s.listed:
		s.busy = true
		path := s.list.Value(0)
		return func() tea.Msg { return readRoster(st, path) }
	case s.at == who:
		p := personOf(s.forms[who], s.env.Person)
		s.busy = true
		return func() tea.Msg {
			p, err := st.SavePerson(ctx, p)
			if err == nil {
				err = st.SetSetting(ctx, SettingPerson, p.ID)
			}
			return setupMsg{step: who, person: p, err: err}
		}
	case s.at == where:
		return s.keepHall(hallOf(s.forms[where], s.env.Hall))
	}
	return s.keepStudy()
}

func (s *Setup) keepHall(h questionnaire.Hall) tea.Cmd {
	s.busy = true
	st := s.store
	return func() tea.Msg {
		h, err := st.SaveHall(context.Background(), h)
		if err == nil {
			err = st.SetSetting(context.Background(), SettingHall, h.ID)
		}
		return setupMsg{step: where, hall: h, err: err}
	}
}

// keepStudy keeps the study. One without a name can be kept too, but not
// before it was said that the notice needs it.
func (s *Setup) keepStudy() tea.Cmd {
	v := studyOf(s.forms[study])
	if (v.Org == "" || v.Contact == "") && !s.warned {
		s.warned = true
		s.warn(s.env.Texts.Setup.SkipStudy)
		return nil
	}
	s.busy = true
	st := s.store
	return func() tea.Msg { return setupMsg{step: study, study: v, err: st.SetStudy(context.Background(), v)} }
}

// kept goes on to the next step, or says why it cannot.
func (s *Setup) kept(msg setupMsg) tea.Cmd {
	s.busy = false
	if msg.err != nil {
		s.refuse(msg)
		return nil
	}
	s.listed, s.asking = false, false
	s.say("")
	if s.at = msg.step + 1; msg.step == study {
		s.at = study
	}
	x := &s.env.Texts.Settings
	switch msg.step {
	case who:
		s.forms[who] = form.New(s.env.Theme, personFields(x, msg.person))
		return nav.Change(func(e *nav.Env) { e.Person = msg.person })
	case where:
		s.forms[where] = form.New(s.env.Theme, hallFields(x, s.env.Lang, msg.hall))
		return nav.Change(func(e *nav.Env) { e.Hall = msg.hall })
	}
	return tea.Sequence(nav.Change(func(e *nav.Env) { e.Study = msg.study }), s.done())
}

// refuse shows what the store did not take, at the field where it knows it.
func (s *Setup) refuse(msg setupMsg) {
	words := failure(s.env.Texts, msg.err)
	var taken *store.TakenError
	switch {
	case !errors.As(msg.err, &taken):
		s.warn(words)
	case msg.step == who:
		s.forms[who].Fault(personNumber, words)
	default:
		s.forms[where].Fault(hallCode, words)
	}
}

// wasListed goes on from a list of halls that was read.
func (s *Setup) wasListed(msg rosterMsg) {
	s.busy = false
	s.roster = msg
	if msg.failed != nil {
		s.warn(failure(s.env.Texts, msg.failed))
		return
	}
	if msg.err != nil || len(msg.faults) > 0 {
		return
	}
	s.halls = nil
	var items []pick.Item
	for _, h := range msg.halls {
		if !h.Retired {
			s.halls = append(s.halls, h)
			items = append(items, pick.Item{Text: questionnaire.HarmlessLine(h.Name), Note: questionnaire.HarmlessLine(h.Code + "  " + h.City)})
		}
	}
	s.pick, s.asking = pick.New(items), true
	s.say(fmt.Sprintf(s.env.Texts.Setup.ListRead, msg.added, msg.changed))
}
