package stat

import (
	"errors"
	"math"
)

// ErrNoQuadrant says that importance and satisfaction cannot be crossed: under
// four items have both, or all are equal on one of the two.
var ErrNoQuadrant = errors.New("a quadrant needs four items that differ in importance and in satisfaction")

// Point is an item's place, or the place where the two lines cross.
type Point struct{ Satisfaction, Importance float64 }

// Zone is a quarter of the plot.
type Zone uint8

// The zones.
const (
	Unplaced    Zone = iota // an item without one of the figures
	KeepUp                  // 优势区: important and satisfying
	Concentrate             // 修补区: important, not satisfying
	LowPriority             // 机会区: neither
	Overkill                // 维持区: satisfying, not important
)

// GrandMeans gives the usual crossing: the plain means of the items that have
// both figures; NaN of none.
func GrandMeans(items []Point) Point {
	var sum Point
	n := 0.0
	for _, p := range items {
		if p.complete() {
			sum.Satisfaction += p.Satisfaction
			sum.Importance += p.Importance
			n++
		}
	}
	return Point{sum.Satisfaction / n, sum.Importance / n}
}

// Midpoint gives the middle of a scale, the other usual crossing.
func Midpoint(low, high float64) float64 { return low + (high-low)/2 }

// Quadrants gives the zone of each item about the crossing. An item on a line
// counts as high. Too few or too equal items are an [ErrNoQuadrant].
//
// Source: J. A. Martilla, J. C. James, Importance-performance analysis,
// Journal of Marketing 41 (1977) 77–79.
func Quadrants(items []Point, crossing Point) ([]Zone, error) {
	if !plottable(items) {
		return nil, ErrNoQuadrant
	}
	zones := make([]Zone, len(items))
	for i, p := range items {
		if p.complete() {
			zones[i] = zone(reaches(p.Importance, crossing.Importance), reaches(p.Satisfaction, crossing.Satisfaction))
		}
	}
	return zones, nil
}

func zone(important, satisfying bool) Zone {
	switch {
	case important && satisfying:
		return KeepUp
	case important:
		return Concentrate
	case satisfying:
		return Overkill
	}
	return LowPriority
}

// reaches reports whether x is at the line or above; a mean of the items
// themselves may miss a tie by its last bits.
func reaches(x, line float64) bool { return x >= line-1e-12*max(1, math.Abs(line)) }

func (p Point) complete() bool { return !math.IsNaN(p.Satisfaction) && !math.IsNaN(p.Importance) }

func plottable(items []Point) bool {
	var satisfaction, importance counter
	n := 0
	for _, p := range items {
		if p.complete() {
			satisfaction.add(p.Satisfaction)
			importance.add(p.Importance)
			n++
		}
	}
	return n >= 4 && len(satisfaction.tally().values) > 1 && len(importance.tally().values) > 1
}
