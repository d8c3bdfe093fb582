package tables

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

func usual(t *testing.T, n int) (*shelf, *desk) {
	st := shelved(n)
	return st, open(t, st, questionnaire.ZH, theme.Look{}, 80, 21)
}

func (d *desk) sees(t *testing.T, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(d.Text(), w) {
			t.Fatalf("no %q in\n%s", w, d.Text())
		}
	}
}

// counted counts interviews by hand, from the responses.
func counted(st *shelf, holds func(r questionnaire.Response) bool) (keys []int64) {
	for i := range st.n {
		if r := fieldwork(st.f, i, st.n); holds(r) {
			keys = append(keys, int64(i+1))
		}
	}
	return keys
}

func said(r questionnaire.Response, item, code string) bool {
	for _, a := range r.Answers {
		if a.Item == item {
			return slices.Contains(a.Codes, code)
		}
	}
	return false
}

func usable(r questionnaire.Response) bool {
	return r.Disposition == questionnaire.Complete || r.Disposition == questionnaire.Partial
}

func TestACellLeadsToTheInterviewsBehindIt(t *testing.T) {
	st, d := usual(t, 400)
	for _, c := range []struct {
		name  string
		keys  []string
		title string
		holds func(r questionnaire.Response) bool
	}{
		{"an answer", []string{"2", "right", "down", "enter"}, "总体服务：不太满意", func(r questionnaire.Response) bool { return usable(r) && said(r, "overall", "2") }},
		{"a share of two answers", []string{"3", "right", "right", "right", "right", "right", "right", "enter"}, "总体服务：比较满意、非常满意",
			func(r questionnaire.Response) bool {
				return usable(r) && (said(r, "overall", "4") || said(r, "overall", "5"))
			}},
		{"a cell of a crosstab", []string{"4", "end", "up", "up", "up", "up", "right", "right", "right", "enter"}, "总体服务：非常满意  校园营业厅",
			func(r questionnaire.Response) bool {
				return usable(r) && said(r, "overall", "5") && r.Hall.Code == "A02"
			}},
		{"how approaches ended, in a hall", []string{"7", "end", "home", "down", "down", "down", "down", "right", "right", "right", "enter"}, "拒访  人民路营业厅",
			func(r questionnaire.Response) bool {
				return r.Disposition == questionnaire.Refusal && r.Hall.Code == "A01"
			}},
		{"why they refused", []string{"home", "down", "down", "down", "down", "down", "down", "down", "down", "enter"}, "拒访原因：不感兴趣",
			func(r questionnaire.Response) bool { return said(r, "refusal_why", "2") }},
		{"an interviewer", []string{"1", "end", "enter"}, "王芳", func(r questionnaire.Response) bool { return usable(r) && r.Interviewer.Number == "12" }},
	} {
		d.lists = nil
		d.Press(c.keys...)
		if len(d.lists) != 1 || d.lists[0].title != c.title || !slices.Equal(d.lists[0].keys, counted(st, c.holds)) {
			t.Fatalf("%s: %d lists, wanted %q with %d interviews; \n%s", c.name, len(d.lists), c.title, len(counted(st, c.holds)), d.Text())
		}
	}
}

func TestTheFilterIsInSightAndDropsWithOneKey(t *testing.T) {
	st, d := usual(t, 400)
	n := func(holds func(r questionnaire.Response) bool) string {
		return fmt.Sprintf("n = %d / %d", len(counted(st, func(r questionnaire.Response) bool { return usable(r) && holds(r) })), len(counted(st, usable)))
	}
	inB07 := func(r questionnaire.Response) bool { return r.Hall.Code == "B07" }
	for _, c := range []struct {
		name, sight string
		keys        []string
		right       string
	}{
		{"a hall", "条件 ● 火车站东广场营业厅", []string{"/", "1", "3"}, n(inB07)},
		{"and an answer", "火车站东广场营业厅 · 总体服务：非常不满意、不太满意", []string{"f3", "4", "enter", "space", "down", "space", "enter"},
			n(func(r questionnaire.Response) bool {
				return inB07(r) && (said(r, "overall", "1") || said(r, "overall", "2"))
			})},
		{"two halls instead", "火车站东广场营业厅、校园营业厅", []string{"x", "、", "1", "down", "space", "down", "space", "enter"},
			n(func(r questionnaire.Response) bool { return r.Hall.Code != "A01" })},
		{"a wave", "2026Q2", []string{"f8", "/", "3", "7"}, n(func(r questionnaire.Response) bool {
			q := (r.StartedAt.Month() + 2) / 3
			return q == 2
		})},
	} {
		d.Press("1")
		d.Press(c.keys...)
		if got := d.Frame().Right; got != c.right {
			t.Errorf("%s: %q, wanted %q\n%s", c.name, got, c.right, d.Text())
		}
		for _, word := range strings.Split(strings.TrimPrefix(c.sight, "条件 ● "), "、") {
			d.sees(t, word)
		}
		for p := range pages { // on every page
			d.Press(fmt.Sprint(int(p) + 1))
			d.sees(t, "条件 ●", "X 去掉条件")
		}
	}
	d.Press("X")
	if got := d.Frame().Right; got != fmt.Sprintf("n = %d", len(counted(st, func(questionnaire.Response) bool { return true }))+34) {
		t.Errorf("X left %q", got)
	}
	d.Press("1")
	d.sees(t, "全部访谈")
}

func TestAConditionIsTypedAndItsFaultsAreShown(t *testing.T) {
	st, d := usual(t, 400)
	d.Press("/", "5")
	for typed, fault := range map[string]string{
		"${overall} <= ": "第 14 个字", "${overal} = 1": "没有名叫“overal”的题", "${remark} = 1": "“其他意见”没有固定的选项", "overall = 1": "写成 ${overall}",
	} {
		d.Press("ctrl+a", "backspace")
		d.Type(typed)
		d.Press("enter")
		d.sees(t, fault)
	}
	d.Press("ctrl+a", "backspace")
	d.Type("${overall} <= 2 and ${hall} = 'B07'")
	d.Press("enter")
	want := counted(st, func(r questionnaire.Response) bool {
		return usable(r) && r.Hall.Code == "B07" && (said(r, "overall", "1") || said(r, "overall", "2"))
	})
	if got := d.Frame().Right; !strings.HasPrefix(got, fmt.Sprintf("n = %d /", len(want))) {
		t.Errorf("%q, wanted %d\n%s", got, len(want), d.Text())
	}
	d.Press("f3", "5", "ctrl+a", "backspace")
	d.Type("${overall} = 9")
	d.Press("enter")
	d.sees(t, "没有符合条件的访谈", "按 X")
	d.Press("f8")
	d.sees(t, "全部访谈")
}

func TestTablesFollowAnInterviewThatEndsWithoutReadingAnew(t *testing.T) {
	st, d := usual(t, 40)
	before := d.Frame().Right
	st.n = 50
	d.Send(nav.ChangedMsg{})
	if st.reads != 1 || st.late != 10 {
		t.Errorf("read %d times, refreshed by %d", st.reads, st.late)
	}
	if d.Frame().Right == before {
		t.Errorf("still %q", before)
	}
}

func TestTodayHere(t *testing.T) {
	st := shelved(400)
	env := open(t, st, questionnaire.ZH, theme.Look{}, 80, 21).screen.env
	s := New(env, NewSource(st, st.f), Ways{}, "").Today(halls[0])
	if got := strings.Join(s.filter.words(env, st.f, known{halls: halls}), " "); got != "人民路营业厅 今天" {
		t.Error(got)
	}
}

func TestBreaksAndItemsArePickedFromLists(t *testing.T) {
	_, d := usual(t, 400)
	d.Press("4", "b")
	d.Type("客户类型")
	d.Press("enter")
	d.sees(t, "总体服务  ·  客户类型", "学生", "χ²")
	d.Press("f7")
	d.Type("态度")
	d.Press("enter")
	d.sees(t, "工作人员态度  ·  客户类型")
	d.Press("6", "i")
	d.Type("gap")
	d.Press("enter")
	d.sees(t, "服务和期望相比：各波次", "2026Q3")
	d.Press("esc")
	d.sees(t, "主要指标")
	d.Press("7", "f6", "5")
	d.sees(t, "按“日期”分有", "最多能并排 100 组", "按 B 换一个")
	d.Press("b", "4")
	d.sees(t, "2026Q3")
	d.Asked = nil
	d.Press("esc")
	if len(d.Asked) != 1 {
		t.Error("Esc does not leave")
	}
}

func TestWideTablesScrollBesideTheirLabels(t *testing.T) {
	_, d := usual(t, 400)
	d.Press("4", "b")
	d.Type("周")
	d.Press("enter")
	d.sees(t, "非常不满意", "2026-W05", "左右还有")
	for range 30 {
		d.Press("right")
	}
	d.Fits()
	d.sees(t, "非常不满意", "2026-W33", "←")
	if strings.Contains(d.Text(), "2026-W05") {
		t.Error("the first week is still there\n" + d.Text())
	}
}

func TestATableIsSavedAndSentToTheClipboard(t *testing.T) {
	st, d := usual(t, 400)
	dir := d.screen.folder
	for i, c := range []struct{ ending, begins, holds string }{{".csv", "\ufeffitem,title", "非常满意,51,14.912"}, {".md", "#", "| 非常满意 |"}, {".html", "<!DOCTYPE html>", "非常满意"}} {
		d.Press("2", "s")
		for range i {
			d.Press("tab")
		}
		d.Press("enter")
		path := filepath.Join(dir, "customer-item-overall-2026-11-25"+c.ending)
		d.sees(t, "已存到")
		had, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(had), c.begins) || !strings.Contains(string(had), c.holds) {
			t.Errorf("%s: %v\n%.400s", path, err, had)
		}
		d.screen.kind = 0
	}
	d.Press("f2", "enter")
	d.sees(t, "已有这个文件")
	d.Press("enter")
	d.sees(t, "已存到")
	d.Press("s", "ctrl+a", "backspace")
	d.Type(filepath.Join(dir, "没有", "表.csv"))
	d.Press("enter")
	d.sees(t, "文件夹")
	d.Press("esc")
	if left, _ := filepath.Glob(filepath.Join(dir, ".tingfang*")); len(left) > 0 {
		t.Error(left)
	}
	_, cmd := d.screen.Update(nav.Press("y"))
	if sent := fmt.Sprint(cmd()); !strings.Contains(sent, "| 非常满意 |") {
		t.Errorf("sent %.200s", sent)
	}
	_ = st
}

func TestNothingYet(t *testing.T) {
	_, d := usual(t, 0)
	for p := range len(pageNames) - 1 {
		d.Press(fmt.Sprint(int(p) + 1))
		d.sees(t, "还没有完成的访谈", "按 1 开始第一个")
	}
	d.Press("s", "y", "enter", "down", "b", "esc", "i", "esc")
}

func TestTheStoreFails(t *testing.T) {
	_, d := usual(t, 10)
	d.Send(countedMsg{owner: d.screen, err: errors.New("disk I/O error")})
	d.sees(t, "读不出来：disk I/O error")
}

// Every letter has a key beside it that needs no input method.
func TestLettersHaveTwins(t *testing.T) {
	_, d := usual(t, 60)
	for p := range pages {
		d.Press(fmt.Sprint(int(p) + 1))
		for _, b := range d.Frame().Help {
			keys := b.Keys()
			if len(keys[0]) == 1 && strings.ToLower(keys[0]) != strings.ToUpper(keys[0]) {
				t.Errorf("page %d: %q has no twin", p+1, keys)
			}
		}
	}
}

// Whatever is pressed, the screen draws within its place.
func TestAnyKeysFit(t *testing.T) {
	st := shelved(90)
	all := []string{"up", "down", "left", "right", "tab", "shift+tab", "1", "2", "3", "4", "5", "6", "7", "/", "b", "i", "enter", "esc", "pgdown", "end", "home", "space", "x", "f8", "s"}
	for seed := range 3 {
		d := open(t, st, questionnaire.ZH, theme.Look{}, 60, 17)
		n := draws(seed*31 + 5)
		for range 100 {
			d.Press(all[n.below(len(all))])
			d.Fits()
		}
	}
}

func TestMouse(t *testing.T) {
	st, d := usual(t, 400)
	click := func(text string) {
		t.Helper()
		for y, line := range strings.Split(uitest.Plain(d.Frame().Body), "\n") {
			if at := strings.Index(line, text); at >= 0 {
				d.Click(ansi.StringWidth(line[:at])+1, y)
				return
			}
		}
		t.Fatalf("no %q in\n%s", text, d.Text())
	}
	click("2 题目")
	click("资费高低")
	d.sees(t, "3  资费高低", "偏高")
	click("合理     152")
	if len(d.lists) != 0 {
		t.Fatal("one click has opened a list")
	}
	click("合理     152")
	if want := counted(st, func(r questionnaire.Response) bool { return usable(r) && said(r, "tariff", "2") }); len(d.lists) != 1 || !slices.Equal(d.lists[0].keys, want) {
		t.Fatalf("%d lists\n%s", len(d.lists), d.Text())
	}
	click("7 参与")
	click("拒访")
	click("拒访")
	if len(d.lists) != 2 || d.lists[1].title != "拒访" {
		t.Fatal(d.lists[1:], d.Text())
	}
}
