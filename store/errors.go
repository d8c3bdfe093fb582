package store

import (
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The errors that callers tell apart with errors.Is.
var (
	ErrNotFound = errors.New("not found")
	ErrReadOnly = errors.New("another copy of the program holds the database")
	ErrEnded    = errors.New("the interview has ended")
	ErrName     = errors.New("a name without signs that can be shown")
)

// OpenRule is why a database cannot be opened; ui/lang words it.
type OpenRule string

// The rules of an OpenError.
const (
	NotADatabase OpenRule = "not_a_database" // another kind of file, or another program's database
	Damaged      OpenRule = "damaged"        // ours, but cut off or broken
	Newer        OpenRule = "newer"          // written by a newer version of the program
	Locked       OpenRule = "locked"         // another copy writes; Holder says which
	NoAccess     OpenRule = "no_access"      // read-only, or no permission
	NoFolder     OpenRule = "no_folder"      // its folder is not there
	Missing      OpenRule = "missing"        // to be read only, but not there
	NetworkShare OpenRule = "network_share"  // on a share, where SQLite's log cannot work
	NoSpace      OpenRule = "no_space"       // the disk is full
	Other        OpenRule = "other"          // anything else; Err says what
)

// OpenError says why a database cannot be opened, as data. Holder is set for
// Locked where it is known; Err may be nil.
type OpenError struct {
	Path   string
	Rule   OpenRule
	Holder string
	Err    error
}

// Error says it for the log and for developers.
func (e *OpenError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("open database %s: %s: %v", e.Path, e.Rule, e.Err)
	}
	return fmt.Sprintf("open database %s: %s", e.Path, e.Rule)
}

// Unwrap gives the cause, or nil.
func (e *OpenError) Unwrap() error { return e.Err }

// TakenError says that a value which must be unique belongs to another one.
type TakenError struct {
	Field string // "number" of a person, "code" of a hall, "tag" for its name
	Value string
	By    string // the name of the other person, hall or tag
}

// Error says it for developers.
func (e *TakenError) Error() string {
	return fmt.Sprintf("%s %q is taken by %q", e.Field, e.Value, e.By)
}

// IsFull reports whether err came from a full disk: nothing was written, and
// the same call works once there is room.
func IsFull(err error) bool {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE { // no room for the log's index
		return true
	}
	return code(err) == sqlite3.SQLITE_FULL || isNoSpace(err)
}

// IsBusy reports whether err came from another program that is writing to the
// database file: nothing was written, and the same call may work later.
func IsBusy(err error) bool {
	c := code(err)
	return c == sqlite3.SQLITE_BUSY || c == sqlite3.SQLITE_LOCKED
}

// code is SQLite's primary result code behind err; 0 where there is none.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// wrap says what was being done; nil stays nil.
func wrap(err error, do string) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return fmt.Errorf("%s: %w", do, err)
}
