package lang

// Home holds the texts of the home screen.
type Home struct {
	Today, ThisHall, Device  string // the three rows of figures
	Approached, NotExported  string
	Target                   string // %d wanted
	Start                    string // %s: the form's title
	StartNone                string // no survey is there
	Guides, CallBacks, Notes string // the ways to guide interviews, calls and all notes
	Resume                   string // %d drafts
	ResumeNone               string
	TallyHead                string // over the keys that tally
	NoDrafts                 string
	Records, Tables, Export  string
	Sync                     string
	OnlyHere                 string // %d interviews
	Settings                 string
	Recent                   string
	NoRecent                 string
	Drafts                   string
	DraftAt                  string // %d: the item's number
	DraftEnd                 string // stands at the end of the route
	PickForm, PickDraft      string
	PickPerson, PickHall     string
	TallyRefused             string // how one more is asked for
	TallyUnable              string
	TallyNotEligible         string
	TallyConfirm             string // Enter
	Tallied                  string // %s what, %s at what time
	TallyUndone              string // %s what
	NothingToUndo            string
	KeyChoose, KeyRefused    string
	KeyUnable                string
	KeyNotEligible, KeyUndo  string
	KeyPerson, KeyHall       string
	KeyPractice, KeyForm     string
	KeyConfirm               string
	NowPerson, NowHall       string // %s
	NowForm                  string // %s
	OnePerson, OneHall       string
	PracticeOn, PracticeOff  string
	ReadOnly                 string // why nothing can be begun
	Holder                   string // %s: who holds the database
	NoNoticeYet              string // the same, when an interview is begun all the same
	NoNotice                 string // the study is not named yet
	NoForms                  string
	Failed                   string // %v
}

var homeZH = Home{
	Today: "今天", ThisHall: "本厅", Device: "本机",
	Approached: "接触", NotExported: "未导出",
	Target: "目标 %d",
	Start:  "开始%s", StartNone: "开始访谈", Resume: "继续未完成的（%d）", ResumeNone: "继续未完成的", TallyHead: "不开问卷，记一次", NoDrafts: "没有未完成的访谈",
	Records: "访谈记录", Tables: "汇总表", Export: "导出", Sync: "同步", OnlyHere: "%d 份访谈只在这台电脑上", Settings: "设置", Guides: "提纲访谈", CallBacks: "电话回访", Notes: "笔记和标签",
	Recent: "最近", NoRecent: "还没有访谈。按 1 开始第一份。",
	Drafts: "未完成", DraftAt: "第 %d 题", DraftEnd: "已到最后，待结束",
	PickForm: "用哪一份问卷？", PickDraft: "继续哪一份？", PickPerson: "现在是谁在访？", PickHall: "现在在哪个厅？",
	TallyRefused: "记一次拒访：为什么？", TallyUnable: "记一次无法沟通（语言或听力不便）？", TallyNotEligible: "记一次不合格？",
	TallyConfirm: "按 Enter 记下，Esc 不记", Tallied: "已记%s  %s", TallyUndone: "已撤销刚才记的%s", NothingToUndo: "没有可撤销的",
	KeyChoose: "选择", KeyRefused: "记一次拒访", KeyUnable: "记一次无法沟通", KeyNotEligible: "记一次不合格", KeyUndo: "撤销",
	KeyPerson: "换访员", KeyHall: "换厅", KeyPractice: "练习", KeyForm: "换问卷", KeyConfirm: "记下",
	NowPerson: "现在的访员：%s", NowHall: "现在的营业厅：%s", NowForm: "现在的问卷：%s",
	OnePerson: "只有一位访员。要添加，进“设置”里的“访员”", OneHall: "只有一个营业厅。要添加，进“设置”里的“营业厅”",
	PracticeOn: "练习模式开了", PracticeOff: "练习模式关了，现在是正式访谈",
	ReadOnly:    "现在只能看：另一个厅访窗口正在使用这个数据库。关掉那个窗口，再重开这个",
	NoNotice:    "告知语还缺“谁做调查”和联系方式，请进“设置”里的“研究”补上",
	Holder:      "占着数据库的是：%s",
	NoNoticeYet: "告知语会念不全：缺“谁做调查”或联系方式。再按一次照样开始，按 6 去补",
	NoForms:     "没有可以做的问卷",
	Failed:      "读不出来：%v",
}

var homeEN = Home{
	Today: "Today", ThisHall: "Hall", Device: "Laptop",
	Approached: "approached", NotExported: "to export",
	Target: "target %d",
	Start:  "Start: %s", StartNone: "Start an interview", Resume: "Go on with drafts (%d)", ResumeNone: "Go on with drafts", TallyHead: "Tally without an interview", NoDrafts: "No drafts to go on with",
	Records: "Interviews held", Tables: "Tables", Export: "Export", Sync: "Sync", OnlyHere: "%d interviews are on this laptop only", Settings: "Settings", Guides: "Guide interviews", CallBacks: "Call-backs", Notes: "Notes and tags",
	Recent: "Latest", NoRecent: "No interviews yet. Press 1 to start one.",
	Drafts: "Drafts", DraftAt: "item %d", DraftEnd: "at the end, to be closed",
	PickForm: "Which questionnaire?", PickDraft: "Go on with which one?", PickPerson: "Who is interviewing now?", PickHall: "At which hall now?",
	TallyRefused: "Tally a refusal: why?", TallyUnable: "Tally one who was unable (language, hearing)?", TallyNotEligible: "Tally one who was not eligible?",
	TallyConfirm: "Enter tallies, Esc does not", Tallied: "Tallied: %s  %s", TallyUndone: "Taken back: %s", NothingToUndo: "Nothing to take back",
	KeyChoose: "choose", KeyRefused: "tally refused", KeyUnable: "tally unable", KeyNotEligible: "tally not eligible", KeyUndo: "undo",
	KeyPerson: "interviewer", KeyHall: "hall", KeyPractice: "practice", KeyForm: "questionnaire", KeyConfirm: "tally",
	NowPerson: "Interviewing now: %s", NowHall: "Hall now: %s", NowForm: "Questionnaire now: %s",
	OnePerson: "There is one interviewer only; add others under Settings, Interviewers", OneHall: "There is one hall only; add others under Settings, Halls",
	PracticeOn: "Practice is on", PracticeOff: "Practice is off: interviews are real now",
	ReadOnly:    "Looking only: another tingfang window is using this database. Close that one, then start this one again",
	NoNotice:    "The notice still lacks who runs the study and a contact: Settings, Study",
	Holder:      "The database is held by: %s",
	NoNoticeYet: "The notice will lack who runs the study or a contact. Again to start all the same, 6 to fill in",
	NoForms:     "There is no questionnaire to hold",
	Failed:      "Cannot be read: %v",
}
