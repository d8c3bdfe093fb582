//go:build unix

package endtoend

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/store"
)

// state is an interview as it stands between two keys.
type state struct {
	answers []questionnaire.Answer
	at      questionnaire.Ref
	ended   bool
	there   bool // the database has come to know it
}

// walk is an interviewer who keys an interview at random, and an engine that
// is told the same, so that at each moment it is known what must stand where.
type walk struct {
	*laptop
	rng *rand.Rand
	ses *questionnaire.Session

	states []state // from the last acknowledged one on, one a key
	acked  int     // answers and texts that the screen called saved, in all

	typing store.Typed // the text being typed, zero = none
	sent   []sent      // how it grew
	before string      // the screen before the last key
	killed time.Time   // the program, last
}

// sent is a piece of a text in progress, and when it went off.
type sent struct {
	runes int // of the text so far
	at    time.Time
}

func newWalk(l *laptop, rng *rand.Rand) *walk {
	ses := questionnaire.Begin(builtin.Customer(), questionnaire.NewContext(hall, person, study, time.Now()), nil)
	return &walk{laptop: l, rng: rng, ses: ses, states: []state{{at: ses.At()}}}
}

// resumed goes on from what the database has.
func (w *walk) resumed(s state) {
	w.ses = questionnaire.Begin(builtin.Customer(), questionnaire.NewContext(hall, person, study, time.Now()), s.answers)
	w.ses.Jump(s.at)
	w.states = []state{s}
	w.typing, w.sent = store.Typed{}, nil
}

// label are words by which the item under the focus is known.
func (w *walk) label() string {
	r := w.ses.At()
	if r == (questionnaire.Ref{}) {
		return "按Enter结束"
	}
	words := []rune(flat(w.ses.Label(r)))
	return string(words[:min(len(words), 14)])
}

// key presses a key that has done its part in the engine already, and notes
// what must then be so.
func (w *walk) key(name string) {
	w.before = w.Screen()
	w.keys++
	w.states = append(w.states, state{answers: w.ses.Answers(), at: w.ses.At()})
	w.Press(name)
}

// settle waits until the screen calls the last key saved.
func (w *walk) settle(evidence string) {
	w.t.Helper()
	w.WaitFor(fmt.Sprintf("%q and saved", evidence), func() bool { return w.acknowledges(evidence) })
	w.acknowledge()
}

// acknowledges tells whether the screen has what follows the last key, and
// calls everything saved. A frame is whole, so the word speaks of that key.
func (w *walk) acknowledges(evidence string) bool {
	s := w.Screen()
	return s != w.before && strings.Contains(flat(s), flat(evidence)) && strings.Contains(s, "已保存")
}

func (w *walk) acknowledge() {
	w.states = w.states[len(w.states)-1:]
	w.acked++
}

// step does the next thing on the item under the focus; calm waits for the
// word that it is saved. It reports false at the end of the route.
func (w *walk) step(calm bool) bool {
	w.t.Helper()
	r := w.ses.At()
	if r == (questionnaire.Ref{}) {
		return false
	}
	q := w.ses.Form().Question(r.Item)
	switch {
	case !q.Kind.Asks():
		w.ses.Next()
		w.key("enter")
		w.wait(w.label())
		if calm { // what was only read out is no answer
			w.settle(w.label())
			w.acked--
		}
	case q.Kind == questionnaire.SelectOne:
		w.choose(r, calm)
	case q.Kind == questionnaire.SelectMultiple:
		w.tick(r, calm)
	default:
		w.write(w.texts(), 0)
		w.record(r, calm)
	}
	return true
}

// choose answers a closed item.
func (w *walk) choose(r questionnaire.Ref, calm bool) {
	w.t.Helper()
	code := w.code(r)
	w.ses.Record(questionnaire.Answer{Ref: r, Status: questionnaire.Given, Codes: []string{code}})
	w.ses.Next()
	w.key(code)
	w.wait(w.label())
	if calm {
		w.settle(w.label())
	}
}

// code is a code for the item that keeps the interview going, with at most one
// low score, so that each question's words stand on a screen of their own.
func (w *walk) code(r questionnaire.Ref) string {
	switch r.Item {
	case "consent", "customer_of", "adult":
		return "1"
	case "before":
		return "2"
	case "callback_ok":
		return fmt.Sprint(1 + w.rng.IntN(2))
	case "contact_consent":
		return "2"
	case "switch_to":
		return "2"
	}
	choices := w.ses.Choices(r)
	low := slices.ContainsFunc(w.ses.Answers(), func(a questionnaire.Answer) bool {
		q := w.ses.Form().Question(a.Item)
		return q.List == "sat5" && len(a.Codes) == 1 && a.Codes[0] <= "2"
	})
	if w.ses.Form().Question(r.Item).List == "sat5" && low {
		return choices[2+w.rng.IntN(3)].Name
	}
	return choices[w.rng.IntN(len(choices))].Name
}

// tick takes some of several choices, each saved at once, and confirms.
func (w *walk) tick(r questionnaire.Ref, calm bool) {
	w.t.Helper()
	codes := slices.Clone(w.ses.Answer(r).Codes) // ticked before it was killed
	for _, i := range w.rng.Perm(5)[:1+w.rng.IntN(3)] {
		if slices.Contains(codes, fmt.Sprint(i+1)) {
			continue
		}
		codes = append(codes, fmt.Sprint(i+1))
		w.ses.Record(questionnaire.Answer{Ref: r, Status: questionnaire.Given, Codes: slices.Clone(codes)})
		w.key(codes[len(codes)-1])
		evidence := "[✓]" + codes[len(codes)-1]
		w.wait(evidence)
		if calm {
			w.settle(evidence)
		}
	}
	w.ses.Next()
	w.key("enter")
	w.wait(w.label())
	if calm {
		w.settle(w.label())
		w.acked--
	}
}

// scraps are what texts are made of.
var scraps = []string{"排队", "太久", "办事员", "很耐心", "，", "“插队”", "网速", "慢", "5G", "。", "=1+1", "说了三次", "😀", "没有解决"}

func (w *walk) texts() []string {
	var out []string
	for range 2 + w.rng.IntN(4) {
		out = append(out, scraps[w.rng.IntN(len(scraps))])
	}
	return out
}

// write types pieces into the text under the focus, with a pause after each.
func (w *walk) write(pieces []string, pause time.Duration) {
	w.t.Helper()
	if w.typing.Ref == (questionnaire.Ref{}) {
		w.typing, w.sent = store.Typed{Ref: w.ses.At()}, nil
	}
	for _, p := range pieces {
		w.typing.Text += p
		w.sent = append(w.sent, sent{len([]rune(w.typing.Text)), time.Now()})
		w.before = w.Screen()
		w.Type(p)
		time.Sleep(pause)
	}
}

// tail is the end of a text, where the caret stands: of a long text in one
// line no more can be seen.
func tail(text string) string {
	r := []rune(text)
	return string(r[max(len(r)-12, 0):])
}

// record leaves the text that was typed; it becomes the item's answer.
func (w *walk) record(r questionnaire.Ref, calm bool) {
	w.t.Helper()
	w.wait(tail(w.typing.Text))
	a, bad := w.ses.Parse(r, w.typing.Text)
	if bad == nil {
		bad = w.ses.Record(a)
	}
	if bad != nil {
		w.t.Fatalf("%s does not take %q: %s", r.Item, w.typing.Text, bad.Rule)
	}
	w.ses.Next()
	w.key("enter")
	w.wait(w.label())
	if calm {
		w.settle(w.label())
	}
	w.typing, w.sent = store.Typed{}, nil
}

// end ends the interview at the end of the route.
func (w *walk) end() {
	w.t.Helper()
	w.key("enter")
	w.states[len(w.states)-1].ended = true
	w.WaitFor("the end", func() bool { return w.says("全部已保存") })
	w.acknowledge()
	w.acked--
}

// same tells whether two interviews hold the same answers; times and counts of
// changes do not count.
func same(a, b []questionnaire.Answer) bool {
	key := func(x, y questionnaire.Answer) int { return strings.Compare(x.Item, y.Item) }
	a, b = slices.SortedFunc(slices.Values(a), key), slices.SortedFunc(slices.Values(b), key)
	return slices.EqualFunc(a, b, func(x, y questionnaire.Answer) bool { return x.Ref == y.Ref && x.Same(y) })
}

// seeded is a source of chance that a failing test names.
func seeded(t *testing.T, seed uint64) *rand.Rand {
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}
