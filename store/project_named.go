package store

import (
	"encoding/hex"
	"encoding/json"
	"errors"

	"tingfang/questionnaire"
)

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
