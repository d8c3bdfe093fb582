package settings

import (
	"context"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
)

// Options are what the settings show and change beside the store.
type Options struct {
	Version   string
	Chrome    string                    // the signs wanted: "", "unicode" or "ascii"
	SetChrome func(wish string) tea.Cmd // changes and keeps them
	Import    func() tea.Cmd            // the way to the import of a file
}

// Screen is the list of settings.
type Screen struct {
	env    *nav.Env
	store  Store
	o      Options
	list   pick.Model
	people int // in service, -1 = not read yet
	halls  int
	reads  int
	status string
}

// New makes the list of settings.
func New(env *nav.Env, st Store, o Options) *Screen {
	s := &Screen{env: env, store: st, o: o, people: -1, halls: -1}
	s.list = pick.New(s.items())
	return s
}

// the lines of the list
const (
	theStudy = iota
	thePeople
	theHalls
	theLanguage
	theChrome
	thePractice
	theWaves
	theImport
	theAbout
)

func (s *Screen) items() []pick.Item {
	x, t := s.env.Texts.Settings, s.env.Theme
	count := func(format string, n int) string {
		if n < 0 {
			return ""
		}
		return fmt.Sprintf(format, n)
	}
	study := s.env.Study.Org
	if study == "" || s.env.Study.Contact == "" {
		study = strings.TrimSpace(study + "  " + t.Signs.Attend + " " + x.Missing)
	}
	chrome := map[string]string{"": x.ChromeAuto, "unicode": x.ChromeUnicode, "ascii": x.ChromeASCII}[s.o.Chrome]
	practice := x.Off
	if s.env.Practice {
		practice = x.On
	}
	items := []pick.Item{theStudy: {Text: x.Study, Note: study}, thePeople: {Text: x.People, Note: count(x.PeopleCount, s.people)},
		theHalls: {Text: x.Halls, Note: count(x.HallCount, s.halls)}, theLanguage: {Text: x.Language, Note: ownName(s.env.Lang)},
		theChrome: {Text: x.Chrome, Note: chrome}, thePractice: {Text: x.Practice, Note: practice}, theWaves: {Text: x.Waves},
		theImport: {Text: x.Import}, theAbout: {Text: x.About}}
	widest := 0
	for _, it := range items {
		widest = max(widest, ansi.StringWidth(it.Text))
	}
	for i := range items {
		items[i].Text = t.Pad(items[i].Text, widest)
	}
	return items
}

// ownName is a language in its own words, as the other one offers it.
func ownName(l questionnaire.Lang) string {
	if l == questionnaire.EN {
		return lang.Of(questionnaire.ZH).Common.Language
	}
	return lang.Of(questionnaire.EN).Common.Language
}

// Init does nothing.
func (s *Screen) Init() tea.Cmd { return nil }

type countedMsg struct {
	read, people, halls int
	err                 error
}

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		s.status = ""
		if nav.Is(msg, "esc") {
			return s, nav.Pop
		}
		return s, s.choose(msg)
	case tea.MouseClickMsg:
		msg.Y -= rollTop
		return s, s.choose(msg)
	case nav.ShownMsg, nav.ChangedMsg:
		return s, s.count()
	case nav.EnvMsg:
		s.list.Set(s.items())
	case countedMsg:
		s.counted(msg)
	}
	return s, nil
}

// count reads how many people and halls are in service.
func (s *Screen) count() tea.Cmd {
	s.reads++
	read, st := s.reads, s.store
	return func() tea.Msg {
		msg := countedMsg{read: read}
		people, err := st.People(context.Background())
		if err != nil {
			return countedMsg{read: read, err: err}
		}
		halls, err := st.Halls(context.Background())
		msg.err = err
		for _, p := range people {
			if !p.Retired {
				msg.people++
			}
		}
		for _, h := range halls {
			if !h.Retired {
				msg.halls++
			}
		}
		return msg
	}
}

func (s *Screen) counted(msg countedMsg) {
	switch {
	case msg.read != s.reads:
	case msg.err != nil:
		s.status = failure(s.env.Texts, msg.err)
	default:
		s.people, s.halls = msg.people, msg.halls
		s.list.Set(s.items())
	}
}

func (s *Screen) choose(msg tea.Msg) tea.Cmd {
	var n int
	s.list, n = s.list.Update(msg)
	switch n {
	case theStudy:
		return nav.Push(studyPage(s.env, s.store))
	case thePeople:
		return nav.Push(newPeople(s.env, s.store))
	case theHalls:
		return nav.Push(newHalls(s.env, s.store))
	case theLanguage:
		return func() tea.Msg { return nav.LangMsg{} }
	case theChrome:
		s.o.Chrome = map[string]string{"": "unicode", "unicode": "ascii", "ascii": ""}[s.o.Chrome]
		s.list.Set(s.items())
		return s.o.SetChrome(s.o.Chrome)
	case thePractice:
		on := !s.env.Practice
		return nav.Change(func(e *nav.Env) { e.Practice = on })
	case theWaves:
		return nav.Push(newWaves(s.env, s.store))
	case theImport:
		return s.o.Import()
	case theAbout:
		return nav.Push(&about{env: s.env, store: s.store, version: s.o.Version})
	}
	return nil
}

// Draw gives the list.
func (s *Screen) Draw(width, height int) nav.Frame {
	t, c := s.env.Theme, s.env.Texts.Common
	body, _ := s.list.Draw(t, c.Search, width-4, height-rollTop)
	f := nav.Frame{Title: s.env.Texts.Settings.Title, Body: "\n" + indent(body), Help: []key.Binding{nav.Bind("Enter", c.Choose, "enter"),
		nav.Bind(t.Signs.Up+" "+t.Signs.Down, c.Move, "down"), nav.Bind("Esc", c.Back, "esc")}}
	if s.status != "" {
		f.Status = t.Bad.Render(t.Signs.Cross + " " + s.status)
	}
	return f
}
