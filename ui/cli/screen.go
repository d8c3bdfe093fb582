package cli

import (
	"fmt"

	"tingfang/store"
)

// Run opens the screens at home.
func (c *screenCmd) Run(r *run) error { return r.screen(nil) }

// Run opens the screens at a new interview.
func (c *interviewCmd) Run(r *run) error {
	var at Straight
	err := r.open(store.Read, func(s *store.Store) error {
		f, err := r.form(r.ctx, s, c.Form)
		if err != nil {
			return err
		}
		at.FormID = f.ID
		if at.Hall, err = r.hall(r.ctx, s, c.Hall); err != nil {
			return err
		}
		at.Person, err = r.person(r.ctx, s, c.Person)
		return err
	})
	if err != nil {
		return err
	}
	return r.screen(&at)
}

func (r *run) screen(at *Straight) error {
	path, err := r.database()
	if err != nil {
		return err
	}
	return r.Screen(r.ctx, ScreenOptions{Database: path, Lang: r.asked, Straight: at})
}

// Run prints the version.
func (c *versionCmd) Run(r *run) error {
	_, err := fmt.Fprintln(r.out, "tingfang "+r.Version)
	return err
}
