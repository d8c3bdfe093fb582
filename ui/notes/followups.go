package notes

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
)

// followUps is the page of the follow-up actions of all interviews: open ones
// by the day they are due, then done ones.
type followUps struct {
	s    *Screen
	list list
	all  []store.FollowUpRow
	seen bool // they have been read
	busy bool // one is being saved
}

func (p *followUps) read() tea.Cmd {
	st, id := p.s.store, p.s.form.ID
	return ask(p.s, func() ([]store.FollowUpRow, error) { return st.FollowUps(context.Background(), id) }, func(all []store.FollowUpRow, err error) tea.Cmd {
		if p.s.bad(err) {
			return nil
		}
		p.all, p.seen = all, true
		p.list.move(0, len(all), p.rows())
		return nil
	})
}

// overdue tells that a follow-up should have been done before today.
func (p *followUps) overdue(f store.FollowUpRow) bool {
	return f.DoneAt.IsZero() && f.Due != "" && f.Due < p.s.env.Now().Format(time.DateOnly)
}

func (p *followUps) right() string {
	if !p.seen {
		return ""
	}
	var open, late int
	for _, f := range p.all {
		if f.DoneAt.IsZero() {
			open++
		}
		if p.overdue(f) {
			late++
		}
	}
	return fmt.Sprintf(p.s.env.Texts.Notes.Tally, open, late, len(p.all)-open)
}

func (p *followUps) help() []key.Binding {
	x := p.s.env.Texts.Notes
	if len(p.all) == 0 {
		return nil
	}
	read := nav.Bind("F2", x.KeyRead, "f2", "r")
	if p.s.env.ReadOnly {
		return []key.Binding{read}
	}
	return []key.Binding{nav.Bind("Enter", x.KeyTick, "enter", "space"), read}
}

func (p *followUps) rows() int { return max((p.s.height-top)/2, 1) }

func (p *followUps) key(name string) tea.Cmd {
	if by, ok := steps(name, p.rows()); ok {
		p.list.move(by, len(p.all), p.rows())
		return nil
	}
	if p.list.at >= len(p.all) {
		return nil
	}
	switch f := p.all[p.list.at]; name {
	case "enter", "space":
		return p.tick(f)
	case "f2", "r":
		return p.s.ways.Read(f.Response, "")
	}
	return nil
}

// tick marks a follow-up as done, or as open again.
func (p *followUps) tick(f store.FollowUpRow) tea.Cmd {
	if p.s.locked() || p.busy {
		return nil
	}
	p.busy = true
	next, st := f.FollowUp, p.s.store
	if next.DoneAt.IsZero() {
		next.DoneAt = p.s.env.Now()
	} else {
		next.DoneAt = time.Time{}
	}
	return ask(p.s, func() (struct{}, error) { return struct{}{}, st.SaveFollowUp(context.Background(), next) }, func(_ struct{}, err error) tea.Cmd {
		if p.busy = false; p.s.bad(err) {
			return nil
		}
		if i := slices.IndexFunc(p.all, func(f store.FollowUpRow) bool { return f.ID == next.ID }); i >= 0 {
			p.all[i].FollowUp = next // in its place until the page is read anew: the next one stays where it is
		}
		return nil
	})
}

func (p *followUps) draw(width, _ int) []string {
	s := p.s
	if len(p.all) == 0 {
		said := s.env.Texts.Notes.Loading
		if p.seen {
			said = s.env.Texts.Notes.NoFollowUps
		}
		return s.say(said, width)
	}
	var lines []string
	for i := p.list.top; i < min(p.list.top+p.rows(), len(p.all)); i++ {
		lines = append(lines, p.row(p.all[i], i == p.list.at, width)...)
	}
	return lines
}

// row is a follow-up in two lines: what is to be done and its state; who by,
// and where it was agreed.
func (p *followUps) row(f store.FollowUpRow, focus bool, width int) []string {
	s := p.s
	t, x := s.env.Theme, s.env.Texts.Notes
	style, box, state := t.Text, t.Signs.Check[0], x.Undue
	if f.Due != "" {
		state = f.Due
	}
	state = t.Text.Render(state)
	switch {
	case !f.DoneAt.IsZero():
		style, box, state = t.Dim, t.Signs.Check[1], t.Good.Render(fmt.Sprintf(x.DoneOn, s.day(f.DoneAt)))
	case p.overdue(f):
		state = t.Warn.Render(t.Signs.Attend+" "+x.Overdue) + " " + state
	}
	if focus {
		style = t.Accent
	}
	var parts []string
	for _, w := range []string{questionnaire.HarmlessLine(f.Who), s.day(f.StartedAt), questionnaire.HarmlessLine(f.Hall.Name), s.role(f.Role)} {
		if w != "" {
			parts = append(parts, w)
		}
	}
	return []string{s.mark(focus) + t.Ends(style.Render(box+" "+questionnaire.HarmlessLine(f.What)), state, width-4),
		"      " + t.Dim.Render(t.Cut(strings.Join(parts, " "+t.Signs.Between+" "), width-8))}
}

func (p *followUps) click(_, y int) tea.Cmd {
	at := p.list.top + y/2
	switch {
	case y < 0 || at >= len(p.all):
		return nil
	case at == p.list.at:
		return p.key("enter")
	}
	p.list.move(at-p.list.at, len(p.all), p.rows())
	return nil
}
