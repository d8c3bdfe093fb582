package store

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
)

// instruments is a desk where the forms of the program are there too.
func instruments(t testing.TB) *desk {
	d := newDesk(t)
	for _, f := range builtin.All() {
		must[bool](t)(d.AddForm(context.Background(), f, OriginBuiltin))
	}
	return d
}

// held is a guide interview with a person of this role, who agreed to be
// quoted or not, and with notes under topics.
func (d *desk) held(role string, quote bool, notes ...talk.Note) Opening {
	d.t.Helper()
	d.form = builtin.Manager()
	o := d.opening(d.o.Now())
	consent := map[bool]string{true: "1", false: "2"}[quote]
	d.save(o, chose("consent_notes", "1"), chose("consent_quote", consent), chose("role", role))
	d.talks(o, talk.Change{Notes: notes})
	return o
}

func TestNotesOfAllInterviews(t *testing.T) {
	d, ctx := instruments(t), context.Background()
	o := d.opening(d.o.Now())
	roles := d.formRoles()
	quote := said(o, "loyal_who", 1, "“别家来拉也不走”")
	quote.Kind = talk.Quote
	other := quote
	other.ID, other.Text = newID(), "“贵也没办法”"
	own := talk.OwnTopic{ID: newID(), Title: "夜间排班"}
	ownNote := said(o, talk.Own, 2, "夜班没人看数据")
	ownNote.Topic.Instance = own.ID
	a := d.held(roles[0], true, quote, ownNote)
	d.talks(a, talk.Change{Topics: []talk.OwnTopic{own}})
	b := d.held(roles[1], false, other, said(o, "tiers", 2, "先试新业务"))
	practice := d.opening(d.o.Now())
	practice.Practice = questionnaire.Practised
	d.talks(practice, talk.Change{Notes: []talk.Note{said(practice, "tiers", 1, "练习时写的")}})
	unknown := d.opening(d.o.Now())
	d.save(unknown, chose("consent_notes", "1"), questionnaire.Answer{Ref: questionnaire.Ref{Item: "role"}, Status: questionnaire.Refused})
	d.talks(unknown, talk.Change{Notes: []talk.Note{said(unknown, "rivals", 1, "不说是做什么的")}})
	voided := d.held(roles[0], true, said(o, "tiers", 1, "作废的"))
	ok(t, d.Void(ctx, voided.ID, "重复"))

	kind := talk.Quote
	for _, c := range []struct {
		what string
		f    NoteFilter
		want []string
	}{
		{"all", NoteFilter{}, []string{"不说是做什么的", "先试新业务", other.Text, ownNote.Text, quote.Text}},
		{"practice too", NoteFilter{Practice: true}, []string{"不说是做什么的", "练习时写的", "先试新业务", other.Text, ownNote.Text, quote.Text}},
		{"one sign", NoteFilter{Text: "夜"}, []string{ownNote.Text}},
		{"signs between words", NoteFilter{Text: "“别"}, []string{quote.Text}},
		{"a mark only", NoteFilter{Text: "”"}, []string{other.Text, quote.Text}},
		{"words that stand apart", NoteFilter{Text: "先业务"}, []string{}},
		{"quotes", NoteFilter{Kind: &kind}, []string{other.Text, quote.Text}},
		{"a topic", NoteFilter{Topic: "loyal_who"}, []string{other.Text, quote.Text}},
		{"own topics", NoteFilter{Topic: talk.Own}, []string{ownNote.Text}},
		{"a role", NoteFilter{Role: roles[1]}, []string{"先试新业务", other.Text}},
		{"no role", NoteFilter{Role: NoRole}, []string{"不说是做什么的"}},
		{"an interview", NoteFilter{Response: a.ID}, []string{ownNote.Text, quote.Text}},
		{"a form", NoteFilter{FormID: "manager", Text: "不走"}, []string{quote.Text}},
		{"another form", NoteFilter{FormID: "small"}, []string{}},
	} {
		if got := d.found(c.f); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	list := must[[]FoundNote](t)(d.Notes(ctx, NoteFilter{}))[1:] // without the one of no role
	if list[1].Quotable || !list[0].Quotable || !list[3].Quotable || list[3].Role != roles[0] || list[2].TopicTitle != "夜间排班" || list[1].Response != b.ID ||
		list[0].Hall != d.hall || list[0].FormHash != d.form.Hash || !list[0].StartedAt.Equal(b.StartedAt) {
		t.Errorf("found as %+v", list)
	}
	n := 0
	for r, err := range d.Talks(ctx, Query{FormID: "manager", All: true}) {
		ok(t, err)
		n += len(r.Talk.Notes)
	}
	if n != 7 {
		t.Errorf("%d notes are exported", n)
	}
}

// formRoles are the codes of what a person may be.
func (d *desk) formRoles() (codes []string) {
	f := builtin.Manager()
	for _, c := range f.Choices(f.WithRole(questionnaire.RoleRespondentRole)) {
		codes = append(codes, c.Name)
	}
	return codes
}

func TestTagsAgainstTopicsAndRoles(t *testing.T) {
	d, ctx := instruments(t), context.Background()
	roles, price, dear := d.formRoles(), d.tag("价格"), d.tag("服务")
	o := d.opening(d.o.Now())
	d.held(roles[0], true, said(o, "tiers", 1, "先试新业务", on(price, 0, 2), on(price, 3, 5)), said(o, "tiers", 2, "推荐别人", on(price, 0, 2), on(dear, 0, 1)))
	d.held(roles[1], true, said(o, "rivals", 1, "携号转网", on(price, 0, 4)), said(o, talk.Own, 2, "夜班", on(dear, 0, 2)))
	cell := func(g Grid, tag talk.Tag, key string) [2]int {
		for i, r := range g.Rows {
			for j, c := range g.Columns {
				if r.ID == tag.ID && c.Key == key {
					return [2]int{g.N[i][j], g.Interviews[i][j]}
				}
			}
		}
		return [2]int{-1, -1}
	}
	byTopic := must[Grid](t)(d.TagGrid(ctx, "manager", "topic"))
	byRole := must[Grid](t)(d.TagGrid(ctx, "manager", "role"))
	for _, c := range []struct {
		got, want [2]int
	}{
		{cell(byTopic, price, "tiers"), [2]int{2, 1}}, {cell(byTopic, price, "rivals"), [2]int{1, 1}}, {cell(byTopic, dear, talk.Own), [2]int{1, 1}},
		{cell(byTopic, dear, "loyal_who"), [2]int{0, 0}}, {cell(byRole, price, roles[0]), [2]int{2, 1}}, {cell(byRole, dear, roles[1]), [2]int{1, 1}},
	} {
		if c.got != c.want {
			t.Errorf("%v, want %v: %+v %+v", c.got, c.want, byTopic, byRole)
		}
	}
	if len(byRole.Columns) != len(roles) || len(byTopic.Columns) != len(talk.Topics(builtin.Manager()))+1 {
		t.Errorf("columns %+v and %+v", byTopic.Columns, byRole.Columns)
	}
	if got := must[[]TagCount](t)(d.Tags(ctx)); got[0].Notes+got[1].Notes != 5 || got[0].Interviews != 2 || got[1].Interviews != 2 {
		t.Errorf("tags %+v", got)
	}
}

func TestFollowUpsByTheirDay(t *testing.T) {
	d, ctx := instruments(t), context.Background()
	o := d.held(d.formRoles()[0], true)
	for _, f := range []talk.FollowUp{{What: "没定日子"}, {What: "晚的", Due: "2026-12-09"}, {What: "做完了", Due: "2026-11-01", DoneAt: at(o, time.Hour)}, {What: "早的", Due: "2026-12-01"},
		{What: "不要了", Gone: true}} {
		f.ID, f.Response = newID(), o.ID
		ok(t, d.SaveFollowUp(ctx, f))
	}
	var got []string
	for _, f := range must[[]FollowUpRow](t)(d.FollowUps(ctx, "manager")) {
		got = append(got, f.What)
		if f.Role != d.formRoles()[0] || f.Hall != d.hall || f.Response != o.ID || !f.StartedAt.Equal(o.StartedAt) {
			t.Errorf("listed as %+v", f)
		}
	}
	if want := []string{"早的", "晚的", "没定日子", "做完了"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if err := d.SaveFollowUp(ctx, talk.FollowUp{ID: newID(), Response: "没有"}); !errors.Is(err, ErrNotFound) {
		t.Errorf("of no interview: %v", err)
	}
}

// Only customers who were dissatisfied, agreed twice and left a number are
// called; each try is kept, and so is each time the number was shown.
func TestCustomersToCallBack(t *testing.T) {
	d, ctx := instruments(t), context.Background()
	customer := func(change ...questionnaire.Answer) Opening {
		d.form = builtin.Customer()
		o := d.opening(d.o.Now())
		d.save(o, append([]questionnaire.Answer{chose("consent", "1"), chose("customer_of", "1"), chose("adult", "1"), chose("before", "2"), chose("overall", "2"), chose("gap", "3"),
			chose("callback_ok", "1"), chose("contact_consent", "1"), wrote("contact_phone", "13812345678")}, change...)...)
		ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, 0))
		return o
	}
	o := customer()
	byGap := customer(chose("overall", "5"), chose("gap", "1"))
	customer(chose("overall", "5"))
	customer(chose("callback_ok", "2"))
	customer(chose("contact_consent", "2"))
	customer(questionnaire.Answer{Ref: questionnaire.Ref{Item: "contact_phone"}})
	ok(t, d.Withdraw(ctx, customer().ID))
	ok(t, d.Void(ctx, customer().ID, ""))
	list := must[[]CallBack](t)(d.CallBacks(ctx, builtin.CallBack()))
	if len(list) != 2 || list[0].ID != o.ID || list[1].ID != byGap.ID || list[0].Masked != "138****5678" || !list[0].HasPhone || list[0].FollowedBy != "" {
		t.Fatalf("offered %+v", list)
	}
	next := at(o, 24*time.Hour)
	try := must[Contact](t)(d.AddContact(ctx, Contact{Response: o.ID, Outcome: AppointmentMade, NextAt: next, Who: d.person.ID}))
	d.form = builtin.CallBack()
	call := d.opening(d.o.Now())
	call.Follows = o.ID
	d.save(call, questionnaire.Answer{Ref: questionnaire.Ref{Item: d.form.Questions[0].Name}, Status: questionnaire.Refused})
	list = must[[]CallBack](t)(d.CallBacks(ctx, builtin.CallBack()))
	if got := list[0].Contacts; len(got) != 1 || got[0].ID != try.ID || !got[0].NextAt.Equal(next) || got[0].Outcome != AppointmentMade || list[0].FollowedBy != call.ID {
		t.Errorf("after a try: %+v", list[0])
	}
	if rows := must[[]Row](t)(d.FollowedBy(ctx, o.ID)); len(rows) != 1 || rows[0].ID != call.ID || len(d.sealed(try.ID)) != 1 {
		t.Errorf("followed by %+v", rows)
	}
	if row := must[Row](t)(d.Row(ctx, call.ID)); row.ID != call.ID || row.FormID != "callback" {
		t.Errorf("the row of the call: %+v", row)
	}
	if _, err := d.Row(ctx, newID()); !errors.Is(err, ErrNotFound) {
		t.Errorf("the row of none: %v", err)
	}
	other := must[questionnaire.Person](t)(d.SavePerson(ctx, questionnaire.Person{Number: "09", Name: "王芳"}))
	if phone := must[string](t)(d.Phone(ctx, o.ID, other.ID)); phone != "13812345678" || d.count("SELECT count(*) FROM event WHERE kind = 'phone_shown' AND who = ?", other.ID) != 1 {
		t.Errorf("shown %q", phone)
	}
	if _, err := d.Phone(ctx, call.ID, other.ID); !errors.Is(err, ErrNotFound) || d.count("SELECT count(*) FROM event WHERE kind = 'phone_shown'") != 1 {
		t.Errorf("of one without a number: %v", err)
	}
}

func TestNumbersAreMasked(t *testing.T) {
	for phone, want := range map[string]string{"13812345678": "138****5678", "": "", "12": "**", "8812345": "8****45", "+8613812345678": "+86*******5678"} {
		if got := mask(phone); got != want {
			t.Errorf("%q is shown as %q, want %q", phone, got, want)
		}
	}
}
