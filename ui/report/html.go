package report

import (
	_ "embed"
	"fmt"
	"html"
	"strings"
)

//go:embed page.css
var pageCSS string

// HTML writes a document as one page that needs nothing else: its style and its
// plots stand inside it, and it prints well. It is well-formed XML too.
func (s Style) HTML(d Document) []byte {
	s = s.Paper()
	var out strings.Builder
	fmt.Fprintf(&out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n",
		s.Lang, html.EscapeString(s.demoed(d)), pageCSS)
	if d.Demo {
		tag(&out, "p class=\"demo\"", s.Texts.Report.FileDemo)
	}
	tag(&out, "h1", d.Title)
	tag(&out, "p class=\"about\"", strings.Join(d.About, " · "))
	for _, b := range d.Blocks {
		s.section(&out, b)
	}
	for _, n := range d.Notes {
		tag(&out, "p class=\"note\"", n)
	}
	out.WriteString("</body>\n</html>\n")
	return []byte(out.String())
}

func (s Style) demoed(d Document) string {
	if d.Demo {
		return "DEMO " + d.Title
	}
	return d.Title
}

// tag writes an element with a text; nothing for "".
func tag(out *strings.Builder, open, text string) {
	if text == "" {
		return
	}
	name, _, _ := strings.Cut(open, " ")
	fmt.Fprintf(out, "<%s>%s</%s>\n", open, html.EscapeString(text), name)
}

func (s Style) section(out *strings.Builder, b Block) {
	out.WriteString("<section>\n")
	tag(out, "h2", b.Title)
	for _, a := range b.About {
		tag(out, "p class=\"question\"", a)
	}
	tag(out, "p class=\"counts\"", strings.Join(b.Counts, " · "))
	s.htmlGrid(out, b.Grid)
	if b.Stack != nil {
		fmt.Fprintf(out, "<p class=\"stack\">%s</p>\n", svgStack(b.Stack.Parts, 480, 14))
		s.legend(out, b.Stack.Words)
	}
	if b.Plot != nil {
		out.WriteString(s.svgPlot(*b.Plot))
	}
	tag(out, "p class=\"figures\"", strings.Join(b.Figures, " · "))
	for _, n := range b.Notes {
		tag(out, "p class=\"note\"", n)
	}
	out.WriteString("</section>\n")
}

// legend tells the parts of a stacked bar.
func (s Style) legend(out *strings.Builder, words [3]string) {
	out.WriteString("<p class=\"legend\">")
	for i, w := range words {
		fmt.Fprintf(out, "<svg width=\"10\" height=\"10\"><rect class=\"part%d\" width=\"10\" height=\"10\"/></svg> %s ", i, html.EscapeString(w))
	}
	out.WriteString("</p>\n")
}

func (s Style) htmlGrid(out *strings.Builder, g Grid) {
	if len(g.Heads) == 0 || len(g.Rows) == 0 {
		return
	}
	out.WriteString("<table>\n<thead><tr>")
	for _, h := range g.Heads {
		fmt.Fprintf(out, "<th%s>%s", class(h.Kind), html.EscapeString(h.Title))
		if h.Below != "" {
			fmt.Fprintf(out, "<br/><small>%s</small>", html.EscapeString(h.Below))
		}
		out.WriteString("</th>")
	}
	out.WriteString("</tr></thead>\n<tbody>\n")
	for _, l := range g.Rows {
		out.WriteString("<tr>")
		for i, c := range l.Cells {
			s.htmlCell(out, c, g.Heads[i].Kind)
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("</tbody>\n</table>\n")
}

func class(k Kind) string {
	if k == Number {
		return ""
	}
	return " class=\"words\""
}

var tones = map[Tone]string{Quiet: "quiet", Good: "good", Bad: "bad"}

func (s Style) htmlCell(out *strings.Builder, c Cell, k Kind) {
	said := html.EscapeString(c.Text)
	if c.Mark != "" {
		said += "<sup>" + html.EscapeString(strings.TrimSpace(c.Mark)) + "</sup>"
	}
	switch {
	case k == Bar && c.Text == "":
		said = svgBar(c.Share, 160, 12)
	case k == Stacks && c.Text == "":
		said = svgStack(c.Parts, 160, 12)
	}
	if t := tones[c.Tone]; t != "" {
		said = "<span class=\"" + t + "\">" + said + "</span>"
	}
	fmt.Fprintf(out, "<td%s>%s</td>", class(k), said)
}
