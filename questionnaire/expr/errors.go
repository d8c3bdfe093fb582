package expr

import "fmt"

// Rule says which rule an expression breaks, as a stable lower-case word.
type Rule string

// The rules of syntax, found by Parse.
const (
	Empty           Rule = "empty"            // there is no expression
	TooLong         Rule = "too_long"         // over 32 KiB, as written or as printed
	TooDeep         Rule = "too_deep"         // nested deeper than 200 levels
	UnexpectedToken Rule = "unexpected_token" // a token stands where none of its kind may
	UnexpectedEnd   Rule = "unexpected_end"   // the text ends where a value must follow
	UnclosedString  Rule = "unclosed_string"  // a quote without its partner
	UnclosedParen   Rule = "unclosed_paren"   // an opening parenthesis without its partner
	UnknownFunction Rule = "unknown_function" // no such function
	WrongArity      Rule = "wrong_arity"      // too few or too many arguments
	BadReference    Rule = "bad_reference"    // ${…} is not well formed, or missing where it must stand
	BareName        Rule = "bare_name"        // a word that is neither quoted nor a ${reference}
	BadPattern      Rule = "bad_pattern"      // a regular expression that does not compile
	BadNumber       Rule = "bad_number"       // a number too large to hold
	Unsupported     Rule = "unsupported"      // XPath or ODK, but outside the subset
)

// The rules of evaluation, found by Eval, as BadPattern is where the pattern is
// no literal.
const (
	NotADate  Rule = "not_a_date" // a value that is no date where one is needed
	BadFormat Rule = "bad_format" // an unknown letter after % in a date format
	NoColumn  Rule = "no_column"  // a filter evaluated outside a choice list
)

// SyntaxError says where and why Parse refused an expression.
type SyntaxError struct {
	Pos   int    // offset in runes from the start of the source, from 0
	Rule  Rule   // the rule broken
	Token string // the piece of source it is about, a text in its quotes; may be empty
}

var syntaxMeanings = map[Rule]string{
	Empty:           "there is no expression%s",
	TooLong:         "the expression is longer than 32 KiB; split it into calculations%s",
	TooDeep:         "%q is nested deeper than 200 levels; split it into calculations",
	UnexpectedToken: "%q does not belong here",
	UnexpectedEnd:   "a value is missing after %q",
	UnclosedString:  "the quote %s is never closed",
	UnclosedParen:   "the parenthesis of %q is never closed",
	UnknownFunction: "there is no function %q",
	WrongArity:      "%q has the wrong number of arguments",
	BadReference:    "%q is not a reference; write ${name}",
	BareName:        "%q is neither an item nor a text; write ${name} for an item, 'text' for a text",
	BadPattern:      "%s is not a regular expression",
	BadNumber:       "%q is too large a number",
	Unsupported:     "%q is not supported; refer to items as ${name} and use the functions listed",
}

// Error says it in English, counting characters from 1.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("character %d: "+syntaxMeanings[e.Rule], e.Pos+1, e.Token)
}

// ValueError says which function could not do with the value it met. It does
// not repeat the value, which may be somebody's answer.
type ValueError struct {
	Function string // the function or the column, as written
	Rule     Rule   // NotADate, BadFormat, BadPattern or NoColumn
}

var valueMeanings = map[Rule]string{
	NotADate:   "%s: the value is not a date",
	BadFormat:  "%s: the date format has an unknown letter after %%",
	BadPattern: "%s: the pattern is not a regular expression",
	NoColumn:   "%s: columns have values only while choices are filtered",
}

// Error says it in English.
func (e *ValueError) Error() string {
	return fmt.Sprintf(valueMeanings[e.Rule], e.Function)
}
