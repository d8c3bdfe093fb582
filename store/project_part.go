package store

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

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
