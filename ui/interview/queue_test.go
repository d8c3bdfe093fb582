package interview

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
)

// bench runs a queue by hand: what was done, in order, and what fails.
type bench struct {
	queue
	done []string
	err  error
}

func (b *bench) write(name, latest string) {
	b.add(write{latest: questionnaire.Ref{Item: latest}, do: func(context.Context) error {
		if b.err == nil {
			b.done = append(b.done, name)
		}
		return b.err
	}})
}

func now() time.Time { return time.Date(2026, 11, 25, 14, 3, 22, 0, time.UTC) }

// settle runs one write after the other until none is left or one fails.
func (b *bench) settle(cmd tea.Cmd) (last tea.Cmd) {
	for cmd != nil && b.busy {
		cmd = b.wrote(cmd().(wroteMsg), now)
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
	first := b.start(now)
	b.write("2", "")
	if b.start(now) != nil {
		t.Fatal("two writes under way")
	}
	b.write("3", "")
	b.settle(first)
	b.wants(t, "1", "2", "3")
	if !b.settled() || b.savedAt != now() {
		t.Errorf("settled: %v, saved at %v", b.settled(), b.savedAt)
	}
}

func TestOfTheTypingInAFieldOnlyTheLatestIsWritten(t *testing.T) {
	b := &bench{}
	b.write("a1", "a")
	first := b.start(now) // under way: stays
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
	again := b.settle(b.start(now))
	if again == nil || b.settled() || b.err == nil {
		t.Fatal("a failed write is forgotten")
	}
	if b.start(now) != nil {
		t.Error("tried again without a pause")
	}
	b.settle(b.retry(now))
	if b.fails != 2 {
		t.Errorf("%d tries failed, not 2", b.fails)
	}
	b.err = nil
	b.settle(b.retry(now))
	b.wants(t, "1", "2")
	if b.fails != 0 || b.queue.err != nil {
		t.Errorf("still called failed: %d, %v", b.fails, b.queue.err)
	}
}
