package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/store/bundle"
)

// from is a bundle that lies at a path.
func from(t testing.TB, paths ...string) []Incoming {
	t.Helper()
	out := make([]Incoming, len(paths))
	for i, p := range paths {
		st, err := os.Stat(p)
		ok(t, err)
		out[i] = Incoming{Name: filepath.Base(p), Size: st.Size(), Open: func() (io.ReadCloser, error) { return os.Open(p) }}
	}
	return out
}

func trust(bundle.Header) bool { return true }

// packs packs what is new into a folder of its own, readable by anyone.
func (d *desk) packs(o PackOptions) string {
	d.t.Helper()
	o.Plain = true
	return must[Bundled](d.t)(d.Pack(context.Background(), d.t.TempDir(), o)).Path
}

// merges takes in bundles that must all be good.
func (d *desk) merges(paths ...string) Merged {
	d.t.Helper()
	got := must[Merged](d.t)(d.Merge(context.Background(), from(d.t, paths...), MergeOptions{Trust: trust}))
	for _, f := range got.Files {
		if f.Err != nil {
			d.t.Fatalf("%s: %v", f.Name, f.Err)
		}
	}
	return got
}

func (d *desk) content() string {
	d.t.Helper()
	return fmt.Sprintf("%x", must[[32]byte](d.t)(d.ContentHash(context.Background())))
}

// finishes holds an interview and ends it.
func (d *desk) finishes(answers ...questionnaire.Answer) Opening {
	d.t.Helper()
	o := d.opening(d.o.Now())
	d.save(o, answers...)
	ok(d.t, d.Finish(context.Background(), o.ID, questionnaire.Complete, time.Minute))
	return o
}

func (d *desk) corrects(o Opening, a questionnaire.Answer, reason string) {
	d.t.Helper()
	ok(d.t, d.Correct(context.Background(), o.ID, []questionnaire.Answer{a}, d.person.ID, reason))
}

// A laptop's interviews come to another one with everything in them, once,
// however often the bundle is taken in.
func TestInterviewsTravel(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	o := a.finishes(chose("consent", "1"), chose("overall", "2"), wrote("why", "信号不好"), chose("places", "3", "11"), counted("recommend", 7), wrote("phone", "13800001111"))
	_, err := a.Tally(context.Background(), Approach{FormID: "small", Hall: a.hall, Interviewer: a.person, Disposition: questionnaire.Refusal})
	ok(t, err)
	path := a.packs(PackOptions{})
	got := b.merges(path)
	if f := got.Files[0]; f.New != 1 || f.Newer != 0 || f.Same != 0 || !f.Enrols || len(f.Halls) != 1 || f.Halls[0].Hall.Code != "H01" {
		t.Errorf("merged %+v", f)
	}
	want, have := a.read(o, true), b.read(o, true)
	want.Changed, have.Changed = 0, 0
	want.At, have.At = questionnaire.Ref{}, questionnaire.Ref{}
	if !reflect.DeepEqual(want, have) {
		t.Errorf("there\n%+v\nhere\n%+v", want, have)
	}
	if !bytes.Equal(must[[]byte](t)(a.Packed(context.Background(), o.ID)), must[[]byte](t)(b.Packed(context.Background(), o.ID))) {
		t.Error("the packed rows differ")
	}
	if n := b.count("SELECT count(*) FROM approach"); n != 1 {
		t.Errorf("%d approaches", n)
	}
	before := b.content()
	again := b.merges(path, path)
	if !again.Files[0].Known || !again.Files[1].Known || b.content() != before || b.count("SELECT count(*) FROM response") != 1 {
		t.Errorf("again: %+v", again)
	}
	if people := must[[]questionnaire.Person](t)(b.People(context.Background())); len(people) != 2 {
		t.Errorf("people %+v", people)
	}
	b.same()
}

// same holds the tables to the revisions: what a reading of all of them anew
// would write stands there already.
func (d *desk) same() {
	d.t.Helper()
	for _, query := range []string{
		"SELECT count(*) FROM head h WHERE EXISTS (SELECT 1 FROM parent p JOIN revision r ON r.key = h.revision WHERE p.parent = r.hash)",
		"SELECT count(*) FROM revision r WHERE NOT EXISTS (SELECT 1 FROM parent p WHERE p.parent = r.hash) AND NOT EXISTS (SELECT 1 FROM head h WHERE h.revision = r.key)",
		"SELECT count(*) FROM response r WHERE r.stage = 1 AND NOT EXISTS (SELECT 1 FROM revision v WHERE v.record = r.id AND v.hash = r.base) AND r.disposition <> 'withdrawn'",
		"SELECT count(*) FROM response r WHERE stage = 1 AND disposition <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM packed p WHERE p.response = r.key)",
		"SELECT count(*) FROM revision WHERE (gone = 1) <> (body IS NULL)",
		"SELECT count(*) FROM pragma_foreign_key_check", // which is not looked at while merging
	} {
		if n := d.count(query); n != 0 {
			d.t.Errorf("%d rows: %s", n, query)
		}
	}
}

// Two laptops change different items of one interview: both changes stand, and
// nobody is asked. They change the same item: both are shown.
func TestEditsOfOneInterview(t *testing.T) {
	a, b, c := newDesk(t), newDesk(t), newDesk(t)
	ctx := context.Background()
	o := a.finishes(chose("consent", "1"), chose("overall", "4"), counted("recommend", 7), counted("tariff", 59))
	b.merges(a.packs(PackOptions{}))
	a.corrects(o, counted("tariff", 69), "看错了")
	b.corrects(o, chose("overall", "5"), "说错了")
	fromA, fromB := a.packs(PackOptions{}), b.packs(PackOptions{})
	a.merges(fromB)
	b.merges(fromA)
	c.merges(fromB, fromA)
	for i, d := range []*desk{a, b, c} {
		got := bare(d.read(o, false).Answers)
		if got["tariff"].Number != 69 || got["overall"].Codes[0] != "5" || len(must[[]Conflict](t)(d.Conflicts(ctx))) != 0 || d.content() != a.content() && i < 2 {
			t.Errorf("laptop %d: %+v, %+v", i, got, must[[]Conflict](t)(d.Conflicts(ctx)))
		}
		d.same()
	}

	a.corrects(o, counted("recommend", 9), "他说的是九")
	b.corrects(o, counted("recommend", 8), "录音是八")
	fromA, fromB = a.packs(PackOptions{}), b.packs(PackOptions{})
	if got := a.merges(fromB); got.Conflicts != 1 {
		t.Errorf("%+v", got)
	}
	b.merges(fromA)
	list := must[[]Conflict](t)(a.Conflicts(ctx))
	other := must[[]Conflict](t)(b.Conflicts(ctx))
	if len(list) != 1 || len(list[0].Sides) != 2 || list[0].Item.Item != "recommend" || list[0].Row.ID != o.ID || len(other) != 1 || list[0].Sides[0].Answer.Number != other[0].Sides[0].Answer.Number {
		t.Fatalf("conflicts %+v\n%+v", list, other)
	}
	values := []float64{list[0].Sides[0].Answer.Number, list[0].Sides[1].Answer.Number}
	slices.Sort(values)
	if !reflect.DeepEqual(values, []float64{8, 9}) || list[0].Sides[0].Reason == "" || list[0].Sides[0].Laptop == "" || list[0].Sides[0].Who.Name != "王芳" {
		t.Errorf("sides %+v", list[0].Sides)
	}
	if got := a.read(o, false); bare(got.Answers)["recommend"].Number != list[0].Sides[0].Answer.Number {
		t.Error("what is shown is not the first side")
	}
	if err := a.Correct(ctx, o.ID, []questionnaire.Answer{counted("tariff", 1)}, "", "x"); !errors.Is(err, ErrUndecided) {
		t.Errorf("corrected while in conflict: %v", err)
	}
	// What else happens meanwhile leaves the conflict open.
	ok(t, a.Void(ctx, o.ID, "重复"))
	if got := must[[]Conflict](t)(a.Conflicts(ctx)); len(got) != 1 {
		t.Errorf("voiding settled the conflict: %+v", got)
	}

	third := counted("recommend", 8.0)
	third.Remark = "听了录音"
	ok(t, a.Resolve(ctx, o.ID, Decision{Answers: map[string]questionnaire.Answer{list[0].Field: third}}, a.person.ID, "听了录音"))
	if got := bare(a.read(o, false).Answers)["recommend"]; got.Number != 8 || got.Remark != "听了录音" || a.count("SELECT count(*) FROM clash") != 0 {
		t.Errorf("decided: %+v", got)
	}
	b.merges(a.packs(PackOptions{}))
	if got := bare(b.read(o, false).Answers)["recommend"]; got.Number != 8 || got.Remark != "听了录音" || b.count("SELECT count(*) FROM clash") != 0 || !b.read(o, false).Voided {
		t.Errorf("decided elsewhere: %+v", got)
	}
	a.same()
	b.same()
}

// A withdrawal wins over everything, wherever and in whatever order it comes.
func TestAWithdrawalTravels(t *testing.T) {
	a, b, c := newDesk(t), newDesk(t), newDesk(t)
	ctx := context.Background()
	o := a.finishes(chose("consent", "1"), chose("overall", "2"), wrote("why", "绝密的话"), wrote("phone", "13800001111"))
	first := a.packs(PackOptions{})
	b.merges(first)
	b.corrects(o, wrote("why", "绝密的话改了"), "听错了")
	ok(t, a.Withdraw(ctx, o.ID))
	second, edit := a.packs(PackOptions{}), b.packs(PackOptions{})
	b.merges(second)
	a.merges(edit)
	c.merges(second, edit, first)
	e := newDesk(t)
	e.merges(first)
	e.merges(edit)
	e.merges(second)
	for i, d := range []*desk{a, b, c, e} {
		r := d.read(o, true)
		if r.Disposition != questionnaire.Withdrawn || len(r.Answers) != 0 || d.count("SELECT count(*) FROM clash") != 0 {
			t.Errorf("laptop %d: %+v", i, r)
		}
		if d.count("SELECT count(*) FROM revision WHERE record = '"+o.ID+"' AND gone = 0") != 1 {
			t.Errorf("laptop %d keeps bodies", i)
		}
		d.same()
		ok(t, d.Close())
		for _, name := range []string{d.Path(), d.Path() + "-wal"} {
			if file, err := os.ReadFile(name); err == nil && (bytes.Contains(file, []byte("绝密的话")) || bytes.Contains(file, []byte("13800001111"))) {
				t.Errorf("laptop %d: %s still holds what was said", i, filepath.Base(name))
			}
		}
	}
}

// Bundles that must not be taken in change nothing, and say why.
func TestBundlesThatAreRefused(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	ctx := context.Background()
	a.finishes(chose("consent", "1"), chose("overall", "4"))
	path := a.packs(PackOptions{})
	whole := must[[]byte](t)(os.ReadFile(path))
	sealed := must[Bundled](t)(a.Pack(ctx, t.TempDir(), PackOptions{For: []string{must[Laptop](t)(newDesk(t).Myself(ctx)).Recipient}})).Path
	empty := b.content()
	refuse := func(what, rule string, o MergeOptions, in Incoming) {
		t.Helper()
		got := must[Merged](t)(b.Merge(ctx, []Incoming{in}, o))
		var broken *bundle.Error
		var refused *MergeError
		said := ""
		switch {
		case errors.As(got.Files[0].Err, &refused):
			said = string(refused.Rule)
		case errors.As(got.Files[0].Err, &broken):
			said = string(broken.Rule)
		}
		if said != rule || b.content() != empty || b.count("SELECT count(*) FROM bundle") != 0 {
			t.Errorf("%s: %v, in place of %s", what, got.Files[0].Err, rule)
		}
	}
	of := func(content []byte) Incoming {
		return Incoming{Name: "x", Size: int64(len(content)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
	}
	o := MergeOptions{Trust: trust}
	refuse("a laptop nobody knows", "unknown_laptop", MergeOptions{}, of(whole))
	refuse("a cut file", "cut", o, of(whole[:len(whole)/2]))
	refuse("no bundle", "not_ours", o, of([]byte("姓名,分数\n")))
	refuse("an empty file", "cut", o, of(nil))
	refuse("something behind the end", "damaged", o, of(append(slices.Clone(whole), 'x')))
	refuse("a file for others", "not_for_us", o, from(t, sealed)[0])
	refuse("a file that is gone", "unreadable", o, Incoming{Name: "y", Open: func() (io.ReadCloser, error) { return os.Open(filepath.Join(t.TempDir(), "y")) }})

	b.merges(path)
	twin := newDesk(t)
	ok(t, twin.Close())
	ok(t, a.Close())
	ok(t, os.WriteFile(twin.Path(), must[[]byte](t)(os.ReadFile(a.Path())), 0o600))
	a.Store, twin.Store = reopen(t, a.Path()), reopen(t, twin.Path())
	a.finishes(chose("consent", "1"), chose("overall", "1"))
	twin.finishes(chose("consent", "1"), chose("overall", "2"))
	mine, theirs := a.packs(PackOptions{}), twin.packs(PackOptions{})
	b.merges(mine)
	before := b.content()
	got := must[Merged](t)(b.Merge(ctx, from(t, theirs), MergeOptions{Trust: trust}))
	var refused *MergeError
	if !errors.As(got.Files[0].Err, &refused) || refused.Rule != CopiedLaptop || b.content() != before {
		t.Errorf("a copied laptop: %v", got.Files[0].Err)
	}
	if got := must[Merged](t)(a.Merge(ctx, from(t, theirs), MergeOptions{})); !errors.As(got.Files[0].Err, &refused) || refused.Rule != CopyOfThis {
		t.Errorf("a copy of this laptop: %v", got.Files[0].Err)
	}
	if got := must[Merged](t)(b.Merge(ctx, from(t, theirs), MergeOptions{Copies: true})); got.Files[0].Err != nil || got.Files[0].New != 1 {
		t.Errorf("a copied laptop that is accepted: %+v", got.Files[0])
	}
	ok(t, twin.Renew(ctx))
	a.merges(twin.packs(PackOptions{}))
	if a.count("SELECT count(*) FROM response") != 3 {
		t.Error("the renewed laptop's interview did not come")
	}
}

// A flipped byte anywhere is noticed.
func TestAFlippedByte(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	ctx := context.Background()
	a.finishes(chose("consent", "1"), chose("overall", "4"))
	me := must[Laptop](t)(b.Myself(ctx))
	for _, o := range []PackOptions{{Plain: true}, {For: []string{me.Recipient}}} {
		whole := must[[]byte](t)(os.ReadFile(must[Bundled](t)(a.Pack(ctx, t.TempDir(), o)).Path))
		rng := rand.New(rand.NewPCG(1, 2))
		before := b.content()
		for range 60 {
			at := rng.IntN(len(whole))
			bad := slices.Clone(whole)
			bad[at] ^= byte(1 << rng.IntN(8))
			got := must[Merged](t)(b.Merge(ctx, []Incoming{{Name: "x", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(bad)), nil }}}, MergeOptions{Trust: trust}))
			if got.Files[0].Err == nil && at > 9 || b.content() != before && at > 9 { // gzip's own header says when and where: nothing of ours
				t.Errorf("byte %d flipped: taken in", at)
			}
		}
		b = newDesk(t)
	}
}

func TestDemoAndRealStayApart(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	demo := func(o questionnaire.Origin) func(func(questionnaire.Response, error) bool) {
		return func(yield func(questionnaire.Response, error) bool) {
			yield(questionnaire.Response{ID: newID(), FormID: "small", FormVersion: "1", FormHash: form(t).Hash, Origin: o, Stage: questionnaire.Ended, Disposition: questionnaire.Complete,
				StartedAt: time.Now(), EndedAt: time.Now(), Answers: []questionnaire.Answer{chose("overall", "3")}}, nil)
		}
	}
	must[ImportResult](t)(d.Import(ctx, demo(questionnaire.Demo), ImportOptions{}))
	path := d.packs(PackOptions{})
	fresh := newDesk(t)
	fresh.merges(path)
	if !fresh.Demo() {
		t.Error("an empty database does not become a demonstration")
	}
	held := newDesk(t)
	held.finishes(chose("overall", "3"))
	var refused *MergeError
	if got := must[Merged](t)(held.Merge(ctx, from(t, path), MergeOptions{Trust: trust})); !errors.As(got.Files[0].Err, &refused) || refused.Rule != DemoIntoReal {
		t.Errorf("demonstration into real: %v", got.Files[0].Err)
	}
	if got := must[Merged](t)(fresh.Merge(ctx, from(t, held.packs(PackOptions{})), MergeOptions{Trust: trust})); !errors.As(got.Files[0].Err, &refused) || refused.Rule != RealIntoDemo {
		t.Errorf("real into demonstration: %v", got.Files[0].Err)
	}
}
