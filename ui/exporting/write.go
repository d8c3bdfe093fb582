package exporting

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store/exchange"
	"tingfang/store/exchange/qdpx"
)

// drafts are the files of one export: all are put in place, or none.
type drafts struct{ files []*draft }

// open begins a file. One that tells what a person said can be read by its
// owner only.
func (ds *drafts) open(path string, private bool) (*draft, error) {
	d, err := create(path, private)
	if err == nil {
		ds.files = append(ds.files, d)
	}
	return d, err
}

func (ds *drafts) discard() {
	for _, d := range ds.files {
		d.discard()
	}
}

// place puts the files where they belong, the ones begun last first: a codebook
// is begun behind its data and there before them.
func (ds *drafts) place(ctx context.Context) error {
	for _, d := range ds.files {
		if d.closed {
			continue
		}
		if err := d.sync(); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, d := range slices.Backward(ds.files) {
		if err := d.place(); err != nil {
			return err
		}
	}
	return nil
}

// write fills temporary files and puts them in place: where the data are, their
// codebook is too.
func (j Job) write(ctx context.Context, r *Result, progress func(done, total int)) error {
	total, err := j.Count(ctx)
	if err != nil {
		return err
	}
	ds := &drafts{}
	defer ds.discard()
	folder := filepath.Dir(r.Path)
	if r.Folder {
		folder = r.Path
		if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return fault(folder, err)
		}
	}
	if j.Format == CSV {
		err = j.wide(ctx, ds, r, total, progress)
	} else {
		err = j.talk(ctx, ds, r, total, progress)
	}
	if err == nil {
		err = ds.place(ctx)
	}
	if err != nil {
		return err
	}
	return syncFolder(folder)
}

// wide writes interviews or answers, and their codebook.
func (j Job) wide(ctx context.Context, ds *drafts, r *Result, total int, progress func(done, total int)) error {
	data, err := ds.open(r.Path, j.Options.Personal)
	if err != nil {
		return err
	}
	book, err := ds.open(r.Codebook, false)
	if err != nil {
		return err
	}
	if j.Form.Mode == questionnaire.Guide {
		j.Options.Talk = func(response string) (talk.Record, error) { return j.Source.Talk(ctx, response) }
	}
	if r.Rows, err = exchange.WriteCSV(data, j.Form, j.watched(ctx, total, progress), j.Options); err != nil {
		return failed(err, r.Path)
	}
	return failed(exchange.WriteCodebook(book, j.Form, j.Options), r.Codebook)
}

// talk writes what was said in interviews of a guide.
func (j Job) talk(ctx context.Context, ds *drafts, r *Result, total int, progress func(done, total int)) error {
	o := exchange.TalkOptions{Lang: j.Options.Lang, Raw: j.Options.Raw, Personal: j.Options.Personal, AllQuotes: j.AllQuotes}
	tags, err := j.Source.Tags(ctx)
	if err != nil {
		return fmt.Errorf("list tags: %w", err)
	}
	for _, t := range tags {
		o.Tags = append(o.Tags, t.Tag)
	}
	told := j.told(ctx, total, progress)
	var n exchange.TalkCount
	switch j.Format {
	case Notes:
		n, err = j.notes(ds, r, told, o)
	case Markdown:
		n, err = j.transcripts(ds, r, told, o)
	default:
		n, err = j.project(ds, r, told, o)
	}
	r.Rows, r.Notes, r.Quotes = n.Interviews, n.Notes, n.Quotes
	return err
}

func (j Job) notes(ds *drafts, r *Result, told exchange.Tolds, o exchange.TalkOptions) (n exchange.TalkCount, err error) {
	data, err := ds.open(r.Path, true)
	if err != nil {
		return n, err
	}
	book, err := ds.open(r.Codebook, false)
	if err != nil {
		return n, err
	}
	if n, err = exchange.WriteNotes(data, told, o); err != nil {
		return n, failed(err, r.Path)
	}
	return n, failed(exchange.WriteNotesCodebook(book, o), r.Codebook)
}

func (j Job) project(ds *drafts, r *Result, told exchange.Tolds, o exchange.TalkOptions) (n exchange.TalkCount, err error) {
	data, err := ds.open(r.Path, true)
	if err != nil {
		return n, err
	}
	one := func(yield func(qdpx.Interview, error) bool) {
		for t, err := range told {
			if !yield(qdpx.Interview(t), err) {
				return
			}
		}
	}
	c, err := qdpx.Write(data, one, qdpx.Options{Form: j.Form, Lang: o.Lang, Personal: o.Personal, AllQuotes: o.AllQuotes, Tags: o.Tags, Program: j.Program})
	return exchange.TalkCount{Interviews: c.Interviews, Notes: c.Notes, Quotes: c.Quotes}, failed(err, r.Path)
}

// transcripts writes one after the other into a file, or each into one of its
// own.
func (j Job) transcripts(ds *drafts, r *Result, told exchange.Tolds, o exchange.TalkOptions) (n exchange.TalkCount, err error) {
	var out *draft
	if !r.Folder {
		if out, err = ds.open(r.Path, true); err != nil {
			return n, err
		}
	}
	for t, err := range told {
		if err != nil {
			return n, err
		}
		if r.Folder {
			path := filepath.Join(r.Path, transcriptName(&t.Response))
			if !j.Force {
				if err := free(path); err != nil {
					return n, err
				}
			}
			if out, err = ds.open(path, true); err != nil {
				return n, err
			}
		} else if n.Interviews > 0 {
			if _, err := out.Write([]byte("\n---\n\n")); err != nil {
				return n, failed(err, r.Path)
			}
		}
		c, err := exchange.WriteTranscript(out, t, o)
		if err != nil {
			return n, failed(err, out.path)
		}
		n = exchange.TalkCount{Interviews: n.Interviews + c.Interviews, Notes: n.Notes + c.Notes, Quotes: n.Quotes + c.Quotes}
		if r.Folder { // many files are not kept open
			if err := out.sync(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// transcriptName names the file of one interview: the same every time.
func transcriptName(r *questionnaire.Response) string {
	safe := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, c) || c < ' ' {
			return '-'
		}
		return c
	}, r.FormID+"-"+r.StartedAt.Format(time.DateOnly)+"-"+r.ID)
	return safe + ".md"
}

// told are the interviews in which notes were agreed to, with their talk.
func (j Job) told(ctx context.Context, total int, progress func(done, total int)) exchange.Tolds {
	forms := map[[32]byte]*questionnaire.Form{j.Form.Hash: j.Form}
	for _, f := range j.Options.Older {
		forms[f.Hash] = f
	}
	return func(yield func(exchange.Told, error) bool) {
		for r, err := range j.watched(ctx, total, progress) {
			t := exchange.Told{Form: forms[r.FormHash], Response: r}
			if err == nil && t.Form == nil {
				err = fmt.Errorf("interview %s: its version of form %s is not known", r.ID, r.FormID)
			}
			if err == nil {
				if !talk.Agreed(t.Form, questionnaire.RoleConsentNotes, r.Answers) {
					continue
				}
				t.Talk, err = j.Source.Talk(ctx, r.ID)
			}
			if !yield(t, err) || err != nil {
				return
			}
		}
	}
}
