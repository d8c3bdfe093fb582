package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
)

// Lines draws a block for a terminal; no line is wider than width cells.
func (s Style) Lines(b Block, width int) []string {
	t := s.Theme
	width = max(width, 20)
	var out []string
	for _, l := range wrapped(b.Title, width) {
		out = append(out, t.Title.Render(l))
	}
	for _, a := range b.About {
		for _, l := range wrapped(a, width) {
			out = append(out, t.Dim.Render(l))
		}
	}
	out = append(out, s.flow(b.Counts, width)...)
	out = s.part(out, s.gridLines(b.Grid, width))
	if b.Stack != nil {
		out = s.part(out, s.stackLines(*b.Stack, width))
	}
	if b.Plot != nil {
		out = s.part(out, s.plotLines(*b.Plot, width))
	}
	out = s.part(out, s.flow(b.Figures, width))
	var notes []string
	for _, n := range b.Notes {
		for _, l := range wrapped(n, width) {
			notes = append(notes, t.Dim.Render(l))
		}
	}
	return s.part(out, notes)
}

// part adds lines under an empty one.
func (s Style) part(out, lines []string) []string {
	if len(lines) == 0 {
		return out
	}
	if len(out) > 0 {
		out = append(out, "")
	}
	return append(out, lines...)
}

// wrapped breaks a text into lines of at most width cells.
func wrapped(text string, width int) []string {
	if text == "" {
		return nil
	}
	return strings.Split(ansi.Wrap(questionnaire.Harmless(text), width, ""), "\n")
}

// flow sets pieces one after the other, as many as a line takes.
func (s Style) flow(pieces []string, width int) []string {
	var out []string
	line := ""
	for _, p := range pieces {
		switch {
		case line == "":
			line = p
		case ansi.StringWidth(line)+3+ansi.StringWidth(p) <= width:
			line += "   " + p
		default:
			out = append(out, wrapped(line, width)...)
			line = p
		}
	}
	return append(out, wrapped(line, width)...)
}

// stackLines draws a stacked bar over its words.
func (s Style) stackLines(k Stack, width int) []string {
	bar := s.stacked(k.Parts, min(width, 60))
	if bar == "" {
		return nil
	}
	var words []string
	for i, w := range k.Words {
		words = append(words, s.Theme.Signs.Stack[i]+" "+w)
	}
	return append([]string{bar}, s.flow(words, width)...)
}
