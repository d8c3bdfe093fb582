package store

import (
	"context"
	"errors"

	"tingfang/questionnaire"
)

// The errors of mixing what is made up with what was said.
var (
	ErrReal = errors.New("the database holds real interviews")
	ErrDemo = errors.New("the database holds demonstration interviews")
)

// demoKey marks, in table meta, a database whose interviews are made up.
const demoKey = "demo"

// Demo reports that the database holds demonstration interviews: every screen
// and file says so, and interviews held in it are demonstrations too.
func (s *Store) Demo() bool { return s.demo.Load() }

func (s *Store) readDemo(ctx context.Context, q querier) error {
	var n int
	err := q.QueryRowContext(ctx, "SELECT count(*) FROM meta WHERE key = ?", demoKey).Scan(&n)
	s.demo.Store(n > 0)
	return wrap(err, "read whether the database is a demonstration")
}

// origin is that of an interview held here.
func (s *Store) origin() questionnaire.Origin {
	if s.Demo() {
		return questionnaire.Demo
	}
	return questionnaire.Keyed
}

// admit lets a made-up interview only in among made-up ones, and a real one
// only among real ones. The first made-up one marks the database.
func (m *importing) admit(o questionnaire.Origin, p questionnaire.Practice) error {
	switch {
	case o != questionnaire.Demo && p == questionnaire.Real && m.demo:
		return ErrDemo
	case o != questionnaire.Demo:
		return nil
	case m.demo:
		return nil
	}
	var held bool
	err := m.row(`SELECT EXISTS (SELECT 1 FROM response WHERE mode = 0 AND origin <> ?1) OR EXISTS (SELECT 1 FROM approach WHERE mode = 0 AND gone = 0)`,
		string(questionnaire.Demo)).Scan(&held)
	if err != nil {
		return err
	}
	if held {
		return ErrReal
	}
	m.demo = true
	return m.exec("INSERT INTO meta (key, value) VALUES (?, '1')", demoKey)
}
