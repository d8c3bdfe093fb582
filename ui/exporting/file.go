package exporting

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tingfang/store"
	"tingfang/store/exchange"
	"tingfang/store/exchange/qdpx"
)

// FileRule is why a file cannot be written.
type FileRule string

// The rules of a FileError.
const (
	InUse    FileRule = "in_use"    // another program holds it open
	NoFolder FileRule = "no_folder" // its folder is not there
	NoAccess FileRule = "no_access" // no permission, or a read-only disk
	NoSpace  FileRule = "no_space"  // the disk is full
	NotFile  FileRule = "not_file"  // a folder or a device has that name
	Foreign  FileRule = "foreign"   // a file that is no export has that name
	BadName  FileRule = "bad_name"  // empty, too long, or with signs the system does not take
	Failed   FileRule = "failed"    // anything else; Err says what
)

// FileError says why a file cannot be written, as data; Word words it.
type FileError struct {
	Path string
	Rule FileRule
	Err  error // may be nil
}

// Error says it for developers.
func (e *FileError) Error() string {
	s := "write file " + e.Path + ": " + string(e.Rule)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause, or nil.
func (e *FileError) Unwrap() error { return e.Err }

// fault makes a FileError of what the system said.
func fault(path string, err error) *FileError {
	var known *FileError
	if errors.As(err, &known) {
		return known
	}
	return &FileError{Path: path, Rule: ruleOf(err), Err: err}
}

// failed keeps errors of reading interviews as they are and sorts those of
// writing the file.
func failed(err error, path string) error {
	var f *FileError
	if errors.As(err, &f) {
		return fault(path, f)
	}
	return err
}

func ruleOf(err error) FileRule {
	if r := systemRule(err); r != "" {
		return r
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return NoFolder
	case errors.Is(err, fs.ErrPermission):
		return NoAccess
	}
	return Failed
}

// target is the absolute path, with the format's ending where it has none.
// Transcripts go into a folder where the path is one, or has no ending.
func target(path string, f Format) (abs string, folder bool, err error) {
	if strings.TrimSpace(path) == "" || strings.ContainsRune(path, 0) {
		return "", false, &FileError{Path: path, Rule: BadName}
	}
	at, err := os.Stat(path)
	isFolder := err == nil && at.IsDir()
	slash := os.IsPathSeparator(path[len(path)-1])
	switch {
	case f == Markdown && (isFolder || slash || filepath.Ext(path) == ""):
		folder = true
	case slash:
		return "", false, &FileError{Path: path, Rule: NotFile}
	case filepath.Ext(path) == "" && !isFolder:
		path += f.ending()
	}
	if abs, err = filepath.Abs(path); err != nil {
		return "", false, fault(path, err)
	}
	return abs, folder, nil
}

// free makes sure that what stands at the paths, if anything, is an earlier
// export or codebook.
func free(paths ...string) error {
	for _, path := range paths {
		at, err := os.Stat(path)
		switch {
		case path == "":
			continue
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return fault(path, err)
		case !at.Mode().IsRegular():
			return &FileError{Path: path, Rule: NotFile}
		case at.Size() > 0 && !exported(path):
			return &FileError{Path: path, Rule: Foreign}
		}
	}
	return nil
}

// heads are how exports and codebooks begin.
var heads = [][]byte{[]byte("uuid,form_id,form_version,"), []byte("uuid,form_version,question,"), []byte("pos,name,question,type,"), []byte(exchange.TranscriptHead)}

// exported reports that a file begins like an export. One that cannot be read
// counts as one: writing will say what is wrong with it.
func exported(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return true
	}
	defer f.Close()
	begins, _ := bufio.NewReader(f).Peek(64) // a shorter file gives what there is
	begins = bytes.TrimPrefix(begins, []byte("\ufeff"))
	if bytes.HasPrefix(begins, []byte("PK")) {
		return project(f)
	}
	return slices.ContainsFunc(heads, func(h []byte) bool { return bytes.HasPrefix(begins, h) })
}

// project reports that a zip file is a project as it was written here: another
// program that worked on it leaves out the mark.
func project(f *os.File) bool {
	if _, err := f.Seek(-int64(len(qdpx.Mark)), io.SeekEnd); err != nil {
		return false
	}
	ends, err := io.ReadAll(f)
	return err == nil && string(ends) == qdpx.Mark
}

// draft is a file being written beside the one it will replace.
type draft struct {
	*os.File
	path   string
	closed bool
	placed bool
}

// create opens a draft for path. One with personal data can be read by its
// owner only.
func create(path string, personal bool) (*draft, error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".tingfang-*.part")
	if err != nil {
		return nil, fault(path, err)
	}
	d := &draft{File: f, path: path}
	if !personal {
		if err := f.Chmod(0o644); err != nil && !errors.Is(err, errors.ErrUnsupported) {
			d.discard()
			return nil, fault(path, err)
		}
	}
	return d, nil
}

// Write writes; its faults are *FileError, to be told from those of reading.
func (d *draft) Write(p []byte) (int, error) {
	n, err := d.File.Write(p)
	if err != nil {
		return n, fault(d.path, err)
	}
	return n, nil
}

// sync brings the draft onto the disk and closes it.
func (d *draft) sync() error {
	err := d.Sync()
	d.closed = true
	if err := errors.Join(err, d.Close()); err != nil {
		return fault(d.path, err)
	}
	return nil
}

// place puts the draft where it belongs, over what was there.
func (d *draft) place() error {
	if err := os.Rename(d.Name(), d.path); err != nil {
		if at, statErr := os.Stat(d.path); statErr == nil && at.IsDir() {
			return &FileError{Path: d.path, Rule: NotFile, Err: err}
		}
		return fault(d.path, placing(err))
	}
	d.placed = true
	return nil
}

// discard removes a draft that was not placed; after place it does nothing.
func (d *draft) discard() {
	if !d.closed {
		d.Close()
	}
	if !d.placed {
		os.Remove(d.Name())
	}
}

// newestFirst sorts versions by when they were added.
func newestFirst(infos []store.FormInfo) []store.FormInfo {
	out := slices.Clone(infos)
	slices.SortStableFunc(out, func(a, b store.FormInfo) int { return cmp.Compare(b.AddedAt.UnixNano(), a.AddedAt.UnixNano()) })
	return out
}
