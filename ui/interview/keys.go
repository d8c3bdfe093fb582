package interview

import (
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

// key takes one key where it belongs.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if s.parting() { // leaving as soon as all is on the disk
		return nil
	}
	name := nav.Plain(msg)
	switch s.view {
	case closed:
		return s.closedKey(name)
	case leaving:
		return s.askKey(name)
	case carding:
		return s.cardKey(name)
	case listing:
		return s.listKey(name)
	case reasoning:
		return s.reasonKey(name, msg)
	}
	switch {
	case s.note != nil:
		return s.noteKey(name, msg)
	case s.ref == (questionnaire.Ref{}):
		return s.endKey(name)
	case s.filter != nil:
		return s.filterKey(name, msg)
	case s.editor() != nil:
		return s.textKey(name, msg)
	}
	return s.closedItemKey(name)
}

// itemKey does what a key does on every item. It reports false for a key that
// means something else there.
func (s *Screen) itemKey(name string) bool {
	if s.fix != nil && s.fixed(name) {
		return true
	}
	switch name {
	case "f2":
		s.force()
	case "f3":
		s.status(questionnaire.DontKnow)
	case "f4":
		s.status(questionnaire.Refused)
	case "f5":
		s.status(questionnaire.NotApplicable)
	case "f6":
		s.openNote()
	case "f7":
		s.openList()
	case "f8":
		s.clear()
	case "f9", "esc":
		s.openLeave()
	case "f10":
		s.openCard()
	case "pgup":
		s.back()
	case "pgdown":
		s.on()
	case "tab":
		s.tab(1)
	case "shift+tab":
		s.tab(-1)
	case "ctrl+up":
		s.scrollBy(-2)
	case "ctrl+down":
		s.scrollBy(2)
	default:
		return false
	}
	return true
}

// closedItemKey takes a key on an item that is answered by digits.
func (s *Screen) closedItemKey(name string) tea.Cmd {
	if isDigit(name) {
		s.figure(name)
		return nil
	}
	if s.digits != "" && s.waited(name) {
		return nil
	}
	switch name {
	case "up":
		s.move(-1)
	case "down":
		s.move(1)
	case "space":
		s.takeMarked()
	case "enter":
		s.enter()
	case "left":
		s.back()
	case "right":
		s.on()
	case "end":
		s.toEnd()
	default:
		s.itemKey(name)
	}
	return nil
}

// figure takes a digit, unless the item asks nothing.
func (s *Screen) figure(d string) {
	if !s.question(s.ref).Kind.Asks() {
		s.quiet = s.env.Texts.Interview.NoteOnly
		return
	}
	if s.locked(s.ref) {
		s.quiet = s.env.Texts.Correct.NoKey
		return
	}
	s.digit(d)
}

// waited takes a key that follows digits which could have gone on: it makes
// them the answer, or takes them back. It reports whether the key is used up
// by that.
func (s *Screen) waited(name string) bool {
	switch name {
	case "esc", "backspace":
		s.digits, s.mark = "", -1
		return true
	case "enter", "right", "pgdown", "space", "tab":
		return s.resolve(true)
	}
	s.resolve(false)
	return false
}

// textKey takes a key on an item that is typed.
func (s *Screen) textKey(name string, msg tea.KeyPressMsg) tea.Cmd {
	one := s.fields[s.ref].opt.OneLine
	switch {
	case name == "enter":
		s.on()
	case name == "ctrl+j" || name == "alt+enter" || name == "shift+enter":
		return s.newline(one)
	case name == "up" && one:
		s.tab(-1)
	case name == "down" && one:
		s.tab(1)
	case s.itemKey(name):
	default:
		return s.edit(msg)
	}
	return nil
}

// newline begins a new line where the text may have more than one.
func (s *Screen) newline(one bool) tea.Cmd {
	if one {
		return nil
	}
	return s.edit(tea.PasteMsg{Content: "\n"})
}

// noteKey takes a key while a remark is written.
func (s *Screen) noteKey(name string, msg tea.KeyPressMsg) tea.Cmd {
	switch name {
	case "enter", "esc", "f6":
		if !s.warnPhone(s.note, s.note.ed.Value()) {
			s.closeNote()
		}
	case "ctrl+j", "alt+enter", "shift+enter":
		return s.newline(false)
	case "f2", "f3", "f4", "f5", "f7", "f8", "f9", "f10", "tab", "shift+tab":
		s.closeNote()
		return s.key(msg)
	default:
		return s.edit(msg)
	}
	return nil
}

// filterKey takes a key on a list too long for one digit a choice.
func (s *Screen) filterKey(name string, msg tea.KeyPressMsg) tea.Cmd {
	empty := s.filter.Len() == 0
	switch {
	case name == "up":
		s.move(-1)
	case name == "down":
		s.move(1)
	case name == "space" && empty:
		s.takeMarked()
	case name == "enter":
		s.enterFiltered(empty)
	case name == "esc" && !empty:
		s.filter.SetValue("")
		s.narrowed()
	case name == "left" && empty:
		s.back()
	case name == "right" && empty:
		s.on()
	case name == "end" && empty:
		s.toEnd()
	case s.itemKey(name):
	default:
		return s.edit(msg)
	}
	return nil
}

// enterFiltered takes the option under the cursor; on a multiple choice with
// nothing searched for it confirms.
func (s *Screen) enterFiltered(empty bool) {
	shown := s.shown(s.ref)
	multiple := s.question(s.ref).Kind == questionnaire.SelectMultiple
	if s.mark >= 0 && s.mark < len(shown) && (!multiple || !empty || shown[s.mark].status != questionnaire.Given) {
		s.takeMarked()
	} else {
		s.confirm()
	}
}

// move puts the cursor on another option; a fresh item has none.
func (s *Screen) move(by int) {
	n := len(s.shown(s.ref))
	if n == 0 {
		return
	}
	s.quiet, s.scroll = "", 0
	if s.mark < 0 {
		s.mark = 0
		if by < 0 {
			s.mark = n - 1
		}
		return
	}
	s.mark = min(max(s.mark+by, 0), n-1)
}

// takeMarked takes the option under the cursor.
func (s *Screen) takeMarked() {
	shown := s.shown(s.ref)
	switch {
	case s.mark < 0 || s.mark >= len(shown):
		s.enter()
	case shown[s.mark].status != questionnaire.Given:
		s.status(shown[s.mark].status)
	default:
		s.take(shown[s.mark])
	}
}

// enter takes the option under the cursor, or confirms what is taken.
func (s *Screen) enter() {
	q, shown := s.question(s.ref), s.shown(s.ref)
	marked := s.mark >= 0 && s.mark < len(shown)
	switch {
	case !q.Kind.Asks(), s.locked(s.ref):
		s.on()
	case marked && (q.Kind != questionnaire.SelectMultiple || shown[s.mark].status != questionnaire.Given):
		s.takeMarked()
	default:
		s.confirm()
	}
}

// tab goes to the next item shown together with this one; on an item alone it
// goes round the options that are no choices.
func (s *Screen) tab(by int) {
	at := -1
	var stops []questionnaire.Ref
	for _, r := range s.ses.Screen(s.ref) {
		if s.question(r).Kind.Asks() {
			if r == s.ref {
				at = len(stops)
			}
			stops = append(stops, r)
		}
	}
	switch {
	case at >= 0 && at+by >= 0 && at+by < len(stops):
		s.jump(stops[at+by], "")
	case len(stops) > 1 || s.editor() != nil && s.filter == nil:
		if by > 0 {
			s.on()
		} else {
			s.back()
		}
	default:
		s.tabStatus(by)
	}
}

// tabStatus moves the cursor round the statuses.
func (s *Screen) tabStatus(by int) {
	shown := s.shown(s.ref)
	first := 0
	for first < len(shown) && shown[first].status == questionnaire.Given {
		first++
	}
	n := len(shown) - first
	if n == 0 {
		return
	}
	at := s.mark - first + by
	if s.mark < first {
		at = 0
	}
	s.quiet, s.mark = "", first+(at+n)%n
}
