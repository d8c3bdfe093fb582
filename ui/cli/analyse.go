package cli

import (
	"errors"
	"strconv"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
	"tingfang/ui/report"
)

type analyseCmd struct {
	NPS           npsCmd           `cmd:"" name:"nps" help:"${nps}"`
	Drivers       driversCmd       `cmd:"" help:"${drivers}"`
	Quadrant      quadrantCmd      `cmd:"" help:"${quadrant}"`
	Waves         wavesCmd         `cmd:"" help:"${waves}"`
	Participation participationCmd `cmd:"" help:"${participation}"`
}

type npsCmd struct {
	counting
	Item string `placeholder:"ITEM" help:"${itemnps}"`
	By   string `placeholder:"ITEM" help:"${by}"`
}

type driversCmd struct {
	counting
	Target string   `placeholder:"ITEM" help:"${target}"`
	Item   []string `placeholder:"NAMES" help:"${items}"`
}

type quadrantCmd struct {
	counting
	Target     string   `placeholder:"ITEM" help:"${target}"`
	Item       []string `placeholder:"NAMES" help:"${items}"`
	Importance string   `enum:"pearson,spearman,lmg,johnson,beta" default:"pearson" placeholder:"MEASURE" help:"${importance}"`
	Cross      string   `default:"means" placeholder:"HOW" help:"${crossing}"`
}

type wavesCmd struct {
	counting
	Item []string `placeholder:"NAMES" help:"${waveitems}"`
}

type participationCmd struct {
	counting
	By string `placeholder:"BREAK" help:"${byapproach}"`
}

// one is a result of one block.
func one(json func() ([]byte, error), block func(report.Style) report.Block) result {
	return result{json, func(s report.Style) []report.Block { return []report.Block{block(s)} }}
}

// Run shows a net promoter score.
func (c *npsCmd) Run(r *run) error {
	return c.count(r, func(k *counted) (result, error) {
		item := c.Item
		for i := range k.form.Questions {
			if q := &k.form.Questions[i]; item == "" && q.Scale == "nps11" {
				item = q.Name
			}
		}
		if item == "" {
			return result{}, &unknownError{r.texts.Summary.NoNPS}
		}
		n, err := k.columns.NPS(k.sel, item, c.By, k.options())
		return one(func() ([]byte, error) { return k.style.NPSJSON(k.source, n) }, func(s report.Style) report.Block { return s.NPS(n) }), err
	})
}

// Run shows how much each item matters for another.
func (c *driversCmd) Run(r *run) error {
	return c.count(r, func(k *counted) (result, error) {
		target, err := k.target(c.Target)
		if err != nil {
			return result{}, err
		}
		d, err := k.columns.Drivers(k.sel, target, c.Item, k.options())
		return one(func() ([]byte, error) { return k.style.DriversJSON(k.source, d) }, func(s report.Style) report.Block { return s.Drivers(d) }), k.about(err, target)
	})
}

// Run shows importance against satisfaction.
func (c *quadrantCmd) Run(r *run) error {
	cuts, err := c.cuts(r)
	if err != nil {
		return err
	}
	return c.count(r, func(k *counted) (result, error) {
		target, err := k.target(c.Target)
		if err != nil {
			return result{}, err
		}
		q, err := k.columns.Quadrant(k.sel, target, c.Item, cuts, k.options())
		return one(func() ([]byte, error) { return k.style.QuadrantJSON(k.source, q) }, func(s report.Style) report.Block { return s.Quadrant(q) }), k.about(err, target)
	})
}

func (c *quadrantCmd) cuts(r *run) (summary.Cuts, error) {
	cuts := summary.Cuts{Importance: c.Importance, Crossing: c.Cross}
	if c.Cross == summary.CrossMeans || c.Cross == summary.CrossMidpoint {
		return cuts, nil
	}
	x, y, _ := strings.Cut(c.Cross, ",")
	across, err1 := strconv.ParseFloat(strings.TrimSpace(x), 64)
	up, err2 := strconv.ParseFloat(strings.TrimSpace(y), 64)
	if errors.Join(err1, err2) != nil || across-across != 0 || up-up != 0 { // not finite
		return cuts, &usageError{sayf(r.texts.Summary.BadCross, c.Cross), "tingfang analyse quadrant"}
	}
	cuts.At = &stat.Point{Satisfaction: across, Importance: up}
	return cuts, nil
}

// target is the item to explain: the one asked for, or else the first numbered
// item on the scale that most items are on.
func (k *counted) target(asked string) (string, error) {
	if asked != "" {
		return asked, nil
	}
	uses, first := map[string]int{}, map[string]string{}
	best := ""
	for i := range k.form.Questions {
		q := &k.form.Questions[i]
		if !q.Kind.Closed() || q.No == 0 || q.Scale == "" || q.Scale == "nominal" || q.Scale == "ordinal" {
			continue
		}
		if uses[q.Scale]++; first[q.Scale] == "" {
			first[q.Scale] = q.Name
		}
		if best == "" || uses[q.Scale] > uses[best] {
			best = q.Scale
		}
	}
	if uses[best] < 2 {
		return "", &unknownError{k.texts.Summary.NoTarget}
	}
	return first[best], nil
}

// Run shows items wave by wave.
func (c *wavesCmd) Run(r *run) error {
	return c.count(r, func(k *counted) (result, error) {
		names := c.Item
		if len(names) == 0 {
			for _, h := range k.columns.Overview(k.sel, summary.Options{}).Headlines {
				names = append(names, h.Item)
			}
		}
		var tables []summary.WaveTable
		for _, name := range names {
			w, err := k.columns.Waves(k.sel, name, k.waves, k.options())
			if err != nil {
				return result{}, err
			}
			tables = append(tables, w)
		}
		return result{func() ([]byte, error) { return k.style.WavesJSON(k.source, tables) }, func(s report.Style) []report.Block {
			var out []report.Block
			for _, w := range tables {
				out = append(out, s.Waves(w))
			}
			return out
		}}, nil
	})
}

// Run shows how approaches ended.
func (c *participationCmd) Run(r *run) error {
	return c.count(r, func(k *counted) (result, error) {
		tallied, err := k.tallied()
		if err != nil {
			return result{}, err
		}
		p, err := k.columns.Participation(k.query, tallied, c.By, k.options())
		return result{func() ([]byte, error) { return k.style.ParticipationJSON(k.source, p) }, func(s report.Style) []report.Block { return s.Participation(p) }}, err
	})
}

// tallied are the approaches counted without an interview, practice left out.
func (k *counted) tallied() ([]summary.Tallied, error) {
	all, err := k.store.Approaches(k.ctx, k.form.ID)
	var out []summary.Tallied
	for _, a := range all {
		if a.Practice == questionnaire.Real {
			out = append(out, summary.Tallied{Hall: a.Hall.Code, HallName: a.Hall.Name, Person: a.Interviewer.Number, PersonName: a.Interviewer.Name, Day: a.Day,
				Disposition: a.Disposition, Reason: a.Reason, N: a.N})
		}
	}
	return out, err
}
