package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
)

// sealed gives the revisions of a record, oldest first, after checking that
// each is canonical JSON and hashes to its hash.
func (d *desk) sealed(record string) []map[string]any {
	d.t.Helper()
	rows, err := d.r.Query("SELECT hash, body FROM revision WHERE record = ? AND gone = 0 ORDER BY key", record)
	ok(d.t, err)
	defer rows.Close()
	var out []map[string]any
	for rows.Next() {
		var hash, body []byte
		ok(d.t, rows.Scan(&hash, &body))
		body, err = unpressed(body)
		ok(d.t, err)
		if sum := sha256.Sum256(body); !bytes.Equal(sum[:], hash) {
			d.t.Errorf("record %s: the hash is not the body's", record)
		}
		dec := json.NewDecoder(bytes.NewReader(body))
		dec.UseNumber()
		var v map[string]any
		ok(d.t, dec.Decode(&v))
		again, err := canonical(v) // maps are written with sorted keys
		ok(d.t, err)
		if !bytes.Equal(again, body) {
			d.t.Errorf("not canonical:\n%s\n%s", body, again)
		}
		v["hash"] = hex.EncodeToString(hash)
		out = append(out, v)
	}
	ok(d.t, rows.Err())
	return out
}

func TestAnEndedInterviewIsSealed(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	d.save(o, chose("overall", "2"), wrote("why", "<慢> & \"贵\""), counted("tariff", 58.5), chose("consent", "1"), wrote("phone", "13800001111"))
	if got := d.sealed(o.ID); len(got) != 0 {
		t.Fatalf("a draft is sealed: %v", got)
	}
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, time.Minute))
	ok(t, d.Void(ctx, o.ID, "同一个人"))
	ok(t, d.Void(ctx, o.ID, "同一个人"))
	got := d.sealed(o.ID)
	if len(got) != 2 {
		t.Fatalf("%d revisions, want one of finishing and one of voiding", len(got))
	}
	first, second := got[0], got[1]
	body := first["body"].(map[string]any)
	if first["form"] != hex.EncodeToString(d.form.Hash[:]) || len(body["answers"].([]any)) != 4 || body["disposition"] != "complete" || body["hall"] != d.hall.ID {
		t.Errorf("sealed %v", first)
	}
	if len(first["parents"].([]any)) != 0 || second["parents"].([]any)[0] != first["hash"] || second["depth"] != json.Number("2") || second["reason"] != "同一个人" {
		t.Errorf("the second revision: %v", second)
	}
	if strings.Contains(must[string](t)(asText(got)), "13800001111") {
		t.Error("a personal item is in the interview's revision")
	}
	if d.count("SELECT count(*) FROM head WHERE record = ?", o.ID) != 1 || d.count("SELECT count(*) FROM event WHERE value LIKE '%138000%'") != 0 {
		t.Error("more than one head, or a personal item in an event")
	}
	personal := d.sealed(derived(kindPersonal, o.ID))
	if len(personal) != 1 || len(personal[0]["body"].(map[string]any)["salt"].(string)) != 32 || personal[0]["body"].(map[string]any)["response"] != o.ID {
		t.Errorf("the personal record: %v", personal)
	}
	if base := d.count("SELECT count(*) FROM response r JOIN revision v ON v.hash = r.base JOIN head h ON h.revision = v.key WHERE r.id = ? AND r.open_events = 0", o.ID); base != 1 {
		t.Error("the interview does not rest on its head")
	}
}

func asText(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

func TestAVoidedDraftIsNotOfferedAgain(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	d.save(o, chose("overall", "2"))
	ok(t, d.Void(ctx, o.ID, ""))
	draft := questionnaire.Draft
	if rows := must[[]Row](t)(d.List(ctx, Filter{Stage: &draft, Voided: true})); len(rows) != 0 {
		t.Errorf("still a draft: %v", rows)
	}
	if r := d.read(o, false); !r.Voided || len(r.Answers) != 1 {
		t.Errorf("voided as %+v", r)
	}
}

// After a customer has withdrawn, nothing they said is in any file beside the
// database; that they were approached still counts.
func TestWithdrawingErases(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	words := []string{"排队排了两个小时", "13800001111", "他很生气的样子", "还没写完的话"}
	o, other := d.opening(d.o.Now()), d.opening(d.o.Now())
	remark := chose("overall", "1")
	remark.Remark = words[2]
	d.save(other, wrote("why", "别人的话"))
	ok(t, d.Finish(ctx, other.ID, questionnaire.Complete, 0))
	d.save(o, chose("consent", "1"), remark, wrote("why", words[0]), wrote("phone", words[1]))
	ok(t, d.SaveTyping(ctx, o, remark.Ref, Typed{Ref: questionnaire.Ref{Item: "overall" + RemarkSuffix}, Text: words[3]}))
	ok(t, copyBefore(ctx, d.w, d.Path(), 1))
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, 0))
	ok(t, d.Withdraw(ctx, o.ID))

	files := must[[]string](t)(filepath.Glob(filepath.Join(filepath.Dir(d.Path()), "*")))
	for _, name := range files {
		content := must[[]byte](t)(os.ReadFile(name))
		for _, w := range words {
			if bytes.Contains(content, []byte(w)) {
				t.Errorf("%s still holds %q", filepath.Base(name), w)
			}
		}
	}
	r := d.read(o, true)
	if r.Disposition != questionnaire.Withdrawn || r.Stage != questionnaire.Ended || len(r.Answers) != 0 || r.Hall != d.hall {
		t.Errorf("withdrawn: %+v", r)
	}
	if d.count("SELECT count(*) FROM revision WHERE record IN (?, ?) AND gone = 1 AND body IS NULL", o.ID, derived(kindPersonal, o.ID)) != 2 {
		t.Error("hash and tombstone are gone too")
	}
	if got := d.sealed(o.ID); len(got) != 1 || len(got[0]["body"].(map[string]any)["answers"].([]any)) != 0 || len(got[0]["parents"].([]any)) != 1 {
		t.Errorf("sealed after withdrawing: %v", got)
	}
	if c := must[Counts](t)(d.Counts(ctx, "small", "", time.Time{}, time.Time{})); c.Approached != 2 || c.By[questionnaire.Withdrawn] != 1 {
		t.Errorf("counts %+v", c)
	}
	if d.count("SELECT count(*) FROM meta WHERE key = 'erasing'") != 0 || len(d.read(other, true).Answers) != 1 {
		t.Error("erasing is not finished, or went too far")
	}
}

// Erasing that was cut off, or kept from the log by another copy that reads,
// is finished at the next opening.
func TestErasingIsTakenUp(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	d.save(o, wrote("why", "排队排了两个小时"))
	reader := must[*sql.Tx](t)(d.r.BeginTx(ctx, nil))
	ok(t, reader.QueryRow("SELECT count(*) FROM answer").Scan(new(int)))
	must[sql.Result](t)(d.w.Exec("PRAGMA busy_timeout = 20"))
	ok(t, d.Withdraw(ctx, o.ID))
	if d.count("SELECT count(*) FROM meta WHERE key = 'erasing'") != 1 {
		t.Fatal("erasing counts as done while the log is read")
	}
	ok(t, reader.Rollback())
	ok(t, d.Close())
	d.Store = reopen(t, d.Path())
	if d.count("SELECT count(*) FROM meta WHERE key = 'erasing'") != 0 {
		t.Error("erasing was not taken up")
	}
	if err := d.Void(ctx, o.ID, ""); err != nil || d.count("SELECT count(*) FROM packed") != 0 {
		t.Errorf("voiding a withdrawn interview: %v", err)
	}
}
