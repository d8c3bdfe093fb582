package lang

// Notes holds the texts of the screens across guide interviews: tags, notes, follow-up actions.
type Notes struct {
	Title string
	Pages [5]string // notes, tags, tags by topic, tags by role, follow-ups
	Short [5]string // the same where there is little room

	Failed, Locked, Loading string // %v; what a read-only copy says; while reading

	Filters                       [4]string // tag, topic, role, kind
	Search, Searching, All        string
	Found, At                     string // %d notes; %d of %s
	Some                          string // %d notes read, more to come
	Empty, NoMatch, DropHint      string
	Own, NoRole, Unquotable       string // own topics; interviews without a role; a quote nobody agreed to
	Name, Definition, Colour      string
	NameHint, DefinitionHint      string
	NameEmpty, NameTaken          string // the latter %s, the other one's name
	NewTag, ChangeTag             string
	Uses                          string // %d notes in %d interviews
	NoTags, NoTagsRead            string
	MergeInto, MergeAsk, MergeYes string // %s; %s, %d, %d, %s; %s
	DeleteAsk, DeleteYes, Leave   string // %s, %d, %d
	OneTag                        string
	Kept, Merged, Deleted         string // %s; %s, %s; %s
	Cell, GridEmpty               string // %s, %s, %d notes in %d interviews
	Rows, Columns                 string // from %d to %d of %d
	Overdue, Open, Done           string
	Tally, NoFollowUps, Undue     string // %d open, %d overdue, %d done
	DoneOn                        string // %s a day

	KeyRead, KeySearch, KeyStop, KeyKeep, KeyDrop, KeyFilter, KeyPage           string
	KeyNotes, KeyNew, KeyChange, KeyMerge, KeyDelete, KeyCell, KeyTick, KeyNext string
}

var notesZH = Notes{
	Title: "笔记", Pages: [5]string{"笔记", "标签", "标签×主题", "标签×岗位", "后续事项"}, Short: [5]string{"笔记", "标签", "×主题", "×岗位", "后续"},
	Failed: "没有读成或没有存成：%v。请再试一次。", Locked: "只读：另一个窗口正在使用这个数据库，这里不能改。", Loading: "正在读……",
	Filters: [4]string{"标签", "主题", "岗位", "类型"}, Search: "搜索", Searching: "搜索：", All: "全部",
	Found: "%d 条", At: "第 %d 条，共 %s", Some: "已读 %d 条",
	Empty: "还没有笔记。提纲访谈里记下的每一条都会列在这里。", NoMatch: "没有符合条件的笔记。", DropHint: "按 0 去掉全部条件。",
	Own: "自加主题", NoRole: "岗位不详", Unquotable: "未同意引用",
	Name: "名称", Definition: "定义", Colour: "颜色", NameHint: "几个字，全半角和大小写不分", DefinitionHint: "什么情况下用这个标签",
	NameEmpty: "标签要有名称，请填上。", NameTaken: "已有标签“%s”，全半角和大小写不分。请换一个名称，或回去按合并。",
	NewTag: "新标签", ChangeTag: "改标签", Uses: "%d 条笔记，%d 个访谈",
	NoTags: "还没有标签。按 F2 新建；访谈时在笔记上按 F6 也能新建。", NoTagsRead: "还没有标签。",
	MergeInto: "把“%s”并入哪个标签？", MergeAsk: "“%s”用在 %d 条笔记、%d 个访谈上，这些都改成“%s”，原标签不再有。不能撤销。", MergeYes: "并入“%s”",
	DeleteAsk: "“%s”用在 %d 条笔记、%d 个访谈上。删除后这些笔记还在，只是不再有这个标签。不能撤销。", DeleteYes: "删除标签", Leave: "不改",
	OneTag: "只有一个标签，没有可以并入的。", Kept: "已存：%s", Merged: "“%s”已并入“%s”", Deleted: "已删除：%s",
	Cell: "%s × %s：%d 条笔记，%d 个访谈", GridEmpty: "还没有打了标签的笔记。",
	Rows: "第 %d–%d 行，共 %d 行", Columns: "第 %d–%d 列，共 %d 列",
	Overdue: "已过期", Open: "待办", Done: "已办", Tally: "待办 %d，其中过期 %d，已办 %d", NoFollowUps: "还没有后续事项。访谈时按 F8 记下。", Undue: "未定日期", DoneOn: "%s 办完",
	KeyRead: "读这场访谈", KeySearch: "搜索", KeyStop: "不搜了", KeyKeep: "看结果", KeyDrop: "去掉条件", KeyFilter: "按", KeyPage: "换页",
	KeyNotes: "看笔记", KeyNew: "新建", KeyChange: "修改", KeyMerge: "合并", KeyDelete: "删除", KeyCell: "看这格的笔记", KeyTick: "办了/没办", KeyNext: "下一栏，最后一栏存",
}

var notesEN = Notes{
	Title: "Notes", Pages: [5]string{"Notes", "Tags", "Tag × topic", "Tag × role", "Follow-ups"}, Short: [5]string{"Notes", "Tags", "×topic", "×role", "Follow"},
	Failed: "Not read or not saved: %v. Please try again.", Locked: "Read-only: another window is using this database; nothing can be changed here.", Loading: "Reading…",
	Filters: [4]string{"tag", "topic", "role", "kind"}, Search: "search", Searching: "Search: ", All: "All",
	Found: "notes: %d", At: "no. %d, %s", Some: "%d read so far",
	Empty: "No notes yet. Every note taken in a guide interview will stand here.", NoMatch: "No note meets the conditions.", DropHint: " Press 0 to drop them all.",
	Own: "Own topics", NoRole: "Role not known", Unquotable: "not agreed to quote",
	Name: "Name", Definition: "Definition", Colour: "Colour", NameHint: "a few words; width and case do not count", DefinitionHint: "when this tag is to be used",
	NameEmpty: "A tag needs a name: type one.", NameTaken: "There is a tag “%s” already; width and case do not count. Choose another name, or go back and merge.",
	NewTag: "New tag", ChangeTag: "Change a tag", Uses: "notes %d, interviews %d",
	NoTags: "No tags yet. Press F2 to make one, or F6 on a note during an interview.", NoTagsRead: "No tags yet.",
	MergeInto: "Merge “%s” into which tag?", MergeAsk: "“%s” stands on notes: %d, in interviews: %d. All of them will bear “%s”, and the first tag will be gone. This cannot be undone.", MergeYes: "Merge into “%s”",
	DeleteAsk: "“%s” stands on notes: %d, in interviews: %d. The notes stay, without this tag. This cannot be undone.", DeleteYes: "Delete the tag", Leave: "Change nothing",
	OneTag: "There is only one tag, and none to merge it into.", Kept: "Saved: %s", Merged: "“%s” was merged into “%s”", Deleted: "Deleted: %s",
	Cell: "%s × %s: notes %d, interviews %d", GridEmpty: "No notes with tags yet.",
	Rows: "rows %d–%d of %d", Columns: "columns %d–%d of %d",
	Overdue: "overdue", Open: "open", Done: "done", Tally: "%d open, %d of them overdue, %d done", NoFollowUps: "No follow-ups yet. Press F8 during an interview to note one.", Undue: "no day set", DoneOn: "done %s",
	KeyRead: "read interview", KeySearch: "search", KeyStop: "stop searching", KeyKeep: "see what was found", KeyDrop: "drop conditions", KeyFilter: "by", KeyPage: "page",
	KeyNotes: "its notes", KeyNew: "new", KeyChange: "change", KeyMerge: "merge", KeyDelete: "delete", KeyCell: "its notes", KeyTick: "done or not", KeyNext: "next, save at the end",
}
