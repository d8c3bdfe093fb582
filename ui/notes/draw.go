package notes

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// Draw gives the screen in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	x := s.env.Texts.Notes
	f := nav.Frame{Title: x.Title, Right: s.pages[s.at].right(), Help: s.help(), Status: s.status}
	if s.at > 0 {
		f.Title += " " + s.env.Theme.Signs.Cursor + " " + x.Pages[s.at]
	}
	lines := []string{s.tabs(width), ""}
	if s.panel != nil {
		var body []string
		body, f.Cursor = s.panel.draw(s, width, height-top)
		lines = append(lines, body...)
	} else {
		lines = append(lines, s.pages[s.at].draw(width, height-top)...)
		if s.Typing() {
			f.Cursor = s.found.cursor(width)
		}
	}
	if f.Cursor != nil {
		f.Cursor.Y += top
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}

// tabWords are the names of the pages with their digits, as they stand side by
// side.
func (s *Screen) tabWords(width int) []string {
	t, names := s.env.Theme, s.env.Texts.Notes.Pages
	if ansi.StringWidth(strings.Join(names[:], ""))+5*len(names) > width {
		names = s.env.Texts.Notes.Short
	}
	var out []string
	for i, n := range names {
		digit := fmt.Sprint(i + 1)
		if i == s.at {
			out = append(out, t.Accent.Render(" ["+digit+" "+n+"]"))
		} else {
			out = append(out, "  "+t.Key.Render(digit)+" "+t.Dim.Render(n)+" ")
		}
	}
	return out
}

func (s *Screen) tabs(width int) string {
	return s.env.Theme.Cut(strings.Join(s.tabWords(width), ""), width)
}

func (s *Screen) clickTab(x int) tea.Cmd {
	for i, w := range s.tabWords(s.width) {
		if x -= ansi.StringWidth(w); x < 0 {
			return s.turn(i)
		}
	}
	return nil
}

// tag is a tag as it is shown everywhere: sign and name in its colour.
func (s *Screen) tag(t talk.Tag) string {
	return s.env.Theme.Tag(t.Colour).Render(s.env.Theme.TagSign(t.Colour) + questionnaire.HarmlessLine(t.Name))
}

// topic is the title of a topic: of the form, or own, the title of an own one
// where there is one.
func (s *Screen) topic(item, own string) string {
	if item == talk.Own {
		if own != "" {
			return questionnaire.HarmlessLine(own)
		}
		return s.env.Texts.Notes.Own
	}
	for _, t := range talk.Topics(s.form) {
		if t.Ref.Item == item {
			return t.Title.In(s.env.Lang)
		}
	}
	return item
}

// roles are what a person can be, by the form's item for it.
func (s *Screen) roles() []questionnaire.Choice {
	if q := s.form.WithRole(questionnaire.RoleRespondentRole); q != nil {
		return s.form.Choices(q)
	}
	return nil
}

// role words the code of what a person is.
func (s *Screen) role(code string) string {
	if code == store.NoRole {
		return s.env.Texts.Notes.NoRole
	}
	for _, c := range s.roles() {
		if c.Name == code {
			return c.Label.In(s.env.Lang)
		}
	}
	return code
}

// mark is what stands before a row: the cursor before the one in focus.
func (s *Screen) mark(focus bool) string {
	if focus {
		return s.env.Theme.Accent.Render(s.env.Theme.Signs.Cursor) + " "
	}
	return margin
}

// say breaks a sentence into quiet lines.
func (s *Screen) say(text string, width int) []string {
	out := []string{""}
	for _, line := range wrap.Lines(text, width-8) {
		out = append(out, "    "+s.env.Theme.Dim.Render(line))
	}
	return out
}

// list is a place in a list of which a part is in sight.
type list struct{ at, top int }

// move moves the focus within n rows, of which as many as rows are in sight.
func (l *list) move(by, n, rows int) {
	l.at = min(max(l.at+by, 0), max(n-1, 0))
	l.top = max(min(max(l.top, l.at-rows+1), l.at), 0)
}

// steps says how far a key moves in a list, if it does.
func steps(name string, rows int) (by int, ok bool) {
	by, ok = map[string]int{"up": -1, "down": 1, "pgup": 1 - rows, "pgdown": rows - 1, "home": -1 << 30, "end": 1 << 30}[name]
	return by, ok
}
