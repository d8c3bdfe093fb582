package records

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// margin stands at the left of every line.
const margin = "  "

// Draw gives the list in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	t := s.env.Texts.Records
	f := nav.Frame{Title: t.Title, Help: s.help()}
	if s.window.known {
		f.Right = fmt.Sprintf(t.Total, s.window.total)
		if n := s.window.total; n > s.rows() {
			f.Right = fmt.Sprintf(t.At, s.at+1, n)
		}
	}
	if s.failed != nil {
		f.Status = s.env.Theme.Bad.Render(s.env.Theme.Signs.Cross + " " + fmt.Sprintf(t.Failed, s.failed))
	}
	lines, cursor := s.drawHead(width)
	room := height - len(lines)
	if s.list != nil {
		body, c := s.list.Draw(s.env.Theme, s.env.Texts.Common.Search, width-len(margin), room)
		if c != nil {
			c.X, c.Y = c.X+len(margin), c.Y+len(lines)
		}
		cursor, lines = c, append(lines, strings.Split(margin+strings.ReplaceAll(body, "\n", "\n"+margin), "\n")...)
	} else {
		lines = append(lines, s.drawRows(width, room)...)
	}
	f.Body, f.Cursor = strings.Join(lines[:min(len(lines), height)], "\n"), cursor
	return f
}

// head is how many lines stand above the rows.
func (s *Screen) head() int {
	lines, _ := s.drawHead(s.width)
	return len(lines)
}

// rows is how many rows are in sight.
func (s *Screen) rows() int { return max(s.height-s.head(), 1) }

// drawHead gives the conditions, each with its key, and the search.
func (s *Screen) drawHead(width int) ([]string, *tea.Cursor) {
	t, x := s.env.Theme, s.env.Texts.Records
	if s.title != "" {
		return []string{margin + t.Question.Render(t.Cut(s.title, width-len(margin))), ""}, nil
	}
	var parts []string
	for i, k := range s.offered() {
		part := t.Key.Render(fmt.Sprint(i+1)) + " " + t.Dim.Render(s.filterName(k))
		if v := s.value(k); v != "" {
			part = t.Key.Render(fmt.Sprint(i+1)) + " " + s.filterName(k) + " " + t.Chosen.Render(t.Cut(v, 20)+" "+t.Signs.Dot)
		}
		parts = append(parts, part)
	}
	find := t.Key.Render("/") + " " + t.Dim.Render(x.Search)
	if !s.seeking && s.search.Len() > 0 {
		find = t.Key.Render("/") + " " + x.Search + " " + t.Chosen.Render(t.Cut(s.search.Value(), 20)+" "+t.Signs.Dot)
	}
	parts = append(parts, find)
	if s.filtered() {
		parts = append(parts, t.Key.Render("0")+" "+x.KeyDrop)
	}
	lines := flow(parts, width)
	var cursor *tea.Cursor
	if s.seeking {
		head := margin + x.Searching
		field, c := s.search.Draw(max(width-ansi.StringWidth(head)-1, 4), 1)
		if c != nil {
			c.X, c.Y = c.X+ansi.StringWidth(head), len(lines)
		}
		cursor, lines = c, append(lines, head+field)
	}
	return append(lines, ""), cursor
}

// flow lays parts side by side, on as many lines as they take.
func flow(parts []string, width int) []string {
	var lines []string
	line := margin
	for _, p := range parts {
		if line != margin && ansi.StringWidth(line)+3+ansi.StringWidth(p) > width {
			lines, line = append(lines, line), margin
		}
		if line != margin {
			line += "   "
		}
		line += p
	}
	return append(lines, line)
}

func (s *Screen) drawRows(width, room int) []string {
	t, x := s.env.Theme, s.env.Texts.Records
	if s.window.known && s.window.total == 0 {
		said := x.Empty
		if s.filtered() {
			said = x.NoMatch
			if !s.seeking {
				said += x.DropHint
			}
		}
		var out []string
		for _, line := range wrap.Lines(said, width-8) {
			out = append(out, "    "+t.Dim.Render(line))
		}
		return append([]string{""}, out...)
	}
	var out []string
	for at := s.top; at < min(s.top+room, s.window.total); at++ {
		r, ok := s.window.row(at)
		line := ""
		if ok {
			line = s.drawRow(r, at == s.at, width-4)
		}
		mark := "  "
		if at == s.at {
			mark = t.Accent.Render(t.Signs.Cursor) + " "
		}
		out = append(out, strings.TrimRight(margin+mark+line, " "))
	}
	return out
}

// drawRow gives one interview in columns: when, where, who, how it ended, and
// what there is to say beside.
func (s *Screen) drawRow(r store.Row, focus bool, width int) string {
	t := s.env.Theme
	style := t.Text
	if focus {
		style = t.Accent
	}
	hall, person := 18, 8
	if width < 70 {
		hall, person = 10, 6
	}
	if width > 100 {
		hall, person = 30, 12
	}
	cells := []string{style.Render(t.Pad(s.moment(r.StartedAt), 11)), style.Render(t.Pad(questionnaire.HarmlessLine(r.Hall.Name), hall)),
		style.Render(t.Pad(questionnaire.HarmlessLine(r.Interviewer.Name), person)), s.result(r)}
	line := strings.Join(cells, "  ")
	return t.Cut(line+"  "+s.beside(r), width)
}

// moment is a start: day and time, the year where it is another one.
func (s *Screen) moment(at time.Time) string {
	if at.Year() != s.env.Now().Year() {
		return at.Format("2006-01-02")
	}
	return at.Format("01-02 15:04")
}

func (s *Screen) result(r store.Row) string {
	width := 8
	if s.env.Lang == questionnaire.EN {
		width = 12
	}
	word := s.env.Texts.Records.Draft
	if r.Stage == questionnaire.Ended {
		word = r.Disposition.Words().In(s.env.Lang)
	}
	return resultStyle(s.env, r.Stage, r.Disposition, r.Voided).Render(s.env.Theme.Pad(word, width))
}

// resultStyle is the colour of how an interview ended; the word says it too.
func resultStyle(e *nav.Env, stage questionnaire.Stage, d questionnaire.Disposition, void bool) lipgloss.Style {
	switch {
	case void:
		return e.Theme.Dim
	case stage == questionnaire.Draft, d == questionnaire.Partial, d == questionnaire.Breakoff, d == questionnaire.Appointment:
		return e.Theme.Warn
	case d == questionnaire.Complete:
		return e.Theme.Good
	}
	return e.Theme.Dim
}

// beside is what else there is to say of a row.
func (s *Screen) beside(r store.Row) string {
	t, x := s.env.Theme, s.env.Texts.Records
	var parts []string
	add := func(style lipgloss.Style, text string) {
		if text != "" {
			parts = append(parts, style.Render(text))
		}
	}
	if r.Practice != questionnaire.Real {
		add(t.Warn, x.Practice)
	}
	if r.Voided {
		add(t.Warn, x.Void)
	}
	switch {
	case r.Approach:
		add(t.Dim, reasonWords(s.window.forms[r.FormID], r.Reason, s.env.Lang))
		if s.width >= 70 { // narrower, the reason is worth the room
			add(t.Dim, x.Tallied)
		}
	case r.Stage == questionnaire.Draft:
		add(t.Text, stopped(s.env, s.window.held[r.FormHash], r.At))
	default:
		sec := int(r.Active.Round(time.Second).Seconds())
		add(t.Text, fmt.Sprintf("%d:%02d", sec/60, sec%60))
	}
	if r.Exported {
		add(t.Dim, x.Exported)
	}
	return strings.Join(parts, " "+t.Signs.Between+" ")
}

// spent is a duration in words.
func spent(e *nav.Env, d time.Duration) string {
	sec := int(d.Round(time.Second).Seconds())
	if sec < 60 {
		return fmt.Sprintf(e.Texts.Common.Seconds, sec)
	}
	return fmt.Sprintf(e.Texts.Common.Minutes, sec/60, sec%60)
}

// stopped says at which item a draft stands.
func stopped(e *nav.Env, f *questionnaire.Form, at questionnaire.Ref) string {
	if f == nil {
		return ""
	}
	q := f.Question(at.Item)
	switch {
	case q == nil:
		return ""
	case q.No > 0:
		return fmt.Sprintf(e.Texts.Records.StoppedN, q.No)
	}
	return fmt.Sprintf(e.Texts.Records.Stopped, e.Theme.Cut(q.Title(e.Lang), 24))
}

// reasonWords words the reason of an approach: a code of the form's list of
// reasons, or what was typed.
func reasonWords(f *questionnaire.Form, reason string, l questionnaire.Lang) string {
	if f == nil || reason == "" {
		return reason
	}
	if q := f.WithRole(questionnaire.RoleRefusalReason); q != nil {
		for _, c := range f.Choices(q) {
			if c.Name == reason {
				return c.Label.In(l)
			}
		}
	}
	return reason
}
