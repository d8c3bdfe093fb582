package notes_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/notes"
	"tingfang/ui/uitest"
)

// faces are the states of the screen that golden files hold.
var faces = []struct {
	name string
	do   func(d *desk)
}{
	{"notes", func(d *desk) {}},
	{"search", func(d *desk) { d.Press("/"); d.Type("人手") }},
	{"nothing", func(d *desk) { d.Press("/"); d.Type("没有的"); d.Press("enter") }},
	{"bytag", func(d *desk) { d.Press("f2") }},
	{"tags", func(d *desk) { d.Press("2") }},
	{"newtag", func(d *desk) { d.Press("2", "f2"); d.Type("窗口") }},
	{"merge", func(d *desk) { d.Press("2", "f4", "2") }},
	{"delete", func(d *desk) { d.Press("2", "delete") }},
	{"topics", func(d *desk) { d.Press("3", "right", "right") }},
	{"topicsright", func(d *desk) { d.Press("3", "end") }},
	{"roles", func(d *desk) { d.Press("4") }},
	{"followups", func(d *desk) { d.Press("5") }},
}

// Every face of the screen at the usual sizes, in both languages, and with the
// plain signs.
func TestGoldenScreens(t *testing.T) {
	for _, look := range []struct {
		name          string
		width, height int // of the body
		change        func(*desk)
	}{
		{"zh80x24", 80, 21, func(*desk) {}}, {"en80x24", 80, 21, english}, {"zh60x20", 60, 17, func(*desk) {}}, {"en60x20", 60, 17, english},
		{"zh120x40", 120, 37, func(*desk) {}}, {"en120x40", 120, 37, english}, {"ascii80x24", 80, 21, ascii}, {"readonly80x24", 80, 21, readOnly},
	} {
		t.Run(look.name, func(t *testing.T) {
			d := sit(t, look.width, look.height, look.change)
			for _, f := range faces { // none of them changes what is kept
				d.open(look.width, look.height)
				f.do(d)
				d.Golden(look.name + "/" + f.name)
			}
		})
	}
}

func (d *desk) shows(want ...string) {
	d.t.Helper()
	for _, w := range want {
		if !strings.Contains(d.Text(), w) {
			d.t.Errorf("%q is not on the screen:\n%s", w, d.Text())
		}
	}
}

func (d *desk) hides(unwanted ...string) {
	d.t.Helper()
	for _, w := range unwanted {
		if strings.Contains(d.Text(), w) {
			d.t.Errorf("%q is on the screen:\n%s", w, d.Text())
		}
	}
}

// A hit deep in a long note is in sight, whatever its width and case.
func TestTheHitIsInSight(t *testing.T) {
	d := sit(t, 60, 17)
	d.Press("/")
	d.Type("wifi")
	d.shows("Ｗｉｆｉ的问题", "1 条")
	d.Fits()
	d.Press("enter", "enter")
	if len(d.read) != 1 || !strings.HasPrefix(d.read[0], "0193cccc-0000-7000-8000-000000000001 0193bbbb") {
		t.Errorf("%v is to be read", d.read)
	}
	d.Press("0")
	d.shows("8 条")
}

func TestConditionsTogether(t *testing.T) {
	d := sit(t, 80, 21)
	d.Press("f2", "3") // the second tag by name: 人手
	d.shows("4 条", "低端的我们也想管")
	d.Press("f4", "4") // the third role
	d.shows("1 条", "携号转网")
	d.Press("f5", "3")
	d.shows("没有符合条件的笔记")
	d.Press("0", "f3", "9") // own topics
	d.shows("九月人最多", "校园代理", "1 条")
	d.Press("0")
	d.shows("8 条")
}

// Every cell of the grids leads to the notes it counts, also the one of those
// whose role is not known.
func TestACellLeadsToItsNotes(t *testing.T) {
	d := sit(t, 80, 21)
	d.Press("4", "down", "end")
	d.shows("人手 × 岗位不详：2 条笔记，1 个访谈")
	d.Press("enter")
	d.shows("岗位不详 ●", "2 条", "这里的意见表没有人看", "九月人最多")
	d.Press("0")
	d.shows("8 条")
}

// Of a note as long as a book the part that is hit is shown, without having
// the rest drawn at every key.
func TestAVeryLongNote(t *testing.T) {
	d := sit(t, 80, 21)
	long := strings.Repeat("说了很多。", 60_000) + "临了提到流动服务车。" + strings.Repeat("又说了很多。", 60_000)
	o := store.Opening{ID: "0193cccc-0000-7000-8000-000000000000", Form: builtin.Manager(), Language: "zh", StartedAt: noon.AddDate(0, 0, -3)}
	note := talk.Note{ID: d.id(), Topic: questionnaire.Ref{Item: "close"}, Position: 50, Text: long, At: noon}
	check(t, d.disk.SaveTalk(t.Context(), o, talk.Change{Notes: []talk.Note{note}}))
	d.Press("/")
	d.Type("流动服务车")
	d.shows("临了提到流动服务车。又说了", "1 条")
	d.Fits()
}

// slow answers when it is let, in the order it is told to.
type slow struct {
	*store.Store
	said []store.NoteFilter
}

func (s *slow) Notes(_ context.Context, f store.NoteFilter) ([]store.FoundNote, error) {
	s.said = append(s.said, f)
	return []store.FoundNote{{Note: talk.Note{ID: f.Text, Text: "answer to " + f.Text}, Quotable: true}}, nil
}

// An answer to what was typed before does not replace that to what is typed
// now.
func TestAStaleAnswerIsDropped(t *testing.T) {
	d := sit(t, 80, 21)
	s := notes.New(d.env, &slow{Store: d.disk}, builtin.Manager(), notes.Ways{})
	s.Update(nav.Press("/"))
	_, first := s.Update(tea.KeyPressMsg{Code: 'a', Text: "a"})
	_, second := s.Update(tea.KeyPressMsg{Code: 'b', Text: "b"})
	s.Update(second())
	s.Update(first())
	if body := uitest.Plain(s.Draw(80, 21).Body); !strings.Contains(body, "answer to ab") {
		t.Error(body)
	}
}

// many is a store of so many notes that gives no more than asked for.
type many struct {
	*store.Store
	n, largest int
}

func (m *many) CountNotes(context.Context, store.NoteFilter) (int, error) { return m.n, nil }
func (m *many) Notes(_ context.Context, f store.NoteFilter) (out []store.FoundNote, err error) {
	m.largest = max(m.largest, f.Limit)
	from := 0
	if f.After != "" {
		fmt.Sscan(f.After, &from)
		from++
	}
	for i := from; i < min(from+f.Limit, m.n); i++ {
		out = append(out, store.FoundNote{Note: talk.Note{ID: fmt.Sprint(i), Text: fmt.Sprint("第", i, "条")}, StartedAt: noon, Quotable: true})
	}
	return out, nil
}

func TestMoreNotesAreReadAsOneScrolls(t *testing.T) {
	d := sit(t, 80, 21)
	m := &many{Store: d.disk, n: 1000}
	d.Driver = uitest.NewScreen(t, 80, 21, notes.New(d.env, m, builtin.Manager(), notes.Ways{}))
	for range 200 {
		d.Press("down")
	}
	d.shows("第200条", "第 201 条，共 1000 条")
	if m.largest > 60 {
		t.Errorf("%d notes were read at a time", m.largest)
	}
	for range 200 {
		d.Press("pgdown")
	}
	d.shows("第999条", "第 1000 条，共 1000 条")
}

func (d *desk) named(name string) (out store.TagCount) {
	d.t.Helper()
	all, err := d.disk.Tags(d.t.Context())
	check(d.t, err)
	for _, g := range all {
		if g.Name == name {
			out = g
		}
	}
	return out
}

func TestMakingAndChangingATag(t *testing.T) {
	d := sit(t, 80, 21)
	d.Press("2", "f2")
	d.Type("窗口")
	d.Press("enter")
	d.Type("排队时用")
	d.Press("enter", "3", "enter")
	if g := d.named("窗口"); g.Definition != "排队时用" || g.Colour != 2 {
		t.Errorf("kept %+v", g)
	}
	d.shows("已存：窗口", "排队时用")
	d.Press("f2")
	d.Type("　窗口 ")
	d.Press("enter", "enter", "enter")
	d.shows("已有标签“窗口”")
	d.Type("柜台")
	d.Press("enter", "enter", "enter")
	if d.named("柜台").ID == "" {
		t.Error(d.Text())
	}
	d.Press("f2", "enter")
	d.shows("标签要有名称")
}

func TestMergingATagSaysTheCountsFirst(t *testing.T) {
	d := sit(t, 80, 21)
	d.Press("2", "home")
	first, err := d.disk.Tags(t.Context())
	check(t, err)
	from, into := first[0], first[1]
	d.Press("f4", "1")
	d.shows(fmt.Sprintf("用在 %d 条笔记、%d 个访谈上", from.Notes, from.Interviews))
	d.Press("enter") // the focus is on leaving it
	if d.named(from.Name).ID == "" {
		t.Fatal("it was merged without being meant")
	}
	d.Press("f4", "1", "2")
	if d.named(from.Name).ID != "" || d.named(into.Name).Notes < from.Notes {
		t.Errorf("%+v is left of %+v and %+v", d.named(into.Name), from, into)
	}
	d.Press("delete", "2")
	if all, _ := d.disk.Tags(t.Context()); len(all) != 2 {
		t.Errorf("%d tags after deleting one of three", len(all))
	}
}

func TestFromACellToItsNotes(t *testing.T) {
	d := sit(t, 60, 17)
	d.Press("3")
	for range 3 {
		d.Press("down")
		for range 10 {
			d.Press("left")
		}
		for range 8 {
			d.Fits()
			d.Press("right")
		}
	}
	d.Press("home", "home", "pgup")
	g, err := d.disk.TagGrid(t.Context(), "manager", "topic")
	check(t, err)
	for r := range g.Rows {
		for c := range g.Columns {
			d.Press("3", "home")
			for range g.Rows {
				d.Press("up")
			}
			for range r {
				d.Press("down")
			}
			for range c {
				d.Press("right")
			}
			d.Press("enter")
			d.shows(fmt.Sprintf("%d 条", g.N[r][c]), "[1 笔记]")
		}
	}
}

// Where the grid is larger than the window it says what is in sight.
func TestTheGridSaysWhatIsInSight(t *testing.T) {
	d := sit(t, 60, 10)
	d.Press("3")
	d.shows("第 1–3 行，共 4 行", "第 1–3 列，共 8 列")
	d.Press("down", "down", "down", "down")
	d.shows("第 2–4 行，共 4 行")
	big := sit(t, 200, 60)
	big.Press("3")
	if strings.Contains(big.Text(), "行，共") {
		t.Errorf("all is in sight:\n%s", big.Text())
	}
}

func TestTickingAFollowUp(t *testing.T) {
	d := sit(t, 80, 21)
	d.Press("5")
	d.shows("待办 3，其中过期 1，已办 1", "已过期 2026-11-20")
	d.Press("space")
	d.shows("待办 2，其中过期 0，已办 2", "11-25 办完")
	all, err := d.disk.FollowUps(t.Context(), "manager")
	check(t, err)
	for _, f := range all {
		if f.What == "寄一份套餐说明" && !f.DoneAt.Equal(noon) {
			t.Errorf("done at %s", f.DoneAt)
		}
	}
	d.Press("enter")
	d.shows("待办 3，其中过期 1，已办 1")
	d.Press("f2")
	if len(d.read) != 1 || strings.TrimSpace(d.read[0]) != "0193cccc-0000-7000-8000-000000000000" {
		t.Errorf("%q is to be read", d.read)
	}
}

// A copy that only reads says so and changes nothing.
func TestReadOnly(t *testing.T) {
	d := sit(t, 80, 21, readOnly)
	before, _ := d.disk.Counter(t.Context())
	for _, keys := range [][]string{{"2", "f2"}, {"f3"}, {"f4"}, {"delete"}, {"5", "enter"}, {"space"}} {
		d.Press(keys...)
		d.shows("这里不能改")
	}
	if after, _ := d.disk.Counter(t.Context()); after != before {
		t.Error("something was changed")
	}
}

// The screen follows the language, also while a tag is being typed.
func TestTheOtherLanguage(t *testing.T) {
	d := sit(t, 80, 21)
	d.Press("2", "f2")
	d.Type("窗口")
	other := sit(t, 80, 21, func(o *desk) { o.env.Lang = questionnaire.EN })
	*d.env = *other.env
	d.Send(nav.EnvMsg{})
	d.shows("New tag", "窗口")
	d.hides("新标签")
}

// What was noted cannot steer the terminal.
func TestHarmless(t *testing.T) {
	d := sit(t, 80, 21)
	if strings.Contains(d.Frame().Body, "\x1b[31m") {
		t.Error("an escape of a note reaches the terminal")
	}
	d.shows("这里的意见表没有人看。␛[31m")
}

func TestTheMouse(t *testing.T) {
	d := sit(t, 80, 21)
	d.Click(10, 6) // the second note
	d.Click(10, 6)
	if len(d.read) != 1 {
		t.Errorf("two clicks on a note asked for %v", d.read)
	}
	d.Click(14, 0)
	d.shows("[2 标签]")
	d.Send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.Press("esc")
	if _, ok := d.Asked[len(d.Asked)-1].(nav.PopMsg); !ok {
		t.Error("Esc does not lead back")
	}
}
