package exports

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/ui/exporting"
	"tingfang/ui/widget/pick"
)

// field is one line of the screen.
type field uint8

const (
	fieldForm field = iota
	fieldHall
	fieldPerson
	fieldWhen
	fieldFormat
	fieldContent
	fieldLayout
	fieldUse
	fieldRemarks
	fieldPersonal
	fieldQuotes
	fieldRest
	fieldPath
	fields
)

// shown are the fields there is something to choose in, in order.
func (s *Screen) shown() []field {
	var out []field
	for f := range fields {
		if s.offers(f) {
			out = append(out, f)
		}
	}
	return out
}

// offers reports that there is something to choose in a field.
func (s *Screen) offers(f field) bool {
	table := s.format() == exporting.CSV
	switch f {
	case fieldForm:
		return len(s.forms) > 1
	case fieldFormat:
		return s.guide()
	case fieldContent, fieldLayout, fieldRemarks:
		return table
	case fieldUse:
		return table || s.format() == exporting.Notes
	case fieldQuotes:
		return !table
	}
	return true
}

// guide reports that the form is one, with more formats than the table.
func (s *Screen) guide() bool { return s.form() != nil && s.form().Mode == questionnaire.Guide }

// format is the format chosen.
func (s *Screen) format() exporting.Format {
	if !s.guide() {
		return exporting.CSV
	}
	return exporting.Format(s.chosen[fieldFormat])
}

// chose reports that a field that is offered has its second value.
func (s *Screen) chose(f field) bool { return s.offers(f) && s.chosen[f] == 1 }

func (s *Screen) label(f field) string {
	t, k := s.env.Texts.Exports, s.env.Texts.Talk
	personal := t.Personal
	if s.guide() {
		personal = k.Personal
	}
	return [fields]string{t.Form, t.Hall, t.Person, t.When, k.Format, t.Content, t.Layout, t.Use, t.Remarks, personal, k.Quotes, t.Rest, t.Path}[f]
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
			out = append(out, questionnaire.HarmlessLine(strings.TrimSpace(h.Code+" "+h.Name)))
		}
	case fieldPerson:
		out = append(out, t.Everyone)
		for _, p := range s.people {
			out = append(out, questionnaire.HarmlessLine(strings.TrimSpace(p.Number+" "+p.Name)))
		}
	case fieldWhen:
		out = t.Days[:]
	case fieldFormat:
		out = s.env.Texts.Talk.Formats[:]
	case fieldContent:
		out = t.Contents[:]
	case fieldLayout:
		out = t.Layouts[:]
	case fieldUse:
		out = t.Uses[:]
	case fieldRemarks, fieldPersonal, fieldQuotes, fieldRest:
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
	if f == nil {
		return
	}
	ending := endings[s.format()]
	if s.named {
		value := s.path.Value()
		if had := filepath.Ext(value); had != ending && slices.Contains(endings[:], had) {
			s.path.SetValue(strings.TrimSuffix(value, had) + ending)
		}
		return
	}
	parts := []string{f.ID, s.hall().Code, s.person().Number, s.env.Now().Format(time.DateOnly)}
	for _, way := range []struct {
		field
		word string
	}{{fieldContent, "labels"}, {fieldLayout, "long"}} {
		if s.chose(way.field) {
			parts = append(parts, way.word)
		}
	}
	if s.format() == exporting.Notes {
		parts = append(parts, "notes")
	}
	var name []string
	for _, p := range parts {
		if p = strings.Map(fileSafe, p); p != "" {
			name = append(name, p)
		}
	}
	s.path.SetValue(filepath.Join(s.folder, strings.Join(name, "-")+ending))
}

// endings are those of the files, by format.
var endings = [...]string{exporting.CSV: ".csv", exporting.Notes: ".csv", exporting.Markdown: ".md", exporting.QDPX: ".qdpx"}

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
