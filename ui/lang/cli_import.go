package lang

import (
	"fmt"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

// Import is the import of files and the made-up interviews, for the command
// line and for the screen.
type Import struct {
	Command, File, DryRun, Encoding, Raw string // help
	Demo, Count, Seed                    string // help
	DemoNeedsFile                        string

	Added, WouldAdd string // %d interviews
	Skipped         string // %d interviews
	Halls, People   string // %s a list
	More            string // %d more
	Reading         string // %d per cent
	NothingKept     string // %d faults, %s the file
	Moment          string // %d more faults
	Real, InDemo    string // why it was refused
	Made            string // %d interviews, %s the file
	Stopped         string

	Row, Column, Place                                 string // where a fault is: %d row; %s column; both
	Guess, IsUTF8, Broken, NotCoded, Syntax            string
	Nothing, Long, NoColumn, Twice, Missing, NoItem    string
	Ragged, Blank, Form, Version, Time, Offset, OneOf  string
	Disagree, Again, Other, OtherOpen, Off, Constraint string
	Choice                                             string
}

var importZH = Import{
	Command: "把 CSV 文件里的访谈导入进来", File: "厅访导出的 CSV，或者列名是题目名的 CSV", DryRun: "只检查，不写入",
	Encoding: "文件的编码：utf-8、utf-16、gb18030；不写就自己认", Raw: "文字前面的单引号是内容，不是防公式的",
	Demo: "往数据库里放编造的访谈，供演示和练手", Count: "多少个", Seed: "种子：同一个种子，同样的访谈",
	DemoNeedsFile: "请用 --db 写明放进哪个数据库文件，免得混进真实的数据",

	Added: "导入了 %d 个访谈", WouldAdd: "检查过了，没有写入。可以导入 %d 个访谈", Skipped: "%d 个已经有了，值也一样，跳过",
	Halls: "新的营业厅：%s", People: "新的访员：%s", More: "等 %d 个", Reading: "读了 %d%%",
	NothingKept: "%d 处毛病，什么也没有导入。改好 %s 再试。", Moment: "还有 %d 处没有列出",
	Real: "这个数据库里有真实的访谈，不能放演示数据。用 --db 另写一个文件。", InDemo: "这个数据库是演示用的，不能放真实的访谈。用 --db 另写一个文件。",
	Made: "放进了 %d 个演示访谈：%s", Stopped: "停下了，什么也没有导入",

	Row: "第 %d 行：", Column: "%s 列：", Place: "第 %d 行，%s 列：",
	Guess:    "文字不是 UTF-8，看来是 %s。加上 --encoding %s 再试",
	IsUTF8:   "文件本来就是 UTF-8，去掉 --encoding %s",
	Broken:   "文字读不出来。请在表格软件里另存为“CSV UTF-8”",
	NotCoded: "不认得编码“%s”，可以写 %s",
	Syntax:   "文件第 %s 行的引号不成对，请核对",
	Nothing:  "文件是空的，第一行应该是列名",
	Long:     "这是一行一个答案的文件，或者码表。导入要一行一个访谈的：导出时不要加 --long",
	NoColumn: "问卷里没有这一列。改成题目名，或者删掉这一列",
	Twice:    "这一列有两次，请删掉一个",
	Missing:  "少了这一列。有 uuid 的文件要有导出时的全部列；别的工具的数据请删掉 uuid 列",
	NoItem:   "没有一列是题目。列名要写题目名，如 overall；用 form show 可以查",
	Ragged:   "有 %s 格，第一行有 %s 格。请核对逗号和引号",
	Blank:    "不能空着，请填上",
	Form:     "是问卷“%s”的，这里要 %s 的",
	Version:  "数据库里没有问卷的“%s”版。先用 form add 加进来",
	Time:     "“%s”不是时间，请按 2026-11-25 09:30:00 这样写",
	Offset:   "“%s”不是时差，请按 +08:00 这样写",
	OneOf:    "“%s”不行，只能是 %s",
	Disagree: "“%s”和这一题的答案对不上，请改成一致",
	Again:    "访谈 %s 在文件里有两次，请删掉一个",
	Other:    "这个访谈已经有了，这里的值不同：文件里是“%s”，数据库里是“%s”。请删掉这一行，或者导入另一个数据库",

	OtherOpen: "空", Off: "“%s”这一题按别的答案不该问（条件 %s）。请清空，或者改那个答案", Constraint: "“%s”不符合这一题的要求，请改正",
	Choice: "没有“%s”这个选项，请写选项的代码",
}

var importEN = Import{
	Command: "import interviews from a CSV file", File: "a CSV file that tingfang exported, or one whose columns are named like items", DryRun: "check only, keep nothing",
	Encoding: "encoding of the file: utf-8, utf-16, gb18030; found out where left away", Raw: "a quote before a text is part of it, no guard against formulas",
	Demo: "put made-up interviews into a database, to show and to practise", Count: "how many", Seed: "the same seed, the same interviews",
	DemoNeedsFile: "name the database file with --db, so that nothing made up gets among real data",

	Added: "Imported %d interviews", WouldAdd: "Checked; nothing was kept. %d interviews can be imported", Skipped: "%d were here already with the same values; skipped",
	Halls: "New halls: %s", People: "New interviewers: %s", More: "and %d more", Reading: "read %d%%",
	NothingKept: "%d faults; nothing was imported. Mend %s and try again.", Moment: "%d more are not listed",
	Real: "This database holds real interviews; made-up ones cannot join them. Name another file with --db.", InDemo: "This database is a demonstration; real interviews cannot join it. Name another file with --db.",
	Made: "Made up %d interviews: %s", Stopped: "Stopped; nothing was imported",

	Row: "row %d: ", Column: "column %s: ", Place: "row %d, column %s: ",
	Guess:    "the text is not UTF-8; it looks like %s. Try again with --encoding %s",
	IsUTF8:   "the file is UTF-8 as it stands; leave --encoding %s away",
	Broken:   "the text cannot be read. Save it anew as “CSV UTF-8” from your spreadsheet",
	NotCoded: "there is no encoding “%s”; it may be %s",
	Syntax:   "the quotes in line %s of the file do not pair up; please check",
	Nothing:  "the file is empty; its first row should be the names of columns",
	Long:     "this is a file with one row an answer, or a codebook. An import needs one row an interview: export without --long",
	NoColumn: "the form has no such column. Rename it to an item, or delete it",
	Twice:    "this column is there twice; delete one",
	Missing:  "this column is missing. A file with a uuid needs every column of the export; for data of another tool delete the column uuid",
	NoItem:   "no column is an item. Columns are named like items, such as overall; form show lists them",
	Ragged:   "has %s cells, the first row %s. Check commas and quotes",
	Blank:    "must not be blank; fill it in",
	Form:     "belongs to form “%s”, wanted is %s",
	Version:  "the database has no version “%s” of the form. Add it first with form add",
	Time:     "“%s” is not a time; write it like 2026-11-25 09:30:00",
	Offset:   "“%s” is not an offset; write it like +08:00",
	OneOf:    "“%s” will not do; it may be %s",
	Disagree: "“%s” does not go with the item's answer; make them agree",
	Again:    "interview %s is in the file twice; delete one",
	Other:    "this interview is here already with another value: “%s” in the file, “%s” in the database. Delete the row, or import into another database",

	OtherOpen: "blank", Off: "“%s”: by another answer this item is not asked (condition %s). Clear it, or mend that answer", Constraint: "“%s” does not meet this item's rule; please mend it",
	Choice: "there is no choice “%s”; write the code of a choice",
}

// Fault says in one line where a file is wrong, with which value, why, and
// what to do.
func (t *Texts) Fault(f exchange.Fault) string {
	i := &t.Import
	switch {
	case f.Row > 0 && f.Column != "":
		return questionnaire.HarmlessLine(fmt.Sprintf(i.Place, f.Row, f.Column) + t.why(f))
	case f.Row > 0:
		return questionnaire.HarmlessLine(fmt.Sprintf(i.Row, f.Row) + t.why(f))
	case f.Column != "":
		return questionnaire.HarmlessLine(fmt.Sprintf(i.Column, f.Column) + t.why(f))
	}
	return questionnaire.HarmlessLine(t.why(f))
}

func (t *Texts) why(f exchange.Fault) string {
	i := &t.Import
	or := func(s string) string {
		if s == "" {
			return i.OtherOpen
		}
		return s
	}
	switch f.Rule {
	case exchange.RuleEncoding:
		switch f.Detail {
		case "":
			return i.Broken
		case "utf-8":
			return fmt.Sprintf(i.IsUTF8, f.Value)
		}
		return fmt.Sprintf(i.Guess, f.Detail, f.Detail)
	case exchange.RuleOther:
		return fmt.Sprintf(i.Other, or(f.Value), or(f.Detail))
	case questionnaire.RuleNotAsked:
		return fmt.Sprintf(i.Off, f.Value, f.Detail)
	case questionnaire.RuleConstraint:
		if f.Message != "" {
			return fmt.Sprintf("“%s”: %s", f.Value, f.Message)
		}
		return fmt.Sprintf(i.Constraint, f.Value)
	case questionnaire.RuleChoice:
		return fmt.Sprintf(i.Choice, f.Value)
	}
	if s, args := i.sentence(f); s != "" {
		return fmt.Sprintf(s, args...)
	}
	return t.Faults.Word(questionnaire.Violation{Rule: f.Rule, Value: f.Value, Low: f.Low, High: f.High, Step: f.Step})
}

// sentence gives the sentence of a rule of files and what it names; "" for a
// rule of answers.
func (i *Import) sentence(f exchange.Fault) (string, []any) {
	all := map[questionnaire.Rule]string{exchange.RuleNotCoded: i.NotCoded, exchange.RuleSyntax: i.Syntax, exchange.RuleNothing: i.Nothing, exchange.RuleLong: i.Long,
		exchange.RuleColumn: i.NoColumn, exchange.RuleColumnTwo: i.Twice, exchange.RuleColumns: i.Missing, exchange.RuleNoItem: i.NoItem,
		exchange.RuleRagged: i.Ragged, exchange.RuleBlank: i.Blank, exchange.RuleForm: i.Form, exchange.RuleVersion: i.Version, exchange.RuleTime: i.Time,
		exchange.RuleOffset: i.Offset, exchange.RuleOneOf: i.OneOf, exchange.RuleDisagree: i.Disagree, exchange.RuleTwice: i.Again}
	s := all[f.Rule]
	switch f.Rule {
	case exchange.RuleNotCoded, exchange.RuleRagged, exchange.RuleForm, exchange.RuleOneOf:
		return s, []any{f.Value, f.Detail}
	case exchange.RuleSyntax, exchange.RuleVersion, exchange.RuleTime, exchange.RuleOffset, exchange.RuleDisagree, exchange.RuleTwice:
		return s, []any{f.Value}
	}
	return s, nil
}
