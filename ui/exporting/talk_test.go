package exporting_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tingfang/questionnaire/builtin"
	"tingfang/ui/exporting"
)

// guided is an export of three interviews of the guide: one without consent to
// quotes, one with, one without notes.
func guided(f exporting.Format, path string) exporting.Job {
	return exporting.Job{Source: &source{n: 3}, Form: builtin.Manager(), Format: f, Path: path}
}

func run(t *testing.T, j exporting.Job) exporting.Result {
	t.Helper()
	r, err := j.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatWasSaidIsExportedInEveryFormat(t *testing.T) {
	for f, name := range map[exporting.Format]string{exporting.Notes: "a.csv", exporting.Markdown: "a.md", exporting.QDPX: "a.qdpx"} {
		path := filepath.Join(t.TempDir(), "a")
		if f == exporting.Markdown {
			path += ".md"
		}
		r := run(t, guided(f, path))
		if filepath.Base(r.Path) != name || r.Rows != 2 || r.Notes != 1 || r.Quotes != 1 || !r.Marked || r.Folder {
			t.Errorf("%s: %+v", name, r)
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(r.Path), "a.codebook.csv")); (err == nil) != (f == exporting.Notes) {
			t.Errorf("%s: codebook: %v", name, err)
		}
		at, err := os.Stat(r.Path)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && at.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v", name, at.Mode())
		}
		before, _ := os.ReadFile(r.Path)
		run(t, guided(f, path)) // over an earlier export
		if after, _ := os.ReadFile(r.Path); !bytes.Equal(before, after) {
			t.Errorf("%s: the same interviews gave other bytes", name)
		}
		j := guided(f, path)
		j.AllQuotes = true
		if r := run(t, j); r.Notes != 2 || r.Quotes != 0 {
			t.Errorf("%s with all quotes: %+v", name, r)
		}
	}
}

func TestAFolderHoldsATranscriptAnInterview(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "稿")
	r := run(t, guided(exporting.Markdown, dir))
	names, _ := filepath.Glob(filepath.Join(dir, "*"))
	if !r.Folder || r.Rows != 2 || len(names) != 2 || filepath.Base(names[0]) != "manager-2026-11-25-i0.md" {
		t.Fatalf("%+v, %q", r, names)
	}
	run(t, guided(exporting.Markdown, dir))
	if err := os.WriteFile(names[1], []byte("我的修改"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := guided(exporting.Markdown, dir).Run(context.Background(), nil)
	if f := (*exporting.FileError)(nil); !errors.As(err, &f) || f.Rule != exporting.Foreign || f.Path != names[1] {
		t.Errorf("over somebody's own file: %v", err)
	}
	_, err = guided(exporting.Markdown, filepath.Join(dir, "no", "where")).Run(context.Background(), nil)
	if f := (*exporting.FileError)(nil); !errors.As(err, &f) || f.Rule != exporting.NoFolder {
		t.Errorf("in a folder that is not there: %v", err)
	}
}

func TestAProjectAnotherProgramWorkedOnStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.qdpx")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if w, err := z.Create("project.qde"); err != nil {
		t.Fatal(err)
	} else if _, err := w.Write([]byte(strings.Repeat("<", 100))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := guided(exporting.QDPX, path).Run(context.Background(), nil)
	if f := (*exporting.FileError)(nil); !errors.As(err, &f) || f.Rule != exporting.Foreign {
		t.Errorf("error %v", err)
	}
}
