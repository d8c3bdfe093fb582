package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"tingfang/questionnaire"
	"tingfang/store/bundle"
)

// Incoming is a bundle to be merged.
type Incoming struct {
	Name string // for people
	Size int64  // of the file, in bytes
	Open func() (io.ReadCloser, error)
}

// MergeOptions say what merging does besides taking in what is new.
type MergeOptions struct {
	// Trust is asked about a laptop that is not known; nil refuses all of them.
	Trust func(bundle.Header) bool
	// Copies takes in bundles which show that a laptop was copied or restored.
	Copies bool
	// DryRun does everything but keep it.
	DryRun bool
	// Progress, where not nil, is told now and then how far a file was read.
	Progress func(name string, read, size int64)
}

// Merged is what merging did, or would do.
type Merged struct {
	Files     []MergedFile // as they were handed in
	Conflicts int          // that are to be decided, old ones included
	Waiting   int          // records that cannot be shown before something else has come
}

// MergedFile is what became of one bundle.
type MergedFile struct {
	Name   string
	Header bundle.Header
	Hash   [32]byte
	Err    error // why it was refused whole; nil = it was taken in
	Known  bool  // it was here before
	Enrols bool  // its laptop was not known
	Merging
	Halls []HallMerging // by code
}

// Merging counts interviews, and what else a bundle brought.
type Merging struct {
	New, Newer, Same int // interviews: not here before; changed; here already as they are
	Other            int // records of other kinds that were new
	Erased           int // revisions whose bodies are to be erased here too
}

// HallMerging is Merging for the interviews of one hall.
type HallMerging struct {
	Hall             questionnaire.Hall // with its ID alone where it is not known
	New, Newer, Same int
}

// MergeRule is why a bundle that reads well is refused; ui/lang words it.
type MergeRule string

// The rules of a MergeError.
const (
	UnknownLaptop MergeRule = "unknown_laptop" // it has to be enrolled first: Fingerprint
	ForeignKey    MergeRule = "foreign_key"    // signed with another key than this laptop's
	CopiedLaptop  MergeRule = "copied_laptop"  // the laptop has packed another bundle with this number
	CopyOfThis    MergeRule = "copy_of_this"   // the same about this very laptop
	DemoIntoReal  MergeRule = "demo_into_real"
	RealIntoDemo  MergeRule = "real_into_demo"
	BadRecord     MergeRule = "bad_record"  // a record that cannot be kept
	OldReceipt    MergeRule = "old_receipt" // of a receipt: a later one was read before
	BadReceipt    MergeRule = "bad_receipt" // of a receipt: for a bundle that was never packed
)

// MergeError says why a bundle or receipt that reads well is refused, as data.
type MergeError struct {
	Rule        MergeRule
	Device      string
	Name        string // of the laptop
	Fingerprint string
	Seq         int64
	What        string // the record in question
	Err         error  // may be nil
}

// Error says it for developers.
func (e *MergeError) Error() string {
	s := fmt.Sprintf("bundle %d of laptop %q: %s", e.Seq, e.Name, e.Rule)
	if e.What != "" {
		s += " " + e.What
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause, or nil.
func (e *MergeError) Unwrap() error { return e.Err }

// Merge takes in bundles in one transaction, each whole or not at all: in
// whatever order they come, once or several times, the same set of them makes
// the same content. It fails when ctx ends or the database cannot be written;
// what is wrong with a bundle stands in its MergedFile.
func (s *Store) Merge(ctx context.Context, files []Incoming, o MergeOptions) (Merged, error) {
	var out Merged
	erase := false
	refused := make([]*MergedFile, len(files))
	err := errAgain
	for errors.Is(err, errAgain) {
		err = s.writeMany(ctx, "merge bundles", func(t *tx) error {
			var err error
			if out, err = t.mergeAll(ctx, files, refused, o); err != nil {
				return err
			}
			if o.DryRun {
				return errRehearsed
			}
			return t.row("SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'erasing')").Scan(&erase)
		})
	}
	if errors.Is(err, errRehearsed) {
		return out, s.swept(ctx)
	}
	if err != nil {
		return Merged{}, errors.Join(err, s.swept(ctx))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if erase {
		err = s.erase(context.WithoutCancel(ctx))
	}
	return out, errors.Join(err, s.readDemo(ctx, s.w))
}

// errAgain takes a merging back that had written part of a bundle which then
// had to be refused. A savepoint would do without, but SQLite keeps every page
// that changes after it a second time.
var errAgain = errors.New("again without a bundle")

// mergeAll takes in the bundles that were not refused before.
func (t *tx) mergeAll(ctx context.Context, files []Incoming, refused []*MergedFile, o MergeOptions) (out Merged, err error) {
	k, err := t.keys()
	if err != nil {
		return out, err
	}
	for i, f := range files {
		if refused[i] != nil {
			out.Files = append(out.Files, *refused[i])
			continue
		}
		done, wrote, err := t.readBundle(ctx, k, f, len(files) > 1, o)
		var rule *MergeError
		var broken *bundle.Error
		if err != nil && (ctx.Err() != nil || !errors.As(err, &rule) && !errors.As(err, &broken)) {
			return out, err
		}
		if err != nil {
			done = MergedFile{Name: f.Name, Header: done.Header, Err: err}
			refused[i] = &done
			if wrote {
				return out, errAgain
			}
		}
		out.Files = append(out.Files, done)
	}
	return out, t.row("SELECT (SELECT count(*) FROM clash), (SELECT count(DISTINCT record) FROM waiting)").Scan(&out.Conflicts, &out.Waiting)
}

// swept removes the files of attachments that did not come to be kept.
func (s *Store) swept(ctx context.Context) error {
	if s.w == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sweep(context.WithoutCancel(ctx))
}

// merging is one bundle on its way in. It imports interviews that are new, and
// reconciles the records that are not.
type merging struct {
	*projecting
	stop    context.Context // ends when the person wants it to
	out     MergedFile
	settled bool              // what others rest on has been settled
	blank   bool              // no interview was ever here
	media   map[string]string // of attachments, by SHA-256
	halls   map[string]*HallMerging
	last    *sealing // the interview that came last: its personal items may follow
	file    *os.File // the attachment under way
}

// readBundle takes in one bundle; wrote says that part of it stands in the
// database already when it fails. One among others is read to its end before
// anything is written.
func (t *tx) readBundle(ctx context.Context, k keys, in Incoming, among bool, o MergeOptions) (done MergedFile, wrote bool, err error) {
	done.Name = in.Name
	with := []identity{k.identity}
	file, r, err := open1(in, with)
	if err != nil {
		return done, false, err
	}
	defer func() { file.Close() }()
	done.Header = r.Header
	known, err := t.checkLaptop(&r.Header, o)
	if err != nil {
		return done, false, err
	}
	if known || among {
		if done.Known, err = t.again(ctx, r, o); err != nil || done.Known {
			done.Hash = r.Hash()
			return done, false, err
		}
		file.Close()
		if file, r, err = open1(in, with); err != nil {
			return done, false, err
		}
	}
	enrols, err := t.admitLaptop(&r.Header, o)
	if err != nil {
		return done, true, err
	}
	m, err := t.newMerging(ctx, in, r, o)
	if err != nil {
		return done, true, err
	}
	defer m.close()
	m.out.Enrols = enrols
	if err := m.run(r, in, o); err != nil {
		return done, true, errors.Join(err, m.drop())
	}
	m.out.Hash = r.Hash()
	return m.out, true, t.keepBundle(r)
}

// open1 opens a bundle and reads its header.
func open1(in Incoming, with []identity) (io.ReadCloser, *bundle.Reader, error) {
	file, err := in.Open()
	if err != nil {
		return io.NopCloser(nil), nil, &bundle.Error{Rule: bundle.Unreadable, Err: err}
	}
	r, err := bundle.NewReader(file, with)
	if err != nil {
		file.Close()
		return io.NopCloser(nil), nil, err
	}
	return file, r, nil
}

// keepBundle enters a bundle that was taken in into the ledger.
func (t *tx) keepBundle(r *bundle.Reader) error {
	hash := r.Hash()
	return t.exec("INSERT INTO bundle (hash, device, seq, after, own, revisions, at) VALUES (?, ?, ?, ?, 0, ?, ?) ON CONFLICT (hash) DO NOTHING",
		hash[:], r.Header.Device, r.Header.Seq, r.Header.After, r.Header.N, t.at())
}

// checkLaptop holds a bundle to the laptop it names. known says that the laptop
// packed a bundle with this number before.
func (t *tx) checkLaptop(h *bundle.Header, o MergeOptions) (known bool, err error) {
	fault := &MergeError{Device: h.Device, Name: h.Name, Seq: h.Seq, Fingerprint: bundle.Fingerprint(h.Key)}
	if _, err := t.checkPeer(peerOf(h), fault, o.Trust != nil && o.Trust(*h)); err != nil {
		return false, err
	}
	var n int
	err = t.row("SELECT count(*) FROM bundle WHERE device = ? AND seq = ?", h.Device, h.Seq).Scan(&n)
	if err == nil && n == 0 && h.Device == t.s.Device() {
		fault.Rule = CopyOfThis
		return false, fault
	}
	return n > 0, err
}

func peerOf(h *bundle.Header) peer {
	return peer{h.Device, h.Name, h.Key, h.Recipient, h.Coordinator}
}

// admitLaptop enrols the laptop of a bundle that was checked, where it is new,
// and keeps what is made up and what was said apart.
func (t *tx) admitLaptop(h *bundle.Header, o MergeOptions) (enrols bool, err error) {
	fault := &MergeError{Device: h.Device, Name: h.Name, Seq: h.Seq, Fingerprint: bundle.Fingerprint(h.Key)}
	if err := t.admitDemo(h, fault); err != nil {
		return false, err
	}
	return t.enrolPeer(peerOf(h), fault, true)
}

// again reads a bundle to its end: where its number was seen before, it is the
// same, or the laptop that packed it was copied.
func (t *tx) again(ctx context.Context, r *bundle.Reader, o MergeOptions) (same bool, err error) {
	for n := 0; err == nil; n++ {
		if _, err = r.Next(); err == nil && n%256 == 0 {
			err = ctx.Err()
		}
	}
	if err != io.EOF {
		return false, err
	}
	hash, n := r.Hash(), 0
	if err := t.row("SELECT count(*) FROM bundle WHERE hash = ?", hash[:]).Scan(&n); err != nil || n > 0 {
		return n > 0, err
	}
	if err := t.row("SELECT count(*) FROM bundle WHERE device = ? AND seq = ?", r.Header.Device, r.Header.Seq).Scan(&n); err != nil || n == 0 {
		return false, err
	}
	fault := &MergeError{Rule: CopiedLaptop, Device: r.Header.Device, Name: r.Header.Name, Seq: r.Header.Seq}
	switch {
	case r.Header.Device == t.s.Device():
		fault.Rule = CopyOfThis
		return false, fault
	case !o.Copies:
		return false, fault
	}
	return false, nil
}

// admitDemo keeps what is made up and what was said apart.
func (t *tx) admitDemo(h *bundle.Header, fault *MergeError) error {
	m := &importing{tx: t}
	if err := t.row("SELECT EXISTS (SELECT 1 FROM meta WHERE key = ?)", demoKey).Scan(&m.demo); err != nil {
		return err
	}
	origin := questionnaire.Keyed
	if h.Demo {
		origin = questionnaire.Demo
	}
	switch err := m.admit(origin, questionnaire.Real); {
	case errors.Is(err, ErrDemo):
		fault.Rule = RealIntoDemo
		return fault
	case errors.Is(err, ErrReal):
		fault.Rule = DemoIntoReal
		return fault
	default:
		return err
	}
}

func (t *tx) newMerging(ctx context.Context, in Incoming, r *bundle.Reader, o MergeOptions) (*merging, error) {
	p, err := t.newProjecting("merge")
	if err != nil {
		return nil, err
	}
	m := &merging{projecting: p, stop: ctx, media: map[string]string{}, halls: map[string]*HallMerging{}, out: MergedFile{Name: in.Name, Header: r.Header}}
	p.counts = m.counted
	err = t.row("SELECT NOT EXISTS (SELECT 1 FROM revision WHERE kind = 'response')").Scan(&m.blank)
	if err != nil {
		p.close()
		return nil, err
	}
	return m, nil
}

// counted counts an interview that was put together anew.
func (m *merging) counted(_ string, r questionnaire.Response, fresh bool) {
	if fresh {
		m.out.New++
		m.hallOf(r.Hall).New++
	} else {
		m.out.Newer++
		m.hallOf(r.Hall).Newer++
	}
}

// wire is a revision as it came.
type wire struct {
	At      int64           `json:"at"`
	Body    json.RawMessage `json:"body"`
	Depth   int             `json:"depth"`
	Device  string          `json:"device"`
	Form    string          `json:"form"`
	Kind    string          `json:"kind"`
	Parents []string        `json:"parents"`
	Reason  string          `json:"reason"`
	Record  string          `json:"record"`
	Who     string          `json:"who"`

	line     bundle.Line
	response *responseBody // of an interview
	err      error
}

// arrival is lines that were read and taken apart beside the writing.
type arrival struct {
	lines []*wire
	read  int64
	err   error // io.EOF behind the last
}

// read takes a bundle apart in a goroutine of its own.
func readLines(ctx context.Context, r *bundle.Reader) <-chan arrival {
	out := make(chan arrival, inHand)
	go func() {
		defer close(out)
		for {
			var a arrival
			for len(a.lines) < perBatch && a.err == nil {
				var l bundle.Line
				if l, a.err = r.Next(); a.err == nil {
					a.lines = append(a.lines, takenApart(l))
				}
			}
			a.read = r.Read()
			select {
			case out <- a:
			case <-ctx.Done():
				return
			}
			if a.err != nil {
				return
			}
		}
	}()
	return out
}

func takenApart(l bundle.Line) *wire {
	w := &wire{line: l}
	switch {
	case l.Gone != nil:
		g := l.Gone
		w.At, w.Depth, w.Device, w.Kind, w.Parents, w.Record, w.Who = g.At, g.Depth, g.Device, g.Kind, g.Parents, g.Record, g.Who
	case l.Canonical != nil:
		if w.err = json.Unmarshal(l.Canonical, w); w.err == nil && w.Kind == kindResponse {
			w.response = &responseBody{}
			w.err = json.Unmarshal(w.Body, w.response)
		}
	default:
		return w
	}
	if w.err == nil && (w.Depth < 1 || len(w.Parents) > 100 || !plainID(w.Record) || !plainID(w.Device) || !plainID(w.Who) || w.Record == "" || !kindsKnown[w.Kind]) {
		w.err = errors.New("its envelope cannot stand")
	}
	for _, p := range w.Parents {
		if h, err := hex.DecodeString(p); err != nil || len(h) != 32 {
			w.err = errors.New("a parent is no hash")
		}
	}
	return w
}

// kindsKnown are the kinds of records there are.
var kindsKnown = map[string]bool{kindResponse: true, kindPersonal: true, kindApproach: true, kindForm: true, kindHall: true, kindPerson: true, kindRecipient: true,
	kindTalk: true, kindNote: true, kindTag: true, kindFollowUp: true, kindAttachment: true, kindContact: true}

// plainID tells whether a text can be an id: short, and of plain signs.
func plainID(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c > '~' || c == '/' || c == '\\' {
			return false
		}
	}
	return len(s) <= 100
}

func (m *merging) run(r *bundle.Reader, in Incoming, o MergeOptions) error {
	ctx, stop := context.WithCancel(m.stop)
	lines := readLines(ctx, r)
	defer func() {
		stop()
		for range lines { // until the reading has ended
		}
	}()
	for a := range lines {
		for _, w := range a.lines {
			if err := m.take1(w); err != nil {
				return err
			}
		}
		if o.Progress != nil {
			o.Progress(in.Name, a.read, in.Size)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if a.err == io.EOF {
			return m.conclude()
		}
		if a.err != nil {
			return a.err
		}
	}
	return ctx.Err()
}

// bad is the fault of a record that cannot be kept.
func (m *merging) bad(w *wire, err error) error {
	return &MergeError{Rule: BadRecord, Device: m.out.Header.Device, Name: m.out.Header.Name, Seq: m.out.Header.Seq, What: w.Kind + " " + w.Record, Err: err}
}

// refused tells a record that cannot be shown from a database that cannot be
// written.
func (m *merging) refused(err error) error {
	if IsFull(err) || IsBusy(err) || code(err) != 0 || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &MergeError{Rule: BadRecord, Device: m.out.Header.Device, Name: m.out.Header.Name, Seq: m.out.Header.Seq, Err: err}
}

// take1 takes in one line.
func (m *merging) take1(w *wire) error {
	if w.line.Piece != nil {
		return m.piece(w.line.Piece)
	}
	if w.err != nil {
		return m.bad(w, w.err)
	}
	if !m.settled && rank(w.Kind) > rank(kindTag) {
		m.settled = true
		if err := m.settleRecords(); err != nil {
			return m.refused(err)
		}
	}
	if w.Kind == kindAttachment && w.Body != nil {
		if err := m.attachment(w); err != nil {
			return m.bad(w, err)
		}
	}
	if w.response != nil && len(w.Parents) == 0 && !m.ids[w.Record] {
		fresh, err := m.fresh(w)
		if err != nil || fresh {
			return err
		}
	}
	if done, err := m.secret(w); done || err != nil {
		return err
	}
	if err := m.letGo(); err != nil {
		return err
	}
	return m.general(w)
}

// secret gives personal items to the interview that came in the line before, so
// that both are written together.
func (m *merging) secret(w *wire) (bool, error) {
	j := m.last
	if j == nil || w.Kind != kindPersonal || w.Body == nil || len(w.Parents) > 0 || w.Record != derived(kindPersonal, j.ID) || w.At != j.envelope.At ||
		w.Device != j.envelope.Device || w.Who != j.envelope.Who || w.Reason != j.envelope.Reason {
		return false, nil
	}
	if !m.blank {
		if here, err := m.asks("SELECT 1 FROM revision WHERE record = ?", w.Record); err != nil || here {
			return false, err
		}
	}
	var b personalBody
	if err := json.Unmarshal(w.Body, &b); err != nil {
		return false, m.bad(w, err)
	}
	answers := make([]questionnaire.Answer, len(b.Answers))
	for i, k := range b.Answers {
		a, err := k.answer()
		if err != nil {
			return false, m.bad(w, err)
		}
		if q := j.form.Question(a.Item); q == nil || !q.Personal {
			return false, nil
		}
		a.At = when(k.At, offset(j.StartedAt))
		answers[i] = tidy(a)
	}
	for _, a := range answers {
		j.insert(a)
	}
	j.secretHash, j.secretCanonical = w.line.Hash[:], w.line.Canonical
	m.out.Other++
	return true, m.letGo()
}

// letGo hands on the interview that came last: nothing more belongs to it.
func (m *merging) letGo() error {
	j := m.last
	if j == nil {
		return nil
	}
	m.last = nil
	return m.queue(j)
}

// fresh takes in an interview nothing is known of, where its form is known: by
// the way imports go.
func (m *merging) fresh(w *wire) (bool, error) {
	hash, err := hex.DecodeString(w.Form)
	if err != nil || len(hash) != 32 {
		return false, m.bad(w, errors.New("its form is no hash"))
	}
	key, there := m.forms[[32]byte(hash)]
	if !there || w.response.Disposition == string(questionnaire.Withdrawn) {
		return false, nil
	}
	if !m.blank {
		if here, err := m.asks("SELECT 1 FROM revision WHERE record = ?", w.Record); err != nil || here {
			return false, err
		}
		if here, err := m.asks("SELECT 1 FROM response WHERE id = ?", w.Record); err != nil || here {
			return false, err
		}
	}
	if err := m.origins(w.response); err != nil {
		return false, m.bad(w, err)
	}
	r, err := m.response(w.Record, [32]byte(hash), key, w.response)
	if err != nil {
		return false, m.bad(w, err)
	}
	m.ids[w.Record] = true
	f, err := m.form(key)
	if err != nil {
		return false, err
	}
	j := &sealing{loaded: loaded{Response: r, form: key}, form: f, hash: w.line.Hash[:], canonical: w.line.Canonical,
		envelope: envelope{At: w.At, Device: w.Device, Depth: 1, Kind: kindResponse, Record: w.Record, Who: w.Who, Reason: w.Reason}}
	if j.facts, err = facts(r, m.number); err != nil {
		return false, err
	}
	m.out.New++
	m.hallOf(r.Hall).New++
	if err := m.letGo(); err != nil {
		return false, err
	}
	m.last = j
	return true, m.released("response " + w.Record)
}

// response is an interview as its body has it.
func (m *projecting) response(id string, hash [32]byte, form int64, b *responseBody) (r questionnaire.Response, err error) {
	d := questionnaire.Disposition(b.Disposition)
	if !plainID(b.Hall) || !plainID(b.Interviewer) || !plainID(b.Device) || !plainID(b.Follows) || b.UTCOffset < -1440 || b.UTCOffset > 1440 || !d.Valid() && !(b.Voided && d == "") {
		return r, errors.New("its facts cannot stand")
	}
	info := m.dir.forms[form]
	r = questionnaire.Response{ID: id, FormID: info.ID, FormVersion: info.Version, FormHash: hash, Hall: m.dir.hall(b.Hall), Interviewer: m.dir.person(b.Interviewer),
		Device: b.Device, Language: questionnaire.Lang(b.Language), Practice: questionnaire.Practice(b.Mode), Stage: questionnaire.Ended, Disposition: d, Voided: b.Voided,
		Origin: questionnaire.Origin(b.Origin), StartedAt: when(b.StartedAt, b.UTCOffset), EndedAt: when(b.EndedAt, b.UTCOffset), Active: ms(b.ActiveMS), Follows: b.Follows,
		Answers: make([]questionnaire.Answer, len(b.Answers))}
	for i, k := range b.Answers {
		if r.Answers[i], err = k.answer(); err != nil {
			return r, err
		}
		if k.Item == "" || k.Status > uint8(questionnaire.NotApplicable) {
			return r, errors.New("an answer cannot stand")
		}
		r.Answers[i].At = when(k.At, b.UTCOffset)
		r.Answers[i] = tidy(r.Answers[i])
	}
	return r, nil
}

// origins keeps made-up interviews and real ones apart.
func (m *merging) origins(b *responseBody) error {
	if questionnaire.Practice(b.Mode) == questionnaire.Real && (b.Origin == string(questionnaire.Demo)) != m.out.Header.Demo {
		return errors.New("it is made up among real ones, or real among made-up ones")
	}
	return nil
}

func (m *merging) hallOf(h questionnaire.Hall) *HallMerging {
	c := m.halls[h.ID]
	if c == nil {
		c = &HallMerging{Hall: h}
		m.halls[h.ID] = c
	}
	return c
}

// asks tells whether a query gives a row, by a statement prepared for this
// bundle.
func (m *merging) asks(query string, arg string) (found bool, err error) {
	err = m.conn.Raw(func(conn any) error {
		st := m.stmts[query]
		if st == nil {
			prepared, err := conn.(driver.Conn).Prepare(query)
			if err != nil {
				return err
			}
			st = prepared.(driver.StmtExecContext)
			m.stmts[query] = st
		}
		rows, err := st.(driver.StmtQueryContext).QueryContext(m.ctx, []driver.NamedValue{{Ordinal: 1, Value: arg}})
		if err != nil {
			return err
		}
		err = rows.Next(make([]driver.Value, 1))
		found = err == nil
		if err == io.EOF {
			err = nil
		}
		return errors.Join(err, rows.Close())
	})
	return found, err
}

// general takes in a revision whatever its record is: it becomes a head unless
// a later one is here, and its record is put together at the end.
func (m *merging) general(w *wire) error {
	if m.ids[w.Record] {
		if err := m.finish(); err != nil { // the interview is under way
			return err
		}
	}
	if w.response != nil {
		if err := m.origins(w.response); err != nil {
			return m.bad(w, err)
		}
		m.blank = false // what follows may belong to it
	}
	body, gone := []byte(nil), w.line.Gone != nil
	if !gone {
		var err error
		if body, err = pressed(w.line.Canonical); err != nil {
			return err
		}
	}
	done, err := m.ExecContext(m.ctx, `INSERT INTO revision (hash, kind, record, depth, who, device, at, reason, gone, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (hash) DO NOTHING`, w.line.Hash[:], w.Kind, w.Record, w.Depth, w.Who, w.Device, w.At, null(w.Reason), gone, body)
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err != nil {
		return err
	}
	if n == 0 {
		return m.here1(w)
	}
	if gone {
		m.out.Erased++
	} else if w.Kind != kindResponse {
		m.out.Other++
	}
	if err := m.link(w); err != nil {
		return err
	}
	m.touch1(w.Record, w.Kind)
	return nil
}

// here1 is about a revision that is here: what was erased elsewhere is erased.
func (m *merging) here1(w *wire) error {
	if w.line.Gone == nil {
		if w.response != nil && len(w.Parents) == 0 && !m.ids[w.Record] {
			m.out.Same++
			m.hallOf(m.dir.hall(w.response.Hall)).Same++
		}
		return nil
	}
	done, err := m.ExecContext(m.ctx, "UPDATE revision SET body = NULL, reason = NULL, gone = 1 WHERE hash = ? AND gone = 0", w.line.Hash[:])
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	m.out.Erased++
	m.touch1(w.Record, w.Kind)
	return m.erasing()
}

// erasing notes that free pages hold what must not be read any more.
func (m *merging) erasing() error {
	return m.exec("INSERT OR REPLACE INTO meta (key, value) VALUES ('erasing', '1')")
}

// link enters a revision among those of its record.
func (m *merging) link(w *wire) error {
	for _, p := range w.Parents {
		hash, err := hex.DecodeString(p)
		if err != nil {
			return m.bad(w, err)
		}
		if err := m.exec("INSERT OR IGNORE INTO parent (child, parent) SELECT key, ? FROM revision WHERE hash = ?", hash, w.line.Hash[:]); err != nil {
			return err
		}
		if err := m.exec("DELETE FROM head WHERE record = ? AND revision = (SELECT key FROM revision WHERE hash = ?)", w.Record, hash); err != nil {
			return err
		}
	}
	return m.exec(`INSERT INTO head (record, revision) SELECT record, key FROM revision WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM parent WHERE parent = ?1)`, w.line.Hash[:])
}

// conclude puts together the records that changed, and what waited for them.
func (m *merging) conclude() error {
	if m.file != nil {
		return &bundle.Error{Rule: bundle.Cut}
	}
	if err := errors.Join(m.letGo(), m.finish()); err != nil {
		return err
	}
	if err := m.settleRecords(); err != nil {
		return m.refused(err)
	}
	for _, h := range m.halls {
		if h.Hall.Code == "" {
			if found, err := m.hall1(h.Hall.ID); err != nil {
				return err
			} else if found != nil {
				h.Hall = *found
			}
		}
		m.out.Halls = append(m.out.Halls, *h)
	}
	slices.SortFunc(m.out.Halls, func(a, b HallMerging) int {
		return compareHalls(a.Hall, b.Hall)
	})
	return nil
}

func (m *merging) hall1(id string) (*questionnaire.Hall, error) { return m.tx.hall("id = ?", id) }

// nodes reads the revisions of a record.
func nodes(ctx context.Context, q querier, record string) (kind string, out []*node, err error) {
	type row struct {
		*node
		key int64
	}
	list, err := collect(ctx, q, func(rows *sql.Rows) (r row, err error) {
		r.node = &node{}
		var hash, body []byte
		if err := rows.Scan(&r.key, &hash, &kind, &r.depth, &r.who, &r.device, &r.at, &r.reason, &body); err != nil || body == nil {
			r.hash = string(hash)
			return r, err
		}
		r.hash = string(hash)
		plain, err := unpressed(body)
		if err != nil {
			return r, err
		}
		var w struct {
			Body json.RawMessage
			Form string
		}
		if err := json.Unmarshal(plain, &w); err != nil {
			return r, err
		}
		r.form = w.Form
		r.fields, err = apart(kind, w.Body)
		return r, err
	}, "SELECT key, hash, kind, depth, who, device, at, coalesce(reason, ''), body FROM revision WHERE record = ? ORDER BY key", record)
	if err != nil {
		return "", nil, err
	}
	for _, r := range list {
		out = append(out, r.node)
		if r.depth == 1 {
			continue
		}
		if r.parents, err = collect(ctx, q, func(rows *sql.Rows) (p string, err error) {
			var b []byte
			err = rows.Scan(&b)
			return string(b), err
		}, "SELECT parent FROM parent WHERE child = ? ORDER BY parent", r.key); err != nil {
			return "", nil, err
		}
	}
	return kind, out, nil
}
