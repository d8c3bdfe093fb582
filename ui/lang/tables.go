package lang

// Tables holds the texts of the tables screen; what stands in the tables
// themselves is Report's.
type Tables struct {
	Title   string
	Pages   [7]string // overview, items, matrix, crosstab, quadrant, waves, participation
	Reading string
	Empty   string // no interviews that count yet
	NoneHit string // the filter leaves none
	DropHow string // how to drop it
	Failed  string // %v
	NoWaves string
	By      string // %s the break
	More    string // %s columns to the left and right

	// The filter.
	All                                                               string    // nothing is filtered
	Approaches                                                        string    // nothing is filtered, on the page of participation
	Usable                                                            string    // after it: what counts
	Filter                                                            string    // before the conditions
	Kinds                                                             [5]string // hall, interviewer, time, an answer, an expression
	When                                                              [5]string // all, today, this week, this month, the last 30 days
	Wave                                                              string
	Is                                                                string // between an item and its answer
	Or                                                                string // between two values
	Space                                                             string // the key
	PickHall                                                          string
	PickWho                                                           string
	PickWhen                                                          string
	PickAnswer, PickFilter, PickForm, PickItem, PickBreak, PickTarget string

	// A condition that is typed.
	Where, WhereHint string
	BadPlace         string // %d the sign at which it goes wrong, %s what is wrong and what to do
	BadWhere         string // %v
	UnknownItem      string // %s
	NotClosed        string // %s
	TooMany          string // %s break, %d groups, %d at most

	// Why importance cannot be derived.
	FewDrivers, FewCases, Flat string
	Singular                   string // %s the item

	// Saving.
	SaveAs, SaveHint string
	Saved            string // %s
	Sent             string
	Exists           string

	Behind string // title of the list behind a cell: %s
	Nobody string

	KeyPage, KeyForm, KeyItem, KeyCell, KeyBehind, KeyBreak, KeyPick, KeyFilter, KeyDrop, KeySave, KeyCopy, KeyKind, KeyToggle, KeyTake, KeyInto, KeyOpen string
}

var tablesZH = Tables{
	Title: "汇总", Pages: [7]string{"概览", "题目", "矩阵", "交叉", "象限", "波次", "参与"},
	Reading: "正在读取…", Empty: "还没有完成的访谈，所以没有表。按 Esc 回首页，按 1 开始第一个；做完一个，这里就有数。",
	NoneHit: "没有符合条件的访谈。", DropHow: "按 X（或 F8）去掉条件，按 / 换一个。",
	Failed: "读不出来：%v", NoWaves: "还没有波次可以比", By: "按%s分", More: "左右还有：%s",

	All: "全部访谈", Approaches: "全部接触，练习和作废的除外", Usable: "完成和部分完成", Filter: "条件", Kinds: [5]string{"营业厅", "访员", "时间或波次", "某题的回答", "自己写条件"},
	When: [5]string{"不限时间", "今天", "本周", "本月", "最近 30 天"}, Wave: "波次", Is: "：", Or: "、", Space: "空格",
	PickHall: "哪个营业厅？", PickWho: "哪位访员？", PickWhen: "什么时间？", PickAnswer: "哪一题的回答？", PickFilter: "按什么筛选？",
	PickForm: "看哪一份问卷？", PickItem: "看哪一题？", PickBreak: "按什么分？", PickTarget: "对哪一题的重要性？",

	Where: "条件：", WhereHint: "用问卷里的写法，如 ${overall} <= 2 and ${hall} = 'A01'。只能用有选项的题，和 hall、interviewer、started_at 等。",
	BadPlace: "第 %d 个字：%s", BadWhere: "条件不成立：%v", UnknownItem: "没有名叫“%s”的题。请核对拼写，大小写也要一样。",
	NotClosed: "“%s”没有固定的选项，不能做表。请换一题。", TooMany: "按“%s”分有 %d 组，最多能并排 %d 组。按 B 换一个，或者按 / 先筛选。",

	FewDrivers: "同一标尺的题太少，推不出重要性。", FewCases: "各题都答了的访谈太少，推不出重要性。再做一些，或者放宽条件。", Flat: "这一题大家答得都一样，推不出重要性。按 I 换一题。",
	Singular: "“%s”大家答得都一样，或者能由别的题推出来，推不出重要性。",

	SaveAs: "存为：", SaveHint: "Tab 换格式：.csv 表格，.md 文档，.html 网页（可以打印）",
	Saved: "已存到 %s", Sent: "已发到剪贴板（终端支持的话，现在就能粘贴）", Exists: "已有这个文件。再按一次 Enter 就覆盖它",

	Behind: "访谈：%s", Nobody: "这一格没有访谈",

	KeyPage: "换页", KeyForm: "换问卷", KeyItem: "换题", KeyCell: "换格", KeyBehind: "看这些访谈", KeyBreak: "按…分", KeyPick: "选题", KeyFilter: "筛选", KeyDrop: "去掉条件",
	KeySave: "存为", KeyCopy: "复制", KeyKind: "换格式", KeyToggle: "选几个", KeyTake: "就这些", KeyInto: "进表", KeyOpen: "打开",
}

var tablesEN = Tables{
	Title: "Tables", Pages: [7]string{"Overview", "Items", "Matrix", "Crosstab", "Quadrant", "Waves", "Participation"},
	Reading: "Reading…", Empty: "No finished interviews yet, so there are no tables. Esc goes home; there 1 begins the first one, and with its end the tables begin.",
	NoneHit: "No interview meets the conditions.", DropHow: "X (or F8) drops them, / sets others.",
	Failed: "Cannot be read: %v", NoWaves: "There are no waves to compare yet", By: "by %s", More: "more columns: %s",

	All: "All interviews", Approaches: "All approaches, without practice and void ones", Usable: "complete and partial", Filter: "Where", Kinds: [5]string{"hall", "interviewer", "time or wave", "answer to an item", "an expression of your own"},
	When: [5]string{"any time", "today", "this week", "this month", "last 30 days"}, Wave: "wave", Is: ": ", Or: ", ", Space: "Space",
	PickHall: "Which hall?", PickWho: "Which interviewer?", PickWhen: "When?", PickAnswer: "Answers to which item?", PickFilter: "Narrow by what?",
	PickForm: "Which questionnaire?", PickItem: "Which item?", PickBreak: "Side by side by what?", PickTarget: "Important for which item?",

	Where: "Where: ", WhereHint: "As in questionnaires: ${overall} <= 2 and ${hall} = 'A01'. Closed items, and hall, interviewer, started_at …",
	BadPlace: "Character %d: %s", BadWhere: "The condition does not work: %v", UnknownItem: "There is no item “%s”. Check the spelling; capitals count.",
	NotClosed: "“%s” has no fixed answers and no tables. Choose another item.", TooMany: "“%s” has %d groups; at most %d stand side by side. B takes another, / narrows first.",

	FewDrivers: "Too few items share a scale to derive importance.", FewCases: "Too few interviews answer every item to derive importance. Hold more, or loosen the conditions.", Flat: "Everybody answered this item the same: no importance can be derived. I takes another.",
	Singular: "“%s” was answered the same by all, or follows from the others: no importance can be derived.",

	SaveAs: "Save as: ", SaveHint: "Tab changes the format: .csv table, .md document, .html page (prints well)",
	Saved: "Saved to %s", Sent: "Sent to the clipboard (where the terminal allows it, paste now)", Exists: "There is such a file. Enter once more writes over it",

	Behind: "Interviews: %s", Nobody: "There is no interview behind this cell",

	KeyPage: "page", KeyForm: "form", KeyItem: "item", KeyCell: "cell", KeyBehind: "interviews", KeyBreak: "break", KeyPick: "item list", KeyFilter: "filter", KeyDrop: "drop filter",
	KeySave: "save", KeyCopy: "copy", KeyKind: "format", KeyToggle: "several", KeyTake: "take", KeyInto: "into the table", KeyOpen: "open",
}
