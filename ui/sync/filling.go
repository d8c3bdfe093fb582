package sync

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/theme"
	"tingfang/ui/widget/form"
)

// filling is a form on a page of its own, and the job that keeps what was
// filled in: meanwhile nothing is typed.
type filling[T any] struct {
	form form.Model
	job  job[T]
}

// Typing reports that keys go into a text.
func (f *filling[T]) Typing() bool { return f.form.Typing() }

// Settled reports that nothing is being kept.
func (f *filling[T]) Settled() bool { return !f.job.busy }

// fill gives the form what is meant for it; mine is false for what is not.
func (f *filling[T]) fill(msg tea.Msg) (event form.Event, mine bool) {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		f.form.SetSize(m.Width-4, m.Height-1)
		return form.Nothing, true
	case tea.MouseClickMsg:
		m.X, m.Y = m.X-2, m.Y-1
		msg = m
	case tea.KeyPressMsg, tea.PasteMsg:
	default:
		return form.Nothing, false
	}
	if f.job.busy {
		return form.Nothing, true
	}
	f.form, event = f.form.Update(msg)
	return event, true
}

// under draws a form with lines of explanation below.
func under(t *theme.Theme, m form.Model, width, height int, below []string) (string, *tea.Cursor) {
	below = append([]string{""}, below...)
	body, cursor := m.Draw(t, width-4, height-1-len(below))
	lines := []string{""}
	for _, l := range strings.Split(body, "\n") {
		lines = append(lines, "  "+l)
	}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, cursor.Y+1
	}
	return strings.Join(append(lines, below...), "\n"), cursor
}
