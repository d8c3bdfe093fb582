package store

import (
	"database/sql"
	"encoding/hex"
	"errors"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// The kinds of records a guide interview adds.
const (
	kindTalk       = "talk" // own topics and visits of one interview
	kindNote       = "note"
	kindTag        = "tag"
	kindFollowUp   = "followup"
	kindAttachment = "attachment"
	kindContact    = "contact"
)

// The bodies of these records. Fields stand in the order of their names, as
// canonical wants them; response is an interview's id.
type (
	talkBody struct {
		Response string      `json:"response"`
		Topics   []topicBody `json:"topics"`
		Visits   []visitBody `json:"visits"`
	}
	topicBody struct {
		Declined string `json:"declined,omitempty"`
		ID       string `json:"id"`
		Position int    `json:"position"`
		Title    string `json:"title"`
	}
	visitBody struct {
		At       int64  `json:"at"`
		Instance string `json:"instance,omitempty"`
		MS       int64  `json:"ms"`
		Topic    string `json:"topic"`
	}
	noteBody struct {
		At       int64      `json:"at"`
		Instance string     `json:"instance,omitempty"`
		Kind     uint8      `json:"kind"`
		Marks    []markBody `json:"marks"`
		OffsetMS int64      `json:"offset_ms"`
		Position string     `json:"position"`
		Response string     `json:"response"`
		Text     string     `json:"text"`
		Topic    string     `json:"topic"`
	}
	markBody struct {
		First int    `json:"first"`
		ID    string `json:"id"`
		Last  int    `json:"last"`
		Tag   string `json:"tag"`
	}
	tagBody struct {
		Colour     int    `json:"colour"`
		Definition string `json:"definition,omitempty"`
		Gone       bool   `json:"gone,omitempty"`
		Into       string `json:"into,omitempty"`
		Name       string `json:"name"`
		Sign       string `json:"sign"`
	}
	followUpBody struct {
		DoneAt   int64  `json:"done_at,omitempty"`
		Due      string `json:"due,omitempty"`
		Gone     bool   `json:"gone,omitempty"`
		Response string `json:"response"`
		What     string `json:"what"`
		Who      string `json:"who"`
	}
	attachmentBody struct {
		At        int64  `json:"at"`
		Caption   string `json:"caption"`
		Instance  string `json:"instance,omitempty"`
		MediaType string `json:"media_type"`
		Name      string `json:"name"`
		Response  string `json:"response"`
		SHA256    string `json:"sha256"`
		Size      int64  `json:"size"`
		Topic     string `json:"topic"`
	}
	contactBody struct {
		At        int64  `json:"at"`
		NextAt    int64  `json:"next_at,omitempty"`
		Outcome   uint8  `json:"outcome"`
		Response  string `json:"response"`
		UTCOffset int    `json:"utc_offset"`
		Who       string `json:"who"`
	}
)

// sealTalk seals what an interview that ends holds beside its answers; what
// was sealed before did not change since.
func (t *tx) sealTalk(key int64, id, who string) error {
	if err := t.indexRest(key); err != nil {
		return err
	}
	const fresh = " AND NOT EXISTS (SELECT 1 FROM head h WHERE h.record = "
	if err := t.sealNotes("n.response = ?"+fresh+"n.id)", key); err != nil {
		return err
	}
	if err := t.sealFollowUps("f.response = ?"+fresh+"f.id)", key); err != nil {
		return err
	}
	list, err := readAttachments(t.ctx, t.Tx, id, 0, "a.response = ?"+fresh+"a.id)", key)
	if err != nil {
		return err
	}
	for _, a := range list {
		_, err := t.seal(envelope{Kind: kindAttachment, Record: a.ID, Who: who, Body: attachmentBody{At: a.At.UnixMilli(), Caption: a.Caption,
			Instance: a.Topic.Instance, MediaType: a.MediaType, Name: a.Name, Response: id, SHA256: hex.EncodeToString(a.SHA256[:]), Size: a.Size, Topic: a.Topic.Item}})
		if err != nil {
			return err
		}
	}
	return t.sealWay(key, id, who)
}

// sealWay seals own topics and visits, where there are some.
func (t *tx) sealWay(key int64, id, who string) error {
	r, err := readTalk(t.ctx, t.Tx, key, id, 0)
	if err != nil || len(r.Topics)+len(r.Visits) == 0 {
		return err
	}
	record := derived(kindTalk, id)
	if heads, err := t.heads(record); err != nil || len(heads) > 0 {
		return err
	}
	b := talkBody{Response: id, Topics: []topicBody{}, Visits: []visitBody{}}
	for _, o := range r.Topics {
		b.Topics = append(b.Topics, topicBody{o.Declined, o.ID, o.Position, o.Title})
	}
	for _, v := range r.Visits {
		b.Visits = append(b.Visits, visitBody{v.At.UnixMilli(), v.Topic.Instance, v.For.Milliseconds(), v.Topic.Item})
	}
	_, err = t.seal(envelope{Kind: kindTalk, Record: record, Who: who, Body: b})
	return err
}

// sealNotes seals the notes that a condition on note, as n, and response, as
// r, names, with their marks.
func (t *tx) sealNotes(cond string, args ...any) error {
	type row struct {
		noteRow
		response, who string
	}
	from := " FROM note n JOIN response r ON r.key = n.response WHERE " + cond
	list, err := collect(t.ctx, t.Tx, func(rows *sql.Rows) (n row, err error) { return n, n.scan(rows, 0, &n.response, &n.who) },
		"SELECT "+noteColumns+", r.id, r.interviewer"+from+" ORDER BY n.position, n.id", args...)
	if err != nil || len(list) == 0 {
		return err
	}
	marks, err := readMarks(t.ctx, t.Tx, "m.note IN (SELECT n.key"+from+")", args...)
	if err != nil {
		return err
	}
	for _, n := range list {
		_, err := t.seal(envelope{Kind: kindNote, Record: n.ID, Who: n.who, Body: noteBody{At: n.At.UnixMilli(), Instance: n.Topic.Instance, Kind: uint8(n.Kind),
			Marks: markBodies(marks[n.key]), OffsetMS: n.Offset.Milliseconds(), Position: questionnaire.Number(n.Position), Response: n.response, Text: n.Text, Topic: n.Topic.Item}})
		if err != nil {
			return err
		}
	}
	return nil
}

func markBodies(marks []talk.Mark) []markBody {
	out := make([]markBody, len(marks))
	for i, m := range marks {
		out[i] = markBody{m.First, m.ID, m.Last, m.Tag}
	}
	return out
}

// sealFollowUps seals the follow-ups that a condition on followup, as f,
// names.
func (t *tx) sealFollowUps(cond string, args ...any) error {
	type row struct {
		talk.FollowUp
		who string
	}
	list, err := collect(t.ctx, t.Tx, func(rows *sql.Rows) (r row, err error) {
		var response string
		r.FollowUp, err = scanFollowUp(rows, 0, &response, &r.who)
		r.Response = response
		return r, err
	}, "SELECT "+followUpColumns+", r.id, r.interviewer FROM followup f JOIN response r ON r.key = f.response WHERE "+cond, args...)
	if err != nil {
		return err
	}
	for _, r := range list {
		_, err := t.seal(envelope{Kind: kindFollowUp, Record: r.ID, Who: r.who,
			Body: followUpBody{millis(r.DoneAt), r.Due, r.Gone, r.Response, r.What, r.Who}})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) sealTag(id string) error {
	g, err := scanTag(t.row("SELECT "+tagColumns+" FROM tag g WHERE g.id = ?", id))
	if err != nil {
		return err
	}
	_, err = t.seal(envelope{Kind: kindTag, Record: id, Body: tagBody{g.Colour, g.Definition, g.Gone, g.Into, g.Name, g.Sign}})
	return err
}

// wipeTalk erases what an interview holds beside its answers, and the tries to
// call it back; the files of its attachments go when the database is swept.
func (t *tx) wipeTalk(key int64, id string) error {
	records, err := collect(t.ctx, t.Tx, func(rows *sql.Rows) (r string, err error) { return r, rows.Scan(&r) },
		`SELECT id FROM note WHERE response = ?1 UNION ALL SELECT id FROM followup WHERE response = ?1 UNION ALL SELECT id FROM attachment WHERE response = ?1
		UNION ALL SELECT id FROM contact WHERE response = ?2`, key, id)
	if err != nil {
		return err
	}
	for _, record := range append(records, derived(kindTalk, id)) {
		if err := t.bury(record); err != nil {
			return err
		}
	}
	if err := t.dropNotes("response = ?", key); err != nil {
		return err
	}
	var errs []error
	for _, table := range [...]string{"visit", "own_topic", "followup", "attachment"} {
		errs = append(errs, t.exec("DELETE FROM "+table+" WHERE response = ?", key))
	}
	return errors.Join(append(errs, t.exec("DELETE FROM contact WHERE response = ?", id))...)
}
