package store

import (
	"context"
	"database/sql"
	"errors"

	"tingfang/store/bundle"
)

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
