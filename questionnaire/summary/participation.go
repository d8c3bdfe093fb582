package summary

import (
	"cmp"
	"slices"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// Tallied is approaches counted without opening an interview.
type Tallied struct {
	Hall, HallName, Person, PersonName string
	Day                                int32
	Disposition                        questionnaire.Disposition
	Reason                             string // a code of the item with role refusal_reason; "" = none
	N                                  int
}

// Participation is how approaches ended: interviews and those only tallied,
// without practice and void ones.
type Participation struct {
	By        string // "", "hall", "interviewer", "day", "week" or "wave"
	Total     Approaches
	Groups    []Approaches
	Refusals  Reasons
	Breakoffs Reasons
	Voided    int // interviews left out because they are void
	Practice  int // and because they are practice
	Notes     []Note
}

// Approaches is how those of one group ended.
type Approaches struct {
	Code      string
	Label     questionnaire.Text
	N         int     // approaches
	Ended     []int   // by questionnaire.Dispositions
	Usable    int     // complete or partial
	Rate      float64 // 参与率: usable of all approaches, in per cent; of no probability sample, so never a response rate
	Low, High float64
	Small     bool
	Hidden    bool // taken out, too small to publish
}

// Reasons is why approaches ended in one way.
type Reasons struct {
	Item   string // "" = the form does not ask
	Title  questionnaire.Text
	Ended  int // approaches that ended so
	Base   int // those with a reason
	Rows   []Reason
	Hidden bool
}

// Reason is one reason; Pct is of Reasons.Base.
type Reason struct {
	Code  string
	Label questionnaire.Text
	N     int
	Pct   float64
}

// Participation counts approaches by how they ended. The query selects from all
// ended interviews; tallied ones know hall, interviewer and day only, so that a
// Where leaves them out, and a note says how many.
func (c *Columns) Participation(q Query, tallied []Tallied, by string, o Options) (Participation, error) {
	p := Participation{By: by}
	q.All = true
	s, err := c.Select(q)
	if err != nil {
		return p, err
	}
	s = p.real(s)
	tallied, left := q.tallied(tallied)
	if left > 0 {
		p.Notes = append(p.Notes, Note{Kind: NoteTallied, N: left})
	}
	p.Total = approaches("", nil, s, tallied)
	if p.Groups, err = c.approachesBy(s, tallied, by, o.Waves); err != nil {
		return p, err
	}
	p.Refusals = c.reasons(s, questionnaire.RoleRefusalReason, questionnaire.Refusal, tallied)
	p.Breakoffs = c.reasons(s, questionnaire.RoleBreakoffReason, questionnaire.Breakoff, tallied)
	if o.Public {
		p.publish()
	}
	return p, nil
}

// real leaves void and practice interviews out and counts them.
func (p *Participation) real(s *Selection) *Selection {
	return s.filter(func(b *block, at int) bool {
		switch {
		case b.marks[at]&markPractice != 0:
			p.Practice++
		case b.marks[at]&markVoided != 0:
			p.Voided++
		default:
			return true
		}
		return false
	})
}

// tallied selects tallied approaches and counts those Where leaves out.
func (q Query) tallied(all []Tallied) (in []Tallied, left int) {
	for _, t := range all {
		switch {
		case !(Wave{From: q.From, To: q.To}).holds(t.Day),
			len(q.Waves) > 0 && !slices.ContainsFunc(q.Waves, func(w Wave) bool { return w.holds(t.Day) }),
			len(q.Halls) > 0 && !slices.Contains(q.Halls, t.Hall),
			len(q.Persons) > 0 && !slices.Contains(q.Persons, t.Person):
		case q.Where != nil:
			left += t.N
		default:
			in = append(in, t)
		}
	}
	return in, left
}

// approaches counts one group.
func approaches(code string, label questionnaire.Text, s *Selection, tallied []Tallied) Approaches {
	a := Approaches{Code: code, Label: label, Ended: make([]int, len(questionnaire.Dispositions))}
	for b, at := range s.cases() {
		if d := b.dispositions[at]; d > 0 {
			a.Ended[d-1]++
		}
	}
	for _, t := range tallied {
		if d := slices.Index(questionnaire.Dispositions[:], t.Disposition); d >= 0 {
			a.Ended[d] += t.N
		}
	}
	for _, n := range a.Ended {
		a.N += n
	}
	a.Usable = a.Ended[0] + a.Ended[1]
	share := stat.Wilson(a.Usable, a.N)
	a.Rate, a.Low, a.High, a.Small = stat.Percent(a.Usable, a.N), share.Low, share.High, a.N < stat.FlagBelow
	return a
}

// approachesBy counts the groups of a break that tallied approaches know too.
func (c *Columns) approachesBy(s *Selection, tallied []Tallied, by string, waves []Wave) ([]Approaches, error) {
	if by == "" {
		return nil, nil
	}
	known := []string{"hall", "interviewer", "day", "week", "wave"}
	if !slices.Contains(known, by) {
		return nil, &UnknownItem{by}
	}
	groups, _, err := s.groups(by, waves)
	if err != nil {
		return nil, err
	}
	parts := map[string][]Tallied{}
	for _, t := range tallied {
		for _, g := range t.groups(by, waves) {
			if parts[g.code] = append(parts[g.code], t); !slices.ContainsFunc(groups, func(h group) bool { return h.code == g.code }) {
				g.sel = &Selection{c: c}
				groups = append(groups, g)
			}
		}
	}
	if by != "wave" {
		slices.SortStableFunc(groups, func(a, b group) int { return compareCodes(a.code, b.code) })
	}
	out := make([]Approaches, len(groups))
	for i, g := range groups {
		out[i] = approaches(g.code, g.label, g.sel, parts[g.code])
	}
	return out, tooMany(by, len(out))
}

// groups are where a tallied approach belongs.
func (t Tallied) groups(by string, waves []Wave) []group {
	one := func(code, name string) []group {
		if code == "" {
			return nil
		}
		return []group{{code: code, label: questionnaire.Text{"": cmp.Or(name, code)}}}
	}
	switch by {
	case "hall":
		return one(t.Hall, t.HallName)
	case "interviewer":
		return one(t.Person, t.PersonName)
	case "day":
		day := Date(t.Day).Format(time.DateOnly)
		return one(day, day)
	case "week":
		code, _ := weekLabel((int(t.Day) + mondayShift) / 7)
		return one(code, code)
	}
	var out []group
	for _, w := range waves {
		if w.holds(t.Day) {
			out = append(out, one(w.Name, w.Name)...)
		}
	}
	return out
}

// reasons counts why approaches ended in one way.
func (c *Columns) reasons(s *Selection, role questionnaire.Role, ended questionnaire.Disposition, tallied []Tallied) Reasons {
	var r Reasons
	place := slices.Index(questionnaire.Dispositions[:], ended)
	in := s.filter(func(b *block, at int) bool { return int(b.dispositions[at])-1 == place })
	r.Ended = approaches("", nil, in, tallied).Ended[place]
	q := c.form.WithRole(role)
	if q == nil || c.find(q.Name) == nil {
		return r
	}
	col := c.find(q.Name)
	r.Item, r.Title = col.name, titleOf(col.q)
	t := in.count(col)
	for i, code := range col.codes {
		n := t.answers[i]
		for _, a := range tallied {
			if a.Disposition == ended && a.Reason == code {
				n += a.N
			}
		}
		r.Rows, r.Base = append(r.Rows, Reason{Code: code, Label: col.labels[i], N: n}), r.Base+n
	}
	for i := range r.Rows {
		r.Rows[i].Pct = stat.Percent(r.Rows[i].N, r.Base)
	}
	return r
}

// publish takes out groups and reasons on too few approaches.
func (p *Participation) publish() {
	bases := make([]int, len(p.Groups))
	for i, g := range p.Groups {
		bases[i] = g.N
	}
	gone := 0
	for i, hidden := range suppressed(p.Total.N, bases) {
		if g := &p.Groups[i]; hidden {
			*g = hiddenApproaches(*g)
			gone++
		}
	}
	if stat.VisibilityOf(p.Total.N) == stat.Suppressed {
		p.Total = hiddenApproaches(p.Total)
		gone++
	}
	for _, r := range []*Reasons{&p.Refusals, &p.Breakoffs} {
		if stat.VisibilityOf(r.Base) == stat.Suppressed {
			*r = Reasons{Item: r.Item, Title: r.Title, Hidden: true}
		}
	}
	if gone > 0 {
		p.Notes = append(p.Notes, Note{Kind: NoteSuppressed, N: gone})
	}
}

func hiddenApproaches(a Approaches) Approaches {
	none := stat.Wilson(0, 0).Low
	return Approaches{Code: a.Code, Label: a.Label, Ended: make([]int, len(a.Ended)), Rate: none, Low: none, High: none, Small: true, Hidden: true}
}
