package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"sync"

	"tingfang/questionnaire"
)

// OriginBuiltin marks forms that came with the program.
const OriginBuiltin = "builtin"

// formCache keeps the forms that were read: a form never changes.
type formCache struct {
	mu     sync.Mutex
	byHash map[[32]byte]*questionnaire.Form
}

func (c *formCache) get(hash [32]byte) *questionnaire.Form {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byHash[hash]
}

func (c *formCache) put(f *questionnaire.Form) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byHash == nil {
		c.byHash = map[[32]byte]*questionnaire.Form{}
	}
	c.byHash[f.Hash] = f
}

// Register adds the forms that came with the program where they are new. One
// that was there before stays as current or not as it was made. A store that is
// read-only is left as it is.
func (s *Store) Register(ctx context.Context, builtin []*questionnaire.Form) error {
	if s.w == nil {
		return nil
	}
	known := map[[32]byte]bool{}
	_, err := collect(ctx, s.w, func(rows *sql.Rows) (struct{}, error) {
		var hash []byte
		err := rows.Scan(&hash)
		known[[32]byte(hash)] = true
		return struct{}{}, err
	}, "SELECT hash FROM form")
	if err != nil {
		return err
	}
	for _, f := range builtin {
		s.forms.put(f)
		if !known[f.Hash] {
			if _, err := s.AddForm(ctx, f, OriginBuiltin); err != nil {
				return err
			}
		}
	}
	return nil
}

// AddForm keeps a form and makes it the current version of its id. It reports
// false where this very version was there before, which then becomes current.
// A form that did not come with the program is sealed as a record.
func (s *Store) AddForm(ctx context.Context, f *questionnaire.Form, origin string) (added bool, err error) {
	err = s.write(ctx, "add form "+f.ID, func(t *tx) error {
		var there int
		if err := t.row("SELECT count(*) FROM form WHERE hash = ?", f.Hash[:]).Scan(&there); err != nil {
			return err
		}
		added = there == 0
		if err := t.exec("UPDATE form SET current = 0 WHERE form_id = ? AND current = 1", f.ID); err != nil {
			return err
		}
		if !added {
			return t.exec("UPDATE form SET current = 1 WHERE hash = ?", f.Hash[:])
		}
		err := t.exec("INSERT INTO form (hash, form_id, version, origin, added_at, current, source) VALUES (?, ?, ?, ?, ?, 1, ?)",
			f.Hash[:], f.ID, f.Version, origin, t.at(), f.Source)
		if err != nil || origin == OriginBuiltin {
			return err
		}
		_, err = t.seal(envelope{Kind: kindForm, Record: derived(kindForm, f.ID), Form: hex.EncodeToString(f.Hash[:]),
			Body: formBody{FormID: f.ID, Source: string(f.Source), Version: f.Version}})
		return err
	})
	if err == nil {
		s.forms.put(f)
	}
	return added, err
}

// formBody is a version of a form as a revision carries it.
type formBody struct {
	FormID  string `json:"form_id"`
	Source  string `json:"source"` // canonical; its SHA-256 is the envelope's form
	Version string `json:"version"`
}

// Current lists the current version of every form, by id. It counts no
// interviews, as Forms does: a start must not read what it does not show.
func (s *Store) Current(ctx context.Context) ([]*questionnaire.Form, error) {
	hashes, err := collect(ctx, s.r, func(rows *sql.Rows) (hash [32]byte, err error) {
		var b []byte
		err = rows.Scan(&b)
		copy(hash[:], b)
		return hash, err
	}, "SELECT hash FROM form WHERE current = 1 ORDER BY form_id")
	if err != nil {
		return nil, wrap(err, "list forms")
	}
	out := make([]*questionnaire.Form, len(hashes))
	for i, hash := range hashes {
		if out[i], err = s.FormByHash(ctx, hash); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Forms lists every version of every form, by id, the current one first, then
// from new to old.
func (s *Store) Forms(ctx context.Context) ([]FormInfo, error) {
	out, err := collect(ctx, s.r, func(rows *sql.Rows) (FormInfo, error) {
		var f FormInfo
		var hash []byte
		var at int64
		err := rows.Scan(&hash, &f.ID, &f.Version, &f.Origin, &at, &f.Current, &f.Responses)
		f.Hash, f.AddedAt = [32]byte(hash), when(at, offset(s.started))
		return f, err
	}, `SELECT hash, form_id, version, origin, added_at, current, (SELECT count(*) FROM response r WHERE r.form = f.key)
		FROM form f ORDER BY form_id, current DESC, key DESC`)
	if err != nil {
		return nil, wrap(err, "list forms")
	}
	for i := range out {
		f, err := s.FormByHash(ctx, out[i].Hash)
		if err != nil {
			return nil, err
		}
		out[i].Title = f.Title
	}
	return out, nil
}

// Form gives the current version of a form. It fails with ErrNotFound.
func (s *Store) Form(ctx context.Context, id string) (*questionnaire.Form, error) {
	f, err := s.form(ctx, s.r, "form_id = ? AND current = 1", id)
	return f, wrap(err, "read form "+id)
}

// FormByHash gives the version of a form that an interview was held with. It
// fails with ErrNotFound.
func (s *Store) FormByHash(ctx context.Context, hash [32]byte) (*questionnaire.Form, error) {
	if f := s.forms.get(hash); f != nil {
		return f, nil
	}
	f, err := s.form(ctx, s.r, "hash = ?", hash[:])
	return f, wrap(err, "read form "+hex.EncodeToString(hash[:]))
}

func (s *Store) formByKey(ctx context.Context, q querier, key int64) (*questionnaire.Form, error) {
	return s.form(ctx, q, "key = ?", key)
}

// form reads the form that a condition names; the source is parsed the first
// time only.
func (s *Store) form(ctx context.Context, q querier, cond string, arg any) (*questionnaire.Form, error) {
	var hash, source []byte
	if err := q.QueryRowContext(ctx, "SELECT hash FROM form WHERE "+cond, arg).Scan(&hash); err != nil {
		return nil, err
	}
	if f := s.forms.get([32]byte(hash)); f != nil {
		return f, nil
	}
	if err := q.QueryRowContext(ctx, "SELECT source FROM form WHERE hash = ?", hash).Scan(&source); err != nil {
		return nil, err
	}
	if s.o.Parse == nil {
		return nil, errors.New("no parser for a stored form")
	}
	f, err := s.o.Parse(source)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(f.Hash[:], hash) {
		return nil, errors.New("the stored form reads as another one")
	}
	s.forms.put(f)
	return f, nil
}
