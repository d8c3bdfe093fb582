package talk

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tingfang/questionnaire"
)

// Doc is the notes of one interview as one text with a history across notes.
// It knows what was changed since it was last asked, for whoever saves it. It
// is not safe for concurrent use.
type Doc struct {
	notes   map[string]*Note // those that are gone too
	order   []*Note          // those that stand, by Position
	under   map[questionnaire.Ref]*shelf
	changed map[string]bool
	known   map[string]bool // given away before: whoever saves has them
	past    []step          // newest last
	future  []step
	cost    int // of past
	open    bool
}

// shelf is what stands under one topic.
type shelf struct {
	ids     []string
	written int // notes with text
}

// NewDoc makes the document of the notes kept so far.
func NewDoc(notes []Note) *Doc {
	d := &Doc{notes: map[string]*Note{}, changed: map[string]bool{}, known: map[string]bool{}}
	for _, n := range notes {
		d.notes[n.ID], d.known[n.ID] = &n, true
	}
	d.arrange()
	return d
}

// arrange sorts what stands anew.
func (d *Doc) arrange() {
	d.order, d.under = d.order[:0], nil
	for _, n := range d.notes {
		if !n.Gone {
			d.order = append(d.order, n)
		}
	}
	slices.SortFunc(d.order, func(a, b *Note) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
}

// shelves lists what stands under each topic.
func (d *Doc) shelves() map[questionnaire.Ref]*shelf {
	if d.under != nil {
		return d.under
	}
	d.under = map[questionnaire.Ref]*shelf{}
	for _, n := range d.order {
		s := d.under[n.Topic]
		if s == nil {
			s = &shelf{}
			d.under[n.Topic] = s
		}
		if s.ids = append(s.ids, n.ID); !Blank(n.Text) {
			s.written++
		}
	}
	return d.under
}

// Blank tells that a text says nothing.
func Blank(text string) bool { return strings.TrimSpace(text) == "" }

// Note gives a note that stands.
func (d *Doc) Note(id string) (Note, bool) {
	if n := d.notes[id]; n != nil && !n.Gone {
		return *n, true
	}
	return Note{}, false
}

// Notes lists all that stand, in their order.
func (d *Doc) Notes() []Note {
	out := make([]Note, len(d.order))
	for i, n := range d.order {
		out[i] = *n
	}
	return out
}

// Len counts the notes that stand.
func (d *Doc) Len() int { return len(d.order) }

// Under lists the ids of the notes under a topic, in their order. The list is
// the document's own.
func (d *Doc) Under(topic questionnaire.Ref) []string {
	if s := d.shelves()[topic]; s != nil {
		return s.ids
	}
	return nil
}

// Written counts the notes with text under a topic.
func (d *Doc) Written(topic questionnaire.Ref) int {
	if s := d.shelves()[topic]; s != nil {
		return s.written
	}
	return 0
}

// Room gives the Position of a new note behind another of its topic: at the
// end of all where that is the last one or there is none, so that notes taken
// one after the other stand in the order of time. moved are notes that have to
// move for it, to be done in the same step.
func (d *Doc) Room(after string) (position float64, moved []Note) {
	n := d.notes[after]
	last := 0.0
	if len(d.order) > 0 {
		last = d.order[len(d.order)-1].Position
	}
	if n == nil || n.Gone {
		return last + 1, nil
	}
	if ids := d.Under(n.Topic); ids[len(ids)-1] == after {
		return last + 1, nil
	}
	at := slices.Index(d.order, n)
	if at+1 == len(d.order) {
		return last + 1, nil
	}
	a, b := n.Position, d.order[at+1].Position
	if mid := a + (b-a)/2; a < mid && mid < b {
		return mid, nil
	}
	for i, o := range d.order { // no number left between the two
		if want := float64(2 * (i + 1)); o.Position != want {
			m := *o
			m.Position = want
			moved = append(moved, m)
		}
	}
	return float64(2*(at+1) + 1), moved
}

// Take gives the notes changed since the last Take, in their order, those that
// are gone first; one that came and went in between is not among them.
func (d *Doc) Take() []Note {
	var out []Note
	for id := range d.changed {
		if n := d.notes[id]; !n.Gone || d.known[id] {
			out = append(out, *n)
			d.known[id] = true
		}
	}
	clear(d.changed)
	slices.SortFunc(out, func(a, b Note) int {
		if a.Gone != b.Gone {
			return map[bool]int{true: -1, false: 1}[a.Gone]
		}
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// Touch has a note given by the next Take as if it had changed.
func (d *Doc) Touch(id string) {
	if d.notes[id] != nil {
		d.changed[id] = true
	}
}

// Changed tells whether Take has something to give.
func (d *Doc) Changed() bool { return len(d.changed) > 0 }

// Write gives a note that stands another text; its marks move along. It is one
// step of undo with the typing before it where it goes on. The carets are in
// code points.
func (d *Doc) Write(id, text string, at time.Time, before, after int) {
	n := *d.notes[id]
	delta := Between(n.Text, text)
	if delta.Empty() {
		return
	}
	was := n
	n.Marks, n.At, n.Text = Shift(n.Marks, n.Text, delta), at, ""
	was.Text = ""
	s := step{changes: []change{{delta: delta, before: was, after: n}}, before: Place{id, before}, after: Place{id, after}}
	d.apply(s)
	d.remember(s)
}

// Do changes notes in one step of undo: each takes the place of what stood
// under its ID. Typing that goes on in a note that is begun alone joins the
// step.
func (d *Doc) Do(before, after Place, notes ...Note) {
	s := step{before: before, after: after}
	for _, n := range notes {
		was := Note{ID: n.ID, Topic: n.Topic, Gone: true}
		if have := d.notes[n.ID]; have != nil {
			was = *have
		}
		c := change{delta: Between(was.Text, n.Text), before: was, after: n}
		c.before.Text, c.after.Text = "", ""
		s.changes = append(s.changes, c)
	}
	s.sealed = len(s.changes) != 1 || !s.changes[0].before.Gone || s.changes[0].after.Gone
	d.apply(s)
	d.remember(s)
}
