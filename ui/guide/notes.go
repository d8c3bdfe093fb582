package guide

import (
	"slices"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire/talk"
	"tingfang/ui/widget/editor"
)

// hand is the note under the caret. A fresh one is not in the document before
// its first sign.
type hand struct {
	id    string
	fresh bool
	note  talk.Note // what a fresh one will be
	after string    // the note that a fresh one stands behind; "" = the last one of its topic
	ed    editor.Model
}

// handNote is the note in hand.
func (s *Screen) handNote() talk.Note {
	if s.hand.fresh {
		return s.hand.note
	}
	n, _ := s.doc.Note(s.hand.id)
	return n
}

// openNote takes a note in hand, with the caret behind so many signs; -1 = at
// its end.
func (s *Screen) openNote(id string, caret int) {
	n, ok := s.doc.Note(id)
	if !ok {
		s.openFresh("")
		return
	}
	s.hand = hand{id: id}
	s.ready(n.Text)
	if caret >= 0 {
		s.hand.ed.SetCaret(caret)
	}
}

// openFresh makes ready to type a note behind another; "" = behind the last
// one of the topic.
func (s *Screen) openFresh(after string) {
	t := s.topic().Ref
	if ids := s.doc.Under(t); after == "" && len(ids) > 0 {
		after = ids[len(ids)-1]
	}
	id := s.env.NewID()
	s.hand = hand{id: id, fresh: true, after: after, note: talk.Note{ID: id, Topic: t}}
	s.ready("")
}

func (s *Screen) ready(text string) {
	s.hand.ed = editor.New(editor.Options{Styles: s.styles(), Placeholder: s.env.Texts.Guide.WriteHere})
	s.measure()
	s.hand.ed.SetValue(text)
	s.hand.ed.Focus()
}

// leaveNote puts the note in hand down: an empty one goes, one that was saved
// as being typed will be saved as left.
func (s *Screen) leaveNote() {
	s.doc.Seal()
	h := &s.hand
	if h.fresh {
		return
	}
	if n := s.handNote(); talk.Blank(n.Text) {
		n.Gone = true
		s.doc.Do(talk.Place{Note: n.ID, Caret: h.ed.Caret()}, talk.Place{}, n)
	} else if s.save.typed[n.ID] {
		s.doc.Touch(n.ID)
	}
	h.id = "" // it is in hand no more
}

// edit gives a key or a paste to the note in hand, and takes what it wrote
// into the document.
func (s *Screen) edit(msg tea.Msg) tea.Cmd {
	before := s.hand.ed.Caret()
	ed, changed := s.hand.ed.Update(msg)
	if s.hand.ed = ed; !changed {
		return nil
	}
	s.quiet = ""
	s.written(before)
	return s.saveSoon()
}

// written takes the text of the field into the document.
func (s *Screen) written(before int) {
	h, text := &s.hand, s.hand.ed.Value()
	if !h.fresh {
		s.doc.Write(h.id, text, s.env.Now(), before, h.ed.Caret())
		return
	}
	n := h.note
	n.Text, n.At, n.Offset = text, s.env.Now(), s.clock.active
	for i := range n.Marks { // tags given before the first sign are on all of it
		n.Marks[i].Last = utf8.RuneCountInString(text)
	}
	var moved []talk.Note
	n.Position, moved = s.doc.Room(h.after)
	s.doc.Do(talk.Place{Note: n.ID}, talk.Place{Note: n.ID, Caret: h.ed.Caret()}, append(moved, n)...)
	h.fresh = false
}

// next begins the next note: behind this one, or with what stands behind the
// caret.
func (s *Screen) next() tea.Cmd {
	h := &s.hand
	if h.ed.Selected() != "" {
		before := h.ed.Caret()
		h.ed.Insert("")
		s.written(before)
	}
	switch c := h.ed.Caret(); {
	case h.ed.Len() == 0, c == 0:
		return nil
	case c < h.ed.Len():
		s.split(c)
	default:
		after := h.id
		s.leaveNote()
		s.openFresh(after)
	}
	s.quiet = ""
	s.saveTalk()
	return nil
}

// split makes two notes of the one in hand.
func (s *Screen) split(at int) {
	n := s.handNote()
	cut := len(n.Text)
	for i := range n.Text {
		if at == 0 {
			cut = i
			break
		}
		at--
	}
	runes := utf8.RuneCountInString(n.Text[:cut])
	rest := n
	rest.ID, rest.At, rest.Offset = s.env.NewID(), s.env.Now(), s.clock.active
	rest.Text, n.Text, n.At = n.Text[cut:], n.Text[:cut], s.env.Now()
	n.Marks, rest.Marks = talk.Split(n.Marks, runes, s.env.NewID)
	var moved []talk.Note
	rest.Position, moved = s.doc.Room(n.ID)
	for i := range moved {
		if moved[i].ID == n.ID {
			n.Position = moved[i].Position
		}
	}
	moved = slices.DeleteFunc(moved, func(m talk.Note) bool { return m.ID == n.ID })
	s.doc.Do(talk.Place{Note: n.ID, Caret: runes}, talk.Place{Note: rest.ID}, append(moved, n, rest)...)
	s.leaveNote()
	s.openNote(rest.ID, 0)
}

// join puts the note in hand behind the one before it.
func (s *Screen) join() tea.Cmd {
	before, ok := s.neighbour(-1)
	if !ok {
		return nil
	}
	s.merge(before, s.hand.id)
	return s.saveSoon()
}

// joinNext puts the note behind the one in hand to its end.
func (s *Screen) joinNext() tea.Cmd {
	behind, ok := s.neighbour(1)
	if !ok || s.hand.fresh {
		return nil
	}
	s.merge(s.hand.id, behind)
	return s.saveSoon()
}

// merge puts one note behind another; a fresh one leaves nothing.
func (s *Screen) merge(first, second string) {
	a, _ := s.doc.Note(first)
	end := utf8.RuneCountInString(a.Text)
	if b, ok := s.doc.Note(second); ok {
		was := talk.Place{Note: s.hand.id, Caret: s.hand.ed.Caret()}
		a.Marks = talk.Join(a.Marks, b.Marks, end)
		a.Text, a.At, b.Gone = a.Text+b.Text, s.env.Now(), true
		s.doc.Do(was, talk.Place{Note: first, Caret: end}, a, b)
	}
	s.doc.Seal()
	s.openNote(first, end)
}

// neighbour is the note before (-1) or behind (1) the one in hand.
func (s *Screen) neighbour(by int) (string, bool) {
	ids := s.doc.Under(s.topic().Ref)
	at := slices.Index(ids, s.hand.id)
	if s.hand.fresh {
		at = slices.Index(ids, s.hand.after)
		if by < 0 {
			at++
		}
	}
	if at += by; at < 0 || at >= len(ids) {
		return "", false
	}
	return ids[at], true
}

// step takes the note before or behind in hand; behind the last one a fresh
// one is ready.
func (s *Screen) step(by, caret int) tea.Cmd {
	id, ok := s.neighbour(by)
	switch {
	case ok:
		s.leaveNote()
		s.openNote(id, caret)
	case by > 0 && !s.hand.fresh:
		s.leaveNote()
		s.openFresh("")
	default:
		return nil
	}
	s.quiet = ""
	return s.saveSoon()
}

// upDown moves the caret by rows, and at the edge of the note to the next one.
func (s *Screen) upDown(msg tea.KeyPressMsg, by int) tea.Cmd {
	was := s.hand.ed.Caret()
	ed, _ := s.hand.ed.Update(msg)
	if ed.Caret() != was {
		s.hand.ed = ed
		return nil
	}
	if by < 0 {
		return s.step(-1, -1)
	}
	return s.step(1, 0)
}

// timeTravel takes the newest step back, or does it again, in whichever note
// it was.
func (s *Screen) timeTravel(travel func() (talk.Place, bool), none string) tea.Cmd {
	to, ok := travel()
	if !ok {
		s.say(none)
		return nil
	}
	s.quiet = ""
	s.toPlace(to)
	return s.saveSoon()
}

// toPlace puts the caret where it stood, in whichever topic that is.
func (s *Screen) toPlace(to talk.Place) {
	if s.save.typed[s.hand.id] && s.hand.id != to.Note {
		s.doc.Touch(s.hand.id)
	}
	n, ok := s.doc.Note(to.Note)
	if !ok {
		s.openFresh("")
		return
	}
	if i := s.find(n.Topic); i >= 0 && i != s.at {
		s.at = i
		s.clock.enter(n.Topic, s.env.Now())
	}
	s.openNote(n.ID, to.Caret)
}

// setKind makes the note in hand a quote, an observation or a thought; what it
// is already turns it back into a paraphrase.
func (s *Screen) setKind(k talk.Kind) tea.Cmd {
	n := s.handNote()
	if n.Kind == k {
		k = talk.Paraphrase
	}
	n.Kind = k
	s.say(s.kindWord(k))
	if k == talk.Quote && !s.mayQuote() {
		s.warn(s.env.Texts.Guide.NoQuote)
	}
	return s.change(n)
}

// change gives the note in hand other marks or another kind.
func (s *Screen) change(n talk.Note) tea.Cmd {
	if s.hand.fresh {
		s.hand.note = n
		return nil
	}
	here := talk.Place{Note: n.ID, Caret: s.hand.ed.Caret()}
	n.At = s.env.Now()
	s.doc.Do(here, here, n)
	return s.saveSoon()
}
