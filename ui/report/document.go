package report

import (
	"fmt"
	"slices"

	"tingfang/questionnaire"
	"tingfang/ui/theme"
)

// Document is what one call, or one save, puts into a file.
type Document struct {
	Title  string
	About  []string // what was counted, and where from
	Demo   bool     // made-up interviews: every format says so
	Blocks []Block
	Notes  []string // what the marks mean, once for all blocks
}

// Paper is the style of files: the Unicode signs, no colours.
func (s Style) Paper() Style {
	s.Theme = theme.New(theme.Look{})
	return s
}

// Document frames blocks with what they were counted from.
func (s Style) Document(f *questionnaire.Form, from Source, blocks []Block) Document {
	t := s.Texts.Report
	d := Document{Title: fmt.Sprintf(t.DocTitle, s.words(f.Title)), Demo: from.Demo, Blocks: blocks}
	d.About = []string{fmt.Sprintf(t.Interviews, from.Interviews), fmt.Sprintf(t.Made, from.Version)}
	if from.Where != "" {
		d.About = append(d.About, fmt.Sprintf(t.Filter, from.Where))
	}
	if from.Interviews == 0 {
		d.About = append(d.About, t.Nothing)
	}
	if len(blocks) > 1 {
		d.Blocks, d.Notes = s.together(blocks)
	}
	return d
}

// together takes what the marks mean out of the blocks: it is said once.
func (s Style) together(blocks []Block) (without []Block, notes []string) {
	t, g := s.Texts.Report, s.Theme.Signs
	legends := append(s.marks(true, true, true, true), fmt.Sprintf(t.WaveMark, g.Rise, g.Fall), t.Rounding)
	used := map[string]bool{}
	for _, b := range blocks {
		b.Notes = slices.DeleteFunc(slices.Clone(b.Notes), func(n string) bool {
			legend := slices.Contains(legends, n)
			used[n] = used[n] || legend
			return legend
		})
		without = append(without, b)
	}
	return without, slices.DeleteFunc(legends, func(n string) bool { return !used[n] })
}

// Text draws a document for a terminal; no line is wider than width cells.
func (s Style) Text(d Document, width int) []string {
	var out []string
	if d.Demo {
		out = append(out, s.Theme.Banner.Render(s.Theme.Cut(s.Texts.Report.FileDemo, width)))
	}
	for _, l := range wrapped(d.Title, width) {
		out = append(out, s.Theme.Title.Render(l))
	}
	out = append(out, s.flow(d.About, width)...)
	for _, b := range d.Blocks {
		out = append(out, "")
		out = s.part(out, s.Lines(b, width))
	}
	var notes []string
	for _, n := range d.Notes {
		for _, l := range wrapped(n, width) {
			notes = append(notes, s.Theme.Dim.Render(l))
		}
	}
	return s.part(out, notes)
}
