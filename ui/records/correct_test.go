package records

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// correcting is the page of an interview from which a correction is asked for.
func correcting(t *testing.T, st *store.Store, l questionnaire.Lang, width, height int, id string) (*uitest.Driver, *nav.Env) {
	env := environment(l, theme.Look{})
	page := NewPage(env, st, Ways{Correct: func(r store.Row) tea.Cmd {
		return func() tea.Msg { return nav.PushMsg{Screen: stub{id: r.ID}} }
	}}, row(t, st, id))
	return uitest.NewScreen(t, width, height, page), env
}

// Only what has ended with answers is corrected, and not in a second copy.
func TestFromWhichPagesOneCorrects(t *testing.T) {
	st := hall(t)
	for n, want := range map[int]bool{1: true, 2: true, 3: true, 4: true, 5: false, 6: true, 7: false} { // 5 is withdrawn, 7 a draft
		id := fmt.Sprintf("0193cccc-0000-7000-8000-%012d", n)
		d, env := correcting(t, st, "zh", 80, 21, id)
		if offered := strings.Contains(d.Text(), "F6 更正"); offered != want {
			t.Errorf("interview %d: offered %v\n%s", n, offered, d.Text())
		}
		d.Press("f6")
		if asked := len(d.Asked) == 1 && d.Asked[0].(nav.PushMsg).Screen.(stub).id == id; asked != want {
			t.Errorf("interview %d: asked for %v", n, d.Asked)
		}
		if env.ReadOnly = true; strings.Contains(d.Text(), "F6 更正") {
			t.Error("a second copy offers to correct")
		}
	}
}

// The page tells when, by whom and why answers were changed, and shows them.
func TestAPageTellsOfItsCorrections(t *testing.T) {
	st := hall(t)
	people, err := st.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	given := func(item string, codes ...string) questionnaire.Answer {
		return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: codes}
	}
	why := "听了录音，客户说的是“一般”，不是“比较满意”；当时按错了键"
	if err := st.Correct(t.Context(), customer6, []questionnaire.Answer{given("overall", "3"), given("staff", "1")}, people[1].ID, why); err != nil {
		t.Fatal(err)
	}
	for _, size := range [][2]int{{80, 21}, {60, 17}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			d, _ := correcting(t, st, l, size[0], size[1], customer6)
			d.Golden(fmt.Sprintf("corrected-%s-%dx%d", l, size[0], size[1]+3))
		}
	}
	d, _ := correcting(t, st, "zh", 80, 60, customer6)
	flat := strings.Join(strings.Fields(d.Text()), "")
	for _, want := range []string{"王芳08更正了2个答案：" + why, "2总体服务一般"} {
		if !strings.Contains(flat, want) {
			t.Errorf("no %q in\n%s", want, d.Text())
		}
	}
}
