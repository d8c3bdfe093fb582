package store

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// onShare reports whether the folder lies on a network share: a UNC path, or
// a drive letter that stands for one.
func onShare(folder string) bool {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
