package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"filippo.io/age"

	"tingfang/questionnaire/talk"
	"tingfang/store/bundle"
)

// PackOptions say what goes into a bundle and who may open it.
type PackOptions struct {
	// All packs whatever stands here, also what other laptops brought and what
	// was received; otherwise what was made here and no receipt covers.
	All bool
	// For are age addresses of further people who may open it.
	For []string
	// Plain leaves it readable by anyone.
	Plain bool
	// Meeting says that bundles stay in the folder for the others to fetch:
	// what lies there whole is not packed again.
	Meeting bool
	// Progress, where not nil, is told now and then how many of the lines are
	// written.
	Progress func(done, of int)
}

// Bundled is a bundle that was packed.
type Bundled struct {
	Path       string // "" = there was nothing to pack
	Seq        int64
	Hash       [32]byte
	Interviews int  // with new or changed answers
	Revisions  int  // records, interviews among them
	Openers    int  // who may open it; 0 = anyone
	Again      bool // it lay there already
}

// ErrNoRecipient says that nobody is named who could open a bundle.
var ErrNoRecipient = errors.New("no recipient is set")

// errErased says that something was erased while it was being packed.
var errErased = errors.New("something was erased meanwhile")

// Pack writes a bundle into a folder, whole under its name or not at all. It
// fails with ErrNoRecipient, with an error of the file system, or when ctx
// ends.
func (s *Store) Pack(ctx context.Context, dir string, o PackOptions) (Bundled, error) {
	for {
		b, err := s.pack(ctx, dir, o)
		if !errors.Is(err, errErased) {
			return b, wrap(err, "pack bundle")
		}
	}
}

func (s *Store) pack(ctx context.Context, dir string, o PackOptions) (Bundled, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Bundled{}, err
	}
	p := &packing{s: s, ctx: ctx, dir: dir, o: o}
	err = s.write(ctx, "prepare bundle", func(t *tx) (err error) {
		if p.keys, err = t.keys(); err != nil {
			return err
		}
		if err := t.finishRename(); err != nil {
			return err
		}
		return t.sealForms()
	})
	if err != nil {
		return Bundled{}, err
	}
	if p.to, p.openers, err = s.openers(ctx, p.keys, o); err != nil {
		return Bundled{}, err
	}
	if p.Tx, err = s.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}); err != nil {
		return Bundled{}, err
	}
	defer p.Rollback()
	if err := p.choose(); err != nil || p.out.Path != "" || p.h.N == 0 {
		return p.out, err
	}
	return p.out, p.file()
}

// openers are the recipients of a bundle: this laptop, those that are set, the
// laptops that are known, and those asked for.
func (s *Store) openers(ctx context.Context, k keys, o PackOptions) (to []age.Recipient, addresses []string, err error) {
	if o.Plain {
		return nil, nil, nil
	}
	set, err := collect(ctx, s.r, func(rows *sql.Rows) (a string, err error) { return a, rows.Scan(&a) },
		"SELECT address FROM recipient WHERE gone = 0 UNION SELECT recipient FROM peer WHERE recipient <> ''")
	if err != nil {
		return nil, nil, err
	}
	own := k.identity.Recipient().String()
	set = append(append(set, o.For...), own)
	slices.Sort(set)
	if set = slices.Compact(set); len(set) == 1 {
		return nil, nil, ErrNoRecipient
	}
	for _, address := range set {
		r, err := age.ParseX25519Recipient(address)
		if err != nil {
			return nil, nil, fmt.Errorf("recipient %s: %w: %w", address, ErrAddress, err)
		}
		to = append(to, r)
	}
	return to, set, nil
}

// sealForms seals the forms that came with the program and were used: the same
// revision on every laptop.
func (t *tx) sealForms() error {
	used, err := collect(t.ctx, t.Tx, func(rows *sql.Rows) (f builtinForm, err error) {
		return f, rows.Scan(&f.id, &f.version, &f.hash, &f.source)
	},
		"SELECT form_id, version, hash, source FROM form f WHERE origin = ? AND EXISTS (SELECT 1 FROM response r WHERE r.form = f.key AND r.stage = 1) ORDER BY key", OriginBuiltin)
	if err != nil {
		return err
	}
	for _, f := range used {
		e := envelope{Depth: 1, Form: hex.EncodeToString(f.hash), Kind: kindForm, Parents: []string{}, Record: derived(kindForm, f.id+"\n"+hex.EncodeToString(f.hash)),
			Body: formBody{FormID: f.id, Source: string(f.source), Version: f.version}}
		body, hash, err := sealed(e)
		if err != nil {
			return err
		}
		var n int
		if err := t.row("SELECT count(*) FROM revision WHERE hash = ?", hash).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		if err := t.store(e, hash, body, nil); err != nil {
			return err
		}
	}
	return nil
}

type builtinForm struct {
	id, version  string
	hash, source []byte
}

// packing is one bundle on its way.
type packing struct {
	*sql.Tx // everything is read as it stood at one moment
	s       *Store
	ctx     context.Context
	dir     string
	o       PackOptions
	keys    keys
	to      []age.Recipient
	openers []string // their addresses, sorted; none = anyone
	h       bundle.Header
	where   where
	upto    int64
	erased  int
	files   []talk.Attachment
	done    int
	out     Bundled
}

// own is the laptop's ids: it has several after it was found to be a copy.
const own = "(SELECT id FROM device WHERE own > 0)"

// choose decides what goes in.
func (p *packing) choose() error {
	p.h = bundle.Header{Device: p.s.Device(), Recipient: p.keys.identity.Recipient().String(), Created: p.s.o.Now().UnixMilli(), Demo: p.s.Demo(), Forms: map[string]string{}}
	var name, coordinator string
	var last int64
	err := p.QueryRowContext(p.ctx, `SELECT (SELECT name FROM device WHERE own = 1), coalesce((SELECT value FROM meta WHERE key = 'setting/'||?), ''),
		(SELECT coalesce(max(seq), 0) FROM bundle WHERE own = 1 AND device = ?), (SELECT coalesce(max(key), 0) FROM revision), (SELECT count(*) FROM revision WHERE gone = 1)`,
		Coordinator, p.s.Device()).Scan(&name, &coordinator, &last, &p.upto, &p.erased)
	if err != nil {
		return err
	}
	p.h.Name, p.h.Coordinator, p.h.Seq = bundle.Clean(name), coordinator == "1", last+1
	covered, err := p.s.spared(p.ctx, p.Tx)
	if err != nil {
		return err
	}
	list, err := packedHere(p.ctx, p.Tx, p.s.Device())
	if err != nil {
		return err
	}
	if !p.o.All {
		for _, b := range list {
			switch {
			case b.seq == covered:
				p.h.After = b.seq
			case b.seq < covered || b.after > p.h.After:
				continue
			case p.lies(b) && p.o.Meeting:
				p.h.After = b.seq
			case b.seq == last && b.upto == p.upto && b.erased == p.erased && p.lies(b):
				p.out = Bundled{Path: p.at(b), Seq: b.seq, Hash: b.hash, Revisions: b.revisions, Openers: len(p.to), Again: true}
				return nil
			}
		}
	}
	var start int64
	erased := -1
	for _, b := range list {
		if b.seq == p.h.After && b.seq > 0 {
			start, erased = b.upto, b.erased
		}
		if b.seq == last {
			p.h.Prev = b.hash[:]
		}
	}
	return p.count(start, erased)
}

// count finds the revisions and attachments, and says how many lines they take.
func (p *packing) count(start int64, erased int) error {
	if p.o.All {
		p.where = where{}.and("r.gone = 0")
	} else {
		p.where = where{}.and("r.gone = 0 AND r.key > ? AND r.device IN "+own, start)
	}
	err := p.QueryRowContext(p.ctx, "SELECT count(*), count(DISTINCT CASE WHEN kind = 'response' THEN record END) FROM revision r"+p.where.sql(), p.where.args...).
		Scan(&p.out.Revisions, &p.out.Interviews)
	if err != nil || p.out.Revisions == 0 && p.erased == max(erased, 0) {
		return err
	}
	if err := p.attached(); err != nil {
		return err
	}
	var forms int
	if forms, err = p.forms(func(hash [32]byte, body []byte) error { return nil }); err != nil {
		return err
	}
	p.h.N = p.out.Revisions + forms + p.erased
	for _, a := range p.files {
		p.h.N += bundle.Pieces(a.Size)
	}
	return nil
}

// forms gives the forms that came with the program, where the bundle is not
// whole anyway.
func (p *packing) forms(use func(hash [32]byte, body []byte) error) (n int, err error) {
	if p.o.All {
		return 0, nil
	}
	return p.each("r.device = '' AND r.kind = 'form' AND r.gone = 0", nil, use)
}

// each goes through revisions in the order of their keys.
func (p *packing) each(cond string, args []any, use func(hash [32]byte, body []byte) error) (n int, err error) {
	rows, err := p.QueryContext(p.ctx, "SELECT r.hash, r.body FROM revision r WHERE "+cond+" ORDER BY r.key", args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var hash, body sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&hash, &body); err != nil {
			return n, err
		}
		plain, err := unpressed(body)
		if err != nil {
			return n, err
		}
		if err := use([32]byte(hash), plain); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}

// attached finds the files of the attachments that go in, each once.
func (p *packing) attached() error {
	seen := map[string]bool{}
	_, err := p.each(strings.TrimPrefix(p.where.and("r.kind = 'attachment'").sql(), " WHERE "), p.where.args, func(_ [32]byte, body []byte) error {
		var e struct{ Body attachmentBody }
		if err := json.Unmarshal(body, &e); err != nil {
			return err
		}
		a := talk.Attachment{MediaType: e.Body.MediaType, Size: e.Body.Size}
		sum, err := hex.DecodeString(e.Body.SHA256)
		if err != nil || len(sum) != sha256.Size || seen[e.Body.SHA256] {
			return err
		}
		a.SHA256, seen[e.Body.SHA256] = [32]byte(sum), true
		if st, err := os.Stat(p.s.AttachmentPath(a)); err == nil && st.Size() == a.Size {
			p.files = append(p.files, a)
		}
		return nil
	})
	return err
}
