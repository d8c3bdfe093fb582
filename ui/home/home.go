// Package home is the screen the program starts with: what was done today and
// in all, what is left open, the last interviews, and the ways on. Customers
// who were spoken to without an interview are tallied here, in two keys.
package home

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
)

// Ways are where home leads to; each gives the command that goes there.
type Ways struct {
	Begin     func(f *questionnaire.Form) tea.Cmd
	Resume    func(draft store.Row) tea.Cmd
	Records   func() tea.Cmd
	Tables    func(f *questionnaire.Form) tea.Cmd
	Export    func() tea.Cmd
	Sync      func() tea.Cmd
	Settings  func() tea.Cmd
	CallBacks func(f *questionnaire.Form) tea.Cmd // the list that a form of calls works through
	Notes     func() tea.Cmd                      // of all guide interviews
}

// Screen is home.
type Screen struct {
	env     *nav.Env
	store   Store
	ways    Ways
	forms   []*questionnaire.Form // that can be begun
	surveys []*questionnaire.Form // those of them that are asked item by item
	guides  []*questionnaire.Form
	calls   []*questionnaire.Form // those that call customers back
	form    int                   // of surveys, the one begun last: its figures are shown
	entries []entry               // the ways on, in the order of their digits; 0 is the last

	data    snapshot
	loaded  bool
	alone   int   // interviews that are on this disk only; 0 before it was read
	shown   scope // what was read last, or is being read
	reads   int   // number of the newest reading; older ones are dropped
	at      int   // entry in focus
	ask     ask   // what is being asked over the entries
	list    pick.Model
	tallied []tally // what can be taken back, newest last
	busy    bool    // a tally is being written
	warned  bool    // that the notice lacks who runs the study
	status  string
	failed  bool // status tells of a failure
	rows    int  // of the body
}

// ask is what home asks for at the moment, in place of the entries.
type ask uint8

const (
	nothing ask = iota
	whichForm
	whichGuide
	whichCalls
	whichDraft
	whichPerson
	whichHall
	refusedWhy
	confirmUnable
	confirmNotEligible
)

// New makes home. forms are those that can be begun, the one begun last first.
func New(env *nav.Env, st Store, forms []*questionnaire.Form, ways Ways) *Screen {
	s := &Screen{env: env, store: st, forms: forms, ways: ways, entries: []entry{start, resume, records, tables, export, settings}}
	for _, f := range forms {
		switch f.Mode {
		case questionnaire.Guide:
			s.guides = append(s.guides, f)
		case questionnaire.Phone:
			s.calls = append(s.calls, f)
		default:
			s.surveys = append(s.surveys, f)
		}
	}
	if len(s.guides) > 0 {
		s.entries = append(s.entries, guide)
	}
	if len(s.calls) > 0 && ways.CallBacks != nil {
		s.entries = append(s.entries, calls)
	}
	if len(s.guides) > 0 && ways.Notes != nil {
		s.entries = append(s.entries, notes)
	}
	if ways.Sync != nil {
		s.entries = append(s.entries, exchange)
	}
	return s
}

// Init does nothing: reading starts when the screen is shown.
func (s *Screen) Init() tea.Cmd { return nil }

// Typing reports that a long list is being searched.
func (s *Screen) Typing() bool { return s.listing() && s.list.Searching() }

// the messages of home's own commands
type (
	loadedMsg struct {
		read int
		data snapshot
		err  error
	}
	talliedMsg struct {
		tally tally
		err   error
	}
	heldMsg struct {
		read, alone int
		err         error
	}
	untalliedMsg struct {
		tally tally
		err   error
	}
	keptMsg struct{ err error }
)

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		return s, s.mouse(msg)
	case tea.WindowSizeMsg:
		s.rows = msg.Height
		s.list.SetHeight(s.listHeight())
	case nav.ShownMsg, nav.ChangedMsg:
		return s, s.load()
	case nav.EnvMsg:
		if s.scope() != s.shown {
			return s, s.load()
		}
	case loadedMsg:
		return s, s.read(msg)
	case heldMsg:
		if msg.read == s.reads {
			s.held(msg)
		}
	case talliedMsg:
		return s, s.wasTallied(msg)
	case untalliedMsg:
		return s, s.wasUntallied(msg)
	case keptMsg:
		if msg.err != nil {
			s.fail(msg.err)
		}
	}
	return s, nil
}

// scope is what the figures are of at the moment.
func (s *Screen) scope() scope {
	return scope{form: s.current(), hallID: s.env.Hall.ID, practice: s.env.Practice}
}

// load reads everything anew, beside the screen.
func (s *Screen) load() tea.Cmd {
	s.reads++
	read, st, now := s.reads, s.store, s.env.Now()
	s.shown = s.scope()
	of := s.shown
	return func() tea.Msg {
		if read == 1 { // the first frame and the reading want the same cores
			time.Sleep(firstFrame)
		}
		data, err := readAll(context.Background(), st, of, now)
		return loadedMsg{read: read, data: data, err: err}
	}
}

// firstFrame is the time in which the first frame goes out.
const firstFrame = 12 * time.Millisecond

func (s *Screen) read(msg loadedMsg) tea.Cmd {
	switch {
	case msg.read != s.reads:
	case msg.err != nil:
		s.fail(msg.err)
	default:
		s.take(msg.data)
		return s.hold()
	}
	return nil
}

// hold reads how many interviews are on this disk only, after the figures that
// are looked at more often.
func (s *Screen) hold() tea.Cmd {
	read, st := s.reads, s.store
	return func() tea.Msg {
		h, err := st.Holdings(context.Background())
		return heldMsg{read, h.By[store.OnlyHere], err}
	}
}

func (s *Screen) held(msg heldMsg) {
	if s.alone = msg.alone; msg.err != nil {
		s.fail(msg.err)
	}
}

// take shows a snapshot. The first one puts the focus on what was left open.
func (s *Screen) take(data snapshot) {
	s.data = data
	if !s.loaded && len(data.Drafts) > 0 {
		s.at = int(resume)
	}
	s.loaded = true
}

// current is the form whose figures are shown, nil for none.
func (s *Screen) current() *questionnaire.Form {
	if s.form >= len(s.surveys) {
		return nil
	}
	return s.surveys[s.form]
}

func (s *Screen) say(text string) { s.status, s.failed = text, false }

func (s *Screen) fail(err error) {
	s.status, s.failed = fmt.Sprintf(s.env.Texts.Home.Failed, err), true
}

// keep stores a choice for the next start; a copy that only reads keeps it for
// itself.
func (s *Screen) keep(key, value string) tea.Cmd {
	if s.env.ReadOnly {
		return nil
	}
	st := s.store
	return func() tea.Msg { return keptMsg{st.SetSetting(context.Background(), key, value)} }
}
