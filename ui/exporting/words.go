package exporting

import (
	"context"
	"errors"
	"fmt"

	"tingfang/ui/lang"
)

// Word says in one sentence why an export came to nothing and what to do.
func Word(err error, t *lang.Texts) string {
	var f *FileError
	switch {
	case errors.Is(err, context.Canceled):
		return t.Exports.Cancelled
	case !errors.As(err, &f):
		return fmt.Sprintf(t.Exports.ReadFailed, err)
	case f.Rule == Failed:
		return fmt.Sprintf(t.Exports.Failed, f.Path, f.Err)
	}
	e := t.Exports
	said := map[FileRule]string{InUse: e.InUse, NoFolder: e.NoFolder, NoAccess: e.NoAccess, NoSpace: e.NoSpace,
		NotFile: e.NotFile, Foreign: e.Foreign, BadName: e.BadName}
	return fmt.Sprintf(said[f.Rule], f.Path)
}
