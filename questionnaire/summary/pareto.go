package summary

import (
	"math"

	"tingfang/questionnaire/stat"
)

// Pareto ranks the answers by their counts, the largest first; Index is the
// place in Rows. Shares are of all mentions, an exclusive answer of a
// select_multiple left out; Vital are the few that together first reach 80 per
// cent.
func (it Item) Pareto() []stat.Ranked {
	var counts, places []int
	for i, r := range it.Rows {
		if it.Kind != "select_multiple" || !math.IsNaN(r.PctResponses) || it.Base == 0 {
			counts, places = append(counts, r.N), append(places, i)
		}
	}
	ranked := stat.Pareto(counts)
	for i := range ranked {
		ranked[i].Index = places[ranked[i].Index]
	}
	return ranked
}
