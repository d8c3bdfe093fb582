package notes

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
)

// tags is the page of the tags.
type tags struct {
	s    *Screen
	list list
}

func (p *tags) read() tea.Cmd { return nil } // the screen reads the tags for every page

func (p *tags) right() string { return fmt.Sprint(len(p.s.tags)) }

func (p *tags) help() []key.Binding {
	x := p.s.env.Texts.Notes
	var keys []key.Binding
	if len(p.s.tags) > 0 {
		keys = append(keys, nav.Bind("Enter", x.KeyNotes, "enter"))
	}
	if p.s.env.ReadOnly {
		return keys
	}
	keys = append(keys, nav.Bind("F2", x.KeyNew, "f2", "n"))
	if len(p.s.tags) > 0 {
		keys = append(keys, nav.Bind("F3", x.KeyChange, "f3", "e"), nav.Bind("F4", x.KeyMerge, "f4", "m"), nav.Bind("Delete", x.KeyDelete, "delete", "f5"))
	}
	return keys
}

// rows is how many tags are in sight.
func (p *tags) rows() int { return max(p.s.height-top-3, 1) }

// focus is the tag in focus; the list may have become shorter.
func (p *tags) focus() (store.TagCount, bool) {
	p.list.move(0, len(p.s.tags), p.rows())
	if len(p.s.tags) == 0 {
		return store.TagCount{}, false
	}
	return p.s.tags[p.list.at], true
}

func (p *tags) key(name string) tea.Cmd {
	t, ok := p.focus()
	if by, moves := steps(name, p.rows()); moves {
		p.list.move(by, len(p.s.tags), p.rows())
		return nil
	}
	switch name {
	case "enter":
		if ok {
			return p.s.found.only(t.Tag, "", "")
		}
		return nil
	case "f2", "n", "f3", "e", "f4", "m", "f5", "delete":
		if p.s.locked() {
			return nil
		}
	}
	switch name {
	case "f2", "n":
		p.s.openEntry(talk.Tag{Colour: len(p.s.tags)})
	case "f3", "e":
		if ok {
			p.s.openEntry(t.Tag)
		}
	case "f4", "m":
		if ok {
			p.merge(t)
		}
	case "f5", "delete":
		if ok {
			p.delete(t)
		}
	}
	return nil
}

// merge asks for the tag another one goes into, then whether that is meant.
func (p *tags) merge(t store.TagCount) {
	x := p.s.env.Texts.Notes
	others := slices.DeleteFunc(slices.Clone(p.s.tags), func(o store.TagCount) bool { return o.ID == t.ID })
	if len(others) == 0 {
		p.s.status = x.OneTag
		return
	}
	var items []pick.Item
	for _, o := range others {
		items = append(items, pick.Item{Text: p.s.env.Theme.TagSign(o.Colour) + questionnaire.HarmlessLine(o.Name), Note: fmt.Sprintf(x.Uses, o.Notes, o.Interviews)})
	}
	p.s.openChoice(fmt.Sprintf(x.MergeInto, questionnaire.HarmlessLine(t.Name)), items, 0, func(n int) tea.Cmd {
		into := others[n]
		said := fmt.Sprintf(x.MergeAsk, questionnaire.HarmlessLine(t.Name), t.Notes, t.Interviews, questionnaire.HarmlessLine(into.Name))
		p.confirm(said, fmt.Sprintf(x.MergeYes, questionnaire.HarmlessLine(into.Name)), func() error { return p.s.store.MergeTag(context.Background(), t.ID, into.ID) },
			func() { p.s.good(x.Merged, t.Name, into.Name) })
		return nil
	})
}

func (p *tags) delete(t store.TagCount) {
	x := p.s.env.Texts.Notes
	p.confirm(fmt.Sprintf(x.DeleteAsk, questionnaire.HarmlessLine(t.Name), t.Notes, t.Interviews), x.DeleteYes,
		func() error { return p.s.store.DeleteTag(context.Background(), t.ID) }, func() { p.s.good(x.Deleted, t.Name) })
}

// confirm asks before something that cannot be undone; the focus is on leaving
// it.
func (p *tags) confirm(said, yes string, do func() error, done func()) {
	s := p.s
	s.openChoice(said, []pick.Item{{Text: s.env.Texts.Notes.Leave}, {Text: yes}}, 0, func(n int) tea.Cmd {
		if n == 0 || s.locked() {
			return nil
		}
		return ask(s, func() (struct{}, error) { return struct{}{}, do() }, func(_ struct{}, err error) tea.Cmd {
			if !s.bad(err) {
				done()
			}
			return nav.Changed
		})
	})
}

func (p *tags) draw(width, _ int) []string {
	s := p.s
	t, x := s.env.Theme, s.env.Texts.Notes
	if _, ok := p.focus(); !ok {
		said := x.NoTags
		if s.env.ReadOnly {
			said = x.NoTagsRead
		}
		return s.say(said, width)
	}
	name := 8
	for _, g := range s.tags {
		name = max(name, min(ansi.StringWidth(questionnaire.HarmlessLine(g.Name))+2, width/3))
	}
	var lines []string
	for i := p.list.top; i < min(p.list.top+p.rows(), len(s.tags)); i++ {
		g := s.tags[i]
		uses := fmt.Sprintf(x.Uses, g.Notes, g.Interviews)
		line := t.Pad(s.tag(g.Tag), name) + "  " + t.Pad(uses, 28)
		if i == p.list.at {
			line = t.Pad(s.tag(g.Tag), name) + "  " + t.Accent.Render(t.Pad(uses, 28))
		}
		lines = append(lines, s.mark(i == p.list.at)+strings.TrimRight(t.Cut(line+"  "+t.Dim.Render(questionnaire.HarmlessLine(g.Definition)), width-3), " "))
	}
	return lines
}

func (p *tags) click(_, y int) tea.Cmd {
	at := p.list.top + y
	switch {
	case y < 0 || at >= len(p.s.tags):
		return nil
	case at == p.list.at:
		return p.key("enter")
	}
	p.list.move(at-p.list.at, len(p.s.tags), p.rows())
	return nil
}
