package stat

import (
	"math"
	"math/bits"

	"gonum.org/v1/gonum/mat"
)

// steps is a Cholesky factor grown an item at a time: the squared last entry of
// the outcome's row is what the item adds to R².
type steps struct {
	items   []int
	factor  [MaxDrivers][MaxDrivers]float64
	outcome [MaxDrivers]float64
}

// add puts item j behind those there are, and gives the rise of R² and the
// item's tolerance, the share of its variance that those before leave free.
func (s *steps) add(m model, j int) (rise, tolerance float64) {
	last := len(s.items)
	row := &s.factor[last]
	tolerance = 1
	left := m.y.AtVec(j)
	for i, item := range s.items {
		x := m.x.At(j, item)
		for h := range i {
			x -= row[h] * s.factor[i][h]
		}
		row[i] = x / s.factor[i][i]
		tolerance -= row[i] * row[i]
		left -= row[i] * s.outcome[i]
	}
	row[last] = math.Sqrt(tolerance)
	s.outcome[last] = left / row[last]
	s.items = append(s.items, j)
	return s.outcome[last] * s.outcome[last], tolerance
}

// lmg gives each item's mean rise of R² over all orders of entry.
func (m model) lmg() []float64 {
	fits := make([]float64, 1<<m.k)
	m.fitSets(fits, new(steps), 0, 0)
	weight := make([]float64, m.k) // of a set by its size: 1/(k·C(k−1, size))
	for size, ways := 0, 1.0; size < m.k; size++ {
		weight[size] = 1 / (float64(m.k) * ways)
		ways *= float64(m.k-1-size) / float64(size+1)
	}
	shares := make([]float64, m.k)
	for set, r2 := range fits {
		for j := range m.k {
			if set>>j&1 == 0 {
				shares[j] += weight[bits.OnesCount(uint(set))] * (fits[set|1<<j] - r2)
			}
		}
	}
	return shares
}

// fitSets puts R² of every set that adds items from next on to set into fits.
func (m model) fitSets(fits []float64, s *steps, set, next int) {
	for j := next; j < m.k; j++ {
		rise, _ := s.add(m, j)
		fits[set|1<<j] = fits[set] + rise
		m.fitSets(fits, s, set|1<<j, j+1)
		s.items = s.items[:len(s.items)-1]
	}
}

// johnson gives the relative weights: with Λ the root of the items'
// correlations, Σ over h of Λ²jh·(Λ⁻¹r)²h.
func (m model) johnson() []float64 {
	var eigen mat.EigenSym
	eigen.Factorize(m.x, true)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	roots := eigen.Values(nil)
	power := func(of func(float64) float64) *mat.Dense {
		var scaled, out mat.Dense
		scaled.Apply(func(_, c int, v float64) float64 { return v * of(roots[c]) }, &vectors)
		out.Mul(&scaled, vectors.T())
		return &out
	}
	root, inverse := power(math.Sqrt), power(func(x float64) float64 { return 1 / math.Sqrt(x) })
	var b mat.VecDense
	b.MulVec(inverse, m.y)
	weights := make([]float64, m.k)
	for j := range weights {
		for h := range m.k {
			weights[j] += root.At(j, h) * root.At(j, h) * b.AtVec(h) * b.AtVec(h)
		}
	}
	return weights
}
