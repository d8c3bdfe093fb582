package saving

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// bench runs a queue by hand: what was done, in order, and what fails.
type bench struct {
	Queue
	done []string
	err  error
}

func (b *bench) write(name, latest string) {
	w := Write{Do: func(context.Context) error {
		if b.err == nil {
			b.done = append(b.done, name)
		}
		return b.err
	}}
	if latest != "" {
		w.Latest = latest
	}
	b.Add(w)
}

func now() time.Time { return time.Date(2026, 11, 25, 14, 3, 22, 0, time.UTC) }

// settle runs one write after the other until none is left or one fails.
func (b *bench) settle(cmd tea.Cmd) (last tea.Cmd) {
	for cmd != nil && b.busy {
		cmd = b.Take(cmd().(Msg))
	}
	return cmd
}

func (b *bench) wants(t *testing.T, done ...string) {
	t.Helper()
	if !slices.Equal(b.done, done) {
		t.Errorf("done: %v, not %v", b.done, done)
	}
}

func TestWritesGoOneAtATimeAndInOrder(t *testing.T) {
	b := &bench{}
	b.write("1", "")
	first := b.Start(now)
	b.write("2", "")
	if b.Start(now) != nil {
		t.Fatal("two writes under way")
	}
	b.write("3", "")
	b.settle(first)
	b.wants(t, "1", "2", "3")
	if !b.Settled() || b.SavedAt() != now() {
		t.Errorf("settled: %v, saved at %v", b.Settled(), b.SavedAt())
	}
}

func TestOfTheTypingInAFieldOnlyTheLatestIsWritten(t *testing.T) {
	b := &bench{}
	b.write("a1", "a")
	first := b.Start(now) // under way: stays
	b.write("a2", "a")
	b.write("answer", "")
	b.write("b1", "b")
	b.write("a3", "a")
	b.settle(first)
	b.wants(t, "a1", "answer", "b1", "a3")
}

func TestAWriteThatFailsStaysFirstAndWaitsLonger(t *testing.T) {
	b := &bench{err: errors.New("no")}
	b.write("1", "")
	b.write("2", "")
	again := b.settle(b.Start(now))
	if again == nil || b.Settled() || b.err == nil {
		t.Fatal("a failed write is forgotten")
	}
	if b.Start(now) != nil {
		t.Error("tried again without a pause")
	}
	b.settle(b.Retry(now))
	if b.fails != 2 {
		t.Errorf("%d tries failed, not 2", b.fails)
	}
	b.err = nil
	b.settle(b.Retry(now))
	b.wants(t, "1", "2")
	if b.fails != 0 || b.Err() != nil {
		t.Errorf("still called failed: %d, %v", b.fails, b.Err())
	}
}

// What waits for the disk is done after the last write, and the root hears
// once that all is written.
func TestAfterTheLastWriteTheScreenLeavesAndTheRootIsToldOnce(t *testing.T) {
	b, left := &bench{}, 0
	if b.Tell(true) != nil {
		t.Error("told the root of nothing")
	}
	b.After(func() tea.Cmd { left++; return nil })
	b.write("1", "")
	first := b.Start(now)
	if b.Tell(b.Settled()) != nil || left > 0 || !b.Parting() {
		t.Error("left before the write came back")
	}
	if other := (&Queue{}); other.Take(first().(Msg)) != nil || b.Settled() {
		t.Error("another queue took the message")
	}
	b.Take(first().(Msg))
	if b.Tell(false) != nil {
		t.Error("told the root while the screen has something in hand")
	}
	if b.Tell(b.Settled()) == nil || left != 1 || b.Parting() {
		t.Errorf("left %d times", left)
	}
	if b.Tell(true) != nil || left != 1 {
		t.Error("told the root twice")
	}
}
