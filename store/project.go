package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"filippo.io/age"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
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
	p.touch1(id, kind)
	return p.settleRecords()
}

func (m *projecting) touch1(id, kind string) {
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
		m.touch1(r.id, r.kind)
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

// settleResponse writes the interview as its state has it.
func (m *projecting) settleResponse(id string, st state, body []byte) error {
	var key int64
	stage := questionnaire.Ended
	err := m.row("SELECT key, stage FROM response WHERE id = ?", id).Scan(&key, &stage)
	here := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if here && stage == questionnaire.Draft {
		return m.endDraft(key, id)
	}
	if st.fields == nil {
		if !here {
			return nil
		}
		return m.wipe(key, id)
	}
	hash, err := hex.DecodeString(st.winner.form)
	if err != nil || len(hash) != 32 {
		return errors.New("its form is no hash")
	}
	form, known := m.forms[[32]byte(hash)]
	if !known {
		return m.wait("form "+st.winner.form, id)
	}
	var b responseBody
	if err := json.Unmarshal(body, &b); err != nil {
		return err
	}
	r, err := m.response(id, [32]byte(hash), form, &b)
	if err != nil {
		return err
	}
	f, err := m.form(form)
	if err != nil {
		return err
	}
	j := &sealing{loaded: loaded{Response: r, form: form, key: key}, form: f, hash: []byte(st.winner.hash), envelope: envelope{Who: st.winner.who}}
	if here {
		err = m.rewrite(j)
	} else {
		err = errors.Join(m.insert(j), m.responses.write(m.importing))
	}
	if err == nil {
		err = m.fillIn(j, st)
	}
	if err == nil && m.counts != nil {
		m.counts(id, r, !here)
	}
	if err != nil {
		return err
	}
	return m.released("response " + id)
}

// rewrite replaces the row of an interview, and takes its answers away.
func (m *projecting) rewrite(j *sealing) error {
	r := &j.Response
	err := m.exec(`UPDATE response SET form = ?, mode = ?, stage = 1, disposition = ?, voided = ?, hall = ?, interviewer = ?, device = ?, language = ?, origin = ?,
		started_at = ?, ended_at = ?, utc_offset = ?, active_ms = ?, follows = ?, base = ?, open_events = 0, changed = ? WHERE key = ?`,
		j.loaded.form, r.Practice, string(r.Disposition), r.Voided, null(r.Hall.ID), r.Interviewer.ID, r.Device, string(r.Language), string(r.Origin),
		r.StartedAt.UnixMilli(), sql.NullInt64{Int64: millis(r.EndedAt), Valid: !r.EndedAt.IsZero()}, offset(r.StartedAt), r.Active.Milliseconds(), null(r.Follows), j.hash, m.changed, j.key)
	if err != nil {
		return err
	}
	return m.exec("DELETE FROM answer WHERE response = ?", j.key)
}

// fillIn writes what hangs on the row of an interview: answers, the packed row
// and the event; or wipes it.
func (m *projecting) fillIn(j *sealing, st state) error {
	if err := errors.Join(m.keepEvent(j), m.events.write(m.importing)); err != nil {
		return err
	}
	if j.Disposition == questionnaire.Withdrawn {
		var keep []string
		_, list, err := nodes(m.ctx, m.Tx, j.ID)
		if err != nil {
			return err
		}
		for _, n := range list {
			if n.fields["disposition"] == `"`+string(questionnaire.Withdrawn)+`"` {
				keep = append(keep, n.hash)
			}
		}
		if err := m.wipe(j.key, j.ID, keep...); err != nil {
			return err
		}
		return m.exec("UPDATE response SET ended_at = ? WHERE key = ?", sql.NullInt64{Int64: millis(j.EndedAt), Valid: !j.EndedAt.IsZero()}, j.key)
	}
	if err := m.keepAnswers(j); err != nil {
		return err
	}
	return m.pack(j.loaded)
}

// endDraft keeps what was begun here of an interview that was ended on a copy
// of this laptop: it becomes one side of a conflict.
func (m *projecting) endDraft(key int64, id string) error {
	_, r, err := m.find(id)
	if err != nil {
		return err
	}
	if err := m.exec("DELETE FROM head WHERE record = ?", id); err != nil {
		return err
	}
	err = m.exec("UPDATE response SET stage = 1, disposition = ?, ended_at = ?, changed = ? WHERE key = ?", string(questionnaire.Breakoff), m.at(), m.changed, key)
	if err == nil {
		err = m.tx.conclude(key, r, m.kind, "")
	}
	if err == nil {
		err = m.exec("INSERT OR IGNORE INTO head (record, revision) SELECT record, key FROM revision r WHERE record = ? AND NOT EXISTS (SELECT 1 FROM parent p WHERE p.parent = r.hash)", id)
	}
	if err == nil {
		m.touch1(id, kindResponse)
	}
	return err
}

// settleForm keeps a version of a form. What a person handed out becomes the
// current version; what came along with interviews does where there is none.
func (m *projecting) settleForm(id string, st state, body []byte) error {
	var b formBody
	if body == nil {
		return nil
	}
	if err := json.Unmarshal(body, &b); err != nil {
		return err
	}
	_, list, err := nodes(m.ctx, m.Tx, id)
	if err != nil {
		return err
	}
	for _, n := range list { // every version, not only the one that is current
		if n.fields != nil {
			if err := m.keepForm(n); err != nil {
				return err
			}
		}
	}
	hash, err := hex.DecodeString(st.winner.form)
	if err != nil {
		return err
	}
	if id != derived(kindForm, b.FormID) {
		err = m.exec("UPDATE form SET current = 1 WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM form o WHERE o.form_id = ? AND o.current = 1)", hash, b.FormID)
	} else if err = m.exec("UPDATE form SET current = 0 WHERE form_id = ? AND current = 1", b.FormID); err == nil {
		err = m.exec("UPDATE form SET current = 1 WHERE hash = ?", hash)
	}
	return err
}

// keepForm adds a version of a form where it is new.
func (m *projecting) keepForm(n *node) error {
	var source, formID string
	if err := json.Unmarshal([]byte(n.fields["source"]), &source); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(n.fields["form_id"]), &formID); err != nil {
		return err
	}
	hash, err := hex.DecodeString(n.form)
	if err != nil || len(hash) != 32 {
		return errors.New("its hash is none")
	}
	if _, there := m.forms[[32]byte(hash)]; there {
		return nil
	}
	if m.s.o.Parse == nil {
		return errors.New("no parser for a form")
	}
	f, err := m.s.o.Parse([]byte(source))
	if err != nil {
		return err
	}
	if f.Hash != [32]byte(hash) || f.ID != formID {
		return errors.New("it reads as another one")
	}
	var key int64
	err = m.row("INSERT INTO form (hash, form_id, version, origin, added_at, current, source) VALUES (?, ?, ?, 'merge', ?, 0, ?) RETURNING key",
		hash, f.ID, f.Version, m.at(), []byte(source)).Scan(&key)
	if err != nil {
		return err
	}
	m.forms[f.Hash], m.parsed[key] = key, f
	m.dir.forms[key] = FormInfo{ID: f.ID, Version: f.Version, Hash: f.Hash}
	return m.released("form " + n.form)
}

// settleNamed writes a record that rests on nothing.
func (m *projecting) settleNamed(kind, id string, body []byte) error {
	if body == nil {
		return nil
	}
	switch kind {
	case kindHall:
		var b hallBody
		if err := json.Unmarshal(body, &b); err != nil {
			return err
		}
		h := questionnaire.Hall{ID: id, Code: b.Code, Name: b.Name, Operator: b.Operator, City: b.City, Kind: b.Kind, Target: b.Target, Retired: b.Retired}
		m.dir.halls[id] = h
		return m.exec("INSERT OR REPLACE INTO hall (id, code, name, operator, city, kind, target, retired) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			h.ID, h.Code, h.Name, h.Operator, h.City, h.Kind, h.Target, h.Retired)
	case kindPerson:
		var b personBody
		if err := json.Unmarshal(body, &b); err != nil {
			return err
		}
		m.dir.people[id] = questionnaire.Person{ID: id, Number: b.Number, Name: b.Name, Retired: b.Retired}
		return m.exec("INSERT OR REPLACE INTO person (id, number, name, retired) VALUES (?, ?, ?, ?)", id, b.Number, b.Name, b.Retired)
	case kindRecipient:
		var b recipientBody
		if err := json.Unmarshal(body, &b); err != nil {
			return err
		}
		if _, err := ParseRecipient(b.Address); err != nil {
			return err
		}
		return m.keepRecipient(Recipient{id, b.Name, b.Address, b.Gone})
	case kindApproach:
		var b approachBody
		if err := json.Unmarshal(body, &b); err != nil {
			return err
		}
		var device string
		if err := m.row("SELECT device FROM revision WHERE record = ? ORDER BY depth, hash LIMIT 1", id).Scan(&device); err != nil {
			return err
		}
		return m.exec(`INSERT OR REPLACE INTO approach (id, form_id, hall, interviewer, device, mode, disposition, reason, at, utc_offset, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			id, b.FormID, b.Hall, b.Interviewer, device, b.Mode, b.Disposition, null(b.Reason), b.StartedAt, b.UTCOffset, b.Gone)
	}
	return nil // tags are settled together
}

// settleTags writes all tags: what one was merged into may have been merged
// itself, here or elsewhere.
func (m *projecting) settleTags() error {
	ids, err := collect(m.ctx, m.Tx, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) },
		"SELECT DISTINCT record FROM revision WHERE kind = 'tag' ORDER BY record")
	if err != nil {
		return err
	}
	tags := map[string]*tagBody{}
	for _, id := range ids {
		_, list, err := nodes(m.ctx, m.Tx, id)
		if err != nil {
			return err
		}
		if st := reconcile(kindTag, list); st.fields != nil {
			b := &tagBody{}
			if err := json.Unmarshal(st.fields.together(kindTag), b); err != nil {
				return err
			}
			tags[id] = b
		}
	}
	var turned []string // tags whose marks belong elsewhere now
	for _, id := range ids {
		b := tags[id]
		if b == nil {
			continue
		}
		into := merged(tags, id)
		was, err := scanTag(m.row("SELECT "+tagColumns+" FROM tag g WHERE g.id = ?", id))
		switch {
		case err == nil && (was.Into != into || was.Gone != b.Gone):
			turned = append(turned, id)
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return err
		}
		err = m.exec(`INSERT INTO tag (id, name, folded, definition, colour, sign, into_tag, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
			name = excluded.name, folded = excluded.folded, definition = excluded.definition, colour = excluded.colour, sign = excluded.sign,
			into_tag = excluded.into_tag, gone = excluded.gone`, id, b.Name, talk.Fold(b.Name), b.Definition, b.Colour, b.Sign, null(into), b.Gone)
		if err != nil {
			return err
		}
		if err := m.released("tag " + id); err != nil {
			return err
		}
	}
	if err := m.moveMarks(); err != nil || len(turned) == 0 {
		return err
	}
	return m.touchMarked(turned)
}

// touchMarked has the notes put together anew whose marks name one of the tags.
func (m *projecting) touchMarked(tags []string) error {
	rows, err := m.QueryContext(m.ctx, "SELECT v.record, v.body FROM head h JOIN revision v ON v.key = h.revision WHERE v.kind = ? AND v.gone = 0", kindNote)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var body sql.RawBytes
		if err := rows.Scan(&id, &body); err != nil {
			return err
		}
		plain, err := unpressed(body)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(tags, func(tag string) bool { return bytes.Contains(plain, []byte(tag)) }) {
			m.touch1(id, kindNote)
		}
	}
	return rows.Err()
}

// merged is the tag that a tag was merged into in the end; "" = it stands. Of
// tags that were merged into one another the first by id stands.
func merged(tags map[string]*tagBody, id string) string {
	seen := []string{id}
	at := id
	for {
		b := tags[at]
		if b == nil || b.Into == "" || tags[b.Into] == nil {
			break
		}
		if at = b.Into; slices.Contains(seen, at) {
			at = slices.Min(seen[slices.Index(seen, at):])
			break
		}
		seen = append(seen, at)
	}
	if at == id {
		return ""
	}
	return at
}

// moveMarks lets marks follow tags that were merged, and go with tags that
// went.
func (m *projecting) moveMarks() error {
	for _, query := range [...]string{
		`DELETE FROM mark WHERE id IN (SELECT m.id FROM mark m JOIN tag g ON g.key = m.tag JOIN tag i ON i.id = g.into_tag
			WHERE EXISTS (SELECT 1 FROM mark o WHERE o.note = m.note AND o.tag = i.key AND o.first = m.first AND o.last = m.last))`,
		`UPDATE mark SET tag = (SELECT i.key FROM tag g JOIN tag i ON i.id = g.into_tag WHERE g.key = mark.tag) WHERE tag IN (SELECT g.key FROM tag g JOIN tag i ON i.id = g.into_tag)`,
		`DELETE FROM mark WHERE tag IN (SELECT key FROM tag WHERE gone = 1)`,
	} {
		if err := m.exec(query); err != nil {
			return err
		}
	}
	return nil
}

// settlePart writes a record that belongs to an interview.
func (m *projecting) settlePart(kind, id string, body []byte) error {
	if body == nil {
		return m.dropPart(kind, id)
	}
	var b struct{ Response string }
	if err := json.Unmarshal(body, &b); err != nil {
		return err
	}
	var key int64
	var d questionnaire.Disposition
	err := m.row("SELECT key, disposition FROM response WHERE id = ?", b.Response).Scan(&key, &d)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return m.wait("response "+b.Response, id)
	case err != nil:
		return err
	case d == questionnaire.Withdrawn:
		return m.bury(id)
	}
	if err := m.keepPart(kind, id, key, body); err != nil {
		return err
	}
	return m.touch(key)
}

// dropPart takes away a record whose body was erased.
func (m *projecting) dropPart(kind, id string) error {
	switch kind {
	case kindNote:
		return m.dropNotes("id = ?", id)
	case kindFollowUp:
		return m.exec("DELETE FROM followup WHERE id = ?", id)
	case kindAttachment:
		return m.exec("DELETE FROM attachment WHERE id = ?", id)
	case kindContact:
		return m.exec("DELETE FROM contact WHERE id = ?", id)
	}
	return nil // personal items and the way of a talk go with their interview
}

func (m *projecting) keepPart(kind, id string, key int64, body []byte) error {
	switch kind {
	case kindPersonal:
		return m.settlePersonal(key, body)
	case kindNote:
		return m.settleNote(key, id, body)
	case kindTalk:
		return m.settleWay(key, body)
	case kindFollowUp:
		var b followUpBody
		if err := json.Unmarshal(body, &b); err != nil {
			return err
		}
		return m.keepFollowUp(key, talk.FollowUp{ID: id, What: b.What, Who: b.Who, Due: b.Due, DoneAt: when(b.DoneAt, 0), Gone: b.Gone})
	case kindContact:
		var b contactBody
		if err := json.Unmarshal(body, &b); err != nil {
			return err
		}
		return m.exec("INSERT OR REPLACE INTO contact (id, response, at, utc_offset, outcome, next_at, who) VALUES (?, ?, ?, ?, ?, ?, ?)",
			id, b.Response, b.At, b.UTCOffset, b.Outcome, sql.NullInt64{Int64: b.NextAt, Valid: b.NextAt != 0}, b.Who)
	case kindAttachment:
		var b attachmentBody
		if err := json.Unmarshal(body, &b); err != nil {
			return err
		}
		sum, err := attachedSum(b)
		if err != nil {
			return err
		}
		return m.exec(`INSERT OR REPLACE INTO attachment (id, response, topic, instance, sha256, name, media_type, size, caption, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			id, key, b.Topic, b.Instance, sum[:], b.Name, b.MediaType, b.Size, b.Caption, b.At)
	}
	return nil
}

// attachedSum holds what is said of an attachment to what may be kept under
// its name.
func attachedSum(b attachmentBody) (sum [32]byte, err error) {
	h, err := hex.DecodeString(b.SHA256)
	switch {
	case err != nil || len(h) != 32 || strings.ToLower(b.SHA256) != b.SHA256:
		return sum, errors.New("its hash is none")
	case strings.ContainsAny(b.Name, "/\\\x00") || b.Name == "." || b.Name == ".." || len(b.Name) > 1000:
		return sum, errors.New("its name leads to another folder")
	case b.Size < 0 || b.Size > MostAttached:
		return sum, errors.New("it is too large")
	case extension(b.MediaType) == "":
		return sum, errors.New("its kind is not known: " + b.MediaType)
	}
	return [32]byte(h), nil
}

func (m *projecting) settlePersonal(key int64, body []byte) error {
	var b personalBody
	if err := json.Unmarshal(body, &b); err != nil {
		return err
	}
	if err := m.exec("DELETE FROM personal WHERE response = ?", key); err != nil {
		return err
	}
	for _, k := range b.Answers {
		a, err := k.answer()
		if err != nil {
			return err
		}
		a.At = when(k.At, 0)
		if err := m.keepPersonal(key, a); err != nil {
			return err
		}
	}
	return nil
}

// settleNote writes a note; marks whose tag has not come yet wait for it.
func (m *projecting) settleNote(key int64, id string, body []byte) error {
	var b noteBody
	if err := json.Unmarshal(body, &b); err != nil {
		return err
	}
	n := talk.Note{ID: id, Topic: questionnaire.Ref{Item: b.Topic, Instance: b.Instance}, Kind: talk.Kind(b.Kind), Text: b.Text, Offset: ms(b.OffsetMS), At: time.UnixMilli(b.At)}
	var err error
	if n.Position, err = strconv.ParseFloat(b.Position, 64); err != nil {
		return err
	}
	for _, mark := range b.Marks {
		switch err := m.row("SELECT 1 FROM tag WHERE id = ?", mark.Tag).Scan(new(int)); {
		case errors.Is(err, sql.ErrNoRows):
			if err := m.wait("tag "+mark.Tag, id); err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			n.Marks = append(n.Marks, talk.Mark{ID: mark.ID, Tag: mark.Tag, First: mark.First, Last: mark.Last})
		}
	}
	if err := m.keepNote(key, n, true); err != nil {
		return err
	}
	// Tags that were merged may have left the same mark twice.
	return m.exec(`DELETE FROM mark WHERE note = (SELECT key FROM note WHERE id = ?) AND EXISTS (SELECT 1 FROM mark o
		WHERE o.note = mark.note AND o.tag = mark.tag AND o.first = mark.first AND o.last = mark.last AND o.id < mark.id)`, id)
}

// settleWay writes own topics and visits.
func (m *projecting) settleWay(key int64, body []byte) error {
	var b talkBody
	if err := json.Unmarshal(body, &b); err != nil {
		return err
	}
	for _, table := range [...]string{"visit", "own_topic"} {
		if err := m.exec("DELETE FROM "+table+" WHERE response = ?", key); err != nil {
			return err
		}
	}
	for _, o := range b.Topics {
		if err := m.keepTopic(key, talk.OwnTopic{ID: o.ID, Title: o.Title, Position: o.Position, Declined: o.Declined}); err != nil {
			return err
		}
	}
	for _, v := range b.Visits {
		if err := m.exec("INSERT INTO visit (response, topic, instance, at, ms) VALUES (?, ?, ?, ?, ?)", key, v.Topic, v.Instance, v.At, v.MS); err != nil {
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
