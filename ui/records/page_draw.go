package records

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/widget/wrap"
)

// Draw gives the page in width by height cells.
func (p *Page) Draw(width, height int) nav.Frame {
	t := p.env.Texts.Records
	f := nav.Frame{Title: t.PageTitle, Help: p.help(), Right: p.ending()}
	if p.form != nil {
		f.Title = p.form.Title.In(p.env.Lang)
	}
	if p.failed != nil {
		f.Status = p.env.Theme.Bad.Render(p.env.Theme.Signs.Cross + " " + fmt.Sprintf(t.Failed, p.failed))
		return f
	}
	if p.known {
		lines := p.lines(width)
		top := min(p.top, max(len(lines)-height, 0))
		f.Body = strings.Join(lines[top:min(top+height, len(lines))], "\n")
		if len(lines) > height {
			f.Status = fmt.Sprintf(t.At, min(top+height, len(lines)), len(lines))
		}
	}
	return f
}

// ending is how the interview ended, with what marks it.
func (p *Page) ending() string {
	x := p.env.Texts.Records
	word := x.Draft
	if p.row.Stage == questionnaire.Ended {
		word = p.row.Disposition.Words().In(p.env.Lang)
	}
	words := []string{resultStyle(p.env, p.row.Stage, p.row.Disposition, p.row.Voided).Render(word)}
	for _, mark := range []struct {
		set  bool
		word string
	}{{p.row.Practice != questionnaire.Real, x.Practice}, {p.row.Voided, x.Void}} {
		if mark.set {
			words = append(words, p.env.Theme.Warn.Render(mark.word))
		}
	}
	return strings.Join(words, " "+p.env.Theme.Signs.Between+" ")
}

// lines is the whole page. It is laid out once for a width: a long remark is
// not wrapped anew at every key.
func (p *Page) lines(width int) []string {
	if !p.known {
		return nil
	}
	if p.drawn == nil || p.drawnFor != width {
		p.drawn, p.drawnFor = p.layOut(width), width
	}
	return p.drawn
}

func (p *Page) layOut(width int) []string {
	out := append([]string{""}, p.facts(width)...)
	x := p.env.Texts.Records
	said := ""
	switch {
	case p.row.Approach:
		said = x.OnlyTally
	case p.row.Disposition == questionnaire.Withdrawn:
		said = x.Erased
	case len(p.whole.Answers) == 0:
		said = x.NoAnswers
	}
	if said != "" {
		return append(append(out, ""), p.text(p.env.Theme.Text, said, width)...)
	}
	return append(append(out, ""), p.items(width)...)
}

// facts are the lines about the interview as a whole.
func (p *Page) facts(width int) []string {
	t, x, r := p.env.Theme, p.env.Texts.Records, p.row
	between := " " + t.Signs.Between + " "
	when := x.From + " " + r.StartedAt.Format("2006-01-02 15:04")
	if !r.EndedAt.IsZero() && !r.Approach {
		when += "  " + x.To + " " + r.EndedAt.In(r.StartedAt.Location()).Format("15:04") + between + spent(p.env, r.Active)
	}
	who := strings.TrimSpace(r.Interviewer.Name + " " + r.Interviewer.Number)
	if r.Hall.Code != "" {
		who = fmt.Sprintf(x.Facts, r.Hall.Name, r.Hall.Code) + between + who
	}
	lines := p.text(t.Text, who, width)
	lines = append(lines, p.text(t.Text, when, width)...)
	if r.Approach {
		if reason := reasonWords(p.form, r.Reason, p.env.Lang); reason != "" {
			lines = append(lines, p.text(t.Text, fmt.Sprintf(x.Reason, reason), width)...)
		}
		return lines
	}
	if r.Stage == questionnaire.Draft {
		if at := stopped(p.env, p.form, r.At); at != "" {
			lines = append(lines, p.text(t.Warn, t.Signs.Attend+" "+at, width)...)
		}
	}
	lines = append(lines, p.partner(width)...)
	lines = append(lines, p.corrections(width)...)
	if p.whole.ID != "" {
		lines = append(lines, p.text(t.Dim, x.Held[p.held], width)...)
	}
	return append(lines, p.text(t.Dim, x.ID+" "+r.ID+between+fmt.Sprintf(x.Version, p.whole.FormVersion)+between+x.Language+" "+string(p.whole.Language), width)...)
}

// corrections say when, by whom and why answers were changed afterwards.
func (p *Page) corrections(width int) []string {
	var out []string
	x := p.env.Texts.Correct
	for _, c := range p.fixes {
		at, who := c.At.In(p.row.StartedAt.Location()).Format("2006-01-02 15:04"), strings.TrimSpace(c.Who.Name+" "+c.Who.Number)
		n := 0
		for _, r := range c.Items {
			if q := p.form.Question(r.Item); q != nil && q.Kind.Asks() { // what is computed nobody corrected
				n++
			}
		}
		said := fmt.Sprintf(x.WasBare, at, who, n)
		if c.Reason != "" {
			said = fmt.Sprintf(x.Was, at, who, n, c.Reason)
		}
		out = append(out, p.text(p.env.Theme.Accent, said, width)...)
	}
	return out
}

// items are the answers in the order of the form: what the route reached, and
// what was answered although it is off the route now.
func (p *Page) items(width int) []string {
	r := p.whole
	ses := questionnaire.Begin(p.form, questionnaire.NewContext(r.Hall, r.Interviewer, p.env.Study, r.StartedAt), r.Answers)
	ses.SetLang(p.env.Lang)
	names := min(width/3, 40)
	var lines []string
	personal := false
	for i := range p.form.Questions {
		q := &p.form.Questions[i]
		ref := questionnaire.Ref{Item: q.Name}
		a := ses.Answer(ref)
		if !q.Kind.Asks() || !ses.Reached(ref) && a.Status == questionnaire.Open && a.Remark == "" {
			continue
		}
		if a.Status == questionnaire.Open && a.Remark == "" && (q.Inline || q.Role == questionnaire.RoleBreakoffReason || q.Role == questionnaire.RoleProbes) {
			continue
		}
		personal = personal || q.Personal && a.Status == questionnaire.Given
		number := ""
		if q.No > 0 {
			number = fmt.Sprint(q.No)
		}
		lines = append(lines, beside(p.env.Theme, number, ses.ShortTitle(ref), p.answer(q, a, width-names-10), names)...)
	}
	for _, t := range p.topics() {
		if t.Notes == nil {
			lines = append(lines, beside(p.env.Theme, "", t.Title.In(p.env.Lang), p.topic(t, width-names-10), names)...)
		}
	}
	t, x := p.env.Theme, p.env.Texts.Records
	if personal {
		lines = append(append(lines, ""), p.text(t.Dim, x.Masked, width)...)
	}
	if open := len(ses.Open()); open > 0 {
		lines = append(append(p.text(t.Warn, t.Signs.Attend+" "+fmt.Sprintf(x.Open, open), width), ""), lines...)
	}
	return lines
}

// beside is one item: its number and name at the left, what was answered beside
// it, what else there is below.
func beside(t *theme.Theme, number, title string, right []string, names int) []string {
	left := wrap.Lines(title, names)
	var out []string
	for i := range max(len(left), len(right)) {
		name, answer := nth(left, i), nth(right, i)
		gap := strings.Repeat(" ", max(names-ansi.StringWidth(name), 0)+2)
		out = append(out, strings.TrimRight(fmt.Sprintf("  %3s %s%s%s", number, t.Dim.Render(name), gap, answer), " "))
		number = ""
	}
	return out
}

// answer is what was answered, in rows of room cells: the value or status in
// words, what there is to say about it, and the remark.
func (p *Page) answer(q *questionnaire.Question, a questionnaire.Answer, room int) []string {
	t, x := p.env.Theme, p.env.Texts.Records
	var out []string
	add := func(style lipgloss.Style, text string) {
		for _, row := range wrap.Lines(text, room) {
			out = append(out, style.Render(row))
		}
	}
	switch {
	case a.Status == questionnaire.Open && q.Role == questionnaire.RoleNotes:
		for _, t := range p.topics() {
			if t.Notes == q {
				out = p.topic(t, room)
			}
		}
	case a.Status == questionnaire.Open:
		add(t.Warn, t.Signs.Attend+" "+a.Status.Words().In(p.env.Lang))
	case a.Status == questionnaire.Given && q.Personal:
		add(t.Text, mask(p.form.Show(q, a, p.env.Lang), t.Signs.Mask))
	case a.Status == questionnaire.Given:
		add(t.Text, p.form.Show(q, a, p.env.Lang))
	default:
		add(t.Dim, p.form.Show(q, a, p.env.Lang))
	}
	for _, more := range []string{p.declined(q, a), when(a.Forced, x.Forced), when(a.Aside && q.Role != questionnaire.RoleBreakoffReason, x.Aside)} {
		if more != "" {
			add(t.Dim, "("+more+")")
		}
	}
	if a.Remark != "" {
		add(t.Accent, x.Remark+a.Remark)
	}
	return out
}

// topics are those of the talk, the interviewer's own at the end.
func (p *Page) topics() []talk.Topic { return talk.All(p.form, p.spoken) }

// topic is how far a topic of a talk came: what was said stands in its notes.
func (p *Page) topic(t talk.Topic, room int) []string {
	style, said := p.env.Theme.Dim, ""
	switch state := talk.StateOf(t, p.whole.Answers, p.spoken); state {
	case talk.Covered:
		style, said = p.env.Theme.Text, fmt.Sprintf(p.env.Texts.Guide.Covered, p.spoken.Written(t.Ref))
	default:
		said = state.Words().In(p.env.Lang)
	}
	var out []string
	for _, row := range wrap.Lines(said, room) {
		out = append(out, style.Render(row))
	}
	return out
}

// declined is the reason why an item was refused, in words.
func (p *Page) declined(q *questionnaire.Question, a questionnaire.Answer) string {
	if l := p.form.Lists[q.Decline]; l != nil && a.Reason != "" {
		for _, c := range l.Choices {
			if c.Name == a.Reason {
				return fmt.Sprintf(p.env.Texts.Records.Reason, c.Label.In(p.env.Lang))
			}
		}
	}
	return ""
}

func when(set bool, word string) string {
	if set {
		return word
	}
	return ""
}

// mask hides a personal text: a number keeps its ends, anything else its first
// sign.
func mask(text string, sign rune) string {
	r := []rune(text)
	from, to := 1, len(r)
	if len(r) >= 11 && strings.Trim(text, "0123456789") == "" {
		from, to = 3, len(r)-4
	}
	for i := from; i < to; i++ {
		r[i] = sign
	}
	return string(r)
}

// text is a paragraph between the margins.
func (p *Page) text(style lipgloss.Style, text string, width int) []string {
	var out []string
	for _, row := range wrap.Lines(text, width-8) {
		out = append(out, "    "+style.Render(row))
	}
	return out
}
