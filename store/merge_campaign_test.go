package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
	"tingfang/store/exchange"
)

// 100,000 interviews are packed, and merged into an empty database, against
// the sqlite3 command line as in the campaign of the import.
func TestMergeSpeedCampaign(t *testing.T) {
	const goal, tries = 0.25, 3
	count := campaignSize(t)
	f, from0, dir, ctx := builtin.Customer(), customers(t), t.TempDir(), context.Background()
	must[ImportResult](t)(from0.Import(ctx, demo.Responses(f, demo.Options{Count: count, Seed: 1}), ImportOptions{}))
	long := filepath.Join(dir, "long.csv")
	answers := writeTo(t, from0, f, long, exchange.CSVOptions{Long: true})
	into := customers(t)
	me := must[Laptop](t)(into.Myself(ctx))
	ok(t, into.Close())

	began := time.Now()
	packed := must[Bundled](t)(from0.Pack(ctx, dir, PackOptions{For: []string{me.Recipient}}))
	packing := time.Since(began)
	st := must[os.FileInfo](t)(os.Stat(packed.Path))
	var ratios []float64
	for range tries {
		theirs := sqliteImport(t, dir, long)
		s := customers(t)
		key := must[Bundled](t)(from0.Pack(ctx, t.TempDir(), PackOptions{For: []string{must[Laptop](t)(s.Myself(ctx)).Recipient}}))
		began := time.Now()
		got := must[Merged](t)(s.Merge(ctx, from(t, key.Path), MergeOptions{Trust: trust}))
		ours := time.Since(began)
		if got.Files[0].Err != nil || got.Files[0].New != count {
			t.Fatalf("merged %+v", got.Files[0])
		}
		if must[[32]byte](t)(s.ContentHash(ctx)) != must[[32]byte](t)(from0.ContentHash(ctx)) {
			t.Error("the content differs")
		}
		ok(t, s.Close())
		ratios = append(ratios, theirs.Seconds()/ours.Seconds())
		fmt.Printf("merge of %d interviews, %d answers: %v; sqlite3 .import of the long file: %v; ratio %.2f (goal %.2f); packed in %v, %.1f MB\n", count, answers,
			ours.Round(time.Millisecond), theirs.Round(time.Millisecond), ratios[len(ratios)-1], goal, packing.Round(time.Millisecond), float64(st.Size())/1e6)
	}
	if best := slices.Max(ratios); best < goal/1.5 {
		t.Errorf("ratio %.2f, goal %.2f", best, goal)
	}
}
