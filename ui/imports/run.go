package imports

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/store/exchange"
	"tingfang/ui/importing"
	"tingfang/ui/nav"
)

// the messages of the screen's own commands
type (
	progressMsg struct {
		run        int
		read, size int64
		next       tea.Cmd
	}
	finishedMsg struct {
		run    int
		result importing.Result
		err    error
	}
)

// errFolder says that the path is a folder's.
var errFolder = errors.New("a folder")

// check reads the file and keeps nothing.
func (s *Screen) check(encoding string) tea.Cmd {
	if s.barred() {
		return nil
	}
	if importing.Typed(s.path.Value()) == "" {
		s.fault = s.env.Texts.Imports.NoName
		return nil
	}
	s.encoding = encoding
	return s.start(checking)
}

// start reads the file beside the screen, to look or to keep it.
func (s *Screen) start(as phase) tea.Cmd {
	job := importing.Job{Target: s.store, Form: s.forms[s.chosen], Path: importing.Typed(s.path.Value()), Encoding: s.encoding,
		DryRun: as == checking, Now: s.env.Now()}
	ctx, cancel := context.WithCancel(context.Background())
	s.run++
	s.phase, s.fault, s.cancel, s.read, s.size = as, "", cancel, 0, 0
	run, seen := s.run, make(chan progressMsg, 1)
	work := func() tea.Msg {
		defer cancel()
		r, err := read(ctx, job, func(n, size int64) {
			select {
			case seen <- progressMsg{run: run, read: n, size: size}:
			default: // the screen still draws the one before
			}
		})
		close(seen)
		return finishedMsg{run, r, err}
	}
	return tea.Batch(work, watch(seen))
}

// read does the job; one that was cancelled says so, whatever it broke off.
func read(ctx context.Context, job importing.Job, progress func(read, size int64)) (importing.Result, error) {
	if st, err := os.Stat(job.Path); err == nil && st.IsDir() {
		return importing.Result{}, errFolder
	}
	r, err := job.Run(ctx, progress)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return r, err
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

// finish shows what reading the file has come to.
func (s *Screen) finish(msg finishedMsg) tea.Cmd {
	if msg.run != s.run || !s.busy() {
		return nil
	}
	settled := func() tea.Msg { return nav.SettledMsg{} }
	switch {
	case msg.err != nil:
		s.failed(msg.err)
	case s.phase == writing:
		s.phase, s.result = written, msg.result
		return tea.Batch(settled, nav.Changed)
	default:
		s.phase, s.result = previewed, msg.result
	}
	return settled
}

// failed shows the faults of the file, the encoding it may be in, or why it
// could not be read at all.
func (s *Screen) failed(err error) {
	x := &s.env.Texts.Imports
	switch {
	case errors.As(err, &s.faults):
		s.phase, s.scroll = faulty, 0
		if s.offered = another(s.faults); s.offered != "" && s.encoding == "" {
			s.phase = offering
		}
	case errors.Is(err, errFolder):
		s.phase, s.fault = choosing, fmt.Sprintf(x.NotFile, s.path.Value())
	default:
		s.phase, s.fault = choosing, x.Word(err, importing.Typed(s.path.Value()))
	}
}

// another is the encoding, other than UTF-8, in which a file seems to be; ""
// for none.
func another(bad *exchange.FaultsError) string {
	for _, f := range bad.First {
		if f.Rule == exchange.RuleEncoding && f.Detail != "utf-8" {
			return f.Detail
		}
	}
	return ""
}

// called is how people write an encoding.
func called(encoding string) string { return strings.ToUpper(encoding) }
