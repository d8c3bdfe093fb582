package store

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// A save costs little more than what the disk itself takes for a durable
// write, and it is one: every commit is synced, once. Noisy machines get three
// tries, and half as much again.
func TestDurableSaveCampaign(t *testing.T) {
	if os.Getenv("TINGFANG_CAMPAIGN") == "" && os.Getenv("TINGFANG_BENCH") == "" {
		t.Skip("a long test: set TINGFANG_CAMPAIGN=1 or TINGFANG_BENCH=1")
	}
	syncsPerSave(t)
	for range 3 {
		saves, raws := saveAgainstRaw(t, 500)
		ratio := float64(median(saves)) / float64(median(raws)) // sorts them
		tail := float64(saves[len(saves)*99/100]) / float64(raws[len(raws)*99/100])
		fmt.Printf("durable save of an answer: %.2f × a raw 4 KiB write with fdatasync (goal 2.5), p99 %.2f × (goal 1.5); raw %d µs\n", ratio, tail, median(raws).Microseconds())
		if ratio < 0.5 {
			t.Fatal("a save is much cheaper than a sync: it is not durable")
		}
		if ratio <= 1.5*2.5 && tail <= 1.5*1.5 {
			return
		}
	}
	t.Error("saving an answer is too slow, three times")
}

// syncsPerSave counts system calls: between a run of few saves and one of more
// the difference is one sync a save.
func syncsPerSave(t *testing.T) {
	t.Helper()
	few, err := syncs(t, 20)
	if err != nil {
		fmt.Printf("syncs a save: not counted: %v\n", err)
		return
	}
	more, err := syncs(t, 120)
	ok(t, err)
	fmt.Printf("syncs a save: %d in 100 saves\n", more-few)
	if more-few != 100 {
		t.Errorf("100 saves made %d syncs", more-few)
	}
}

// syncs runs so many saves under strace and counts their syncs.
func syncs(t *testing.T, saves int) (int, error) {
	out := filepath.Join(t.TempDir(), "calls")
	cmd := exec.Command("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "signal=none", "-o", out, os.Args[0], "-test.run", "^TestSavesToCount$")
	cmd.Env = append(os.Environ(), "TINGFANG_SAVES="+strconv.Itoa(saves))
	if said, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("strace: %w %s", err, said)
	}
	calls, err := os.ReadFile(out)
	return bytes.Count(calls, []byte("sync(")), err
}

// TestSavesToCount is what syncs runs; it tests nothing by itself.
func TestSavesToCount(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("TINGFANG_SAVES"))
	if err != nil {
		t.Skip("run by TestDurableSaveCampaign")
	}
	d := newDesk(t)
	o := d.opening(time.Now())
	for i := range n {
		d.save(o, chose("overall", fmt.Sprint(1+i%2)))
	}
}
