package lang

import (
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

// Report holds the texts of tables, whichever way they are drawn. In Notes and
// Legends {n}, {item} and {version} stand for values.
type Report struct {
	// Counts.
	Base, Asked, Open, DontKnow, Refused, NotApplicable, NotAsked string
	Interviews                                                    string // %d interviews
	Nothing                                                       string // no interview at all

	// Heads of columns.
	Answer, Item, N, Pct, Interval, Cum, Responses, Total, Group, Share, Change string

	// Figures.
	Mean, SD, SE, Median, Net string
	Boxes                     map[string][3]string // by scale, "" = any: top, mid, bottom
	FocusOf                   string               // %s an answer
	Chi2                      string               // %s χ², %s df, %s p
	Yates, Fisher             string               // %s p
	Simulated                 string               // %s standard error
	CramersV                  string               // %s
	Warnings                  map[string]string    // of Tests
	GapTest                   string               // %s t, %s df, %s p
	P                         string               // %s
	PSmall                    string

	// Matrix.
	MatrixTitle, ScaleAverage string
	Scales                    map[string]string

	// Net promoter score.
	NPSTitle, Promoters, Passives, Detractors, NPS string

	// Drivers and quadrant.
	DriversTitle                                            string // %s the target
	LMG, Johnson, Pearson, Spearman, Beta, VIF, PHead, Lost string
	R2                                                      string // %s, adjusted %s
	Complete                                                string // %d interviews
	FTest                                                   string // %s F, %s p
	QuadrantTitle                                           string // %s the target
	Satisfaction, Importance, Zone, Pairs                   string
	Crossing                                                string // %s, %s
	Zones                                                   map[stat.Zone]string
	Measures                                                map[string]string

	// Waves.
	WavesTitle  string // %s the item
	Trend       string
	Blocked     string // %s, %s the waves
	MannWhitney string
	NoStep      string

	// Participation.
	ParticipationTitle, Approaches, Usable, Rate string
	EndedRow                                     string
	VoidedN, PracticeN                           string // %d
	RefusalsTitle, BreakoffsTitle                string
	ReasonBase                                   string // %d with a reason of %d
	RateNote                                     string

	// Overview.
	OverviewTitle, Halls, People string
	Days                         string // %s to %s
	Headlines, Value, LastWave   string

	// Breaks that are no items, and groups of them.
	Breaks map[string]string

	// Under tables.
	Notes                                                                map[summary.NoteKind]string
	Rounding, LettersNote, SmallMark, HiddenMark, ResidualNote, WaveMark string

	// Of files.
	DocTitle string // %s the form
	Filter   string // %s
	Made     string // %s version of the form
	FileDemo string
}

var reportZH = Report{
	Base: "基数", Asked: "问到", Open: "未答", DontKnow: "不知道", Refused: "拒答", NotApplicable: "不适用", NotAsked: "没问到",
	Interviews: "%d 个访谈", Nothing: "没有合条件的访谈。放宽条件再看。",

	Answer: "回答", Item: "题目", N: "人数", Pct: "比例", Interval: "95% 区间", Cum: "累计", Responses: "占提及", Total: "合计", Group: "组", Share: "比例", Change: "变化",

	Mean: "均值", SD: "标准差", SE: "标准误", Median: "中位数", Net: "净值",
	Boxes: map[string][3]string{"": {"高分", "中间", "低分"}, "sat5": {"满意率", "一般", "不满意率"}, "gap5": {"达到期望", "略低", "低于期望"},
		"nps11": {"推荐者", "被动者", "贬损者"}},
	FocusOf: "“%s”占", Chi2: "χ² = %s，自由度 %s，%s", Yates: "校正后 %s", Fisher: "Fisher 确切概率 %s", Simulated: "（模拟，标准误 %s）", CramersV: "Cramér V = %s",
	Warnings: map[string]string{summary.WarnNoTest: "不到两组或两种回答，没法检验", summary.WarnYates: "期望频数偏小，以校正后的为准",
		summary.WarnFisher: "期望频数太小，以 Fisher 确切概率为准", summary.WarnOverlap: "各组或各回答有重叠，不做 χ² 检验"},
	GapTest: "与 4（和期望一样）比：t = %s，自由度 %s，%s", P: "p = %s", PSmall: "p < 0.001",

	MatrixTitle: "题目 × 回答", ScaleAverage: "各题平均",
	Scales: map[string]string{"sat5": "满意度", "gap5": "和期望比（另一标尺）", "nps11": "推荐意愿（0 到 10）"},

	NPSTitle: "净推荐值", Promoters: "推荐者 9-10", Passives: "被动者 7-8", Detractors: "贬损者 0-6", NPS: "净推荐值",

	DriversTitle: "什么左右“%s”", LMG: "LMG", Johnson: "相对权重", Pearson: "相关 r", Spearman: "等级相关", Beta: "标准化系数", VIF: "VIF", PHead: "p", Lost: "缺这题",
	R2: "R² = %s（校正后 %s）", Complete: "各题都有分的访谈 %d 个", FTest: "F = %s，%s",
	QuadrantTitle: "重要性与满意度：%s", Satisfaction: "满意度（均值）", Importance: "重要性", Pairs: "两题都答", Zone: "区", Crossing: "分界：满意度 %s，重要性 %s",
	Zones: map[stat.Zone]string{stat.Unplaced: "不在图上", stat.KeepUp: "优势区", stat.Concentrate: "修补区", stat.LowPriority: "机会区", stat.Overkill: "维持区"},
	Measures: map[string]string{summary.ByLMG: "LMG，占 R² 的 %", summary.ByJohnson: "相对权重，占 R² 的 %", summary.ByPearson: "相关 r",
		summary.BySpearman: "等级相关", summary.ByBeta: "标准化系数"},

	WavesTitle: "%s：各波次", Trend: "走势", Blocked: "%s 到 %s：题目的说法或标尺变了，不比较", MannWhitney: "秩和检验",
	NoStep: "不比较",

	ParticipationTitle: "参与情况", Approaches: "接触", Usable: "有效", Rate: "参与率", EndedRow: "结果",
	VoidedN: "作废 %d", PracticeN: "练习 %d", RefusalsTitle: "拒访原因", BreakoffsTitle: "中断原因", ReasonBase: "记下原因的 %d 次，共 %d 次",
	RateNote: "参与率 = 完成和部分完成 ÷ 全部接触。厅内拦访不是概率样本，这不是应答率。",

	OverviewTitle: "概况", Halls: "营业厅", People: "访员", Days: "%s 到 %s", Headlines: "主要指标", Value: "指标", LastWave: "比上一波",

	Breaks: map[string]string{"hall": "营业厅", "interviewer": "访员", "day": "日期", "week": "周", "wave": "波次", "disposition": "结果", "mode": "性质", "form_version": "问卷版本"},

	Notes: map[summary.NoteKind]string{
		summary.NoteChanged: "{version} 版的选项、标尺或分值不同，那 {n} 个访谈没有合并进来", summary.NoteWording: "{version} 版的说法不同，那 {n} 个访谈合并在内",
		summary.NoteSmall: "{item} 基数只有 {n}，小于 30，只供参考", summary.NoteReversed: "分数越高越差", summary.NoteOffScale: "{n} 个回答没有分值，不进均值",
		summary.NoteFlat: "回答全都一样，区间宽度为 0，不要当真", summary.NoteIntercept: "非概率样本，区间仅供参考", summary.NoteOverlap: "各组有重叠，不做检验",
		summary.NoteUngrouped: "{n} 个访谈不在任何一组", summary.NoteSuppressed: "基数小于 10 的（和防止推算的另一列）不公布", summary.NoteFewCases: "只有 {n} 个完整的访谈，对这么多题偏少，重要性不稳",
		summary.NoteEntangled: "{item} 跟别的题太像（VIF 超过 5），系数不稳", summary.NoteDropped: "{n} 个访谈缺某一题的分，没有算在内",
		summary.NoteNoPlot: "不到四题，或者各题都一样，不画象限", summary.NoteBonferroni: "比较了 {n} 次，每次各按 p < 0.05：单个标记要慎看",
		summary.NoteTallied: "只记了一笔的接触不知道回答，按条件筛选时少了 {n} 次",
	},
	Rounding: "四舍五入，各项相加可能不等于 100", LettersNote: "字母：这一格的比例显著高于那一列（p < 0.05，Bonferroni）", SmallMark: "* 基数小于 30", HiddenMark: "%s 不公布",
	ResidualNote: "+ %s 显著高于、低于总体（调整残差超出 ±1.96）", WaveMark: "%s %s 比上一波显著上升、下降（p < 0.05，两边基数都到 30）",

	DocTitle: "%s：汇总", Filter: "条件：%s", Made: "问卷版本 %s", FileDemo: "DEMO 演示数据，不是真实访谈",
}

var reportEN = Report{
	Base: "base", Asked: "asked", Open: "open", DontKnow: "don't know", Refused: "refused", NotApplicable: "not applicable", NotAsked: "not asked",
	Interviews: "%d interviews", Nothing: "No interview meets the conditions. Loosen them and look again.",

	Answer: "answer", Item: "item", N: "n", Pct: "share", Interval: "interval (95%)", Cum: "cum.", Responses: "of mentions", Total: "total", Group: "group", Share: "share", Change: "change",

	Mean: "mean", SD: "SD", SE: "SE", Median: "median", Net: "net",
	Boxes: map[string][3]string{"": {"top", "middle", "bottom"}, "sat5": {"satisfied", "so-so", "dissatisfied"}, "gap5": {"met", "a little below", "below"},
		"nps11": {"promoters", "passives", "detractors"}},
	FocusOf: "share of “%s”", Chi2: "χ² = %s, df %s, %s", Yates: "corrected %s", Fisher: "Fisher's exact %s", Simulated: " (simulated, SE %s)", CramersV: "Cramér's V = %s",
	Warnings: map[string]string{summary.WarnNoTest: "fewer than two groups or answers: nothing to test", summary.WarnYates: "expected counts are smallish: go by the corrected one",
		summary.WarnFisher: "expected counts are too small: go by Fisher's exact test", summary.WarnOverlap: "groups or answers overlap: no χ² test"},
	GapTest: "against 4 (as expected): t = %s, df %s, %s", P: "p = %s", PSmall: "p < 0.001",

	MatrixTitle: "Items by answers", ScaleAverage: "average of items",
	Scales: map[string]string{"sat5": "satisfaction", "gap5": "against expectation (a scale of its own)", "nps11": "would recommend (0 to 10)"},

	NPSTitle: "Net promoter score", Promoters: "promoters 9-10", Passives: "passives 7-8", Detractors: "detractors 0-6", NPS: "NPS",

	DriversTitle: "What drives “%s”", LMG: "LMG", Johnson: "rel. weight", Pearson: "r", Spearman: "rank r", Beta: "beta", VIF: "VIF", PHead: "p", Lost: "lacking",
	R2: "R² = %s (adjusted %s)", Complete: "%d interviews with a number on every item", FTest: "F = %s, %s",
	QuadrantTitle: "Importance and satisfaction: %s", Satisfaction: "satisfaction (mean)", Importance: "importance", Pairs: "both", Zone: "zone", Crossing: "lines cross at satisfaction %s, importance %s",
	Zones: map[stat.Zone]string{stat.Unplaced: "not placed", stat.KeepUp: "keep up", stat.Concentrate: "concentrate here", stat.LowPriority: "low priority", stat.Overkill: "possible overkill"},
	Measures: map[string]string{summary.ByLMG: "LMG, share of R² (%)", summary.ByJohnson: "relative weight, share of R² (%)", summary.ByPearson: "correlation r",
		summary.BySpearman: "rank correlation", summary.ByBeta: "standardised coefficient"},

	WavesTitle: "%s: wave by wave", Trend: "trend", Blocked: "%s to %s: wording or scale changed, not compared", MannWhitney: "rank test",
	NoStep: "not compared",

	ParticipationTitle: "Participation", Approaches: "approaches", Usable: "usable", Rate: "taking part", EndedRow: "result",
	VoidedN: "void %d", PracticeN: "practice %d", RefusalsTitle: "Reasons for refusing", BreakoffsTitle: "Reasons for breaking off", ReasonBase: "%d with a reason of %d",
	RateNote: "Taking part = complete and partial of all approaches. Intercepts in halls are no probability sample: this is no response rate.",

	OverviewTitle: "Overview", Halls: "halls", People: "interviewers", Days: "%s to %s", Headlines: "Headlines", Value: "figure", LastWave: "on last wave",

	Breaks: map[string]string{"hall": "hall", "interviewer": "interviewer", "day": "day", "week": "week", "wave": "wave", "disposition": "result", "mode": "kind", "form_version": "form version"},

	Notes: map[summary.NoteKind]string{
		summary.NoteChanged: "version {version} has other choices, scale or values: its {n} interviews are not pooled", summary.NoteWording: "version {version} words it otherwise; its {n} interviews are pooled",
		summary.NoteSmall: "{item} the base is only {n}, under 30: for orientation", summary.NoteReversed: "a high number is a bad one", summary.NoteOffScale: "{n} answers have no number and are not in the mean",
		summary.NoteFlat: "everybody gave the same answer: do not trust the interval of width 0", summary.NoteIntercept: "non-probability sample: intervals for orientation only", summary.NoteOverlap: "the groups overlap: nothing is tested",
		summary.NoteUngrouped: "{n} interviews are in no group", summary.NoteSuppressed: "bases under 10 (and one more that would give them away) are not published", summary.NoteFewCases: "{n} complete interviews are few for so many items: importance is unsteady",
		summary.NoteEntangled: "{item} goes along with the others too closely (VIF over 5): its coefficient is unsteady", summary.NoteDropped: "{n} interviews lack a number on some item and are left out",
		summary.NoteNoPlot: "under four items, or all equal: no quadrant is drawn", summary.NoteBonferroni: "{n} comparisons, each at p < 0.05 by itself: read single marks with care",
		summary.NoteTallied: "tallied approaches have no answers: {n} are left out by the condition",
	},
	Rounding: "rounded; shares may not add up to 100", LettersNote: "letters: the share is significantly above that column's (p < 0.05, Bonferroni)", SmallMark: "* base under 30", HiddenMark: "%s not published",
	ResidualNote: "+ %s significantly above, below the whole (adjusted residual beyond ±1.96)", WaveMark: "%s %s significantly up, down on the wave before (p < 0.05, both bases 30 or more)",

	DocTitle: "%s: summary", Filter: "where %s", Made: "form version %s", FileDemo: "DEMO data, not real interviews",
}
