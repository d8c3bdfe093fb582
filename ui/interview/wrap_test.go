package interview

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		width int
		text  string
		rows  string
	}{
		{10, "您对服务满意不满意？", "您对服务满|意不满意？"},
		{10, "您对服务满，意不满意", "您对服务|满，意不满|意"},
		{12, "一年（或两年）", "一年（或两|年）"},
		{9, "满意（或不满）", "满意（或|不满）"},
		{11, "press the digit", "press the|digit"},
		{8, "incomprehensible", "incompre|hensible"},
		{12, "请打10086或10010", "请打10086或|10010"},
		{10, "a\n\nb", "a||b"},
		{10, "", ""},
	} {
		if got := strings.Join(wrap(c.text, c.width), "|"); got != c.rows {
			t.Errorf("%q in %d cells: %s, not %s", c.text, c.width, got, c.rows)
		}
	}
}

// Wrapping loses nothing but blanks, and every row fits.
func TestWrapKeepsEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("满意，。（）“”ab 1👍🏽é\u0301\u200d…—")), 0, 60, -1).Draw(t, "text")
		width := rapid.IntRange(4, 30).Draw(t, "width")
		rows := wrap(text, width)
		for _, r := range rows {
			if ansi.StringWidth(r) > width {
				t.Fatalf("%q is %d cells wide, not %d", r, ansi.StringWidth(r), width)
			}
		}
		bare := strings.NewReplacer(" ", "").Replace
		if got := bare(strings.Join(rows, "")); got != bare(text) {
			t.Fatalf("%q became %q", text, rows)
		}
	})
}

func TestElevenDigits(t *testing.T) {
	for text, is := range map[string]bool{"13812341234": true, "打 138-1234-1234 找我": true, "１３８１２３４１２３４": true, "138 1234 1234。": true,
		"110101199003074512": false, "1381234123": false, "2026-11-25 14:03": false, "": false} {
		if phoneIn(text) != is {
			t.Errorf("%q: %v", text, !is)
		}
	}
}
