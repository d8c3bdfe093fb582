package settings

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// about says what the program is and where its data lie.
type about struct {
	env     *nav.Env
	store   Store
	version string
}

func (a *about) Init() tea.Cmd { return nil }

func (a *about) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && nav.Is(k, "esc", "enter") {
		return a, nav.Pop
	}
	return a, nil
}

func (a *about) Draw(width, _ int) nav.Frame {
	t, x, c := a.env.Theme, a.env.Texts.Settings, a.env.Texts.Common
	lines := []string{"", wrapped(x.AboutWhat, width), ""}
	rows := [][2]string{{x.Version, a.version}, {x.Database, a.store.Path()}, {x.Device, a.store.Device()}, {x.Terms, "MIT"}}
	label := 0
	for _, r := range rows {
		label = max(label, ansi.StringWidth(r[0]))
	}
	for _, r := range rows {
		value := strings.Split(ansi.Hardwrap(r[1], width-label-8, true), "\n")
		for i, part := range value {
			head := strings.Repeat(" ", label)
			if i == 0 {
				head = t.Pad(r[0], label)
			}
			lines = append(lines, "   "+t.Dim.Render(head)+"   "+part)
		}
	}
	lines = append(lines, "", wrapped(x.AboutSafe, width))
	return nav.Frame{Title: crumbs(a.env, x.About), Body: strings.Join(lines, "\n"), Help: []key.Binding{nav.Bind("Esc", c.Back, "esc", "enter")}}
}

// wrapped is a sentence wrapped with the margin of a page.
func wrapped(s string, width int) string {
	return "   " + strings.Join(wrap.Lines(s, width-6), "\n   ")
}
