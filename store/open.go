package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"

	sqlite3 "modernc.org/sqlite/lib"

	"tingfang/store/bundle"
)

// Open opens the database, makes it where it is not there, and brings its
// schema up to date. It fails with a *OpenError, and then has left a file that
// is not ours, or newer, as it was. A process opens a file once: looking into
// a file that SQLite has open would undo SQLite's locks on some systems.
func Open(ctx context.Context, o Options) (*Store, error) {
	path, err := filepath.Abs(o.Path)
	if err != nil {
		return nil, &OpenError{Path: o.Path, Rule: Other, Err: err}
	}
	s := &Store{o: o, path: path, started: o.Now()}
	if err := s.open(ctx); err != nil {
		s.Close()
		var said *OpenError
		if errors.As(err, &said) {
			return nil, said
		}
		return nil, &OpenError{Path: path, Rule: ruleOf(err), Err: err}
	}
	return s, nil
}

// ruleOf is the rule behind an error of the file system or of SQLite.
func ruleOf(err error) OpenRule {
	switch code(err) {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return Damaged // files that are not ours were told apart before
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_AUTH:
		return NoAccess
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return Locked
	}
	switch {
	case IsFull(err):
		return NoSpace
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EISDIR):
		return NoAccess
	}
	return Other
}

func (s *Store) refuse(rule OpenRule, err error) error {
	return &OpenError{Path: s.path, Rule: rule, Holder: s.holder, Err: err}
}

func (s *Store) open(ctx context.Context) error {
	folder := filepath.Dir(s.path)
	switch st, err := os.Stat(folder); {
	case errors.Is(err, fs.ErrPermission):
		return s.refuse(NoAccess, err)
	case err != nil || !st.IsDir():
		return s.refuse(NoFolder, err)
	}
	if onShare(folder) {
		return s.refuse(NetworkShare, nil)
	}
	found, rule, err := inspect(s.path, s.o.Access == Write)
	if rule != "" {
		return s.refuse(rule, err)
	}
	if s.o.Access == Read && found.fresh {
		return s.refuse(Missing, nil)
	}
	// A schema to bring up to date needs the lock, even for a reader.
	if s.o.Access != Read || found.version < schemaVersion {
		if err := s.acquire(); err != nil {
			return err
		}
	}
	if err := s.connect(ctx); err != nil {
		return err
	}
	if s.o.Access == Read {
		return s.becomeReader()
	}
	return nil
}

// acquire takes the lock, or leaves the store read-only where that will do.
func (s *Store) acquire() error {
	l, held, err := acquire(s.path, s.o.Now())
	switch {
	case held && s.o.Access == Write:
		s.holder = holder(s.path)
		return s.refuse(Locked, nil)
	case held:
		s.holder = holder(s.path)
		return nil
	case err != nil:
		return s.refuse(ruleOf(err), err)
	}
	s.lock = l
	if _, rule, err := inspect(s.path, true); rule != "" { // nobody else writes from here on
		return s.refuse(rule, err)
	}
	return nil
}

// connect opens the connections and reads what stands in the file.
func (s *Store) connect(ctx context.Context) error {
	if s.lock != nil {
		if found, _, err := inspect(s.path, true); err != nil {
			return err
		} else if found.fresh {
			if err := create(ctx, s.path); err != nil {
				return err
			}
		}
		if err := s.pool(&s.w, writing, 1); err != nil {
			return err
		}
	}
	if err := s.pool(&s.r, reading, max(2, runtime.NumCPU())); err != nil {
		return err
	}
	db := s.w
	if db == nil {
		db = s.r
	}
	version, err := s.read(ctx, db)
	if err != nil {
		return err
	}
	switch {
	case version > schemaVersion:
		return s.refuse(Newer, nil)
	case version < schemaVersion && s.w == nil:
		return s.refuse(Locked, nil)
	case version < schemaVersion:
		if err := migrate(ctx, s.w, s.path, migrations(), version); err != nil {
			return err
		}
	}
	return s.begin(ctx, db)
}

func (s *Store) pool(db **sql.DB, params map[string][]string, conns int) error {
	opened, err := sql.Open("sqlite", dsn(s.path, runtime.GOOS == "windows", params))
	if err != nil {
		return err
	}
	opened.SetMaxOpenConns(conns)
	opened.SetMaxIdleConns(conns)
	*db = opened
	return nil
}

func (s *Store) read(ctx context.Context, db *sql.DB) (version int, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// begin reads where the store stands and registers what is missing: this
// laptop, and the forms that came with the program.
func (s *Store) begin(ctx context.Context, db *sql.DB) error {
	var counter, unfinished, unswept sql.NullInt64
	var device sql.NullString
	err := db.QueryRowContext(ctx, `SELECT (SELECT max(changed) FROM response), (SELECT id FROM device WHERE own = 1),
		(SELECT value FROM meta WHERE key = 'erasing'), (SELECT value FROM meta WHERE key = 'sweeping')`).Scan(&counter, &device, &unfinished, &unswept)
	if err != nil {
		return err
	}
	s.changed = counter.Int64
	s.keepDevice(device.String)
	if err := s.readDemo(ctx, db); err != nil {
		return err
	}
	if s.w == nil {
		return nil
	}
	if s.Device() == "" {
		if err := s.enrol(ctx); err != nil {
			return err
		}
	}
	if unfinished.Valid {
		if err := s.erase(ctx); err != nil {
			return err
		}
	}
	if unswept.Valid {
		s.sweepDue(ctx)
	}
	if s.o.Builtin == nil {
		return nil
	}
	return s.Register(ctx, s.o.Builtin())
}

// enrol gives this laptop its id.
func (s *Store) enrol(ctx context.Context) error {
	id := s.o.NewID()
	err := s.write(ctx, "enrol device", func(t *tx) error {
		return t.exec("INSERT INTO device (id, name, own) VALUES (?, ?, 1)", id, s.o.DeviceName)
	})
	if err == nil {
		s.keepDevice(id)
	}
	return err
}

// becomeReader gives up what bringing the schema up to date needed.
func (s *Store) becomeReader() error {
	if s.w == nil {
		return nil
	}
	err := errors.Join(s.w.Close(), s.lock.release())
	s.w, s.lock, s.stmts = nil, nil, nil
	return err
}

// Counter is the store-wide counter at the last change: what is exported now
// is marked with the counter read before.
func (s *Store) Counter(ctx context.Context) (int64, error) {
	var n sql.NullInt64
	err := s.r.QueryRowContext(ctx, "SELECT max(changed) FROM response").Scan(&n)
	return n.Int64, wrap(err, "read counter")
}

// DeviceName is the name of this laptop: what the system calls it, until
// NameDevice gives it another one.
func (s *Store) DeviceName(ctx context.Context) (string, error) {
	var name string
	err := s.r.QueryRowContext(ctx, "SELECT name FROM device WHERE id = ?", s.Device()).Scan(&name)
	return name, wrap(err, "read device "+strconv.Quote(s.Device()))
}

// NameDevice gives this laptop a name people know it by, without signs that
// cannot be shown, and gives it back as it is kept. Others come to know it with
// the next bundle or receipt. It fails with ErrName where nothing is left.
func (s *Store) NameDevice(ctx context.Context, name string) (string, error) {
	if name = bundle.Clean(name); name == "" {
		return "", ErrName
	}
	return name, s.write(ctx, "name this laptop", func(t *tx) error {
		return t.exec("UPDATE device SET name = ? WHERE id = ?", name, s.Device())
	})
}
