package summary

import (
	"math/bits"

	"tingfang/questionnaire"
)

// tally is how often each code of a column stands in a selection.
type tally struct {
	Missing
	given   int
	answers []int // by answer of the column
}

func (t tally) asked() int { return t.given + t.Open + t.DontKnow + t.Refused + t.NotApplicable }

// count tallies a column over a selection.
func (s *Selection) count(col *column) tally {
	var t tally
	if col.lanes == 2 && !col.item.Multiple {
		t = newTally(s.countWide(col), col.item.Count)
	} else {
		codes := s.countLane(col.lane)
		t = newTally(codes[:], col.item.Count)
	}
	if col.item.Multiple {
		clear(t.answers)
		for j := 1; j < col.lanes; j++ {
			for value, n := range s.countLane(col.lane + j) {
				for set := uint8(value); set != 0; set &= set - 1 {
					if i := 8*(j-1) + bits.TrailingZeros8(set); i < len(t.answers) {
						t.answers[i] += n
					}
				}
			}
		}
	}
	t.NotAsked -= s.elsewhere(col)
	return t
}

func newTally(codes []int, answers int) tally {
	t := tally{Missing: Missing{
		Open: codes[questionnaire.PackedOpen], DontKnow: codes[questionnaire.PackedDontKnow], Refused: codes[questionnaire.PackedRefused],
		NotApplicable: codes[questionnaire.PackedNotApplicable], NotAsked: codes[questionnaire.PackedNotAsked],
	}, answers: make([]int, answers)}
	for i, n := range codes[questionnaire.PackedFirst:] {
		if i < answers {
			t.answers[i] = n
		}
		t.given += n
	}
	return t
}

// countLane counts the values of a lane.
func (s *Selection) countLane(lane int) [256]int {
	var sums [4][256]uint32 // four, so that equal neighbours do not wait for one another
	for i, w := range s.words {
		if w == 0 {
			continue
		}
		b := s.c.blocks[i*64/blockSize]
		if lane >= len(b.lanes) || b.lanes[lane] == nil {
			sums[0][0] += uint32(bits.OnesCount64(w))
			continue
		}
		values := b.lanes[lane][i*64%blockSize:][:64]
		if w == ^uint64(0) {
			for j := 0; j < 64; j += 4 {
				sums[0][values[j]]++
				sums[1][values[j+1]]++
				sums[2][values[j+2]]++
				sums[3][values[j+3]]++
			}
			continue
		}
		for ; w != 0; w &= w - 1 {
			j := bits.TrailingZeros64(w)
			sums[j&3][values[j&63]]++
		}
	}
	var counts [256]int
	for v := range counts {
		counts[v] = int(sums[0][v] + sums[1][v] + sums[2][v] + sums[3][v])
	}
	return counts
}

// countWide counts the codes of a column of two lanes.
func (s *Selection) countWide(col *column) []int {
	counts := make([]int, questionnaire.PackedFirst+col.item.Count)
	for b, at := range s.cases() {
		counts[col.code(b, at)]++
	}
	return counts
}

// elsewhere counts the cases whose version has the item as another column.
func (s *Selection) elsewhere(col *column) int {
	n := 0
	for _, left := range s.left(col) {
		n += left
	}
	return n
}

// left counts, by version, the cases whose version has the item as another
// column.
func (s *Selection) left(col *column) map[int]int {
	if len(s.c.named[col.q.Name]) < 2 {
		return nil
	}
	out := map[int]int{}
	for v, n := range s.versions() {
		if n > 0 && s.c.versions[v].form.Question(col.q.Name) != nil && !s.c.versions[v].has(col) {
			out[v] = n
		}
	}
	return out
}

func (v *version) has(col *column) bool {
	for i := range v.moves {
		if v.moves[i].col == col {
			return true
		}
	}
	return false
}

// versions counts the cases by version of the form.
func (s *Selection) versions() []int {
	counts := make([]int, len(s.c.versions))
	if len(counts) == 1 {
		counts[0] = s.Count()
		return counts
	}
	for b, at := range s.cases() {
		counts[b.versions[at]]++
	}
	return counts
}
