//go:build unix

package endtoend

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"tingfang/questionnaire/builtin"
	"tingfang/store"
	"tingfang/store/bundle"
)

// Packing and merging are killed at random: no bundle is half there under its
// name, none is written over, no number is given twice, a database holds the
// whole bundle or nothing of it, and the next run completes.
func TestKilledExchange(t *testing.T) {
	t.Parallel()
	var c exchangeToll
	killExchange(t, &c, 1, 10)
	t.Log(&c)
}

// The same at length.
func TestExchangeKillCampaign(t *testing.T) {
	campaign(t)
	var c exchangeToll
	killExchange(t, &c, 70, 500)
	fmt.Println("exchanges killed at random: " + c.String())
	if c.packs+c.merges < 500 || c.inTime < 250 {
		t.Error("too few were killed while they were at work")
	}
}

// exchangeToll is what killing exchanges has come to.
type exchangeToll struct {
	packs, merges int // killed
	inTime        int // of them before they were done
	bundles       int // looked at
	all, none     int // what stood in the database after a merge was killed
}

func (c *exchangeToll) String() string {
	return fmt.Sprintf("%d packs and %d merges, %d of them at work; %d bundles whole, none half there, none written over; after a merge all of it stood there %d times, nothing %d times",
		c.packs, c.merges, c.inTime, c.bundles, c.all, c.none)
}

// exchanger is a laptop that packs, and one that takes in.
type exchanger struct {
	*testing.T
	c          *exchangeToll
	rng        *rand.Rand
	dir        string
	from, into string // databases
	seen       map[string][32]byte
	long       time.Duration // a run that is let be
}

func killExchange(t *testing.T, c *exchangeToll, seed uint64, kills int) {
	t.Helper()
	dir := t.TempDir()
	x := &exchanger{T: t, c: c, rng: seeded(t, seed), dir: filepath.Join(dir, "stick"), from: filepath.Join(dir, "a.db"), into: filepath.Join(dir, "b.db"), seen: map[string][32]byte{}}
	check(t, os.Mkdir(x.dir, 0o755))
	x.run(x.from, "demo", "--count", "400")
	empty := filepath.Join(dir, "empty.db")
	x.run(empty, "sync")
	blank, err := os.ReadFile(empty)
	check(t, err)
	pack, merge := []string{"sync", "pack", "--all", "--plain", "--to", x.dir}, []string{"sync", "merge", "--trust", x.dir}
	x.run(x.from, pack...)
	x.look()
	for n := range kills {
		if n%2 == 0 {
			x.killed(x.from, pack)
			c.packs++
			x.look()
			continue
		}
		check(t, os.WriteFile(x.into, blank, 0o600))
		x.killed(x.into, merge)
		c.merges++
		switch held := x.holds(); held {
		case 0:
			c.none++
		case 400:
			c.all++
		default:
			t.Errorf("after a merge that was killed %d interviews stand there", held)
		}
		x.run(x.into, merge...)
		if held := x.holds(); held != 400 {
			t.Errorf("after the next merge %d interviews stand there", held)
		}
		for _, ending := range []string{"", "-wal", "-shm"} {
			if err := os.Remove(x.into + ending); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
		x.tidy()
	}
	x.run(x.from, pack...)
	x.look()
	integrity(t, x.from)
}

// run lets a command do its work.
func (x *exchanger) run(db string, args ...string) {
	x.Helper()
	began := time.Now()
	out, err := exec.Command(command, append([]string{"--db", db}, args...)...).CombinedOutput()
	if err != nil {
		x.Fatalf("tingfang %v: %v\n%s", args, err, out)
	}
	x.long = time.Since(began)
}

// killed kills a command at some moment of its work.
func (x *exchanger) killed(db string, args []string) {
	x.Helper()
	cmd := exec.Command(command, append([]string{"--db", db}, args...)...)
	check(x, cmd.Start())
	time.Sleep(time.Duration(x.rng.Int64N(int64(x.long))))
	cmd.Process.Kill()
	if cmd.Wait() != nil {
		x.c.inTime++
	}
}

// look reads every bundle that lies there under its name, whole, and holds it
// to what it was before; a number has one content.
func (x *exchanger) look() {
	x.Helper()
	files, err := filepath.Glob(filepath.Join(x.dir, "*"+bundle.Ending))
	check(x, err)
	numbers := map[int64]string{}
	for _, name := range files {
		content, err := os.ReadFile(name)
		check(x, err)
		sum := sha256.Sum256(content)
		r, err := bundle.NewReader(bytes.NewReader(content), nil)
		if err != nil {
			x.Fatalf("%s: %v", filepath.Base(name), err)
		}
		if other, twice := numbers[r.Header.Seq]; twice {
			x.Errorf("number %d was given to %s and to %s", r.Header.Seq, filepath.Base(other), filepath.Base(name))
		}
		numbers[r.Header.Seq] = name
		if was, there := x.seen[name]; there {
			if was != sum {
				x.Errorf("%s was written over", filepath.Base(name))
			}
			continue
		}
		x.seen[name] = sum
		for err == nil {
			_, err = r.Next()
		}
		if err != io.EOF {
			x.Errorf("%s is not whole: %v", filepath.Base(name), err)
		}
		x.c.bundles++
	}
	for name := range x.seen {
		if _, err := os.Stat(name); err != nil {
			x.Errorf("%s is gone", filepath.Base(name))
		}
	}
}

// tidy leaves three bundles, so that merging stays short.
func (x *exchanger) tidy() {
	x.Helper()
	n := 0
	for name := range x.seen {
		if n++; n > 3 {
			check(x, os.Remove(name))
			delete(x.seen, name)
		}
	}
}

// holds counts the interviews of the database that takes in.
func (x *exchanger) holds() int {
	x.Helper()
	integrity(x, x.into)
	s, err := store.Open(x.Context(), store.Options{Path: x.into, Now: time.Now, NewID: func() string { return "none" }})
	check(x, err)
	defer s.Close()
	n := 0
	for _, err := range s.Responses(x.Context(), store.Query{FormID: builtin.Customer().ID}) {
		check(x, err)
		n++
	}
	return n
}
