package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"tingfang/questionnaire"
)

// Interviews are sealed perBatch at a time; inHand batches wait at most.
const perBatch, inHand = 32, 20

// sealing is an interview on its way through the sealing goroutine.
type sealing struct {
	loaded
	form     *questionnaire.Form
	facts    questionnaire.PackedFacts
	envelope // all but the body

	canonical         []byte // the revision as another laptop sealed it; nil = it is to be sealed here
	answers, personal []kept // with their items
	body, hash        []byte
	secret            []byte // the personal record; nil = none
	secretCanonical   []byte // the same as another laptop sealed it
	secretHash        []byte
	packed            []byte // nil while a draft, and of a withdrawn one
	err               error
}

// seal readies an interview for the sealing goroutine.
func (m *importing) seal(l loaded) error {
	f, err := m.form(l.form)
	if err != nil {
		return of(l.Response, err)
	}
	j := &sealing{loaded: l, form: f}
	if j.facts, err = facts(l.Response, m.number); err != nil {
		return of(l.Response, err)
	}
	j.envelope = envelope{At: m.at(), Device: m.s.Device(), Depth: 1, Form: hexOf(l.FormHash), Kind: kindResponse, Parents: []string{}, Record: l.ID, Who: l.Interviewer.ID}
	return m.queue(j)
}

// queue hands an interview to the sealing goroutine once there are enough of
// them, and writes those that are done.
func (m *importing) queue(j *sealing) error {
	if m.batch = append(m.batch, j); len(m.batch) < perBatch {
		return nil
	}
	if m.waiting == inHand {
		if err := m.take(<-m.sealed); err != nil {
			return err
		}
	}
	m.hand()
	for {
		select {
		case done := <-m.sealed:
			if err := m.take(done); err != nil {
				return err
			}
		default:
			return nil
		}
	}
}

// hand gives the batch to the sealing goroutine.
func (m *importing) hand() {
	m.seals <- m.batch
	m.batch = nil
	m.waiting++
}

func (m *importing) form(key int64) (*questionnaire.Form, error) {
	if f := m.parsed[key]; f != nil {
		return f, nil
	}
	f, err := m.s.formByKey(m.ctx, m.Tx, key)
	m.parsed[key] = f
	return f, err
}

// finish waits for the last seals.
func (m *importing) finish() error {
	if len(m.batch) > 0 {
		if m.waiting == inHand {
			if err := m.take(<-m.sealed); err != nil {
				return err
			}
		}
		m.hand()
	}
	for m.waiting > 0 {
		if err := m.take(<-m.sealed); err != nil {
			return err
		}
	}
	return nil
}

// number gives a value's number in packed rows, asking the database once.
func (m *importing) number(kind, value string, limit int) (int, error) {
	at := [2]string{kind, value}
	n, known := m.numbers[at]
	if known {
		return n, nil
	}
	n, err := m.tx.number(kind, value, limit)
	m.numbers[at] = n
	return n, err
}

// sealAll seals and packs until there is no more.
func (m *importing) sealAll() {
	defer close(m.sealed)
	layouts := map[*questionnaire.Form]*questionnaire.Layout{}
	for batch := range m.seals {
		for _, j := range batch {
			if layouts[j.form] == nil {
				layouts[j.form] = questionnaire.NewLayout(j.form)
			}
			j.err = j.run(layouts[j.form], m.study)
		}
		m.sealed <- batch
	}
}

func (j *sealing) run(l *questionnaire.Layout, st questionnaire.Study) (err error) {
	if j.canonical != nil {
		j.body, err = pressed(j.canonical)
		if err == nil && j.secretCanonical != nil {
			j.secret, err = pressed(j.secretCanonical)
		}
	} else {
		err = j.seal()
	}
	if err != nil || j.Stage == questionnaire.Draft || j.Disposition == questionnaire.Withdrawn {
		return err
	}
	route := questionnaire.Begin(j.form, questionnaire.NewContext(j.Hall, j.Interviewer, st, j.StartedAt), j.Answers)
	j.packed, err = l.Pack(j.facts, j.Answers, route)
	return err
}

func (j *sealing) seal() (err error) {
	j.answers, j.personal = parted(j.form, j.Answers)
	e := j.envelope
	e.Body = body(j.loaded, j.answers)
	if j.body, j.hash, err = sealed(e); err != nil {
		return err
	}
	if len(j.personal) == 0 {
		return nil
	}
	var salt [16]byte
	rand.Read(salt[:]) // never fails
	e.Kind, e.Record, e.Body = kindPersonal, derived(kindPersonal, j.ID), personalBody{Answers: j.personal, Response: j.ID, Salt: hex.EncodeToString(salt[:])}
	j.secret, j.secretHash, err = sealed(e)
	return err
}

// sealed is an envelope's canonical JSON, as table revision keeps it, and its
// hash.
func sealed(e envelope) (body, hash []byte, err error) {
	plain, err := canonical(e)
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256(plain)
	body, err = pressed(plain)
	return body, sum[:], err
}

// parted gives the answers as a revision keeps them, personal ones apart.
func parted(f *questionnaire.Form, answers []questionnaire.Answer) (public, personal []kept) {
	public = make([]kept, 0, len(answers))
	for _, a := range answers {
		k := keep(a)
		k.Item, k.Instance, k.At = a.Item, a.Instance, a.At.UnixMilli()
		if q := f.Question(a.Item); q != nil && q.Personal {
			personal = append(personal, k)
		} else {
			public = append(public, k)
		}
	}
	return public, personal
}

// take writes a batch that is sealed: the rows of the interviews, their
// answers, and what else hangs on them.
func (m *importing) take(batch []*sealing) error {
	m.waiting--
	for _, j := range batch {
		if j.err != nil {
			return of(j.Response, j.err)
		}
		if err := m.insert(j); err != nil {
			return of(j.Response, err)
		}
	}
	if err := m.responses.write(m); err != nil {
		return err
	}
	if err := m.row("SELECT coalesce(max(key), 0) FROM revision").Scan(&m.lastRevision); err != nil {
		return err
	}
	for _, j := range batch {
		if err := m.keep(j); err != nil {
			return of(j.Response, err)
		}
		m.result.Added++
	}
	return m.writeBulks()
}

// keep writes what hangs on the row of an interview.
func (m *importing) keep(j *sealing) error {
	if err := m.keepAnswers(j); err != nil {
		return err
	}
	if err := m.keepSeal(j, kindResponse, j.ID, j.hash, j.body); err != nil {
		return err
	}
	if j.secret != nil {
		if err := m.keepSeal(j, kindPersonal, derived(kindPersonal, j.ID), j.secretHash, j.secret); err != nil {
			return err
		}
	}
	if j.packed != nil {
		if err := m.packedRows.add(m, j.key, j.loaded.form, int64(packedCodec), j.packed); err != nil {
			return err
		}
	}
	return m.keepEvent(j)
}

func (m *importing) keepEvent(j *sealing) error {
	return m.events.add(m, j.key, m.kind, j.Who, m.s.Device(), m.at(), int64(offset(m.now)), m.tx.run, m.now.Sub(m.s.started).Milliseconds())
}

func (m *importing) keepSeal(j *sealing, kind, record string, hash, body []byte) error {
	m.lastRevision++
	err := m.revisions.add(m, m.lastRevision, hash, kind, record, j.Who, j.envelope.Device, j.envelope.At, orNull(j.envelope.Reason), body)
	if err != nil {
		return err
	}
	return m.headRows.add(m, record, m.lastRevision)
}
