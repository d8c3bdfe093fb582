package exports

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/exporting"
	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// top is the body's row with the first field.
const top = 1

// margin is what stands before a label: two cells of air and the mark.
const margin = 4

// Draw gives the screen in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	f := nav.Frame{Title: s.env.Texts.Exports.Title, Help: s.help()}
	if form := s.form(); form != nil {
		f.Right = form.Title.In(s.env.Lang)
	}
	var lines []string
	switch {
	case s.phase == writing:
		lines = s.drawWriting(width)
	case s.phase == written:
		lines = s.drawWritten(width)
		if s.fault != "" {
			f.Status = s.env.Theme.Bad.Render(s.env.Theme.Signs.Cross + " " + s.fault)
		}
	case s.list != nil:
		body, cursor := s.list.Draw(s.env.Theme, s.env.Texts.Common.Search, width-2, height-top)
		if cursor != nil {
			cursor.X, cursor.Y = cursor.X+2, cursor.Y+top
		}
		f.Cursor, lines = cursor, append([]string{""}, strings.Split("  "+strings.ReplaceAll(body, "\n", "\n  "), "\n")...)
	default:
		lines, f.Cursor = s.drawFields(width)
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}

// indent is the column in which the values begin.
func (s *Screen) indent() int {
	labels := 0
	for _, f := range s.shown() {
		labels = max(labels, ansi.StringWidth(s.label(f)))
	}
	return margin + labels + 2
}

func (s *Screen) drawFields(width int) ([]string, *tea.Cursor) {
	t := s.env.Theme
	lines := []string{""}
	var cursor *tea.Cursor
	indent := s.indent()
	for _, f := range s.shown() {
		mark, style := " ", t.Dim
		if f == s.at {
			mark, style = t.Accent.Render(t.Signs.Cursor), t.Accent
		}
		head := "  " + mark + " " + style.Render(t.Pad(s.label(f), indent-margin))
		value := s.drawValue(f, width-indent-2)
		if f == fieldPath {
			var c *tea.Cursor
			value, c = s.path.Draw(width-indent-2, 1)
			if f == s.at {
				c.X, c.Y = c.X+indent, len(lines)
				cursor = c
			}
		}
		lines = append(lines, head+value)
	}
	return append(lines, s.drawFoot(width)...), cursor
}

// drawValue gives a field's value; in focus it gives all there are, with their
// digits, or in a long list how many.
func (s *Screen) drawValue(f field, room int) string {
	t := s.env.Theme
	all, n := s.values(f), s.chosen[f]
	if len(all) == 0 {
		return ""
	}
	n = min(n, len(all)-1)
	switch {
	case f != s.at && (f == fieldPersonal || f == fieldQuotes) && n == 1:
		return t.Warn.Render(t.Signs.Attend + " " + all[n])
	case f != s.at:
		return t.Cut(all[n], room)
	}
	if row := s.digits(all, n); !listed(f) && ansi.StringWidth(row) <= room {
		return row
	}
	where := t.Dim.Render(fmt.Sprintf("   %s %d/%d %s", t.Signs.Left, n+1, len(all), t.Signs.Right))
	return t.Cut(t.Chosen.Render(all[n])+where, room)
}

func (s *Screen) digits(all []string, chosen int) string {
	t := s.env.Theme
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = t.Key.Render(fmt.Sprint(i+1)) + " " + w
		if i == chosen {
			words[i] = t.Chosen.Render(fmt.Sprint(i+1) + " " + w + " " + t.Signs.Dot)
		}
	}
	return strings.Join(words, "   ")
}

// drawFoot says what the export will hold, and what is wrong with it.
func (s *Screen) drawFoot(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Exports
	lines := []string{""}
	if s.fault != "" {
		return append(lines, block(t.Bad, t.Signs.Cross+" "+s.fault, width)...)
	}
	said, none := s.summary()
	style := t.Text
	if none {
		style, said = t.Warn, t.Signs.Attend+" "+said
	}
	lines = append(lines, block(style, said, width)...)
	for _, warning := range s.warnings() {
		lines = append(lines, block(t.Warn, t.Signs.Attend+" "+warning, width)...)
	}
	if s.at == fieldRest {
		lines = append(lines, block(t.Dim, x.RestHint, width)...)
	}
	if s.at == fieldPath && s.format() == exporting.Markdown {
		lines = append(lines, block(t.Dim, s.env.Texts.Talk.FolderHint, width)...)
	}
	return lines
}

// warnings say what in the file is not for everybody.
func (s *Screen) warnings() (out []string) {
	x, k := s.env.Texts.Exports, s.env.Texts.Talk
	switch {
	case s.chosen[fieldPersonal] == 1 && s.guide():
		out = append(out, k.PersonalWarn)
	case s.chosen[fieldPersonal] == 1:
		out = append(out, x.PersonalWarn)
	case s.format() != exporting.CSV:
		out = append(out, k.Warn)
	}
	if s.chose(fieldQuotes) {
		out = append(out, k.QuotesWarn)
	}
	return out
}

func (s *Screen) drawWriting(width int) []string {
	t := s.env.Theme
	share := 0.0
	if s.total > 0 {
		share = float64(s.done) / float64(s.total)
	}
	return []string{"", "", space + t.Question.Render(fmt.Sprintf(s.env.Texts.Exports.Running, s.done, s.total)), "",
		space + t.Meter(share, min(width-2*margin, 60)), "", space + t.Dim.Render(t.Cut(s.path.Value(), width-2*margin))}
}

func (s *Screen) drawWritten(width int) []string {
	t, x, k := s.env.Theme, s.env.Texts.Exports, s.env.Texts.Talk
	said, data := fmt.Sprintf(x.Done, s.result.Rows), x.File
	switch {
	case s.result.Folder:
		said, data = fmt.Sprintf(k.Done, s.result.Notes, s.result.Rows), k.Folder
	case s.format() != exporting.CSV:
		said, data = fmt.Sprintf(k.Done, s.result.Notes, s.result.Rows), k.File
	case s.chose(fieldLayout):
		said = fmt.Sprintf(x.DoneLong, s.result.Rows)
	}
	lines := []string{"", space + t.Good.Render(t.Signs.Tick+" "+said)}
	if s.result.Quotes > 0 {
		lines = append(lines, block(t.Warn, t.Signs.Attend+" "+fmt.Sprintf(k.LeftOut, s.result.Quotes), width)...)
	}
	for _, file := range [][2]string{{data, s.result.Path}, {x.Codebook, s.result.Codebook}} {
		if file[1] == "" {
			continue
		}
		lines = append(lines, "", space+t.Dim.Render(t.Cut(file[0], width-margin)))
		lines = append(lines, whole(t.Question, file[1], width)...)
	}
	switch {
	case s.result.Marked:
	case s.env.ReadOnly:
		lines = append(append(lines, ""), block(t.Warn, t.Signs.Attend+" "+x.Unmarked, width)...)
	default:
		lines = append(append(lines, ""), block(t.Dim, x.Partly, width)...)
	}
	for _, warning := range s.warnings() {
		lines = append(append(lines, ""), block(t.Warn, t.Signs.Attend+" "+warning, width)...)
	}
	return lines
}

// space stands before every line that is no field.
const space = "    "

// block wraps a text by words between the margins.
func block(style lipgloss.Style, text string, width int) []string {
	return styled(style, wrap.Lines(text, width-2*margin))
}

// whole breaks a path where the line ends, so that all of it can be read.
func whole(style lipgloss.Style, path string, width int) []string {
	return styled(style, strings.Split(ansi.Hardwrap(path, width-2*margin, true), "\n"))
}

func styled(style lipgloss.Style, rows []string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = space + style.Render(row)
	}
	return out
}
