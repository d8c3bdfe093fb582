package report

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/talk"
	"tingfang/store"
)

// Talks is where the talks of a guide are read from; a *store.Store.
type Talks interface {
	Chosen(ctx context.Context, keys []int64) ([]store.Row, error)
	Talks(ctx context.Context, q store.Query) iter.Seq2[store.TalkRow, error]
	FormByHash(ctx context.Context, hash [32]byte) (*questionnaire.Form, error)
	Tags(ctx context.Context) ([]store.TagCount, error)
}

// Covered is what came of the topics of a guide, with the tags that are named
// in it.
type Covered struct {
	talk.Coverage
	Named  []talk.Tag
	Hidden bool // the base is too small for anyone to read it
}

// Cover counts the talks of a form's interviews, known by the keys that columns
// have for them; public says that anyone may read the figures.
func Cover(ctx context.Context, src Talks, f *questionnaire.Form, keys []int64, public bool) (Covered, error) {
	out := Covered{Coverage: talk.Coverage{Form: f}}
	out.Coverage.Begin()
	rows, err := src.Chosen(ctx, keys)
	if err != nil {
		return out, err
	}
	chosen := map[string]bool{}
	for _, r := range rows {
		chosen[r.ID] = true
	}
	forms := map[[32]byte]*questionnaire.Form{f.Hash: f}
	if len(chosen) > 0 {
		for row, err := range src.Talks(ctx, store.Query{FormID: f.ID, All: true}) {
			if err != nil {
				return out, fmt.Errorf("read talks of form %s: %w", f.ID, err)
			}
			r := &row.Response
			if !chosen[r.ID] {
				continue
			}
			if forms[r.FormHash] == nil {
				if forms[r.FormHash], err = src.FormByHash(ctx, r.FormHash); err != nil {
					return out, fmt.Errorf("read form %s version %s: %w", r.FormID, r.FormVersion, err)
				}
			}
			out.Add(forms[r.FormHash], r.Answers, row.Talk)
		}
	}
	tags, err := src.Tags(ctx)
	for _, t := range tags {
		out.Named = append(out.Named, t.Tag)
	}
	out.Hidden = public && stat.VisibilityOf(out.Talks) == stat.Suppressed
	return out, err
}

// Talks lays out how far the topics of a guide came, and which tags stand under
// them.
func (s Style) Talks(c Covered) []Block {
	topics, tags := s.topics(c), s.topicTags(c)
	if c.Hidden {
		for _, b := range []*Block{&topics, &tags} {
			b.Counts, b.Figures, b.Grid.Rows = []string{s.Texts.Report.Base + " " + s.Theme.Signs.Concealed}, nil, nil
			b.Notes = s.marks(false, true, false, false)
		}
	}
	return []Block{topics, tags}
}

func (s Style) topics(c Covered) Block {
	t := s.Texts.Talk
	b := Block{Title: t.Topics, Counts: []string{fmt.Sprintf(t.Base, c.Talks), fmt.Sprintf(t.NotesCount, c.Notes)}}
	if m := c.Minutes(); m.N > 0 {
		b.Figures = []string{fmt.Sprintf(t.Whole, stat.Round(m.Mean, 1), stat.Round(m.Median, 1), m.N)}
	}
	if c.Talks == 0 {
		b.Counts = append(b.Counts, t.NoTalks)
	}
	b.Fields = []Field{{"table", "topics"}}
	b.Grid.Heads = []Head{{Key: "topic"}, {Key: "title", Title: t.Topic, Kind: Words}, {Key: "base", Title: t.Of}, {Key: "covered", Title: t.Covered}, {Key: "covered_pct", Title: "%"},
		{Kind: Bar, Drop: 4}, {Key: "declined", Title: t.Declined}, {Key: "open", Title: t.Open, Drop: 2}, {Key: "minutes_n"}, {Key: "minutes_mean", Title: t.Minutes, Below: t.Mean},
		{Key: "minutes_median", Title: t.Minutes, Below: t.Median, Drop: 3}, {Key: "notes", Title: t.NotesHead}, {Key: "reasons", Title: t.Reasons, Kind: Words, Drop: 1}}
	data := &Grid{Heads: slices.DeleteFunc(slices.Clone(b.Grid.Heads), func(h Head) bool { return h.Key == "" })}
	shown := Grid{Heads: slices.DeleteFunc(slices.Clone(b.Grid.Heads), func(h Head) bool { return h.Title == "" && h.Kind != Bar })}
	for _, k := range c.held() {
		m, pct := k.Minutes(), stat.Percent(k.Covered, k.Base)
		cells := []Cell{text(k.Ref.Item), text(s.topicTitle(k.Ref.Item, k.Title)), based(k.Base), count(k.Covered), s.share(pct), shared(pct), count(k.Declined), count(k.Open),
			count(m.N), s.number(m.Mean, 1), s.number(m.Median, 1), count(k.Notes), text(s.declines(c.Form, k))}
		var row, line []Cell
		for i, h := range b.Grid.Heads {
			if h.Key != "" {
				row = append(row, cells[i])
			}
			if h.Title != "" || h.Kind == Bar {
				line = append(line, cells[i])
			}
		}
		data.Rows, shown.Rows = append(data.Rows, Line{Cells: row}), append(shown.Rows, Line{Key: k.Ref.Item, Cells: line})
	}
	b.Grid, b.Data = shown, data
	b.Notes = []string{t.BaseNote, t.TimeNote}
	if slices.ContainsFunc(c.held(), func(k talk.TopicCount) bool { return k.Ref.Item == talk.Own }) {
		b.Notes = append(b.Notes, t.OwnNote)
	}
	b.Notes = append(b.Notes, s.marks(c.Talks < stat.FlagBelow, false, false, false)...)
	return b
}

func (s Style) topicTitle(item string, title questionnaire.Text) string {
	if item == talk.Own {
		return s.Texts.Talk.Own
	}
	return s.words(title)
}

// declines are the reasons for which a topic was declined, with how often.
func (s Style) declines(f *questionnaire.Form, k talk.TopicCount) string {
	var said []string
	for _, code := range slices.Sorted(maps.Keys(k.Reasons)) {
		said = append(said, fmt.Sprintf("%s %d", s.reason(f, code), k.Reasons[code]))
	}
	return strings.Join(said, " "+s.Theme.Signs.Between+" ")
}

// reason is a reason for declining in words.
func (s Style) reason(f *questionnaire.Form, code string) string {
	if code == "" {
		return s.Texts.Talk.NoReason
	}
	for _, t := range talk.Topics(f) {
		if l := f.Lists[t.Decline]; l != nil {
			for _, c := range l.Choices {
				if c.Name == code {
					return s.words(c.Label)
				}
			}
		}
	}
	return code
}

// topicTags lays out the tags, a row each, with a column for every topic.
func (s Style) topicTags(c Covered) Block {
	t := s.Texts.Talk
	b := Block{Title: t.TagsTitle, Counts: []string{fmt.Sprintf(t.Base, c.Talks)}, Fields: []Field{{"table", "tags"}}, Notes: []string{t.TagNote}}
	topics := c.held()
	if len(c.Tags) == 0 {
		b.Counts, b.Notes = append(b.Counts, t.NoTags), nil
		return b
	}
	b.Grid.Heads = []Head{{Key: "tag", Title: t.Tag, Kind: Words}, {Key: "notes", Title: t.NotesHead}, {Key: "interviews", Title: t.Interviews}}
	for _, k := range topics {
		b.Grid.Heads = append(b.Grid.Heads, Head{Key: "notes_" + k.Ref.Item, Title: s.topicTitle(k.Ref.Item, k.Title)})
	}
	for _, g := range c.Tags {
		cells := []Cell{text(c.name(g.Tag)), count(g.Notes), count(g.Interviews)}
		for _, k := range topics {
			n := count(g.Topics[k.Ref.Item])
			if g.Topics[k.Ref.Item] == 0 {
				n.Tone = Quiet
			}
			cells = append(cells, n)
		}
		b.Grid.Rows = append(b.Grid.Rows, Line{Key: g.Tag, Cells: cells})
	}
	return b
}

// held are the topics to be shown: own ones only where there are any.
func (c Covered) held() []talk.TopicCount {
	return slices.DeleteFunc(slices.Clone(c.Topics), func(k talk.TopicCount) bool { return k.Ref.Item == talk.Own && k.Base == 0 })
}

// name is what a tag is called, or its id where it is gone since.
func (c Covered) name(id string) string {
	for _, t := range c.Named {
		if t.ID == id {
			return t.Name
		}
	}
	return id
}

type jsonGuide struct {
	Talks   counted     `json:"talks"`
	Notes   counted     `json:"notes"`
	Minutes jsonMinutes `json:"minutes"`
	Topics  []jsonTopic `json:"topics"`
	Tags    []jsonTag   `json:"tags"`
}

type jsonMinutes struct {
	N      counted `json:"n"`
	Mean   number  `json:"mean"`
	Median number  `json:"median"`
}

type jsonTopic struct {
	Topic    string        `json:"topic"`
	Title    string        `json:"title"`
	Base     int           `json:"base"`
	Covered  int           `json:"covered"`
	Declined int           `json:"declined"`
	Open     int           `json:"open"`
	Pct      number        `json:"covered_pct"`
	Reasons  []jsonDecline `json:"reasons"`
	Minutes  jsonMinutes   `json:"minutes"`
	Notes    int           `json:"notes"`
}

type jsonDecline struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	N     int    `json:"n"`
}

type jsonTag struct {
	Tag        string    `json:"tag"`
	Notes      int       `json:"notes"`
	Interviews int       `json:"interviews"`
	Topics     []jsonPer `json:"topics"`
}

type jsonPer struct {
	Topic string `json:"topic"`
	Notes int    `json:"notes"`
}

// guide is the JSON of the topics of a guide.
func (s Style) guide(c Covered) *jsonGuide {
	g := &jsonGuide{Talks: counted{c.Talks, c.Hidden}, Notes: counted{c.Notes, c.Hidden}, Minutes: minutesOf(c.Minutes(), c.Hidden), Topics: []jsonTopic{}, Tags: []jsonTag{}}
	if c.Hidden {
		return g
	}
	for _, k := range c.held() {
		t := jsonTopic{Topic: k.Ref.Item, Title: s.topicTitle(k.Ref.Item, k.Title), Base: k.Base, Covered: k.Covered, Declined: k.Declined, Open: k.Open,
			Pct: number(stat.Percent(k.Covered, k.Base)), Reasons: []jsonDecline{}, Minutes: minutesOf(k.Minutes(), false), Notes: k.Notes}
		for _, code := range slices.Sorted(maps.Keys(k.Reasons)) {
			t.Reasons = append(t.Reasons, jsonDecline{code, s.reason(c.Form, code), k.Reasons[code]})
		}
		g.Topics = append(g.Topics, t)
	}
	for _, k := range c.Tags {
		t := jsonTag{Tag: c.name(k.Tag), Notes: k.Notes, Interviews: k.Interviews, Topics: []jsonPer{}}
		for _, topic := range c.Topics {
			if n := k.Topics[topic.Ref.Item]; n > 0 {
				t.Topics = append(t.Topics, jsonPer{topic.Ref.Item, n})
			}
		}
		g.Tags = append(g.Tags, t)
	}
	return g
}

func minutesOf(m talk.Minutes, hidden bool) jsonMinutes {
	if hidden {
		m.Mean, m.Median = math.NaN(), math.NaN()
	}
	return jsonMinutes{counted{m.N, hidden}, number(m.Mean), number(m.Median)}
}
