package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
)

// Run lists the forms of the database, or those of the program where there is
// no database yet.
func (c *formListCmd) Run(r *run) error {
	there, err := r.there()
	if err != nil {
		return err
	}
	if !there {
		for _, f := range builtin.All() {
			r.listed(f, store.FormInfo{ID: f.ID, Version: f.Version, Title: f.Title, Origin: "builtin", Current: true})
		}
		return nil
	}
	return r.open(store.Read, func(s *store.Store) error {
		infos, err := s.Forms(r.ctx)
		if err != nil {
			return err
		}
		for _, info := range infos {
			f, err := s.FormByHash(r.ctx, info.Hash)
			if err != nil {
				return err
			}
			r.listed(f, info)
		}
		return nil
	})
}

func (r *run) listed(f *questionnaire.Form, info store.FormInfo) {
	t := r.texts.CLI
	origin := info.Origin
	if origin == "builtin" {
		origin = t.Builtin
	}
	if !info.Current {
		origin += " " + t.Older
	}
	r.line(strings.Join([]string{pad(info.ID, 16), pad(info.Version, 12), pad(info.Title.In(r.lang), 24),
		pad(fmt.Sprintf(t.FormLine, f.Numbered(), info.Responses), 24), origin}, " "))
}

// pad fills up to width cells.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-ansi.StringWidth(s), 0))
}

// Run prints a form of the database, of the program, or of a file.
func (c *formShowCmd) Run(r *run) error {
	if isFile(c.Form) {
		f, err := r.load(c.Form)
		if err != nil {
			return err
		}
		if f == nil {
			return errTold
		}
		r.print(f)
		return nil
	}
	there, err := r.there()
	if err != nil {
		return err
	}
	if there {
		return r.open(store.Read, func(s *store.Store) error {
			f, err := r.form(r.ctx, s, c.Form)
			if err == nil {
				r.print(f)
			}
			return err
		})
	}
	var known []string
	for _, f := range builtin.All() {
		if f.ID == c.Form {
			r.print(f)
			return nil
		}
		known = append(known, f.ID)
	}
	return r.unknown(r.texts.CLI.NoForm, c.Form, known)
}

// isFile tells a form's file from an id, which may have a dot in it too.
func isFile(name string) bool {
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".md" || ext == ".csv" {
		return true
	}
	at, err := os.Stat(name)
	return err == nil && at.Mode().IsRegular()
}

// Run checks a form's file and fails where it cannot be used.
func (c *formCheckCmd) Run(r *run) error {
	f, err := r.load(c.File)
	if err != nil {
		return err
	}
	if f == nil {
		return errTold
	}
	fmt.Fprintf(r.out, r.texts.CLI.Faultless+"\n", c.File, f.Title.In(r.lang), f.Numbered())
	return nil
}

// Run adds a form's file to the database unless it has errors.
func (c *formAddCmd) Run(r *run) error {
	f, err := r.load(c.File)
	if err != nil {
		return err
	}
	if f == nil {
		fmt.Fprintf(r.out, r.texts.CLI.Refused+"\n", c.File)
		return errTold
	}
	return r.open(store.Write, func(s *store.Store) error {
		added, err := s.AddForm(r.ctx, f, filepath.Base(c.File))
		if err != nil {
			return err
		}
		said := r.texts.CLI.Already
		if added {
			said = r.texts.CLI.Added
		}
		_, err = fmt.Fprintf(r.out, said+"\n", f.ID, f.Version)
		return err
	})
}

// load reads a form's file and prints its faults; the form is nil where one of
// them is an error.
func (r *run) load(path string) (*questionnaire.Form, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var unread error
	f, faults := xlsform.LoadWith(path, src, func(id string) *questionnaire.Form {
		known, err := r.known(id)
		unread = err
		return known
	})
	if unread != nil {
		return nil, unread
	}
	warnings := 0
	for _, fault := range faults {
		fmt.Fprintln(r.out, r.texts.Form.Kind(fault)+r.texts.Form.Colon+r.texts.Form.Fault(fault))
		if fault.Warning {
			warnings++
		}
	}
	if len(faults) > 0 {
		fmt.Fprintf(r.out, r.texts.CLI.Faults+"\n", len(faults)-warnings, warnings)
	}
	return f, nil
}

// known is the form with the id in the database, or in the program where there
// is no database yet; nil = there is none.
func (r *run) known(id string) (f *questionnaire.Form, err error) {
	there, err := r.there()
	if err != nil {
		return nil, err
	}
	if there {
		err = r.open(store.Read, func(s *store.Store) error {
			f, err = s.Form(r.ctx, id)
			if errors.Is(err, store.ErrNotFound) {
				return nil
			}
			return err
		})
		return f, err
	}
	for _, f := range builtin.All() {
		if f.ID == id {
			return f, nil
		}
	}
	return nil, nil
}
