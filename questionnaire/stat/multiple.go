package stat

// Mentioned is one answer of a question that takes several.
type Mentioned struct {
	Count       int
	OfResponses float64  // per cent of all mentions; these sum to 100
	OfCases     float64  // per cent of the cases that mentioned anything; these pass 100
	Interval    Interval // Wilson's, of OfCases
	OfAll       float64  // per cent of all cases asked
}

// Multiple is a question that takes several answers.
type Multiple struct {
	Responses int // mentions in all
	Cases     int // the base: cases with at least one mention
	None      float64
	Answers   []Mentioned // in the order of the counts
}

// MultipleResponse gives both shares of each answer: counts[i] cases mentioned
// answer i, cases mentioned at least one, all were asked. An exclusive "none"
// is not among the counts; None is the per cent of all that mentioned nothing.
func MultipleResponse(counts []int, cases, all int) Multiple {
	m := Multiple{total(counts), cases, Percent(all-cases, all), make([]Mentioned, len(counts))}
	for i, n := range counts {
		m.Answers[i] = Mentioned{n, Percent(n, m.Responses), Percent(n, cases), Wilson(n, cases), Percent(n, all)}
	}
	return m
}

// Ranked is one row of a Pareto table.
type Ranked struct {
	Index      int // among the counts handed in
	Count      int
	Percent    float64
	Cumulative float64 // per cent, of this row and those above
	Vital      bool    // among the few that together first reach 80 per cent
}

// Pareto ranks counts, largest first and equal ones in their own order. A sum
// of 0 leaves the shares NaN and nothing vital.
func Pareto(counts []int) []Ranked {
	all, sum := total(counts), 0
	rows := make([]Ranked, 0, len(counts))
	for _, i := range ByCount(counts) {
		vital := 5*sum < 4*all
		sum += counts[i]
		rows = append(rows, Ranked{i, counts[i], Percent(counts[i], all), Percent(sum, all), vital})
	}
	return rows
}
