package stat

import (
	"math"
	"strconv"
	"strings"
)

// Levels are the p-values, after Bonferroni, below which a difference of two
// columns gets a letter: a capital below Capital, and where Small is larger, a
// small letter from there to Small. One level is Levels{Capital: 0.05}, two
// are Levels{Capital: 0.01, Small: 0.05}.
type Levels struct{ Capital, Small float64 }

// Pair is a test of two columns A < B within a row. Z is z of two shares, t of
// two means, above 0 where A is larger.
type Pair struct {
	Row, A, B int
	Z, P      float64 // P times the number of pairs tested in the row, at most 1
}

// Lettered is the pairs tested and the letters they earn.
type Lettered struct {
	Pairs   []Pair
	Letters [][]string // by row and column: the columns that this one exceeds
}

// ColumnLetter names a column: A to Z, then A1 to Z1, A2 …, so that letters
// written together stay apart.
func ColumnLetter(column int) string {
	letter := string(rune('A' + column%26))
	if column < 26 {
		return letter
	}
	return letter + strconv.Itoa(column/26)
}

// ShareLetters compares the columns of counts[row][column] pair by pair within
// each row by a two-sided z test with pooled share. bases holds the cases of
// each column; for a question of one answer that is the column's total. Columns
// with a share of 0 or 100 per cent, or a base under two, are neither tested
// nor counted for Bonferroni. Columns must not overlap, and none be their total.
//
// Source: the pairwise tests of IBM SPSS Custom Tables; z² is R
// prop.test(correct = FALSE) of the pair.
func ShareLetters(counts [][]int, bases []int, levels Levels) Lettered {
	var out Lettered
	for r, row := range counts {
		var tested []int
		for c, n := range row {
			if bases[c] > 1 && n > 0 && n < bases[c] {
				tested = append(tested, c)
			}
		}
		out.row(r, len(row), tested, levels, func(a, b int) (z, p float64) {
			z = pooledZ(row[a], bases[a], row[b], bases[b])
			return z, normalP(z)
		})
	}
	return out
}

// MeanLetters compares the means of columns pair by pair by t tests with one
// variance pooled over all columns tested. Columns of under two cases are
// neither tested nor counted for Bonferroni; where no column varies nothing is
// tested. The one row of the result is row 0.
//
// Source: R pairwise.t.test(p.adjust.method = "bonferroni").
func MeanLetters(columns []Tally, levels Levels) Lettered {
	var tested []int
	squares, df := 0.0, 0.0
	for c, t := range columns {
		if t.n > 1 {
			tested = append(tested, c)
			squares += t.squares()
			df += float64(t.n - 1)
		}
	}
	if squares == 0 {
		tested = nil
	}
	var out Lettered
	out.row(0, len(columns), tested, levels, func(a, b int) (t, p float64) {
		x, y := columns[a], columns[b]
		t = (x.mean() - y.mean()) / math.Sqrt(squares/df*(1/float64(x.n)+1/float64(y.n)))
		return t, tP(t, df)
	})
	return out
}

// row tests every pair of the columns in one row and writes its letters.
func (l *Lettered) row(r, columns int, tested []int, levels Levels, test func(a, b int) (z, p float64)) {
	letters := make([]string, columns)
	pairs := len(tested) * (len(tested) - 1) / 2
	for i, a := range tested {
		for _, b := range tested[i+1:] {
			z, p := test(a, b)
			p = Bonferroni(p, pairs)
			l.Pairs = append(l.Pairs, Pair{r, a, b, z, p})
			if z > 0 {
				letters[a] += levels.letter(b, p)
			} else {
				letters[b] += levels.letter(a, p)
			}
		}
	}
	l.Letters = append(l.Letters, letters)
}

// letter gives what the larger column is marked with.
func (l Levels) letter(column int, p float64) string {
	switch {
	case p < l.Capital:
		return ColumnLetter(column)
	case p < l.Small:
		return strings.ToLower(ColumnLetter(column))
	}
	return ""
}
