package tables

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/questionnaire/xlsform"
	"tingfang/ui/theme"
)

// talked makes the i-th interview of the guide: in every third a topic was
// declined.
func talked(i int) questionnaire.Response {
	r := questionnaire.Response{ID: fmt.Sprint(i), FormID: "manager", Hall: halls[i%3], Interviewer: crew[i%2], Disposition: questionnaire.Complete, Stage: questionnaire.Ended,
		StartedAt: noon.AddDate(0, 0, -i)}
	put := func(item string, codes ...string) {
		r.Answers = append(r.Answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: codes})
	}
	put("consent_notes", "1")
	put("consent_quote", fmt.Sprint(i%2+1))
	put("programme_volunteered", "1", fmt.Sprint(i%3+2))
	put("role", fmt.Sprint(i%3+1))
	if i%3 == 0 {
		r.Answers = append(r.Answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: "tiers_notes"}, Status: questionnaire.Refused, Reason: fmt.Sprint(i%2 + 1)})
	}
	return r
}

func spoken(i int) (r talk.Record) {
	for n, topic := range []string{"loyal_who", "rivals", "close"} {
		at := questionnaire.Ref{Item: topic}
		note := talk.Note{Topic: at, Text: "看重复办理", Kind: talk.Kind(n)}
		if i%2 == 0 {
			note.Marks = []talk.Mark{{Tag: []string{"p", "q", "q"}[n], Last: 3}}
		}
		r.Notes = append(r.Notes, note)
		r.Visits = append(r.Visits, talk.Visit{Topic: at, For: time.Duration(3+i%5+n) * time.Minute})
	}
	return r
}

func TestTheTopicsOfAGuide(t *testing.T) {
	st := &shelf{f: builtin.Manager(), n: 14}
	for _, size := range [][2]int{{80, 21}, {60, 17}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			open(t, st, l, theme.Look{}, size[0], size[1]).Golden(fmt.Sprintf("topics-%s-%dx%d", l, size[0], size[1]+3))
		}
	}
	open(t, st, "zh", theme.Look{ASCII: true}, 80, 21).Golden("topics-ascii")
}

func TestTheTopicsFollowTheFilter(t *testing.T) {
	d := open(t, &shelf{f: builtin.Manager(), n: 14}, "zh", theme.Look{}, 120, 37)
	if !strings.Contains(d.Text(), "基数 14 个访谈") {
		t.Fatal(d.Text())
	}
	d.screen.filter.where = "${role} = 1"
	d.Press("tab", "1")
	if !strings.Contains(d.Text(), "基数 5 个访谈") {
		t.Error(d.Text())
	}
}

// Whatever pages a form leaves empty, no key ends in a crash.
func TestFormsWithoutScales(t *testing.T) {
	bare, err := xlsform.Parse([]byte("| survey |\n| | type | name | label |\n| | text | words | Words? |\n| settings |\n| | form_id | form_title | version | x_mode |\n| | bare | Bare | 1 | survey |\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*questionnaire.Form{builtin.Manager(), builtin.CallBack(), bare} {
		d := open(t, &shelf{f: f, n: 3}, "zh", theme.Look{}, 60, 17)
		for _, page := range strings.Split("1234567", "") {
			d.Press(page, "down", "right", "enter", "esc", "b", "esc", "i", "esc", "s", "esc", "y")
		}
		d.Press("tab", "shift+tab", "shift+tab")
	}
}

// A guide has no headline figures: its overview begins with the halls.
func TestTheOverviewOfAGuide(t *testing.T) {
	d := open(t, &shelf{f: builtin.Manager(), n: 14}, "zh", theme.Look{}, 80, 21)
	d.Press("2")
	if text := d.Text(); strings.Contains(text, "主要指标") || strings.Contains(text, "比上一波") || !strings.Contains(text, "营业厅") {
		t.Error(text)
	}
}

// From the tables of one questionnaire to those of another, without home.
func TestTheTablesOfAnotherForm(t *testing.T) {
	d := open(t, &shelf{f: builtin.Manager(), n: 14}, "zh", theme.Look{}, 80, 21)
	if d.Press("q"); strings.Contains(d.Text(), "看哪一份问卷") {
		t.Error("asked where there is one form")
	}
	taken := ""
	d.screen.ways.Forms = []*questionnaire.Form{builtin.Customer(), builtin.Manager()}
	d.screen.ways.Form = func(f *questionnaire.Form) tea.Cmd { taken = f.ID; return nil }
	if f := d.Frame(); !strings.HasPrefix(f.Right, "客户经理访谈   n = ") {
		t.Errorf("at the right stands %q", f.Right)
	}
	d.Press("q")
	if !strings.Contains(d.Text(), "› 2  客户经理访谈") {
		t.Error(d.Text())
	}
	if d.Press("1"); taken != "customer" {
		t.Errorf("took %q", taken)
	}
}
