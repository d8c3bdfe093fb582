// Package exports is the screen that writes interviews to a file: which ones,
// how, where to; and at the end where they are.
package exports

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/exporting"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
	"tingfang/ui/widget/pick"
)

// Store is what the screen reads and writes; a *store.Store.
type Store interface {
	exporting.Source
	Halls(ctx context.Context) ([]questionnaire.Hall, error)
	People(ctx context.Context) ([]questionnaire.Person, error)
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// SettingFolder is the setting that keeps the folder of the last export.
const SettingFolder = "export_folder"

// phase is what the screen is at.
type phase uint8

const (
	choosing phase = iota
	writing
	written
)

// Screen is the export. Make it with New.
type Screen struct {
	env    *nav.Env
	store  Store
	forms  []*questionnaire.Form
	halls  []questionnaire.Hall
	people []questionnaire.Person
	folder string

	phase  phase
	at     field
	chosen [fields]int // index of the value of each field but the path
	path   editor.Model
	named  bool        // the path was typed by hand and follows nothing any more
	list   *pick.Model // the values of the field in focus, where they are shown as a list

	count    int
	counted  bool
	counting int // number of the newest count: older ones come too late
	fault    string
	foreign  string // path of a file that Enter would overwrite

	run         int // number of the newest export
	done, total int
	cancel      context.CancelFunc
	result      exporting.Result
}

// New makes the screen. forms are those that can be exported, the one chosen
// first first; folder is where files go before any export was made.
func New(env *nav.Env, st Store, forms []*questionnaire.Form, folder string) *Screen {
	s := &Screen{env: env, store: st, forms: forms, folder: folder, at: fieldPath}
	s.restyle()
	s.name()
	return s
}

// the messages of the screen's own commands
type (
	knownMsg struct {
		halls  []questionnaire.Hall
		people []questionnaire.Person
		folder string
		err    error
	}
	countedMsg struct {
		counting, n int
		err         error
	}
	progressMsg struct {
		run, done, total int
		next             tea.Cmd
	}
	finishedMsg struct {
		run    int
		result exporting.Result
		err    error
	}
	keptMsg struct{ err error }
)

// Init reads what there is to choose from.
func (s *Screen) Init() tea.Cmd {
	st := s.store
	return func() tea.Msg {
		ctx := context.Background()
		var msg knownMsg
		if msg.halls, msg.err = st.Halls(ctx); msg.err != nil {
			return msg
		}
		if msg.people, msg.err = st.People(ctx); msg.err != nil {
			return msg
		}
		msg.folder, msg.err = st.Setting(ctx, SettingFolder)
		return msg
	}
}

// Typing reports that the path is being typed, or a list searched.
func (s *Screen) Typing() bool {
	if s.list != nil {
		return s.list.Searching()
	}
	return s.phase == choosing && s.at == fieldPath
}

// Settled reports that no file is being written.
func (s *Screen) Settled() bool { return s.phase != writing }

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.PasteMsg:
		return s, s.paste(msg)
	case tea.MouseClickMsg:
		return s, s.click(msg)
	case tea.MouseWheelMsg:
		return s, s.wheel(msg)
	case nav.ShownMsg, nav.ChangedMsg:
		return s, s.recount()
	case nav.EnvMsg:
		s.restyle()
	case knownMsg:
		return s, s.know(msg)
	case countedMsg:
		s.countIs(msg)
	case progressMsg:
		if msg.run == s.run && s.phase == writing {
			s.done, s.total = msg.done, msg.total
		}
		return s, msg.next
	case finishedMsg:
		return s, s.finish(msg)
	case keptMsg:
		if msg.err != nil {
			s.fault = fmt.Sprintf(s.env.Texts.Common.Error, msg.err)
		}
	}
	return s, nil
}

func (s *Screen) know(msg knownMsg) tea.Cmd {
	if msg.err != nil {
		s.fault = exporting.Word(msg.err, s.env.Texts)
		return nil
	}
	s.halls, s.people = msg.halls, msg.people
	if msg.folder != "" {
		s.folder = msg.folder
	}
	s.name()
	return s.recount()
}

// recount counts the interviews that would be written.
func (s *Screen) recount() tea.Cmd {
	if s.form() == nil {
		return nil
	}
	s.counting++
	counting, job := s.counting, s.job()
	return func() tea.Msg {
		n, err := job.Count(context.Background())
		return countedMsg{counting, n, err}
	}
}

func (s *Screen) countIs(msg countedMsg) {
	switch {
	case msg.counting != s.counting:
	case msg.err != nil:
		s.fault = exporting.Word(msg.err, s.env.Texts)
	default:
		s.count, s.counted = msg.n, true
	}
}

func (s *Screen) restyle() {
	t, text, caret := s.env.Theme, s.path.Value(), s.path.Caret()
	s.path = editor.New(editor.Options{OneLine: true, Limit: 1000, Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
	s.path.SetValue(text)
	s.path.SetCaret(caret)
	s.path.Focus()
}

// job is the export as the fields have it.
func (s *Screen) job() exporting.Job {
	j := exporting.Job{Source: s.store, Form: s.form(), Format: s.format(), Path: s.path.Value(), All: s.chose(fieldRest), AllQuotes: s.chose(fieldQuotes),
		Program: "tingfang", Filter: store.Filter{HallID: s.hall().ID, PersonID: s.person().ID}}
	j.Filter.From, j.Filter.To = s.days()
	j.Options.Labels = s.chose(fieldContent)
	j.Options.Long = s.chose(fieldLayout)
	j.Options.Raw = s.chose(fieldUse)
	j.Options.Remarks = s.chose(fieldRemarks)
	j.Options.Personal = s.chose(fieldPersonal)
	j.Options.Lang = s.env.Lang
	return j
}
