package exporting

import (
	"errors"
	"syscall"

	"golang.org/x/sys/windows"
)

// systemRule tells what only this system's error numbers tell; "" for nothing.
func systemRule(err error) FileRule {
	for rule, numbers := range map[FileRule][]syscall.Errno{
		InUse:    {windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION, windows.ERROR_USER_MAPPED_FILE},
		NoAccess: {windows.ERROR_WRITE_PROTECT},
		NoSpace:  {windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL},
		BadName:  {windows.ERROR_INVALID_NAME, windows.ERROR_FILENAME_EXCED_RANGE, windows.ERROR_BAD_PATHNAME},
	} {
		for _, n := range numbers {
			if errors.Is(err, n) {
				return rule
			}
		}
	}
	return ""
}

// placing is the fault of putting a file in place. The folder has just taken a
// new file, so that access denied means: the old one is open somewhere.
func placing(err error) error {
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return errors.Join(windows.ERROR_SHARING_VIOLATION, err)
	}
	return err
}

// syncFolder does nothing: a folder cannot be synced here, and the rename is
// in the file system's journal.
func syncFolder(string) error { return nil }
