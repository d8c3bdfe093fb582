package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"filippo.io/age"
	"github.com/klauspost/compress/gzip"
)

// Writer writes one bundle.
type Writer struct {
	h      Header
	sign   ed25519.PrivateKey
	sealed io.WriteCloser // age; nil = readable by anyone
	zip    *gzip.Writer
	sum    hash.Hash
	n      int
	line   bytes.Buffer
}

// NewWriter begins a bundle for the recipients; without any it is readable by
// anyone. The header's N must be the number of lines that will be written.
func NewWriter(w io.Writer, to []age.Recipient, h Header, sign ed25519.PrivateKey) (*Writer, error) {
	b := &Writer{h: h, sign: sign, sum: sha256.New()}
	b.h.V, b.h.Key = Version, Bytes(sign.Public().(ed25519.PublicKey))
	if err := b.h.check(); err != nil {
		return nil, err
	}
	if len(to) > 0 {
		sealed, err := age.Encrypt(w, to...)
		if err != nil {
			return nil, fmt.Errorf("write bundle: %w", err)
		}
		b.sealed, w = sealed, sealed
	}
	zip, err := gzip.NewWriterLevel(w, gzip.BestSpeed) // four times as fast as the usual level, for a fifth more bytes
	if err != nil {
		return nil, err
	}
	b.zip = zip
	return b, b.object("head", b.h)
}

// Revision writes a revision: its canonical JSON, of which hash is the
// SHA-256.
func (b *Writer) Revision(hash [32]byte, canonical []byte) error {
	b.n++
	b.line.Reset()
	b.line.WriteString(revBegins)
	b.line.WriteString(hex.EncodeToString(hash[:]))
	b.line.WriteString(`",`)
	b.line.Write(canonical[1:])
	return b.end()
}

// Gone writes a revision whose body was erased.
func (b *Writer) Gone(g Gone) error {
	b.n++
	return b.object("gone", g)
}

// Pieces is how many lines an attachment of this many bytes takes.
func Pieces(size int64) int { return int(max(1, (size+PieceSize-1)/PieceSize)) }

// Blob writes an attachment of the given size, the one with the SHA-256.
func (b *Writer) Blob(sum [32]byte, size int64, r io.Reader) error {
	piece := make([]byte, PieceSize)
	for at := int64(0); at == 0 || at < size; at += PieceSize {
		part := piece[:min(PieceSize, size-at)]
		if _, err := io.ReadFull(r, part); err != nil {
			return fmt.Errorf("write attachment %x: %w", sum, err)
		}
		b.n++
		if err := b.object("blob", Piece{sum[:], size, at, part}); err != nil {
			return err
		}
	}
	return nil
}

// Close writes the tail and gives the bundle's hash. It does not close the
// writer below.
func (b *Writer) Close() (root [32]byte, err error) {
	if b.n != b.h.N {
		return root, fmt.Errorf("write bundle: %d lines in place of %d", b.n, b.h.N)
	}
	copy(root[:], b.sum.Sum(nil))
	if err := b.object("tail", tail{b.n, root[:], ed25519.Sign(b.sign, root[:])}); err != nil {
		return root, err
	}
	if err := b.zip.Close(); err != nil {
		return root, err
	}
	if b.sealed != nil {
		return root, b.sealed.Close()
	}
	return root, nil
}

func (b *Writer) object(t string, v any) error {
	b.line.Reset()
	b.line.WriteString(`{"t":"` + t + `",`)
	body, err := plain(v)
	if err != nil {
		return err
	}
	b.line.Write(body[1:])
	return b.end()
}

func (b *Writer) end() error {
	b.line.WriteByte('\n')
	if b.line.Len() > MostLine {
		return &Error{Rule: TooLarge}
	}
	b.sum.Write(b.line.Bytes())
	_, err := b.zip.Write(b.line.Bytes())
	return err
}

// plain is v as JSON that is not escaped for HTML.
func plain(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}
