package lang

// Interview holds the texts of the interview part.
type Interview struct {
	// the header
	ItemOf  string // %d of %d numbered items
	ItemsIn string // %d numbered items, before the first of them
	Place   string // %d of %d stops, in a form without numbers
	AtEnd   string
	Active  string // %s minutes:seconds

	// an item
	Chosen       string // beside a choice that is taken
	NotYet       string // beside a choice that does not stand yet
	DontKnow     string
	Refused      string
	NotApplies   string
	Interviewer  string // before the note to the interviewer
	RemarkLabel  string // before a remark
	Quoted       string // %s a remark
	RemarkAsk    string // over the remark's field
	RemarkHint   string // in the empty field
	AnswerHint   string // in an empty text field
	OwnHint      string // in one that the interviewer fills in alone
	Filter       string // before the filter line
	NoMatch      string
	NoPhone      string // an 11-digit number in a text
	NoteOnly     string // a digit on an item that asks nothing
	NothingYet   string // Enter without a choice
	NothingTaken string // Enter on a multiple choice with nothing ticked
	NoSuchKey    string // %s the digit
	NothingToDo  string // F2 where nothing is refused
	WhyDeclined  string // the list of reasons for a refusal
	NoReason     string
	Kept         string // a masked answer that stands
	Waiting      string // a digit that could be the beginning of a longer one

	// saving
	Full      string // why it is not saved: full disk
	Busy      string // another program writes
	Failed    string // %v
	NoneSaved string // nothing to save yet

	// keys
	KeyChoose, KeyToggle, KeyConfirm, KeyFilter, KeyOn, KeyBack, KeySkip, KeyNewline, KeyNextField,
	KeyForce, KeyRemark, KeyList, KeyClear, KeyLeave, KeyCard, KeyEnd, KeyEscape, KeyCloseRemark, KeyMark, KeyTake,
	KeyJump, KeyFinish, KeyNumber, KeyScroll, KeyNext, KeyHome, KeyToday string

	// the customer is leaving
	LeaveTitle    string
	LeaveNote     string // %d answered of %d
	LeaveResume   string // Esc
	LeaveLeft     string // the customer goes, will count as: %s the disposition's word
	LeaveUnable   string
	LeaveLater    string
	LeaveWithdraw string
	LeavePause    string
	LeaveNothing  string // instead of pause, nothing recorded yet
	WithdrawTitle string
	WithdrawNote  string // %d answers
	WithdrawYes   string
	WithdrawNo    string
	Settling      string // waiting for the disk before leaving

	// list and end
	ListTitle   string
	ListOpen    string // %d open
	ListNone    string
	EndTitle    string
	EndComplete string // Enter ends it as: %s the disposition's word
	EndAs       string // an answer ended it: %s the disposition's word
	EndFaults   string // %d items stand against finishing
	EndOpen     string // %d open, may stay so
	Must        string // beside an item that must be answered

	// the closing screen
	ClosedAs     string // %s the disposition's word
	ClosedSaved  string // %s the time
	ClosedTime   string // %s minutes:seconds
	ClosedCount  string // %d answered of %d
	Satisfied    string // %d, of the satisfaction items
	SoSo         string // %d
	Dissatisfied string // %d
	LowItems     string // before the names of the items answered low
	NextSame     string // %s the hall
	GoHome       string
	Today        string // the tables of this hall today
	Between      string // between names in a row
}

var interviewZH = Interview{
	ItemOf:  "第 %d 题 / %d",
	ItemsIn: "共 %d 题",
	Place:   "第 %d 屏 / %d",
	AtEnd:   "全部题目",
	Active:  "用时 %s",

	Chosen:       "已选",
	NotYet:       "未记",
	DontKnow:     "不清楚",
	Refused:      "拒答",
	NotApplies:   "不适用",
	Interviewer:  "〔访员〕",
	RemarkLabel:  "备注",
	Quoted:       "“%s”",
	RemarkAsk:    "这一题的备注（不给客户看）",
	RemarkHint:   "（客户的原话，或要说明的情况）",
	AnswerHint:   "（照原话记；没有就直接按 Enter）",
	OwnHint:      "（没有就直接按 Enter）",
	Filter:       "查找",
	NoMatch:      "没有符合的选项，按 Esc 清掉再找",
	NoPhone:      "这里有 11 位的号码：这里不记电话，请删掉",
	NoteOnly:     "这里只要念，按 Enter 往下走",
	NothingYet:   "还没有选。按选项的数字；要跳过按 PgDn",
	NothingTaken: "还没有选。按数字打勾，再按 Enter；要跳过按 PgDn",
	NoSuchKey:    "没有选项 %s，请按列出的数字",
	NothingToDo:  "没有需要强制通过的答案",
	WhyDeclined:  "为什么不答？",
	NoReason:     "没说原因",
	Kept:         "（已存 %s，要改就重新输入）",
	Waiting:      "接着按，或按 Enter 就选这个",

	Full:      "磁盘满了，请腾出空间。答案都还在，会自动再存",
	Busy:      "另一个程序占着数据库。答案都还在，会自动再存",
	Failed:    "写不进磁盘（%v）。答案都还在，会自动再存",
	NoneSaved: "还没有记录，按第一个键才开始",

	KeyChoose: "选定", KeyToggle: "打勾", KeyConfirm: "确认", KeyFilter: "查找", KeyOn: "往下", KeyBack: "上一题",
	KeySkip: "跳过", KeyNewline: "换行", KeyNextField: "下一栏", KeyForce: "强制通过", KeyRemark: "备注", KeyList: "题目一览",
	KeyClear: "清除", KeyLeave: "客户要走", KeyCard: "给客户看卡", KeyEnd: "到末尾", KeyEscape: "离开", KeyCloseRemark: "记好备注",
	KeyMark: "移动", KeyTake: "选定", KeyJump: "到这一题", KeyFinish: "结束访谈", KeyNumber: "题号", KeyScroll: "滚动",
	KeyNext: "下一个", KeyHome: "回主页", KeyToday: "今天的表",

	LeaveTitle:    "要离开这次访谈吗？",
	LeaveNote:     "已答 %d 题，共 %d 题。除了撤回，答过的都留着。",
	LeaveResume:   "接着访谈",
	LeaveLeft:     "客户要走，到此为止（记为“%s”）",
	LeaveUnable:   "无法沟通（语言、听力）",
	LeaveLater:    "约定再访（“等会儿再说”）",
	LeaveWithdraw: "客户要撤回：删掉全部答案",
	LeavePause:    "暂停，存为草稿，回主页",
	LeaveNothing:  "回主页，不留记录",
	WithdrawTitle: "真的删掉这次访谈的全部答案？",
	WithdrawNote:  "%d 个答案会从这台电脑上抹掉，不能恢复；只留下“接触过一次，已撤回”。",
	WithdrawYes:   "删掉",
	WithdrawNo:    "不删，回到访谈",
	Settling:      "正在写完最后的答案",

	ListTitle:   "题目一览",
	ListOpen:    "未答 %d",
	ListNone:    "还没有题目",
	EndTitle:    "问完了",
	EndComplete: "按 Enter 结束，记为“%s”",
	EndAs:       "这次访谈记为“%s”，按 Enter 结束",
	EndFaults:   "还有 %d 题必须处理，按 Enter 去第一处",
	EndOpen:     "%d 题未答，可以就这样结束",
	Must:        "必答",

	ClosedAs:     "已结束：%s",
	ClosedSaved:  "全部已保存 %s",
	ClosedTime:   "用时 %s",
	ClosedCount:  "答了 %d 题，共 %d 题",
	Satisfied:    "满意 %d",
	SoSo:         "一般 %d",
	Dissatisfied: "不满意 %d",
	LowItems:     "不满意：",
	NextSame:     "下一位客户（%s）",
	GoHome:       "回主页",
	Today:        "看本厅今天的汇总",
	Between:      "、",
}

var interviewEN = Interview{
	ItemOf:  "item %d of %d",
	ItemsIn: "%d items",
	Place:   "screen %d of %d",
	AtEnd:   "all items",
	Active:  "time %s",

	Chosen:       "chosen",
	NotYet:       "not kept",
	DontKnow:     "don't know",
	Refused:      "refused",
	NotApplies:   "not applicable",
	Interviewer:  "[interviewer] ",
	RemarkLabel:  "Remark",
	Quoted:       "\"%s\"",
	RemarkAsk:    "Your remark on this item (not for the customer)",
	RemarkHint:   "(the customer's words, or what should be known)",
	AnswerHint:   "(their own words; nothing: just Enter)",
	OwnHint:      "(nothing: just Enter)",
	Filter:       "Search",
	NoMatch:      "No choice matches; Esc clears the search",
	NoPhone:      "This holds an 11-digit number: no telephone numbers here, please remove it",
	NoteOnly:     "Nothing to answer here: read it out, then press Enter",
	NothingYet:   "Nothing chosen yet. Press a choice's digit, or PgDn to skip",
	NothingTaken: "Nothing ticked yet. Digits tick, Enter confirms; PgDn skips",
	NoSuchKey:    "There is no choice %s; press one of the digits shown",
	NothingToDo:  "No answer here needs to be forced",
	WhyDeclined:  "Why was it refused?",
	NoReason:     "no reason given",
	Kept:         "(kept as %s; type to replace it)",
	Waiting:      "press the next digit, or Enter for this one",

	Full:      "The disk is full: please make room. The answers are all here and will be saved",
	Busy:      "Another program holds the database. The answers are all here and will be saved",
	Failed:    "Writing to the disk fails (%v). The answers are all here and will be saved",
	NoneSaved: "nothing recorded yet; the first key begins",

	KeyChoose: "answer", KeyToggle: "tick", KeyConfirm: "confirm", KeyFilter: "search", KeyOn: "on", KeyBack: "back",
	KeySkip: "skip", KeyNewline: "new line", KeyNextField: "next field", KeyForce: "force", KeyRemark: "remark", KeyList: "items",
	KeyClear: "clear", KeyLeave: "customer leaves", KeyCard: "card for the customer", KeyEnd: "to the end", KeyEscape: "leave", KeyCloseRemark: "keep remark",
	KeyMark: "move", KeyTake: "choose", KeyJump: "go to item", KeyFinish: "end interview", KeyNumber: "item number", KeyScroll: "scroll",
	KeyNext: "next", KeyHome: "home", KeyToday: "today",

	LeaveTitle:    "Leave this interview?",
	LeaveNote:     "%d of %d items answered. All ways but deleting keep them.",
	LeaveResume:   "go on with the interview",
	LeaveLeft:     "The customer leaves: end here (%s)",
	LeaveUnable:   "Cannot communicate (language, hearing)",
	LeaveLater:    "Appointment (\"later\")",
	LeaveWithdraw: "Answers taken back: delete them all",
	LeavePause:    "Pause: keep as a draft and go home",
	LeaveNothing:  "Go home; nothing has been recorded",
	WithdrawTitle: "Really delete every answer of this interview?",
	WithdrawNote:  "%d answers are erased from this laptop for good; what stays is \"approached once, withdrawn\".",
	WithdrawYes:   "delete them",
	WithdrawNo:    "keep them, back to the interview",
	Settling:      "Writing the last answers",

	ListTitle:   "Items",
	ListOpen:    "%d open",
	ListNone:    "no items yet",
	EndTitle:    "That was all",
	EndComplete: "Enter ends the interview as %s",
	EndAs:       "This interview counts as %s; Enter ends it",
	EndFaults:   "Must be seen to: %d; Enter goes to the first",
	EndOpen:     "Left open: %d, which is allowed",
	Must:        "required",

	ClosedAs:     "Ended: %s",
	ClosedSaved:  "all saved %s",
	ClosedTime:   "time %s",
	ClosedCount:  "%d of %d items answered",
	Satisfied:    "satisfied %d",
	SoSo:         "so-so %d",
	Dissatisfied: "dissatisfied %d",
	LowItems:     "Dissatisfied: ",
	NextSame:     "Next customer (%s)",
	GoHome:       "Home",
	Today:        "This hall today, in tables",
	Between:      ", ",
}
