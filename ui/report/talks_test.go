package report

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// told are n interviews of the guide: in every second a topic was declined,
// in every third the interviewer added one.
func told(n int) (out []store.TalkRow) {
	f := builtin.Manager()
	at := func(item string) questionnaire.Ref { return questionnaire.Ref{Item: item} }
	said := func(item string, codes ...string) questionnaire.Answer {
		return questionnaire.Answer{Ref: at(item), Status: questionnaire.Given, Codes: codes}
	}
	for i := range n {
		row := store.TalkRow{Response: questionnaire.Response{ID: string(rune('a' + i)), FormHash: f.Hash, Answers: []questionnaire.Answer{said("consent_notes", "1"), said("programme_prompted", "1")}}}
		row.Talk.Notes = []talk.Note{{Topic: at("loyal_who"), Text: "看重复办理", Marks: []talk.Mark{{Tag: "p", Last: 5}}}, {Topic: at("rivals"), Kind: talk.Quote, Text: "没影响", Marks: []talk.Mark{{Tag: "q", Last: 3}}}}
		row.Talk.Visits = []talk.Visit{{Topic: at("loyal_who"), For: time.Duration(6+i) * time.Minute}, {Topic: at("rivals"), For: 90 * time.Second}}
		if i%2 == 0 {
			row.Response.Answers = append(row.Response.Answers, questionnaire.Answer{Ref: at("tiers_notes"), Status: questionnaire.Refused, Reason: "2"})
		}
		if i%3 == 0 {
			row.Talk.Topics = []talk.OwnTopic{{ID: "o", Title: "排队", Declined: "1"}}
			row.Talk.Notes[0].Marks = append(row.Talk.Notes[0].Marks, talk.Mark{Tag: "q", Last: 2})
		}
		out = append(out, row)
	}
	return out
}

var tags = []talk.Tag{{ID: "p", Name: "重复办理"}, {ID: "q", Name: "竞争"}}

func covered() Covered {
	c := Covered{Coverage: talk.Coverage{Form: builtin.Manager()}, Named: tags}
	for _, row := range told(3) {
		c.Add(c.Form, row.Response.Answers, row.Talk)
	}
	return c
}

func TestTopicsOfAGuideAreDrawn(t *testing.T) {
	for _, l := range []questionnaire.Lang{"zh", "en"} {
		for _, width := range []int{60, 80, 120} {
			s := style(l, theme.Look{ASCII: width == 120}, builtin.Manager())
			uitest.Golden(t, fmt.Sprintf("talks_%s_%d", l, width), drawn(s, s.Talks(covered()), width))
		}
	}
	for width := 40; width <= 140; width += 3 {
		s := style("zh", theme.Look{ASCII: width%2 == 0, Colour: true}, builtin.Manager())
		for _, b := range s.Talks(covered()) {
			for _, line := range s.Lines(b, width) {
				if ansi.StringWidth(line) > width {
					t.Fatalf("in %d cells: %q", width, uitest.Plain(line))
				}
			}
		}
	}
}

func TestWhatIsTooSmallIsNotPublished(t *testing.T) {
	c := covered()
	c.Hidden = true
	s := style("zh", theme.Look{}, builtin.Manager())
	for _, b := range s.Talks(c) {
		if len(b.Grid.Rows) > 0 || strings.Contains(strings.Join(b.Counts, " "), "3") {
			t.Errorf("%s shows %v", b.Title, b.Counts)
		}
	}
	j, err := s.GuideJSON(Source{}, c, nil)
	if err != nil || !strings.Contains(string(j), `"talks": null`) || strings.Contains(string(j), "loyal_who") {
		t.Errorf("%v %s", err, j)
	}
}

// shelf is a store of so many talks, of which the keys from 2 on are chosen.
type shelf struct{ rows []store.TalkRow }

func (s shelf) Chosen(_ context.Context, keys []int64) (out []store.Row, err error) {
	for _, k := range keys {
		out = append(out, store.Row{ID: s.rows[k-1].Response.ID})
	}
	return out, nil
}

func (s shelf) Talks(context.Context, store.Query) iter.Seq2[store.TalkRow, error] {
	return func(yield func(store.TalkRow, error) bool) {
		for _, r := range s.rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func (s shelf) FormByHash(context.Context, [32]byte) (*questionnaire.Form, error) {
	return nil, store.ErrNotFound
}

func (s shelf) Tags(context.Context) (out []store.TagCount, err error) {
	for _, t := range tags {
		out = append(out, store.TagCount{Tag: t})
	}
	return out, nil
}

func TestOnlyTheChosenInterviewsAreCovered(t *testing.T) {
	c, err := Cover(context.Background(), shelf{told(5)}, builtin.Manager(), []int64{2, 4}, false)
	if err != nil || c.Talks != 2 || c.Topics[2].Declined != 0 || c.Hidden || len(c.Named) != 2 {
		t.Errorf("%+v, %v", c, err)
	}
	if c, err = Cover(context.Background(), shelf{told(5)}, builtin.Manager(), nil, true); err != nil || c.Talks != 0 || len(c.Topics) != 8 || !c.Hidden {
		t.Errorf("%+v, %v", c, err)
	}
}
