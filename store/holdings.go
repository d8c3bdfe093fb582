package store

import (
	"context"
	"database/sql"
	"time"

	"tingfang/questionnaire"
)

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

// packedBundle is a bundle that was packed here, as the ledger has it.
type packedBundle struct {
	hash             [32]byte
	seq, after, upto int64
	erased           int
	revisions        int
	at               int64
	path             sql.NullString
	file             []byte
	openers          string // addresses with spaces between; "" = anyone
}

// packedHere lists the bundles this laptop has packed, from the first on.
func packedHere(ctx context.Context, q querier, device string) ([]packedBundle, error) {
	return collect(ctx, q, func(rows *sql.Rows) (b packedBundle, err error) {
		var hash []byte
		err = rows.Scan(&hash, &b.seq, &b.after, &b.upto, &b.erased, &b.revisions, &b.at, &b.path, &b.file, &b.openers)
		copy(b.hash[:], hash)
		return b, err
	}, "SELECT hash, seq, after, upto, erased, revisions, at, path, file, openers FROM bundle WHERE own = 1 AND device = ? ORDER BY seq", device)
}

// covered is up to which of its bundles nothing of this laptop's work is at
// this laptop alone: as the coordinator's receipts say where one is known, as
// anybody's say otherwise.
func (s *Store) covered(ctx context.Context, q querier) (seq int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM receipt WHERE device = ?1 AND (issuer = ''
		OR issuer IN `+coordinators+` OR NOT EXISTS `+coordinators+`)`, s.Device()).Scan(&seq)
	return seq, err
}

const coordinators = "(SELECT device FROM peer WHERE coordinator = 1)"

// spared is up to which of its bundles this laptop need not pack again: what the
// coordinator has; where none is known, what every laptop has that is.
func (s *Store) spared(ctx context.Context, q querier) (seq int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT max(coalesce((SELECT max(seq) FROM receipt WHERE device = ?1 AND (issuer = '' OR issuer IN `+coordinators+`)), 0),
		CASE WHEN EXISTS `+coordinators+` THEN 0 ELSE coalesce((SELECT min(coalesce((SELECT seq FROM receipt WHERE issuer = p.device AND device = ?1), 0))
			FROM peer p WHERE p.device NOT IN `+own+`), 0) END)`, s.Device()).Scan(&seq)
	return seq, err
}
