package questionnaire

import (
	"slices"
	"strconv"
	"time"
)

// Hall is a business hall (营业厅). ID never changes; Code is what files carry.
type Hall struct {
	ID, Code, Name string
	Operator       string // a code of Operators
	City           string
	Kind           string // "own", "campus" or "agent"
	Target         int    // complete interviews wanted; 0 = none set
	Retired        bool
}

// Person is an interviewer (访员). ID never changes; Number is what files carry.
type Person struct {
	ID, Number, Name string
	Retired          bool
}

// Study is what the notice read to the customer names.
type Study struct {
	Org     string // who runs the study
	Contact string // a telephone number or address for questions
	Keep    int    // days after which contact data are deleted
}

// Operators lists the operators' codes in the order they are offered.
var Operators = [...]string{"mobile", "unicom", "telecom", "broadnet", "other"}

// HallKinds lists the kinds of hall in the order they are offered.
var HallKinds = [...]string{"own", "campus", "agent"}

var operatorNames = map[string]Text{
	"mobile":   {ZH: "中国移动", EN: "China Mobile"},
	"unicom":   {ZH: "中国联通", EN: "China Unicom"},
	"telecom":  {ZH: "中国电信", EN: "China Telecom"},
	"broadnet": {ZH: "中国广电", EN: "China Broadnet"},
	"other":    {ZH: "本运营商", EN: "this operator"},
}

// OperatorName is the operator's name as read aloud; nil for an unknown code.
func OperatorName(code string) Text { return operatorNames[code] }

// ContextNames are the reserved names that a form may pipe without asking:
// what is known before the first question.
var ContextNames = [...]string{"hall", "operator", "interviewer", "study_org", "study_contact", "keep_days"}

// IsContext reports whether name is one of ContextNames.
func IsContext(name string) bool { return slices.Contains(ContextNames[:], name) }

// Known is one thing known before the first question: the value expressions
// see and the words a text is piped with.
type Known struct {
	Value string
	Shown Text
}

// Context is what an interview knows before its first question. Now is the
// moment the interview began: expressions see no other time, so that replaying
// the answers gives the same route.
type Context struct {
	Known map[string]Known
	Now   time.Time
}

// NewContext is what an interview at this hall by this person knows before
// its first question; now is when it began, in the local zone.
func NewContext(h Hall, p Person, st Study, now time.Time) Context {
	same := func(s string) Text { return Text{"": s} }
	days := strconv.Itoa(st.Keep)
	return Context{Now: now, Known: map[string]Known{
		"hall":          {h.Code, same(h.Name)},
		"operator":      {h.Operator, OperatorName(h.Operator)},
		"interviewer":   {p.Number, same(p.Name)},
		"study_org":     {st.Org, same(st.Org)},
		"study_contact": {st.Contact, same(st.Contact)},
		"keep_days":     {days, same(days)},
	}}
}
