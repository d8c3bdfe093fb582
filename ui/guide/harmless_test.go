package guide_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
)

// evil is what a terminal would obey: a new window title, an empty screen, a row
// turned round, a line of its own.
const evil = "\x1b]0;t\x07\x1b[2J\u202e\u2028"

// Neither a form nor a name nor a note steers the terminal; what is kept is
// what was typed.
func TestNothingInATalkSteersTheTerminal(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("testdata", "guide.md"))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, w := range []string{"忠诚判断", "在您这里", "等对方自己说", "高端和低端客户", "这次访谈的要点", "对方谈得放不放开", "同意 |"} {
		words = append(words, w, evil+w)
	}
	f, faults := xlsform.Load("guide.md", []byte(strings.NewReplacer(words...).Replace(string(src))))
	if f == nil {
		t.Fatal(faults)
	}
	if !strings.Contains(string(f.Source), evil+"忠诚判断") {
		t.Error("the form's source is not what was read")
	}
	for _, face := range faces {
		v := begin(t, 80, 21, func(v *visit) {
			v.env.Hall.Name = evil + "厅"
			v.had.Opening.Form, v.had.Opening.Hall = f, v.env.Hall
			v.had.Session = questionnaire.Begin(f, questionnaire.NewContext(v.env.Hall, v.env.Person, v.env.Study, noon), v.had.Session.Answers())
		})
		v.Paste(evil + "记")
		v.saved()
		face.do(v)
		v.Fits()
		kept := false
		for _, n := range v.disk.talk.Notes {
			kept = kept || strings.HasPrefix(n.Text, evil+"记")
		}
		if !kept {
			t.Errorf("%s: the note is not kept as it was typed", face.name)
		}
	}
}
