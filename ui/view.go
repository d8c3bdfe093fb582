package ui

import (
	"os/exec"
	"runtime"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire/talk"
)

// attachment shows what is attached to an interview.
func (w *wire) attachment(a talk.Attachment) tea.Cmd { return w.view(w.store.AttachmentPath(a)) }

// view shows a file with the system's viewer, which goes on by itself.
func (w *wire) view(path string) tea.Cmd {
	return func() tea.Msg {
		cmd := viewer(runtime.GOOS, path)
		if err := cmd.Start(); err != nil {
			return keptMsg{err}
		}
		go cmd.Wait() // how the viewer ends is its own affair
		return nil
	}
}

// viewer is the command that shows a file, on each system.
func viewer(system, path string) *exec.Cmd {
	switch system {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", path)
	case "darwin":
		return exec.Command("open", path)
	}
	return exec.Command("xdg-open", path)
}
