package tables

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
	"tingfang/ui/report"
	"tingfang/ui/widget/wrap"
)

// bodyTop is the first line of a page: the pages and the filter stand above.
const bodyTop = 2

// listWide is the window from which the list of items stands beside the table,
// and listRoom the room it has there.
const listWide, listRoom = 76, 24

// tableWidth is the width of a table, behind the mark of the cursor.
func (s *Screen) tableWidth() int {
	if s.have != nil && s.have.page == items && s.width >= listWide {
		return s.width - listRoom - 1 - mark - 1
	}
	return s.width - mark - 1
}

// style is what the tables are drawn with.
func (s *Screen) style() report.Style {
	return report.Style{Theme: s.env.Theme, Texts: s.env.Texts, Lang: s.env.Lang, Form: s.source.form}
}

// room is how many lines a page has.
func (s *Screen) room() int { return max(s.height-bodyTop-2, 1) }

// Draw gives the screen in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	x := s.env.Texts.Tables
	f := nav.Frame{Title: x.Title + " " + s.env.Theme.Signs.Cursor + " " + s.pageName(s.page), Help: s.help(), Status: s.status}
	if s.have != nil && s.have.bad == nil {
		f.Right = fmt.Sprintf("n = %d", s.have.count())
		if s.have.filter.set() && s.have.page != participation {
			f.Right = fmt.Sprintf("n = %d / %d", s.have.n, s.have.total)
		}
	}
	if s.page == items && width < listWide {
		all := s.closed()
		f.Right = fmt.Sprintf(s.env.Texts.Common.Of, slices.Index(all, s.item)+1, len(all)) + "   " + f.Right
	}
	if len(s.ways.Forms) > 1 { // it says which one
		f.Right = strings.TrimSpace(questionnaire.HarmlessLine(s.source.form.Title.In(s.env.Lang)) + "   " + f.Right)
	}
	if s.failed != nil {
		f.Status = s.env.Theme.Bad.Render(s.env.Theme.Signs.Cross + " " + fmt.Sprintf(x.Failed, s.failed))
	}
	lines := []string{s.tabs(width), s.filterLine(width)}
	switch {
	case s.typing != nothing:
		var body []string
		body, f.Cursor = s.drawField(width)
		lines = append(lines, body...)
	case s.choose != nil:
		lines = append(lines, "", "  "+s.env.Theme.Question.Render(s.env.Theme.Cut(s.choose.title, width-4)))
		list, cursor := s.choose.list.Draw(s.env.Theme, s.env.Texts.Common.Search, width-2, height-len(lines))
		if cursor != nil {
			cursor.X, cursor.Y = cursor.X+2, cursor.Y+len(lines)
		}
		f.Cursor = cursor
		lines = append(lines, strings.Split("  "+strings.ReplaceAll(list, "\n", "\n  "), "\n")...)
	default:
		lines = append(lines, s.drawPage(width, height-len(lines))...)
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}

// tabs are the pages with their digits; in a narrow window the names of the
// others are left out.
func (s *Screen) tabs(width int) string {
	line := ""
	for _, p := range s.tabWords(width) {
		line += p.text
	}
	return s.env.Theme.Cut(line, width)
}

type tab struct {
	page page
	text string
}

func (s *Screen) tabWords(width int) []tab {
	t, book := s.env.Theme, s.book()
	long := 0
	for _, p := range book {
		long += ansi.StringWidth(s.pageName(p)) + 5
	}
	var out []tab
	for i, p := range book {
		digit, n := fmt.Sprint(i+1), s.pageName(p)
		switch {
		case p == s.page:
			out = append(out, tab{p, t.Accent.Render(" [" + digit + " " + n + "]")})
		case long > width:
			out = append(out, tab{p, "  " + t.Key.Render(digit) + " "})
		default:
			out = append(out, tab{p, "  " + t.Key.Render(digit) + " " + t.Dim.Render(n)})
		}
	}
	return out
}

// tabAt is the page whose name stands at a column, −1 for none.
func (s *Screen) tabAt(x int) page {
	for _, p := range s.tabWords(s.width) {
		w := ansi.StringWidth(p.text)
		if x < w {
			return p.page
		}
		x -= w
	}
	return -1
}

// filterLine says what is counted, and how to count all again.
func (s *Screen) filterLine(width int) string {
	t, x := s.env.Theme, s.env.Texts.Tables
	words := s.filter.words(s.env, s.source.form, s.known())
	if len(words) == 0 {
		all := x.All + " " + t.Signs.Between + " " + x.Usable
		if s.page == participation {
			all = x.Approaches
		}
		return t.Cut("  "+t.Dim.Render(all), width)
	}
	drop := t.Key.Render("X") + " " + t.Dim.Render(x.KeyDrop)
	line := "  " + x.Filter + " " + t.Signs.Dot + " " + t.Chosen.Render(strings.Join(words, " "+t.Signs.Between+" "))
	return t.Ends(line, drop+" ", width)
}

// drawPage draws the page of what was counted last.
func (s *Screen) drawPage(width, height int) []string {
	x := s.env.Texts.Tables
	switch o := s.have; {
	case o == nil && s.failed != nil:
		return nil
	case o == nil:
		return s.say(x.Reading, width)
	case o.bad != nil:
		return s.say(s.wordError(o.bad), width)
	case o.page != participation && o.total == 0:
		return s.say(x.Empty, width)
	case o.page != participation && o.n == 0:
		return s.say(x.NoneHit+x.DropHow, width)
	}
	foot := s.foot(width)
	c := s.cursors[s.have.page]
	if s.have.page == items && width >= listWide {
		list := s.itemList(height - len(foot))
		laid := s.lay(s.laidOut(), width-listRoom-1, c, s.into)
		body := beside(s, list, laid.sight(height-len(foot)), height-len(foot))
		return append(body, foot...)
	}
	focused := s.have.page != items || s.into
	m := s.laidOut()
	above := s.plot(m, width, height-len(foot))
	body := append(above, s.lay(m, width, c, focused).sight(height-len(foot)-len(above))...)
	body = append(body, make([]string, max(height-len(foot)-len(body), 0))...)
	return append(body, foot...)
}

// plot draws the plot of a page, to stay above the table, which scrolls in the
// lines it is left.
func (s *Screen) plot(m *memo, width, height int) []string {
	if len(m.parts) == 0 || m.parts[0].block.Plot == nil {
		return nil
	}
	const table, axes, least, most = 7, 3, 4, 17
	rows := min(max(height-table-axes, least), most)
	out := s.style().PlotLines(*m.parts[0].block.Plot, width-mark-1, rows)
	for i := range out {
		out[i] = strings.Repeat(" ", mark) + out[i]
	}
	return out
}

// say draws a sentence in the place of a table.
func (s *Screen) say(words string, width int) []string {
	out := []string{"", ""}
	for _, row := range wrap.Lines(words, width-8) {
		out = append(out, "    "+row)
	}
	return out
}

// foot stands under every table: why intervals are for orientation only.
func (s *Screen) foot(width int) []string {
	t := s.env.Theme
	said := s.rough()
	if one := strings.Join(said, "  "); ansi.StringWidth(one) <= width-2 {
		said = []string{one}
	}
	var out []string
	for _, row := range said {
		out = append(out, "  "+t.Dim.Render(t.Cut(row, width-2)))
	}
	if s.have.page == crosstab {
		var tests []string
		for _, row := range wrap.Lines(strings.Join(s.laidOut().tests, "   "), width-4) {
			tests = append(tests, "  "+row)
		}
		out = append(tests[:min(len(tests), 3)], out...)
	}
	return out
}

// beside sets a list and a table side by side.
func beside(s *Screen, list, table []string, height int) []string {
	t := s.env.Theme
	out := make([]string, height)
	for i := range out {
		left, right := "", ""
		if i < len(list) {
			left = list[i]
		}
		if i < len(table) {
			right = table[i]
		}
		out[i] = strings.TrimRight(t.Pad(left, listRoom)+t.Rule.Render(t.Signs.Post)+right, " ")
	}
	return out
}

// itemList are the names of all items, the one shown in sight.
func (s *Screen) itemList(height int) []string {
	t := s.env.Theme
	all := s.closed()
	at, top := slices.Index(all, s.item), s.firstItem(height)
	var out []string
	for i := top; i < min(top+height, len(all)); i++ {
		q := s.source.form.Question(all[i])
		no := "   "
		if q.No > 0 {
			no = fmt.Sprintf("%2d ", q.No)
		}
		lead, style := "  ", t.Text
		if i == at {
			lead, style = t.Accent.Render(t.Signs.Cursor)+" ", t.Accent
			if s.into {
				lead = "  "
			}
		}
		out = append(out, lead+style.Render(t.Cut(no+title(s.source.form, all[i], s.env.Lang), listRoom-3)))
	}
	return out
}

// firstItem is the first item in sight of the list.
func (s *Screen) firstItem(height int) int {
	all := s.closed()
	return max(min(slices.Index(all, s.item)-height/2, len(all)-height), 0)
}

// drawField draws what is typed in the place of the page.
func (s *Screen) drawField(width int) ([]string, *tea.Cursor) {
	t, x := s.env.Theme, s.env.Texts.Tables
	head, hint := x.Where, x.WhereHint
	if s.typing == path {
		head, hint = x.SaveAs, x.SaveHint
	}
	indent := 2 + ansi.StringWidth(head)
	value, cursor := s.field.Draw(max(width-indent-2, 4), 1)
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+indent, bodyTop+1
	}
	lines := []string{"", "  " + t.Question.Render(head) + value, ""}
	style, words := t.Dim, hint
	if s.fault != "" {
		style, words = t.Bad, t.Signs.Cross+" "+s.fault
	}
	for _, row := range wrap.Lines(words, width-6) {
		lines = append(lines, "    "+style.Render(row))
	}
	return lines, cursor
}
