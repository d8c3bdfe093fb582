package store

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tingfang/questionnaire/talk"
	"tingfang/store/bundle"
)

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
