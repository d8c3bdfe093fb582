package imports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/store/exchange"
	"tingfang/ui/exporting"
	"tingfang/ui/importing"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600))

// desk is a screen over a real database, with a folder for files.
type desk struct {
	*uitest.Driver
	t     *testing.T
	store *store.Store
	dir   string
}

func open(t *testing.T, change ...func(*nav.Env)) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	ids := 0
	st, err := store.Open(context.Background(), store.Options{Path: filepath.Join(d.dir, "a.db"), Access: store.WriteOrRead, Now: func() time.Time { return noon },
		NewID: func() string { ids++; return fmt.Sprintf("01960000-0000-7000-8000-%012d", ids) }, DeviceName: "laptop", Parse: xlsform.Parse, Builtin: builtin.All})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	d.store = st
	env := &nav.Env{Theme: theme.New(theme.Look{}), Texts: lang.Of("zh"), Lang: "zh", Now: func() time.Time { return noon }}
	for _, c := range change {
		c(env)
	}
	d.Driver = uitest.NewScreen(t, 80, 21, New(env, st, []*questionnaire.Form{builtin.Customer()}))
	return d
}

// drop puts a file into the folder and drops it on the window.
func (d *desk) drop(text string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, "客户.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.Paste("'" + path + "'")
	return path
}

// held is how many interviews the database holds.
func (d *desk) held() int {
	d.t.Helper()
	n, err := d.store.CountRows(context.Background(), store.Filter{})
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func (d *desk) sees(all ...string) {
	d.t.Helper()
	flat := strings.Join(strings.Fields(d.Text()), " ")
	for _, want := range all {
		if !strings.Contains(flat, want) {
			d.t.Errorf("%q is not on the screen:\n%s", want, d.Text())
		}
	}
}

const three = "hall,interviewer,started_at,overall\nA07,07,2026-11-20 09:30:00,5\nA07,12,2026-11-20 10:00:00,4\nA09,07,2026-11-21 10:00:00,2\n"

func TestAFileIsLookedAtThenTakenIn(t *testing.T) {
	d := open(t)
	d.drop(three)
	d.Press("enter")
	d.sees("检查好了，还没有写入", "访谈 3", "新的 3", "已经有的 0", "新营业厅 2 A07 A09", "新访员 2 07 12", "列名是题目名的表格")
	if d.held() != 0 {
		t.Fatal("looking has written")
	}
	d.Press("enter")
	d.sees("导入了 3 个访谈", "新的营业厅：A07 A09")
	if d.held() != 3 || !changed(d) {
		t.Errorf("%d interviews are held; told: %v", d.held(), changed(d))
	}
	d.Press("enter") // another file: the same once more
	d.drop(three)
	d.Press("enter")
	d.sees("新的 0", "已经有的 3", "都已经有了")
	d.Press("enter")
	if d.held() != 3 {
		t.Errorf("%d interviews are held", d.held())
	}
	d.sees("都已经有了")
	d.Press("esc", "esc")
	if d.Asked[len(d.Asked)-1] != (nav.PopMsg{}) {
		t.Error("Esc does not go back")
	}
}

func changed(d *desk) bool {
	for _, m := range d.Asked {
		if m == (nav.ChangedMsg{}) {
			return true
		}
	}
	return false
}

func TestAFaultyFileWritesNothingUntilItIsMended(t *testing.T) {
	d := open(t)
	d.drop(strings.Replace(three, ",4\n", ",9\n", 1))
	d.Press("enter")
	d.sees("1 处毛病，什么也没有写入", "第 3 行，overall 列", "“9”")
	if d.held() != 0 {
		t.Fatal("something was written")
	}
	path := filepath.Join(d.dir, "客户.csv")
	if err := os.WriteFile(path, []byte(three), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Press("enter") // checks again
	d.sees("新的 3")
	d.Press("esc")
	if d.held() != 0 || !strings.Contains(d.Text(), "客户.csv") {
		t.Errorf("%d interviews are held\n%s", d.held(), d.Text())
	}
}

// A file exported here is known again; one whose values were changed since is
// refused, with both values.
func TestAnExportComesBack(t *testing.T) {
	d := open(t)
	d.drop(three)
	d.Press("enter", "enter", "enter")
	out := filepath.Join(d.dir, "out.csv")
	if _, err := (exporting.Job{Source: d.store, Form: builtin.Customer(), Path: out, All: true}).Run(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	d.Paste(out)
	d.Press("enter")
	d.sees("厅访导出的文件", "访谈 3", "已经有的 3")
	d.Press("esc")
	file, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	d.drop(strings.ReplaceAll(string(file), "2026-11-20 10:00:00", "2026-11-20 10:00:01"))
	d.Press("enter")
	d.sees("什么也没有写入", "started_at 列：这个访谈已经有了", "“2026-11-20 10:00:01”，数据库里是“2026-11-20 10:00:00”")
	other := open(t) // and in another database all of it is new
	other.Paste(out)
	other.Press("enter")
	other.sees("厅访导出的文件", "新的 3")
	other.Press("enter")
	if other.held() != 3 {
		t.Errorf("%d interviews are held", other.held())
	}
}

func TestWhatAFileHoldsDoesNotSteerTheTerminal(t *testing.T) {
	d := open(t)
	d.drop("hall,overall\nA07,\"\x1b]0;x\x07\x1b[2J9\n\u202e8\"\n")
	d.Press("enter")
	d.sees("1 处毛病")
	if body := d.Frame().Body; strings.ContainsAny(body, "\x07\u202e") || strings.Contains(body, "\x1b[2J") || strings.Contains(body, "\x1b]") {
		t.Errorf("%q", body)
	}
	d.Fits()
}

func TestManyFaultsAreScrolled(t *testing.T) {
	d := open(t)
	d.drop("hall,overall\n" + strings.Repeat("A07,9\n", 33))
	d.Press("enter")
	d.sees("33 处毛病", "第 2 行")
	if strings.Contains(d.Text(), "还有 13 处") {
		t.Error("the end is shown at once\n" + d.Text())
	}
	d.Press("end")
	d.sees("第 21 行", "还有 13 处没有列出")
	at := d.Text()
	d.Press("down", "pgdown")
	if d.Text() != at {
		t.Error("goes on past the end\n" + d.Text())
	}
	d.Press("home")
	d.sees("第 2 行")
}

// A spreadsheet on a Chinese Windows saves its CSV in GB18030.
func TestAFileInGB18030IsOffered(t *testing.T) {
	d := open(t)
	coded, err := simplifiedchinese.GB18030.NewEncoder().String("hall,overall\nA07,非常满意\n")
	if err != nil {
		t.Fatal(err)
	}
	d.drop(coded)
	d.Press("enter")
	d.sees("看来是 GB18030", "Enter 按 GB18030 读")
	d.Press("enter")
	d.sees("新的 1", "按 GB18030 读的")
	d.Press("enter")
	if d.held() != 1 {
		t.Error(d.Text())
	}
}

func TestAFileThatIsNotThere(t *testing.T) {
	d := open(t)
	d.Press("enter")
	d.sees("还没有写文件")
	d.Type("/no/such.csv")
	d.Press("enter")
	d.sees("没有这个文件：/no/such.csv")
	d.Paste(d.dir)
	d.Press("enter")
	d.sees("是文件夹，不是文件")
}

func TestACopyThatOnlyReadsSaysWhy(t *testing.T) {
	d := open(t, func(e *nav.Env) { e.ReadOnly = true })
	d.sees("现在不能导入：另一个厅访窗口正在使用这个数据库")
	d.drop(three)
	d.Press("enter")
	d.sees("现在不能导入")
	if d.held() != 0 {
		t.Error("something was written")
	}
}

// halfway is a database that lets a test press a key while it takes in.
type halfway struct {
	*store.Store
	meanwhile func()
}

func (h *halfway) Import(ctx context.Context, rs questionnaire.Responses, o store.ImportOptions) (store.ImportResult, error) {
	return h.Store.Import(ctx, func(yield func(questionnaire.Response, error) bool) {
		for r, err := range rs {
			if !o.DryRun {
				h.meanwhile()
			}
			if !yield(r, err) {
				return
			}
		}
	}, o)
}

func TestEscWhileImportingLeavesNothing(t *testing.T) {
	d := open(t)
	s := d.Screen.(*Screen)
	s.store = &halfway{d.store, func() {
		if s.Settled() {
			t.Error("a screen that writes counts as settled")
		}
		s.Update(nav.Press("esc"))
	}}
	d.drop(three)
	d.Press("enter", "enter")
	d.sees("已取消，什么也没有写入")
	if d.held() != 0 || !s.Settled() {
		t.Errorf("%d interviews are held", d.held())
	}
}

func TestTheFormIsChosenWhereThereAreSeveral(t *testing.T) {
	d := open(t)
	s := d.Screen.(*Screen)
	s.forms = append(s.forms, &questionnaire.Form{ID: "other", Title: questionnaire.Text{"zh": "神秘顾客"}})
	d.Press("up", "right")
	d.sees("神秘顾客 ← 2/2")
	d.Click(5, top) // the next: the first again
	if s.chosen != 0 {
		t.Error(d.Text())
	}
	d.Press("down")
	d.Type("/a")
	if c := d.Frame().Cursor; c == nil || c.Y != top+1 || s.path.Value() != "/a" {
		t.Errorf("the cursor is at %+v, the path %q", c, s.path.Value())
	}
}

func TestHowItLooks(t *testing.T) {
	for _, size := range [][2]int{{80, 21}, {60, 17}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			looks(t, fmt.Sprintf("%s-%dx%d", l, size[0], size[1]+3), l, theme.Look{}, size[0], size[1])
		}
	}
	looks(t, "zh-ascii", "zh", theme.Look{ASCII: true}, 80, 21)
}

func looks(t *testing.T, name string, l questionnaire.Lang, look theme.Look, w, h int) {
	env := &nav.Env{Theme: theme.New(look), Texts: lang.Of(l), Lang: l, Now: func() time.Time { return noon }}
	s := New(env, nil, []*questionnaire.Form{builtin.Customer()})
	d := uitest.NewScreen(t, w, h, s)
	d.Golden("field-" + name)
	d.Paste("/home/li/文档/二〇二六年满意度调查/客户-2026-11-25.csv")
	s.result = importing.Result{Plain: true, ImportResult: store.ImportResult{Added: 140, Skipped: 3, Halls: []string{"A07", "A09"},
		People: strings.Fields("07 12 13 14 15 16 17 18 19 20 21 22")}}
	s.phase, s.read, s.size = checking, 32, 100
	d.Golden("checking-" + name)
	s.phase, s.encoding = previewed, "gb18030"
	d.Golden("preview-" + name)
	s.phase = written
	d.Golden("done-" + name)
	s.phase, s.offered = offering, "gb18030"
	d.Golden("offer-" + name)
	s.faults = &exchange.FaultsError{More: 3, First: []exchange.Fault{
		{Column: "满意", Value: "满意", Rule: exchange.RuleColumn},
		{Row: 4, Column: "overall", Value: "9", Rule: questionnaire.RuleChoice},
		{Row: 5, Column: "recommend", Value: "11", Rule: questionnaire.RuleRange, Low: "0", High: "10", Step: "1"},
		{Row: 7, Rule: exchange.RuleRagged, Value: "6", Detail: "7"},
		{Row: 9, Column: "why", Value: strings.Repeat("排队太久，", 20), Rule: questionnaire.RuleNotAsked, Detail: "${overall} <= 2"}}}
	s.phase = faulty
	d.Golden("faults-" + name)
	d.Send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.Fits()
}
