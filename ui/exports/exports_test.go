package exports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/exporting"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// shelf is a store of so many interviews, half of them at each hall.
type shelf struct {
	n         int
	settings  map[string]string
	filter    store.Filter
	marked    bool
	meanwhile func() // done after the first interview was read
}

func (s *shelf) Halls(context.Context) ([]questionnaire.Hall, error) {
	return []questionnaire.Hall{{ID: "h1", Code: "A01", Name: "人民路营业厅"}, {ID: "h2", Code: "A02", Name: "校园营业厅"}}, nil
}
func (s *shelf) People(context.Context) ([]questionnaire.Person, error) {
	return []questionnaire.Person{{ID: "p1", Number: "07", Name: "李明"}}, nil
}
func (s *shelf) Setting(_ context.Context, key string) (string, error) { return s.settings[key], nil }
func (s *shelf) SetSetting(_ context.Context, key, value string) error {
	s.settings[key] = value
	return nil
}
func (s *shelf) Counter(context.Context) (int64, error) { return 1, nil }
func (s *shelf) CountRows(_ context.Context, f store.Filter) (int, error) {
	s.filter = f
	if f.HallID != "" {
		return s.n / 2, nil
	}
	return s.n, nil
}
func (s *shelf) Forms(context.Context) ([]store.FormInfo, error) { return nil, nil }
func (s *shelf) FormByHash(context.Context, [32]byte) (*questionnaire.Form, error) {
	return nil, store.ErrNotFound
}
func (s *shelf) Tags(context.Context) ([]store.TagCount, error) { return nil, nil }
func (s *shelf) Talk(_ context.Context, response string) (talk.Record, error) {
	return talk.Record{Notes: []talk.Note{{ID: response, Topic: questionnaire.Ref{Item: "rivals"}, Kind: talk.Quote, Text: "没影响"},
		{ID: response + "b", Topic: questionnaire.Ref{Item: "rivals"}, Text: "看数据"}}}, nil
}
func (s *shelf) MarkExported(context.Context, string, int64) error { s.marked = true; return nil }
func (s *shelf) Responses(ctx context.Context, q store.Query) questionnaire.Responses {
	return func(yield func(questionnaire.Response, error) bool) {
		for i := range s.n {
			if s.meanwhile != nil && i == 1 {
				s.meanwhile()
			}
			r := questionnaire.Response{ID: fmt.Sprint(i), FormID: "customer", FormHash: builtin.Customer().Hash, Stage: questionnaire.Ended}
			if q.FormID == "manager" {
				r.FormID, r.FormHash = "manager", builtin.Manager().Hash
				r.Answers = []questionnaire.Answer{{Ref: questionnaire.Ref{Item: "consent_notes"}, Status: questionnaire.Given, Codes: []string{"1"}}}
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600)) // a Wednesday

func open(t *testing.T, l questionnaire.Lang, look theme.Look, st *shelf, folder string, w, h int) *uitest.Driver {
	if st.settings == nil {
		st.settings = map[string]string{}
	}
	env := &nav.Env{Theme: theme.New(look), Texts: lang.Of(l), Lang: l, Now: func() time.Time { return noon }}
	return uitest.NewScreen(t, w, h, New(env, st, []*questionnaire.Form{builtin.Customer()}, folder))
}

func TestHowItLooks(t *testing.T) {
	for _, size := range [][2]int{{80, 21}, {60, 17}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			name := fmt.Sprintf("%s-%dx%d", l, size[0], size[1]+3)
			d := open(t, l, theme.Look{}, &shelf{n: 143}, "/home/li/文档", size[0], size[1])
			d.Golden("fields-" + name)
			d.Press("up", "up", "2")
			d.Golden("personal-" + name)
			s := d.Screen.(*Screen)
			s.phase, s.done, s.total = writing, 3200, 10000
			d.Golden("writing-" + name)
			s.phase, s.result = written, exporting.Result{Rows: 143, Path: "/home/li/文档/" + strings.Repeat("二〇二六年满意度调查/", 6) + "customer-2026-11-25.csv",
				Codebook: "/home/li/文档/customer-2026-11-25.codebook.csv", Marked: true}
			d.Golden("written-" + name)
		}
	}
	d := open(t, "zh", theme.Look{ASCII: true}, &shelf{n: 143}, "/home/li", 80, 21)
	d.Press("up", "up")
	d.Golden("fields-ascii")
}

func TestTheFileIsWrittenAndWhereItIsSaid(t *testing.T) {
	dir := t.TempDir()
	st := &shelf{n: 3}
	d := open(t, "zh", theme.Look{}, st, dir, 80, 21)
	if !strings.Contains(d.Text(), "会写进 3 个访谈") {
		t.Fatal(d.Text())
	}
	d.Press("enter")
	path := filepath.Join(dir, "customer-2026-11-25.csv")
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	flat := strings.NewReplacer("\n", "", " ", "").Replace(d.Text())
	if !strings.Contains(flat, "导出好了：3个访谈") || !strings.Contains(flat, path) || !st.marked {
		t.Error(d.Text())
	}
	if st.settings[SettingFolder] != dir {
		t.Errorf("the folder kept is %q", st.settings[SettingFolder])
	}
	if !changed(d) {
		t.Error("nobody is told that the interviews are exported")
	}
	d.Press("enter") // and once more, over the same file
	d.Press("enter")
	if !strings.Contains(d.Text(), "导出好了") {
		t.Error(d.Text())
	}
	d.Press("esc")
	if d.Asked[len(d.Asked)-1] != (nav.PopMsg{}) {
		t.Error("Esc does not go back")
	}
}

func changed(d *uitest.Driver) bool {
	for _, m := range d.Asked {
		if m == (nav.ChangedMsg{}) {
			return true
		}
	}
	return false
}

func TestFieldsChooseWhatIsWritten(t *testing.T) {
	st := &shelf{n: 10}
	d := open(t, "zh", theme.Look{}, st, "/x", 80, 21)
	d.Press("down", "right") // from the path on to the first field: hall
	if st.filter.HallID != "h1" || !strings.Contains(d.Text(), "会写进 5 个访谈") {
		t.Errorf("%+v\n%s", st.filter, d.Text())
	}
	if !strings.Contains(d.Text(), filepath.FromSlash("/x/customer-A01-2026-11-25.csv")) {
		t.Error("the name does not say the hall\n" + d.Text())
	}
	d.Press("space", "3") // the list, its third line
	if st.filter.HallID != "h2" {
		t.Errorf("%+v", st.filter)
	}
	d.Press("down", "down", "3") // interviewer, time: this week
	if want := time.Date(2026, 11, 23, 0, 0, 0, 0, noon.Location()); !st.filter.From.Equal(want) || !st.filter.To.IsZero() {
		t.Errorf("this week is from %v to %v", st.filter.From, st.filter.To)
	}
	d.Press("２") // full width, as an input method leaves it: today
	if st.filter.To.Sub(st.filter.From) != 24*time.Hour {
		t.Errorf("today is from %v to %v", st.filter.From, st.filter.To)
	}
	d.Press("down", "2", "down", "2", "down", "2", "down", "2", "down", "2", "down", "2")
	j := d.Screen.(*Screen).job()
	if o := j.Options; !o.Labels || !o.Long || !o.Raw || !o.Remarks || !o.Personal || !j.All {
		t.Errorf("%+v", j)
	}
	if !strings.Contains(d.Text(), "会有客户的称呼和电话") {
		t.Error("no warning of personal data\n" + d.Text())
	}
}

func TestAChinesePathIsTyped(t *testing.T) {
	dir := t.TempDir()
	d := open(t, "zh", theme.Look{}, &shelf{n: 1}, dir, 80, 21)
	d.Press("ctrl+a")
	d.Type(filepath.Join(dir, "客户调查"))
	if c := d.Frame().Cursor; c == nil || c.Y != top+len(d.Screen.(*Screen).shown())-1 {
		t.Errorf("the cursor is at %+v", c)
	}
	d.Press("up", "1", "down") // a choice does not take the typed name away
	d.Press("enter")
	if _, err := os.Stat(filepath.Join(dir, "客户调查.codebook.csv")); err != nil {
		t.Error(err, d.Text())
	}
}

func TestAnothersFileIsAskedFor(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	os.WriteFile(path, []byte("Dear sir"), 0o600)
	d := open(t, "zh", theme.Look{}, &shelf{n: 1}, dir, 120, 37)
	d.Press("ctrl+a")
	d.Type(path)
	d.Press("enter")
	if !strings.Contains(d.Text(), "确实要覆盖") {
		t.Fatal(d.Text())
	}
	if b, _ := os.ReadFile(path); string(b) != "Dear sir" {
		t.Fatal("the file is gone")
	}
	d.Press("enter")
	if !strings.Contains(d.Text(), "导出好了") {
		t.Error(d.Text())
	}
}

func TestAFaultStaysOnTheScreenUntilSomethingChanges(t *testing.T) {
	d := open(t, "en", theme.Look{}, &shelf{n: 1}, filepath.Join(t.TempDir(), "none"), 80, 21)
	d.Press("enter")
	if !strings.Contains(d.Text(), "no such folder") {
		t.Fatal(d.Text())
	}
	d.Press("up", "2")
	if strings.Contains(d.Text(), "no such folder") {
		t.Error(d.Text())
	}
}

func TestWithoutInterviewsNothingIsWritten(t *testing.T) {
	dir := t.TempDir()
	d := open(t, "zh", theme.Look{}, &shelf{}, dir, 80, 21)
	d.Press("enter")
	if left, _ := os.ReadDir(dir); len(left) > 0 || !strings.Contains(d.Text(), "一个访谈也没有") {
		t.Error(left, d.Text())
	}
}

// Esc while writing: the screen is back, no file is there.
func TestCancel(t *testing.T) {
	dir := t.TempDir()
	st := &shelf{n: 3}
	d := open(t, "zh", theme.Look{}, st, dir, 80, 21)
	s := d.Screen.(*Screen)
	st.meanwhile = func() { // the driver waits for the export, so that keys come from here
		if s.Settled() {
			t.Error("a screen that writes counts as settled")
		}
		s.Update(nav.Press("esc"))
	}
	d.Press("enter")
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if !strings.Contains(d.Text(), "已取消") || !s.Settled() {
		t.Error(d.Text())
	}
}
