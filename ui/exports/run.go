package exports

import (
	"context"
	"errors"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/exporting"
	"tingfang/ui/nav"
)

// start writes the file beside the screen. A file of somebody else's is
// overwritten only when that was said and Enter came again.
func (s *Screen) start() tea.Cmd {
	if s.form() == nil || s.counted && s.count == 0 {
		return nil
	}
	job := s.job()
	job.Force = s.foreign != "" && s.foreign == job.Path
	s.forget()
	ctx, cancel := context.WithCancel(context.Background())
	s.run++
	s.phase, s.cancel, s.done, s.total = writing, cancel, 0, s.count
	run, seen := s.run, make(chan progressMsg, 1)
	work := func() tea.Msg {
		defer cancel()
		r, err := job.Run(ctx, func(done, total int) {
			if step := max(total/100, 1); done%step == 0 {
				select {
				case seen <- progressMsg{run: run, done: done, total: total}:
				default: // the screen still draws the one before
				}
			}
		})
		close(seen)
		return finishedMsg{run, r, err}
	}
	return tea.Batch(work, watch(seen))
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

func (s *Screen) finish(msg finishedMsg) tea.Cmd {
	if msg.run != s.run || s.phase != writing {
		return nil
	}
	settled := func() tea.Msg { return nav.SettledMsg{} }
	if msg.err != nil {
		s.phase, s.fault = choosing, exporting.Word(msg.err, s.env.Texts)
		var f *exporting.FileError
		if errors.As(msg.err, &f) && f.Rule == exporting.Foreign {
			s.foreign = s.path.Value()
			s.fault += s.env.Texts.Exports.OverwriteAsk
		}
		return settled
	}
	s.phase, s.result, s.folder = written, msg.result, filepath.Dir(msg.result.Path)
	return tea.Batch(settled, s.keep(), nav.Changed)
}

// keep notes the folder for the next export.
func (s *Screen) keep() tea.Cmd {
	if s.env.ReadOnly {
		return nil
	}
	st, folder := s.store, s.folder
	return func() tea.Msg { return keptMsg{st.SetSetting(context.Background(), SettingFolder, folder)} }
}
