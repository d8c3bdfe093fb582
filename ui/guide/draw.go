package guide

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// Draw shows the talk.
func (s *Screen) Draw(width, height int) nav.Frame {
	f := s.face(width, height)
	body, cursor := f.draw(s)
	return nav.Frame{Title: s.title(), Right: elapsed(s.clock.shown), Body: strings.Join(body, "\n"), Cursor: cursor, Help: s.keys(), Status: s.status(width - 2)}
}

// title says what is held, where and with whom.
func (s *Screen) title() string {
	o := s.open
	parts := []string{o.Form.Title.In(s.ses.Lang()), o.Hall.Name}
	if q := s.ses.Form().WithRole(questionnaire.RoleRespondentRole); q != nil {
		for _, code := range s.ses.Answer(ref(q)).Codes {
			for _, c := range s.ses.Form().Choices(q) {
				if c.Name == code {
					parts = append(parts, c.Label.In(s.ses.Lang()))
				}
			}
		}
	}
	return questionnaire.HarmlessLine(strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "   "))
}

// status is the line that says whether everything is saved, and what the last
// key did.
func (s *Screen) status(width int) string {
	t, c := s.env.Theme, s.env.Texts.Common
	right := t.Text.Render(s.quiet)
	if s.loud {
		right = t.Warn.Render(t.Signs.Attend + " " + s.quiet)
	}
	right = t.Cut(right, width*2/3)
	switch q := &s.save.queue; {
	case q.Err() != nil:
		return t.Ends(t.Bad.Render(t.Signs.Cross+" "+c.NotSaved+"  "+s.whyNot(q.Err())), "", width)
	case q.Parting():
		return t.Dim.Render(s.env.Texts.Interview.Settling)
	case !s.Settled():
		return t.Ends(t.Dim.Render(c.Saving), right, width)
	case q.SavedAt().IsZero(): // the facts were saved before it began
		return t.Ends(t.Good.Render(t.Signs.Tick+" "+c.Saved), right, width)
	default:
		return t.Ends(t.Good.Render(t.Signs.Tick+" "+c.Saved+" "+q.SavedAt().Format(time.TimeOnly)), right, width)
	}
}

// whyNot says why the disk does not take it.
func (s *Screen) whyNot(err error) string {
	switch x := s.env.Texts.Interview; {
	case store.IsFull(err):
		return x.Full
	case store.IsBusy(err):
		return x.Busy
	default:
		return fmt.Sprintf(x.Failed, questionnaire.HarmlessLine(err.Error()))
	}
}

// face is how the body is shared out.
type face struct {
	width, height int
	side          int // columns of the topics; 0 = they are folded away
	left          int // columns before the rest
	room          int // columns of the rest
}

const narrow = 72 // below this the topics fold away

func (s *Screen) face(width, height int) face {
	f := face{width: width, height: height, left: 1, room: width - 2}
	if width >= narrow && (s.panel == nil || !s.panel.whole()) {
		f.side = min(max(width/4, 19), 30)
		f.left = f.side + 3
		f.room = width - f.left - 1
	}
	return f
}

// draw gives the rows of the body and the cursor in them.
func (f face) draw(s *Screen) ([]string, *tea.Cursor) {
	main, cursor := f.main(s)
	if cursor != nil {
		cursor.X += f.left
	}
	if f.side == 0 {
		for i := range main {
			main[i] = " " + main[i]
		}
		return main, cursor
	}
	t, side := s.env.Theme, s.sideRows(f.side, f.height)
	rows := make([]string, f.height)
	for i := range rows {
		left, right := "", ""
		if i < len(side) {
			left = side[i]
		}
		if i < len(main) {
			right = main[i]
		}
		rows[i] = strings.TrimRight(t.Pad(left, f.side)+" "+t.Rule.Render(t.Signs.Post)+" "+right, " ")
	}
	return rows, cursor
}

// main is the topic in hand and under it the notes, or what is over them.
func (f face) main(s *Screen) ([]string, *tea.Cursor) {
	if s.panel != nil && s.panel.whole() {
		return s.panel.draw(s, f.room, f.height)
	}
	head := s.headRows(f)
	room := max(f.height-len(head), 1)
	var rows []string
	var cursor *tea.Cursor
	if s.panel != nil {
		rows, cursor = s.panel.draw(s, f.room, room)
	} else {
		rows, cursor = s.noteRows(f.room, room)
	}
	if cursor != nil {
		cursor.Y += len(head)
	}
	return append(head, rows...), cursor
}

// sideRows is the column of the topics.
func (s *Screen) sideRows(width, height int) []string {
	t, x := s.env.Theme, s.env.Texts.Guide
	rows := []string{" " + t.Ends(t.Dim.Render(x.Topics), t.Dim.Render(x.MinutesShort), width-1)}
	first, room := 0, height-1
	if len(s.topics)+2 > room { // a long list keeps the one in hand in sight
		first = min(max(s.at-room/2, 0), max(len(s.topics)-room, 0))
	}
	for i := first; i < len(s.topics) && len(rows) <= room; i++ {
		rows = append(rows, s.sideRow(i, width))
	}
	if s.ses.Form().OwnTopics && len(rows)+1 < height {
		rows = append(rows, "", " "+t.Dim.Render(t.Cut("+ "+x.OwnTitle, width-1)))
	}
	return rows
}

func (s *Screen) sideRow(i, width int) string {
	t := s.env.Theme
	mark, style := s.stateSign(i), t.Text
	time := ""
	if m := minutes(s.clock.on(s.topics[i].Ref)); m > 0 {
		time = t.Dim.Render(fmt.Sprint(m))
	}
	head := " "
	if i == s.at {
		head, style = t.Accent.Render(t.Signs.Cursor), t.Accent
	}
	return t.Ends(head+mark+" "+style.Render(questionnaire.HarmlessLine(s.label(i))), time, width)
}

// headRows are the topic in hand, what is asked, and its probes.
func (s *Screen) headRows(f face) []string {
	t := s.env.Theme
	title := t.Accent.Render(questionnaire.HarmlessLine(s.label(s.at)))
	if f.side == 0 {
		title = t.Dim.Render(fmt.Sprintf("%d/%d ", s.at+1, len(s.topics))) + s.stateSign(s.at) + " " + t.Accent.Render(questionnaire.HarmlessLine(s.topic().title))
	} else if s.state(s.at) == talk.Declined {
		title = s.stateSign(s.at) + " " + title
	}
	right := ""
	if m := minutes(s.clock.on(s.topic().Ref)); m > 0 {
		right = t.Dim.Render(fmt.Sprintf(s.env.Texts.Guide.Minutes, m))
	}
	if s.state(s.at) == talk.Declined {
		right = t.Warn.Render(s.stateWord(s.at))
	}
	rows := []string{t.Ends(title, right, f.room)}
	rows = append(rows, s.questionRows(f)...)
	if _, over := s.panel.(*probesPanel); !over {
		rows = append(rows, s.probeRows(f)...)
	}
	return append(rows, "")
}

func (s *Screen) questionRows(f face) []string {
	q := s.topic().Question
	if q == nil {
		return nil
	}
	t := s.env.Theme
	var rows []string
	for _, line := range wrap.Lines(s.ses.Label(ref(q)), f.room) {
		rows = append(rows, t.Question.Render(line))
	}
	if g := s.ses.Guidance(ref(q)); g != "" && f.height >= 30 {
		for _, line := range wrap.Lines(g, f.room) {
			rows = append(rows, t.Dim.Render(line))
		}
	}
	return rows[:min(len(rows), max(f.height/4, 1))]
}

// tooWide tells whether a probe would be cut in a column of the width.
func (s *Screen) tooWide(all []probe, width int) bool {
	return slices.ContainsFunc(all, func(p probe) bool { return cells(questionnaire.HarmlessLine(p.label))+5 > width })
}

// probeRows are the probes, one a row where there is room for it and two would
// be cut.
func (s *Screen) probeRows(f face) []string {
	all := s.probes(s.at)
	if len(all) == 0 || f.height < 12 {
		return nil
	}
	t, columns := s.env.Theme, 2
	if f.height >= 30 || len(all) <= max(f.height/4, 2) && s.tooWide(all, f.room/2) {
		columns = 1
	}
	lines := (len(all) + columns - 1) / columns
	wide := f.room / columns
	rows := make([]string, lines)
	for i, p := range all {
		style := t.Text
		if p.how != untouched {
			style = t.Dim
		}
		cell := s.howStyle(p.how).Render(s.howSign(p.how)) + " " + t.Dim.Render(fmt.Sprint(i+1)) + " " + style.Render(questionnaire.HarmlessLine(p.label))
		rows[i%lines] += t.Pad(t.Cut(cell, wide-1), wide)
	}
	if most := max(f.height/3, 2); lines > most {
		rows = rows[:most]
	}
	return rows
}

// howStyle is the look of a probe's sign.
func (s *Screen) howStyle(h how) lipgloss.Style {
	t := s.env.Theme
	return [...]lipgloss.Style{t.Dim, t.Good, t.Warn}[h]
}

// under puts what a widget drew under other rows.
func under(rows []string, body string, cursor *tea.Cursor) ([]string, *tea.Cursor) {
	if cursor != nil {
		cursor.Y += len(rows)
	}
	return append(rows, strings.Split(body, "\n")...), cursor
}

func cells(s string) int { return ansi.StringWidth(s) }
