package exporting

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
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
	Talk(ctx context.Context, response string) (talk.Record, error)
	Tags(ctx context.Context) ([]store.TagCount, error)
	MarkExported(ctx context.Context, formID string, upTo int64) error
}

// Format is the kind of file an export writes. All but CSV are for guides.
type Format uint8

// The formats.
const (
	CSV      Format = iota // one row an interview, or an answer; a codebook beside it
	Notes                  // CSV, one row a note; a codebook beside it
	Markdown               // transcripts to be read: one file, or a folder with one for each interview
	QDPX                   // a REFI-QDA project
)

// ending is what a file of the format is called behind its name.
func (f Format) ending() string { return [...]string{".csv", ".csv", ".md", ".qdpx"}[f] }

// coded reports that a codebook goes with the file.
func (f Format) coded() bool { return f == CSV || f == Notes }

// Job is one export: which interviews of which form, how written, where.
type Job struct {
	Source    Source
	Form      *questionnaire.Form // its current version; the earlier ones are found in the source
	Format    Format
	Options   exchange.CSVOptions // Older and Talk are filled in; Raw, Personal and Lang count for every format
	AllQuotes bool                // quotes to which nobody agreed too; not for CSV, which has none
	Program   string              // what a project says it comes from
	Filter    store.Filter        // hall, interviewer, time; the rest is the job's
	All       bool                // drafts, practice and voided ones too
	Path      string              // of the file, or of a folder for transcripts
	Force     bool                // overwrite a file that is no export
}

// Result is what an export has written.
type Result struct {
	Path     string // absolute
	Codebook string // beside it, absolute; "" where there is none
	Folder   bool   // Path is a folder of transcripts
	Rows     int    // interviews; answers in the long layout
	Notes    int    // of talks
	Quotes   int    // left out: nobody agreed to their use
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
	path, folder, err := target(j.Path, j.Format)
	if err != nil {
		return Result{}, err
	}
	r := Result{Path: path, Folder: folder}
	if j.Format.coded() {
		r.Codebook = codebookOf(path)
	}
	if !j.Force && !folder {
		if err := free(path, r.Codebook); err != nil {
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
	if err = j.write(ctx, &r, progress); err != nil {
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
