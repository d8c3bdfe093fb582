//go:build unix

package uitest

import (
	"io"
	"os"
	"os/exec"
	"os/signal"
	"testing"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// StartCmd runs a command in a pseudo terminal with a bare environment of its
// own and what env adds ("NAME=value"). It is ended with the test.
func StartCmd(tb testing.TB, width, height int, env []string, name string, args ...string) *Term {
	tb.Helper()
	t := newTerm(tb, width, height)
	cmd := exec.Command(name, args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + tb.TempDir(), "TERM=xterm-256color", "LC_ALL=C.UTF-8"}, env...)
	if signal.Ignored(unix.SIGHUP) { // as under nohup: a signal that is heard is passed on as one that ends
		signal.Notify(make(chan os.Signal, 1), unix.SIGHUP)
	}
	blocking, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)})
	if err != nil {
		tb.Fatalf("start %s in a pseudo terminal: %v", name, err)
	}
	tty, err := pollable(blocking)
	if err != nil {
		tb.Fatalf("open the pseudo terminal anew: %v", err)
	}
	t.in, t.pid = tty, cmd.Process.Pid
	drawn := make(chan struct{})
	go func() {
		defer close(drawn)
		io.Copy(t, tty)
	}()
	go io.Copy(answers{tty}, t.screen) // the terminal's answers to the program's questions
	go func() {
		defer close(t.done)
		cmd.Wait()
		<-drawn // its last words are on the screen
	}()
	t.resize = func(w, h int) {
		if err := setSize(tty, w, h); err != nil {
			tb.Errorf("resize the pseudo terminal: %v", err)
		}
	}
	t.kill = func() { cmd.Process.Kill() }
	t.hangup = func() { tty.Close() }
	t.status = func() int { return cmd.ProcessState.ExitCode() }
	tb.Cleanup(func() {
		cmd.Process.Kill()
		tty.Close()
		<-t.done
		t.closeReplies()
	})
	return t
}

// pollable gives the terminal as a file that can be closed while it is read
// from: only then is the other side hung up.
func pollable(f *os.File) (*os.File, error) {
	defer f.Close()
	fd, err := unix.Dup(int(f.Fd()))
	if err != nil {
		return nil, err
	}
	unix.CloseOnExec(fd)
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

// setSize does not take the descriptor out of the file, which would make it
// blocking again.
func setSize(f *os.File, width, height int) error {
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Control(func(fd uintptr) {
		failed = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Col: uint16(width), Row: uint16(height)})
	})
	if err != nil {
		return err
	}
	return failed
}
