package lang

// Talk holds the texts of the files and figures of guide interviews: on the
// export screen, in the summary, and on the command line.
type Talk struct {
	// The export screen.
	Format   string
	Formats  [4]string // one row an interview, notes, transcripts, REFI-QDA
	Quotes   string    // quotes without consent
	Personal string
	Done     string // %d notes, %d interviews
	LeftOut  string // %d quotes
	Warn     string // what was said is in the file
	PersonalWarn,
	QuotesWarn string
	File       string
	Folder     string
	FolderHint string // on the path of transcripts

	// The command line.
	FormatHelp, NotesHelp, QuotesHelp, OutHelp string
	Transcripts                                string // %s the folder
	OnlyGuide                                  string // %s the option, %s the form
	OnlyFor                                    string // %s the option, %s what it goes with

	// The summary.
	Page       string
	Topics     string
	TagsTitle  string
	Base       string // %d interviews
	NotesCount string // %d
	Whole      string // %.1f mean, %.1f median, %d interviews
	NoTalks    string
	NoTags     string
	Topic, Covered, Declined, Open, Of, Reasons, Minutes, Mean, Median, Visited,
	NotesHead, Tag, Interviews, Own, NoReason string
	BaseNote string
	OwnNote  string
	TimeNote string
	TagNote  string
}

var talkZH = Talk{
	Format: "文件", Formats: [4]string{"表格", "笔记", "记录稿", "REFI-QDA"}, Quotes: "不许引的话", Personal: "单位等",
	Done: "导出好了：%d 条笔记，%d 个访谈", LeftOut: "有 %d 段原话没有征得同意引用，没有写进去。",
	Warn:         "文件里有对方说的话：只交给该看的人，用完删掉。",
	PersonalWarn: "文件里会有对方的单位、部门和地点，认得出是谁：只交给该看的人，用完删掉。",
	QuotesWarn:   "没有同意引用的原话也会写进去，都标明了：不要引用。",
	File:         "文件", Folder: "记录稿都在这个文件夹里", FolderHint: "去掉 .md 就是一个文件夹，每个访谈一份",

	FormatHelp: "格式：csv；访谈提纲还有 md（记录稿）和 qdpx（REFI-QDA）", NotesHelp: "一行一条笔记（访谈提纲）", QuotesHelp: "没有同意引用的原话也写（访谈提纲）",
	OutHelp: "写到哪个文件，码表写在旁边；md 也可以是文件夹", Transcripts: "记录稿 %s", OnlyGuide: "%s 只能用于访谈提纲，%s 不是", OnlyFor: "%s 只能和 %s 一起用",

	Page: "主题", Topics: "各主题谈得怎么样", TagsTitle: "各主题的标签", Base: "基数 %d 个访谈", NotesCount: "笔记 %d 条",
	Whole: "谈话平均 %.1f 分钟，中位数 %.1f 分钟（%d 个访谈）", NoTalks: "还没有同意记录的访谈", NoTags: "还没有标签",
	Topic: "主题", Covered: "谈到", Declined: "不谈", Open: "没谈到", Of: "基数", Reasons: "不谈的原因", Minutes: "分钟", Mean: "平均", Median: "中位", Visited: "访谈",
	NotesHead: "笔记", Tag: "标签", Interviews: "访谈", Own: "自加的主题", NoReason: "没说原因",
	BaseNote: "基数是同意记录、而且提纲里有这个主题的访谈；百分比以它为底。",
	OwnNote:  "自加的主题按主题数，不按访谈数。",
	TimeNote: "分钟只按在这个主题上花了时间的访谈算。",
	TagNote:  "数的是带这个标签的笔记；一条笔记带几次同一个标签只算一次。",
}

var talkEN = Talk{
	Format: "File", Formats: [4]string{"table", "notes", "transcript", "REFI-QDA"}, Quotes: "Quotes barred", Personal: "Organisation",
	Done: "Exported %d notes of %d interviews", LeftOut: "%d quotes were left out: nobody agreed to their use.",
	Warn:         "The file holds what people said: only for those who may see it; delete it after use.",
	PersonalWarn: "The file will hold organisations, departments and places, which tell who was spoken to: only for those who may see them; delete it after use.",
	QuotesWarn:   "Quotes without consent are written too, marked as such: do not quote them.",
	File:         "File", Folder: "The transcripts are in this folder", FolderHint: "Without .md it is a folder with one for each interview.",

	FormatHelp: "the format: csv; of guides also md (transcripts) and qdpx (REFI-QDA)", NotesHelp: "one row a note (guides)", QuotesHelp: "quotes without consent too (guides)",
	OutHelp: "the file to write, its codebook goes beside it; of md also a folder", Transcripts: "folder    %s", OnlyGuide: "%s is for guides, and %s is none", OnlyFor: "%s goes with %s only",

	Page: "Topics", Topics: "How far topics came", TagsTitle: "Tags by topic", Base: "base %d interviews", NotesCount: "%d notes",
	Whole: "talks last %.1f minutes on average, %.1f at the median (%d interviews)", NoTalks: "no interview with consent to notes yet", NoTags: "no tags yet",
	Topic: "Topic", Covered: "covered", Declined: "declined", Open: "open", Of: "base", Reasons: "why declined", Minutes: "minutes", Mean: "mean", Median: "median", Visited: "of",
	NotesHead: "notes", Tag: "Tag", Interviews: "interviews", Own: "own topics", NoReason: "no reason",
	BaseNote: "The base is the interviews with consent to notes whose guide has the topic; percentages are of it.",
	OwnNote:  "Own topics are counted as topics, not interviews.",
	TimeNote: "Minutes are of the interviews that spent time on the topic.",
	TagNote:  "Counted are notes that bear the tag; a note that bears it twice counts once.",
}
