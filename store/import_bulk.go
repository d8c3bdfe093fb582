package store

import (
	"database/sql/driver"
	"strings"

	"tingfang/questionnaire"
)

// bulks are the rows that are written several to a statement, beside the
// answers.
type bulks struct {
	responses, revisions, headRows, packedRows, events bulk
	lastRevision                                       int64 // key
}

func newBulks() bulks {
	return bulks{responses: bulk{statements: &importResponses}, revisions: bulk{statements: &importRevisions}, headRows: bulk{statements: &importHeads},
		packedRows: bulk{statements: &importPacked}, events: bulk{statements: &importEvents}}
}

func (m *importing) writeBulks() error {
	for _, b := range []*bulk{&m.revisions, &m.headRows, &m.packedRows, &m.events} {
		if err := b.write(m); err != nil {
			return err
		}
	}
	return nil
}

// bulk is rows of one table on their way into the database.
type bulk struct {
	statements *[perInsert + 1]string
	args       []driver.Value
	n          int
}

func (b *bulk) add(m *importing, row ...driver.Value) error {
	b.args = append(b.args, row...)
	if b.n++; b.n < perInsert {
		return nil
	}
	if b == &m.headRows { // they refer to revisions
		if err := m.revisions.write(m); err != nil {
			return err
		}
	}
	return b.write(m)
}

func (b *bulk) write(m *importing) error {
	if b.n == 0 {
		return nil
	}
	err := m.do(b.statements[b.n], b.args...)
	b.args, b.n = b.args[:0], 0
	return err
}

// perInsert is how many rows one statement writes.
const perInsert = 16

// Statements that write 1 to perInsert rows.
var (
	importResponses = several(`INSERT OR FAIL INTO response (key, id, form, mode, stage, disposition, voided, hall, interviewer, device, language, origin, started_at, ended_at,
		utc_offset, active_ms, follows, base, changed) VALUES `, "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
	importRevisions = several(`INSERT OR FAIL INTO revision (key, hash, kind, record, depth, who, device, at, reason, body) VALUES `, "(?, ?, ?, ?, 1, ?, ?, ?, ?, ?)")
	importHeads     = several(`INSERT OR FAIL INTO head (record, revision) VALUES `, "(?, ?)")
	importPacked    = several(`INSERT OR FAIL INTO packed (response, form, codec, row) VALUES `, "(?, ?, ?, ?)")
	importEvents    = several(`INSERT OR FAIL INTO event (response, kind, who, device, at, utc_offset, run, mono) VALUES `, "(?, ?, ?, ?, ?, ?, ?, ?)")
)

// Statements that write 1 to perInsert answers of one interview: plain ones
// that are codes and nothing else, as most are, and whole ones.
var (
	importPlain = several(`INSERT OR FAIL INTO answer (response, at, status, item, codes) VALUES `, "(?1, ?2, 1, ?, ?)")
	importWhole = several(`INSERT OR FAIL INTO answer (response, at, item, instance, status, codes, number, text, remark, reason, aside, forced, edits) VALUES `,
		"(?1, ?2, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
)

func several(insert, row string) (out [perInsert + 1]string) {
	for n := 1; n <= perInsert; n++ {
		out[n] = insert + strings.Repeat(row+", ", n-1) + row
	}
	return out
}

// keepAnswers writes the answers, several to a statement.
func (m *importing) keepAnswers(j *sealing) error {
	plain, whole := &m.plain, &m.whole
	for i := range j.Answers {
		a := &j.Answers[i]
		if q := j.form.Question(a.Item); q != nil && q.Personal {
			if err := m.keepPersonal(j.key, *a); err != nil {
				return err
			}
			continue
		}
		rows := whole
		if a.Status == questionnaire.Given && len(a.Codes) > 0 && a.Same(questionnaire.Answer{Ref: a.Ref, Status: a.Status, Codes: a.Codes}) &&
			a.Instance == "" && a.Edits == 0 {
			rows = plain
		}
		if err := rows.room(m, j.key, a.At.UnixMilli()); err != nil {
			return err
		}
		if rows.n++; rows == plain {
			rows.args = append(rows.args, a.Item, joined(a.Codes))
		} else {
			rows.args = appendAnswer(rows.args, a)
		}
	}
	if err := plain.write(m); err != nil {
		return err
	}
	return whole.write(m)
}

// answerRows are answers of one interview, given at one time, on their way
// into the database.
type answerRows struct {
	statements *[perInsert + 1]string
	args       []driver.Value
	n          int
}

// room makes room for one more, given at the time.
func (r *answerRows) room(m *importing, key, at int64) error {
	if r.n == perInsert || r.n > 0 && r.args[1] != driver.Value(at) {
		if err := r.write(m); err != nil {
			return err
		}
	}
	if r.n == 0 {
		r.args = append(r.args[:0], key, at)
	}
	return nil
}

func (r *answerRows) write(m *importing) error {
	if r.n == 0 {
		return nil
	}
	err := m.do(r.statements[r.n], r.args...)
	r.n = 0
	return err
}

// appendAnswer adds the columns of an answer, blank ones as NULL.
func appendAnswer(args []driver.Value, a *questionnaire.Answer) []driver.Value {
	var number driver.Value
	if hasNumber(*a) {
		number = a.Number
	}
	return append(args, a.Item, a.Instance, int64(a.Status), orNull(joined(a.Codes)), number, orNull(a.Text), orNull(a.Remark), orNull(a.Reason),
		a.Aside, a.Forced, int64(a.Edits))
}

// orNull is a text, or NULL for none.
func orNull(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

func (m *importing) keepPersonal(key int64, a questionnaire.Answer) error {
	k := keep(a)
	k.At = a.At.UnixMilli()
	value, err := canonical(k)
	if err != nil {
		return err
	}
	return m.do("INSERT INTO personal (response, item, instance, value) VALUES (?, ?, ?, ?)", key, a.Item, a.Instance, string(value))
}
