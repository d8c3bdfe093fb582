package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

func TestTheWayOutStaysWhereKeysDoNotFit(t *testing.T) {
	enter, move, out, leave := nav.Bind("Enter", "go on", "enter"), nav.Bind("Up", "move", "up"), nav.Bind("Esc", "back", "esc"), nav.Bind("F9", "leave", "f9")
	for _, c := range []struct {
		all  []key.Binding
		room int
		want string
	}{
		{[]key.Binding{enter, move, out}, 80, "Enter Up Esc"},
		{[]key.Binding{enter, move, out}, 30, "Enter Esc"},
		{[]key.Binding{enter, out, move}, 30, "Enter Esc"},
		{[]key.Binding{enter, out, move}, 11, "Esc"},
		{[]key.Binding{enter, leave, move, out}, 28, "Enter F9"},
		{[]key.Binding{enter, move}, 14, "Enter"},
		{nil, 80, ""},
	} {
		var got []string
		for _, b := range fitting(c.all, c.room) {
			got = append(got, b.Help().Key)
		}
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("in %d cells: %q, want %q", c.room, got, c.want)
		}
	}
}

func TestTheWayOutIsInSightOnEveryScreen(t *testing.T) {
	for _, in := range []size{{60, 20}, {80, 24}, {120, 40}} {
		for _, lang := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
			t.Run(fmt.Sprintf("%dx%d-%s", in.width, in.height, lang), func(t *testing.T) {
				l := newLaptop(t).known().held(questionnaire.Complete, questionnaire.Partial).start(in, lang)
				for _, keys := range [][]string{{"3"}, {"4"}, {"4", "q"}, {"5"}, {"6"}, {"8"}, {"9"}, {"9", "2"}, {"9", "3"}, {"9", "4"}, {"9", "5"}} {
					l.Press(keys...)
					if rows := strings.Split(strings.TrimSpace(l.Text()), "\n"); !strings.Contains(rows[len(rows)-1], "Esc ") {
						t.Errorf("after %q:\n%s", keys, l.Text())
					}
					for range keys {
						l.Press("esc")
					}
				}
			})
		}
	}
}
