package interview

import (
	"fmt"

	"tingfang/questionnaire"
)

// fixBanner stands where an interview shows how far it has come.
func (s *Screen) fixBanner(width int) string {
	t := s.env.Theme
	return t.Warn.Render(t.Cut(t.Signs.Attend+" "+s.env.Texts.Correct.Banner, width))
}

// fixStatus says that nothing holds yet.
func (s *Screen) fixStatus() string {
	t, x := s.env.Theme, s.env.Texts.Correct
	switch n := len(s.corrected()); {
	case s.fix.writing:
		return t.Dim.Render(x.Writing)
	case n == 0:
		return t.Dim.Render(x.None)
	default:
		return t.Accent.Render(fmt.Sprintf(x.Pending, n))
	}
}

// fixEnd heads the list at the end of the route.
func (s *Screen) fixEnd(p *page) {
	t, x := p.t, s.env.Texts.Correct
	p.line(t.Question.Render(s.env.Texts.Interview.ListTitle))
	says := x.EndBack
	if n := len(s.corrected()); n > 0 {
		says = fmt.Sprintf(x.EndKeep, n)
	}
	p.text(t.Accent, t.Signs.Cursor+" "+says, keep)
}

// reasonRows draws what changes, and the field for the reason.
func (s *Screen) reasonRows(width, height int) []row {
	p := s.newPage(width)
	t, x := p.t, s.env.Texts.Correct
	edits, asides := s.edits()
	p.gap(airy)
	p.line(t.Question.Render(fmt.Sprintf(x.Ask, len(edits))))
	most := max(height-9, 3)
	for i, a := range edits {
		if i == most-1 && len(edits) > most {
			p.line(t.Dim.Render("  " + fmt.Sprintf(x.More, len(edits)-i)))
			break
		}
		p.line("  " + t.Cut(s.change(a), p.room-2)).drop = hints
	}
	if asides > 0 {
		p.text(t.Dim, "  "+fmt.Sprintf(x.Asides, asides), keep)
	}
	p.gap(gaps)
	p.line(t.Accent.Render(x.Why))
	s.drawEditor(p, s.fix.reason, 1, true, x.Hint)
	switch must := len(s.musts()); {
	case s.fix.failed != nil:
		p.gap(gaps)
		s.message(p, t.Bad.Render, fmt.Sprintf(x.NotKept, x.Word(s.fix.failed)))
	case must > 0:
		p.gap(gaps)
		s.message(p, t.Bad.Render, fmt.Sprintf(s.env.Texts.Interview.EndFaults, must))
	case s.quiet != "":
		p.gap(gaps)
		s.message(p, t.Accent.Render, s.quiet)
	}
	return p.fit(height, s.scroll)
}

// change is one answer's change on one line.
func (s *Screen) change(a questionnaire.Answer) string {
	x, old := s.env.Texts.Correct, s.fix.had(a.Ref)
	from, to := s.inWords(old), s.inWords(a)
	title := oneLine(s.ses.ShortTitle(a.Ref))
	if no := s.question(a.Ref).No; no > 0 {
		title = fmt.Sprintf("%d %s", no, title)
	}
	if from == to && old.Remark != a.Remark {
		return fmt.Sprintf(x.Remark, title, s.remarkWords(old.Remark), s.remarkWords(a.Remark))
	}
	return fmt.Sprintf(x.Change, title, from, to)
}

func (s *Screen) inWords(a questionnaire.Answer) string {
	if a.Status == questionnaire.Open {
		return a.Status.Words().In(s.ses.Lang())
	}
	return oneLine(s.ses.Form().Show(s.question(a.Ref), a, s.ses.Lang()))
}

func (s *Screen) remarkWords(remark string) string {
	if remark == "" {
		return s.env.Texts.Correct.NoRemark
	}
	return fmt.Sprintf(s.env.Texts.Interview.Quoted, oneLine(remark))
}
