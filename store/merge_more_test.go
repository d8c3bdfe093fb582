package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store/bundle"
)

// Notes with their tags and attachments with their files come along, and go
// with a withdrawal.
func TestATalkTravels(t *testing.T) {
	a, b := instruments(t), instruments(t)
	ctx := context.Background()
	tag := a.tag("价格")
	o := a.held(a.formRoles()[0], true)
	a.talks(o, talk.Change{Notes: []talk.Note{said(o, "tiers", 1, "贵也没办法", on(tag, 0, 2))}, FollowUps: []talk.FollowUp{{ID: newID(), Response: o.ID, What: "寄资费表", Who: "王芳"}}})
	pdf := append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("x"), 3<<20)...)
	pdf = append(pdf, "\n%%EOF\n"...)
	path := filepath.Join(t.TempDir(), "资费表.pdf")
	ok(t, os.WriteFile(path, pdf, 0o600))
	att, _, err := a.Attach(ctx, o, path, "窗口贴的", questionnaire.Ref{Item: "tiers"})
	ok(t, err)
	ok(t, a.Finish(ctx, o.ID, questionnaire.Complete, 0))
	sent := a.packs(PackOptions{})
	b.merges(sent)
	got := b.talk(o)
	if len(got.Notes) != 1 || got.Notes[0].Marks[0].Tag != tag.ID || len(got.FollowUps) != 1 || len(got.Attachments) != 1 || got.Attachments[0].Caption != "窗口贴的" {
		t.Fatalf("came: %+v", got)
	}
	if there := must[[]byte](t)(os.ReadFile(b.AttachmentPath(att))); !bytes.Equal(there, pdf) {
		t.Error("the file differs")
	}
	if found := b.found(NoteFilter{Text: "没办法"}); len(found) != 1 {
		t.Errorf("found %q", found)
	}
	same := b.tag("服务")
	if other := a.tag("服务"); other.ID != same.ID {
		t.Error("the same tag made on two laptops is two")
	}
	ok(t, a.Withdraw(ctx, o.ID))
	b.merges(a.packs(PackOptions{}))
	if _, err := os.Stat(b.AttachmentPath(att)); err == nil || len(b.talk(o).Notes) != 0 {
		t.Error("the withdrawal left something")
	}
}

// An interview whose form has not come yet waits, with its files; it is shown
// once the form is there.
func TestAnInterviewWaitsForItsForm(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	ctx := context.Background()
	second := formVersion(t, "2")
	must[bool](t)(a.AddForm(ctx, second, "file"))
	first := a.packs(PackOptions{})
	a.receipted(first)
	a.form = second
	o := a.opening(a.o.Now())
	a.save(o, chose("overall", "3"))
	path := filepath.Join(t.TempDir(), "x.pdf")
	ok(t, os.WriteFile(path, []byte("%PDF-1.4\n%%EOF\n"), 0o600))
	att, _, err := a.Attach(ctx, o, path, "", questionnaire.Ref{Item: "overall"})
	ok(t, err)
	ok(t, a.Finish(ctx, o.ID, questionnaire.Partial, 0))
	if got := b.merges(a.packs(PackOptions{})); got.Waiting == 0 || b.count("SELECT count(*) FROM response") != 0 {
		t.Errorf("merged %+v", got)
	}
	ok(t, b.swept(ctx))
	b.merges(first)
	if r := b.read(o, false); r.FormVersion != "2" || len(r.Answers) != 1 || b.count("SELECT count(*) FROM waiting") != 0 {
		t.Errorf("shown %+v", r)
	}
	if _, err := os.Stat(b.AttachmentPath(att)); err != nil || len(b.talk(o).Attachments) != 1 {
		t.Errorf("the file: %v", err)
	}
}

// The coordinator hands out forms, halls with targets, people and recipients.
func TestWhatTheCoordinatorHandsOut(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	ctx := context.Background()
	ok(t, a.SetSetting(ctx, Coordinator, "1"))
	must[bool](t)(a.AddForm(ctx, formVersion(t, "2"), "file"))
	must[questionnaire.Hall](t)(a.SaveHall(ctx, questionnaire.Hall{Code: "H02", Name: "火车站营业厅", Operator: "mobile", Target: 80}))
	key := must[Laptop](t)(newDesk(t).Myself(ctx)).Recipient
	must[Recipient](t)(a.SaveRecipient(ctx, Recipient{Name: "备份", Address: strings.ToUpper(key[:10]) + " " + key[10:]}))
	b.merges(a.packs(PackOptions{}))
	if f := must[*questionnaire.Form](t)(b.Form(ctx, "small")); f.Version != "2" {
		t.Errorf("the current version is %s", f.Version)
	}
	halls := must[[]questionnaire.Hall](t)(b.Halls(ctx))
	if len(halls) != 2 || halls[1].Target != 80 {
		t.Errorf("halls %+v", halls)
	}
	if list := must[[]Recipient](t)(b.Recipients(ctx)); len(list) != 1 || list[0].Address != key || list[0].Name != "备份" {
		t.Errorf("recipients %+v", list)
	}
	if laptops := must[[]Laptop](t)(b.Laptops(ctx)); !laptops[1].Coordinator {
		t.Errorf("laptops %+v", laptops)
	}
	o := b.opening(b.o.Now())
	o.Form = must[*questionnaire.Form](t)(b.Form(ctx, "small"))
	b.save(o, chose("overall", "3"))
	ok(t, b.Finish(ctx, o.ID, questionnaire.Partial, 0))
	a.merges(b.packs(PackOptions{}))
	if a.read(o, false).FormVersion != "2" {
		t.Error("the interview did not come home")
	}
}

// forged is a bundle of a laptop whose key is known, with records of its own
// making.
func forged(t *testing.T, records ...envelope) Incoming {
	t.Helper()
	var out bytes.Buffer
	w, err := bundle.NewWriter(&out, nil, bundle.Header{Device: "forger", Name: "forger", Seq: 1, N: len(records)}, ed25519.NewKeyFromSeed(bytes.Repeat([]byte{3}, 32)))
	ok(t, err)
	for _, e := range records {
		if e.Depth == 0 {
			e.Depth = 1
		}
		plain := must[[]byte](t)(canonical(e))
		ok(t, w.Revision(sha256.Sum256(plain), plain))
	}
	_, err = w.Close()
	ok(t, err)
	return Incoming{Name: "forged", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(out.Bytes())), nil }}
}

// A bundle or a receipt that names a known laptop but is signed with another key
// is refused.
func TestALaptopWithAnotherKey(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	ctx := context.Background()
	a.finishes(chose("overall", "3"))
	b.merges(a.packs(PackOptions{}))
	before := b.content()
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	var out bytes.Buffer
	w, err := bundle.NewWriter(&out, nil, bundle.Header{Device: a.Device(), Name: "laptop", Seq: 2}, key)
	ok(t, err)
	_, err = w.Close()
	ok(t, err)
	got := must[Merged](t)(b.Merge(ctx, []Incoming{{Name: "x", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(out.Bytes())), nil }}}, MergeOptions{Trust: trust}))
	var refused *MergeError
	if !errors.As(got.Files[0].Err, &refused) || refused.Rule != ForeignKey || b.content() != before {
		t.Errorf("a bundle: %v", got.Files[0].Err)
	}
	file := must[[]byte](t)(bundle.Receipt{Device: a.Device(), Name: "laptop", Serial: 1 << 40, Got: []bundle.Got{}}.Sign(key))
	if _, err := b.TakeReceipt(ctx, file, yes); !errors.As(err, &refused) || refused.Rule != ForeignKey {
		t.Errorf("a receipt: %v", err)
	}
	honest := must[[]byte](t)(a.WriteReceipt(ctx))
	if _, err := b.TakeReceipt(ctx, honest, nil); err != nil {
		t.Errorf("the forged serial was kept: %v", err)
	}
}

// Records that a well signed bundle must not bring are refused with it.
func TestRecordsThatAreRefused(t *testing.T) {
	d := newDesk(t)
	o := d.finishes(chose("overall", "3"))
	f := d.form
	before := d.content()
	attachment := attachmentBody{Name: "../../etc/x.pdf", MediaType: "application/pdf", Response: o.ID, SHA256: strings.Repeat("ab", 32), Size: 5}
	response := responseBody{Disposition: "complete", FormID: "small", StartedAt: 1, EndedAt: 2, Origin: "keyed", Language: "zh", Answers: []kept{}}
	badDisposition, madeUp := response, response
	badDisposition.Disposition, madeUp.Origin = "whatever", "demo"
	for what, e := range map[string]envelope{
		"a path in an attachment's name":  {Kind: kindAttachment, Record: newID(), Body: attachment},
		"a kind nobody knows":             {Kind: "virus", Record: newID(), Body: response},
		"an id with a path":               {Kind: kindHall, Record: "../x", Body: hallBody{Code: "x"}},
		"a parent that is no hash":        {Kind: kindHall, Record: newID(), Body: hallBody{Code: "x"}, Parents: []string{"xyz"}},
		"an outcome there is not":         {Kind: kindResponse, Record: newID(), Form: hexOf(f.Hash), Body: badDisposition},
		"an interview that is null":       {Kind: kindResponse, Record: newID(), Form: hexOf(f.Hash), Body: json.RawMessage("null")},
		"a made-up interview among real":  {Kind: kindResponse, Record: newID(), Form: hexOf(f.Hash), Body: madeUp},
		"a body that is another thing":    {Kind: kindPerson, Record: newID(), Body: json.RawMessage(`{"name":[1]}`)},
		"a form that reads as another":    {Kind: kindForm, Record: derived(kindForm, "small"), Form: strings.Repeat("ab", 32), Body: formBody{FormID: "small", Source: "small form, version 3", Version: "3"}},
		"a recipient that is no address":  {Kind: kindRecipient, Record: newID(), Body: recipientBody{Address: "age1xyz"}},
		"a note whose place is no number": {Kind: kindNote, Record: newID(), Body: noteBody{Response: o.ID, Position: "first"}},
	} {
		if e.Parents == nil {
			e.Parents = []string{}
		}
		got := must[Merged](t)(d.Merge(context.Background(), []Incoming{forged(t, e)}, MergeOptions{Trust: trust}))
		var refused *MergeError
		if !errors.As(got.Files[0].Err, &refused) || refused.Rule != BadRecord || d.content() != before || d.count("SELECT count(*) FROM peer") != 0 {
			t.Errorf("%s: %v", what, got.Files[0].Err)
		}
	}
}

// A laptop that comes to the folder later finds everything there for it: what
// was packed before it was known is laid down again.
func TestALaptopThatComesLater(t *testing.T) {
	a, b, c := newDesk(t), newDesk(t), newDesk(t)
	ctx, dir := context.Background(), t.TempDir()
	knows := func(d, other *desk) {
		t.Helper()
		_, err := d.TakeReceipt(ctx, must[[]byte](t)(other.WriteReceipt(ctx)), yes)
		ok(t, err)
	}
	knows(a, b)
	a.finishes(chose("overall", "3"))
	o := PackOptions{Meeting: true}
	first := must[Bundled](t)(a.Pack(ctx, dir, o))
	b.merges(first.Path)
	if got := must[Bundled](t)(a.Pack(ctx, dir, o)); got.Path != "" {
		t.Errorf("nothing new, and packed %+v", got)
	}
	knows(a, b)
	knows(a, c)
	got := must[Merged](t)(c.Merge(ctx, from(t, first.Path), MergeOptions{Trust: trust}))
	var broken *bundle.Error
	if !errors.As(got.Files[0].Err, &broken) || broken.Rule != bundle.NotForUs {
		t.Errorf("opened what was not for it: %v", got.Files[0].Err)
	}
	second := must[Bundled](t)(a.Pack(ctx, dir, o))
	if second.Interviews != 1 {
		t.Fatalf("for the new laptop: %+v", second)
	}
	c.merges(second.Path)
	if c.count("SELECT count(*) FROM response") != 1 || len(must[[]Laptop](t)(c.Laptops(ctx))[1].Missing) != 0 {
		t.Error("the new laptop lacks something")
	}
	if got := must[Bundled](t)(a.Pack(ctx, dir, o)); got.Path != "" {
		t.Errorf("nothing new, and packed again %+v", got)
	}
}

// A correction may stand before what it corrects: where they came in that
// order, they are handed on in it.
func TestACorrectionBeforeWhatItCorrects(t *testing.T) {
	a, b, c := newDesk(t), newDesk(t), newDesk(t)
	o := a.finishes(chose("overall", "3"))
	first := a.packs(PackOptions{})
	a.receipted(first)
	a.corrects(o, chose("overall", "5"), "看错了")
	b.merges(a.packs(PackOptions{}))
	b.merges(first)
	c.merges(b.packs(PackOptions{All: true}))
	c.same()
	if got := bare(c.read(o, false).Answers)["overall"].Codes[0]; got != "5" {
		t.Errorf("shown %s", got)
	}
}

// A stick that cannot be written any more does not keep the laptop from packing
// elsewhere.
func TestACutOffNameOnAStickThatIsGone(t *testing.T) {
	a := newDesk(t)
	ctx, stick := context.Background(), t.TempDir()
	a.finishes(chose("overall", "3"))
	b := must[Bundled](t)(a.Pack(ctx, stick, PackOptions{Plain: true}))
	part := filepath.Join(stick, filepath.Base(b.Path)[:len("01234567-000001")]+bundle.Ending+".part")
	ok(t, os.Rename(b.Path, part)) // as if it had been killed before the name was given
	ok(t, os.Mkdir(b.Path, 0o500)) // and something else is in the way
	if got := must[Bundled](t)(a.Pack(ctx, t.TempDir(), PackOptions{Plain: true})); got.Seq != 2 || got.Interviews != 1 {
		t.Errorf("elsewhere %+v", got)
	}
	ok(t, os.Remove(b.Path))
	ok(t, os.WriteFile(part, must[[]byte](t)(os.ReadFile(must[Bundled](t)(a.Pack(ctx, t.TempDir(), PackOptions{Plain: true})).Path)), 0o600))
	must[Bundled](t)(a.Pack(ctx, stick, PackOptions{Plain: true}))
	if left := must[[]string](t)(filepath.Glob(filepath.Join(stick, "*.part"))); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
