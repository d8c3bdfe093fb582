// Package notes is what was noted in all guide interviews together: notes
// searched and filtered, the tags, tags by topic and by role, and the
// follow-up actions.
package notes

import (
	"context"
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
)

// Store is what the screen reads and changes; a *store.Store.
type Store interface {
	Notes(ctx context.Context, f store.NoteFilter) ([]store.FoundNote, error)
	CountNotes(ctx context.Context, f store.NoteFilter) (int, error)
	Tags(ctx context.Context) ([]store.TagCount, error)
	SaveTag(ctx context.Context, t talk.Tag) (talk.Tag, error)
	MergeTag(ctx context.Context, from, into string) error
	DeleteTag(ctx context.Context, id string) error
	TagGrid(ctx context.Context, formID, by string) (store.Grid, error)
	FollowUps(ctx context.Context, formID string) ([]store.FollowUpRow, error)
	SaveFollowUp(ctx context.Context, f talk.FollowUp) error
}

// Ways lead to other screens.
type Ways struct {
	// Read opens the reading view of an interview, at a note or (note "") at
	// its beginning.
	Read func(response, note string) tea.Cmd
}

// page is one of the pages of the screen. It draws below two lines of the
// screen's own; y counts from there.
type page interface {
	read() tea.Cmd
	key(name string) tea.Cmd
	click(x, y int) tea.Cmd
	help() []key.Binding
	right() string
	draw(width, height int) []string
}

// top is how many lines stand above a page: its name and a blank one.
const top = 2

// margin stands at the left of every line.
const margin = "  "

// Screen is all pages. Make it with New.
type Screen struct {
	env   *nav.Env
	store Store
	form  *questionnaire.Form
	ways  Ways

	found  *found
	pages  [5]page
	at     int // the page
	tags   []store.TagCount
	panel  panel // asked above the page; nil = nothing
	status string

	width, height int // of the body
}

// New makes the screen for the notes of one form.
func New(env *nav.Env, st Store, f *questionnaire.Form, w Ways) *Screen {
	s := &Screen{env: env, store: st, form: f, ways: w, width: 80, height: 21}
	s.found = &found{s: s, drop: func() {}}
	s.pages = [5]page{s.found, &tags{s: s}, &grid{s: s, by: "topic"}, &grid{s: s, by: "role"}, &followUps{s: s}}
	s.found.restyle()
	return s
}

// Init does nothing: reading starts when the screen is shown.
func (s *Screen) Init() tea.Cmd { return nil }

// Typing reports that letters and digits are typed.
func (s *Screen) Typing() bool {
	return s.panel != nil && s.panel.typing() || s.panel == nil && s.at == 0 && s.found.seeking
}

// doneMsg brings what a command of the screen has read or done.
type doneMsg struct {
	owner *Screen
	then  func() tea.Cmd
}

// ask gets something from the store beside the screen, then goes on with it.
func ask[T any](s *Screen, get func() (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		got, err := get()
		return doneMsg{s, func() tea.Cmd { return then(got, err) }}
	}
}

// bad shows an error; it reports whether there was one.
func (s *Screen) bad(err error) bool {
	if err != nil {
		s.status = s.env.Theme.Bad.Render(s.env.Theme.Signs.Cross + " " + fmt.Sprintf(s.env.Texts.Notes.Failed, err))
	}
	return err != nil
}

// locked says that nothing can be changed, where that is so.
func (s *Screen) locked() bool {
	if s.env.ReadOnly {
		s.status = s.env.Theme.Warn.Render(s.env.Texts.Notes.Locked)
	}
	return s.env.ReadOnly
}

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		s.status = ""
		return s, s.key(msg)
	case tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		return s, s.point(msg)
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
		if s.panel != nil {
			s.panel.size(s.width, s.height)
		}
	case nav.ShownMsg, nav.ChangedMsg:
		return s, s.read()
	case nav.EnvMsg:
		s.found.restyle()
		if s.panel != nil {
			s.panel = s.panel.reword(s)
		}
	case doneMsg:
		if msg.owner == s {
			return s, msg.then()
		}
	}
	return s, nil
}

// read reads the tags, which every page names, and the page in sight.
func (s *Screen) read() tea.Cmd {
	tags := ask(s, func() ([]store.TagCount, error) { return s.store.Tags(context.Background()) }, func(all []store.TagCount, err error) tea.Cmd {
		if !s.bad(err) {
			s.tags = all
			s.found.sift()
		}
		return nil
	})
	return tea.Sequence(tags, s.pages[s.at].read())
}

func (s *Screen) turn(to int) tea.Cmd {
	s.at = (to + len(s.pages)) % len(s.pages)
	return s.pages[s.at].read()
}

func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if s.panel != nil {
		if nav.Is(msg, "esc") {
			s.panel = nil
			return nil
		}
		return s.panel.update(s, msg)
	}
	if s.Typing() {
		return s.found.enter(msg)
	}
	switch name := nav.Plain(msg); name {
	case "esc":
		return nav.Pop
	case "tab":
		return s.turn(s.at + 1)
	case "shift+tab":
		return s.turn(s.at - 1)
	case "1", "2", "3", "4", "5":
		return s.turn(int(name[0] - '1'))
	default:
		return s.pages[s.at].key(name)
	}
}

// point takes what comes from the mouse and what is pasted.
func (s *Screen) point(msg tea.Msg) tea.Cmd {
	if s.panel != nil {
		return s.panel.update(s, msg)
	}
	switch msg := msg.(type) {
	case tea.PasteMsg:
		if s.Typing() {
			return s.found.enter(msg)
		}
	case tea.MouseWheelMsg:
		name := map[tea.MouseButton]string{tea.MouseWheelUp: "up", tea.MouseWheelDown: "down"}[msg.Button]
		if name != "" {
			return s.pages[s.at].key(name)
		}
	case tea.MouseClickMsg:
		if msg.Button != tea.MouseLeft {
			return nil
		}
		if msg.Y == 0 {
			return s.clickTab(msg.X)
		}
		return s.pages[s.at].click(msg.X, msg.Y-top)
	}
	return nil
}

func (s *Screen) help() []key.Binding {
	c, x := s.env.Texts.Common, s.env.Texts.Notes
	if _, typed := s.panel.(*entry); typed {
		return []key.Binding{nav.Bind("Enter", x.KeyNext, "enter"), nav.Bind("Tab", c.NextField, "tab"), nav.Bind("Esc", c.Back, "esc")}
	}
	if s.panel != nil {
		return []key.Binding{nav.Bind("Enter", c.Choose, "enter"), nav.Bind("Esc", c.Back, "esc")}
	}
	keys := s.pages[s.at].help()
	if s.Typing() {
		return keys
	}
	ways := []key.Binding{nav.Bind("Tab", x.KeyPage, "tab", "shift+tab", "1", "2", "3", "4", "5"), nav.Bind("Esc", c.Back, "esc")}
	return slices.Insert(keys, min(2, len(keys)), ways...)
}
