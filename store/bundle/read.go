package bundle

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"

	"filippo.io/age"
	"github.com/klauspost/compress/gzip"
)

const (
	revBegins  = `{"t":"rev","h":"`
	goneBegins = `{"t":"gone",`
	blobBegins = `{"t":"blob",`
	headBegins = `{"t":"head",`
	tailBegins = `{"t":"tail",`
	ageBegins  = "age-encryption.org/"
)

// Line is one line between head and tail: a revision (Canonical), an erased
// one (Gone) or a piece of an attachment (Piece).
type Line struct {
	Hash      [32]byte // of a revision, erased or not
	Canonical []byte   // JSON, the caller's to keep; nil for another line
	Gone      *Gone
	Piece     *Piece
}

// Reader reads one bundle, trusting nothing in it.
type Reader struct {
	Header Header
	under  *bufio.Reader // what was decrypted
	zip    *gzip.Reader
	lines  *bufio.Reader
	file   *counter
	sum    hash.Hash
	line   int
	plain  int64
	root   [32]byte
	ended  bool
	blob   struct { // the attachment under way
		sum  []byte
		size int64
		next int64
		hash hash.Hash
	}
}

// counter counts what was read of the file.
type counter struct {
	io.Reader
	n   int64
	err error // of the system, not of what was read
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if c.n += int64(n); err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// NewReader reads a bundle up to its header. It fails with an *Error.
func NewReader(r io.Reader, with []age.Identity) (*Reader, error) {
	b := &Reader{file: &counter{Reader: r}, sum: sha256.New()}
	if err := b.open(with); err != nil {
		return nil, b.fault(err)
	}
	return b, nil
}

func (b *Reader) open(with []age.Identity) error {
	file := bufio.NewReaderSize(b.file, 64<<10)
	begins, err := file.Peek(len(ageBegins))
	if err != nil && len(begins) < 2 {
		return err
	}
	b.under = file
	if string(begins) == ageBegins {
		if len(with) == 0 {
			return &Error{Rule: NotForUs}
		}
		opened, err := age.Decrypt(file, with...)
		var other *age.NoIdentityMatchError
		if errors.As(err, &other) {
			return &Error{Rule: NotForUs}
		}
		if err != nil {
			return err
		}
		b.under = bufio.NewReaderSize(opened, 64<<10)
		if begins, err = b.under.Peek(2); err != nil {
			return err
		}
	}
	if begins[0] != 0x1f || begins[1] != 0x8b {
		return &Error{Rule: NotOurs}
	}
	if b.zip, err = gzip.NewReader(b.under); err != nil {
		return err
	}
	b.zip.Multistream(false)
	b.lines = bufio.NewReaderSize(b.zip, 256<<10)
	line, err := b.next()
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(line, []byte(headBegins)) {
		return &Error{Rule: NotOurs}
	}
	if err := json.Unmarshal(line, &b.Header); err != nil {
		return &Error{Rule: BadLine, Line: 1, Err: err}
	}
	b.sum.Write(append(line, '\n'))
	return b.Header.check()
}

// fault sorts an error into the rules.
func (b *Reader) fault(err error) error {
	var said *Error
	switch {
	case errors.As(err, &said):
		return said
	case b.file.err != nil:
		return &Error{Rule: Unreadable, Err: b.file.err}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &Error{Rule: Cut, Line: b.line, Err: err}
	}
	return &Error{Rule: Damaged, Line: b.line, Err: err}
}

// next reads a line without its end, in memory of its own.
func (b *Reader) next() ([]byte, error) {
	var line []byte
	b.line++
	for {
		part, err := b.lines.ReadSlice('\n')
		if len(line)+len(part) > MostLine {
			return nil, &Error{Rule: TooLarge, Line: b.line}
		}
		line = append(line, part...)
		if b.plain += int64(len(part)); b.plain > MostPlain || b.plain > freeRatio+mostRatio*b.file.n {
			return nil, &Error{Rule: TooLarge, Line: b.line}
		}
		switch err {
		case nil:
			return line[:len(line)-1], nil
		case bufio.ErrBufferFull:
			continue
		case io.EOF:
			return nil, io.ErrUnexpectedEOF
		}
		return nil, err
	}
}

// Next reads the next line. It fails with io.EOF behind the last one, and then
// everything was as its hashes, its number and its signature say; with an
// *Error otherwise.
func (b *Reader) Next() (Line, error) {
	if b.ended {
		return Line{}, io.EOF
	}
	raw, err := b.next()
	if err != nil {
		return Line{}, b.fault(err)
	}
	if bytes.HasPrefix(raw, []byte(tailBegins)) {
		if err := b.finish(raw); err != nil {
			return Line{}, b.fault(err)
		}
		b.ended = true
		return Line{}, io.EOF
	}
	if b.line-1 > b.Header.N {
		return Line{}, &Error{Rule: BadCount, Line: b.line}
	}
	b.sum.Write(raw)
	b.sum.Write([]byte{'\n'})
	l, err := b.read(raw)
	if err != nil {
		return Line{}, b.fault(err)
	}
	return l, nil
}

func (b *Reader) read(raw []byte) (Line, error) {
	bad := func(err error) (Line, error) { return Line{}, &Error{Rule: BadLine, Line: b.line, Err: err} }
	if b.blob.hash != nil && !bytes.HasPrefix(raw, []byte(blobBegins)) {
		return bad(errors.New("an attachment is not complete"))
	}
	switch {
	case bytes.HasPrefix(raw, []byte(revBegins)):
		return b.revision(raw)
	case bytes.HasPrefix(raw, []byte(goneBegins)):
		var g Gone
		if err := json.Unmarshal(raw, &g); err != nil {
			return bad(err)
		}
		if len(g.H) != sha256.Size || g.Depth < 1 || !fitting(g.Record, mostID) || !fitting(g.Kind, mostID) || !fitting(g.Device, mostID) || !fitting(g.Who, mostID) {
			return bad(nil)
		}
		return Line{Hash: [32]byte(g.H), Gone: &g}, nil
	case bytes.HasPrefix(raw, []byte(blobBegins)):
		var p Piece
		if err := json.Unmarshal(raw, &p); err != nil {
			return bad(err)
		}
		return Line{Piece: &p}, b.piece(&p)
	}
	return bad(nil)
}

// revision takes a line apart: what stands behind t and h is the canonical
// JSON but for its first sign, whose place the sign before it takes.
func (b *Reader) revision(raw []byte) (l Line, err error) {
	const hashed = len(revBegins) + 2*sha256.Size
	if len(raw) < hashed+3 || string(raw[hashed:hashed+2]) != `",` {
		return l, &Error{Rule: BadLine, Line: b.line}
	}
	if _, err := hex.Decode(l.Hash[:], raw[len(revBegins):hashed]); err != nil {
		return l, &Error{Rule: BadLine, Line: b.line, Err: err}
	}
	raw[hashed+1] = '{'
	l.Canonical = raw[hashed+1:]
	if sum := sha256.Sum256(l.Canonical); sum != l.Hash {
		return l, &Error{Rule: BadHash, Line: b.line, What: hex.EncodeToString(l.Hash[:8])}
	}
	return l, nil
}

// piece holds the pieces of an attachment to their order and, at the last, to
// its hash.
func (b *Reader) piece(p *Piece) error {
	a := &b.blob
	bad := &Error{Rule: BadLine, Line: b.line}
	if len(p.SHA256) != sha256.Size || p.Size < 0 || len(p.Data) > PieceSize || p.At+int64(len(p.Data)) > p.Size {
		return bad
	}
	if a.hash == nil {
		a.sum, a.size, a.next, a.hash = p.SHA256, p.Size, 0, sha256.New()
	}
	if !bytes.Equal(a.sum, p.SHA256) || a.size != p.Size || a.next != p.At {
		return bad
	}
	a.hash.Write(p.Data)
	if a.next += int64(len(p.Data)); a.next < a.size {
		if len(p.Data) == 0 {
			return bad
		}
		return nil
	}
	sum := a.hash.Sum(nil)
	a.hash = nil
	if !bytes.Equal(sum, p.SHA256) {
		return &Error{Rule: BadHash, Line: b.line, What: hex.EncodeToString(p.SHA256[:8])}
	}
	return nil
}

// finish holds the bundle to its tail, and to having nothing behind it.
func (b *Reader) finish(raw []byte) error {
	if b.blob.hash != nil {
		return &Error{Rule: BadLine, Line: b.line}
	}
	var t tail
	if err := json.Unmarshal(raw, &t); err != nil {
		return &Error{Rule: BadLine, Line: b.line, Err: err}
	}
	if n := b.line - 2; t.N != n || b.Header.N != n {
		return &Error{Rule: BadCount, Line: b.line}
	}
	b.sum.Sum(b.root[:0])
	if subtle.ConstantTimeCompare(b.root[:], t.Root) != 1 {
		return &Error{Rule: BadHash, Line: b.line}
	}
	if !ed25519.Verify(ed25519.PublicKey(b.Header.Key), b.root[:], t.Sig) {
		return &Error{Rule: BadSig, Line: b.line}
	}
	for _, rest := range []io.Reader{b.lines, b.under} {
		switch n, err := io.ReadFull(rest, make([]byte, 1)); {
		case n > 0:
			return &Error{Rule: Damaged, Line: b.line, Err: errors.New("something stands behind the end")}
		case err != io.EOF:
			return err
		}
	}
	return nil
}

// Hash is the bundle's hash, known once Next has given io.EOF.
func (b *Reader) Hash() [32]byte { return b.root }

// Read is how many bytes of the file were read so far.
func (b *Reader) Read() int64 { return b.file.n }
