package editor

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// Draw gives the field's rows, at most height of at most width cells, and the
// cursor in them, nil without focus. The rows are not padded. A field of many
// lines scrolls by rows, one of one line sideways, so that the caret is always
// in sight.
func (m Model) Draw(width, height int) (body string, cursor *tea.Cursor) {
	if width < 1 || height < 1 {
		return "", nil
	}
	m.note(width, height)
	if m.focused {
		cursor = tea.NewCursor(0, 0)
	}
	if m.text.size == 0 {
		return m.placeholder(width, height), cursor
	}
	l, top := m.layoutAt(width), m.topFor(width, height)
	if m.opt.OneLine {
		return m.drawLine(top, width, cursor), cursor
	}
	at := m.row(l)
	var rows []string
	r, ok := l.at(top), true
	for y := 0; ok && y < height; y++ {
		if cursor != nil && r.start() == at.start() {
			cursor.X, cursor.Y = min(l.column(r, m.caret), width-1), y
		}
		rows = append(rows, m.drawRow(l, r))
		r, ok = l.next(r)
	}
	return strings.Join(rows, "\n"), cursor
}

// drawRow gives one row in its styles. A selected newline shows as a selected
// blank where there is room.
func (m Model) drawRow(l *layout, r row) string {
	b := m.brush()
	used := 0
	l.walk(r, func(at int, c string, x, cells int) bool {
		b.draw(at, c, cells)
		used = x + cells
		return true
	})
	if end, wraps := l.end(r); !wraps && used < l.width && end < m.text.size {
		b.newline(end)
	}
	return b.done()
}

// drawLine gives the visible stretch of a one-line field and moves the cursor.
func (m Model) drawLine(at, width int, cursor *tea.Cursor) string {
	b := m.brush()
	m.along(at, func(off int, c string, x, cells int) bool {
		if x+cells > width && x > 0 {
			return false
		}
		cells = min(cells, width)
		b.draw(off, c, cells)
		if cursor != nil && off+len(c) <= m.caret {
			cursor.X = min(x+cells, width-1)
		}
		return x+cells < width
	})
	return b.done()
}

// placeholder gives the hint of an empty field.
func (m Model) placeholder(width, height int) string {
	if m.opt.OneLine {
		height = 1
	}
	hint := Model{opt: Options{Styles: Styles{Text: m.opt.Styles.Placeholder}}}
	if m.opt.Placeholder == "" {
		return ""
	}
	hint.text = hint.text.replace(0, 0, hint.clean(m.opt.Placeholder))
	body, _ := hint.Draw(width, height)
	return strings.TrimRight(body, "\n")
}

// brush collects characters and styles them by the stretch.
type brush struct {
	face       face
	styles     Styles
	from, to   int // the selection
	out, plain strings.Builder
	selected   bool // what plain is
}

func (m Model) brush() *brush {
	a, b := m.span()
	return &brush{face: m.face, styles: m.opt.Styles, from: a, to: b}
}

func (b *brush) choose(selected bool) {
	if selected != b.selected {
		b.flush()
		b.selected = selected
	}
}

func (b *brush) draw(at int, c string, cells int) {
	b.choose(at >= b.from && at < b.to)
	b.face.show(&b.plain, c, cells)
}

func (b *brush) newline(at int) {
	if at >= b.from && at < b.to {
		b.choose(true)
		b.plain.WriteByte(' ')
	}
}

func (b *brush) flush() {
	if b.plain.Len() == 0 {
		return
	}
	var style lipgloss.Style
	if style = b.styles.Text; b.selected {
		style = b.styles.Selection
	}
	b.out.WriteString(style.Inline(true).Render(b.plain.String()))
	b.plain.Reset()
}

func (b *brush) done() string {
	b.flush()
	return b.out.String()
}
