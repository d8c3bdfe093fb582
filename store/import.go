package store

import (
	"context"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"tingfang/questionnaire"
)

// ImportOptions say what an import does besides adding interviews.
type ImportOptions struct {
	// Known judges an interview whose id is here already, as mine: again says
	// that this very import brought it. It reports whether that is in order;
	// one that is not makes the whole import fail with ErrConflict. Where Known
	// is nil every one is in order. Such interviews are skipped.
	Known func(mine, read questionnaire.Response, again bool) bool
	// DryRun does everything but keep it.
	DryRun bool
	// Progress, where not nil, is told now and then how many were read.
	Progress func(done int)
}

// ImportResult counts what an import did, or would do.
type ImportResult struct {
	Added, Skipped int
	Halls          []string // codes that were new, in the order they came
	People         []string // numbers that were new
}

// ErrConflict says that interviews are here already with other values.
var ErrConflict = errors.New("interviews are here already with other values")

// errRehearsed takes back what a dry run has done.
var errRehearsed = errors.New("dry run")

// Import adds the interviews of a stream, all or none: each with one event and
// one sealed revision, ended ones with their packed row. Halls are found by
// code and interviewers by number; new ones are added. An interview without a
// device was held on this laptop. It fails with the stream's error, when ctx
// ends, with ErrConflict, ErrReal or ErrDemo.
func (s *Store) Import(ctx context.Context, rs questionnaire.Responses, o ImportOptions) (ImportResult, error) {
	var result ImportResult
	err := s.writeMany(ctx, "import interviews", func(t *tx) error {
		m, err := newImporting(t, o)
		if err != nil {
			return err
		}
		defer m.close()
		if err := m.run(ctx, rs); err != nil {
			return err
		}
		result = m.result
		if o.DryRun {
			return errRehearsed
		}
		return nil
	})
	if errors.Is(err, errRehearsed) {
		return result, nil
	}
	if err != nil {
		return ImportResult{}, err
	}
	return result, s.readDemo(ctx, s.w)
}

// importing is one import under way. The rows are read, and written, here; a
// second goroutine seals and packs meanwhile.
type importing struct {
	*tx
	o       ImportOptions
	result  ImportResult
	conf    bool
	ids     map[string]bool // of the interviews that were read
	next0   int64           // key of the first interview that is added
	next    int64           // and of the next one
	read    int
	halls   map[string]questionnaire.Hall   // by code
	people  map[string]questionnaire.Person // by number
	forms   map[[32]byte]int64              // keys
	parsed  map[int64]*questionnaire.Form
	dir     *directory
	study   questionnaire.Study
	numbers map[[2]string]int
	stmts   map[string]driver.StmtExecContext
	values  []driver.NamedValue
	batch   []*sealing // to be handed over
	seals   chan []*sealing
	sealed  chan []*sealing
	waiting int // batches
	plain   answerRows
	whole   answerRows
	bulks
	demo  bool
	kind  string // of the event each interview gets
	cache int    // of the connection, in SQLite's measure
	gc    int    // the collector's measure
}

// importCache is how much of the file an import keeps in memory, in KiB: the
// indexes that are met in no order.
const importCache = 48 << 10

// importGC is by how many per cent the heap grows before it is collected during
// an import: what lives is small and what is left behind much.
const importGC = 150

func newImporting(t *tx, o ImportOptions) (m *importing, err error) {
	m = &importing{tx: t, o: o, kind: "import", demo: t.s.Demo(), halls: map[string]questionnaire.Hall{}, people: map[string]questionnaire.Person{}, forms: map[[32]byte]int64{},
		numbers: map[[2]string]int{}, parsed: map[int64]*questionnaire.Form{}, ids: map[string]bool{}, plain: answerRows{statements: &importPlain}, whole: answerRows{statements: &importWhole}, bulks: newBulks(), stmts: map[string]driver.StmtExecContext{}, seals: make(chan []*sealing, inHand), sealed: make(chan []*sealing, inHand)}
	if m.dir, err = t.s.directory(t.ctx, t.Tx); err != nil {
		return nil, err
	}
	for _, h := range m.dir.halls {
		m.halls[h.Code] = h
	}
	for _, p := range m.dir.people {
		if was, there := m.people[p.Number]; !there || was.Retired {
			m.people[p.Number] = p
		}
	}
	for key, f := range m.dir.forms {
		m.forms[f.Hash] = key
	}
	if m.study, err = study(t.ctx, t.Tx); err != nil {
		return nil, err
	}
	if err := t.row("SELECT 1 + coalesce(max(key), 0) FROM response").Scan(&m.next0); err != nil {
		return nil, err
	}
	m.next = m.next0
	if err := t.row("PRAGMA cache_size").Scan(&m.cache); err != nil {
		return nil, err
	}
	if err := t.exec(fmt.Sprintf("PRAGMA cache_size = -%d", importCache)); err != nil {
		return nil, err
	}
	m.gc = debug.SetGCPercent(importGC) // from here on close is called
	go m.sealAll()
	return m, nil
}

// close ends the sealing, and gives the connection its measure of memory back.
func (m *importing) close() {
	close(m.seals)
	for range m.sealed { // until the sealing goroutine closes it
	}
	debug.SetGCPercent(m.gc)
	m.exec(fmt.Sprintf("PRAGMA cache_size = %d", m.cache)) // a cache too large does no harm
	m.conn.Raw(func(any) error {
		for _, st := range m.stmts {
			st.(driver.Stmt).Close() // nothing runs any more
		}
		return nil
	})
}

func (m *importing) run(ctx context.Context, rs questionnaire.Responses) error {
	for r, err := range rs {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := m.one(r); err != nil {
			return err
		}
		if m.read++; m.read%256 == 0 && m.o.Progress != nil {
			m.o.Progress(m.read)
		}
	}
	if m.o.Progress != nil {
		m.o.Progress(m.read)
	}
	if m.conf {
		return ErrConflict
	}
	return m.finish()
}

// one takes an interview in: it is sealed, and written when that is done.
func (m *importing) one(r questionnaire.Response) error {
	form, there := m.forms[r.FormHash]
	if !there {
		return of(r, fmt.Errorf("version %s of form %s: %w", r.FormVersion, r.FormID, ErrNotFound))
	}
	if err := m.admit(r.Origin, r.Practice); err != nil {
		return of(r, err)
	}
	if err := m.complete(&r); err != nil {
		return of(r, err)
	}
	here, err := m.here(r.ID)
	switch {
	case err != nil:
		return of(r, err)
	case here:
		return of(r, m.known(r))
	}
	return m.seal(loaded{Response: r, form: form})
}

// here reports whether there is an interview with the id, and notes that there
// is one from now on. One that this import brought is written first.
func (m *importing) here(id string) (bool, error) {
	if m.ids[id] {
		return true, m.finish()
	}
	m.ids[strings.Clone(id)] = true // not the row it was read from
	if m.next0 == 1 {
		return false, nil // nothing was here before
	}
	var n int
	err := m.row("SELECT count(*) FROM response WHERE id = ?", id).Scan(&n)
	return n > 0, err
}

// of says which interview an error is about.
func of(r questionnaire.Response, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("interview %s: %w", r.ID, err)
}

// complete fills in what a file does not say.
func (m *importing) complete(r *questionnaire.Response) (err error) {
	if r.Device == "" {
		r.Device = m.s.Device()
	}
	if r.Hall, err = m.hall(r.Hall); err != nil {
		return err
	}
	if r.Interviewer, err = m.person(r.Interviewer); err != nil {
		return err
	}
	at := r.EndedAt
	if at.IsZero() {
		at = r.StartedAt
	}
	for i := range r.Answers {
		if r.Answers[i].At.IsZero() {
			r.Answers[i].At = at
		}
		r.Answers[i] = tidy(r.Answers[i])
	}
	return nil
}

// insert gives the interview its key and readies its row.
func (m *importing) insert(j *sealing) error {
	r := &j.Response
	var ended driver.Value
	if !r.EndedAt.IsZero() {
		ended = millis(r.EndedAt)
	}
	j.key = m.next
	m.next++
	return m.responses.add(m, j.key, r.ID, j.loaded.form, int64(r.Practice), int64(r.Stage), string(r.Disposition), r.Voided, orNull(r.Hall.ID), r.Interviewer.ID,
		r.Device, string(r.Language), string(r.Origin), r.StartedAt.UnixMilli(), ended, int64(offset(r.StartedAt)), r.Active.Milliseconds(),
		orNull(r.Follows), j.hash, m.changed)
}

// known asks about an interview that is here already.
func (m *importing) known(r questionnaire.Response) error {
	m.result.Skipped++
	if m.o.Known == nil {
		return nil
	}
	found, err := collect(m.ctx, m.Tx, m.dir.response, "SELECT "+responseColumns+" FROM response r WHERE r.id = ?", r.ID)
	if err != nil {
		return err
	}
	again := found[0].Changed == m.changed
	if !again {
		if err := fill(m.ctx, m.Tx, found[:1], true); err != nil {
			return err
		}
	}
	m.conf = !m.o.Known(found[0].Response, r, again) || m.conf
	return nil
}

// hall is the hall with the code; one that is not known yet is added.
func (m *importing) hall(h questionnaire.Hall) (questionnaire.Hall, error) {
	if h.Code == "" {
		return h, nil
	}
	if known, there := m.halls[h.Code]; there {
		return known, nil
	}
	id, err := m.newHallID(h.Code)
	if err != nil {
		return h, err
	}
	h.ID = id
	if h.Name == "" {
		h.Name = h.Code
	}
	if h.Operator == "" {
		h.Operator = "other"
	}
	if h.Kind == "" {
		h.Kind = questionnaire.HallKinds[0]
	}
	m.halls[h.Code], m.dir.halls[h.ID] = h, h
	m.result.Halls = append(m.result.Halls, h.Code)
	return h, m.keepHall(h)
}

func (m *importing) person(p questionnaire.Person) (questionnaire.Person, error) {
	if p.Number == "" {
		return questionnaire.Person{}, nil
	}
	if known, there := m.people[p.Number]; there {
		return known, nil
	}
	p.ID = m.s.o.NewID()
	if p.Name == "" {
		p.Name = p.Number
	}
	m.people[p.Number], m.dir.people[p.ID] = p, p
	m.result.People = append(m.result.People, p.Number)
	return p, m.keepPerson(p)
}

// do runs a statement prepared for this import, beside database/sql: of what
// a short statement costs that is a good part. Arguments are values as drivers
// take them.
func (m *importing) do(query string, args ...driver.Value) error {
	return m.conn.Raw(func(conn any) (err error) {
		st, err := m.prepared(conn, query)
		if err != nil {
			return err
		}
		m.values = m.values[:0]
		for i, a := range args {
			m.values = append(m.values, driver.NamedValue{Ordinal: i + 1, Value: a})
		}
		_, err = st.ExecContext(m.ctx, m.values)
		return err
	})
}

// prepared is a statement, prepared the first time it is wanted.
func (m *importing) prepared(conn any, query string) (driver.StmtExecContext, error) {
	if st := m.stmts[query]; st != nil {
		return st, nil
	}
	fresh, err := conn.(driver.Conn).Prepare(query)
	if err != nil {
		return nil, err
	}
	m.stmts[query] = fresh.(driver.StmtExecContext)
	return m.stmts[query], nil
}

func hexOf(hash [32]byte) string { return hex.EncodeToString(hash[:]) }
