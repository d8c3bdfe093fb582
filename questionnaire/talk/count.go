package talk

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"tingfang/questionnaire"
)

// Coverage is what came of the topics of a guide in several interviews. One
// with a Form alone is empty; Add puts an interview in.
type Coverage struct {
	Form   *questionnaire.Form // its current version
	Topics []TopicCount        // in the order of the form, those only earlier versions have behind them; all own ones as one at the end
	Talks  int                 // the base: interviews in which notes were agreed to
	Notes  int                 // notes with text in them
	Tags   []TagCount          // by the number of notes, the most first

	whole []time.Duration // of each interview that took any time
	tags  map[string]*TagCount
}

// TopicCount is what came of one topic. Base = Covered + Declined + Open.
type TopicCount struct {
	Ref                           questionnaire.Ref // of own topics {Item: Own}
	Title                         questionnaire.Text
	Base, Covered, Declined, Open int            // interviews; of own topics, topics
	Reasons                       map[string]int // the codes of why it was declined, "" for none given
	Notes                         int            // notes with text

	spent []time.Duration
}

// TagCount is how often one tag was put.
type TagCount struct {
	Tag               string         // id
	Notes, Interviews int            // that bear it
	Topics            map[string]int // notes that bear it by the item of their topic
}

// Minutes describe a time over the interviews that spent any: N of them. Mean
// and Median are in minutes, NaN of nobody.
type Minutes struct {
	N            int
	Mean, Median float64
}

// Add counts an interview; f is the version of the form it was held with.
func (c *Coverage) Add(f *questionnaire.Form, answers []questionnaire.Answer, r Record) {
	c.Begin()
	if !Agreed(f, questionnaire.RoleConsentNotes, answers) {
		return
	}
	c.Talks++
	spent := Spent(r.Visits)
	var all time.Duration
	for _, d := range spent {
		all += d
	}
	if all > 0 {
		c.whole = append(c.whole, all)
	}
	own := c.topic(Topic{Ref: questionnaire.Ref{Item: Own}})
	for _, t := range All(f, r) {
		if t.Ref.Item == Own {
			c.Topics[own].add(t, answers, r, spent[t.Ref])
			continue
		}
		c.Topics[c.topic(t)].add(t, answers, r, spent[t.Ref])
	}
	c.notes(r.Notes)
}

// Begin lays out the topics of the current version, so that they are there
// before any interview is; Add does it too.
func (c *Coverage) Begin() {
	if c.tags != nil {
		return
	}
	c.tags = map[string]*TagCount{}
	for _, t := range append(Topics(c.Form), Topic{Ref: questionnaire.Ref{Item: Own}}) {
		c.Topics = append(c.Topics, TopicCount{Ref: t.Ref, Title: t.Title, Reasons: map[string]int{}})
	}
}

// topic is the place of a topic; one that is new goes before the own ones.
func (c *Coverage) topic(t Topic) int {
	at := slices.IndexFunc(c.Topics, func(k TopicCount) bool { return k.Ref == t.Ref })
	if at < 0 {
		at = len(c.Topics) - 1
		c.Topics = slices.Insert(c.Topics, at, TopicCount{Ref: t.Ref, Title: t.Title, Reasons: map[string]int{}})
	}
	return at
}

func (k *TopicCount) add(t Topic, answers []questionnaire.Answer, r Record, spent time.Duration) {
	k.Base++
	switch StateOf(t, answers, r) {
	case Covered:
		k.Covered++
	case Declined:
		k.Declined++
		code, _ := t.Reason(answers, r.Topics)
		k.Reasons[code]++
	default:
		k.Open++
	}
	for _, n := range r.Notes {
		if n.Topic == t.Ref && !Blank(n.Text) {
			k.Notes++
		}
	}
	if spent > 0 {
		k.spent = append(k.spent, spent)
	}
}

// notes counts the notes of one interview and their tags.
func (c *Coverage) notes(notes []Note) {
	seen := map[string]bool{}
	for _, n := range notes {
		if Blank(n.Text) {
			continue
		}
		c.Notes++
		on := map[string]bool{}
		for _, m := range n.Marks {
			if on[m.Tag] {
				continue
			}
			on[m.Tag] = true
			k := c.tags[m.Tag]
			if k == nil {
				k = &TagCount{Tag: m.Tag, Topics: map[string]int{}}
				c.tags[m.Tag] = k
			}
			k.Notes++
			k.Topics[n.Topic.Item]++
			if !seen[m.Tag] {
				seen[m.Tag] = true
				k.Interviews++
			}
		}
	}
	c.Tags = c.Tags[:0]
	for _, id := range slices.Sorted(maps.Keys(c.tags)) {
		c.Tags = append(c.Tags, *c.tags[id])
	}
	slices.SortStableFunc(c.Tags, func(a, b TagCount) int { return cmp.Compare(b.Notes, a.Notes) })
}

// Minutes is the time spent on the topic by the interviews that came to it.
func (k TopicCount) Minutes() Minutes { return minutes(k.spent) }

// Minutes is the time spent on all topics together.
func (c *Coverage) Minutes() Minutes { return minutes(c.whole) }

func minutes(all []time.Duration) Minutes {
	m := Minutes{N: len(all), Mean: math.NaN(), Median: math.NaN()}
	if len(all) == 0 {
		return m
	}
	sorted := slices.Sorted(slices.Values(all))
	var sum float64
	for _, d := range sorted {
		sum += d.Minutes()
	}
	m.Mean = sum / float64(m.N)
	m.Median = (sorted[(m.N-1)/2] + sorted[m.N/2]).Minutes() / 2
	return m
}
