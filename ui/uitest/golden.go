package uitest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Golden compares text with testdata/NAME.golden; with -update it writes the
// file instead. Trailing spaces of a line do not count.
func Golden(tb testing.TB, name, text string) {
	tb.Helper()
	text = trimRows(text)
	path := filepath.Join("testdata", filepath.FromSlash(name)+".golden")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("%v (run the test with -update to write it)", err)
	}
	if w := strings.ReplaceAll(string(want), "\r\n", "\n"); w != text {
		tb.Errorf("the screen is not the one in %s\n%s", path, difference(w, text))
	}
}

// Plain is a drawn text without its colours.
func Plain(s string) string { return ansi.Strip(s) }

// trimRows cuts the blanks at the ends of rows and the empty rows at the end.
func trimRows(s string) string {
	rows := strings.Split(s, "\n")
	for i, r := range rows {
		rows[i] = strings.TrimRight(r, " ")
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n") + "\n"
}

// difference shows both texts, a sign before each row that differs.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	mark := func(rows, others []string, sign string) string {
		var b strings.Builder
		for i, r := range rows {
			if i < len(others) && others[i] == r {
				b.WriteString("  ")
			} else {
				b.WriteString(sign + " ")
			}
			b.WriteString(r + "\n")
		}
		return b.String()
	}
	return "--- wanted\n" + mark(w, g, "-") + "--- got\n" + mark(g, w, "+")
}

// cells is the width of a drawn row.
func cells(row string) int { return ansi.StringWidth(row) }
