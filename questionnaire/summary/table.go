package summary

import "tingfang/questionnaire"

// Item is the table of one closed item: its answers with their shares, alone or
// side by side in the groups of a break.
type Item struct {
	Item    string             // its name; name@version for a column that only older versions have
	Kind    string             // "select_one", "select_multiple" or "range"
	Title   questionnaire.Text // its short name, or else its question
	Scale   string             // "sat5", "nps11" …; "" = none
	No      int                // printed number; 0 = not counted
	Cases   int                // interviews selected, those of Notes with NoteChanged left out
	Asked   int                // given, don't know, refused, not applicable and open
	Base    int                // given: what the shares are of
	Missing Missing
	Rows    []Row
	Stats   Stats

	By      string             // the break; "" = none
	ByTitle questionnaire.Text // empty for hall, interviewer, week …, which are worded elsewhere
	Columns []Column           // the groups, in their own order
	Tests   Tests

	Notes  []Note
	Hidden bool // the base is too small to publish: every figure is taken out
}

// Missing counts the interviews outside the base, by the reason.
type Missing struct{ Open, DontKnow, Refused, NotApplicable, NotAsked int }

// Row is one answer. Shares are of the base, 0 to 100.
type Row struct {
	Code         string
	Label        questionnaire.Text
	Box          string  // "top", "mid", "bottom", "focus" or ""
	Value        float64 // its number in means; NaN = none
	N            int
	Pct          float64
	Low, High    float64 // Wilson's interval
	Cum          float64 // up to this answer, of ordered answers; else NaN
	PctResponses float64 // of all mentions, of a select_multiple; NaN for an exclusive answer and for other kinds
	Cells        []Cell  // by Columns
}

// Cell is an answer in one group.
type Cell struct {
	N        int
	Pct      float64 // of the column's base
	Residual float64 // adjusted, about standard normal without a link; NaN where there is no test
	Letters  string  // the columns whose share this one exceeds
	Hidden   bool    // taken out, too small to publish
}

// Column is one group of a break.
type Column struct {
	Code    string
	Label   questionnaire.Text // a name or a date where the group is no answer
	Letter  string             // A, B, C …
	Asked   int
	Base    int
	Missing Missing
	Stats   Stats
	Letters string // the columns whose mean this one exceeds
	Small   bool   // under 30 cases
	Hidden  bool   // taken out, too small to publish
}

// Stats are the figures of an item or of one group; NaN = not defined, as a mean
// of answers without numbers or a share of a box the item does not have.
type Stats struct {
	N                                int // cases in the mean: the base less answers off the scale
	Mean, SD, SE                     float64
	MeanLow, MeanHigh                float64 // t interval
	Median                           float64 // R's type 7
	Top2, Top2Low, Top2High          float64 // share of the top boxes: satisfied, met, promoters; Wilson
	Mid                              float64
	Bottom2, Bottom2Low, Bottom2High float64
	Net                              float64 // top less bottom
	Focus, FocusLow, FocusHigh       float64 // share of the answer of interest of a nominal item
	T, DF, P                         float64 // of an item on scale gap5: t test of its mean against 4, "as expected"
	Flat                             bool    // everybody gave the same number: an interval of width 0 claims too much
}

// Tests are the tests of a break for a link with the answers; NaN = none.
type Tests struct {
	Chi2, DF, P float64 // Pearson's
	YatesP      float64 // with continuity correction, where that is due
	CramersV    float64
	FisherP     float64 // where expected counts are too small for χ²
	FisherSE    float64 // of a FisherP that was simulated; 0 of an enumerated one
	Warning     string  // one of the Warn constants; "" = go by Chi2
}

// The warnings of Tests.
const (
	WarnNoTest  = "no_test" // fewer than two answers or groups
	WarnYates   = "yates"   // 2×2 with smallish expected counts: go by YatesP
	WarnFisher  = "fisher"  // expected counts too small: go by FisherP
	WarnOverlap = "overlap" // groups or answers overlap: no χ²
)

// NoteKind names what a note says; ui/lang words it.
type NoteKind string

// The kinds of notes.
const (
	NoteChanged    NoteKind = "changed"    // N interviews of Version have the item with other codes, scale, boxes or values: left out
	NoteWording    NoteKind = "wording"    // Version words the question otherwise; its N interviews are in the table
	NoteSmall      NoteKind = "small"      // the base N is under 30; Item is the column's letter, "" the table
	NoteReversed   NoteKind = "reversed"   // a high number is a bad one (x_reverse)
	NoteOffScale   NoteKind = "off_scale"  // N answers stand outside the mean
	NoteFlat       NoteKind = "flat"       // everybody gave the same number
	NoteIntercept  NoteKind = "intercept"  // a non-probability sample: intervals and tests are for orientation
	NoteOverlap    NoteKind = "overlap"    // the groups overlap: nothing is tested
	NoteUngrouped  NoteKind = "ungrouped"  // N interviews are in no group of the break
	NoteSuppressed NoteKind = "suppressed" // N columns are taken out
	NoteFewCases   NoteKind = "few_cases"  // N cases are few for so many drivers
	NoteEntangled  NoteKind = "entangled"  // Item goes along with the others too closely (VIF over 5)
	NoteDropped    NoteKind = "dropped"    // N interviews lack a number of one of the items
	NoteNoPlot     NoteKind = "no_plot"    // under four items, or all equal: no quadrant
	NoteTallied    NoteKind = "tallied"    // N tallied approaches are left out: a filter over answers cannot hold for them
	NoteBonferroni NoteKind = "bonferroni" // N comparisons, each at p < .05 by itself: read single marks with care
)

// Note is something to know about a table, as data.
type Note struct {
	Kind    NoteKind
	Item    string
	Version string
	N       int
}
