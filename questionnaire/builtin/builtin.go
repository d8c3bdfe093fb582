// Package builtin holds the questionnaires that ship with the program, each an
// XLSForm table like one anybody could write.
package builtin

import (
	_ "embed"
	"sync"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
)

//go:embed customer.md
var customerSource []byte

var customer = sync.OnceValue(func() *questionnaire.Form { return load("customer.md", customerSource) })

// Customer is the customer satisfaction and loyalty survey at the hall.
func Customer() *questionnaire.Form { return customer() }

// All lists the built-in forms in the order they are offered.
func All() []*questionnaire.Form { return []*questionnaire.Form{Customer()} }

// load reads an embedded form. A form that does not load is a mistake in the
// program itself, which its tests rule out.
func load(name string, source []byte) *questionnaire.Form {
	f, err := xlsform.Parse(source)
	if err != nil {
		panic("built-in form " + name + ": " + err.Error())
	}
	return f
}
