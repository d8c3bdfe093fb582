// Package saving brings what a screen has in hand to the disk: in order, one
// write at a time, none lost.
package saving

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

// Write is one thing to bring to the disk.
type Write struct {
	// Do writes it; what fails has written nothing and is done again.
	Do func(context.Context) error
	// Latest names what is overwritten, by any value that can be compared: of
	// the writes waiting under one name only the last is done. One without a
	// name (nil) is never dropped.
	Latest any
}

// Queue brings the writes of one interview to the disk in order, one under
// way at a time: writes side by side would overtake each other. A write that
// fails stays the first and is tried again. The zero value is ready for use.
type Queue struct {
	waiting []Write // the first one is under way while busy
	busy    bool
	held    bool  // the first one failed and waits for its next try
	fails   int   // tries of the first write that failed
	err     error // why the last try failed; nil once one succeeds
	savedAt time.Time
	after   func() tea.Cmd
	untold  bool // the root waits to hear that all is written
}

// Msg says how a write went, or that it is time to try again. The screen
// hands it to its queue.
type Msg struct {
	of   *Queue
	then func() tea.Cmd
}

// pauses between tries; the last one goes on.
var pauses = [...]time.Duration{time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second}

// Add puts a write at the end.
func (q *Queue) Add(w Write) {
	if w.Latest != nil {
		first := 0
		if q.busy {
			first = 1
		}
		kept := slices.DeleteFunc(q.waiting[first:], func(o Write) bool { return o.Latest == w.Latest })
		q.waiting = q.waiting[:first+len(kept)]
	}
	q.waiting = append(q.waiting, w)
}

// Start does the first write waiting, unless one is under way or has failed.
func (q *Queue) Start(now func() time.Time) tea.Cmd {
	if q.busy || q.held || len(q.waiting) == 0 {
		return nil
	}
	q.busy = true
	do := q.waiting[0].Do
	return func() tea.Msg {
		err, at := do(context.Background()), now()
		return Msg{q, func() tea.Cmd { return q.wrote(err, at, now) }}
	}
}

// Take takes what came back from the disk and goes on: with the next write,
// or after a pause with the same. What belongs to another queue is left alone.
func (q *Queue) Take(msg Msg) tea.Cmd {
	if msg.of != q {
		return nil
	}
	return msg.then()
}

func (q *Queue) wrote(err error, at time.Time, now func() time.Time) tea.Cmd {
	q.busy, q.err = false, err
	if err == nil {
		q.fails, q.savedAt = 0, at
		q.waiting = slices.Delete(q.waiting, 0, 1)
		return q.Start(now)
	}
	pause := pauses[min(q.fails, len(pauses)-1)]
	q.fails++
	q.held = true
	fails := q.fails
	again := func() tea.Cmd {
		if q.fails != fails { // a key has tried it since
			return nil
		}
		return q.Retry(now)
	}
	return tea.Tick(pause, func(time.Time) tea.Msg { return Msg{q, again} })
}

// Retry tries a failed write again without waiting longer.
func (q *Queue) Retry(now func() time.Time) tea.Cmd {
	q.held = false
	return q.Start(now)
}

// Settled tells whether everything added is on the disk.
func (q *Queue) Settled() bool { return len(q.waiting) == 0 }

// Err is why the last try failed; nil once one succeeds.
func (q *Queue) Err() error { return q.err }

// SavedAt is when a write last succeeded; zero before the first one.
func (q *Queue) SavedAt() time.Time { return q.savedAt }

// After keeps what is done once everything is on the disk, such as leaving
// the screen.
func (q *Queue) After(do func() tea.Cmd) { q.after = do }

// Parting tells whether something waits for everything to be on the disk.
func (q *Queue) Parting() bool { return q.after != nil }

// Tell does what waits for the disk, and tells the root once. Settled is the
// screen's: it may have in hand what is not in the queue yet.
func (q *Queue) Tell(settled bool) tea.Cmd {
	if !settled {
		q.untold = true
		return nil
	}
	var cmd tea.Cmd
	if after := q.after; after != nil {
		q.after = nil
		cmd = after()
	}
	if !q.untold {
		return cmd
	}
	q.untold = false
	return tea.Batch(cmd, func() tea.Msg { return nav.SettledMsg{} })
}
