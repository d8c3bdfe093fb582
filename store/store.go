package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"tingfang/questionnaire"
)

// Access is what a program wants of a database.
type Access uint8

// The kinds of access.
const (
	Write       Access = iota // take the lock, or fail with rule Locked
	WriteOrRead               // take the lock, or go on read-only: a second screen
	Read                      // never lock: exports, lists
)

// Options are what Open needs from outside.
type Options struct {
	Path       string // of the database file
	Access     Access
	Now        func() time.Time // wall and monotonic clock
	NewID      func() string    // UUIDv7
	DeviceName string           // this laptop's name, kept at first opening
	// Parse reads a form's canonical source.
	Parse func(source []byte) (*questionnaire.Form, error)
	// Builtin gives the forms that came with the program, nil for none. It is
	// asked once the file is open, so that they can be read meanwhile. They are
	// registered; a changed version becomes current, old ones stay. Who opens
	// without them calls Register.
	Builtin func() []*questionnaire.Form
}

// Store is one open database. It is safe for concurrent use; writes happen one
// after the other.
type Store struct {
	o       Options
	path    string // absolute
	lock    *lock  // nil = read-only
	holder  string
	device  atomic.Pointer[string] // Renew gives another
	started time.Time

	w *sql.DB // the one write connection; nil = read-only
	r *sql.DB // the read pool

	mu      sync.Mutex // held by a writer; guards the fields below
	stmts   map[string]*sql.Stmt
	run     int64 // number of this program start; 0 until the first write
	changed int64 // the store-wide counter at the last change
	demo    atomic.Bool

	forms formCache
}

// ReadOnly reports that another copy of the program writes to the database, or
// that it was opened to be read.
func (s *Store) ReadOnly() bool { return s.w == nil }

// Holder says who holds the lock when the store is read-only because of it;
// "" where that is not known.
func (s *Store) Holder() string { return s.holder }

// Path is the database file's absolute path.
func (s *Store) Path() string { return s.path }

// Device is the id of this laptop.
func (s *Store) Device() string {
	if id := s.device.Load(); id != nil {
		return *id
	}
	return ""
}

func (s *Store) keepDevice(id string) { s.device.Store(&id) }

// Announce tells other copies of the program who is working here.
func (s *Store) Announce(who string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock == nil {
		return nil
	}
	return s.lock.announce(s.o.Now(), who)
}

// Close ends the work; a write under way is waited for.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, db := range []*sql.DB{s.r, s.w} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	errs = append(errs, s.lock.release())
	s.lock = nil
	return errors.Join(errs...)
}

// querier is what reads need: a pool, a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// collect runs a query and gathers what scan makes of each row.
func collect[T any](ctx context.Context, q querier, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
