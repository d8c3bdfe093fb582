//go:build unix

package endtoend

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
)

// Random bytes, keys, pastes, clicks and sizes: the program never crashes, and
// what it wrote agrees with itself.
func TestHostileKeys(t *testing.T) {
	t.Parallel()
	hostile(t, seeded(t, 3), 2*time.Second, atHome)
}

// The same while a talk is held.
func TestHostileKeysInATalk(t *testing.T) {
	t.Parallel()
	hostile(t, seeded(t, 4), 2*time.Second, (*laptop).talks)
}

func atHome(l *laptop) *laptop {
	l.start()
	l.WaitText("开始客户满意度调查")
	return l
}

// The same at length.
func TestHostileKeysCampaign(t *testing.T) {
	campaign(t)
	keys, starts, interviews := 0, 0, 0
	for n := range uint64(4) {
		k, s, i := hostile(t, seeded(t, 30+n), 30*time.Second, []func(*laptop) *laptop{atHome, (*laptop).talks}[n%2])
		keys, starts, interviews = keys+k, starts+s, interviews+i
	}
	fmt.Printf("hostile keys: %d inputs, the program left and started anew %d times, %d interviews, no crash\n", keys, starts, interviews)
}

func hostile(t *testing.T, rng *rand.Rand, long time.Duration, begin func(*laptop) *laptop) (inputs, starts, interviews int) {
	t.Helper()
	l := begin(ready(t))
	for end := time.Now().Add(long); time.Now().Before(end); inputs++ {
		l.Type(anything(rng))
		if inputs%200 == 199 {
			l.Resize(20+rng.IntN(120), 5+rng.IntN(40))
		}
		time.Sleep(time.Duration(rng.IntN(3)) * time.Millisecond)
		if l.Ended() {
			starts++
			l.leftWell()
			l.start() // a key before it is there would go to the shell
			l.WaitText("F12")
		}
	}
	if !l.Ended() {
		l.Hangup()
		l.Wait()
	}
	l.crashed()
	return inputs, starts, l.agrees()
}

// leftWell holds an end to the ways in which the program may end: Ctrl+C, and
// by that signal where one more comes when the terminal is given back already.
func (l *laptop) leftWell() {
	l.t.Helper()
	if status := l.Wait(); status > 0 {
		l.t.Fatalf("exit status %d:\n%s", status, l.Screen())
	}
	l.crashed()
}

func (l *laptop) crashed() {
	l.t.Helper()
	for _, word := range []string{"panic", "goroutine ", "runtime error"} {
		if strings.Contains(l.Screen(), word) {
			l.t.Fatalf("it crashed:\n%s", l.Screen())
		}
	}
}

// anything is one hostile input: mostly keys that mean something, or the program
// would be left again and again without getting anywhere.
func anything(rng *rand.Rand) string {
	keys := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "\r", "\t", " ", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F",
		"\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[24~", "\x0b", "\x0c", "\x1b[Z", "\x1a", "\x19", "\x01", "\n"}
	switch n := rng.IntN(100); {
	case n < 70:
		return keys[rng.IntN(len(keys))]
	case n < 80:
		return scraps[rng.IntN(len(scraps))]
	case n < 84:
		return "\x1b[200~" + strings.Repeat(scraps[rng.IntN(len(scraps))]+"\r\n\x00", rng.IntN(50)) + "\x1b[201~"
	case n < 90:
		return fmt.Sprintf("\x1b[<%d;%d;%dM", []int{0, 0, 0, 2, 64, 65}[rng.IntN(6)], rng.IntN(90), rng.IntN(30))
	case n < 91:
		return "\x03"
	case n < 95:
		return "\x1b[" + string(bytesOf(rng, 1+rng.IntN(6)))
	default:
		return string(bytesOf(rng, 1+rng.IntN(8)))
	}
}

// bytesOf are random bytes, but for those by which the terminal itself ends a
// program that has just given it back: Ctrl+C has its own share, Ctrl+\ none.
func bytesOf(rng *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		for b[i] = byte(rng.IntN(256)); b[i] == 0x03 || b[i] == 0x1c; b[i] = byte(rng.IntN(256)) {
		}
	}
	return b
}

// agrees holds the database to itself: it is sound, every answer is what its
// events say when they are replayed, and the program starts with it.
func (l *laptop) agrees() (interviews int) {
	l.t.Helper()
	integrity(l.t, l.db)
	all := l.all()
	replayed := l.replayed()
	forms := map[[32]byte]*questionnaire.Form{}
	for _, f := range builtin.All() {
		forms[f.Hash] = f
	}
	for _, r := range all {
		form := forms[r.FormHash]
		var public []questionnaire.Answer
		for _, a := range r.Answers {
			if !form.Question(a.Item).Personal {
				public = append(public, a)
			}
		}
		if got := replayed[r.ID]; !same(got, public) {
			l.t.Errorf("interview %s: replaying its events gives\n%v\nstored is\n%v", r.ID, got, public)
		}
	}
	l.start()
	l.WaitText("F12")
	l.quit()
	return len(all)
}

// replayed are the answers of each interview as its events give them.
func (l *laptop) replayed() map[string][]questionnaire.Answer {
	l.t.Helper()
	db, err := sql.Open("sqlite", "file:"+l.db)
	check(l.t, err)
	defer db.Close()
	rows, err := db.QueryContext(context.Background(), `SELECT r.id, e.item, e.value FROM event e JOIN response r ON r.key = e.response
		WHERE e.kind IN ('answer', 'remark', 'route') AND e.item IS NOT NULL ORDER BY e.key`)
	check(l.t, err)
	defer rows.Close()
	out := map[string][]questionnaire.Answer{}
	for rows.Next() {
		var id, item string
		var value sql.NullString
		check(l.t, rows.Scan(&id, &item, &value))
		out[id] = slices.DeleteFunc(out[id], func(a questionnaire.Answer) bool { return a.Item == item })
		if value.Valid {
			out[id] = append(out[id], told(l.t, item, value.String))
		}
	}
	check(l.t, rows.Err())
	return out
}

// told is the answer that an event tells of.
func told(t testing.TB, item, value string) questionnaire.Answer {
	t.Helper()
	var v struct {
		Aside, Forced        bool
		Codes                []string
		Number               string
		Reason, Remark, Text string
		Status               questionnaire.Status
	}
	check(t, json.Unmarshal([]byte(value), &v))
	a := questionnaire.Answer{Ref: questionnaire.Ref{Item: item}, Aside: v.Aside, Forced: v.Forced, Codes: v.Codes, Reason: v.Reason, Remark: v.Remark, Text: v.Text,
		Status: v.Status}
	if v.Number != "" {
		var err error
		a.Number, err = strconv.ParseFloat(v.Number, 64)
		check(t, err)
	}
	return a
}
