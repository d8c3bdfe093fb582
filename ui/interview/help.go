package interview

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
)

// keys lists what can be pressed, most wanted first.
func (s *Screen) keys() []key.Binding {
	switch {
	case s.view == closed:
		return s.closedKeys()
	case s.view == leaving:
		return s.askKeys()
	case s.view == carding:
		return nil
	case s.view == listing:
		return s.listKeys()
	case s.view == reasoning:
		return s.reasonKeys()
	case s.note != nil:
		x := s.env.Texts.Interview
		return []key.Binding{nav.Bind("Enter", x.KeyCloseRemark, "enter"), nav.Bind("Ctrl+J", x.KeyNewline, "ctrl+j"), nav.Bind("Esc", x.KeyCloseRemark, "esc")}
	case s.ref == (questionnaire.Ref{}):
		return s.endKeys()
	}
	return s.itemKeys()
}

func (s *Screen) itemKeys() []key.Binding {
	x, signs := s.env.Texts.Interview, s.env.Theme.Signs
	q := s.question(s.ref)
	var out []key.Binding
	if s.bad != nil && s.bad.Severity == questionnaire.Soft {
		out = append(out, nav.Bind("F2", x.KeyForce, "f2"))
	}
	out = append(out, s.firstKeys(q)...)
	out = append(out, nav.Bind("F9", s.leaves(), "f9"))
	if !s.locked(s.ref) {
		out = append(out, nav.Bind("F6", x.KeyRemark, "f6"))
	}
	out = append(out, nav.Bind("F7", x.KeyList, "f7"))
	if !s.Typing() {
		out = append(out, nav.Bind(signs.Right, x.KeySkip, "right"), nav.Bind(signs.Up+" "+signs.Down, x.KeyMark, "down"), nav.Bind("End", x.KeyEnd, "end"))
	} else if s.filter == nil {
		out = append(out, nav.Bind("PgDn", x.KeySkip, "pgdown"), nav.Bind("Tab", x.KeyNextField, "tab"))
	}
	for _, o := range s.options(s.ref) {
		if o.status != questionnaire.Given {
			out = append(out, nav.Bind(o.key, o.label, strings.ToLower(o.key)))
		}
	}
	if !s.locked(s.ref) {
		out = append(out, nav.Bind("F8", x.KeyClear, "f8"))
	}
	if s.fix == nil {
		out = append(out, nav.Bind("F10", x.KeyCard, "f10"))
	}
	return append(out, nav.Bind("Ctrl+"+signs.Up, x.KeyScroll, "ctrl+up"), nav.Bind("Ctrl+"+signs.Down, x.KeyScroll, "ctrl+down"), nav.Bind("Esc", x.KeyEscape, "esc"))
}

// firstKeys are the keys that answer the item and go back.
func (s *Screen) firstKeys(q *questionnaire.Question) []key.Binding {
	x, left := s.env.Texts.Interview, s.env.Theme.Signs.Left
	back := nav.Bind(left, x.KeyBack, "left")
	switch {
	case !q.Kind.Asks(), s.locked(s.ref):
		return []key.Binding{nav.Bind("Enter", x.KeyOn, "enter"), back}
	case s.filter != nil:
		return []key.Binding{nav.Bind("Aa", x.KeyFilter, noKey), nav.Bind("Enter", x.KeyTake, "enter"), back}
	case s.editor() != nil:
		on := []key.Binding{nav.Bind("Enter", x.KeyOn, "enter")}
		if !s.fields[s.ref].opt.OneLine {
			on = append(on, nav.Bind("Ctrl+J", x.KeyNewline, "ctrl+j"))
		}
		return append(on, nav.Bind("PgUp", x.KeyBack, "pgup"))
	case q.Kind == questionnaire.SelectMultiple:
		return []key.Binding{nav.Bind(s.span(), x.KeyToggle, noKey), nav.Bind("Enter", x.KeyConfirm, "enter"), back}
	}
	return []key.Binding{nav.Bind(s.span(), x.KeyChoose, noKey), back}
}

// noKey stands in a binding that tells of several keys: carried out from the
// menu it does nothing.
const noKey = "ctrl+_"

// span is the choices' keys from the first to the last, "1-5".
func (s *Screen) span() string {
	all := s.choices(s.ref, s.question(s.ref))
	if len(all) == 0 {
		return "-"
	}
	return all[0].key + "-" + all[len(all)-1].key
}
