package exporting

import "path/filepath"

// Save writes a whole file, or leaves what was there untouched: a draft beside
// it is brought onto the disk and put in its place. It gives the absolute path;
// its errors are *FileError.
func Save(path string, content []byte) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fault(path, err)
	}
	d, err := create(abs, false)
	if err != nil {
		return "", err
	}
	defer d.discard()
	if _, err := d.Write(content); err != nil {
		return "", err
	}
	if err := d.sync(); err != nil {
		return "", err
	}
	return abs, d.place()
}
