package lang

// Setup holds the texts of the first start.
type Setup struct {
	Title, Step                string // Step: %d of %d
	Who, Where, Study          string // the steps by name
	WhoAsk, WhereAsk, StudyAsk string // their questions
	WhoWhy, WhereWhy, StudyWhy string // what they are for
	ListAsk, ListWhy           string // reading a list of halls instead
	HallAsk                    string // which of the listed halls
	KeyNext, KeyBack, KeyList  string
	KeyFinish, KeyRead         string
	SkipStudy                  string // the study is left out
	ListRead                   string // %d new, %d changed
	ReadOnly                   string // why nothing can be set up
	PersonTaken, HallTaken     string // %s value, %s by whom
}

var setupZH = Setup{
	Title: "第一次使用", Step: "第 %d 步 / %d",
	Who: "访员", Where: "营业厅", Study: "研究",
	WhoAsk: "谁在做访谈？", WhereAsk: "在哪个营业厅？", StudyAsk: "谁做这个调查？",
	WhoWhy:   "姓名和编号会记在每份访谈里。以后可以在“设置”里改，也可以加别的访员。",
	WhereWhy: "营业厅记在每份访谈里，运营商会念进题目里。有名单文件就按 F7。",
	StudyWhy: "开场要念给客户听：谁做调查、有疑问找谁、联系方式保留几天。",
	ListAsk:  "读营业厅名单", ListWhy: "CSV 文件，第一行是列名：code,name,operator,city,kind,target。可以把文件拖进窗口。",
	HallAsk: "现在在哪个厅？",
	KeyNext: "下一步", KeyBack: "上一步", KeyList: "读名单文件", KeyFinish: "完成", KeyRead: "读入",
	SkipStudy:   "告知语要念这些。再按一次 Enter 就先跳过，以后在“设置”里补",
	ListRead:    "名单已读入：新增 %d 个，更新 %d 个",
	ReadOnly:    "另一个厅访窗口正在使用这个数据库，这里不能设置。请关掉那个窗口再重开这个",
	PersonTaken: "编号 %s 已经是%s的，请换一个编号",
	HallTaken:   "代码 %s 已经是%s的，请换一个代码",
}

var setupEN = Setup{
	Title: "first start", Step: "step %d of %d",
	Who: "Interviewer", Where: "Hall", Study: "Study",
	WhoAsk: "Who is interviewing?", WhereAsk: "At which hall?", StudyAsk: "Who runs this study?",
	WhoWhy:   "Name and number are kept with every interview. Both can be changed under Settings, and others added.",
	WhereWhy: "The hall is kept with every interview; its operator is read out in the questions. With a list file, press F7.",
	StudyWhy: "Read to the customer first: who runs the study, whom to ask, how long contact data are kept.",
	ListAsk:  "Read a list of halls", ListWhy: "CSV, first line: code,name,operator,city,kind,target. Drop the file on the window, or type its path.",
	HallAsk: "At which hall now?",
	KeyNext: "next", KeyBack: "back", KeyList: "read a list", KeyFinish: "finish", KeyRead: "read",
	SkipStudy:   "The notice needs these. Enter again skips them for now; add them under Settings",
	ListRead:    "List read: %d new, %d changed",
	ReadOnly:    "Another tingfang window is using this database, so nothing can be set up here. Close that one, then start this one again",
	PersonTaken: "Number %s belongs to %s; please take another",
	HallTaken:   "Code %s belongs to %s; please take another",
}
