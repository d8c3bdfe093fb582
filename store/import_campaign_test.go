package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
	"tingfang/store/exchange"
)

// The import of 100,000 interviews against the sqlite3 command line, which
// brings the long file of the same interviews, one row an answer, into a table
// with the key of table answer. It needs Debian's sqlite3.
func TestImportCampaign(t *testing.T) {
	const goal, tries = 0.25, 3
	count := campaignSize(t)
	f, from, dir, ctx := builtin.Customer(), customers(t), t.TempDir(), context.Background()
	began := time.Now()
	must[ImportResult](t)(from.Import(ctx, demo.Responses(f, demo.Options{Count: count, Seed: 1}), ImportOptions{}))
	t.Logf("%d interviews made up and stored in %v", count, time.Since(began).Round(time.Millisecond))
	wide, long := filepath.Join(dir, "wide.csv"), filepath.Join(dir, "long.csv")
	writeTo(t, from, f, wide, exchange.CSVOptions{})
	answers := writeTo(t, from, f, long, exchange.CSVOptions{Long: true})

	var ratios []float64
	for range tries {
		theirs := sqliteImport(t, dir, long)
		ours := ourImport(t, f, wide)
		ratios = append(ratios, theirs.Seconds()/ours.Seconds())
		t.Logf("import of %d interviews, %d answers: %v; sqlite3 .import of the long file: %v; ratio %.2f", count, answers,
			ours.Round(time.Millisecond), theirs.Round(time.Millisecond), ratios[len(ratios)-1])
	}
	slices.Sort(ratios)
	if best := ratios[len(ratios)-1]; best < goal/1.5 {
		t.Errorf("ratio %.2f, goal %.2f", best, goal)
	}
}

func writeTo(t *testing.T, s *Store, f *questionnaire.Form, path string, o exchange.CSVOptions) int {
	file := must[*os.File](t)(os.Create(path))
	defer file.Close()
	return must[int](t)(exchange.WriteCSV(file, f, s.Responses(context.Background(), Query{FormID: f.ID}), o))
}

func sqliteImport(t *testing.T, dir, long string) time.Duration {
	db := filepath.Join(dir, fmt.Sprintf("theirs-%d.db", time.Now().UnixNano()))
	cmd := exec.Command("sqlite3", db, `CREATE TABLE answer (uuid TEXT, form_version TEXT, question TEXT, repeat_index TEXT, code TEXT, label TEXT, missing TEXT,
		answered_at TEXT, edits TEXT, remark TEXT, PRIMARY KEY (uuid, question, repeat_index, code)) WITHOUT ROWID`, ".import --csv --skip 1 "+long+" answer")
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Fatalf("sqlite3: %v\n%.500s", err, out)
	}
	return time.Since(began)
}

func ourImport(t *testing.T, f *questionnaire.Form, wide string) time.Duration {
	s := customers(t)
	defer s.Close()
	began := time.Now()
	file := must[*os.File](t)(os.Open(wide))
	defer file.Close()
	r := must[*exchange.Reader](t)(exchange.NewReader(file, exchange.ReadOptions{Form: f, Now: began}))
	must[ImportResult](t)(s.Import(context.Background(), r.Responses(), ImportOptions{Known: r.Known}))
	return time.Since(began)
}
