package questionnaire

import (
	"fmt"
	"strings"

	"tingfang/questionnaire/expr"
)

// Kind is the kind of an item.
type Kind uint8

// The kinds of items.
const (
	Note Kind = iota
	FreeText
	Integer
	Decimal
	Date
	SelectOne
	SelectMultiple
	Range
	Calculate
)

// Closed reports that the item's answers are one or more of a list or range.
func (k Kind) Closed() bool { return k == SelectOne || k == SelectMultiple || k == Range }

// Asks reports that the item takes an answer from a person.
func (k Kind) Asks() bool { return k != Note && k != Calculate }

// Mode is how a form is held.
type Mode string

// The modes of a form.
const (
	Survey Mode = "survey"
	Guide  Mode = "guide"
	Phone  Mode = "phone"
)

// Role is what an item is for, where the program must know (x_role).
type Role string

// The roles.
const (
	RoleConsent        Role = "consent"
	RoleRefusalReason  Role = "refusal_reason"
	RoleBreakoffReason Role = "breakoff_reason"
	RoleEligibility    Role = "eligibility"
	RoleCallback       Role = "callback_consent"
	RoleConsentNotes   Role = "consent_notes"
	RoleConsentQuote   Role = "consent_quote"
	RoleConsentPhoto   Role = "consent_photo"
	RoleSegment        Role = "segment"
	RoleRespondentRole Role = "respondent_role"
	RoleTopic          Role = "topic"
	RoleQuestion       Role = "question"
	RoleProbes         Role = "probes"
	RoleNotes          Role = "notes"
	RoleTakeaways      Role = "takeaways"
)

// Choice is one answer of a closed item. Name is its code: it never changes
// meaning between versions of a form.
type Choice struct {
	Name      string
	Label     Text
	Box       string            // "top", "mid", "bottom", "focus" or ""
	Value     *float64          // the number used in means; nil = off the scale
	Exclusive bool              // stands alone in a select_multiple
	Ends      Disposition       // with this answer the interview ends so
	Extra     map[string]string // further columns, for choice filters
	Row       int               // its row in the source's choices sheet
}

// List is a named list of choices.
type List struct {
	Name    string
	Choices []Choice
}

// Bounds are the limits of a range item.
type Bounds struct{ Start, End, Step float64 }

// Group is a named group of items; groups nest.
type Group struct {
	Name      string
	Label     Text
	Parent    int  // index in Form.Groups, -1 at the top
	FieldList bool // its items share one screen
	Role      Role
	Relevant  *expr.Expr // nil = always
	Missing   Missing    // a guide's topic may be declined
	Decline   string     // name of the list of reasons for declining
	Row       int
}

// Question is one item of a form. Nil expressions hold always; an absent Text
// is empty.
type Question struct {
	Name       string
	Kind       Kind
	Label      Text // what is read aloud
	Hint       Text // shown with it, may be read
	Guidance   Text // the note to the interviewer, never read, never on the card
	Short      Text // short name for tables and lists
	Group      int  // index in Form.Groups, -1 outside groups
	No         int  // printed number; 0 = not counted
	Role       Role
	Missing    Missing
	NALabel    Text // the item's own words for not applicable
	Decline    string
	Required   *expr.Expr // must be decided before finishing where true
	Relevant   *expr.Expr
	Constraint *expr.Expr
	Check      *expr.Expr // soft
	Calculation,
	Default *expr.Expr
	DefaultValue      string // a literal default; "" where Default or none
	RequiredMessage   Text
	ConstraintMessage Text
	CheckMessage      Text
	List              string // of a select item
	Filter            *expr.Expr
	Range             Bounds
	Scale             string // "sat5", "gap5" … ; "" = none
	Reverse           bool
	Index             []string
	Personal          bool // kept apart, out of exports unless asked for
	Inline            bool // drawn under the item before; Enter skips
	Multiline         bool
	Row               int // its row in the source's survey sheet
}

// ofTopic reports a part of a guide's topic that a person need not answer: what
// is said stands in notes, and a probe that was not needed stays unticked.
func (q *Question) ofTopic() bool { return q.Role == RoleProbes || q.Role == RoleNotes }

// Title is the item's short name, or else its question.
func (q *Question) Title(l Lang) string {
	if s := q.Short.In(l); s != "" {
		return s
	}
	return q.Label.In(l)
}

// Form is a questionnaire as loaded. It is never changed after Compile.
type Form struct {
	ID, Version     string
	Title           Text
	Languages       []Lang
	DefaultLanguage Lang
	Mode            Mode
	Partial         int // with so many numbered items answered a left interview is partial
	Follows         string
	OfferWhen       *expr.Expr
	OwnTopics       bool
	Followups       bool
	Attachments     bool
	Questions       []Question // in the order they are asked; groups flattened
	Groups          []Group
	Lists           map[string]*List
	Source          []byte   // canonical source; Hash is its SHA-256
	Hash            [32]byte // the form's identity

	byName map[string]int
	order  []int   // evaluation order of all questions
	groups [][]int // per group: itself and its ancestors
}

// CycleError says that items' expressions depend on one another in a ring.
type CycleError struct{ Names []string }

// Error lists the ring.
func (e *CycleError) Error() string {
	return "expressions depend on one another: " + strings.Join(e.Names, " -> ")
}

// Compile prepares a form for use: it is called once by whoever built it. It
// fails with a *CycleError where expressions form a ring, and on a name that
// stands twice.
func (f *Form) Compile() error {
	f.byName = make(map[string]int, len(f.Questions))
	for i := range f.Questions {
		name := f.Questions[i].Name
		if _, twice := f.byName[name]; twice && name != "" {
			return fmt.Errorf("compile form %s: name %q stands twice", f.ID, name)
		}
		f.byName[name] = i
	}
	f.groups = make([][]int, len(f.Groups))
	for g := range f.Groups {
		for at := g; at >= 0; at = f.Groups[at].Parent {
			f.groups[g] = append(f.groups[g], at)
		}
	}
	return f.sort()
}

// Find gives the index of the item in Questions, or -1.
func (f *Form) Find(name string) int {
	if i, ok := f.byName[name]; ok {
		return i
	}
	return -1
}

// Question gives the item by name, or nil.
func (f *Form) Question(name string) *Question {
	if i := f.Find(name); i >= 0 {
		return &f.Questions[i]
	}
	return nil
}

// Choices gives all choices of a select item, whatever its filter; nil for
// other items.
func (f *Form) Choices(q *Question) []Choice {
	if l := f.Lists[q.List]; l != nil {
		return l.Choices
	}
	return nil
}

// Numbered counts the items with a printed number: the m of "n of m".
func (f *Form) Numbered() int {
	n := 0
	for i := range f.Questions {
		if f.Questions[i].No > 0 {
			n++
		}
	}
	return n
}

// WithRole gives the first item with the role, or nil.
func (f *Form) WithRole(r Role) *Question {
	for i := range f.Questions {
		if f.Questions[i].Role == r {
			return &f.Questions[i]
		}
	}
	return nil
}

// ancestors are the groups around question i, innermost first.
func (f *Form) ancestors(i int) []int {
	if g := f.Questions[i].Group; g >= 0 {
		return f.groups[g]
	}
	return nil
}

// fieldList is the outermost group around question i whose items share one
// screen, or -1.
func (f *Form) fieldList(i int) int {
	found := -1
	for _, g := range f.ancestors(i) {
		if f.Groups[g].FieldList {
			found = g
		}
	}
	return found
}

// depends names the items on which the value or the relevance of question i
// rests: what must be settled before it.
func (f *Form) depends(i int) []string {
	q := &f.Questions[i]
	exprs := []*expr.Expr{q.Relevant, q.Calculation}
	for _, g := range f.ancestors(i) {
		exprs = append(exprs, f.Groups[g].Relevant)
	}
	var names []string
	for _, e := range exprs {
		if e != nil {
			names = append(names, e.Names()...)
		}
	}
	return names
}

// sort orders the questions so that each stands behind what it depends on,
// otherwise in the order of the form.
func (f *Form) sort() error {
	const (
		fresh = iota
		open
		done
	)
	f.order = f.order[:0]
	state := make([]uint8, len(f.Questions))
	var path []string
	var visit func(i int) error
	visit = func(i int) error {
		path = append(path, f.Questions[i].Name)
		defer func() { path = path[:len(path)-1] }()
		switch state[i] {
		case open:
			return &CycleError{Names: ring(path)}
		case done:
			return nil
		}
		state[i] = open
		for _, name := range f.depends(i) {
			if j := f.Find(name); j >= 0 {
				if err := visit(j); err != nil {
					return err
				}
			}
		}
		state[i] = done
		f.order = append(f.order, i)
		return nil
	}
	for i := range f.Questions {
		if err := visit(i); err != nil {
			return err
		}
	}
	return nil
}

// ring cuts a path down to the ring it ends in.
func ring(path []string) []string {
	last := path[len(path)-1]
	for i, name := range path {
		if name == last {
			return append([]string(nil), path[i:]...)
		}
	}
	return path
}
