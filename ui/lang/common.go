package lang

// Common holds the texts that more than one screen shows, and the root's own.
type Common struct {
	Program     string // the program's name
	Offline     string // as shown in the header of home
	TooSmall    string // %d columns, %d rows wanted; %d, %d there are
	Practice    string // the banner
	Demo        string // the banner of a demo database
	ReadOnly    string // the banner of a second copy
	DemoLocked  string // the banner of a second copy of a demo database
	Yes         string
	No          string
	Help        string // F1
	HelpTitle   string
	Menu        string // Ctrl+K
	MenuTitle   string
	MenuHint    string
	Language    string // Ctrl+L: the other language, in its own words
	Quit        string // Ctrl+C
	Back        string // Esc
	Choose      string // Enter
	Move        string // arrows
	NextField   string // Tab
	Saved       string // followed by a time
	Saving      string
	NotSaved    string
	LeavingWait string // leaving waits for the disk
	LeaveAsk    string // Ctrl+C again leaves at once
	Search      string
	None        string // a list with nothing in it
	Of          string // %d of %d
	Error       string // a sentence before a technical error: %v
	Minutes     string // %d minutes %d seconds
	Seconds     string // %d seconds
	Today       string
}

var commonZH = Common{
	Program:     "厅访",
	Offline:     "离线",
	TooSmall:    "窗口太小，请放大窗口：至少 %d 列 %d 行，现在 %d 列 %d 行。\n已答的都在，放大后接着做。",
	Practice:    "练习模式：不计数，不导出。按 F12 回到正式访谈",
	Demo:        "DEMO 演示数据，不是真实访谈",
	ReadOnly:    "只读：另一个厅访窗口正在使用这个数据库",
	DemoLocked:  "DEMO 演示数据；只读：另一个窗口正在使用",
	Yes:         "是",
	No:          "否",
	Help:        "帮助",
	HelpTitle:   "这里能按的键",
	Menu:        "全部命令",
	MenuTitle:   "全部命令",
	MenuHint:    "↑↓ 选，Enter 执行，Esc 关",
	Language:    "English",
	Quit:        "退出",
	Back:        "返回",
	Choose:      "选定",
	Move:        "移动",
	NextField:   "下一栏",
	Saved:       "已保存",
	Saving:      "正在保存",
	NotSaved:    "未保存",
	LeavingWait: "正在写完最后的答案，写完就退出",
	LeaveAsk:    "还有答案没写到磁盘。再按一次 Ctrl+C 就不等了，没写的会丢",
	Search:      "查找",
	None:        "没有",
	Of:          "%d / %d",
	Error:       "出错了：%v",
	Minutes:     "%d 分 %d 秒",
	Seconds:     "%d 秒",
	Today:       "今天",
}

var commonEN = Common{
	Program:     "tingfang",
	Offline:     "offline",
	TooSmall:    "Please make the window larger: at least %d columns by %d rows; now %d by %d.\nNothing is lost; go on once it is larger.",
	Practice:    "PRACTICE: not counted, not exported. F12 goes back to real interviews",
	Demo:        "DEMO data, not real interviews",
	ReadOnly:    "Read only: another tingfang window is using this database",
	DemoLocked:  "DEMO data; read only: another window is using it",
	Yes:         "yes",
	No:          "no",
	Help:        "help",
	HelpTitle:   "Keys here",
	Menu:        "all commands",
	MenuTitle:   "All commands",
	MenuHint:    "arrows choose, Enter runs, Esc closes",
	Language:    "中文",
	Quit:        "quit",
	Back:        "back",
	Choose:      "choose",
	Move:        "move",
	NextField:   "next field",
	Saved:       "saved",
	Saving:      "saving",
	NotSaved:    "NOT SAVED",
	LeavingWait: "Writing the last answers; leaving when they are on the disk",
	LeaveAsk:    "Some answers are not on the disk yet. Ctrl+C again leaves without them",
	Search:      "search",
	None:        "none",
	Of:          "%d / %d",
	Error:       "Something went wrong: %v",
	Minutes:     "%d min %d s",
	Seconds:     "%d s",
	Today:       "today",
}
