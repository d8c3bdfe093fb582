package summary

import (
	"math"
	"slices"
	"strings"

	"tingfang/questionnaire/stat"
)

// Publish gives the table as anyone may read it: figures on under 10 cases are
// taken out, and where that is one column, the next smallest too, so that it
// is not the total less the rest. What is taken out is 0 or NaN.
func (it Item) Publish() Item {
	if stat.VisibilityOf(it.Base) == stat.Suppressed {
		return it.hide()
	}
	bases := make([]int, len(it.Columns))
	for i, k := range it.Columns {
		bases[i] = k.Base
	}
	hidden, gone := suppressed(it.Base, bases), 0
	for i := range hidden {
		if hidden[i] {
			gone++
		}
	}
	if gone == 0 {
		return it
	}
	columns, rows := make([]Column, len(it.Columns)), make([]Row, len(it.Rows))
	for i, k := range it.Columns {
		if columns[i] = k; hidden[i] {
			columns[i] = Column{Code: k.Code, Label: k.Label, Letter: k.Letter, Stats: noStats(), Small: true, Hidden: true}
		}
		columns[i].Letters = without(columns[i].Letters, it.Columns, hidden)
	}
	for r, row := range it.Rows {
		cells := make([]Cell, len(row.Cells))
		for i, cell := range row.Cells {
			if cells[i] = cell; hidden[i] {
				cells[i] = Cell{Pct: math.NaN(), Residual: math.NaN(), Hidden: true}
			}
			cells[i].Letters = without(cells[i].Letters, it.Columns, hidden)
		}
		row.Cells = cells
		rows[r] = row
	}
	it.Columns, it.Rows = columns, rows
	it.Notes = append(withoutSmall(it.Notes), Note{Kind: NoteSuppressed, N: gone})
	return it
}

// suppressed gives which groups of a total to take out. What is in no group
// could be had as the total less the groups: it is a group too.
func suppressed(total int, bases []int) []bool {
	rest := total
	for _, n := range bases {
		rest -= n
	}
	if line := slices.Clone(bases); rest > 0 {
		return stat.SuppressLine(append(line, rest))[:len(bases)]
	}
	return stat.SuppressLine(bases)
}

// hide takes every figure out.
func (it Item) hide() Item {
	nan := math.NaN()
	it.Hidden, it.Cases, it.Asked, it.Base, it.Missing = true, 0, 0, 0, Missing{}
	it.Stats, it.Tests = noStats(), noTests("")
	rows := make([]Row, len(it.Rows))
	for r, row := range it.Rows {
		rows[r] = Row{Code: row.Code, Label: row.Label, Box: row.Box, Value: row.Value, Pct: nan, Low: nan, High: nan, Cum: nan, PctResponses: nan}
		for range row.Cells {
			rows[r].Cells = append(rows[r].Cells, Cell{Pct: nan, Residual: nan, Hidden: true})
		}
	}
	columns := make([]Column, len(it.Columns))
	for i, k := range it.Columns {
		columns[i] = Column{Code: k.Code, Label: k.Label, Letter: k.Letter, Stats: noStats(), Small: true, Hidden: true}
	}
	it.Rows, it.Columns = rows, columns
	it.Notes = []Note{{Kind: NoteSuppressed, N: len(columns)}}
	return it
}

// without takes the letters of hidden columns out. A letter is a capital or a
// small one, with a number behind it from the 27th column on.
func without(letters string, columns []Column, hidden []bool) string {
	var kept strings.Builder
	for len(letters) > 0 {
		n := 1
		for n < len(letters) && letters[n] >= '0' && letters[n] <= '9' {
			n++
		}
		gone := slices.IndexFunc(columns, func(k Column) bool { return strings.EqualFold(k.Letter, letters[:n]) })
		if gone < 0 || !hidden[gone] {
			kept.WriteString(letters[:n])
		}
		letters = letters[n:]
	}
	return kept.String()
}
