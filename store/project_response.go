package store

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"

	"tingfang/questionnaire"
)

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
		m.touchRecord(id, kindResponse)
	}
	return err
}
