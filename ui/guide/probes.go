package guide

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// probesPanel shows the probes in full: a digit turns one round.
type probesPanel struct {
	at   int
	tops []int // first row of each probe, as drawn last
}

func (s *Screen) openProbes() {
	if len(s.probes(s.at)) == 0 {
		s.warn(s.env.Texts.Guide.NoProbes)
		return
	}
	s.panel = &probesPanel{}
}

func (p *probesPanel) key(s *Screen, msg tea.KeyPressMsg) tea.Cmd {
	n := len(s.probes(s.at))
	switch name := nav.Plain(msg); name {
	case "esc", "f2":
		s.toNotes()
	case "tab", "shift+tab":
		s.toNotes()
		_, _ = s.openKey(name)
	case "up":
		p.at = (p.at + n - 1) % n
	case "down":
		p.at = (p.at + 1) % n
	case "enter", "space":
		s.tickProbe(p.at)
	default:
		if len(name) == 1 && name[0] >= '1' && int(name[0]-'1') < n {
			p.at = int(name[0] - '1')
			s.tickProbe(p.at)
		}
	}
	return nil
}

func (p *probesPanel) paste(*Screen, tea.PasteMsg) tea.Cmd { return nil }

func (p *probesPanel) mouse(s *Screen, msg tea.Msg) tea.Cmd {
	click, ok := msg.(tea.MouseClickMsg)
	if !ok {
		return nil
	}
	for i := len(p.tops) - 1; i >= 0; i-- {
		if click.Y >= p.tops[i] {
			p.at = i
			s.tickProbe(i)
			break
		}
	}
	return nil
}

func (p *probesPanel) draw(s *Screen, width, height int) ([]string, *tea.Cursor) {
	t, x := s.env.Theme, s.env.Texts.Guide
	rows := []string{t.Question.Render(x.ProbesTitle), t.Dim.Render(t.Cut(s.howSign(volunteered)+" "+x.Volunteered+"   "+s.howSign(prompted)+" "+x.Prompted+"   "+s.howSign(untouched)+" "+x.Untouched, width)), ""}
	p.tops = p.tops[:0]
	for i, pr := range s.probes(s.at) {
		p.tops = append(p.tops, len(rows))
		cursor, style := "  ", t.Text
		if i == p.at {
			cursor, style = t.Accent.Render(t.Signs.Cursor)+" ", t.Accent
		}
		for k, line := range wrap.Lines(pr.label, width-8) {
			head := "        "
			if k == 0 {
				head = cursor + fmt.Sprintf("%d  ", i+1) + s.howStyle(pr.how).Render(s.howSign(pr.how)) + "  "
			}
			rows = append(rows, head+style.Render(line))
		}
	}
	return rows[:min(len(rows), height)], nil
}

func (p *probesPanel) keys(s *Screen) []binding {
	x, g := s.env.Texts.Guide, s.env.Theme.Signs
	return []binding{nav.Bind(fmt.Sprintf("1-%d", len(s.probes(s.at))), x.KeyProbe, "1"), nav.Bind("Esc", x.KeyToNotes, "esc"),
		nav.Bind(g.Up+" "+g.Down, s.env.Texts.Common.Move, "down"), nav.Bind("Space", x.KeyProbe, "space"), nav.Bind("Tab", x.KeyNextTopic, "tab")}
}

func (p *probesPanel) typing() bool { return false }
func (p *probesPanel) whole() bool  { return false }
