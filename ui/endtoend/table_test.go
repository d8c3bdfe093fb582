//go:build unix

package endtoend

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// cells are the columns of a row that are not empty.
type cells map[string]string

// export exports the survey and reads the file back, by Go's own reader.
func (l *laptop) export(options ...string) []cells {
	l.t.Helper()
	out := filepath.Join(l.dir, "客户.csv")
	said, status := l.run(append([]string{"export", "customer", "--format", "csv", "--out", out, "--force"}, options...)...)
	if status != 0 || !strings.Contains(said, out) {
		l.t.Fatalf("export: status %d, %s", status, said)
	}
	return table(l.t, out)
}

func table(t testing.TB, path string) []cells {
	t.Helper()
	b, err := os.ReadFile(path)
	check(t, err)
	body, marked := strings.CutPrefix(string(b), "\ufeff")
	if !marked {
		t.Errorf("%s has no byte order mark", path)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	check(t, err)
	var out []cells
	for _, row := range rows[1:] {
		c := cells{}
		for i, name := range rows[0] {
			if row[i] != "" {
				c[name] = row[i]
			}
		}
		out = append(out, c)
	}
	return out
}

// lead are the columns that every row has, as patterns, and what they are in
// an interview held here and now.
var lead = map[string]*regexp.Regexp{
	"uuid":       regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
	"device":     regexp.MustCompile(`^[0-9a-f-]{36}$`),
	"started_at": regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$`),
	"ended_at":   regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$`),
	"duration_s": regexp.MustCompile(`^\d+$`),
}

// mustBe holds a row to exactly these cells: every column that is not named
// must be empty. What every row has is added.
func (c cells) mustBe(t testing.TB, want cells) {
	t.Helper()
	all := cells{"form_id": "customer", "form_version": "1", "interviewer": "'" + person.Number, "hall": hall.Code, "utc_offset": "+08:00", "mode": "real",
		"voided": "0", "language": "zh", "disposition": "complete"}
	for k, v := range want {
		all[k] = v
	}
	for name, shape := range lead {
		if !shape.MatchString(c[name]) {
			t.Errorf("column %s holds %q", name, c[name])
		}
		all[name] = c[name]
	}
	c.recent(t)
	var names []string
	for k := range all {
		names = append(names, k)
	}
	for k := range c {
		if _, named := all[k]; !named {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	for _, k := range names {
		if c[k] != all[k] {
			t.Errorf("column %s holds %q, keyed was %q", k, c[k], all[k])
		}
	}
}

// recent holds the times to the last minutes, in Chinese time.
func (c cells) recent(t testing.TB) {
	t.Helper()
	china := time.FixedZone("", 8*3600)
	began, err := time.ParseInLocation(time.DateTime, c["started_at"], china)
	check(t, err)
	ended, err := time.ParseInLocation(time.DateTime, c["ended_at"], china)
	check(t, err)
	active, err := strconv.Atoi(c["duration_s"])
	check(t, err)
	if time.Since(began) > 10*time.Minute || ended.Before(began) || ended.After(time.Now().Add(time.Second)) || time.Duration(active)*time.Second > ended.Sub(began)+time.Second {
		t.Errorf("began %s, ended %s, %d s of work", began, ended, active)
	}
}

// asked are the cells of items answered by keys, in the order of the form from
// one item on; an empty place stands for none.
func asked(from, codes string) cells {
	at := 0
	for questions[at].item != from {
		at++
	}
	c := cells{}
	for i, code := range strings.Fields(codes) {
		c[questions[at+i].item] = code
	}
	return c
}

// with adds cells, in pairs of column and value.
func (c cells) with(pairs ...string) cells {
	for i := 0; i < len(pairs); i += 2 {
		c[pairs[i]] = pairs[i+1]
	}
	return c
}

// ticked adds a multiple choice: the codes taken of n.
func (c cells) ticked(item string, n int, codes ...string) cells {
	c[item] = strings.Join(codes, " ")
	for i := 1; i <= n; i++ {
		code := strconv.Itoa(i)
		c[item+"__"+code] = map[bool]string{true: "1", false: "0"}[slices.Contains(codes, code)]
	}
	return c
}
