package uitest

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
)

// patience is how long a Wait waits: long, since tests share a busy machine.
const patience = 15 * time.Second

// Term is a running program and the terminal it draws on. Its methods may be
// called from the test's goroutine only; those that wait fail the test with
// the screen in the message.
type Term struct {
	tb     testing.TB
	in     io.Writer               // what the user types goes here
	resize func(width, height int) // tells the program
	hangup func()                  // tears the terminal off
	kill   func()                  // ends the program at once
	done   chan struct{}           // closed when the program has ended
	status func() int              // its exit status, after done
	pid    int                     // of a command
	lfOnly bool                    // nothing between turns LF into CR LF

	mu      sync.Mutex // guards what follows
	screen  *vt.Emulator
	visible bool // the cursor
	last    time.Time
	frames  int    // how often the program sent something
	held    []byte // a frame that is not whole yet
	watch   func() bool
	seen    chan time.Time // when a frame came for which watch held
}

// What begins and ends a frame that the terminal is to show at once.
const beginFrame, endFrame = "\x1b[?2026h", "\x1b[?2026l"

func newTerm(tb testing.TB, width, height int) *Term {
	t := &Term{tb: tb, screen: vt.NewEmulator(width, height), visible: true, last: time.Now(), done: make(chan struct{})}
	// Called from within Write, where the lock is held.
	t.screen.SetCallbacks(vt.Callbacks{CursorVisibility: func(v bool) { t.visible = v }})
	return t
}

// Write takes what the program sends to its terminal.
func (t *Term) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = time.Now()
	t.frames++
	drawn := t.whole(p)
	if t.lfOnly {
		drawn = bytes.ReplaceAll(drawn, []byte("\n"), []byte("\r\n"))
	}
	if _, err := t.screen.Write(drawn); err != nil {
		return 0, err
	}
	t.look()
	return len(p), nil
}

// look tells whoever waits for a frame that it has come, and when.
func (t *Term) look() {
	if t.watch != nil && t.watch() {
		t.watch = nil
		t.seen <- t.last
	}
}

// whole adds what came to what is held, and gives as much of it as is to be
// shown: a frame not before its end, so that a test never sees half of one.
func (t *Term) whole(p []byte) []byte {
	all := append(t.held, p...)
	cut := len(all)
	if begin := bytes.LastIndex(all, []byte(beginFrame)); begin > bytes.LastIndex(all, []byte(endFrame)) {
		cut = begin
	} else {
		for n := min(len(beginFrame)-1, len(all)); n > 0; n-- {
			if bytes.HasSuffix(all, []byte(beginFrame[:n])) {
				cut = len(all) - n
				break
			}
		}
	}
	t.held = bytes.Clone(all[cut:])
	return all[:cut]
}

// answers are the emulator's answers to the program's questions. The emulator
// does not know of frames to be shown at once; the Term does.
type answers struct{ to io.Writer }

func (a answers) Write(p []byte) (int, error) {
	if _, err := a.to.Write(bytes.ReplaceAll(p, []byte("\x1b[?2026;0$y"), []byte("\x1b[?2026;2$y"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// closeReplies ends the emulator's answers. Closing the emulator itself would
// race with its Read.
func (t *Term) closeReplies() {
	if c, ok := t.screen.InputPipe().(io.Closer); ok {
		c.Close()
	}
}

func (t *Term) send(s string) {
	// A terminal whose program has ended takes some more keys, then none.
	if in, ok := t.in.(interface{ SetWriteDeadline(time.Time) error }); ok {
		in.SetWriteDeadline(time.Now().Add(patience))
	}
	if _, err := io.WriteString(t.in, s); err != nil {
		select {
		case <-t.done: // a key after the end goes nowhere, as in a real terminal
		default:
			t.tb.Fatalf("type %q: %v", s, err)
		}
	}
}

// Type sends text as a terminal does for typed and for IME-committed text.
func (t *Term) Type(s string) { t.tb.Helper(); t.send(s) }

// Paste sends text as a bracketed paste.
func (t *Term) Paste(s string) { t.tb.Helper(); t.send("\x1b[200~" + s + "\x1b[201~") }

// Press presses keys by their Bubble Tea names, "f6", "ctrl+k", "down", "4".
func (t *Term) Press(names ...string) {
	t.tb.Helper()
	for _, name := range names {
		s, err := sequence(name)
		if err != nil {
			t.tb.Fatal(err)
		}
		t.send(s)
		if name == "esc" {
			time.Sleep(80 * time.Millisecond) // or the next key would count as Alt and that key
		}
	}
}

// Click presses and lets go the left button on a cell, from 0.
func (t *Term) Click(x, y int) {
	t.tb.Helper()
	t.send(fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", x+1, y+1, x+1, y+1))
}

// Resize changes the size of the terminal.
func (t *Term) Resize(width, height int) {
	t.mu.Lock()
	t.screen.Resize(width, height)
	t.mu.Unlock()
	t.resize(width, height)
}

// Hangup tears the terminal off, as closing its window does.
func (t *Term) Hangup() { t.hangup() }

// Kill ends the program without a word (SIGKILL, where there are signals).
func (t *Term) Kill() { t.kill(); <-t.done }

// Ended tells whether the program has ended.
func (t *Term) Ended() bool {
	select {
	case <-t.done:
		return true
	default:
		return false
	}
}

// Wait waits for the program to end and gives its exit status, -1 where a
// signal ended it.
func (t *Term) Wait() int {
	t.tb.Helper()
	select {
	case <-t.done:
		return t.status()
	case <-time.After(patience):
		t.tb.Fatalf("the program does not end; screen:\n%s", t.Screen())
		return -1
	}
}

// Row is one row of the screen as text, from 0; trailing blanks are cut.
func (t *Term) Row(y int) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.row(y)
}

func (t *Term) row(y int) string {
	var b strings.Builder
	for x := 0; x < t.screen.Width(); {
		c := t.screen.CellAt(x, y)
		if c == nil || c.Width == 0 || c.Content == "" {
			b.WriteByte(' ')
			x++
			continue
		}
		b.WriteString(c.Content)
		x += c.Width
	}
	return strings.TrimRight(b.String(), " ")
}

// Screen is the whole screen as text.
func (t *Term) Screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.all()
}

func (t *Term) all() string {
	rows := make([]string, t.screen.Height())
	for y := range rows {
		rows[y] = t.row(y)
	}
	return trimRows(strings.Join(rows, "\n"))
}

// Cell gives the text of one cell and its width in cells; the second cell of a
// wide character has width 0.
func (t *Term) Cell(x, y int) (text string, width int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c := t.screen.CellAt(x, y); c != nil {
		return c.Content, c.Width
	}
	return "", 0
}

// Cursor gives the cell of the real cursor and whether it can be seen.
func (t *Term) Cursor() (x, y int, visible bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.screen.CursorPosition()
	return p.X, p.Y, t.visible
}

// Writes counts how often the program has sent something: an idle screen
// sends nothing.
func (t *Term) Writes() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.frames
}

// PID is the process of a command.
func (t *Term) PID() int { return t.pid }

// Arrival gives the time at which the frame came that first shows the text,
// which may be the one that is shown now; blanks and line ends do not count.
// The check itself costs no time that counts.
func (t *Term) Arrival(text string, do func()) time.Time {
	t.tb.Helper()
	text = unspaced(text)
	seen := make(chan time.Time, 1)
	t.mu.Lock()
	t.seen, t.watch = seen, func() bool { return strings.Contains(unspaced(t.all()), text) }
	t.look()
	t.mu.Unlock()
	do()
	select {
	case at := <-seen:
		return at
	case <-time.After(patience):
		t.tb.Fatalf("waited in vain for %q; screen:\n%s", text, t.Screen())
		return time.Time{}
	}
}

var spaces = strings.NewReplacer(" ", "", "\n", "")

func unspaced(s string) string { return spaces.Replace(s) }

// WaitFor waits until a condition holds.
func (t *Term) WaitFor(what string, holds func() bool) {
	t.tb.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			x, y, v := t.Cursor()
			t.tb.Fatalf("waited in vain for %s; cursor %d,%d visible %t; screen:\n%s", what, x, y, v, t.Screen())
		}
	}
}

// WaitText waits until the screen shows the text on one row.
func (t *Term) WaitText(s string) {
	t.tb.Helper()
	t.WaitFor(fmt.Sprintf("the text %q", s), func() bool { return strings.Contains(t.Screen(), s) })
}

// WaitNoText waits until the screen does not show the text.
func (t *Term) WaitNoText(s string) {
	t.tb.Helper()
	t.WaitFor(fmt.Sprintf("the text %q to go", s), func() bool { return !strings.Contains(t.Screen(), s) })
}

// WaitCursor waits until the cursor can be seen at the cell.
func (t *Term) WaitCursor(x, y int) {
	t.tb.Helper()
	t.WaitFor(fmt.Sprintf("the cursor at %d,%d", x, y), func() bool {
		gx, gy, visible := t.Cursor()
		return visible && gx == x && gy == y
	})
}

// Settle waits until the program has sent nothing for the time.
func (t *Term) Settle(quiet time.Duration) {
	t.tb.Helper()
	t.WaitFor("the screen to rest", func() bool {
		t.mu.Lock()
		defer t.mu.Unlock()
		return time.Since(t.last) >= quiet
	})
}

// Golden compares the screen with testdata/NAME.golden (-update writes it).
func (t *Term) Golden(name string) { t.tb.Helper(); Golden(t.tb, name, t.Screen()) }
