package main

import (
	"flag"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// rows is the one direction of imports: a package imports only from rows above
// its own, so that what is asked knows nothing of where it is kept, and what
// is kept nothing of how it is shown. A package not listed belongs to the row
// of its folder.
var rows = []string{
	"questionnaire/expr questionnaire/stat",
	"questionnaire",
	"questionnaire/xlsform questionnaire/talk",
	"questionnaire/builtin questionnaire/summary questionnaire/formtest questionnaire/demo store/exchange store/bundle",
	"store",
	"ui/lang ui/theme",
	"ui/nav",
	"ui/widget/editor ui/widget/wrap ui/uitest",
	"ui/widget ui/report ui/exporting ui/importing ui/saving ui/syncing",
	"ui/home ui/interview ui/guide ui/records ui/tables ui/notes ui/callbacks ui/exports ui/imports ui/sync ui/conflicts ui/settings ui/cli",
	"ui",
	".",
}

// row gives the row of a folder, or -1.
func row(dir string) int {
	for ; ; dir = filepath.ToSlash(filepath.Dir(dir)) {
		for i, r := range rows {
			for _, name := range strings.Fields(r) {
				if name == dir {
					return i
				}
			}
		}
		if dir == "." || dir == "ui" {
			return -1
		}
	}
}

func TestImportsRunOneWay(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if row(dir) < 0 {
			t.Errorf("%s stands in no row", dir)
		}
		for _, imported := range f.Imports {
			name, _ := strconv.Unquote(imported.Path.Value)
			target, ours := strings.CutPrefix(name, "tingfang/")
			if !ours {
				continue
			}
			seen++
			if row(target) >= row(dir) {
				t.Errorf("%s imports %s, which does not stand above it", path, target)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Fatal("found no import to check")
	}
}

// The pure core stays pure: no clock, file, database or terminal.
func TestTheCoreIsPure(t *testing.T) {
	forbidden := []string{"os", "database/sql", "net", "net/http", "syscall", "charm.land", "modernc.org", "golang.org/x/sys"}
	err := filepath.WalkDir("questionnaire", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imported := range f.Imports {
			name, _ := strconv.Unquote(imported.Path.Value)
			for _, bad := range forbidden {
				if name == bad || strings.HasPrefix(name, bad+"/") {
					t.Errorf("%s imports %s", path, name)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var shown = regexp.MustCompile("(?s)<!-- screen: (\\S+) -->\n```text\n(.*?)```")

// The screens the README shows are the ones the program draws.
func TestReadmeShowsTheRealScreens(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	found := shown.FindAllSubmatch(readme, -1)
	if len(found) < 2 {
		t.Fatalf("the README shows %d screens", len(found))
	}
	for _, m := range found {
		golden, err := os.ReadFile(string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		if strings.TrimRight(string(golden), "\n") != strings.TrimRight(string(m[2]), "\n") {
			t.Errorf("the README shows another screen than %s (go test . -update writes it anew)", m[1])
		}
	}
	if *update {
		fresh := shown.ReplaceAllFunc(readme, func(b []byte) []byte {
			m := shown.FindSubmatch(b)
			golden, _ := os.ReadFile(string(m[1]))
			return []byte("<!-- screen: " + string(m[1]) + " -->\n```text\n" + strings.TrimRight(string(golden), "\n") + "\n```")
		})
		if err := os.WriteFile("README.md", fresh, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var update = flag.Bool("update", false, "write the README's screens anew")
