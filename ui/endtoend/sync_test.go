//go:build unix

package endtoend

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/store"
)

// holds keeps so many ended interviews in the database, before the program
// starts.
func (l *laptop) holds(n int) {
	l.t.Helper()
	s := l.open(store.Write)
	defer s.Close()
	ctx := context.Background()
	halls, err := s.Halls(ctx)
	check(l.t, err)
	people, err := s.People(ctx)
	check(l.t, err)
	form := builtin.Customer()
	for i := range n {
		o := store.Opening{ID: uuid.Must(uuid.NewV7()).String(), Form: form, Hall: halls[0], Interviewer: people[0], Language: questionnaire.ZH, StartedAt: time.Now()}
		a := questionnaire.Answer{Ref: questionnaire.Ref{Item: "overall"}, Status: questionnaire.Given, Codes: []string{string(rune('1' + i%5))}}
		check(l.t, s.Save(ctx, store.Change{Opening: o, Answers: []questionnaire.Answer{a}, At: a.Ref}))
		check(l.t, s.Finish(ctx, o.ID, questionnaire.Complete, time.Minute))
	}
}

// myself is what the laptop's own page shows of it.
func (l *laptop) myself() store.Laptop {
	l.t.Helper()
	s := l.open(store.Read)
	defer s.Close()
	me, err := s.Myself(context.Background())
	check(l.t, err)
	return me
}

// One laptop packs, the other takes in after the fingerprint was compared, and
// its receipt comes back: what was on one disk only is on two, and both know.
func TestInterviewsGoFromLaptopToLaptop(t *testing.T) {
	t.Parallel()
	a, b := ready(t), ready(t)
	a.holds(3)
	stick := filepath.Join(t.TempDir(), "U 盘")
	check(t, os.Mkdir(stick, 0o700))
	a.start()
	b.start()
	a.wait("3 份访谈只在这台电脑上")
	b.wait("0  同步")
	b.press("0", "还没有别的电脑")
	b.press("6", "复制地址")
	a.press("0", "只在这台 3")
	a.press("5", "还没有收件人")
	a.press("f2", "加收件人")
	a.Type("协调员")
	a.press("enter", "可以分组输入")
	a.Paste(b.myself().Recipient)
	a.press("f2", "私钥在那人的电脑里")
	a.press("esc", "收件人  1")
	a.press("2", "1 个：协调员")
	a.Paste(stick)
	a.press("enter", "打好了第 1 号包")
	a.press("esc", "已打包 3")

	b.press("esc", "还没有别的电脑")
	b.press("3", "同一个包收几次都不会重复")
	b.Paste(stick)
	b.press("enter", a.myself().Fingerprint)
	b.press("y", "新的 3")
	b.press("enter", "收下了 1 个包")
	b.press("f6", "回执写在")
	b.press("esc", "第 1 号")

	a.press("3", "同一个包收几次都不会重复")
	a.Paste(stick)
	a.press("enter", b.myself().Fingerprint)
	a.press("1", "还有回执")
	a.press("enter", "已收到第 1 号包为止的全部")
	a.press("esc", "已收到 3")
	a.wait("只在这台 0")
	a.press("esc", "未导出 3")
	b.press("esc", "完成 3")
}
