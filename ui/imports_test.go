package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
	"tingfang/store"
)

func TestSettingsLeadToTheImport(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	path := filepath.Join(filepath.Dir(l.path), "老数据.csv")
	if err := os.WriteFile(path, []byte("hall,overall\nA77,5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	l.Press("6", "8")
	l.Paste(path)
	l.Press("enter")
	l.sees("检查好了，还没有写入")
	l.Press("enter")
	l.sees("导入了 1 个访谈")
	l.Press("esc", "esc")
	l.sees("接触")
}

// A second copy on a demonstration says both: that nothing is real, and that
// nothing can be changed.
func TestSecondCopyOfADemonstration(t *testing.T) {
	first := newLaptop(t).known()
	st, err := first.open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Import(context.Background(), demo.Responses(builtin.Customer(), demo.Options{Count: 3, Seed: 1}), store.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
		second := &laptop{tb: t, clock: noon, path: first.path}
		second.start(size{60, 20}, lang)
		banner := strings.Split(second.Text(), "\n")[1]
		if both := second.root.env.Texts.Common.DemoLocked; !strings.Contains(banner, both) || !strings.Contains(banner, "DEMO") {
			t.Errorf("the banner is %q", banner)
		}
	}
}
