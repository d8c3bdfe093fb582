package lang

// CLISummary holds the texts of the commands summary and analyse.
type CLISummary struct {
	// What each command and option is for.
	Summary, Analyse, NPS, Drivers, Quadrant, Waves, Participation string
	Items, By, Where, Wave, Public, Format, Out                    string
	ItemNPS, Target, Importance, Crossing, ByApproach, WaveItems   string

	// What went wrong.
	UnknownItem string // %s the name, %s names like it
	NameList    string // %s the names there are
	NotClosed   string // %s
	TooMany     string // %s the break, %d groups, at most %d
	NoNumbers   string // %s
	NotNPS      string // %s
	NoNPS       string // the form has no such item
	Singular    string // %s
	Count       string // derived importance takes 1 to 15 items
	FewCases    string
	Flat        string // %s
	NoTarget    string
	NoWave      string // %s the name, %s those there are
	NoWaves     string
	BadWhere    string // %d place of the character, %s what is wrong
	WhereValue  string // %s what cannot be computed
	BadCross    string // %s
	There       string // %s the file
	Written     string // %s the file
}

var cliSummaryZH = CLISummary{
	Summary: "汇总：每一题的回答、比例和区间", Analyse: "深入分析", NPS: "净推荐值", Drivers: "各题对一题的重要性", Quadrant: "重要性与满意度四象限", Waves: "各波次对比",
	Participation: "参与情况：接触、完成、拒访和原因",
	Items:         "只要这些题（题名，用逗号隔开）", By: "按什么分：题名，或 hall、interviewer、day、week、wave", Where: "只要合条件的，如 '${overall} <= 2 and ${hall} = \"A01\"'",
	Wave: "只要这些波次，如 2026Q1,2026Q2", Public: "给外人看：基数太小的不公布", Format: "格式：text、csv、md、json、html", Out: "写到哪个文件；不写就显示出来",
	ItemNPS: "0 到 10 分的题；只有一题时可以不写", Target: "以哪一题为准，如 overall", Importance: "重要性的算法：pearson、spearman、lmg、johnson、beta",
	Crossing: "分界：means 各题平均，midpoint 标尺中点，或 3.5,0.4 这样的两个数", ByApproach: "按什么分：hall、interviewer、day、week、wave", WaveItems: "哪些题（题名，用逗号隔开）；不写就是主要的题",

	UnknownItem: "没有“%s”这一题。%s", NameList: "有：%s", NotClosed: "“%s”不是选择题，没法汇总；请换一道选择题或打分题",
	TooMany: "按“%s”分有 %d 组，最多并排 %d 组。请换一个分法（如 week），或者先用 --where 缩小范围", NoNumbers: "“%s”的选项没有分值，不能算均值；请换一道打分题",
	NotNPS: "“%s”不是 0 到 10 分的题，不能算净推荐值", NoNPS: "这份问卷没有 0 到 10 分的题（x_scale 是 nps11），不能算净推荐值；用 --item 指定一题",
	Singular: "“%s”的回答没有变化，或者可以由别的题推出来，请去掉它再算", Count: "重要性一次能算 1 到 15 题，请用 --item 选", FewCases: "各题都答的访谈太少，算不出重要性；等访谈多些，或者少选几题",
	Flat: "“%s”的回答全都一样，没有重要性可算", NoTarget: "请用 --target 指定以哪一题为准", NoWave: "没有“%s”这一波。有：%s", NoWaves: "还没有访谈，也就没有波次",
	BadWhere: "--where 第 %d 个字：%s", WhereValue: "--where 算不出来：%s", BadCross: "--cross 只能是 means、midpoint，或用逗号隔开的两个数，不能是“%s”",
	There: "%s 已经有了，没有覆盖。确实要覆盖就加上 --force。", Written: "已写到 %s",
}

var cliSummaryEN = CLISummary{
	Summary: "tables: answers, shares and intervals of each item", Analyse: "further analyses", NPS: "net promoter score", Drivers: "importance of items for one item", Quadrant: "importance and satisfaction", Waves: "wave by wave",
	Participation: "participation: approaches, completes, refusals and why",
	Items:         "these items only (names, commas between)", By: "side by side by an item's name, or hall, interviewer, day, week, wave", Where: "only where this holds, such as '${overall} <= 2 and ${hall} = \"A01\"'",
	Wave: "these waves only, such as 2026Q1,2026Q2", Public: "for anyone to read: small bases are not published", Format: "the format: text, csv, md, json, html", Out: "the file to write; without it, it is shown",
	ItemNPS: "the item on 0 to 10; need not be given where there is one", Target: "the item to explain, such as overall", Importance: "how importance is measured: pearson, spearman, lmg, johnson, beta",
	Crossing: "where the lines cross: means of the items, midpoint of the scale, or two numbers such as 3.5,0.4", ByApproach: "by hall, interviewer, day, week or wave", WaveItems: "which items (names, commas between); without it the main ones",

	UnknownItem: "There is no item “%s”. %s", NameList: "There are: %s", NotClosed: "“%s” is not a closed item and has no table; take one with choices or a rating",
	TooMany: "By “%s” there are %d groups; at most %d stand side by side. Take another break (such as week), or narrow it down with --where first", NoNumbers: "The choices of “%s” have no numbers, so that it has no mean; take a rating",
	NotNPS: "“%s” is not on 0 to 10 and has no net promoter score", NoNPS: "The form has no item on 0 to 10 (x_scale nps11), so that there is no net promoter score; name one with --item",
	Singular: "“%s” does not vary or follows from the other items; leave it out", Count: "Importance takes 1 to 15 items; choose them with --item", FewCases: "Too few interviews have all the items; wait for more, or choose fewer items",
	Flat: "Everybody gave “%s” the same answer: nothing has importance for it", NoTarget: "Name the item to explain with --target", NoWave: "There is no wave “%s”. There are: %s", NoWaves: "There are no interviews yet, and so no waves",
	BadWhere: "--where, character %d: %s", WhereValue: "--where cannot be computed: %s", BadCross: "--cross takes means, midpoint or two numbers with a comma between, not “%s”",
	There: "%s is there already and was not overwritten. Add --force to overwrite it all the same.", Written: "Written to %s",
}
