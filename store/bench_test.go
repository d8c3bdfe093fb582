package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"tingfang/questionnaire"
)

// rawSync measures what the disk itself takes for a durable write of 4 KiB.
type rawSync struct{ f *os.File }

func newRawSync(t testing.TB, folder string) *rawSync {
	f, err := os.Create(filepath.Join(folder, "raw"))
	ok(t, err)
	t.Cleanup(func() { f.Close() })
	return &rawSync{f}
}

func (r *rawSync) write(t testing.TB, i int) time.Duration {
	page := make([]byte, 4096)
	page[0] = byte(i)
	began := time.Now()
	_, err := r.f.WriteAt(page, int64(i)*4096)
	ok(t, err)
	ok(t, fdatasync(r.f))
	return time.Since(began)
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// saveAgainstRaw saves n answers, each followed by a raw synced write on the
// same disk, and gives both series.
func saveAgainstRaw(t testing.TB, n int) (saves, raws []time.Duration) {
	d := newDesk(t)
	raw := newRawSync(t, filepath.Dir(d.Path()))
	o := d.opening(time.Now())
	items := []string{"consent", "overall", "town"}
	for i := range n {
		a := chose(items[i%3], fmt.Sprint(1+i/3%2))
		began := time.Now()
		d.save(o, a)
		saves = append(saves, time.Since(began))
		raws = append(raws, raw.write(t, i))
	}
	return saves, raws
}

// Every answer is a commit, and every commit a sync: the ratio to a raw synced
// write says what the store adds. A save that did not sync would come out far
// under 1.
func BenchmarkSave(b *testing.B) {
	saves, raws := saveAgainstRaw(b, max(b.N, 100))
	save, raw := median(saves), median(raws)
	if save < raw/2 {
		b.Errorf("a save takes %v, a raw synced write %v: it was not synced", save, raw)
	}
	b.ReportMetric(float64(save)/float64(raw), "×raw")
	b.ReportMetric(float64(save.Microseconds()), "µs/save")
	b.ReportMetric(float64(saves[len(saves)*99/100])/float64(raws[len(raws)*99/100]), "×raw-p99")
}

// filled is a database of n interviews of 11 answers, one a minute until now,
// every hundredth a draft.
func filled(t testing.TB, n int) *desk {
	d := newDesk(t)
	ok(t, d.write(context.Background(), "fill", func(x *tx) error {
		err := x.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
			INSERT INTO response (id, form, stage, disposition, hall, interviewer, device, language, origin, started_at, ended_at, utc_offset, changed)
			SELECT printf('%08d-0000-7000-8000-000000000000', i), 1, i % 100 > 0, CASE WHEN i % 100 = 0 THEN '' WHEN i % 7 = 0 THEN 'partial' ELSE 'complete' END,
				?2, ?3, ?4, 'zh', 'keyed', ?5 - (?1 - i) * 60000, ?5 - (?1 - i) * 60000 + 300000, 480, i FROM n`,
			n, d.hall.ID, d.person.ID, d.Device(), time.Now().UnixMilli())
		if err != nil {
			return err
		}
		x.changed = int64(n)
		return x.exec(`INSERT INTO answer (response, item, status, codes, number, text, at) SELECT r.key, v.column1, 1, v.column2, v.column3, v.column4, r.started_at
			FROM response r, (VALUES ('consent', '1', NULL, NULL), ('other', NULL, NULL, '微信群'), ('overall', '2', NULL, NULL), ('places', '1 3', NULL, NULL),
				('recommend', NULL, 7, NULL), ('since', NULL, NULL, '2026-11-25'), ('sum', NULL, NULL, '10'), ('tariff', NULL, 58.5, NULL),
				('town', '77', NULL, NULL), ('why', NULL, NULL, '排队太久'), ('years', NULL, 3, NULL)) v`)
	}))
	return d
}

func timed(f func()) time.Duration {
	best := time.Hour
	for range 7 {
		began := time.Now()
		f()
		best = min(best, time.Since(began))
	}
	return best
}

// BenchmarkTenThousand prints what home and the list cost with 10,000
// interviews in the file.
func BenchmarkTenThousand(b *testing.B) {
	d := filled(b, 10_000)
	ctx := context.Background()
	path := d.Path()
	ok(b, d.Close())
	o := options(b, path)
	report := func(name string, f func()) { b.ReportMetric(float64(timed(f).Microseconds())/1000, name) }
	report("ms-open", func() {
		s := must[*Store](b)(Open(ctx, o))
		ok(b, s.Close())
	})
	s := reopen(b, path)
	today := time.Now().Add(-8 * time.Hour)
	report("ms-counts-all", func() { must[Counts](b)(s.Counts(ctx, "small", "", time.Time{}, time.Time{})) })
	report("ms-counts-hall-today", func() { must[Counts](b)(s.Counts(ctx, "small", d.hall.ID, today, time.Time{})) })
	draft := questionnaire.Draft
	report("ms-drafts", func() { must[[]Row](b)(s.List(ctx, Filter{FormID: "small", Stage: &draft, Limit: 20})) })
	report("ms-list", func() {
		must[[]Row](b)(s.List(ctx, Filter{FormID: "small", Limit: 20, Approaches: true, Items: []string{"overall", "recommend"}}))
	})
	report("ms-list-text", func() { must[[]Row](b)(s.List(ctx, Filter{FormID: "small", Text: "不在里面", Limit: 20})) })
	report("ms-rows", func() { must[int](b)(s.CountRows(ctx, Filter{FormID: "small"})) })
}

// BenchmarkResponses prints how fast interviews stream, and what that keeps in
// memory.
func BenchmarkResponses(b *testing.B) {
	d := filled(b, 20_000)
	b.ResetTimer()
	var peak uint64
	answers := 0
	for b.Loop() {
		n := 0
		for r, err := range d.Responses(context.Background(), Query{FormID: "small", All: true}) {
			ok(b, err)
			answers += len(r.Answers)
			if n++; n%5000 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}
	b.ReportMetric(float64(answers)/b.Elapsed().Seconds(), "answers/s")
	b.ReportMetric(float64(peak)/1e6, "MB-heap")
}
