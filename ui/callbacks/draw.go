package callbacks

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

func (s *Screen) texts() lang.CallBacks { return s.env.Texts.CallBacks }

// perCustomer is how many rows a customer takes, with the blank one behind.
const perCustomer = 3

// Draw gives the list in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	t, x := s.env.Theme, s.texts()
	f := nav.Frame{Title: x.Title + " " + t.Signs.Cursor + " " + s.form.Title.In(s.env.Lang), Help: s.help(), Status: s.status()}
	if s.loaded {
		f.Right = fmt.Sprintf(x.Count, len(s.list), s.due())
	}
	var rows []string
	switch {
	case s.panel != nothing:
		rows, f.Cursor = s.asking(width, height)
	case s.loaded && len(s.list) == 0:
		rows = []string{"", "  " + t.Dim.Render(t.Cut(x.None, width-4))}
	default:
		s.scroll(height)
		rows = []string{""}
		for i := s.top; i < len(s.list) && len(rows)+perCustomer-1 <= height; i++ {
			rows = append(rows, s.customer(i, width)...)
			rows = append(rows, "")
		}
	}
	f.Body = strings.Join(rows[:min(len(rows), height)], "\n")
	return f
}

// scroll keeps the focus in sight.
func (s *Screen) scroll(height int) {
	fit := max((height-1)/perCustomer, 1)
	s.top = min(max(s.top, s.at-fit+1), s.at)
}

// due counts those who are still to be called.
func (s *Screen) due() int {
	n := 0
	for _, c := range s.list {
		if c.FollowedBy == "" {
			n++
		}
	}
	return n
}

func (s *Screen) status() string {
	if s.bad {
		return s.env.Theme.Bad.Render(s.env.Theme.Signs.Cross + " " + s.said)
	}
	return s.said
}

// customer is a customer in two rows: where, when and the number; what was
// done so far.
func (s *Screen) customer(i, width int) []string {
	t, c := s.env.Theme, s.list[i]
	mark, style := " ", t.Text
	if i == s.at {
		mark, style = t.Accent.Render(t.Signs.Cursor), t.Accent
	}
	phone := c.Masked
	if i == s.at && s.phone != "" {
		phone = s.phone
	}
	phone = questionnaire.HarmlessLine(phone)
	head := mark + " " + style.Render(c.StartedAt.Format("01-02 15:04")) + "  " + t.Cut(questionnaire.HarmlessLine(c.Hall.Name), max(width-40, 8))
	return []string{t.Ends(head, t.Question.Render(phone), width-1), "  " + t.Cut(s.done(c), width-3)}
}

// done is what was done about a customer.
func (s *Screen) done(c store.CallBack) string {
	t, x := s.env.Theme, s.texts()
	switch {
	case c.FollowedBy != "":
		return t.Good.Render(t.Signs.Tick + " " + x.Called)
	case len(c.Contacts) == 0:
		return t.Dim.Render(x.Untried)
	}
	last := c.Contacts[len(c.Contacts)-1]
	words := fmt.Sprintf(x.Tries, len(c.Contacts)) + "  " + last.At.In(s.env.Now().Location()).Format("01-02 15:04") + " " + x.Outcomes[min(int(last.Outcome), len(x.Outcomes)-1)]
	if !last.NextAt.IsZero() {
		style, at := t.Text, last.NextAt.In(s.env.Now().Location())
		if at.Before(s.env.Now()) {
			style = t.Warn
		}
		words += "  " + style.Render(fmt.Sprintf(x.Next, at.Format("01-02 15:04")))
	}
	return words
}

// asking is what is asked about a try.
func (s *Screen) asking(width, height int) ([]string, *tea.Cursor) {
	t, x, c := s.env.Theme, s.texts(), s.list[s.at]
	rows := []string{""}
	for _, l := range wrap.Lines(fmt.Sprintf(x.TryTitle, c.StartedAt.Format(time.DateOnly), questionnaire.HarmlessLine(c.Hall.Name)), width-4) {
		rows = append(rows, "  "+t.Question.Render(l))
	}
	rows = append(rows, "")
	if s.panel == outcome {
		body, cursor := s.outcomes.Draw(t, s.env.Texts.Common.Search, width-4, height-len(rows))
		if cursor != nil {
			cursor.X, cursor.Y = cursor.X+2, cursor.Y+len(rows)
		}
		return append(rows, strings.Split("  "+strings.ReplaceAll(body, "\n", "\n  "), "\n")...), cursor
	}
	label := "  " + x.When + "  "
	body, cursor := s.when.Draw(width-4-ansi.StringWidth(label), 1)
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+ansi.StringWidth(label), cursor.Y+len(rows)
	}
	return append(rows, label+body), cursor
}
