package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"tingfang/questionnaire"
)

const (
	sqlHalls  = "SELECT id, code, name, operator, city, kind, target, retired FROM hall ORDER BY retired, code"
	sqlPeople = "SELECT id, number, name, retired FROM person ORDER BY retired, number"
)

func scanHall(rows *sql.Rows) (h questionnaire.Hall, err error) {
	return h, rows.Scan(&h.ID, &h.Code, &h.Name, &h.Operator, &h.City, &h.Kind, &h.Target, &h.Retired)
}

func scanPerson(rows *sql.Rows) (p questionnaire.Person, err error) {
	return p, rows.Scan(&p.ID, &p.Number, &p.Name, &p.Retired)
}

// hallBody and personBody are a hall and an interviewer as revisions carry
// them.
type (
	hallBody struct {
		City     string `json:"city,omitempty"`
		Code     string `json:"code"`
		Kind     string `json:"kind"`
		Name     string `json:"name"`
		Operator string `json:"operator"`
		Retired  bool   `json:"retired,omitempty"`
		Target   int    `json:"target,omitempty"`
	}
	personBody struct {
		Name    string `json:"name"`
		Number  string `json:"number"`
		Retired bool   `json:"retired,omitempty"`
	}
)

// Setting gives a setting; "" where it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	return setting(ctx, s.r, key)
}

func setting(ctx context.Context, q querier, key string) (string, error) {
	var value string
	err := q.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", "setting/"+key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, wrap(err, "read setting "+key)
}

// SetSetting keeps a setting.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.write(ctx, "save setting "+key, func(t *tx) error {
		return t.exec("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", "setting/"+key, value)
	})
}

const studyKey = "study"

// Study gives who runs the study; the zero Study before it was set.
func (s *Store) Study(ctx context.Context) (questionnaire.Study, error) { return study(ctx, s.r) }

func study(ctx context.Context, q querier) (st questionnaire.Study, err error) {
	value, err := setting(ctx, q, studyKey)
	if err != nil || value == "" {
		return st, err
	}
	return st, wrap(json.Unmarshal([]byte(value), &st), "read study")
}

// SetStudy keeps who runs the study.
func (s *Store) SetStudy(ctx context.Context, st questionnaire.Study) error {
	value, err := json.Marshal(st)
	if err != nil {
		return wrap(err, "save study")
	}
	return s.SetSetting(ctx, studyKey, string(value))
}

// People lists the interviewers by number, retired ones last.
func (s *Store) People(ctx context.Context) ([]questionnaire.Person, error) {
	out, err := collect(ctx, s.r, scanPerson, sqlPeople)
	return out, wrap(err, "list interviewers")
}

// SavePerson keeps an interviewer; one without an ID is new and gets one. It
// fails with a *TakenError where another one who is not retired has the
// number.
func (s *Store) SavePerson(ctx context.Context, p questionnaire.Person) (questionnaire.Person, error) {
	if p.ID == "" {
		p.ID = s.o.NewID()
	}
	err := s.write(ctx, "save interviewer "+p.Number, func(t *tx) error {
		var by string
		err := t.row("SELECT name FROM person WHERE number = ? AND id <> ? AND retired = 0", p.Number, p.ID).Scan(&by)
		switch {
		case err == nil && !p.Retired:
			return &TakenError{Field: "number", Value: p.Number, By: by}
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return err
		}
		return t.keepPerson(p)
	})
	return p, err
}

func (t *tx) keepPerson(p questionnaire.Person) error {
	if err := t.exec("INSERT OR REPLACE INTO person (id, number, name, retired) VALUES (?, ?, ?, ?)", p.ID, p.Number, p.Name, p.Retired); err != nil {
		return err
	}
	_, err := t.seal(envelope{Kind: kindPerson, Record: p.ID, Body: personBody{p.Name, p.Number, p.Retired}})
	return err
}

// Halls lists the halls by code, retired ones last.
func (s *Store) Halls(ctx context.Context) ([]questionnaire.Hall, error) {
	out, err := collect(ctx, s.r, scanHall, sqlHalls)
	return out, wrap(err, "list halls")
}

// SaveHall keeps a hall; one without an ID is new, and its ID follows from its
// code, so that the same hall entered on two laptops is one. It fails with a
// *TakenError where another hall has the code.
func (s *Store) SaveHall(ctx context.Context, h questionnaire.Hall) (questionnaire.Hall, error) {
	h.Kind = cmp.Or(h.Kind, questionnaire.HallKinds[0])
	err := s.write(ctx, "save hall "+h.Code, func(t *tx) error {
		there, err := t.hall("code = ? AND id <> ?", h.Code, h.ID)
		if err != nil {
			return err
		}
		if there != nil {
			return &TakenError{Field: "code", Value: h.Code, By: there.Name}
		}
		if h.ID == "" {
			if h.ID, err = t.newHallID(h.Code); err != nil {
				return err
			}
		}
		return t.keepHall(h)
	})
	return h, err
}

// SaveHalls keeps a list of halls, all or none: those whose code is known
// change, the others are new. It counts both; a hall that stays as it is
// counts as neither.
func (s *Store) SaveHalls(ctx context.Context, list []questionnaire.Hall) (added, changed int, err error) {
	err = s.write(ctx, "save halls", func(t *tx) error {
		added, changed = 0, 0
		for _, h := range list {
			h.Kind = cmp.Or(h.Kind, questionnaire.HallKinds[0])
			there, err := t.hall("code = ?", h.Code)
			if err != nil {
				return err
			}
			switch {
			case there == nil:
				if h.ID, err = t.newHallID(h.Code); err != nil {
					return err
				}
				added++
			default:
				if h.ID = there.ID; h == *there {
					continue
				}
				changed++
			}
			if err := t.keepHall(h); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return added, changed, nil
}

// hall finds a hall, or gives nil.
func (t *tx) hall(cond string, args ...any) (*questionnaire.Hall, error) {
	found, err := collect(t.ctx, t.Tx, scanHall, "SELECT id, code, name, operator, city, kind, target, retired FROM hall WHERE "+cond, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// newHallID derives a hall's id from its code, or, where a hall that has
// changed its code holds that id, from the code and a count.
func (t *tx) newHallID(code string) (string, error) {
	for name := code; ; name += "\n" {
		id := derived(kindHall, name)
		if there, err := t.hall("id = ?", id); err != nil || there == nil {
			return id, err
		}
	}
}

func (t *tx) keepHall(h questionnaire.Hall) error {
	err := t.exec("INSERT OR REPLACE INTO hall (id, code, name, operator, city, kind, target, retired) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		h.ID, h.Code, h.Name, h.Operator, h.City, h.Kind, h.Target, h.Retired)
	if err != nil {
		return err
	}
	_, err = t.seal(envelope{Kind: kindHall, Record: h.ID, Body: hallBody{h.City, h.Code, h.Kind, h.Name, h.Operator, h.Retired, h.Target}})
	return err
}
