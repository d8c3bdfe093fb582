package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// tx is one write transaction: it carries its clock, its place in the store's
// counter and the statements prepared for the connection.
type tx struct {
	*sql.Tx
	conn    *sql.Conn // its connection
	s       *Store
	ctx     context.Context
	now     time.Time
	run     int64
	changed int64 // what response.changed becomes in this transaction
}

// write runs f in one transaction, which is on the disk when write returns
// without an error and has left no trace otherwise. A write that has begun is
// carried through whatever becomes of ctx: half of the time its outcome would
// be unknown.
func (s *Store) write(ctx context.Context, do string, f func(*tx) error) error {
	return s.transact(ctx, do, true, f)
}

// writeMany is write for an import or a merge: that a row refers to one that is
// there is not looked up row by row, and SQLite keeps nothing to take a single
// statement back with. Both took a fifth of the time; whatever fails takes the
// whole transaction back.
func (s *Store) writeMany(ctx context.Context, do string, f func(*tx) error) error {
	return s.transact(ctx, do, false, f)
}

func (s *Store) transact(ctx context.Context, do string, looked bool, f func(*tx) error) (err error) {
	if s.w == nil {
		return fmt.Errorf("%s: %w", do, ErrReadOnly)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", do, err)
	}
	ctx = context.WithoutCancel(ctx)
	if err := s.prepare(ctx); err != nil {
		return fmt.Errorf("%s: %w", do, err)
	}
	conn, err := s.w.Conn(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", do, err)
	}
	defer conn.Close()
	if !looked { // it can be turned off and on outside of a transaction only
		if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = 0"); err != nil {
			return fmt.Errorf("%s: %w", do, err)
		}
		defer func() {
			_, on := conn.ExecContext(ctx, "PRAGMA foreign_keys = 1")
			err = errors.Join(err, on)
		}()
	}
	begun, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", do, err)
	}
	t := &tx{Tx: begun, conn: conn, s: s, ctx: ctx, now: s.o.Now(), run: s.run, changed: s.changed + 1}
	if err := t.carry(f); err != nil {
		// After a full disk SQLite has rolled back by itself; either way the
		// connection is free again.
		begun.Rollback()
		return fmt.Errorf("%s: %w", do, err)
	}
	if err := begun.Commit(); err != nil {
		return fmt.Errorf("%s: %w", do, err)
	}
	s.run, s.changed = t.run, t.changed
	return nil
}

// carry counts the program start with its first write, then does the work.
func (t *tx) carry(f func(*tx) error) error {
	if t.run == 0 {
		err := t.row(`INSERT INTO meta (key, value) VALUES ('run', '1')
			ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING CAST(value AS INTEGER)`).Scan(&t.run)
		if err != nil {
			return err
		}
	}
	return f(t)
}

// exec runs a statement.
func (t *tx) exec(query string, args ...any) error {
	if st, ok := t.s.stmts[query]; ok {
		_, err := t.StmtContext(t.ctx, st).ExecContext(t.ctx, args...)
		return err
	}
	_, err := t.ExecContext(t.ctx, query, args...)
	return err
}

// row runs a query for one row.
func (t *tx) row(query string, args ...any) *sql.Row {
	if st, ok := t.s.stmts[query]; ok {
		return t.StmtContext(t.ctx, st).QueryRowContext(t.ctx, args...)
	}
	return t.QueryRowContext(t.ctx, query, args...)
}

// prepare readies the statements of an answer's way to the disk, once: it
// cannot be done inside a transaction, which holds the only connection.
func (s *Store) prepare(ctx context.Context) error {
	if s.stmts != nil {
		return nil
	}
	stmts := make(map[string]*sql.Stmt, len(hot))
	for _, query := range hot {
		st, err := s.w.PrepareContext(ctx, query)
		if err != nil {
			return err
		}
		stmts[query] = st
	}
	s.stmts = stmts
	return nil
}

// at is the transaction's time in Unix milliseconds.
func (t *tx) at() int64 { return t.now.UnixMilli() }

// offset is the zone of a time in minutes east of UTC.
func offset(at time.Time) int {
	_, seconds := at.Zone()
	return seconds / 60
}

// millis is a time as it is stored; 0 is the zero time.
func millis(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}

// when is a stored time in the zone it was taken in; 0 is the zero time.
func when(ms int64, minutes int) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).In(time.FixedZone("", minutes*60))
}
