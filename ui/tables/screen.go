package tables

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/summary"
	"tingfang/ui/nav"
	"tingfang/ui/report"
	"tingfang/ui/widget/editor"
)

// Ways lead from the tables to other screens.
type Ways struct {
	// Interviews opens the list of these interviews; title says what they are.
	Interviews func(title string, keys []int64) tea.Cmd
	// Forms are those whose tables Form opens in the place of this screen; with
	// fewer than two it is not offered.
	Forms []*questionnaire.Form
	Form  func(f *questionnaire.Form) tea.Cmd
}

// page is one of the pages, by its digit less one.
type page int

const (
	overview page = iota
	items
	matrix
	crosstab
	quadrant
	waves
	participation
	topics // of a guide
	pages
)

// book are the pages of the form, in the order of their digits: a guide has one
// of its topics, and none of scales.
func (s *Screen) book() []page {
	if s.source.form.Mode == questionnaire.Guide {
		return []page{topics, overview, items, crosstab, participation}
	}
	return []page{overview, items, matrix, crosstab, quadrant, waves, participation}
}

// pageName is what a page is called.
func (s *Screen) pageName(p page) string {
	if p == topics {
		return s.env.Texts.Talk.Page
	}
	return s.env.Texts.Tables.Pages[p]
}

// want is what is to be shown.
type want struct {
	page   page
	item   string // of the items and the crosstab; of one item's waves
	by     string // the break of the crosstab
	split  string // the break of participation
	target string // of the quadrant
	detail bool   // one item wave by wave, not all items
	filter filter
}

// Screen is the tables of one form. Make it with New.
type Screen struct {
	env    *nav.Env
	source *Source
	ways   Ways
	folder string // where files are saved at first

	want
	asked  int  // counts what was wanted: an older outcome is of no use
	busy   bool // something is being counted
	stale  bool // the store has changed since it was read
	have   *outcome
	failed error

	cursors [pages]cursor
	into    bool // on the page of items: the cursor is in the table, not in the list

	choose *chooser
	typing entry // what is typed into the field
	field  editor.Model
	fault  string // what is wrong with what was typed
	kind   int    // index of the format
	again  string // path of a file that Enter would overwrite
	status string

	width, height int // of the body
	memo          memo
}

// entry is what the field at the top of the page is for.
type entry uint8

const (
	nothing entry = iota
	condition
	path
)

// New makes the screen; folder is where tables are saved to at first.
func New(env *nav.Env, source *Source, ways Ways, folder string) *Screen {
	s := &Screen{env: env, source: source, ways: ways, folder: folder, stale: true, width: 80, height: 21}
	s.by, s.split, s.page = "hall", "hall", s.book()[0]
	if all := s.closed(); len(all) > 0 {
		s.item = all[0]
	}
	if q := s.headline(); q != nil {
		s.item, s.target = q.Name, q.Name
	}
	s.restyle()
	return s
}

// Today narrows the tables to what was asked today in a hall.
func (s *Screen) Today(h questionnaire.Hall) *Screen {
	s.filter.when = today
	if h.Code != "" {
		s.filter.halls = []string{h.Code}
	}
	return s
}

// headline is the item on satisfaction as a whole: the first numbered one with
// the scale that most items have.
func (s *Screen) headline() *questionnaire.Question {
	f := s.source.form
	for i := range f.Questions {
		if q := &f.Questions[i]; q.Scale == "sat5" && q.No > 0 {
			return q
		}
	}
	return nil
}

// closed are the items that have tables: those of the interview first, those
// that decide whether there is one last.
func (s *Screen) closed() []string {
	var asked, gate []string
	f := s.source.form
	for i := range f.Questions {
		q := &f.Questions[i]
		if q.Personal || q.Kind != questionnaire.SelectOne && q.Kind != questionnaire.SelectMultiple && q.Kind != questionnaire.Range {
			continue
		}
		switch q.Role {
		case questionnaire.RoleConsent, questionnaire.RoleConsentNotes, questionnaire.RoleEligibility, questionnaire.RoleRefusalReason, questionnaire.RoleBreakoffReason:
			gate = append(gate, q.Name)
		default:
			asked = append(asked, q.Name)
		}
	}
	return append(asked, gate...)
}

// Init does nothing: counting starts when the screen is shown.
func (s *Screen) Init() tea.Cmd { return nil }

// Typing reports that letters and digits are typed.
func (s *Screen) Typing() bool {
	return s.typing != nothing || s.choose != nil && s.choose.list.Searching()
}

// the messages of the screen's own commands
type (
	countedMsg struct {
		owner *Screen
		asked int
		have  *outcome
		err   error
	}
	behindMsg struct {
		owner *Screen
		title string
		keys  []int64
		err   error
	}
	savedMsg struct {
		owner *Screen
		path  string // where it is
		tried string // as it was typed
		err   error
	}
)

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		s.status = ""
		return s, s.key(msg)
	case tea.PasteMsg:
		return s, s.paste(msg)
	case tea.MouseClickMsg:
		return s, s.click(msg)
	case tea.MouseWheelMsg:
		return s, s.wheel(msg)
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
		if s.choose != nil {
			s.choose.list.SetHeight(s.room())
		}
	case nav.ShownMsg, nav.ChangedMsg:
		s.stale = true
		return s, s.count()
	case nav.EnvMsg:
		s.restyle()
	case countedMsg:
		if msg.owner == s {
			return s, s.counted(msg)
		}
	case behindMsg:
		if msg.owner == s {
			return s, s.behind(msg)
		}
	case savedMsg:
		if msg.owner == s {
			s.saved(msg)
		}
	}
	return s, nil
}

// count counts what is wanted now, beside the screen: one count at a time, and
// the newest wish once more when it is done.
func (s *Screen) count() tea.Cmd {
	s.asked++
	if s.busy {
		return nil
	}
	s.busy = true
	stale := s.stale
	s.stale = false
	asked, w, src, now := s.asked, s.want, s.source, s.env.Now()
	return func() tea.Msg {
		msg := countedMsg{owner: s, asked: asked}
		msg.err = src.use(context.Background(), stale, func(c *summary.Columns, k known) error {
			msg.have = compute(c, k, w, now)
			return nil
		})
		if msg.err == nil && w.page == topics && msg.have.bad == nil {
			msg.have.cover, msg.err = report.Cover(context.Background(), src.store, src.form, msg.have.keys, false)
		}
		return msg
	}
}

func (s *Screen) counted(msg countedMsg) tea.Cmd {
	s.busy = false
	if s.failed = msg.err; msg.err != nil {
		s.stale = true
		return nil
	}
	s.have = msg.have
	if msg.asked != s.asked || s.stale {
		return s.count()
	}
	s.cursors[s.page] = clamp(s.cursors[s.page], s.laidOut().stops)
	return nil
}

// current reports that what is shown is what is wanted.
func (s *Screen) current() bool { return s.have != nil && s.have.page == s.page }

// behind opens the interviews behind a cell.
func (s *Screen) behind(msg behindMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		s.status = s.env.Theme.Bad.Render(s.env.Theme.Signs.Cross + " " + fmt.Sprintf(s.env.Texts.Tables.Failed, msg.err))
	case len(msg.keys) == 0:
		s.status = s.env.Texts.Tables.Nobody
	default:
		return s.ways.Interviews(msg.title, msg.keys)
	}
	return nil
}

func (s *Screen) restyle() {
	t, text, caret := s.env.Theme, s.field.Value(), s.field.Caret()
	s.field = editor.New(editor.Options{OneLine: true, Limit: 1000, Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
	s.field.SetValue(text)
	s.field.SetCaret(caret)
	s.field.Focus()
	if s.choose != nil {
		s.choose = nil
	}
}
