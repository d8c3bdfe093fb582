package exporting_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/exporting"
	"tingfang/ui/lang"
)

// source is a store of so many interviews, all at one hall.
type source struct {
	n        int
	marked   int64
	readOnly bool
	stop     func() // called after the second interview
	broken   error  // after the second interview
	asked    store.Query
}

func (s *source) Counter(context.Context) (int64, error)               { return 42, nil }
func (s *source) CountRows(context.Context, store.Filter) (int, error) { return s.n, nil }
func (s *source) Forms(context.Context) ([]store.FormInfo, error)      { return nil, nil }
func (s *source) FormByHash(context.Context, [32]byte) (*questionnaire.Form, error) {
	return nil, store.ErrNotFound
}
func (s *source) Talk(_ context.Context, response string) (talk.Record, error) {
	return talk.Record{Notes: []talk.Note{{ID: response, Topic: questionnaire.Ref{Item: "rivals"}, Kind: talk.Quote, Text: "从来不走", Marks: []talk.Mark{{ID: response, Tag: "t", Last: 4}}}}}, nil
}
func (s *source) Tags(context.Context) ([]store.TagCount, error) {
	return []store.TagCount{{Tag: talk.Tag{ID: "t", Name: "忠诚"}}}, nil
}
func (s *source) MarkExported(_ context.Context, _ string, upTo int64) error {
	if s.readOnly {
		return store.ErrReadOnly
	}
	s.marked = upTo
	return nil
}
func (s *source) Responses(_ context.Context, q store.Query) questionnaire.Responses {
	s.asked = q
	return func(yield func(questionnaire.Response, error) bool) {
		for i := range s.n {
			if i == 2 && s.stop != nil {
				s.stop()
			}
			if i == 2 && s.broken != nil {
				yield(questionnaire.Response{}, s.broken)
				return
			}
			r := questionnaire.Response{ID: "id", FormID: "customer", FormHash: builtin.Customer().Hash, Stage: questionnaire.Ended,
				Disposition: questionnaire.Complete, StartedAt: time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)}
			if q.FormID == "manager" {
				r.ID, r.FormID, r.FormHash = fmt.Sprintf("i%d", i), "manager", builtin.Manager().Hash
				r.Answers = []questionnaire.Answer{agreed("consent_notes"), agreed("consent_quote")}[:1+i%2]
				if i == 2 {
					r.Answers = nil // no notes were agreed to
				}
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

func agreed(item string) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: []string{"1"}}
}

func job(s *source, path string) exporting.Job {
	return exporting.Job{Source: s, Form: builtin.Customer(), Path: path}
}

func TestAWholeExport(t *testing.T) {
	dir := t.TempDir()
	s := &source{n: 3}
	var last [2]int
	r, err := job(s, filepath.Join(dir, "客户")).Run(t.Context(), func(done, total int) { last = [2]int{done, total} })
	if err != nil {
		t.Fatal(err)
	}
	if r.Path != filepath.Join(dir, "客户.csv") || r.Codebook != filepath.Join(dir, "客户.codebook.csv") || r.Rows != 3 || !r.Marked {
		t.Errorf("result %+v", r)
	}
	if last != [2]int{3, 3} || s.marked != 42 {
		t.Errorf("progress %v, marked up to %d", last, s.marked)
	}
	data, _ := os.ReadFile(r.Path)
	if n := bytes.Count(data, []byte("\r\n")); n != 4 {
		t.Errorf("%d rows in the file", n)
	}
	only(t, dir, "客户.csv", "客户.codebook.csv")

	// The next one goes over it without a question, and gives the same bytes.
	if _, err := job(s, r.Path).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if again, _ := os.ReadFile(r.Path); !bytes.Equal(data, again) {
		t.Error("the same interviews gave other bytes")
	}
}

func TestAPartIsNotMarked(t *testing.T) {
	s := &source{n: 1}
	j := job(s, filepath.Join(t.TempDir(), "a.csv"))
	j.Filter.HallID = "hall-1"
	r, err := j.Run(t.Context(), nil)
	if err != nil || r.Marked || s.marked != 0 || s.asked.Filter.HallID != "hall-1" {
		t.Errorf("%+v %v, marked %d, asked for %+v", r, err, s.marked, s.asked)
	}
}

func TestADatabaseInUseElsewhereIsExportedUnmarked(t *testing.T) {
	r, err := job(&source{n: 1, readOnly: true}, filepath.Join(t.TempDir(), "a.csv")).Run(t.Context(), nil)
	if err != nil || r.Marked || r.Rows != 1 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestCancellingLeavesWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	if _, err := job(&source{n: 1}, path).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	had, _ := os.ReadFile(path)
	ctx, cancel := context.WithCancel(t.Context())
	s := &source{n: 5, stop: cancel}
	_, err := job(s, path).Run(ctx, nil)
	if !errors.Is(err, context.Canceled) || s.marked != 0 {
		t.Fatalf("%v, marked %d", err, s.marked)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(had, now) {
		t.Error("the earlier export has changed")
	}
	only(t, dir, "a.csv", "a.codebook.csv")
}

func TestAnInterviewThatCannotBeReadEndsTheExport(t *testing.T) {
	dir := t.TempDir()
	broken := errors.New("row 3 is broken")
	if _, err := job(&source{n: 5, broken: broken}, filepath.Join(dir, "a.csv")).Run(t.Context(), nil); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	only(t, dir)
}

func TestWhatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	letter := write("letter.csv", "Dear sir")
	for name, c := range map[string]struct {
		path string
		rule exporting.FileRule
		says string
	}{
		"no folder":      {filepath.Join(dir, "none", "a.csv"), exporting.NoFolder, "没有这个文件夹"},
		"a folder":       {dir, exporting.NotFile, "这是文件夹"},
		"a folder's end": {dir + string(filepath.Separator), exporting.NotFile, "这是文件夹"},
		"a file between": {filepath.Join(letter, "a.csv"), exporting.NoFolder, "没有这个文件夹"},
		"empty":          {"  ", exporting.BadName, "换一个"},
		"too long":       {filepath.Join(dir, strings.Repeat("厅", 300)+".csv"), exporting.BadName, "太长"},
		"another's file": {letter, exporting.Foreign, "没有覆盖"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := job(&source{n: 1}, c.path).Run(t.Context(), nil)
			var f *exporting.FileError
			if !errors.As(err, &f) || f.Rule != c.rule {
				t.Fatalf("%v", err)
			}
			if said := exporting.Word(err, lang.Of(questionnaire.ZH)); !strings.Contains(said, c.says) {
				t.Error(said)
			}
			if said := exporting.Word(err, lang.Of(questionnaire.EN)); strings.Contains(said, "%!") {
				t.Error(said)
			}
		})
	}
	j := job(&source{n: 1}, letter)
	j.Force = true
	if _, err := j.Run(t.Context(), nil); err != nil {
		t.Error("forced:", err)
	}
	only(t, dir, "letter.csv", "letter.codebook.csv")
}

// only makes sure that a folder holds these files and no draft.
func only(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if len(got) != len(names) {
		t.Fatalf("the folder holds %v, wanted %v", got, names)
	}
	for _, n := range names {
		if _, err := os.Stat(filepath.Join(dir, n)); err != nil {
			t.Error(err)
		}
	}
}
