package store

import (
	"context"
	"database/sql"
	"os"
	"testing"
	"testing/fstest"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// A file from before there were guide interviews keeps its interviews, gains
// what they need, and is kept beside as it was.
func TestAFileFromBeforeTheGuide(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	d.save(o, chose("overall", "4"), wrote("phone", "13800001111"))
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, 0))
	ok(t, d.Close())
	path := d.Path()
	toFirstVersion(t, path)
	if found, _, err := inspect(path, true); err != nil || found.version != 1 {
		t.Fatalf("made %+v, %v", found, err)
	}

	d.Store = reopen(t, path)
	if d.count("PRAGMA user_version") != schemaVersion || len(d.read(o, true).Answers) != 2 {
		t.Errorf("schema %d, %+v", d.count("PRAGMA user_version"), d.read(o, true))
	}
	guide := d.opening(d.o.Now())
	d.talks(guide, talk.Change{Notes: []talk.Note{said(guide, "tiers", 1, "先试新业务")}})
	if got := d.found(NoteFilter{Text: "业务"}); len(got) != 1 {
		t.Errorf("found %q", got)
	}
	found, rule, err := inspect(path+".before-v1.db", true)
	if rule != "" || err != nil || found.version != 1 {
		t.Errorf("the copy: %+v, %s, %v", found, rule, err)
	}
}

// toFirstVersion takes out of a file what came after schema version 1.
func toFirstVersion(t *testing.T, path string) {
	t.Helper()
	fresh := path + ".first"
	ok(t, create(context.Background(), fresh))
	db := must[*sql.DB](t)(sql.Open("sqlite", dsn(fresh, false, writing)))
	defer db.Close()
	first := must[[]byte](t)(embedded.ReadFile("migrations/00001_core.sql"))
	ok(t, migrate(context.Background(), db, fresh, fstest.MapFS{"00001_core.sql": {Data: first}}, 0))
	db.SetMaxOpenConns(1)
	_, err := db.Exec("PRAGMA foreign_keys = 0; ATTACH ? AS new", path)
	ok(t, err)
	tables, err := collect(context.Background(), db, func(rows *sql.Rows) (name string, err error) { return name, rows.Scan(&name) },
		"SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
	ok(t, err)
	for _, table := range tables {
		_, err := db.Exec("INSERT INTO main." + table + " SELECT * FROM new." + table)
		ok(t, err)
	}
	_, err = db.Exec("DETACH new; PRAGMA main.wal_checkpoint(TRUNCATE)")
	ok(t, err)
	ok(t, db.Close())
	ok(t, os.Rename(fresh, path))
}
