package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"

	"tingfang/questionnaire"
	"tingfang/store/bundle"
)

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
	file, r, err := openBundle(in, with)
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
		if file, r, err = openBundle(in, with); err != nil {
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

// openBundle opens a bundle and reads its header.
func openBundle(in Incoming, with []identity) (io.ReadCloser, *bundle.Reader, error) {
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
		w.err = w.unmarshal(l.Canonical)
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

// unmarshal takes a revision apart. Most are interviews: their bodies are not
// gone through twice, though the kind stands behind the body.
func (w *wire) unmarshal(canonical []byte) error {
	if bytes.Contains(canonical, []byte(`"kind":"`+kindResponse+`"`)) {
		both := struct {
			*wire
			Body *responseBody `json:"body"`
		}{w, &responseBody{Answers: make([]kept, 0, bytes.Count(canonical, []byte(`"item":`)))}}
		if err := json.Unmarshal(canonical, &both); err != nil || w.Kind == kindResponse {
			if w.response = both.Body; w.response == nil { // null, which is refused for what it lacks
				w.response = &responseBody{}
			}
			return err
		}
	}
	err := json.Unmarshal(canonical, w)
	if err == nil && w.Kind == kindResponse {
		w.response = &responseBody{}
		err = json.Unmarshal(w.Body, w.response)
	}
	return err
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
			if err := m.takeLine(w); err != nil {
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
