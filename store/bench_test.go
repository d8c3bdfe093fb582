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
	b.ReportMetric(float64(save)/float64(raw), "×raw")
	b.ReportMetric(float64(save.Microseconds()), "µs/save")
	b.ReportMetric(float64(saves[len(saves)*99/100])/float64(raws[len(raws)*99/100]), "×raw-p99")
}

// filled is a database of n ended interviews of 11 answers, written in bulk.
func filled(t testing.TB, n int) *desk {
	d := newDesk(t)
	ctx := context.Background()
	ok(t, d.write(ctx, "fill", func(x *tx) error {
		for i := range n {
			at := time.Now().Add(-time.Duration(n-i) * time.Minute)
			o := d.opening(at)
			r := &open{form: d.form, who: d.person.ID}
			if err := x.create(r, o); err != nil {
				return err
			}
			for _, a := range []questionnaire.Answer{chose("consent", "1"), chose("overall", fmt.Sprint(1+i%5)), wrote("why", "排队太久"), chose("places", "1", "3"),
				wrote("other", "微信群"), chose("town", fmt.Sprint(1+i%300)), counted("recommend", float64(i%11)), counted("tariff", 58.5), counted("years", 3),
				wrote("since", "2026-11-25"), wrote("sum", "14")} {
				if err := x.record(r, a); err != nil {
					return err
				}
			}
			if err := x.exec("UPDATE response SET stage = ?, disposition = 'complete', ended_at = ? WHERE key = ?", min(i%100, 1), at.UnixMilli(), r.key); err != nil {
				return err
			}
			x.changed++
		}
		return nil
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
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}
	b.ReportMetric(float64(answers)/b.Elapsed().Seconds(), "answers/s")
	b.ReportMetric(float64(peak)/1e6, "MB-heap")
}
