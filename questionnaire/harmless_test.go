package questionnaire_test

import (
	"testing"
	"unicode"

	"tingfang/questionnaire"
)

func TestHarmlessTexts(t *testing.T) {
	for text, want := range map[string]string{
		"": "",
		"满意 😀 e\u0301 👩\u200d👩\nzwei": "满意 😀 e\u0301 👩\u200d👩\nzwei",
		"\x1b[31m红\x1b]0;t\a":         "␛[31m红␛]0;t␇",
		"a\tb\r\nc\x00\x7f":           "a b␍\nc␀␡",
		"\u202e倒\u2066\u200f\u061c":   "\ufffd倒\ufffd\ufffd\ufffd",
		"\u0085\u009b31m\u2028\u2029": "\ufffd\ufffd31m\ufffd\ufffd",
		"\x9b31m\xff":                 "\ufffd31m\ufffd",
	} {
		if got := questionnaire.Harmless(text); got != want {
			t.Errorf("%q is drawn as %q, not %q", text, got, want)
		}
	}
	if got := questionnaire.HarmlessLine("a\n\x1bb"); got != "a ␛b" {
		t.Errorf("on one line: %q", got)
	}
}

// No sign that a terminal obeys is left, and each sign stands for one.
func TestNoSignSteersATerminal(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		out := []rune(questionnaire.Harmless(string(r)))
		if len(out) != 1 {
			t.Fatalf("%U became %d signs", r, len(out))
		}
		bad := unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.In(r, unicode.Zl, unicode.Zp) || unicode.Is(unicode.Cs, r)
		if bad = bad && r != '\n'; bad != (out[0] != r) && r != unicode.ReplacementChar && !unicode.Is(unicode.Cs, r) {
			t.Errorf("%U is drawn as %U", r, out[0])
		}
	}
}
