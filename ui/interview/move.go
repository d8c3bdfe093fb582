package interview

import (
	"slices"

	"tingfang/questionnaire"
)

// question is the item r; nil for the end of the route.
func (s *Screen) question(r questionnaire.Ref) *questionnaire.Question {
	return s.ses.Form().Question(r.Item)
}

// arrive makes ready the item at which the session stands: nothing is marked
// on a fresh one.
func (s *Screen) arrive() {
	s.item = item{ref: s.ses.At(), mark: -1}
	s.lay()
	if s.talks() {
		s.handOver()
		return
	}
	if s.ref == (questionnaire.Ref{}) {
		s.list = list{at: -1}
		return
	}
	a := s.ses.Answer(s.ref)
	s.mark = slices.IndexFunc(s.options(s.ref), func(o option) bool { return a.Status.Decided() && o.in(a) })
	s.bad = s.fault(s.ref)
	s.startFilter()
	s.resumeNote()
	s.focus()
}

// resumeNote opens the remark that an earlier run has left in progress.
func (s *Screen) resumeNote() {
	f := field{ref: s.ref, remark: true}
	if _, ok := s.typed[f.typing()]; ok {
		s.openNote()
	}
}

// mayLeave records what is typed on the item. It reports false, and shows why,
// where something there may not stand.
func (s *Screen) mayLeave() bool {
	if f := s.fields[s.ref]; f != nil {
		if !s.record(f) {
			return false
		}
		if s.warnPhone(f, f.ed.Value()) {
			s.save("")
			return false
		}
	}
	if s.tried != nil {
		s.sayAgain()
	}
	return s.tried == nil
}

// forward goes on after an answer, and saves both.
func (s *Screen) forward() {
	s.ses.Next()
	s.save("")
	s.arrive()
}

// on leafs to the next item; an item left open stays open.
func (s *Screen) on() {
	if s.mayLeave() {
		s.forward()
	}
}

// back leafs to the item before.
func (s *Screen) back() {
	if s.mayLeave() && s.ses.Back() {
		s.save("")
		s.arrive()
	}
}

// jump goes to an item of the route; kind is how the event is called.
func (s *Screen) jump(r questionnaire.Ref, kind string) {
	if s.view = asking; !s.mayLeave() || !s.ses.Jump(r) {
		return
	}
	if !s.created {
		kind = ""
	}
	s.save(kind)
	s.arrive()
}

// toEnd goes to the end of the route.
func (s *Screen) toEnd() { s.jump(questionnaire.Ref{}, "jump") }
