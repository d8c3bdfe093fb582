package xlsform

import (
	"fmt"
	"strings"
)

// Rule names what is wrong with a form; ui/lang words it with its remedy.
type Rule string

// The rules of files and sheets.
const (
	RuleFormat      Rule = "format"        // neither .md nor .csv; Value is the ending
	RuleTooLarge    Rule = "too_large"     // over MaxBytes, MaxRows or MaxColumns
	RuleEncoding    Rule = "encoding"      // not UTF-8
	RuleCSV         Rule = "csv"           // broken CSV; Value is the line
	RuleNoSheetName Rule = "no_sheet_name" // a row before the name of a sheet
	RuleStrayCells  Rule = "stray_cells"   // cells beside the name of a sheet
	RuleSheetTwice  Rule = "sheet_twice"
	RuleNoSurvey    Rule = "no_survey"
	RuleNoItems     Rule = "no_items"    // nothing is asked
	RuleTooMany     Rule = "too_many"    // further faults are not listed
	RuleFormID      Rule = "form_id"     // not a name
	RuleOtherSheet  Rule = "other_sheet" // a sheet of XLSForm that is not supported
	RuleExtraSheet  Rule = "extra_sheet" // a sheet that is not read
)

// The rules of columns and cells.
const (
	RuleUnknownColumn    Rule = "unknown_column"
	RuleUnknownExtension Rule = "unknown_extension" // an x_ column there is none of
	RuleColumnTwice      Rule = "column_twice"
	RuleNoColumn         Rule = "no_column" // a column that must be there; Value is its name
	RuleUnsupported      Rule = "unsupported_column"
	RuleNoEffect         Rule = "no_effect"     // a column this type of row does not use
	RuleValue            Rule = "value"         // not a value the column takes; Detail lists those
	RuleYesNo            Rule = "yes_no"        // neither yes nor no
	RuleWholeNumber      Rule = "whole_number"  // not a whole number above 0
	RuleNotNumber        Rule = "not_number"    // not a number
	RuleAppearance       Rule = "appearance"    // unknown
	RuleDefault          Rule = "default"       // a default the item does not take
	RuleParameter        Rule = "parameter"     // not key=value
	RuleParameterKey     Rule = "parameter_key" // Detail lists those the type takes
	RuleParameterNumber  Rule = "parameter_number"
	RuleRangeStep        Rule = "range_step" // the step is 0 or less
)

// The rules of rows of the survey.
const (
	RuleNoType        Rule = "no_type"
	RuleUnknownType   Rule = "unknown_type"
	RuleOtherType     Rule = "other_type" // a type of XLSForm that is not supported
	RuleMetadata      Rule = "metadata"   // kept by the program itself
	RuleNoName        Rule = "no_name"
	RuleName          Rule = "name"          // not made of letters, digits and _
	RulePlainName     Rule = "plain_name"    // not lower-case ASCII
	RuleLongName      Rule = "long_name"     // over 32 bytes
	RuleReservedName  Rule = "reserved_name" // a word of SPSS, or meta
	RuleLeadName      Rule = "lead_name"     // a column every file begins with
	RuleContextName   Rule = "context_name"  // known before the first question
	RuleNameTwice     Rule = "name_twice"    // Detail is the other row
	RuleNumberTwice   Rule = "number_twice"  // x_no; Detail is the other row
	RuleUnclosedGroup Rule = "unclosed_group"
	RuleNoGroup       Rule = "no_group" // an end without its begin
	RuleNoLabel       Rule = "no_label"
	RuleNoCalculation Rule = "no_calculation"
	RuleOrOtherFilter Rule = "or_other_filter"
	RuleTranslation   Rule = "translation" // Value is the language missing
	RuleNoMessage     Rule = "no_message"  // a soft check without message
	RuleInlineFirst   Rule = "inline_first"
	RuleNotClosed     Rule = "not_closed"   // a column for items of another kind
	RuleScale         Rule = "scale"        // codes do not fit the scale; Detail is what they must be
	RuleReverse       Rule = "reverse"      // x_reverse without a scale
	RuleDuty          Rule = "duty"         // a role on a row of another kind
	RuleGuideOnly     Rule = "guide_only"   // what only a guide has, in another form
	RuleNoTopic       Rule = "no_topic"     // a guide without topics
	RuleTopicPart     Rule = "topic_part"   // Detail is the role that a topic lacks, or has too often
	RuleTopicProbes   Rule = "topic_probes" // the two items of probes have different lists; Detail is the other list
	RuleTopicItem     Rule = "topic_item"   // an item in a topic that is none of its parts
	RuleOutsideTopic  Rule = "outside_topic"
	RuleTopicInTopic  Rule = "topic_in_topic"
	RuleUnreachable   Rule = "unreachable"
	RuleUnoffered     Rule = "unoffered" // Detail is the choice's code
	RuleUnwalked      Rule = "unwalked"  // too many paths to look at
)

// The rules of settings.
const (
	RuleFollowsNone   Rule = "follows_none"   // x_offer_when without x_follows
	RuleFollowsItself Rule = "follows_itself" // x_follows is the form itself
	RuleFollowsName   Rule = "follows_name"   // an item the form before does not have; Detail is that form
)

// The rules of choices.
const (
	RuleNoList      Rule = "no_list" // Value is the list
	RuleUnusedList  Rule = "unused_list"
	RuleNoListName  Rule = "no_list_name"
	RuleNoCode      Rule = "no_code"
	RuleCode        Rule = "code"         // a code with a space
	RuleCodeTwice   Rule = "code_twice"   // Detail is the other row
	RuleMissingCode Rule = "missing_code" // -97, -98 or -99
	RuleEndsHere    Rule = "ends_here"    // x_ends on a list of an item that takes several
)

// The rules of expressions.
const (
	RuleSyntax      Rule = "syntax"       // Detail is the rule of package expr, Value the token
	RuleUnknownName Rule = "unknown_name" // Value is the name
	RuleReference   Rule = "reference"    // ${ without its }
	RuleNoSuchField Rule = "no_such_field"
	RuleCycle       Rule = "cycle" // Value is the ring
)

// Fault is one thing wrong with a form, as data.
type Fault struct {
	Sheet   string // as written; "" = the file
	Row     int    // in the sheet, from 1; 0 = the sheet
	Column  string // the header as written; "" = the row
	Pos     int    // character in the cell, from 1; 0 = the cell
	Rule    Rule
	Value   string // what is wrong
	Detail  string // more, where the rule says so
	Warning bool   // the form can be used all the same
}

// Error says it in plain English: place, rule, value.
func (f *Fault) Error() string {
	var b strings.Builder
	if f.Sheet != "" {
		b.WriteString("sheet " + f.Sheet + ", ")
	}
	if f.Row > 0 {
		fmt.Fprintf(&b, "row %d, ", f.Row)
	}
	if f.Column != "" {
		b.WriteString("column " + f.Column + ", ")
	}
	if f.Pos > 0 {
		fmt.Fprintf(&b, "character %d, ", f.Pos)
	}
	place := strings.TrimSuffix(b.String(), ", ")
	said := strings.ReplaceAll(string(f.Rule), "_", " ")
	if place != "" {
		said = place + ": " + said
	}
	if f.Value != "" {
		said += fmt.Sprintf(" %q", f.Value)
	}
	if f.Detail != "" {
		said += " (" + f.Detail + ")"
	}
	return said
}

// Failed reports whether there is an error among the faults.
func Failed(faults []Fault) bool {
	for _, f := range faults {
		if !f.Warning {
			return true
		}
	}
	return false
}
