package sync

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// job is work beside the screen, one at a time, that tells how far it is and
// can be called off. The zero job does nothing.
type job[T any] struct {
	busy     bool
	run      int // number of the newest work; what older ones bring is dropped
	cancel   context.CancelFunc
	name     string // of what is under way
	done, of int64
}

// teller is told how far work is.
type teller func(name string, done, of int64)

// the messages of work
type (
	progressMsg struct {
		job      any // whose it is
		run      int
		name     string
		done, of int64
		next     tea.Cmd
	}
	finishedMsg[T any] struct {
		job   *job[T]
		run   int
		value T
		err   error
	}
)

// start begins work; work that was called off fails with the context's error,
// whatever it broke off.
func (j *job[T]) start(work func(ctx context.Context, tell teller) (T, error)) tea.Cmd {
	ctx, cancel := context.WithCancel(context.Background())
	j.run++
	j.busy, j.cancel, j.name, j.done, j.of = true, cancel, "", 0, 0
	run, seen := j.run, make(chan progressMsg, 1)
	do := func() tea.Msg {
		defer cancel()
		value, err := work(ctx, func(name string, done, of int64) {
			select {
			case seen <- progressMsg{job: j, run: run, name: name, done: done, of: of}:
			default: // the screen still draws the one before
			}
		})
		close(seen)
		if err != nil && ctx.Err() != nil {
			err = ctx.Err()
		}
		return finishedMsg[T]{j, run, value, err}
	}
	return tea.Batch(do, watch(seen))
}

// watch brings the next progress, and with it the command for the one after.
func watch(seen <-chan progressMsg) tea.Cmd {
	return func() tea.Msg {
		p, more := <-seen
		if !more {
			return nil
		}
		p.next = watch(seen)
		return p
	}
}

// take takes a message of the job's own; over says that the newest work has
// come to its end.
func (j *job[T]) take(msg tea.Msg) (value T, over bool, cmd tea.Cmd, err error) {
	switch msg := msg.(type) {
	case progressMsg:
		if msg.job != any(j) {
			break
		}
		if msg.run == j.run && j.busy {
			j.name, j.done, j.of = msg.name, msg.done, msg.of
		}
		cmd = msg.next
	case finishedMsg[T]:
		if msg.job == j && msg.run == j.run && j.busy {
			j.busy = false
			return msg.value, true, nil, msg.err
		}
	}
	return value, false, cmd, nil
}

// share is how far the work is, from 0 to 1.
func (j *job[T]) share() float64 {
	if j.of <= 0 {
		return 0
	}
	return float64(j.done) / float64(j.of)
}
