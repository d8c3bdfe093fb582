package store

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"testing"
)

func TestNamesOfDatabases(t *testing.T) {
	for _, c := range []struct {
		path    string
		windows bool
		want    string
	}{
		{"/home/li/data.db", false, "file:///home/li/data.db?mode=rw"},
		{"/tmp/访谈.db", false, "file:///tmp/%E8%AE%BF%E8%B0%88.db?mode=rw"},
		{"/tmp/a#1?b%25c d.db", false, "file:///tmp/a%231%3Fb%2525c%20d.db?mode=rw"},
		{`/tmp/back\slash.db`, false, "file:///tmp/back%5Cslash.db?mode=rw"},
		{`C:\Users\李\data.db`, true, "file:///C:/Users/%E6%9D%8E/data.db?mode=rw"},
		{`D:\a#1?b%25.db`, true, "file:///D:/a%231%3Fb%2525.db?mode=rw"},
		{`\\srv\share\data.db`, true, "file:////srv/share/data.db?mode=rw"},
		{`E:/stick/data.db`, true, "file:///E:/stick/data.db?mode=rw"},
	} {
		if got := dsn(c.path, c.windows, url.Values{"mode": {"rw"}}); got != c.want {
			t.Errorf("%s: %s, want %s", c.path, got, c.want)
		}
	}
}

// A file of any name is the one that is opened, from a relative path too.
func TestAFileOfAnyName(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for _, name := range []string{"plain.db", "访谈 2026.db", "a#1.db", "what?.db", "50%25.db", "a&b=c;d.db", "'quoted'.db", "file:x.db"} {
		s := must[*Store](t)(Open(context.Background(), options(t, name)))
		if s.Path() != filepath.Join(folder, name) {
			t.Errorf("%s was opened as %s", name, s.Path())
		}
		ok(t, s.Close())
		if st, err := os.Stat(filepath.Join(folder, name)); err != nil || st.Size() == 0 {
			t.Errorf("%s is not there: %v", name, err)
		}
	}
}
