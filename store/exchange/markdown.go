package exchange

import (
	"strings"

	"tingfang/questionnaire"
)

// special are the signs that Markdown may take for its own anywhere in a line.
const special = "\\`*_[]<>#|~&$"

// line is a text within a line of Markdown; its line ends are shown as breaks.
func line(text string) string {
	return strings.ReplaceAll(escape(questionnaire.Clean(text)), "\n", "<br>")
}

// first is a text at the start of an item of a list.
func first(text string) string {
	return strings.ReplaceAll(begun(questionnaire.Clean(text)), "\n", "<br>")
}

// block is a text as paragraphs of Markdown, each line with the margin before
// it; its line ends stay line ends.
func block(text, margin string) string {
	lines := strings.Split(questionnaire.Clean(text), "\n")
	for i, l := range lines {
		said := begun(l)
		if said != "" && i+1 < len(lines) && lines[i+1] != "" {
			said += "\\" // a break, not a space
		}
		lines[i] = strings.TrimRight(margin, " ") + said
		if said != "" {
			lines[i] = margin + said
		}
	}
	return strings.Join(lines, "\n")
}

// begun is a line of its own: what would begin a list, a rule or a piece of
// code at its start is escaped, and so is white space at its ends.
func begun(l string) string {
	var b strings.Builder
	body := strings.TrimLeft(l, " \t")
	b.WriteString(spaces.Replace(l[:len(l)-len(body)]))
	inner := strings.TrimRight(body, " \t")
	trail := spaces.Replace(body[len(inner):])
	digits := len(inner) - len(strings.TrimLeft(inner, "0123456789"))
	switch {
	case inner == "":
	case strings.ContainsRune("-+=", rune(inner[0])):
		b.WriteString("\\" + inner[:1])
		inner = inner[1:]
	case digits > 0 && digits < len(inner) && (inner[digits] == '.' || inner[digits] == ')'):
		b.WriteString(inner[:digits] + "\\" + inner[digits:digits+1])
		inner = inner[digits+1:]
	}
	b.WriteString(escape(inner) + trail)
	return b.String()
}

var spaces = strings.NewReplacer(" ", "&#32;", "\t", "&#9;")

// escape is a text whose signs mean nothing to Markdown.
func escape(text string) string {
	if !strings.ContainsAny(text, special) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
