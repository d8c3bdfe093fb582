package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// form is a small form with every kind of item, a branch, a personal item and
// a list of more than 250 choices.
func form(t testing.TB) *questionnaire.Form { return formVersion(t, "1") }

func formVersion(t testing.TB, version string) *questionnaire.Form {
	t.Helper()
	when := func(src string) *expr.Expr {
		e, err := expr.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	list := func(n int) *questionnaire.List {
		l := &questionnaire.List{}
		for i := range n {
			l.Choices = append(l.Choices, questionnaire.Choice{Name: fmt.Sprint(i + 1), Label: questionnaire.Text{"zh": fmt.Sprint("选项", i+1)}})
		}
		return l
	}
	all := questionnaire.MayNotKnow | questionnaire.MayRefuse | questionnaire.MayNotApply
	f := &questionnaire.Form{ID: "small", Version: version, Title: questionnaire.Text{"zh": "小问卷"}, DefaultLanguage: "zh", Mode: questionnaire.Survey, Partial: 2,
		Lists: map[string]*questionnaire.List{"two": list(2), "five": list(5), "long": list(300), "eleven": list(11)},
		Questions: []questionnaire.Question{
			{Name: "consent", Kind: questionnaire.SelectOne, List: "two", Missing: all},
			{Name: "overall", Kind: questionnaire.SelectOne, List: "five", Missing: all},
			{Name: "why", Kind: questionnaire.FreeText, Missing: all, Relevant: when("${overall} <= 2 and ${overall} != ''")},
			{Name: "places", Kind: questionnaire.SelectMultiple, List: "eleven", Missing: all},
			{Name: "other", Kind: questionnaire.FreeText, Inline: true, Relevant: when("selected(${places}, '11')")},
			{Name: "town", Kind: questionnaire.SelectOne, List: "long", Missing: all, Relevant: when("selected(${places}, '3')")},
			{Name: "recommend", Kind: questionnaire.Range, Range: questionnaire.Bounds{Start: 0, End: 10, Step: 1}, Missing: all},
			{Name: "tariff", Kind: questionnaire.Decimal, Missing: all},
			{Name: "years", Kind: questionnaire.Integer, Missing: all},
			{Name: "since", Kind: questionnaire.Date, Missing: all},
			{Name: "sum", Kind: questionnaire.Calculate, Calculation: when("${recommend} + ${years}")},
			{Name: "phone", Kind: questionnaire.FreeText, Missing: all, Personal: true, Relevant: when("${consent} = '1'")},
		}}
	for i := range f.Questions {
		f.Questions[i].Group = -1
		f.Questions[i].No = i + 1
	}
	f.Source = []byte("small form, version " + version)
	f.Hash = sha256.Sum256(f.Source)
	if err := f.Compile(); err != nil {
		t.Fatal(err)
	}
	return f
}

// parser reads back what form wrote.
func parser(t testing.TB) func([]byte) (*questionnaire.Form, error) {
	return func(source []byte) (*questionnaire.Form, error) {
		version, ok := strings.CutPrefix(string(source), "small form, version ")
		if !ok {
			return nil, errors.New("not the small form")
		}
		return formVersion(t, version), nil
	}
}

var china = time.FixedZone("", 8*3600)

var ids atomic.Int64

func newID() string {
	return fmt.Sprintf("%08x-0000-7000-8000-%012x", os.Getpid(), ids.Add(1))
}

func options(t testing.TB, path string) Options {
	return Options{Path: path, Now: time.Now, NewID: newID, DeviceName: "laptop", Parse: parser(t), Builtin: func() []*questionnaire.Form { return []*questionnaire.Form{form(t)} }}
}

// fresh opens a new database in a folder of its own.
func fresh(t testing.TB) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "访谈 # 1?.db")
	ok(t, os.WriteFile(path, schemaOnly(), 0o600))
	return reopen(t, path)
}

// schemaOnly is a database with its tables and nothing in them: to make one costs
// more than most tests.
var schemaOnly = sync.OnceValue(func() []byte {
	dir, err := os.MkdirTemp("", "tingfang")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "blank.db")
	if err := create(context.Background(), path); err != nil {
		panic(err)
	}
	db, err := sql.Open("sqlite", dsn(path, runtime.GOOS == "windows", writing))
	if err != nil {
		panic(err)
	}
	if err := errors.Join(migrate(context.Background(), db, path, migrations(), 0), db.Close()); err != nil {
		panic(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return content
})

func reopen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(context.Background(), options(t, path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// desk is a store with a hall and an interviewer, where interviews can begin.
type desk struct {
	*Store
	t      testing.TB
	hall   questionnaire.Hall
	person questionnaire.Person
	form   *questionnaire.Form
}

func newDesk(t testing.TB) *desk {
	s := fresh(t)
	ctx := context.Background()
	return &desk{Store: s, t: t, form: form(t),
		hall:   must[questionnaire.Hall](t)(s.SaveHall(ctx, questionnaire.Hall{Code: "H01", Name: "中山路营业厅", Operator: "mobile", City: "南京", Target: 60})),
		person: must[questionnaire.Person](t)(s.SavePerson(ctx, questionnaire.Person{Number: "07", Name: "王芳"}))}
}

// opening is a new interview beginning at the time.
func (d *desk) opening(at time.Time) Opening {
	return Opening{ID: newID(), Form: d.form, Hall: d.hall, Interviewer: d.person, Language: "zh", StartedAt: at.Truncate(time.Millisecond)}
}

// save saves answers of an interview.
func (d *desk) save(o Opening, answers ...questionnaire.Answer) {
	d.t.Helper()
	ok(d.t, d.Save(context.Background(), Change{Opening: o, Answers: answers, At: answers[len(answers)-1].Ref}))
}

func (d *desk) read(o Opening, personal bool) questionnaire.Response {
	d.t.Helper()
	return must[questionnaire.Response](d.t)(d.Response(context.Background(), o.ID, personal))
}

func chose(item string, codes ...string) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: codes}
}

func wrote(item, text string) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Text: text}
}

func counted(item string, x float64) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Number: x}
}

// bare takes time and count off answers, to compare what was said.
func bare(list []questionnaire.Answer) map[string]questionnaire.Answer {
	out := map[string]questionnaire.Answer{}
	for _, a := range list {
		a.At, a.Edits = time.Time{}, 0
		if len(a.Codes) == 0 {
			a.Codes = nil
		}
		out[a.Item] = a
	}
	return out
}
