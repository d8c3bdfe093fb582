package stat

// Below these bases a figure is flagged, and hidden from the public.
const (
	FlagBelow     = 30
	SuppressBelow = 10
)

// Visibility says what may be done with a figure.
type Visibility uint8

// The degrees of visibility.
const (
	Shown      Visibility = iota
	Flagged               // shown with a mark: the base is small
	Suppressed            // hidden where anyone may read it
)

// VisibilityOf gives the visibility of a figure by its base, a base of 0 included.
func VisibilityOf(base int) Visibility {
	switch {
	case base < SuppressBelow:
		return Suppressed
	case base < FlagBelow:
		return Flagged
	}
	return Shown
}

// SuppressLine gives which cells of a line to hide when its total is shown:
// those whose base is too small, and if that is only one, so that it is the
// total less the rest, the next smallest as well. A line of one small cell is
// its own total: whoever prints a total hides it too.
func SuppressLine(bases []int) []bool {
	hidden := make([]bool, len(bases))
	for i, n := range bases {
		hidden[i] = VisibilityOf(n) == Suppressed
	}
	if i := second(len(bases), func(i int) (int, bool) { return bases[i], hidden[i] }); i >= 0 {
		hidden[i] = true
	}
	return hidden
}

// SuppressTable gives which cells of a table, bases[row][column], to hide when
// the totals of rows and columns are shown: no row and no column keeps a single
// hidden cell beside one that is shown.
func SuppressTable(bases [][]int) [][]bool {
	hidden := make([][]bool, len(bases))
	for r, row := range bases {
		hidden[r] = SuppressLine(row)
	}
	for changed := len(bases) > 0; changed; {
		changed = false
		for c := range bases[0] {
			if r := second(len(bases), func(r int) (int, bool) { return bases[r][c], hidden[r][c] }); r >= 0 {
				hidden[r][c], changed = true, true
			}
		}
		for r, row := range bases {
			if c := second(len(row), func(c int) (int, bool) { return row[c], hidden[r][c] }); c >= 0 {
				hidden[r][c], changed = true, true
			}
		}
	}
	return hidden
}

// second gives the smallest cell still shown on a line with one hidden cell,
// or −1 where there is none to hide.
func second(n int, cell func(int) (base int, hidden bool)) int {
	smallest, gone := -1, 0
	for i := range n {
		base, hidden := cell(i)
		if hidden {
			gone++
			continue
		}
		if smallest < 0 {
			smallest = i
		} else if b, _ := cell(smallest); base < b {
			smallest = i
		}
	}
	if gone != 1 {
		return -1
	}
	return smallest
}
