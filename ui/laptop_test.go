package ui

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/uitest"
)

// laptop is one laptop with its database, and the program started on it.
type laptop struct {
	*uitest.Driver
	tb    testing.TB
	root  *Root
	store *store.Store
	clock time.Time
	ids   int
	path  string
}

// size is a window.
type size struct{ width, height int }

var usual = size{80, 24}

// noon is when every test begins: a Wednesday in China.
var noon = time.Date(2026, 11, 25, 14, 3, 22, 0, time.FixedZone("", 8*3600))

// newLaptop is one on which the program was never started.
func newLaptop(tb testing.TB) *laptop {
	return &laptop{tb: tb, clock: noon, path: filepath.Join(tb.TempDir(), "tingfang.db")}
}

func (l *laptop) now() time.Time { return l.clock }

func (l *laptop) newID() string {
	l.ids++
	return fmt.Sprintf("01960000-0000-7000-8000-%012d", l.ids)
}

func (l *laptop) open(ctx context.Context) (*store.Store, error) {
	st, err := store.Open(ctx, store.Options{Path: l.path, Access: store.WriteOrRead, Now: l.now, NewID: l.newID, DeviceName: "laptop",
		Parse: xlsform.Parse, Builtin: builtin.All})
	if err == nil {
		l.store = st
		l.tb.Cleanup(func() { st.Close() })
	}
	return st, err
}

// start starts the program; environment is NAME=VALUE.
func (l *laptop) start(in size, lang questionnaire.Lang, environment ...string) *laptop {
	l.tb.Helper()
	getenv := func(name string) string {
		for _, e := range append(environment, "TERM=xterm-256color") {
			if v, ok := strings.CutPrefix(e, name+"="); ok {
				return v
			}
		}
		return ""
	}
	w := &wire{env: &nav.Env{Now: l.now, NewID: l.newID, Lang: lang}, o: Options{Open: l.open, Lang: lang, Getenv: getenv, Version: "1.0", Folder: "/home/li"}}
	l.root = newRoot(w, look(getenv), func() tea.Msg { return w.open(context.Background()) })
	l.Driver = uitest.NewModel(l.tb, in.width, in.height, l.root)
	return l
}

// known enters who, where and for which study, as a first start would.
func (l *laptop) known() *laptop {
	l.tb.Helper()
	ctx := context.Background()
	st, err := l.open(ctx)
	if err != nil {
		l.tb.Fatal(err)
	}
	for _, p := range []questionnaire.Person{{Number: "07", Name: "李明"}, {Number: "08", Name: "王芳"}} {
		if _, err := st.SavePerson(ctx, p); err != nil {
			l.tb.Fatal(err)
		}
	}
	hall := questionnaire.Hall{Code: "H01", Name: "人民路营业厅", Operator: "mobile", City: "江城", Kind: "own", Target: 20}
	if _, err := st.SaveHall(ctx, hall); err != nil {
		l.tb.Fatal(err)
	}
	if err := st.SetStudy(ctx, questionnaire.Study{Org: "江城大学市场调查组", Contact: "027-12345678", Keep: 30}); err != nil {
		l.tb.Fatal(err)
	}
	l.close()
	return l
}

// close ends the program, so that it can be started again.
func (l *laptop) close() {
	l.tb.Helper()
	if err := l.store.Close(); err != nil {
		l.tb.Fatal(err)
	}
}

// held holds interviews the short way, one every five minutes before noon; a
// disposition of "" leaves a draft at item gap.
func (l *laptop) held(all ...questionnaire.Disposition) *laptop {
	l.tb.Helper()
	ctx := context.Background()
	st, err := l.open(ctx)
	if err != nil {
		l.tb.Fatal(err)
	}
	people, _ := st.People(ctx)
	halls, _ := st.Halls(ctx)
	f := builtin.Customer()
	for i, d := range all {
		at := noon.Add(-time.Duration(5*(len(all)-i)) * time.Minute)
		l.clock = at
		o := store.Opening{ID: l.newID(), Form: f, Hall: halls[0], Interviewer: people[0], Language: questionnaire.ZH, StartedAt: at}
		var answers []questionnaire.Answer
		for item, code := range map[string]string{"consent": "1", "customer_of": "1", "adult": "1", "before": "2", "overall": fmt.Sprint(i%5 + 1)} {
			answers = append(answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: []string{code}})
		}
		if d == questionnaire.Breakoff || d == questionnaire.Partial {
			answers = append(answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: "breakoff_why"}, Status: questionnaire.Given, Codes: []string{"1"}})
		}
		c := store.Change{Opening: o, Answers: answers, At: questionnaire.Ref{Item: "gap"}, Active: 250 * time.Second, Language: questionnaire.ZH}
		if err := st.Save(ctx, c); err != nil {
			l.tb.Fatal(err)
		}
		if d == "" {
			continue
		}
		if err := st.Finish(ctx, o.ID, d, 250*time.Second); err != nil {
			l.tb.Fatal(err)
		}
	}
	l.clock = noon
	l.close()
	return l
}

// sees fails the test where the screen does not show a text.
func (l *laptop) sees(texts ...string) {
	l.tb.Helper()
	for _, s := range texts {
		if !strings.Contains(l.Text(), s) {
			l.tb.Fatalf("%q is not on the screen:\n%s", s, l.Text())
		}
	}
}

// seesNot fails the test where it does.
func (l *laptop) seesNot(s string) {
	l.tb.Helper()
	if strings.Contains(l.Text(), s) {
		l.tb.Fatalf("%q is on the screen:\n%s", s, l.Text())
	}
}
