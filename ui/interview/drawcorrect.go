package interview

import (
	"fmt"

	"tingfang/questionnaire"
	"tingfang/ui/widget/wrap"
)

// fixBanner stands where an interview shows how far it has come.
func (s *Screen) fixBanner(width int) string {
	t := s.env.Theme
	return t.Warn.Render(t.Cut(t.Signs.Attend+" "+s.env.Texts.Correct.Banner, width))
}

// fixStatus says that nothing holds yet.
func (s *Screen) fixStatus() string {
	t, x := s.env.Theme, s.env.Texts.Correct
	switch edits, _ := s.edits(); {
	case s.fix.writing:
		return t.Dim.Render(x.Writing)
	case len(edits) == 0:
		return t.Dim.Render(x.None)
	default:
		return t.Accent.Render(fmt.Sprintf(x.Pending, len(edits)))
	}
}

// fixEnd heads the list at the end of the route.
func (s *Screen) fixEnd(p *page) {
	t, x := p.t, s.env.Texts.Correct
	p.line(t.Question.Render(s.env.Texts.Interview.ListTitle))
	says := x.EndBack
	if edits, _ := s.edits(); len(edits) > 0 {
		says = fmt.Sprintf(x.EndKeep, len(edits))
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
	s.drawChanges(p, edits, max(height-10, 3))
	if asides > 0 {
		p.text(t.Dim, "  "+fmt.Sprintf(x.Asides, asides), keep)
	}
	if s.ses.Outcome() != s.fix.outcome {
		p.text(t.Dim, "  "+fmt.Sprintf(x.Outcome, s.ending.Words().In(s.ses.Lang())), keep)
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

// drawChanges draws what changes, in as many rows as there are for it.
func (s *Screen) drawChanges(p *page, edits []questionnaire.Answer, rows int) {
	t := p.t
	for i, a := range edits {
		lines := wrap.Lines(s.change(a, p.room*2/3), p.room-4)
		last := i == len(edits)-1
		if rows -= len(lines); i > 0 && (rows < 0 || rows == 0 && !last) {
			p.line(t.Dim.Render("  " + fmt.Sprintf(s.env.Texts.Correct.More, len(edits)-i)))
			return
		}
		for n, l := range lines {
			p.line([2]string{"  ", "    "}[min(n, 1)] + l)
		}
	}
}

// change is one answer's change, each side of at most so many cells.
func (s *Screen) change(a questionnaire.Answer, cells int) string {
	t, x, old := s.env.Theme, s.env.Texts.Correct, s.fix.had(a.Ref)
	form, from, to := x.Change, s.inWords(old), s.inWords(a)
	if from == to && old.Remark != a.Remark {
		form, from, to = x.Remark, s.remarkWords(old.Remark), s.remarkWords(a.Remark)
	}
	title := oneLine(s.ses.ShortTitle(a.Ref))
	if no := s.question(a.Ref).No; no > 0 {
		title = fmt.Sprintf("%d %s", no, title)
	}
	return fmt.Sprintf(form, title, t.Cut(from, cells), t.Signs.Right, t.Cut(to, cells))
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
