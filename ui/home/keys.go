package home

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
)

// entry is one of the ways on.
type entry int

const (
	start entry = iota
	resume
	records
	tables
	export
	settings
	guide
	calls
	notes
	exchange
)

// help is what can be pressed now.
func (s *Screen) help() []key.Binding {
	h, c, signs := s.env.Texts.Home, s.env.Texts.Common, s.env.Theme.Signs
	back := nav.Bind("Esc", c.Back, "esc")
	switch {
	case s.ask == confirmUnable || s.ask == confirmNotEligible:
		return []key.Binding{nav.Bind("Enter", h.KeyConfirm, "enter"), back}
	case s.ask != nothing:
		return []key.Binding{nav.Bind("Enter", c.Choose, "enter"), nav.Bind(signs.Up+" "+signs.Down, c.Move, "down"), back}
	}
	undo := nav.Bind("F5", h.KeyUndo, "f5", "u", "U", "ctrl+z")
	undo.SetEnabled(len(s.tallied) > 0)
	form := nav.Bind("F7", h.KeyForm, "f7")
	form.SetEnabled(len(s.surveys) > 1)
	out := []key.Binding{
		nav.Bind(s.digits(), h.KeyChoose, "enter"), undo,
		nav.Bind("F8", h.KeyPerson, "f8"), nav.Bind("F12", h.KeyPractice, "f12"), nav.Bind("F6", h.KeyHall, "f6"), form,
		nav.Bind("F2", h.KeyRefused, "f2"), nav.Bind("F3", h.KeyUnable, "f3"), nav.Bind("F4", h.KeyNotEligible, "f4"),
	}
	for i, e := range s.entries {
		digit := s.digit(e, i)
		out = append(out, nav.Bind(digit, s.word(e), digit))
	}
	return out
}

// digit is the key of the nth entry: 0 for the exchange, wherever it stands.
func (s *Screen) digit(e entry, n int) string {
	if e == exchange {
		return "0"
	}
	return fmt.Sprint(n + 1)
}

// digits are the keys of all entries.
func (s *Screen) digits() string {
	if n := len(s.entries); s.entries[n-1] == exchange {
		return fmt.Sprintf("0-%d", n-1)
	}
	return fmt.Sprintf("1-%d", len(s.entries))
}

func (s *Screen) listing() bool {
	return s.ask != nothing && s.ask != confirmUnable && s.ask != confirmNotEligible
}

func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if s.ask != nothing {
		return s.answer(msg)
	}
	s.say("")
	switch pressed := nav.Plain(msg); pressed {
	case "up", "shift+tab":
		s.at = (s.at + len(s.entries) - 1) % len(s.entries)
	case "down", "tab":
		s.at = (s.at + 1) % len(s.entries)
	case "enter":
		return s.follow(s.entries[s.at])
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9":
		for i, e := range s.entries {
			if s.digit(e, i) == pressed {
				s.at = i
				return s.follow(e)
			}
		}
	case "f2":
		return s.askTally(refusedWhy)
	case "f3":
		return s.askTally(confirmUnable)
	case "f4":
		return s.askTally(confirmNotEligible)
	case "f5", "u", "U", "ctrl+z":
		return s.undo()
	case "f6":
		return s.nextHall()
	case "f7":
		return s.nextForm()
	case "f8":
		return s.nextPerson()
	case "f12":
		return s.practise()
	}
	return nil
}

// answer takes a key while home asks for something.
func (s *Screen) answer(msg tea.KeyPressMsg) tea.Cmd {
	if nav.Is(msg, "esc") {
		s.ask = nothing
		return nil
	}
	if !s.listing() {
		again := map[ask]string{confirmUnable: "f3", confirmNotEligible: "f4"}[s.ask]
		if nav.Is(msg, "enter", again) {
			return s.confirmed("")
		}
		return nil
	}
	var n int
	if s.list, n = s.list.Update(msg); n >= 0 {
		return s.picked(n)
	}
	return nil
}

// picked does what the nth item of the list stands for.
func (s *Screen) picked(n int) tea.Cmd {
	asked := s.ask
	if asked == refusedWhy {
		return s.confirmed(s.reasons()[n].Name)
	}
	s.ask = nothing
	switch asked {
	case whichForm:
		return s.setForm(n)
	case whichGuide:
		return s.ways.Begin(s.guides[n])
	case whichCalls:
		return s.ways.CallBacks(s.calls[n])
	case whichDraft:
		return s.ways.Resume(s.data.Drafts[n])
	case whichPerson:
		return s.setPerson(s.data.People[n])
	case whichHall:
		return s.setHall(s.data.Halls[n])
	}
	return nil
}

// offer shows a list to take one from.
func (s *Screen) offer(what ask, items []pick.Item, at int) {
	s.ask, s.list = what, pick.New(items)
	s.list.SetHeight(s.listHeight())
	s.list.Move(at)
	s.say("")
}

// follow goes where an entry leads.
func (s *Screen) follow(e entry) tea.Cmd {
	h := s.env.Texts.Home
	switch e {
	case records:
		return s.ways.Records()
	case tables:
		if s.current() == nil {
			s.say(h.NoForms)
			return nil
		}
		return s.ways.Tables(s.current())
	case export:
		return s.ways.Export()
	case exchange:
		return s.ways.Sync()
	case settings:
		return s.ways.Settings()
	case notes:
		return s.ways.Notes()
	case calls:
		return s.oneOf(whichCalls, s.calls, s.ways.CallBacks)
	}
	if s.env.ReadOnly {
		s.say(h.ReadOnly)
		return nil
	}
	if e == resume {
		return s.resume()
	}
	if s.unnamed() && !s.env.Practice && !s.warned {
		s.warned = true
		s.say(s.env.Theme.Warn.Render(s.env.Theme.Signs.Attend + " " + h.NoNoticeYet))
		return nil
	}
	if e == guide {
		return s.oneOf(whichGuide, s.guides, s.ways.Begin)
	}
	if s.current() == nil {
		s.say(h.NoForms)
		return nil
	}
	return s.ways.Begin(s.current())
}

// oneOf goes on with the only form there is, or asks which.
func (s *Screen) oneOf(what ask, forms []*questionnaire.Form, on func(*questionnaire.Form) tea.Cmd) tea.Cmd {
	if len(forms) == 1 {
		return on(forms[0])
	}
	s.offer(what, s.titles(forms), 0)
	return nil
}

func (s *Screen) titles(forms []*questionnaire.Form) []pick.Item {
	var items []pick.Item
	for _, f := range forms {
		items = append(items, pick.Item{Text: f.Title.In(s.env.Lang), Note: f.ID + " " + f.Version})
	}
	return items
}

// nextForm changes the survey that is held and whose figures are shown: of two
// it takes the other one, of more it asks.
func (s *Screen) nextForm() tea.Cmd {
	switch len(s.surveys) {
	case 0, 1:
		return nil
	case 2:
		return s.setForm(1 - s.form)
	}
	s.offer(whichForm, s.titles(s.surveys), s.form)
	return nil
}

func (s *Screen) setForm(n int) tea.Cmd {
	s.form = n
	s.say(fmt.Sprintf(s.env.Texts.Home.NowForm, s.current().Title.In(s.env.Lang)))
	return tea.Batch(s.keep(SettingForm, s.current().ID), s.load())
}

func (s *Screen) resume() tea.Cmd {
	switch len(s.data.Drafts) {
	case 0:
		s.say(s.env.Texts.Home.NoDrafts)
		return nil
	case 1:
		return s.ways.Resume(s.data.Drafts[0])
	}
	var items []pick.Item
	for _, d := range s.data.Drafts {
		items = append(items, pick.Item{Text: s.draft(d), Note: questionnaire.HarmlessLine(d.Hall.Name + "  " + d.Interviewer.Name)})
	}
	s.offer(whichDraft, items, 0)
	return nil
}

// nextPerson changes the interviewer: of two it takes the other one, of more
// it asks.
func (s *Screen) nextPerson() tea.Cmd {
	people := s.data.People
	at := place(len(people), func(i int) bool { return people[i].ID == s.env.Person.ID })
	switch {
	case len(people) < 2 && at == 0:
		s.say(s.env.Texts.Home.OnePerson)
		return nil
	case len(people) == 2:
		return s.setPerson(people[(at+1)%2])
	}
	var items []pick.Item
	for _, p := range people {
		items = append(items, pick.Item{Text: questionnaire.HarmlessLine(p.Name), Note: questionnaire.HarmlessLine(p.Number)})
	}
	s.offer(whichPerson, items, max(at, 0))
	return nil
}

func (s *Screen) setPerson(p questionnaire.Person) tea.Cmd {
	s.say(fmt.Sprintf(s.env.Texts.Home.NowPerson, person(p)))
	return tea.Batch(nav.Change(func(e *nav.Env) { e.Person = p }), s.keep(SettingPerson, p.ID))
}

// nextHall changes the hall, as nextPerson does the interviewer.
func (s *Screen) nextHall() tea.Cmd {
	halls := s.data.Halls
	at := place(len(halls), func(i int) bool { return halls[i].ID == s.env.Hall.ID })
	switch {
	case len(halls) < 2 && at == 0:
		s.say(s.env.Texts.Home.OneHall)
		return nil
	case len(halls) == 2:
		return s.setHall(halls[(at+1)%2])
	}
	var items []pick.Item
	for _, h := range halls {
		items = append(items, pick.Item{Text: questionnaire.HarmlessLine(h.Name), Note: questionnaire.HarmlessLine(h.Code + "  " + h.City)})
	}
	s.offer(whichHall, items, max(at, 0))
	return nil
}

func (s *Screen) setHall(h questionnaire.Hall) tea.Cmd {
	s.say(fmt.Sprintf(s.env.Texts.Home.NowHall, questionnaire.HarmlessLine(h.Name)))
	return tea.Batch(nav.Change(func(e *nav.Env) { e.Hall = h }), s.keep(SettingHall, h.ID))
}

func place(n int, is func(int) bool) int {
	for i := range n {
		if is(i) {
			return i
		}
	}
	return -1
}

func (s *Screen) practise() tea.Cmd {
	h := s.env.Texts.Home
	on := !s.env.Practice
	if s.say(h.PracticeOff); on {
		s.say(h.PracticeOn)
	}
	return nav.Change(func(e *nav.Env) { e.Practice = on })
}

// mouse takes a click on an entry, or on the list that is asked from.
func (s *Screen) mouse(msg tea.Msg) tea.Cmd {
	click, clicked := msg.(tea.MouseClickMsg)
	switch {
	case s.listing():
		if clicked {
			click.Y -= s.top() + 2
			msg = click
		}
		var n int
		if s.list, n = s.list.Update(msg); n >= 0 {
			return s.picked(n)
		}
	case clicked && s.ask == nothing && click.Button == tea.MouseLeft:
		return s.click(click)
	}
	return nil
}

// click follows an entry, or tallies, on the left pane.
func (s *Screen) click(at tea.MouseClickMsg) tea.Cmd {
	if at.X >= s.entryWidth() {
		return nil
	}
	s.say("")
	n := at.Y - s.top()
	if n >= 0 && n < len(s.entries) {
		s.at = n
		return s.follow(s.entries[n])
	}
	if n -= len(s.entries) + s.tallyHead(); n >= 0 && n < len(tallies) {
		return s.askTally(tallies[n].ask)
	}
	return nil
}
