package stat

import (
	"math/rand/v2"
	"testing"
)

// million gives columns of a million answers on a scale of five, all leaning
// on the first.
func million(columns int) [][]float64 {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([][]float64, columns)
	for j := range out {
		out[j] = make([]float64, 1_000_000)
		for i := range out[j] {
			out[j][i] = float64(1 + r.IntN(5))
			if j > 0 && r.IntN(3) == 0 {
				out[j][i] = out[0][i]
			}
		}
	}
	return out
}

func BenchmarkMillion(b *testing.B) {
	columns := million(9)
	continuous := make([]float64, len(columns[0]))
	for i := range continuous {
		continuous[i] = rand.Float64()
	}
	x, y := Count(columns[0]...), Count(columns[1]...)
	for name, f := range map[string]func(){
		"count":            func() { Count(columns[0]...) },
		"count-continuous": func() { Count(continuous...) },
		"mann-whitney":     func() { MannWhitney(x, y) },
		"spearman":         func() { Spearman(Pairs(columns[0], columns[1])) },
		"drivers-8":        func() { _, _ = KeyDrivers(Rows(columns...)) },
		"fisher-2x2":       func() { Fisher([][]int{{250_000, 250_000}, {250_000, 250_300}}, 1) },
		"fisher-4x5": func() {
			Fisher([][]int{{200_000, 1, 90_000, 7, 10}, {200_000, 4, 91_000, 3, 3}, {200_000, 3, 90_500, 3, 3}, {200, 3, 3, 3, 3}}, 1)
		},
		"wilson": func() { Wilson(3, 1_000_000) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
}

func BenchmarkFifteenDrivers(b *testing.B) {
	columns := million(MaxDrivers + 1)
	for j := range columns {
		columns[j] = columns[j][:2000]
	}
	for b.Loop() {
		if _, err := KeyDrivers(Rows(columns...)); err != nil {
			b.Fatal(err)
		}
	}
}
