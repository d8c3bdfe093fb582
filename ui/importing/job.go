// Package importing carries the interviews of a CSV file into the store, the
// same way for the command line and for the screen: all rows or none.
package importing

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/store/exchange"
)

// Target is where the interviews go: a *store.Store.
type Target interface {
	Forms(ctx context.Context) ([]store.FormInfo, error)
	FormByHash(ctx context.Context, hash [32]byte) (*questionnaire.Form, error)
	Import(ctx context.Context, rs questionnaire.Responses, o store.ImportOptions) (store.ImportResult, error)
}

// Job is one import: which file, read as what, into which form.
type Job struct {
	Target   Target
	Form     *questionnaire.Form // its current version; the earlier ones are found in the target
	Path     string
	Encoding string    // one of exchange.Encodings; "" = told apart by the bytes
	Raw      bool      // the texts carry no guard
	DryRun   bool      // look, and keep nothing: the preview
	Now      time.Time // start of rows that have none
}

// Result is what an import has brought, or would bring.
type Result struct {
	store.ImportResult
	Plain bool // the columns of the file are items, not those of an export
}

// Run imports the file. Faults of the file come as *exchange.FaultsError, one
// that cannot be opened as *fs.PathError. progress, where not nil, is told now
// and then how many bytes of how many are read. Nothing is kept when it fails
// or ctx ends.
func (j Job) Run(ctx context.Context, progress func(read, size int64)) (Result, error) {
	older, err := j.older(ctx)
	if err != nil {
		return Result{}, fmt.Errorf("read forms: %w", err)
	}
	file, err := os.Open(j.Path)
	if err != nil {
		return Result{}, err
	}
	defer file.Close()
	st, err := file.Stat()
	if err != nil {
		return Result{}, err
	}
	in := &counter{r: file}
	r, err := exchange.NewReader(in, exchange.ReadOptions{Form: j.Form, Older: older, Raw: j.Raw, Encoding: j.Encoding, Now: j.Now})
	if err != nil {
		return Result{}, err
	}
	o := store.ImportOptions{Known: r.Known, DryRun: j.DryRun}
	if progress != nil {
		o.Progress = func(int) { progress(in.n, st.Size()) }
	}
	if r.Plain() {
		o.Known = nil // what is here already has these very values
	}
	done, err := j.Target.Import(ctx, r.Responses(), o)
	return Result{ImportResult: done, Plain: r.Plain()}, err
}

// older are the earlier versions of the form, the newest first.
func (j Job) older(ctx context.Context) (out []*questionnaire.Form, err error) {
	infos, err := j.Target.Forms(ctx)
	if err != nil {
		return nil, err
	}
	for _, info := range infos {
		if info.ID != j.Form.ID || info.Hash == j.Form.Hash {
			continue
		}
		f, err := j.Target.FormByHash(ctx, info.Hash)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// counter counts the bytes that were read.
type counter struct {
	r io.Reader
	n int64
}

// Read reads on.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
