package report

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
)

// Sheet is a grid drawn: a label column that stays, and columns that scroll
// beside it. Every line of a column is as wide as the column.
type Sheet struct {
	Label   []string   // the lines of the label column, heads first
	Columns [][]string // the same lines of each other column
	Keys    []string   // the Key of each of Columns
	Kinds   []Kind     // how each of them is drawn
	Heads   int        // lines of the heads
	Rows    []int      // the grid's row of each line; −1 of a head
	label   int
	widths  []int
	marks   []int // the room behind the texts of each column, the label's included
}

// gap stands between two columns.
const gap = 2

// leastLabel and leastBar are the fewest cells in which a label and a bar read.
const leastLabel, leastBar, mostBar = 12, 6, 30

// Sheet draws a grid whose labels and bars fit a width; columns a narrow width
// can do without are left out.
func (s Style) Sheet(g Grid, width int) Sheet {
	if len(g.Heads) == 0 {
		return Sheet{}
	}
	g, widths := s.fit(g.harmless(), width)
	sh := Sheet{label: widths[0], widths: widths[1:], marks: marks(g), Columns: make([][]string, len(widths)-1)}
	for _, h := range g.Heads[1:] {
		sh.Keys, sh.Kinds = append(sh.Keys, h.Key), append(sh.Kinds, h.Kind)
	}
	s.heads(&sh, g, widths)
	for r, l := range g.Rows {
		s.row(&sh, g, widths, r, l)
	}
	return sh
}

// harmless is the grid as it may be drawn: names of halls, people and tags are
// whatever somebody typed.
func (g Grid) harmless() Grid {
	var rows []Line
	for r, l := range g.Rows {
		for i, c := range l.Cells {
			said := questionnaire.HarmlessLine(c.Text)
			if said == c.Text {
				continue
			}
			if rows == nil {
				rows = slices.Clone(g.Rows)
				g.Rows = rows
			}
			rows[r].Cells = slices.Clone(rows[r].Cells)
			rows[r].Cells[i].Text = said
		}
	}
	heads := slices.Clone(g.Heads)
	for i := range heads {
		heads[i].Title = questionnaire.HarmlessLine(heads[i].Title)
	}
	g.Heads = heads
	return g
}

// Fit is how many columns from first on stand beside the label in a width; at
// least one.
func (sh Sheet) Fit(first, width int) int {
	used, n := sh.label, 0
	for _, w := range sh.widths[first:] {
		if used += gap + w; used > width && n > 0 {
			break
		}
		n++
	}
	return n
}

// Lines are the lines of the label with as many columns from first on as fit.
func (sh Sheet) Lines(first, width int) []string {
	n := sh.Fit(first, width)
	out := make([]string, len(sh.Label))
	for i, l := range sh.Label {
		parts := []string{l}
		for _, c := range sh.Columns[first : first+n] {
			parts = append(parts, c[i])
		}
		out[i] = strings.TrimRight(ansi.Truncate(strings.Join(parts, strings.Repeat(" ", gap)), width, ""), " ")
	}
	return out
}

// gridLines draws a grid whole; what does not fit beside the label follows below.
func (s Style) gridLines(g Grid, width int) []string {
	sh := s.Sheet(g, width)
	var out []string
	for first := 0; first < len(sh.Columns); first += sh.Fit(first, width) {
		out = s.part(out, sh.Lines(first, width))
	}
	return out
}

// fit chooses columns and their widths.
func (s Style) fit(g Grid, width int) (Grid, []int) {
	for {
		widths := natural(g)
		label, rest := widths[0], 0
		for _, w := range widths[1:] {
			rest += gap + w
		}
		least := min(label, max(leastLabel, width/3))
		drop := dropped(g.Heads)
		if least+rest <= width || drop < 0 {
			widths[0] = max(min(label, width-rest), least)
			widen(g, widths, width)
			return g, widths
		}
		g = g.without(drop)
	}
}

// mostHead is the widest head that is not wrapped.
const mostHead = 12

// natural are the widths that cells ask for.
func natural(g Grid) []int {
	widths, marks := make([]int, len(g.Heads)), marks(g)
	for i, h := range g.Heads {
		widths[i] = max(min(ansi.StringWidth(h.Title), mostHead), ansi.StringWidth(h.Below))
		if h.Kind == Bar || h.Kind == Stacks {
			widths[i] = leastBar
		}
		if h.Kind == Stacks {
			widths[i] *= 2
		}
		for _, l := range g.Rows {
			if i < len(l.Cells) && !l.Section {
				widths[i] = max(widths[i], ansi.StringWidth(l.Cells[i].Text)+marks[i])
			}
		}
	}
	return widths
}

// marks are the widths of the marks in each column.
func marks(g Grid) []int {
	widths := make([]int, len(g.Heads))
	for _, l := range g.Rows {
		for i, c := range l.Cells {
			widths[i] = max(widths[i], ansi.StringWidth(c.Mark))
		}
	}
	return widths
}

// widen gives bars what is left.
func widen(g Grid, widths []int, width int) {
	left, bars := width+gap, 0
	for i, w := range widths {
		left -= gap + w
		if k := g.Heads[i].Kind; k == Bar || k == Stacks {
			bars++
		}
	}
	for i := range widths {
		if k := g.Heads[i].Kind; left > 0 && (k == Bar || k == Stacks) {
			more := min(left/bars, mostBar-widths[i])
			widths[i], left, bars = widths[i]+more, left-more, bars-1
		}
	}
}

// dropped is the column to leave out next, −1 for none.
func dropped(heads []Head) int {
	at, most := -1, 0
	for i, h := range heads {
		if h.Drop > most {
			at, most = i, h.Drop
		}
	}
	return at
}

func (g Grid) without(column int) Grid {
	out := Grid{Heads: cut(g.Heads, column)}
	for _, l := range g.Rows {
		if !l.Section {
			l.Cells = cut(l.Cells, column)
		}
		out.Rows = append(out.Rows, l)
	}
	return out
}

func cut[T any](xs []T, at int) []T { return append(append([]T{}, xs[:at]...), xs[at+1:]...) }

// heads draws the heads, each wrapped to its column.
func (s Style) heads(sh *Sheet, g Grid, widths []int) {
	lines := make([][]string, len(g.Heads))
	for i, h := range g.Heads {
		lines[i] = wrapped(h.Title, widths[i])
		sh.Heads = max(sh.Heads, len(lines[i]))
	}
	below := false
	for _, h := range g.Heads {
		below = below || h.Below != ""
	}
	for i, h := range g.Heads {
		column := append(make([]string, sh.Heads-len(lines[i])), lines[i]...)
		if below {
			column = append(column, h.Below)
		}
		for _, l := range column {
			sh.add(i, s.Theme.Dim.Render(aligned(l, widths[i], h.Kind)))
		}
	}
	if below {
		sh.Heads++
	}
	for range sh.Heads {
		sh.Rows = append(sh.Rows, -1)
	}
}

// row draws a row: its label on as many lines as it needs.
func (s Style) row(sh *Sheet, g Grid, widths []int, r int, l Line) {
	if l.Section {
		for i := range widths {
			said := ""
			if i == 0 {
				said = s.Theme.Title.Render(s.Theme.Pad(l.Cells[0].Text, widths[0]))
			} else {
				said = strings.Repeat(" ", widths[i])
			}
			sh.add(i, said)
		}
		sh.Rows = append(sh.Rows, r)
		return
	}
	label := wrapped(l.Cells[0].Text, widths[0])
	if len(label) == 0 {
		label = []string{""}
	}
	for n, part := range label {
		sh.add(0, s.tone(l.Cells[0].Tone).Render(aligned(part, widths[0], Words)))
		for i, c := range l.Cells[1:] {
			said := strings.Repeat(" ", widths[i+1])
			if n == 0 {
				said = s.cell(c, g.Heads[i+1].Kind, widths[i+1], sh.marks[i+1])
			}
			sh.add(i+1, said)
		}
		sh.Rows = append(sh.Rows, r)
	}
}

func (sh *Sheet) add(column int, line string) {
	if column == 0 {
		sh.Label = append(sh.Label, line)
		return
	}
	sh.Columns[column-1] = append(sh.Columns[column-1], line)
}

func (s Style) cell(c Cell, k Kind, width, marks int) string {
	drawn := ""
	switch {
	case k == Bar && c.Text == "":
		drawn = s.bar(c.Share, width)
	case k == Stacks && c.Text == "":
		drawn = s.stacked(c.Parts, width)
	default:
		return s.tone(c.Tone).Render(aligned(c.Text, width-marks, k) + aligned(c.Mark, marks, Words))
	}
	return drawn + strings.Repeat(" ", max(width-ansi.StringWidth(drawn), 0))
}

func (s Style) tone(t Tone) lipgloss.Style {
	return map[Tone]lipgloss.Style{Plain: s.Theme.Text, Quiet: s.Theme.Dim, Good: s.Theme.Good, Bad: s.Theme.Bad}[t]
}

// aligned sets a text into its column.
func aligned(text string, width int, k Kind) string {
	text = ansi.Truncate(text, width, "")
	blank := strings.Repeat(" ", width-ansi.StringWidth(text))
	if k == Number {
		return blank + text
	}
	return text + blank
}
