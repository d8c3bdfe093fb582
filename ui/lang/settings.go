package lang

// Settings holds the texts of the settings, and the fields that the first
// start shares with them.
type Settings struct {
	Title                                    string
	Study, People, Halls                     string
	Language, Chrome, Practice, About        string
	Import                                   string
	ChromeAuto, ChromeUnicode, ChromeASCII   string
	On, Off                                  string
	PeopleCount, HallCount                   string // %d
	Missing                                  string // the study is not named
	PersonName, PersonNumber                 string
	PersonNameHint, PersonNumberHint         string
	HallCode, HallName, Operator, City, Kind string
	Target                                   string
	HallCodeHint, HallNameHint, OperatorHint string
	CityHint, KindHint, TargetHint           string
	OtherOperator                            string
	Own, Campus, Agent                       string // the kinds of hall
	Org, Contact, Keep                       string
	OrgHint, ContactHint, KeepHint           string
	NameExample, HallExample                 string
	OrgExample, ContactExample, CityExample  string
	File, FileHint, FileExample              string
	NeedText, NeedChoice, NeedCode           string // faults of a field
	NeedNumber, NeedDays                     string
	NewPerson, EditPerson, NewHall, EditHall string
	NoPeople, NoHalls                        string
	Retired, InUse, CannotRetire             string
	Saved                                    string
	ReadOnly                                 string
	Failed                                   string // %v
	KeySave, KeyAdd, KeyEdit, KeyRetire      string
	KeyNext, KeyList, KeyRead                string
	ListTitle                                string
	ListLine                                 string // %d row, %s what is wrong with it
	ListFault                                string // %d row, %s column, %s what is wrong
	ListMore                                 string // %d further faults
	ListCannotRead                           string // %v
	ListNoFile, ListNoRight                  string
	ListNoRows, ListColumns                  string // ListColumns: %s the missing ones
	ListEmpty, ListOperator, ListKind        string // %s the value
	ListTarget, ListTwice, ListFields        string // ListFields: %s what the reader says
	ListCode                                 string // %s
	Waves, WavesNote, NewWave, EditWave      string
	WaveName, WaveFrom, WaveTo               string
	WaveNameHint, WaveFromHint, WaveToHint   string
	WaveNameExample                          string
	NeedDate                                 string // %s the value
	WaveTurned                               string // the last day is before the first
	WaveTaken                                string // %s the name
	KeyRemove, KeyQuarters                   string
	Version, Database, Device, Terms         string
	AboutWhat, AboutSafe                     string
}

var settingsZH = Settings{
	Title: "设置", Study: "研究", People: "访员", Halls: "营业厅",
	Language: "界面语言", Chrome: "画面符号", Practice: "练习模式", About: "关于", Import: "导入数据",
	ChromeAuto: "自动", ChromeUnicode: "线条和方块", ChromeASCII: "只用 ASCII",
	On: "开", Off: "关", PeopleCount: "%d 位", HallCount: "%d 个", Missing: "还没填",
	PersonName: "姓名", PersonNumber: "编号",
	PersonNameHint: "会显示在屏幕上，开场也可能念到", PersonNumberHint: "导出文件里用编号，不用姓名",
	HallCode: "代码", HallName: "名称", Operator: "运营商", City: "城市", Kind: "类型", Target: "目标",
	HallCodeHint: "导出文件里用代码；记下后最好不再改", HallNameHint: "显示在屏幕上",
	OperatorHint: "按数字选；题目里会念到", CityHint: "可以不填", KindHint: "按数字选", TargetHint: "要完成多少份；可以不填",
	OtherOperator: "其他", Own: "自办厅", Campus: "校园厅", Agent: "代理点",
	Org: "谁做调查", Contact: "联系方式", Keep: "保留几天",
	OrgHint: "开场念：“我是……的访问员”", ContactHint: "客户有疑问打这个电话", KeepHint: "客户留的称呼和电话，多少天内删除",
	NameExample: "例如 李明", HallExample: "例如 人民路营业厅", OrgExample: "例如 江城大学市场调查组", ContactExample: "例如 027-12345678", CityExample: "例如 江城",
	File: "文件", FileHint: "按 Enter 读入", FileExample: "例如 D:\\厅名单.csv",
	NeedText: "还没填，请先填", NeedChoice: "请按数字选一个", NeedCode: "代码里不能有空格或逗号，请改成字母和数字，如 H01",
	NeedNumber: "“%s”不是整数，请填 0 到 100000 的数，或者留空", NeedDays: "“%s”不行，请填 1 到 3650 之间的天数",
	NewPerson: "添加访员", EditPerson: "修改访员", NewHall: "添加营业厅", EditHall: "修改营业厅",
	NoPeople: "还没有访员。按 F2 添加", NoHalls: "还没有营业厅。按 F2 添加，或按 F7 读名单文件",
	Retired: "停用", InUse: "正在用", CannotRetire: "正在用的不能停用，先在首页换一个",
	Saved: "已保存", ReadOnly: "只读：另一个厅访窗口正在使用这个数据库，这里不能改",
	Failed:  "没存上：%v",
	KeySave: "保存", KeyAdd: "添加", KeyEdit: "修改", KeyRetire: "停用/恢复", KeyNext: "下一栏", KeyList: "读名单文件", KeyRead: "读入",
	ListTitle: "读营业厅名单",
	ListLine:  "第 %d 行：%s", ListFault: "第 %d 行 %s：%s", ListMore: "还有 %d 处", ListCannotRead: "文件读不了：%v。请检查路径",
	ListNoFile: "没有这个文件，请检查路径", ListNoRight: "没有权限读这个文件，请把它复制到自己的文件夹",
	ListNoRows: "文件里没有营业厅，请在列名下面每行写一个", ListColumns: "缺少列 %s，请在第一行写列名",
	ListEmpty: "没有填，请补上%s", ListOperator: "“%s”不是运营商，请写 mobile、unicom、telecom、broadnet 或 other",
	ListKind: "“%s”不是类型，请写 own、campus 或 agent", ListTarget: "“%s”不是整数，请写数字或留空", ListTwice: "代码“%s”重复，请改掉一个",
	ListFields: "这一行读不懂（%s），请检查引号和逗号", ListCode: "“%s”里有空格或逗号，请改成字母和数字",
	Waves: "波次", WavesNote: "没有另设时按季度", NewWave: "添加波次", EditWave: "修改波次",
	WaveName: "名称", WaveFrom: "第一天", WaveTo: "最后一天",
	WaveNameHint: "表头里用这个名称", WaveFromHint: "按开始访谈的日期算，含这一天", WaveToHint: "含这一天", WaveNameExample: "例如 2026 春",
	NeedDate: "“%s”不是日期，请写成 2026-03-01 这样", WaveTurned: "最后一天在第一天之前，请改过来", WaveTaken: "已有叫“%s”的波次，请换一个名称",
	KeyRemove: "删掉", KeyQuarters: "恢复季度",
	Version: "版本", Database: "数据库", Device: "本机编号", Terms: "许可",
	AboutWhat: "厅访：营业厅里的客户调查，离线做，数据只在本机。", AboutSafe: "每个答案按下就写到磁盘。备份就是在退出后复制这个数据库文件。",
}

var settingsEN = Settings{
	Title: "Settings", Study: "Study", People: "Interviewers", Halls: "Halls",
	Language: "Language", Chrome: "Signs", Practice: "Practice", About: "About", Import: "Import data",
	ChromeAuto: "automatic", ChromeUnicode: "lines and blocks", ChromeASCII: "ASCII only",
	On: "on", Off: "off", PeopleCount: "%d", HallCount: "%d", Missing: "not filled in",
	PersonName: "Name", PersonNumber: "Number",
	PersonNameHint: "Shown on the screen, may be read out", PersonNumberHint: "Files carry the number, not the name",
	HallCode: "Code", HallName: "Name", Operator: "Operator", City: "City", Kind: "Kind", Target: "Target",
	HallCodeHint: "Files carry the code; better not changed later", HallNameHint: "Shown on the screen",
	OperatorHint: "Press its digit; it is read out", CityHint: "May stay empty", KindHint: "Press its digit", TargetHint: "Completes wanted; may stay empty",
	OtherOperator: "other", Own: "own", Campus: "campus", Agent: "agent",
	Org: "Who runs it", Contact: "Contact", Keep: "Days kept",
	OrgHint: "Read out: “I am an interviewer from …”", ContactHint: "For customers' questions", KeepHint: "Names and numbers customers leave are deleted in so many days",
	NameExample: "e.g. Li Ming", HallExample: "e.g. Renmin Road", OrgExample: "e.g. Jiangcheng University", ContactExample: "e.g. 027-12345678", CityExample: "e.g. Jiangcheng",
	File: "File", FileHint: "Enter reads it", FileExample: "e.g. D:\\halls.csv",
	NeedText: "Nothing here yet; please fill it in", NeedChoice: "Please press one of the digits", NeedCode: "No spaces or commas in a code; use letters and digits like H01",
	NeedNumber: "“%s” is not a whole number; 0 to 100000, or leave it empty", NeedDays: "“%s” will not do; between 1 and 3650 days, please",
	NewPerson: "New interviewer", EditPerson: "Change interviewer", NewHall: "New hall", EditHall: "Change hall",
	NoPeople: "No interviewers yet. F2 adds one", NoHalls: "No halls yet. F2 adds one, F7 reads a list",
	Retired: "retired", InUse: "in use", CannotRetire: "The one in use cannot be retired; choose another on home first",
	Saved: "saved", ReadOnly: "Read only: another tingfang window is using this database; nothing can be changed here",
	Failed:  "Not saved: %v",
	KeySave: "save", KeyAdd: "add", KeyEdit: "change", KeyRetire: "retire/restore", KeyNext: "next field", KeyList: "read a list", KeyRead: "read",
	ListTitle: "Read a list of halls",
	ListLine:  "row %d: %s", ListFault: "row %d, %s: %s", ListMore: "and %d more", ListCannotRead: "The file cannot be read: %v. Please check the path",
	ListNoFile: "There is no such file; please check the path", ListNoRight: "No permission to read this file; copy it to a folder of your own",
	ListNoRows: "The file holds no halls; write one a line below the column names", ListColumns: "Columns missing: %s; name the columns in the first line",
	ListEmpty: "empty; please fill in %s", ListOperator: "“%s” is no operator; write mobile, unicom, telecom, broadnet or other",
	ListKind: "“%s” is no kind; write own, campus or agent", ListTarget: "“%s” is not a whole number; write one or leave it empty", ListTwice: "code “%s” stands twice; change one of them",
	ListFields: "this line makes no sense (%s); check quotes and commas", ListCode: "“%s” has spaces or commas; use letters and digits",
	Waves: "Waves", WavesNote: "calendar quarters until others are set", NewWave: "New wave", EditWave: "Change wave",
	WaveName: "Name", WaveFrom: "First day", WaveTo: "Last day",
	WaveNameHint: "Stands over the column", WaveFromHint: "By the date the interview began; this day included", WaveToHint: "This day included", WaveNameExample: "e.g. spring 2026",
	NeedDate: "“%s” is not a date; write it like 2026-03-01", WaveTurned: "The last day is before the first; please change one", WaveTaken: "There is a wave “%s”; choose another name",
	KeyRemove: "remove", KeyQuarters: "quarters again",
	Version: "Version", Database: "Database", Device: "This laptop", Terms: "License",
	AboutWhat: "tingfang: customer surveys at telecom halls, offline; data stay on this laptop.", AboutSafe: "Every answer is on the disk as soon as it is keyed. To back up, leave and copy the database file.",
}
