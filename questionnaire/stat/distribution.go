package stat

import "slices"

// Share is one answer of a distribution.
type Share struct {
	Count      int
	Percent    float64  // of the given answers
	Interval   Interval // Wilson's, of Percent
	Cumulative float64  // per cent of the given answers up to this one; has a meaning for ordered answers only
	OfAll      float64  // per cent of all, those who gave no answer included
}

// Distribution gives the share of each answer, in the order of counts. all is
// the number of cases with or without an answer. The base is the sum of counts;
// a base of 0 leaves every share NaN.
func Distribution(counts []int, all int) []Share {
	base, sum := total(counts), 0
	shares := make([]Share, len(counts))
	for i, n := range counts {
		sum += n
		shares[i] = Share{n, Percent(n, base), Wilson(n, base), Percent(sum, base), Percent(n, all)}
	}
	return shares
}

// ByCount gives the indices of counts with the largest count first, and equal
// counts in their own order.
func ByCount(counts []int) []int {
	order := make([]int, len(counts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return counts[b] - counts[a] })
	return order
}

// Box says which part of a scale an answer belongs to. The zero value belongs
// to none and still counts in the base.
type Box uint8

// The boxes of a scale.
const (
	Unboxed Box = iota
	Top
	Mid
	Bottom
	Focus // the answer of interest on a scale that is not one of satisfaction
)

// Boxes is a distribution drawn together into boxes.
type Boxes struct {
	N                                           int      // the base: every answer, boxed or not
	Counts                                      [5]int   // by Box
	Top, Mid, Bottom, Focus                     float64  // per cent of N
	TopRange, MidRange, BottomRange, FocusRange Interval // Wilson's, of the shares
	Net                                         float64  // top less bottom, −100 to 100
}

// BoxShares draws counts together by the box of each answer; boxes is as long as
// counts. A base of 0 leaves every share NaN.
func BoxShares(counts []int, boxes []Box) Boxes {
	b := Boxes{N: total(counts)}
	for i, n := range counts {
		b.Counts[boxes[i]] += n
	}
	share := func(box Box) (float64, Interval) {
		return Percent(b.Counts[box], b.N), Wilson(b.Counts[box], b.N)
	}
	b.Top, b.TopRange = share(Top)
	b.Mid, b.MidRange = share(Mid)
	b.Bottom, b.BottomRange = share(Bottom)
	b.Focus, b.FocusRange = share(Focus)
	b.Net = Percent(b.Counts[Top]-b.Counts[Bottom], b.N)
	return b
}

// total adds up counts.
func total(counts []int) int {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}
