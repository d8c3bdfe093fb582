package exchange

import (
	"fmt"

	"tingfang/questionnaire"
)

// The rules a file can break besides those of an answer; ui/lang words them.
const (
	RuleEncoding  questionnaire.Rule = "encoding"        // not the encoding it should be; Detail names the one it may be in
	RuleNotCoded  questionnaire.Rule = "encoding_name"   // no encoding of that name
	RuleSyntax    questionnaire.Rule = "syntax"          // a quotation mark where none may stand, or one missing
	RuleNothing   questionnaire.Rule = "nothing"         // no first row
	RuleLong      questionnaire.Rule = "long"            // the long layout, or a codebook
	RuleColumn    questionnaire.Rule = "column"          // a column that is no item
	RuleColumnTwo questionnaire.Rule = "column_twice"    // a column that stands twice
	RuleColumns   questionnaire.Rule = "columns_missing" // a column of our own files is missing
	RuleNoItem    questionnaire.Rule = "no_item"         // none of the columns is an item
	RuleRagged    questionnaire.Rule = "ragged"          // Value cells, where the first row has Detail
	RuleBlank     questionnaire.Rule = "blank"           // a cell that must not be blank
	RuleForm      questionnaire.Rule = "form"            // of another form
	RuleVersion   questionnaire.Rule = "version"         // of a version of the form that is not here
	RuleTime      questionnaire.Rule = "time"            // not a date and time
	RuleOffset    questionnaire.Rule = "offset"          // not an offset such as +08:00
	RuleOneOf     questionnaire.Rule = "one_of"          // not one of the words listed in Detail
	RuleDisagree  questionnaire.Rule = "disagree"        // a 0/1 column that does not go with its item
	RuleTwice     questionnaire.Rule = "uuid_twice"      // an interview that stands in the file twice
	RuleOther     questionnaire.Rule = "other_values"    // an interview that is here already, with Detail in this column
)

// mostFaults is how many faults are told one by one.
const mostFaults = 20

// Fault is one thing wrong with a file, as data. Row counts the rows as a
// spreadsheet shows them, the header being 1; 0 = the file as a whole.
type Fault struct {
	Row     int
	Column  string // as the file names it; "" = the row as a whole
	Value   string
	Rule    questionnaire.Rule
	Low     string // of questionnaire.RuleRange: the bounds and the step
	High    string
	Step    string
	Message string // the form's own words for a constraint; may be empty
	Detail  string // what the rule says of it
}

// Error says it for developers.
func (f *Fault) Error() string {
	return fmt.Sprintf("row %d, column %q, value %q: %s", f.Row, f.Column, f.Value, f.Rule)
}

// FaultsError is what is wrong with a file: the first faults in the order of
// its rows, and how many more there are.
type FaultsError struct {
	First []Fault
	More  int
}

// Error says the first one for developers.
func (e *FaultsError) Error() string {
	return fmt.Sprintf("read csv: %d faults, the first: %v", len(e.First)+e.More, &e.First[0])
}

func (e *FaultsError) orNil() error {
	if len(e.First) == 0 {
		return nil
	}
	return e
}

func faulty(f Fault) error { return &FaultsError{First: []Fault{f}} }
