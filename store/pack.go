package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// first are the kinds that others rest on.
const first = "('form', 'hall', 'person', 'tag', 'recipient')"

func (p *packing) file() error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	if err := removeParts(p.dir, p.s.Device()); err != nil {
		return err
	}
	part := filepath.Join(p.dir, fmt.Sprintf("%s-%06d%s.part", bundle.DeviceTag(p.s.Device()), p.h.Seq, bundle.Ending))
	sum, err := p.writePart(part)
	if err == nil {
		p.out.Path, p.out.Seq, p.out.Openers = filepath.Join(p.dir, bundle.FileName(p.s.Device(), p.h.Seq, p.out.Hash)), p.h.Seq, len(p.to)
		err = p.enter(sum)
	}
	if err != nil {
		p.out = Bundled{}
		return errors.Join(err, removeIfThere(part))
	}
	return placeBundle(part, p.out.Path)
}

// writePart writes the bundle under the name of an unfinished one, and gives
// the SHA-256 of the file.
func (p *packing) writePart(part string) (sum []byte, err error) {
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	hashed := sha256.New()
	w, err := bundle.NewWriter(io.MultiWriter(f, hashed), p.to, p.h, p.keys.sign)
	if err != nil {
		return nil, err
	}
	if err := p.lines(w); err != nil {
		return nil, err
	}
	if p.out.Hash, err = w.Close(); err != nil {
		return nil, err
	}
	if err := f.Sync(); err != nil {
		return nil, err
	}
	return hashed.Sum(nil), f.Close()
}

func (p *packing) lines(w *bundle.Writer) error {
	write := func(hash [32]byte, body []byte) error {
		if p.done++; p.done%256 == 0 {
			if err := p.ctx.Err(); err != nil {
				return err
			}
			if p.o.Progress != nil {
				p.o.Progress(p.done, p.h.N)
			}
		}
		return w.Revision(hash, body)
	}
	if _, err := p.forms(write); err != nil {
		return err
	}
	for _, cond := range [...]string{"r.kind IN " + first, "r.kind NOT IN " + first} {
		if _, err := p.each(strings.TrimPrefix(p.where.and(cond).sql(), " WHERE "), p.where.args, write); err != nil {
			return err
		}
	}
	if err := p.gone(w); err != nil {
		return err
	}
	for _, a := range p.files {
		if err := p.blob(w, a); err != nil {
			return err
		}
	}
	if p.o.Progress != nil {
		p.o.Progress(p.h.N, p.h.N)
	}
	return nil
}

func (p *packing) gone(w *bundle.Writer) error {
	type row struct {
		bundle.Gone
		key int64
	}
	list, err := collect(p.ctx, p.Tx, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.key, (*[]byte)(&r.H), &r.Kind, &r.Record, &r.Depth, &r.Who, &r.Device, &r.At)
	}, "SELECT key, hash, kind, record, depth, who, device, at FROM revision WHERE gone = 1 ORDER BY key")
	if err != nil {
		return err
	}
	for _, r := range list {
		r.Parents, err = collect(p.ctx, p.Tx, func(rows *sql.Rows) (h string, err error) { return h, rows.Scan(&h) },
			"SELECT lower(hex(parent)) AS h FROM parent WHERE child = ? ORDER BY h", r.key)
		if err != nil {
			return err
		}
		if err := w.Gone(r.Gone); err != nil {
			return err
		}
	}
	return nil
}

func (p *packing) blob(w *bundle.Writer, a talk.Attachment) error {
	f, err := os.Open(p.s.AttachmentPath(a))
	if err != nil {
		return err
	}
	defer f.Close()
	return w.Blob(a.SHA256, a.Size, f)
}

// enter keeps in the ledger what is about to get its name: cut off before, it
// was never packed; cut off after, the next start gives the name.
func (p *packing) enter(file []byte) error {
	return p.s.write(p.ctx, "enter bundle", func(t *tx) error {
		var erased int
		if err := t.row("SELECT count(*) FROM revision WHERE gone = 1").Scan(&erased); err != nil {
			return err
		}
		if erased != p.erased {
			return errErased
		}
		return t.exec(`INSERT INTO bundle (hash, device, seq, after, own, upto, erased, revisions, at, path, file, openers) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
			p.out.Hash[:], p.s.Device(), p.h.Seq, p.h.After, p.upto, p.erased, p.out.Revisions, t.at(), p.out.Path, file, strings.Join(p.openers, " "))
	})
}

// placeBundle gives a finished bundle its name, over nothing.
func placeBundle(part, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return removeIfThere(part) // the name holds the hash: it is this very bundle
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// finishRename gives the last bundle its name where that was cut off. On a stick
// that is not there any more, or cannot be written now, it stays undone: what is
// in it goes into the next one.
func (t *tx) finishRename() error {
	list, err := packedHere(t.ctx, t.Tx, t.s.Device())
	if err != nil || len(list) == 0 {
		return err
	}
	last := list[len(list)-1]
	if !last.path.Valid {
		return nil
	}
	part := filepath.Join(filepath.Dir(last.path.String), fmt.Sprintf("%s-%06d%s.part", bundle.DeviceTag(t.s.Device()), last.seq, bundle.Ending))
	if sum, err := fileSum(part); err == nil && slices.Equal(sum, last.file) {
		placeBundle(part, last.path.String) // undone if it fails
	}
	return nil
}

// removeParts clears away what a packing that was cut off has left in a folder.
func removeParts(dir, device string) error {
	left, err := filepath.Glob(filepath.Join(escapeGlob(dir), bundle.DeviceTag(device)+"-*"+bundle.Ending+".part"))
	if err != nil {
		return err
	}
	for _, name := range left {
		if err := removeIfThere(name); err != nil {
			return err
		}
	}
	return nil
}

// escapeGlob is a folder's name as a pattern that fits it alone.
func escapeGlob(dir string) string {
	if os.PathSeparator == '\\' {
		return dir // Windows knows no brackets to escape
	}
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir)
}

func removeIfThere(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
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

// at is where a bundle lies if it lies in the folder.
func (p *packing) at(b packedBundle) string {
	return filepath.Join(p.dir, bundle.FileName(p.s.Device(), b.seq, b.hash))
}

// lies tells whether a bundle lies in the folder, whole, for all who are to open
// it now.
func (p *packing) lies(b packedBundle) bool {
	if b.openers != "" && (len(p.openers) == 0 || slices.ContainsFunc(p.openers, func(a string) bool { return !strings.Contains(b.openers, a) })) {
		return false
	}
	sum, err := fileSum(p.at(b))
	return err == nil && slices.Equal(sum, b.file)
}

func fileSum(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return sum.Sum(nil), err
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
