// Package cli is the program without its screens: forms, exports, and the
// straight way to an interview, with exit statuses for scripts.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/alecthomas/kong"

	"tingfang/questionnaire"
	"tingfang/ui/lang"
)

// The exit statuses.
const (
	statusGood   = 0
	statusFailed = 1
	statusUsage  = 2
)

// Env is what the command line stands on; nothing is taken from elsewhere.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	NewID          func() string // UUIDv7
	Getenv         func(string) string
	Version        string                 // of the program
	DeviceName     string                 // this laptop's name
	Database       func() (string, error) // the database's usual place, asked where none is given
	// Screen shows the screens until the interviewer leaves.
	Screen func(ctx context.Context, o ScreenOptions) error
}

// ScreenOptions say how the screens begin.
type ScreenOptions struct {
	Database string             // path
	Lang     questionnaire.Lang // asked for; "" = as the settings say
	Straight *Straight          // at a new interview; nil = at home
}

// Straight asks for a new interview at once.
type Straight struct {
	FormID string
	Hall   questionnaire.Hall
	Person questionnaire.Person
}

// run is one call of the program.
type run struct {
	Env
	ctx   context.Context
	flags *grammar
	lang  questionnaire.Lang
	asked questionnaire.Lang // as lang, "" where nobody asked for one
	texts *lang.Texts
	out   *bufio.Writer
}

// errTold ends a command whose failure has been printed already.
var errTold = errors.New("told")

// Run carries out one command line, without the program's name, and gives the
// exit status: 0 done, 1 failed, 2 wrong use.
func Run(ctx context.Context, args []string, e Env) int {
	r := &run{Env: e, ctx: ctx, out: bufio.NewWriter(e.Stdout)}
	err := r.setLang(args)
	if err == nil {
		err = r.parse(args)
	}
	if errors.Is(err, errHelp) {
		err = nil
	}
	if flushed := r.out.Flush(); err == nil && flushed != nil {
		err = flushed
	}
	return r.status(err)
}

// parse reads the command line and runs its command. Without a word on it,
// as when the program is double-clicked, there is nothing to read, and the
// first screen need not wait for a reader to be built.
func (r *run) parse(args []string) error {
	r.flags = &grammar{}
	if len(args) == 0 {
		return r.screen(nil)
	}
	parser, err := kong.New(r.flags, kong.Name("tingfang"), r.words(), r.importWords(), r.syncWords(), kong.NoDefaultHelp(), kong.Exit(func(int) {}))
	if err != nil {
		return fmt.Errorf("build command line: %w", err)
	}
	found, err := parser.Parse(args)
	var bad *kong.ParseError
	switch {
	case errors.Is(err, errHelp) && errors.As(err, &bad):
		r.help(bad.Context)
		return errHelp
	case errors.As(err, &bad):
		return &usageError{r.wrong(bad.Error()), command(bad.Context)}
	case err != nil:
		return err
	}
	return found.Run(r)
}

// status says on the error output what went wrong.
func (r *run) status(err error) int {
	var use *usageError
	switch {
	case err == nil:
		return statusGood
	case errors.Is(err, errTold):
		return statusFailed
	case errors.As(err, &use):
		fmt.Fprintf(r.Stderr, "tingfang: %s\n%s\n", use.said, fmt.Sprintf(r.texts.CLI.UsageHint, use.command))
		return statusUsage
	}
	fmt.Fprintln(r.Stderr, "tingfang: "+r.word(err))
	return statusFailed
}

// setLang finds the language before anything is read, so that even a wrong
// command line is answered in it.
func (r *run) setLang(args []string) error {
	r.lang = questionnaire.ZH
	wish := r.Getenv("TINGFANG_LANG")
	r.texts = lang.Of(r.lang)
	if l := questionnaire.Lang(wish); l == questionnaire.ZH || l == questionnaire.EN {
		r.lang, r.asked = l, l
	}
	if l := flagValue(args, "--lang"); l == questionnaire.ZH || l == questionnaire.EN {
		r.lang, r.asked, wish = l, l, ""
	}
	r.texts = lang.Of(r.lang)
	if wish != "" && r.asked == "" {
		return &usageError{fmt.Sprintf(r.texts.CLI.BadLang, wish), "tingfang"}
	}
	return nil
}
