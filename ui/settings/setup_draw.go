package settings

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"

	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// formTop is the line on which the fields begin.
const formTop = 7

// Draw gives the step in front.
func (s *Setup) Draw(width, height int) nav.Frame {
	t, x, c := s.env.Theme, s.env.Texts.Setup, s.env.Texts.Common
	f := nav.Frame{Title: c.Program + " " + t.Signs.Between + " " + x.Title, Help: s.help(), Status: s.status}
	f.Right = t.Dim.Render(fmt.Sprintf(x.Step, s.at+1, steps))
	if s.bad {
		f.Status = t.Warn.Render(t.Signs.Attend + " " + s.status)
	}
	question, why := [steps]string{x.WhoAsk, x.WhereAsk, x.StudyAsk}[s.at], [steps]string{x.WhoWhy, x.WhereWhy, x.StudyWhy}[s.at]
	switch {
	case s.asking:
		question, why = x.HallAsk, ""
	case s.listed:
		question, why = x.ListAsk, x.ListWhy
	}
	lines := []string{"", s.trail(), "", "   " + t.Question.Render(question)}
	reason := wrap.Lines(why, width-6)
	for len(reason) < 2 {
		reason = append(reason, "")
	}
	for _, l := range reason[:2] {
		lines = append(lines, "   "+t.Dim.Render(l))
	}
	lines = append(lines, "")
	room := height - len(lines)
	if s.asking {
		body, cursor := s.pick.Draw(t, c.Search, width-4, room)
		if f.Cursor = cursor; cursor != nil {
			cursor.X, cursor.Y = cursor.X+2, cursor.Y+len(lines)
		}
		f.Body = strings.Join(append(lines, indent(body)), "\n")
		return f
	}
	body, cursor := s.form().Draw(t, width-4, room)
	for _, l := range strings.Split(body, "\n") {
		lines = append(lines, "  "+l)
	}
	if f.Cursor = cursor; cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, cursor.Y+formTop
	}
	if s.listed {
		lines = append(lines, faultLines(t, rosterLines(&s.env.Texts.Settings, s.roster, height-len(lines)), width)...)
	}
	f.Body = strings.Join(lines, "\n")
	return f
}

// trail shows the three steps: done, in hand, to come.
func (s *Setup) trail() string {
	t, x := s.env.Theme, s.env.Texts.Setup
	var parts []string
	for n, word := range [steps]string{x.Who, x.Where, x.Study} {
		switch {
		case step(n) < s.at:
			parts = append(parts, t.Good.Render(t.Signs.Tick)+" "+word)
		case step(n) == s.at:
			parts = append(parts, t.Accent.Render(t.Signs.Dot+" "+word))
		default:
			parts = append(parts, t.Dim.Render(t.Signs.Ring+" "+word))
		}
	}
	return "   " + strings.Join(parts, "    ")
}

func (s *Setup) help() []key.Binding {
	x, c, signs := s.env.Texts.Setup, s.env.Texts.Common, s.env.Theme.Signs
	next := x.KeyNext
	switch {
	case s.asking:
		next = c.Choose
	case s.listed:
		next = x.KeyRead
	case s.at == study:
		next = x.KeyFinish
	}
	help := []key.Binding{nav.Bind("Enter", next, "enter")}
	if s.at == where && !s.asking {
		help = append(help, nav.Bind("F7", x.KeyList, "f7"))
	}
	if !s.asking {
		help = append(help, nav.Bind(signs.Up+" "+signs.Down, c.Move, "down"))
	}
	if s.at > who || s.listed {
		help = append(help, nav.Bind("Esc", x.KeyBack, "esc"))
	}
	return append(help, nav.Bind("Ctrl+L", c.Language, "ctrl+l"))
}
