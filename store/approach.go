package store

import (
	"context"
	"fmt"

	"tingfang/questionnaire"
)

// approachBody is a tallied approach as a revision carries it; Gone = taken
// back.
type approachBody struct {
	Disposition string `json:"disposition"`
	FormID      string `json:"form_id"`
	Gone        bool   `json:"gone,omitempty"`
	Hall        string `json:"hall"`        // id
	Interviewer string `json:"interviewer"` // id
	Mode        uint8  `json:"mode"`
	Reason      string `json:"reason,omitempty"`
	StartedAt   int64  `json:"started_at"`
	UTCOffset   int    `json:"utc_offset"`
}

// Tally counts a customer who was spoken to without an interview being opened,
// and gives the approach's id.
func (s *Store) Tally(ctx context.Context, a Approach) (id string, err error) {
	if !a.Disposition.Valid() {
		return "", fmt.Errorf("tally approach: disposition %q", a.Disposition)
	}
	id = s.o.NewID()
	err = s.write(ctx, "tally approach", func(t *tx) error {
		err := t.exec(`INSERT INTO approach (id, form_id, hall, interviewer, device, mode, disposition, reason, at, utc_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			id, a.FormID, a.Hall.ID, a.Interviewer.ID, s.Device(), a.Practice, string(a.Disposition), null(a.Reason), t.at(), offset(t.now))
		if err != nil {
			return err
		}
		return t.sealApproach(id)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// Untally takes a tallied approach back. It fails with ErrNotFound where it is
// not there, or was taken back before.
func (s *Store) Untally(ctx context.Context, id string) error {
	return s.write(ctx, "take back approach "+id, func(t *tx) error {
		done, err := t.ExecContext(t.ctx, "UPDATE approach SET gone = 1 WHERE id = ? AND gone = 0", id)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return ErrNotFound
		}
		return t.sealApproach(id)
	})
}

func (t *tx) sealApproach(id string) error {
	var b approachBody
	var mode questionnaire.Practice
	err := t.row("SELECT disposition, form_id, gone, hall, interviewer, mode, coalesce(reason, ''), at, utc_offset FROM approach WHERE id = ?", id).
		Scan(&b.Disposition, &b.FormID, &b.Gone, &b.Hall, &b.Interviewer, &mode, &b.Reason, &b.StartedAt, &b.UTCOffset)
	if err != nil {
		return err
	}
	b.Mode = uint8(mode)
	_, err = t.seal(envelope{Kind: kindApproach, Record: id, Who: b.Interviewer, Body: b})
	return err
}
