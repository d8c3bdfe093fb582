package tables

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/report"
)

// part is one block of a page and where its rows and cells lead.
type part struct {
	block report.Block
	lead  func(row, column string) *spot // by the keys of the grid; column "" = the row itself
}

// spot is what Enter opens: the interviews behind a row or a cell.
type spot struct {
	title      string
	item, code string                    // as summary.Behind has them; item "" = all of the selection
	by, in     string                    // the group of a break
	boxes      answered                  // any of these answers, of a share of several
	ended      questionnaire.Disposition // of the approaches
	open       func(*Screen) tea.Cmd     // instead: something on the screen itself
}

// cursor is a place on a page: the n-th row that leads somewhere, and the n-th
// of its columns that does; 0 = the row itself.
type cursor struct{ row, cell int }

// stop is a row the cursor can stand on.
type stop struct {
	part  int
	row   int      // of the grid
	cells []string // the keys of the columns that lead somewhere
	lead  bool     // the row itself leads somewhere
}

// stops are the rows of all parts that can be stood on, and of their columns
// those that their sheets have room for.
func stops(all []part, sheets []report.Sheet) []stop {
	var out []stop
	for p, part := range all {
		for r, l := range part.block.Grid.Rows {
			if l.Section || part.lead == nil {
				continue
			}
			at := stop{part: p, row: r, lead: part.lead(l.Key, "") != nil}
			for _, key := range sheets[p].Keys {
				if key != "" && part.lead(l.Key, key) != nil {
					at.cells = append(at.cells, key)
				}
			}
			if len(at.cells) == 0 { // nothing but the row leads on: its columns are walked to scroll
				at.cells = slices.DeleteFunc(slices.Clone(sheets[p].Keys), func(key string) bool { return key == "" })
			}
			out = append(out, at)
		}
	}
	return out
}

// clamp keeps a cursor on the rows there are.
func clamp(c cursor, all []stop) cursor {
	c.row = min(max(c.row, 0), max(len(all)-1, 0))
	if len(all) == 0 {
		return cursor{}
	}
	c.cell = min(max(c.cell, 0), len(all[c.row].cells))
	return c
}

// under is what the cursor stands on, nil for nothing.
func (m *memo) under(c cursor) *spot {
	all := m.stops
	c = clamp(c, all)
	if c.row >= len(all) {
		return nil
	}
	at, column := all[c.row], ""
	if c.cell > 0 {
		column = at.cells[c.cell-1]
	}
	p := m.parts[at.part]
	key := p.block.Grid.Rows[at.row].Key
	if to := p.lead(key, column); to != nil {
		return to
	}
	return p.lead(key, "")
}
