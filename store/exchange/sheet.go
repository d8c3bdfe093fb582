package exchange

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"tingfang/questionnaire"
)

// flushAt is the number of bytes gathered before they are written.
const flushAt = 64 << 10

// sheet writes the rows of one CSV file. Each cell ends with a comma, which the
// end of the row takes back.
type sheet struct {
	w    io.Writer
	raw  bool
	buf  []byte
	rows int
}

func newSheet(w io.Writer, raw bool) *sheet {
	return &sheet{w: w, raw: raw, buf: append(make([]byte, 0, flushAt+flushAt/4), "\ufeff"...)}
}

// rawMark is the one name that stands in quotes at the head of a wide file
// whose texts carry no guard. To every program that reads CSV it is the same
// name; the bytes tell our own reader what an apostrophe means.
const rawMark = "device"

// rawHead is how such a file begins.
const rawHead = `uuid,form_id,form_version,"` + rawMark + `",`

// header writes the first row, which is not counted.
func (s *sheet) header(names []string) error {
	for _, name := range names {
		s.buf = append(appendText(s.buf, name, s.raw, s.raw && name == rawMark), ',')
	}
	err := s.end()
	s.rows = 0
	return err
}

func (s *sheet) blank() { s.buf = append(s.buf, ',') }

func (s *sheet) blanks(n int) {
	for range n {
		s.blank()
	}
}

// bare writes what needs neither guard nor quotes.
func (s *sheet) bare(cell string) { s.buf = append(append(s.buf, cell...), ',') }

func (s *sheet) whole(n int64) { s.buf = append(strconv.AppendInt(s.buf, n, 10), ',') }

func (s *sheet) number(x float64) {
	if n := int64(x); float64(n) == x && n > -1e15 && n < 1e15 {
		s.whole(n)
		return
	}
	s.bare(questionnaire.Number(x))
}

// moment writes a time in the zone it carries; a zero one is blank.
func (s *sheet) moment(t time.Time) {
	if !t.IsZero() {
		s.buf = t.AppendFormat(s.buf, time.DateTime)
	}
	s.blank()
}

// text writes a text, guarded and quoted as needed.
func (s *sheet) text(cell string) {
	s.buf = append(appendText(s.buf, cell, s.raw, false), ',')
}

// first writes the text that begins a row, always in quotes: gnumeric takes for
// the separator what follows the first quoted piece that begins a line, and a
// typed text of several lines must not be the one it finds.
func (s *sheet) first(cell string) {
	s.buf = append(appendText(s.buf, cell, s.raw, true), ',')
}

// appendText writes a text in the shape it is stored in: a line end is LF, NUL
// is gone.
func appendText(buf []byte, cell string, raw, quote bool) []byte {
	for i := 0; i < len(cell); i++ {
		switch cell[i] {
		case '\r', 0:
			return appendText(buf, questionnaire.Clean(cell), raw, quote)
		case ',', '"', '\n':
			quote = true
		}
	}
	mark := guarded(cell, raw)
	if !quote && !padded(cell) {
		if mark {
			buf = append(buf, '\'')
		}
		return append(buf, cell...)
	}
	buf = append(buf, '"')
	if mark {
		buf = append(buf, '\'')
	}
	for i := 0; i < len(cell); i++ {
		if cell[i] == '"' {
			buf = append(buf, '"')
		}
		buf = append(buf, cell[i])
	}
	return append(buf, '"')
}

// padded reports white space at an end, which some readers trim off bare cells.
func padded(cell string) bool {
	if cell == "" {
		return false
	}
	first, last := cell[0], cell[len(cell)-1]
	return first == ' ' || first == '\t' || last == ' ' || last == '\t'
}

// end ends the row.
func (s *sheet) end() error {
	s.buf = append(s.buf[:len(s.buf)-1], '\r', '\n')
	s.rows++
	if len(s.buf) < flushAt {
		return nil
	}
	return s.flush()
}

func (s *sheet) flush() error {
	_, err := s.w.Write(s.buf)
	s.buf = s.buf[:0]
	if err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}
