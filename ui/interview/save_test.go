package interview_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/interview"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/uitest"
)

func textsEN() *lang.Texts     { return lang.Of(questionnaire.EN) }
func plainBody(h *hall) string { return uitest.Plain(h.Frame().Body) }
func cellsOf(s string) int     { return ansi.StringWidth(s) }
func settled(h *hall) bool     { return h.Screen.(nav.Leaver).Settled() }
func (h *hall) saved(yes bool) { h.t.Helper(); says(h, "已保存", yes); says(h, "未保存", !yes) }
func says(h *hall, w string, yes bool) {
	h.t.Helper()
	if yes {
		h.asks(w)
	} else {
		h.hides(w)
	}
}

func TestAFailingDiskLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := admitted(t, 80, 21)
		h.saved(true)
		h.disk.err = errors.New("no answer from the disk")
		h.Press("2", "4")
		h.saved(false)
		if settled(h) {
			t.Error("settled, with two answers not on the disk")
		}
		h.disk.err = nil
		before := time.Now()
		h.Tick()
		if waited := time.Since(before); waited > 3*time.Second {
			t.Errorf("tried again after %v", waited)
		}
		h.saved(true)
		h.wants("tenure", "一年到三年")
		h.wants("overall", "比较满意")
	})
}

func TestAFullDiskIsCalledSo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("another error there")
	}
	h := admitted(t, 80, 21)
	h.disk.err = fmt.Errorf("save interview: %w", syscall.ENOSPC)
	h.Press("2")
	h.asks("未保存", "磁盘满了")
}

func TestTheNextKeyTriesAgainAtOnce(t *testing.T) {
	h := admitted(t, 80, 21)
	h.disk.err = errors.New("no answer from the disk")
	h.Press("2")
	h.disk.err = nil
	h.Press("4")
	h.saved(true)
	h.wants("tenure", "一年到三年")
}

func TestTypingIsSavedWithinASecondAndThenNothingTicks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := at(t, trial(t), 80, 21)
		h.Press("5", "9", "1", "enter")
		before := time.Now()
		h.Type("12")
		if h.Ticks() != 1 {
			t.Errorf("%d timers run", h.Ticks())
		}
		h.Tick()
		if d := time.Since(before); d >= time.Second {
			t.Errorf("saved after %v", d)
		}
		if got := h.disk.typed[questionnaire.Ref{Item: "visits"}]; got.Text != "12" || got.Caret != 2 {
			t.Errorf("typing on the disk: %+v", got)
		}
		if h.Ticks() != 0 {
			t.Error("a timer runs while nobody types")
		}
		h.Press("enter")
		if len(h.disk.typed) != 0 {
			t.Errorf("typing left: %v", h.disk.typed)
		}
	})
}

// stored is an interview with a real store behind it.
func stored(t *testing.T) (*hall, *store.Store) {
	f := customer()
	s, err := store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "t.db"), Now: time.Now, NewID: func() string { return "0193-device" },
		DeviceName: "test", Parse: xlsform.Parse, Builtin: func() []*questionnaire.Form { return []*questionnaire.Form{f} }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	hallThere, err := s.SaveHall(t.Context(), questionnaire.Hall{Code: "A001", Name: "人民路营业厅", Operator: "mobile", Kind: "own"})
	if err != nil {
		t.Fatal(err)
	}
	person, err := s.SavePerson(t.Context(), questionnaire.Person{Number: "07", Name: "李明"})
	if err != nil {
		t.Fatal(err)
	}
	h := at(t, f, 80, 21, func(e *nav.Env) { e.Hall, e.Person = hallThere, person })
	h.disk.behind = s
	return h, s
}

// Every way out of an interview is one the store takes, from the first screen
// too.
func TestEveryWayOutWithTheStore(t *testing.T) {
	for _, c := range []struct {
		as   questionnaire.Disposition
		keys string
	}{
		{questionnaire.Unable, "f9 2"}, {questionnaire.Appointment, "esc 3"}, {questionnaire.Withdrawn, "f9 4 2"}, {questionnaire.Breakoff, "f9 1 6"},
		{questionnaire.Withdrawn, "1 1 1 2 1 3 f6 x f9 4 2"}, {questionnaire.Breakoff, "1 1 1 2 1 3 4 f6 x f9 1 1"}, {questionnaire.Refusal, "2 8 x y f9 esc enter enter"},
		{questionnaire.Refusal, "2 4 enter"}, {questionnaire.NotEligible, "1 2 enter"}, {questionnaire.Duplicate, "1 1 1 1 enter"},
	} {
		t.Run(c.keys, func(t *testing.T) {
			h, s := stored(t)
			h.Press(strings.Fields(c.keys)...)
			h.asks("已结束：" + c.as.Words().In(questionnaire.ZH))
			r, err := s.Response(t.Context(), "0193", true)
			if err != nil || r.Disposition != c.as || r.Stage != questionnaire.Ended {
				t.Errorf("the store has %q, stage %d, %v", r.Disposition, r.Stage, err)
			}
			if c.as == questionnaire.Withdrawn && len(r.Answers) > 0 {
				t.Errorf("answers left: %v", r.Answers)
			}
			if typed, _ := s.Typing(t.Context(), "0193"); len(typed) > 0 {
				t.Errorf("typing left: %v", typed)
			}
		})
	}
}

// A real store takes a whole interview and gives it back.
func TestWithTheStore(t *testing.T) {
	h, s := stored(t)
	h.Press("1", "1", "1", "2", "1", "2", "4", "3", "1", "4", "f5", "4", "4", "f5", "4", "f3", "4", "2", "1", "enter")
	h.Type("排队")
	h.Press("enter")
	h.Type("希望早开门")
	h.Press("left", "f9", "esc")
	draft, err := s.Response(t.Context(), "0193", false)
	if err != nil || draft.Stage != questionnaire.Draft || draft.At.Item != "remark" {
		t.Fatalf("the draft is %+v, %v", draft, err)
	}
	if typed, err := s.Typing(t.Context(), "0193"); err != nil || len(typed) != 1 || typed[0].Caret != 4 {
		t.Fatalf("typing: %v, %v", typed, err)
	}
	h.Press("enter", "2", "enter", "enter")
	h.asks("已结束：完成")
	r, err := s.Response(t.Context(), "0193", false)
	if err != nil || r.Disposition != questionnaire.Complete {
		t.Fatalf("the interview is %+v, %v", r, err)
	}
	for _, a := range r.Answers {
		if want := h.disk.answers[a.Ref]; a.Status != want.Status || a.Text != want.Text || len(a.Codes) != len(want.Codes) {
			t.Errorf("%s: the store has %+v, acknowledged was %+v", a.Item, a, want)
		}
	}
}

// Random keys never panic, the frame always fits, and what is acknowledged is
// what the next start finds.
func TestRandomKeys(t *testing.T) {
	keys := []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "１", "x", "好", "space", "enter", "esc", "tab", "shift+tab", "up", "down", "left", "right",
		"pgup", "pgdown", "home", "end", "backspace", "delete", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "ctrl+j", "ctrl+z", "ctrl+up"}
	forms := map[string]*questionnaire.Form{"customer": customer(), "trial": trial(t)}
	rapid.Check(t, func(rt *rapid.T) {
		f := rapid.SampledFrom([]string{"customer", "trial"}).Draw(rt, "form")
		h := at(t, forms[f], rapid.SampledFrom([]int{60, 80, 120}).Draw(rt, "width"), rapid.SampledFrom([]int{16, 17, 21, 37}).Draw(rt, "height"))
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(keys), 1, 120).Draw(rt, "keys") {
			if rapid.IntRange(0, 19).Draw(rt, "luck") == 0 {
				h.disk.err = errors.New("no answer from the disk")
			}
			h.Press(k)
			h.disk.err = nil
			fits(rt, h)
			if len(h.Asked) > 0 && left(h) {
				break
			}
		}
		interview.SaveTyping(h.Screen)
		h.Press("f12") // any key tries again what failed
		compareWithDisk(rt, h)
		if h.disk.ended == "" && len(h.disk.changes) > 0 {
			compareWithNextStart(rt, h)
		}
	})
}

// compareWithNextStart holds the place and the text against those of the next
// start.
func compareWithNextStart(rt *rapid.T, h *hall) {
	at, text := interview.Place(h.Screen)
	if n, typed := interview.Place(h.again().Screen); n != at || typed != text {
		rt.Fatalf("the next start stands at %v with %q, not at %v with %q\n%s", n, typed, at, text, h.Text())
	}
}

func fits(rt *rapid.T, h *hall) {
	rows := strings.Split(plainBody(h), "\n")
	if len(rows) > h.Height {
		rt.Fatalf("%d rows in a place of %d:\n%s", len(rows), h.Height, h.Text())
	}
	for _, r := range rows {
		if cellsOf(r) > h.Width {
			rt.Fatalf("a row of %d cells in a place of %d:\n%s", cellsOf(r), h.Width, h.Text())
		}
	}
}

func left(h *hall) bool {
	for _, m := range h.Asked {
		switch m.(type) {
		case nav.PopMsg, nav.ReplaceMsg:
			return true
		}
	}
	return false
}

// compareWithDisk holds every answer of the session against what was
// acknowledged.
func compareWithDisk(rt *rapid.T, h *hall) {
	want := interview.Answers(h.Screen)
	got := map[questionnaire.Ref]questionnaire.Answer{}
	for r, a := range h.disk.answers {
		if a.Status != questionnaire.Open || a.Remark != "" {
			got[r] = a
		}
	}
	if h.disk.ended == questionnaire.Withdrawn {
		return
	}
	for _, a := range want {
		if !a.Same(got[a.Ref]) {
			rt.Fatalf("%s: on the disk stands %+v, in the session %+v", a.Item, got[a.Ref], a)
		}
		delete(got, a.Ref)
	}
	for r, a := range got {
		rt.Fatalf("%s: on the disk stands %+v, in the session nothing", r.Item, a)
	}
}
