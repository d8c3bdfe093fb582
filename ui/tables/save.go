package tables

import (
	tea "charm.land/bubbletea/v2"
)

func (s *Screen) askPath() tea.Cmd { return nil }
func (s *Screen) nextKind()        {}
func (s *Screen) save() tea.Cmd    { return nil }
func (s *Screen) saved(savedMsg)   {}
func (s *Screen) copy() tea.Cmd    { return nil }
