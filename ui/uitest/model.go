package uitest

import (
	"io"
	"runtime"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// StartModel runs a model in this process, without a pseudo terminal: on every
// system. The program ends with the test.
func StartModel(tb testing.TB, width, height int, m tea.Model) *Term {
	tb.Helper()
	t := newTerm(tb, width, height)
	// Without a terminal Bubble Tea takes LF for CR LF, but not on Windows.
	t.lfOnly = runtime.GOOS != "windows"
	typed, in := io.Pipe()
	t.in = in
	p := tea.NewProgram(m, tea.WithInput(typed), tea.WithOutput(t), tea.WithWindowSize(width, height), tea.WithFPS(120),
		tea.WithColorProfile(colorprofile.ANSI256), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignals())
	var failed error
	go func() {
		defer close(t.done)
		_, failed = p.Run()
	}()
	go io.Copy(answers{in}, t.screen) // the terminal's answers to the program's questions
	t.resize = func(w, h int) { p.Send(tea.WindowSizeMsg{Width: w, Height: h}) }
	t.kill, t.hangup = p.Kill, p.Kill
	t.status = func() int {
		if failed != nil {
			return 1
		}
		return 0
	}
	tb.Cleanup(func() {
		p.Kill()
		<-t.done
		in.Close()
		t.closeReplies()
	})
	return t
}
