package store

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// take locks the file for this process until it is closed; held reports that
// another process has it.
func take(f *os.File) (held bool, err error) {
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
	return errors.Is(err, windows.ERROR_LOCK_VIOLATION), err
}
