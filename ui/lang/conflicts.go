package lang

// Conflicts holds the texts of the screen on which a person decides between
// what two laptops made of the same thing.
type Conflicts struct {
	Title, None, NoneHint string
	Count                 string // %d to decide
	Decided               string // beside one that is decided on but not yet kept
	Shown                 string // the side tables show until it is decided
	NoAnswer              string
	Remark, Who, Laptop   string
	When, Why             string
	NoWhy, Nobody         string
	Third                 string // what to type; by kind below
	ThirdCodes            string
	ThirdNumber           string
	ThirdText             string
	Reason, ReasonHint    string
	DefaultReason         string
	NeedReason            string
	Kept                  string // %d more to decide
	KeptAll               string
	NextOf                string // %d more of the same interview
	ReadOnly              string
	Yes, No, Comma        string
	Kinds                 map[string]string // of records
	Fields                map[string]string // of records

	KeyOpen, KeyTake, KeyThird, KeyKeep, KeyCheck string
}

var conflictsZH = Conflicts{
	Title: "冲突", None: "没有要决定的冲突", NoneHint: "两台电脑把同一处改成了不同的内容时，会列在这里，由人来决定。", Count: "%d 处要决定", Decided: "已选", Shown: "现在显示的", NoAnswer: "没有答案",
	Remark: "备注", Who: "谁改的", Laptop: "电脑", When: "时间", Why: "原因", NoWhy: "没有写", Nobody: "没有登记", Third: "都不对，另填", ThirdCodes: "输入选项代码，几个用空格隔开", ThirdNumber: "输入数字", ThirdText: "输入文字",
	Reason: "为什么这样决定", ReasonHint: "会和决定一起保留，并带到其他电脑。", DefaultReason: "核对后决定", NeedReason: "另填的答案要写明依据，例如：听了录音", Kept: "已决定，还有 %d 处", KeptAll: "已决定，没有别的冲突了", NextOf: "已选；同一条记录还有 %d 处，一起决定",
	ReadOnly: "另一个厅访窗口正在用这个数据库，这里只能看，不能决定", Yes: "是", No: "否", Comma: "、",
	Kinds:   map[string]string{"response": "访谈", "personal": "联系方式", "approach": "接触", "form": "问卷", "hall": "营业厅", "person": "访员", "recipient": "收件人", "talk": "访谈过程", "note": "笔记", "tag": "标签", "followup": "后续事项", "attachment": "附件", "contact": "回访联系"},
	Fields:  map[string]string{"name": "名称", "code": "代码", "number": "工号", "operator": "运营商", "city": "城市", "kind": "类型", "target": "目标", "retired": "停用", "definition": "定义", "what": "内容", "who": "负责人", "due": "期限", "done_at": "完成", "gone": "删除", "voided": "作废", "disposition": "结案", "hall": "营业厅", "into": "并入", "text": "文字", "caption": "说明", "source": "问卷内容", "version": "版本", "reason": "原因"},
	KeyOpen: "打开", KeyTake: "采用", KeyThird: "另填", KeyKeep: "决定", KeyCheck: "填好了",
}

var conflictsEN = Conflicts{
	Title: "Conflicts", None: "There is no conflict to decide", NoneHint: "When two laptops have changed the same thing differently, it stands here for a person to decide.", Count: "%d to decide", Decided: "chosen", Shown: "shown now", NoAnswer: "no answer",
	Remark: "Remark", Who: "By", Laptop: "Laptop", When: "When", Why: "Why", NoWhy: "not said", Nobody: "nobody", Third: "Neither: enter another", ThirdCodes: "Type the code, several with spaces between", ThirdNumber: "Type the number", ThirdText: "Type the text",
	Reason: "Why this decision", ReasonHint: "It is kept with the decision and goes to the other laptops.", DefaultReason: "decided after checking", NeedReason: "Say what the new answer rests on, such as: listened to the recording", Kept: "Decided; %d more", KeptAll: "Decided; there is no other conflict", NextOf: "Chosen; %d more of the same record, decided together",
	ReadOnly: "Another tingfang window uses this database: you can look here, not decide", Yes: "yes", No: "no", Comma: ", ",
	Kinds:   map[string]string{"response": "interview", "personal": "contact details", "approach": "approach", "form": "questionnaire", "hall": "hall", "person": "interviewer", "recipient": "recipient", "talk": "course of the talk", "note": "note", "tag": "tag", "followup": "follow-up", "attachment": "attachment", "contact": "call"},
	Fields:  map[string]string{"name": "name", "code": "code", "number": "number", "operator": "operator", "city": "city", "kind": "kind", "target": "target", "retired": "not in use", "definition": "definition", "what": "what", "who": "who", "due": "due", "done_at": "done", "gone": "deleted", "voided": "void", "disposition": "outcome", "hall": "hall", "into": "merged into", "text": "text", "caption": "caption", "source": "content", "version": "version", "reason": "reason"},
	KeyOpen: "open", KeyTake: "take", KeyThird: "another", KeyKeep: "decide", KeyCheck: "done",
}
