package notes_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/notes"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600)) // a Wednesday

// desk is where what was noted is worked on: the screen and the disk behind
// it.
type desk struct {
	*uitest.Driver
	t    testing.TB
	env  *nav.Env
	disk *store.Store
	tags []talk.Tag
	read []string // what was asked to be read: interview and note
	n    int
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sit opens the screen over three talks.
func sit(t testing.TB, width, height int, changes ...func(*desk)) *desk {
	t.Helper()
	d := &desk{t: t}
	d.env = &nav.Env{Theme: theme.New(theme.Look{}), Lang: questionnaire.ZH, Now: func() time.Time { return noon }}
	var err error
	d.disk, err = store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "d.db"), Access: store.Write, DeviceName: "laptop", Parse: xlsform.Parse,
		Builtin: builtin.All, Now: func() time.Time { return noon }, NewID: d.id})
	check(t, err)
	t.Cleanup(func() { d.disk.Close() })
	d.work()
	for _, change := range changes {
		change(d)
	}
	d.env.Texts = lang.Of(d.env.Lang)
	d.open(width, height)
	return d
}

// open opens the screen anew over what is on the disk.
func (d *desk) open(width, height int) {
	d.Driver = uitest.NewScreen(d.t, width, height, notes.New(d.env, d.disk, builtin.Manager(), notes.Ways{Read: func(response, note string) tea.Cmd {
		d.read = append(d.read, response+" "+note)
		return nil
	}}))
}

func (d *desk) id() string { d.n++; return fmt.Sprintf("0193bbbb-0000-7000-8000-%012d", d.n) }

func english(d *desk)  { d.env.Lang = questionnaire.EN }
func ascii(d *desk)    { d.env.Theme = theme.New(theme.Look{ASCII: true}) }
func readOnly(d *desk) { d.env.ReadOnly = true }

// work is three talks in two halls, with a customer service role, an account
// manager and one whose role is not known.
func (d *desk) work() {
	ctx := d.t.Context()
	for i, name := range []string{"人手", "专人维系", "报表", "费用"} {
		tag, err := d.disk.SaveTag(ctx, talk.Tag{Name: name, Colour: i, Sign: "#", Definition: []string{"窗口、客户经理不够时用", "", "看哪些数据", ""}[i]})
		check(d.t, err)
		d.tags = append(d.tags, tag)
	}
	person, err := d.disk.SavePerson(ctx, questionnaire.Person{Number: "07", Name: "李明"})
	check(d.t, err)
	for i, name := range []string{"人民路营业厅", "校园营业厅", "人民路营业厅"} {
		hall := questionnaire.Hall{Code: fmt.Sprint("A0", i), Name: name, Operator: "mobile", Kind: "own"}
		hall, err = d.disk.SaveHall(ctx, hall)
		check(d.t, err)
		o := store.Opening{ID: fmt.Sprintf("0193cccc-0000-7000-8000-%012d", i), Form: builtin.Manager(), Hall: hall, Interviewer: person, Language: "zh",
			StartedAt: noon.AddDate(0, 0, i-3)}
		var answers []questionnaire.Answer
		give := func(item, code string) {
			answers = append(answers, questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: []string{code}})
		}
		give("consent_notes", "1")
		give("consent_quote", []string{"1", "2", "1"}[i])
		if i < 2 {
			give("role", fmt.Sprint(i+2))
		}
		check(d.t, d.disk.Save(ctx, store.Change{Opening: o, Answers: answers}))
		check(d.t, d.disk.SaveTalk(ctx, o, d.talked(o, i)))
	}
}

// talked is what was said in the nth talk.
func (d *desk) talked(o store.Opening, n int) talk.Change {
	var c talk.Change
	say := func(topic string, kind talk.Kind, text string, tags ...int) {
		note := talk.Note{ID: d.id(), Topic: questionnaire.Ref{Item: topic}, Position: float64(len(c.Notes)), Kind: kind, Text: text,
			Offset: time.Duration(len(c.Notes)*190) * time.Second, At: o.StartedAt.Add(time.Hour)}
		for _, t := range tags {
			note.Marks = append(note.Marks, talk.Mark{ID: d.id(), Tag: d.tags[t].ID, Last: len([]rune(text))})
		}
		c.Notes = append(c.Notes, note)
	}
	todo := func(what, who, due string, done time.Time) {
		c.FollowUps = append(c.FollowUps, talk.FollowUp{ID: d.id(), Response: o.ID, What: what, Who: who, Due: due, DoneAt: done})
	}
	switch n {
	case 0:
		say("loyal_who", talk.Paraphrase, "主要看是不是续约，还有花多少钱，每个月的报表上都有。", 2)
		say("tiers", talk.Quote, "低端的我们也想管，但是人手不够。", 0, 1)
		say("tiers", talk.Observation, "说话时柜台前排着十来个人。")
		todo("寄一份套餐说明", "李明", "2026-11-20", time.Time{})
		todo("问客户经理的名单", "", "", time.Time{})
	case 1:
		say("tiers", talk.Paraphrase, "高端客户有专人，每月打一次电话。", 1)
		say("rivals", talk.Quote, "隔壁送手机，我们送不起。", 3)
		say("rivals", talk.Paraphrase, "携号转网的客户先由值班经理谈一次，值班经理谈不下来的才交给客户经理，客户经理再打一次电话，前后大概要花三天，Ｗｉｆｉ的问题当场就能定，一个月下来能留住的不到一半，主要还是人手的问题，别的厅也一样，去年就提过，没有下文。", 0)
		todo("把回访记录表发过去", "王芳", "2026-12-01", time.Time{})
	case 2:
		c.Topics = []talk.OwnTopic{{ID: d.id(), Title: "校园代理"}}
		say("feedback", talk.Thought, "这里的意见表没有人看。\x1b[31m", 0)
		c.Notes = append(c.Notes, talk.Note{ID: d.id(), Topic: c.Topics[0].Ref(), Position: 9, Text: "九月人最多，临时加人。", At: o.StartedAt, Marks: []talk.Mark{{ID: d.id(), Tag: d.tags[0].ID, Last: 5}}})
		todo("要意见表的样张", "李明", "2026-11-24", noon.Add(-time.Hour))
	}
	return c
}
