package store

import (
	"context"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"tingfang/questionnaire"
	"tingfang/store/bundle"
)

// bad is the fault of a record that cannot be kept.
func (m *merging) bad(w *wire, err error) error {
	return &MergeError{Rule: BadRecord, Device: m.out.Header.Device, Name: m.out.Header.Name, Seq: m.out.Header.Seq, What: w.Kind + " " + w.Record, Err: err}
}

// refused tells a record that cannot be shown from a database that cannot be
// written.
func (m *merging) refused(err error) error {
	if IsFull(err) || IsBusy(err) || code(err) != 0 || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &MergeError{Rule: BadRecord, Device: m.out.Header.Device, Name: m.out.Header.Name, Seq: m.out.Header.Seq, Err: err}
}

// takeLine takes in one line.
func (m *merging) takeLine(w *wire) error {
	if w.line.Piece != nil {
		return m.piece(w.line.Piece)
	}
	if w.err != nil {
		return m.bad(w, w.err)
	}
	if !m.settled && rank(w.Kind) > rank(kindTag) {
		m.settled = true
		if err := m.settleRecords(); err != nil {
			return m.refused(err)
		}
	}
	if w.Kind == kindAttachment && w.Body != nil {
		if err := m.attachment(w); err != nil {
			return m.bad(w, err)
		}
	}
	if w.response != nil && len(w.Parents) == 0 && !m.ids[w.Record] {
		fresh, err := m.fresh(w)
		if err != nil || fresh {
			return err
		}
	}
	if done, err := m.secret(w); done || err != nil {
		return err
	}
	if err := m.letGo(); err != nil {
		return err
	}
	return m.general(w)
}

// secret gives personal items to the interview that came in the line before, so
// that both are written together.
func (m *merging) secret(w *wire) (bool, error) {
	j := m.last
	if j == nil || w.Kind != kindPersonal || w.Body == nil || len(w.Parents) > 0 || w.Record != derived(kindPersonal, j.ID) || w.At != j.envelope.At ||
		w.Device != j.envelope.Device || w.Who != j.envelope.Who || w.Reason != j.envelope.Reason {
		return false, nil
	}
	if !m.blank {
		if here, err := m.asks("SELECT 1 FROM revision WHERE record = ?", w.Record); err != nil || here {
			return false, err
		}
	}
	var b personalBody
	if err := json.Unmarshal(w.Body, &b); err != nil {
		return false, m.bad(w, err)
	}
	answers := make([]questionnaire.Answer, len(b.Answers))
	for i, k := range b.Answers {
		a, err := k.answer()
		if err != nil {
			return false, m.bad(w, err)
		}
		if q := j.form.Question(a.Item); q == nil || !q.Personal {
			return false, nil
		}
		a.At = when(k.At, offset(j.StartedAt))
		answers[i] = tidy(a)
	}
	for _, a := range answers {
		j.insert(a)
	}
	j.secretHash, j.secretCanonical = w.line.Hash[:], w.line.Canonical
	m.out.Other++
	return true, m.letGo()
}

// letGo hands on the interview that came last: nothing more belongs to it.
func (m *merging) letGo() error {
	j := m.last
	if j == nil {
		return nil
	}
	m.last = nil
	return m.queue(j)
}

// fresh takes in an interview nothing is known of, where its form is known: by
// the way imports go.
func (m *merging) fresh(w *wire) (bool, error) {
	hash, err := hex.DecodeString(w.Form)
	if err != nil || len(hash) != 32 {
		return false, m.bad(w, errors.New("its form is no hash"))
	}
	key, there := m.forms[[32]byte(hash)]
	if !there || w.response.Disposition == string(questionnaire.Withdrawn) {
		return false, nil
	}
	if !m.blank {
		if here, err := m.asks("SELECT 1 FROM revision WHERE record = ?", w.Record); err != nil || here {
			return false, err
		}
		if here, err := m.asks("SELECT 1 FROM response WHERE id = ?", w.Record); err != nil || here {
			return false, err
		}
	}
	if err := m.origins(w.response); err != nil {
		return false, m.bad(w, err)
	}
	r, err := m.response(w.Record, [32]byte(hash), key, w.response)
	if err != nil {
		return false, m.bad(w, err)
	}
	m.ids[w.Record] = true
	f, err := m.form(key)
	if err != nil {
		return false, err
	}
	j := &sealing{loaded: loaded{Response: r, form: key}, form: f, hash: w.line.Hash[:], canonical: w.line.Canonical,
		envelope: envelope{At: w.At, Device: w.Device, Depth: 1, Kind: kindResponse, Record: w.Record, Who: w.Who, Reason: w.Reason}}
	if j.facts, err = facts(r, m.number); err != nil {
		return false, err
	}
	m.out.New++
	m.hallOf(r.Hall).New++
	if err := m.letGo(); err != nil {
		return false, err
	}
	m.last = j
	return true, m.released("response " + w.Record)
}

// origins keeps made-up interviews and real ones apart.
func (m *merging) origins(b *responseBody) error {
	if questionnaire.Practice(b.Mode) == questionnaire.Real && (b.Origin == string(questionnaire.Demo)) != m.out.Header.Demo {
		return errors.New("it is made up among real ones, or real among made-up ones")
	}
	return nil
}

func (m *merging) hallOf(h questionnaire.Hall) *HallMerging {
	c := m.halls[h.ID]
	if c == nil {
		c = &HallMerging{Hall: h}
		m.halls[h.ID] = c
	}
	return c
}

// asks tells whether a query gives a row, by a statement prepared for this
// bundle.
func (m *merging) asks(query string, arg string) (found bool, err error) {
	err = m.conn.Raw(func(conn any) error {
		st, err := m.prepared(conn, query)
		if err != nil {
			return err
		}
		rows, err := st.(driver.StmtQueryContext).QueryContext(m.ctx, []driver.NamedValue{{Ordinal: 1, Value: arg}})
		if err != nil {
			return err
		}
		err = rows.Next(make([]driver.Value, 1))
		found = err == nil
		if err == io.EOF {
			err = nil
		}
		return errors.Join(err, rows.Close())
	})
	return found, err
}

// general takes in a revision whatever its record is: it becomes a head unless
// a later one is here, and its record is put together at the end.
func (m *merging) general(w *wire) error {
	if m.ids[w.Record] {
		if err := m.finish(); err != nil { // the interview is under way
			return err
		}
	}
	if w.response != nil {
		if err := m.origins(w.response); err != nil {
			return m.bad(w, err)
		}
		m.blank = false // what follows may belong to it
	}
	body, gone := []byte(nil), w.line.Gone != nil
	if !gone {
		var err error
		if body, err = pressed(w.line.Canonical); err != nil {
			return err
		}
	}
	done, err := m.ExecContext(m.ctx, `INSERT INTO revision (hash, kind, record, depth, who, device, at, reason, gone, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (hash) DO NOTHING`, w.line.Hash[:], w.Kind, w.Record, w.Depth, w.Who, w.Device, w.At, null(w.Reason), gone, body)
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err != nil {
		return err
	}
	if n == 0 {
		return m.alreadyHere(w)
	}
	if gone {
		m.out.Erased++
	} else if w.Kind != kindResponse {
		m.out.Other++
	}
	if err := m.link(w); err != nil {
		return err
	}
	m.touchRecord(w.Record, w.Kind)
	return nil
}

// alreadyHere is about a revision that is here: what was erased elsewhere is erased.
func (m *merging) alreadyHere(w *wire) error {
	if w.line.Gone == nil {
		if w.response != nil && len(w.Parents) == 0 && !m.ids[w.Record] {
			m.out.Same++
			m.hallOf(m.dir.hall(w.response.Hall)).Same++
		}
		return nil
	}
	done, err := m.ExecContext(m.ctx, "UPDATE revision SET body = NULL, reason = NULL, gone = 1 WHERE hash = ? AND gone = 0", w.line.Hash[:])
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	m.out.Erased++
	m.touchRecord(w.Record, w.Kind)
	return m.erasing()
}

// erasing notes that free pages hold what must not be read any more.
func (m *merging) erasing() error {
	return m.exec("INSERT OR REPLACE INTO meta (key, value) VALUES ('erasing', '1')")
}

// link enters a revision among those of its record.
func (m *merging) link(w *wire) error {
	for _, p := range w.Parents {
		hash, err := hex.DecodeString(p)
		if err != nil {
			return m.bad(w, err)
		}
		if err := m.exec("INSERT OR IGNORE INTO parent (child, parent) SELECT key, ? FROM revision WHERE hash = ?", hash, w.line.Hash[:]); err != nil {
			return err
		}
		if err := m.exec("DELETE FROM head WHERE record = ? AND revision = (SELECT key FROM revision WHERE hash = ?)", w.Record, hash); err != nil {
			return err
		}
	}
	return m.exec(`INSERT INTO head (record, revision) SELECT record, key FROM revision WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM parent WHERE parent = ?1)`, w.line.Hash[:])
}

// conclude puts together the records that changed, and what waited for them.
func (m *merging) conclude() error {
	if m.file != nil {
		return &bundle.Error{Rule: bundle.Cut}
	}
	if err := errors.Join(m.letGo(), m.finish()); err != nil {
		return err
	}
	if err := m.settleRecords(); err != nil {
		return m.refused(err)
	}
	for _, h := range m.halls {
		if h.Hall.Code == "" {
			if found, err := m.tx.hall("id = ?", h.Hall.ID); err != nil {
				return err
			} else if found != nil {
				h.Hall = *found
			}
		}
		m.out.Halls = append(m.out.Halls, *h)
	}
	slices.SortFunc(m.out.Halls, func(a, b HallMerging) int {
		return compareHalls(a.Hall, b.Hall)
	})
	return nil
}
