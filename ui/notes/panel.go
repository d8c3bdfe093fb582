package notes

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/pick"
	"tingfang/ui/widget/wrap"
)

// panel is something asked in the place of the page.
type panel interface {
	typing() bool
	size(width, height int)
	update(s *Screen, msg tea.Msg) tea.Cmd
	draw(s *Screen, width, height int) ([]string, *tea.Cursor)
	reword(s *Screen) panel // after another language or theme; nil = it closes
}

// choice is one of a list, under a sentence.
type choice struct {
	said  string
	list  pick.Model
	above int // lines over the list
	take  func(n int) tea.Cmd
}

func (s *Screen) openChoice(said string, items []pick.Item, at int, take func(n int) tea.Cmd) {
	c := &choice{said: said, list: pick.New(items), take: take}
	c.size(s.width, s.height)
	c.list.Move(at)
	s.panel = c
}

func (c *choice) typing() bool { return c.list.Searching() }

func (c *choice) size(width, height int) {
	c.above = len(wrap.Lines(c.said, width-4)) + 1
	c.list.SetHeight(height - top - c.above)
}

func (c *choice) reword(*Screen) panel { return nil }

func (c *choice) update(s *Screen, msg tea.Msg) tea.Cmd {
	if m, ok := msg.(tea.MouseClickMsg); ok {
		m.Y -= top + c.above
		m.X -= len(margin)
		msg = m
	}
	var n int
	if c.list, n = c.list.Update(msg); n < 0 {
		return nil
	}
	s.panel = nil
	return c.take(n)
}

func (c *choice) draw(s *Screen, width, height int) ([]string, *tea.Cursor) {
	var lines []string
	for _, l := range wrap.Lines(c.said, width-4) {
		lines = append(lines, margin+s.env.Theme.Question.Render(l))
	}
	lines = append(lines, "")
	body, cursor := c.list.Draw(s.env.Theme, s.env.Texts.Common.Search, width-len(margin), height-len(lines))
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+len(margin), cursor.Y+len(lines)
	}
	for l := range strings.SplitSeq(body, "\n") {
		lines = append(lines, margin+l)
	}
	return lines, cursor
}

// entry is a tag being made or changed.
type entry struct {
	tag  talk.Tag
	form form.Model
}

func (s *Screen) openEntry(t talk.Tag) {
	e := &entry{tag: t, form: form.New(s.env.Theme, s.fields(t))}
	e.size(s.width, s.height)
	s.panel = e
}

func (s *Screen) fields(t talk.Tag) []form.Field {
	x := s.env.Texts.Notes
	var colours []form.Choice
	for i := range theme.TagColours {
		colours = append(colours, form.Choice{Value: strconv.Itoa(i), Label: s.env.Theme.TagSign(i)})
	}
	return []form.Field{
		{Label: x.Name, Hint: x.NameHint, Value: t.Name, Check: func(v string) string {
			if talk.Fold(v) == "" {
				return x.NameEmpty
			}
			return ""
		}},
		{Label: x.Definition, Hint: x.DefinitionHint, Value: t.Definition},
		{Label: x.Colour, Value: strconv.Itoa((t.Colour%theme.TagColours + theme.TagColours) % theme.TagColours), Choices: colours},
	}
}

func (e *entry) typing() bool { return e.form.Typing() }

func (e *entry) size(width, height int) { e.form.SetSize(width-len(margin), height-top-2) }

func (e *entry) reword(s *Screen) panel {
	e.form.Reword(s.env.Theme, s.fields(e.tag))
	return e
}

func (e *entry) update(s *Screen, msg tea.Msg) tea.Cmd {
	if m, ok := msg.(tea.MouseClickMsg); ok {
		m.X, m.Y = m.X-len(margin), m.Y-top-2
		msg = m
	}
	var event form.Event
	if e.form, event = e.form.Update(msg); event != form.Done {
		return nil
	}
	t, st := e.tag, s.store
	t.Name, t.Definition = e.form.Value(0), e.form.Value(1)
	t.Colour, _ = strconv.Atoi(e.form.Value(2)) // one of the choices
	if t.Sign == "" {
		t.Sign = "#"
	}
	return ask(s, func() (talk.Tag, error) { return st.SaveTag(context.Background(), t) }, func(t talk.Tag, err error) tea.Cmd {
		var taken *store.TakenError
		switch {
		case errors.As(err, &taken):
			e.form.Fault(0, fmt.Sprintf(s.env.Texts.Notes.NameTaken, questionnaire.HarmlessLine(taken.By)))
			return nil
		case s.bad(err):
			return nil
		}
		s.panel = nil
		s.good(s.env.Texts.Notes.Kept, t.Name)
		return nav.Changed
	})
}

func (e *entry) draw(s *Screen, width, height int) ([]string, *tea.Cursor) {
	title := s.env.Texts.Notes.ChangeTag
	if e.tag.ID == "" {
		title = s.env.Texts.Notes.NewTag
	}
	lines := []string{margin + s.env.Theme.Question.Render(title), ""}
	body, cursor := e.form.Draw(s.env.Theme, width-len(margin), height-len(lines))
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+len(margin), cursor.Y+len(lines)
	}
	for l := range strings.SplitSeq(body, "\n") {
		lines = append(lines, margin+l)
	}
	return lines, cursor
}

// good says what was done to the named tags.
func (s *Screen) good(said string, names ...string) {
	var values []any
	for _, n := range names {
		values = append(values, questionnaire.HarmlessLine(n))
	}
	s.status = s.env.Theme.Good.Render(s.env.Theme.Signs.Tick + " " + fmt.Sprintf(said, values...))
}
