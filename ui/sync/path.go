package sync

import (
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/importing"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
)

// field is a text of one line: a path, a code.
type field struct {
	env     *nav.Env
	label   func() string // before it, of the width it is drawn in
	example func() string
	editor  editor.Model
}

// newField has the value selected: typing another one takes its place.
func newField(env *nav.Env, value string, label, example func() string) field {
	f := field{env: env, label: label, example: example}
	f.restyle()
	f.editor.SetValue(value)
	f.editor.SelectAll()
	return f
}

// restyle takes up another language or theme.
func (f *field) restyle() {
	t, text, caret := f.env.Theme, f.editor.Value(), f.editor.Caret()
	f.editor = editor.New(editor.Options{OneLine: true, Limit: 4000, Placeholder: f.example(),
		Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}})
	f.editor.SetValue(text)
	f.editor.SetCaret(caret)
	f.editor.Focus()
}

// update types, and tells whether the text changed. A path from its root on,
// as a file dropped on the window brings it, is meant instead of what stands
// there.
func (f *field) update(msg tea.Msg) bool {
	if p, ok := msg.(tea.PasteMsg); ok && filepath.IsAbs(importing.Typed(p.Content)) {
		f.editor.SelectAll()
	}
	var changed bool
	f.editor, changed = f.editor.Update(msg)
	return changed
}

// path is the path that was meant.
func (f *field) path() string { return importing.Typed(f.editor.Value()) }

// fieldLine is the line of the body on which a field stands.
const fieldLine = 1

// before is how many cells stand before the text.
func (f *field) before() int { return margin + cells(f.label()) + 2 }

// click puts the caret where the mouse points.
func (f *field) click(msg tea.MouseClickMsg) {
	if msg.Y == fieldLine && msg.Button == tea.MouseLeft {
		msg.X, msg.Y = msg.X-f.before(), 0
		f.update(msg)
	}
}

// draw gives the field behind its label, and the cursor.
func (f *field) draw(width int) (string, *tea.Cursor) {
	t, before := f.env.Theme, f.before()
	head := t.Pad("  "+t.Accent.Render(t.Signs.Cursor)+" "+t.Accent.Render(f.label()), before)
	value, cursor := f.editor.Draw(width-before-2, 1)
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+before, fieldLine
	}
	return head + value, cursor
}

// paths are the files meant by what was typed or dropped: one, or several where
// a terminal puts the names of files that were dropped together on one line. It
// looks whether they are there.
func paths(typed string) []string {
	whole := importing.Typed(typed)
	if _, err := os.Stat(whole); err == nil {
		return []string{whole}
	}
	several := apart(typed)
	for _, p := range several {
		if _, err := os.Stat(p); err != nil {
			return []string{whole}
		}
	}
	if len(several) == 0 {
		return []string{whole}
	}
	return several
}

// apart takes names apart at blanks outside quotes.
func apart(line string) (out []string) {
	var word strings.Builder
	quote := rune(0)
	for _, r := range line + " " {
		switch {
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case r == quote:
			quote = 0
		case quote == 0 && (r == ' ' || r == '\n'):
			if word.Len() > 0 {
				out = append(out, importing.Typed(word.String()))
				word.Reset()
			}
		default:
			word.WriteRune(r)
		}
	}
	return out
}
