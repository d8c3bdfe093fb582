package notes

import (
	"context"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// grid is a page of tags by topics or by roles, with the number of notes in
// each cell. The names of tags and columns stay in sight.
type grid struct {
	s    *Screen
	by   string // "topic" or "role"
	row  list
	col  list
	have store.Grid
	seen bool // it has been read
}

func (p *grid) read() tea.Cmd {
	st, id := p.s.store, p.s.form.ID
	return ask(p.s, func() (store.Grid, error) { return st.TagGrid(context.Background(), id, p.by) }, func(g store.Grid, err error) tea.Cmd {
		if !p.s.bad(err) {
			p.have, p.seen = g, true
			p.move(0, 0)
		}
		return nil
	})
}

func (p *grid) empty() bool { return len(p.have.Rows) == 0 || len(p.have.Columns) == 0 }

func (p *grid) move(down, right int) {
	p.row.move(down, len(p.have.Rows), p.rows())
	p.col.move(right, len(p.have.Columns), p.columns(p.s.width))
}

// heads are the lines of the columns' names, and below is the cell in focus in
// words.
const heads, below = 2, 2

func (p *grid) rows() int { return max(p.s.height-top-heads-1-below, 1) }

// label is the width of the names of the tags, wide that of a column.
func (p *grid) label(width int) int {
	n := 10
	for _, t := range p.have.Rows {
		n = max(n, min(ansi.StringWidth(questionnaire.HarmlessLine(t.Name))+2, width/4))
	}
	return n
}

func (p *grid) wide() int {
	if p.s.env.Lang == questionnaire.EN {
		return 14
	}
	return 12
}

// columns is how many columns are in sight.
func (p *grid) columns(width int) int {
	return max((width-len(margin)-p.label(width)-1)/p.wide(), 1)
}

// right says which rows and columns are in sight where that is not all.
func (p *grid) right() string {
	x := p.s.env.Texts.Notes
	var said []string
	for _, way := range []struct {
		said      string
		n, in, at int
	}{{x.Rows, len(p.have.Rows), p.rows(), p.row.top}, {x.Columns, len(p.have.Columns), p.columns(p.s.width), p.col.top}} {
		if way.n > way.in {
			said = append(said, fmt.Sprintf(way.said, way.at+1, min(way.at+way.in, way.n), way.n))
		}
	}
	return strings.Join(said, "   ")
}

func (p *grid) help() []key.Binding {
	if p.empty() {
		return nil
	}
	signs := p.s.env.Theme.Signs
	return []key.Binding{nav.Bind("Enter", p.s.env.Texts.Notes.KeyCell, "enter"),
		nav.Bind(signs.Left+" "+signs.Right+" "+signs.Up+" "+signs.Down, p.s.env.Texts.Common.Move, "right", "left", "down", "up", "pgup", "pgdown", "home", "end")}
}

func (p *grid) key(name string) tea.Cmd {
	switch name {
	case "left":
		p.move(0, -1)
	case "right":
		p.move(0, 1)
	case "home":
		p.move(0, -len(p.have.Columns))
	case "end":
		p.move(0, len(p.have.Columns))
	case "enter":
		return p.open()
	default:
		if by, ok := steps(name, p.rows()); ok {
			p.move(by, 0)
		}
	}
	return nil
}

// open shows the notes behind the cell in focus.
func (p *grid) open() tea.Cmd {
	if p.empty() {
		return nil
	}
	tag, column := p.have.Rows[p.row.at], p.have.Columns[p.col.at].Key
	switch {
	case p.by == "topic":
		return p.s.found.only(tag, column, "")
	case column == "":
		column = store.NoRole
	}
	return p.s.found.only(tag, "", column)
}

func (p *grid) title(c store.GridColumn) string {
	switch {
	case c.Key == talk.Own:
		return p.s.env.Texts.Notes.Own
	case c.Key == "":
		return p.s.env.Texts.Notes.NoRole
	}
	return c.Title.In(p.s.env.Lang)
}

func (p *grid) draw(width, _ int) []string {
	s := p.s
	t, x := s.env.Theme, s.env.Texts.Notes
	if p.empty() {
		said := x.Loading
		if p.seen {
			said = x.GridEmpty
		}
		return s.say(said, width)
	}
	label, from, to := p.label(width), p.col.top, min(p.col.top+p.columns(width), len(p.have.Columns))
	lines := p.heads(label, from, to)
	lines = append(lines, margin+t.Rule.Render(strings.Repeat(t.Signs.Line, label+(to-from)*p.wide())))
	for r := p.row.top; r < min(p.row.top+p.rows(), len(p.have.Rows)); r++ {
		line := s.mark(r == p.row.at) + t.Pad(s.tag(p.have.Rows[r]), label)
		for c := from; c < to; c++ {
			line += p.cell(r, c)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	r, c := p.row.at, p.col.at
	said := fmt.Sprintf(x.Cell, t.TagSign(p.have.Rows[r].Colour)+questionnaire.HarmlessLine(p.have.Rows[r].Name), p.title(p.have.Columns[c]), p.have.N[r][c], p.have.Interviews[r][c])
	return append(lines, "", margin+t.Cut(said, width-len(margin)))
}

// heads are the names of the columns in sight, flush right over their figures.
func (p *grid) heads(label, from, to int) []string {
	t := p.s.env.Theme
	out := make([]string, heads)
	for i := range out {
		out[i] = margin + strings.Repeat(" ", label)
	}
	for c := from; c < to; c++ {
		words := wrap.Lines(p.title(p.have.Columns[c]), p.wide()-2)
		if len(words) > heads {
			words = []string{words[0], strings.Join(words[1:], " ")}
		}
		style := t.Dim
		if c == p.col.at {
			style = t.Accent
		}
		for i := range out {
			word := ""
			if at := i - (heads - len(words)); at >= 0 {
				word = t.Cut(words[at], p.wide()-2)
			}
			out[i] += strings.Repeat(" ", max(p.wide()-1-ansi.StringWidth(word), 0)) + style.Render(word) + " "
		}
	}
	for i := range out {
		out[i] = strings.TrimRight(out[i], " ")
	}
	return out
}

// cell is one figure, held where it is in focus.
func (p *grid) cell(r, c int) string {
	t, n := p.s.env.Theme, p.have.N[r][c]
	word, style := fmt.Sprint(n), t.Text
	if n == 0 {
		word, style = t.Signs.None, t.Dim
	}
	gap := strings.Repeat(" ", max(p.wide()-2-ansi.StringWidth(word), 0))
	if r == p.row.at && c == p.col.at {
		return gap + t.Accent.Render(t.Signs.Hold[0]+word+t.Signs.Hold[1])
	}
	return gap + " " + style.Render(word) + " "
}

func (p *grid) click(x, y int) tea.Cmd {
	y -= heads + 1
	x -= len(margin) + p.label(p.s.width)
	if p.empty() || x < 0 || y < 0 || y >= p.rows() {
		return nil
	}
	r, c := p.row.top+y, p.col.top+x/p.wide()
	switch {
	case r >= len(p.have.Rows) || c >= min(len(p.have.Columns), p.col.top+p.columns(p.s.width)):
		return nil
	case r == p.row.at && c == p.col.at:
		return p.open()
	}
	p.move(r-p.row.at, c-p.col.at)
	return nil
}
