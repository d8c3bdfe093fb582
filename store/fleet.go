package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"time"

	"tingfang/questionnaire"
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

// holding is which of a laptop's bundles are here.
type holding struct {
	missing []int64
	upto    int64 // everything it packed up to this one is here
	hash    [32]byte
}

// heldOf tells which of a laptop's bundles are missing: those that were not
// seen and whose content is in no later one.
func heldOf(ctx context.Context, q querier, device string) (h holding, err error) {
	type row struct {
		seq, after int64
		hash       [32]byte
	}
	list, err := collect(ctx, q, func(rows *sql.Rows) (r row, err error) {
		var hash []byte
		err = rows.Scan(&r.seq, &r.after, &hash)
		copy(r.hash[:], hash)
		return r, err
	}, "SELECT seq, after, hash FROM bundle WHERE device = ? ORDER BY seq DESC, key", device)
	if err != nil || len(list) == 0 {
		return h, err
	}
	need := list[0].seq // lowest one that everything above is known of
	last := list[0]
	for i, b := range list {
		if b.seq < need {
			for n := need; n > b.seq; n-- {
				h.missing = append(h.missing, n)
			}
			last, need = list[i], b.seq
		}
		need = min(need, b.after)
	}
	for ; need > 0; need-- {
		h.missing = append(h.missing, need)
	}
	if len(h.missing) == 0 {
		last = list[0]
	} else if last.seq > h.missing[len(h.missing)-1] && h.missing[len(h.missing)-1] == 1 {
		return reversed(h), nil // the very first is missing
	}
	h.upto, h.hash = last.seq, last.hash
	return reversed(h), nil
}

func reversed(h holding) holding {
	for i, j := 0, len(h.missing)-1; i < j; i, j = i+1, j-1 {
		h.missing[i], h.missing[j] = h.missing[j], h.missing[i]
	}
	return h
}

// Holds tells whether a bundle is in already, as its file name says: the tag of
// its laptop, its number and the first bytes of its hash.
func (s *Store) Holds(ctx context.Context, tag string, seq int64, hash []byte) (bool, error) {
	list, err := collect(ctx, s.r, func(rows *sql.Rows) (device string, err error) { return device, rows.Scan(&device) },
		"SELECT device FROM bundle WHERE seq = ? AND substr(hash, 1, ?) = ?", seq, len(hash), hash)
	for _, device := range list {
		if bundle.DeviceTag(device) == tag {
			return true, nil
		}
	}
	return false, wrap(err, "look for bundle")
}

// WriteReceipt makes the receipt of this laptop, as a file: which bundles of
// the others it has taken in.
func (s *Store) WriteReceipt(ctx context.Context) (file []byte, err error) {
	err = s.write(ctx, "write receipt", func(t *tx) error {
		k, err := t.keys()
		if err != nil {
			return err
		}
		r := bundle.Receipt{Device: s.Device(), Recipient: k.identity.Recipient().String(), At: t.at(), Got: []bundle.Got{}}
		var name, coordinator string
		err = t.row(`INSERT INTO meta (key, value) VALUES ('receipts', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1
			RETURNING CAST(value AS INTEGER), (SELECT name FROM device WHERE own = 1), coalesce((SELECT value FROM meta WHERE key = 'setting/`+Coordinator+`'), '')`).
			Scan(&r.Serial, &name, &coordinator)
		if err != nil {
			return err
		}
		r.Name, r.Coordinator = bundle.Clean(name), coordinator == "1"
		others, err := collect(ctx, t.Tx, func(rows *sql.Rows) (d string, err error) { return d, rows.Scan(&d) },
			"SELECT DISTINCT device FROM bundle WHERE own = 0 ORDER BY device")
		if err != nil {
			return err
		}
		for _, d := range others {
			h, err := heldOf(t.ctx, t.Tx, d)
			if err != nil {
				return err
			}
			if h.upto > 0 {
				r.Got = append(r.Got, bundle.Got{Device: d, Seq: h.upto, Hash: h.hash[:]})
			}
		}
		file, err = r.Sign(k.sign)
		return err
	})
	return file, err
}

// Receipted is what a receipt told.
type Receipted struct {
	Laptop Laptop // whose it is
	Seq    int64  // up to which of this laptop's bundles it has everything; 0 = none
	Enrols bool
}

// TakeReceipt takes in another laptop's receipt. It fails with a *MergeError
// or a *bundle.Error, and then nothing has changed.
func (s *Store) TakeReceipt(ctx context.Context, file []byte, trust func(bundle.Receipt) bool) (got Receipted, err error) {
	r, err := bundle.ReadReceipt(file)
	if err != nil {
		return got, err
	}
	err = s.write(ctx, "take in receipt", func(t *tx) error {
		fault := &MergeError{Device: r.Device, Name: r.Name, Fingerprint: bundle.Fingerprint(r.Key)}
		if r.Device == s.Device() {
			fault.Rule = CopyOfThis
			return fault
		}
		if got.Enrols, err = t.enrolPeer(peer{r.Device, r.Name, r.Key, r.Recipient, r.Coordinator}, fault, trust != nil && trust(r)); err != nil {
			return err
		}
		var serial int64
		if err := t.row("SELECT serial FROM peer WHERE device = ?", r.Device).Scan(&serial); err != nil {
			return err
		}
		if r.Serial < serial {
			fault.Rule = OldReceipt
			return fault
		}
		if err := t.exec("UPDATE peer SET serial = ? WHERE device = ?", r.Serial, r.Device); err != nil {
			return err
		}
		got.Laptop = Laptop{Device: r.Device, Name: r.Name, Fingerprint: fault.Fingerprint, Recipient: r.Recipient, Coordinator: r.Coordinator}
		for _, g := range r.Got {
			if g.Device != s.Device() {
				continue
			}
			var n int
			if err := t.row("SELECT count(*) FROM bundle WHERE own = 1 AND device = ? AND seq = ? AND hash = ?", s.Device(), g.Seq, []byte(g.Hash)).Scan(&n); err != nil {
				return err
			}
			if n == 0 {
				fault.Rule, fault.Seq = BadReceipt, g.Seq
				return fault
			}
			got.Seq = max(got.Seq, g.Seq)
		}
		return t.received(r.Device, got.Seq)
	})
	if err != nil {
		return Receipted{}, unwrapped(err)
	}
	return got, nil
}

// unwrapped gives the fault people are told about, where there is one.
func unwrapped(err error) error {
	var refused *MergeError
	if errors.As(err, &refused) {
		return refused
	}
	return err
}

func (t *tx) received(issuer string, seq int64) error {
	if seq == 0 {
		return nil
	}
	return t.exec("INSERT INTO receipt (issuer, device, seq, at) VALUES (?, ?, ?, ?) ON CONFLICT (issuer, device) DO UPDATE SET seq = max(seq, excluded.seq), at = excluded.at",
		issuer, t.s.Device(), seq, t.at())
}

// TakeCode takes in a receipt that was read aloud: the code of one of this
// laptop's bundles. It gives the bundle's number, or fails with ErrNotFound.
func (s *Store) TakeCode(ctx context.Context, code string) (seq int64, err error) {
	err = s.write(ctx, "take in code", func(t *tx) error {
		list, err := packedHere(t.ctx, t.Tx, s.Device())
		if err != nil {
			return err
		}
		for _, b := range list {
			if bundle.SpokenCode(b.hash) == code {
				seq = b.seq
				return t.received("", seq)
			}
		}
		return ErrNotFound
	})
	return seq, err
}

// Held is where an interview is.
type Held uint8

// The places.
const (
	OnlyHere Held = iota // on this disk alone
	Packed               // in a bundle nobody has confirmed
	Received             // on another laptop too
)

// Holdings counts the real interviews that were held or changed on this laptop
// by where that is, drafts among those that are only here; and what else there is to know of the
// exchange.
type Holdings struct {
	By        [3]int // by Held
	Drafts    int    // of those only here
	LastSeq   int64  // of the last bundle packed here; 0 = none
	LastAt    time.Time
	Conflicts int // fields to be decided on
	Waiting   int // records that wait for something else
}

// Holdings reads where the interviews of this laptop are.
func (s *Store) Holdings(ctx context.Context) (h Holdings, err error) {
	covered, packed, err := s.marksOf(ctx, &h)
	if err != nil {
		return h, wrap(err, "read where interviews are")
	}
	// Whoever exchanges nothing has everything here, and need not read what it
	// consists of; otherwise only what came after the last receipt is looked at.
	var mine int
	var alone bool
	err = s.r.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM bundle), (SELECT count(*) FROM response WHERE mode = 0 AND stage = 1 AND device NOT IN (SELECT device FROM peer WHERE device NOT IN `+own+`))`).
		Scan(&alone, &mine)
	if err == nil && !alone {
		err = s.r.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE k <= ?2), count(*) FILTER (WHERE k > ?2) FROM (SELECT max(v.key) AS k FROM revision v JOIN response r ON r.id = v.record
			WHERE v.key > ?1 AND v.kind = 'response' AND v.device IN `+own+` AND r.mode = 0 AND r.stage = 1 GROUP BY v.record)`, covered, packed).Scan(&h.By[Packed], &h.By[OnlyHere])
	} else {
		h.By[OnlyHere] = mine
	}
	if err != nil {
		return h, wrap(err, "read where interviews are")
	}
	h.By[Received] = max(mine-h.By[Packed]-h.By[OnlyHere], 0)
	err = s.r.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM response WHERE stage = 0 AND mode = 0), (SELECT count(*) FROM clash), (SELECT count(DISTINCT record) FROM waiting)").
		Scan(&h.Drafts, &h.Conflicts, &h.Waiting)
	h.By[OnlyHere] += h.Drafts
	return h, wrap(err, "read where interviews are")
}

// marksOf gives the keys of the last revisions that were received and packed.
func (s *Store) marksOf(ctx context.Context, h *Holdings) (covered, packed int64, err error) {
	seq, err := s.covered(ctx, s.r)
	if err != nil {
		return 0, 0, err
	}
	list, err := packedHere(ctx, s.r, s.Device())
	for _, b := range list {
		if b.seq <= seq {
			covered = max(covered, b.upto)
		}
		packed = max(packed, b.upto)
		h.LastSeq, h.LastAt = b.seq, when(b.at, offset(s.started))
	}
	return covered, packed, err
}

// HeldAt tells where one interview is, with what was changed of it here. One
// that came from another laptop and was left as it is is Received.
func (s *Store) HeldAt(ctx context.Context, id string) (Held, error) {
	var h Holdings
	covered, packed, err := s.marksOf(ctx, &h)
	if err != nil {
		return OnlyHere, wrap(err, "read where interview "+id+" is")
	}
	var key sql.NullInt64
	var stage questionnaire.Stage
	err = s.r.QueryRowContext(ctx, "SELECT (SELECT max(key) FROM revision WHERE record = ?1 AND device IN "+own+"), stage FROM response WHERE id = ?1", id).Scan(&key, &stage)
	switch {
	case err != nil:
		return OnlyHere, wrap(err, "read where interview "+id+" is")
	case stage == questionnaire.Draft:
		return OnlyHere, nil
	case !key.Valid, key.Int64 <= covered: // nothing of it is from here, or all of it is known to have come
		return Received, nil
	case key.Int64 <= packed:
		return Packed, nil
	}
	return OnlyHere, nil
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
