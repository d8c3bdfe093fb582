package exchange

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// CSVOptions says what a file holds and how it is written. The zero value is
// the guarded wide layout with codes, without remarks and personal items.
type CSVOptions struct {
	Raw      bool               // no guard against formulas
	Long     bool               // one row an answer
	Labels   bool               // labels and words of a status in place of codes
	Remarks  bool               // a remark column behind each item (always there in the long layout)
	Personal bool               // personal items too
	Lang     questionnaire.Lang // of labels and words
	// Older are earlier versions of the form, the newest first: what only they
	// ask follows behind the columns of the current one.
	Older []*questionnaire.Form
	// Talk reads what an interview of a guide holds beside its answers, for the
	// columns that count it; where it is nil they are blank.
	Talk func(response string) (talk.Record, error)
}

// Part tells what of an item a column carries.
type Part uint8

// The parts.
const (
	Lead    Part = iota // known of every interview; no item
	Whole               // the item's answer
	Chosen              // 0 or 1: one choice of a select_multiple
	Remark              // the interviewer's remark on the item
	Reason              // why it was refused: a code of its list of reasons
	Counted             // a figure of the talk of a guide; no item
)

// ofItem reports that the column is of an item.
func (p Part) ofItem() bool { return p != Lead && p != Counted }

// Variable is one column of the wide layout.
type Variable struct {
	Name     string // at most 32 bytes, unique whatever the case
	Part     Part
	Code     string                  // of Chosen: the choice; of Counted: what is counted
	Topic    string                  // of Counted: the topic's group, talk.Own, or "" for the interview
	Title    questionnaire.Text      // of Counted: the topic
	Form     *questionnaire.Form     // the newest version that has the item; nil of Lead
	Question *questionnaire.Question // the item in that version; nil of Lead and Counted
	Choices  []questionnaire.Choice  // of a select item, or the reasons of Reason: those of the newest version, then what only older ones offer
}

// Variables lists the columns of the wide layout in order; f is the current
// version of the form.
func Variables(f *questionnaire.Form, o CSVOptions) []Variable {
	b := builder{forms: o.versions(f), taken: map[string]bool{}, names: map[string]string{}, have: map[column]bool{}}
	for _, l := range leads {
		b.out = append(b.out, Variable{Name: b.take(l.name, "")})
	}
	for _, form := range b.forms {
		b.form(form)
	}
	b.talk(f)
	return slices.DeleteFunc(b.out, func(v Variable) bool {
		return v.Part == Remark && !o.Remarks || v.Part.ofItem() && !o.Personal && personal(b.forms, v.Question.Name)
	})
}

func (o CSVOptions) versions(f *questionnaire.Form) []*questionnaire.Form {
	return append([]*questionnaire.Form{f}, o.Older...)
}

// personal reports that the item is personal in any version.
func personal(forms []*questionnaire.Form, item string) bool {
	return slices.ContainsFunc(forms, func(f *questionnaire.Form) bool {
		q := f.Question(item)
		return q != nil && q.Personal
	})
}

// builder gathers every column there may be, so that a column's name never
// depends on which ones are wanted.
type builder struct {
	forms []*questionnaire.Form
	out   []Variable
	taken map[string]bool   // names given, in lower case
	names map[string]string // an item's own column name
	have  map[column]bool
}

type column struct {
	item string
	part Part
	code string
}

// form adds the columns that no newer version has added. The items' own names
// go first: they are fixed for good, derived ones give way.
func (b *builder) form(f *questionnaire.Form) {
	for i := range f.Questions {
		if q := &f.Questions[i]; b.names[q.Name] == "" && q.Kind != questionnaire.Note {
			b.names[q.Name] = b.take(q.Name, "")
		}
	}
	for i := range f.Questions {
		b.item(f, &f.Questions[i])
	}
}

func (b *builder) item(f *questionnaire.Form, q *questionnaire.Question) {
	v := Variable{Form: f, Question: q, Choices: choices(b.forms, q.Name, (*questionnaire.Form).Choices)}
	if q.Kind != questionnaire.Note {
		v.Part = Whole
		b.add(v, func() string { return b.names[q.Name] })
	}
	if q.Kind == questionnaire.SelectMultiple {
		for _, c := range f.Choices(q) {
			v.Part, v.Code = Chosen, c.Name
			b.add(v, func() string { return b.take(q.Name, suffix(v)) })
		}
	}
	if q.Kind != questionnaire.Calculate {
		v.Part, v.Code = Remark, ""
		b.add(v, func() string { return b.take(q.Name, "__remark") })
	}
	if v.Choices = choices(b.forms, q.Name, reasons); len(v.Choices) > 0 {
		v.Part, v.Code = Reason, ""
		b.add(v, func() string { return b.take(q.Name, "__reason") })
	}
	if g := q.Group; q.Role == questionnaire.RoleNotes && g >= 0 && f.Groups[g].Role == questionnaire.RoleTopic {
		b.counted(f, f.Groups[g].Name, f.Groups[g].Label, countMinutes, countNotes, countQuotes)
	}
}

// reasons are the reasons for which an item may be refused; a topic's stand at
// its notes or at its group.
func reasons(f *questionnaire.Form, q *questionnaire.Question) []questionnaire.Choice {
	name := q.Decline
	if name == "" && q.Role == questionnaire.RoleNotes && q.Group >= 0 {
		name = f.Groups[q.Group].Decline
	}
	if l := f.Lists[name]; name != "" && l != nil {
		return l.Choices
	}
	return nil
}

// talk adds what is counted of a guide's talk as a whole.
func (b *builder) talk(f *questionnaire.Form) {
	if f.Mode != questionnaire.Guide {
		return
	}
	if f.OwnTopics {
		b.counted(f, talk.Own, ownWords, countTopics, countDeclined, countMinutes, countNotes, countQuotes)
	}
	if f.Followups {
		b.counted(f, "", nil, countFollowups)
	}
	if f.Attachments {
		b.counted(f, "", nil, countAttachments)
	}
}

func (b *builder) counted(f *questionnaire.Form, topic string, title questionnaire.Text, what ...string) {
	for _, code := range what {
		at := column{topic, Counted, code}
		if b.have[at] {
			continue
		}
		b.have[at] = true
		base, suffix := topic, "__"+code
		if topic == "" {
			base, suffix = "talk", "__"+code
		}
		b.out = append(b.out, Variable{Name: b.take(base, suffix), Part: Counted, Code: code, Topic: topic, Title: title, Form: f})
	}
}

func (b *builder) add(v Variable, name func() string) {
	at := column{v.Question.Name, v.Part, v.Code}
	if !b.have[at] {
		b.have[at] = true
		v.Name = name()
		b.out = append(b.out, v)
	}
}

// choices are the choices of an item in all versions, each code once; list
// gives those of one version.
func choices(forms []*questionnaire.Form, item string, list func(*questionnaire.Form, *questionnaire.Question) []questionnaire.Choice) []questionnaire.Choice {
	var out []questionnaire.Choice
	for _, f := range forms {
		q := f.Question(item)
		if q == nil {
			continue
		}
		for _, c := range list(f, q) {
			if place(out, c.Name) < 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

func place(list []questionnaire.Choice, code string) int {
	return slices.IndexFunc(list, func(c questionnaire.Choice) bool { return c.Name == code })
}

// nameLimit is the longest name, in bytes, that statistics programs read.
const nameLimit = 32

// suffix is what the name of a choice's column adds to the item's.
func suffix(v Variable) string {
	if isName(v.Code) && len(v.Question.Name)+len("__")+len(v.Code) <= nameLimit {
		return "__" + v.Code
	}
	return "__" + strconv.Itoa(place(v.Choices, v.Code)+1)
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != ""
}

// take gives a name of its own: the base is cut to make room for the suffix,
// and a number follows where the name is taken.
func (b *builder) take(base, suffix string) string {
	tail := suffix
	for n := 2; ; n++ {
		name := cut(base, nameLimit-len(tail)) + tail
		if key := strings.ToLower(name); !b.taken[key] {
			b.taken[key] = true
			return name
		}
		tail = suffix + "_" + strconv.Itoa(n)
	}
}

// cut shortens a text to at most n bytes, never inside a character.
func cut(s string, n int) string {
	for len(s) > n {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}
