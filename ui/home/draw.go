package home

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
)

// person is a person's name with the number, as the header has it.
func person(p questionnaire.Person) string {
	return questionnaire.HarmlessLine(strings.TrimSpace(p.Name + " " + p.Number))
}

// Draw gives home in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	c := s.env.Texts.Common
	f := nav.Frame{Title: c.Program, Help: s.help(), Status: s.statusLine()}
	f.Right = s.whereWho(width - max(ansi.StringWidth(f.Title), 7) - 4)
	lines := append([]string{""}, s.figures(width)...)
	for len(lines) < s.top() {
		lines = append(lines, "")
	}
	room := height - len(lines)
	if s.ask != nothing {
		body, cursor := s.asking(width, room)
		if cursor != nil {
			cursor.Y += len(lines)
		}
		f.Body, f.Cursor = strings.Join(append(lines, body), "\n"), cursor
		return f
	}
	f.Body = strings.Join(append(lines, s.panes(width, room)...), "\n")
	return f
}

// whereWho is the hall and the interviewer, in width cells: a long hall is cut
// so that the interviewer stays in sight.
func (s *Screen) whereWho(width int) string {
	t := s.env.Theme
	end := person(s.env.Person)
	if word := s.env.Texts.Common.Offline; ansi.StringWidth(end+word)+20 < width {
		end += "   " + t.Dim.Render(word)
	}
	if s.env.Hall.Name == "" {
		return end
	}
	return t.Cut(questionnaire.HarmlessLine(s.env.Hall.Name), max(width-ansi.StringWidth(end)-3, 4)) + "   " + end
}

// top is the line on which the entries begin: closer to the figures in a window
// in which the last ones would not be seen otherwise.
func (s *Screen) top() int {
	if s.rows > 0 && 5+len(s.entries)+len(tallies) > s.rows {
		return 4
	}
	return 5
}

func (s *Screen) statusLine() string {
	t := s.env.Theme
	switch {
	case s.failed:
		return t.Bad.Render(t.Signs.Cross + " " + s.status)
	case s.status != "":
		return s.status
	case s.unnamed():
		return t.Warn.Render(t.Signs.Attend + " " + s.env.Texts.Home.NoNotice)
	case s.alone > 0:
		return t.Dim.Render(fmt.Sprintf(s.env.Texts.Home.OnlyHere, s.alone))
	}
	return ""
}

// unnamed reports that the notice lacks who runs the study, or whom to ask.
func (s *Screen) unnamed() bool { return s.env.Study.Org == "" || s.env.Study.Contact == "" }

// figure is a number with its word; the number of one not yet read is blank.
type figure struct {
	word string
	n    int
}

// figures are the three rows of numbers: today, this hall, this laptop.
func (s *Screen) figures(width int) []string {
	h := s.env.Texts.Home
	word := func(d questionnaire.Disposition) string { return d.Words().In(s.env.Lang) }
	rows := [3][]figure{}
	for i, c := range []store.Counts{s.data.Today, s.data.Hall, s.data.Device} {
		rows[i] = []figure{{h.Approached, c.Approached}, {word(questionnaire.Complete), c.By[questionnaire.Complete]}}
	}
	for _, d := range questionnaire.Dispositions[1:] {
		always := d == questionnaire.Partial || d == questionnaire.Refusal || d == questionnaire.NotEligible
		if n := s.data.Today.By[d]; n > 0 || always {
			rows[0] = append(rows[0], figure{word(d), n})
		}
	}
	rows[2] = append(rows[2], figure{h.NotExported, s.data.Device.NotExported})
	var heads [3]string
	labels := 0
	for i, l := range []string{h.Today, h.ThisHall, h.Device} {
		heads[i], labels = l, max(labels, ansi.StringWidth(l))
	}
	columns := [2]int{}
	for _, row := range rows {
		for i := range columns {
			columns[i] = max(columns[i], ansi.StringWidth(s.plain(row[i])))
		}
	}
	lines, gap := make([]string, 3), "   "
	if width < 76 {
		gap = "  "
	}
	for i, row := range rows {
		line := "   " + s.env.Theme.Dim.Render(s.env.Theme.Pad(heads[i], labels))
		for n, f := range row {
			cell := s.styled(f)
			if n < len(columns) {
				cell += strings.Repeat(" ", columns[n]-ansi.StringWidth(s.plain(f)))
			}
			if ansi.StringWidth(line+gap+cell) > width {
				break
			}
			line += gap + cell
		}
		lines[i] = line
	}
	lines[1] += s.target(gap, width-ansi.StringWidth(lines[1]))
	return lines
}

func (s *Screen) plain(f figure) string {
	if !s.loaded {
		return f.word + "  "
	}
	return fmt.Sprintf("%s %d", f.word, f.n)
}

func (s *Screen) styled(f figure) string {
	if !s.loaded {
		return s.env.Theme.Text.Render(f.word) + "  "
	}
	n := fmt.Sprint(f.n)
	if f.n > 0 {
		n = s.env.Theme.Question.Render(n)
	}
	return f.word + " " + n
}

// target is how far the hall has come.
func (s *Screen) target(gap string, room int) string {
	t, want := s.env.Theme, s.env.Hall.Target
	if want <= 0 || !s.loaded {
		return ""
	}
	share := float64(s.data.Hall.By[questionnaire.Complete]) / float64(want)
	word := gap + fmt.Sprintf(s.env.Texts.Home.Target, want) + "  "
	percent := fmt.Sprintf(" %d%%", int(share*100))
	bar := min(room-ansi.StringWidth(word)-ansi.StringWidth(percent)-2, 24)
	if bar < 4 {
		return word
	}
	return word + t.Meter(share, bar) + percent
}

// entryWidth is the width of the left pane.
func (s *Screen) entryWidth() int { return s.paneWidth() + 2 }

func (s *Screen) paneWidth() int {
	w := 24
	for _, e := range s.entries {
		w = max(w, ansi.StringWidth(s.word(e))+8)
	}
	return min(w, 40)
}

// word is what an entry is called.
func (s *Screen) word(e entry) string {
	h := s.env.Texts.Home
	switch e {
	case start:
		if s.current() == nil {
			return h.StartNone
		}
		return fmt.Sprintf(h.Start, s.current().Title.In(s.env.Lang))
	case resume:
		if len(s.data.Drafts) == 0 {
			return h.ResumeNone
		}
		return fmt.Sprintf(h.Resume, len(s.data.Drafts))
	case records:
		return h.Records
	case tables:
		return h.Tables
	case export:
		return h.Export
	case guide:
		if len(s.guides) == 1 {
			return s.guides[0].Title.In(s.env.Lang)
		}
		return h.Guides
	case calls:
		return h.CallBacks
	case notes:
		return h.Notes
	case exchange:
		return h.Sync
	}
	return h.Settings
}

// panes are the entries and, beside them, what happened last.
func (s *Screen) panes(width, height int) []string {
	t := s.env.Theme
	left := min(s.paneWidth(), width/2)
	beside := s.beside(width-left-5, height)
	own := s.choices()
	lines := make([]string, max(len(own), len(beside)))
	for i := range lines {
		l := ""
		if i < len(own) {
			l = own[i]
		}
		lines[i] = t.Pad(l, left+4)
		if i < len(beside) {
			lines[i] += beside[i]
		}
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// choices are the ways on and, under them, the keys that tally.
func (s *Screen) choices() []string {
	t := s.env.Theme
	var lines []string
	for i, e := range s.entries {
		lines = append(lines, s.entry(i, e))
	}
	if s.tallyHead() > 0 {
		lines = append(lines, "", "    "+t.Dim.Render(s.env.Texts.Home.TallyHead))
	}
	for _, one := range tallies {
		lines = append(lines, "    "+t.Key.Render(one.key)+" "+one.as.Words().In(s.env.Lang))
	}
	return lines
}

// tallyHead is how many lines stand over the keys that tally: none in a window
// in which they would push them out.
func (s *Screen) tallyHead() int {
	if s.rows > 0 && s.top()+len(s.entries)+2+len(tallies) > s.rows {
		return 0
	}
	return 2
}

func (s *Screen) entry(i int, e entry) string {
	t := s.env.Theme
	mark, style := " ", t.Text
	if e == resume && len(s.data.Drafts) == 0 {
		style = t.Dim
	}
	if i == s.at {
		mark, style = t.Accent.Render(t.Signs.Cursor), t.Accent
	}
	return fmt.Sprintf("  %s %s  %s", mark, t.Key.Render(s.digit(e, i)), style.Render(s.word(e)))
}
