package exchange

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"tingfang/questionnaire"
)

// moment is where the row before stood in time.
type moment struct {
	second int64
	ms     int
	id     string
}

// row makes an interview of a row's cells. It reports false where it has
// faults, or holds nothing at all.
func (r *Reader) row(cells []string) (questionnaire.Response, bool) {
	had := r.faults.count()
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return questionnaire.Response{}, false
	}
	one := questionnaire.Response{FormID: r.form.ID, Stage: questionnaire.Ended, Origin: questionnaire.Imported}
	v := r.views[r.form.Version]
	if r.plain {
		r.plainLeads(cells, &one)
	} else {
		r.ownLeads(cells, &one)
		if of, known := r.views[one.FormVersion]; known {
			v = of
		} else {
			r.fault(Fault{Row: r.table.row, Column: "form_version", Value: one.FormVersion, Rule: RuleVersion})
			return one, false
		}
	}
	one.FormVersion, one.FormHash = v.form.Version, v.form.Hash
	r.items(cells, v)
	if r.plain {
		r.judge.row(v, &one)
	}
	one.Answers = r.take()
	if r.faults.count() > had {
		return one, false
	}
	if r.plain {
		one.ID = r.identify(&one, cells)
	} else {
		r.place(&one)
	}
	return one, true
}

func (e *FaultsError) count() int { return len(e.First) + e.More }

// wrong notes a fault of a cell of this row.
func (r *Reader) wrong(column int, f Fault) {
	f.Row, f.Column = r.table.row, r.columns[column].name
	r.fault(f)
}

// items reads the cells of the items into answers, by slot.
func (r *Reader) items(cells []string, v *readView) {
	clear(r.filled)
	for i := range r.columns {
		c := &r.columns[i]
		if c.v == nil || c.v.Part == Chosen || c.v.Part == Reason || cells[i] == "" {
			if c.v == nil && c.lead < 0 && !c.counted && strings.TrimSpace(cells[i]) != "" {
				r.wrong(i, Fault{Value: cells[i], Rule: RuleColumn})
			}
			continue
		}
		if c.v.Part == Remark {
			r.answer(c.slot, i).Remark = questionnaire.Clean(Unguard(cells[i], r.compare.raw))
			continue
		}
		if r.plain && strings.TrimSpace(cells[i]) == "" {
			continue
		}
		a, bad := v.items[c.slot].read(cells[i], r.compare.raw, r.plain)
		if bad != nil {
			if bad.Value == "" {
				bad.Value = cells[i]
			}
			r.wrong(i, *bad)
			continue
		}
		a.Remark = r.answer(c.slot, i).Remark
		r.answers[c.slot], r.filled[c.slot] = a, i+1
	}
	for i := range r.columns {
		if c := &r.columns[i]; c.v != nil && c.v.Part == Chosen {
			r.chosen(i, strings.TrimSpace(cells[i]), &v.items[c.slot], v.offered[i])
		}
	}
	for i := range r.columns {
		if c := &r.columns[i]; c.v != nil && c.v.Part == Reason {
			r.reason(i, strings.TrimSpace(cells[i]), &v.items[c.slot])
		}
	}
}

// reason reads why an item was refused.
func (r *Reader) reason(i int, cell string, it *readItem) {
	if cell == "" {
		return
	}
	slot := r.columns[i].slot
	if a := &r.answers[slot]; r.filled[slot] > 0 && a.Text != "" && it.words[strings.ToLower(a.Text)] == questionnaire.Refused {
		a.Status, a.Text = questionnaire.Refused, "" // a text item in a file with words in place of codes
	}
	code, known := it.why[strings.ToLower(Unguard(cell, r.compare.raw))]
	switch {
	case r.filled[slot] == 0 || r.answers[slot].Status != questionnaire.Refused:
		r.wrong(i, Fault{Value: cell, Rule: RuleDisagree})
	case !known:
		r.wrong(i, Fault{Value: cell, Rule: RuleOneOf, Detail: strings.Join(slices.Sorted(maps.Values(it.why)), ", ")})
	default:
		r.answers[slot].Reason = code
	}
}

// answer is the answer of a slot, a blank one where the row had none yet.
func (r *Reader) answer(slot, column int) *questionnaire.Answer {
	if r.filled[slot] == 0 {
		r.answers[slot], r.filled[slot] = questionnaire.Answer{Ref: questionnaire.Ref{Item: r.columns[column].v.Question.Name}}, column+1
	}
	return &r.answers[slot]
}

// chosen reads the 0/1 column of a choice: it must go with the item's own
// cell, or is gathered where that is not there.
func (r *Reader) chosen(i int, cell string, it *readItem, offered bool) {
	c := &r.columns[i]
	own := r.filled[c.slot] > 0 && r.columns[r.filled[c.slot]-1].v.Part != Chosen && r.answers[c.slot].Status != questionnaire.Open
	if !own && r.plain {
		r.gather(i, cell, it)
		return
	}
	want := ""
	if a := &r.answers[c.slot]; own && a.Status == questionnaire.Given {
		if has := slices.Contains(a.Codes, c.v.Code); has || offered {
			want = oneIf(has)
		}
	} else if own {
		want = missingCode(a.Status)
		if cell == "" || it.words[strings.ToLower(cell)] == a.Status {
			return // a file with words in place of codes
		}
	}
	if cell != want && !(r.plain && cell == "") {
		r.wrong(i, Fault{Value: cell, Rule: RuleDisagree})
	}
}

func (r *Reader) gather(i int, cell string, it *readItem) {
	c := &r.columns[i]
	switch cell {
	case "", "0":
		return
	case "1":
		a := r.answer(c.slot, i)
		a.Status, a.Codes = questionnaire.Given, it.inOrder(append(slices.Clip(a.Codes), c.v.Code))
		return
	}
	st := statusOf(cell)
	if word, ok := it.words[strings.ToLower(cell)]; ok {
		st = word
	}
	if st == questionnaire.Open || !it.q.Missing.Allows(st) {
		r.wrong(i, Fault{Value: cell, Rule: RuleOneOf, Detail: "0, 1, -97, -98, -99"})
		return
	}
	if a := r.answer(c.slot, i); a.Status == questionnaire.Open {
		a.Status = st
	}
}

// take gives the row's answers in the order of their items.
func (r *Reader) take() []questionnaire.Answer {
	out := make([]questionnaire.Answer, 0, 24)
	for _, at := range r.names {
		if r.filled[at.slot] > 0 {
			if a := r.answers[at.slot]; a.Status != questionnaire.Open || a.Remark != "" {
				out = append(out, a)
			}
		}
	}
	return out
}

// plainLeads reads what a plain row may say besides its items.
func (r *Reader) plainLeads(cells []string, one *questionnaire.Response) {
	one.Disposition, one.Language, one.StartedAt = questionnaire.Complete, r.form.DefaultLanguage, r.now.Truncate(time.Second)
	for i := range r.columns {
		if r.columns[i].lead < 0 {
			continue
		}
		cell := strings.TrimSpace(Unguard(cells[i], r.compare.raw))
		switch leads[r.columns[i].lead].name {
		case "hall":
			one.Hall.Code = cell
		case "interviewer":
			one.Interviewer.Number = cell
		case "language":
			if cell != "" {
				one.Language = questionnaire.Lang(cell)
			}
		case "started_at":
			if cell == "" {
				continue
			}
			at, ok := readMoment(cell, r.now.Location())
			if !ok {
				r.wrong(i, Fault{Value: cells[i], Rule: RuleTime})
				continue
			}
			one.StartedAt = at
		}
	}
	one.EndedAt = one.StartedAt
}

// identify makes the identifier of a plain row from the form, its values and
// how often they stood before.
func (r *Reader) identify(one *questionnaire.Response, cells []string) string {
	var b strings.Builder
	put := func(parts ...string) {
		for _, s := range parts {
			b.WriteString(strconv.Quote(s))
		}
		b.WriteByte('\n')
	}
	started := ""
	for i := range r.columns {
		if l := r.columns[i].lead; l >= 0 && leads[l].name == "started_at" && strings.TrimSpace(cells[i]) != "" {
			started = one.StartedAt.Format(time.DateTime)
		}
	}
	put("tingfang:row", r.form.ID, one.Hall.Code, one.Interviewer.Number, started, string(one.Language))
	for _, a := range one.Answers {
		put(a.Item, strconv.Itoa(int(a.Status)), strings.Join(a.Codes, " "), questionnaire.Number(a.Number), a.Text, a.Remark)
	}
	base := uuid.NewSHA1(uuid.NameSpaceURL, []byte(b.String()))
	r.times[base]++
	put(strconv.Itoa(r.times[base]))
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(b.String())).String()
}

// ownLeads reads what our own files say of an interview. The leads stand in
// any order; offset comes before the times that need it.
func (r *Reader) ownLeads(cells []string, one *questionnaire.Response) {
	var at [len(leads)]int
	for i := range r.columns {
		if l := r.columns[i].lead; l >= 0 {
			at[l] = i
		}
	}
	text := func(l int) string { return questionnaire.Clean(Unguard(cells[at[l]], r.compare.raw)) }
	one.ID, one.FormVersion, one.Device = text(leadID), text(leadVersion), text(leadDevice)
	one.Interviewer.Number, one.Hall.Code, one.Language = text(leadPerson), text(leadHall), questionnaire.Lang(text(leadLanguage))
	if one.ID == "" {
		r.wrong(at[leadID], Fault{Rule: RuleBlank})
	}
	if id := text(leadForm); id != r.form.ID {
		r.wrong(at[leadForm], Fault{Value: id, Rule: RuleForm, Detail: r.form.ID})
	}
	zone, ok := readZone(cells[at[leadOffset]])
	if !ok {
		r.wrong(at[leadOffset], Fault{Value: cells[at[leadOffset]], Rule: RuleOffset})
		return
	}
	one.StartedAt = r.moment(at[leadStarted], cells, zone)
	if cells[at[leadStarted]] == "" {
		r.wrong(at[leadStarted], Fault{Rule: RuleBlank})
	}
	if one.EndedAt = r.moment(at[leadEnded], cells, zone); one.EndedAt.IsZero() {
		one.Stage = questionnaire.Draft
	}
	r.facts(cells, &at, one)
}

// facts reads duration, mode, disposition and whether it is voided.
func (r *Reader) facts(cells []string, at *[len(leads)]int, one *questionnaire.Response) {
	seconds, err := strconv.ParseFloat(cells[at[leadDuration]], 64)
	if err != nil || !(seconds >= 0) || seconds > math.MaxInt32 {
		r.wrong(at[leadDuration], Fault{Value: cells[at[leadDuration]], Rule: questionnaire.RuleNumber})
	}
	one.Active = time.Duration(math.Round(seconds)) * time.Second
	switch mode := cells[at[leadMode]]; mode {
	case "real":
	case "practice":
		one.Practice = questionnaire.Practised
	case "demo":
		one.Origin = questionnaire.Demo
	default:
		r.wrong(at[leadMode], Fault{Value: mode, Rule: RuleOneOf, Detail: "real, practice, demo"})
	}
	one.Disposition = questionnaire.Disposition(cells[at[leadDisposition]])
	if one.Disposition != "" && !one.Disposition.Valid() || one.Disposition == "" && one.Stage == questionnaire.Ended && cells[at[leadVoided]] != "1" {
		r.wrong(at[leadDisposition], Fault{Value: string(one.Disposition), Rule: RuleOneOf, Detail: dispositionCodes()})
	}
	switch voided := cells[at[leadVoided]]; voided {
	case "0", "1":
		one.Voided = voided == "1"
	default:
		r.wrong(at[leadVoided], Fault{Value: voided, Rule: RuleOneOf, Detail: "0, 1"})
	}
}

func dispositionCodes() string {
	var out []string
	for _, d := range questionnaire.Dispositions {
		out = append(out, string(d))
	}
	return strings.Join(out, ", ")
}

func (r *Reader) moment(column int, cells []string, zone *time.Location) time.Time {
	cell := cells[column]
	if cell == "" {
		return time.Time{}
	}
	at, ok := readMoment(cell, zone)
	if !ok {
		r.wrong(column, Fault{Value: cell, Rule: RuleTime})
	}
	return at.In(zone)
}

var china = time.FixedZone("", 8*3600)

// readZone reads an offset such as +08:00.
func readZone(cell string) (*time.Location, bool) {
	if cell == "+08:00" {
		return china, true
	}
	at, err := time.Parse("-07:00", cell)
	if err != nil {
		return nil, false
	}
	_, seconds := at.Zone()
	return time.FixedZone("", seconds), true
}

// place puts interviews of the same second into the order of the file: where
// identifiers would turn it round, thousandths that the file does not show do.
func (r *Reader) place(one *questionnaire.Response) {
	now := moment{second: one.StartedAt.Unix(), id: one.ID}
	if now.second == r.before.second {
		now.ms = r.before.ms
		if now.id <= r.before.id {
			now.ms = min(now.ms+1, 999)
		}
	}
	one.StartedAt = one.StartedAt.Add(time.Duration(now.ms) * time.Millisecond)
	r.before = now
}
