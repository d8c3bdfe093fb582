package tables

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/report"
)

// mark is the room before each row, for the cursor's sign.
const mark = 2

// laid is the parts one under the other in width cells: their lines, the
// line of the cursor, and the heads that stand over it.
type laid struct {
	lines []string
	rows  []place // which row of which table a line shows
	at    int     // the cursor's first line; −1 = none
	heads []string
	from  int // the line on which these heads stand
}

// place is the row of a part's grid that a line shows; −1 of a head.
type place struct{ line, part, row int }

func (s *Screen) lay(m *memo, width int, c cursor, focused bool) laid {
	all := m.stops
	c = clamp(c, all)
	out := laid{at: -1}
	for p, part := range m.parts {
		if len(out.lines) > 0 {
			out.lines = append(out.lines, "")
		}
		row, column := -1, ""
		if len(all) > 0 && all[c.row].part == p {
			row = all[c.row].row
			if c.cell > 0 {
				column = all[c.row].cells[c.cell-1]
			}
		}
		s.layPart(&out, p, part.block, m.sheets[p], width, row, column, focused)
	}
	return out
}

// layPart lays one block out with its sheet; row and column are the cursor's.
func (s *Screen) layPart(out *laid, part int, b report.Block, sh report.Sheet, width, row int, column string, focused bool) {
	st := s.style()
	above := report.Block{Title: b.Title, About: b.About, Counts: b.Counts}
	below := report.Block{Stack: b.Stack, Figures: b.Figures, Notes: b.Notes}
	out.add(st.Lines(above, width-mark))
	if len(sh.Label) > 0 {
		at := slices.Index(sh.Keys, column)
		if column == "" {
			at = -1
		}
		first := s.firstColumn(sh, at, width-mark-1)
		n := sh.Fit(first, width-mark-1)
		out.add([]string{s.beside(len(sh.Columns), first, n)})
		start := len(out.lines)
		for i := range sh.Label {
			here := focused && row >= 0 && sh.Rows[i] == row
			if row >= 0 && sh.Rows[i] == row && out.at < 0 {
				out.at = len(out.lines)
			}
			out.lines = append(out.lines, s.rowLine(sh, i, first, n, at, here))
			out.rows = append(out.rows, place{len(out.lines) - 1, part, sh.Rows[i]})
		}
		if row >= 0 {
			out.heads, out.from = out.lines[start:start+sh.Heads], start
		}
	}
	if rest := st.Lines(below, width-mark); len(rest) > 0 {
		out.add(append([]string{""}, rest...))
	}
}

// add adds lines behind the margin.
func (l *laid) add(lines []string) {
	for _, text := range lines {
		if text != "" {
			text = strings.Repeat(" ", mark) + text
		}
		l.lines = append(l.lines, text)
	}
}

// firstColumn is the first column in sight, so that the one in focus is.
func (s *Screen) firstColumn(sh report.Sheet, focus, width int) int {
	first := 0
	for first < focus && first+sh.Fit(first, width) <= focus {
		first++
	}
	return first
}

// beside tells how many columns are out of sight.
func (s *Screen) beside(columns, first, n int) string {
	signs := s.env.Theme.Signs
	var sides []string
	if first > 0 {
		sides = append(sides, fmt.Sprintf("%s %d", signs.Left, first))
	}
	if rest := columns - first - n; rest > 0 {
		sides = append(sides, fmt.Sprintf("%d %s", rest, signs.Right))
	}
	if len(sides) == 0 {
		return ""
	}
	return s.env.Theme.Dim.Render(fmt.Sprintf(s.env.Texts.Tables.More, strings.Join(sides, "   ")))
}

// rowLine is one line of a sheet; here says that the cursor stands on it, at is
// its column, −1 for the row itself.
func (s *Screen) rowLine(sh report.Sheet, i, first, n, at int, here bool) string {
	t := s.env.Theme
	lead, label := strings.Repeat(" ", mark), sh.Label[i]
	if here {
		label = t.Accent.Render(ansi.Strip(label))
		if i == 0 || sh.Rows[i-1] != sh.Rows[i] {
			lead = t.Accent.Render(t.Signs.Cursor) + strings.Repeat(" ", mark-1)
		}
	}
	var b strings.Builder
	b.WriteString(lead + label)
	for c := first; c < first+n; c++ {
		text := sh.Columns[c][i]
		if before := " "; here && c == at && strings.TrimSpace(ansi.Strip(text)) != "" {
			b.WriteString(before + t.Accent.Render(t.Signs.Hold[0]+ansi.Strip(text)+t.Signs.Hold[1]))
			continue
		}
		if here && c-1 == at && c > first && strings.TrimSpace(ansi.Strip(sh.Columns[at][i])) != "" {
			b.WriteString(" " + text) // the sign behind the cell in focus has one of the two cells between
			continue
		}
		b.WriteString("  " + text)
	}
	return strings.TrimRight(b.String(), " ")
}

// top is the first of height lines in sight: the cursor is among them.
func (l laid) top(height int) int {
	if l.at < 0 || len(l.lines) <= height {
		return 0
	}
	room := height - len(l.heads)
	return max(min(l.at-len(l.heads)-room/2, len(l.lines)-height), 0)
}

// sight cuts height lines out, so that the cursor is in sight and the heads of
// its table with it.
func (l laid) sight(height int) []string {
	if len(l.lines) <= height {
		return l.lines
	}
	top := l.top(height)
	out := slices.Clone(l.lines[top : top+height])
	if l.at >= 0 && l.from < top { // the heads have gone out of sight: they stay
		copy(out, l.heads)
	}
	return out
}
