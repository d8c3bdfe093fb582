package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/exporting"
)

// unknownError is a form, hall or interviewer that the database does not have.
type unknownError struct{ said string }

// Error says it in the language of the call.
func (e *unknownError) Error() string { return e.said }

// database is the path of the database: --db, TINGFANG_DB, or its usual place.
func (r *run) database() (string, error) {
	if r.flags.DB != "" {
		return r.flags.DB, nil
	}
	if path := r.Getenv("TINGFANG_DB"); path != "" {
		return path, nil
	}
	return r.Database()
}

// open opens the database for use and closes it behind it.
func (r *run) open(access store.Access, use func(*store.Store) error) error {
	path, err := r.database()
	if err != nil {
		return err
	}
	s, err := store.Open(r.ctx, store.Options{Path: path, Access: access, Now: r.Now, NewID: r.NewID, DeviceName: r.DeviceName,
		Parse: xlsform.Parse, Builtin: builtin.All})
	if err != nil {
		return err
	}
	return errors.Join(use(s), s.Close())
}

// there reports whether there is a database yet: reading alone makes none.
func (r *run) there() (bool, error) {
	path, err := r.database()
	if err != nil {
		return false, err
	}
	_, err = os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return true, nil // if it cannot be looked at, opening it says why
}

// word says an error for people.
func (r *run) word(err error) string {
	var unknown *unknownError
	var file *exporting.FileError
	var open *store.OpenError
	var path *fs.PathError
	switch {
	case errors.As(err, &unknown):
		return unknown.said
	case errors.As(err, &file):
		said := exporting.Word(err, r.texts)
		if file.Rule == exporting.Foreign {
			said += r.texts.CLI.ForceHint
		}
		return said
	case errors.Is(err, context.Canceled):
		return exporting.Word(err, r.texts)
	case errors.As(err, &open):
		return r.texts.Store.Open(open)
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf(r.texts.CLI.NoFile, path.Path)
	case errors.As(err, &path):
		return fmt.Sprintf(r.texts.CLI.CannotRead, path.Path, path.Err)
	}
	return fmt.Sprintf(r.texts.Common.Error, err)
}

// form is the current version of a form in the database.
func (r *run) form(ctx context.Context, s *store.Store, id string) (*questionnaire.Form, error) {
	f, err := s.Form(ctx, id)
	if !errors.Is(err, store.ErrNotFound) {
		return f, err
	}
	infos, err := s.Forms(ctx)
	if err != nil {
		return nil, err
	}
	var known []string
	for _, info := range infos {
		if info.Current {
			known = append(known, info.ID)
		}
	}
	return nil, r.unknown(r.texts.CLI.NoForm, id, known)
}

// hall is the hall with the code; "" is the zero Hall.
func (r *run) hall(ctx context.Context, s *store.Store, code string) (questionnaire.Hall, error) {
	if code == "" {
		return questionnaire.Hall{}, nil
	}
	halls, err := s.Halls(ctx)
	if err != nil {
		return questionnaire.Hall{}, err
	}
	var known []string
	for _, h := range halls {
		if strings.EqualFold(h.Code, code) {
			return h, nil
		}
		known = append(known, h.Code)
	}
	return questionnaire.Hall{}, r.unknown(r.texts.CLI.NoHall, code, known)
}

// person is the interviewer with the number, one still at work before one who
// has left; "" is the zero Person.
func (r *run) person(ctx context.Context, s *store.Store, number string) (questionnaire.Person, error) {
	if number == "" {
		return questionnaire.Person{}, nil
	}
	people, err := s.People(ctx) // those who have left come last
	if err != nil {
		return questionnaire.Person{}, err
	}
	var known []string
	for _, p := range people {
		if p.Number == number {
			return p, nil
		}
		known = append(known, p.Number)
	}
	return questionnaire.Person{}, r.unknown(r.texts.CLI.NoPerson, number, known)
}

// unknown lists what there is, as far as a line takes it.
func (r *run) unknown(sentence, value string, known []string) error {
	const most = 20
	list := strings.Join(known[:min(len(known), most)], " ")
	switch {
	case len(known) == 0:
		list = r.texts.CLI.NoneYet
	case len(known) > most:
		list += " ..."
	}
	return &unknownError{fmt.Sprintf(sentence, value, list)}
}
