package home

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// asking draws what home asks for, in place of the entries.
func (s *Screen) asking(width, height int) (string, *tea.Cursor) {
	t, h := s.env.Theme, s.env.Texts.Home
	title := map[ask]string{whichForm: h.PickForm, whichGuide: h.PickForm, whichCalls: h.PickForm, whichDraft: h.PickDraft, whichPerson: h.PickPerson, whichHall: h.PickHall,
		refusedWhy: h.TallyRefused, confirmUnable: h.TallyUnable, confirmNotEligible: h.TallyNotEligible}[s.ask]
	lines := []string{"   " + t.Question.Render(title), ""}
	if !s.listing() {
		return strings.Join(append(lines, "   "+h.TallyConfirm), "\n"), nil
	}
	body, cursor := s.list.Draw(t, s.env.Texts.Common.Search, width-4, height-len(lines))
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, cursor.Y+len(lines)
	}
	return strings.Join(lines, "\n") + "\n  " + strings.ReplaceAll(body, "\n", "\n  "), cursor
}

// listHeight is how many rows there are for the list that is asked from.
func (s *Screen) listHeight() int { return max(s.rows-s.top()-2, 1) }
