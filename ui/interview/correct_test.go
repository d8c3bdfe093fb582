package interview_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/interview"
	"tingfang/ui/nav"
	"tingfang/ui/uitest"
)

// desk is where an interview that has ended is corrected.
type desk struct {
	*hall
	answers []questionnaire.Answer // as they were kept
	reason  string
	tries   int
	err     error
}

// told is what the customer of the interview has said.
var told = []string{"consent", "1", "customer_of", "1", "adult", "1", "before", "2", "segment", "1", "tenure", "2", "overall", "4", "tariff", "3", "payment", "2",
	"billing", "4", "broadband", "na", "premises", "3", "staff", "5", "hotline", "dk", "complaints", "ref", "gap", "3", "plans", "4", "switching", "2",
	"stay_why", "1", "payment_why", "只能在柜台交", "callback_ok", "1", "contact_consent", "1", "contact_name", "张女士", "contact_phone", "13800138000"}

// correcting opens an interview of the customer survey to be corrected.
func correcting(t testing.TB, width, height int, changes ...func(*nav.Env)) *desk {
	t.Helper()
	return fixing(t, at(t, customer(), width, height, changes...), told)
}

// fixing opens an interview to be corrected in which so much was said.
func fixing(t testing.TB, h *hall, told []string) *desk {
	t.Helper()
	d := &desk{hall: h}
	ses := questionnaire.Begin(d.form, d.had.Context, nil)
	for i := 0; i < len(told); i += 2 {
		r := questionnaire.Ref{Item: told[i]}
		status, ok := map[string]questionnaire.Status{"dk": questionnaire.DontKnow, "ref": questionnaire.Refused, "na": questionnaire.NotApplicable}[told[i+1]]
		a, bad := questionnaire.Answer{Ref: r, Status: status}, (*questionnaire.Violation)(nil)
		if !ok {
			a, bad = ses.Parse(r, told[i+1])
		}
		if bad == nil {
			bad = ses.Record(a)
		}
		if bad != nil {
			t.Fatal(r.Item, bad.Rule)
		}
	}
	b := d.had
	b.Had, b.Next, b.Ended = ses.Answers(), nil, questionnaire.Complete
	b.Correct = func(_ context.Context, answers []questionnaire.Answer, reason string) error {
		d.tries++
		if d.err == nil {
			d.answers, d.reason = answers, reason
		}
		return d.err
	}
	d.Driver = uitest.NewScreen(t, h.Width, h.Height, interview.New(d.env, d.disk, b))
	return d
}

// to goes to an item by its number in the list.
func (d *desk) to(number string) { d.Press("f7", number, "enter") }

// nothing fails the test where anything was written.
func (d *desk) nothing() {
	d.t.Helper()
	if len(d.disk.changes)+len(d.disk.typed)+d.tries > 0 {
		d.t.Errorf("written: %+v, %+v, kept %d times", d.disk.changes, d.disk.typed, d.tries)
	}
}

func TestACorrectionIsKeptWithItsReason(t *testing.T) {
	d := correcting(t, 80, 21)
	d.asks("更正：客户满意度调查", "写明原因以后才生效", "您愿意参加吗", "还没有改动")
	d.to("4")
	d.Press("4")
	d.asks("改了 1 个答案，改动还没有生效")
	if settled(d.hall) {
		t.Error("a correction without its reason is called settled")
	}
	d.Press("f9")
	d.asks("更正 1 个答案", "4 交话费的方式：不太满意 → 比较满意", "另有 1 个答案随路线搁置或恢复", "为什么更正")
	d.Press("enter")
	d.asks("还没有写原因")
	d.Type("客户来电：听错了")
	d.Press("esc")
	d.hides("为什么更正")
	d.Press("f9")
	d.asks("客户来电：听错了")
	d.nothing()
	d.Press("enter")
	if !left(d.hall) || d.reason != "客户来电：听错了" || !settled(d.hall) {
		t.Errorf("reason %q\n%s", d.reason, d.Text())
	}
	var got []string
	for _, a := range d.answers {
		got = append(got, fmt.Sprint(a.Item, " ", d.form.Show(d.form.Question(a.Item), a, questionnaire.ZH), " ", a.Aside))
	}
	if s := strings.Join(got, ", "); s != "payment 比较满意 false, payment_why 只能在柜台交 true" {
		t.Error(s)
	}
	if len(d.disk.changes)+len(d.disk.typed) > 0 {
		t.Errorf("a draft was written: %+v", d.disk.changes)
	}
}

func TestLeavingWithoutChangesJustReturns(t *testing.T) {
	d := correcting(t, 80, 21)
	d.Press("right", "right", "left", "f9")
	if !left(d.hall) {
		t.Error(d.Text())
	}
	d.nothing()

	d = correcting(t, 80, 21)
	d.to("2")
	d.Press("5", "left", "4", "esc") // and back as it was
	if !left(d.hall) {
		t.Error(d.Text())
	}
	d = correcting(t, 80, 21)
	d.Press("end")
	d.asks("没有改动，按 Enter 返回")
	d.Press("enter")
	if !left(d.hall) {
		t.Error(d.Text())
	}
	d.nothing()
}

func TestChangesAreThrownAwayOnlyWhenAsked(t *testing.T) {
	d := correcting(t, 80, 21)
	d.to("2")
	d.Press("1", "esc", "f8")
	d.asks("放弃这 1 处改动？")
	d.Press("1")
	d.asks("为什么更正")
	d.Press("f8", "2")
	if !left(d.hall) || !settled(d.hall) {
		t.Error(d.Text())
	}
	d.nothing()
}

// Answers that speak of another outcome do not change how it has ended.
func TestTheOutcomeStays(t *testing.T) {
	d := correcting(t, 80, 21)
	d.Press("2", "f9")
	d.asks("参加意愿：愿意 → 不愿意", "仍记为“完成”")
	d.Press("esc", "end")
	d.asks("改了 1 个答案")
}

// The reason is shown as it is in another theme, and in the other language.
func TestAReasonStaysThroughThemeAndLanguage(t *testing.T) {
	d := correcting(t, 80, 21)
	d.to("2")
	d.Press("1", "f9")
	d.Type("核对录音")
	ascii(d.env)
	english(d.env)
	d.env.Texts = textsEN()
	d.Type("了")
	d.asks("核对录音了", "Why?", "->")
	d.Press("enter")
	if d.reason != "核对录音了" {
		t.Errorf("reason %q", d.reason)
	}
}

// Personal items are neither shown nor changed, whatever is pressed.
func TestPersonalItemsAreLocked(t *testing.T) {
	d := correcting(t, 80, 60)
	d.Press("f7")
	d.hides("张女士", "138****8000", "13800138000")
	for range 3 { // the number, the name, the consent to keep them
		d.Press("end", "up", "enter")
		d.Press("f7")
	}
	d.Press("end", "enter")
	d.asks("个人信息，这里不显示，也不能更正")
	for _, key := range []string{"1", "f2", "f3", "f4", "f5", "f6", "f8"} {
		d.Press(key)
		d.asks("个人信息不能在这里更正")
	}
	d.Type("x")
	d.Paste("13900139000")
	d.Press("left", "f8", "f4", "enter", "enter", "f9")
	if !left(d.hall) {
		t.Error(d.Text())
	}
	d.nothing()

	d = correcting(t, 80, 21)
	d.to("13")
	d.Press("f7", "end", "up", "up", "up", "enter", "2", "f9") // no call-back after all: the number leaves the route
	d.Type("客户改了主意")
	d.Press("enter")
	for _, a := range d.answers {
		if d.form.Question(a.Item).Personal {
			t.Errorf("kept among the answers: %+v", a)
		}
	}
	if len(d.answers) == 0 {
		t.Error("nothing was kept\n" + d.Text())
	}
}

// What may not stand holds the correction back, and what is typed on the way
// is not kept anywhere.
func TestTheFormsRulesHoldInACorrection(t *testing.T) {
	d := fixing(t, at(t, trial(t), 80, 21), []string{"overall", "4", "recommend", "9", "services", "1", "visits", "3", "remark", "没有"})
	d.to("2")
	d.Press("1", "f9")
	d.asks("请核对", "未记")
	d.Press("f2")
	d.to("4")
	d.Type("9")
	d.Press("backspace", "backspace")
	d.Type("400")
	d.Press("f9")
	d.asks("一年最多 366 次")
	d.Press("f9") // what may not stand goes the second time
	d.asks("更正 1 个答案", "2 推荐：9 → 1")
	d.Press("esc", "f8", "f9")
	d.asks("4 次数：3 → 未答", "1 题必须处理")
	d.Type("核对")
	d.Press("enter")
	d.asks("您来过几次", "必须有答案")
	if d.tries > 0 {
		t.Error("kept although an item must be answered")
	}
	d.Type("5")
	d.Press("enter", "f9", "enter")
	if !left(d.hall) || len(d.answers) != 2 || !d.answers[0].Forced || d.answers[1].Number != 5 {
		t.Errorf("%+v\n%s", d.answers, d.Text())
	}

	d = correcting(t, 80, 21)
	d.to("4")
	d.Press("f6")
	d.Type("电话 13912345678")
	d.Press("enter")
	d.asks("不记电话")
	d.Press("f8")
	d.nothing()
}

func TestWhyACorrectionIsNotKept(t *testing.T) {
	for _, c := range []struct {
		err error
		say string
		en  string
	}{
		{fmt.Errorf("correct: %w", store.ErrUndecided), "先在“同步”里决定冲突", "decide on the conflict under Sync"},
		{fmt.Errorf("correct: %w", store.ErrEnded), "不能更正", "cannot be corrected"},
		{fmt.Errorf("correct: %w", store.ErrReadOnly), "只读", "Read only"},
		{syscall.ENOSPC, "磁盘满了", "disk is full"},
		{errors.New("no answer"), "no answer", "no answer"},
	} {
		for say, change := range map[string]func(*nav.Env){c.say: same, c.en: english} {
			d := correcting(t, 60, 17, change)
			d.to("2")
			d.Press("1", "f9")
			d.Type("核对")
			d.err = c.err
			d.Press("enter")
			if body := strings.Join(strings.Fields(plainBody(d.hall)), ""); !strings.Contains(body, strings.ReplaceAll(say, " ", "")) {
				t.Errorf("no %q in\n%s", say, d.Text())
			}
			d.err = nil
			d.Press("enter")
			if !left(d.hall) || d.tries != 2 || d.reason != "核对" {
				t.Errorf("%d tries, reason %q", d.tries, d.reason)
			}
		}
	}
}

// Ctrl+C in the middle asks for the reason rather than losing the changes.
func TestEndingTheProgramAsksForTheReason(t *testing.T) {
	d := correcting(t, 80, 21)
	d.Send(nav.QuitMsg{})
	d.hides("为什么更正")
	d.to("2")
	d.Press("1")
	d.Send(nav.QuitMsg{})
	d.asks("为什么更正")
	d.Type("核对")
	d.Press("enter")
	if !settled(d.hall) || d.reason != "核对" {
		t.Error(d.Text())
	}
}

// The faces of a correction at the usual sizes.
func TestGoldenCorrections(t *testing.T) {
	for _, look := range []struct {
		name          string
		width, height int
		change        func(*nav.Env)
	}{
		{"zh80x24", 80, 21, same}, {"en80x24", 80, 21, english}, {"zh60x20", 60, 17, same}, {"en60x20", 60, 17, english},
		{"zh120x40", 120, 37, same}, {"en120x40", 120, 37, english}, {"ascii80x24", 80, 21, ascii},
	} {
		face := func(name string, d *desk) { d.Golden(look.name + "/" + name) }
		d := correcting(t, look.width, look.height, look.change)
		d.to("4")
		face("correcting", d)
		d.Press("4", "1", "f5", "5", "5", "5", "5")
		d.Press("f7", "end", "enter")
		face("correcting_personal", d)
		d.Press("end")
		face("correcting_end", d)
		d.Press("f9")
		face("correcting_why", d)
		d.Type("听了录音，客户说的是满意")
		d.err = fmt.Errorf("correct: %w", store.ErrUndecided)
		d.Press("enter")
		face("correcting_refused", d)
		d.Press("f8")
		face("correcting_drop", d)
	}
}
