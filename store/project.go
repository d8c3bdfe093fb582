package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"

	"filippo.io/age"

	"tingfang/questionnaire"
)

type identity = age.Identity

// rank orders the kinds so that what others rest on comes first.
func rank(kind string) int {
	switch kind {
	case kindForm:
		return 0
	case kindHall, kindPerson, kindRecipient:
		return 1
	case kindTag:
		return 2
	case kindResponse:
		return 3
	}
	return 4
}

func ms(n int64) time.Duration { return time.Duration(n) * time.Millisecond }

func compareHalls(a, b questionnaire.Hall) int {
	return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
}

// record is one whose revisions have changed.
type record struct{ id, kind string }

// settleRecords brings the tables up to what the revisions of the touched
// records say.
func (m *projecting) settleRecords() error {
	for len(m.touched) > 0 {
		batch := m.touched
		m.touched, m.seen = nil, map[string]bool{}
		slices.SortStableFunc(batch, func(a, b record) int { return cmp.Compare(rank(a.kind), rank(b.kind)) })
		tags := false
		for _, r := range batch {
			if tags && rank(r.kind) > rank(kindTag) {
				if err := m.settleTags(); err != nil {
					return err
				}
				tags = false
			}
			tags = tags || r.kind == kindTag
			if err := m.settle(r); err != nil {
				return err
			}
		}
		if tags {
			if err := m.settleTags(); err != nil {
				return err
			}
		}
	}
	return nil
}

// projecting keeps the tables as the revisions say. A record that cannot be
// shown before something else has come waits for it.
type projecting struct {
	*importing
	touched []record
	seen    map[string]bool
	waits   bool // some record waits for something
	counts  func(id string, r questionnaire.Response, fresh bool)
}

func (t *tx) newProjecting(kind string) (*projecting, error) {
	base, err := newImporting(t, ImportOptions{})
	if err != nil {
		return nil, err
	}
	base.kind = kind
	p := &projecting{importing: base, seen: map[string]bool{}}
	if err := t.row("SELECT EXISTS (SELECT 1 FROM waiting)").Scan(&p.waits); err != nil {
		base.close()
		return nil, err
	}
	return p, nil
}

// project brings one record's tables up to its revisions, after a person
// decided on it.
func (t *tx) project(kind, event, id string) error {
	p, err := t.newProjecting(event)
	if err != nil {
		return err
	}
	defer p.close()
	p.touchRecord(id, kind)
	return p.settleRecords()
}

func (m *projecting) touchRecord(id, kind string) {
	if !m.seen[id] {
		m.seen[id] = true
		m.touched = append(m.touched, record{id, kind})
	}
}

// wait keeps a record in mind until what it needs has come.
func (m *projecting) wait(needs, id string) error {
	m.waits = true
	return m.exec("INSERT OR IGNORE INTO waiting (needs, record) VALUES (?, ?)", needs, id)
}

// released lets go what waited for something that has come.
func (m *projecting) released(came string) error {
	if !m.waits {
		return nil
	}
	list, err := collect(m.ctx, m.Tx, func(rows *sql.Rows) (r record, err error) { return r, rows.Scan(&r.id, &r.kind) },
		"SELECT DISTINCT w.record, v.kind FROM waiting w JOIN revision v ON v.record = w.record WHERE w.needs = ?", came)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, r := range list {
		m.touchRecord(r.id, r.kind)
	}
	return m.exec("DELETE FROM waiting WHERE needs = ?", came)
}

// settle brings the tables up to one record.
func (m *projecting) settle(r record) error {
	kind, list, err := nodes(m.ctx, m.Tx, r.id)
	if err != nil {
		return err
	}
	st := reconcile(kind, list)
	if err := m.keepClashes(r.id, st.clashes); err != nil {
		return err
	}
	var body []byte
	if st.fields != nil {
		body = st.fields.together(kind)
	}
	switch kind {
	case kindResponse:
		err = m.settleResponse(r.id, st, body)
	case kindForm:
		err = m.settleForm(r.id, st, body)
	case kindHall, kindPerson, kindRecipient, kindTag, kindApproach:
		err = m.settleNamed(kind, r.id, body)
	default:
		err = m.settlePart(kind, r.id, body)
	}
	return wrap(err, kind+" "+r.id)
}

func (m *projecting) keepClashes(id string, list []string) error {
	if err := m.exec("DELETE FROM clash WHERE record = ?", id); err != nil {
		return err
	}
	for _, field := range list {
		if err := m.exec("INSERT INTO clash (record, field) VALUES (?, ?)", id, field); err != nil {
			return err
		}
	}
	return nil
}

// ContentHash is the SHA-256 over what revisions stand here, with which of
// them are erased: two laptops that hold the same have the same.
func (s *Store) ContentHash(ctx context.Context) (sum [32]byte, err error) {
	rows, err := s.r.QueryContext(ctx, "SELECT hash, gone FROM revision ORDER BY hash")
	if err != nil {
		return sum, wrap(err, "hash content")
	}
	defer rows.Close()
	return sum, wrap(hashRows(rows, &sum), "hash content")
}
