package stat

import (
	"math"
	"math/rand/v2"
)

// simulate draws tables with the given margins and counts those at most as
// likely as the one seen.
func simulate(counts [][]int, logs []float64, seed uint64) Exact {
	rows, columns, n := margins(counts)
	seen := slack
	for _, row := range counts {
		for _, x := range row {
			seen -= logs[x]
		}
	}
	random := rand.New(rand.NewPCG(seed, uint64(n)))
	left := make([]int, len(columns))
	hits := 0
	for range simulated {
		copy(left, columns)
		if draw(random, rows, left, n, logs) <= seen {
			hits++
		}
	}
	p := float64(1+hits) / float64(1+simulated)
	return Exact{p, math.Sqrt(p * (1 - p) / simulated), simulated}
}

// draw fills a table at random, each cell given those before it, and gives its
// weight −Σ ln(x!). left are the column totals and are used up.
func draw(random *rand.Rand, rows, left []int, n int, logs []float64) float64 {
	weight := 0.0
	for r, row := range rows {
		cases := n // in this row and those below
		n -= row
		for c := range left {
			x := row
			switch {
			case r == len(rows)-1:
				x = left[c]
			case c < len(left)-1:
				x = hypergeometric(random, left[c], row, cases, logs)
			}
			cases -= left[c]
			left[c] -= x
			row -= x
			weight -= logs[x]
		}
	}
	return weight
}

// hypergeometric draws how many of marked cases are among row cases taken out
// of all, walking outwards from the mode.
func hypergeometric(random *rand.Rand, marked, row, all int, logs []float64) int {
	low, high := max(0, row+marked-all), min(row, marked)
	if low == high {
		return low
	}
	mode := int(float64(row+1) * float64(marked+1) / float64(all+2))
	mode = max(low, min(high, mode))
	at := math.Exp(logs[marked] + logs[all-marked] + logs[row] + logs[all-row] - logs[all] -
		logs[mode] - logs[marked-mode] - logs[row-mode] - logs[all-marked-row+mode])
	u := random.Float64() - at
	below, above, down, up := at, at, mode, mode
	for u > 0 && (down > low || up < high) {
		if up < high {
			above *= float64(marked-up) * float64(row-up) / (float64(up+1) * float64(all-marked-row+up+1))
			up++
			if u -= above; u <= 0 {
				return up
			}
		}
		if down > low {
			below *= float64(down) * float64(all-marked-row+down) / (float64(marked-down+1) * float64(row-down+1))
			down--
			if u -= below; u <= 0 {
				return down
			}
		}
	}
	return mode
}
