package exports

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/ui/exporting"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// guided is the screen with the guide first and the survey behind it; the
// focus stands on the format.
func guided(t *testing.T, l questionnaire.Lang, folder string, w, h int) *uitest.Driver {
	env := &nav.Env{Theme: theme.New(theme.Look{}), Texts: lang.Of(l), Lang: l, Now: func() time.Time { return noon }}
	d := uitest.NewScreen(t, w, h, New(env, &shelf{n: 12, settings: map[string]string{}}, []*questionnaire.Form{builtin.Manager(), builtin.Customer()}, folder))
	for range 20 {
		if d.Screen.(*Screen).at == fieldFormat {
			return d
		}
		d.Press("up")
	}
	t.Fatal("there is no format to choose")
	return nil
}

func TestHowAGuideIsExported(t *testing.T) {
	for _, size := range [][2]int{{80, 21}, {60, 17}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			d := guided(t, l, "/home/li/文档", size[0], size[1])
			name := fmt.Sprintf("%s-%dx%d", l, size[0], size[1]+3)
			d.Golden("guide-table-" + name)
			d.Press("2")
			d.Golden("guide-notes-" + name)
			d.Press("3", "down", "down", "2", "down", "down")
			d.Golden("guide-transcript-" + name)
			s := d.Screen.(*Screen)
			s.phase, s.result = written, exporting.Result{Rows: 12, Notes: 143, Quotes: 7, Path: "/home/li/文档/manager-2026-11-25.md", Marked: true}
			d.Golden("guide-written-" + name)
		}
	}
}

func TestAGuideIsWrittenInTheFormatChosen(t *testing.T) {
	for digit, ending := range map[string]string{"1": ".csv", "2": "-notes.csv", "3": ".md", "4": ".qdpx"} {
		dir := t.TempDir()
		d := guided(t, "zh", dir, 80, 21)
		d.Press(digit, "enter")
		if _, err := os.Stat(filepath.Join(dir, "manager-2026-11-25"+ending)); err != nil {
			t.Error(err)
		}
		text := strings.NewReplacer("\n", "", " ", "").Replace(d.Text())
		if digit != "1" && !strings.Contains(text, "12条笔记，12个访谈") || digit != "1" && !strings.Contains(text, "有12段原话没有征得同意") || strings.Contains(text, "码表") != (digit < "3") {
			t.Errorf("format %s:\n%s", digit, d.Text())
		}
	}
}

func TestAnotherFormHasTheTableOnly(t *testing.T) {
	d := guided(t, "zh", "/home/li", 80, 21)
	d.Press("4")
	s := d.Screen.(*Screen)
	if !strings.HasSuffix(s.path.Value(), ".qdpx") || s.offers(fieldLayout) || !s.offers(fieldQuotes) {
		t.Errorf("a project goes to %s", s.path.Value())
	}
	for s.at != fieldForm {
		d.Press("up")
	}
	d.Press("right")
	if s.format() != exporting.CSV || !strings.HasSuffix(s.path.Value(), "customer-2026-11-25.csv") || s.offers(fieldFormat) || strings.Contains(d.Text(), "REFI") {
		t.Errorf("the survey goes to %s\n%s", s.path.Value(), d.Text())
	}
}

func TestAPathTypedByHandKeepsItsNameAndGetsTheEnding(t *testing.T) {
	d := guided(t, "zh", "/home/li", 80, 21)
	d.Paste("x")
	s := d.Screen.(*Screen)
	s.path.SetValue("/home/li/稿.csv")
	for s.at != fieldFormat {
		d.Press("up")
	}
	if d.Press("3"); s.path.Value() != "/home/li/稿.md" {
		t.Errorf("the path is %s", s.path.Value())
	}
}
