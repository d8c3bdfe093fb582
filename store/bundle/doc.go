// Package bundle reads and writes what laptops hand to one another: a bundle
// of records, and a receipt for bundles. It knows no SQL and opens no file.
//
// A bundle is age( gzip( lines ) ), or gzip( lines ) where it was asked to be
// readable by anyone. Each line is one JSON object:
//
//	head  who packed it, which of that laptop's bundles it is, how many lines follow
//	rev   a revision: after t and h, the canonical JSON whose SHA-256 is h
//	gone  a revision whose body was erased
//	blob  a piece of an attachment
//	tail  the number of lines, the SHA-256 of all bytes before it, and its Ed25519 signature
//
// age tells nobody who wrote a file: hence the signature. The SHA-256 in the
// tail is the bundle's hash; it is the same however often and for whomever the
// lines are encrypted. docs/bundle.md describes the format for others.
package bundle

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Version is the version of the format written here; older ones are read.
const Version = 1

// Ending is how a bundle's file name ends. A file is known by its header,
// never by its name: chat programs rename what they carry.
const Ending = ".tingfang"

// The limits a reader holds to, so that a small file cannot fill a laptop.
const (
	MostLine  = 16 << 20 // bytes of one line
	MostPlain = 16 << 30 // bytes of all lines
	mostRatio = 400      // bytes of lines for each byte of the file, above a first freeRatio
	freeRatio = 64 << 20
	mostName  = 200 // bytes of a laptop's name
	mostID    = 100 // bytes of an id
	mostSeq   = 1e6 // bundles of one laptop
	// PieceSize is how many bytes of an attachment one line carries at most.
	PieceSize = 1 << 20
)

// Header is the first line of a bundle.
type Header struct {
	V           int               `json:"v"`
	Device      string            `json:"device"` // id of the laptop
	Name        string            `json:"name"`   // its name; no control characters
	Key         Bytes             `json:"key"`    // its Ed25519 public key
	Recipient   string            `json:"recipient,omitempty"`
	Coordinator bool              `json:"coordinator,omitempty"`
	Seq         int64             `json:"seq"`            // counts the laptop's bundles from 1
	After       int64             `json:"after"`          // whoever holds its bundles up to this one lacks nothing with it
	Prev        Hex               `json:"prev,omitempty"` // hash of the bundle before
	Created     int64             `json:"created"`        // Unix milliseconds, for people only
	Demo        bool              `json:"demo,omitempty"` // made-up interviews
	Forms       map[string]string `json:"forms,omitempty"`
	N           int               `json:"n"` // lines between head and tail
}

// Gone is a revision whose body was erased: what is left of it is its place
// among the revisions of its record.
type Gone struct {
	H       Hex      `json:"h"`
	Kind    string   `json:"kind"`
	Record  string   `json:"record"`
	Depth   int      `json:"depth"`
	Parents []string `json:"parents"` // hex
	Who     string   `json:"who"`
	Device  string   `json:"device"`
	At      int64    `json:"at"`
}

// Piece is a stretch of an attachment; the pieces of one stand one after the
// other.
type Piece struct {
	SHA256 Hex   `json:"sha256"` // of the whole attachment
	Size   int64 `json:"size"`   // of the whole attachment, in bytes
	At     int64 `json:"at"`     // where the piece begins
	Data   Bytes `json:"data"`
}

// tail is the last line.
type tail struct {
	N    int   `json:"n"`
	Root Hex   `json:"root"`
	Sig  Bytes `json:"sig"`
}

// Hex is bytes written in lower-case hexadecimal.
type Hex []byte

// MarshalText writes it.
func (h Hex) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(h)), nil }

// UnmarshalText reads it; upper case is refused, so that one value has one
// writing.
func (h *Hex) UnmarshalText(b []byte) (err error) {
	if strings.ToLower(string(b)) != string(b) {
		return fmt.Errorf("hexadecimal in upper case")
	}
	*h, err = hex.DecodeString(string(b))
	return err
}

// Bytes is bytes written in base64.
type Bytes []byte

// MarshalText writes them.
func (b Bytes) MarshalText() ([]byte, error) {
	return []byte(base64.StdEncoding.EncodeToString(b)), nil
}

// UnmarshalText reads them.
func (b *Bytes) UnmarshalText(text []byte) (err error) {
	*b, err = base64.StdEncoding.Strict().DecodeString(string(text))
	return err
}

// Rule is why a bundle or a receipt is refused; ui/lang words it.
type Rule string

// The rules of an Error.
const (
	NotOurs    Rule = "not_ours"   // another kind of file
	NotForUs   Rule = "not_for_us" // encrypted for others
	Newer      Rule = "newer"      // of a later version of the format
	Cut        Rule = "cut"        // it ends too early
	Damaged    Rule = "damaged"    // bytes have changed since it was written
	BadHash    Rule = "bad_hash"   // a line is not what its hash says
	BadCount   Rule = "bad_count"  // lines are missing or too many
	BadSig     Rule = "bad_sig"    // not signed by the laptop it names
	BadLine    Rule = "bad_line"   // a line that cannot be read
	BadName    Rule = "bad_name"   // a name or an id with signs it must not have
	TooLarge   Rule = "too_large"  // beyond the limits
	Unreadable Rule = "unreadable" // the system could not read the file; Err says why
)

// Error says why a bundle or a receipt is refused, as data. Line counts from 1,
// 0 = no line in particular; Err may be nil.
type Error struct {
	Rule Rule
	Line int
	What string // the value in question; "" = none
	Err  error
}

// Error says it for developers.
func (e *Error) Error() string {
	s := "bundle refused: " + string(e.Rule)
	if e.Line > 0 {
		s += fmt.Sprintf(" in line %d", e.Line)
	}
	if e.What != "" {
		s += fmt.Sprintf(" (%q)", e.What)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause, or nil.
func (e *Error) Unwrap() error { return e.Err }

// DeviceTag is what stands for a laptop in file names: eight signs of lower-case
// hexadecimal from the SHA-256 of its id. Ids begin with the time, so that
// their own first signs would be the same for laptops set up together.
func DeviceTag(device string) string {
	sum := sha256.Sum256([]byte(device))
	return hex.EncodeToString(sum[:4])
}

// FileName is the name a bundle is given: lower-case ASCII that every file
// system takes.
func FileName(device string, seq int64, hash [32]byte) string {
	return fmt.Sprintf("%s-%06d-%s%s", DeviceTag(device), seq, hex.EncodeToString(hash[:8]), Ending)
}

var named = regexp.MustCompile(`^([0-9a-f]{8})-([0-9]{6,})-([0-9a-f]{16})\` + Ending + `$`)

// ParseName takes apart the name FileName gave: the laptop's tag, the bundle's
// number and the first eight bytes of its hash. A file renamed since has none.
func ParseName(name string) (tag string, seq int64, hash []byte, ok bool) {
	m := named.FindStringSubmatch(name)
	if m == nil {
		return "", 0, nil, false
	}
	seq, err := strconv.ParseInt(m[2], 10, 64)
	if err != nil {
		return "", 0, nil, false
	}
	hash, err = hex.DecodeString(m[3])
	return m[1], seq, hash, err == nil
}

// Fingerprint is a public key as people compare it: sixteen digits in four
// groups, from its SHA-256.
func Fingerprint(key []byte) string {
	sum := sha256.Sum256(key)
	n := binary.BigEndian.Uint64(sum[:]) % 1e16
	return fmt.Sprintf("%04d %04d %04d %04d", n/1e12, n/1e8%1e4, n/1e4%1e4, n%1e4)
}

// SpokenCode is a receipt to be read aloud: ten digits that only whoever has
// read the bundle with this hash can know, the last a check digit.
func SpokenCode(hash [32]byte) string {
	sum := sha256.Sum256(append([]byte("tingfang received "), hash[:]...))
	n := fmt.Sprintf("%09d", binary.BigEndian.Uint64(sum[:])%1e9)
	return n[:3] + " " + n[3:6] + " " + n[6:] + string(rune('0'+checkDigit(n)))
}

// ValidCode tells whether what was typed can be a spoken code, and gives it as
// SpokenCode writes it: one digit wrong, or two changed round, is noticed.
func ValidCode(typed string) (string, bool) {
	var digits []byte
	for _, r := range typed {
		switch {
		case r >= '0' && r <= '9':
			digits = append(digits, byte(r))
		case r >= '０' && r <= '９':
			digits = append(digits, byte('0'+r-'０'))
		case !unicode.IsSpace(r) && r != '-':
			return "", false
		}
	}
	if len(digits) != 10 || int(digits[9]-'0') != checkDigit(string(digits[:9])) {
		return "", false
	}
	s := string(digits)
	return s[:3] + " " + s[3:6] + " " + s[6:], true
}

// damm is the table of H. M. Damm's check digit (2004): it notices every single
// wrong digit and every two neighbours changed round.
var damm = [10][10]int{{0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9}, {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
	{6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1}, {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7}, {9, 4, 3, 8, 6, 1, 7, 2, 0, 5}, {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}}

func checkDigit(digits string) int {
	d := 0
	for _, r := range digits {
		d = damm[d][r-'0']
	}
	return d
}

// Clean is a laptop's name as a header may carry it.
func Clean(name string) string {
	name = strings.Map(func(r rune) rune {
		if !printable(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	for len(name) > mostName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return strings.TrimSpace(name)
}

func printable(r rune) bool { return r == ' ' || unicode.IsGraphic(r) && !unicode.IsSpace(r) }

func fitting(s string, most int) bool {
	return len(s) <= most && utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !printable(r) }) < 0
}

// check says what is wrong with a header.
func (h *Header) check() error {
	switch {
	case h.V > Version:
		return &Error{Rule: Newer, Line: 1}
	case h.V < 1 || h.Seq < 1 || h.Seq > mostSeq || h.After < 0 || h.After >= h.Seq || h.N < 0 || len(h.Key) != ed25519.PublicKeySize || len(h.Prev) != 0 && len(h.Prev) != sha256.Size:
		return &Error{Rule: BadLine, Line: 1}
	case !fitting(h.Device, mostID) || h.Device == "":
		return &Error{Rule: BadName, Line: 1, What: h.Device}
	case !fitting(h.Name, mostName):
		return &Error{Rule: BadName, Line: 1, What: h.Name}
	}
	return nil
}
