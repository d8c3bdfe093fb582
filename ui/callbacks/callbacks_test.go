package callbacks_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/store"
	"tingfang/ui/callbacks"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("CST", 8*3600))

// desk is a coordinator's list of customers, and what was done with it.
type desk struct {
	list  []store.CallBack
	shown []string
	kept  []store.Contact
	went  []string
}

func (d *desk) CallBacks(context.Context, *questionnaire.Form) ([]store.CallBack, error) {
	return d.list, nil
}

func (d *desk) AddContact(_ context.Context, c store.Contact) (store.Contact, error) {
	c.At = noon
	d.kept = append(d.kept, c)
	for i := range d.list {
		if d.list[i].ID == c.Response {
			d.list[i].Contacts = append(d.list[i].Contacts, c)
		}
	}
	return c, nil
}

func (d *desk) Phone(_ context.Context, id, who string) (string, error) {
	d.shown = append(d.shown, id+" to "+who)
	return "13812345678", nil
}

func (d *desk) FollowedBy(_ context.Context, id string) ([]store.Row, error) {
	return []store.Row{{ID: "call of " + id, Stage: questionnaire.Ended}}, nil
}

func (d *desk) goes(where string) func(store.Row) tea.Cmd {
	return func(r store.Row) tea.Cmd {
		d.went = append(d.went, where+" "+r.ID)
		return nil
	}
}

func open(t *testing.T, d *desk, l questionnaire.Lang, look theme.Look, w, h int, readOnly bool) *uitest.Driver {
	env := &nav.Env{Theme: theme.New(look), Texts: lang.Of(l), Lang: l, Now: func() time.Time { return noon }, ReadOnly: readOnly,
		Person: questionnaire.Person{ID: "p", Number: "07", Name: "李明"}}
	return uitest.NewScreen(t, w, h, callbacks.New(env, d, builtin.CallBack(), callbacks.Ways{Begin: d.goes("begin"), Resume: d.goes("resume"), Read: d.goes("read")}))
}

func sees(t *testing.T, d *uitest.Driver, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(d.Text(), w) {
			t.Errorf("%q is not on the screen:\n%s", w, d.Text())
		}
	}
}

func three() *desk {
	d := &desk{}
	for i, hall := range []string{"人民路营业厅", "校园营业厅", "火车站营业厅"} {
		d.list = append(d.list, store.CallBack{Row: store.Row{ID: fmt.Sprint("c", i), Hall: questionnaire.Hall{Name: hall}, StartedAt: noon.AddDate(0, 0, i-5)}, HasPhone: true, Masked: "138****5678"})
	}
	d.list[1].Contacts = []store.Contact{{At: noon.AddDate(0, 0, -1), Outcome: store.AppointmentMade, NextAt: noon.Add(-time.Hour)}}
	d.list[2].FollowedBy = "call"
	return d
}

func TestHowItLooks(t *testing.T) {
	for name, c := range map[string]struct {
		lang questionnaire.Lang
		look theme.Look
		w, h int
	}{"zh-80x24": {"zh", theme.Look{}, 80, 21}, "en-80x24": {"en", theme.Look{}, 80, 21}, "zh-120x40": {"zh", theme.Look{}, 120, 37}, "en-120x40": {"en", theme.Look{}, 120, 37},
		"zh-60x20": {"zh", theme.Look{}, 60, 17}, "en-60x20": {"en", theme.Look{}, 60, 17}, "zh-ascii": {"zh", theme.Look{ASCII: true}, 80, 21}} {
		t.Run(name, func(t *testing.T) {
			d := open(t, three(), c.lang, c.look, c.w, c.h, false)
			d.Golden("list-" + name)
			d.Press("f3")
			d.Golden("try-" + name)
			d.Press("6")
			d.Type("明天")
			d.Press("enter")
			d.Golden("when-" + name)
			open(t, &desk{}, c.lang, c.look, c.w, c.h, false).Golden("none-" + name)
		})
	}
}

// A number is shown when it is asked for, and hidden again when one goes on.
func TestTheNumberIsShownOnRequest(t *testing.T) {
	list := three()
	d := open(t, list, "zh", theme.Look{}, 80, 21, false)
	sees(t, d, "138****5678")
	d.Press("f2")
	sees(t, d, "13812345678", "这次查看记下了")
	d.Press("down", "up")
	if text := d.Text(); len(list.shown) != 1 || list.shown[0] != "c0 to p" || strings.Contains(text, "13812345678") {
		t.Errorf("shown: %q\n%s", list.shown, text)
	}
}

// Who comes back to the list from another screen asks for the number again.
func TestTheNumberIsHiddenWhenTheListIsShownAgain(t *testing.T) {
	list := three()
	d := open(t, list, "zh", theme.Look{}, 80, 21, false)
	d.Press("f2", "f5")
	sees(t, d, "13812345678")
	d.Send(nav.ShownMsg{})
	if text := d.Text(); strings.Contains(text, "13812345678") || !strings.Contains(text, "138****5678") || len(list.shown) != 1 {
		t.Error(text)
	}
}

func TestATryIsNotedInTwoKeys(t *testing.T) {
	list := three()
	d := open(t, list, "zh", theme.Look{}, 80, 21, false)
	d.Press("f3", "2")
	sees(t, d, "打过 1 次", "没人接")
	d.Press("f3", "6", "enter")
	sees(t, d, "时间要写成日期加钟点")
	if d.Press("2"); strings.Contains(d.Text(), "时间要写成日期加钟点") {
		t.Error("what was wrong is still shown while it is mended")
	}
	d.Type("026-12-01 15:00")
	d.Press("enter")
	sees(t, d, "打过 2 次", "约在 12-01 15:00")
	want := time.Date(2026, 12, 1, 15, 0, 0, 0, noon.Location())
	if len(list.kept) != 2 || list.kept[0].Outcome != store.NoAnswer || !list.kept[1].NextAt.Equal(want) || list.kept[1].Who != "p" {
		t.Errorf("kept %+v", list.kept)
	}
}

func TestTheWaysOn(t *testing.T) {
	list := three()
	d := open(t, list, "zh", theme.Look{}, 80, 21, false)
	d.Press("f6")
	sees(t, d, "还没有回访")
	d.Press("enter", "f5", "down", "down", "enter", "f6")
	if got := fmt.Sprint(list.went); got != "[begin c0 read c0 read call of c2 read call of c2]" {
		t.Error(got)
	}
}

// A copy of the program that only reads writes nothing.
func TestOnlyLooking(t *testing.T) {
	list := three()
	d := open(t, list, "zh", theme.Look{}, 80, 21, true)
	for _, k := range []string{"f2", "f3", "enter"} {
		d.Press(k)
		sees(t, d, "现在只能看")
	}
	if len(list.shown)+len(list.kept)+len(list.went) > 0 {
		t.Error("something was written")
	}
}
