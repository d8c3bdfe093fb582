package records

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600)) // a Wednesday

// hall is a database with two days of work: interviews complete, partial,
// withdrawn, void, practised and left open, and two tallied refusals.
func hall(t *testing.T) *store.Store {
	t.Helper()
	ctx := t.Context()
	n, clock := 0, noon.AddDate(0, 0, -1)
	s, err := store.Open(ctx, store.Options{Path: filepath.Join(t.TempDir(), "d.db"), Access: store.Write, DeviceName: "laptop", Parse: xlsform.Parse,
		Builtin: builtin.All, Now: func() time.Time { return clock }, NewID: func() string { n++; return fmt.Sprintf("0193bbbb-0000-7000-8000-%012d", n) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var halls [2]questionnaire.Hall
	var people [2]questionnaire.Person
	for i, name := range []string{"人民路营业厅", "校园营业厅"} {
		halls[i], err = s.SaveHall(ctx, questionnaire.Hall{Code: fmt.Sprintf("A0%d", i+1), Name: name, Operator: "mobile", Kind: "own"})
		check(err)
	}
	for i, name := range []string{"李明", "王芳"} {
		people[i], err = s.SavePerson(ctx, questionnaire.Person{Number: fmt.Sprintf("0%d", i+7), Name: name})
		check(err)
	}
	good := []string{"consent", "1", "customer_of", "1", "adult", "1", "before", "2", "segment", "1", "tenure", "2", "overall", "4", "tariff", "3", "payment", "2",
		"billing", "4", "broadband", "na", "premises", "3", "staff", "5", "hotline", "dk", "complaints", "ref", "gap", "3", "plans", "4", "switching", "2",
		"stay_why", "1 3", "payment_why", "只能在柜台交，排队久", "remark", "希望多开几个窗口，尤其是月初；自助机常常坏，坏了没人修。", "callback_ok", "1", "contact_consent", "1",
		"contact_name", "张女士", "contact_phone", "13800138000"}
	hold := func(id, who int, at time.Time, kind questionnaire.Practice, end questionnaire.Disposition, keys ...string) string {
		clock = at
		o := store.Opening{ID: fmt.Sprintf("0193cccc-0000-7000-8000-%012d", id), Form: builtin.Customer(), Hall: halls[who], Interviewer: people[who],
			Language: "zh", Practice: kind, StartedAt: at}
		ses := questionnaire.Begin(o.Form, questionnaire.NewContext(o.Hall, o.Interviewer, questionnaire.Study{Org: "课题组", Keep: 30}, at), nil)
		for i := 0; i < len(keys); i += 2 {
			record(t, ses, keys[i], keys[i+1])
		}
		if len(keys) > 20 {
			ses.Remark(questionnaire.Ref{Item: "payment"}, "“只在柜台交”")
		}
		clock = at.Add(4 * time.Minute)
		check(s.Save(ctx, store.Change{Opening: o, Answers: ses.Take(), At: ses.At(), Active: 200 * time.Second, Language: "zh"}))
		if end != "" {
			check(s.Finish(ctx, o.ID, end, 250*time.Second))
		}
		return o.ID
	}
	yesterday := noon.AddDate(0, 0, -1)
	hold(1, 0, yesterday, questionnaire.Real, questionnaire.Complete, good...)
	hold(2, 1, yesterday.Add(time.Hour), questionnaire.Real, questionnaire.Partial, good[:18]...)
	check(s.MarkExported(ctx, "customer", mustCounter(t, s)))
	hold(3, 0, noon.Add(-3*time.Hour), questionnaire.Practised, questionnaire.Complete, good...)
	void := hold(4, 0, noon.Add(-2*time.Hour), questionnaire.Real, questionnaire.Complete, good[:30]...)
	check(s.Void(ctx, void, "双份"))
	gone := hold(5, 1, noon.Add(-100*time.Minute), questionnaire.Real, "", good[:20]...)
	check(s.Withdraw(ctx, gone))
	clock = noon.Add(-90 * time.Minute)
	_, err = s.Tally(ctx, store.Approach{FormID: "customer", Hall: halls[0], Interviewer: people[0], Disposition: questionnaire.Refusal, Reason: "1"})
	check(err)
	clock = noon.Add(-80 * time.Minute)
	_, err = s.Tally(ctx, store.Approach{FormID: "customer", Hall: halls[1], Interviewer: people[1], Disposition: questionnaire.Unable})
	check(err)
	hold(6, 0, noon.Add(-time.Hour), questionnaire.Real, questionnaire.Complete, good...)
	hold(7, 0, noon.Add(-10*time.Minute), questionnaire.Real, "", good[:16]...)
	return s
}

func mustCounter(t *testing.T, s *store.Store) int64 {
	n, err := s.Counter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func record(t *testing.T, ses *questionnaire.Session, item, value string) {
	t.Helper()
	ref := questionnaire.Ref{Item: item}
	status, ok := map[string]questionnaire.Status{"dk": questionnaire.DontKnow, "ref": questionnaire.Refused, "na": questionnaire.NotApplicable}[value]
	a, bad := questionnaire.Answer{Ref: ref, Status: status}, (*questionnaire.Violation)(nil)
	if !ok {
		a, bad = ses.Parse(ref, value)
	}
	if bad == nil {
		bad = ses.Record(a)
	}
	if bad != nil {
		t.Fatalf("%s does not take %q: %s", item, value, bad.Rule)
	}
	ses.Jump(ref)
	ses.Next()
}

func environment(l questionnaire.Lang, look theme.Look) *nav.Env {
	return &nav.Env{Theme: theme.New(look), Texts: lang.Of(l), Lang: l, Now: func() time.Time { return noon }, Study: questionnaire.Study{Org: "课题组", Keep: 30}}
}

func open(t *testing.T, st Store, l questionnaire.Lang, look theme.Look, w, h int) *uitest.Driver {
	return uitest.NewScreen(t, w, h, New(environment(l, look), st, Ways{Resume: func(r store.Row) tea.Cmd {
		return func() tea.Msg { return nav.PushMsg{Screen: stub{id: r.ID}} }
	}}))
}

// stub stands for the interview's screen.
type stub struct {
	nav.Screen
	id string
}

// many is a store of so many interviews that never gives more than asked for.
type many struct {
	*store.Store
	n       int
	reads   int
	largest int
}

func (m *many) CountRows(context.Context, store.Filter) (int, error) { return m.n, nil }
func (m *many) List(_ context.Context, f store.Filter) ([]store.Row, error) {
	m.reads++
	m.largest = max(m.largest, f.Limit)
	var out []store.Row
	for i := f.Offset; i < min(f.Offset+f.Limit, m.n); i++ {
		out = append(out, store.Row{ID: fmt.Sprint(i), Stage: questionnaire.Ended, Disposition: questionnaire.Complete, StartedAt: noon.Add(-time.Duration(i) * time.Minute),
			Hall: questionnaire.Hall{Name: fmt.Sprint("厅", i)}})
	}
	return out, nil
}
