package endtoend

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tingfang/questionnaire"
)

// The disk fills up during an interview: the screen says so and keeps every
// answer; with room again all is saved.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	full(t, small(t, "tmpfs"), seeded(t, 5))
}

// The same on a file system with a journal, at random moments.
func TestFullDiskCampaign(t *testing.T) {
	campaign(t)
	acked, refused := 0, 0
	l := small(t, "ext4")
	for n := range uint64(12) {
		a, r := full(t, l, seeded(t, 50+n))
		acked, refused = acked+a, refused+r
	}
	fmt.Printf("full disk: 12 interviews on a full ext4, %d answers called saved and there, %d called not saved at first and saved later, none lost\n", acked, refused)
}

// small is a laptop whose database lies on a small disk of its own. Without
// the right to mount one the test is skipped.
func small(t *testing.T, kind string) *laptop {
	t.Helper()
	dir := t.TempDir()
	args := []string{"-t", "tmpfs", "-o", "size=6m", "none", dir}
	if kind == "ext4" {
		image := filepath.Join(t.TempDir(), "disk")
		check(t, os.WriteFile(image, make([]byte, 8<<20), 0o600))
		if out, err := exec.Command("mkfs.ext4", "-q", image).CombinedOutput(); err != nil {
			skip(t, fmt.Sprintf("mkfs.ext4: %v %s", err, out))
		}
		args = []string{"-o", "loop", image, dir}
	}
	if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
		skip(t, fmt.Sprintf("mount a %s: %v %s", kind, err, out))
	}
	t.Cleanup(func() { exec.Command("umount", "-l", dir).Run() })
	l := &laptop{t: t, dir: t.TempDir(), db: filepath.Join(dir, "访谈.db")}
	l.prepare()
	return l
}

// skip says on the output too what was not tested.
func skip(t *testing.T, why string) {
	t.Helper()
	fmt.Println("full disk: not tested: " + strings.TrimSpace(why))
	t.Skip(why)
}

// full holds one interview on a disk that is full for a while.
func full(t *testing.T, l *laptop, rng *rand.Rand) (acked, refused int) {
	t.Helper()
	had := len(l.all())
	w := newWalk(l, rng)
	l.begin()
	for range 5 + rng.IntN(20) {
		if !w.step(true) {
			break
		}
	}
	free := l.fill()
	for w.ses.At() != (questionnaire.Ref{}) && !w.says("未保存") { // what room the log had left is used up
		w.step(false)
		w.WaitFor("saved or not saved", func() bool { return w.says("未保存") || w.acknowledges(w.label()) })
		if !w.says("未保存") {
			w.acknowledge()
		}
	}
	for range 4 { // the work goes on
		if !w.step(false) {
			break
		}
		refused++
	}
	ending := w.ses.At() == (questionnaire.Ref{})
	if ending {
		w.key("enter")
	}
	w.wait("未保存")
	w.wait("磁盘满了")
	w.holds(had)
	free()
	if ending {
		w.states[len(w.states)-1].ended = true
		w.wait("全部已保存") // by itself
	} else {
		w.wait("已保存") // by itself
		w.acknowledge()
		w.holds(had)
		for w.step(false) {
		}
		w.end()
	}
	w.acknowledge()
	w.holds(had)
	l.quit()
	return w.acked, refused
}

// holds holds the database to all that the screen has called saved.
func (w *walk) holds(before int) {
	w.t.Helper()
	copied := w.copied()
	integrity(w.t, copied.db)
	got, _ := copied.newest(before)
	for _, s := range w.states {
		if s.ended == got.ended && same(s.answers, got.answers) {
			return
		}
	}
	w.t.Fatalf("the screen had called saved\n%v\nthere is\n%v (ended %t)\n%s", w.states[0].answers, got.answers, got.ended, w.Screen())
}

// fill fills the disk to its last byte; free makes room again.
func (l *laptop) fill() (free func()) {
	l.t.Helper()
	ballast := filepath.Join(filepath.Dir(l.db), "ballast")
	f, err := os.Create(ballast)
	check(l.t, err)
	for size := 1 << 16; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else {
			check(l.t, err)
		}
	}
	check(l.t, f.Sync())
	check(l.t, f.Close())
	return func() { check(l.t, os.Remove(ballast)) }
}
