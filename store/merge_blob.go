package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"tingfang/questionnaire/talk"
	"tingfang/store/bundle"
)

// attachment holds the record of an attachment to what may be kept, and keeps
// in mind what its file will be called.
func (m *merging) attachment(w *wire) error {
	var b attachmentBody
	if err := json.Unmarshal(w.Body, &b); err != nil {
		return err
	}
	if _, err := attachedSum(b); err != nil {
		return err
	}
	m.media[b.SHA256] = b.MediaType
	return nil
}

// piece writes a stretch of an attachment; the last one gives the file its
// name. The reader has held them to their order and their hash.
func (m *merging) piece(p *bundle.Piece) error {
	media, known := m.media[hex.EncodeToString(p.SHA256)]
	if !known || p.Size > MostAttached {
		return &MergeError{Rule: BadRecord, Device: m.out.Header.Device, Name: m.out.Header.Name, Seq: m.out.Header.Seq, What: "attachment " + hex.EncodeToString(p.SHA256)}
	}
	path := m.s.AttachmentPath(talk.Attachment{SHA256: [32]byte(p.SHA256), MediaType: media})
	if p.At == 0 {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		file, err := os.OpenFile(path+".part", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err != nil {
			return err
		}
		m.file = file
	}
	if _, err := m.file.Write(p.Data); err != nil {
		return err
	}
	if p.At+int64(len(p.Data)) < p.Size {
		return nil
	}
	err := errors.Join(m.file.Sync(), m.file.Close())
	m.file = nil
	if err == nil {
		err = os.Rename(path+".part", path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	return err
}

// waitingAttachments lists the attachments whose interview has not come yet: their
// files are here before they are.
func waitingAttachments(ctx context.Context, q querier) ([]talk.Attachment, error) {
	return collect(ctx, q, func(rows *sql.Rows) (a talk.Attachment, err error) {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return a, err
		}
		plain, err := unpressed(body)
		if err != nil {
			return a, err
		}
		var e struct{ Body attachmentBody }
		if err := json.Unmarshal(plain, &e); err != nil {
			return a, err
		}
		a.MediaType = e.Body.MediaType
		a.SHA256, err = attachedSum(e.Body)
		return a, err
	}, "SELECT v.body FROM waiting w JOIN revision v ON v.record = w.record WHERE v.kind = ? AND v.gone = 0", kindAttachment)
}

// drop closes the file of an attachment that was not completed.
func (m *merging) drop() error {
	if m.file == nil {
		return nil
	}
	err := m.file.Close()
	m.file = nil
	if errors.Is(err, fs.ErrClosed) {
		return nil
	}
	return err
}

// hashRows is the SHA-256 over rows of a hash and whether it is erased.
func hashRows(rows *sql.Rows, into *[32]byte) error {
	sum := sha256.New()
	var hash sql.RawBytes
	var gone byte
	for rows.Next() {
		if err := rows.Scan(&hash, &gone); err != nil {
			return err
		}
		sum.Write(hash)
		sum.Write([]byte{gone})
	}
	sum.Sum(into[:0])
	return rows.Err()
}
