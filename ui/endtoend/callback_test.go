//go:build unix

package endtoend

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/store"
)

// dissatisfied holds an interview of a customer who is dissatisfied and agrees
// to be called back.
func (l *laptop) dissatisfied(phone string) string {
	l.t.Helper()
	ctx := context.Background()
	s := l.open(store.Write)
	defer func() { check(l.t, s.Close()) }()
	halls, err := s.Halls(ctx)
	check(l.t, err)
	people, err := s.People(ctx)
	check(l.t, err)
	f, began := builtin.Customer(), time.Now().Add(-time.Hour)
	o := store.Opening{ID: uuid.Must(uuid.NewV7()).String(), Form: f, Hall: halls[0], Interviewer: people[0], Language: "zh", StartedAt: began}
	ses := questionnaire.Begin(f, questionnaire.NewContext(halls[0], people[0], study, began), nil)
	for _, given := range [][2]string{{"consent", "1"}, {"customer_of", "1"}, {"adult", "1"}, {"before", "2"}, {"overall", "1"}, {"gap", "1"},
		{"callback_ok", "1"}, {"contact_consent", "1"}, {"contact_phone", phone}} {
		a, bad := ses.Parse(questionnaire.Ref{Item: given[0]}, given[1])
		if bad == nil {
			bad = ses.Record(a)
		}
		if bad != nil {
			l.t.Fatalf("%s cannot be %s: %v", given[0], given[1], bad)
		}
	}
	check(l.t, s.Save(ctx, store.Change{Opening: o, Answers: ses.Take(), At: ses.At(), Active: time.Minute, Language: "zh"}))
	check(l.t, s.Finish(ctx, o.ID, questionnaire.Partial, time.Minute))
	return o.ID
}

// A dissatisfied customer is called back: the number on request, a try, the
// call, and each interview leads to the other.
func TestACallBack(t *testing.T) {
	t.Parallel()
	l := ready(t)
	id := l.dissatisfied("13812345678")
	l.start()
	l.WaitText("电话回访")
	l.press("8", "待回访 1")
	l.wait("138****5678")
	l.press("f2", "13812345678")
	l.press("f3", "这次电话怎么样")
	l.press("2", "打过 1 次")
	l.press("enter", "是您本人吗")
	l.Settle(50 * time.Millisecond)
	l.Press("1")
	l.saved()
	l.press("f9", "暂")
	l.Kill()
	l.start()
	l.WaitText("电话回访")
	l.press("8", "已回访")
	l.press("f5", "回访：")
	l.press("f3", "这是对")
	l.press("f3", "回访：")
	l.Kill()
	s := l.open(store.WriteOrRead)
	defer s.Close()
	rows, err := s.FollowedBy(context.Background(), id)
	check(t, err)
	if len(rows) != 1 || rows[0].FormID != "callback" {
		t.Errorf("the call-back is kept as %+v", rows)
	}
}
