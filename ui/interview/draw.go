package interview

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
)

// Draw shows the face of the screen that is on.
func (s *Screen) Draw(width, height int) nav.Frame {
	if s.view == carding {
		body, _ := joinRows(s.cardRows(width, height))
		return nav.Frame{Title: s.title(), Body: body, Bare: true}
	}
	body, cursor := joinRows(s.body(width, height))
	return nav.Frame{Title: s.title(), Right: s.where(), Body: body, Cursor: cursor, Help: s.keys(), Status: s.saved(width - 2)}
}

// body is the rows under the header; a click is looked up in the same rows.
func (s *Screen) body(width, height int) []row {
	if s.view == carding {
		return s.cardRows(width, height)
	}
	head := []row{{text: " " + s.bar(width-2)}}
	if s.fix != nil {
		head = []row{{text: " " + s.fixBanner(width-2)}}
	}
	rest := height - len(head)
	switch {
	case s.handed:
		return head
	case s.view == closed:
		return append(head, s.closedRows(width, rest)...)
	case s.view == leaving:
		return append(head, s.askRows(width, rest)...)
	case s.view == reasoning:
		return append(head, s.reasonRows(width, rest)...)
	case s.view == listing, s.ref == (questionnaire.Ref{}):
		return append(head, s.listRows(width, rest)...)
	}
	return append(head, s.itemRows(width, rest)...)
}

// title says what is held, where and by whom.
func (s *Screen) title() string {
	o := s.open
	who := strings.TrimSpace(o.Interviewer.Name + " " + o.Interviewer.Number)
	form := o.Form.Title.In(s.ses.Lang())
	if s.fix != nil {
		form = fmt.Sprintf(s.env.Texts.Correct.Title, form)
	}
	return questionnaire.HarmlessLine(strings.TrimSpace(form + "   " + strings.TrimSpace(o.Hall.Name+"   "+who)))
}

// where says at which item of how many.
func (s *Screen) where() string {
	x := s.env.Texts.Interview
	n, m := s.ses.Number()
	switch {
	case s.view == closed:
		return s.ending.Words().In(s.ses.Lang())
	case s.ref == (questionnaire.Ref{}):
		return x.AtEnd
	case m == 0:
		n, m = s.ses.Place()
		return fmt.Sprintf(x.Place, n, m)
	case n == 0:
		return fmt.Sprintf(x.ItemsIn, m)
	}
	return fmt.Sprintf(x.ItemOf, n, m)
}

// bar shows how far the interview has come: by the numbered items where the
// form has them, so that it says the same as the number beside it.
func (s *Screen) bar(width int) string {
	share := 1.0
	switch n, m := s.ses.Number(); {
	case s.view == closed || s.ses.At() == (questionnaire.Ref{}):
	case m == 0:
		n, m = s.ses.Place()
		share = float64(n-1) / float64(max(m, 1))
	case s.ses.Form().Question(s.ses.At().Item).No == n:
		share = float64(max(n-1, 0)) / float64(m)
	default:
		share = float64(n) / float64(m)
	}
	return s.env.Theme.Way(share, width)
}

// saved is the line that says whether everything is saved, and the time
// spent up to the last key.
func (s *Screen) saved(width int) string {
	if s.fix != nil {
		return s.fixStatus()
	}
	t, x, c := s.env.Theme, s.env.Texts.Interview, s.env.Texts.Common
	right := t.Dim.Render(fmt.Sprintf(x.Active, clock(s.active)))
	switch q := &s.queue; {
	case q.Err() != nil:
		return t.Ends(t.Bad.Render(t.Signs.Cross+" "+c.NotSaved+"  "+s.whyNot(q.Err())), right, width)
	case s.parting():
		return t.Ends(t.Dim.Render(x.Settling), right, width)
	case !s.Settled():
		return t.Ends(t.Dim.Render(c.Saving), right, width)
	case q.SavedAt().IsZero():
		return t.Ends(t.Dim.Render(x.NoneSaved), right, width)
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

// clock is a time spent as minutes and seconds, or with hours.
func clock(d time.Duration) string {
	sec := int(d / time.Second)
	if sec >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", sec/3600, sec/60%60, sec%60)
	}
	return fmt.Sprintf("%02d:%02d", sec/60, sec%60)
}

// paint is the style of an option, taken or not.
func (s *Screen) paint(taken bool) lipgloss.Style {
	if taken {
		return s.env.Theme.Chosen
	}
	return s.env.Theme.Text
}

// cursorAt is the sign before an option: where the cursor is.
func (s *Screen) cursorAt(r questionnaire.Ref, i int) string {
	if t := s.env.Theme; r == s.ref && i == s.mark {
		return t.Accent.Render(t.Signs.Cursor)
	}
	return " "
}

func boolIndex(b bool) int {
	if b {
		return 1
	}
	return 0
}

// click does what a click on a part of the body means.
func (s *Screen) click(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft || s.parting() {
		return nil
	}
	rows := s.body(s.width, s.height)
	if msg.Y < 0 || msg.Y >= len(rows) {
		return nil
	}
	for _, h := range rows[msg.Y].hits {
		if msg.X >= h.from && msg.X < h.to {
			msg.X -= h.from + fieldIndent
			msg.Y = h.line
			return s.hit(h, msg)
		}
	}
	return nil
}

// hit does what is clicked; at is the place in the field, where it is one.
func (s *Screen) hit(h hit, at tea.MouseClickMsg) tea.Cmd {
	switch {
	case s.view == closed:
		return s.closedKey(fmt.Sprint(h.option + 1))
	case s.view == leaving:
		return s.askKey(fmt.Sprint(h.option + 1))
	case s.view == listing, s.ref == (questionnaire.Ref{}):
		s.list.at = h.option
		s.jumpListed()
		return nil
	case h.field != nil && (h.field == s.note || s.view == reasoning):
		return s.edit(at)
	case s.view == reasoning:
		return nil
	}
	if q := s.question(h.ref); s.view != carding || q.Kind != questionnaire.SelectMultiple {
		s.view = asking
	}
	s.closeNote()
	if h.ref != s.ref {
		s.jump(h.ref, "")
	}
	switch shown := s.shown(h.ref); {
	case h.ref != s.ref:
	case h.field != nil:
		return s.edit(at)
	case h.option < len(shown):
		s.digits, s.mark = "", h.option
		s.takeMarked()
	}
	return nil
}

// wheel scrolls what does not fit.
func (s *Screen) wheel(msg tea.MouseWheelMsg) {
	step := map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[msg.Button]
	switch {
	case step == 0 || s.parting():
	case s.view == listing, s.view == asking && s.ref == (questionnaire.Ref{}):
		s.walk(map[int]string{-1: "up", 1: "down"}[step])
	default:
		s.scrollBy(2 * step)
	}
}

// scrollBy moves what does not fit by so many rows.
func (s *Screen) scrollBy(rows int) { s.scroll = min(max(s.scroll+rows, -40), 40) }
