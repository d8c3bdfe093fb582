package interview_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
	"tingfang/ui/nav"
)

// evil is what a terminal would obey: a new window title, an empty screen, a row
// turned round, a line of its own.
const evil = "\x1b]0;t\x07\x1b[2J\u202e\u2028"

// tampered is the trial form with evil in front of its labels, hints, choices,
// notes and messages.
func tampered(t *testing.T) *questionnaire.Form {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "trial.md"))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, w := range []string{"总的来说", "从 0 到 10", "0 是完全不可能", "非常不满意", "念完再记", "您用过", "手机上网", "前面说满意", "试用问卷", "总体 |"} {
		words = append(words, w, evil+w)
	}
	text := strings.NewReplacer(words...).Replace(string(src))
	f, faults := xlsform.Load("trial.md", []byte(text))
	if f == nil {
		t.Fatal(faults)
	}
	if strings.Count(string(f.Source), evil) != len(words)/2 {
		t.Errorf("the form's source is not what was read:\n%s", f.Source)
	}
	return f
}

// Neither a form nor a name nor an answer steers the terminal; what is kept
// is what was typed.
func TestNothingInAnInterviewSteersTheTerminal(t *testing.T) {
	h := at(t, tampered(t), 80, 21, func(e *nav.Env) { e.Hall.Name, e.Person.Name = evil+"厅", evil+"李" })
	h.Fits()
	if !strings.Contains(h.Text(), "␛]0;t␇␛[2J\ufffd\ufffd总的来说") {
		t.Errorf("the question is not shown:\n%s", h.Text())
	}
	h.Press("5")
	h.Fits()
	h.Press("1", "enter") // the soft check
	h.Fits()
	h.Press("f2", "1", "enter")
	h.Fits()
	h.Press("2", "enter", "1")
	for range 9 {
		h.Fits()
		h.Press("pgdown")
	}
	h.Press("f7")
	h.Fits()
	h.Press("esc", "f9")
	h.Fits()

	h = at(t, tampered(t), 80, 21)
	h.Press("5", "1", "0", "enter", "f7", "end", "enter") // the last item is a text
	if h.Paste(evil + "说"); !h.Screen.(nav.Typist).Typing() {
		t.Fatalf("no text is asked here:\n%s", h.Text())
	}
	h.Fits()
	h.Press("enter", "f7")
	h.Fits()
	for _, a := range h.disk.answers {
		if a.Text == evil+"说" {
			return
		}
	}
	t.Errorf("the text is not kept as it was typed: %v", h.disk.answers)
}
