package xlsform

import (
	"bytes"
	"strings"
)

// ReadMarkdown reads a form written as Markdown tables: a row with the name of
// a sheet alone in its first cell, then the rows of that sheet with the first
// cell empty. Lines that do not begin with a pipe, and rows of dashes only, are
// not part of the form. In a cell \| is a pipe, \n a new line and \\ a
// backslash; any other backslash stands for itself, so that the pattern
// '^\d+$' needs no care. The error is a *Fault.
func ReadMarkdown(name string, src []byte) (*Workbook, error) {
	all, err := text(src)
	if err != nil {
		return nil, err
	}
	var f filler
	for line := range strings.SplitSeq(all, "\n") {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") || ruler(line) {
			continue
		}
		if err := f.add(cells(line)); err != nil {
			return nil, err
		}
	}
	return &f.book, nil
}

// ruler reports the line that a Markdown table has below its headers.
func ruler(line string) bool {
	if strings.Trim(line, "|-: \t") != "" {
		return false
	}
	parts := strings.Split(strings.Trim(line, "|"), "|")
	for _, p := range parts {
		p = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(p), ":"), ":")
		if len(p) < 3 || strings.Trim(p, "-") != "" {
			return false
		}
	}
	return len(parts) > 1
}

// cells splits a line that begins with a pipe; the last pipe may be missing.
func cells(line string) []string {
	if !strings.Contains(line, `\`) {
		return strings.Split(strings.TrimSuffix(line[1:], "|"), "|")
	}
	var out []string
	var cell strings.Builder
	rest := line[1:]
	for rest != "" {
		c := rest[0]
		rest = rest[1:]
		switch {
		case c == '|':
			out = append(out, cell.String())
			cell.Reset()
		case c == '\\' && rest != "" && strings.IndexByte(`|n\`, rest[0]) >= 0:
			cell.WriteByte(unescaped[rest[0]])
			rest = rest[1:]
		default:
			cell.WriteByte(c)
		}
	}
	if cell.Len() > 0 {
		out = append(out, cell.String())
	}
	return out
}

var unescaped = map[byte]byte{'|': '|', 'n': '\n', '\\': '\\'}

// Canonical writes the workbook as Markdown, the same bytes for the same
// workbook. Reading them gives the workbook again.
func Canonical(w *Workbook) []byte {
	var b bytes.Buffer
	for i, s := range w.Sheets {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("| " + escape(s.Name) + " |\n")
		at := 0
		for _, r := range s.Rows {
			for at++; at < r.Number; at++ {
				b.WriteString("| |\n")
			}
			b.WriteString("| |")
			for _, c := range r.Cells {
				b.WriteString(" " + escape(c) + " |")
			}
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

// escape doubles a backslash only where it would be taken for an escape.
func escape(cell string) string {
	if !strings.ContainsAny(cell, "\\|\n") {
		return cell
	}
	var b strings.Builder
	for i := range len(cell) {
		switch c := cell[i]; {
		case c == '|':
			b.WriteString(`\|`)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\\' && i+1 < len(cell) && strings.IndexByte("|n\n\\", cell[i+1]) >= 0:
			b.WriteString(`\\`)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
