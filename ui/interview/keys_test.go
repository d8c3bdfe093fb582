package interview_test

import (
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
)

// kept is an item's answer on the disk, in words.
func (h *hall) kept(item string) string {
	a := h.disk.answers[questionnaire.Ref{Item: item}]
	words := h.form.Show(h.form.Question(item), a, questionnaire.ZH)
	if a.Forced {
		words += " (forced)"
	}
	return words
}

func (h *hall) wants(item, words string) {
	h.t.Helper()
	if got := h.kept(item); got != words {
		h.t.Errorf("%s: on the disk stands %q, not %q\n%s", item, got, words, h.Text())
	}
}

// asks tells that the words stand on the screen.
func (h *hall) asks(words ...string) {
	h.t.Helper()
	for _, w := range words {
		if !strings.Contains(h.Text(), w) {
			h.t.Errorf("the screen does not say %q:\n%s", w, h.Text())
		}
	}
}

func (h *hall) hides(words ...string) {
	h.t.Helper()
	for _, w := range words {
		if strings.Contains(h.Text(), w) {
			h.t.Errorf("the screen says %q:\n%s", w, h.Text())
		}
	}
}

func TestThirteenKeysForThirteenItemsAndOneToFinish(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("2", "4", "3", "4", "5", "4", "3", "4", "4", "5", "3", "4", "2")
	h.wants("switching", "没有")
	h.Press("1", "enter", "enter", "2", "enter") // reason, remark, call-back, thanks
	h.asks("问完了", "记为“完成”")
	h.Press("enter")
	h.asks("已结束：完成", "答了 13 题，共 13 题", "全部已保存 14:03:22")
	if h.disk.ended != questionnaire.Complete {
		t.Errorf("the store has %q", h.disk.ended)
	}
	h.Press("enter")
	if !left(h) {
		t.Error("Enter does not ask for the next interview")
	}
}

func TestOpeningAndLeavingWithoutAKeyLeavesNoDraft(t *testing.T) {
	h := at(t, customer(), 80, 21)
	h.Press("right", "left", "esc", "5")
	if len(h.disk.changes) != 0 {
		t.Errorf("%d changes on the disk", len(h.disk.changes))
	}
	if !left(h) {
		t.Error("the screen is still there")
	}
}

func TestAFreshItemHasNoCursorAndEnterRecordsNothing(t *testing.T) {
	h := admitted(t, 80, 21)
	h.hides("›")
	h.Press("enter")
	h.asks("还没有选")
	h.wants("tenure", "")
	h.Press("down", "down", "enter")
	h.wants("tenure", "一年到三年")
}

func TestFullWidthDigitsCount(t *testing.T) {
	h := at(t, customer(), 80, 21)
	h.Type("１１１２１３")
	h.wants("tenure", "超过三年")
}

func TestLeafingRecordsNothingAndBackGoesBack(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("right", "pgdown", "left", "5")
	h.wants("tenure", "")
	h.wants("overall", "非常满意")
	h.Press("left", "pgup", "1")
	h.wants("tenure", "不到一年")
}

func TestFunctionKeysGiveTheOtherStatuses(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("f3", "f4", "1", "f5", "4")
	h.wants("tenure", "不清楚")
	h.wants("overall", "拒答")
	h.wants("payment", "从不自己交")
	h.Press("left", "f8")
	h.wants("billing", "")
	h.Press("left", "left", "f5")
	h.asks("这一题不能选“不适用”")
}

func TestOnlyTheDigitThatCouldGoOnWaits(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("3", "1")
	h.asks("1_")
	h.Press("0")
	h.wants("recommend", "10")
	h.Press("left", "1", "backspace")
	h.wants("recommend", "10")
	h.Press("1", "enter")
	h.wants("recommend", "1")
	h.Press("left", "0")
	h.wants("recommend", "0")
	h.Press("left", "1", "2") // the 1 stands, the 2 ticks the next item
	h.wants("recommend", "1")
	h.wants("services", "彩铃")
}

func TestSeveralChoicesWaitForEnter(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("3", "9", "enter")
	h.asks("还没有选")
	h.Press("1", "3", "1", "4")
	h.wants("services", "手机电视、宽带")
	h.Press("6")
	h.asks("“都没有”不能和别的一起选")
	h.Press("6", "enter")
	h.asks("去年您来过几次")
	h.wants("services", "手机电视、宽带")
}

func TestOtherOpensItsFieldOnTheSameScreen(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("3", "9", "5", "enter")
	h.asks("您用过哪些业务", "是什么业务")
	h.Type("专线")
	h.Press("enter")
	h.wants("services_other", "专线")
	h.asks("去年您来过几次")
}

func TestASoftCheckHoldsUntilItIsForcedOrChanged(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("5", "2")
	h.asks("未记", "请核对", "F2")
	h.Press("right", "left", "enter")
	h.asks("推荐这家营业厅", "请核对")
	h.wants("recommend", "")
	h.Press("f2")
	h.wants("recommend", "2 (forced)")
	h.Press("left", "9")
	h.wants("recommend", "9")
}

func TestTypedNumbersAndDatesAreChecked(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("5", "9", "1", "enter")
	h.Type("很多")
	h.Press("enter")
	h.asks("“很多”不是数字")
	h.Press("f8")
	h.Type("400")
	h.Press("pgdown")
	h.asks("一年最多 366 次")
	h.Press("backspace", "enter")
	h.wants("visits", "40")
	h.Press("left")
	h.Type("0")
	h.Press("enter", "backspace", "backspace", "backspace")
	h.Type("６０")
	h.Press("enter")
	h.asks("一年来这么多次")
	h.Press("f2")
	h.wants("visits", "60 (forced)")
	h.Press("3", "enter")
	h.wants("city", "广州")
	h.Type("2026.11.5")
	h.Press("enter")
	h.wants("since", "2026-11-05")
}

func TestALongListIsSearchedByTyping(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("5", "9", "1", "enter", "f3")
	h.Type("州")
	h.asks("广州", "杭州")
	h.hides("北京")
	h.Press("enter")
	h.wants("city", "")
	h.Press("down", "down", "enter")
	h.wants("city", "杭州")
	h.Press("pgup")
	h.Type("16")
	h.Press("enter")
	h.wants("city", "大连")
}

func TestTheReasonForRefusingIsAskedWhereTheFormHasAList(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("5", "9", "1", "enter", "f4")
	h.asks("为什么不答")
	h.Press("2")
	if a := h.disk.answers[questionnaire.Ref{Item: "visits"}]; a.Status != questionnaire.Refused || a.Reason != "2" {
		t.Errorf("on the disk stands %+v", a)
	}
}

func TestARemarkIsKeptAndANumberInItWarnsOnce(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("f6")
	h.Type("请打 138 1234 5678")
	h.Press("esc")
	h.asks("不记电话")
	h.Press("esc")
	if r := h.disk.answers[questionnaire.Ref{Item: "tenure"}].Remark; r != "请打 138 1234 5678" {
		t.Errorf("the remark on the disk is %q", r)
	}
	h.asks("▲ 备注  “请打")
	h.Press("2")
	h.wants("tenure", "一年到三年")
}

func TestTheListJumps(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("1", "2", "f7", "1", "1", "enter", "5", "f7", "2", "enter")
	h.wants("gap", "比期望更好")
	h.asks("总的来说")
	h.Press("end", "left")
	h.asks("问完了，谢谢您")
}

func TestTheCardTakesADigit(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("1", "f10")
	if f := h.Frame(); !f.Bare {
		t.Error("the card is not alone")
	}
	h.hides("访员", "F3")
	h.Press("4")
	h.wants("overall", "比较满意")
	h.asks("现在的资费")
	h.Press("f10", "esc")
	h.asks("F3  不清楚")
}

func TestTheTelephoneNumberIsMaskedOnceSaved(t *testing.T) {
	h := ended(t, 80, 21, same)
	h.Press("left", "left", "1", "1")
	h.Type("王女士")
	h.Press("enter")
	h.Type("13812341234")
	h.asks("13812341234")
	h.Press("enter", "left")
	h.asks("138****1234")
	h.hides("13812341234", "不记电话")
	h.Press("f7")
	h.hides("13812341234")
	h.Press("esc", "enter")
	h.wants("contact_phone", "13812341234")
}

func TestTheLanguageChangesWithoutLosingThePlace(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("5", "2")
	h.env.Lang, h.env.Texts = questionnaire.EN, textsEN()
	h.Send(nav.EnvMsg{Change: func(*nav.Env) {}})
	h.asks("how likely are you", "please check", "not kept")
	h.Press("f2")
	h.wants("recommend", "2 (forced)")
	if l := h.disk.changes[len(h.disk.changes)-1].Language; l != questionnaire.EN {
		t.Errorf("the interview's language on the disk is %q", l)
	}
}

func TestANewThemeKeepsTheTextBeingWritten(t *testing.T) {
	h := admitted(t, 80, 21)
	h.Press("f6")
	h.Type("排队")
	h.Press("left")
	h.env.Theme = theme.New(theme.Look{Colour: true, Dark: true})
	h.Send(nav.EnvMsg{Change: func(*nav.Env) {}})
	h.Type("了")
	h.Press("enter")
	if r := h.disk.answers[questionnaire.Ref{Item: "tenure"}].Remark; r != "排了队" {
		t.Errorf("the remark on the disk is %q", r)
	}
}

func TestClicksCountAsKeys(t *testing.T) {
	h := admitted(t, 80, 21)
	h.click("超过三年")
	h.wants("tenure", "超过三年")
	h.click("F3")
	h.wants("overall", "不清楚")
	h.Press("f7")
	h.click("营业厅环境")
	h.asks("这家营业厅的环境")
	h.Press("f10")
	h.click("一般")
	h.wants("premises", "一般")
	h.asks("工作人员对您的态度")
}

func TestAClickPutsTheCaretIntoTheText(t *testing.T) {
	h := at(t, trial(t), 80, 21)
	h.Press("3", "9", "5", "enter")
	h.Type("用过专线")
	h.click("专线")
	h.Type("的")
	h.Press("enter")
	h.wants("services_other", "用过的专线")
}

// click clicks where the words stand in the body.
func (h *hall) click(words string) {
	h.t.Helper()
	for y, row := range strings.Split(plainBody(h), "\n") {
		if at := strings.Index(row, words); at >= 0 {
			h.Click(cellsOf(row[:at]), y)
			return
		}
	}
	h.t.Fatalf("no %q on the screen:\n%s", words, h.Text())
}
