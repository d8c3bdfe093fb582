package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
	"slices"

	"tingfang/questionnaire"
	"tingfang/questionnaire/summary"
)

// Columns reads the ended interviews of a form, of all its versions, as
// columns for summaries, in one ordered reading of their packed rows. It gives
// the counter up to which it has read, for Refresh. Rows that are missing or of
// an older codec are packed anew, and kept where this store may write. It fails
// with ErrNotFound for a form that is not here.
func (s *Store) Columns(ctx context.Context, formID string) (*summary.Columns, int64, error) {
	f, err := s.Form(ctx, formID)
	if err != nil {
		return nil, 0, err
	}
	c := summary.NewColumns(f)
	upTo, err := s.columns(ctx, c, 0)
	return c, upTo, wrap(err, "read columns of form "+formID)
}

// Refresh puts into columns what changed after the counter since: interviews
// that ended, were voided or withdrawn. It gives the counter up to which it has
// read.
func (s *Store) Refresh(ctx context.Context, c *summary.Columns, since int64) (int64, error) {
	upTo, err := s.columns(ctx, c, since)
	return upTo, wrap(err, "refresh columns of form "+c.Form().ID)
}

// columnsReading is one reading of packed rows.
type columnsReading struct {
	s       *Store
	conn    *sql.Conn // the transaction's
	tx      *sql.Tx
	dir     *directory
	forms   map[int64]*questionnaire.Form
	layouts map[int64]*questionnaire.Layout
	numbers map[string][]string // what the numbers of packed rows mean, by kind
	seen    int
}

func (s *Store) columns(ctx context.Context, c *summary.Columns, since int64) (upTo int64, err error) {
	conn, err := s.r.Conn(ctx)
	if err != nil {
		return since, err
	}
	defer conn.Close()
	t, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return since, err
	}
	defer t.Rollback()
	r := &columnsReading{s: s, conn: conn, tx: t, forms: map[int64]*questionnaire.Form{}, layouts: map[int64]*questionnaire.Layout{}}
	if err := r.begin(ctx, c.Form().ID); err != nil {
		return since, err
	}
	if err := t.QueryRowContext(ctx, "SELECT coalesce(max(changed), 0) FROM response").Scan(&upTo); err != nil {
		return since, err
	}
	if err := r.rows(ctx, c, since); err != nil {
		return since, err
	}
	return upTo, r.rest(ctx, c, since)
}

func (r *columnsReading) begin(ctx context.Context, formID string) (err error) {
	if r.dir, err = r.s.directory(ctx, r.tx); err != nil {
		return err
	}
	for key, info := range r.dir.forms {
		if info.ID != formID {
			continue
		}
		if r.forms[key], err = r.s.formByKey(ctx, r.tx, key); err != nil {
			return err
		}
		r.layouts[key] = questionnaire.NewLayout(r.forms[key])
	}
	r.numbers = map[string][]string{}
	_, err = collect(ctx, r.tx, func(rows *sql.Rows) (struct{}, error) {
		var kind, value string
		var n int
		err := rows.Scan(&kind, &value, &n)
		if had := len(r.numbers[kind]); had <= n {
			r.numbers[kind] = append(r.numbers[kind], make([]string, n+1-had)...)
		}
		r.numbers[kind][n] = value
		return struct{}{}, err
	}, "SELECT kind, value, number FROM dictionary")
	return err
}

// The packed rows in the order of their interviews: all of them, or those of
// interviews that changed.
const (
	sqlPackedAll   = `SELECT response, form * 256 + codec, row FROM packed ORDER BY response`
	sqlPackedSince = `SELECT p.response, p.form * 256 + p.codec, p.row FROM response r CROSS JOIN packed p ON p.response = r.key WHERE r.changed > ? ORDER BY +r.key`
)

// packedRow is a packed row as it was read: kind is the form's key and the
// codec, since a column costs time on every row.
type packedRow struct {
	key, kind int64
	row       []byte
}

// rows puts every packed row that can be used, in a goroutine of its own while
// the next ones are read. They are read from the driver itself: what
// database/sql does for a row takes as long as SQLite's part.
func (r *columnsReading) rows(ctx context.Context, c *summary.Columns, since int64) error {
	batches, done := make(chan []packedRow, 4), make(chan error, 1)
	go func() {
		var err error
		for batch := range batches {
			for i := 0; i < len(batch) && err == nil; i++ {
				err = r.put(c, batch[i])
			}
		}
		done <- err
	}()
	err := r.conn.Raw(func(conn any) error { return readPacked(ctx, conn.(driver.QueryerContext), since, batches) })
	close(batches)
	return cmp.Or(<-done, err)
}

func readPacked(ctx context.Context, conn driver.QueryerContext, since int64, to chan<- []packedRow) error {
	query, args := sqlPackedAll, []driver.NamedValue{}
	if since > 0 {
		query, args = sqlPackedSince, []driver.NamedValue{{Ordinal: 1, Value: since}}
	}
	rows, err := conn.QueryContext(ctx, query, args)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]driver.Value, 3)
	var batch []packedRow
	for {
		err := rows.Next(values)
		if err != nil || len(batch) == cap(batch) {
			if len(batch) > 0 {
				to <- batch
			}
			batch = make([]packedRow, 0, 512)
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		row, _ := values[2].([]byte)
		batch = append(batch, packedRow{values[0].(int64), values[1].(int64), row})
	}
}

func (r *columnsReading) put(c *summary.Columns, p packedRow) error {
	form, codec := p.kind>>8, p.kind&0xff
	l := r.layouts[form]
	switch {
	case l == nil: // of another form
		return nil
	case codec != packedCodec || len(p.row) != l.Size():
		return nil // rest packs it anew
	}
	r.seen++
	return c.Put(r.unpack(p.key, form, l.Facts(p.row), p.row))
}

// unpack is the case of a packed row.
func (r *columnsReading) unpack(key, form int64, f questionnaire.PackedFacts, row []byte) summary.Case {
	hall, person := r.dir.hall(r.meaning("hall", f.Hall)), r.dir.person(r.meaning("interviewer", f.Interviewer))
	k := summary.Case{Key: key, Form: r.forms[form], Hall: hall.Code, HallName: hall.Name, Person: person.Number, PersonName: person.Name,
		Day: int32(f.Day), Minute: int16(f.Minute), Disposition: questionnaire.Disposition(r.meaning("disposition", uint16(f.Disposition))),
		Voided: f.Voided, Origin: f.Origin, Packed: row}
	if f.Practice {
		k.Practice = questionnaire.Practised
	}
	return k
}

func (r *columnsReading) meaning(kind string, n uint16) string {
	if list := r.numbers[kind]; int(n) < len(list) {
		return list[n]
	}
	return ""
}

// rest puts the ended interviews without a usable row: withdrawn ones, which
// have none, and those to be packed anew.
func (r *columnsReading) rest(ctx context.Context, c *summary.Columns, since int64) error {
	where := "+r.stage = 1 AND +r.form IN (SELECT key FROM form WHERE form_id = ?)"
	var ended int
	if since == 0 {
		err := r.tx.QueryRowContext(ctx, `SELECT count(*) FROM response INDEXED BY response_count WHERE form IN (SELECT key FROM form WHERE form_id = ?)
			AND mode IN (0, 1) AND voided IN (0, 1) AND stage = 1`, c.Form().ID).Scan(&ended)
		if err != nil || ended == r.seen {
			return err
		}
	}
	found, err := collect(ctx, r.tx, r.dir.response, "SELECT "+responseColumns+" FROM response r WHERE "+where+` AND r.changed > ?
		AND NOT EXISTS (SELECT 1 FROM packed p WHERE p.response = r.key AND p.codec = ?) ORDER BY +r.key`, c.Form().ID, since, packedCodec)
	if err != nil {
		return err
	}
	for part := range slices.Chunk(found, chunk) {
		if err := fill(ctx, r.tx, part, false); err != nil {
			return err
		}
		for i := range part {
			if err := r.anew(c, &part[i]); err != nil {
				return err
			}
		}
	}
	return r.s.repack(ctx, found)
}

// anew puts an interview from its answers; a withdrawn one has none.
func (r *columnsReading) anew(c *summary.Columns, l *loaded) error {
	if l.Disposition != questionnaire.Withdrawn {
		return c.PutResponse(l.key, r.forms[l.form], l.Response)
	}
	day, minute := summary.Start(l.StartedAt)
	return c.Put(summary.Case{Key: l.key, Form: r.forms[l.form], Hall: l.Hall.Code, HallName: l.Hall.Name, Person: l.Interviewer.Number,
		PersonName: l.Interviewer.Name, Day: day, Minute: minute, Disposition: l.Disposition, Voided: l.Voided, Practice: l.Practice, Origin: l.Origin})
}

// repack keeps the packed rows of interviews that had none, where this store
// may write.
func (s *Store) repack(ctx context.Context, list []loaded) error {
	list = slices.DeleteFunc(list, func(l loaded) bool { return l.Disposition == questionnaire.Withdrawn })
	if len(list) == 0 || s.ReadOnly() {
		return nil
	}
	return s.write(ctx, "pack interviews", func(t *tx) error {
		for _, l := range list {
			found, err := collect(t.ctx, t.Tx, func(rows *sql.Rows) (changed int64, err error) { return changed, rows.Scan(&changed) },
				"SELECT changed FROM response WHERE key = ?", l.key)
			if err != nil || len(found) == 0 || found[0] != l.Changed { // it has been packed since
				if err != nil {
					return err
				}
				continue
			}
			if err := t.pack(l); err != nil {
				return err
			}
		}
		return nil
	})
}

// ApproachCount is how many customers were spoken to without an interview.
type ApproachCount struct {
	Hall        questionnaire.Hall
	Interviewer questionnaire.Person
	Day         int32 // local date, days since 1970-01-01
	Disposition questionnaire.Disposition
	Reason      string // a code or words; "" = none
	Practice    questionnaire.Practice
	N           int
}

// Approaches counts the tallied approaches of a form by hall, interviewer, day,
// disposition and reason.
func (s *Store) Approaches(ctx context.Context, formID string) ([]ApproachCount, error) {
	d, err := s.directory(ctx, s.r)
	if err != nil {
		return nil, wrap(err, "count approaches")
	}
	out, err := collect(ctx, s.r, func(rows *sql.Rows) (a ApproachCount, err error) {
		var hall, person string
		err = rows.Scan(&hall, &person, &a.Day, &a.Disposition, &a.Reason, &a.Practice, &a.N)
		a.Hall, a.Interviewer = d.hall(hall), d.person(person)
		return a, err
	}, `SELECT hall, interviewer, (at / 1000 + 60 * utc_offset) / 86400 AS day, disposition, coalesce(reason, ''), mode, count(*)
		FROM approach WHERE gone = 0 AND form_id = ? GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 3, 1, 2, 4, 5, 6`, formID)
	return out, wrap(err, "count approaches")
}

// IDs gives the ids of interviews by the keys that columns know them by, in
// that order; it fails with ErrNotFound where one is not there.
func (s *Store) IDs(ctx context.Context, keys []int64) ([]string, error) {
	at := make(map[int64]int, len(keys))
	for i, key := range keys {
		at[key] = i
	}
	out, n := make([]string, len(keys)), 0
	_, err := collect(ctx, s.r, func(rows *sql.Rows) (struct{}, error) {
		var key int64
		var id string
		err := rows.Scan(&key, &id)
		out[at[key]], n = id, n+1
		return struct{}{}, err
	}, "SELECT key, id FROM response WHERE key IN (SELECT value FROM json_each(?))", jsonKeys(keys))
	if err == nil && n != len(at) {
		err = ErrNotFound
	}
	return out, wrap(err, "find interviews")
}

// jsonKeys is a list of keys for json_each.
func jsonKeys(keys []int64) string {
	b := []byte{'['}
	for i, key := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Append(b, key)
	}
	return string(append(b, ']'))
}
