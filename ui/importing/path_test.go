package importing

import "testing"

func TestPathsAsTheyAreDropped(t *testing.T) {
	for typed, want := range map[string]string{`"C:\厅 名单.csv"`: `C:\厅 名单.csv`, "'/a b.csv'": "/a b.csv", " /a.csv ": "/a.csv", "file:///a.csv": "/a.csv"} {
		if got := Typed(typed); got != want {
			t.Errorf("%s is read as %s, wanted %s", typed, got, want)
		}
	}
}
