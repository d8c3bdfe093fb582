package editor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind says what an edit was, for telling whether the next belongs to the same
// step of undo.
type kind uint8

const (
	none kind = iota
	typing
	erasing  // backwards
	deleting // forwards
	other    // a step of its own
)

const (
	stepRunes  = 20      // the most a run of typing or erasing joins into one step
	historyMax = 8 << 20 // bytes of removed and inserted text kept
	stepCost   = 128     // what a step counts for besides its text
)

// step is one undoable change: removed gave way to inserted at an offset. Steps
// are linked and never changed, so copies of a Model can share them.
type step struct {
	at                int
	removed, inserted string
	before, after     place
	older             *step
	cost              int // bytes of this and all older steps
}

// link puts s before older.
func (s step) link(older *step) *step {
	s.older, s.cost = older, stepCost+len(s.removed)+len(s.inserted)
	if older != nil {
		s.cost += older.cost
	}
	return &s
}

// replace puts s in the place of [a,b) and records it.
func (m *Model) replace(a, b int, s string, k kind) bool {
	if a == b && s == "" {
		return false
	}
	st := step{at: a, removed: m.text.slice(a, b), inserted: s, before: m.place}
	m.apply(a, b, s)
	m.place = place{a + len(s), a + len(s)}
	st.after = m.place
	if joined, ok := m.join(st, k); ok {
		m.past = joined.link(m.past.older)
	} else {
		m.past = trim(st.link(m.past))
	}
	m.future, m.open = nil, k
	m.follow()
	return true
}

// apply changes the text and nothing that can be undone.
func (m *Model) apply(a, b int, s string) {
	l := m.layout()
	m.text = m.text.replace(a, b, s)
	w, h := m.size()
	m.memo = &memo{w, h, l.after(m.text, a)}
	m.top, m.goal, m.tail = min(m.top, a+len(s)), 0, false
	m.rev++
}

// join gives the newest step with st taken in, where a person sees one doing:
// a word typed, a run of Backspace.
func (m Model) join(st step, k kind) (step, bool) {
	if k != m.open || m.past == nil {
		return st, false
	}
	p := *m.past
	p.after = st.after
	switch {
	case k == typing && st.removed == "" && p.after.caret == st.after.caret && p.at+len(p.inserted) == st.at:
		last, _ := utf8.DecodeLastRuneInString(p.inserted)
		p.inserted += st.inserted
		return p, !unicode.IsSpace(last) && utf8.RuneCountInString(p.inserted) <= stepRunes
	case k == erasing && st.at+len(st.removed) == p.at:
		p.at, p.removed = st.at, st.removed+p.removed
		return p, utf8.RuneCountInString(p.removed) <= stepRunes
	case k == deleting && st.at == p.at:
		p.removed += st.removed
		return p, utf8.RuneCountInString(p.removed) <= stepRunes
	}
	return st, false
}

// trim forgets the older half of the steps when they hold too much. The newest
// is kept whatever its size.
func trim(s *step) *step {
	if s.cost <= historyMax {
		return s
	}
	var keep []step
	for n, size := s, 0; n != nil && (n == s || size < historyMax/2); n = n.older {
		size += stepCost + len(n.removed) + len(n.inserted)
		if n == s || size < historyMax/2 {
			keep = append(keep, *n)
		}
	}
	var out *step
	for i := len(keep) - 1; i >= 0; i-- {
		out = keep[i].link(out)
	}
	return out
}

// undo takes back the newest step; redo does it again.
func (m *Model) undo() bool {
	s := m.past
	if s == nil {
		return false
	}
	m.apply(s.at, s.at+len(s.inserted), s.removed)
	m.past, m.future = s.older, s.link(m.future)
	m.restore(s.before)
	return true
}

func (m *Model) redo() bool {
	s := m.future
	if s == nil {
		return false
	}
	m.apply(s.at, s.at+len(s.removed), s.inserted)
	m.past, m.future = s.link(m.past), s.older
	m.restore(s.after)
	return true
}

func (m *Model) restore(p place) {
	m.place, m.open, m.cut = p, none, 0
	m.follow()
}

// insert types s over the selection: cleaned, and cut where the limit is.
func (m *Model) insert(s string, k kind) bool {
	a, b := m.span()
	s = m.fit(m.clean(s), utf8.RuneCountInString(m.text.slice(a, b)))
	if s == "" && m.cut > 0 {
		return false // a full field keeps its selection
	}
	return m.replace(a, b, s, k)
}

// clean gives s as it is stored: valid UTF-8, LF between lines, no NUL; in a
// one-line field spaces for newlines.
func (m Model) clean(s string) string {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	if m.opt.OneLine {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	return s
}

// fit cuts s to what the limit leaves once freed runes are gone, and notes how
// much was lost.
func (m *Model) fit(s string, freed int) string {
	m.cut = 0
	if m.opt.Limit <= 0 {
		return s
	}
	room := max(m.opt.Limit-m.text.runes+freed, 0)
	if n := utf8.RuneCountInString(s); n > room {
		m.cut = n - room
		s = s[:runePrefix(s, room)]
	}
	return s
}
