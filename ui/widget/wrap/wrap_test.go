package wrap_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/widget/wrap"
)

func TestRows(t *testing.T) {
	for text, want := range map[string]string{
		"用完删掉。":        "用完删/掉。",
		"他说（不错）":       "他说/（不/错）",
		"to be or not": "to be/or not",
		"a longerword": "a/longer/word",
		"一行\n二行":       "一行/二行",
		"":             "",
		"满意satisfied":  "满意/satisf/ied",
	} {
		if got := strings.Join(wrap.Lines(text, 6), "/"); got != want {
			t.Errorf("%q becomes %q, wanted %q", text, got, want)
		}
	}
}

// No row is wider than its room, and nothing but blanks at its ends is lost.
func FuzzLines(f *testing.F) {
	f.Add("下面还是用这张卡。交话费的方式，您满意不满意？", 9)
	f.Add("the quick，brown（fox）jumps", 7)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = 8 + width&31
		if ansi.Strip(text) != text || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0xfffd }) {
			t.Skip()
		}
		rows := wrap.Lines(text, width)
		if squeeze(strings.Join(rows, "")) != squeeze(text) {
			t.Errorf("%q became %q", text, rows)
		}
	})
}

func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }
