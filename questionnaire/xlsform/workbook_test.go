package xlsform_test

import (
	"encoding/csv"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tingfang/questionnaire/xlsform"
)

// workbooks draws any workbook: cells full of what Markdown and CSV treat
// specially, gaps between rows and cells.
func workbooks() *rapid.Generator[*xlsform.Workbook] {
	cell := rapid.Custom(func(t *rapid.T) string {
		return strings.TrimSpace(strings.Join(rapid.SliceOfN(rapid.OneOf(
			rapid.SampledFrom([]string{`\`, `|`, "\n", "n", `"`, ",", "-", ":", " ", "您好", "😀", `\n`, `\\`, `\|`, "\t", "", "---", "\x00"}),
			rapid.StringN(0, 3, 9)), 0, 6).Draw(t, "cell"), ""))
	})
	clean := func(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r", "")) }
	return rapid.Custom(func(t *rapid.T) *xlsform.Workbook {
		w := &xlsform.Workbook{}
		for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"survey", "choices", `a|b`, "说明", `x\`, "---", "a\nb"}), 0, 3, rapid.ID).Draw(t, "sheets") {
			s := xlsform.Sheet{Name: name}
			at := 0
			for range rapid.IntRange(0, 4).Draw(t, "rows") {
				cells := rapid.SliceOfN(cell, 0, 4).Draw(t, "cells")
				for i := range cells {
					cells[i] = clean(cells[i])
				}
				for len(cells) > 0 && cells[len(cells)-1] == "" {
					cells = cells[:len(cells)-1]
				}
				if at++; len(cells) > 0 {
					s.Rows = append(s.Rows, xlsform.Row{Number: at, Cells: cells})
				}
			}
			w.Sheets = append(w.Sheets, s)
		}
		return w
	})
}

func TestCanonicalReadsBackAsTheSameWorkbook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooks().Draw(t, "workbook")
		written := xlsform.Canonical(w)
		back, err := xlsform.ReadMarkdown("form.md", written)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if !reflect.DeepEqual(w, back) {
			t.Fatalf("wrote %#v\nread  %#v\n%s", w, back, written)
		}
	})
}

// The two layouts say the same: a workbook written as CSV reads as from
// Markdown.
func TestMarkdownAndCSVReadAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooks().Draw(t, "workbook")
		var b strings.Builder
		b.WriteString("\ufeff")
		out := csv.NewWriter(&b)
		for _, s := range w.Sheets {
			out.Write([]string{s.Name})
			at := 0
			for _, r := range s.Rows {
				for at++; at < r.Number; at++ {
					out.Write([]string{"", ""})
				}
				out.Write(append([]string{""}, r.Cells...))
			}
		}
		out.Flush()
		back, err := xlsform.ReadCSV("form.csv", []byte(b.String()))
		if err != nil || !reflect.DeepEqual(w, back) {
			t.Fatalf("%v\nwrote %#v\nread  %#v", err, w, back)
		}
	})
}

func TestMarkdownAsPeopleWriteIt(t *testing.T) {
	src := "# My survey\r\n\r\nSome words about it.\r\n\r\n" +
		"| survey |      |\r\n" +
		"|--------|------|\r\n" +
		"|        | type | name | label |\r\n" +
		"|        | text | a    | A \\| B\\nC\r\n" +
		"|        |      |      |       |\r\n" +
		"  |      | text | b    | ^\\d+$ |\r\n"
	w, err := xlsform.ReadMarkdown("form.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	want := &xlsform.Workbook{Sheets: []xlsform.Sheet{{Name: "survey", Rows: []xlsform.Row{
		{Number: 1, Cells: []string{"type", "name", "label"}},
		{Number: 2, Cells: []string{"text", "a", "A | B\nC"}},
		{Number: 4, Cells: []string{"text", "b", `^\d+$`}},
	}}}}
	if !reflect.DeepEqual(w, want) {
		t.Errorf("got %#v", w)
	}
}
