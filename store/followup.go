package store

import (
	"context"
	"database/sql"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// FollowUpRow is a follow-up action with the interview it was agreed in.
type FollowUpRow struct {
	talk.FollowUp
	Hall      questionnaire.Hall
	Role      string // code of what the person is; "" = not known
	StartedAt time.Time
}

const followUpColumns = "f.id, f.what, f.who, coalesce(f.due, ''), coalesce(f.done_at, 0), f.gone"

func scanFollowUp(rows *sql.Rows, minutes int, more ...any) (f talk.FollowUp, err error) {
	var done int64
	err = rows.Scan(append([]any{&f.ID, &f.What, &f.Who, &f.Due, &done, &f.Gone}, more...)...)
	f.DoneAt = when(done, minutes)
	return f, err
}

// FollowUps lists the follow-up actions of real interviews, of one form or
// (formID "") of all: the open ones by the day they are due, those without a
// day behind them, then the done ones, the last done first.
func (s *Store) FollowUps(ctx context.Context, formID string) ([]FollowUpRow, error) {
	out, err := s.followUps(ctx, formID)
	return out, wrap(err, "list follow-ups")
}

func (s *Store) followUps(ctx context.Context, formID string) ([]FollowUpRow, error) {
	d, err := s.directory(ctx, s.r)
	if err != nil {
		return nil, err
	}
	type found struct {
		FollowUpRow
		key, form int64
	}
	list, err := collect(ctx, s.r, func(rows *sql.Rows) (r found, err error) {
		var hall, response string
		var started, done int64
		var minutes int
		r.FollowUp, err = scanFollowUp(rows, 0, &done, &response, &r.key, &r.form, &hall, &started, &minutes)
		r.Response, r.DoneAt, r.Hall, r.StartedAt = response, when(done, minutes), d.hall(hall), when(started, minutes)
		return r, err
	}, `SELECT `+followUpColumns+`, coalesce(f.done_at, 0), r.id, r.key, r.form, coalesce(r.hall, ''), r.started_at, r.utc_offset
		FROM followup f JOIN response r ON r.key = f.response JOIN form o ON o.key = r.form
		WHERE f.gone = 0 AND r.mode = 0 AND r.voided = 0 AND (?1 = '' OR o.form_id = ?1)
		ORDER BY f.done_at IS NOT NULL, f.done_at DESC, f.due IS NULL, f.due, f.id`, formID)
	if err != nil {
		return nil, err
	}
	out := make([]FollowUpRow, len(list))
	for i, l := range list {
		who, err := s.role(ctx, s.r, l.key, l.form)
		if err != nil {
			return nil, err
		}
		out[i] = l.FollowUpRow
		out[i].Role = who.code
	}
	return out, nil
}

// SaveFollowUp keeps a follow-up action of an interview, also after its end.
// It fails with ErrNotFound where there is no such interview, and with
// ErrEnded for a withdrawn one.
func (s *Store) SaveFollowUp(ctx context.Context, f talk.FollowUp) error {
	return s.write(ctx, "save follow-up "+f.ID, func(t *tx) error {
		var key int64
		var stage questionnaire.Stage
		var d questionnaire.Disposition
		if err := t.row("SELECT key, stage, disposition FROM response WHERE id = ?", f.Response).Scan(&key, &stage, &d); err != nil {
			return wrap(err, "find interview "+f.Response)
		}
		if d == questionnaire.Withdrawn {
			return ErrEnded
		}
		if err := t.keepFollowUp(key, f); err != nil {
			return err
		}
		if stage == questionnaire.Ended {
			if err := t.sealFollowUps("f.id = ?", f.ID); err != nil {
				return err
			}
		}
		return t.touch(key)
	})
}

func (t *tx) keepFollowUp(response int64, f talk.FollowUp) error {
	done := sql.NullInt64{Int64: millis(f.DoneAt), Valid: !f.DoneAt.IsZero()}
	return t.exec(`INSERT INTO followup (id, response, what, who, due, done_at, gone) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET what = excluded.what, who = excluded.who, due = excluded.due, done_at = excluded.done_at, gone = excluded.gone
		WHERE response = excluded.response`, f.ID, response, valid(f.What), valid(f.Who), null(f.Due), done, f.Gone)
}
