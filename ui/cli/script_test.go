package cli

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tingfang": func() { os.Exit(Run(context.Background(), os.Args[1:], env())) }})
}

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600))

// env is the machine's environment with the clock stopped and screens that
// only say what they were opened with.
func env() Env {
	n := 0
	return Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Version: "1.2.3", DeviceName: "laptop",
		Now: func() time.Time { return noon },
		NewID: func() string {
			n++
			return fmt.Sprintf("0193aaaa-%04x-7000-8000-%012d", os.Getpid()&0xffff, n)
		},
		Database: func() (string, error) { return filepath.Abs("usual.db") },
		Screen: func(_ context.Context, o ScreenOptions) error {
			fmt.Printf("screens on %s in %q\n", filepath.Base(o.Database), o.Lang)
			if s := o.Straight; s != nil {
				fmt.Printf("straight to %s at %s by %s\n", s.FormID, s.Hall.Name, s.Person.Name)
			}
			if o.Database == "gone.db" {
				return &store.OpenError{Path: o.Database, Rule: store.NoFolder}
			}
			return nil
		}}
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: filepath.Join("testdata", "script"), Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"seed": seed, "newer": newer, "cells": cells, "talk": talked, "only": only, "cut": cut,
	}, Condition: func(cond string) (bool, error) {
		if cond != "root" {
			return false, fmt.Errorf("there is no condition %q", cond)
		}
		return os.Getuid() == 0, nil // to whom no folder is closed
	}})
}

// opened opens a database. A script beside this one that is starting a program
// just now lends it what is open here for a moment, a lock that was given back
// among it.
func opened(ctx context.Context, o store.Options) (s *store.Store, err error) {
	for range 100 {
		s, err = store.Open(ctx, o)
		var locked *store.OpenError
		if !errors.As(err, &locked) || locked.Rule != store.Locked {
			return s, err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return s, err
}

// seed FILE [LAPTOP] makes a database with two halls, two interviewers, and six
// interviews: four ended (two at each hall, a day apart), a draft, a practice
// one.
func seed(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	n, clock, laptop, ids := 0, noon, "laptop", "bbbb"
	if len(args) > 1 {
		laptop, ids = args[1], fmt.Sprintf("%04x", []byte(args[1]))[:4]
	}
	s, err := opened(ctx, store.Options{Path: ts.MkAbs(args[0]), Access: store.Write, DeviceName: laptop, Parse: xlsform.Parse, Builtin: builtin.All,
		Now: func() time.Time { clock = clock.Add(time.Second); return clock }, NewID: func() string { n++; return fmt.Sprintf("0193%s-0000-7000-8000-%012d", ids, n) }})
	ts.Check(err)
	defer func() { ts.Check(s.Close()) }()
	var halls [2]questionnaire.Hall
	var people [2]questionnaire.Person
	for i, name := range []string{"人民路营业厅", "校园营业厅"} {
		halls[i], err = s.SaveHall(ctx, questionnaire.Hall{Code: fmt.Sprintf("A0%d", i+1), Name: name, Operator: "mobile", Kind: "own"})
		ts.Check(err)
	}
	for i, name := range []string{"李明", "王芳"} {
		people[i], err = s.SavePerson(ctx, questionnaire.Person{Number: fmt.Sprintf("0%d", i+7), Name: name})
		ts.Check(err)
	}
	for i := range 6 {
		clock = noon.AddDate(0, 0, i/2-1)
		hold(ts, s, store.Opening{ID: fmt.Sprintf("0193%s-0000-7000-8000-%012d", strings.Replace(ids, "bbbb", "cccc", 1), i+1000*(len(args)-1)+1), Form: builtin.Customer(), Hall: halls[i%2],
			Interviewer: people[i%2], Language: "zh", StartedAt: clock, Practice: questionnaire.Practice(i / 5)}, i != 4)
	}
}

// hold keeps an interview of a customer who is content, all but once.
func hold(ts *testscript.TestScript, s *store.Store, o store.Opening, end bool) {
	ctx := context.Background()
	ses := questionnaire.Begin(o.Form, questionnaire.NewContext(o.Hall, o.Interviewer, questionnaire.Study{Org: "课题组", Keep: 30}, o.StartedAt), nil)
	for _, a := range [][2]string{{"consent", "1"}, {"customer_of", "1"}, {"adult", "1"}, {"before", "2"}, {"overall", "4"}, {"payment", "2"},
		{"switching", "2"}, {"stay_why", "1 3"}, {"remark", "=办得快，\"不错\""}, {"callback_ok", "1"}, {"contact_consent", "1"}, {"contact_phone", "13800138000"}} {
		answer, bad := ses.Parse(questionnaire.Ref{Item: a[0]}, a[1])
		if bad == nil {
			bad = ses.Record(answer)
		}
		if bad != nil {
			ts.Fatalf("%s does not take %q: %s", a[0], a[1], bad.Rule)
		}
	}
	ses.Remark(questionnaire.Ref{Item: "payment"}, "只在柜台交")
	ts.Check(s.Save(ctx, store.Change{Opening: o, Answers: ses.Take(), At: ses.At(), Active: 90 * time.Second, Language: "zh"}))
	if end {
		ts.Check(s.Finish(ctx, o.ID, questionnaire.Complete, 95*time.Second))
	}
}

// newer FILE makes a database look as if a later version had written it.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	binary.BigEndian.PutUint32(b[60:], 999)
	ts.Check(os.WriteFile(path, b, 0o600))
}

// cells FILE ROWS COLUMN: the file has so many rows under its head, and the
// column is (with !: is not) in it.
func cells(ts *testscript.TestScript, neg bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	lines := bytes.Split(bytes.TrimSuffix(b, []byte("\r\n")), []byte("\r\n"))
	if !bytes.HasPrefix(b, []byte("\ufeff")) {
		ts.Fatalf("%s has no byte order mark", args[0])
	}
	if got := fmt.Sprint(len(lines) - 1); got != args[1] {
		ts.Fatalf("%s has %s rows, wanted %s", args[0], got, args[1])
	}
	head := bytes.Split(bytes.TrimPrefix(lines[0], []byte("\ufeff")), []byte(","))
	has := false
	for _, h := range head {
		has = has || string(h) == args[2]
	}
	if has == neg {
		ts.Fatalf("column %s in %s: %t", args[2], args[0], has)
	}
}

// only DIR FILE: the only file of the folder gets this name.
func only(ts *testscript.TestScript, _ bool, args []string) {
	list, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(list) != 1 {
		ts.Fatalf("%s holds %d files", args[0], len(list))
	}
	ts.Check(os.Rename(filepath.Join(ts.MkAbs(args[0]), list[0].Name()), ts.MkAbs(args[1])))
}

// cut FILE INTO N: the first N bytes of a file.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b[:n], 0o600))
}
