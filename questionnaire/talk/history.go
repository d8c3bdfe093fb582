package talk

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Place is a caret in one of the notes, in code points.
type Place struct {
	Note  string
	Caret int
}

// change is what one step does to one note: its text by a Delta, all else by
// the note before and after, which hold no text.
type change struct {
	delta         Delta
	before, after Note
}

// step is one undoable change of the document.
type step struct {
	changes       []change
	before, after Place
	sealed        bool // nothing joins it
}

const (
	stepRunes  = 20      // the most a run of typing or erasing joins into one step
	historyMax = 8 << 20 // bytes of removed and inserted text kept
	changeCost = 512     // what a change counts for besides its text
)

func (s step) cost() int {
	sum := 0
	for _, c := range s.changes {
		sum += changeCost + len(c.delta.Removed) + len(c.delta.Inserted)
	}
	return sum
}

// back is the step that takes this one back.
func (s step) back() step {
	out := step{before: s.after, after: s.before}
	for _, c := range slices.Backward(s.changes) {
		out.changes = append(out.changes, change{c.delta.Back(), c.after, c.before})
	}
	return out
}

// apply does a step and remembers what it touched.
func (d *Doc) apply(s step) {
	anew := false
	for _, c := range s.changes {
		have, id := d.notes[c.after.ID], c.after.ID
		if have == nil {
			have = &Note{ID: id, Gone: true}
			d.notes[id] = have
		}
		was := *have
		*have = c.after
		have.Text = c.delta.Apply(was.Text)
		anew = anew || was.Gone != have.Gone || was.Topic != have.Topic || was.Position != have.Position
		if Blank(was.Text) != Blank(have.Text) {
			d.under = nil
		}
		d.changed[id] = true
	}
	if anew {
		d.arrange()
	}
}

// remember puts a step on the history, or into its newest one where a person
// sees one doing. The oldest are forgotten where they hold too much.
func (d *Doc) remember(s step) {
	d.future = nil
	if n := len(d.past); n > 0 && d.open {
		if joined, ok := join(d.past[n-1], s); ok {
			d.cost += joined.cost() - d.past[n-1].cost()
			d.past[n-1] = joined
			return
		}
	}
	d.past, d.open = append(d.past, s), true
	d.cost += s.cost()
	for d.cost > historyMax && len(d.past) > 1 {
		d.cost -= d.past[0].cost()
		d.past = d.past[1:]
	}
}

// join gives p with s taken in: a word typed, a run of Backspace.
func join(p, s step) (step, bool) {
	if p.sealed || s.sealed || p.after != s.before || len(p.changes) != 1 || len(s.changes) != 1 {
		return s, false
	}
	a, b := p.changes[0], s.changes[0]
	out := step{before: p.before, after: s.after, changes: []change{{before: a.before, after: b.after}}}
	switch x, y := a.delta, b.delta; {
	case x.Removed == "" && y.Removed == "" && x.At+len(x.Inserted) == y.At:
		last, _ := utf8.DecodeLastRuneInString(x.Inserted)
		out.changes[0].delta = Delta{x.At, "", x.Inserted + y.Inserted}
		return out, !unicode.IsSpace(last) && short(x.Inserted, y.Inserted)
	case x.Inserted == "" && y.Inserted == "" && y.At+len(y.Removed) == x.At:
		out.changes[0].delta = Delta{y.At, y.Removed + x.Removed, ""}
		return out, short(x.Removed, y.Removed)
	case x.Inserted == "" && y.Inserted == "" && x.At == y.At:
		out.changes[0].delta = Delta{x.At, x.Removed + y.Removed, ""}
		return out, short(x.Removed, y.Removed)
	}
	return s, false
}

func short(a, b string) bool {
	return len(a)+len(b) <= stepRunes*utf8.UTFMax && utf8.RuneCountInString(a)+utf8.RuneCountInString(b) <= stepRunes
}

// Seal ends the run of typing: what comes next is a step of its own.
func (d *Doc) Seal() { d.open = false }

// Undo takes the newest step back, in whichever note it was, and says where
// the caret stood. It reports false where nothing is left.
func (d *Doc) Undo() (Place, bool) {
	n := len(d.past)
	if n == 0 {
		return Place{}, false
	}
	s := d.past[n-1]
	d.past, d.future, d.open = d.past[:n-1], append(d.future, s), false
	d.cost -= s.cost()
	d.apply(s.back())
	return s.before, true
}

// Redo does the step last taken back again.
func (d *Doc) Redo() (Place, bool) {
	n := len(d.future)
	if n == 0 {
		return Place{}, false
	}
	s := d.future[n-1]
	d.past, d.future, d.open = append(d.past, s), d.future[:n-1], false
	d.cost += s.cost()
	d.apply(s)
	return s.after, true
}
