package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"tingfang/questionnaire"
)

// commits is SQLite's own count of transactions in the log, as it stands in
// the index of the log (a counter of 4 bytes at offset 8).
func (d *desk) commits() uint32 {
	d.t.Helper()
	head := make([]byte, 12)
	f := must[*os.File](d.t)(os.Open(d.Path() + "-shm"))
	defer f.Close()
	_, err := f.ReadAt(head, 0)
	ok(d.t, err)
	return binary.NativeEndian.Uint32(head[8:])
}

// Every save is one commit, and with synchronous=FULL SQLite syncs the log at
// every commit. That the sync is real shows in BenchmarkSave, where a save
// takes longer than a raw synced write on the same disk.
func TestEverySaveIsOneSyncedCommit(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the log's index cannot be read while it is mapped")
	}
	d, ctx := newDesk(t), context.Background()
	var level int
	ok(t, d.w.QueryRow("PRAGMA synchronous").Scan(&level))
	var mode string
	ok(t, d.w.QueryRow("PRAGMA journal_mode").Scan(&mode))
	if level != 2 || mode != "wal" {
		t.Fatalf("synchronous %d in mode %s", level, mode)
	}
	o := d.opening(time.Now())
	for i := range 20 {
		before := d.commits()
		d.save(o, chose("overall", fmt.Sprint(1+i%2)), wrote("why", fmt.Sprint(i)), wrote("phone", fmt.Sprint(i)))
		if n := d.commits() - before; n != 1 {
			t.Fatalf("save %d made %d commits", i, n)
		}
	}
	before := d.commits()
	ok(t, d.SaveTyping(ctx, o, questionnaire.Ref{}, Typed{Ref: questionnaire.Ref{Item: "why"}, Text: "字"}))
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, 0))
	if n := d.commits() - before; n != 2 {
		t.Errorf("typing and finishing made %d commits", n)
	}
}

// The disk is full during an answer: the answer is refused as a whole, the one
// before stands, and the same save goes through once there is room.
func TestAFullDiskLosesNothingSaved(t *testing.T) {
	d := newDesk(t)
	o := d.opening(time.Now())
	d.save(o, chose("overall", "2"), wrote("why", "先前的话"))
	limit := func(pages int) { ok(t, d.w.QueryRow(fmt.Sprintf("PRAGMA max_page_count = %d", pages)).Scan(new(int))) }
	limit(d.count("PRAGMA page_count"))
	long := make([]rune, 100_000)
	for i := range long {
		long[i] = '长'
	}
	checkFull(t, d, o, wrote("why", string(long)), func() { limit(1 << 30) })
}

// checkFull saves what there is no room for, makes room, and saves again.
func checkFull(t *testing.T, d *desk, o Opening, long questionnaire.Answer, room func()) {
	t.Helper()
	ctx := context.Background()
	c := Change{Opening: o, Answers: []questionnaire.Answer{chose("overall", "1"), long}, At: long.Ref}
	for range 3 {
		if err := d.Save(ctx, c); !IsFull(err) {
			t.Fatalf("saving on a full disk: %v", err)
		}
	}
	if err := d.SaveTyping(ctx, o, long.Ref, Typed{Ref: long.Ref, Text: long.Text}); !IsFull(err) {
		t.Fatalf("typing on a full disk: %v", err)
	}
	if got := bare(d.read(o, true).Answers); got["overall"].Codes[0] != "2" || got["why"].Text != "先前的话" {
		t.Fatalf("after a refused save: %v", got)
	}
	room()
	ok(t, d.Save(ctx, c))
	if got := bare(d.read(o, true).Answers); got["overall"].Codes[0] != "1" || got["why"].Text != long.Text {
		t.Error("the save that was tried again is not there")
	}
	if n := d.count("SELECT count(*) FROM event WHERE item = 'why'"); n != 2 {
		t.Errorf("%d events of two saves", n)
	}
}

// Another program writes to the file past our lock: the save says so, and goes
// through later.
func TestAnotherWriterIsToldApart(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	must[sql.Result](t)(d.w.Exec("PRAGMA busy_timeout = 20"))
	other := must[*sql.DB](t)(sql.Open("sqlite", dsn(d.Path(), runtime.GOOS == "windows", writing)))
	defer other.Close()
	held := must[*sql.Tx](t)(other.Begin())
	o := d.opening(time.Now())
	c := Change{Opening: o, Answers: []questionnaire.Answer{chose("overall", "1")}}
	if err := d.Save(ctx, c); !IsBusy(err) {
		t.Errorf("saving beside another writer: %v", err)
	}
	ok(t, held.Rollback())
	ok(t, d.Save(ctx, c))
}

// Interviews are saved from many goroutines while lists are read and a stream
// is under way; nothing waits for ever and nothing is lost.
func TestManyAtOnce(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	d.save(d.opening(time.Now()), chose("overall", "3"))
	var all sync.WaitGroup
	for range 6 {
		o := d.opening(time.Now())
		all.Go(func() {
			for i := range 10 {
				if err := d.Save(ctx, Change{Opening: o, Answers: []questionnaire.Answer{wrote("why", fmt.Sprint(i))}}); err != nil {
					t.Error(err)
				}
			}
			if err := d.Finish(ctx, o.ID, questionnaire.Complete, 0); err != nil {
				t.Error(err)
			}
		})
	}
	for range 2 {
		all.Go(func() {
			for range 10 {
				_, err := d.List(ctx, Filter{Items: []string{"why"}})
				_, err2 := d.Counts(ctx, "small", "", time.Time{}, time.Time{})
				if err := errors.Join(err, err2); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for _, err := range d.Responses(ctx, Query{All: true}) { // saving inside a reading does not hang
		ok(t, err)
		d.save(d.opening(time.Now()), chose("overall", "3"))
	}
	all.Wait()
	if c := must[Counts](t)(d.Counts(ctx, "small", "", time.Time{}, time.Time{})); c.By["complete"] != 6 {
		t.Errorf("counts %+v", c)
	}
}

// A context that is done before the save begins writes nothing; one that is
// done later does not tear it.
func TestACalledOffSave(t *testing.T) {
	d := newDesk(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	o := d.opening(time.Now())
	if err := d.Save(ctx, Change{Opening: o}); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
	if _, err := d.Response(context.Background(), o.ID, false); !errors.Is(err, ErrNotFound) {
		t.Errorf("called off, but there: %v", err)
	}
}
