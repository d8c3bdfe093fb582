package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tingfang/questionnaire/stat"
)

// fixed is a number with so many digits after the point.
func (s Style) fixed(x float64, digits int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return s.Theme.Signs.None
	}
	said := strconv.FormatFloat(stat.Round(x, digits), 'f', digits, 64)
	if rest, negative := strings.CutPrefix(said, "-"); negative {
		return s.Theme.Signs.Minus + rest
	}
	return said
}

// signed is as fixed, with a plus before what is above 0.
func (s Style) signed(x float64, digits int) string {
	said := s.fixed(x, digits)
	if stat.Round(x, digits) > 0 {
		return "+" + said
	}
	return said
}

// percent is a share, 0 to 100, with its sign.
func (s Style) percent(x float64) string {
	if math.IsNaN(x) {
		return s.Theme.Signs.None
	}
	return s.fixed(x, 1) + "%"
}

// between is an interval.
func (s Style) between(low, high float64, digits int) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return s.Theme.Signs.None
	}
	to := s.Theme.Signs.To
	if low < 0 || high < 0 { // a dash between negative numbers does not read
		to = " .. "
	}
	return s.fixed(low, digits) + to + s.fixed(high, digits)
}

// chance is a p value in words.
func (s Style) chance(p float64) string {
	t := s.Texts.Report
	if p < 0.001 {
		return t.PSmall
	}
	return fmt.Sprintf(t.P, s.fixed(p, 3))
}

// brief is a p value alone.
func (s Style) brief(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return s.fixed(p, 3)
}

// The cells of figures: as they show, and as they are.

func (s Style) share(x float64) Cell { return Cell{Text: s.percent(x), Value: x} }

func (s Style) number(x float64, digits int) Cell { return Cell{Text: s.fixed(x, digits), Value: x} }

func (s Style) interval(low, high float64, digits int) Cell {
	return Cell{Text: s.between(low, high, digits), Tone: Quiet}
}

func count(n int) Cell { return Cell{Text: strconv.Itoa(n), Value: n} }

// concealed is a figure that is not published.
func (s Style) concealed() Cell {
	return Cell{Text: s.Theme.Signs.Concealed, Value: math.NaN(), Tone: Quiet}
}

// base is a base with the mark of a small one.
func base(n int) string {
	if n < stat.FlagBelow {
		return strconv.Itoa(n) + "*"
	}
	return strconv.Itoa(n)
}

// based is the cell of a base.
func based(n int) Cell {
	c := count(n)
	if n < stat.FlagBelow {
		c.Mark = "*"
	}
	return c
}

// marked adds the mark of a small base to a share that stands on it.
func marked(c Cell, n int) Cell {
	if n > 0 && n < stat.FlagBelow {
		c.Mark += "*"
	}
	return c
}

// whole is a share without digits after the point, where many stand side by side.
func (s Style) whole(x float64) Cell {
	if math.IsNaN(x) {
		return s.share(x)
	}
	return Cell{Text: s.fixed(x, 0) + "%", Value: x}
}
