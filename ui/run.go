package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
)

// Options are what the screen is run with.
type Options struct {
	Open    func(ctx context.Context) (*store.Store, error) // the database, to write or, where another copy does, to read
	Builtin func() []*questionnaire.Form                    // the forms that came with the program
	Now     func() time.Time
	NewID   func() string       // UUIDv7
	Lang    questionnaire.Lang  // asked for; "" = as the settings say, or else Chinese
	Getenv  func(string) string // of the environment: what the terminal can show
	Version string              // of the program
	Folder  string              // where exports go at first
	Direct  *Direct             // straight to a new interview; nil = to home
}

// Direct asks for a new interview at once.
type Direct struct {
	FormID string
	Hall   questionnaire.Hall
	Person questionnaire.Person
}

// Run shows the screen until the interviewer leaves. It fails where the
// database cannot be opened, and where the program was made to end; even then
// everything that was on its way to the disk has been written first.
func Run(ctx context.Context, o Options) (err error) {
	// What is read for the first frame mostly stays: nothing is collected before.
	usual := debug.SetGCPercent(startGC)
	time.AfterFunc(time.Second, func() { debug.SetGCPercent(usual) })
	env := &nav.Env{Now: o.Now, NewID: o.NewID, Lang: o.Lang}
	if env.Lang == "" {
		env.Lang = questionnaire.ZH
	}
	// Opened before the terminal is taken: where that fails it is said on a
	// plain terminal, with no answer of the terminal left for the shell. What
	// stands in it is read while the terminal is taken.
	st, err := o.Open(ctx)
	if err != nil {
		return err
	}
	forms := o.Builtin
	o.Open = func(ctx context.Context) (*store.Store, error) { return st, st.Register(ctx, forms()) }
	w := &wire{o: o, env: env, store: st}
	defer func() { err = errors.Join(err, w.close()) }()
	reading := make(chan tea.Msg, 1)
	go func() { reading <- w.open(ctx) }()
	r := newRoot(w, look(o.Getenv), func() tea.Msg { return <-reading })
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(120), tea.WithoutSignalHandler()}
	var program *tea.Program
	gone := func() { program.Send(hangupMsg{errors.New("the terminal is gone")}) }
	if term.IsTerminal(os.Stdin.Fd()) {
		options = append(options, tea.WithInput(&keyboard{File: os.Stdin, gone: gone}))
	}
	program = tea.NewProgram(r, options...)
	defer hear(program)()
	if _, err := program.Run(); err != nil {
		return fmt.Errorf("run screen: %w", err)
	}
	return r.ended
}

// startGC is by how many per cent the heap may grow before it is collected
// while the program starts.
const startGC = 400

// hear turns the signals that end a program into a message, so that what is
// on its way to the disk is written first. It gives what ends the hearing.
func hear(p *tea.Program) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for s := range signals {
			p.Send(hangupMsg{fmt.Errorf("ended by signal: %v", s)})
		}
	}()
	return func() { signal.Stop(signals); close(signals) }
}

// keyboard is the terminal's input. Where it fails, as when the terminal is
// torn off, that is told as a message, since an error would end the program
// with its writes under way.
type keyboard struct {
	*os.File
	gone func()
	once sync.Once
}

// Read reads keys; an error becomes the end of the input.
func (k *keyboard) Read(p []byte) (int, error) {
	n, err := k.File.Read(p)
	if err == nil || n > 0 {
		return n, nil
	}
	go k.once.Do(k.gone)
	return 0, io.EOF
}

// look is what the terminal can show, before the settings are known: no colour
// for a dumb one or where none is wanted, and on the old Windows console only
// signs that have one certain width there.
func look(getenv func(string) string) theme.Look {
	dumb := getenv("TERM") == "dumb"
	old := runtime.GOOS == "windows" && getenv("WT_SESSION") == ""
	return theme.Look{Dark: true, Colour: getenv("NO_COLOR") == "" && !dumb, ASCII: ascii(getenv("TINGFANG_CHROME"), dumb || old)}
}

// ascii reads a wish for the signs, "ascii" or "unicode"; any other one leaves
// what the terminal needs.
func ascii(wish string, needed bool) bool {
	switch wish {
	case "ascii":
		return true
	case "unicode":
		return false
	}
	return needed
}
