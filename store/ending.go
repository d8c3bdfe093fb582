package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"time"

	"tingfang/questionnaire"
)

// responseBody is an interview as a revision carries it: everything but its
// personal items, answers in the order of their items.
type responseBody struct {
	ActiveMS    int64  `json:"active_ms"`
	Answers     []kept `json:"answers"`
	Device      string `json:"device"` // where it was held
	Disposition string `json:"disposition"`
	EndedAt     int64  `json:"ended_at"`
	Follows     string `json:"follows,omitempty"`
	FormID      string `json:"form_id"`
	Hall        string `json:"hall,omitempty"` // id
	Interviewer string `json:"interviewer"`    // id
	Language    string `json:"language"`
	Mode        uint8  `json:"mode"`
	Origin      string `json:"origin"`
	StartedAt   int64  `json:"started_at"`
	UTCOffset   int    `json:"utc_offset"`
	Voided      bool   `json:"voided,omitempty"`
}

// personalBody is the personal items of an interview. The salt keeps the hash,
// which outlives an erasure, from telling what was erased.
type personalBody struct {
	Answers  []kept `json:"answers"`
	Response string `json:"response"` // id of the interview
	Salt     string `json:"salt"`     // 16 random bytes in hex
}

// Finish ends an interview: it is sealed, and packed for summaries. Whatever
// was being typed must have been saved before; what is left of it goes.
func (s *Store) Finish(ctx context.Context, id string, d questionnaire.Disposition, active time.Duration) error {
	if !d.Valid() {
		return fmt.Errorf("finish interview %s: disposition %q", id, d)
	}
	return s.write(ctx, "finish interview "+id, func(t *tx) error {
		key, r, err := t.find(id)
		if err != nil {
			return err
		}
		if r.Stage != questionnaire.Draft {
			return ErrEnded
		}
		err = t.exec("UPDATE response SET stage = 1, disposition = ?, ended_at = ?, active_ms = ?, changed = ? WHERE key = ?",
			string(d), t.at(), active.Milliseconds(), t.changed, key)
		if err != nil {
			return err
		}
		return t.conclude(key, r, "finish", "")
	})
}

// Void marks an interview as not to be counted, ended or not; its answers stay
// as they are.
func (s *Store) Void(ctx context.Context, id, reason string) error {
	return s.write(ctx, "void interview "+id, func(t *tx) error {
		key, r, err := t.find(id)
		if err != nil || r.Voided {
			return err
		}
		err = t.exec("UPDATE response SET stage = 1, voided = 1, ended_at = coalesce(ended_at, ?), changed = ? WHERE key = ?", t.at(), t.changed, key)
		if err != nil {
			return err
		}
		return t.conclude(key, r, "void", reason)
	})
}

// find reads the interview with its row's key.
func (t *tx) find(id string) (int64, questionnaire.Response, error) {
	got, err := t.s.load(t.ctx, t.Tx, id, false)
	if err != nil {
		return 0, questionnaire.Response{}, err
	}
	return got.key, got.Response, nil
}

// conclude is what every ending has in common: the event, the sealed revision
// and the packed row.
func (t *tx) conclude(key int64, before questionnaire.Response, kind, reason string) error {
	r := &open{key: key, who: before.Interviewer.ID}
	if err := t.event(r, kind, questionnaire.Ref{}, nil, reason); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM typing WHERE response = ?", key); err != nil {
		return err
	}
	if err := t.sealTalk(key, before.ID, before.Interviewer.ID); err != nil {
		return err
	}
	now, err := t.s.load(t.ctx, t.Tx, before.ID, true)
	if err != nil {
		return err
	}
	if err := t.sealResponse(now, reason); err != nil || now.Disposition == questionnaire.Withdrawn {
		return err // nothing is left to summarise of a withdrawn one
	}
	return t.pack(now)
}

// sealResponse seals the interview as it stands, and its personal items as a
// record of their own.
func (t *tx) sealResponse(l loaded, reason string) error {
	f, err := t.s.formByKey(t.ctx, t.Tx, l.form)
	if err != nil {
		return err
	}
	public, personal := parted(f, l.Answers)
	hash, err := t.seal(envelope{Kind: kindResponse, Record: l.ID, Form: hex.EncodeToString(l.FormHash[:]), Who: l.Interviewer.ID, Reason: reason, Body: body(l, public)})
	if err != nil {
		return err
	}
	if err := t.exec("UPDATE response SET base = ?, open_events = 0 WHERE key = ?", hash, l.key); err != nil {
		return err
	}
	return t.sealPersonal(l, personal)
}

func body(l loaded, answers []kept) responseBody {
	r := l.Response
	return responseBody{ActiveMS: r.Active.Milliseconds(), Answers: answers, Device: r.Device, Disposition: string(r.Disposition),
		EndedAt: millis(r.EndedAt), Follows: r.Follows, FormID: r.FormID, Hall: r.Hall.ID, Interviewer: r.Interviewer.ID, Language: string(r.Language),
		Mode: uint8(r.Practice), Origin: string(r.Origin), StartedAt: r.StartedAt.UnixMilli(), UTCOffset: offset(r.StartedAt), Voided: r.Voided}
}

// sealPersonal seals the personal items once; voiding changes nothing in them.
func (t *tx) sealPersonal(l loaded, answers []kept) error {
	record := derived(kindPersonal, l.ID)
	if heads, err := t.heads(record); err != nil || len(heads) > 0 || len(answers) == 0 {
		return err
	}
	var salt [16]byte
	rand.Read(salt[:]) // never fails
	_, err := t.seal(envelope{Kind: kindPersonal, Record: record, Form: hex.EncodeToString(l.FormHash[:]), Who: l.Interviewer.ID,
		Body: personalBody{Answers: answers, Response: l.ID, Salt: hex.EncodeToString(salt[:])}})
	return err
}

// Withdraw erases what a customer said: answers, remarks, typing, personal
// items, the packed row, notes with all that hangs on them, follow-ups,
// attachments with their files, tries to call back, the bodies of all
// revisions, and the values, reasons and items of its events; then the file's
// free pages and the copies made before migrations. The approach still counts, as withdrawn.
func (s *Store) Withdraw(ctx context.Context, id string) error {
	do := "withdraw interview " + id
	err := s.write(ctx, do, func(t *tx) error {
		key, _, err := t.find(id)
		if err != nil {
			return err
		}
		if err := t.wipe(key, id); err != nil {
			return err
		}
		now, err := s.load(t.ctx, t.Tx, id, false)
		if err != nil {
			return err
		}
		if err := t.event(&open{key: key, who: now.Interviewer.ID}, "withdraw", questionnaire.Ref{}, nil, ""); err != nil {
			return err
		}
		if err := t.sealResponse(now, ""); err != nil {
			return err
		}
		return t.exec("INSERT OR REPLACE INTO meta (key, value) VALUES ('erasing', '1')")
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return wrap(s.erase(context.WithoutCancel(ctx)), do)
}

// wipe erases what was said in an interview; revisions to be kept tell nothing
// but that it was withdrawn.
func (t *tx) wipe(key int64, id string, keep ...string) error {
	for _, query := range [...]string{
		"DELETE FROM answer WHERE response = ?1", "DELETE FROM typing WHERE response = ?1", "DELETE FROM personal WHERE response = ?1",
		"DELETE FROM packed WHERE response = ?1",
		"UPDATE event SET value = NULL, reason = NULL, item = NULL, instance = '' WHERE response = ?1",
	} {
		if err := t.exec(query, key); err != nil {
			return err
		}
	}
	for _, record := range [...]string{id, derived(kindPersonal, id)} {
		if err := t.bury(record, keep...); err != nil {
			return err
		}
	}
	if err := t.wipeTalk(key, id); err != nil {
		return err
	}
	return t.exec(`UPDATE response SET stage = 1, disposition = ?, ended_at = coalesce(ended_at, ?), at_item = NULL, at_instance = '', changed = ? WHERE key = ?`,
		string(questionnaire.Withdrawn), t.at(), t.changed, key)
}

// erase makes what was deleted unreadable in the file, its log and the copies
// made before migrations. Cut off, it is taken up at the next opening.
func (s *Store) erase(ctx context.Context) error {
	old, err := copies(s.path)
	if err != nil {
		return fmt.Errorf("erase copies: %w", err)
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return fmt.Errorf("erase copies: %w", err)
		}
	}
	if err := s.sweep(ctx); err != nil {
		return err
	}
	// Words that were deleted stay in the index of texts until it is put
	// together anew.
	if _, err := s.w.ExecContext(ctx, "INSERT INTO note_text (note_text) VALUES ('optimize')"); err != nil {
		return fmt.Errorf("erase words from the index: %w", err)
	}
	// The new file is put together on the disk, however large it is; what a
	// statement may have to take back stays in memory.
	for _, query := range [...]string{"PRAGMA temp_store = file", "VACUUM", "PRAGMA temp_store = memory"} {
		if _, err := s.w.ExecContext(ctx, query); err != nil {
			return fmt.Errorf("erase free pages: %w", err)
		}
	}
	var busy, frames, moved int
	if err := s.w.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
		return fmt.Errorf("erase the log: %w", err)
	}
	if busy != 0 {
		return nil // another copy is reading the log: the next opening empties it
	}
	_, err = s.w.ExecContext(ctx, "DELETE FROM meta WHERE key = 'erasing'")
	return err
}
