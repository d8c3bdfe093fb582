// Command bare is the least a Bubble Tea program can be: what the start
// and the keys of the real one are measured against, since machines differ more
// than programs. It shows the last key.
package main

import (
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
)

type model struct{ key string }

func (m model) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if ok && key.String() == "q" {
		return m, tea.Quit
	}
	if ok {
		m.key = key.String()
	}
	return m, nil
}

func (m model) View() tea.View {
	v := tea.NewView("bare " + m.key)
	v.AltScreen = true
	return v
}

func main() {
	if _, err := tea.NewProgram(model{}, tea.WithFPS(120)).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
