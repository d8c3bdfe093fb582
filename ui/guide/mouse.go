package guide

import (
	tea "charm.land/bubbletea/v2"
)

// mouse takes a click or a turn of the wheel where it belongs.
func (s *Screen) mouse(msg tea.MouseMsg) tea.Cmd {
	if s.parting() {
		return nil
	}
	f := s.face(s.width, s.height)
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		s.clock.touch(s.env.Now(), true)
		if msg.Button == tea.MouseLeft {
			return s.click(f, msg)
		}
	case tea.MouseWheelMsg:
		if s.panel != nil {
			return s.panel.mouse(s, msg)
		}
		if msg.Button == tea.MouseWheelUp {
			return s.step(-1, -1)
		}
		return s.step(1, 0)
	}
	return nil
}

// click goes to a topic, or to a place in what stands beside them.
func (s *Screen) click(f face, msg tea.MouseClickMsg) tea.Cmd {
	if f.side > 0 && msg.X < f.side {
		first := 0
		if room := f.height - 1; len(s.topics)+2 > room {
			first = min(max(s.at-room/2, 0), max(len(s.topics)-room, 0))
		}
		if i := first + msg.Y - 1; msg.Y > 0 && i < len(s.topics) {
			s.panel = nil
			s.goTopic(i)
		}
		return nil
	}
	msg.X -= f.left
	if s.panel != nil && s.panel.whole() {
		return s.panel.mouse(s, msg)
	}
	if msg.Y -= len(s.headRows(f)); msg.Y < 0 {
		return nil
	}
	if s.panel != nil {
		return s.panel.mouse(s, msg)
	}
	return s.clickNote(f, msg)
}

// clickNote takes the note under the mouse in hand, or puts the caret into the
// one that is.
func (s *Screen) clickNote(f face, msg tea.MouseClickMsg) tea.Cmd {
	height := max(f.height-len(s.headRows(f)), 1)
	_, cursor := s.noteRows(f.room, height)
	hand, at := s.handRows(f.room, height)
	if cursor == nil || at == nil {
		return nil
	}
	top := cursor.Y - at.Y
	switch before, behind := s.around(); {
	case msg.Y < top:
		return s.pick(before, top-1-msg.Y, -1, f.room)
	case msg.Y < top+len(hand):
		msg.X, msg.Y = msg.X-timeCells, msg.Y-top
		s.hand.ed, _ = s.hand.ed.Update(msg)
		return nil
	default:
		return s.pick(behind, msg.Y-top-len(hand), 1, f.room)
	}
}

// pick takes the note in hand that stands so many rows away, counted from the
// near end of the list.
func (s *Screen) pick(ids []string, rows, by, width int) tea.Cmd {
	for i := range ids {
		id := ids[i]
		if by < 0 {
			id = ids[len(ids)-1-i]
		}
		if rows -= len(s.otherRows(id, width)); rows < 0 {
			s.leaveNote()
			s.openNote(id, -1)
			return s.saveSoon()
		}
	}
	return nil
}
