package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// What a note is in the index of texts.
const (
	unindexed = iota // not in it
	indexed          // as it stands
	outdated         // as it stood before it was typed on
)

// SaveTalk writes one step of a talk in one transaction. The first one creates
// the interview. An ended interview takes marks on its notes and follow-ups,
// which are sealed again; anything else fails with ErrEnded there. Whatever
// becomes of the files of attachments taken away, what was written stands: files
// that cannot be removed now are removed with the next ones, or at the next
// opening.
func (s *Store) SaveTalk(ctx context.Context, o Opening, c talk.Change) error {
	dropped := false
	err := s.write(ctx, "save talk of interview "+o.ID, func(t *tx) error {
		r, err := t.take(o)
		switch {
		case errors.Is(err, ErrEnded):
			if r, err = t.ended(o.ID, c); err != nil {
				return err
			}
			err = t.amend(r, c)
		case err == nil:
			dropped, err = t.keepTalk(r, c)
		}
		if err == nil && dropped {
			err = t.exec("INSERT OR REPLACE INTO meta (key, value) VALUES ('sweeping', '1')")
		}
		if err != nil {
			return err
		}
		return t.touch(r.key)
	})
	if err != nil || !dropped {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweepDue(context.WithoutCancel(ctx))
	return nil
}

// touch counts a change of the interview.
func (t *tx) touch(key int64) error {
	return t.exec("UPDATE response SET changed = ? WHERE key = ?", t.changed, key)
}

// keepTalk writes a change of a draft; dropped says that a file may have
// become one nobody refers to.
func (t *tx) keepTalk(r *open, c talk.Change) (dropped bool, err error) {
	for _, n := range c.Notes {
		if err := t.keepNote(r.key, n, true); err != nil {
			return false, fmt.Errorf("note %s: %w", n.ID, err)
		}
	}
	if c.Typing != nil {
		if err := t.keepNote(r.key, *c.Typing, false); err != nil {
			return false, fmt.Errorf("note %s: %w", c.Typing.ID, err)
		}
	}
	for _, o := range c.Topics {
		if err := t.keepTopic(r.key, o); err != nil {
			return false, fmt.Errorf("topic %s: %w", o.ID, err)
		}
	}
	for _, v := range c.Visits {
		err := t.exec("INSERT INTO visit (response, topic, instance, at, ms) VALUES (?, ?, ?, ?, ?)", r.key, v.Topic.Item, v.Topic.Instance, v.At.UnixMilli(), v.For.Milliseconds())
		if err != nil {
			return false, fmt.Errorf("visit of topic %s: %w", v.Topic.Item, err)
		}
	}
	for _, f := range c.FollowUps {
		if err := t.keepFollowUp(r.key, f); err != nil {
			return false, fmt.Errorf("follow-up %s: %w", f.ID, err)
		}
	}
	for _, a := range c.Attachments {
		dropped = dropped || a.Gone
		if err := t.keepAttachment(r.key, a); err != nil {
			return false, fmt.Errorf("attachment %s: %w", a.ID, err)
		}
	}
	return dropped, nil
}

// ended finds an interview that is over for a change it may still take.
func (t *tx) ended(id string, c talk.Change) (*open, error) {
	if c.Typing != nil || len(c.Topics)+len(c.Visits)+len(c.Attachments) > 0 {
		return nil, ErrEnded
	}
	r := &open{}
	var d questionnaire.Disposition
	if err := t.row("SELECT key, interviewer, disposition FROM response WHERE id = ?", id).Scan(&r.key, &r.who, &d); err != nil {
		return nil, err
	}
	if d == questionnaire.Withdrawn {
		return nil, ErrEnded
	}
	return r, nil
}

// amend puts marks and follow-ups on an ended interview.
func (t *tx) amend(r *open, c talk.Change) error {
	for _, n := range c.Notes {
		var key int64
		var kind talk.Kind
		var text string
		err := t.row("SELECT key, kind, text FROM note WHERE id = ? AND response = ?", n.ID, r.key).Scan(&key, &kind, &text)
		if errors.Is(err, sql.ErrNoRows) || err == nil && (n.Gone || n.Kind != kind || valid(n.Text) != text) {
			err = ErrEnded
		}
		if err == nil {
			err = t.keepMarks(key, n.Marks)
		}
		if err == nil {
			err = t.sealNotes("n.key = ?", key)
		}
		if err != nil {
			return fmt.Errorf("note %s: %w", n.ID, err)
		}
	}
	for _, f := range c.FollowUps {
		if err := t.keepFollowUp(r.key, f); err != nil {
			return fmt.Errorf("follow-up %s: %w", f.ID, err)
		}
		if err := t.sealFollowUps("f.id = ?", f.ID); err != nil {
			return err
		}
	}
	return nil
}

// valid is a text as it can be kept.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// keepNote writes a note with its marks. One that was left is put into the
// index of texts; one that is being typed is looked through until then.
func (t *tx) keepNote(response int64, n talk.Note, left bool) error {
	if n.Gone {
		return t.dropNotes("response = ? AND id = ?", response, n.ID)
	}
	var key, owner int64
	state, text := unindexed, valid(n.Text)
	var old string
	err := t.row("SELECT key, response, indexed, text FROM note WHERE id = ?", n.ID).Scan(&key, &owner, &state, &old)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		err = t.row(`INSERT INTO note (id, response, topic, instance, position, kind, offset_ms, at, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`,
			n.ID, response, n.Topic.Item, n.Topic.Instance, n.Position, n.Kind, n.Offset.Milliseconds(), n.At.UnixMilli(), text).Scan(&key)
	case err == nil && owner != response:
		return errors.New("it belongs to another interview")
	case err == nil:
		if state == indexed && old != text {
			state = outdated
		}
		err = t.exec("UPDATE note SET topic = ?, instance = ?, position = ?, kind = ?, offset_ms = ?, at = ?, text = ?, indexed = ? WHERE key = ?",
			n.Topic.Item, n.Topic.Instance, n.Position, n.Kind, n.Offset.Milliseconds(), n.At.UnixMilli(), text, state, key)
	}
	if err != nil {
		return err
	}
	if err := t.keepMarks(key, n.Marks); err != nil {
		return err
	}
	if !left || state == indexed {
		return nil
	}
	return t.index(key, state, text)
}

// index puts a text into the index of texts, in place of what stood there.
func (t *tx) index(key int64, state int, text string) error {
	if state != unindexed {
		if err := t.exec("DELETE FROM note_text WHERE rowid = ?", key); err != nil {
			return err
		}
	}
	if err := t.exec("INSERT INTO note_text (rowid, spaced) VALUES (?, ?)", key, spaced(talk.FoldText(text))); err != nil {
		return err
	}
	return t.exec("UPDATE note SET indexed = 1 WHERE key = ?", key)
}

// indexRest puts the notes of an interview that were left in the middle of
// typing into the index of texts.
func (t *tx) indexRest(response int64) error {
	type row struct {
		key   int64
		state int
		text  string
	}
	rest, err := collect(t.ctx, t.Tx, func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.key, &r.state, &r.text) },
		"SELECT key, indexed, text FROM note WHERE response = ? AND indexed <> 1", response)
	if err != nil {
		return err
	}
	for _, r := range rest {
		if err := t.index(r.key, r.state, r.text); err != nil {
			return err
		}
	}
	return nil
}

// keepMarks replaces the marks of a note; one that stood on another note moves
// here, as when two notes are joined. A mark of a tag that was merged goes
// to the tag it was merged into, one of a deleted tag goes.
func (t *tx) keepMarks(note int64, marks []talk.Mark) error {
	if err := t.exec("DELETE FROM mark WHERE note = ?", note); err != nil {
		return err
	}
	for _, m := range marks {
		tag, err := t.liveTag(m.Tag)
		if err != nil {
			return fmt.Errorf("tag %s: %w", m.Tag, err)
		}
		if tag == 0 {
			continue
		}
		if err := t.exec("INSERT OR REPLACE INTO mark (id, note, tag, first, last) VALUES (?, ?, ?, ?, ?)", m.ID, note, tag, m.First, m.Last); err != nil {
			return fmt.Errorf("mark %s: %w", m.ID, err)
		}
	}
	return nil
}

// dropNotes deletes notes with all that hangs on them.
func (t *tx) dropNotes(cond string, args ...any) error {
	which := " IN (SELECT key FROM note WHERE " + cond + ")"
	for _, query := range [...]string{"DELETE FROM mark WHERE note" + which,
		"DELETE FROM note_text WHERE rowid IN (SELECT key FROM note WHERE indexed <> 0 AND " + cond + ")",
		"DELETE FROM note WHERE " + cond} {
		if err := t.exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) keepTopic(response int64, o talk.OwnTopic) error {
	if o.Gone {
		return t.exec("DELETE FROM own_topic WHERE id = ? AND response = ?", o.ID, response)
	}
	return t.exec(`INSERT INTO own_topic (id, response, title, position, declined) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, position = excluded.position, declined = excluded.declined WHERE response = excluded.response`,
		o.ID, response, valid(o.Title), o.Position, null(o.Declined))
}
