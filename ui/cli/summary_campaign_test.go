package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire/builtin"
)

// campaignInterviews is how many interviews the other programs count too.
const campaignInterviews = 100_000

// TestSummaryCampaign puts the whole command, start of the process included,
// beside the sqlite3 command line counting the same items of a wide table, and
// beside PSPP on the exported file.
func TestSummaryCampaign(t *testing.T) {
	if os.Getenv("TINGFANG_CAMPAIGN") == "" {
		t.Skip("TINGFANG_CAMPAIGN is not set")
	}
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	tool(t, exec.Command("go", "build", "-o", path("tingfang"), "tingfang"))
	ours := func(args ...string) *exec.Cmd {
		return exec.Command(path("tingfang"), append([]string{"--db", path("demo.db")}, args...)...)
	}
	tool(t, ours("demo", "--count", fmt.Sprint(campaignInterviews), "--seed", "1"))
	tool(t, ours("export", "customer", "--out", path("wide.csv"), "--raw"))
	items := numbered()

	mine := func() *exec.Cmd { return ours("summary", "customer", "--item", strings.Join(items, ",")) }
	wide := path("wide.db")
	tool(t, exec.Command("sqlite3", wide, ".import --csv "+path("wide.csv")+" wide"))
	var queries strings.Builder
	for _, item := range items {
		fmt.Fprintf(&queries, "SELECT %s, count(*) FROM wide GROUP BY 1;\n", item)
	}
	theirs := func() *exec.Cmd { return exec.Command("sqlite3", wide, queries.String()) }
	ratio := 0.0
	for range 3 { // two noisy cores
		a, b := together(t, mine, theirs)
		ratio = a.Seconds() / b.Seconds()
		t.Logf("summary of %d items at %d interviews: %v; sqlite3, %d GROUP BYs on a wide table: %v; ratio %.2f (goal 0.50)", len(items), campaignInterviews, a, len(items), b, ratio)
		if ratio <= 0.5 {
			break
		}
	}
	if ratio > 0.75 {
		t.Errorf("ratio %.2f, over 1.5 times the goal of 0.50", ratio)
	}
	besidePSPP(t, path, items, mine)
}

// besidePSPP counts the same items with PSPP from the exported file.
func besidePSPP(t *testing.T, path func(string) string, items []string, mine func() *exec.Cmd) {
	if _, err := exec.LookPath("pspp"); err != nil {
		t.Log("pspp is not installed: no ratio")
		return
	}
	head, _, _ := strings.Cut(strings.TrimPrefix(string(must(os.ReadFile(path("wide.csv")))(t)), "\ufeff"), "\r\n")
	var variables []string
	for i, name := range strings.Split(head, ",") {
		kind := "A200"
		if slices.Contains(items, name) {
			kind = "F4.0"
		}
		variables = append(variables, fmt.Sprintf("v%d_%s %s", i, strings.Trim(name, `"`), kind))
	}
	var wanted []string
	for i, name := range strings.Split(head, ",") {
		if slices.Contains(items, name) {
			wanted = append(wanted, fmt.Sprintf("v%d_%s", i, name))
		}
	}
	syntax := fmt.Sprintf("GET DATA /TYPE=TXT /FILE='%s' /ENCODING='UTF-8' /ARRANGEMENT=DELIMITED /FIRSTCASE=2 /DELIMITERS=',' /QUALIFIER='\"' /VARIABLES=%s.\nFREQUENCIES /VARIABLES=%s.\n",
		path("wide.csv"), strings.Join(variables, " "), strings.Join(wanted, " "))
	if err := os.WriteFile(path("freq.sps"), []byte(syntax), 0o600); err != nil {
		t.Fatal(err)
	}
	a, b := together(t, mine, func() *exec.Cmd { return exec.Command("pspp", "-o", path("out.txt"), path("freq.sps")) })
	t.Logf("summary at %d interviews: %v; PSPP FREQUENCIES on the CSV: %v; ratio %.3f (goal 0.100, stated for 1,000,000)", campaignInterviews, a, b, a.Seconds()/b.Seconds())
	if a.Seconds() > 0.15*b.Seconds() {
		t.Errorf("over 1.5 times the goal beside PSPP")
	}
}

// numbered are the numbered closed items of the customer survey.
func numbered() []string {
	var out []string
	f := builtin.Customer()
	for i := range f.Questions {
		if q := &f.Questions[i]; q.No > 0 && q.Kind.Closed() {
			out = append(out, q.Name)
		}
	}
	return out
}

// together gives the medians of five runs each, by turns.
func together(t *testing.T, one, other func() *exec.Cmd) (a, b time.Duration) {
	t.Helper()
	var as, bs []time.Duration
	for range 5 {
		as, bs = append(as, tool(t, one())), append(bs, tool(t, other()))
	}
	slices.Sort(as)
	slices.Sort(bs)
	return as[2], bs[2]
}

// tool runs a program to its end.
func tool(t *testing.T, c *exec.Cmd) time.Duration {
	t.Helper()
	var said bytes.Buffer
	c.Stdout, c.Stderr = nil, &said
	began := time.Now()
	if err := c.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", c.Path, err, said.String())
	}
	return time.Since(began)
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
