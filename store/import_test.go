package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
	"tingfang/store/exchange"
)

// customers opens a new database with the customer survey.
func customers(t testing.TB) *Store {
	t.Helper()
	s, err := Open(context.Background(), Options{Path: filepath.Join(t.TempDir(), "客户.db"), Now: time.Now, NewID: newID, DeviceName: "laptop",
		Builtin: builtin.All})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// exported is the file of all a database holds of a form.
func exported(t testing.TB, s *Store, f *questionnaire.Form, o exchange.CSVOptions, all bool) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := exchange.WriteCSV(&b, f, s.Responses(context.Background(), Query{FormID: f.ID, All: all, Personal: o.Personal}), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// load imports a file.
func load(t testing.TB, s *Store, f *questionnaire.Form, file []byte) (ImportResult, error) {
	t.Helper()
	r, err := exchange.NewReader(bytes.NewReader(file), exchange.ReadOptions{Form: f, Now: time.Now()})
	if err != nil {
		return ImportResult{}, err
	}
	return s.Import(context.Background(), r.Responses(), ImportOptions{Known: r.Known})
}

// everyWay are the flags with which a file goes out and comes back.
func everyWay() (out []exchange.CSVOptions) {
	for i := range 8 {
		out = append(out, exchange.CSVOptions{Raw: i&1 != 0, Remarks: i&2 != 0, Personal: i&4 != 0})
	}
	return out
}

func TestFilesOfMadeUpInterviewsComeBackExactly(t *testing.T) {
	f, from := builtin.Customer(), customers(t)
	must[ImportResult](t)(from.Import(context.Background(), demo.Responses(f, demo.Options{Count: 60, Seed: 4}), ImportOptions{}))
	for _, o := range everyWay() {
		for _, all := range []bool{false, true} {
			file := exported(t, from, f, o, all)
			to := customers(t)
			got := must[ImportResult](t)(load(t, to, f, file))
			if again := exported(t, to, f, o, all); !bytes.Equal(file, again) || got.Added < 55 {
				t.Fatalf("%+v, all %v: %+v; came back as\n%.2000s\nfrom\n%.2000s", o, all, got, again, file)
			}
			if twice := must[ImportResult](t)(load(t, to, f, file)); twice.Added != 0 || twice.Skipped != got.Added {
				t.Errorf("again: %+v", twice)
			}
			checkImported(t, to)
		}
	}
}

// checkImported holds what an import wrote to the rules of the store: one
// event and one revision each, and a packed row of every ended interview.
func checkImported(t *testing.T, s *Store) {
	t.Helper()
	var n, events, sealed, ended, packed int
	ok(t, s.r.QueryRow(`SELECT (SELECT count(*) FROM response), (SELECT count(*) FROM event), (SELECT count(*) FROM response r JOIN revision v ON v.hash = r.base
		JOIN head h ON h.record = r.id AND h.revision = v.key), (SELECT count(*) FROM response WHERE stage = 1), (SELECT count(*) FROM packed)`).
		Scan(&n, &events, &sealed, &ended, &packed))
	if n == 0 || events != n || sealed != n || packed != ended {
		t.Errorf("%d interviews have %d events and %d revisions; %d ended ones %d packed rows", n, events, sealed, ended, packed)
	}
}

// Whatever is held and however it ends, its file comes back.
func TestFilesOfInterviewsComeBackExactly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d, ctx := newDesk(t), context.Background()
		start := time.Date(2026, 11, 25, 9, 0, 0, 0, china)
		for i := range rapid.IntRange(1, 4).Draw(rt, "interviews") {
			o := d.opening(start.Add(time.Duration(rapid.IntRange(0, 1500).Draw(rt, "later")) * time.Millisecond))
			o.ID = fmt.Sprintf("%x-%d", rapid.IntRange(0, 15).Draw(rt, "id"), i)
			o.Practice = questionnaire.Practice(rapid.IntRange(0, 1).Draw(rt, "practice"))
			s := questionnaire.Begin(d.form, questionnaire.NewContext(o.Hall, o.Interviewer, questionnaire.Study{}, o.StartedAt), nil)
			for range rapid.IntRange(0, 12).Draw(rt, "answers") {
				act(rt, s)
				if answers := s.Take(); len(answers) > 0 {
					ok(t, d.Save(ctx, Change{Opening: o, Answers: answers}))
				}
			}
			if _, err := d.Response(ctx, o.ID, false); err != nil {
				continue
			}
			switch rapid.IntRange(0, 3).Draw(rt, "ending") {
			case 0:
				ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, 90*time.Second))
			case 1:
				ok(t, d.Void(ctx, o.ID, "重复"))
			case 2:
				ok(t, d.Finish(ctx, o.ID, questionnaire.Partial, 1499*time.Millisecond))
				if rapid.Bool().Draw(rt, "void") {
					ok(t, d.Void(ctx, o.ID, ""))
				}
			}
		}
		o, all := rapid.SampledFrom(everyWay()).Draw(rt, "flags"), rapid.Bool().Draw(rt, "all")
		file, to := exported(t, d.Store, d.form, o, all), fresh(t)
		if _, err := load(t, to, d.form, file); err != nil {
			rt.Fatalf("%+v: %v\n%s", o, err, file)
		}
		if again := exported(t, to, d.form, o, all); !bytes.Equal(file, again) {
			rt.Fatalf("%+v, all %v: came back as\n%s\nfrom\n%s", o, all, again, file)
		}
		var lost int
		if ok(t, to.r.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&lost)); lost > 0 {
			rt.Fatalf("%d rows refer to what is not there", lost)
		}
		to.Close()
		d.Close()
	})
}

// act does something an interviewer may do: answer, remark, take back.
func act(rt *rapid.T, s *questionnaire.Session) {
	route := s.Route()
	ref := rapid.SampledFrom(route).Draw(rt, "item")
	switch rapid.IntRange(0, 5).Draw(rt, "what") {
	case 0:
		s.Remark(ref, rapid.SampledFrom([]string{"=1+1", "'", "-99", " 两行\n字 ", "a,\"b\"", ""}).Draw(rt, "remark"))
	case 1:
		s.Clear(ref)
	case 2:
		s.Record(questionnaire.Answer{Ref: ref, Status: rapid.SampledFrom([]questionnaire.Status{questionnaire.DontKnow, questionnaire.Refused, questionnaire.NotApplicable}).Draw(rt, "status")})
	default:
		s.Record(answerFor(rt, s, ref))
	}
}

func TestInterviewsOfOneSecondKeepTheirOrder(t *testing.T) {
	d := newDesk(t)
	for i, id := range []string{"b", "a", "c", "a2"} {
		o := d.opening(time.Date(2026, 11, 25, 9, 0, 0, i*2e6, china))
		o.ID = id
		d.save(o, chose("consent", "1"))
		ok(t, d.Finish(context.Background(), id, questionnaire.Complete, 0))
	}
	file, to := exported(t, d.Store, d.form, exchange.CSVOptions{}, false), fresh(t)
	must[ImportResult](t)(load(t, to, d.form, file))
	if again := exported(t, to, d.form, exchange.CSVOptions{}, false); !bytes.Equal(file, again) {
		t.Errorf("came back as\n%s\nfrom\n%s", again, file)
	}
}

func TestPlainRowsAreImportedOnce(t *testing.T) {
	s, f, ctx := customers(t), builtin.Customer(), context.Background()
	file := []byte("hall,interviewer,started_at,overall,payment,switching,switch_why\nA01,07,2026-11-20,5,-97,2,\nA01,07,2026-11-20,5,从不自己交,没有,\nB02,08,2026-11-21 10:30,2,4,1,1 3\n")
	read := func() (ImportResult, error) {
		r, err := exchange.NewReader(bytes.NewReader(file), exchange.ReadOptions{Form: f, Now: time.Now()})
		ok(t, err)
		return s.Import(ctx, r.Responses(), ImportOptions{})
	}
	got := must[ImportResult](t)(read())
	if got.Added != 3 || !slices.Equal(got.Halls, []string{"A01", "B02"}) || !slices.Equal(got.People, []string{"07", "08"}) {
		t.Errorf("%+v", got)
	}
	if got := must[ImportResult](t)(read()); got.Added != 0 || got.Skipped != 3 || got.Halls != nil {
		t.Errorf("again: %+v", got)
	}
	c := must[Counts](t)(s.Counts(ctx, f.ID, "", time.Time{}, time.Time{}))
	if c.By[questionnaire.Complete] != 3 {
		t.Errorf("%+v", c)
	}
	checkImported(t, s)
}

func TestAllRowsOrNone(t *testing.T) {
	f, from, ctx := builtin.Customer(), customers(t), context.Background()
	must[ImportResult](t)(from.Import(ctx, demo.Responses(f, demo.Options{Count: 60, Seed: 4}), ImportOptions{}))
	file := exported(t, from, f, exchange.CSVOptions{}, true)
	broken := bytes.Replace(file, []byte(",+08:00,"), []byte(",CST,"), 1)
	count := func(s *Store) int { return must[int](t)(s.CountRows(ctx, Filter{Voided: true})) }

	to := customers(t)
	var bad *exchange.FaultsError
	if _, err := load(t, to, f, broken); !errors.As(err, &bad) || count(to) != 0 || to.Demo() {
		t.Errorf("%d rows after %v", count(to), err)
	}
	twice := append(slices.Clone(file), file[bytes.Index(file, []byte("\r\n"))+2:]...)
	if _, err := load(t, to, f, twice); !errors.As(err, &bad) || bad.First[0].Rule != exchange.RuleTwice || bad.First[0].Row != 62 || count(to) != 0 {
		t.Errorf("%d rows after %v", count(to), err)
	}
	must[ImportResult](t)(load(t, to, f, file))
	other := bytes.Replace(file, []byte(",complete,0,"), []byte(",partial,0,"), 1)
	if _, err := load(t, to, f, other); !errors.As(err, &bad) || bad.First[0].Rule != exchange.RuleOther || bad.First[0].Column != "disposition" || bad.More != 0 {
		t.Errorf("other values: %v", err)
	}
	if halls := must[[]questionnaire.Hall](t)(to.Halls(ctx)); len(halls) != 10 {
		t.Errorf("%d halls", len(halls))
	}
}

func TestADryRunKeepsNothing(t *testing.T) {
	s, ctx := customers(t), context.Background()
	told := 0
	got := must[ImportResult](t)(s.Import(ctx, demo.Responses(builtin.Customer(), demo.Options{Count: 50, Seed: 1}),
		ImportOptions{DryRun: true, Progress: func(done int) { told = done }}))
	if got.Added != 50 || told != 50 || s.Demo() || len(must[[]questionnaire.Hall](t)(s.Halls(ctx))) != 0 || must[int](t)(s.CountRows(ctx, Filter{Voided: true})) != 0 {
		t.Errorf("%+v, told %d", got, told)
	}
}

func TestAnImportCanBeStopped(t *testing.T) {
	s := customers(t)
	ctx, stop := context.WithCancel(context.Background())
	_, err := s.Import(ctx, demo.Responses(builtin.Customer(), demo.Options{Count: 5000, Seed: 1}), ImportOptions{Progress: func(int) { stop() }})
	if !errors.Is(err, context.Canceled) || must[int](t)(s.CountRows(context.Background(), Filter{Voided: true})) != 0 {
		t.Errorf("error %v", err)
	}
}

func TestWhatIsMadeUpStaysApart(t *testing.T) {
	ctx, f := context.Background(), builtin.Customer()
	s := customers(t)
	must[ImportResult](t)(s.Import(ctx, demo.Responses(f, demo.Options{Count: 30, Seed: 1}), ImportOptions{}))
	if !s.Demo() {
		t.Error("the database is not marked")
	}
	real := []byte("overall\n5\n")
	if _, err := load(t, s, f, real); !errors.Is(err, ErrDemo) {
		t.Errorf("real rows among made-up ones: %v", err)
	}
	o := Opening{ID: newID(), Form: f, Language: "zh", StartedAt: time.Now()}
	ok(t, s.Save(ctx, Change{Opening: o, Answers: []questionnaire.Answer{chose("consent", "1")}}))
	if r := must[questionnaire.Response](t)(s.Response(ctx, o.ID, false)); r.Origin != questionnaire.Demo {
		t.Errorf("an interview held among made-up ones is %s", r.Origin)
	}
	again, err := Open(ctx, Options{Path: s.Path(), Access: Read, Now: time.Now, NewID: newID})
	ok(t, err)
	defer again.Close()
	if !again.Demo() {
		t.Error("the mark is not seen at the next opening")
	}
	s = customers(t)
	must[ImportResult](t)(load(t, s, f, real))
	if _, err := s.Import(ctx, demo.Responses(f, demo.Options{Count: 30, Seed: 1}), ImportOptions{}); !errors.Is(err, ErrReal) || s.Demo() {
		t.Errorf("made-up rows among real ones: %v", err)
	}
}
