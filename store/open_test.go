package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"tingfang/questionnaire"
)

func ruleIn(err error) OpenRule {
	var e *OpenError
	if errors.As(err, &e) {
		return e.Rule
	}
	return ""
}

// dump is the file of a database as it lies on the disk when closed.
func dump(t *testing.T) []byte {
	d := newDesk(t)
	ok(t, d.Close())
	return must[[]byte](t)(os.ReadFile(d.Path()))
}

func TestAForeignFileIsRefusedAndLeftAlone(t *testing.T) {
	ours := dump(t)
	with := func(at int, n uint32) []byte {
		b := bytes.Clone(ours)
		binary.BigEndian.PutUint32(b[at:], n)
		return b
	}
	garbled := bytes.Clone(ours)
	copy(garbled[100:], bytes.Repeat([]byte("废"), 1000))
	for name, c := range map[string]struct {
		content []byte
		want    OpenRule
	}{
		"a text":                       {[]byte("工号,姓名\n07,王芳\n"), NotADatabase},
		"a long text":                  {bytes.Repeat([]byte("访谈记录\n"), 4000), NotADatabase},
		"one byte":                     {[]byte("S"), Damaged},
		"the beginning of a database":  {ours[:60], Damaged},
		"a database cut off":           {ours[:len(ours)/2], Damaged},
		"a database short of one byte": {ours[:len(ours)-1], Damaged},
		"a garbled database":           {garbled, Damaged},
		"another program's database":   {with(68, 0), NotADatabase},
		"a newer database":             {with(60, schemaVersion+1), Newer},
	} {
		for _, access := range []Access{Write, WriteOrRead, Read} {
			path := filepath.Join(t.TempDir(), "foreign.db")
			ok(t, os.WriteFile(path, c.content, 0o644))
			o := options(t, path)
			o.Access = access
			_, err := Open(context.Background(), o)
			if got := ruleIn(err); got != c.want {
				t.Errorf("%s: rule %q (%v), want %q", name, got, err, c.want)
			}
			if left := must[[]byte](t)(os.ReadFile(path)); !bytes.Equal(left, c.content) {
				t.Errorf("%s was changed", name)
			}
		}
	}
}

func TestAnEmptyFileIsANewDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.db")
	ok(t, os.WriteFile(path, nil, 0o644))
	s := reopen(t, path)
	if f := must[*questionnaire.Form](t)(s.Form(context.Background(), "small")); f.Version != "1" {
		t.Errorf("form %v", f.Version)
	}
}

func TestPlacesWhereNoDatabaseCanBe(t *testing.T) {
	folder := t.TempDir()
	for name, c := range map[string]struct {
		path   string
		access Access
		want   OpenRule
	}{
		"no folder":          {filepath.Join(folder, "没有", "a.db"), Write, NoFolder},
		"nothing to read":    {filepath.Join(folder, "a.db"), Read, Missing},
		"a folder as a file": {folder, Write, NoAccess},
	} {
		o := options(t, c.path)
		o.Access = c.access
		if _, err := Open(context.Background(), o); ruleIn(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if left, _ := filepath.Glob(filepath.Join(folder, "a.db*")); len(left) > 0 {
			t.Errorf("%s left %v", name, left)
		}
	}
}

// hold starts another copy of the program that holds the lock.
func hold(t *testing.T, path string) (let func()) {
	t.Helper()
	cmd := player("hold", path)
	in, err := cmd.StdinPipe()
	ok(t, err)
	out, err := cmd.StdoutPipe()
	ok(t, err)
	ok(t, cmd.Start())
	word := make([]byte, 5)
	_, err = io.ReadFull(out, word)
	ok(t, err)
	return func() {
		in.Close()
		cmd.Wait()
	}
}

func TestASecondCopyReads(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	path := d.Path()
	o := d.opening(d.o.Now())
	d.save(o, chose("overall", "4"))
	ok(t, d.Close())
	let := hold(t, path)
	defer let()

	_, err := Open(ctx, options(t, path))
	var e *OpenError
	if !errors.As(err, &e) || e.Rule != Locked || !strings.HasPrefix(e.Holder, "PID ") {
		t.Errorf("a second writer: %v", err)
	}
	for _, access := range []Access{WriteOrRead, Read} {
		op := options(t, path)
		op.Access = access
		s := must[*Store](t)(Open(ctx, op))
		if !s.ReadOnly() || (access == WriteOrRead) != (s.Holder() != "") {
			t.Errorf("access %d: read-only %v, holder %q", access, s.ReadOnly(), s.Holder())
		}
		if r := must[questionnaire.Response](t)(s.Response(ctx, o.ID, false)); len(r.Answers) != 1 {
			t.Errorf("a second copy reads %v", r.Answers)
		}
		if f := must[*questionnaire.Form](t)(s.Form(ctx, "small")); f.Hash != d.form.Hash {
			t.Errorf("a second copy reads form %x", f.Hash)
		}
		if err := s.Save(ctx, Change{Opening: o}); !errors.Is(err, ErrReadOnly) {
			t.Errorf("a second copy saves: %v", err)
		}
		ok(t, s.Close())
	}
	let()
	s := reopen(t, path)
	if s.ReadOnly() {
		t.Error("read-only although nobody holds the lock")
	}
}

func TestTheLaptopKeepsItsID(t *testing.T) {
	s := fresh(t)
	id := s.Device()
	ok(t, s.Close())
	s = reopen(t, s.Path())
	if s.Device() != id || id == "" {
		t.Errorf("device %q, was %q", s.Device(), id)
	}
	if name := must[string](t)(s.DeviceName(context.Background())); name != "laptop" {
		t.Errorf("device is called %q", name)
	}
}

// An older file is copied before it is changed, and the copy is the file as it
// was.
func TestMigratingKeepsACopy(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	d.save(d.opening(d.o.Now()), chose("overall", "4"))
	const next = schemaVersion + 1
	steps := fstest.MapFS{fmt.Sprintf("%05d_more.sql", next): {Data: fmt.Appendf(nil, "CREATE TABLE more (a TEXT);\nPRAGMA user_version = %d;\n", next)}}
	for _, e := range must[[]os.DirEntry](t)(embedded.ReadDir("migrations")) {
		steps[e.Name()] = &fstest.MapFile{Data: must[[]byte](t)(embedded.ReadFile("migrations/" + e.Name()))}
	}
	ok(t, migrate(ctx, d.w, d.Path(), steps, schemaVersion))
	found, rule, err := inspect(d.Path(), false)
	if rule != Newer || found.version != next {
		t.Errorf("after migrating: %+v, %s, %v", found, rule, err)
	}
	old := must[*Store](t)(Open(ctx, options(t, fmt.Sprintf("%s.before-v%d.db", d.Path(), schemaVersion))))
	defer old.Close()
	if rows := must[[]Row](t)(old.List(ctx, Filter{})); len(rows) != 1 {
		t.Errorf("the copy holds %d interviews", len(rows))
	}

	steps[fmt.Sprintf("%05d_broken.sql", next+1)] = &fstest.MapFile{Data: []byte("CREATE TABLE third (a TEXT);\nINSERT INTO nowhere VALUES (1);\nPRAGMA user_version = 99;\n")}
	if err := migrate(ctx, d.w, d.Path(), steps, next); err == nil {
		t.Fatal("a broken migration went through")
	}
	if d.count("SELECT count(*) FROM sqlite_master WHERE name = 'third'") != 0 || d.count("PRAGMA user_version") != next {
		t.Error("a broken migration left something behind")
	}
}

func TestTheNewestMigrationIsTheSchema(t *testing.T) {
	entries := must[[]os.DirEntry](t)(embedded.ReadDir("migrations"))
	if len(entries) != schemaVersion || !strings.HasPrefix(entries[len(entries)-1].Name(), "0000"+string('0'+rune(schemaVersion))) {
		t.Errorf("migrations %v, schema version %d", entries, schemaVersion)
	}
	d := newDesk(t)
	if d.count("PRAGMA user_version") != schemaVersion || d.count("PRAGMA application_id") != applicationID {
		t.Error("the file does not say what it is")
	}
}

// A first start that is cut off at any point leaves a file that the next start
// takes up.
func TestAFirstStartCutOffIsTakenUp(t *testing.T) {
	ctx := context.Background()
	for name, until := range map[string]func(path string){
		"before the schema": func(path string) { ok(t, create(ctx, path)) },
		"before this laptop has an id": func(path string) {
			ok(t, create(ctx, path))
			s := &Store{o: options(t, path), path: path}
			ok(t, s.pool(&s.w, writing, 1))
			ok(t, migrate(ctx, s.w, path, migrations(), 0))
			ok(t, s.w.Close())
		},
	} {
		path := filepath.Join(t.TempDir(), "first.db")
		until(path)
		s := reopen(t, path)
		if _, err := s.Form(ctx, "small"); err != nil || s.Device() == "" {
			t.Errorf("%s: %v, device %q", name, err, s.Device())
		}
		if left, _ := filepath.Glob(path + ".before*"); len(left) != 0 {
			t.Errorf("%s: a copy of nothing: %v", name, left)
		}
	}
}

func TestTheHolderSaysWhoItIs(t *testing.T) {
	s := fresh(t)
	ok(t, s.Announce("07 王芳"))
	if words := holder(s.Path()); !strings.HasSuffix(words, "07 王芳") {
		t.Errorf("holder %q", words)
	}
	ok(t, s.Close())
	if words := holder(s.Path()); words != "" {
		t.Errorf("nobody holds it, yet %q", words)
	}
}
