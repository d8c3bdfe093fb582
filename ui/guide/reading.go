package guide

import tea "charm.land/bubbletea/v2"

func (s *Screen) read() tea.Cmd { return nil }
