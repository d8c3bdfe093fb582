// Package records is the list of all interviews, searched and filtered, and
// one of them read on a page. The list holds no more rows than it shows and a
// few around them, however many there are.
package records

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
	"tingfang/ui/widget/pick"
)

// Store is what the screens read; a *store.Store.
type Store interface {
	List(ctx context.Context, f store.Filter) ([]store.Row, error)
	CountRows(ctx context.Context, f store.Filter) (int, error)
	Response(ctx context.Context, id string, personal bool) (questionnaire.Response, error)
	Form(ctx context.Context, id string) (*questionnaire.Form, error)
	FormByHash(ctx context.Context, hash [32]byte) (*questionnaire.Form, error)
	Row(ctx context.Context, id string) (store.Row, error)
	Talk(ctx context.Context, response string) (talk.Record, error)
	Corrections(ctx context.Context, id string) ([]store.Correction, error)
	HeldAt(ctx context.Context, id string) (store.Held, error)
	FollowedBy(ctx context.Context, id string) ([]store.Row, error)
	Forms(ctx context.Context) ([]store.FormInfo, error)
	Halls(ctx context.Context) ([]questionnaire.Hall, error)
	People(ctx context.Context) ([]questionnaire.Person, error)
}

// Ways are where the list leads to; one that is nil is not offered.
type Ways struct {
	Resume  func(draft store.Row) tea.Cmd // takes up a draft
	Talk    func(id string) tea.Cmd       // reads what was said in a guide interview
	Correct func(r store.Row) tea.Cmd     // corrects answers of an interview that has ended
}

// Screen is the list. Make it with New.
type Screen struct {
	env   *nav.Env
	store Store
	ways  Ways
	title string // which interviews these are, where they are chosen ones; "" = all there are

	filters filters
	search  editor.Model
	seeking bool        // the search field has the focus
	list    *pick.Model // the values of a filter, while one is chosen
	picking filter

	window         window
	at, top        int  // row in focus, first row in sight
	width, height  int  // of the body
	loading, again bool // a read is under way; another is wanted after it
	failed         error
}

// New makes the list.
func New(env *nav.Env, st Store, ways Ways) *Screen {
	s := &Screen{env: env, store: st, ways: ways, width: 80, height: 21}
	s.restyle()
	return s
}

// Init does nothing: reading starts when the screen is shown.
func (s *Screen) Init() tea.Cmd { return nil }

// Typing reports that something is typed: a search, or a part of a long list.
func (s *Screen) Typing() bool { return s.seeking || s.list != nil && s.list.Searching() }

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.PasteMsg:
		if s.seeking {
			return s, s.seek(msg)
		}
	case tea.MouseClickMsg:
		return s, s.click(msg)
	case tea.MouseWheelMsg:
		return s, s.wheel(msg)
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
		return s, s.move(0)
	case nav.ShownMsg, nav.ChangedMsg:
		return s, s.read()
	case nav.EnvMsg:
		s.restyle()
	case windowMsg:
		if msg.owner == s {
			return s, s.take(msg)
		}
	}
	return s, nil
}

func (s *Screen) restyle() {
	t, text, caret := s.env.Theme, s.search.Value(), s.search.Caret()
	s.search = editor.New(editor.Options{OneLine: true, Limit: 100, Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
	s.search.SetValue(text)
	s.search.SetCaret(caret)
	if s.seeking {
		s.search.Focus()
	}
}

// row is the row in focus, where it has been read.
func (s *Screen) row() (store.Row, bool) { return s.window.row(s.at) }

// move moves the focus by rows, keeps it in sight, and reads what is missing.
func (s *Screen) move(by int) tea.Cmd {
	s.at = min(max(s.at+by, 0), max(s.window.total-1, 0))
	rows := s.rows()
	s.top = min(max(s.top, s.at-rows+1), s.at)
	s.top = max(min(s.top, s.window.total-rows), 0)
	if s.window.holds(s.top, rows) {
		return nil
	}
	return s.read()
}
