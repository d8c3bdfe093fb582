package interview

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
)

// listRows draws the items and their answers; at the end of the route over
// them what remains to be done.
func (s *Screen) listRows(width, height int) []row {
	all := s.entries()
	p := s.newPage(width)
	p.gap(airy)
	s.listHead(p, all)
	p.gap(gaps)
	head := p.fit(height, 0)
	body := &page{t: p.t, left: p.left, room: p.room}
	if len(all) == 0 {
		body.line(p.t.Dim.Render(s.env.Texts.Interview.ListNone))
	}
	titles := 0
	for _, e := range all {
		titles = max(titles, ansi.StringWidth(e.title))
	}
	titles = min(titles, p.room*2/5)
	for i, e := range all {
		s.drawEntry(body, e, i, titles)
	}
	return append(head, body.fit(max(height-len(head), 1), 0)...)
}

// listHead says what the list is for.
func (s *Screen) listHead(p *page, all []entry) {
	t, x := p.t, s.env.Texts.Interview
	open, must := 0, 0
	for _, e := range all {
		if e.must {
			must++
		} else if e.open {
			open++
		}
	}
	if s.view == listing {
		p.line(t.Question.Render(x.ListTitle) + t.Dim.Render("   "+fmt.Sprintf(x.ListOpen, open+must)))
		return
	}
	if s.fix != nil && must == 0 {
		s.fixEnd(p)
		return
	}
	d := s.ses.Outcome()
	p.line(t.Question.Render(x.EndTitle))
	switch word := d.Words().In(s.ses.Lang()); {
	case must > 0:
		p.text(t.Bad, t.Signs.Attend+" "+fmt.Sprintf(x.EndFaults, must), keep)
	case d != questionnaire.Complete:
		p.text(t.Warn, t.Signs.Attend+" "+fmt.Sprintf(x.EndAs, word), keep)
	default:
		p.text(t.Accent, t.Signs.Cursor+" "+fmt.Sprintf(x.EndComplete, word), keep)
	}
	if open > 0 && must == 0 && d == questionnaire.Complete {
		p.text(t.Dim, "  "+fmt.Sprintf(x.EndOpen, open), hints)
	}
}

// drawEntry draws one item: sign, number, name, answer.
func (s *Screen) drawEntry(p *page, e entry, i, titles int) {
	t := p.t
	cursor := " "
	if i == s.list.at {
		cursor = t.Accent.Render(t.Signs.Cursor)
	}
	no := "  "
	if e.no > 0 {
		no = fmt.Sprintf("%2d", e.no)
	}
	sign, style, answer := s.entryAnswer(e)
	mark := style
	if !e.must && e.box == "" {
		mark = t.Dim
	}
	left := strings.Repeat(" ", p.left-3) + cursor + "  " + mark.Render(sign) + " " + t.Dim.Render(no) + "  " + t.Pad(oneLine(e.title), titles) + "   "
	room := p.left + p.room - ansi.StringWidth(left)
	p.rows = append(p.rows, row{text: left + style.Render(t.Cut(oneLine(answer), room)), focus: i == s.list.at,
		hits: []hit{{from: 0, to: p.left*2 + p.room, ref: e.ref, option: i}}})
}

// entryAnswer is what the list says of an item's answer, with its sign.
func (s *Screen) entryAnswer(e entry) (sign string, style lipgloss.Style, answer string) {
	t, x := s.env.Theme, s.env.Texts.Interview
	answer = e.answer
	if e.remark != "" {
		answer += "  " + x.RemarkLabel + " " + fmt.Sprintf(x.Quoted, e.remark)
	}
	switch {
	case e.open && e.must:
		return t.Signs.Attend, t.Bad, x.Must
	case e.must:
		return t.Signs.Attend, t.Bad, answer + "  " + s.env.Texts.Faults.Word(*e.fault)
	case e.open:
		return t.Signs.Ring, t.Dim, questionnaire.Open.Words().In(s.ses.Lang()) + answer
	case e.box == "bottom":
		return t.Signs.Dot, t.Bad, answer
	case e.box == "top":
		return t.Signs.Dot, t.Good, answer
	}
	return t.Signs.Dot, t.Text, answer
}

// askRows draws a question to the interviewer.
func (s *Screen) askRows(width, height int) []row {
	p := s.newPage(width)
	t := p.t
	p.gap(airy)
	p.gap(airy)
	p.text(t.Question, s.ask.title, keep)
	for _, n := range s.ask.notes {
		p.text(t.Dim, n, hints)
	}
	p.gap(gaps)
	for i, w := range s.ask.ways {
		s.drawWay(p, i, w.text, i == s.ask.at)
	}
	p.gap(gaps)
	s.drawKeyLine(p, "Esc", s.ask.back)
	return p.fit(height, s.scroll)
}

// drawWay draws one numbered way on.
func (s *Screen) drawWay(p *page, i int, text string, marked bool) {
	t := p.t
	cursor := " "
	if marked {
		cursor = t.Accent.Render(t.Signs.Cursor)
	}
	p.rows = append(p.rows, row{text: strings.Repeat(" ", p.left-3) + " " + cursor + " " + t.Key.Render(fmt.Sprint(i+1)) + "  " + t.Cut(text, p.room-4),
		focus: marked, hits: []hit{{from: 0, to: p.left + p.room, option: i}}})
}

func (s *Screen) drawKeyLine(p *page, key, text string) {
	p.line(p.t.Key.Render(key) + "  " + p.t.Dim.Render(text))
}

// closedRows draws the interview at a glance.
func (s *Screen) closedRows(width, height int) []row {
	p := s.newPage(width)
	t, x := p.t, s.env.Texts.Interview
	p.gap(airy)
	p.gap(airy)
	p.line(t.Good.Render(t.Signs.Tick+" ") + t.Question.Render(fmt.Sprintf(x.ClosedAs, s.ending.Words().In(s.ses.Lang()))))
	p.line(t.Dim.Render("  " + fmt.Sprintf(x.ClosedSaved, s.queue.SavedAt().Format("15:04:05"))))
	p.gap(gaps)
	p.line("  " + fmt.Sprintf(x.ClosedTime, clock(s.active)))
	if s.ending != questionnaire.Withdrawn {
		s.glance(p)
	}
	p.gap(gaps)
	p.gap(airy)
	n := 0
	if s.next != nil {
		s.drawWay(p, n, fmt.Sprintf(x.NextSame, questionnaire.HarmlessLine(s.open.Hall.Name)), true)
		n++
		s.drawWay(p, n, x.GoHome, false)
		if n++; s.today != nil {
			s.drawWay(p, n, x.Today, false)
		}
	} else {
		s.drawKeyLine(p, "Enter", x.GoHome)
	}
	return p.fit(height, 0)
}

// glance says how much was answered, and how satisfied the customer is.
func (s *Screen) glance(p *page) {
	t, x := p.t, s.env.Texts.Interview
	p.line("  " + fmt.Sprintf(x.ClosedCount, s.ses.Answered(), s.ses.Form().Numbered()))
	count := map[string]int{}
	var low []string
	for _, e := range s.entries() {
		if count[e.box]++; e.box == "bottom" {
			low = append(low, e.title)
		}
	}
	if count["top"]+count["mid"]+count["bottom"] == 0 {
		return
	}
	p.gap(gaps)
	dot := t.Signs.Dot + " "
	p.line("  " + t.Good.Render(dot+fmt.Sprintf(x.Satisfied, count["top"])) + "    " + t.Text.Render(dot+fmt.Sprintf(x.SoSo, count["mid"])) +
		"    " + t.Bad.Render(dot+fmt.Sprintf(x.Dissatisfied, count["bottom"])))
	if len(low) > 0 {
		p.text(t.Text, "  "+x.LowItems+strings.Join(low, x.Between), hints)
	}
}
