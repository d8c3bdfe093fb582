package talk_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

var first, second = questionnaire.Ref{Item: "tiers"}, questionnaire.Ref{Item: "rivals"}

// The words of a test: Han signs of three and four bytes, blanks, new lines.
var words = []string{"", "人", "人手不够", "𠮷", "a", " ", "a b", "\n", "高端客户有专人，"}

func someText(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 6).Draw(t, label), "")
}

func TestTheChangeBetweenTwoTextsLeadsFromOneToTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := someText(t, "a"), someText(t, "b")
		d := talk.Between(a, b)
		if got := d.Apply(a); got != b {
			t.Fatalf("%q by %+v = %q, want %q", a, d, got, b)
		}
		if got := d.Back().Apply(b); got != a {
			t.Fatalf("back: %q, want %q", got, a)
		}
		if !utf8.ValidString(d.Removed) || !utf8.ValidString(d.Inserted) {
			t.Fatalf("a sign is cut: %+v", d)
		}
	})
}

// cut is the stretch of a text in code points.
func cut(text string, m talk.Mark) string { return string([]rune(text)[m.First:m.Last]) }

func TestMarksKeepToTheirWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, in := someText(t, "text"), someText(t, "in")
		n := utf8.RuneCountInString(text)
		at := rapid.IntRange(0, n).Draw(t, "at")
		end := rapid.IntRange(at, n).Draw(t, "end")
		runes := []rune(text)
		d := talk.Delta{At: len(string(runes[:at])), Removed: string(runes[at:end]), Inserted: in}
		m := talk.Mark{ID: "m", First: rapid.IntRange(0, n).Draw(t, "first")}
		m.Last = rapid.IntRange(m.First, n).Draw(t, "last")
		after := d.Apply(text)
		moved := talk.Shift([]talk.Mark{m}, text, d)
		whole := m.First == 0 && m.Last == n
		switch {
		case len(moved) == 0 && (whole || d.Empty()):
			t.Fatal("the mark is gone")
		case len(moved) == 0:
			return
		}
		got := moved[0]
		if got.First < 0 || got.Last > utf8.RuneCountInString(after) || got.First > got.Last {
			t.Fatalf("%+v is outside %q", got, after)
		}
		switch {
		case whole && cut(after, got) != after:
			t.Fatalf("the mark on all of %q is on %q of %q", text, cut(after, got), after)
		case !whole && (end <= m.First || at >= m.Last) && cut(after, got) != cut(text, m):
			t.Fatalf("%q became %q by a change outside", cut(text, m), cut(after, got))
		}
	})
}

// An interview of random doings taken back one by one is the interview before,
// and done again the one after; at each step as it was there.
func TestUndoAndRedoAcrossNotes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := talk.NewDoc([]talk.Note{{ID: "n0", Topic: first, Position: 1, Text: "高端客户", Marks: []talk.Mark{{ID: "m", Tag: "t", First: 0, Last: 2}}}})
		start := snapshot(d)
		for i := range rapid.IntRange(1, 30).Draw(t, "steps") {
			do(t, d, i+1)
			marksInside(t, d)
		}
		end := snapshot(d)
		for _, ok := d.Undo(); ok; _, ok = d.Undo() {
			marksInside(t, d)
		}
		if got := snapshot(d); !reflect.DeepEqual(got, start) {
			t.Fatalf("taken back: %+v, want %+v", got, start)
		}
		for _, ok := d.Redo(); ok; _, ok = d.Redo() {
			marksInside(t, d)
		}
		if got := snapshot(d); !reflect.DeepEqual(got, end) {
			t.Fatalf("done again: %+v, want %+v", got, end)
		}
	})
}

func do(t *rapid.T, d *talk.Doc, i int) {
	notes := d.Notes()
	if len(notes) == 0 || rapid.IntRange(0, 3).Draw(t, "what") == 0 {
		begin(t, d, notes, i)
		return
	}
	n := rapid.SampledFrom(notes).Draw(t, "note")
	switch rapid.IntRange(0, 3).Draw(t, "how") {
	case 0:
		n.Kind = talk.Quote
		d.Do(talk.Place{Note: n.ID}, talk.Place{Note: n.ID}, n)
	case 1:
		n.Gone = true
		d.Do(talk.Place{Note: n.ID}, talk.Place{}, n)
	default:
		d.Write(n.ID, someText(t, "text"), time.Unix(int64(i), 0), 0, 0)
	}
}

func begin(t *rapid.T, d *talk.Doc, notes []talk.Note, i int) {
	after := ""
	if len(notes) > 0 {
		after = rapid.SampledFrom(notes).Draw(t, "after").ID
	}
	n := talk.Note{ID: fmt.Sprint("n", i), Topic: rapid.SampledFrom([]questionnaire.Ref{first, second}).Draw(t, "topic"), Text: someText(t, "new")}
	var moved []talk.Note
	n.Position, moved = d.Room(after)
	d.Do(talk.Place{}, talk.Place{Note: n.ID}, append(moved, n)...)
}

func snapshot(d *talk.Doc) []talk.Note {
	out := d.Notes()
	for i := range out {
		out[i].Marks = slices.Clip(out[i].Marks)
	}
	return out
}

func marksInside(t *rapid.T, d *talk.Doc) {
	for _, n := range d.Notes() {
		for _, m := range n.Marks {
			if m.First < 0 || m.First > m.Last || m.Last > utf8.RuneCountInString(n.Text) {
				t.Fatalf("%+v is outside %q", m, n.Text)
			}
		}
	}
}

func TestAWordTypedIsOneStep(t *testing.T) {
	d := talk.NewDoc(nil)
	d.Do(talk.Place{Note: "n"}, talk.Place{Note: "n", Caret: 1}, talk.Note{ID: "n", Topic: first, Position: 1, Text: "人"})
	d.Write("n", "人手", time.Time{}, 1, 2)
	d.Write("n", "人手 ", time.Time{}, 2, 3)
	d.Write("n", "人手 不够", time.Time{}, 3, 5)
	if p, _ := d.Undo(); p.Caret != 3 {
		t.Errorf("the caret stands at %d, want 3", p.Caret)
	}
	if n, _ := d.Note("n"); n.Text != "人手 " {
		t.Errorf("after one step back: %q", n.Text)
	}
	d.Undo()
	if _, stands := d.Note("n"); stands {
		t.Error("the note still stands after its first word is taken back")
	}
}

func TestWhatCameAndWentIsNotSaved(t *testing.T) {
	d := talk.NewDoc([]talk.Note{{ID: "had", Topic: first, Position: 1}})
	d.Do(talk.Place{}, talk.Place{}, talk.Note{ID: "new", Topic: first, Position: 2, Text: "人"})
	d.Undo()
	d.Do(talk.Place{}, talk.Place{}, talk.Note{ID: "had", Topic: first, Position: 1, Gone: true})
	if got := d.Take(); len(got) != 1 || got[0].ID != "had" || !got[0].Gone {
		t.Errorf("to be saved: %+v", got)
	}
}

func TestNotesTakenOneAfterTheOtherStandInTheOrderOfTime(t *testing.T) {
	d := talk.NewDoc(nil)
	add := func(id string, topic questionnaire.Ref, after string) {
		n := talk.Note{ID: id, Topic: topic}
		var moved []talk.Note
		n.Position, moved = d.Room(after)
		d.Do(talk.Place{}, talk.Place{}, append(moved, n)...)
	}
	add("a", first, "")
	add("b", second, "")
	add("c", first, "a")
	for i := range 200 { // always at the same place, until no number is left between
		add(fmt.Sprint("between", i), first, "a")
	}
	var ids []string
	for _, n := range d.Notes() {
		if len(n.ID) == 1 {
			ids = append(ids, n.ID)
		}
	}
	if got := strings.Join(ids, ""); got != "abc" {
		t.Errorf("the order is %s", got)
	}
	if got := d.Under(first); got[0] != "a" || got[1] != "between199" || got[200] != "between0" || got[201] != "c" {
		t.Errorf("under the topic: %v", got)
	}
}

func TestSplitAndJoinedAgainTheMarksAreWhereTheyWere(t *testing.T) {
	marks := []talk.Mark{{ID: "a", Tag: "t", First: 0, Last: 2}, {ID: "b", Tag: "u", First: 1, Last: 4}}
	before, behind := talk.Split(marks, 2, func() string { return "new" })
	want := []talk.Mark{{ID: "a", Tag: "t", First: 0, Last: 2}, {ID: "b", Tag: "u", First: 1, Last: 2}, {ID: "new", Tag: "u", First: 2, Last: 4}}
	if got := talk.Join(before, behind, 2); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func BenchmarkAKeyInAMegabyte(b *testing.B) {
	text := strings.Repeat("现场能定的只有补卡和停复机。", 1<<20/42)
	d := talk.NewDoc([]talk.Note{{ID: "n", Text: text, Marks: []talk.Mark{{First: 3, Last: 9}}}})
	mid := len(text) / 2 / 42 * 42
	other := text[:mid] + "好" + text[mid:]
	for i := range b.N {
		d.Write("n", []string{other, text}[i%2], time.Time{}, 0, 0)
	}
}
