package guide

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire/talk"
	"tingfang/ui/nav"
)

type binding = key.Binding

// key takes one key where it belongs.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if s.parting() { // leaving as soon as all is on the disk
		return nil
	}
	if s.panel != nil {
		return s.panel.key(s, msg)
	}
	name := nav.Plain(msg)
	if cmd, taken := s.writeKey(name, msg); taken {
		return cmd
	}
	if cmd, taken := s.openKey(name); taken {
		return cmd
	}
	return s.edit(msg)
}

// writeKey takes a key that means something else in the notes than in a field.
func (s *Screen) writeKey(name string, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	ed := &s.hand.ed
	x := s.env.Texts.Guide
	switch name {
	case "enter":
		return s.next(), true
	case "ctrl+j", "alt+enter", "shift+enter":
		return s.edit(tea.PasteMsg{Content: "\n"}), true
	case "backspace":
		if ed.Caret() == 0 && ed.Selected() == "" {
			return s.join(), true
		}
	case "delete":
		if ed.Caret() == ed.Len() && ed.Selected() == "" {
			return s.joinNext(), true
		}
	case "up":
		return s.upDown(msg, -1), true
	case "down":
		return s.upDown(msg, 1), true
	case "ctrl+up":
		return s.step(-1, -1), true
	case "ctrl+down":
		return s.step(1, -1), true
	case "ctrl+z":
		return s.timeTravel(s.doc.Undo, x.NothingBack), true
	case "ctrl+y", "ctrl+shift+z":
		return s.timeTravel(s.doc.Redo, x.NothingAgain), true
	case "f3":
		return s.setKind(talk.Quote), true
	case "f4":
		return s.setKind(talk.Observation), true
	case "f5":
		return s.setKind(talk.Thought), true
	}
	return nil, false
}

// openKey takes a key that opens a panel or goes to another topic.
func (s *Screen) openKey(name string) (tea.Cmd, bool) {
	if len(name) == 5 && name[:4] == "alt+" && name[4] >= '1' && name[4] <= '9' {
		s.tickProbe(int(name[4] - '1'))
		return nil, true
	}
	switch name {
	case "tab":
		s.turn(1)
	case "shift+tab":
		s.turn(-1)
	case "f2":
		s.openProbes()
	case "f6":
		s.openTags()
	case "f7":
		s.openJump()
	case "f8":
		s.openFollowUp()
	case "f9", "esc":
		s.openLeave()
	case "f10":
		s.openDecline()
	case "ctrl+t":
		s.openOwn()
	case "ctrl+o":
		s.openAttach()
	case "ctrl+r":
		return s.read(), true
	default:
		return nil, false
	}
	return nil, true
}

// paste puts a text where the caret is.
func (s *Screen) paste(msg tea.PasteMsg) tea.Cmd {
	switch {
	case s.parting():
		return nil
	case s.panel != nil:
		return s.panel.paste(s, msg)
	}
	return s.edit(msg)
}

// keys are what can be pressed now, most wanted first.
func (s *Screen) keys() []binding {
	if s.panel != nil {
		return s.panel.keys(s)
	}
	x, g := s.env.Texts.Guide, s.env.Theme.Signs
	out := []binding{nav.Bind("F2", x.KeyProbes, "f2"), nav.Bind("F3", s.kindWord(talk.Quote), "f3"), nav.Bind("Tab", x.KeyNextTopic, "tab"), nav.Bind("F9", x.KeyLeave, "f9"),
		nav.Bind("F6", x.KeyTag, "f6"), nav.Bind("F4", s.kindWord(talk.Observation), "f4"), nav.Bind("F5", s.kindWord(talk.Thought), "f5"), nav.Bind("F7", x.KeyTopics, "f7"),
		nav.Bind("F10", x.KeyDecline, "f10")}
	f := s.ses.Form()
	if f.Followups {
		out = append(out, nav.Bind("F8", x.KeyFollowUp, "f8"))
	}
	if f.Attachments {
		out = append(out, nav.Bind("Ctrl+O", x.KeyAttach, "ctrl+o"))
	}
	if f.OwnTopics {
		out = append(out, nav.Bind("Ctrl+T", x.KeyOwn, "ctrl+t"))
	}
	return append(out, nav.Bind("Ctrl+R", x.KeyRead, "ctrl+r"), nav.Bind("Enter", x.KeyNote, "enter"), nav.Bind("Ctrl+J", x.KeyLine, "ctrl+j"),
		nav.Bind("Ctrl+"+g.Up, x.KeyBefore, "ctrl+up"), nav.Bind("Ctrl+"+g.Down, x.KeyBehind, "ctrl+down"), nav.Bind("Ctrl+Z", x.KeyUndo, "ctrl+z"),
		nav.Bind("Ctrl+Y", x.KeyRedo, "ctrl+y"), nav.Bind("Shift+Tab", x.KeyPrevTopic, "shift+tab"), nav.Bind(fmt.Sprintf("Alt+1-%d", max(len(s.probes(s.at)), 1)), x.KeyProbe, "alt+1"))
}
