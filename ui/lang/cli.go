package lang

// CLI holds the texts of the command line.
type CLI struct {
	Intro, Usage, Options, Option, Commands, Command, Environment, Examples, More string // More: %s a command
	ExampleLines                                                                  [4]string
	EnvDB, EnvLang                                                                string

	// What each command, argument and option is for.
	Help, DB, Lang, Interview, FormList, FormShow, FormCheck, FormAdd, FormGroup, Export, Version string
	ArgForm, ArgFormOrFile, ArgFile                                                               string
	Hall, Person, Raw, Long, Labels, Remarks, Personal, All, OnlyHall, OnlyPerson,
	From, To, Force string

	// Wrong use.
	UsageHint    string // %s the command
	UnknownFlag  string // %s the option
	Unexpected   string // %s the word
	DidYouMean   string // %s what it may have been
	MissingFlags string // %s the options
	Expected     string // %s what is wanted
	OneOf        string // %s option, %s values, %s given
	NeedsValue   string // %s option
	OtherUse     string // %s kong's own words
	BadLang      string // %s given
	BadDate      string // %s option, %s given
	DatesTurned  string // %s from, %s to

	// What went wrong.
	NoForm     string // %s the form, %s those there are
	NoHall     string // %s the code, %s those there are
	NoPerson   string // %s the number, %s those there are
	NoneYet    string
	CannotRead string // %s the file, %v why
	NoFile     string // %s the file

	// What came of it.
	FormLine   string // %d items, %d interviews
	Builtin    string // origin
	Older      string // an earlier version
	Added      string // %s the form, %s version
	Already    string // %s the form, %s version
	Refused    string // %s the file
	Faultless  string // %s file, %s form, %d items
	Faults     string // %d errors, %d warnings
	Exported   string // %d interviews
	ExportedLn string // %d answers
	DataFile   string // %s the file
	BookFile   string // %s the file
	ForceHint  string

	// A form, printed.
	Head      string // %s id, %s version, %d items, %s languages
	Kinds     [9]string
	Note      string // before a note to the interviewer
	Hint      string
	Condition string // %s an expression
	Rule      string // %s
	Check     string // %s
	Required  string
	RequireIf string // %s
	Filter    string // %s
	Calc      string // %s
	Ends      string // %s how the interview ends
	Range     string // %s to %s by %s
	Group     string // %s its name
	Together  string
	Statuses  string // %s the statuses besides an answer
	Private   string
	Alone     string // an exclusive choice
}

var cliZH = CLI{
	Intro: "厅访：在营业厅里做客户调查。不写命令就打开界面。",
	Usage: "用法：", Options: "选项：", Option: "[选项]", Commands: "命令：", Command: "[命令]", Environment: "环境变量：", Examples: "例子：",
	More: "一个命令的选项：tingfang %s --help",
	ExampleLines: [4]string{"tingfang", "tingfang interview customer --hall A01 --interviewer 07",
		"tingfang export customer --out 客户.csv", "tingfang form check 问卷.md"},
	EnvDB: "数据库文件，等于 --db", EnvLang: "语言，等于 --lang",

	Help: "显示这些说明", DB: "数据库文件；不写就用自己的数据文件夹里的", Lang: "界面和提示的语言：zh 中文，en 英文",
	Interview: "直接开始一个新访谈", FormGroup: "问卷", FormList: "列出问卷", FormShow: "读一份问卷：题目、选项、条件",
	FormCheck: "检查一个问卷文件，列出毛病", FormAdd: "把问卷文件加进数据库", Export: "把访谈导出成文件", Version: "显示版本",
	ArgForm: "问卷的编号，如 customer", ArgFormOrFile: "问卷的编号，或一个 .md、.csv 文件", ArgFile: "问卷文件，.md 或 .csv",
	Hall: "营业厅的代码", Person: "访员的编号",
	Raw: "原样写出，不加防公式的单引号（给统计软件）", Long: "一行一个答案", Labels: "写文字，不写代码", Remarks: "带上访员的备注",
	Personal: "带上客户的称呼和电话", All: "草稿、练习和作废的也写", OnlyHall: "只要这个营业厅（代码）", OnlyPerson: "只要这个访员（编号）",
	From: "从这一天起，如 2026-11-01", To: "到这一天为止，含当天", Force: "文件已有而且不是厅访导出的，也覆盖",

	UsageHint:    "用法见 %s --help",
	UnknownFlag:  "没有 %s 这个选项",
	Unexpected:   "多了“%s”",
	DidYouMean:   "是不是 %s？",
	MissingFlags: "还要写上 %s",
	Expected:     "还要写上 %s",
	OneOf:        "%s 只能是 %s，不能是“%s”",
	NeedsValue:   "%s 后面要写一个值",
	OtherUse:     "命令写得不对（%s）",
	BadLang:      "TINGFANG_LANG 只能是 zh 或 en，不能是“%s”",
	BadDate:      "%s 后面的“%s”不是日期，请按 2026-11-25 这样写",
	DatesTurned:  "--from %s 晚于 --to %s，请把两个日期对调",

	NoForm:     "没有编号是“%s”的问卷。现有：%s",
	NoHall:     "没有代码是“%s”的营业厅。现有：%s",
	NoPerson:   "没有编号是“%s”的访员。现有：%s",
	NoneYet:    "一个也没有，先打开 tingfang 填好",
	CannotRead: "读不了 %s：%v",
	NoFile:     "没有 %s 这个文件，请核对文件名",

	FormLine:   "%d 题，%d 个访谈",
	Builtin:    "随程序",
	Older:      "旧版",
	Added:      "已加入：%s，%s 版",
	Already:    "数据库里已经有一模一样的：%s，%s 版",
	Refused:    "%s 有错误，没有加入。改好上面列出的再试。",
	Faultless:  "%s 没有毛病：%s，%d 题",
	Faults:     "%d 个错误，%d 个提醒",
	Exported:   "导出了 %d 个访谈",
	ExportedLn: "导出了 %d 个答案",
	DataFile:   "数据  %s",
	BookFile:   "码表  %s",
	ForceHint:  "确实要覆盖就加上 --force。",

	Head:  "（%s，%s 版，%d 题，%s）",
	Kinds: [9]string{"说明", "文字", "整数", "小数", "日期", "单选", "多选", "打分", "计算"},
	Note:  "〔访员〕", Hint: "提示：", Condition: "条件：%s", Rule: "必须：%s", Check: "核对：%s", Required: "必答", RequireIf: "必答，如果 %s",
	Filter: "选项筛选：%s", Calc: "算法：%s", Ends: "（到此结束：%s）", Range: "%s 到 %s，每级 %s", Group: "组 %s", Together: "同屏",
	Statuses: "也可以：%s", Private: "个人信息", Alone: "（单独选）",
}

var cliEN = CLI{
	Intro: "tingfang holds customer surveys in telecom halls. Without a command it opens the screens.",
	Usage: "Usage: ", Options: "Options:", Option: "[options]", Commands: "Commands:", Command: "[command]", Environment: "Environment:", Examples: "Examples:",
	More: "The options of a command: tingfang %s --help",
	ExampleLines: [4]string{"tingfang", "tingfang interview customer --hall A01 --interviewer 07",
		"tingfang export customer --out customer.csv", "tingfang form check form.md"},
	EnvDB: "the database file, as --db", EnvLang: "the language, as --lang",

	Help: "show this help", DB: "the database file; without it the one in your own data folder", Lang: "language of screens and messages: zh Chinese, en English",
	Interview: "begin a new interview at once", FormGroup: "forms", FormList: "list the forms", FormShow: "read a form: items, choices, conditions",
	FormCheck: "check a form's file and list its faults", FormAdd: "add a form's file to the database", Export: "export interviews to a file", Version: "show the version",
	ArgForm: "id of a form, such as customer", ArgFormOrFile: "id of a form, or a .md or .csv file", ArgFile: "a form's file, .md or .csv",
	Hall: "the hall's code", Person: "the interviewer's number",
	Raw: "as they are, without the quote that guards against formulas (for statistics programs)", Long: "one row an answer", Labels: "words in place of codes", Remarks: "with the interviewer's remarks",
	Personal: "with customers' names and numbers", All: "drafts, practice and void ones too", OnlyHall: "this hall only (code)", OnlyPerson: "this interviewer only (number)",
	From: "from this day on, such as 2026-11-01", To: "up to and including this day", Force: "overwrite a file that is no export of tingfang",

	UsageHint:    "See %s --help",
	UnknownFlag:  "there is no option %s",
	Unexpected:   "there is a “%s” too many",
	DidYouMean:   "was it %s?",
	MissingFlags: "still needed: %s",
	Expected:     "still needed: %s",
	OneOf:        "%s takes %s, not “%s”",
	NeedsValue:   "%s needs a value after it",
	OtherUse:     "that is not how the command is used (%s)",
	BadLang:      "TINGFANG_LANG takes zh or en, not “%s”",
	BadDate:      "%s: “%s” is not a date; write it like 2026-11-25",
	DatesTurned:  "--from %s is later than --to %s; swap the two days",

	NoForm:     "There is no form with the id “%s”. There are: %s",
	NoHall:     "There is no hall with the code “%s”. There are: %s",
	NoPerson:   "There is no interviewer with the number “%s”. There are: %s",
	NoneYet:    "none yet; open tingfang and enter one",
	CannotRead: "Cannot read %s: %v",
	NoFile:     "There is no file %s; check its name",

	FormLine:   "%d items, %d interviews",
	Builtin:    "comes with the program",
	Older:      "earlier version",
	Added:      "Added: %s, version %s",
	Already:    "The database has exactly this form: %s, version %s",
	Refused:    "%s has errors and was not added. Mend what is listed above and try again.",
	Faultless:  "%s is without fault: %s, %d items",
	Faults:     "%d errors, %d warnings",
	Exported:   "Exported %d interviews",
	ExportedLn: "Exported %d answers",
	DataFile:   "data      %s",
	BookFile:   "codebook  %s",
	ForceHint:  "Add --force to overwrite it all the same.",

	Head:  " (%s, version %s, %d items, %s)",
	Kinds: [9]string{"note", "text", "whole number", "number", "date", "one choice", "several choices", "rating", "calculation"},
	Note:  "[interviewer] ", Hint: "hint: ", Condition: "asked if: %s", Rule: "must hold: %s", Check: "checked: %s", Required: "required", RequireIf: "required if %s",
	Filter: "choices where: %s", Calc: "computed: %s", Ends: " (ends here: %s)", Range: "%s to %s by %s", Group: "group %s", Together: "one screen",
	Statuses: "also: %s", Private: "personal", Alone: " (stands alone)",
}
