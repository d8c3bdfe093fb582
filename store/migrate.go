package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var embedded embed.FS

// schemaVersion is the newest schema this program knows: the number of the
// last file in migrations.
const schemaVersion = 3

func migrations() fs.FS {
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return sub
}

// create makes an empty database that is marked as ours before anything else
// stands in it, so that a start cut off at any point is taken up by the next.
func create(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path, runtime.GOOS == "windows", creating))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID))
	return err
}

// migrate brings a database from schema version from up to the newest of the
// migrations, each in a transaction. A copy of the file as it was is made
// first; the log is emptied after, so that the file itself tells its version.
func migrate(ctx context.Context, db *sql.DB, path string, steps fs.FS, from int) error {
	if from > 0 {
		if err := copyBefore(ctx, db, path, from); err != nil {
			return fmt.Errorf("copy database before migrating: %w", err)
		}
	}
	names, err := fs.Glob(steps, "*.sql") // in the order of their numbers
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	for _, name := range names {
		n, err := strconv.Atoi(strings.SplitN(name, "_", 2)[0])
		if err != nil {
			return fmt.Errorf("read migration %s: %w", name, err)
		}
		if n <= from {
			continue
		}
		if err := carryOut(ctx, db, steps, name); err != nil {
			return fmt.Errorf("migrate database, %s: %w", name, err)
		}
	}
	_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// carryOut does one migration. Each ends by setting the schema's version, in
// the same transaction.
func carryOut(ctx context.Context, db *sql.DB, steps fs.FS, name string) error {
	script, err := fs.ReadFile(steps, name)
	if err != nil {
		return err
	}
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, string(script)); err != nil {
		return errors.Join(err, t.Rollback())
	}
	return t.Commit()
}

// copyBefore writes NAME.before-vN.db beside the database.
func copyBefore(ctx context.Context, db *sql.DB, path string, from int) error {
	name := fmt.Sprintf("%s.before-v%d.db", path, from)
	part := name + ".part"
	if err := os.Remove(part); err != nil && !os.IsNotExist(err) {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return err
	}
	if err := os.Rename(part, name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFile puts a file that was written by others on the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// syncFolder puts a renaming on the disk, where folders can be synced.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// copies are the files that migrations left beside the database.
func copies(path string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if ok, err := filepath.Match("*.before-v*.db*", e.Name()); err == nil && ok && len(e.Name()) > len(filepath.Base(path)) &&
			e.Name()[:len(filepath.Base(path))] == filepath.Base(path) {
			out = append(out, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	return out, nil
}
