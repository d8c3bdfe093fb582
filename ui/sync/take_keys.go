package sync

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
)

func (s *taking) help() []key.Binding {
	x, signs := s.env.Texts.Sync, s.env.Theme.Signs
	scroll := nav.Bind(signs.Up+" "+signs.Down, x.KeyScroll, "down", "up")
	scroll.SetEnabled(len(s.lines(s.width)) > s.room())
	switch {
	case s.busy():
		return []key.Binding{nav.Bind("Esc", x.KeyCancel, "esc")}
	case s.phase == takeAsking:
		return append(yesNo(x.KeyTrust, x.KeyDistrust), nav.Bind("Esc", x.KeyStop, "esc"))
	case s.phase == takeCopied:
		return append(yesNo(x.KeyCopyYes, x.KeyCopyNo), nav.Bind("Esc", x.KeyStop, "esc"))
	case s.phase == takePreviewed:
		var out []key.Binding
		if s.comes() {
			out = append(out, enter(x.KeyTake))
		}
		return append(append(out, s.special()...), scroll, back(s.env))
	case s.phase == takeDone && s.meet:
		return append(append([]key.Binding{enter(x.KeyMeetAgain)}, s.special()...), scroll, back(s.env))
	case s.phase == takeDone:
		out := []key.Binding{back(s.env)}
		if s.comes() {
			out = append(out, nav.Bind("F6", x.KeyReceipt, "f6"))
		}
		return append(append(out, s.special()...), scroll, enter(x.KeyTakeMore))
	case s.meet:
		return []key.Binding{enter(x.KeyMeet), back(s.env)}
	}
	return []key.Binding{enter(x.KeyLook), back(s.env)}
}

// special are the keys for what was found: conflicts, a copy.
func (s *taking) special() (out []key.Binding) {
	x := s.env.Texts.Sync
	if s.phase == takeDone && s.out.Conflicts > 0 && s.ways.Conflicts != nil {
		out = append(out, nav.Bind("F4", fmt.Sprintf(x.Conflicts, s.out.Conflicts), "f4"))
	}
	if s.isCopy() {
		out = append(out, nav.Bind("F9", x.KeyRenew, "f9"))
	}
	return out
}

func (s *taking) key(msg tea.KeyPressMsg) tea.Cmd {
	esc := nav.Is(msg, "esc")
	switch {
	case s.busy():
		if esc {
			s.job.cancel()
		}
	case esc && (s.phase == takeChoosing || s.phase == takeDone):
		return nav.Pop
	case esc:
		s.phase = takeChoosing
	case s.phase == takeChoosing && nav.Is(msg, "enter"):
		return s.begin()
	case s.phase == takeChoosing:
		s.fill(msg)
	case s.phase == takeAsking || s.phase == takeCopied:
		if saysYes(msg) || saysNo(msg) {
			return s.answer(saysYes(msg))
		}
	default:
		return s.keyShown(msg)
	}
	return nil
}

// keyShown takes a key while the preview or what came of it is shown.
func (s *taking) keyShown(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case nav.Is(msg, "f4") && s.phase == takeDone && s.out.Conflicts > 0 && s.ways.Conflicts != nil:
		return nav.Push(s.ways.Conflicts())
	case nav.Is(msg, "f9") && s.isCopy():
		return nav.Push(renewing(s.env, s.store))
	case nav.Is(msg, "f6") && s.phase == takeDone && !s.meet && s.comes() && !s.receipt.busy:
		return s.layReceipt()
	case !nav.Is(msg, "enter"):
		s.scroll(msg)
	case s.phase == takePreviewed && s.comes():
		return s.start(takeWriting)
	case s.phase == takeDone && s.meet:
		return s.begin()
	case s.phase == takeDone:
		s.phase, s.fault = takeChoosing, ""
		s.path.editor.SetValue("")
	}
	return nil
}

// scroll moves what is shown; nil only keeps it in its place.
func (s *taking) scroll(msg tea.Msg) {
	s.from = scrolled(msg, s.from, len(s.lines(s.width)), s.room())
}
