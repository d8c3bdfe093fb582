package interview_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/interview"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// hall is where the tests interview: an interviewer at the keys of one
// interview, and the disk behind it.
type hall struct {
	*uitest.Driver
	t    testing.TB
	env  *nav.Env
	disk *disk
	form *questionnaire.Form
	had  interview.Begin
}

// disk keeps what was acknowledged, and fails where it is told to. With a real
// store behind it everything goes there too.
type disk struct {
	mu      sync.Mutex
	behind  interview.Saver
	err     error
	busy    bool
	answers map[questionnaire.Ref]questionnaire.Answer
	typed   map[questionnaire.Ref]store.Typed
	changes []store.Change
	at      questionnaire.Ref
	active  time.Duration
	ended   questionnaire.Disposition
}

func newDisk() *disk {
	return &disk{answers: map[questionnaire.Ref]questionnaire.Answer{}, typed: map[questionnaire.Ref]store.Typed{}}
}

// under runs one write, or fails; two at a time are a mistake.
func (d *disk) under(do func() error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.busy {
		return errors.New("two writes at a time")
	}
	if d.err != nil {
		return d.err
	}
	return do()
}

func (d *disk) Save(ctx context.Context, c store.Change) error {
	return d.under(func() error {
		if d.behind != nil {
			if err := d.behind.Save(ctx, c); err != nil {
				return err
			}
		}
		for _, a := range c.Answers {
			d.answers[a.Ref] = a
			delete(d.typed, a.Ref)
			delete(d.typed, questionnaire.Ref{Item: a.Item + store.RemarkSuffix})
		}
		d.changes, d.at, d.active = append(d.changes, c), c.At, c.Active
		return nil
	})
}

func (d *disk) SaveTyping(ctx context.Context, o store.Opening, at questionnaire.Ref, t store.Typed) error {
	return d.under(func() error {
		if d.behind != nil {
			if err := d.behind.SaveTyping(ctx, o, at, t); err != nil {
				return err
			}
		}
		d.typed[t.Ref], d.at = t, at
		return nil
	})
}

func (d *disk) Finish(ctx context.Context, id string, e questionnaire.Disposition, active time.Duration) error {
	return d.under(func() error {
		if d.behind != nil {
			if err := d.behind.Finish(ctx, id, e, active); err != nil {
				return err
			}
		}
		d.ended = e
		return nil
	})
}

func (d *disk) Withdraw(ctx context.Context, id string) error {
	return d.under(func() error {
		if d.behind != nil {
			if err := d.behind.Withdraw(ctx, id); err != nil {
				return err
			}
		}
		d.ended = questionnaire.Withdrawn
		clear(d.answers)
		return nil
	})
}

var noon = time.Date(2026, 11, 25, 14, 3, 22, 0, time.FixedZone("CST", 8*3600))

// at opens an interview; changes alter the environment first.
func at(t testing.TB, f *questionnaire.Form, width, height int, changes ...func(*nav.Env)) *hall {
	t.Helper()
	env := &nav.Env{Theme: theme.New(theme.Look{}), Lang: questionnaire.ZH, Now: func() time.Time { return noon }, NewID: func() string { return "id" },
		Hall:   questionnaire.Hall{ID: "h", Code: "A001", Name: "人民路营业厅", Operator: "mobile"},
		Person: questionnaire.Person{ID: "p", Number: "07", Name: "李明"}, Study: questionnaire.Study{Org: "城市研究所", Contact: "010-12345678", Keep: 30}}
	for _, change := range changes {
		change(env)
	}
	env.Texts = lang.Of(env.Lang)
	h := &hall{t: t, env: env, disk: newDisk(), form: f}
	h.had = interview.Begin{Opening: store.Opening{ID: "0193", Form: f, Hall: env.Hall, Interviewer: env.Person, Language: env.Lang, StartedAt: noon},
		Context: questionnaire.NewContext(env.Hall, env.Person, env.Study, noon), Next: func() tea.Cmd { return nav.Replace(nil) }}
	h.Driver = uitest.NewScreen(t, width, height, interview.New(env, h.disk, h.had))
	return h
}

func english(e *nav.Env) { e.Lang = questionnaire.EN }
func ascii(e *nav.Env)   { e.Theme = theme.New(theme.Look{ASCII: true}) }

// again is the next start of the program: what is on the disk, on a new
// screen.
func (h *hall) again() *hall {
	b := h.had
	b.Resumed, b.At, b.Active = true, h.disk.at, h.disk.active
	for _, a := range h.disk.answers {
		b.Had = append(b.Had, a)
	}
	for _, t := range h.disk.typed {
		b.Typed = append(b.Typed, t)
	}
	n := &hall{t: h.t, env: h.env, disk: h.disk, form: h.form, had: h.had}
	n.Driver = uitest.NewScreen(h.t, h.Width, h.Height, interview.New(h.env, h.disk, b))
	return n
}

func trial(t testing.TB) *questionnaire.Form {
	t.Helper()
	name := filepath.Join("testdata", "trial.md")
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

func customer() *questionnaire.Form { return builtin.Customer() }

// admitted goes through the opening of the customer survey, to tenure.
func admitted(t testing.TB, width, height int, changes ...func(*nav.Env)) *hall {
	h := at(t, customer(), width, height, changes...)
	h.Press("1", "1", "1", "2", "1")
	return h
}
