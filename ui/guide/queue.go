package guide

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// write is one thing to bring to the disk.
type write struct {
	do func(context.Context) error
	// latest names what is overwritten: of the writes waiting under one name
	// only the last is done. The empty name is never dropped.
	latest string
}

// queue brings the writes of one interview to the disk in order, one under
// way at a time: writes side by side would overtake each other. A write that
// fails stays the first and is tried again.
type queue struct {
	waiting []write // the first one is under way while busy
	busy    bool
	held    bool  // the first one failed and waits for its next try
	fails   int   // tries of the first write that failed
	err     error // why the last try failed; nil once one succeeds
	savedAt time.Time
}

// wroteMsg says how a write went; q tells whose it was.
type wroteMsg struct {
	q   *queue
	err error
	at  time.Time
}

// retryMsg says that it is time to try again, unless it was tried since.
type retryMsg struct {
	q     *queue
	fails int
}

// pauses between tries; the last one goes on.
var pauses = [...]time.Duration{time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second}

// add puts a write at the end.
func (q *queue) add(w write) {
	if w.latest != "" {
		first := 0
		if q.busy {
			first = 1
		}
		kept := slices.DeleteFunc(q.waiting[first:], func(o write) bool { return o.latest == w.latest })
		q.waiting = q.waiting[:first+len(kept)]
	}
	q.waiting = append(q.waiting, w)
}

// start does the first write waiting, unless one is under way or has failed.
func (q *queue) start(now func() time.Time) tea.Cmd {
	if q.busy || q.held || len(q.waiting) == 0 {
		return nil
	}
	q.busy = true
	do := q.waiting[0].do
	return func() tea.Msg {
		err := do(context.Background())
		return wroteMsg{q, err, now()}
	}
}

// wrote takes the result of the write under way and goes on: with the next
// one, or after a pause with the same.
func (q *queue) wrote(msg wroteMsg, now func() time.Time) tea.Cmd {
	q.busy, q.err = false, msg.err
	if msg.err != nil {
		pause := pauses[min(q.fails, len(pauses)-1)]
		q.fails++
		q.held = true
		again := retryMsg{q, q.fails}
		return tea.Tick(pause, func(time.Time) tea.Msg { return again })
	}
	q.fails, q.savedAt = 0, msg.at
	q.waiting = slices.Delete(q.waiting, 0, 1)
	return q.start(now)
}

// retry tries a failed write again without waiting longer.
func (q *queue) retry(now func() time.Time) tea.Cmd {
	q.held = false
	return q.start(now)
}

// settled tells whether everything added is on the disk.
func (q *queue) settled() bool { return len(q.waiting) == 0 }
