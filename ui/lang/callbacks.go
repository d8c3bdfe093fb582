package lang

// CallBacks holds the texts of the list of customers to be called back.
type CallBacks struct {
	Title    string
	Count    string // %d in all, %d still to be called
	None     string
	Untried  string
	Tries    string // %d
	Next     string // %s: when to try again
	Called   string
	Logged   string // after a number was shown
	Kept     string // a try
	NoCall   string
	TryTitle string    // %s the interview's day, %s its hall
	Outcomes [6]string // in the order of store.Outcome
	When     string
	WhenHint string
	// WhenWrong says how a date is to be written.
	WhenWrong string

	KeyBegin, KeyPhone, KeyTry, KeyInterview, KeyCall, KeyKeep string
}

var callbacksZH = CallBacks{
	Title: "回访", Count: "共 %d 位，待回访 %d", None: "没有要回访的客户：不满意、同意回访并留了电话的才在这里。",
	Untried: "还没打过", Tries: "打过 %d 次", Next: "约在 %s", Called: "已回访",
	Logged: "号码已显示，这次查看记下了", Kept: "记下了", NoCall: "这位客户还没有回访",
	TryTitle: "%s %s 的客户：这次电话怎么样？", Outcomes: [6]string{"接通了", "没人接", "占线", "号码不对", "不愿意", "另约时间"},
	When: "约在什么时候", WhenHint: "如 2026-12-01 15:00", WhenWrong: "时间要写成日期加钟点，如 2026-12-01 15:00",
	KeyBegin: "开始回访", KeyPhone: "看号码", KeyTry: "记电话", KeyInterview: "看原访谈", KeyCall: "看回访", KeyKeep: "记下",
}

var callbacksEN = CallBacks{
	Title: "Call-backs", Count: "%d in all, %d to call", None: "Nobody to call: listed are dissatisfied customers who agreed to a call and left a number.",
	Untried: "not tried yet", Tries: "tries: %d", Next: "again at %s", Called: "called back",
	Logged: "The number is shown; that it was is kept", Kept: "Kept", NoCall: "This customer has not been called back yet",
	TryTitle: "Customer of %s, %s: how did the call go?", Outcomes: [6]string{"reached", "no answer", "busy", "wrong number", "declined", "another time"},
	When: "When", WhenHint: "such as 2026-12-01 15:00", WhenWrong: "Write a date and a time of day, such as 2026-12-01 15:00",
	KeyBegin: "call", KeyPhone: "number", KeyTry: "note try", KeyInterview: "interview", KeyCall: "call-back", KeyKeep: "keep",
}
