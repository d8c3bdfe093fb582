package questionnaire

// Rule names the reason why an answer may not stand; ui/lang words it.
type Rule string

// The rules an answer can break.
const (
	RuleUnknown    Rule = "unknown"    // the form has no such item
	RuleNotAsked   Rule = "not_asked"  // the route does not reach the item
	RuleNoAnswer   Rule = "no_answer"  // the item takes no answer (note, calculation)
	RuleEmpty      Rule = "empty"      // given, but without a value
	RuleChoice     Rule = "choice"     // not one of the choices offered
	RuleOne        Rule = "one"        // one choice only
	RuleExclusive  Rule = "exclusive"  // a choice that stands alone, with another
	RuleNumber     Rule = "number"     // not a number
	RuleWhole      Rule = "whole"      // not a whole number
	RuleRange      Rule = "range"      // outside the range, or between its steps
	RuleDate       Rule = "date"       // not a date YYYY-MM-DD
	RuleStatus     Rule = "status"     // the item does not allow this status
	RuleReason     Rule = "reason"     // not one of the reasons listed
	RuleConstraint Rule = "constraint" // the form's own constraint
	RuleCheck      Rule = "check"      // the form's own soft check
	RuleRequired   Rule = "required"   // must be answered before the interview is finished
	RuleExpression Rule = "expression" // the form's expression cannot be computed
)

// Severity tells whether the interviewer may overrule a violation.
type Severity uint8

// The severities.
const (
	Hard Severity = iota
	Soft          // may be forced
)

// Violation says that an answer may not stand, as data.
type Violation struct {
	Ref      Ref
	Rule     Rule
	Severity Severity
	Value    string // what was tried, as shown to people
	Low      string // of RuleRange: the bounds and the step
	High     string
	Step     string
	Message  string // the form's own message in the session's language; may be empty
	Detail   string // of RuleExpression: what the evaluator says
}
