//go:build unix

package endtoend

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"tingfang/questionnaire/talk"
)

// The program is killed while notes of a talk are typed: no note is damaged,
// and at most a second of typing is gone.
func TestKilledTalk(t *testing.T) {
	t.Parallel()
	var c talkToll
	killTalk(t, &c, 1, 4)
	t.Log(&c)
}

// The same at length.
func TestTalkKillCampaign(t *testing.T) {
	campaign(t)
	var c talkToll
	t.Run("kill", func(t *testing.T) {
		for n := range uint64(8) {
			t.Run(fmt.Sprint(n), func(t *testing.T) {
				t.Parallel()
				killTalk(t, &c, 50+n, 25)
			})
		}
	})
	fmt.Println("talks killed at random: " + c.String())
	if c.kills < 200 || c.damaged > 0 {
		t.Errorf("%d kills, %d notes damaged", c.kills, c.damaged)
	}
}

// talkToll is what killing talks has come to.
type talkToll struct {
	sync.Mutex
	kills   int
	notes   int // looked at
	damaged int
	worst   time.Duration
}

func (c *talkToll) String() string {
	return fmt.Sprintf("%d kills, %d notes looked at, %d of them damaged; at most %d ms of typing lost", c.kills, c.notes, c.damaged, c.worst.Milliseconds())
}

// typist types notes, and knows when each sign was typed.
type typist struct {
	*laptop
	rng   *rand.Rand
	notes [][]stroke // by note, in the order they were begun
}

type stroke struct {
	sign rune
	at   time.Time
}

// killTalk types into one talk, killed and taken up again and again.
func killTalk(t *testing.T, c *talkToll, seed uint64, kills int) {
	t.Helper()
	p := &typist{laptop: ready(t).talks(), rng: seeded(t, seed)}
	for n := range kills {
		if n > 0 {
			p.start()
			p.wait("继续未完成的（1）")
			p.press("2", "忠诚判断")
			p.wait("追问")
		}
		p.work()
		p.inspect(c)
		if t.Failed() {
			return
		}
	}
}

// work types on until the program is killed under the hands.
func (p *typist) work() {
	p.t.Helper()
	for range 2 + p.rng.IntN(4) {
		if p.rng.IntN(3) == 0 {
			p.Press("tab") // another topic
		}
		p.begin()
		for range 1 + p.rng.IntN(5) {
			p.strokes(1 + p.rng.IntN(6))
			time.Sleep(time.Duration(p.rng.IntN(250)) * time.Millisecond)
		}
		p.Press("enter")
	}
	p.begin()
	p.strokes(1 + p.rng.IntN(12))
	time.Sleep(time.Duration(p.rng.IntN(900)) * time.Millisecond)
	p.strokes(p.rng.IntN(3))
	time.Sleep(time.Duration(p.rng.IntN(60)) * time.Millisecond)
}

// begin begins a note with its number, by which it is known again.
func (p *typist) begin() {
	p.notes = append(p.notes, nil)
	for _, r := range fmt.Sprintf("记%d·", len(p.notes)) {
		p.stroke(r)
	}
}

func (p *typist) strokes(n int) {
	for range n {
		p.stroke(rune(0x4e00 + p.rng.IntN(5000)))
	}
}

func (p *typist) stroke(r rune) {
	last := len(p.notes) - 1
	p.Type(string(r))
	p.notes[last] = append(p.notes[last], stroke{r, time.Now()})
}

// inspect kills the program and holds what is on the disk to what was typed.
func (p *typist) inspect(c *talkToll) {
	p.t.Helper()
	killed := time.Now()
	p.Kill()
	p.running = false
	copied := p.copied()
	integrity(p.t, copied.db)
	_, spoken := copied.held("manager")
	c.Lock()
	defer c.Unlock()
	c.kills++
	c.notes += len(p.notes)
	for i, typed := range p.notes {
		have, found := p.kept(spoken, i)
		if !found && len(typed) > 0 && killed.Sub(typed[0].at) > time.Second {
			c.damaged++
			p.t.Errorf("note %d is gone, %s after its first sign", i+1, killed.Sub(typed[0].at))
			continue
		}
		n := 0
		for n < len(have) && n < len(typed) && have[n] == typed[n].sign {
			n++
		}
		if n < len(have) {
			c.damaged++
			p.t.Errorf("note %d is %q, typed was %q", i+1, string(have), signs(typed))
			continue
		}
		if n < len(typed) {
			gone := killed.Sub(typed[n].at)
			c.worst = max(c.worst, gone)
			if gone > time.Second {
				c.damaged++
				p.t.Errorf("%s of typing are lost in note %d", gone, i+1)
			}
		}
		p.notes[i] = typed[:n] // goes on from what is there
	}
}

// kept is the text of the nth note as it is kept.
func (p *typist) kept(spoken talk.Record, n int) ([]rune, bool) {
	for _, note := range spoken.Notes {
		if strings.HasPrefix(note.Text, fmt.Sprintf("记%d·", n+1)) {
			return []rune(note.Text), true
		}
	}
	return nil, false
}

func signs(typed []stroke) string {
	var b strings.Builder
	for _, s := range typed {
		b.WriteRune(s.sign)
	}
	return b.String()
}
