package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

// grace is how long a program that was told to end waits for its writes.
const grace = 5 * time.Second

// hangupMsg says that the system or a torn-off terminal ends the program.
type hangupMsg struct{ err error }

// graceMsg says that the time to settle is over.
type graceMsg struct{}

// settled reports that a screen has nothing left to write.
func settled(s nav.Screen) bool {
	l, ok := s.(nav.Leaver)
	return !ok || l.Settled()
}

// leave begins to quit: screens hear of it, so that they write at once what
// they hold. Asked a second time by the interviewer, it does not wait. An end
// that was not the interviewer's wish is bounded, since nobody could ask twice.
func (r *Root) leave(why error) tea.Cmd {
	r.over = nil
	if why != nil {
		r.ended = why
		return tea.Batch(r.announce(), tea.Tick(grace, func(time.Time) tea.Msg { return graceMsg{} }))
	}
	if r.leaving {
		return tea.Quit
	}
	return r.announce()
}

func (r *Root) announce() tea.Cmd {
	if r.leaving {
		return nil
	}
	r.leaving = true
	return r.all(nav.QuitMsg{})
}

// leaveWhenSettled quits once leaving has nothing to wait for.
func (r *Root) leaveWhenSettled() tea.Cmd {
	if !r.leaving {
		return nil
	}
	for _, screens := range [][]nav.Screen{r.stack, r.parting} {
		for _, s := range screens {
			if !settled(s) {
				return nil
			}
		}
	}
	return tea.Quit
}
