package guide_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/ui/guide"
	"tingfang/ui/nav"
)

// wrote fails the test where the notes on the disk are others.
func (v *visit) wrote(want ...string) {
	v.t.Helper()
	v.saved()
	if got := v.disk.texts(); !slices.Equal(got, want) {
		v.t.Errorf("on the disk: %q, want %q", got, want)
	}
}

func TestEnterBeginsTheNextNoteAndBackspaceJoins(t *testing.T) {
	v := begin(t, 80, 21)
	v.Type("人手不够")
	v.Press("enter")
	v.Type("很忙")
	v.wrote("人手不够", "很忙")
	v.Press("home", "backspace")
	v.wrote("人手不够很忙")
	if text, caret := guide.Note(v.Screen); text != "人手不够很忙" || caret != 4 {
		t.Errorf("in hand: %q, the caret at %d", text, caret)
	}
	v.Press("left", "enter")
	v.wrote("人手不", "够很忙")
	v.Press("ctrl+z", "ctrl+z")
	v.wrote("人手不够", "很忙")
	v.Press("ctrl+y")
	v.wrote("人手不够很忙")
}

func TestUndoGoesBackToTheTopicOfWhatItTakesBack(t *testing.T) {
	v := begin(t, 80, 21)
	v.Type("续约")
	v.Press("tab")
	v.Type("专人")
	v.Press("ctrl+z")
	v.wrote("续约")
	v.Press("ctrl+z")
	v.wrote()
	if !strings.Contains(v.Text(), "1 忠诚判断") {
		t.Error(v.Text())
	}
}

func TestTypingIsOnTheDiskBeforeTheSecondIsOver(t *testing.T) {
	v := begin(t, 80, 21)
	v.Type("人")
	if v.Ticks() == 0 {
		t.Fatal("nothing will save the typing")
	}
	v.wrote("人")
	if v.disk.typing == "" {
		t.Error("saved as left while it is being typed")
	}
	v.Press("enter")
	if v.saved(); v.disk.typing != "" {
		t.Error("still saved as being typed after Enter")
	}
}

func TestAFullDiskIsSaidAndNothingIsLost(t *testing.T) {
	v := begin(t, 80, 21)
	v.disk.err = errDisk
	v.Type("人手")
	v.saved()
	v.Press("enter")
	v.shows("未保存")
	v.disk.err = nil
	v.Type("很忙")
	v.wrote("人手", "很忙")
	v.shows("已保存")
}

func TestADraftIsTakenUpWhereItWas(t *testing.T) {
	v := talked(t, 80, 21)
	v.Press("f9", "2")
	if !slices.ContainsFunc(v.Asked, func(m tea.Msg) bool { _, pop := m.(nav.PopMsg); return pop }) {
		t.Fatal("the pause does not lead back")
	}
	n := v.again()
	n.shows("2 高端和低端客户")
	n.shows("低端的我们也想管")
	n.shows("#■人手")
	if !slices.Contains(v.disk.kinds, "resume") {
		t.Error("taking it up is not noted")
	}
}

func TestAProbeStandsInOneOfTheTwo(t *testing.T) {
	v := begin(t, 80, 21)
	codes := func(item string) []string { return v.disk.answers[questionnaire.Ref{Item: item}].Codes }
	v.Press("f2", "2")
	if got := codes("loyal_volunteered"); !slices.Equal(got, []string{"2"}) {
		t.Errorf("volunteered: %v", got)
	}
	v.Press("2")
	if a, b := codes("loyal_volunteered"), codes("loyal_prompted"); len(a) != 0 || !slices.Equal(b, []string{"2"}) {
		t.Errorf("volunteered %v, prompted %v", a, b)
	}
	v.Press("2")
	if b := codes("loyal_prompted"); len(b) != 0 {
		t.Errorf("prompted: %v", b)
	}
}

func TestTheWrapUpEndsTheInterviewWithTheTakeaways(t *testing.T) {
	v := talked(t, 80, 21)
	v.Press("f9", "1")
	v.Type("人手是关键")
	v.Press("enter", "1", "enter", "enter")
	if v.disk.ended != questionnaire.Complete {
		t.Fatalf("ended as %q:\n%s", v.disk.ended, v.Text())
	}
	if a := v.disk.answers[questionnaire.Ref{Item: "takeaways"}]; a.Text != "人手是关键" {
		t.Errorf("takeaways %+v", a)
	}
}

// asked tells whether the screen has asked the root for something.
func asked[T tea.Msg](v *visit) bool {
	return slices.ContainsFunc(v.Asked, func(m tea.Msg) bool { _, ok := m.(T); return ok })
}

func TestTheEndSaysWhatIsKeptAndLeadsToTheTables(t *testing.T) {
	tables := 0
	v := talked(t, 80, 21, func(v *visit) { v.ways.Tables = func() tea.Cmd { tables++; return nil } })
	v.ends()
	v.shows("访谈已结束，5 条笔记已保存")
	v.shows("谈到 2")
	for n, key := range []string{"2", "f5", "t"} {
		if v.Press(key); tables != n+1 {
			t.Errorf("%s does not lead to the tables", key)
		}
	}
	writes := v.disk.writes
	v.Type("字")
	if v.disk.writes != writes {
		t.Error("something was written after the end")
	}
	for _, key := range []string{"1", "esc"} {
		v.Asked = nil
		if v.Press(key); !asked[nav.PopMsg](v) {
			t.Errorf("%s does not lead home", key)
		}
	}
}

func TestWhatIsErasedIsSaidAfterwards(t *testing.T) {
	v := talked(t, 80, 21)
	v.Press("f9", "4", "2")
	v.atEnd()
	v.shows("都删除了")
	if strings.Contains(v.Text(), "人民路高端") || strings.Contains(v.Text(), "笔记已保存") {
		t.Error(v.Text())
	}
}

func TestAFollowUpOfTheWrapUpLeadsBackToIt(t *testing.T) {
	v := talked(t, 80, 21)
	v.Press("f9", "1", "f8")
	v.Type("寄说明")
	v.Press("enter", "enter", "enter")
	v.shows("小结")
	v.shows("寄说明")
	if n := len(v.disk.talk.FollowUps); n != 1 {
		t.Errorf("%d follow-ups on the disk", n)
	}
}

// agrees notes follow-ups.
func (v *visit) agrees(whats ...string) {
	for _, what := range whats {
		v.Press("f8")
		v.Type(what)
		v.Press("enter", "enter", "enter")
	}
}

// follows are the follow-ups on the disk.
func (v *visit) follows() (out []string) {
	for _, f := range v.disk.talk.FollowUps {
		out = append(out, strings.TrimSpace(f.What+" "+f.Who+" "+f.Due))
	}
	return out
}

func TestAFollowUpIsChangedTakenBackAndBroughtBack(t *testing.T) {
	v := talked(t, 80, 21)
	v.agrees("寄说明", "回电")
	steps := []struct {
		does string
		keys []string
		text string
		then []string
		want []string
	}{
		{"changes the first", []string{"f8", "f8", "1", "end"}, "书", []string{"enter", "enter", "enter"}, []string{"回电", "寄说明书"}},
		{"goes back without a change", []string{"f8", "f8", "1"}, "不要", []string{"esc"}, []string{"回电", "寄说明书"}},
		{"takes the second back", []string{"f8", "f8", "2"}, "", []string{"f5"}, []string{"寄说明书"}},
		{"brings it back, with who does it", []string{"f8", "f8", "2", "enter"}, "李明", []string{"enter", "enter"}, []string{"寄说明书", "回电 李明"}},
	}
	for _, c := range steps {
		v.Press(c.keys...)
		v.Type(c.text)
		v.Press(c.then...)
		if v.saved(); !slices.Equal(v.follows(), c.want) {
			t.Errorf("%s: %q, want %q\n%s", c.does, v.follows(), c.want, v.Text())
		}
	}
	n := v.again()
	n.agrees("送合同")
	n.Press("f8")
	n.shows("已记 3 项")
}

func TestWhatIsTypedStaysWhileTheFollowUpsAreLookedAt(t *testing.T) {
	v := talked(t, 80, 21)
	v.agrees("寄说明")
	v.Press("f8")
	v.Type("回电")
	v.Press("f8", "esc", "enter", "enter", "enter")
	if got := v.follows(); !slices.Equal(got, []string{"寄说明", "回电"}) {
		t.Errorf("%q", got)
	}
}

func TestAFollowUpIsTakenBackInTheWrapUp(t *testing.T) {
	v := talked(t, 80, 21)
	v.agrees("寄说明")
	v.Press("f9", "1", "f8", "f8", "1", "f5")
	v.shows("小结")
	if v.saved(); len(v.follows()) != 0 || strings.Contains(v.Frame().Body, "寄说明") {
		t.Errorf("%q\n%s", v.follows(), v.Text())
	}
}

func TestWithdrawingAsksOnceMore(t *testing.T) {
	v := talked(t, 80, 21)
	v.Press("f9", "4", "1")
	if v.disk.ended != "" {
		t.Fatal("erased although it was not confirmed")
	}
	v.Press("f9", "4", "2")
	if v.disk.ended != questionnaire.Withdrawn || len(v.disk.talk.Notes) != 0 {
		t.Errorf("ended as %q with %d notes", v.disk.ended, len(v.disk.talk.Notes))
	}
}

func TestTheClockStandsStillWhileSomebodyTypes(t *testing.T) {
	v := begin(t, 80, 21)
	v.passes(time.Minute)
	v.Type("人")
	was := v.Frame().Right
	v.passes(900 * time.Millisecond)
	if now := v.Frame().Right; now != was {
		t.Errorf("the clock went from %s to %s", was, now)
	}
	v.passes(5 * time.Second)
	if now := v.Frame().Right; now == was {
		t.Errorf("the clock still says %s", now)
	}
}

func TestATagOnASelectionKeepsToItsWords(t *testing.T) {
	v := begin(t, 80, 21)
	v.Type("人手不够")
	v.Press("home", "shift+right", "shift+right", "f6")
	v.Type("人手")
	v.Press("enter", "home")
	v.Type("说")
	v.saved()
	want := []talk.Mark{{ID: v.disk.talk.Notes[0].Marks[0].ID, Tag: "tag0", First: 1, Last: 3}}
	if got := v.disk.talk.Notes[0].Marks; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func BenchmarkAKey(b *testing.B) {
	for _, c := range []struct {
		name         string
		notes, bytes int
	}{{"2000 notes, 200 KiB", 2000, 200 << 10}, {"5000 notes, 1 MiB", 5000, 1 << 20}} {
		b.Run(c.name, func(b *testing.B) {
			v := begin(b, 80, 21, func(v *visit) {
				for i := range c.notes {
					v.had.Talk.Notes = append(v.had.Talk.Notes, talk.Note{ID: fmt.Sprint("n", i), Topic: questionnaire.Ref{Item: "loyal"}, Position: float64(i + 1), Text: "高端客户有专人，每月打一次电话。"})
				}
			})
			v.Paste(strings.Repeat("现场能定的只有补卡和停复机。\n", c.bytes/43))
			for b.Loop() {
				v.Type("好")
				v.Frame()
			}
		})
	}
}

// Words tagged stay: the next key is typed behind them, not in their place.
func TestTaggedWordsStayWhenTheNextNoteBegins(t *testing.T) {
	for _, first := range []bool{true, false} {
		v := begin(t, 80, 21)
		if !first { // the tag is known already
			v.Press("f6")
			v.Type("流失")
			v.Press("enter")
		}
		v.Type("先看客户是不是要走")
		v.Press("shift+left", "shift+left", "f6")
		if first {
			v.Type("流失")
		}
		v.Press("enter", "enter")
		v.saved()
		n := v.disk.talk.Notes[0]
		if n.Text != "先看客户是不是要走" || len(n.Marks) == 0 || n.Marks[len(n.Marks)-1].Last != 9 {
			t.Errorf("kept: %q with %+v", n.Text, n.Marks)
		}
	}
}
