package records

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/widget/pick"
)

// filter is one condition of the list; its key is its number from 1.
type filter uint8

const (
	byHall filter = iota
	byPerson
	byResult
	byWhen
	byForm
	kinds
)

// filters are the conditions that are set; zero values choose everything.
type filters struct {
	hall   questionnaire.Hall
	person questionnaire.Person
	result questionnaire.Disposition
	drafts bool
	when   int // index in the words of days
	form   string
}

// offered are the filters there are values for, in order.
func (s *Screen) offered() []filter {
	if s.title != "" {
		return nil
	}
	all := []filter{byHall, byPerson, byResult, byWhen}
	if len(s.window.titles) > 1 {
		all = append(all, byForm)
	}
	return all
}

// filtered reports that a condition is set.
func (s *Screen) filtered() bool { return s.filters != (filters{}) || s.search.Len() > 0 }

// filter is what the store is asked for: everything but what the conditions
// leave out.
func (s *Screen) filter() store.Filter {
	f := store.Filter{HallID: s.filters.hall.ID, PersonID: s.filters.person.ID, FormID: s.filters.form, Text: strings.TrimSpace(s.search.Value()),
		Practice: true, Voided: true, Approaches: true}
	if s.filters.result != "" {
		f.Dispositions = []questionnaire.Disposition{s.filters.result}
	}
	if s.filters.drafts {
		stage := questionnaire.Draft
		f.Stage = &stage
	}
	f.From, f.To = s.days()
	return f
}

// days are the first moment that counts and the first one after; weeks begin
// on Monday.
func (s *Screen) days() (from, to time.Time) {
	now := s.env.Now()
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	month := day.AddDate(0, 0, 1-day.Day())
	switch s.filters.when {
	case 1:
		return day, day.AddDate(0, 0, 1)
	case 2:
		return day.AddDate(0, 0, -(int(day.Weekday())+6)%7), time.Time{}
	case 3:
		return month, time.Time{}
	case 4:
		return time.Time{}, month
	}
	return time.Time{}, time.Time{}
}

func (s *Screen) filterName(k filter) string {
	t := s.env.Texts.Records
	return [kinds]string{t.Hall, t.Person, t.Result, t.When, t.Form}[k]
}

// value is the word for what a filter is set to; "" = not set.
func (s *Screen) value(k filter) string {
	f := s.filters
	switch {
	case k == byHall:
		return questionnaire.HarmlessLine(f.hall.Name)
	case k == byPerson:
		return questionnaire.HarmlessLine(f.person.Name)
	case k == byResult && f.drafts:
		return s.env.Texts.Records.Drafts
	case k == byResult && f.result != "":
		return f.result.Words().In(s.env.Lang)
	case k == byWhen && f.when > 0:
		return s.env.Texts.Records.Days[f.when]
	case k == byForm && s.window.forms[f.form] != nil:
		return s.window.forms[f.form].Title.In(s.env.Lang)
	}
	return ""
}

// pickFilter shows the values of a filter as a list; the first is "all".
func (s *Screen) pickFilter(k filter) {
	t := s.env.Texts.Records
	items, at := []pick.Item{{Text: t.All}}, 0
	add := func(text, note string, dim, set bool) {
		if set {
			at = len(items)
		}
		items = append(items, pick.Item{Text: text, Note: note, Dim: dim})
	}
	switch k {
	case byHall:
		for _, h := range s.window.halls {
			add(questionnaire.HarmlessLine(h.Name), h.Code, h.Retired, h.ID == s.filters.hall.ID)
		}
	case byPerson:
		for _, p := range s.window.people {
			add(questionnaire.HarmlessLine(p.Name), p.Number, p.Retired, p.ID == s.filters.person.ID)
		}
	case byResult:
		add(t.Drafts, "", false, s.filters.drafts)
		for _, d := range results {
			add(d.Words().In(s.env.Lang), "", false, d == s.filters.result)
		}
	case byWhen:
		for i, d := range t.Days[1:] {
			add(d, "", false, i+1 == s.filters.when)
		}
	case byForm:
		for _, f := range s.window.titles {
			add(f.Title.In(s.env.Lang), f.ID, false, f.ID == s.filters.form)
		}
	}
	l := pick.New(items)
	l.SetHeight(s.height - s.head())
	l.Move(at)
	s.list, s.picking = &l, k
}

// results are the values of the filter by result after "all" and the drafts.
var results = questionnaire.Dispositions[:]

// setFilter sets a filter to the nth of its values.
func (s *Screen) setFilter(k filter, n int) tea.Cmd {
	f := &s.filters
	switch k {
	case byHall:
		f.hall = nth(s.window.halls, n-1)
	case byPerson:
		f.person = nth(s.window.people, n-1)
	case byResult:
		f.drafts, f.result = n == 1, nth(results, n-2)
	case byWhen:
		f.when = n
	case byForm:
		f.form = ""
		if form := nth(s.window.titles, n-1); form != nil {
			f.form = form.ID
		}
	}
	return s.anew()
}

// nth is an element, or the zero value outside.
func nth[T any](all []T, n int) (out T) {
	if n >= 0 && n < len(all) {
		out = all[n]
	}
	return out
}

// drop takes every condition off.
func (s *Screen) drop() tea.Cmd {
	s.filters, s.seeking = filters{}, false
	s.search.SetValue("")
	s.search.Blur()
	return s.anew()
}

// anew reads the list from its beginning.
func (s *Screen) anew() tea.Cmd {
	s.at, s.top = 0, 0
	return s.read()
}
