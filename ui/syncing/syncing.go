// Package syncing carries bundles and receipts between files and the store, the
// same way for the command line and for the screen.
package syncing

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tingfang/store"
	"tingfang/store/bundle"
)

// Target is the database: a *store.Store.
type Target interface {
	Device() string
	Pack(ctx context.Context, dir string, o store.PackOptions) (store.Bundled, error)
	Merge(ctx context.Context, files []store.Incoming, o store.MergeOptions) (store.Merged, error)
	Holds(ctx context.Context, tag string, seq int64, hash []byte) (bool, error)
	WriteReceipt(ctx context.Context) ([]byte, error)
	TakeReceipt(ctx context.Context, file []byte, trust func(bundle.Receipt) bool) (store.Receipted, error)
}

// Laptop is what a laptop that is not known says of itself.
type Laptop struct {
	Device, Name, Fingerprint string
	Coordinator               bool
}

// Options say how files are taken in.
type Options struct {
	// Trust is asked about a laptop that is not known; nil refuses all.
	Trust func(Laptop) bool
	// Copies takes in bundles which show that a laptop was copied.
	Copies bool
	// DryRun looks, and keeps nothing.
	DryRun bool
	// Progress, where not nil, is told now and then how far a file was read, or,
	// without a name, how much of this laptop's own bundle is written.
	Progress func(name string, read, size int64)
}

// Receipt is what became of one receipt.
type Receipt struct {
	Name string // of the file
	store.Receipted
	Err error // why it was refused
}

// Taken is what taking in files did.
type Taken struct {
	store.Merged
	Receipts  []Receipt
	Skipped   int // files of a folder that are in already, by their names
	ForOthers int // files of a folder that are encrypted for others
}

// found is what lies at the paths.
type found struct {
	bundles  []store.Incoming
	ofFolder []bool // by bundles
	receipts []string
	skipped  int
}

// ErrNothing says that there is no bundle and no receipt at a path.
var ErrNothing = errors.New("no bundle and no receipt")

// Take takes in the bundles and receipts at the paths, which are files or
// folders. It fails with ErrNothing, with an error of the file system about a
// path, or as Store.Merge does; what is wrong with one file stands beside it.
func Take(ctx context.Context, t Target, paths []string, o Options) (Taken, error) {
	at, err := find(ctx, t, paths)
	if err != nil {
		return Taken{}, err
	}
	if len(at.bundles)+len(at.receipts)+at.skipped == 0 {
		return Taken{}, ErrNothing
	}
	return take(ctx, t, at, o)
}

func take(ctx context.Context, t Target, at found, o Options) (out Taken, err error) {
	out.Skipped = at.skipped
	m := store.MergeOptions{Copies: o.Copies, DryRun: o.DryRun, Progress: o.Progress}
	if o.Trust != nil {
		m.Trust = func(h bundle.Header) bool {
			return o.Trust(Laptop{h.Device, h.Name, bundle.Fingerprint(h.Key), h.Coordinator})
		}
	}
	if out.Merged, err = t.Merge(ctx, at.bundles, m); err != nil {
		return out, err
	}
	out.passOver(at)
	if o.DryRun {
		return out, nil
	}
	for _, path := range at.receipts {
		r := Receipt{Name: filepath.Base(path)}
		content, err := readSmall(path)
		if err != nil {
			return out, err
		}
		r.Receipted, r.Err = t.TakeReceipt(ctx, content, func(r bundle.Receipt) bool {
			return o.Trust != nil && o.Trust(Laptop{r.Device, r.Name, bundle.Fingerprint(r.Key), r.Coordinator})
		})
		var refused *store.MergeError
		var broken *bundle.Error
		if r.Err != nil && !errors.As(r.Err, &refused) && !errors.As(r.Err, &broken) {
			return out, r.Err
		}
		out.Receipts = append(out.Receipts, r)
	}
	return out, nil
}

// passOver counts what lies in a folder for others: nothing is wrong with it.
func (t *Taken) passOver(at found) {
	mine := t.Files[:0]
	for i, f := range t.Files {
		var broken *bundle.Error
		if at.ofFolder[i] && errors.As(f.Err, &broken) && broken.Rule == bundle.NotForUs {
			t.ForOthers++
		} else {
			mine = append(mine, f)
		}
	}
	t.Files = mine
}

// find looks at files for what they hold, whatever they are called; of a folder
// it passes over what is something else, and what its name says is in already.
func find(ctx context.Context, t Target, paths []string) (out found, err error) {
	for _, path := range paths {
		st, err := os.Stat(path)
		if err != nil {
			return out, err
		}
		if !st.IsDir() {
			if err := out.add(path, false); err != nil {
				return out, err
			}
			continue
		}
		for _, dir := range []string{path, filepath.Join(path, bundle.Receipts)} {
			if err := out.folder(ctx, t, dir); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

func (f *found) folder(ctx context.Context, t Target, dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) && filepath.Base(dir) == bundle.Receipts {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") || strings.HasSuffix(e.Name(), ".part") || e.Name() == bundle.ReceiptName(t.Device()) {
			continue
		}
		if tag, seq, hash, named := bundle.ParseName(e.Name()); named {
			in, err := t.Holds(ctx, tag, seq, hash)
			if err != nil {
				return err
			}
			if in {
				f.skipped++
				continue
			}
		}
		if err := f.add(filepath.Join(dir, e.Name()), true); err != nil {
			return err
		}
	}
	return nil
}

// add puts a file where it belongs. Of a folder only what begins, or is called,
// like a bundle or a receipt is meant.
func (f *found) add(path string, ofFolder bool) error {
	begins, size, err := head(path)
	if err != nil {
		return err
	}
	name, sealed := filepath.Base(path), bytes.HasPrefix(begins, []byte("age-encryption.org/"))
	switch {
	case bytes.HasPrefix(begins, []byte(`{"receipt":`)), strings.HasSuffix(name, bundle.ReceiptEnding) && !sealed:
		f.receipts = append(f.receipts, path)
	case !ofFolder, sealed, strings.Contains(name, bundle.Ending):
		f.ofFolder = append(f.ofFolder, ofFolder)
		f.bundles = append(f.bundles, store.Incoming{Name: name, Size: size, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	return nil
}

func head(path string) ([]byte, int64, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	st, err := file.Stat()
	if err != nil {
		return nil, 0, err
	}
	begins := make([]byte, 32)
	n, err := io.ReadFull(file, begins)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, 0, err
	}
	return begins[:n], st.Size(), nil
}

// readSmall reads a receipt, and no more of a file than a receipt may have.
func readSmall(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, bundle.MostReceipt+1))
}

// Met is what meeting the others in a folder did.
type Met struct {
	Taken
	Packed store.Bundled // Path "" = there was nothing new
	Shown  bool          // the receipt that lies there is new
}

// Meet exchanges with all who use the same folder: their bundles and receipts
// are taken in, and what is new here is laid down. It may be done again and
// again, and by several laptops at once.
func Meet(ctx context.Context, t Target, dir string, plain bool, o Options) (out Met, err error) {
	at, err := find(ctx, t, []string{dir})
	if err != nil {
		return out, err
	}
	if out.Taken, err = take(ctx, t, at, o); err != nil || o.DryRun {
		return out, err
	}
	pack := store.PackOptions{Plain: plain, Meeting: true}
	if o.Progress != nil {
		pack.Progress = func(done, of int) { o.Progress("", int64(done), int64(of)) }
	}
	out.Packed, err = t.Pack(ctx, dir, pack)
	if err != nil && !errors.Is(err, store.ErrNoRecipient) {
		return out, err
	}
	nobody := err
	if out.Shown, err = ShowReceipt(ctx, t, filepath.Join(dir, bundle.Receipts)); err != nil {
		return out, err
	}
	return out, nobody // the others come to know this laptop by its receipt first
}

// ShowReceipt lays down this laptop's receipt in a folder, in the place of an
// older one; new is false where one that says the same lies there.
func ShowReceipt(ctx context.Context, t Target, dir string) (isNew bool, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return false, err
	}
	path := filepath.Join(dir, bundle.ReceiptName(t.Device()))
	file, err := t.WriteReceipt(ctx)
	if err != nil {
		return false, err
	}
	if same(path, file) {
		return false, nil
	}
	part, err := os.CreateTemp(dir, ".receipt-*.part")
	if err != nil {
		return false, err
	}
	_, err = part.Write(file)
	err = errors.Join(err, part.Chmod(0o644), part.Sync(), part.Close())
	if err == nil {
		err = os.Rename(part.Name(), path)
	}
	if err != nil {
		return false, errors.Join(err, os.Remove(part.Name()))
	}
	return true, nil
}

// same tells whether the receipt that lies there says what the new one says.
func same(path string, file []byte) bool {
	old, err := readSmall(path)
	if err != nil {
		return false
	}
	was, err := bundle.ReadReceipt(old)
	if err != nil {
		return false
	}
	is, err := bundle.ReadReceipt(file)
	return err == nil && was.Name == is.Name && bytes.Equal(was.Key, is.Key) && was.Recipient == is.Recipient && was.Coordinator == is.Coordinator &&
		slices.EqualFunc(was.Got, is.Got, func(a, b bundle.Got) bool {
			return a.Device == b.Device && a.Seq == b.Seq && bytes.Equal(a.Hash, b.Hash)
		})
}

// Unknown lists the laptops that were refused because they are not known, each
// once: whom to ask about.
func (t Taken) Unknown() (out []Laptop) {
	add := func(err error, coordinator bool) {
		var e *store.MergeError
		if !errors.As(err, &e) || e.Rule != store.UnknownLaptop {
			return
		}
		l := Laptop{e.Device, e.Name, e.Fingerprint, coordinator}
		if !slices.ContainsFunc(out, func(o Laptop) bool { return o.Device == l.Device && o.Fingerprint == l.Fingerprint }) {
			out = append(out, l)
		}
	}
	for _, f := range t.Files {
		add(f.Err, f.Header.Coordinator)
	}
	for _, r := range t.Receipts {
		add(r.Err, r.Laptop.Coordinator)
	}
	return out
}
