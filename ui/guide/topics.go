package guide

import (
	"slices"
	"strconv"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// topic is one topic as the screen has it: one of the form, or an own one.
type topic struct {
	talk.Topic
	title string
	own   string // id of the own topic; "" = the form's
}

// listTopics lists the topics that the route reaches, then the own ones. The
// place of the topic in hand stays.
func (s *Screen) listTopics() {
	var was questionnaire.Ref
	if s.at < len(s.topics) {
		was = s.topic().Ref
	}
	s.topics = nil
	for _, t := range talk.Topics(s.ses.Form()) {
		if t.Notes == nil || s.ses.Reached(ref(t.Notes)) || s.doc.Written(t.Ref) > 0 {
			s.topics = append(s.topics, topic{Topic: t, title: s.ses.Pipe(t.Ref, t.Title.In(s.ses.Lang()))})
		}
	}
	for _, o := range s.own {
		if !o.Gone {
			s.topics = append(s.topics, topic{Topic: talk.Topic{Ref: o.Ref()}, title: o.Title, own: o.ID})
		}
	}
	if len(s.topics) == 0 { // a form without topics: the notes stand under none
		s.topics = []topic{{title: s.env.Texts.Guide.Notes}}
	}
	s.at = min(max(s.find(was), 0), len(s.topics)-1)
}

func ref(q *questionnaire.Question) questionnaire.Ref { return questionnaire.Ref{Item: q.Name} }

// topic is the topic in hand.
func (s *Screen) topic() topic { return s.topics[s.at] }

// find is the place of a topic in the list, -1 = it is not there.
func (s *Screen) find(r questionnaire.Ref) int {
	return slices.IndexFunc(s.topics, func(t topic) bool { return t.Ref == r })
}

// label is the number and the title of a topic.
func (s *Screen) label(i int) string {
	if s.topics[i].own != "" {
		return "+ " + s.topics[i].title
	}
	return strconv.Itoa(i+1) + " " + s.topics[i].title
}

// go to a topic: the notes are ready behind its last one.
func (s *Screen) goTopic(i int) {
	if i < 0 || i >= len(s.topics) {
		return
	}
	s.leaveNote()
	s.at, s.quiet = i, ""
	now := s.env.Now()
	s.clock.touch(now, false)
	s.clock.enter(s.topic().Ref, now)
	s.clock.shown = s.clock.active
	s.openFresh("")
	s.saveTalk()
	s.put("")
}

// turn goes to the next or the previous topic, round the end.
func (s *Screen) turn(by int) { s.goTopic((s.at + by + len(s.topics)) % len(s.topics)) }

// declined is why a topic was declined; ok tells that it was.
func (s *Screen) declined(i int) (reason string, ok bool) {
	return s.topics[i].Reason(s.ses.Answers(), s.own)
}

// ownTopic is the own topic with the id.
func (s *Screen) ownTopic(id string) *talk.OwnTopic {
	if i := slices.IndexFunc(s.own, func(o talk.OwnTopic) bool { return o.ID == id }); i >= 0 {
		return &s.own[i]
	}
	return &talk.OwnTopic{}
}

// state is how far a topic has come.
func (s *Screen) state(i int) talk.State {
	t := s.topics[i]
	return t.State(s.ses.Answers(), s.own, s.doc.Written(t.Ref) > 0)
}

// how a probe was spoken of.
type how uint8

const (
	untouched how = iota
	volunteered
	prompted
)

// probe is one probe of a topic.
type probe struct {
	code, label string
	how         how
}

// probes lists the probes of a topic.
func (s *Screen) probes(i int) []probe {
	t := s.topics[i]
	if t.Volunteer == nil {
		return nil
	}
	unasked := s.ses.Answer(ref(t.Volunteer)).Codes
	var asked []string
	if t.Prompted != nil {
		asked = s.ses.Answer(ref(t.Prompted)).Codes
	}
	var out []probe
	for _, c := range s.ses.Choices(ref(t.Volunteer)) {
		p := probe{code: c.Name, label: s.ses.Pipe(ref(t.Volunteer), c.Label.In(s.ses.Lang()))}
		switch {
		case slices.Contains(unasked, c.Name):
			p.how = volunteered
		case slices.Contains(asked, c.Name):
			p.how = prompted
		}
		out = append(out, p)
	}
	return out
}

// tickProbe turns the nth probe of the topic in hand round: not spoken of,
// volunteered, prompted.
func (s *Screen) tickProbe(n int) {
	all := s.probes(s.at)
	x := s.env.Texts.Guide
	if n < 0 || n >= len(all) {
		s.warn(x.NoProbe)
		return
	}
	t := s.topic()
	next := (all[n].how + 1) % 3
	if next == prompted && t.Prompted == nil {
		next = untouched
	}
	all[n].how = next
	s.recordProbes(t.Volunteer, all, volunteered)
	if t.Prompted != nil {
		s.recordProbes(t.Prompted, all, prompted)
	}
	s.put("")
	s.say(s.howWord(next) + "  " + all[n].label)
}

func (s *Screen) recordProbes(q *questionnaire.Question, all []probe, want how) {
	a := questionnaire.Answer{Ref: ref(q), Status: questionnaire.Given}
	for _, p := range all {
		if p.how == want {
			a.Codes = append(a.Codes, p.code)
		}
	}
	if len(a.Codes) == 0 {
		a.Status = questionnaire.Open
	}
	if bad := s.ses.Record(a); bad != nil {
		s.warn(s.env.Texts.Faults.Word(*bad))
	}
}

// howWord says how a probe was spoken of.
func (s *Screen) howWord(h how) string {
	x := s.env.Texts.Guide
	return [...]string{x.Untouched, x.Volunteered, x.Prompted}[h]
}

// howSign is its sign.
func (s *Screen) howSign(h how) string {
	g := s.env.Theme.Signs
	return [...]string{g.Ring, g.Tick, g.Dot}[h]
}
