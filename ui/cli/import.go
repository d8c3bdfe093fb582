package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"tingfang/store"
	"tingfang/store/exchange"
	"tingfang/ui/importing"
)

// Run imports a file, or says all that is wrong with it.
func (c *importCmd) Run(r *run) error {
	ctx, stop := signal.NotifyContext(r.ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if _, err := os.Stat(c.File); err != nil { // or a mistyped name would make a database
		return err
	}
	return r.open(store.Write, func(s *store.Store) error {
		f, err := r.form(r.ctx, s, c.Form)
		if err != nil {
			return err
		}
		job := importing.Job{Target: s, Form: f, Path: c.File, Encoding: c.Encoding, Raw: c.Raw, DryRun: c.DryRun, Now: r.Now()}
		say, done := r.progress()
		got, err := job.Run(ctx, say)
		done()
		if err != nil {
			return r.importFailed(err, c.File)
		}
		r.imported(got, c.DryRun)
		return nil
	})
}

// imported says what an import has brought.
func (r *run) imported(got importing.Result, rehearsed bool) {
	t := r.texts.Import
	said := t.Added
	if rehearsed {
		said = t.WouldAdd
	}
	fmt.Fprintf(r.out, said+"\n", got.Added)
	if got.Skipped > 0 {
		fmt.Fprintf(r.out, t.Skipped+"\n", got.Skipped)
	}
	if len(got.Halls) > 0 {
		fmt.Fprintf(r.out, t.Halls+"\n", r.list(got.Halls))
	}
	if len(got.People) > 0 {
		fmt.Fprintf(r.out, t.People+"\n", r.list(got.People))
	}
}

// list is what stands in a line, as far as it takes it.
func (r *run) list(all []string) string {
	const most = 20
	said := strings.Join(all[:min(len(all), most)], " ")
	if more := len(all) - most; more > 0 {
		said += " " + fmt.Sprintf(r.texts.Import.More, more)
	}
	return said
}

// importFailed says on the error output what is wrong with the file.
func (r *run) importFailed(err error, file string) error {
	t := r.texts.Import
	var bad *exchange.FaultsError
	switch {
	case errors.As(err, &bad):
		for _, f := range bad.First {
			fmt.Fprintln(r.Stderr, r.texts.Fault(f))
		}
		if bad.More > 0 {
			fmt.Fprintf(r.Stderr, t.Moment+"\n", bad.More)
		}
		fmt.Fprintf(r.Stderr, t.NothingKept+"\n", len(bad.First)+bad.More, file)
		return errTold
	case errors.Is(err, context.Canceled):
		return &unknownError{t.Stopped}
	}
	return r.apart(err)
}

// apart words that made-up and real interviews do not mix.
func (r *run) apart(err error) error {
	switch {
	case errors.Is(err, store.ErrReal):
		return &unknownError{r.texts.Import.Real}
	case errors.Is(err, store.ErrDemo):
		return &unknownError{r.texts.Import.InDemo}
	}
	return err
}

// progress gives what tells on a terminal how far the reading is, and what
// clears it away; elsewhere both do nothing.
func (r *run) progress() (say func(read, size int64), done func()) {
	file, ok := r.Stderr.(*os.File)
	if !ok {
		return nil, func() {}
	}
	if st, err := file.Stat(); err != nil || st.Mode()&os.ModeCharDevice == 0 {
		return nil, func() {}
	}
	last := int64(-1)
	say = func(read, size int64) {
		if now := 100 * read / max(size, 1); now != last {
			last = now
			fmt.Fprintf(file, "\r"+r.texts.Import.Reading, now)
		}
	}
	return say, func() {
		if last >= 0 {
			fmt.Fprint(file, "\r\x1b[K")
		}
	}
}

// importWords are the variables of the commands import and demo.
func (r *run) importWords() kong.Vars {
	t := r.texts.Import
	return kong.Vars{"import": t.Command, "importfile": t.File, "dryrun": t.DryRun, "encoding": t.Encoding, "importraw": t.Raw, "demo": t.Demo,
		"democount": t.Count, "demoseed": t.Seed}
}
