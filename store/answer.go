package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"

	"tingfang/questionnaire"
)

// kept is an answer as events, revisions and personal rows carry it. Its
// fields stand in the order of their names, so that its JSON is canonical;
// what is empty is left out. Events and personal rows leave out what their
// columns say (item, instance, at).
type kept struct {
	Aside    bool     `json:"aside,omitempty"`
	At       int64    `json:"at,omitempty"` // Unix milliseconds
	Codes    []string `json:"codes,omitempty"`
	Edits    int      `json:"edits,omitempty"`
	Forced   bool     `json:"forced,omitempty"`
	Instance string   `json:"instance,omitempty"`
	Item     string   `json:"item,omitempty"`
	Number   string   `json:"number,omitempty"` // shortest form, no exponent
	Reason   string   `json:"reason,omitempty"`
	Remark   string   `json:"remark,omitempty"`
	Status   uint8    `json:"status"`
	Text     string   `json:"text,omitempty"`
}

// keep gives the answer's kept form without item, instance and at.
func keep(a questionnaire.Answer) kept {
	k := kept{Aside: a.Aside, Codes: a.Codes, Edits: a.Edits, Forced: a.Forced, Reason: a.Reason, Remark: a.Remark,
		Status: uint8(a.Status), Text: a.Text}
	if hasNumber(a) {
		k.Number = questionnaire.Number(a.Number + 0) // no negative zero
	}
	return k
}

// answer gives back what keep kept.
func (k kept) answer() (questionnaire.Answer, error) {
	a := questionnaire.Answer{Ref: questionnaire.Ref{Item: k.Item, Instance: k.Instance}, Aside: k.Aside, Codes: k.Codes, Edits: k.Edits,
		Forced: k.Forced, Reason: k.Reason, Remark: k.Remark, Status: questionnaire.Status(k.Status), Text: k.Text}
	if k.Number == "" {
		return a, nil
	}
	var err error
	a.Number, err = strconv.ParseFloat(k.Number, 64)
	return a, err
}

// hasNumber tells a given number from no number: a given answer is codes, a
// text or a number, and the first two are never empty.
func hasNumber(a questionnaire.Answer) bool {
	return a.Status == questionnaire.Given && len(a.Codes) == 0 && a.Text == ""
}

// blank reports that nothing is left to keep of an answer.
func blank(a questionnaire.Answer) bool { return a.Status == questionnaire.Open && a.Remark == "" }

// tidy brings an answer into the shape in which it is read back: valid UTF-8,
// and either codes or a text.
func tidy(a questionnaire.Answer) questionnaire.Answer {
	for _, s := range []*string{&a.Text, &a.Remark, &a.Reason} {
		*s = strings.ToValidUTF8(*s, "\uFFFD")
	}
	if len(a.Codes) == 0 {
		a.Codes = nil
	} else {
		a.Text = ""
	}
	return a
}

// canonical is v as JSON whose bytes never differ for the same value: every
// type handed in lists its fields in the order of their names, and nothing is
// escaped for HTML.
func canonical(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// answerColumns are the columns of table answer, as a, in the order of into.
// A column costs time on every row: the small ones are joined into one number,
// and codes and text, of which a row never has both, into one text.
const answerColumns = `a.item, a.instance, status + 8 * aside + 16 * forced + 32 * (codes IS NOT NULL) + 64 * edits,
	coalesce(codes, a.text, ''), coalesce(number, 0), coalesce(remark, ''), coalesce(reason, ''), a.at`

type answerRow struct {
	item, instance, value, remark, reason string
	bits, at                              int64
	number                                float64
}

func (r *answerRow) into() []any {
	return []any{&r.item, &r.instance, &r.bits, &r.value, &r.number, &r.remark, &r.reason, &r.at}
}

// answer is the row as an answer, its time in the zone of the interview.
func (r *answerRow) answer(minutes int) questionnaire.Answer {
	a := questionnaire.Answer{Ref: questionnaire.Ref{Item: r.item, Instance: r.instance}, Status: questionnaire.Status(r.bits & 7), Number: r.number,
		Remark: r.remark, Reason: r.reason, Aside: r.bits&8 != 0, Forced: r.bits&16 != 0, Edits: int(r.bits >> 6), At: when(r.at, minutes)}
	if r.bits&32 != 0 {
		a.Codes = strings.Split(r.value, " ")
	} else {
		a.Text = r.value
	}
	return a
}

func null(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }

// jsonList is a list of texts for json_each.
func jsonList(texts []string) string {
	b, err := json.Marshal(texts)
	if err != nil {
		panic(err) // texts always marshal
	}
	return string(b)
}
