package questionnaire

import (
	"slices"
	"strings"
	"time"
)

// Ref is the place of an answer: an item's name and, once forms may repeat,
// the instance of its repeat ("" outside one). The zero Ref is the end of the
// route.
type Ref struct{ Item, Instance string }

// Answer is what stands recorded for one item.
type Answer struct {
	Ref
	Status Status
	Codes  []string // of a select item, in the order of its choices
	Number float64  // of an integer, decimal or range item
	Text   string   // of a text item as typed; of a date item YYYY-MM-DD; of a calculation its value
	Remark string   // the interviewer's remark on this item, of any status
	Reason string   // why it was refused, where the item has a list of reasons: a code
	Forced bool     // a soft check was overruled
	Aside  bool     // decided, but the route does not reach the item now

	At    time.Time // when it was last changed; zero until stored
	Edits int       // how often it was changed after it was first stored
}

// Same reports whether a and b hold the same value, whenever it was given.
func (a Answer) Same(b Answer) bool {
	return a.Ref == b.Ref && a.Status == b.Status && slices.Equal(a.Codes, b.Codes) && a.Number == b.Number &&
		a.Text == b.Text && a.Remark == b.Remark && a.Reason == b.Reason && a.Forced == b.Forced && a.Aside == b.Aside
}

// blank reports that nothing at all is recorded.
func (a Answer) blank() bool { return a.Status == Open && a.Remark == "" }

var stored = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "")

// Clean is a typed text as it is stored: line ends are LF and NUL is gone,
// everything else stays as it was typed.
func Clean(s string) string { return stored.Replace(s) }
