package records

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

const customer6 = "0193cccc-0000-7000-8000-000000000006"

// calledBack keeps a call-back to an interview.
func calledBack(t *testing.T, st *store.Store, id, follows string, kind questionnaire.Practice) {
	t.Helper()
	before, err := st.Response(t.Context(), customer6, false)
	if err != nil {
		t.Fatal(err)
	}
	o := store.Opening{ID: id, Form: builtin.CallBack(), Hall: before.Hall, Interviewer: before.Interviewer, Language: "zh", StartedAt: noon.Add(-5 * time.Minute), Follows: follows, Practice: kind}
	ses := questionnaire.Begin(o.Form, questionnaire.NewContext(o.Hall, o.Interviewer, questionnaire.Study{}, o.StartedAt), nil)
	first := ses.At()
	a, bad := ses.Parse(first, "1")
	if bad == nil {
		bad = ses.Record(a)
	}
	if bad != nil {
		t.Fatal(bad.Rule)
	}
	if err := st.Save(t.Context(), store.Change{Opening: o, Answers: ses.Take(), At: first, Language: "zh"}); err != nil {
		t.Fatal(err)
	}
}

func row(t *testing.T, st *store.Store, id string) store.Row {
	t.Helper()
	r, err := st.Row(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// An interview and its call-back open each other, and pages do not pile up.
func TestAnInterviewAndItsCallBackOpenEachOther(t *testing.T) {
	st := hall(t)
	practised, void, call := newID(), newID(), "0193cccc-0000-7000-8000-000000000008"
	calledBack(t, st, call, customer6, questionnaire.Real)
	calledBack(t, st, practised, customer6, questionnaire.Practised)
	calledBack(t, st, void, customer6, questionnaire.Real)
	if err := st.Void(t.Context(), void, ""); err != nil {
		t.Fatal(err)
	}
	for _, size := range [][2]int{{80, 21}, {60, 17}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			name := fmt.Sprintf("%s-%dx%d", l, size[0], size[1]+3)
			page := uitest.NewScreen(t, size[0], size[1], NewPage(environment(l, theme.Look{}), st, Ways{}, row(t, st, customer6)))
			page.Golden("called-" + name)
			page.Press("f3")
			there := uitest.NewScreen(t, size[0], size[1], page.Asked[0].(nav.PushMsg).Screen)
			there.Golden("call-" + name)
			if got := there.Screen.(*Page).row.ID; got != call {
				t.Errorf("F3 opened %s", got)
			}
			there.Press("f3")
			if _, ok := there.Asked[0].(nav.PopMsg); !ok {
				t.Errorf("back: %T", there.Asked[0])
			}
		}
	}
	from := uitest.NewScreen(t, 80, 21, NewPage(environment("zh", theme.Look{}), st, Ways{}, row(t, st, call)))
	from.Press("f3")
	if got := from.Asked[0].(nav.PushMsg).Screen.(*Page).row.ID; got != customer6 {
		t.Errorf("from the call-back F3 opened %s", got)
	}
}

func TestACallBackWithoutTheInterviewBefore(t *testing.T) {
	st, alone := hall(t), newID()
	calledBack(t, st, alone, newID(), questionnaire.Real)
	d := uitest.NewScreen(t, 80, 21, NewPage(environment("zh", theme.Look{}), st, Ways{}, row(t, st, alone)))
	d.Press("f3")
	if !strings.Contains(d.Text(), "原来的访谈不在这台电脑上") || strings.Contains(d.Text(), "F3") || len(d.Asked) > 0 {
		t.Errorf("asked for %v\n%s", d.Asked, d.Text())
	}
}
