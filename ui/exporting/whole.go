package exporting

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// WriteFile puts a file where it belongs, whole or not at all, and gives its
// absolute path. What stands there already is a *FileError with rule Foreign,
// unless force.
func WriteFile(path string, data []byte, force bool) (string, error) {
	if strings.TrimSpace(path) == "" || strings.ContainsRune(path, 0) {
		return "", &FileError{Path: path, Rule: BadName}
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fault(path, err)
	}
	switch at, err := os.Stat(abs); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", fault(abs, err)
	case !at.Mode().IsRegular() || os.IsPathSeparator(path[len(path)-1]):
		return "", &FileError{Path: abs, Rule: NotFile}
	case !force:
		return "", &FileError{Path: abs, Rule: Foreign}
	}
	d, err := create(abs, false)
	if err != nil {
		return "", err
	}
	defer d.discard()
	if _, err := d.Write(data); err != nil {
		return "", err
	}
	if err := d.sync(); err != nil {
		return "", err
	}
	return abs, d.place()
}
