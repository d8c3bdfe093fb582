package guide

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire/talk"
	"tingfang/ui/widget/editor"
)

const (
	timeCells = 8 // the column of the moments
	noteMost  = 8 // rows of a note that is not in hand
)

// noteRows are the notes of the topic around the one in hand; only those in
// sight are laid out.
func (s *Screen) noteRows(width, height int) ([]string, *tea.Cursor) {
	rows, cursor := s.handRows(width, height)
	before, behind := s.around()
	room := height - len(rows)
	var above, below []string
	for len(below) < room && len(behind) > 0 && (len(below) < room/3 || len(before) == 0) {
		below, behind = append(below, s.otherRows(behind[0], width)...), behind[1:]
	}
	below = below[:min(len(below), room)]
	room -= len(below)
	for len(above) < room && len(before) > 0 {
		last := len(before) - 1
		above, before = append(s.otherRows(before[last], width), above...), before[:last]
	}
	above = above[max(len(above)-room, 0):]
	room -= len(above)
	for room > 0 && len(behind) > 0 {
		more := s.otherRows(behind[0], width)
		more = more[:min(len(more), room)]
		below, behind, room = append(below, more...), behind[1:], room-len(more)
	}
	if cursor != nil {
		cursor.Y += len(above)
	}
	return slices.Concat(above, rows, below), cursor
}

// around are the notes above and below the one in hand.
func (s *Screen) around() (before, behind []string) {
	ids := s.doc.Under(s.topic().Ref)
	if s.hand.fresh {
		at := slices.Index(ids, s.hand.after) + 1
		return ids[:at], ids[at:]
	}
	at := slices.Index(ids, s.hand.id)
	if at < 0 {
		return ids, nil
	}
	return ids[:at], ids[at+1:]
}

// measure tells the field how large it will be drawn.
func (s *Screen) measure() {
	if s.width > 0 {
		f := s.face(s.width, s.height)
		s.hand.ed.SetSize(max(f.room-timeCells, 4), max(s.height/2, 1))
	}
}

// handRows is the note in hand: its moment, the field, its kind and tags.
func (s *Screen) handRows(width, height int) ([]string, *tea.Cursor) {
	t, n := s.env.Theme, s.handNote()
	wide := max(width-timeCells, 4)
	tail := s.tail(n, wide)
	room := max(height-len(tail), 1)
	body, cursor := s.hand.ed.Draw(wide, min(max(s.hand.ed.Lines(wide), 1), room))
	var rows []string
	for i, line := range strings.Split(body, "\n") {
		head := strings.Repeat(" ", timeCells)
		switch {
		case i == 0 && s.hand.fresh:
			head = t.Accent.Render(t.Pad(t.Signs.Cursor, timeCells))
		case i == 0:
			head = t.Accent.Render(t.Pad(elapsed(n.Offset), timeCells))
		}
		rows = append(rows, head+line)
	}
	if cursor != nil {
		cursor.X += timeCells
	}
	return s.withTail(rows, tail, width), cursor
}

// otherRows is a note that is not in hand, as far as it is shown. A long one
// costs no more than its beginning.
func (s *Screen) otherRows(id string, width int) []string {
	t := s.env.Theme
	n, _ := s.doc.Note(id)
	wide := max(width-timeCells, 4)
	lines, cut := textLines(n.Text, wide, noteMost, s.noteStyles(n.Kind))
	if cut {
		lines[len(lines)-1] = t.Cut(lines[len(lines)-1], wide-2) + t.Dim.Render(" "+t.Signs.Ellipsis)
	}
	var rows []string
	for i, line := range lines {
		head := strings.Repeat(" ", timeCells)
		if i == 0 {
			head = t.Dim.Render(t.Pad(elapsed(n.Offset), timeCells))
		}
		rows = append(rows, head+line)
	}
	return s.withTail(rows, s.tail(n, wide), width)
}

// textLines breaks the beginning of a text into rows as the field does, and
// tells whether more follows.
func textLines(text string, width, most int, looks editor.Styles) (lines []string, cut bool) {
	if limit := 4 * width * (most + 1); len(text) > limit {
		text, cut = strings.ToValidUTF8(text[:limit], ""), true
	}
	ed := editor.New(editor.Options{Styles: looks})
	ed.SetValue(text)
	ed.SetCaret(0)
	n := ed.Lines(width)
	body, _ := ed.Draw(width, min(n, most))
	return strings.Split(body, "\n"), cut || n > most
}

// noteStyles are the looks of a note's text by its kind.
func (s *Screen) noteStyles(k talk.Kind) editor.Styles {
	st := s.styles()
	if k == talk.Thought {
		st.Text = s.env.Theme.Dim
	}
	return st
}

// tail is the kind and the tags of a note in rows of the width.
func (s *Screen) tail(n talk.Note, width int) []string {
	t := s.env.Theme
	var words []string
	if n.Kind != talk.Paraphrase {
		word := t.Accent.Render(s.kindWord(n.Kind))
		if n.Kind == talk.Quote && !s.mayQuote() {
			word += " " + t.Warn.Render(t.Signs.Attend+" "+s.env.Texts.Notes.Unquotable)
		}
		words = append(words, word)
	}
	var seen []string
	for _, m := range n.Marks {
		if tag, ok := s.tag(m.Tag); ok && !slices.Contains(seen, m.Tag) {
			seen = append(seen, m.Tag)
			words = append(words, t.Tag(tag.Colour).Render(s.tagName(tag)))
		}
	}
	var rows []string
	for _, w := range words {
		w = t.Cut(w, width)
		if last := len(rows) - 1; last >= 0 && cells(rows[last])+2+cells(w) <= width {
			rows[last] += "  " + w
		} else {
			rows = append(rows, w)
		}
	}
	return rows
}

// withTail puts kind and tags at the right of the last row where there is
// room, or under it.
func (s *Screen) withTail(rows, tail []string, width int) []string {
	if len(tail) == 0 {
		return rows
	}
	last := len(rows) - 1
	if gap := width - cells(rows[last]) - cells(tail[0]); len(tail) == 1 && gap >= 3 {
		rows[last] += strings.Repeat(" ", gap) + tail[0]
		return rows
	}
	for _, line := range tail {
		rows = append(rows, strings.Repeat(" ", timeCells)+line)
	}
	return rows
}

// kindWord says what a note is.
func (s *Screen) kindWord(k talk.Kind) string { return k.Words().In(s.env.Lang) }
