package qdpx

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// text is a source being written; it knows its place in code points.
type text struct {
	b          strings.Builder
	lang       questionnaire.Lang
	at         int // code points so far
	selections []selection
}

func newText(l questionnaire.Lang) *text { return &text{lang: l} }

func (t *text) String() string { return t.b.String() }

// add writes a text whose line ends are LF.
func (t *text) add(s string) {
	s = strings.ToValidUTF8(questionnaire.Clean(s), "\ufffd")
	t.b.WriteString(s)
	t.at += utf8.RuneCountInString(s)
}

// note writes the text of a note, and a selection for each stretch of it that
// bears tags.
func (t *text) note(n talk.Note) {
	from, start := t.at, t.b.Len()
	t.add(n.Text)
	written := []rune(t.String()[start:])
	length := len(written)
	places := map[[2]int]int{}
	for _, m := range n.Marks {
		first, last := max(m.First, 0), min(m.Last, length)
		if first >= last {
			continue
		}
		i, known := places[[2]int{first, last}]
		if !known {
			i = len(t.selections)
			places[[2]int{first, last}] = i
			t.selections = append(t.selections, selection{GUID: guid("selection", fmt.Sprintf("%s %d %d", n.ID, first, last)), First: from + first, Last: from + last,
				Name: short(written[first:last])})
		}
		t.selections[i].Codings = append(t.selections[i].Codings, coding{GUID: guid("coding", m.ID), Code: reference{guid("code", m.Tag)}})
	}
	t.add("\n")
}

// short is the beginning of a stretch, as the name of its selection.
func short(s []rune) string {
	const most = 30
	return string(s[:min(len(s), most)])
}

func bi(zh, en string) questionnaire.Text {
	return questionnaire.Text{questionnaire.ZH: zh, questionnaire.EN: en}
}

// The words of a source stand here because they are part of the file.
var (
	wordFollow = bi("后续事项", "Follow-up")
	wordFiles  = bi("附件", "Attachments")
	wordNoUse  = bi("，未同意引用", ", no consent to quote")
	wordHall   = bi("营业厅", "Hall")
	wordDay    = bi("日期", "Date")
	wordDone   = bi("已办", "done")
)

// fill writes the source of an interview.
func (b *builder) fill(t *text, in Interview, notes []talk.Note) error {
	quotable := talk.Agreed(in.Form, questionnaire.RoleConsentQuote, in.Response.Answers)
	for i, topic := range talk.All(in.Form, in.Talk) {
		t.add(fmt.Sprintf("%d. %s", i+1, topic.Title.In(t.lang)))
		if code, declined := topic.Reason(in.Response.Answers, in.Talk.Topics); declined {
			t.add(" [" + talk.Declined.Words().In(t.lang) + b.reason(in.Form, topic, code) + "]")
		}
		t.add("\n\n")
		for _, n := range notes {
			if n.Topic != topic.Ref || n.Kind == talk.Thought {
				continue
			}
			head := "[" + clock(n.Offset) + " " + n.Kind.Words().In(t.lang)
			if n.Kind == talk.Quote && !quotable {
				head += wordNoUse.In(t.lang)
			}
			t.add(head + "]\n")
			if err := b.note(t, n); err != nil {
				return err
			}
			t.add("\n")
		}
	}
	b.rest(t, in)
	return nil
}

func (b *builder) reason(f *questionnaire.Form, topic talk.Topic, code string) string {
	names := []string{topic.Decline}
	for _, t := range talk.Topics(f) { // an own topic has the reasons of the others
		names = append(names, t.Decline)
	}
	for _, name := range names {
		if l := f.Lists[name]; l != nil {
			for _, c := range l.Choices {
				if c.Name == code {
					return ": " + c.Label.In(b.o.Lang)
				}
			}
		}
	}
	return ""
}

// rest writes what follows the topics.
func (b *builder) rest(t *text, in Interview) {
	q := in.Form.WithRole(questionnaire.RoleTakeaways)
	if a, counts := talk.Answered(in.Response.Answers, q); counts {
		t.add(q.Title(t.lang) + "\n\n" + in.Form.Show(q, a, t.lang) + "\n\n")
	}
	if len(in.Talk.FollowUps) > 0 {
		t.add(wordFollow.In(t.lang) + "\n\n")
		for _, f := range in.Talk.FollowUps {
			parts := []string{f.What, f.Who, f.Due}
			if !f.DoneAt.IsZero() {
				parts = append(parts, wordDone.In(t.lang))
			}
			t.add(listed(parts) + "\n")
		}
		t.add("\n")
	}
	if len(in.Talk.Attachments) > 0 {
		t.add(wordFiles.In(t.lang) + "\n\n")
		for _, a := range in.Talk.Attachments {
			t.add(listed([]string{a.Name, a.Caption, fmt.Sprintf("SHA-256 %x", a.SHA256)}) + "\n")
		}
	}
}

// listed joins what is not empty.
func listed(parts []string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "; ")
}

// values are the variables of a case: the hall, the day and the facts.
func (b *builder) values(in Interview) []valueOf {
	r := &in.Response
	out := []valueOf{b.text("hall", wordHall.In(b.o.Lang), strings.TrimSpace(r.Hall.Code+" "+r.Hall.Name))}
	if !r.StartedAt.IsZero() {
		day := r.StartedAt.Format(time.DateOnly)
		out = append(out, valueOf{Variable: b.variable("day", wordDay.In(b.o.Lang), "Date"), Day: &day})
	}
	for _, q := range talk.Facts(in.Form) {
		a, counts := talk.Answered(r.Answers, q)
		if !counts || q.Personal && !b.o.Personal {
			continue
		}
		name := q.Title(b.o.Lang)
		switch {
		case !numeric(q):
			out = append(out, b.text("item "+q.Name, name, in.Form.Show(q, a, b.o.Lang)))
		case a.Status == questionnaire.Given: // a number that was refused has no value
			x := questionnaire.Number(a.Number)
			out = append(out, valueOf{Variable: b.variable("item "+q.Name, name, "Float"), Number: &x})
		}
	}
	return out
}

// numeric tells whether the variable of an item is a number.
func numeric(q *questionnaire.Question) bool {
	return q.Kind == questionnaire.Integer || q.Kind == questionnaire.Decimal || q.Kind == questionnaire.Range
}

func (b *builder) text(key, name, value string) valueOf {
	return valueOf{Variable: b.variable(key, name, "Text"), Text: &value}
}

// variable is the variable with a key that never changes, whatever its name.
func (b *builder) variable(key, name, kind string) reference {
	id, known := b.variables[kind+key]
	if !known {
		id = guid("variable", kind+key)
		b.variables[kind+key] = id
		b.named = append(b.named, variable{id, name, kind})
	}
	return reference{id}
}

// clock is a time of the talk: 04:10, or 1:04:10.
func clock(d time.Duration) string {
	sec := int(d / time.Second)
	if sec >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", sec/3600, sec/60%60, sec%60)
	}
	return fmt.Sprintf("%02d:%02d", sec/60, sec%60)
}
