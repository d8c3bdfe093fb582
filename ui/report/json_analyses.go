package report

import (
	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

// analysis is the frame of `tingfang analyse`: what was counted, and one result
// under its name.
type analysis struct {
	Form          string             `json:"form"`
	Version       string             `json:"version"`
	Where         *string            `json:"where"`
	Interviews    int                `json:"interviews"`
	NPS           *jsonNPS           `json:"nps,omitempty"`
	Drivers       *jsonDrivers       `json:"drivers,omitempty"`
	Quadrant      *jsonQuadrant      `json:"quadrant,omitempty"`
	Waves         []jsonWaveTable    `json:"waves,omitzero"`
	Participation *jsonParticipation `json:"participation,omitempty"`
	Demo          bool               `json:"demo,omitempty"`
}

func (s Source) frame() analysis {
	return analysis{Form: s.Form, Version: s.Version, Where: given(s.Where), Interviews: s.Interviews, Demo: s.Demo}
}

type jsonRemark struct {
	Kind    string `json:"kind"`
	Item    string `json:"item,omitempty"`
	Version string `json:"version,omitempty"`
	N       int    `json:"n,omitempty"`
}

// remarks are all notes.
func remarks(notes []summary.Note) []jsonRemark {
	out := []jsonRemark{}
	for _, n := range notes {
		out = append(out, jsonRemark{string(n.Kind), n.Item, n.Version, n.N})
	}
	return out
}

type jsonScore struct {
	Base       counted `json:"base"`
	Promoters  number  `json:"promoters"`
	Passives   number  `json:"passives"`
	Detractors number  `json:"detractors"`
	Score      number  `json:"score"`
	SD         number  `json:"sd"`
	SE         number  `json:"se"`
	Low        number  `json:"low"`
	High       number  `json:"high"`
}

type jsonNPS struct {
	Item    string      `json:"item"`
	Asked   counted     `json:"asked"`
	Missing jsonMissing `json:"missing"`
	jsonScore
	By     string         `json:"by,omitempty"`
	Groups []jsonNPSGroup `json:"groups,omitzero"`
	Notes  []jsonRemark   `json:"notes"`
}

type jsonNPSGroup struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	jsonScore
}

func jsonScoreOf(n stat.NetPromoter, hidden bool) jsonScore {
	return jsonScore{counted{n.N, hidden}, number(n.Promoters), number(n.Passives), number(n.Detractors), number(n.Score), number(n.SD), number(n.SE),
		number(n.Interval.Low), number(n.Interval.High)}
}

func jsonMissingOf(m summary.Missing, hidden bool) jsonMissing {
	n := func(n int) counted { return counted{n, hidden} }
	return jsonMissing{n(m.Open), n(m.DontKnow), n(m.Refused), n(m.NotApplicable), n(m.NotAsked)}
}

// NPSJSON is the JSON of `tingfang analyse nps`.
func (s Style) NPSJSON(from Source, n summary.NPS) ([]byte, error) {
	a := from.frame()
	a.NPS = &jsonNPS{Item: n.Item, Asked: counted{n.Asked, n.Hidden}, Missing: jsonMissingOf(n.Missing, n.Hidden), jsonScore: jsonScoreOf(n.Total, n.Hidden),
		By: n.By, Notes: remarks(n.Notes)}
	if n.By != "" {
		a.NPS.Groups = []jsonNPSGroup{}
	}
	for _, g := range n.Groups {
		a.NPS.Groups = append(a.NPS.Groups, jsonNPSGroup{g.Code, s.words(g.Label), jsonScoreOf(g.NetPromoter, g.Hidden)})
	}
	return encode(a)
}

type jsonDrivers struct {
	Target     string       `json:"target"`
	Base       counted      `json:"base"`
	Dropped    counted      `json:"dropped"`
	R2         number       `json:"r2"`
	AdjustedR2 number       `json:"adjusted_r2"`
	F          number       `json:"f"`
	P          number       `json:"p"`
	Items      []jsonDriver `json:"items"`
	Notes      []jsonRemark `json:"notes"`
}

type jsonDriver struct {
	Item       string `json:"item"`
	Label      string `json:"label"`
	Pearson    number `json:"pearson"`
	PearsonP   number `json:"pearson_p"`
	Spearman   number `json:"spearman"`
	SpearmanP  number `json:"spearman_p"`
	B          number `json:"b"`
	SE         number `json:"se"`
	P          number `json:"p"`
	Beta       number `json:"beta"`
	VIF        number `json:"vif"`
	LMG        number `json:"lmg"`
	LMGPct     number `json:"lmg_pct"`
	Johnson    number `json:"johnson"`
	JohnsonPct number `json:"johnson_pct"`
	Lost       int    `json:"lost"`
}

// DriversJSON is the JSON of `tingfang analyse drivers`.
func (s Style) DriversJSON(from Source, d summary.Drivers) ([]byte, error) {
	a := from.frame()
	a.Drivers = &jsonDrivers{Target: d.Target, Base: counted{d.N, d.Hidden}, Dropped: counted{d.Dropped, d.Hidden}, R2: number(d.R2), AdjustedR2: number(d.AdjustedR2),
		F: number(d.F), P: number(d.P), Items: []jsonDriver{}, Notes: remarks(d.Notes)}
	for _, it := range d.Items {
		a.Drivers.Items = append(a.Drivers.Items, jsonDriver{it.Item, s.words(it.Title), number(it.Pearson.R), number(it.Pearson.P), number(it.Spearman.R),
			number(it.Spearman.P), number(it.B), number(it.SE), number(it.P), number(it.Beta), number(it.VIF), number(it.LMG), number(it.LMGPct),
			number(it.Johnson), number(it.JohnsonPct), it.Lost})
	}
	return encode(a)
}

type jsonPoint struct {
	Satisfaction number `json:"satisfaction"`
	Importance   number `json:"importance"`
}

type jsonQuadrant struct {
	Target       string       `json:"target"`
	ImportanceBy string       `json:"importance_by"`
	Crossing     jsonPoint    `json:"crossing"`
	Points       []jsonPlaced `json:"points"`
	Notes        []jsonRemark `json:"notes"`
}

type jsonPlaced struct {
	Item  string  `json:"item"`
	Label string  `json:"label"`
	Base  counted `json:"base"`
	N     counted `json:"n"`
	jsonPoint
	Zone *string `json:"zone"`
}

var zoneNames = map[stat.Zone]string{stat.KeepUp: "keep_up", stat.Concentrate: "concentrate", stat.LowPriority: "low_priority", stat.Overkill: "overkill"}

// QuadrantJSON is the JSON of `tingfang analyse quadrant`.
func (s Style) QuadrantJSON(from Source, q summary.Quadrant) ([]byte, error) {
	a := from.frame()
	point := func(p stat.Point) jsonPoint { return jsonPoint{number(p.Satisfaction), number(p.Importance)} }
	a.Quadrant = &jsonQuadrant{Target: q.Target, ImportanceBy: q.Importance, Crossing: point(q.Crossing), Points: []jsonPlaced{}, Notes: remarks(q.Notes)}
	for _, p := range q.Points {
		a.Quadrant.Points = append(a.Quadrant.Points, jsonPlaced{p.Item, s.words(p.Title), counted{p.Base, p.Hidden}, counted{p.N, p.Hidden}, point(p.Point), given(zoneNames[p.Zone])})
	}
	return encode(a)
}

type jsonWaveTable struct {
	Item    string         `json:"item"`
	Kind    string         `json:"kind"`
	Columns []jsonWave     `json:"columns"`
	Rows    []jsonWaveRow  `json:"rows"`
	Changes []jsonWaveStep `json:"changes"`
	Notes   []jsonRemark   `json:"notes"`
}

type jsonWave struct {
	Wave  string    `json:"wave"`
	Base  counted   `json:"base"`
	Stats jsonStats `json:"stats"`
}

type jsonWaveRow struct {
	Code  string         `json:"code"`
	Label string         `json:"label"`
	Cells []jsonWaveCell `json:"cells"`
}

type jsonWaveCell struct {
	N   counted `json:"n"`
	Pct number  `json:"pct"`
}

type jsonWaveStep struct {
	From    string       `json:"from"`
	To      string       `json:"to"`
	Blocked bool         `json:"blocked"`
	Rows    []jsonChange `json:"rows"`
	Top2    jsonChange   `json:"top2"`
	Bottom2 jsonChange   `json:"bottom2"`
	Focus   jsonChange   `json:"focus"`
	Mean    jsonChange   `json:"mean"`
	RanksP  number       `json:"ranks_p"`
	NPS     jsonChange   `json:"nps"`
}

type jsonChange struct {
	Diff number `json:"diff"`
	Low  number `json:"low"`
	High number `json:"high"`
	P    number `json:"p"`
	Mark int    `json:"mark"`
}

func change(c summary.Change) jsonChange {
	return jsonChange{number(c.Diff), number(c.Low), number(c.High), number(c.P), c.Mark}
}

// WavesJSON is the JSON of `tingfang analyse waves`.
func (s Style) WavesJSON(from Source, tables []summary.WaveTable) ([]byte, error) {
	a := from.frame()
	a.Waves = []jsonWaveTable{}
	for _, w := range tables {
		a.Waves = append(a.Waves, s.jsonWaves(w))
	}
	return encode(a)
}

func (s Style) jsonWaves(w summary.WaveTable) jsonWaveTable {
	t := jsonWaveTable{Item: w.Item.Item, Kind: w.Kind, Columns: []jsonWave{}, Rows: []jsonWaveRow{}, Changes: []jsonWaveStep{}, Notes: remarks(w.Notes)}
	for _, k := range w.Columns {
		t.Columns = append(t.Columns, jsonWave{k.Code, counted{k.Base, k.Hidden}, jsonStatsOf(k.Stats)})
	}
	for _, r := range w.Rows {
		row := jsonWaveRow{Code: r.Code, Label: s.words(r.Label), Cells: []jsonWaveCell{}}
		for i, c := range r.Cells {
			full := jsonCellOf(c, w.Columns[i].Hidden)
			row.Cells = append(row.Cells, jsonWaveCell{full.N, full.Pct})
		}
		t.Rows = append(t.Rows, row)
	}
	for _, st := range w.Steps {
		step := jsonWaveStep{From: st.From, To: st.To, Blocked: st.Blocked, Rows: []jsonChange{}, Top2: change(st.Top2), Bottom2: change(st.Bottom2), Focus: change(st.Focus),
			Mean: change(st.Mean), RanksP: number(st.RanksP), NPS: change(st.NPS)}
		for _, c := range st.Rows {
			step.Rows = append(step.Rows, change(c))
		}
		t.Changes = append(t.Changes, step)
	}
	return t
}

type jsonParticipation struct {
	jsonApproaches
	Voided    int                 `json:"voided"`
	Practice  int                 `json:"practice"`
	Refusals  jsonReasons         `json:"refusals"`
	Breakoffs jsonReasons         `json:"breakoffs"`
	By        string              `json:"by,omitempty"`
	Groups    []jsonApproachGroup `json:"groups,omitzero"`
	Notes     []jsonRemark        `json:"notes"`
}

type jsonApproaches struct {
	Approaches counted           `json:"approaches"`
	Usable     counted           `json:"usable"`
	Rate       number            `json:"rate"`
	Low        number            `json:"low"`
	High       number            `json:"high"`
	Ended      []jsonDisposition `json:"ended"`
}

type jsonDisposition struct {
	Disposition string  `json:"disposition"`
	N           counted `json:"n"`
}

type jsonApproachGroup struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	jsonApproaches
}

type jsonReasons struct {
	Item  *string      `json:"item"`
	Ended int          `json:"ended"`
	Base  counted      `json:"base"`
	Rows  []jsonReason `json:"rows"`
}

type jsonReason struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	N     int    `json:"n"`
	Pct   number `json:"pct"`
}

func jsonApproachesOf(a summary.Approaches) jsonApproaches {
	out := jsonApproaches{counted{a.N, a.Hidden}, counted{a.Usable, a.Hidden}, number(a.Rate), number(a.Low), number(a.High), []jsonDisposition{}}
	for i, d := range questionnaire.Dispositions {
		out.Ended = append(out.Ended, jsonDisposition{string(d), counted{a.Ended[i], a.Hidden}})
	}
	return out
}

func (s Style) jsonReasonsOf(r summary.Reasons) jsonReasons {
	out := jsonReasons{Item: given(r.Item), Ended: r.Ended, Base: counted{r.Base, r.Hidden}, Rows: []jsonReason{}}
	for _, row := range r.Rows {
		out.Rows = append(out.Rows, jsonReason{row.Code, s.words(row.Label), row.N, number(row.Pct)})
	}
	return out
}

// ParticipationJSON is the JSON of `tingfang analyse participation`.
func (s Style) ParticipationJSON(from Source, p summary.Participation) ([]byte, error) {
	a := from.frame()
	a.Participation = &jsonParticipation{jsonApproaches: jsonApproachesOf(p.Total), Voided: p.Voided, Practice: p.Practice, Refusals: s.jsonReasonsOf(p.Refusals),
		Breakoffs: s.jsonReasonsOf(p.Breakoffs), By: p.By, Notes: remarks(p.Notes)}
	if p.By != "" {
		a.Participation.Groups = []jsonApproachGroup{}
	}
	for _, g := range p.Groups {
		a.Participation.Groups = append(a.Participation.Groups, jsonApproachGroup{g.Code, s.named(g.Code, g.Label), jsonApproachesOf(g)})
	}
	return encode(a)
}
