package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// plotWidth is the width of a plot that stands in Markdown as preformatted text.
const plotWidth = 80

// Markdown writes a document as tables in Markdown. Bars are left out; a plot
// is drawn in signs.
func (s Style) Markdown(d Document) []byte {
	s = s.Paper()
	var out strings.Builder
	out.WriteString("# " + escaped(d.Title) + "\n\n")
	if d.Demo {
		out.WriteString("**" + s.Texts.Report.FileDemo + "**\n\n")
	}
	paragraph(&out, strings.Join(d.About, " · "))
	for _, b := range d.Blocks {
		out.WriteString("## " + escaped(b.Title) + "\n\n")
		paragraph(&out, strings.Join(b.About, "\n"))
		paragraph(&out, strings.Join(b.Counts, " · "))
		s.markdownGrid(&out, b.Grid)
		if b.Stack != nil {
			paragraph(&out, strings.Join(b.Stack.Words[:], " · "))
		}
		if b.Plot != nil {
			out.WriteString("```text\n" + ansi.Strip(strings.Join(s.plotLines(*b.Plot, plotWidth), "\n")) + "\n```\n\n")
		}
		paragraph(&out, strings.Join(b.Figures, " · "))
		listed(&out, b.Notes)
	}
	listed(&out, d.Notes)
	return []byte(strings.TrimRight(out.String(), "\n") + "\n")
}

func paragraph(out *strings.Builder, text string) {
	if text != "" {
		out.WriteString(escaped(text) + "\n\n")
	}
}

func listed(out *strings.Builder, notes []string) {
	for _, n := range notes {
		out.WriteString("- " + escaped(n) + "\n")
	}
	if len(notes) > 0 {
		out.WriteString("\n")
	}
}

func (s Style) markdownGrid(out *strings.Builder, g Grid) {
	if len(g.Heads) == 0 || len(g.Rows) == 0 {
		return
	}
	var heads, rules []string
	for _, h := range g.Heads {
		if h.Kind == Bar || h.Kind == Stacks {
			continue
		}
		title := escaped(h.Title)
		if h.Below != "" {
			title += "<br>" + escaped(h.Below)
		}
		rule := "---:"
		if h.Kind == Words {
			rule = ":---"
		}
		heads, rules = append(heads, title), append(rules, rule)
	}
	out.WriteString("| " + strings.Join(heads, " | ") + " |\n| " + strings.Join(rules, " | ") + " |\n")
	for _, l := range g.Rows {
		var cells []string
		for i, c := range l.Cells {
			if k := g.Heads[i].Kind; k != Bar && k != Stacks {
				cells = append(cells, escaped(c.Text+c.Mark))
			}
		}
		out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	out.WriteString("\n")
}

var markdown = strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`", "<", "&lt;", "[", "\\[", "#", "\\#", "\n", "<br>")

// escaped is a text whose signs mean nothing to Markdown.
func escaped(text string) string { return markdown.Replace(text) }
