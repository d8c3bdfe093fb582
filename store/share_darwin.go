package store

import "golang.org/x/sys/unix"

// onShare reports whether the folder lies on a network file system.
func onShare(folder string) bool {
	var st unix.Statfs_t
	if unix.Statfs(folder, &st) != nil {
		return false
	}
	switch unix.ByteSliceToString(st.Fstypename[:]) {
	case "nfs", "smbfs", "afpfs", "webdav", "cifs", "ftp":
		return true
	}
	return false
}
