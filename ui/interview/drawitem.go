package interview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/ui/widget/wrap"
)

// itemRows draws the items shown together. Where they do not fit, blank rows
// go first, then hints; then long lists stand in two columns; then the view
// scrolls.
func (s *Screen) itemRows(width, height int) []row {
	p := s.itemPage(width, 1, 0)
	if spare := height - len(p.rows); spare > 0 && s.grows() {
		return s.itemPage(width, 1, spare).fit(height, s.scroll)
	}
	must := keep
	if s.filter != nil { // a long list is better in two columns than without air
		must = gaps
	}
	if needed(p.rows, must) > height {
		p = s.itemPage(width, 2, 0)
	}
	return p.fit(height, s.scroll)
}

// grows tells whether a text stands on the screen that takes what rows there
// are.
func (s *Screen) grows() bool {
	return slices.ContainsFunc(s.typists(), func(f *field) bool { return !f.opt.OneLine })
}

// needed counts the rows that fit gives up last.
func needed(rows []row, drop uint8) int {
	n := 0
	for _, r := range rows {
		if r.drop <= drop {
			n++
		}
	}
	return n
}

// itemPage lays the items out: lists in so many columns, fields of many lines
// with so many spare rows.
func (s *Screen) itemPage(width, columns, spare int) *page {
	p := s.newPage(width)
	p.gap(airy)
	p.gap(airy)
	refs, together := s.ses.Screen(s.ref), s.together()
	for i, r := range refs {
		if i > 0 {
			p.gap(gaps)
		}
		s.drawItem(p, r, together, columns, spare)
		if r == s.ref {
			s.drawState(p, !together || !written(s.question(r)))
		}
	}
	if together && written(s.question(s.ref)) {
		s.drawStatuses(p)
	}
	if !together && s.ses.Guidance(refs[0]) != "" {
		p.gap(gaps)
		s.drawGuidance(p, refs[0])
	}
	s.drawRemark(p, spare)
	return p
}

// together tells whether several items stand on the screen in their own right.
func (s *Screen) together() bool {
	n := 0
	for _, r := range s.ses.Screen(s.ref) {
		if !s.question(r).Inline {
			n++
		}
	}
	return n > 1
}

// drawItem draws a question and what answers it.
func (s *Screen) drawItem(p *page, r questionnaire.Ref, together bool, columns, spare int) {
	t, q := s.env.Theme, s.question(r)
	style := t.Text
	if r == s.ref || !together && !q.Inline {
		style = t.Question
	}
	from := len(p.rows)
	p.text(style, s.ses.Label(r), keep)
	if r == s.ref {
		p.rows[from].focus = true
	}
	if h := s.ses.Hint(r); h != "" {
		p.text(t.Dim, h, hints)
	}
	if together {
		s.drawGuidance(p, r)
	}
	switch {
	case !q.Kind.Asks():
	case s.locked(r):
		p.text(t.Dim, s.env.Texts.Correct.Locked, keep)
	case written(q):
		s.drawField(p, r, q, spare)
	default:
		p.gap(gaps)
		s.drawChoices(p, r, q, columns)
	}
}

// drawGuidance draws the note to the interviewer, set apart.
func (s *Screen) drawGuidance(p *page, r questionnaire.Ref) {
	if g := s.ses.Guidance(r); g != "" && !s.locked(r) {
		p.text(s.env.Theme.Dim, s.env.Texts.Interview.Interviewer+g, keep)
	}
}

// drawState draws under the item in focus the statuses it may have, and what
// is to be said about its answer. Among several fields the statuses stand last
// of all, so that the fields do not move.
func (s *Screen) drawState(p *page, statuses bool) {
	t := s.env.Theme
	if statuses {
		s.drawStatuses(p)
	}
	if s.bad != nil {
		p.gap(gaps)
		s.message(p, t.Warn.Render, s.env.Texts.Faults.Word(*s.bad))
	} else if s.quiet != "" {
		p.gap(gaps)
		s.message(p, t.Accent.Render, s.quiet)
	}
}

func (s *Screen) message(p *page, style func(...string) string, text string) {
	head := s.env.Theme.Signs.Attend + " "
	for i, l := range wrap.Lines(text, p.room-2) {
		if i > 0 {
			head = "  "
		}
		p.line(style(head + l)).focus = true
	}
}

// drawField draws the text of an item that is typed.
func (s *Screen) drawField(p *page, r questionnaire.Ref, q *questionnaire.Question, spare int) {
	f := s.fields[r]
	if f == nil {
		return
	}
	high := 1
	if !f.opt.OneLine {
		high = 3 + min(spare, max(f.ed.Lines(p.room-2)-3, 0))
	}
	focused := r == s.ref && s.note == nil
	s.drawEditor(p, f, high, focused, s.fieldHint(r, q, focused))
}

// fieldHint is what stands in an empty field: the masked value that is kept,
// or what to write.
func (s *Screen) fieldHint(r questionnaire.Ref, q *questionnaire.Question, focused bool) string {
	x, a := s.env.Texts.Interview, s.ses.Answer(r)
	switch {
	case q.Personal && a.Status == questionnaire.Given:
		return fmt.Sprintf(x.Kept, masked(a.Text))
	case !focused || q.Kind != questionnaire.FreeText:
	case q.Missing == 0: // who cannot refuse it is not asked: the interviewer fills it in
		return x.OwnHint
	default:
		return x.AnswerHint
	}
	return ""
}

// drawEditor draws a text field: an upright line before it, and the cursor's
// sign where it has the focus.
func (s *Screen) drawEditor(p *page, f *field, high int, focused bool, hint string) {
	t := s.env.Theme
	text, cursor := f.ed.Draw(p.room-fieldIndent, high)
	lines := strings.Split(text, "\n")
	if f.ed.Len() == 0 && hint != "" {
		lines = []string{"  " + t.Dim.Render(t.Cut(hint, p.room-4))}
	}
	for y := range high {
		sign := t.Rule.Render(t.Signs.Post)
		if focused {
			sign = t.Accent.Render(t.Signs.Post)
			if y == 0 {
				sign = t.Accent.Render(t.Signs.Cursor)
			}
		}
		line := ""
		if y < len(lines) {
			line = lines[y]
		}
		r := p.line(sign + " " + line)
		r.hits = []hit{{from: p.left, to: p.left + p.room, ref: f.ref, field: f, line: y}}
		if cursor != nil && focused && cursor.Y == y {
			c := *cursor
			c.X += p.left + fieldIndent
			r.cursor, r.focus = &c, true
		}
	}
}

// drawRemark draws the remark on the item, or its field.
func (s *Screen) drawRemark(p *page, spare int) {
	t, x := s.env.Theme, s.env.Texts.Interview
	if s.note != nil {
		p.gap(gaps)
		p.line(t.Accent.Render(x.RemarkAsk))
		s.drawEditor(p, s.note, 3+min(spare, max(s.note.ed.Lines(p.room-2)-3, 0)), true, x.RemarkHint)
		return
	}
	if remark := oneLine(s.ses.Answer(s.ref).Remark); remark != "" {
		p.gap(gaps)
		label := t.Dim.Render(x.RemarkLabel) + "  "
		if phoneIn(remark) {
			label = t.Warn.Render(t.Signs.Attend + " " + x.RemarkLabel + "  ")
		}
		p.line(label + t.Cut(fmt.Sprintf(x.Quoted, remark), p.room-ansi.StringWidth(label)))
	}
}
