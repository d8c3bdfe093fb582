package lang

// Guide holds the texts of the screen of a guide interview.
type Guide struct {
	Notes        string // the title where a form has no topics
	Topics       string // over the column of the topics
	MinutesShort string // over their minutes
	Minutes      string // %d
	WriteHere    string // in the empty note

	// a topic
	Covered  string // %d notes
	Declined string // %s why
	Facts    string // the way back to the facts

	// probes
	ProbesTitle, Untouched, Volunteered, Prompted string
	NoProbe, NoProbes                             string

	// notes
	NoQuote                   string // a quote without consent
	NothingBack, NothingAgain string // nothing to undo, to redo

	// tags
	TagNote   string
	TagPart   string // %s the selected words
	TagFind   string
	TagNew    string // %s the name
	TagNone   string
	TagOn     string // %s the tag
	TagOff    string // %s the tag
	TagTaken  string // %s the name, %s the tag that has it
	TagFailed string // %s why

	// other things to do
	JumpTitle                                      string
	OwnTitle, OwnNote, OwnLabel, OwnMissing, NoOwn string
	FollowTitle, FollowChange, FollowWhich         string
	FollowSoFar                                    string // %d
	FollowKept                                     string // %d in all
	FollowTaken                                    string // %s what was to be done
	FollowGone                                     string // beside one that was taken back
	FollowGoneNote                                 string // how it comes back
	What, WhatMissing, Who, Due, DueHint, DueWrong string
	NoFollowUps                                    string
	DeclineTitle, DeclineBack, NoDecline, NoReason string

	// attaching
	AttachTitle, AttachNote, AttachPath, AttachPathHint, AttachPathMissing, AttachCaption string
	NoAttachments                                                                         string
	NothingAttached, KeyShowAttached                                                      string
	Attaching                                                                             string
	Attached                                                                              string // %s the name
	AttachedCleaned                                                                       string // %s the name
	NoPhoto, NoPhotoNote, NoPhotoYes, NoPhotoNo                                           string
	FileGone, FileFolder, FileUnreadable, FileType, FileEmpty, FileNoSpace                string
	FilePlaced                                                                            string // a photo whose position cannot be taken out
	FileTooLarge                                                                          string // %d MiB it has, %d MiB at most

	// the end
	LeaveTitle, LeaveWrap, LeavePause string
	LeaveLeft                         string // %s the disposition's word
	LeaveWithdraw                     string
	WithdrawTitle                     string
	WithdrawNote                      string // %d notes, %d attachments
	WithdrawNo, WithdrawYes           string
	Coverage                          string // %d covered, %d declined, %d open, %d minutes
	WrapTitle, WrapHint               string
	EndAs                             string // %s the disposition's word

	// after the end
	EndedKept              string // %d notes
	EndedErased            string
	EndedTables, KeyTables string

	// reading
	ReadTitle                    string
	ByTopic, ByTime              string
	ReadAll, ReadNone            string
	ReadCount                    string // %d of %d notes
	KeyOrder, KeyFilter, KeyMark string
	FilterTitle                  string

	// keys
	KeyProbes, KeyProbe, KeyTag, KeyTagTake, KeyTopics, KeyNextTopic, KeyPrevTopic, KeyFollowUp, KeyFollowUps, KeyTakeBack,
	KeyLeave, KeyDecline, KeyAttach, KeyOwn, KeyRead, KeyNote, KeyLine, KeyBefore, KeyBehind, KeyUndo, KeyRedo, KeyKeep, KeyToNotes,
	KeyGoOn, KeyEnd string
}

var guideZH = Guide{
	Notes: "笔记", Topics: "主题", MinutesShort: "分", Minutes: "%d 分", WriteHere: "在这里记，Enter 记下一条",
	Covered: "谈到，笔记 %d 条", Declined: "不谈：%s", Facts: "对方的情况（职务、同意与否）",
	ProbesTitle: "追问", Untouched: "没谈到", Volunteered: "主动谈到", Prompted: "追问后谈到",
	NoProbe: "没有这一条追问", NoProbes: "这个主题没有追问",
	NoQuote:     "对方没有同意引用原话：这条会标出来，导出时不带",
	NothingBack: "没有可以撤销的了", NothingAgain: "没有可以重做的了",
	TagNote: "给这条笔记加标签", TagPart: "给选中的“%s”加标签", TagFind: "标签", TagNew: "新标签“%s”", TagNone: "还没有标签，打字就新建一个",
	TagOn: "已加 %s", TagOff: "已去掉 %s", TagTaken: "没有新建“%s”：已有标签“%s”，只差大小写、全半角或空格。请直接用它", TagFailed: "标签没有建成：%s",
	JumpTitle: "去哪个主题", OwnTitle: "自己的主题", OwnNote: "提纲里没有、对方谈起来的，单列一个主题。", OwnLabel: "主题", OwnMissing: "请写主题的名字", NoOwn: "这份提纲不加自己的主题",
	FollowTitle: "后续事项", FollowSoFar: "已记 %d 项，按 F8 看和改。", FollowKept: "已记下，共 %d 项后续事项",
	FollowChange: "改后续事项", FollowWhich: "改哪一项后续事项", FollowTaken: "已取消“%s”，按两次 F8 还能找回", FollowGone: "已取消", FollowGoneNote: "这一项取消过了，按 Enter 记下就恢复。",
	What: "做什么", WhatMissing: "请写要做什么", Who: "谁来做", Due: "哪天之前", DueHint: "如 2026-12-01，可以不写", DueWrong: "“哪天之前”要写成日期，如 2026-12-01 或 20261201",
	NoFollowUps:  "这份提纲不记后续事项",
	DeclineTitle: "对方不谈这个主题，为什么", DeclineBack: "改回可以谈", NoDecline: "这个主题没有“不谈”的选项", NoReason: "没说原因",
	AttachTitle: "附件", AttachNote: "照片或文件会复制到数据文件夹，照片里的位置信息会去掉。", AttachPath: "文件", AttachPathHint: "打路径，或把文件拖进来", AttachPathMissing: "请写文件的路径，或把文件拖进来", AttachCaption: "说明",
	NoAttachments: "这份提纲不收附件", NothingAttached: "没有附件", KeyShowAttached: "打开附件", Attaching: "正在复制", Attached: "已附上 %s", AttachedCleaned: "已附上 %s，照片里的位置信息已去掉",
	NoPhoto: "对方没有同意拍照", NoPhotoNote: "“同意拍照”一题没有选“同意”。先问过对方再附照片。", NoPhotoYes: "问过了，可以附", NoPhotoNo: "不附",
	FileGone: "没有这个文件，请核对路径", FileFolder: "这是文件夹，请选里面的一个文件", FileUnreadable: "这个文件读不出来，请看看权限，或先复制到别处再附",
	FileType: "不收这种文件：可以附照片（jpg、png、webp、gif、heic）、文档（pdf、txt、md、docx、xlsx、pptx）和录音（m4a、mp3、wav）", FileEmpty: "这个文件是空的，请换一个", FileNoSpace: "磁盘满了，请腾出空间再附",
	FilePlaced:   "这张照片的位置信息去不掉：请在手机上转成 JPG，或截一张图，再附",
	FileTooLarge: "文件太大：%d MiB，最多 %d MiB。请压缩或分开",
	LeaveTitle:   "这次访谈怎么办", LeaveWrap: "谈完了：看小结，再结束", LeavePause: "暂停：先保存，以后接着谈", LeaveLeft: "对方先走了：记为%s", LeaveWithdraw: "对方撤回：全部删除",
	WithdrawTitle: "全部删除吗？", WithdrawNote: "%d 条笔记、%d 个附件和全部回答都会从这台电脑上删除，找不回来。", WithdrawNo: "不删，回去接着谈", WithdrawYes: "删除",
	Coverage: "谈到 %d   不谈 %d   没谈到 %d   共 %d 分", WrapTitle: "小结", WrapHint: "（没有就直接按 Enter）", EndAs: "Enter 结束访谈，记为%s",
	EndedKept: "访谈已结束，%d 条笔记已保存", EndedErased: "访谈已撤回，笔记、附件和回答都删除了", EndedTables: "这份提纲的汇总表", KeyTables: "汇总表",
	ReadTitle: "通读", ByTopic: "按主题", ByTime: "按时间", ReadAll: "全部", ReadNone: "没有这样的笔记", ReadCount: "%d / %d 条",
	KeyOrder: "按主题或时间", KeyFilter: "只看一种", KeyMark: "加标签", FilterTitle: "只看哪一种",
	KeyProbes: "追问", KeyProbe: "没谈、主动、追问后", KeyTag: "标签", KeyTagTake: "加上或去掉", KeyTopics: "主题", KeyNextTopic: "换主题", KeyPrevTopic: "上一主题",
	KeyFollowUp: "后续事项", KeyFollowUps: "看和改", KeyTakeBack: "取消这一项", KeyLeave: "结束", KeyDecline: "不谈", KeyAttach: "附件", KeyOwn: "自己的主题", KeyRead: "通读", KeyNote: "下一条", KeyLine: "换行", KeyBefore: "上一条笔记", KeyBehind: "下一条笔记",
	KeyUndo: "撤销", KeyRedo: "重做", KeyKeep: "记下", KeyToNotes: "回到笔记", KeyGoOn: "下一项", KeyEnd: "结束访谈",
}

var guideEN = Guide{
	Notes: "Notes", Topics: "Topics", MinutesShort: "min", Minutes: "%d min", WriteHere: "Write here; Enter begins the next note",
	Covered: "covered, %d notes", Declined: "declined: %s", Facts: "The person (role, consents)",
	ProbesTitle: "Probes", Untouched: "not yet", Volunteered: "volunteered", Prompted: "prompted",
	NoProbe: "There is no such probe", NoProbes: "This topic has no probes",
	NoQuote:     "No consent to quote: the note is marked and left out of exports",
	NothingBack: "Nothing left to undo", NothingAgain: "Nothing left to redo",
	TagNote: "Tag this note", TagPart: "Tag \"%s\"", TagFind: "Tag", TagNew: "new tag \"%s\"", TagNone: "No tags yet: type to make one",
	TagOn: "%s added", TagOff: "%s taken off", TagTaken: "\"%s\" was not made: there is the tag \"%s\", which differs in case, width or spaces only. Use that one", TagFailed: "The tag was not made: %s",
	JumpTitle: "Which topic", OwnTitle: "Own topic", OwnNote: "For what comes up and is not in the guide.", OwnLabel: "Topic", OwnMissing: "Please name the topic", NoOwn: "This guide takes no own topics",
	FollowTitle: "Follow-up", FollowSoFar: "%d so far; F8 shows and changes them.", FollowKept: "Kept, %d follow-ups in all",
	FollowChange: "Change a follow-up", FollowWhich: "Which follow-up", FollowTaken: "Took back \"%s\"; F8 twice finds it again", FollowGone: "taken back", FollowGoneNote: "This one was taken back; Enter keeps it again.",
	What: "What", WhatMissing: "Please write what is to be done", Who: "Who", Due: "By", DueHint: "such as 2026-12-01; may stay empty", DueWrong: "\"By\" takes a date, such as 2026-12-01 or 20261201",
	NoFollowUps:  "This guide takes no follow-ups",
	DeclineTitle: "Why is this topic declined", DeclineBack: "The topic is open again", NoDecline: "This topic cannot be declined", NoReason: "no reason given",
	AttachTitle: "Attachment", AttachNote: "Photos and documents are copied into the data folder; the position is taken out of photos.", AttachPath: "File", AttachPathHint: "type a path, or drag the file here", AttachPathMissing: "Please type the path of a file, or drag it here", AttachCaption: "Caption",
	NoAttachments: "This guide takes no attachments", NothingAttached: "Nothing is attached", KeyShowAttached: "open attachments", Attaching: "Copying", Attached: "%s attached", AttachedCleaned: "%s attached; the position was taken out of the photo",
	NoPhoto: "No consent to photos", NoPhotoNote: "The person has not agreed to photos. Ask before you attach one.", NoPhotoYes: "Asked, attach it", NoPhotoNo: "Do not attach it",
	FileGone: "There is no such file: check the path", FileFolder: "This is a folder: choose a file in it", FileUnreadable: "The file cannot be read: check its permissions, or copy it elsewhere first",
	FileType: "Not a kind that is kept: photos (jpg, png, webp, gif, heic), documents (pdf, txt, md, docx, xlsx, pptx), recordings (m4a, mp3, wav)", FileEmpty: "The file is empty: choose another one", FileNoSpace: "The disk is full: make room, then attach it",
	FilePlaced:   "The position cannot be taken out of this photo: turn it into a JPG, or take a screenshot of it, and attach that",
	FileTooLarge: "The file is too large: %d MiB, at most %d MiB. Compress or split it",
	LeaveTitle:   "How does this interview go on", LeaveWrap: "The talk is over: see the wrap-up, then end", LeavePause: "Pause: keep it and go on later", LeaveLeft: "The person had to leave: counts as %s", LeaveWithdraw: "The person withdraws: erase everything",
	WithdrawTitle: "Erase everything?", WithdrawNote: "%d notes, %d attachments and every answer are erased from this computer for good.", WithdrawNo: "No, go on with the talk", WithdrawYes: "Erase",
	Coverage: "covered %d   declined %d   open %d   %d min in all", WrapTitle: "Wrap-up", WrapHint: "(nothing: just Enter)", EndAs: "Enter ends the interview as %s",
	EndedKept: "The interview has ended; notes kept: %d", EndedErased: "The interview was withdrawn: notes, attachments and answers are erased", EndedTables: "The tables of this guide", KeyTables: "tables",
	ReadTitle: "Reading", ByTopic: "by topic", ByTime: "in time order", ReadAll: "all", ReadNone: "No such notes", ReadCount: "%d of %d notes",
	KeyOrder: "topic or time", KeyFilter: "filter", KeyMark: "tag", FilterTitle: "Which ones",
	KeyProbes: "probes", KeyProbe: "volunteered, prompted", KeyTag: "tag", KeyTagTake: "put on or off", KeyTopics: "topics", KeyNextTopic: "next topic", KeyPrevTopic: "previous topic",
	KeyFollowUp: "follow-up", KeyFollowUps: "see and change", KeyTakeBack: "take it back", KeyLeave: "end", KeyDecline: "declined", KeyAttach: "attach", KeyOwn: "own topic", KeyRead: "read", KeyNote: "next note", KeyLine: "new line", KeyBefore: "note before", KeyBehind: "note behind",
	KeyUndo: "undo", KeyRedo: "redo", KeyKeep: "keep", KeyToNotes: "to the notes", KeyGoOn: "next", KeyEnd: "end the interview",
}
