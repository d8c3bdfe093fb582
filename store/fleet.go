package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"time"

	"tingfang/store/bundle"
)

// Laptop is this laptop or another one, as far as it is known here.
type Laptop struct {
	Device, Name string
	Fingerprint  string // sixteen digits; "" = it was never enrolled
	Recipient    string // age address of files for it
	Coordinator  bool
	Own          bool // this one
	Interviews   int  // that were held on it and have ended, practice left out
	Last         int64
	LastAt       time.Time // when its last bundle was taken in, or packed here; zero = never
	Missing      []int64   // numbers of its bundles that were never seen and whose content is in no other
}

// peer is what a laptop says of itself.
type peer struct {
	device, name string
	key          []byte
	recipient    string
	coordinator  bool
}

// checkPeer holds a laptop to the key it was enrolled with; fresh says that it
// was not yet, but is trusted. Otherwise it fails with the fault, whose rule it
// sets.
func (t *tx) checkPeer(p peer, fault *MergeError, trust bool) (fresh bool, err error) {
	if p.recipient != "" {
		if _, err := ParseRecipient(p.recipient); err != nil {
			fault.Rule, fault.Err = BadRecord, err
			return false, fault
		}
	}
	var key []byte
	if p.device == t.s.Device() {
		k, err := t.keys()
		if err != nil {
			return false, err
		}
		key = k.public()
	} else {
		err = t.row("SELECT public_key FROM peer WHERE device = ?", p.device).Scan(&key)
	}
	switch {
	case err == nil && !bytes.Equal(key, p.key):
		fault.Rule = ForeignKey
		return false, fault
	case errors.Is(err, sql.ErrNoRows) && !trust:
		fault.Rule = UnknownLaptop
		return false, fault
	case errors.Is(err, sql.ErrNoRows):
		return true, nil
	}
	return false, err
}

// enrolPeer keeps what a laptop says of itself, as far as it is to be believed.
func (t *tx) enrolPeer(p peer, fault *MergeError, trust bool) (enrols bool, err error) {
	if enrols, err = t.checkPeer(p, fault, trust); err != nil || p.device == t.s.Device() {
		return false, err
	}
	err = t.exec("INSERT INTO device (id, name, own) VALUES (?, ?, 0) ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE own = 0", p.device, p.name)
	if err != nil {
		return false, err
	}
	return enrols, t.exec(`INSERT INTO peer (device, public_key, recipient, coordinator, trusted_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (device) DO UPDATE SET recipient = excluded.recipient, coordinator = excluded.coordinator`, p.device, p.key, p.recipient, p.coordinator, t.at())
}

// Laptops lists this laptop first, then the others by name.
func (s *Store) Laptops(ctx context.Context) ([]Laptop, error) {
	me, err := s.Myself(ctx)
	if err != nil && !errors.Is(err, ErrNotFound) { // of a reader that comes before the keys
		return nil, err
	}
	list, err := s.laptops(ctx, me)
	return list, wrap(err, "list laptops")
}

func (s *Store) laptops(ctx context.Context, me Laptop) ([]Laptop, error) {
	list, err := collect(ctx, s.r, func(rows *sql.Rows) (l Laptop, err error) {
		var key []byte
		var own int
		var last, at sql.NullInt64
		err = rows.Scan(&l.Device, &l.Name, &own, &key, &l.Recipient, &l.Coordinator, &l.Interviews, &last, &at)
		if l.Own = own == 1; l.Own {
			me.Interviews = l.Interviews
			if me.Device != "" {
				l = me
			}
		} else if key != nil {
			l.Fingerprint = bundle.Fingerprint(key)
		}
		l.Last, l.LastAt = last.Int64, when(at.Int64, offset(s.started))
		return l, err
	}, `SELECT d.id, d.name, d.own, p.public_key, coalesce(p.recipient, ''), coalesce(p.coordinator, 0),
		(SELECT count(*) FROM response r WHERE r.device = d.id AND r.stage = 1 AND r.mode = 0 AND r.voided = 0),
		(SELECT max(seq) FROM bundle b WHERE b.device = d.id), (SELECT max(at) FROM bundle b WHERE b.device = d.id)
		FROM device d LEFT JOIN peer p ON p.device = d.id ORDER BY d.own = 1 DESC, d.name, d.id`)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if list[i].Own {
			continue
		}
		held, err := heldOf(ctx, s.r, list[i].Device)
		if err != nil {
			return nil, err
		}
		list[i].Missing = held.missing
	}
	return list, nil
}

// Renew makes this laptop another one, with keys of its own: it was found to be
// a copy, or was restored from an older one. What it holds stays its own, and
// is packed again.
func (s *Store) Renew(ctx context.Context) error {
	id := s.o.NewID()
	err := s.write(ctx, "renew this laptop", func(t *tx) error {
		k, err := t.keys()
		if err != nil {
			return err
		}
		for _, step := range []struct {
			query string
			args  []any
		}{
			{"INSERT OR REPLACE INTO peer (device, public_key, recipient, trusted_at) VALUES (?, ?, '', ?)", []any{s.Device(), k.public(), t.at()}},
			{"DELETE FROM meta WHERE key IN (?, ?, 'receipts')", []any{metaSign, metaIdentity}},
			{"UPDATE device SET own = 2 WHERE own = 1", nil},
			{"INSERT INTO device (id, name, own) VALUES (?, ?, 1)", []any{id, s.o.DeviceName}},
			{"UPDATE bundle SET own = 2 WHERE own = 1", nil},
		} {
			if err := t.exec(step.query, step.args...); err != nil {
				return err
			}
		}
		_, err = t.keys()
		return err
	})
	if err == nil {
		s.keepDevice(id)
	}
	return err
}
