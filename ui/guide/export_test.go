package guide

import "tingfang/ui/nav"

// Save does what the timer of the saving does.
func Save(n nav.Screen) { n.(*Screen).saveTalk() }

// Tick does what the clock does each second.
func Tick(n nav.Screen) { n.(*Screen).ticked() }

// Note is the text of the note in hand, and where the caret stands in it.
func Note(n nav.Screen) (string, int) {
	s := n.(*Screen)
	return s.hand.ed.Value(), s.hand.ed.Caret()
}

// SaveReading does what the timer of the saving does, on the reading screen.
func SaveReading(n nav.Screen) {
	s := n.(*Reading).s
	s.saveTalk()
	s.Update(s.save.queue.Start(s.env.Now)())
}
