package exchange

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// TranscriptHead is how every transcript begins: a comment that Markdown does
// not show.
const TranscriptHead = "<!-- tingfang transcript -->\n"

// The words of a transcript stand here because they are part of the file.
var (
	wordID       = bi("访问编号", "Interview")
	wordHall     = bi("营业厅", "Hall")
	wordPerson   = bi("访员编号", "Interviewer")
	wordStarted  = bi("开始", "Began")
	wordEnded    = bi("结束", "Ended")
	wordActive   = bi("用时 %d 分钟", "%d minutes")
	wordMode     = bi("性质", "Kind")
	wordOutcome  = bi("结果", "Outcome")
	wordVoided   = bi("已作废", "voided")
	wordFacts    = bi("对方和同意", "Who was spoken to, and consent")
	wordOwn      = bi("（自加的主题）", " (a topic of the interviewer's own)")
	wordVolun    = bi("主动谈到", "Volunteered")
	wordPrompted = bi("追问后谈到", "When asked")
	wordTags     = bi("标签", "Tags")
	wordNoUse    = bi("（未同意引用）", " (no consent to quote)")
	wordFollow   = bi("后续事项", "Follow-up")
	wordWho      = bi("负责人：", "by: ")
	wordDue      = bi("期限：", "due: ")
	wordDone     = bi("已办：", "done: ")
	wordFiles    = bi("附件", "Attachments")
	wordLeft     = bi("有 %d 段原话没有征得同意引用，没有写在这里。", "%d quotes are left out: there was no consent to quote.")
	wordColon    = bi("：", ": ")
	wordSemi     = bi("；", "; ")
)

// WriteTranscript writes one interview of a guide as Markdown to be read: who
// was spoken to and what they agreed to, topic by topic what was said with
// quotes as block quotes, take-aways, follow-ups, and what is attached. Every
// text stands as it was written, what Markdown would take for its own escaped;
// control characters stay as they are.
func WriteTranscript(w io.Writer, t Told, o TalkOptions) (TalkCount, error) {
	notes, left := talk.HandedOn(t.Form, t.Response.Answers, t.Talk, o.AllQuotes)
	p := page{Told: t, o: o, notes: notes, quotable: talk.Agreed(t.Form, questionnaire.RoleConsentQuote, t.Response.Answers), spent: talk.Spent(t.Talk.Visits)}
	p.ses = questionnaire.Begin(t.Form, questionnaire.NewContext(t.Response.Hall, t.Response.Interviewer, questionnaire.Study{}, t.Response.StartedAt), t.Response.Answers)
	p.ses.SetLang(o.Lang)
	p.b.WriteString(TranscriptHead + "\n")
	p.head()
	p.facts()
	for i, topic := range talk.All(t.Form, t.Talk) {
		if err := p.topic(i+1, topic); err != nil {
			return TalkCount{}, err
		}
	}
	p.takeaways()
	p.followUps()
	p.attachments()
	if left > 0 {
		p.para("*" + fmt.Sprintf(p.say(wordLeft), left) + "*")
	}
	if _, err := w.Write(append(bytes.TrimRight(p.b.Bytes(), "\n"), '\n')); err != nil {
		return TalkCount{}, fmt.Errorf("write transcript of interview %s: %w", t.Response.ID, err)
	}
	return TalkCount{1, len(notes), left}, nil
}

// page is a transcript being written.
type page struct {
	Told
	o        TalkOptions
	b        bytes.Buffer
	ses      *questionnaire.Session
	notes    []talk.Note
	quotable bool
	spent    map[questionnaire.Ref]time.Duration
}

func (p *page) say(t questionnaire.Text) string { return t.In(p.o.Lang) }

func (p *page) para(md string) { p.b.WriteString(md + "\n\n") }

// item writes a line of a list: a name in bold and a text.
func (p *page) item(name, text string) {
	p.b.WriteString("- **" + line(name) + "**" + p.say(wordColon) + line(text) + "\n")
}

func (p *page) head() {
	r := &p.Response
	p.para("# " + line(p.say(p.Form.Title)) + " " + r.StartedAt.Format("2006-01-02 15:04"))
	p.item(p.say(wordID), r.ID)
	p.item(p.say(wordHall), strings.TrimSpace(r.Hall.Code+" "+r.Hall.Name))
	p.item(p.say(wordPerson), r.Interviewer.Number)
	p.item(p.say(wordStarted), r.StartedAt.Format(time.DateTime)+" "+r.StartedAt.Format("-07:00"))
	if !r.EndedAt.IsZero() {
		p.item(p.say(wordEnded), local(r.EndedAt, r).Format(time.DateTime)+p.say(wordSemi)+fmt.Sprintf(p.say(wordActive), wholeMinutes(r.Active)))
	}
	if r.Disposition != "" {
		p.item(p.say(wordOutcome), p.say(r.Disposition.Words()))
	}
	if m := mode(r); m != "real" {
		for _, v := range leads[leadMode].values {
			if v.code == m {
				p.item(p.say(wordMode), p.say(v.label))
			}
		}
	}
	if r.Voided {
		p.b.WriteString("- **" + p.say(wordVoided) + "**\n")
	}
	p.b.WriteString("\n")
}

func (p *page) facts() {
	p.para("## " + p.say(wordFacts))
	for _, q := range talk.Facts(p.Form) {
		a, counts := talk.Answered(p.Response.Answers, q)
		if !counts || q.Personal && !p.o.Personal {
			continue
		}
		p.item(q.Title(p.o.Lang), p.Form.Show(q, a, p.o.Lang))
	}
	p.b.WriteString("\n")
}

func (p *page) topic(n int, t talk.Topic) error {
	title := fmt.Sprintf("## %d\\. %s", n, line(p.say(t.Title)))
	if t.Ref.Item == talk.Own {
		title += p.say(wordOwn)
	}
	p.para(title)
	state := p.say(talk.StateOf(t, p.Response.Answers, p.Talk).Words())
	if code, declined := t.Reason(p.Response.Answers, p.Talk.Topics); declined && code != "" {
		state += p.say(wordColon) + line(p.reason(t, code))
	}
	if d := p.spent[t.Ref]; d > 0 {
		state += p.say(wordSemi) + fmt.Sprintf(p.say(wordActive), wholeMinutes(d))
	}
	p.para("*" + state + "*")
	if t.Question != nil {
		p.para(block(p.ses.Label(questionnaire.Ref{Item: t.Question.Name}), ""))
	}
	p.probes(wordVolun, t.Volunteer)
	p.probes(wordPrompted, t.Prompted)
	for _, note := range p.notes {
		if note.Topic == t.Ref {
			if err := p.note(note); err != nil {
				return err
			}
		}
	}
	return nil
}

// reason is why a topic was declined, in words.
func (p *page) reason(t talk.Topic, code string) string {
	lists := []string{t.Decline}
	for _, form := range talk.Topics(p.Form) { // an own topic has the reasons of the others
		lists = append(lists, form.Decline)
	}
	for _, name := range lists {
		if l := p.Form.Lists[name]; l != nil {
			if i := place(l.Choices, code); i >= 0 {
				return p.say(l.Choices[i].Label)
			}
		}
	}
	return code
}

func (p *page) probes(how questionnaire.Text, q *questionnaire.Question) {
	a, counts := talk.Answered(p.Response.Answers, q)
	if !counts || len(a.Codes) == 0 {
		return
	}
	p.para(strings.TrimRight(p.say(how)+p.say(wordColon), " "))
	for _, c := range p.Form.Choices(q) {
		if slices.Contains(a.Codes, c.Name) {
			p.b.WriteString("- " + first(p.say(c.Label)) + "\n")
		}
	}
	p.b.WriteString("\n")
}

func (p *page) note(n talk.Note) error {
	head := fmt.Sprintf("**%s %s**", clock(n.Offset), p.say(n.Kind.Words()))
	margin := ""
	if n.Kind == talk.Quote {
		margin = "> "
		if !p.quotable {
			head += p.say(wordNoUse)
		}
	}
	p.para(head)
	p.para(block(n.Text, margin))
	if len(n.Marks) == 0 {
		return nil
	}
	var tags []string
	text := []rune(n.Text)
	for _, m := range n.Marks {
		name, err := tagName(p.o.Tags, m.Tag)
		if err != nil {
			return err
		}
		said := line(name)
		if first, last := max(m.First, 0), min(m.Last, len(text)); first > 0 || last < len(text) {
			said += " “" + line(string(text[min(first, last):last])) + "”"
		}
		tags = append(tags, said)
	}
	p.para(p.say(wordTags) + p.say(wordColon) + strings.Join(tags, p.say(wordSemi)))
	return nil
}

func (p *page) takeaways() {
	q := p.Form.WithRole(questionnaire.RoleTakeaways)
	if a, counts := talk.Answered(p.Response.Answers, q); counts {
		p.para("## " + line(q.Title(p.o.Lang)))
		p.para(block(p.Form.Show(q, a, p.o.Lang), ""))
	}
}

func (p *page) followUps() {
	if len(p.Talk.FollowUps) == 0 {
		return
	}
	p.para("## " + p.say(wordFollow))
	for _, f := range p.Talk.FollowUps {
		box, more := "- [ ] ", []string(nil)
		if f.Who != "" {
			more = append(more, p.say(wordWho)+line(f.Who))
		}
		if f.Due != "" {
			more = append(more, p.say(wordDue)+line(f.Due))
		}
		if !f.DoneAt.IsZero() {
			box = "- [x] "
			more = append(more, p.say(wordDone)+local(f.DoneAt, &p.Response).Format(time.DateOnly))
		}
		p.b.WriteString(box + strings.Join(append([]string{line(f.What)}, more...), p.say(wordSemi)) + "\n")
	}
	p.b.WriteString("\n")
}

func (p *page) attachments() {
	if len(p.Talk.Attachments) == 0 {
		return
	}
	p.para("## " + p.say(wordFiles))
	for _, a := range p.Talk.Attachments {
		said := "- " + first(a.Name)
		if a.Caption != "" {
			said += p.say(wordColon) + line(a.Caption)
		}
		fmt.Fprintf(&p.b, "%s%s%s%s%d B%sSHA-256 %x\n", said, p.say(wordSemi), line(a.MediaType), p.say(wordSemi), a.Size, p.say(wordSemi), a.SHA256)
	}
	p.b.WriteString("\n")
}

// wholeMinutes rounds up what has begun, as the screens do.
func wholeMinutes(d time.Duration) int { return int((d + time.Minute - time.Second) / time.Minute) }

// clock is a time of the talk: 04:10, or 1:04:10.
func clock(d time.Duration) string {
	sec := int(d / time.Second)
	if sec >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", sec/3600, sec/60%60, sec%60)
	}
	return fmt.Sprintf("%02d:%02d", sec/60, sec%60)
}
