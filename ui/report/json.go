package report

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"tingfang/questionnaire/summary"
)

// number is a figure in JSON: unrounded, null where it is not defined.
type number float64

// MarshalJSON writes the shortest form that reads back as the same number.
func (x number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(x))
}

// counted is a count, null where it is not published.
type counted struct {
	n      int
	hidden bool
}

// MarshalJSON writes the count.
func (c counted) MarshalJSON() ([]byte, error) {
	if c.hidden {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(c.n), 10), nil
}

// Source says what tables were counted from.
type Source struct {
	Form, Version string
	Where         string // the condition as it was given; "" = none
	Interviews    int
	Demo          bool // made-up interviews
}

type jsonDocument struct {
	Form       string      `json:"form"`
	Version    string      `json:"version"`
	Where      *string     `json:"where"`
	Interviews int         `json:"interviews"`
	Guide      *jsonGuide  `json:"guide,omitempty"`
	Tables     []jsonTable `json:"tables"`
	Demo       bool        `json:"demo,omitempty"`
}

type jsonTable struct {
	Item    string       `json:"item"`
	Kind    string       `json:"kind"`
	Asked   counted      `json:"asked"`
	Base    counted      `json:"base"`
	Missing jsonMissing  `json:"missing"`
	Rows    []jsonRow    `json:"rows"`
	Stats   jsonStats    `json:"stats"`
	By      string       `json:"by,omitempty"`
	Columns []jsonColumn `json:"columns,omitzero"`
	Tests   *jsonTests   `json:"tests,omitempty"`
	Notes   []jsonNote   `json:"notes,omitempty"`
}

type jsonMissing struct {
	Open          counted `json:"open"`
	DontKnow      counted `json:"dont_know"`
	Refused       counted `json:"refused"`
	NotApplicable counted `json:"not_applicable"`
	NotAsked      counted `json:"not_asked"`
}

type jsonRow struct {
	Code         string     `json:"code"`
	Label        string     `json:"label"`
	N            counted    `json:"n"`
	Pct          number     `json:"pct"`
	Low          number     `json:"low"`
	High         number     `json:"high"`
	Cum          number     `json:"cum"`
	PctResponses *number    `json:"pct_responses,omitempty"`
	Cells        []jsonCell `json:"cells,omitzero"`
}

type jsonCell struct {
	N        counted `json:"n"`
	Pct      number  `json:"pct"`
	Residual number  `json:"residual"`
	Letters  string  `json:"letters"`
}

type jsonStats struct {
	Mean     number `json:"mean"`
	SD       number `json:"sd"`
	SE       number `json:"se"`
	MeanLow  number `json:"mean_low"`
	MeanHigh number `json:"mean_high"`
	Median   number `json:"median"`
	Top2     number `json:"top2"`
	Top2Low  number `json:"top2_low"`
	Top2High number `json:"top2_high"`
	Bottom2  number `json:"bottom2"`
	Net      number `json:"net"`
}

type jsonColumn struct {
	Code  string  `json:"code"`
	Label string  `json:"label"`
	Base  counted `json:"base"`
}

type jsonTests struct {
	Chi2     number  `json:"chi2"`
	DF       number  `json:"df"`
	P        number  `json:"p"`
	CramersV number  `json:"cramers_v"`
	FisherP  number  `json:"fisher_p"`
	Warning  *string `json:"warning"`
}

type jsonNote struct {
	Kind    string `json:"kind"`
	Version string `json:"version,omitempty"`
	N       int    `json:"n"`
}

// ItemsJSON is the JSON of `tingfang summary`, as docs/json.md has it.
func (s Style) ItemsJSON(from Source, items []summary.Item) ([]byte, error) {
	return s.documentJSON(from, nil, items)
}

// GuideJSON is the JSON of `tingfang summary` for a guide: its topics, then the
// tables of items.
func (s Style) GuideJSON(from Source, c Covered, items []summary.Item) ([]byte, error) {
	return s.documentJSON(from, s.guide(c), items)
}

func (s Style) documentJSON(from Source, g *jsonGuide, items []summary.Item) ([]byte, error) {
	doc := jsonDocument{Guide: g, Form: from.Form, Version: from.Version, Where: given(from.Where), Interviews: from.Interviews, Tables: []jsonTable{}, Demo: from.Demo}
	for _, it := range items {
		doc.Tables = append(doc.Tables, s.jsonItem(it))
	}
	return encode(doc)
}

// given is a text, nil for "".
func given(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// encode writes JSON with the texts as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

func (s Style) jsonItem(it summary.Item) jsonTable {
	n := func(n int) counted { return counted{n, it.Hidden} }
	m := it.Missing
	t := jsonTable{Item: it.Item, Kind: it.Kind, Asked: n(it.Asked), Base: n(it.Base), Rows: []jsonRow{},
		Missing: jsonMissing{n(m.Open), n(m.DontKnow), n(m.Refused), n(m.NotApplicable), n(m.NotAsked)}, Stats: jsonStatsOf(it.Stats)}
	for _, r := range it.Rows {
		row := jsonRow{Code: r.Code, Label: s.words(r.Label), N: n(r.N), Pct: number(r.Pct), Low: number(r.Low), High: number(r.High), Cum: number(r.Cum)}
		if it.Kind == "select_multiple" {
			row.PctResponses = (*number)(&r.PctResponses)
		}
		for i, c := range r.Cells {
			row.Cells = append(row.Cells, jsonCellOf(c, it.Columns[i].Hidden))
		}
		if it.By != "" && row.Cells == nil {
			row.Cells = []jsonCell{}
		}
		t.Rows = append(t.Rows, row)
	}
	if it.By != "" {
		t.By, t.Columns = it.By, []jsonColumn{}
		for _, k := range it.Columns {
			t.Columns = append(t.Columns, jsonColumn{k.Code, s.words(k.Label), counted{k.Base, k.Hidden}})
		}
		x := it.Tests
		t.Tests = &jsonTests{number(x.Chi2), number(x.DF), number(x.P), number(x.CramersV), number(x.FisherP), given(x.Warning)}
	}
	t.Notes = jsonNotes(it.Notes)
	return t
}

func jsonCellOf(c summary.Cell, hidden bool) jsonCell {
	if hidden || c.Hidden {
		nan := number(math.NaN())
		return jsonCell{counted{hidden: true}, nan, nan, ""}
	}
	return jsonCell{counted{n: c.N}, number(c.Pct), number(c.Residual), c.Letters}
}

// jsonNotes are the notes that say what a table leaves out or lumps together:
// none of them in the common case.
func jsonNotes(notes []summary.Note) []jsonNote {
	var out []jsonNote
	for _, n := range notes {
		if n.Kind == summary.NoteChanged || n.Kind == summary.NoteWording || n.Kind == summary.NoteSuppressed {
			out = append(out, jsonNote{string(n.Kind), n.Version, n.N})
		}
	}
	return out
}

func jsonStatsOf(st summary.Stats) jsonStats {
	return jsonStats{number(st.Mean), number(st.SD), number(st.SE), number(st.MeanLow), number(st.MeanHigh), number(st.Median), number(st.Top2),
		number(st.Top2Low), number(st.Top2High), number(st.Bottom2), number(st.Net)}
}
