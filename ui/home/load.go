package home

import (
	"context"
	"time"

	"tingfang/questionnaire"
	"tingfang/store"
)

// Store is what home reads and writes.
type Store interface {
	Counts(ctx context.Context, formID, hallID string, from, to time.Time) (store.Counts, error)
	List(ctx context.Context, f store.Filter) ([]store.Row, error)
	People(ctx context.Context) ([]questionnaire.Person, error)
	Halls(ctx context.Context) ([]questionnaire.Hall, error)
	Tally(ctx context.Context, a store.Approach) (string, error)
	Untally(ctx context.Context, id string) error
	SetSetting(ctx context.Context, key, value string) error
	Holdings(ctx context.Context) (store.Holdings, error)
}

// The settings in which the last choices are kept for the next start.
const (
	SettingPerson = "person" // id of the interviewer
	SettingHall   = "hall"   // id of the hall
	SettingForm   = "form"   // id of the form
)

// scope says what a snapshot is of.
type scope struct {
	form     *questionnaire.Form // nil = no form to count for
	hallID   string
	practice bool // practice interviews instead of real ones, in the lists
}

// snapshot is what home shows, as it stood at one moment.
type snapshot struct {
	Today, Hall, Device store.Counts
	Recent              []store.Row // ended, newest first
	Drafts              []store.Row // newest first
	People              []questionnaire.Person
	Halls               []questionnaire.Hall
}

// recent is how many of the last interviews are read, and drafts how many of
// those left open.
const recent, drafts = 24, 50

// readAll reads a snapshot.
func readAll(ctx context.Context, st Store, of scope, now time.Time) (snapshot, error) {
	var s snapshot
	if err := s.people(ctx, st); err != nil || of.form == nil {
		return s, err
	}
	if err := s.count(ctx, st, of, now); err != nil {
		return s, err
	}
	return s, s.list(ctx, st, of)
}

// people reads who and where can be chosen; the retired ones cannot.
func (s *snapshot) people(ctx context.Context, st Store) error {
	people, err := st.People(ctx)
	if err != nil {
		return err
	}
	halls, err := st.Halls(ctx)
	if err != nil {
		return err
	}
	for _, p := range people {
		if !p.Retired {
			s.People = append(s.People, p)
		}
	}
	for _, h := range halls {
		if !h.Retired {
			s.Halls = append(s.Halls, h)
		}
	}
	return nil
}

func (s *snapshot) count(ctx context.Context, st Store, of scope, now time.Time) (err error) {
	y, m, d := now.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, now.Location())
	if s.Today, err = st.Counts(ctx, of.form.ID, of.hallID, day, day.AddDate(0, 0, 1)); err != nil {
		return err
	}
	if s.Hall, err = st.Counts(ctx, of.form.ID, of.hallID, time.Time{}, time.Time{}); err != nil {
		return err
	}
	s.Device, err = st.Counts(ctx, of.form.ID, "", time.Time{}, time.Time{})
	return err
}

func (s *snapshot) list(ctx context.Context, st Store, of scope) error {
	kind := questionnaire.Real
	if of.practice {
		kind = questionnaire.Practised
	}
	open := questionnaire.Draft
	rows, err := st.List(ctx, store.Filter{Stage: &open, Practice: of.practice, Limit: drafts})
	if err != nil {
		return err
	}
	s.Drafts = only(rows, kind, func(r store.Row) bool { return !r.Approach })
	rows, err = st.List(ctx, store.Filter{FormID: of.form.ID, Practice: of.practice, Approaches: true, Items: told(of.form), Limit: recent + len(s.Drafts)})
	if err != nil {
		return err
	}
	s.Recent = only(rows, kind, func(r store.Row) bool { return r.Approach || r.Stage == questionnaire.Ended })
	s.Recent = s.Recent[:min(len(s.Recent), recent)]
	return nil
}

func only(rows []store.Row, kind questionnaire.Practice, keep func(store.Row) bool) []store.Row {
	var out []store.Row
	for _, r := range rows {
		if r.Practice == kind && keep(r) {
			out = append(out, r)
		}
	}
	return out
}

// told are the items whose answers tell an interview apart in the list: the
// first one on satisfaction, and why somebody refused or left.
func told(f *questionnaire.Form) []string {
	var out []string
	for i := range f.Questions {
		if f.Questions[i].Scale == "sat5" {
			out = append(out, f.Questions[i].Name)
			break
		}
	}
	for _, role := range []questionnaire.Role{questionnaire.RoleRefusalReason, questionnaire.RoleBreakoffReason} {
		if q := f.WithRole(role); q != nil {
			out = append(out, q.Name)
		}
	}
	return out
}
