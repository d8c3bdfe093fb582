package report

import (
	"math"

	"tingfang/questionnaire"
	"tingfang/ui/lang"
	"tingfang/ui/theme"
)

// Style is what drawing needs besides the figures. The theme matters to lines
// of a terminal only; files have the Unicode signs without colours.
type Style struct {
	Theme *theme.Theme
	Texts *lang.Texts
	Lang  questionnaire.Lang
	Form  *questionnaire.Form // whose questions stand under the titles; nil = none do
}

// Block is one table or plot laid out in words: what every format is drawn from.
type Block struct {
	Title   string
	About   []string // under the title: the question as it is asked
	Counts  []string // the base and what is missing from it
	Grid    Grid
	Stack   *Stack // the boxes of a scale as one bar
	Plot    *Plot
	Figures []string // the figures of the whole: mean, shares, tests
	Notes   []string
	Fields  []Field // of CSV: they stand before every row
	Data    *Grid   // of CSV, where it has other rows than the grid; nil = the grid
}

// Field is a named value, the same for every row of a block.
type Field struct {
	Key   string
	Value any // string, int or float64; NaN is blank
}

// Grid is the rows and columns of a block. The first column is the label, which
// stays in sight when others scroll.
type Grid struct {
	Heads []Head
	Rows  []Line
}

// Head is the head of one column.
type Head struct {
	Key   string // its name in CSV; "" = not in CSV
	Title string
	Below string // a second line: the base
	Kind  Kind
	Drop  int // from 1 on: left out of a narrow terminal, the highest first; 0 = never
}

// Kind is how a column is drawn.
type Kind uint8

// The kinds of columns.
const (
	Number Kind = iota // at the right
	Words              // at the left
	Bar                // a bar of the cell's Share
	Stacks             // a stacked bar of the cell's Parts
)

// Line is one row; a Section row has a text in its first cell alone.
type Line struct {
	Key     string // what the row is of: an answer's code, an item, a group; "" = figures of the whole
	Cells   []Cell
	Section bool
}

// Cell is one cell.
type Cell struct {
	Text  string
	Mark  string     // behind the text, so that digits stay in line: a small base, letters, up or down
	Value any        // of CSV: string, int, float64 (NaN is blank) or nil for the text
	Share float64    // of a bar, 0 to 100
	Parts [3]float64 // of a stacked bar: bottom, mid and top, in per cent; NaN = none
	Tone  Tone
}

// Tone is what a cell is, for its colour; it is told in words or signs as well.
type Tone uint8

// The tones.
const (
	Plain Tone = iota
	Quiet
	Good
	Bad
)

// Stack is one stacked bar with its words.
type Stack struct {
	Parts [3]float64
	Words [3]string // bottom, mid, top, each with its share
}

// Plot is points over two crossing lines.
type Plot struct {
	X, Y   string // what the axes are
	CrossX float64
	CrossY float64
	Zones  [4]string // left above, right above, left below, right below
	Points []Point
}

// Point is one point of a plot.
type Point struct {
	X, Y float64
	Name string
}

func text(s string) Cell { return Cell{Text: s, Value: s} }

func (s Style) words(t questionnaire.Text) string { return t.In(s.Lang) }

// shared is a share that has a bar.
func shared(x float64) Cell {
	if math.IsNaN(x) {
		x = 0
	}
	return Cell{Share: x}
}
