package store

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/google/uuid"
	"github.com/klauspost/compress/zlib"
)

// The kinds of records that are sealed.
const (
	kindResponse  = "response"
	kindPersonal  = "personal"
	kindApproach  = "approach"
	kindForm      = "form"
	kindHall      = "hall"
	kindPerson    = "person"
	kindRecipient = "recipient"
)

// envelope is a revision: an immutable state of one record. The SHA-256 of its
// canonical JSON is the revision's hash; the JSON is kept as its body in the
// database, compressed. Times are Unix milliseconds, hashes lower-case hex, numbers of
// answers texts in shortest form.
type envelope struct {
	At      int64    `json:"at"`
	Body    any      `json:"body"`
	Depth   int      `json:"depth"` // one more than the deepest parent's; 1 = first
	Device  string   `json:"device"`
	Form    string   `json:"form,omitempty"` // hash of the form, where answers need it
	Kind    string   `json:"kind"`
	Parents []string `json:"parents"` // sorted
	Reason  string   `json:"reason,omitempty"`
	Record  string   `json:"record"`
	Who     string   `json:"who"` // id of the person; "" = nobody signed in

	decides bool // it settles the record's conflicts
}

// seal writes a new revision of a record over all its heads, becomes its only
// head, and gives its hash.
func (t *tx) seal(e envelope) ([]byte, error) {
	heads, err := t.heads(e.Record)
	if err != nil {
		return nil, err
	}
	undecided := false
	if len(heads) > 1 && !e.decides {
		all := len(heads)
		if heads, err = t.undecided(e.Record, heads); err != nil {
			return nil, err
		}
		undecided = len(heads) < all
	}
	e.At, e.Device, e.Depth, e.Parents = t.at(), t.s.Device(), 1, []string{}
	for _, h := range heads {
		e.Depth = max(e.Depth, h.depth+1)
		e.Parents = append(e.Parents, hex.EncodeToString(h.hash))
	}
	slices.Sort(e.Parents)
	body, hash, err := sealed(e)
	if err != nil {
		return nil, err
	}
	if err := t.store(e, hash, body, heads); err != nil || !undecided {
		return hash, err
	}
	return hash, t.project(e.Kind, "merge", e.Record) // what is in conflict may be something else now
}

var presses = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // fails for a level there is not
	return w
}}

// pressed is a body as table revision keeps it: compressed with zlib, since
// bodies are most of the file.
func pressed(plain []byte) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(len(plain) / 2)
	w := presses.Get().(*zlib.Writer)
	defer presses.Put(w)
	w.Reset(&b)
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

// unpressed is the canonical JSON of a body as it was kept. Bodies written
// before they were compressed are themselves.
func unpressed(kept []byte) ([]byte, error) {
	if len(kept) > 0 && kept[0] == '{' {
		return kept, nil
	}
	r, err := zlib.NewReader(bytes.NewReader(kept))
	if err != nil {
		return nil, fmt.Errorf("read revision: %w", err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read revision: %w", err)
	}
	return plain, r.Close()
}

func (t *tx) store(e envelope, hash, body []byte, heads []headRow) error {
	var key int64
	err := t.row(`INSERT INTO revision (hash, kind, record, depth, who, device, at, reason, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`,
		hash, e.Kind, e.Record, e.Depth, e.Who, e.Device, e.At, null(e.Reason), body).Scan(&key)
	if err != nil {
		return fmt.Errorf("seal %s %s: %w", e.Kind, e.Record, err)
	}
	for _, h := range heads {
		if err := t.exec("INSERT INTO parent (child, parent) VALUES (?, ?)", key, h.hash); err != nil {
			return err
		}
	}
	return t.becomeHead(e.Record, key, heads)
}

// becomeHead puts a revision in the place of the heads it follows.
func (t *tx) becomeHead(record string, key int64, heads []headRow) error {
	for _, h := range heads {
		if err := t.exec("DELETE FROM head WHERE record = ? AND revision = ?", record, h.key); err != nil {
			return err
		}
	}
	return t.exec("INSERT INTO head (record, revision) VALUES (?, ?)", record, key)
}

// undecided gives the head a new revision may follow: while a record is in
// conflict that is the one that is shown, so that the other side stays one to
// be decided on.
func (t *tx) undecided(record string, heads []headRow) ([]headRow, error) {
	var n int
	if err := t.row("SELECT count(*) FROM clash WHERE record = ?", record).Scan(&n); err != nil || n == 0 {
		return heads, err
	}
	return []headRow{slices.MaxFunc(heads, func(a, b headRow) int { return cmp.Or(cmp.Compare(a.depth, b.depth), bytes.Compare(a.hash, b.hash)) })}, nil
}

type headRow struct {
	key   int64
	hash  []byte
	depth int
}

func (t *tx) heads(record string) ([]headRow, error) {
	return collect(t.ctx, t.Tx, func(rows *sql.Rows) (h headRow, err error) { return h, rows.Scan(&h.key, &h.hash, &h.depth) },
		"SELECT r.key, r.hash, r.depth FROM head h JOIN revision r ON r.key = h.revision WHERE h.record = ?", record)
}

// bury erases the bodies of the revisions of a record, but for those with the
// hashes to be kept; their hashes stay.
func (t *tx) bury(record string, keep ...string) error {
	hashes, err := collect(t.ctx, t.Tx, func(rows *sql.Rows) (hash []byte, err error) { return hash, rows.Scan(&hash) },
		"SELECT hash FROM revision WHERE record = ? AND gone = 0", record)
	if err != nil {
		return err
	}
	for _, hash := range hashes {
		if slices.Contains(keep, string(hash)) {
			continue
		}
		if err := t.exec("UPDATE revision SET body = NULL, reason = NULL, gone = 1 WHERE hash = ?", hash); err != nil {
			return err
		}
		if err := t.exec("INSERT OR REPLACE INTO meta (key, value) VALUES ('erasing', '1')"); err != nil {
			return err
		}
	}
	return nil
}

// derived is the id of a record that has none of its own: the same on every
// laptop for the same kind and name.
func derived(kind, name string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("tingfang:"+kind+":"+name)).String()
}
