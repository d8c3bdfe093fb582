package summary

import (
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"
	"time"
)

// TestCampaignSpeed holds tables to their goals. It fails at one and a half
// times a goal after three tries: the machine may be busy.
func TestCampaignSpeed(t *testing.T) {
	if os.Getenv("TINGFANG_CAMPAIGN") == "" {
		t.Skip("TINGFANG_CAMPAIGN is not set")
	}
	for _, size := range []struct {
		n                int
		tables, refilter time.Duration
	}{
		{100_000, 2 * time.Millisecond, 2 * time.Millisecond},
		{1_000_000, 16 * time.Millisecond, 16 * time.Millisecond},
	} {
		f, next := customers()
		c := NewColumns(f)
		// Ten thousand at a time: in one go it would be the machine's other work
		// that is measured.
		hold(t, size.n, "put 10,000 more", 7500*time.Microsecond, size.n/30_000, func() {
			for range 10_000 {
				if err := c.Put(next(c.Len())); err != nil {
					t.Fatal(err)
				}
			}
		})
		for c.Len() < size.n {
			if err := c.Put(next(c.Len())); err != nil {
				t.Fatal(err)
			}
		}
		hold(t, size.n, "13 tables", size.tables, 7, func() { tabulate(t, c, Query{}) })
		hold(t, size.n, "re-filter, 13 tables", size.refilter, 7, func() { tabulate(t, c, halfYear) })
		debug.FreeOSMemory()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		used := float64(m.Sys-m.HeapReleased) / 1e6
		t.Logf("%d cases: %.0f MB in the process, %.0f bytes of heap a case", size.n, used, float64(m.HeapAlloc)/float64(size.n))
		if used > 1.5*120 {
			t.Errorf("%d cases take %.0f MB, the goal is 120", size.n, used)
		}
		runtime.KeepAlive(c)
	}
}

// hold runs a job and compares the median time with the goal.
func hold(t *testing.T, n int, what string, goal time.Duration, runs int, job func()) {
	t.Helper()
	var median time.Duration
	for range 3 {
		times := make([]time.Duration, runs)
		for i := range times {
			start := time.Now()
			job()
			times[i] = time.Since(start)
		}
		slices.Sort(times)
		median = times[runs/2]
		t.Logf("%d cases: %s in %v, goal %v", n, what, median, goal)
		if median <= goal*3/2 {
			return
		}
	}
	t.Errorf("%d cases: %s takes %v, the goal is %v", n, what, median, goal)
}
