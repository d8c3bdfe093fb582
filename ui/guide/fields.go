package guide

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/wrap"
)

// fields is a short form over the notes.
type fields struct {
	title, note string
	form        form.Model
	theme       *theme.Theme
	done        func(s *Screen, f *fields) tea.Cmd
	back        panel // what it was opened from; nil = the notes
	more        *more // what one key more does; nil = there is none
	top         int   // rows above the form, as drawn last
}

// more is a key of a form beside those of every form, such as "F8".
type more struct {
	key, word string
	do        func(*Screen)
}

func (s *Screen) openFields(title, note string, done func(*Screen, *fields) tea.Cmd, list ...form.Field) *fields {
	f := &fields{title: title, note: note, form: form.New(s.env.Theme, list), theme: s.env.Theme, done: done, back: s.panel}
	s.panel = f
	return f
}

func (f *fields) key(s *Screen, msg tea.KeyPressMsg) tea.Cmd {
	if nav.Is(msg, "esc") {
		s.toNotes()
		return nil
	}
	if f.more != nil && nav.Is(msg, strings.ToLower(f.more.key)) {
		f.more.do(s)
		return nil
	}
	return f.give(s, msg)
}

func (f *fields) give(s *Screen, msg tea.Msg) tea.Cmd {
	next, event := f.form.Update(msg)
	if f.form = next; event == form.Done {
		return f.done(s, f)
	}
	return nil
}

func (f *fields) paste(s *Screen, msg tea.PasteMsg) tea.Cmd { return f.give(s, msg) }

func (f *fields) mouse(s *Screen, msg tea.Msg) tea.Cmd {
	if click, ok := msg.(tea.MouseClickMsg); ok {
		click.Y -= f.top
		msg = click
	}
	return f.give(s, msg)
}

func (f *fields) draw(s *Screen, width, height int) ([]string, *tea.Cursor) {
	t := s.env.Theme
	rows := []string{t.Question.Render(t.Cut(f.title, width))}
	if f.note != "" {
		for _, line := range wrap.Lines(f.note, width) {
			rows = append(rows, t.Dim.Render(line))
		}
	}
	rows = append(rows, "")
	f.top = len(rows)
	f.form.SetSize(width, height-f.top)
	body, cursor := f.form.Draw(t, width, height-f.top)
	return under(rows, body, cursor)
}

func (f *fields) keys(s *Screen) []binding {
	x := s.env.Texts.Common
	out := []binding{nav.Bind("Enter", s.env.Texts.Guide.KeyKeep, "enter"), nav.Bind("Tab", x.NextField, "tab")}
	if f.more != nil {
		out = append(out, nav.Bind(f.more.key, f.more.word, strings.ToLower(f.more.key)))
	}
	return append(out, nav.Bind("Esc", x.Back, "esc"))
}

func (f *fields) typing() bool { return f.form.Typing() }
func (f *fields) whole() bool  { return false }
