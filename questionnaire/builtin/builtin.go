// Package builtin holds the questionnaires that ship with the program, each an
// XLSForm table like one anybody could write.
package builtin

import (
	"embed"
	"sync"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
)

//go:embed customer.md loyalty.md callback.md manager.md
var sources embed.FS

var (
	customer = sync.OnceValue(func() *questionnaire.Form { return load("customer.md") })
	loyalty  = sync.OnceValue(func() *questionnaire.Form { return load("loyalty.md") })
	callback = sync.OnceValue(func() *questionnaire.Form { return load("callback.md") })
	manager  = sync.OnceValue(func() *questionnaire.Form { return load("manager.md") })
)

// Customer is the customer satisfaction and loyalty survey at the hall.
func Customer() *questionnaire.Form { return customer() }

// Loyalty is the short loyalty survey at the hall.
func Loyalty() *questionnaire.Form { return loyalty() }

// CallBack is the call-back, by telephone, of customers whose interview ended
// dissatisfied; it follows Customer.
func CallBack() *questionnaire.Form { return callback() }

// Manager is the guide for an hour of talk with those who look after customers.
func Manager() *questionnaire.Form { return manager() }

// All lists the built-in forms in the order they are offered; each is read
// once, when it is first asked for.
func All() []*questionnaire.Form {
	return []*questionnaire.Form{Customer(), Loyalty(), CallBack(), Manager()}
}

// load reads an embedded form. A form that does not load is a mistake in the
// program itself, which its tests rule out.
func load(name string) *questionnaire.Form {
	source, err := sources.ReadFile(name)
	if err != nil {
		panic("built-in form " + name + ": " + err.Error())
	}
	f, err := xlsform.Parse(source)
	if err != nil {
		panic("built-in form " + name + ": " + err.Error())
	}
	return f
}
