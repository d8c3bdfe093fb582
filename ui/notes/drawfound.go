package notes

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
)

// each is how many lines a note takes: its text, where it is from, and a blank
// one where there is room.
func (p *found) each() int {
	if p.s.height >= 30 {
		return 3
	}
	return 2
}

// shown is how many notes are in sight.
func (p *found) shown() int { return max((p.s.height-top-len(p.head(p.s.width)))/p.each(), 1) }

func (p *found) right() string {
	x := p.s.env.Texts.Notes
	if !p.known {
		return ""
	}
	n := fmt.Sprintf(x.Some, len(p.rows))
	if p.total >= 0 {
		n = fmt.Sprintf(x.Found, p.total)
	} else if !p.more {
		n = fmt.Sprintf(x.Found, len(p.rows))
	}
	if len(p.rows) > p.shown() {
		return fmt.Sprintf(x.At, p.list.at+1, n)
	}
	return n
}

// head gives the conditions with their keys, and the search while it is typed.
func (p *found) head(width int) []string {
	t, x := p.s.env.Theme, p.s.env.Texts.Notes
	values := [4]string{"", "", p.s.role(p.role), ""}
	if p.tag.ID != "" {
		values[0] = questionnaire.HarmlessLine(p.tag.Name)
	}
	if p.topic != "" {
		values[1] = p.s.topic(p.topic, "")
	}
	if p.kind != nil {
		values[3] = p.kind.Words().In(p.s.env.Lang)
	}
	var lines []string
	line := ""
	add := func(key, name, value string) {
		part := t.Key.Render(key) + " " + t.Dim.Render(name)
		if value != "" {
			part = t.Key.Render(key) + " " + name + " " + t.Chosen.Render(t.Cut(value, 20)+" "+t.Signs.Dot)
		}
		if line != "" && ansi.StringWidth(margin+line+"   "+part) > width {
			lines, line = append(lines, margin+line), ""
		}
		if line != "" {
			line += "   "
		}
		line += part
	}
	for i, name := range x.Filters {
		add(fmt.Sprint("F", i+2), name, values[i])
	}
	searched := ""
	if !p.seeking {
		searched = questionnaire.HarmlessLine(p.search.Value())
	}
	add("/", x.Search, searched)
	lines = append(lines, margin+line)
	if p.seeking {
		field, _ := p.search.Draw(p.room(width), 1)
		lines = append(lines, margin+x.Searching+field)
	}
	return append(lines, "")
}

func (p *found) room(width int) int {
	return max(width-ansi.StringWidth(margin+p.s.env.Texts.Notes.Searching)-1, 4)
}

// cursor is the one in the search, in the page's cells.
func (p *found) cursor(width int) *tea.Cursor {
	_, c := p.search.Draw(p.room(width), 1)
	if c != nil {
		c.X += ansi.StringWidth(margin + p.s.env.Texts.Notes.Searching)
		c.Y = len(p.head(width)) - 2
	}
	return c
}

func (p *found) draw(width, height int) []string {
	x := p.s.env.Texts.Notes
	lines := p.head(width)
	if len(p.rows) == 0 {
		said := x.Loading
		switch {
		case p.known && p.filtered() && p.seeking:
			said = x.NoMatch
		case p.known && p.filtered():
			said = x.NoMatch + x.DropHint
		case p.known:
			said = x.Empty
		}
		return append(lines, p.s.say(said, width)...)
	}
	for i := p.list.top; i < min(p.list.top+p.shown(), len(p.rows)); i++ {
		n, focus := p.rows[i], i == p.list.at
		lines = append(lines, p.s.mark(focus)+p.text(n, focus, width-3), "    "+p.beside(n, width-5))
		if p.each() == 3 {
			lines = append(lines, "")
		}
	}
	return lines
}

// text is the line of a note where the search hits it.
func (p *found) text(n store.FoundNote, focus bool, width int) string {
	t := p.s.env.Theme
	style := t.Text
	if focus {
		style = t.Accent
	}
	text := []rune(questionnaire.HarmlessLine(n.Text))
	first, last := hit(text, strings.TrimSpace(p.search.Value()))
	from := 0
	if ansi.StringWidth(string(text[:last])) > width*2/3 {
		for from = first; from > 0 && ansi.StringWidth(string(text[from:first])) < width/3; {
			from--
		}
	}
	lead := ""
	if from > 0 {
		lead = t.Dim.Render(t.Signs.Ellipsis)
	}
	behind := text[last:min(len(text), last+width)]
	if len(behind) < len(text)-last {
		behind = append(behind[:len(behind):len(behind)], ' ', ' ')
	}
	return t.Cut(lead+style.Render(string(text[from:first]))+t.Select.Render(string(text[first:last]))+style.Render(string(behind)), width)
}

// hit is where a text holds what is searched, in runes, half open; 0, 0 where
// it does not. Folding may make more or fewer runes of one, so that each
// folded byte keeps the rune it came from.
func hit(text []rune, want string) (first, last int) {
	want = talk.FoldText(want)
	if want == "" {
		return 0, 0
	}
	var folded strings.Builder
	var from []int
	for i, r := range text {
		f := talk.FoldText(string(r))
		folded.WriteString(f)
		for range len(f) {
			from = append(from, i)
		}
	}
	at := strings.Index(folded.String(), want)
	if at < 0 {
		return 0, 0
	}
	return from[at], from[at+len(want)-1] + 1
}

// around is the part of a text about where it is hit, wider than any screen on
// both sides.
func around(text, want string) string {
	const before, behind = 400, 800
	runes := []rune(text)
	if len(runes) <= before+behind {
		return text
	}
	first, last := hit(runes, want)
	return string(runes[max(first-before, 0):min(last+behind, len(runes))])
}

// beside says where a note is from, and what it bears.
func (p *found) beside(n store.FoundNote, width int) string {
	s := p.s
	t, x := s.env.Theme, s.env.Texts.Notes
	parts := []string{t.Dim.Render(s.day(n.At) + n.At.Format(" 15:04")), t.Dim.Render(t.Cut(s.topic(n.Topic.Item, n.TopicTitle), 24))}
	if n.Kind != talk.Paraphrase {
		parts = append(parts, t.Text.Render(n.Kind.Words().In(s.env.Lang)))
	}
	if !n.Quotable {
		parts = append(parts, t.Warn.Render(x.Unquotable))
	}
	had := map[string]bool{}
	for _, m := range n.Marks {
		for _, tag := range s.tags {
			if tag.ID == m.Tag && !had[m.Tag] {
				had[m.Tag] = true
				parts = append(parts, s.tag(tag.Tag))
			}
		}
	}
	if n.Role != "" {
		parts = append(parts, t.Dim.Render(s.role(n.Role)))
	}
	parts = append(parts, t.Dim.Render(questionnaire.HarmlessLine(n.Hall.Name))) // the last one is cut first
	return t.Cut(strings.Join(parts, t.Dim.Render(" "+t.Signs.Between+" ")), width)
}

// day is a day, with its year where it is another one.
func (s *Screen) day(at time.Time) string {
	if at.Year() != s.env.Now().Year() {
		return at.Format(time.DateOnly)
	}
	return at.Format("01-02")
}

func (p *found) click(_, y int) tea.Cmd {
	y -= len(p.head(p.s.width))
	at := p.list.top + y/p.each()
	switch {
	case y < 0 || at >= len(p.rows):
		return nil
	case at == p.list.at:
		return p.key("enter")
	}
	return p.move(at - p.list.at)
}
