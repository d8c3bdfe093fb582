package summary

import (
	"fmt"
	"math"
	"slices"
	"sync/atomic"
	"time"

	"tingfang/questionnaire"
)

// Case is one interview as the columns take it.
type Case struct {
	Key                  int64               // the store's number of the interview; above 0
	Form                 *questionnaire.Form // the version it was held with
	Hall, Person         string              // the hall's code and the interviewer's number; "" = none
	HallName, PersonName string              // their names, for labels
	Day                  int32               // its local start date, days since 1970-01-01
	Minute               int16               // its local start, minutes since midnight
	Disposition          questionnaire.Disposition
	Voided               bool
	Practice             questionnaire.Practice
	Origin               questionnaire.Origin
	Packed               []byte // its row as questionnaire.Layout packs it; nil = erased, as a withdrawn one is
}

// Columns are the interviews of one form with their closed answers as columns:
// what every table is counted from. Tables may be computed at one time, but
// nothing is put while one is.
type Columns struct {
	form     *questionnaire.Form
	versions []*version
	known    map[*questionnaire.Form]int
	columns  []*column
	named    map[string][]*column // by item; the first is what the plain name means
	lanes    int

	halls, persons dictionary

	firstDay, lastDay int32

	n       int
	blocks  []*block
	counted []uint64      // bit a case: it counts in tables
	index   map[int64]int // place by key; nil while keys ascend
}

// NewColumns gives empty columns for a form; f is its current version, whose
// wording and order tables have.
func NewColumns(f *questionnaire.Form) *Columns {
	c := &Columns{form: f, known: map[*questionnaire.Form]int{}, named: map[string][]*column{}}
	c.versionOf(f)
	return c
}

// Form is the current version of the form.
func (c *Columns) Form() *questionnaire.Form { return c.form }

// Len is the number of interviews, those that count in no table included.
func (c *Columns) Len() int { return c.n }

// Days are the first and the last start date of all interviews, in days since
// 1970-01-01; 0 of none.
func (c *Columns) Days() (first, last int32) { return c.firstDay, c.lastDay }

// blockSize is the number of cases whose columns are allocated at once.
const blockSize = 1 << 14

// block holds the columns of some cases: what is known of each, and a lane a
// byte of the packed answers. A lane that is nil is all 0.
type block struct {
	keys                          [blockSize]int64
	days, minutes, halls, people  [blockSize]uint16
	versions, dispositions, marks [blockSize]uint8
	planes                        atomic.Pointer[planes] // the lanes turned around; nil = not yet
	lanes                         [][]byte
}

// The bits of a case's marks; its origin stands above them.
const (
	markVoided = 1 << iota
	markPractice
	markOrigin // times its place among questionnaire.Origins
)

// Put adds an interview, or replaces the one with the same key. It fails, and
// changes nothing, on a packed row that is not of the case's form.
func (c *Columns) Put(k Case) error {
	v, err := c.check(&k)
	if err != nil {
		return fmt.Errorf("put interview %d: %w", k.Key, err)
	}
	hall, person := c.halls.number(k.Hall, k.HallName), c.persons.number(k.Person, k.PersonName)
	if len(c.halls.codes) > math.MaxUint16 || len(c.persons.codes) > math.MaxUint16 {
		return fmt.Errorf("put interview %d: over %d halls or interviewers", k.Key, math.MaxUint16)
	}
	if c.n == 0 {
		c.firstDay, c.lastDay = k.Day, k.Day
	}
	c.firstDay, c.lastDay = min(c.firstDay, k.Day), max(c.lastDay, k.Day)
	n := c.n
	i := c.place(k.Key)
	b, at := c.blocks[i/blockSize], i%blockSize
	b.keys[at], b.days[at], b.minutes[at] = k.Key, uint16(k.Day), uint16(k.Minute)
	b.halls[at], b.people[at], b.versions[at] = hall, person, uint8(v)
	b.dispositions[at] = uint8(slices.Index(questionnaire.Dispositions[:], k.Disposition) + 1)
	if b.planes.Load() != nil {
		b.planes.Store(nil)
	}
	b.marks[at] = marksOf(k)
	if c.n == n {
		b.wipe(at)
	}
	if k.Packed != nil {
		c.versions[v].put(b, at, k.Packed)
	}
	bit := uint64(1) << (i % 64)
	c.counted[i/64] &^= bit
	if (k.Disposition == questionnaire.Complete || k.Disposition == questionnaire.Partial) && b.marks[at]&(markVoided|markPractice) == 0 {
		c.counted[i/64] |= bit
	}
	return nil
}

func marksOf(k Case) uint8 {
	m := uint8(max(0, slices.Index(questionnaire.Origins[:], k.Origin))) * markOrigin
	if k.Voided {
		m |= markVoided
	}
	if k.Practice == questionnaire.Practised {
		m |= markPractice
	}
	return m
}

// check gives the version of a case whose facts and packed row are sound.
func (c *Columns) check(k *Case) (int, error) {
	if k.Day < 0 || k.Day > math.MaxUint16 || k.Minute < 0 || k.Minute >= minutesADay {
		return 0, fmt.Errorf("start on day %d, minute %d is out of range", k.Day, k.Minute)
	}
	v, err := c.versionOf(k.Form)
	if err != nil || k.Packed == nil {
		return v, err
	}
	return v, c.versions[v].check(k.Packed)
}

// place is where the case with this key stands, a new place where it is new.
func (c *Columns) place(key int64) int {
	if c.index == nil && c.n > 0 && key <= c.key(c.n-1) {
		if i, found := c.search(key); found {
			return i
		}
		c.index = make(map[int64]int, c.n)
		for i := range c.n {
			c.index[c.key(i)] = i
		}
	}
	if i, found := c.index[key]; found {
		return i
	}
	i := c.n
	if c.index != nil {
		c.index[key] = i
	}
	c.n++
	if i%blockSize == 0 {
		c.blocks = append(c.blocks, new(block))
		c.counted = append(c.counted, make([]uint64, blockSize/64)...)
	}
	return i
}

func (c *Columns) key(i int) int64 { return c.blocks[i/blockSize].keys[i%blockSize] }

// search finds a key among ascending ones.
func (c *Columns) search(key int64) (int, bool) {
	low, high := 0, c.n
	for low < high {
		if mid := (low + high) / 2; c.key(mid) < key {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, low < c.n && c.key(low) == key
}

// dictionary numbers texts from 1; 0 is "".
type dictionary struct {
	codes, names []string
	index        map[string]uint16
}

// number gives the number of a code, a new one where it is new, and keeps the
// last name it came with.
func (d *dictionary) number(code, name string) uint16 {
	if code == "" {
		return 0
	}
	n, ok := d.index[code]
	if !ok {
		if d.index == nil {
			d.index = map[string]uint16{}
			d.codes, d.names = []string{""}, []string{""}
		}
		n = uint16(len(d.codes))
		d.index[code] = n
		d.codes, d.names = append(d.codes, code), append(d.names, name)
	}
	if name != "" {
		d.names[n] = name
	}
	return n
}

// PutResponse puts an interview held with version f of the form, as a reader of
// responses hands it on; key tells it from others.
func (c *Columns) PutResponse(key int64, f *questionnaire.Form, r questionnaire.Response) error {
	route := questionnaire.Begin(f, questionnaire.NewContext(r.Hall, r.Interviewer, questionnaire.Study{}, r.StartedAt), r.Answers)
	v, err := c.versionOf(f)
	if err != nil {
		return fmt.Errorf("put interview %s: %w", r.ID, err)
	}
	row, err := c.versions[v].layout.Pack(questionnaire.PackedFacts{}, r.Answers, route)
	if err != nil {
		return fmt.Errorf("put interview %s: %w", r.ID, err)
	}
	day, minute := Start(r.StartedAt)
	return c.Put(Case{Key: key, Form: f, Hall: r.Hall.Code, Person: r.Interviewer.Number, HallName: r.Hall.Name, PersonName: r.Interviewer.Name,
		Day: day, Minute: minute, Disposition: r.Disposition, Voided: r.Voided, Practice: r.Practice, Origin: r.Origin, Packed: row})
}

// Start is a moment as a case has it: days since 1970-01-01 and minutes since
// midnight, in the moment's own zone.
func Start(at time.Time) (day int32, minute int16) {
	_, east := at.Zone()
	local := at.Unix() + int64(east)
	return int32(local / 86400), int16(local % 86400 / 60)
}

// Date is a day of a case as a date, in UTC.
func Date(day int32) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }
