package guide_test

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// talked is a talk half an hour in.
func talked(t testing.TB, width, height int, changes ...func(*visit)) *visit {
	v := begin(t, width, height, changes...)
	v.passes(4 * time.Minute)
	v.Type("主要看是不是续约，还有花多少钱。")
	v.Press("alt+1", "alt+3", "alt+3", "enter")
	v.passes(3 * time.Minute)
	v.Type("每个月看一次报表。")
	v.Press("tab")
	v.passes(5 * time.Minute)
	v.Type("高端客户有专人，每月打一次电话。")
	v.Press("f6")
	v.Type("专人")
	v.Press("enter", "enter", "alt+1", "alt+2", "alt+2")
	v.passes(70 * time.Second)
	v.Type("低端的我们也想管，但是人手不够。")
	v.Press("f3", "f6")
	v.Type("人手")
	v.Press("enter", "enter")
	v.passes(95 * time.Second)
	v.Type("现场能定的只有补卡和停复机。")
	v.Press("enter")
	return v
}

// faces are the states of the screen that golden files hold.
var faces = []struct {
	name string
	do   func(v *visit)
}{
	{"notes", func(v *visit) {}},
	{"probes", func(v *visit) { v.Press("f2", "4") }},
	{"topics", func(v *visit) { v.Press("f7") }},
	{"tags", func(v *visit) { v.Press("up", "f6") }},
	{"newtag", func(v *visit) { v.Type("窗口太少"); v.Press("f6"); v.Type("窗口") }},
	{"followup", func(v *visit) { v.Press("f8"); v.Type("寄一份套餐说明") }},
	{"followups", func(v *visit) { v.agrees("寄一份套餐说明", "回电"); v.Press("f8", "f8") }},
	{"changing", func(v *visit) { v.agrees("寄一份套餐说明", "回电"); v.Press("f8", "f8", "1") }},
	{"takenback", func(v *visit) {
		v.agrees("寄一份套餐说明", "回电")
		v.Press("f8", "f8", "1", "f5", "f8", "f8")
	}},
	{"declining", func(v *visit) { v.Press("tab", "f10") }},
	{"declined", func(v *visit) { v.Press("tab", "f10", "2") }},
	{"leaving", func(v *visit) { v.Press("f9") }},
	{"withdrawing", func(v *visit) { v.Press("f9", "4") }},
	{"own", func(v *visit) { v.Press("ctrl+t"); v.Type("校园代理"); v.Press("enter"); v.Type("九月人最多") }},
	{"wrapup", func(v *visit) {
		v.Press("f8")
		v.Type("寄一份套餐说明")
		v.Press("tab")
		v.Type("李明")
		v.Press("tab")
		v.Type("20261201")
		v.Press("enter", "f9", "1")
		v.Type("人手是关键。")
	}},
	{"ended", func(v *visit) { v.ends() }},
	{"unsaved", func(v *visit) { v.disk.err = errDisk; v.Type("还有"); v.saved() }},
	{"harmful", func(v *visit) { v.Paste("\x1b[31m红\x07色\x1b[2J 一行\n两行"); v.Press("enter") }},
}

func same(*visit) {}

// Every face of the screen at the usual sizes, in both languages, and with the
// plain signs.
func TestGoldenScreens(t *testing.T) {
	for _, look := range []struct {
		name          string
		width, height int // of the body
		change        func(*visit)
	}{
		{"zh80x24", 80, 21, same}, {"en80x24", 80, 21, english}, {"zh60x20", 60, 17, same}, {"en60x20", 60, 17, english},
		{"zh120x40", 120, 37, same}, {"en120x40", 120, 37, english}, {"ascii80x24", 80, 21, ascii},
	} {
		for _, f := range faces {
			t.Run(look.name+"/"+f.name, func(t *testing.T) {
				v := talked(t, look.width, look.height, look.change, func(v *visit) { v.ways.Tables = func() tea.Cmd { return nil } })
				f.do(v)
				v.Golden(fmt.Sprintf("%s/%s", look.name, f.name))
			})
		}
	}
}
