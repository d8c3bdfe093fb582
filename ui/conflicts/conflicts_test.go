package conflicts_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/conflicts"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600))

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// laptop is a database with an interviewer.
type laptop struct {
	*store.Store
	person questionnaire.Person
}

func opened(t *testing.T, name, number, person string) laptop {
	n, clock := 0, noon
	s := must[*store.Store](t)(store.Open(context.Background(), store.Options{Path: filepath.Join(t.TempDir(), "a.db"), DeviceName: name, Parse: xlsform.Parse, Builtin: builtin.All,
		Now:   func() time.Time { clock = clock.Add(time.Minute); return clock },
		NewID: func() string { n++; return fmt.Sprintf("0193%x-0000-7000-8000-%012d", number, n) }}))
	t.Cleanup(func() { s.Close() })
	return laptop{s, must[questionnaire.Person](t)(s.SavePerson(context.Background(), questionnaire.Person{Number: number, Name: person}))}
}

// hands gives all that is new on one laptop to another.
func (l laptop) hands(t *testing.T, other laptop) {
	ctx := context.Background()
	b := must[store.Bundled](t)(l.Pack(ctx, t.TempDir(), store.PackOptions{Plain: true}))
	got := must[store.Merged](t)(other.Merge(ctx, []store.Incoming{{Name: "x", Open: func() (io.ReadCloser, error) { return os.Open(b.Path) }}},
		store.MergeOptions{Trust: func(bundle.Header) bool { return true }}))
	check(t, got.Files[0].Err)
}

func chose(item string, codes ...string) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: codes}
}

func wrote(item, text string) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Text: text}
}

// apart is two laptops that changed one interview in two items and a hall's
// name differently; the first has what the second did.
func apart(t *testing.T) (laptop, store.Opening) {
	ctx := context.Background()
	a, b := opened(t, "甲机", "07", "李明"), opened(t, "乙机", "08", "王芳")
	h := must[questionnaire.Hall](t)(a.SaveHall(ctx, questionnaire.Hall{Code: "A01", Name: "人民路营业厅", Operator: "mobile"}))
	o := store.Opening{ID: "0193eeee-0000-7000-8000-000000000001", Form: builtin.Customer(), Hall: h, Interviewer: a.person, Language: "zh", StartedAt: noon}
	check(t, a.Save(ctx, store.Change{Opening: o, Answers: []questionnaire.Answer{chose("consent", "1"), chose("customer_of", "1"), chose("adult", "1"), chose("before", "2"),
		chose("overall", "4"), wrote("remark", "排队长")}, At: questionnaire.Ref{Item: "remark"}}))
	check(t, a.Finish(ctx, o.ID, questionnaire.Partial, time.Minute))
	a.hands(t, b)
	check(t, a.Correct(ctx, o.ID, []questionnaire.Answer{chose("overall", "5"), wrote("remark", "排队太长，二十分钟")}, a.person.ID, "看错了"))
	low := chose("overall", "2")
	low.Remark = "说了两遍"
	check(t, b.Correct(ctx, o.ID, []questionnaire.Answer{low, wrote("remark", "排队长，座位也少\x1b[31m")}, b.person.ID, "听录音改的"))
	h.Name = "人民路旗舰厅"
	must[questionnaire.Hall](t)(a.SaveHall(ctx, h))
	h.Name = "人民路中心厅"
	must[questionnaire.Hall](t)(b.SaveHall(ctx, h))
	b.hands(t, a)
	return a, o
}

func show(t *testing.T, a laptop, l questionnaire.Lang, look theme.Look, w, h int) *uitest.Driver {
	env := &nav.Env{Theme: theme.New(look), Texts: lang.Of(l), Lang: l, Now: func() time.Time { return noon }, Person: a.person}
	d := uitest.NewScreen(t, w, h, conflicts.New(env, a.Store))
	d.Send(nav.ShownMsg{})
	return d
}

func sees(t *testing.T, d *uitest.Driver, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(d.Text(), w) {
			t.Errorf("%q is not on the screen:\n%s", w, d.Text())
		}
	}
}

// A coordinator takes a side of one item, enters a third text for the other,
// says why, and then decides on the hall's name.
func TestDeciding(t *testing.T) {
	a, o := apart(t)
	ctx := context.Background()
	d := show(t, a, "zh", theme.Look{}, 80, 24)
	sees(t, d, "3 处要决定", "人民路", "李明")
	d.Press("enter")
	sees(t, d, "现在显示的", "5 非常满意", "2 不太满意", "说了两遍", "甲机", "乙机", "看错了", "听录音改的", "王芳")
	side := "1"
	if strings.Index(d.Text(), "甲机") < strings.Index(d.Text(), "乙机") {
		side = "2"
	}
	d.Press(side)
	sees(t, d, "还有 1 处", "排队太长", "座位也少␛")
	d.Press("9")
	d.Press("enter")
	d.Paste("排队二十分钟，座位少")
	d.Press("enter")
	sees(t, d, "为什么这样决定")
	d.Press("enter")
	sees(t, d, "要写明依据")
	d.Paste("听了录音")
	d.Press("enter")
	sees(t, d, "已决定，还有 1 处")
	r := must[questionnaire.Response](t)(a.Response(ctx, o.ID, false))
	got := map[string]questionnaire.Answer{}
	for _, answer := range r.Answers {
		got[answer.Item] = answer
	}
	if got["overall"].Codes[0] != "2" || got["overall"].Remark != "说了两遍" || got["remark"].Text != "排队二十分钟，座位少" {
		t.Errorf("decided %+v", got)
	}
	d.Press("enter")
	sees(t, d, "营业厅", "人民路旗舰厅", "人民路中心厅")
	d.Press("1", "enter")
	sees(t, d, "没有别的冲突", "没有要决定的冲突")
	if list := must[[]store.Conflict](t)(a.Conflicts(ctx)); len(list) != 0 {
		t.Errorf("left: %+v", list)
	}
}

// What the form refuses is refused with its words, and Esc leaves everything
// undecided.
func TestAThirdThatCannotStand(t *testing.T) {
	a, _ := apart(t)
	d := show(t, a, "zh", theme.Look{}, 80, 24)
	d.Press("enter", "9")
	sees(t, d, "1   非常不满意")
	d.Paste("9")
	d.Press("enter")
	if !strings.Contains(d.Text(), "×") && !strings.Contains(d.Text(), "✗") {
		t.Errorf("a code that is none was taken:\n%s", d.Text())
	}
	d.Press("esc", "esc")
	sees(t, d, "3 处要决定")
	if strings.Contains(d.Text(), "已选") {
		t.Error("something was decided")
	}
	if list := must[[]store.Conflict](t)(a.Conflicts(context.Background())); len(list) != 3 {
		t.Errorf("left: %d", len(list))
	}
}

func TestLooks(t *testing.T) {
	for _, l := range []questionnaire.Lang{"zh", "en"} {
		for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s%dx%d", l, size[0], size[1]), func(t *testing.T) {
				a, _ := apart(t)
				d := show(t, a, l, theme.Look{}, size[0], size[1])
				d.Fits()
				d.Golden(t.Name() + "-list")
				d.Press("enter")
				d.Fits()
				d.Golden(t.Name() + "-one")
				d.Press("9")
				d.Fits()
				d.Golden(t.Name() + "-third")
				d.Press("esc", "1", "2")
				d.Fits()
				d.Golden(t.Name() + "-why")
			})
		}
	}
}
