package imports

import (
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
	"tingfang/ui/importing"
	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// top is the body's row with the first field.
const top = 1

// margin is what stands before a label: two cells of air and the mark.
const margin = 4

// space stands before every line that is no field.
const space = "    "

// Draw gives the screen in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	f := nav.Frame{Title: s.env.Texts.Imports.Title, Help: s.help()}
	if len(s.forms) > 0 {
		f.Right = s.forms[s.chosen].Title.In(s.env.Lang)
	}
	var lines []string
	switch {
	case s.barred():
		lines = s.drawBarred(width)
	case s.busy():
		lines = s.drawBusy(width)
	case s.phase == previewed:
		lines = s.drawPreview(width)
	case s.phase == offering:
		lines = s.drawOffer(width)
	case s.phase == faulty:
		lines, f.Status = s.drawFaults(width, height)
	case s.phase == written:
		lines = s.drawWritten(width)
	default:
		lines, f.Cursor = s.drawFields(width)
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}

func (s *Screen) drawBarred(width int) []string {
	t := s.env.Theme
	why := s.env.Texts.Imports.ReadOnly
	if !s.env.ReadOnly {
		why = s.env.Texts.Home.NoForms
	}
	return append([]string{""}, block(t.Warn, t.Signs.Attend+" "+why, width)...)
}

// indent is the column in which the values begin.
func (s *Screen) indent() int {
	x := s.env.Texts.Imports
	return margin + max(ansi.StringWidth(x.Form), ansi.StringWidth(x.Path)) + 2
}

func (s *Screen) drawFields(width int) ([]string, *tea.Cursor) {
	t, x := s.env.Theme, s.env.Texts.Imports
	lines := []string{""}
	room := width - s.indent() - 2
	if len(s.forms) > 1 {
		lines = append(lines, s.head(x.Form, s.onForm)+t.Cut(s.drawForm(), room))
	}
	value, cursor := s.path.Draw(room, 1)
	if s.onForm {
		cursor = nil
	}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+s.indent(), len(lines)
	}
	lines = append(lines, s.head(x.Path, !s.onForm)+value, "")
	if s.fault != "" {
		return append(lines, block(t.Bad, t.Signs.Cross+" "+s.fault, width)...), cursor
	}
	return append(lines, block(t.Dim, x.Hint, width)...), cursor
}

func (s *Screen) head(label string, focus bool) string {
	t := s.env.Theme
	mark, style := " ", t.Dim
	if focus {
		mark, style = t.Accent.Render(t.Signs.Cursor), t.Accent
	}
	return "  " + mark + " " + style.Render(t.Pad(label, s.indent()-margin))
}

func (s *Screen) drawForm() string {
	t := s.env.Theme
	title := s.forms[s.chosen].Title.In(s.env.Lang)
	if !s.onForm {
		return title
	}
	return t.Chosen.Render(title) + t.Dim.Render(fmt.Sprintf("   %s %d/%d %s", t.Signs.Left, s.chosen+1, len(s.forms), t.Signs.Right))
}

func (s *Screen) drawBusy(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Imports
	share, said := 0.0, x.Checking
	if s.size > 0 {
		share = float64(s.read) / float64(s.size)
	}
	if s.phase == writing {
		said = x.Running
	}
	return []string{"", "", space + t.Question.Render(fmt.Sprintf(said, int(100*share))), "",
		space + t.Meter(share, min(width-2*margin, 60)), "", space + s.file(width)}
}

// file is the name of the file, and where it lies as far as there is room.
func (s *Screen) file(width int) string {
	t, path := s.env.Theme, importing.Typed(s.path.Value())
	return t.Dim.Render(t.Cut(filepath.Base(path)+"  "+filepath.Dir(path), width-2*margin))
}

func (s *Screen) drawPreview(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Imports
	what := x.Own
	if s.result.Plain {
		what = x.Plain
	}
	if s.encoding != "" {
		what += " " + t.Signs.Between + " " + fmt.Sprintf(x.ReadAs, called(s.encoding))
	}
	lines := []string{"", space + t.Good.Render(t.Signs.Tick+" "+x.Checked), "", space + s.file(width), space + t.Dim.Render(t.Cut(what, width-2*margin)), ""}
	lines = append(append(lines, s.drawCounts(width)...), "")
	if s.result.Added == 0 {
		return append(lines, block(t.Warn, t.Signs.Attend+" "+x.NothingNew, width)...)
	}
	return append(lines, block(t.Text, x.GoOn, width)...)
}

// drawCounts are the figures of the preview, and what is new besides.
func (s *Screen) drawCounts(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Imports
	labels := 0
	for _, l := range []string{x.Rows, x.New, x.Already, x.Halls, x.People} {
		labels = max(labels, ansi.StringWidth(l))
	}
	var lines []string
	row := func(label string, style lipgloss.Style, value string) {
		lines = append(lines, space+t.Dim.Render(t.Pad(label, labels+2))+style.Render(t.Cut(value, width-2*margin-labels-2)))
	}
	row(x.Rows, t.Text, fmt.Sprintf("%6d", s.result.Added+s.result.Skipped))
	row(x.New, t.Accent, fmt.Sprintf("%6d", s.result.Added))
	row(x.Already, t.Text, fmt.Sprintf("%6d", s.result.Skipped))
	for _, added := range []struct {
		label string
		codes []string
	}{{x.Halls, s.result.Halls}, {x.People, s.result.People}} {
		row(added.label, t.Text, strings.TrimRight(fmt.Sprintf("%6d  %s", len(added.codes), questionnaire.HarmlessLine(strings.Join(added.codes, " "))), " "))
	}
	return lines
}

func (s *Screen) drawOffer(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Imports
	lines := append([]string{""}, block(t.Warn, t.Signs.Attend+" "+fmt.Sprintf(x.Offer, called(s.offered)), width)...)
	lines = append(append(lines, "", space+s.file(width)), "")
	return append(lines, block(t.Text, x.OfferWhat, width)...)
}

// aboveFaults is how many lines stand over the faults.
const aboveFaults = 4

// room is how many lines of faults are shown at once.
func (s *Screen) room() int { return max(s.height-aboveFaults, 1) }

func (s *Screen) drawFaults(width, height int) (lines []string, status string) {
	t, x := s.env.Theme, s.env.Texts.Imports
	lines = []string{"", space + t.Bad.Render(t.Cut(t.Signs.Cross+" "+fmt.Sprintf(x.Faulty, len(s.faults.First)+s.faults.More), width-2*margin)),
		space + t.Dim.Render(t.Cut(x.MendAndAgain, width-2*margin)), ""}
	all := s.faultLines(width)
	room := max(height-aboveFaults, 1)
	from := max(min(s.scroll, len(all)-room), 0)
	to := min(from+room, len(all))
	if len(all) > room {
		status = t.Dim.Render(fmt.Sprintf(s.env.Texts.Common.Of, to, len(all)) + " " + t.Signs.Up + t.Signs.Down)
	}
	return append(lines, all[from:to]...), status
}

// faultLines are all the faults there are words for, a line or more each.
func (s *Screen) faultLines(width int) (lines []string) {
	t := s.env.Theme
	for _, f := range s.faults.First {
		f.Column, f.Value = s.seen(f.Column), s.seen(f.Value)
		if f.Rule == exchange.RuleOther {
			f.Detail = s.seen(f.Detail)
		}
		for i, row := range wrap.Lines(s.env.Texts.ShownFault(f), max(width-2*margin-2, 1)) {
			mark := "  "
			if i == 0 {
				mark = t.Dim.Render(t.Signs.Between) + " "
			}
			lines = append(lines, space+mark+t.Text.Render(row))
		}
	}
	if s.faults.More > 0 {
		lines = append(lines, space+"  "+t.Dim.Render(fmt.Sprintf(s.env.Texts.Import.Moment, s.faults.More)))
	}
	return lines
}

// seen is as much of a cell as is shown.
func (s *Screen) seen(cell string) string {
	return s.env.Theme.Cut(questionnaire.HarmlessLine(cell), 60)
}

func (s *Screen) drawWritten(width int) []string {
	t, x, i := s.env.Theme, s.env.Texts.Imports, s.env.Texts.Import
	lines := []string{"", space + t.Good.Render(t.Signs.Tick+" "+fmt.Sprintf(x.Done, s.result.Added)), "", space + s.file(width), ""}
	if s.result.Skipped > 0 {
		lines = append(lines, block(t.Text, fmt.Sprintf(x.Skipped, s.result.Skipped), width)...)
	}
	for _, added := range []struct {
		said  string
		codes []string
	}{{i.Halls, s.result.Halls}, {i.People, s.result.People}} {
		if len(added.codes) > 0 {
			lines = append(lines, block(t.Text, fmt.Sprintf(added.said, list(added.codes, i.More)), width)...)
		}
	}
	if len(lines) > 5 {
		lines = append(lines, "")
	}
	return append(lines, block(t.Dim, x.DoneRecords, width)...)
}

// list is what stands in a line or two: the first ones, and how many more.
func list(all []string, more string) string {
	const most = 10
	said := questionnaire.HarmlessLine(strings.Join(all[:min(len(all), most)], " "))
	if n := len(all) - most; n > 0 {
		said += " " + fmt.Sprintf(more, n)
	}
	return said
}

// block wraps a text by words between the margins.
func block(style lipgloss.Style, text string, width int) []string {
	rows := wrap.Lines(text, width-2*margin)
	for i, row := range rows {
		rows[i] = space + style.Render(row)
	}
	return rows
}
