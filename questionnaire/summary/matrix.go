package summary

import (
	"math"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// Matrix is all scale items on one page, those on one scale together. An item
// on a scale of its own, as the gap item, is in no average with others.
type Matrix struct {
	Cases  int
	Scales []MatrixScale // in the order in which the form first uses them
	Notes  []Note
}

// MatrixScale is the items on one scale.
type MatrixScale struct {
	Scale   string
	Answers []MatrixAnswer // the columns: the answers of the scale
	Items   []Item         // the rows, in form order; Rows of each match Answers
	Mean    float64        // plain mean of the items' means, reversed items turned around; NaN of none
	Top2    float64        // plain means of the items' shares; NaN where one has none
	Bottom2 float64
}

// MatrixAnswer is one answer of a scale.
type MatrixAnswer struct {
	Code  string
	Label questionnaire.Text
	Box   string
}

// Matrix gives the matrix of a selection.
func (c *Columns) Matrix(s *Selection, o Options) Matrix {
	m := Matrix{Cases: s.Count()}
	for i := range c.form.Questions {
		col := c.find(c.form.Questions[i].Name)
		if col == nil || col.q != &c.form.Questions[i] || col.q.Scale == "" || !col.numeric {
			continue
		}
		it, _ := c.Distribution(s, col.name) // a column that was found has a table
		if m.scale(col).Items = append(m.scale(col).Items, it); o.Public {
			m.scale(col).publishLast()
		}
	}
	for i := range m.Scales {
		m.Scales[i].average(c)
	}
	if c.form.Mode == questionnaire.Survey {
		m.Notes = append(m.Notes, Note{Kind: NoteIntercept})
	}
	return m
}

func (m *MatrixScale) publishLast() {
	last := &m.Items[len(m.Items)-1]
	*last = last.Publish()
}

// scale finds the part of a column: the same scale with the same codes.
func (m *Matrix) scale(col *column) *MatrixScale {
	for i := range m.Scales {
		if m.Scales[i].Scale == col.q.Scale && m.Scales[i].fits(col) {
			return &m.Scales[i]
		}
	}
	part := MatrixScale{Scale: col.q.Scale}
	for i, code := range col.codes {
		part.Answers = append(part.Answers, MatrixAnswer{code, col.labels[i], boxWords[col.boxes[i]]})
	}
	m.Scales = append(m.Scales, part)
	return &m.Scales[len(m.Scales)-1]
}

func (m *MatrixScale) fits(col *column) bool {
	if len(m.Answers) != len(col.codes) {
		return false
	}
	for i, a := range m.Answers {
		if a.Code != col.codes[i] || a.Box != boxWords[col.boxes[i]] {
			return false
		}
	}
	return true
}

// average averages the items that have a base.
func (m *MatrixScale) average(c *Columns) {
	var means, tops, bottoms []float64
	for _, it := range m.Items {
		if it.Base == 0 {
			continue
		}
		mean, top, bottom := it.Stats.Mean, it.Stats.Top2, it.Stats.Bottom2
		if col := c.find(it.Item); col.q.Reverse {
			mean, top, bottom = col.turned(mean), bottom, top
		}
		means, tops, bottoms = append(means, mean), append(tops, top), append(bottoms, bottom)
	}
	m.Mean, m.Top2, m.Bottom2 = plainMean(means), plainMean(tops), plainMean(bottoms)
}

func plainMean(xs []float64) float64 {
	if len(xs) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// noteSmall is the note on a base, where it is small.
func noteSmall(item string, base int) []Note {
	if base >= stat.FlagBelow {
		return nil
	}
	return []Note{{Kind: NoteSmall, Item: item, N: base}}
}
