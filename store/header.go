package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
)

// applicationID marks a database file as ours: "TFNG".
const applicationID = 0x54464E47

var magic = []byte("SQLite format 3\x00")

// inspection is what a file's first bytes say, read without SQLite so that a
// foreign file is never touched.
type inspection struct {
	fresh   bool // not there, or empty
	version int  // of the schema, as far as it stands in the file itself
}

// inspect looks at a database file; a rule other than "" says why it must not
// be opened.
func inspect(path string, write bool) (inspection, OpenRule, error) {
	mode := os.O_RDONLY
	if write {
		mode = os.O_RDWR
	}
	f, err := os.OpenFile(path, mode, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return inspection{fresh: true}, "", nil
	}
	if err != nil {
		return inspection{}, ruleOf(err), err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return inspection{}, Other, err
	}
	if st.Size() == 0 {
		return inspection{fresh: true}, "", nil
	}
	var head [100]byte
	n, err := io.ReadFull(f, head[:])
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return inspection{}, ruleOf(err), err
	}
	return judge(head[:n], st.Size(), logged(path))
}

// judge decides on the first bytes of a file of the given size; logged says
// that a write-ahead log with content lies beside it.
func judge(head []byte, size int64, logged bool) (inspection, OpenRule, error) {
	if n := min(len(head), len(magic)); !bytes.Equal(head[:n], magic[:n]) {
		return inspection{}, NotADatabase, nil
	}
	if len(head) < 100 {
		return inspection{}, Damaged, nil
	}
	number := func(at int) int64 { return int64(binary.BigEndian.Uint32(head[at:])) }
	if number(68) != applicationID {
		return inspection{}, NotADatabase, nil
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	// The page count holds where it was written together with the last change.
	if !logged && number(24) == number(92) && size < page*number(28) {
		return inspection{}, Damaged, nil
	}
	at := inspection{version: int(number(60))}
	if at.version > schemaVersion {
		return at, Newer, nil
	}
	return at, "", nil
}

func logged(path string) bool {
	st, err := os.Stat(path + "-wal")
	return err == nil && st.Size() > 0
}
