package exports

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/ui/widget/pick"
)

// field is one line of the screen.
type field uint8

const (
	fieldForm field = iota
	fieldHall
	fieldPerson
	fieldWhen
	fieldContent
	fieldLayout
	fieldUse
	fieldRemarks
	fieldPersonal
	fieldRest
	fieldPath
	fields
)

// shown are the fields there is something to choose in, in order.
func (s *Screen) shown() []field {
	var out []field
	for f := range fields {
		if f != fieldForm || len(s.forms) > 1 {
			out = append(out, f)
		}
	}
	return out
}

func (s *Screen) label(f field) string {
	t := s.env.Texts.Exports
	return [fields]string{t.Form, t.Hall, t.Person, t.When, t.Content, t.Layout, t.Use, t.Remarks, t.Personal, t.Rest, t.Path}[f]
}

// values are the words of what a field can be, in order.
func (s *Screen) values(f field) []string {
	t := s.env.Texts.Exports
	var out []string
	switch f {
	case fieldForm:
		for _, form := range s.forms {
			out = append(out, form.Title.In(s.env.Lang))
		}
	case fieldHall:
		out = append(out, t.Everyone)
		for _, h := range s.halls {
			out = append(out, strings.TrimSpace(h.Code+" "+h.Name))
		}
	case fieldPerson:
		out = append(out, t.Everyone)
		for _, p := range s.people {
			out = append(out, strings.TrimSpace(p.Number+" "+p.Name))
		}
	case fieldWhen:
		out = t.Days[:]
	case fieldContent:
		out = t.Contents[:]
	case fieldLayout:
		out = t.Layouts[:]
	case fieldUse:
		out = t.Uses[:]
	case fieldRemarks, fieldPersonal, fieldRest:
		out = t.Carry[:]
	}
	return out
}

// listed reports that a field's values are many and shown as a list.
func listed(f field) bool { return f == fieldForm || f == fieldHall || f == fieldPerson }

func (s *Screen) form() *questionnaire.Form {
	if len(s.forms) == 0 {
		return nil
	}
	return s.forms[s.chosen[fieldForm]]
}

// hall is the hall chosen; the zero Hall for all.
func (s *Screen) hall() questionnaire.Hall {
	if n := s.chosen[fieldHall]; n > 0 && n <= len(s.halls) {
		return s.halls[n-1]
	}
	return questionnaire.Hall{}
}

// person is the interviewer chosen; the zero Person for all.
func (s *Screen) person() questionnaire.Person {
	if n := s.chosen[fieldPerson]; n > 0 && n <= len(s.people) {
		return s.people[n-1]
	}
	return questionnaire.Person{}
}

// days are the first moment that counts and the first one after; weeks begin
// on Monday.
func (s *Screen) days() (from, to time.Time) {
	now := s.env.Now()
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch s.chosen[fieldWhen] {
	case 1:
		return day, day.AddDate(0, 0, 1)
	case 2:
		return day.AddDate(0, 0, -(int(day.Weekday())+6)%7), time.Time{}
	case 3:
		return day.AddDate(0, 0, 1-day.Day()), time.Time{}
	}
	return time.Time{}, time.Time{}
}

// name gives the file the name that says what is in it, until one is typed.
func (s *Screen) name() {
	f := s.form()
	if s.named || f == nil {
		return
	}
	parts := []string{f.ID, s.hall().Code, s.person().Number, s.env.Now().Format(time.DateOnly)}
	for _, way := range []struct {
		field
		word string
	}{{fieldContent, "labels"}, {fieldLayout, "long"}} {
		if s.chosen[way.field] == 1 {
			parts = append(parts, way.word)
		}
	}
	var name []string
	for _, p := range parts {
		if p = strings.Map(fileSafe, p); p != "" {
			name = append(name, p)
		}
	}
	s.path.SetValue(filepath.Join(s.folder, strings.Join(name, "-")+".csv"))
}

// fileSafe drops what some system does not take in a file's name.
func fileSafe(r rune) rune {
	if r < ' ' || strings.ContainsRune(`/\:*?"<>| .`, r) {
		return -1
	}
	return r
}

// pickList makes the list of the values of the field in focus.
func (s *Screen) pickList() {
	var items []pick.Item
	for _, v := range s.values(s.at) {
		items = append(items, pick.Item{Text: v})
	}
	l := pick.New(items)
	l.Move(s.chosen[s.at])
	s.list = &l
}

// summary says how many interviews the fields choose.
func (s *Screen) summary() (text string, none bool) {
	t := s.env.Texts.Exports
	switch {
	case !s.counted:
		return t.Counting, false
	case s.count == 0:
		return t.CountNone, true
	}
	return fmt.Sprintf(t.Count, s.count), false
}
