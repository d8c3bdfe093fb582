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
