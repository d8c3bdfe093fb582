package uitest

import (
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

// Driver steps through a screen or a model in the test's own goroutine: it
// sends a message, runs the commands that come back in order and to their end,
// sends what they bring, and so on until nothing is left. No time passes.
type Driver struct {
	Width, Height int        // the size drawn in, in cells
	Screen        nav.Screen // what is driven: this
	Model         tea.Model  // or this; always the newest
	Asked         []tea.Msg  // what a screen asked the root for: pushes, pops, changes; ChangedMsg goes back to the screen as well
	Quit          bool       // a model has asked to end

	tb    testing.TB
	ticks []tea.Cmd
}

// NewScreen drives a screen with a body of the size; it gets its Init, its
// size and nav.ShownMsg first, as from the root.
func NewScreen(tb testing.TB, width, height int, s nav.Screen) *Driver {
	tb.Helper()
	d := &Driver{tb: tb, Screen: s, Width: width, Height: height}
	d.run(s.Init())
	d.Send(tea.WindowSizeMsg{Width: width, Height: height})
	d.Send(nav.ShownMsg{})
	return d
}

// NewModel drives a model in a window of the size; it gets its Init and its
// size first.
func NewModel(tb testing.TB, width, height int, m tea.Model) *Driver {
	tb.Helper()
	d := &Driver{tb: tb, Model: m, Width: width, Height: height}
	d.run(m.Init())
	d.Send(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

// Send sends messages and carries out all that follows from each.
func (d *Driver) Send(msgs ...tea.Msg) {
	d.tb.Helper()
	for _, m := range msgs {
		d.run(d.update(m))
	}
}

// Press presses keys by name: "f6", "ctrl+l", "4".
func (d *Driver) Press(names ...string) {
	d.tb.Helper()
	for _, name := range names {
		d.Send(nav.Press(name))
	}
}

// Type types a text, a key a rune.
func (d *Driver) Type(text string) {
	d.tb.Helper()
	for _, r := range text {
		d.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Paste pastes a text.
func (d *Driver) Paste(text string) { d.tb.Helper(); d.Send(tea.PasteMsg{Content: text}) }

// Click clicks the left button on a cell.
func (d *Driver) Click(x, y int) {
	d.tb.Helper()
	d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}, tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// Resize draws in another size from now on.
func (d *Driver) Resize(width, height int) {
	d.tb.Helper()
	d.Width, d.Height = width, height
	d.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

// Ticks counts the timers that were started and not yet fired.
func (d *Driver) Ticks() int { return len(d.ticks) }

// Tick lets the timers started so far fire, in the order they were started. It
// takes their time: use it with short ones, or in a testing/synctest bubble.
func (d *Driver) Tick() {
	d.tb.Helper()
	due := d.ticks
	d.ticks = nil
	for _, c := range due {
		d.deliver(c())
	}
}

// Frame is what the screen shows now.
func (d *Driver) Frame() nav.Frame { return d.Screen.Draw(d.Width, d.Height) }

// Text is what is shown now as plain text: a model's whole window, or a
// screen's title, body, status and keys, a line between.
func (d *Driver) Text() string {
	if d.Model != nil {
		return trimRows(Plain(d.Model.View().Content))
	}
	f := d.Frame()
	var keys []string
	for _, b := range f.Help {
		keys = append(keys, b.Help().Key+" "+b.Help().Desc)
	}
	line := strings.Repeat("-", d.Width)
	return trimRows(Plain(strings.Join([]string{f.Title + "  |  " + f.Right, line, f.Body, line, f.Status, strings.Join(keys, "   ")}, "\n")))
}

// Golden compares what is shown with testdata/NAME.golden (-update writes it),
// and makes sure that it fits its place.
func (d *Driver) Golden(name string) {
	d.tb.Helper()
	d.Fits()
	Golden(d.tb, name, d.Text())
}

// Fits fails the test where the body is wider or higher than its place, or
// holds a sign that steers the terminal beside the styles.
func (d *Driver) Fits() {
	d.tb.Helper()
	body, beside := "", ""
	if d.Model != nil {
		body = d.Model.View().Content
	} else {
		f := d.Frame()
		body, beside = f.Body, f.Title+f.Right+f.Status
	}
	rows := strings.Split(body, "\n")
	if len(rows) > d.Height {
		d.tb.Errorf("%d rows in a place of %d:\n%s", len(rows), d.Height, Plain(body))
	}
	if plain := styles.ReplaceAllString(body+beside, ""); questionnaire.Harmless(plain) != plain {
		d.tb.Errorf("drawn as it is: %q", plain)
	}
	for _, r := range rows {
		if w := cells(r); w > d.Width {
			d.tb.Errorf("a row of %d cells in a place of %d: %q", w, d.Width, Plain(r))
		}
	}
}

// styles are the sequences that give text its look.
var styles = regexp.MustCompile("\x1b\\[[0-9;:]*m")

func (d *Driver) update(m tea.Msg) (c tea.Cmd) {
	if d.Model != nil {
		d.Model, c = d.Model.Update(m)
	} else {
		d.Screen, c = d.Screen.Update(m)
	}
	return c
}

func (d *Driver) run(c tea.Cmd) {
	d.tb.Helper()
	switch {
	case c == nil:
	case isTick(c):
		d.ticks = append(d.ticks, c)
	default:
		d.deliver(d.result(c))
	}
}

// result runs a command; one that does not come back is a test that hangs.
func (d *Driver) result(c tea.Cmd) tea.Msg {
	d.tb.Helper()
	out := make(chan tea.Msg, 1)
	go func() { out <- c() }()
	select {
	case m := <-out:
		return m
	case <-time.After(patience):
		d.tb.Fatalf("the command %s does not come back", name(c))
		return nil
	}
}

// deliver takes what a command brought: commands are run one after the other,
// a message goes to the screen or to the list of what it asked for.
func (d *Driver) deliver(m tea.Msg) {
	d.tb.Helper()
	if m == nil {
		return
	}
	if v := reflect.ValueOf(m); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() { // a batch or a sequence; the latter's type is not exported
			d.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	switch m.(type) {
	case tea.QuitMsg:
		d.Quit = true
		return
	case nav.PushMsg, nav.PopMsg, nav.ReplaceMsg, nav.QuitMsg, nav.SettledMsg, nav.EnvMsg, nav.LangMsg:
		if d.Screen != nil {
			d.Asked = append(d.Asked, m)
			return
		}
	case nav.ChangedMsg:
		d.Asked = append(d.Asked, m)
	}
	d.run(d.update(m))
}

// isTick tells the timers of Bubble Tea, which would have to be slept, by the
// name of their function: nothing else about a command can be seen.
func isTick(c tea.Cmd) bool {
	n := name(c)
	return strings.Contains(n, "Tick.func") || strings.Contains(n, "Every.func")
}

func name(c tea.Cmd) string {
	if f := runtime.FuncForPC(reflect.ValueOf(c).Pointer()); f != nil {
		return f.Name()
	}
	return ""
}
