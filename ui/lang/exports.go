package lang

// Exports holds the texts of exporting: the screen and what can go wrong with
// the files.
type Exports struct {
	Title string

	InUse     string // %s the file
	NoFolder  string // %s the file
	NoAccess  string // %s the file
	NoSpace   string // %s the file
	NotFile   string // %s the file
	Foreign   string // %s the file
	BadName   string // %s the file
	Failed    string // %s the file, %v what the system says
	Cancelled string

	Form, Hall, Person, When, Content, Layout, Use, Remarks, Personal, Rest, Path string

	Everyone     string    // every hall, every interviewer
	Days         [4]string // all, today, this week, this month
	Contents     [2]string // codes, labels
	Layouts      [2]string // wide, long
	Uses         [2]string // guarded, raw
	Carry        [2]string // left out, taken in
	PersonalWarn string
	RestHint     string
	OverwriteAsk string // after Foreign

	Count      string // %d interviews
	CountNone  string
	Counting   string
	Running    string // %d of %d
	Done       string // %d interviews
	DoneLong   string // %d answers
	File       string
	Codebook   string
	Unmarked   string // the database could not be marked
	Partly     string // a filter was on: not marked
	ReadFailed string // %v

	KeyStart, KeyChange, KeyList, KeyCancel, KeyMore string
}

var exportsZH = Exports{
	Title: "导出",

	InUse:     "写不进 %s：它正被别的程序打开（多半是 Excel）。关掉它再导出，或者换个文件名。",
	NoFolder:  "写不进 %s：没有这个文件夹。先建好，或者换个地方。",
	NoAccess:  "写不进 %s：没有写入的权限。换个文件夹，例如“文档”。",
	NoSpace:   "写不进 %s：磁盘满了。腾出空间，或者存到别的盘。",
	NotFile:   "写不进 %s：这是文件夹，不是文件。在后面加上文件名。",
	Foreign:   "%s 已经有了，而且不是厅访导出的，没有覆盖。",
	BadName:   "文件名“%s”用不了：名字为空、太长，或者带了系统不认的符号。换一个。",
	Failed:    "写不进 %s（%v）。换个地方再试。",
	Cancelled: "已取消，没有留下文件。",

	Form: "问卷", Hall: "营业厅", Person: "访员", When: "时间", Content: "答案", Layout: "版式", Use: "给谁用", Remarks: "备注",
	Personal: "联系方式", Rest: "草稿等", Path: "存到",

	Everyone:     "全部",
	Days:         [4]string{"全部", "今天", "本周", "本月"},
	Contents:     [2]string{"代码", "文字"},
	Layouts:      [2]string{"一行一个访谈", "一行一个答案"},
	Uses:         [2]string{"Excel（防公式）", "统计软件（原样）"},
	Carry:        [2]string{"不带", "带上"},
	PersonalWarn: "文件里会有客户的称呼和电话：只交给该看的人，用完删掉。",
	RestHint:     "指草稿、练习和作废的访谈",
	OverwriteAsk: "确实要覆盖就再按一次 Enter。",

	Count:      "会写进 %d 个访谈",
	CountNone:  "按现在的条件一个访谈也没有。改条件，或先做访谈。",
	Counting:   "正在数……",
	Running:    "正在写：%d / %d",
	Done:       "导出好了：%d 个访谈",
	DoneLong:   "导出好了：%d 个答案",
	File:       "数据",
	Codebook:   "码表（每一列是什么、每个代码什么意思）",
	Unmarked:   "数据库正被另一个窗口使用，这些访谈没有记为“已导出”。",
	Partly:     "只导出了一部分，没有记为“已导出”。",
	ReadFailed: "读不出访谈：%v",

	KeyStart: "导出", KeyChange: "换一个", KeyList: "列表", KeyCancel: "取消", KeyMore: "再导一次",
}

var exportsEN = Exports{
	Title: "Export",

	InUse:     "Cannot write %s: another program has it open, most likely Excel. Close it and export again, or choose another name.",
	NoFolder:  "Cannot write %s: there is no such folder. Make it first, or choose another place.",
	NoAccess:  "Cannot write %s: no permission to write there. Choose another folder, such as Documents.",
	NoSpace:   "Cannot write %s: the disk is full. Make room, or choose another disk.",
	NotFile:   "Cannot write %s: that is a folder, not a file. Add a file name to it.",
	Foreign:   "%s is there already and is no export of tingfang; it was not overwritten.",
	BadName:   "The file name “%s” will not do: it is empty, too long, or has signs the system does not take. Choose another.",
	Failed:    "Cannot write %s (%v). Try another place.",
	Cancelled: "Cancelled; no file was left behind.",

	Form: "Form", Hall: "Hall", Person: "Interviewer", When: "Time", Content: "Answers", Layout: "Layout", Use: "Made for", Remarks: "Remarks",
	Personal: "Contact data", Rest: "Drafts etc.", Path: "Save to",

	Everyone:     "all",
	Days:         [4]string{"all", "today", "this week", "this month"},
	Contents:     [2]string{"codes", "words"},
	Layouts:      [2]string{"a row an interview", "a row an answer"},
	Uses:         [2]string{"Excel (guarded)", "statistics (raw)"},
	Carry:        [2]string{"leave out", "include"},
	PersonalWarn: "The file will hold customers' names and numbers: only for those who may see them; delete it after use.",
	RestHint:     "These are drafts, practice and void interviews.",
	OverwriteAsk: "Press Enter again to overwrite it.",

	Count:      "%d interviews will be written",
	CountNone:  "No interview meets these conditions. Change them, or hold interviews first.",
	Counting:   "counting ...",
	Running:    "Writing: %d of %d",
	Done:       "Exported %d interviews",
	DoneLong:   "Exported %d answers",
	File:       "Data",
	Codebook:   "Codebook (what each column and each code means)",
	Unmarked:   "Another window is using the database, so the interviews are not marked as exported.",
	Partly:     "Only a part was exported, so nothing is marked as exported.",
	ReadFailed: "Cannot read the interviews: %v",

	KeyStart: "export", KeyChange: "change", KeyList: "list", KeyCancel: "cancel", KeyMore: "export again",
}
