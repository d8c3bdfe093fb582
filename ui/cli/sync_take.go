package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/syncing"
)

// Run takes in bundles and receipts.
func (c *syncMergeCmd) Run(r *run) error {
	for _, path := range c.Paths {
		if _, err := os.Stat(path); err != nil { // or a mistyped name would make a database
			return err
		}
	}
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		o, done := r.taking(c.Trust, c.Copies)
		o.DryRun = c.DryRun
		got, err := syncing.Take(ctx, s, c.Paths, o)
		done()
		if errors.Is(err, syncing.ErrNothing) {
			return &unknownError{fmt.Sprintf(r.texts.Exchange.Nothing, strings.Join(c.Paths, " "))}
		}
		if err != nil {
			return err
		}
		return r.taken(got, c.DryRun)
	})
}

func (r *run) taking(trust, copies bool) (o syncing.Options, done func()) {
	say, done := r.progress()
	o.Copies = copies
	if trust {
		o.Trust = func(syncing.Laptop) bool { return true }
	}
	if say != nil {
		o.Progress = func(_ string, read, size int64) { say(read, size) }
	}
	return o, done
}

// taken says what came, and fails where a file was refused.
func (r *run) taken(got syncing.Taken, rehearsed bool) error {
	t := r.texts.SyncCLI
	refused := 0
	for _, f := range got.Files {
		switch {
		case f.Err != nil:
			refused++
			said, _ := r.texts.Exchange.Word(f.Err, f.Name)
			fmt.Fprintln(r.Stderr, said)
		case f.Known:
			r.sayln(t.Known, f.Name)
		default:
			r.arrived(f, rehearsed)
		}
	}
	for _, p := range got.Receipts {
		switch {
		case p.Err != nil:
			refused++
			said, _ := r.texts.Exchange.Word(p.Err, p.Name)
			fmt.Fprintln(r.Stderr, said)
		case p.Seq == 0:
			r.sayln(t.ReadNone, p.Laptop.Name)
		default:
			r.sayln(t.Read, p.Laptop.Name, p.Seq)
		}
	}
	for _, c := range []struct {
		said string
		n    int
	}{{t.Skipped, got.Skipped}, {t.ForOthers, got.ForOthers}, {t.Conflict, got.Conflicts}, {t.Waits, got.Waiting}} {
		if c.n > 0 {
			r.sayln(c.said, c.n)
		}
	}
	if refused == 0 {
		return nil
	}
	fmt.Fprintf(r.Stderr, t.Refused+"\n", refused)
	if len(got.Unknown()) > 0 {
		fmt.Fprintln(r.Stderr, t.TrustHint)
	}
	return errTold
}

// arrived says what a bundle brought.
func (r *run) arrived(f store.MergedFile, rehearsed bool) {
	t := r.texts.SyncCLI
	said := t.From
	if rehearsed {
		said = t.Would
	}
	r.sayln(said, f.Name, f.Header.Name, f.Header.Seq)
	if f.Enrols {
		r.sayln(t.Enrolled, f.Header.Name, bundle.Fingerprint(f.Header.Key))
	}
	r.sayln(t.Counts, f.New, f.Newer, f.Same, f.Other)
	for _, h := range f.Halls {
		r.sayln(t.HallLine, h.Hall.Code, h.Hall.Name, h.New, h.Newer, h.Same)
	}
	if f.Erased > 0 {
		r.sayln(t.Erased, f.Erased)
	}
	if !rehearsed {
		r.sayln(t.SpokenFor, bundle.SpokenCode(f.Hash))
	}
}

// Run exchanges with the laptops that use the same folder.
func (c *syncWithCmd) Run(r *run) error {
	return r.exchangeIn(store.Write, c.Dir, func(ctx context.Context, s *store.Store) error {
		o, done := r.taking(c.Trust, c.Copies)
		met, err := syncing.Meet(ctx, s, c.Dir, c.Plain, o)
		done()
		nobody := errors.Is(err, store.ErrNoRecipient)
		if err != nil && !nobody {
			return err
		}
		told := r.taken(met.Taken, false)
		if nobody {
			return err
		}
		r.packed(met.Packed)
		return told
	})
}
