package tables

import (
	"context"
	"fmt"
	"sync"

	"tingfang/questionnaire"
	"tingfang/questionnaire/summary"
	"tingfang/store"
	"tingfang/ui/report"
)

// Store is what the tables are read from; a *store.Store.
type Store interface {
	report.Talks
	Columns(ctx context.Context, formID string) (*summary.Columns, int64, error)
	Refresh(ctx context.Context, c *summary.Columns, since int64) (int64, error)
	Approaches(ctx context.Context, formID string) ([]store.ApproachCount, error)
	Waves(ctx context.Context, first, last int32) ([]summary.Wave, error)
	Halls(ctx context.Context) ([]questionnaire.Hall, error)
	People(ctx context.Context) ([]questionnaire.Person, error)
}

// Source keeps the columns of one form while the program runs, so that the
// database is read once; afterwards only what has changed. It is used from
// commands, by one at a time.
type Source struct {
	store Store
	form  *questionnaire.Form

	mu      sync.Mutex
	columns *summary.Columns // nil = not read yet
	counter int64            // of the store, up to which columns are read
	known   known
}

// NewSource makes a source; nothing is read before a screen asks.
func NewSource(st Store, form *questionnaire.Form) *Source { return &Source{store: st, form: form} }

// known is what a source knows besides the columns.
type known struct {
	halls   []questionnaire.Hall
	people  []questionnaire.Person
	waves   []summary.Wave
	tallied []summary.Tallied
}

func (k known) hall(code string) string {
	for _, h := range k.halls {
		if h.Code == code {
			return h.Name
		}
	}
	return code
}

func (k known) person(number string) string {
	for _, p := range k.people {
		if p.Number == number {
			return p.Name
		}
	}
	return number
}

// use lets f count on the columns while nothing is put; stale asks for what has
// changed in the store first.
func (s *Source) use(ctx context.Context, stale bool, f func(*summary.Columns, known) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.columns == nil || stale {
		if err := s.read(ctx); err != nil {
			return fmt.Errorf("read tables of form %s: %w", s.form.ID, err)
		}
	}
	return f(s.columns, s.known)
}

func (s *Source) read(ctx context.Context) (err error) {
	if s.columns == nil {
		s.columns, s.counter, err = s.store.Columns(ctx, s.form.ID)
	} else {
		s.counter, err = s.store.Refresh(ctx, s.columns, s.counter)
	}
	if err != nil {
		return err
	}
	var k known
	if k.tallied, err = s.approaches(ctx); err != nil {
		return err
	}
	if s.columns.Len() > 0 {
		first, last := s.columns.Days()
		if k.waves, err = s.store.Waves(ctx, first, last); err != nil {
			return err
		}
	}
	if k.halls, err = s.store.Halls(ctx); err != nil {
		return err
	}
	if k.people, err = s.store.People(ctx); err != nil {
		return err
	}
	s.known = k
	return nil
}

// approaches are those tallied without an interview, practice left out.
func (s *Source) approaches(ctx context.Context) ([]summary.Tallied, error) {
	all, err := s.store.Approaches(ctx, s.form.ID)
	var out []summary.Tallied
	for _, a := range all {
		if a.Practice == questionnaire.Real {
			out = append(out, summary.Tallied{Hall: a.Hall.Code, HallName: a.Hall.Name, Person: a.Interviewer.Number, PersonName: a.Interviewer.Name,
				Day: a.Day, Disposition: a.Disposition, Reason: a.Reason, N: a.N})
		}
	}
	return out, err
}
