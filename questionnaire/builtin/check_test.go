package builtin_test

import (
	"os"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
)

func builtIn(id string) *questionnaire.Form {
	for _, f := range builtin.All() {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// The built-in forms pass the whole check, warnings included: every item can
// be reached, every text stands in both languages.
func TestBuiltinFormsAreWithoutFault(t *testing.T) {
	for _, name := range []string{"customer.md", "loyalty.md", "callback.md", "manager.md"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		loaded, faults := xlsform.LoadWith(name, source, builtIn)
		for _, f := range faults {
			t.Errorf("%s: %v", name, f.Error())
		}
		// The program reads them as forms that were checked and kept are read.
		if parsed, err := xlsform.Parse(source); err != nil || loaded == nil || parsed.Hash != loaded.Hash || parsed.ID != loaded.ID {
			t.Errorf("%s is not written as the program writes it (%v)", name, err)
		}
	}
}
