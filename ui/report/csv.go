package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tingfang/store/exchange"
)

// CSV writes the tables of a document: UTF-8 with a byte order mark, CRLF, full
// precision, texts guarded against formulas. Tables with the same columns
// follow one another; others have an empty row and a head of their own.
func (s Style) CSV(d Document) []byte {
	var out strings.Builder
	out.WriteString("\ufeff")
	var head []string
	for _, b := range d.Blocks {
		g := b.Grid
		if b.Data != nil {
			g = *b.Data
		}
		fields := b.Fields
		if d.Demo {
			fields = append([]Field{{"data", "DEMO"}}, fields...)
		}
		if keys := keysOf(fields, g); !slices.Equal(keys, head) {
			if head != nil {
				out.WriteString("\r\n")
			}
			head = keys
			writeRow(&out, keys)
		}
		for _, l := range g.Rows {
			writeRow(&out, cellsOf(fields, g, l))
		}
	}
	return []byte(out.String())
}

func keysOf(fields []Field, g Grid) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Key)
	}
	for _, h := range g.Heads {
		if h.Key != "" {
			out = append(out, quoted(exchange.Guard(h.Key, false)))
		}
	}
	return out
}

func cellsOf(fields []Field, g Grid, l Line) []string {
	var out []string
	for _, f := range fields {
		out = append(out, csvCell(f.Value))
	}
	for i, h := range g.Heads {
		if h.Key != "" && i < len(l.Cells) {
			out = append(out, csvCell(l.Cells[i].Value))
		}
	}
	return out
}

func csvCell(v any) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return ""
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return quoted(exchange.Guard(v, false))
	}
	return ""
}

// quoted is a cell in quotes where it needs them.
func quoted(cell string) string {
	if !strings.ContainsAny(cell, ",\"\r\n") && strings.TrimSpace(cell) == cell {
		return cell
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}

func writeRow(out *strings.Builder, cells []string) {
	out.WriteString(strings.Join(cells, ",") + "\r\n")
}
