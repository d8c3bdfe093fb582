package guide

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

const (
	// gap is the longest time without a tick or a key that counts as talk:
	// longer ones are pauses, such as a closed lid.
	gap = 5 * time.Minute
	// calm is how long no key may have come for the clock to be drawn anew.
	calm = time.Second
	// stretch is the longest visit to a topic that is not yet on the disk.
	stretch = time.Minute
)

// clock measures the talk and the time on its topics.
type clock struct {
	active time.Duration // of the talk so far
	seen   time.Time     // when active was last brought up to date
	key    time.Time     // the last key
	shown  time.Duration // what the header says

	topic   questionnaire.Ref
	since   time.Time     // when the stretch began
	from    time.Duration // active then
	spent   map[questionnaire.Ref]time.Duration
	pending []talk.Visit // not yet given to be saved
}

func (c *clock) start(now time.Time, active time.Duration, visits []talk.Visit) {
	*c = clock{active: active, shown: active, seen: now, spent: map[questionnaire.Ref]time.Duration{}}
	for _, v := range visits {
		c.spent[v.Topic] += v.For
	}
}

// touch counts the time that has passed.
func (c *clock) touch(now time.Time, key bool) {
	c.active += min(max(now.Sub(c.seen), 0), gap)
	if c.seen = now; key {
		c.key = now
	}
	if c.active-c.from >= stretch {
		c.enter(c.topic, now)
	}
}

// enter ends the stretch on one topic and begins one on the next.
func (c *clock) enter(topic questionnaire.Ref, now time.Time) {
	if d := c.active - c.from; d >= time.Second && c.topic != (questionnaire.Ref{}) {
		c.pending = append(c.pending, talk.Visit{Topic: c.topic, At: c.since, For: d})
		c.spent[c.topic] += d
	}
	c.topic, c.since, c.from = topic, now, c.active
}

// on is the time spent on a topic so far, as the header's clock has it.
func (c *clock) on(topic questionnaire.Ref) time.Duration {
	d := c.spent[topic]
	if topic == c.topic {
		d += max(c.shown-c.from, 0)
	}
	return d
}

// clockMsg says that a second has passed.
type clockMsg struct{ s *Screen }

func (s *Screen) tick() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return clockMsg{s} })
}

// ticked counts the second, and shows it where nobody is typing.
func (s *Screen) ticked() tea.Cmd {
	if s.ending != "" {
		return nil
	}
	now := s.env.Now()
	s.clock.touch(now, false)
	if now.Sub(s.clock.key) >= calm {
		s.clock.shown = s.clock.active
	}
	if len(s.clock.pending) > 0 {
		s.saveTalk()
	}
	return s.tick()
}

// elapsed is a time of the talk: 04:10, or 1:04:10.
func elapsed(d time.Duration) string {
	sec := int(d / time.Second)
	if sec >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", sec/3600, sec/60%60, sec%60)
	}
	return fmt.Sprintf("%02d:%02d", sec/60, sec%60)
}

// minutes is a time spent on a topic in whole minutes, rounded up once begun.
func minutes(d time.Duration) int { return int((d + time.Minute - time.Second) / time.Minute) }
