package summary

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// Drivers is the importance of items for an outcome, derived from how they go
// together. Reversed items count turned around.
type Drivers struct {
	Target     string
	Title      questionnaire.Text
	N          int // interviews with a number on every item: the base of every figure
	Dropped    int // interviews with a number on the target, but not on every item
	R2         float64
	AdjustedR2 float64
	F, P       float64
	Items      []Driver
	Notes      []Note
	Hidden     bool // the base is too small to publish
}

// Driver is one item. LMG and Johnson are its parts of R², each also in per cent.
type Driver struct {
	Item                             string
	Title                            questionnaire.Text
	Lost                             int // interviews with a number on the target, but none here
	Pearson, Spearman                stat.Correlation
	B, SE, P, Beta, VIF              float64
	LMG, LMGPct, Johnson, JohnsonPct float64
}

// Singular says that an item does not vary, or follows from the others.
type Singular struct{ Name string }

func (e *Singular) Error() string {
	return fmt.Sprintf("item %q does not vary or follows from the other items", e.Name)
}

// Drivers derives importance; no items are those on the target's scale. The
// errors are [*UnknownItem], [*NotClosed], [*NoNumbers], [*Singular] and
// package stat's ErrDriverCount, ErrFewCases and ErrFlatOutcome.
func (c *Columns) Drivers(s *Selection, target string, items []string, o Options) (Drivers, error) {
	if len(items) == 0 {
		items = c.besides(target)
	}
	cols, err := c.numeric(append([]string{target}, items...))
	if err != nil {
		return Drivers{}, err
	}
	d := Drivers{Target: target, Title: titleOf(cols[0].q)}
	figures, err := stat.KeyDrivers(s.scores(cols))
	d.N = figures.N
	if o.Public && stat.VisibilityOf(d.N) == stat.Suppressed {
		return Drivers{Target: target, Title: d.Title, Hidden: true, R2: math.NaN(), AdjustedR2: math.NaN(), F: math.NaN(), P: math.NaN(),
			Notes: []Note{{Kind: NoteSuppressed}}}, nil
	}
	if err != nil {
		if bad := (*stat.SingularError)(nil); errors.As(err, &bad) && bad.Item < len(items) {
			return Drivers{}, &Singular{items[bad.Item]}
		}
		return Drivers{}, err
	}
	d.R2, d.AdjustedR2, d.F, d.P = figures.R2, figures.AdjustedR2, figures.F, figures.P
	for i, col := range cols[1:] {
		b := figures.Coefficients[i+1]
		d.Items = append(d.Items, Driver{Item: col.name, Title: titleOf(col.q), Pearson: figures.Pearson[i], Spearman: figures.Spearman[i],
			B: b.B, SE: b.SE, P: b.P, Beta: figures.Beta[i], VIF: figures.VIF[i], LMG: figures.LMG[i], LMGPct: figures.LMGPercent[i],
			Johnson: figures.Johnson[i], JohnsonPct: figures.JohnsonPercent[i]})
	}
	d.lost(s, cols)
	d.notes(s, cols, figures)
	return d, nil
}

// besides are the items on the target's scale.
func (c *Columns) besides(target string) []string {
	var out []string
	if t := c.find(target); t != nil {
		for i := range c.form.Questions {
			q := &c.form.Questions[i]
			if col := c.find(q.Name); col != nil && col != t && q.Scale == t.q.Scale && col.numeric {
				out = append(out, q.Name)
			}
		}
	}
	return out
}

// numeric finds columns with numbers.
func (c *Columns) numeric(names []string) ([]*column, error) {
	cols := make([]*column, len(names))
	for i, name := range names {
		col, err := c.column(name)
		if err != nil {
			return nil, err
		}
		if !col.numeric {
			return nil, &NoNumbers{name}
		}
		cols[i] = col
	}
	return cols, nil
}

// scores walks the cases as rows of scores, NaN where there is none; the same
// slice each time.
func (s *Selection) scores(cols []*column) iter.Seq[[]float64] {
	of := make([][]float64, len(cols))
	for j, col := range cols {
		of[j] = make([]float64, questionnaire.PackedFirst+len(col.codes))
		for code := range of[j] {
			if of[j][code] = math.NaN(); code >= questionnaire.PackedFirst {
				of[j][code] = col.score(code - questionnaire.PackedFirst)
			}
		}
	}
	return func(yield func([]float64) bool) {
		row := make([]float64, len(cols))
		for b, at := range s.cases() {
			for j, col := range cols {
				row[j] = of[j][col.code(b, at)]
			}
			if !yield(row) {
				return
			}
		}
	}
}

// lost counts the interviews that fall out, and the items they lack.
func (d *Drivers) lost(s *Selection, cols []*column) {
	for row := range s.scores(cols) {
		if math.IsNaN(row[0]) {
			continue
		}
		dropped := false
		for j, x := range row[1:] {
			if math.IsNaN(x) {
				d.Items[j].Lost++
				dropped = true
			}
		}
		if dropped {
			d.Dropped++
		}
	}
}

func (d *Drivers) notes(s *Selection, cols []*column, figures stat.Drivers) {
	for _, col := range cols {
		d.Notes = append(d.Notes, s.notes(col)...)
	}
	if d.Dropped > 0 {
		d.Notes = append(d.Notes, Note{Kind: NoteDropped, N: d.Dropped})
	}
	if figures.FewCases() {
		d.Notes = append(d.Notes, Note{Kind: NoteFewCases, N: d.N})
	}
	for _, i := range figures.Entangled() {
		d.Notes = append(d.Notes, Note{Kind: NoteEntangled, Item: d.Items[i].Item})
	}
	if cols[0].form.Mode == questionnaire.Survey {
		d.Notes = append(d.Notes, Note{Kind: NoteIntercept})
	}
}
