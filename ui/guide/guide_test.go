package guide_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/guide"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// visit is where the tests talk: an interviewer at the keys of one talk, and
// the disk behind it.
type visit struct {
	*uitest.Driver
	t    testing.TB
	env  *nav.Env
	disk *disk
	now  *time.Time
	had  guide.Begin
	ways guide.Ways
}

// disk keeps what was acknowledged, and fails where it is told to.
type disk struct {
	err     error
	talk    talk.Record
	typing  string // id of the note saved as being typed
	answers map[questionnaire.Ref]questionnaire.Answer
	tags    []talk.Tag
	at      questionnaire.Ref
	active  time.Duration
	kinds   []string
	ended   questionnaire.Disposition
	writes  int
	looks   string // what a file of an unknown kind looks like
}

func (d *disk) Save(_ context.Context, c store.Change) error {
	if d.err != nil {
		return d.err
	}
	d.writes++
	for _, a := range c.Answers {
		d.answers[a.Ref] = a
	}
	d.at, d.active = c.At, c.Active
	if c.Kind != "" {
		d.kinds = append(d.kinds, c.Kind)
	}
	return nil
}

func (d *disk) SaveTalk(_ context.Context, _ store.Opening, c talk.Change) error {
	if d.err != nil {
		return d.err
	}
	d.writes++
	if c.Typing != nil {
		d.typing = c.Typing.ID
		c.Notes = append(c.Notes, *c.Typing)
	}
	for _, n := range c.Notes {
		d.talk.Notes = slices.DeleteFunc(d.talk.Notes, func(o talk.Note) bool { return o.ID == n.ID })
		if !n.Gone {
			d.talk.Notes = append(d.talk.Notes, n)
		}
		if d.typing == n.ID && c.Typing == nil {
			d.typing = ""
		}
	}
	slices.SortFunc(d.talk.Notes, func(a, b talk.Note) int {
		if a.Position < b.Position {
			return -1
		}
		return 1
	})
	for _, o := range c.Topics {
		d.talk.Topics = append(slices.DeleteFunc(d.talk.Topics, func(h talk.OwnTopic) bool { return h.ID == o.ID }), o)
	}
	d.talk.Visits = append(d.talk.Visits, c.Visits...)
	for _, f := range c.FollowUps {
		d.talk.FollowUps = slices.DeleteFunc(d.talk.FollowUps, func(o talk.FollowUp) bool { return o.ID == f.ID })
		if !f.Gone {
			d.talk.FollowUps = append(d.talk.FollowUps, f)
		}
	}
	d.talk.Attachments = append(d.talk.Attachments, c.Attachments...)
	return nil
}

func (d *disk) Finish(_ context.Context, _ string, e questionnaire.Disposition, _ time.Duration) error {
	if d.err == nil {
		d.ended = e
	}
	return d.err
}

func (d *disk) Withdraw(context.Context, string) error {
	if d.err == nil {
		d.ended, d.talk = questionnaire.Withdrawn, talk.Record{}
	}
	return d.err
}

func (d *disk) SaveTag(_ context.Context, t talk.Tag) (talk.Tag, error) {
	if d.err != nil {
		return t, d.err
	}
	t.ID = fmt.Sprint("tag", len(d.tags))
	d.tags = append(d.tags, t)
	return t, nil
}

// Attach takes every file but those whose name says why it cannot.
func (d *disk) Attach(_ context.Context, o store.Opening, path, caption string, topic questionnaire.Ref) (talk.Attachment, bool, error) {
	name := filepath.Base(path)
	if rule, bad := strings.CutSuffix(name, ".bad"); bad {
		return talk.Attachment{}, false, &store.AttachError{Path: path, Rule: store.AttachRule(rule), Size: 60 << 20, Most: store.MostAttached, MediaType: d.looks}
	}
	a := talk.Attachment{ID: name, Response: o.ID, Topic: topic, Name: name, Caption: caption}
	d.talk.Attachments = append(d.talk.Attachments, a)
	return a, strings.HasSuffix(name, ".jpg"), nil
}

// texts are the texts of the notes on the disk, in their order.
func (d *disk) texts() (out []string) {
	for _, n := range d.talk.Notes {
		out = append(out, n.Text)
	}
	return out
}

var noon = time.Date(2026, 11, 25, 14, 3, 22, 0, time.FixedZone("CST", 8*3600))

func form(t testing.TB) *questionnaire.Form {
	t.Helper()
	name := filepath.Join("testdata", "guide.md")
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, faults := xlsform.Load(name, src)
	if f == nil {
		t.Fatal(faults)
	}
	return f
}

// begin opens a talk with the facts answered; changes alter the environment
// first.
func begin(t testing.TB, width, height int, changes ...func(*visit)) *visit {
	t.Helper()
	now, ids := noon, 0
	v := &visit{t: t, now: &now, disk: &disk{answers: map[questionnaire.Ref]questionnaire.Answer{}}}
	v.env = &nav.Env{Theme: theme.New(theme.Look{}), Lang: questionnaire.ZH, Now: func() time.Time { return now },
		NewID:  func() string { ids++; return fmt.Sprintf("id%03d", ids) },
		Hall:   questionnaire.Hall{ID: "h", Code: "A001", Name: "人民路营业厅", Operator: "mobile"},
		Person: questionnaire.Person{ID: "p", Number: "07", Name: "李明"}}
	f := form(t)
	had := []questionnaire.Answer{given("role", "1"), given("consent_notes", "1"), given("consent_quote", "1"), given("consent_photo", "2")}
	v.had = guide.Begin{Opening: store.Opening{ID: "0193", Form: f, Hall: v.env.Hall, Interviewer: v.env.Person, StartedAt: noon},
		Session: questionnaire.Begin(f, questionnaire.NewContext(v.env.Hall, v.env.Person, v.env.Study, noon), had)}
	v.ways.Facts = func(guide.Handed) tea.Cmd { return nav.Replace(nil) }
	for _, change := range changes {
		change(v)
	}
	v.env.Texts = lang.Of(v.env.Lang)
	v.Driver = uitest.NewScreen(t, width, height, guide.New(v.env, v.disk, v.had, v.ways))
	return v
}

func given(item, code string) questionnaire.Answer {
	return questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Status: questionnaire.Given, Codes: []string{code}}
}

func english(v *visit) { v.env.Lang = questionnaire.EN }
func ascii(v *visit)   { v.env.Theme = theme.New(theme.Look{ASCII: true}) }

// passes lets time go by with the clock ticking.
func (v *visit) passes(d time.Duration) {
	*v.now = v.now.Add(d)
	guide.Tick(v.Screen)
	v.Send(nil)
}

// saved lets the second go by within which everything is saved.
func (v *visit) saved() {
	guide.Save(v.Screen)
	v.Send(nil)
}

// again is the next start of the program: what is on the disk, on a new screen.
func (v *visit) again() *visit {
	n := *v
	var had []questionnaire.Answer
	for _, a := range v.disk.answers {
		had = append(had, a)
	}
	for _, name := range []string{"role", "consent_notes", "consent_quote", "consent_photo"} {
		had = append(had, v.had.Session.Answer(questionnaire.Ref{Item: name}))
	}
	n.had.Session = questionnaire.Begin(v.had.Opening.Form, questionnaire.NewContext(v.env.Hall, v.env.Person, v.env.Study, noon), had)
	n.had.Talk, n.had.At, n.had.Active, n.had.Tags, n.had.Resumed = v.disk.talk, v.disk.at, v.disk.active, v.disk.tags, true
	n.Driver = uitest.NewScreen(v.t, v.Width, v.Height, guide.New(v.env, v.disk, n.had, v.ways))
	return &n
}

// ends ends the talk with a takeaway, and goes to the screen that comes then.
func (v *visit) ends() {
	v.t.Helper()
	v.Press("f9", "1")
	v.Type("人手是关键")
	v.Press("enter", "1", "enter", "enter")
	v.atEnd()
}

// atEnd goes to the screen that the talk has asked for in its place.
func (v *visit) atEnd() {
	v.t.Helper()
	for _, m := range v.Asked {
		if r, ok := m.(nav.ReplaceMsg); ok && r.Screen != nil {
			v.Driver = uitest.NewScreen(v.t, v.Width, v.Height, r.Screen)
			return
		}
	}
	v.t.Fatalf("the end leads nowhere:\n%s", v.Text())
}

var errDisk = errors.New("disk I/O error")
