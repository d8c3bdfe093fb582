package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encodings lists the encodings a file may be declared to be in.
var Encodings = [...]string{"utf-8", "utf-16", "gb18030"}

// sniffed is the number of bytes looked at before reading.
const sniffed = 64 << 10

// table is the rows of a CSV file as text.
type table struct {
	csv     *csv.Reader
	header  []string
	row     int  // of the row read last, as a spreadsheet counts
	line    int  // on which it ended
	decoded bool // from another encoding than UTF-8
}

// newTable finds out how the file is written and reads its first row; marked
// reports that the file says of itself that its texts carry no guard.
func newTable(r io.Reader, encoding string) (t *table, marked bool, err error) {
	text, decoded, err := decode(bufio.NewReaderSize(r, sniffed), encoding)
	if err != nil {
		return nil, false, err
	}
	in := bufio.NewReaderSize(text, sniffed)
	if mark, _ := in.Peek(len(utf8BOM)); string(mark) == utf8BOM {
		in.Discard(len(utf8BOM))
	}
	begins, err := in.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, false, fmt.Errorf("read csv: %w", err)
	}
	first, _, _ := bytes.Cut(begins, []byte("\n"))
	marked = bytes.HasPrefix(first, []byte(rawHead))
	t = &table{csv: csv.NewReader(in), decoded: decoded}
	t.csv.Comma, t.csv.FieldsPerRecord, t.csv.ReuseRecord = separator(first), -1, true
	cells, err := t.next()
	if errors.Is(err, io.EOF) {
		return nil, false, faulty(Fault{Rule: RuleNothing})
	}
	if f := (*Fault)(nil); errors.As(err, &f) {
		return nil, false, faulty(*f)
	}
	if err != nil {
		return nil, false, err
	}
	t.header = append(t.header, cells...)
	return t, marked, nil
}

// next reads a row. It fails with io.EOF, a *Fault, or the file's error. The
// cells hold until the next call.
func (t *table) next() ([]string, error) {
	cells, err := t.csv.Read()
	if bad := (*csv.ParseError)(nil); errors.As(err, &bad) {
		return nil, &Fault{Row: t.row + 1, Rule: RuleSyntax, Value: strconv.Itoa(bad.Line)}
	}
	if err != nil {
		if errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		return nil, fmt.Errorf("read csv: %w", err)
	}
	t.count(cells)
	for i, c := range cells {
		if !utf8.ValidString(c) || t.decoded && strings.ContainsRune(c, utf8.RuneError) {
			return nil, &Fault{Row: t.row, Column: t.name(i), Rule: RuleEncoding, Detail: t.guess(c)}
		}
	}
	if t.header != nil && len(cells) != len(t.header) {
		return nil, &Fault{Row: t.row, Rule: RuleRagged, Value: strconv.Itoa(len(cells)), Detail: strconv.Itoa(len(t.header))}
	}
	return cells, nil
}

// count finds the number of the row: blank lines, which the reader passes over,
// are rows too, and a cell may span lines.
func (t *table) count(cells []string) {
	from, _ := t.csv.FieldPos(0)
	t.row += max(1, from-t.line)
	last := len(cells) - 1
	t.line, _ = t.csv.FieldPos(last)
	t.line += strings.Count(cells[last], "\n")
}

func (t *table) name(i int) string {
	if i < len(t.header) {
		return t.header[i]
	}
	return ""
}

// guess names the encoding in which a text makes sense; "" for none.
func (t *table) guess(cell string) string {
	if t.decoded {
		return ""
	}
	s, err := simplifiedchinese.GB18030.NewDecoder().String(cell)
	if err != nil || strings.ContainsRune(s, utf8.RuneError) {
		return ""
	}
	return "gb18030"
}

// separator is the sign that parts the cells of the first row.
func separator(first []byte) rune {
	best, most := ',', bytes.Count(first, []byte{','})
	for _, c := range []rune{';', '\t'} {
		if n := bytes.Count(first, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

const utf8BOM = "\ufeff"

// decode gives the text of a file in the declared encoding, or in the one its
// first bytes tell.
func decode(in *bufio.Reader, encoding string) (text io.Reader, decoded bool, err error) {
	begins, err := in.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, false, fmt.Errorf("read csv: %w", err)
	}
	wide, order := utf16(begins)
	switch strings.ToLower(encoding) {
	case "utf-16", "utf16":
		wide = true
	case "gb18030", "gbk", "gb2312":
		if isUTF8(begins) || wide {
			return nil, false, faulty(Fault{Rule: RuleEncoding, Value: encoding, Detail: "utf-8"})
		}
		return transform.NewReader(in, simplifiedchinese.GB18030.NewDecoder()), true, nil
	case "utf-8", "utf8":
		wide = false
	case "":
	default:
		return nil, false, faulty(Fault{Rule: RuleNotCoded, Value: encoding, Detail: strings.Join(Encodings[:], ", ")})
	}
	if wide {
		return transform.NewReader(in, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), true, nil
	}
	return in, false, nil
}

// utf16 reports that bytes begin a text in UTF-16: by its mark, or because
// every other byte of plain column names is nought.
func utf16(b []byte) (bool, unicode.Endianness) {
	b = b[:min(len(b), 64)]
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return true, unicode.LittleEndian
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return true, unicode.BigEndian
	}
	var nought [2]int
	for i, c := range b {
		if c == 0 {
			nought[i%2]++
		}
	}
	if nought[0] > nought[1] {
		return nought[0]*3 > len(b), unicode.BigEndian
	}
	return nought[1]*3 > len(b), unicode.LittleEndian
}

// isUTF8 reports that bytes cannot be anything but UTF-8: enough signs outside
// ASCII, and all of them sound.
func isUTF8(b []byte) bool {
	const enough = 8
	signs := 0
	for len(b) > 0 {
		c, size := utf8.DecodeRune(b)
		if c == utf8.RuneError && size == 1 {
			return len(b) < utf8.UTFMax && signs >= enough // cut off in the middle of a sign
		}
		if size > 1 {
			signs++
		}
		b = b[size:]
	}
	return signs >= enough
}
