package interview

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"tingfang/questionnaire"
	"tingfang/ui/theme"
	"tingfang/ui/widget/wrap"
)

// How readily a row is given up where the window is low.
const (
	keep  uint8 = iota
	hints       // texts that help but are not needed
	gaps        // blank rows between parts
	airy        // blank rows that are only beautiful
)

// row is one row of the body.
type row struct {
	text   string
	drop   uint8 // keep, or in which round it goes
	focus  bool  // belongs to what must be in sight
	hits   []hit
	cursor *tea.Cursor // in the row: Y is not used
}

// hit is a part of a row that can be clicked.
type hit struct {
	from, to int // cells
	ref      questionnaire.Ref
	option   int    // index in shown; on a list the entry
	field    *field // a text that is clicked into; nil = an option
	line     int    // its row
}

// fieldIndent is the cells before a text in its field.
const fieldIndent = 2

// page collects the rows of a body.
type page struct {
	t    *theme.Theme
	left int // cells before the text
	room int // cells of the text
	rows []row
}

// margin is the cells left and right of the text: the text stands in the
// middle of a wide window.
func margin(width int) int { return max(min(5, width/12), (width-90)/2) }

func (s *Screen) newPage(width int) *page {
	left := margin(width)
	return &page{t: s.env.Theme, left: left, room: max(width-2*left, 10)}
}

// room is the width of a text field.
func (s *Screen) room() int {
	if s.width == 0 {
		return 68
	}
	return max(s.width-2*margin(s.width)-2, 10)
}

// gap adds a blank row, unless the page begins with it.
func (p *page) gap(drop uint8) { p.rows = append(p.rows, row{drop: drop}) }

// line adds one row of text behind the margin.
func (p *page) line(text string) *row {
	p.rows = append(p.rows, row{text: strings.Repeat(" ", p.left) + text})
	return &p.rows[len(p.rows)-1]
}

// text adds a text, wrapped.
func (p *page) text(style lipgloss.Style, text string, drop uint8) {
	for _, l := range wrap.Lines(text, p.room) {
		p.line(style.Render(l)).drop = drop
	}
}

// fit gives up rows, the least needed first and from below, until the rest
// fits; what still does not is cut so that the focus stays in sight, moved by
// scroll rows.
func (p *page) fit(height, scroll int) []row {
	rows := p.rows
	for drop := airy; drop > keep && len(rows) > height; drop-- {
		for i := len(rows) - 1; i >= 0 && len(rows) > height; i-- {
			if rows[i].drop == drop {
				rows = append(rows[:i], rows[i+1:]...)
			}
		}
	}
	if len(rows) <= height || height < 1 {
		return rows
	}
	return p.window(rows, height, scroll)
}

// window cuts rows to the height around the focus and marks that there are
// more.
func (p *page) window(rows []row, height, scroll int) []row {
	first, last := -1, 0
	for i, r := range rows {
		if r.focus {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	top := max(last-height+2, 0)
	if first >= 0 && last-first < height {
		top = min(top, first)
	}
	top = min(max(top+scroll, 0), len(rows)-height)
	shown := append([]row(nil), rows[top:top+height]...)
	if top > 0 {
		shown[0].text = p.more(shown[0].text, p.t.Signs.Up)
	}
	if top+height < len(rows) {
		shown[height-1].text = p.more(shown[height-1].text, p.t.Signs.Down)
	}
	return shown
}

// more puts a sign at the right end of a row.
func (p *page) more(text, sign string) string {
	at := p.left + p.room + 1
	return p.t.Pad(text, at) + p.t.Accent.Render(sign)
}

// joinRows gives the body and where the cursor stands in it.
func joinRows(rows []row) (string, *tea.Cursor) {
	var cursor *tea.Cursor
	text := make([]string, len(rows))
	for y, r := range rows {
		text[y] = r.text
		if r.cursor != nil {
			c := *r.cursor
			c.Y = y
			cursor = &c
		}
	}
	return strings.Join(text, "\n"), cursor
}
