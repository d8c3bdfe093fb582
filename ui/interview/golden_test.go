package interview_test

import (
	"errors"
	"fmt"
	"testing"

	"tingfang/ui/nav"
)

// faces are the states of the screen that golden files hold.
var faces = []struct {
	name string
	show func(t *testing.T, width, height int, change func(*nav.Env)) *hall
}{
	{"opening", func(t *testing.T, w, h int, c func(*nav.Env)) *hall { return at(t, customer(), w, h, c) }},
	{"fresh", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "4", "3")
		return i
	}},
	{"answered", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "4", "3", "4", "left", "f6")
		i.Type("只在柜台交")
		i.Press("enter")
		return i
	}},
	{"reasons", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "2", "3", "1", "4", "f5", "4", "2", "4", "f5", "3", "4", "2", "1", "enter")
		i.Type("排队太久，窗口少")
		i.Press("enter")
		return i
	}},
	{"text", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "4", "3", "4", "4", "f5", "4", "4", "4", "f5", "3", "4", "2", "1", "enter")
		i.Type("希望营业厅早点开门，老人排队很久")
		return i
	}},
	{"several", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := at(t, trial(t), w, h, c)
		i.Press("4", "9", "1", "5")
		return i
	}},
	{"scale", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := at(t, trial(t), w, h, c)
		i.Press("4", "1")
		return i
	}},
	{"soft", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := at(t, trial(t), w, h, c)
		i.Press("5", "2")
		return i
	}},
	{"hard", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := at(t, trial(t), w, h, c)
		i.Press("5", "9", "1", "enter")
		i.Type("400")
		i.Press("enter")
		return i
	}},
	{"long", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := at(t, trial(t), w, h, c)
		i.Press("5", "9", "1", "enter")
		i.Type("3")
		i.Press("enter", "down")
		return i
	}},
	{"unsaved", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.disk.err = errors.New("disk I/O error")
		i.Press("2")
		return i
	}},
	{"remark", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "f6")
		i.Type("请打 138 1234 5678")
		i.Press("enter")
		return i
	}},
	{"leaving", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "4", "f9")
		return i
	}},
	{"why", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "4", "f9", "1")
		return i
	}},
	{"withdrawing", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "4", "f9", "4")
		return i
	}},
	{"list", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "4", "right", "1", "f7")
		return i
	}},
	{"card", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := admitted(t, w, h, c)
		i.Press("2", "f10")
		return i
	}},
	{"end", func(t *testing.T, w, h int, c func(*nav.Env)) *hall { return ended(t, w, h, c) }},
	{"end_required", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := at(t, trial(t), w, h, c)
		i.Press("5", "end")
		return i
	}},
	{"end_refused", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := at(t, customer(), w, h, c)
		i.Press("2", "1")
		return i
	}},
	{"closed", func(t *testing.T, w, h int, c func(*nav.Env)) *hall {
		i := ended(t, w, h, c)
		i.Press("enter")
		return i
	}},
}

// ended is a customer interview with a remark and one item left open, at the
// end of its route.
func ended(t testing.TB, w, h int, c func(*nav.Env)) *hall {
	i := admitted(t, w, h, c)
	i.Press("2", "4", "3", "1", "4", "f5", "4", "right", "4", "f3", "3", "4", "2", "1", "enter")
	i.Type("排队太久")
	i.Press("enter")
	i.Press("enter", "2", "enter")
	return i
}

func same(*nav.Env) {}

// Every face of the screen at the usual sizes, in both languages, and with the
// plain signs.
func TestGoldenScreens(t *testing.T) {
	for _, look := range []struct {
		name          string
		width, height int // of the body
		change        func(*nav.Env)
	}{
		{"zh80x24", 80, 21, same}, {"en80x24", 80, 21, english}, {"zh60x20", 60, 17, same}, {"en60x20", 60, 17, english},
		{"zh120x40", 120, 37, same}, {"en120x40", 120, 37, english}, {"ascii80x24", 80, 21, ascii},
	} {
		for _, f := range faces {
			t.Run(look.name+"/"+f.name, func(t *testing.T) {
				f.show(t, look.width, look.height, look.change).Golden(fmt.Sprintf("%s/%s", look.name, f.name))
			})
		}
	}
}
