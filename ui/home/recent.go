package home

import (
	"fmt"
	"strings"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/theme"
	"tingfang/ui/widget/wrap"
)

// beside are the drafts and the last interviews, as far as they fit.
func (s *Screen) beside(width, height int) []string {
	t, h := s.env.Theme, s.env.Texts.Home
	if !s.loaded {
		return nil
	}
	var open []string
	for _, d := range s.data.Drafts[:min(len(s.data.Drafts), 3)] {
		open = append(open, "  "+t.Cut(t.Warn.Render(t.Signs.Ring)+" "+s.draft(d), width-2))
	}
	if len(open) > 0 {
		open = append(append([]string{t.Dim.Render(h.Drafts)}, open...), "")
	}
	if len(s.data.Recent) == 0 {
		none := strings.Join(wrap.Lines(h.NoRecent, width-3), "\n  ")
		return append(append(open, t.Dim.Render(h.Recent)), strings.Split("  "+none, "\n")...)
	}
	lines := append(open, t.Dim.Render(h.Recent))
	rows := s.data.Recent[:max(min(len(s.data.Recent), height-len(lines)), 0)]
	widest := 0
	for _, r := range rows {
		widest = max(widest, ansi.StringWidth(r.Disposition.Words().In(s.env.Lang)))
	}
	for _, r := range rows {
		lines = append(lines, "  "+s.row(r, widest, width-2))
	}
	return lines
}

// draft is an interview left open, in one line.
func (s *Screen) draft(d store.Row) string {
	h, at := s.env.Texts.Home, ""
	title := d.FormID
	if f := s.formOf(d.FormID); f != nil {
		title = f.Title.In(s.env.Lang)
		if q := f.Question(d.At.Item); q != nil {
			if at = q.Title(s.env.Lang); q.No > 0 {
				at = fmt.Sprintf(h.DraftAt, q.No)
			}
			if strings.Contains(at, "${") {
				at = ""
			}
		}
	}
	if d.At == (questionnaire.Ref{}) {
		at = h.DraftEnd
	}
	return strings.TrimSpace(s.when(d.StartedAt) + "  " + title + "  " + at)
}

func (s *Screen) formOf(id string) *questionnaire.Form {
	for _, f := range s.forms {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// when is the time of day, or for another day the day.
func (s *Screen) when(at time.Time) string {
	now := s.env.Now()
	at = at.In(now.Location())
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return at.Format("15:04")
	}
	return at.Format("01-02")
}

// row is one of the last interviews: when, how it ended, what tells it apart,
// how long it took.
func (s *Screen) row(r store.Row, widest, width int) string {
	t := s.env.Theme
	line := s.when(r.StartedAt) + "  " + dispositionStyle(t, r.Disposition).Render(t.Pad(r.Disposition.Words().In(s.env.Lang), widest))
	if room := width - ansi.StringWidth(line) - 2; room >= 6 {
		line += "  " + t.Cut(questionnaire.HarmlessLine(s.tells(r)), room)
	}
	if r.Approach || width < 36 {
		return line
	}
	return t.Pad(line, min(width, 52)-12) + t.Dim.Render(s.lasted(r.Active))
}

// lasted is a duration in words, in 12 cells.
func (s *Screen) lasted(d time.Duration) string {
	c, sec := s.env.Texts.Common, int(d.Round(time.Second)/time.Second)
	word := fmt.Sprintf(c.Seconds, sec)
	if sec >= 60 {
		word = fmt.Sprintf(c.Minutes, sec/60, sec%60)
	}
	return strings.Repeat(" ", max(12-ansi.StringWidth(word), 0)) + word
}

func dispositionStyle(t *theme.Theme, d questionnaire.Disposition) lipgloss.Style {
	switch d {
	case questionnaire.Complete:
		return t.Good
	case questionnaire.Partial, questionnaire.Breakoff, questionnaire.Appointment:
		return t.Warn
	}
	return t.Dim
}

// tells is the answer that tells an interview apart: why it ended early, or
// how satisfied the customer is.
func (s *Screen) tells(r store.Row) string {
	f := s.formOf(r.FormID)
	if f == nil {
		return r.Reason
	}
	if r.Reason != "" {
		if q := f.WithRole(questionnaire.RoleRefusalReason); q != nil {
			return f.Show(q, questionnaire.Answer{Status: questionnaire.Given, Codes: []string{r.Reason}}, s.env.Lang)
		}
		return r.Reason
	}
	out := ""
	held := r.Disposition == questionnaire.Complete || r.Disposition == questionnaire.Partial || r.Disposition == questionnaire.Breakoff
	for _, a := range r.Answers {
		q := f.Question(a.Item)
		if q == nil || a.Status == questionnaire.Open || a.Aside {
			continue
		}
		why := q.Role == questionnaire.RoleRefusalReason || q.Role == questionnaire.RoleBreakoffReason
		if words := f.Show(q, a, s.env.Lang); why || held && out == "" {
			out = words
		}
	}
	return out
}
