package interview

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/widget/editor"
)

// field is a text being written: the value of an item, or the remark on one.
type field struct {
	ref    questionnaire.Ref
	remark bool
	opt    editor.Options
	ed     editor.Model
	warned bool   // of a telephone number in it
	kept   uint64 // the editor's revision that is recorded
	sent   uint64 // the editor's revision that is recorded or saved as typing
	caret  int    // where the caret was saved with it
}

// typing is the name under which the text in progress is saved.
func (f *field) typing() questionnaire.Ref {
	r := f.ref
	if f.remark {
		r.Item += store.RemarkSuffix
	}
	return r
}

// changed tells whether the text is not the recorded one.
func (f *field) changed() bool { return f.ed.Rev() != f.kept }

// settle notes that the text is recorded.
func (f *field) settle() { f.kept, f.sent = f.ed.Rev(), f.ed.Rev() }

// written tells whether an item's value is typed into a field.
func written(q *questionnaire.Question) bool {
	switch q.Kind {
	case questionnaire.FreeText, questionnaire.Integer, questionnaire.Decimal, questionnaire.Date:
		return true
	}
	return q.Kind == questionnaire.Range && !scale(q)
}

// lay makes the fields of the items shown together, keeping those there are.
func (s *Screen) lay() {
	had := s.fields
	s.fields = map[questionnaire.Ref]*field{}
	for _, r := range s.ses.Screen(s.ref) {
		q := s.question(r)
		if !written(q) || s.locked(r) {
			continue
		}
		f := had[r]
		if f == nil || !f.changed() {
			f = s.newField(r, false, s.startText(q, s.ses.Answer(r)))
		}
		s.fields[r] = f
		delete(had, r)
	}
	for _, f := range had { // a text that could not be recorded waits for its item
		if f.changed() {
			s.typed[f.typing()] = store.Typed{Ref: f.typing(), Text: f.ed.Value(), Caret: f.ed.Caret()}
		}
	}
}

// startText is the text a field begins with: the recorded value, but for a
// personal one, which is never shown in full again.
func (s *Screen) startText(q *questionnaire.Question, a questionnaire.Answer) string {
	if a.Status != questionnaire.Given || q.Personal {
		return ""
	}
	return s.ses.Form().Show(q, a, s.ses.Lang())
}

// newField makes a field with the recorded text, and over it the text in
// progress that an earlier run has left.
func (s *Screen) newField(r questionnaire.Ref, remark bool, text string) *field {
	f := &field{ref: r, remark: remark}
	f.opt = s.fieldOptions(f)
	f.ed = editor.New(f.opt)
	f.ed.SetSize(s.room(), 3)
	f.ed.SetValue(text)
	f.settle()
	if t, ok := s.typed[f.typing()]; ok {
		delete(s.typed, f.typing())
		f.ed.SetValue(t.Text)
		f.ed.SetCaret(t.Caret)
		f.sent = f.ed.Rev()
	}
	return f
}

func (s *Screen) fieldOptions(f *field) editor.Options {
	t := s.env.Theme
	o := editor.Options{Styles: editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}}
	if s.fix != nil && f == s.fix.reason {
		o.OneLine, o.Limit = true, 200
	} else if !f.remark {
		q := s.question(f.ref)
		o.OneLine = !q.Multiline || q.Kind != questionnaire.FreeText
	}
	return o
}

// rebuild makes the fields anew in the theme of now; their history of undoing
// goes.
func (s *Screen) rebuild() {
	for _, f := range s.typists() {
		clean, safe := !f.changed(), f.ed.Rev() == f.sent
		text, caret, focused := f.ed.Value(), f.ed.Caret(), f.ed.Focused()
		f.opt = s.fieldOptions(f)
		f.ed = editor.New(f.opt)
		f.ed.SetSize(s.room(), 3)
		f.kept, f.sent = f.ed.Rev(), f.ed.Rev()
		f.ed.SetValue(text)
		f.ed.SetCaret(caret)
		if clean {
			f.kept = f.ed.Rev()
		}
		if safe {
			f.sent = f.ed.Rev()
		}
		if focused {
			f.ed.Focus()
		}
	}
}

// typists are the fields there are now, in the order of the screen, the remark
// and the reason for a correction last.
func (s *Screen) typists() []*field {
	var out []*field
	if len(s.fields) > 0 {
		for _, r := range s.ses.Screen(s.ref) {
			if f := s.fields[r]; f != nil {
				out = append(out, f)
			}
		}
	}
	if s.note != nil {
		out = append(out, s.note)
	}
	if s.fix != nil && s.fix.reason != nil {
		out = append(out, s.fix.reason)
	}
	return out
}

// editor is the text that takes the keys now; nil for none.
func (s *Screen) editor() *editor.Model {
	switch {
	case s.view == reasoning:
		return &s.fix.reason.ed
	case s.note != nil:
		return &s.note.ed
	case s.filter != nil:
		return s.filter
	case s.fields[s.ref] != nil:
		return &s.fields[s.ref].ed
	}
	return nil
}

// edit gives a key or a paste to the text in focus.
func (s *Screen) edit(msg tea.Msg) tea.Cmd {
	e := s.editor()
	var changed bool
	*e, changed = e.Update(msg)
	switch {
	case !changed:
		return nil
	case s.view == reasoning:
	case s.note == nil && s.filter != nil:
		s.narrowed()
		return nil
	case s.note == nil:
		s.tried, s.bad = nil, nil
	}
	s.quiet = ""
	return s.saveSoon()
}

// record takes the field's text as the item's answer. It reports false, and
// shows why, where the text may not stand.
func (s *Screen) record(f *field) bool {
	if !f.changed() {
		return s.tried == nil
	}
	text, q := f.ed.Value(), s.question(f.ref)
	s.loose = append(s.loose, f.ref)
	if strings.TrimSpace(text) == "" {
		if !q.Personal && s.ses.Answer(f.ref).Status == questionnaire.Given {
			s.ses.Clear(f.ref)
		}
		f.settle()
		s.tried, s.bad = nil, nil
		return true
	}
	a, bad := s.ses.Parse(f.ref, text)
	if bad == nil {
		bad = s.ses.Record(a)
	} else {
		a = questionnaire.Answer{Ref: f.ref, Text: text}
	}
	if bad != nil {
		s.loose = s.loose[:len(s.loose)-1]
		s.tried, s.bad = &a, bad
		return false
	}
	f.settle()
	s.tried, s.bad = nil, nil
	return true
}

// recordAll records what is typed anywhere as far as it may stand, and drops
// what may not: the interview ends.
func (s *Screen) recordAll() {
	s.closeNote()
	for _, f := range s.typists() {
		if !s.record(f) {
			s.loose = append(s.loose, f.ref)
			f.settle()
		}
	}
	s.tried, s.bad = nil, nil
	for r, t := range s.typed {
		name, remark := strings.CutSuffix(r.Item, store.RemarkSuffix)
		of := questionnaire.Ref{Item: name, Instance: r.Instance}
		if s.ses.Form().Question(name) == nil {
			continue
		}
		if remark {
			s.ses.Remark(of, t.Text)
		} else if a, bad := s.ses.Parse(of, t.Text); bad == nil {
			s.ses.Record(a)
		}
		s.loose = append(s.loose, of)
	}
	clear(s.typed)
}

// openNote opens the remark on the item under the focus.
func (s *Screen) openNote() {
	if s.locked(s.ref) {
		s.quiet = s.env.Texts.Correct.NoKey
		return
	}
	s.note = s.newField(s.ref, true, s.ses.Answer(s.ref).Remark)
	s.quiet = ""
	s.focus()
}

// closeNote records the remark and goes back to the item.
func (s *Screen) closeNote() {
	if s.note == nil {
		return
	}
	f := s.note
	s.note = nil
	if f.changed() {
		s.ses.Remark(f.ref, strings.TrimSpace(f.ed.Value()))
		s.loose = append(s.loose, f.ref)
		s.save("")
	}
	s.quiet = ""
	s.focus()
}

// focus lets exactly the text that takes the keys show its cursor.
func (s *Screen) focus() {
	for _, f := range s.typists() {
		f.ed.Blur()
	}
	if s.filter != nil {
		s.filter.Blur()
	}
	if e := s.editor(); e != nil {
		e.Focus()
	}
}

// warnPhone says so, once for a text, where one that others will read holds a
// number like a mobile telephone's. It reports whether it has just done so.
func (s *Screen) warnPhone(f *field, text string) bool {
	holds := phoneIn(text) && (f.remark || !s.question(f.ref).Personal)
	first := holds && !f.warned
	f.warned = holds
	if first {
		s.quiet = s.env.Texts.Interview.NoPhone
	}
	return first
}

// phoneIn tells whether a text holds a number of exactly eleven digits, plain
// or full-width, with or without blanks and hyphens between.
func phoneIn(text string) bool {
	n := 0
	for _, r := range text + "." {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			n++
		case (r == ' ' || r == '-') && n > 0 && n < 11:
		default:
			if n == 11 {
				return true
			}
			n = 0
		}
	}
	return false
}

// masked hides the middle of a long number; other texts stay.
func masked(text string) string {
	r := []rune(text)
	if len(r) < 7 || strings.Trim(text, "0123456789") != "" {
		return text
	}
	return string(r[:3]) + strings.Repeat("*", len(r)-7) + string(r[len(r)-4:])
}
