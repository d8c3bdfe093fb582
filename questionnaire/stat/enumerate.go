package stat

import (
	"math"
	"slices"
)

// enumeration walks the tables with given margins column by column. What is
// left of the rows, in any order, is a node; tables that reach a node with the
// same weight so far are one path, and a path whose completions are all as
// likely as the table seen, or all likelier, is settled without walking them
// (the network idea of C. R. Mehta, N. R. Patel, JASA 78 (1983) 427–434). A
// weight is −Σ ln(x!) over cells.
type enumeration struct {
	columns []int // ascending; the last one takes what is left
	logs    []float64
	seen    float64 // weight of the table seen, with slack
	steps   int     // still allowed
	base    uint64  // one more than the cases: the radix of a node's name
	bounds  []map[uint64]bound
	endings map[uint64]ending
}

// bound is the least and the largest weight of the completions of a node.
type bound struct{ least, most float64 }

// enumerate gives the exact P of a table without empty rows or columns, or
// false when that takes more than the given steps.
func enumerate(counts [][]int, logs []float64, steps int) (p float64, ok bool) {
	rows, columns, n := margins(counts)
	smaller := min(len(rows), len(columns))
	if float64(smaller-1)*math.Log2(float64(n)+1) > 63 {
		return 0, false // a node would need a longer name, and the walk would not end
	}
	e := enumeration{logs: logs, steps: steps, base: uint64(n) + 1, endings: map[uint64]ending{}}
	for _, row := range counts {
		for _, x := range row {
			e.seen -= e.logs[x]
		}
	}
	e.seen += slack
	if len(rows) > len(columns) {
		rows, columns = columns, rows
	}
	slices.Sort(columns)
	slices.Sort(rows)
	e.columns, e.bounds = columns, make([]map[uint64]bound, len(columns))
	for i := range e.bounds {
		e.bounds[i] = map[uint64]bound{}
	}
	constant := -e.logs[n]
	for _, m := range append(slices.Clone(rows), columns...) {
		constant += e.logs[m]
	}
	p = e.walk(rows, constant)
	return min(1, p), e.steps > 0
}

// path is a node with a weight so far and the probability of reaching it so.
type path struct {
	left   []int
	weight float64
	ways   float64 // number of paths drawn together
}

// pathKey is equal for paths to draw together: weights that agree to nine
// digits differ by rounding alone.
type pathKey struct {
	node   uint64
	weight int64
}

// walk sums the probabilities of the tables at most as likely as the one seen.
func (e *enumeration) walk(rows []int, constant float64) float64 {
	p := 0.0
	paths := []path{{rows, 0, 1}}
	last := len(e.columns) - 2
	for stage := 0; stage < last; stage++ {
		next := map[pathKey]int{}
		var reached []path
		for _, at := range paths {
			b := e.bound(stage, at.left)
			switch {
			case e.steps <= 0:
				return 0
			case at.weight+b.least > e.seen:
			case at.weight+b.most <= e.seen:
				p += at.ways * math.Exp(at.weight+e.all(stage, at.left)+constant)
			default:
				e.fill(at.left, e.columns[stage], func(left []int, weight float64) {
					to := path{left, at.weight + weight, at.ways}
					key := pathKey{e.node(left), int64(math.Round(to.weight * 1e9))}
					if i, ok := next[key]; ok {
						reached[i].ways += to.ways
						return
					}
					e.steps -= 9 // a path is kept until its column is done
					next[key] = len(reached)
					to.left = slices.Clone(left)
					reached = append(reached, to)
				})
			}
		}
		paths = reached
	}
	for _, at := range paths {
		end := e.ending(at.left)
		if e.steps <= 0 {
			return 0
		}
		p += at.ways * math.Exp(at.weight+end.most()+constant) * end.upTo(e.seen-at.weight)
	}
	return p
}

// ending is the weights of all completions of a node with two columns to go,
// ascending, and the running sums of their exponentials relative to the largest.
type ending struct{ weights, sums []float64 }

func (e ending) most() float64 { return e.weights[len(e.weights)-1] }

// upTo sums the exponentials of the weights at most w.
func (e ending) upTo(w float64) float64 {
	i, _ := slices.BinarySearchFunc(e.weights, w, func(have, limit float64) int {
		if have <= limit {
			return -1
		}
		return 1
	})
	if i == 0 {
		return 0
	}
	return e.sums[i-1]
}

// ending gives the ending of a node, worked out once.
func (e *enumeration) ending(left []int) ending {
	key := e.node(left)
	if end, ok := e.endings[key]; ok {
		return end
	}
	var end ending
	e.fill(left, e.columns[len(e.columns)-2], func(left []int, weight float64) {
		for _, x := range left {
			weight -= e.logs[x]
		}
		end.weights = append(end.weights, weight)
	})
	if len(end.weights) == 0 {
		return end // out of steps
	}
	slices.Sort(end.weights)
	end.sums = make([]float64, len(end.weights))
	sum := 0.0
	for i, w := range end.weights {
		sum += math.Exp(w - end.most())
		end.sums[i] = sum
	}
	e.endings[key] = end
	return end
}

// all gives the logarithm of the summed exponentials of all completions of a
// node: the number of ways to fill it, in closed form.
func (e *enumeration) all(stage int, left []int) float64 {
	sum, n := 0.0, 0
	for _, x := range left {
		sum -= e.logs[x]
		n += x
	}
	for _, c := range e.columns[stage:] {
		sum -= e.logs[c]
	}
	return sum + e.logs[n]
}

// bound gives the bounds of a node, each worked out once.
func (e *enumeration) bound(stage int, left []int) bound {
	if stage == len(e.columns)-2 {
		end := e.ending(left)
		if e.steps <= 0 {
			return bound{}
		}
		return bound{end.weights[0], end.most()}
	}
	key := e.node(left)
	if b, ok := e.bounds[stage][key]; ok {
		return b
	}
	b := bound{math.Inf(1), math.Inf(-1)}
	e.fill(left, e.columns[stage], func(left []int, weight float64) {
		rest := e.bound(stage+1, left)
		b.least, b.most = min(b.least, weight+rest.least), max(b.most, weight+rest.most)
	})
	e.bounds[stage][key] = b
	return b
}

// fill calls visit for every way to take a column from what is left of the
// rows, with what is then left, ascending, and the weight of the column. The
// slice is good for the call only.
func (e *enumeration) fill(left []int, column int, visit func(left []int, weight float64)) {
	after := slices.Clone(left)
	sorted := make([]int, len(left))
	room := 0
	for _, x := range left {
		room += x
	}
	var take func(row, column, room int, weight float64)
	take = func(row, column, room int, weight float64) {
		if e.steps <= 0 {
			return
		}
		room -= left[row] // what the rows below can take
		if row == len(left)-1 {
			e.steps--
			after[row] = left[row] - column
			copy(sorted, after)
			slices.Sort(sorted)
			visit(sorted, weight-e.logs[column])
			return
		}
		for x := max(0, column-room); x <= min(left[row], column); x++ {
			after[row] = left[row] - x
			take(row+1, column-x, room, weight-e.logs[x])
		}
	}
	take(0, column, room, 0)
}

// node names what is left of the rows; the first follows from the rest.
func (e *enumeration) node(left []int) uint64 {
	name := uint64(0)
	for _, x := range left[1:] {
		name = name*e.base + uint64(x)
	}
	return name
}
