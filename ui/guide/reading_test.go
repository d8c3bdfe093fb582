package guide_test

import (
	"strings"
	"testing"

	"tingfang/ui/guide"
	"tingfang/ui/uitest"
)

// reading opens what talked has written, as after its end.
func reading(t testing.TB, width, height int, changes ...func(*visit)) *visit {
	v := talked(t, width, height, changes...)
	b := v.had
	b.Talk, b.Tags = v.disk.talk, v.disk.tags
	v.Driver = uitest.NewScreen(t, width, height, guide.NewReading(v.env, v.disk, b, v.ways))
	return v
}

func TestReadingByTopicInOrderOfTimeAndFiltered(t *testing.T) {
	v := reading(t, 80, 21)
	v.Golden("reading-zh")
	v.Press("tab")
	v.shows("按时间")
	v.Press("f7", "3")
	v.shows("1 / 5 条")
	v.shows("低端的我们也想管")
	if strings.Contains(v.Text(), "报表") {
		t.Error("what is no quote is shown")
	}
}

func TestATagPutThereAfterTheEndIsSavedOnTheNoteAsItStands(t *testing.T) {
	v := reading(t, 80, 21)
	v.disk.typing = ""
	v.Press("f6")
	v.Type("专人")
	v.Press("enter")
	guide.SaveReading(v.Screen)
	v.Send(nil)
	if v.disk.typing != "" {
		t.Error("saved as a note being typed")
	}
	for _, n := range v.disk.talk.Notes {
		if n.Text == "主要看是不是续约，还有花多少钱。" && (len(n.Marks) != 1 || n.Marks[0].Tag != v.disk.tags[0].ID) {
			t.Errorf("marks %+v", n.Marks)
		}
	}
	if n := len(v.disk.talk.Notes); n != 5 {
		t.Errorf("%d notes on the disk, want 5", n)
	}
}
