//go:build unix

package endtoend

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
)

// talks goes from home through the facts to the talk of a guide.
func (l *laptop) talks() *laptop {
	l.t.Helper()
	l.start()
	l.WaitText("客户经理访谈")
	l.press("7", "谈话的内容我会记成文字")
	l.press("1", "引用您的原话")
	l.press("1", "拍几张营业厅的照片")
	l.press("1", "您的单位是哪一家")
	l.fact("某分公司", "您在哪个部门")
	l.fact("市场部", "您现在的岗位是")
	l.press("1", "做了几年")
	l.fact("3", "访谈地点")
	l.fact("会议室", "怎么判断一位客户忠诚不忠诚")
	return l
}

// fact types the answer of a text item and goes on.
func (l *laptop) fact(text, then string) {
	l.t.Helper()
	l.Type(text)
	l.press("enter", then)
}

// note types a note and begins the next one.
func (l *laptop) note(text string) {
	l.t.Helper()
	l.Type(text)
	l.wait(tail(text))
	l.Press("enter")
}

// jump goes to a topic by its digit.
func (l *laptop) jump(digit, question string) {
	l.t.Helper()
	l.press("f7", "去哪个主题")
	l.press(digit, question)
}

// held is the newest interview with its talk.
func (l *laptop) held(form string) (questionnaire.Response, talk.Record) {
	l.t.Helper()
	ctx := context.Background()
	s := l.open(store.WriteOrRead)
	defer s.Close()
	rows, err := s.List(ctx, store.Filter{FormID: form})
	check(l.t, err)
	if len(rows) == 0 {
		l.t.Fatalf("no interview with form %s", form)
	}
	r, err := s.Response(ctx, rows[0].ID, true)
	check(l.t, err)
	spoken, err := s.Talk(ctx, r.ID)
	check(l.t, err)
	return r, spoken
}

// A whole talk: topics out of order, probes both ways, a quote, tags, a
// follow-up action, a topic declined; then everything is on the disk.
func TestAWholeTalk(t *testing.T) {
	t.Parallel()
	l := ready(t).talks()
	l.jump("3", "消费高的客户和消费低的客户")
	l.note("高端客户有专人，每月打一次电话。")
	l.Type("“低端的我们也想管，但是人手不够。”")
	l.press("f3", "原话")
	l.press("f6", "给这条笔记加标签")
	l.Type("人手")
	l.press("enter", "已加 #●人手")
	l.press("f6", "给这条笔记加标签")
	l.Type("专人")
	l.press("enter", "专人")
	l.wait("已加")
	l.press("f2", "主动谈到")
	l.press("1", "主动谈到  服务的内容有哪些不同")
	l.Press("2")
	l.press("2", "追问后谈到  消费高的客户由谁来联系")
	l.Press("esc")
	l.Settle(200 * time.Millisecond) // with the next key at once it would be Alt and that key
	l.jump("1", "怎么判断一位客户忠诚不忠诚")
	l.note("看是不是别家来拉也不走。")
	l.press("f8", "做什么")
	l.Type("要一份分层标准")
	l.press("enter", "要一份分层标准")
	l.Type("王芳")
	l.Press("enter")
	l.Type("2026-12-01")
	l.press("enter", "已记下")
	paper := filepath.Join(l.dir, "分层办法.txt")
	check(t, os.WriteFile(paper, []byte("高端：每月联系一次"), 0o600))
	l.press("ctrl+o", "附件")
	l.Type(paper)
	l.press("enter", "说明")
	l.Type("他们自己的办法")
	l.press("enter", "已附上 分层办法.txt")
	l.jump("4", "别家运营商推出无线上网业务以后")
	l.press("f10", "对方不谈这个主题，为什么")
	l.press("2", "✗ 4")
	l.Settle(700e6)
	l.saved()

	r, spoken := l.held("manager")
	if r.Stage != questionnaire.Draft {
		t.Errorf("the interview is %v before its end", r.Stage)
	}
	var texts []string
	for _, n := range spoken.Notes {
		texts = append(texts, n.Text)
	}
	want := []string{"看是不是别家来拉也不走。", "高端客户有专人，每月打一次电话。", "“低端的我们也想管，但是人手不够。”"}
	for _, w := range want {
		if !strings.Contains(strings.Join(texts, "\n"), w) {
			t.Errorf("a note is missing: %q in %q", w, texts)
		}
	}
	for _, n := range spoken.Notes {
		if strings.HasPrefix(n.Text, "“") && (n.Kind != talk.Quote || len(n.Marks) != 2 || n.Topic.Item != "tiers") {
			t.Errorf("the quote is kept as %+v", n)
		}
	}
	if len(spoken.FollowUps) != 1 || spoken.FollowUps[0].What != "要一份分层标准" || spoken.FollowUps[0].Due != "2026-12-01" {
		t.Errorf("follow-ups: %+v", spoken.FollowUps)
	}
	answers := map[string]questionnaire.Answer{}
	for _, a := range r.Answers {
		answers[a.Item] = a
	}
	if a := answers["tiers_volunteered"]; strings.Join(a.Codes, " ") != "1" {
		t.Errorf("volunteered: %+v", a)
	}
	if a := answers["tiers_prompted"]; strings.Join(a.Codes, " ") != "2" {
		t.Errorf("prompted: %+v", a)
	}
	if a := answers["rivals_notes"]; a.Status != questionnaire.Refused || a.Reason != "2" {
		t.Errorf("declined: %+v", a)
	}

	l.press("f9", "这次访谈怎么办")
	l.press("1", "小结")
	l.Type("分层的标准他们自己也说不清。")
	l.press("tab", "Enter 结束访谈，记为完成")
	l.press("enter", "访谈已结束，3 条笔记已保存")
	l.press("f5", "各主题谈得怎么样")
	l.press("esc", "访谈已结束")
	l.press("enter", "开始客户满意度调查")
	l.press("3", "共 1 个") // home has the other words too
	l.press("enter", "读笔记")
	l.press("f2", "高端客户有专人")
	l.press("f6", "给这条笔记加标签") // after the end too
	l.Type("观望")
	l.press("enter", "已加")
	l.saved()
	l.quit()
	r, spoken = l.held("manager")
	for _, n := range spoken.Notes {
		if strings.HasPrefix(n.Text, "看是不是") && len(n.Marks) != 1 {
			t.Errorf("tagged after the end: %+v", n)
		}
	}
	if r.Stage != questionnaire.Ended || r.Disposition != questionnaire.Complete {
		t.Errorf("ended as %v, %s", r.Stage, r.Disposition)
	}
	l.handsOn()
}

// handsOn exports the talk in every way, and looks for what was said.
func (l *laptop) handsOn() {
	l.t.Helper()
	for name, wants := range map[string][]string{
		"m.csv":     {"tiers_volunteered", "rivals_notes__reason", "-99"},
		"notes.csv": {"高端客户有专人，每月打一次电话。", "quote", "人手", "专人", "看是不是别家来拉也不走。"},
		"m.md":      {"> ", "低端的我们也想管", "要一份分层标准", "2026", "分层办法", "他们自己的办法", "涉及保密"},
		"m.qdpx":    {"PK"},
	} {
		out := filepath.Join(l.dir, name)
		args := []string{"export", "manager", "--out", out, "--format", strings.TrimPrefix(filepath.Ext(name), ".")}
		if name == "notes.csv" {
			args = append(args, "--notes")
		}
		if said, status := l.run(args...); status != 0 {
			l.t.Errorf("%s: status %d: %s", name, status, said)
			continue
		}
		b, err := os.ReadFile(out)
		check(l.t, err)
		for _, want := range wants {
			if !strings.Contains(string(b), want) {
				l.t.Errorf("%s does not hold %q", name, want)
			}
		}
		for _, private := range []string{"某分公司", "市场部", "会议室"} {
			if strings.Contains(string(b), private) {
				l.t.Errorf("%s holds %q, which tells who it was", name, private)
			}
		}
	}
}

// A talk that the person breaks off: the reason that was seen is kept.
func TestATalkBrokenOff(t *testing.T) {
	t.Parallel()
	l := ready(t).talks()
	l.note("有专人跟着。")
	l.press("f9", "对方先走了：记为中断")
	l.press("3", "约的时间到了")
	l.press("2", "访谈已结束，1 条笔记已保存")
	l.press("enter", "开始客户满意度调查")
	l.quit()
	r, spoken := l.held("manager")
	if r.Disposition != questionnaire.Breakoff || len(spoken.Notes) != 1 {
		t.Errorf("ended as %s with %d notes", r.Disposition, len(spoken.Notes))
	}
	for _, a := range r.Answers {
		if a.Item == "breakoff_why" && strings.Join(a.Codes, "") == "2" {
			return
		}
	}
	t.Errorf("no reason in %+v", r.Answers)
}
