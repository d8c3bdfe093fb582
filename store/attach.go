package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// MostAttached is the greatest size of an attachment, in bytes.
const MostAttached = 50 << 20

// AttachRule is why a file cannot be attached; ui/lang words it.
type AttachRule string

// The rules of an AttachError.
const (
	AttachGone       AttachRule = "gone"       // there is no such file
	AttachFolder     AttachRule = "folder"     // it is a folder
	AttachUnreadable AttachRule = "unreadable" // no permission, or it cannot be read
	AttachTooLarge   AttachRule = "too_large"  // over Most bytes
	AttachType       AttachRule = "type"       // not a photo, document or recording we know; MediaType says what it looks like
	AttachEmpty      AttachRule = "empty"      // it holds nothing
	AttachNoSpace    AttachRule = "no_space"   // the disk is full
)

// AttachError says why a file cannot be attached, as data; Err may be nil.
type AttachError struct {
	Path       string
	Rule       AttachRule
	Size, Most int64 // in bytes; 0 where they are not the matter
	MediaType  string
	Err        error
}

// Error says it for developers.
func (e *AttachError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("attach %s: %s: %v", e.Path, e.Rule, e.Err)
	}
	return fmt.Sprintf("attach %s: %s", e.Path, e.Rule)
}

// Unwrap gives the cause, or nil.
func (e *AttachError) Unwrap() error { return e.Err }

const attachmentColumns = "a.id, a.topic, a.instance, a.sha256, a.name, a.media_type, a.size, a.caption, a.at"

// readAttachments reads the attachments a condition on attachment, as a,
// names, of one interview.
func readAttachments(ctx context.Context, q querier, id string, minutes int, cond string, args ...any) ([]talk.Attachment, error) {
	return collect(ctx, q, func(rows *sql.Rows) (talk.Attachment, error) {
		a := talk.Attachment{Response: id}
		var sum []byte
		var at int64
		err := rows.Scan(&a.ID, &a.Topic.Item, &a.Topic.Instance, &sum, &a.Name, &a.MediaType, &a.Size, &a.Caption, &at)
		copy(a.SHA256[:], sum)
		a.At = when(at, minutes)
		return a, err
	}, "SELECT "+attachmentColumns+" FROM attachment a WHERE "+cond+" ORDER BY a.at, a.id", args...)
}

// Attach copies a file into the data folder, under its hash, and keeps it with
// an interview that has not ended. Where a photo says where it was taken, that
// is taken out of the copy, and cleaned tells so. It fails with an
// *AttachError.
func (s *Store) Attach(ctx context.Context, o Opening, path, caption string, topic questionnaire.Ref) (a talk.Attachment, cleaned bool, err error) {
	if s.w == nil {
		return a, false, fmt.Errorf("attach %s: %w", path, ErrReadOnly)
	}
	content, k, err := readAttached(path)
	if err != nil {
		return a, false, err
	}
	content, cleaned = withoutPlace(content, k.media)
	a = talk.Attachment{ID: s.o.NewID(), Response: o.ID, Topic: topic, SHA256: sha256.Sum256(content), Name: fileName(path), MediaType: k.media,
		Size: int64(len(content)), Caption: valid(caption)}
	err = s.write(ctx, "attach "+path, func(t *tx) error {
		r, err := t.take(o)
		if err != nil {
			return err
		}
		a.At = when(t.at(), offset(t.now))
		// Inside the transaction, so that a sweep never meets a file whose row
		// is still to come.
		if err := keepFile(s.AttachmentPath(a), content); err != nil {
			return placed(path, err)
		}
		err = t.exec(`INSERT INTO attachment (id, response, topic, instance, sha256, name, media_type, size, caption, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			a.ID, r.key, topic.Item, topic.Instance, a.SHA256[:], a.Name, a.MediaType, a.Size, a.Caption, a.At.UnixMilli())
		if err != nil {
			return err
		}
		return t.touch(r.key)
	})
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		return talk.Attachment{}, false, errors.Join(err, s.sweep(context.WithoutCancel(ctx))) // no copy is left behind
	}
	return a, cleaned, nil
}

// fileName is the name of a file as it is kept: one that every system can give
// a file, since attachments go from laptop to laptop.
func fileName(path string) string {
	return strings.Map(func(r rune) rune {
		if r == '\\' || unicode.IsControl(r) {
			return '_'
		}
		return r
	}, valid(filepath.Base(path)))
}

// readAttached reads a file that is to be attached, with what its content is.
func readAttached(path string) ([]byte, mediaKind, error) {
	fault := func(rule AttachRule, size int64, media string, err error) ([]byte, mediaKind, error) {
		e := &AttachError{Path: path, Rule: rule, Size: size, MediaType: media, Err: err}
		if rule == AttachTooLarge {
			e.Most = MostAttached
		}
		return nil, mediaKind{}, e
	}
	st, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault(AttachGone, 0, "", err)
	case err != nil:
		return fault(AttachUnreadable, 0, "", err)
	case st.IsDir():
		return fault(AttachFolder, 0, "", nil)
	case !st.Mode().IsRegular():
		return fault(AttachUnreadable, 0, "", errors.New("not a regular file"))
	case st.Size() > MostAttached:
		return fault(AttachTooLarge, st.Size(), "", nil)
	}
	f, err := os.Open(path)
	if err != nil {
		return fault(AttachUnreadable, 0, "", err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, MostAttached+1))
	switch {
	case err != nil:
		return fault(AttachUnreadable, 0, "", err)
	case len(content) > MostAttached:
		return fault(AttachTooLarge, int64(len(content)), "", nil)
	case len(content) == 0:
		return fault(AttachEmpty, 0, "", nil)
	}
	k, looks := kindOfContent(content, path)
	if k.media == "" {
		return fault(AttachType, int64(len(content)), looks, nil)
	}
	return content, k, nil
}

// placed words a failure to write the copy.
func placed(path string, err error) error {
	if IsFull(err) {
		return &AttachError{Path: path, Rule: AttachNoSpace, Err: err}
	}
	return err
}

// folder is where the files of attachments lie: beside the database.
func (s *Store) folder() string { return strings.TrimSuffix(s.path, ".db") + "-files" }

// AttachmentPath is where the copy of an attachment lies.
func (s *Store) AttachmentPath(a talk.Attachment) string {
	return filepath.Join(s.folder(), hex.EncodeToString(a.SHA256[:])+extension(a.MediaType))
}

// keepFile writes a file whole or not at all; one that is there is the same,
// as its name is its hash.
func keepFile(path string, content []byte) error {
	if st, err := os.Stat(path); err == nil && st.Size() == int64(len(content)) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	part := path + ".part"
	err := os.WriteFile(part, content, 0o600)
	if err == nil {
		err = syncFile(part)
	}
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return syncFolder(filepath.Dir(path))
}

// keepAttachment changes the words of an attachment, or takes it away; its
// file came with Attach.
func (t *tx) keepAttachment(response int64, a talk.Attachment) error {
	if a.Gone {
		return t.exec("DELETE FROM attachment WHERE id = ? AND response = ?", a.ID, response)
	}
	return t.exec("UPDATE attachment SET topic = ?, instance = ?, caption = ? WHERE id = ? AND response = ?", a.Topic.Item, a.Topic.Instance, valid(a.Caption), a.ID, response)
}

// ownFile is a name that only Attach gives.
var ownFile = regexp.MustCompile(`^[0-9a-f]{64}\.[a-z0-9]+(\.part)?$`)

// sweepDue sweeps because a transaction has noted that it is due. Where that
// fails the note stands, and the next one to ask sweeps again.
func (s *Store) sweepDue(ctx context.Context) {
	if s.sweep(ctx) == nil {
		s.w.ExecContext(ctx, "DELETE FROM meta WHERE key = 'sweeping'") // a note too many does no harm
	}
}

// sweep removes the files that no attachment refers to. The store is locked,
// so that none is on its way.
func (s *Store) sweep(ctx context.Context) error {
	entries, err := os.ReadDir(s.folder())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("sweep attachments: %w", err)
	}
	kept := map[string]bool{}
	list, err := readAttachments(ctx, s.w, "", 0, "1")
	if err != nil {
		return fmt.Errorf("sweep attachments: %w", err)
	}
	waiting, err := waitingAttachments(ctx, s.w)
	if err != nil {
		return fmt.Errorf("sweep attachments: %w", err)
	}
	for _, a := range append(list, waiting...) {
		kept[filepath.Base(s.AttachmentPath(a))] = true
	}
	for _, e := range entries {
		if ownFile.MatchString(e.Name()) && !kept[e.Name()] {
			if err := os.Remove(filepath.Join(s.folder(), e.Name())); err != nil {
				return fmt.Errorf("sweep attachments: %w", err)
			}
		}
	}
	return syncFolder(s.folder())
}
