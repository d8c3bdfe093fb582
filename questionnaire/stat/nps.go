package stat

import (
	"errors"
	"fmt"
	"math"
)

// ErrScale says that a net promoter score was asked of a scale other than 0 to 10.
var ErrScale = errors.New("a net promoter score needs the eleven answers 0 to 10")

// NetPromoter is the net promoter score of a question.
type NetPromoter struct {
	N                               int
	Promoters, Passives, Detractors float64  // per cent: 9 and 10, 7 and 8, 0 to 6
	Score                           float64  // promoters less detractors, −100 to 100
	SD                              float64  // of the single case at 100, 0 or −100, with n−1; NaN under two cases
	SE                              float64  // √((p+d−(p−d)²)/n), in points of the score; NaN of nobody
	Interval                        Interval // score ± z·SE, not cut off at ±100; of width 0 when all are of one kind
}

// NPS gives the net promoter score of counts of the answers 0, 1, … 10 in that
// order. Any other number of answers is an [ErrScale].
//
// Source: F. Reichheld, The one number you need to grow, HBR 81 (2003) 46–54;
// the variance is that of a variable of −1, 0 and 1.
func NPS(counts []int) (NetPromoter, error) {
	if len(counts) != 11 {
		return NetPromoter{}, fmt.Errorf("compute score of %d answers: %w", len(counts), ErrScale)
	}
	detractors, passives, promoters := total(counts[:7]), total(counts[7:9]), total(counts[9:])
	n := detractors + passives + promoters
	s := NetPromoter{N: n, Promoters: Percent(promoters, n), Passives: Percent(passives, n), Detractors: Percent(detractors, n)}
	s.Score = Percent(promoters-detractors, n)
	variance := 100*(s.Promoters+s.Detractors) - s.Score*s.Score
	if promoters == n || detractors == n {
		variance = 0 * s.Score // exactly, and still NaN of nobody
	}
	s.SE = math.Sqrt(variance / float64(n))
	s.SD = math.NaN()
	if n > 1 {
		s.SD = math.Sqrt(variance * float64(n) / float64(n-1))
	}
	s.Interval = Interval{s.Score - z95*s.SE, s.Score + z95*s.SE}
	return s, nil
}

// Difference is the first less the second of two figures from separate cases.
type Difference struct {
	Diff, SE float64
	Interval Interval // Diff ± z·SE
	Z, P     float64  // NaN where neither figure varies
}

// NPSDifference compares two scores, the first less the second, in points:
// z = Δ/√(SE₁²+SE₂²).
func NPSDifference(a, b NetPromoter) Difference {
	d := Difference{Diff: a.Score - b.Score, SE: math.Hypot(a.SE, b.SE), Z: math.NaN(), P: math.NaN()}
	d.Interval = Interval{d.Diff - z95*d.SE, d.Diff + z95*d.SE}
	if d.SE > 0 {
		d.Z = d.Diff / d.SE
		d.P = normalP(d.Z)
	}
	return d
}
