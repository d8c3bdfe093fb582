//go:build unix

package exporting

import (
	"errors"
	"os"
	"syscall"
)

// systemRule tells what only this system's error numbers tell; "" for nothing.
func systemRule(err error) FileRule {
	for rule, numbers := range map[FileRule][]syscall.Errno{
		InUse:    {syscall.ETXTBSY, syscall.EBUSY},
		NoAccess: {syscall.EROFS},
		NoSpace:  {syscall.ENOSPC, syscall.EDQUOT},
		NotFile:  {syscall.EISDIR},
		NoFolder: {syscall.ENOTDIR},
		BadName:  {syscall.ENAMETOOLONG, syscall.EINVAL, syscall.EILSEQ},
	} {
		for _, n := range numbers {
			if errors.Is(err, n) {
				return rule
			}
		}
	}
	return ""
}

// placing is the fault of putting a file in place; here it says enough.
func placing(err error) error { return err }

// syncFolder brings the new name onto the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fault(dir, err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return fault(dir, err) // EINVAL: a file system without it, as some network folders
	}
	return nil
}
