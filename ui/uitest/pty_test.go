//go:build unix

package uitest

import (
	"os"
	"testing"
)

func start(t *testing.T) *Term {
	return StartCmd(t, 40, 8, []string{"UITEST_ECHO=1"}, os.Args[0])
}

func TestCommandInTerminal(t *testing.T) { play(t, start(t)) }

func TestKilledCommand(t *testing.T) {
	tm := start(t)
	tm.WaitText("40×8")
	tm.Kill()
	if status := tm.Wait(); status != -1 {
		t.Errorf("exit status %d of a killed command", status)
	}
}

func TestTornOffTerminalEndsTheCommand(t *testing.T) {
	tm := start(t)
	tm.WaitText("40×8")
	tm.Hangup()
	if status := tm.Wait(); status == 0 {
		t.Error("a torn-off terminal counts as a good end")
	}
}
