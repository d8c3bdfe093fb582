package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"tingfang/store/bundle"
)

// Records of the same people in whatever order: what waits is shown once what
// it needs has come.
func TestASubsetWaits(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	ctx := context.Background()
	o := a.finishes(chose("consent", "1"), chose("overall", "4"))
	first := a.packs(PackOptions{})
	// the other laptop says that it has everything so far
	a.receipted(first)
	a.corrects(o, chose("overall", "5"), "看错了")
	second := a.packs(PackOptions{})
	got := b.merges(second)
	if got.Files[0].Header.After != 1 {
		t.Fatalf("header %+v", got.Files[0].Header)
	}
	laptops := must[[]Laptop](t)(b.Laptops(ctx))
	if len(laptops) != 2 || !reflect.DeepEqual(laptops[1].Missing, []int64{1}) {
		t.Errorf("laptops %+v", laptops)
	}
	b.merges(first)
	if got := bare(b.read(o, false).Answers)["overall"].Codes[0]; got != "5" || b.count("SELECT count(*) FROM clash") != 0 {
		t.Errorf("shown %s", got)
	}
	if laptops := must[[]Laptop](t)(b.Laptops(ctx)); len(laptops[1].Missing) != 0 {
		t.Errorf("laptops %+v", laptops)
	}
}

// receipted lets a coordinator confirm a bundle.
func (d *desk) receipted(path string) {
	d.t.Helper()
	c := newDesk(d.t)
	c.merges(path)
	file := must[[]byte](d.t)(c.WriteReceipt(context.Background()))
	if got, err := d.TakeReceipt(context.Background(), file, func(bundle.Receipt) bool { return true }); err != nil || got.Seq == 0 {
		d.t.Fatalf("receipt %+v, %v", got, err)
	}
}

// A receipt tells where interviews are; a replayed or foreign one is refused.
func TestReceipts(t *testing.T) {
	a, c := newDesk(t), newDesk(t)
	ctx := context.Background()
	o := a.finishes(chose("consent", "1"), chose("overall", "4"))
	at := func(want Held) {
		t.Helper()
		h := must[Holdings](t)(a.Holdings(ctx))
		if got := must[Held](t)(a.HeldAt(ctx, o.ID)); got != want || h.By[want] != 1 {
			t.Errorf("held %d, %+v, in place of %d", got, h, want)
		}
	}
	at(OnlyHere)
	path := a.packs(PackOptions{})
	at(Packed)
	old := must[[]byte](t)(c.WriteReceipt(ctx))
	c.merges(path)
	receipt := must[[]byte](t)(c.WriteReceipt(ctx))
	yes := func(bundle.Receipt) bool { return true }
	if _, err := a.TakeReceipt(ctx, receipt, nil); err == nil {
		t.Error("a laptop nobody knows was believed")
	}
	at(Packed)
	must[Receipted](t)(a.TakeReceipt(ctx, receipt, yes))
	at(Received)
	var refused *MergeError
	if _, err := a.TakeReceipt(ctx, old, yes); !errors.As(err, &refused) || refused.Rule != OldReceipt {
		t.Errorf("a replayed receipt: %v", err)
	}
	forged := bytes.Replace(receipt, []byte(`"seq":1`), []byte(`"seq":9`), 1)
	var broken *bundle.Error
	if _, err := a.TakeReceipt(ctx, forged, yes); !errors.As(err, &broken) || broken.Rule != bundle.BadSig {
		t.Errorf("a forged receipt: %v", err)
	}
	if _, err := newDesk(t).TakeReceipt(ctx, receipt, yes); err != nil {
		t.Errorf("a receipt about others: %v", err)
	}

	a.corrects(o, chose("overall", "5"), "看错了")
	at(OnlyHere)
	next := must[Bundled](t)(a.Pack(ctx, t.TempDir(), PackOptions{Plain: true}))
	code, fine := bundle.ValidCode(strings.ReplaceAll(bundle.SpokenCode(next.Hash), " ", ""))
	if !fine {
		t.Fatal("the code does not check")
	}
	if seq := must[int64](t)(a.TakeCode(ctx, code)); seq != 2 {
		t.Errorf("the code is of bundle %d", seq)
	}
	at(Received)
}

// A bundle that lies there already is not packed again; in a meeting place only
// what is new is.
func TestWhatIsPacked(t *testing.T) {
	a := newDesk(t)
	ctx, dir := context.Background(), t.TempDir()
	if _, err := a.Pack(ctx, dir, PackOptions{}); !errors.Is(err, ErrNoRecipient) {
		t.Errorf("packed for nobody: %v", err)
	}
	a.finishes(chose("consent", "1"), chose("overall", "4"))
	o := PackOptions{Plain: true}
	first := must[Bundled](t)(a.Pack(ctx, dir, o))
	if again := must[Bundled](t)(a.Pack(ctx, dir, o)); !again.Again || again.Path != first.Path {
		t.Errorf("again %+v", again)
	}
	if other := must[Bundled](t)(a.Pack(ctx, t.TempDir(), o)); other.Seq != 2 || other.Interviews != 1 {
		t.Errorf("elsewhere %+v", other)
	}
	o.Meeting = true
	if got := must[Bundled](t)(a.Pack(ctx, dir, o)); got.Path != "" {
		t.Errorf("nothing new, and packed %+v", got)
	}
	a.finishes(chose("consent", "1"), chose("overall", "3"))
	if got := must[Bundled](t)(a.Pack(ctx, dir, o)); got.Interviews != 1 || got.Seq != 3 {
		t.Errorf("one new: %+v", got)
	}
	left := must[[]os.DirEntry](t)(os.ReadDir(dir))
	if len(left) != 2 {
		t.Errorf("in the folder: %v", left)
	}
}
