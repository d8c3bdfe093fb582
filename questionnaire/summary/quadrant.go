package summary

import (
	"cmp"
	"math"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// The measures of importance, and where the lines of a quadrant cross.
const (
	ByPearson  = "pearson"  // correlation with the target, item by item over the interviews with both; the default
	BySpearman = "spearman" // rank correlation, likewise
	ByLMG      = "lmg"      // per cent of R², over the interviews with all items, as Drivers
	ByJohnson  = "johnson"  // per cent of R² by relative weights, likewise
	ByBeta     = "beta"     // standardised coefficient, likewise

	CrossMeans    = "means"    // grand means of the items, the default
	CrossMidpoint = "midpoint" // middle of the first item's scale, and of the importances
)

// Cuts says how a quadrant is drawn.
type Cuts struct {
	Importance string      // one of the By constants; "" = ByPearson
	Crossing   string      // one of the Cross constants; "" = CrossMeans
	At         *stat.Point // set crossing; nil = by Crossing
}

// Quadrant is items by satisfaction (x, mean of the score) and importance (y).
type Quadrant struct {
	Target, Importance string
	Title              questionnaire.Text
	Crossing           stat.Point // NaN where there is no plot
	Points             []Placed
	Notes              []Note // with NoteNoPlot where no item has a zone
}

// Placed is one item of a quadrant.
type Placed struct {
	Item  string
	Title questionnaire.Text
	Base  int // behind its satisfaction
	N     int // behind its importance
	stat.Point
	Zone   stat.Zone
	Hidden bool // a base is too small to publish
}

// Quadrant crosses importance for the target with satisfaction; no items are
// those on the target's scale. Its errors are those of Drivers.
func (c *Columns) Quadrant(s *Selection, target string, items []string, cuts Cuts, o Options) (Quadrant, error) {
	if len(items) == 0 {
		items = c.besides(target)
	}
	cols, err := c.numeric(append([]string{target}, items...))
	if err != nil {
		return Quadrant{}, err
	}
	q := Quadrant{Target: target, Importance: cmp.Or(cuts.Importance, ByPearson), Title: titleOf(cols[0].q)}
	for _, col := range cols[1:] {
		t := s.count(col)
		q.Points = append(q.Points, Placed{Item: col.name, Title: titleOf(col.q), Base: t.given, Point: stat.Point{Satisfaction: col.meanScore(t)}})
		q.Notes = append(q.Notes, s.notes(col)...)
	}
	if err := q.weigh(c, s, cols, o); err != nil {
		return Quadrant{}, err
	}
	q.place(cols, cuts)
	if cols[0].form.Mode == questionnaire.Survey {
		q.Notes = append(q.Notes, Note{Kind: NoteIntercept})
	}
	return q, nil
}

// weigh finds the importances, and takes out what is too small to publish.
func (q *Quadrant) weigh(c *Columns, s *Selection, cols []*column, o Options) error {
	switch q.Importance {
	case ByPearson, BySpearman:
		for i, col := range cols[1:] {
			r := s.correlate(cols[0], col, q.Importance)
			q.Points[i].N, q.Points[i].Importance = r.N, r.R
		}
	default:
		names := make([]string, len(q.Points))
		for i, p := range q.Points {
			names[i] = p.Item
		}
		d, err := c.Drivers(s, q.Target, names, Options{})
		if err != nil {
			return err
		}
		for i, item := range d.Items {
			q.Points[i].N, q.Points[i].Importance = d.N, item.importance(q.Importance)
		}
		q.Notes = d.Notes
	}
	for i := range q.Points {
		p := &q.Points[i]
		if base := min(p.Base, p.N); o.Public && stat.VisibilityOf(base) == stat.Suppressed {
			*p = Placed{Item: p.Item, Title: p.Title, Point: noPoint(), Hidden: true}
		} else {
			q.Notes = append(q.Notes, noteSmall(p.Item, base)...)
		}
	}
	return nil
}

func noPoint() stat.Point { return stat.Point{Satisfaction: math.NaN(), Importance: math.NaN()} }

// correlate is of the scores of two columns.
func (s *Selection) correlate(a, b *column, measure string) stat.Correlation {
	pairs := func(yield func(x, y float64) bool) {
		for row := range s.scores([]*column{a, b}) {
			if !yield(row[0], row[1]) {
				return
			}
		}
	}
	if measure == BySpearman {
		return stat.Spearman(pairs)
	}
	return stat.Pearson(pairs)
}

// place crosses the lines and finds the zones.
func (q *Quadrant) place(cols []*column, cuts Cuts) {
	points := make([]stat.Point, len(q.Points))
	for i, p := range q.Points {
		points[i] = p.Point
	}
	q.Crossing = cuts.cross(cols, points)
	zones, err := stat.Quadrants(points, q.Crossing)
	if err != nil {
		q.Crossing = noPoint()
		q.Notes = append(q.Notes, Note{Kind: NoteNoPlot, N: len(points)})
		return
	}
	for i, z := range zones {
		q.Points[i].Zone = z
	}
}

func (d Driver) importance(measure string) float64 {
	switch measure {
	case ByJohnson:
		return d.JohnsonPct
	case ByBeta:
		return d.Beta
	}
	return d.LMGPct
}

func (cuts Cuts) cross(cols []*column, points []stat.Point) stat.Point {
	if cuts.At != nil {
		return *cuts.At
	}
	if cuts.Crossing != CrossMidpoint || len(points) == 0 {
		return stat.GrandMeans(points)
	}
	low, high := cols[1].bounds()
	least, most := math.Inf(1), math.Inf(-1)
	for _, p := range points {
		if !math.IsNaN(p.Importance) {
			least, most = min(least, p.Importance), max(most, p.Importance)
		}
	}
	return stat.Point{Satisfaction: stat.Midpoint(low, high), Importance: stat.Midpoint(least, most)}
}

// meanScore is the mean of a tally's scores.
func (col *column) meanScore(t tally) float64 {
	mean := t.numbers(col).Moments().Mean
	if col.q.Reverse {
		return col.turned(mean)
	}
	return mean
}
