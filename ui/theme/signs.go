package theme

import (
	"math"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Signs is one set of the signs that are drawn, each of a fixed number of
// cells: one, but for Radio and Check, which are as wide as their twins.
type Signs struct {
	Cursor                string             // the line under the focus
	Tick                  string             // saved, done
	Cross                 string             // failed
	Dot                   string             // chosen
	Ring                  string             // not chosen
	Attend                string             // wants attention
	Check                 [2]string          // a box: empty, ticked
	Full                  string             // a full cell of a bar
	Parts                 []string           // a bar's last cell by eighths, from the smallest; none in ASCII
	Empty                 string             // an empty cell of a bar
	Line                  string             // a level line
	Heavy                 string             // a level line that is done with
	Post                  string             // an upright line
	Ellipsis              string             // text cut here
	Mask                  rune               // a hidden rune
	Left, Right, Up, Down string             // arrow keys
	Between               string             // between two things on a line
	None                  string             // a figure that is not defined
	Rise, Fall            string             // more than before, less
	Minus                 string             // before a negative figure
	Stack                 [3]string          // full cells of a stacked bar: low, middle, high
	Spark                 []string           // heights of one cell, from the lowest
	Spot                  string             // a point of a plot
	Crossing              string             // where the two lines of a plot cross
	Hold                  [2]string          // around the cell in focus
	Concealed             string             // a figure that is not published
	To                    string             // from one end of an interval to the other
	Tags                  [TagColours]string // what tells tags apart without colour
	Border                lipgloss.Border
}

var unicodeSigns = Signs{Cursor: "›", Tick: "✓", Cross: "✗", Dot: "●", Ring: "○", Attend: "▲", Check: [2]string{"[ ]", "[✓]"}, Full: "█",
	Parts: []string{"▏", "▎", "▍", "▌", "▋", "▊", "▉"}, Empty: "░", Line: "─", Heavy: "━", Post: "│", Ellipsis: "…", Mask: '•',
	Left: "←", Right: "→", Up: "↑", Down: "↓", Between: "·", None: "–",
	Rise: "▲", Fall: "▼", Minus: "−", Stack: [3]string{"▓", "░", "█"}, Spark: []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}, Spot: "●", Crossing: "┼", Hold: [2]string{"‹", "›"},
	Concealed: "×", To: "–", Tags: [TagColours]string{"●", "■", "▲", "◆", "○", "□", "△", "◇"}, Border: lipgloss.RoundedBorder()}

var asciiSigns = Signs{Cursor: ">", Tick: "v", Cross: "x", Dot: "*", Ring: "o", Attend: "!", Check: [2]string{"[ ]", "[x]"}, Full: "#",
	Empty: ".", Line: "-", Heavy: "=", Post: "|", Ellipsis: "~", Mask: '*', Left: "<-", Right: "->", Up: "Up", Down: "Dn", Between: "|", None: "-",
	Rise: "^", Fall: "v", Minus: "-", Stack: [3]string{"=", ".", "#"}, Spark: []string{"_", ".", "-", "=", "*", "^"}, Spot: "*", Crossing: "+", Hold: [2]string{"[", "]"},
	Concealed: "x", To: "-", Tags: [TagColours]string{"a", "b", "c", "d", "e", "f", "g", "h"}, Border: lipgloss.ASCIIBorder()}

// Meter draws a bar of width cells, filled by the share from 0 to 1.
func (t *Theme) Meter(share float64, width int) string {
	if width <= 0 {
		return ""
	}
	share = min(max(share, 0), 1)
	steps := len(t.Signs.Parts) + 1
	filled := int(math.Round(share * float64(width*steps)))
	bar := strings.Repeat(t.Signs.Full, filled/steps)
	if rest := filled % steps; rest > 0 {
		bar += t.Signs.Parts[rest-1]
	}
	empty := width - ansi.StringWidth(bar)
	return t.Bar.Render(bar) + t.Track.Render(strings.Repeat(t.Signs.Empty, max(empty, 0)))
}

// Way draws how far something has come, from 0 to 1, as a thin line of width
// cells: quieter than a Meter where it stands all the time.
func (t *Theme) Way(share float64, width int) string {
	done := int(math.Round(min(max(share, 0), 1) * float64(max(width, 0))))
	return t.Bar.Render(strings.Repeat(t.Signs.Heavy, done)) + t.Track.Render(strings.Repeat(t.Signs.Line, max(width-done, 0)))
}

// Cut shortens a line to width cells and marks the cut.
func (t *Theme) Cut(line string, width int) string {
	return ansi.Truncate(line, max(width, 0), t.Signs.Ellipsis)
}

// Pad fills a line with spaces up to width cells, cutting a longer one.
func (t *Theme) Pad(line string, width int) string {
	line = t.Cut(line, width)
	return line + strings.Repeat(" ", max(width-ansi.StringWidth(line), 0))
}

// Ends puts left and right at the two ends of a line of width cells; where
// both do not fit the left one is cut.
func (t *Theme) Ends(left, right string, width int) string {
	room := width - ansi.StringWidth(right)
	if right != "" {
		room--
	}
	if room < 8 {
		return t.Pad(left, width)
	}
	gap := ""
	if right != "" {
		gap = " "
	}
	return t.Pad(left, room) + gap + right
}
