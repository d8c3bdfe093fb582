package lang

// Records holds the texts of the list of interviews and of one interview read
// on a page.
type Records struct {
	Title string
	Total string // %d interviews
	At    string // %d of %d

	Hall, Person, Result, When, Form string // the filters
	All                              string
	Drafts                           string
	Days                             [5]string // all, today, this week, this month, earlier than this month
	Search                           string
	Searching                        string // before what is typed

	Empty    string // no interviews at all
	NoMatch  string // none that the filters choose
	DropHint string // after it: how to see all again
	Failed   string // %v
	Practice string
	Void     string
	Draft    string
	Tallied  string // an approach without interview
	Exported string
	StoppedN string // %d item
	Stopped  string // %s item

	PageTitle string
	Facts     string // hall and code: %s %s
	From, To  string
	Language  string
	ID        string
	Version   string // %s
	Aside     string // an answer off the route
	Forced    string // a soft check was overruled
	Reason    string // %s
	Remark    string
	Open      string // %d items open
	Erased    string // withdrawn
	NoAnswers string
	OnlyTally string
	Masked    string

	CallsBack  string    // on a call-back: when and where the interview before it was: %s %s
	CalledBack string    // on an interview: when its call-back was and how it ended: %s %s
	BeforeAway string    // on a call-back whose interview is not in the database
	Held       [3]string // where the interview is, by store.Held

	KeyOpen, KeyFilter, KeySearch, KeyDrop, KeyResume, KeyTalk, KeyBefore, KeyCall, KeyScroll, KeyKeep, KeyStop string
}

var recordsZH = Records{
	Title: "访谈记录",
	Total: "共 %d 个",
	At:    "%d / %d",

	Hall: "营业厅", Person: "访员", Result: "结果", When: "时间", Form: "问卷",
	All: "全部", Drafts: "进行中",
	Days:   [5]string{"全部", "今天", "本周", "本月", "本月以前"},
	Search: "查找", Searching: "查找：",

	Empty:    "还没有访谈。按 Esc 回首页，按 1 开始第一个。",
	NoMatch:  "没有符合条件的访谈。",
	DropHint: "按 0 去掉条件。",
	Failed:   "读不出访谈记录：%v",
	Practice: "练习", Void: "作废", Draft: "草稿", Tallied: "只记一笔", Exported: "已导出",
	StoppedN: "停在第 %d 题", Stopped: "停在“%s”",

	PageTitle: "访谈", Facts: "%s（%s）", From: "开始", To: "结束", Language: "语言", ID: "编号", Version: "问卷 %s 版",
	Aside: "不在现在的路线上", Forced: "已确认", Reason: "原因：%s", Remark: "备注 ", Open: "%d 题未答",
	Erased: "客户要求撤回，答案已经删掉。", NoAnswers: "一题也没有答。", OnlyTally: "没有开始访谈，只记了一笔接触。",
	Masked: "联系方式不显示全，导出时可以带上。",

	CallsBack: "这是对 %s %s 那次访谈的回访，按 F3 打开。", CalledBack: "回访：%s，%s，按 F3 打开。", Held: [3]string{"只在这台电脑上", "已打包，对方还没确认收到", "别的电脑上也有"}, BeforeAway: "这是一次回访；原来的访谈不在这台电脑上。",

	KeyOpen: "看这一个", KeyFilter: "筛选", KeySearch: "查找", KeyDrop: "去掉条件", KeyResume: "接着访", KeyTalk: "读笔记", KeyBefore: "原来的访谈", KeyCall: "回访", KeyScroll: "上下看", KeyKeep: "看结果", KeyStop: "不查了",
}

var recordsEN = Records{
	Title: "Interviews",
	Total: "%d in all",
	At:    "%d / %d",

	Hall: "hall", Person: "interviewer", Result: "result", When: "time", Form: "form",
	All: "all", Drafts: "in progress",
	Days:   [5]string{"all", "today", "this week", "this month", "before this month"},
	Search: "search", Searching: "Search: ",

	Empty:    "No interviews yet. Esc goes home; there 1 begins the first one.",
	NoMatch:  "No interview meets the conditions.",
	DropHint: " 0 drops them.",
	Failed:   "Cannot read the interviews: %v",
	Practice: "practice", Void: "void", Draft: "draft", Tallied: "tallied only", Exported: "exported",
	StoppedN: "at item %d", Stopped: "at “%s”",

	PageTitle: "Interview", Facts: "%s (%s)", From: "from", To: "to", Language: "language", ID: "id", Version: "form version %s",
	Aside: "not on the route now", Forced: "confirmed", Reason: "reason: %s", Remark: "remark ", Open: "%d open",
	Erased: "Withdrawn at the customer's wish; the answers are erased.", NoAnswers: "Nothing was answered.", OnlyTally: "No interview was opened; the approach was tallied.",
	Masked: "Contact data are masked; an export can include them.",

	CallsBack: "This calls back the customer of %s, %s; F3 opens that interview.", CalledBack: "Called back: %s, %s; F3 opens it.", Held: [3]string{"On this laptop only", "Packed, not yet confirmed elsewhere", "On another laptop too"}, BeforeAway: "This is a call-back; the interview before it is not on this laptop.",

	KeyOpen: "read it", KeyFilter: "filter", KeySearch: "search", KeyDrop: "drop filters", KeyResume: "resume", KeyTalk: "read the notes", KeyBefore: "the interview before", KeyCall: "the call-back", KeyScroll: "scroll", KeyKeep: "to the list", KeyStop: "stop searching",
}
