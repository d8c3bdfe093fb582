//go:build unix

package endtoend

import "testing"

const asContent = "1 1 1 2 1 3 4 2 4 5 3 4 5 4 3 4 4 2"

// The first start by keys alone, then one whole interview: 13 keys for the 13
// items, one that ends it, and a file that holds what was keyed.
func TestFirstStartToFile(t *testing.T) {
	t.Parallel()
	l := bare(t).start()
	l.wait("谁在做访谈？")
	l.text(person.Name)
	l.press("enter", "导出文件里用编号")
	l.text("07")
	l.press("enter", "在哪个营业厅？")
	l.press("enter", "显示在屏幕上")
	l.text(hall.Name)
	l.press("enter", "中国移动")
	l.press("1", "城市例如")
	l.text(hall.City)
	l.Press("enter", "enter") // the kind stands
	l.text("60")
	l.press("enter", "谁做这个调查？")
	l.text(study.Org)
	l.Press("enter")
	l.text(study.Contact)
	l.Press("enter")
	l.press("enter", "开始客户满意度调查")
	for _, s := range []string{hall.Name, person.Name + " 07", "目标60"} {
		l.wait(s)
	}
	l.press("1", "您愿意参加吗？")
	l.wait(study.Org)
	l.wait(study.Contact)
	l.opening()
	l.thirteen(content, "您不打算换，主要是因为什么？")
	l.press("1", "[✓]1")
	l.press("enter", "您还有什么想说的？")
	l.press("enter", "我们可能会打一次电话")
	l.press("2", "问完了，谢谢您")
	l.press("enter", "按 Enter 结束")
	l.finish("完成")
	l.press("esc", "完成 1")
	l.quit()
	rows := l.export()
	if len(rows) != 1 {
		t.Fatalf("%d rows", len(rows))
	}
	rows[0].mustBe(t, asked("consent", asContent).ticked("stay_why", 6, "1").with("callback_ok", "2"))
}

// A customer who means to leave, with every kind of low score and all texts.
func TestLeavingCustomer(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.thirteen("1 1 3 2 1 2 1 2 1 2 1 1 1", "您打算换到哪一家？")
	l.press("6", "是哪一家？")
	l.text("虚拟运营商 =A1")
	l.press("enter", "您想换，主要是因为什么？")
	for _, k := range []string{"2", "7", "5", "2", "1"} { // 2 is taken off again
		l.Press(k)
	}
	l.press("enter", "其他原因是什么？")
	l.text("排队\"太久\"，没人管")
	l.Press("enter")
	for _, why := range []string{"信号", "-只能柜台交", "查不到", "＋断线", "吵", "@不理人", "13800138000", "'没人接", "都不合适"} {
		l.text(why)
		if why == "13800138000" {
			l.wait("11 位的号码") // by itself, and Enter keeps it all the same
		}
		l.Press("enter")
	}
	l.wait("您还有什么想说的？")
	l.press("enter", "我们可能会打一次电话")
	l.press("1", "您同意我们记下来吗？")
	l.press("1", "请问怎么称呼您？")
	l.text("李女士")
	l.press("enter", "麻烦您在这里输入手机号")
	l.text("13912345678")
	l.press("enter", "问完了，谢谢您")
	l.press("enter", "按 Enter 结束")
	l.finish("完成")
	l.home()
	l.quit()
	want := asked("consent", "1 1 1 2 1 1 1 3 2 1 2 1 2 1 2 1 1 1").ticked("switch_why", 7, "1", "5", "7").with("switch_to", "6", "switch_to_other", "虚拟运营商 =A1",
		"switch_why_other", `排队"太久"，没人管`, "overall_why", "信号", "payment_why", "'-只能柜台交", "billing_why", "查不到", "broadband_why", "'＋断线", "premises_why", "吵",
		"staff_why", "'@不理人", "hotline_why", "'13800138000", "complaints_why", "''没人接", "plans_why", "都不合适", "callback_ok", "1", "contact_consent", "1")
	l.export()[0].mustBe(t, want)
	l.export("--raw")[0].mustBe(t, want.with("interviewer", person.Number, "payment_why", "-只能柜台交", "broadband_why", "＋断线", "staff_why", "@不理人", "hotline_why", "13800138000",
		"complaints_why", "'没人接"))
	l.export("--raw", "--personal")[0].mustBe(t, want.with("contact_name", "李女士", "contact_phone", "13912345678"))
}

// A customer who is not sure, and one who does not know, will not say, or has
// never needed it.
func TestUnsureCustomer(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.thirteen("f3 f4 4 f5 f3 f5 f4 f5 f5 f5 f3 f4 3", "什么事情会让您考虑换？")
	l.Press("4", "6")
	l.press("enter", "您还有什么想说的？")
	l.press("enter", "我们可能会打一次电话")
	l.press("f4", "问完了，谢谢您")
	l.press("enter", "按 Enter 结束")
	l.finish("完成")
	l.home()
	l.quit()
	l.export()[0].mustBe(t, asked("consent", "1 1 1 2 1 -98 -99 4 -97 -98 -97 -99 -97 -97 -97 -98 -99 3").ticked("switch_why", 7, "4", "6").with("callback_ok", "-99"))
}

func TestRefusal(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.press("2", "拒访原因")
	l.press("8", "其他原因是什么？")
	l.text("家里有事")
	l.press("enter", "按 Enter 结束")
	l.finish("拒访")
	l.press("enter", "您愿意参加吗？") // the next customer, at the same hall
	l.press("1", words("customer_of"))
	l.press("2", "按 Enter 结束")
	l.finish("不合格")
	l.press("esc", "不合格 1")
	l.wait("拒访 1")
	l.quit()
	rows := l.export()
	rows[0].mustBe(t, cells{"consent": "2", "refusal_why": "8", "refusal_why_other": "家里有事", "disposition": "refused"})
	rows[1].mustBe(t, cells{"consent": "1", "customer_of": "2", "disposition": "not_eligible"})
}

// The customer's number is called: after two answers a break-off, after seven
// an interview that counts in part.
func TestCustomerLeaves(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.answer("tenure", "3 4", words("tariff"))
	l.press("f9", "客户要走")
	l.press("1", "叫到号了")
	l.press("1", "已结束：中断")
	l.wait("全部已保存")
	l.press("enter", "您愿意参加吗？")
	l.opening()
	l.answer("tenure", "3 4 2 4 5 3 4", words("staff"))
	l.press("f9", "客户要走")
	l.press("1", "叫到号了")
	l.press("2", "已结束：部分完成")
	l.wait("全部已保存")
	l.home()
	l.quit()
	rows := l.export()
	rows[0].mustBe(t, asked("consent", "1 1 1 2 1 3 4").with("breakoff_why", "1", "disposition", "breakoff"))
	rows[1].mustBe(t, asked("consent", "1 1 1 2 1 3 4 2 4 5 3 4").with("breakoff_why", "2", "disposition", "partial"))
}

// Remarks are written in Chinese, with the caret going back and forth; files
// hold them as they stood.
func TestChineseRemarks(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.press("f6", "这一题的备注")
	l.text("办了七年")
	l.Press("left", "left")
	l.wait("办了七年")
	l.text("十")
	l.wait("办了十七年")
	l.Press("home")
	l.Type("他")
	l.wait("他办了十七年")
	l.Press("right", "delete")
	l.wait("他办十七年")
	l.Press("end")
	l.text("，“没换过”😀")
	l.press("enter", "备注")
	l.thirteen(content, "您不打算换，主要是因为什么？")
	l.press("6", "其他原因是什么？")
	l.Press("2")
	l.press("enter", "照原话记")
	l.text("懒得换")
	l.press("enter", "您还有什么想说的？")
	l.text("第一行")
	l.Press("ctrl+j")
	l.text("=第三行")
	l.Press("up", "end", "ctrl+j")
	l.text("第二行 \"引号\"")
	l.press("enter", "我们可能会打一次电话")
	l.press("2", "问完了，谢谢您")
	l.press("enter", "按 Enter 结束")
	l.finish("完成")
	l.home()
	l.quit()
	want := asked("consent", asContent).ticked("stay_why", 6, "2", "6").with("stay_why_other", "懒得换", "remark", "第一行\n第二行 \"引号\"\n=第三行", "callback_ok", "2")
	l.export()[0].mustBe(t, want)
	l.export("--remarks")[0].mustBe(t, want.with("tenure__remark", "他办十七年，“没换过”😀"))
	longMust(t, l.export("--long"))
}

// longMust holds the long file to one row an answer, in the order of the form.
func longMust(t *testing.T, rows []cells) {
	t.Helper()
	got := map[string]cells{}
	for _, r := range rows {
		if had := got[r["question"]]; had != nil { // a row a choice
			r["code"] = had["code"] + " " + r["code"]
		}
		got[r["question"]] = r
	}
	codes := asked("consent", asContent).with("stay_why", "2 6", "callback_ok", "2")
	for item, code := range codes {
		if got[item]["code"] != code {
			t.Errorf("long: %s holds code %q, keyed was %q", item, got[item]["code"], code)
		}
	}
	if n := len(codes) + 3; len(rows) != n { // two texts, and a second choice
		t.Errorf("long: %d rows for %d answers", len(rows), n)
	}
	if r := got["tenure"]; r["remark"] != "他办十七年，“没换过”😀" || r["label"] != "超过三年" {
		t.Errorf("long: the remark's row is %v", r)
	}
}

// An input method in full-width mode sends full-width digits.
func TestFullWidthDigits(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	wide := func(from, digits, then string) {
		at := 0
		for questions[at].item != from {
			at++
		}
		for _, r := range digits {
			l.Type(string(r))
			at++
			if at < len(questions) {
				l.wait(questions[at].words)
			}
		}
		l.wait(then)
	}
	wide("consent", "１１１２１", words("tenure"))
	wide("tenure", "３４２４５３４５４３４４２", "您不打算换，主要是因为什么？")
	l.Type("１３")
	l.Settle(20e6)
	l.press("enter", "您还有什么想说的？")
	l.text("１２") // in a text they stay as they are
	l.press("enter", "我们可能会打一次电话")
	l.Type("２")
	l.wait("问完了，谢谢您")
	l.press("enter", "按 Enter 结束")
	l.finish("完成")
	l.home()
	l.quit()
	l.export()[0].mustBe(t, asked("consent", asContent).ticked("stay_why", 6, "1", "3").with("remark", "１２", "callback_ok", "2"))
}
