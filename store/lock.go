package store

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// lock is the right to write to a database: the operating system's lock on an
// empty file beside it, which ends with the process however it ends. The
// holder's words stand in a second file, since a locked one cannot be read
// everywhere.
type lock struct {
	file *os.File
	path string // of the database
}

// acquire takes the lock; held reports that another process has it.
func acquire(path string, now time.Time) (l *lock, held bool, err error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, false, err
	}
	if held, err := take(f); err != nil {
		f.Close()
		return nil, held, err
	}
	l = &lock{file: f, path: path}
	if err := l.announce(now, ""); err != nil {
		f.Close()
		return nil, false, err
	}
	return l, false, nil
}

// announce writes who holds the lock.
func (l *lock) announce(now time.Time, who string) error {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	words := fmt.Sprintf("PID %d, %s, %s", os.Getpid(), host, now.Format(time.DateTime))
	if who != "" {
		words += ", " + who
	}
	return os.WriteFile(l.path+".holder", []byte(words+"\n"), 0o644)
}

// holder reads who holds the lock of a database; "" where it is not known.
func holder(path string) string {
	words, err := os.ReadFile(path + ".holder")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(words))
}

// release gives the lock up. The lock file stays: removing it would let two
// processes lock two files of one name.
func (l *lock) release() error {
	if l == nil {
		return nil
	}
	os.Remove(l.path + ".holder") // words only; the lock itself is the file's
	return l.file.Close()
}
