package questionnaire

// Status is what became of an item in an interview. The zero value is Open; an
// item that the route does not reach has no status at all (not asked).
type Status uint8

// The statuses an answer can have; their numbers stand in the database.
const (
	Open          Status = iota // on the route, left without an answer
	Given                       // answered: the only status in a percentage's base
	DontKnow                    // 不清楚
	Refused                     // 拒答
	NotApplicable               // 不适用
)

// Decided reports that the item needs no more attention: any status but Open.
func (s Status) Decided() bool { return s != Open }

var statusWords = [...]Text{
	Open:          {ZH: "未答", EN: "open"},
	Given:         {ZH: "已答", EN: "given"},
	DontKnow:      {ZH: "不清楚", EN: "don't know"},
	Refused:       {ZH: "拒答", EN: "refused"},
	NotApplicable: {ZH: "不适用", EN: "not applicable"},
}

// NotAsked is the word for an item that the route does not reach.
var NotAsked = Text{ZH: "未问", EN: "not asked"}

// Words is the status in words, Chinese and English.
func (s Status) Words() Text {
	if int(s) < len(statusWords) {
		return statusWords[s]
	}
	return nil
}

// Missing is the set of statuses besides Given that an item allows.
type Missing uint8

// The members of a Missing set.
const (
	MayNotKnow Missing = 1 << iota
	MayRefuse
	MayNotApply
)

// Allows reports whether an item with this set may have the status s; Open and
// Given are always allowed.
func (m Missing) Allows(s Status) bool {
	switch s {
	case Open, Given:
		return true
	case DontKnow:
		return m&MayNotKnow != 0
	case Refused:
		return m&MayRefuse != 0
	case NotApplicable:
		return m&MayNotApply != 0
	}
	return false
}

// Disposition is how an approach to a customer ended; the empty one is an
// interview that has not ended. The values stand in the database and in files.
type Disposition string

// The dispositions.
const (
	Complete    Disposition = "complete"
	Partial     Disposition = "partial"  // left, with enough items answered (Form.Partial)
	Breakoff    Disposition = "breakoff" // left earlier
	Refusal     Disposition = "refused"
	Unable      Disposition = "unable" // language, hearing
	NotEligible Disposition = "not_eligible"
	Duplicate   Disposition = "duplicate" // took part before
	Appointment Disposition = "appointment"
	Withdrawn   Disposition = "withdrawn" // answers erased, the approach still counts
)

// Dispositions lists every disposition in the order of reports.
var Dispositions = [...]Disposition{Complete, Partial, Breakoff, Refusal, Unable, NotEligible, Duplicate, Appointment, Withdrawn}

var dispositionWords = map[Disposition]Text{
	"":          {ZH: "进行中", EN: "in progress"},
	Complete:    {ZH: "完成", EN: "complete"},
	Partial:     {ZH: "部分完成", EN: "partial"},
	Breakoff:    {ZH: "中断", EN: "break-off"},
	Refusal:     {ZH: "拒访", EN: "refused"},
	Unable:      {ZH: "无法沟通", EN: "unable"},
	NotEligible: {ZH: "不合格", EN: "not eligible"},
	Duplicate:   {ZH: "重复受访", EN: "duplicate"},
	Appointment: {ZH: "约定再访", EN: "appointment"},
	Withdrawn:   {ZH: "已撤回", EN: "withdrawn"},
}

// Words is the disposition in words, Chinese and English; nil for a code that
// is none.
func (d Disposition) Words() Text { return dispositionWords[d] }

// Valid reports whether d is one of Dispositions.
func (d Disposition) Valid() bool { return d != "" && dispositionWords[d] != nil }
