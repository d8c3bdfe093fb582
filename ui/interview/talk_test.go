package interview_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
	"tingfang/ui/interview"
	"tingfang/ui/uitest"
)

// guided opens a guide interview whose talk is held elsewhere.
func guided(t *testing.T) (*hall, *[]interview.Handed) {
	t.Helper()
	name := filepath.Join("testdata", "guide.md")
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, faults := xlsform.Load(name, src)
	if f == nil {
		t.Fatal(faults)
	}
	i, got := at(t, f, 80, 21), &[]interview.Handed{}
	i.had.Talk = func(h interview.Handed) tea.Cmd { *got = append(*got, h); return nil }
	i.Driver = uitest.NewScreen(t, 80, 21, interview.New(i.env, i.disk, i.had))
	return i, got
}

func TestTheTalkBeginsBehindTheFactsWithEverythingOnTheDisk(t *testing.T) {
	i, got := guided(t)
	i.Press("1")
	if len(*got) != 0 {
		t.Fatal("handed over before the facts were asked")
	}
	i.Press("1")
	if len(*got) != 1 {
		t.Fatalf("handed over %d times, want once:\n%s", len(*got), i.Text())
	}
	if a := i.disk.answers[questionnaire.Ref{Item: "consent_notes"}]; a.Status != questionnaire.Given {
		t.Errorf("the consent on the disk: %+v", a)
	}
	if r := (*got)[0].Session.At(); r.Item != "loyal_q" {
		t.Errorf("handed over at %s", r.Item)
	}
}

func TestTheTalkDoesNotBeginBeforeTheDiskHasTheFacts(t *testing.T) {
	i, got := guided(t)
	i.disk.err = os.ErrPermission
	i.Press("1", "1")
	if len(*got) != 0 {
		t.Fatal("handed over what is not on the disk")
	}
	i.disk.err = nil
	*i.now() = noon.Add(time.Minute)
	i.Press("x")
	if len(*got) != 1 {
		t.Errorf("handed over %d times, want once", len(*got))
	}
}

func TestWhoDoesNotAgreeIsNotAskedToTalk(t *testing.T) {
	i, got := guided(t)
	i.Press("1", "2")
	if len(*got) != 0 {
		t.Error("handed over although the consent was refused")
	}
}

// A jump over the facts leads to the talk too, never past it.
func TestTheEndOfTheRouteIsTheTalks(t *testing.T) {
	i, got := guided(t)
	i.Press("1", "end")
	if len(*got) != 1 {
		t.Errorf("handed over %d times, want once:\n%s", len(*got), i.Text())
	}
}

func (h *hall) now() *time.Time {
	t := noon
	h.env.Now = func() time.Time { return t }
	return &t
}
