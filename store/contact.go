package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// Outcome is what came of a try to call a customer back. The numbers stand in
// the database.
type Outcome uint8

// The outcomes of a try.
const (
	Reached Outcome = iota
	NoAnswer
	BusyLine
	WrongNumber
	Declined
	AppointmentMade
)

// Contact is one try to call a customer back.
type Contact struct {
	ID       string
	Response string // id of the customer's interview
	At       time.Time
	Outcome  Outcome
	NextAt   time.Time // when to try again; zero = nothing agreed
	Who      string    // id of the interviewer who tried
}

// CallBack is a customer to be called back.
type CallBack struct {
	Row        // the customer's interview
	Contacts   []Contact
	FollowedBy string // id of the call-back interview; "" = none yet
	HasPhone   bool
	Masked     string // the number with its middle hidden
}

// The items of a customer's interview that a call-back rests on; they have no
// roles of their own.
const (
	itemContactConsent = "contact_consent"
	itemContactPhone   = "contact_phone"
)

// CallBacks lists the customers a call-back form is for, by the day of their
// interviews: real ended interviews of the form it follows that it is offered
// for, whose customers agreed to be called and to leave their number, and
// left it.
func (s *Store) CallBacks(ctx context.Context, f *questionnaire.Form) ([]CallBack, error) {
	out, err := s.callBacks(ctx, f)
	return out, wrap(err, "list call-backs")
}

func (s *Store) callBacks(ctx context.Context, f *questionnaire.Form) ([]CallBack, error) {
	d, err := s.directory(ctx, s.r)
	if err != nil {
		return nil, err
	}
	study, err := s.Study(ctx)
	if err != nil {
		return nil, err
	}
	marks, err := s.marks(ctx)
	if err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.r, d.response, "SELECT "+responseColumns+` FROM response r WHERE r.key IN (SELECT response FROM personal WHERE item = ?)
		AND +r.form IN (SELECT key FROM form WHERE form_id = ?) AND +r.mode = 0 AND +r.voided = 0 AND +r.stage = 1 ORDER BY r.started_at, r.id`, itemContactPhone, f.Follows)
	if err != nil {
		return nil, err
	}
	var out []CallBack
	for len(found) > 0 {
		part := found[:min(chunk, len(found))]
		found = found[len(part):]
		if err := fill(ctx, s.r, part, true); err != nil {
			return nil, err
		}
		for i := range part {
			customer, err := s.formByKey(ctx, s.r, part[i].form)
			if err != nil {
				return nil, err
			}
			phone, offered := offer(f, customer, part[i].Response, study)
			if !offered {
				continue
			}
			c := CallBack{Row: row(part[i].Response, marks), HasPhone: true, Masked: mask(phone)}
			if err := s.tries(ctx, &c); err != nil {
				return nil, err
			}
			out = append(out, c)
		}
	}
	return out, nil
}

// offer tells whether a call-back form is offered for a customer's interview,
// and gives the number.
func offer(f, customer *questionnaire.Form, r questionnaire.Response, study questionnaire.Study) (phone string, ok bool) {
	ses := questionnaire.Begin(customer, questionnaire.NewContext(r.Hall, r.Interviewer, study, r.StartedAt), r.Answers)
	for _, q := range []*questionnaire.Question{customer.WithRole(questionnaire.RoleCallback), customer.Question(itemContactConsent)} {
		if q == nil {
			continue
		}
		if !talk.Agrees(customer, q, ses.Answer(questionnaire.Ref{Item: q.Name})) {
			return "", false
		}
	}
	a := ses.Answer(questionnaire.Ref{Item: itemContactPhone})
	phone = strings.TrimSpace(a.Text)
	return phone, a.Status == questionnaire.Given && phone != "" && ses.Holds(f.OfferWhen)
}

// mask hides the middle of a number: three signs and four are left of a mobile
// number, and never more than two thirds of a short one.
func mask(phone string) string {
	signs := []rune(phone)
	head, tail := min(3, len(signs)/4), min(4, len(signs)/3)
	if len(signs) >= 11 {
		head, tail = 3, 4
	}
	return string(signs[:head]) + strings.Repeat("*", len(signs)-head-tail) + string(signs[len(signs)-tail:])
}

// tries reads what was done about a customer so far.
func (s *Store) tries(ctx context.Context, c *CallBack) (err error) {
	c.Contacts, err = collect(ctx, s.r, func(rows *sql.Rows) (x Contact, err error) {
		var at, next int64
		var minutes int
		err = rows.Scan(&x.ID, &x.Response, &at, &minutes, &x.Outcome, &next, &x.Who)
		x.At, x.NextAt = when(at, minutes), when(next, minutes)
		return x, err
	}, "SELECT id, response, at, utc_offset, outcome, coalesce(next_at, 0), who FROM contact WHERE response = ? ORDER BY at, id", c.ID)
	if err != nil {
		return err
	}
	err = s.r.QueryRowContext(ctx, "SELECT id FROM response WHERE follows = ? AND voided = 0 AND mode = 0 ORDER BY stage DESC, started_at DESC LIMIT 1", c.ID).Scan(&c.FollowedBy)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// AddContact keeps a try to call a customer back; one without an ID or a time
// gets them. It fails with ErrNotFound where there is no such interview, and
// with ErrEnded where the customer has withdrawn.
func (s *Store) AddContact(ctx context.Context, c Contact) (Contact, error) {
	if c.ID == "" {
		c.ID = s.o.NewID()
	}
	err := s.write(ctx, "keep contact of interview "+c.Response, func(t *tx) error {
		if _, err := t.notWithdrawn(c.Response); err != nil {
			return err
		}
		if c.At.IsZero() {
			c.At = t.now
		}
		next := sql.NullInt64{Int64: millis(c.NextAt), Valid: !c.NextAt.IsZero()}
		err := t.exec("INSERT INTO contact (id, response, at, utc_offset, outcome, next_at, who) VALUES (?, ?, ?, ?, ?, ?, ?)",
			c.ID, c.Response, c.At.UnixMilli(), offset(c.At), c.Outcome, next, c.Who)
		if err != nil {
			return err
		}
		_, err = t.seal(envelope{Kind: kindContact, Record: c.ID, Who: c.Who,
			Body: contactBody{c.At.UnixMilli(), millis(c.NextAt), uint8(c.Outcome), c.Response, offset(c.At), c.Who}})
		return err
	})
	return c, err
}

// notWithdrawn gives the key of an interview whose customer has not withdrawn.
func (t *tx) notWithdrawn(id string) (key int64, err error) {
	var d questionnaire.Disposition
	if err := t.row("SELECT key, disposition FROM response WHERE id = ?", id).Scan(&key, &d); err != nil {
		return 0, wrap(err, "find interview "+id)
	}
	if d == questionnaire.Withdrawn {
		return 0, ErrEnded
	}
	return key, nil
}

// Phone gives a customer's number to be shown, and keeps in the same
// transaction that it was, and to whom: who is an interviewer's id. It fails with ErrNotFound where there is none.
func (s *Store) Phone(ctx context.Context, response, who string) (phone string, err error) {
	err = s.write(ctx, "show phone of interview "+response, func(t *tx) error {
		key, err := t.notWithdrawn(response)
		if err != nil {
			return err
		}
		a, err := t.oldPersonal(key, questionnaire.Ref{Item: itemContactPhone})
		if err != nil {
			return err
		}
		if a.Status != questionnaire.Given || a.Text == "" {
			return ErrNotFound
		}
		phone = a.Text
		return t.event(&open{key: key, who: who}, "phone_shown", a.Ref, nil, "")
	})
	if err != nil {
		return "", err
	}
	return phone, nil
}

// FollowedBy lists the interviews that follow one, the newest first.
func (s *Store) FollowedBy(ctx context.Context, response string) ([]Row, error) {
	keys, err := collect(ctx, s.r, func(rows *sql.Rows) (key int64, err error) { return key, rows.Scan(&key) },
		"SELECT key FROM response WHERE follows = ?", response)
	if err != nil || len(keys) == 0 {
		return nil, wrap(err, "find interviews that follow "+response)
	}
	return s.Chosen(ctx, keys)
}
