package stat

import (
	"math"
)

const (
	// slack lets tables that are as likely as the one seen count as such in
	// spite of the last bits, as R does.
	slack = 1e-7
	// exactSteps is how many partial tables are visited before an exact test
	// gives way to a simulated one: some tenths of a second at most.
	exactSteps = 1_000_000
	// simulated is the number of tables drawn then.
	simulated = 10_000
)

// Exact is the result of Fisher's exact test.
type Exact struct {
	P         float64 // NaN with fewer than two rows or columns that are not empty
	SE        float64 // of a simulated P; 0 when it was enumerated
	Simulated int     // tables drawn; 0 when P was enumerated
}

// Fisher tests counts[row][column] for independence given its margins: P is
// the probability of all tables as likely as this one or less. 2×2 tables and
// small ones are enumerated; for others 10,000 tables are drawn, the same ones
// for the same seed, P is (1+hits)/(1+drawn) and SE √(P(1−P)/drawn).
//
// Source: R. A. Fisher, JRSS 98 (1935) 39–54; G. H. Freeman, J. H. Halton,
// Biometrika 38 (1951) 141–149; R fisher.test.
func Fisher(counts [][]int, seed uint64) Exact {
	rows, columns, _ := margins(counts)
	full := withoutEmpty(counts, rows, columns)
	rows, columns, n := margins(full)
	if len(rows) < 2 || len(columns) < 2 {
		return Exact{P: math.NaN()}
	}
	if len(rows) == 2 && len(columns) == 2 {
		return Exact{P: fisher2x2(full[0][0], rows, columns, n)}
	}
	logs := logTable(n)
	if p, ok := enumerate(full, logs, exactSteps); ok {
		return Exact{P: p}
	}
	return simulate(full, logs, seed)
}

// fisher2x2 adds up the hypergeometric probabilities at most that of x.
func fisher2x2(x int, rows, columns []int, n int) float64 {
	low, high := max(0, rows[0]+columns[0]-n), min(rows[0], columns[0])
	weight := func(x int) float64 {
		return -logFactorial(x) - logFactorial(rows[0]-x) - logFactorial(columns[0]-x) - logFactorial(n-rows[0]-columns[0]+x)
	}
	seen := weight(x) + slack
	constant := logFactorial(rows[0]) + logFactorial(rows[1]) + logFactorial(columns[0]) + logFactorial(columns[1]) - logFactorial(n)
	p := 0.0
	for i := low; i <= high; i++ {
		if w := weight(i); w <= seen {
			p += math.Exp(w + constant)
		}
	}
	return min(1, p)
}

// logFactorial gives ln(n!).
func logFactorial(n int) float64 {
	if n < 2 {
		return 0
	}
	v, _ := math.Lgamma(float64(n) + 1)
	return v
}

// logTable gives ln(0!) to ln(n!).
func logTable(n int) []float64 {
	logs := make([]float64, n+1)
	for i := range logs {
		logs[i] = logFactorial(i)
	}
	return logs
}
