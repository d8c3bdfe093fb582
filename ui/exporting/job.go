package exporting

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/store/exchange"
)

// Source is where the interviews come from: a *store.Store.
type Source interface {
	Counter(ctx context.Context) (int64, error)
	CountRows(ctx context.Context, f store.Filter) (int, error)
	Forms(ctx context.Context) ([]store.FormInfo, error)
	FormByHash(ctx context.Context, hash [32]byte) (*questionnaire.Form, error)
	Responses(ctx context.Context, q store.Query) questionnaire.Responses
	MarkExported(ctx context.Context, formID string, upTo int64) error
}

// Job is one export: which interviews of which form, how written, where.
type Job struct {
	Source  Source
	Form    *questionnaire.Form // its current version; the earlier ones are found in the source
	Options exchange.CSVOptions // Older is filled in
	Filter  store.Filter        // hall, interviewer, time; the rest is the job's
	All     bool                // drafts, practice and voided ones too
	Path    string              // of the CSV file
	Force   bool                // overwrite a file that is no export
}

// Result is what an export has written.
type Result struct {
	Path     string // absolute
	Codebook string // beside it, absolute
	Rows     int    // interviews; answers in the long layout
	Marked   bool   // the interviews now count as exported
}

// Query is what the job asks the source for.
func (j Job) Query() store.Query {
	return store.Query{FormID: j.Form.ID, Filter: j.Filter, All: j.All, Personal: j.Options.Personal}
}

// Count gives the interviews the job will write.
func (j Job) Count(ctx context.Context) (int, error) {
	f := j.Filter
	f.FormID = j.Form.ID
	if j.All {
		f.Practice, f.Voided = true, true
	} else {
		ended := questionnaire.Ended
		f.Stage = &ended
	}
	n, err := j.Source.CountRows(ctx, f)
	if err != nil {
		return 0, fmt.Errorf("count interviews of form %s: %w", j.Form.ID, err)
	}
	return n, nil
}

// whole reports that the job leaves out none of the form's ended interviews:
// only then do they count as exported.
func (j Job) whole() bool {
	f := j.Filter
	return f.HallID == "" && f.PersonID == "" && f.From.IsZero() && f.To.IsZero() && f.Text == "" && len(f.Dispositions) == 0
}

// Run writes the interviews and the codebook beside them. Nothing is in place
// before all is on the disk; when it fails or ctx ends, what was there before
// stays as it was. Faults of the file come as *FileError. progress, where not
// nil, is told after each interview how many of how many are written.
func (j Job) Run(ctx context.Context, progress func(done, total int)) (Result, error) {
	path, err := target(j.Path)
	if err != nil {
		return Result{}, err
	}
	r := Result{Path: path, Codebook: codebookOf(path)}
	if !j.Force {
		if err := free(r.Path, r.Codebook); err != nil {
			return Result{}, err
		}
	}
	upTo, err := j.Source.Counter(ctx) // before reading: what changes meanwhile is not exported
	if err != nil {
		return Result{}, fmt.Errorf("export form %s: %w", j.Form.ID, err)
	}
	if j.Options.Older, err = j.older(ctx); err != nil {
		return Result{}, err
	}
	if r.Rows, err = j.write(ctx, r, progress); err != nil {
		return Result{}, err
	}
	r.Marked, err = j.mark(ctx, upTo)
	return r, err
}

// older are the earlier versions of the form, the newest first.
func (j Job) older(ctx context.Context) ([]*questionnaire.Form, error) {
	infos, err := j.Source.Forms(ctx)
	if err != nil {
		return nil, fmt.Errorf("list versions of form %s: %w", j.Form.ID, err)
	}
	var out []*questionnaire.Form
	for _, info := range newestFirst(infos) {
		if info.ID != j.Form.ID || info.Hash == j.Form.Hash || info.Responses == 0 {
			continue
		}
		f, err := j.Source.FormByHash(ctx, info.Hash)
		if err != nil {
			return nil, fmt.Errorf("read form %s version %s: %w", info.ID, info.Version, err)
		}
		out = append(out, f)
	}
	return out, nil
}

// write fills two temporary files and puts them in place, the codebook first:
// where the data are, their codebook is too.
func (j Job) write(ctx context.Context, r Result, progress func(done, total int)) (rows int, err error) {
	total, err := j.Count(ctx)
	if err != nil {
		return 0, err
	}
	data, err := create(r.Path, j.Options.Personal)
	if err != nil {
		return 0, err
	}
	defer data.discard()
	book, err := create(r.Codebook, false)
	if err != nil {
		return 0, err
	}
	defer book.discard()
	if rows, err = exchange.WriteCSV(data, j.Form, j.watched(ctx, total, progress), j.Options); err != nil {
		return 0, failed(err, r.Path)
	}
	if err := exchange.WriteCodebook(book, j.Form, j.Options); err != nil {
		return 0, failed(err, r.Codebook)
	}
	for _, f := range []*draft{book, data} {
		if err := f.sync(); err != nil {
			return 0, err
		}
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	for _, f := range []*draft{book, data} {
		if err := f.place(); err != nil {
			return 0, err
		}
	}
	return rows, syncFolder(filepath.Dir(r.Path))
}

// watched is the stream of interviews, ended with ctx and counted.
func (j Job) watched(ctx context.Context, total int, progress func(done, total int)) questionnaire.Responses {
	return func(yield func(questionnaire.Response, error) bool) {
		done := 0
		for r, err := range j.Source.Responses(ctx, j.Query()) {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(r, err) || err != nil {
				return
			}
			if done++; progress != nil {
				progress(done, max(done, total))
			}
		}
	}
}

// mark notes in the store that the interviews are exported. A database that is
// only read from stays as it is: the files are good all the same.
func (j Job) mark(ctx context.Context, upTo int64) (bool, error) {
	if !j.whole() {
		return false, nil
	}
	err := j.Source.MarkExported(ctx, j.Form.ID, upTo)
	if errors.Is(err, store.ErrReadOnly) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("mark interviews of form %s as exported: %w", j.Form.ID, err)
	}
	return true, nil
}

// codebookOf is the codebook's place: NAME.codebook.csv beside NAME.csv.
func codebookOf(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + ".codebook.csv"
}
