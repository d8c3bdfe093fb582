//go:build unix

package endtoend

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/store"
)

// toll is what killing has come to.
type toll struct {
	sync.Mutex
	interviews, kills, acked, lost int
	texts                          int // kills while a text was typed
	worst                          time.Duration
	ended                          int // interviews killed while they were ended
}

func (c *toll) String() string {
	return fmt.Sprintf("%d interviews, %d kills (%d while typing, %d while ending); %d answers called saved, %d of them lost; at most %d ms of typing lost",
		c.interviews, c.kills, c.texts, c.ended, c.acked, c.lost, c.worst.Milliseconds())
}

// The program is killed while an interview is held: nothing the screen called
// saved is lost.
func TestKilledInterviews(t *testing.T) {
	t.Parallel()
	var c toll
	killing(t, &c, 1, 5)
	t.Log(&c)
}

// The same at length.
func TestKillCampaign(t *testing.T) {
	campaign(t)
	var c toll
	t.Run("kill", func(t *testing.T) {
		for n := range uint64(10) {
			t.Run(fmt.Sprint(n), func(t *testing.T) {
				t.Parallel()
				killing(t, &c, 100+n, 50)
			})
		}
	})
	fmt.Println("killed at random: " + c.String())
	if c.kills < 500 || c.lost > 0 {
		t.Errorf("%d kills, %d answers lost", c.kills, c.lost)
	}
}

// campaign skips a long test unless it is asked for.
func campaign(t *testing.T) {
	t.Helper()
	if os.Getenv("TINGFANG_CAMPAIGN") == "" {
		t.Skip("a long test: set TINGFANG_CAMPAIGN=1")
	}
}

// killing holds interviews on one laptop, each killed at least once.
func killing(t *testing.T, c *toll, seed uint64, interviews int) {
	t.Helper()
	l := ready(t)
	rng := seeded(t, seed)
	for range interviews {
		w := newWalk(l, rng)
		had := len(l.all())
		l.begin()
		lives := 1 + rng.IntN(2)
		ended := false
		for life := range lives {
			w.untilKilled(c)
			s := w.inspect(c, had)
			if ended = s.ended; ended || life == lives-1 && rng.IntN(4) == 0 {
				break
			}
			w.takeUp(s)
		}
		if !ended && w.running {
			for w.step(false) {
			}
			w.end()
			l.quit()
		} else if !ended {
			w.discard()
		}
		c.Lock()
		c.interviews++
		c.acked += w.acked
		c.Unlock()
		if t.Failed() {
			return
		}
	}
}

// untilKilled keys on until a random moment, and kills the program there.
func (w *walk) untilKilled(c *toll) {
	w.t.Helper()
	typing := w.rng.IntN(5) < 2
	for left := w.rng.IntN(26); ; left-- {
		r := w.ses.At()
		switch {
		case r == (questionnaire.Ref{}):
			w.key("enter")
			w.states[len(w.states)-1].ended = true
			c.count(&c.ended)
			w.killIn(30 * time.Millisecond)
			return
		case typing && left <= 0:
			w.killTyping(r)
			c.count(&c.texts)
			return
		case left <= 0:
			w.killKeying(r)
			return
		}
		w.step(true)
	}
}

func (c *toll) count(n *int) {
	c.Lock()
	defer c.Unlock()
	*n++
}

// killIn kills within the time, at a random moment.
func (w *walk) killIn(most time.Duration) {
	time.Sleep(time.Duration(w.rng.Int64N(int64(most))))
	w.killed = time.Now()
	w.Kill()
}

// killKeying kills while closed items are keyed as fast as the hands go.
func (w *walk) killKeying(r questionnaire.Ref) {
	for range 1 + w.rng.IntN(4) {
		q := w.ses.Form().Question(r.Item)
		if q == nil || q.Kind != questionnaire.SelectOne {
			break
		}
		code := w.code(r)
		w.ses.Record(questionnaire.Answer{Ref: r, Status: questionnaire.Given, Codes: []string{code}})
		w.ses.Next()
		w.key(code)
		r = w.ses.At()
	}
	w.killIn(25 * time.Millisecond)
}

// killTyping kills while a text is typed: the item's own, or a remark on it.
func (w *walk) killTyping(r questionnaire.Ref) {
	q := w.ses.Form().Question(r.Item)
	if q.Kind.Closed() || !q.Kind.Asks() {
		w.Press("f6")
		w.wait("这一题的备注")
		w.typing, w.sent = store.Typed{Ref: questionnaire.Ref{Item: r.Item + store.RemarkSuffix}}, nil
	}
	for range w.rng.IntN(5) {
		w.write(w.texts(), time.Duration(20+w.rng.IntN(60))*time.Millisecond)
	}
	w.write(w.texts(), 0)
	w.killIn(200 * time.Millisecond)
}

// atHome starts the program and waits until home has read its figures.
func (w *walk) atHome() {
	w.t.Helper()
	w.start()
	w.WaitFor("the figures of home", func() bool { return figures.MatchString(w.Screen()) })
}

var figures = regexp.MustCompile(`接触 \d`)

// inspect holds what is on the disk to what the screen called saved, before
// the program has seen it again, and gives what is there.
func (w *walk) inspect(c *toll, had int) state {
	w.t.Helper()
	w.running = false
	if len(w.states) > 1 { // the last frame may have called the last key saved
		evidence := w.label()
		if w.states[len(w.states)-1].ended {
			evidence = "全部已保存"
		}
		if w.acknowledges(evidence) {
			w.acknowledge()
		}
	}
	copied := w.copied()
	integrity(w.t, copied.db)
	got, typed := copied.newest(had)
	c.count(&c.kills)
	if !slices.ContainsFunc(w.states, func(s state) bool {
		return s.ended == got.ended && (s.ended || s.at == got.at) && same(s.answers, got.answers)
	}) {
		c.count(&c.lost)
		w.t.Errorf("interview %d: the screen had called saved\n%v at %v\nand keyed up to\n%v at %v\nthere is\n%v at %v (ended %t)\nlast screen:\n%s", had+1, w.states[0].answers,
			w.states[0].at, w.states[len(w.states)-1].answers, w.states[len(w.states)-1].at, got.answers, got.at, got.ended, w.Screen())
	}
	w.inspectTyping(c, typed)
	return got
}

// inspectTyping measures how much of the text in progress is gone.
func (w *walk) inspectTyping(c *toll, typed []store.Typed) {
	w.t.Helper()
	if len(w.sent) == 0 {
		return
	}
	var have string
	for _, t := range typed {
		if t.Ref == w.typing.Ref {
			have = t.Text
		}
	}
	n := len([]rune(have))
	if want := []rune(w.typing.Text); n > len(want) || string(want[:n]) != have {
		w.t.Errorf("the text in progress is %q, typed was %q", have, w.typing.Text)
		return
	}
	for _, s := range w.sent {
		if s.runes <= n {
			continue
		}
		gone := w.killed.Sub(s.at)
		c.Lock()
		c.worst = max(c.worst, gone)
		c.Unlock()
		if gone > time.Second {
			w.t.Errorf("%s of typing are lost", gone)
		}
		break
	}
	if w.says("已保存") && w.says(tail(w.typing.Text)) && have != w.typing.Text {
		c.count(&c.lost)
		w.t.Errorf("the screen called the text %q saved, there is %q", w.typing.Text, have)
	}
	w.typing.Text = have
}

// takeUp starts the program again: it offers the draft, at the item where the
// database has it, with the text in progress.
func (w *walk) takeUp(s state) {
	w.t.Helper()
	typed := w.typing
	w.resumed(s)
	w.atHome()
	if !s.there { // not a key of it had come to the disk
		w.Press("1")
		w.wait("您愿意参加吗？")
		return
	}
	w.wait("继续未完成的（1）")
	w.Press("2")
	w.WaitNoText("继续未完成的") // home names the item too
	w.wait(w.label())
	if typed.Text == "" {
		return
	}
	w.wait(tail(typed.Text))
	if r := w.ses.At(); typed.Ref != r { // a remark: close it
		w.ses.Remark(r, typed.Text)
		w.key("enter")
		w.WaitNoText("这一题的备注")
		return
	}
	w.typing = typed
	w.record(w.ses.At(), false)
}

// discard ends the draft that was left by a last kill.
func (w *walk) discard() {
	w.t.Helper()
	w.atHome()
	if w.says("继续未完成的（1）") {
		w.Press("2")
		w.WaitNoText("继续未完成的")
		w.Press("f9")
		w.wait("客户要走")
		w.Press("1")
		w.wait("叫到号了")
		w.Press("1")
		w.wait("全部已保存")
	}
	w.quit()
}

// copied is the laptop's database as it lies there, copied: looking at the
// files themselves would mend them before the program does.
func (l *laptop) copied() *laptop {
	l.t.Helper()
	dir, err := os.MkdirTemp(l.dir, "copy")
	check(l.t, err)
	c := &laptop{t: l.t, dir: dir, db: filepath.Join(dir, "copy.db")}
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(l.db + suffix)
		if suffix != "" && os.IsNotExist(err) {
			continue
		}
		check(l.t, err)
		check(l.t, os.WriteFile(c.db+suffix, b, 0o600))
	}
	return c
}

// newest is the newest interview as the database has it, with its texts in
// progress; one that has not come to it yet, where it has no more than before,
// stands at the first item.
func (l *laptop) newest(before int) (state, []store.Typed) {
	l.t.Helper()
	defer os.RemoveAll(l.dir)
	ctx := context.Background()
	s := l.open(store.WriteOrRead)
	defer s.Close()
	rows, err := s.List(ctx, store.Filter{})
	check(l.t, err)
	if len(rows) <= before {
		return state{at: questionnaire.Ref{Item: "consent"}}, nil
	}
	r, err := s.Response(ctx, rows[0].ID, true)
	check(l.t, err)
	typed, err := s.Typing(ctx, r.ID)
	check(l.t, err)
	if r.Stage == questionnaire.Ended {
		if _, err := s.Packed(ctx, r.ID); err != nil || !r.Disposition.Valid() || r.EndedAt.IsZero() {
			l.t.Errorf("an ended interview is not whole: %q, %s, %v", r.Disposition, r.EndedAt, err)
		}
	}
	return state{answers: r.Answers, at: r.At, ended: r.Stage == questionnaire.Ended, there: true}, typed
}

func integrity(t testing.TB, db string) {
	t.Helper()
	d, err := sql.Open("sqlite", "file:"+db)
	check(t, err)
	defer d.Close()
	var word string
	check(t, d.QueryRow("PRAGMA integrity_check").Scan(&word))
	if word != "ok" {
		t.Errorf("integrity check: %s", word)
	}
}
