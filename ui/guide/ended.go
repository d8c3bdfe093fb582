package guide

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
)

// Ended says that a talk has ended and is kept, what it covered, and where to
// go from here. Nothing is written from here.
type Ended struct {
	s   *Screen
	to  pick.Model
	top int // rows above the ways on, as drawn last
}

func newEnded(s *Screen) *Ended {
	return &Ended{s: s, to: pick.New(make([]pick.Item, len(s.onward())))}
}

// onward are the ways from the end.
func (s *Screen) onward() []way {
	x := s.env.Texts.Guide
	ways := []way{{pick.Item{Text: s.env.Texts.Interview.GoHome}, func(*Screen) tea.Cmd { return nav.Pop }}}
	if s.ways.Tables != nil && s.ending != questionnaire.Withdrawn {
		ways = append(ways, way{pick.Item{Text: x.EndedTables}, func(s *Screen) tea.Cmd { return s.ways.Tables() }})
	}
	return ways
}

// Init has nothing to begin.
func (e *Ended) Init() tea.Cmd { return nil }

// Update takes one message.
func (e *Ended) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch nav.Plain(msg) {
		case "esc", "left", "h", "H":
			return e, nav.Pop
		case "f5", "t", "T":
			return e, e.follow(1)
		}
		return e, e.give(msg)
	case tea.MouseClickMsg:
		msg.Y -= e.top
		return e, e.give(msg)
	case tea.MouseWheelMsg:
		return e, e.give(msg)
	}
	return e, nil
}

// give lets the list have a message, and goes the way that is taken.
func (e *Ended) give(msg tea.Msg) tea.Cmd {
	next, taken := e.to.Update(msg)
	e.to = next
	return e.follow(taken)
}

func (e *Ended) follow(n int) tea.Cmd {
	if ways := e.s.onward(); n >= 0 && n < len(ways) {
		return ways[n].do(e.s)
	}
	return nil
}

// Draw gives the screen in width by height cells.
func (e *Ended) Draw(width, height int) nav.Frame {
	s := e.s
	s.ses.SetLang(s.env.Lang)
	var items []pick.Item
	for _, w := range s.onward() {
		items = append(items, w.item)
	}
	to := e.to
	to.Set(items)
	rows := e.rows(width-6, height-len(items)-1)
	e.top = len(rows)
	body, _ := to.Draw(s.env.Theme, "", width-6, len(items))
	rows = append(rows, strings.Split(body, "\n")...)
	keys := []binding{nav.Bind("Enter", s.env.Texts.Common.Choose, "enter")}
	if len(items) > 1 {
		keys = append(keys, nav.Bind("F5", s.env.Texts.Guide.KeyTables, "f5", "t", "T"))
	}
	return nav.Frame{Title: s.title(), Right: s.ending.Words().In(s.env.Lang), Body: "   " + strings.Join(rows, "\n   "),
		Help: append(keys, nav.Bind("Esc", s.env.Texts.Interview.KeyHome, "esc")), Status: s.status(width - 2)}
}

// rows say that it has ended, then topic by topic what became of it as far as
// the height goes.
func (e *Ended) rows(width, height int) []string {
	s, t := e.s, e.s.env.Theme
	x := s.env.Texts.Guide
	rows := []string{"", t.Good.Render(t.Signs.Tick) + " "}
	if s.ending == questionnaire.Withdrawn {
		rows[1] += t.Question.Render(t.Cut(x.EndedErased, width-2))
		return append(rows, "")
	}
	rows[1] += t.Question.Render(t.Cut(fmt.Sprintf(x.EndedKept, s.noted()), width-2))
	rows = append(rows, "  "+t.Cut(s.coverage(), width-2), "")
	for _, row := range s.topicRows(width - 2) {
		if len(rows) < height-1 {
			rows = append(rows, "  "+row)
		}
	}
	return append(rows, "")
}

// noted is how many notes of the talk are not blank.
func (s *Screen) noted() (n int) {
	for _, note := range s.doc.Notes() {
		if !talk.Blank(note.Text) {
			n++
		}
	}
	return n
}
