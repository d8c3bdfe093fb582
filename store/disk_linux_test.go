package store

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A small file system of its own is filled to the brim while an interview is
// under way. It can only be made by root; without, the limit that
// TestAFullDiskLosesNothingSaved sets stands for it.
func TestASmallDiskFillsUp(t *testing.T) {
	folder := t.TempDir()
	if err := unix.Mount("none", folder, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("mount a small disk: %v", err)
	}
	defer unix.Unmount(folder, unix.MNT_DETACH)
	path := filepath.Join(folder, "db.db")
	s := reopen(t, path)
	d := &desk{Store: s, t: t, form: form(t)}
	d.person.ID = "p"
	o := d.opening(time.Now())
	d.save(o, chose("overall", "2"), wrote("why", "先前的话"))
	ballast := filepath.Join(folder, "ballast")
	f := must[*os.File](t)(os.Create(ballast))
	for page := make([]byte, 4096); ; {
		if _, err := f.Write(page); err != nil {
			break
		}
	}
	ok(t, f.Close())
	if _, err := Open(context.Background(), options(t, filepath.Join(folder, "new.db"))); ruleIn(err) != NoSpace {
		t.Errorf("a new database on a full disk: %v", err)
	}
	checkFull(t, d, o, wrote("why", strings.Repeat("长", 100_000)), func() { ok(t, os.Remove(ballast)) })
	ok(t, s.Close())
}

// asNobody runs f with the rights of an ordinary user, also where the tests
// run as root.
func asNobody(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // never unlocked: the thread ends with its rights
		if os.Getuid() == 0 {
			unix.Setfsuid(65534)
		}
		f()
	}()
	<-done
}

func TestWithoutTheRightToWrite(t *testing.T) {
	d := newDesk(t)
	path := d.Path()
	ok(t, d.Close())
	for dir := filepath.Dir(path); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		ok(t, os.Chmod(dir, 0o755))
	}
	folder := t.TempDir()
	ok(t, os.Chmod(folder, 0o555))
	ok(t, os.Chmod(path, 0o444))
	defer os.Chmod(folder, 0o755)
	for name, p := range map[string]string{"a file": path, "a folder": filepath.Join(folder, "new.db")} {
		asNobody(func() {
			s, err := Open(context.Background(), options(t, p))
			if ruleIn(err) != NoAccess {
				t.Errorf("%s: %v", name, err)
			}
			if err == nil {
				s.Close()
			}
		})
	}
}
