package store

import (
	"context"
	"errors"
	"fmt"
	"io"

	"tingfang/questionnaire"
	"tingfang/store/bundle"
)

// Incoming is a bundle to be merged.
type Incoming struct {
	Name string // for people
	Size int64  // of the file, in bytes
	Open func() (io.ReadCloser, error)
}

// MergeOptions say what merging does besides taking in what is new.
type MergeOptions struct {
	// Trust is asked about a laptop that is not known; nil refuses all of them.
	Trust func(bundle.Header) bool
	// Copies takes in bundles which show that a laptop was copied or restored.
	Copies bool
	// DryRun does everything but keep it.
	DryRun bool
	// Progress, where not nil, is told now and then how far a file was read.
	Progress func(name string, read, size int64)
}

// Merged is what merging did, or would do.
type Merged struct {
	Files     []MergedFile // as they were handed in
	Conflicts int          // that are to be decided, old ones included
	Waiting   int          // records that cannot be shown before something else has come
}

// MergedFile is what became of one bundle.
type MergedFile struct {
	Name   string
	Header bundle.Header
	Hash   [32]byte
	Err    error // why it was refused whole; nil = it was taken in
	Known  bool  // it was here before
	Enrols bool  // its laptop was not known
	Merging
	Halls []HallMerging // by code
}

// Merging counts interviews, and what else a bundle brought.
type Merging struct {
	New, Newer, Same int // interviews: not here before; changed; here already as they are
	Other            int // records of other kinds that were new
	Erased           int // revisions whose bodies are to be erased here too
}

// HallMerging is Merging for the interviews of one hall.
type HallMerging struct {
	Hall             questionnaire.Hall // with its ID alone where it is not known
	New, Newer, Same int
}

// MergeRule is why a bundle that reads well is refused; ui/lang words it.
type MergeRule string

// The rules of a MergeError.
const (
	UnknownLaptop MergeRule = "unknown_laptop" // it has to be enrolled first: Fingerprint
	ForeignKey    MergeRule = "foreign_key"    // signed with another key than this laptop's
	CopiedLaptop  MergeRule = "copied_laptop"  // the laptop has packed another bundle with this number
	CopyOfThis    MergeRule = "copy_of_this"   // the same about this very laptop
	DemoIntoReal  MergeRule = "demo_into_real"
	RealIntoDemo  MergeRule = "real_into_demo"
	BadRecord     MergeRule = "bad_record"  // a record that cannot be kept
	OldReceipt    MergeRule = "old_receipt" // of a receipt: a later one was read before
	BadReceipt    MergeRule = "bad_receipt" // of a receipt: for a bundle that was never packed
)

// MergeError says why a bundle or receipt that reads well is refused, as data.
type MergeError struct {
	Rule        MergeRule
	Device      string
	Name        string // of the laptop
	Fingerprint string
	Seq         int64
	What        string // the record in question
	Err         error  // may be nil
}

// Error says it for developers.
func (e *MergeError) Error() string {
	s := fmt.Sprintf("bundle %d of laptop %q: %s", e.Seq, e.Name, e.Rule)
	if e.What != "" {
		s += " " + e.What
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause, or nil.
func (e *MergeError) Unwrap() error { return e.Err }

// Merge takes in bundles in one transaction, each whole or not at all: in
// whatever order they come, once or several times, the same set of them makes
// the same content. It fails when ctx ends or the database cannot be written;
// what is wrong with a bundle stands in its MergedFile.
func (s *Store) Merge(ctx context.Context, files []Incoming, o MergeOptions) (Merged, error) {
	var out Merged
	erase := false
	refused := make([]*MergedFile, len(files))
	err := errAgain
	for errors.Is(err, errAgain) {
		err = s.writeMany(ctx, "merge bundles", func(t *tx) error {
			var err error
			if out, err = t.mergeAll(ctx, files, refused, o); err != nil {
				return err
			}
			if o.DryRun {
				return errRehearsed
			}
			return t.row("SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'erasing')").Scan(&erase)
		})
	}
	if errors.Is(err, errRehearsed) {
		return out, s.swept(ctx)
	}
	if err != nil {
		return Merged{}, errors.Join(err, s.swept(ctx))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if erase {
		err = s.erase(context.WithoutCancel(ctx))
	}
	return out, errors.Join(err, s.readDemo(ctx, s.w))
}

// errAgain takes a merging back that had written part of a bundle which then
// had to be refused. A savepoint would do without, but SQLite keeps every page
// that changes after it a second time.
var errAgain = errors.New("again without a bundle")

// mergeAll takes in the bundles that were not refused before.
func (t *tx) mergeAll(ctx context.Context, files []Incoming, refused []*MergedFile, o MergeOptions) (out Merged, err error) {
	k, err := t.keys()
	if err != nil {
		return out, err
	}
	for i, f := range files {
		if refused[i] != nil {
			out.Files = append(out.Files, *refused[i])
			continue
		}
		done, wrote, err := t.readBundle(ctx, k, f, len(files) > 1, o)
		var rule *MergeError
		var broken *bundle.Error
		if err != nil && (ctx.Err() != nil || !errors.As(err, &rule) && !errors.As(err, &broken)) {
			return out, err
		}
		if err != nil {
			done = MergedFile{Name: f.Name, Header: done.Header, Err: err}
			refused[i] = &done
			if wrote {
				return out, errAgain
			}
		}
		out.Files = append(out.Files, done)
	}
	return out, t.row("SELECT (SELECT count(*) FROM clash), (SELECT count(DISTINCT record) FROM waiting)").Scan(&out.Conflicts, &out.Waiting)
}

// swept removes the files of attachments that did not come to be kept.
func (s *Store) swept(ctx context.Context) error {
	if s.w == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sweep(context.WithoutCancel(ctx))
}
