package tables

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
	"tingfang/ui/widget/pick"
)

// chooser is a list over the page, of which one thing is taken, or several.
type chooser struct {
	title string
	items []pick.Item
	list  pick.Model
	many  bool // Space takes several
	on    []bool
	moved bool // Space was pressed
	take  func(s *Screen, taken []int) tea.Cmd
}

// offer shows a list with the focus on an item.
func (s *Screen) offer(c chooser, at int) tea.Cmd {
	if len(c.items) == 0 {
		return nil
	}
	if c.on == nil {
		c.on = make([]bool, len(c.items))
	}
	s.choose = &c
	s.choose.list = pick.New(s.choose.marked(s))
	s.choose.list.SetHeight(s.room())
	s.choose.list.Move(at)
	return nil
}

// marked are the items with a box before each, where several can be taken.
func (c *chooser) marked(s *Screen) []pick.Item {
	if !c.many {
		return c.items
	}
	out := slices.Clone(c.items)
	for i := range out {
		box := s.env.Theme.Signs.Check[0]
		if c.on[i] {
			box = s.env.Theme.Signs.Check[1]
		}
		out[i].Text = box + " " + out[i].Text
	}
	return out
}

// keyChoose gives the open list a key.
func (s *Screen) keyChoose(msg tea.KeyPressMsg) tea.Cmd {
	c := s.choose
	switch {
	case nav.Is(msg, "esc"):
		s.choose = nil
		return nil
	case c.many && nav.Is(msg, "space"):
		if at := c.list.At(); at >= 0 {
			c.on[at], c.moved = !c.on[at], true
			c.list.Set(c.marked(s))
		}
		return nil
	}
	return s.fromList(msg)
}

// fromList gives the open list a message and takes what was chosen.
func (s *Screen) fromList(msg tea.Msg) tea.Cmd {
	c := s.choose
	list, n := c.list.Update(msg)
	c.list = list
	if n < 0 {
		return nil
	}
	s.choose = nil
	taken := []int{n}
	if c.moved {
		taken = nil
		for i, on := range c.on {
			if on {
				taken = append(taken, i)
			}
		}
	}
	return c.take(s, taken)
}

// names are the entries of a list of items of the form.
func (s *Screen) names(all []string) []pick.Item {
	var out []pick.Item
	for _, name := range all {
		q := s.source.form.Question(name)
		note := name
		if q.No > 0 {
			note = fmt.Sprintf("%d  %s", q.No, name)
		}
		out = append(out, pick.Item{Text: title(s.source.form, name, s.env.Lang), Note: note})
	}
	return out
}

// pickForm asks for the form whose tables are shown.
func (s *Screen) pickForm() tea.Cmd {
	if len(s.ways.Forms) < 2 {
		return nil
	}
	at := 0
	var list []pick.Item
	for i, f := range s.ways.Forms {
		if f.ID == s.source.form.ID {
			at = i
		}
		list = append(list, pick.Item{Text: questionnaire.HarmlessLine(f.Title.In(s.env.Lang)), Note: f.ID})
	}
	return s.offer(chooser{title: s.env.Texts.Tables.PickForm, items: list, take: func(s *Screen, n []int) tea.Cmd {
		return s.ways.Form(s.ways.Forms[n[0]])
	}}, at)
}

// pickItem asks for the item of the page.
func (s *Screen) pickItem() tea.Cmd {
	x := s.env.Texts.Tables
	all := s.closed()
	heading, at := x.PickItem, slices.Index(all, s.item)
	if s.page == quadrant {
		all = s.scaled()
		heading, at = x.PickTarget, slices.Index(all, s.target)
	}
	return s.offer(chooser{title: heading, items: s.names(all), take: func(s *Screen, n []int) tea.Cmd {
		if s.page == quadrant {
			s.target = all[n[0]]
		} else {
			s.item = all[n[0]]
			s.detail = s.page == waves || s.detail
		}
		s.cursors[s.page] = cursor{}
		return s.count()
	}}, max(at, 0))
}

// scaled are the items that can be a target of the quadrant: those on scales of
// several items.
func (s *Screen) scaled() []string {
	var out []string
	f := s.source.form
	uses := map[string]int{}
	for _, name := range s.closed() {
		uses[f.Question(name).Scale]++
	}
	for _, name := range s.closed() {
		if q := f.Question(name); q.Scale != "" && q.Scale != "nominal" && uses[q.Scale] > 1 {
			out = append(out, name)
		}
	}
	return out
}

// breaks are the breaks besides items.
var breaks = []string{"hall", "interviewer", "week", "wave", "day", "form_version"}

// pickBreak asks by what the page is broken.
func (s *Screen) pickBreak() tea.Cmd {
	x := s.env.Texts.Tables
	plain, at := breaks, s.by
	if s.page == participation {
		plain, at = breaks[:5], s.split
	}
	all := slices.Clone(plain)
	var list []pick.Item
	for _, name := range plain {
		list = append(list, pick.Item{Text: s.env.Texts.Report.Breaks[name]})
	}
	if s.page == crosstab {
		list = append(list, s.names(s.closed())...)
		all = append(all, s.closed()...)
	}
	return s.offer(chooser{title: x.PickBreak, items: list, take: func(s *Screen, n []int) tea.Cmd {
		if s.page == participation {
			s.split = all[n[0]]
		} else {
			s.by = all[n[0]]
		}
		s.cursors[s.page] = cursor{}
		return s.count()
	}}, max(slices.Index(all, at), 0))
}

// breakName is the word for a break.
func (s *Screen) breakName(by string) string {
	if name, ok := s.env.Texts.Report.Breaks[by]; ok {
		return name
	}
	return title(s.source.form, by, s.env.Lang)
}

// pickFilter asks which condition is to be set.
func (s *Screen) pickFilter() tea.Cmd {
	x := s.env.Texts.Tables
	var list []pick.Item
	for _, word := range x.Kinds {
		list = append(list, pick.Item{Text: word})
	}
	if s.filter.set() {
		list = append(list, pick.Item{Text: x.KeyDrop})
	}
	ways := [...]func() tea.Cmd{s.pickHall, s.pickPerson, s.pickWhen, s.pickAnswer, s.typeCondition, s.drop}
	return s.offer(chooser{title: x.PickFilter, items: list, take: func(s *Screen, n []int) tea.Cmd { return ways[n[0]]() }}, 0)
}

// narrow sets the filter and counts anew.
func (s *Screen) narrow(f filter) tea.Cmd {
	s.filter = f
	s.cursors = [pages]cursor{}
	return s.count()
}

func (s *Screen) drop() tea.Cmd { return s.narrow(filter{}) }

func (s *Screen) known() known {
	if s.have == nil {
		return known{}
	}
	return s.have.known
}

// pickCodes offers codes with their names, of which several can be taken.
func (s *Screen) pickCodes(heading string, list []pick.Item, codes, had []string, take func(codes []string) tea.Cmd) tea.Cmd {
	on, at := make([]bool, len(codes)), 0
	for i, code := range codes {
		if on[i] = slices.Contains(had, code); on[i] && at == 0 {
			at = i
		}
	}
	return s.offer(chooser{title: heading, items: list, many: true, on: on, take: func(_ *Screen, n []int) tea.Cmd {
		var out []string
		for _, i := range n {
			out = append(out, codes[i])
		}
		return take(out)
	}}, at)
}

func (s *Screen) pickHall() tea.Cmd {
	var list []pick.Item
	var codes []string
	for _, h := range s.known().halls {
		list, codes = append(list, pick.Item{Text: questionnaire.HarmlessLine(h.Name), Note: questionnaire.HarmlessLine(h.Code), Dim: h.Retired}), append(codes, h.Code)
	}
	return s.pickCodes(s.env.Texts.Tables.PickHall, list, codes, s.filter.halls, func(codes []string) tea.Cmd {
		f := s.filter
		f.halls = codes
		return s.narrow(f)
	})
}

func (s *Screen) pickPerson() tea.Cmd {
	var list []pick.Item
	var codes []string
	for _, p := range s.known().people {
		list, codes = append(list, pick.Item{Text: questionnaire.HarmlessLine(p.Name), Note: questionnaire.HarmlessLine(p.Number), Dim: p.Retired}), append(codes, p.Number)
	}
	return s.pickCodes(s.env.Texts.Tables.PickWho, list, codes, s.filter.people, func(codes []string) tea.Cmd {
		f := s.filter
		f.people = codes
		return s.narrow(f)
	})
}

func (s *Screen) pickWhen() tea.Cmd {
	x := s.env.Texts.Tables
	var list []pick.Item
	for _, word := range x.When {
		list = append(list, pick.Item{Text: word})
	}
	all := s.known().waves
	on := make([]bool, len(list)+len(all))
	for i, w := range all {
		list = append(list, pick.Item{Text: w.Name, Note: x.Wave})
		on[len(x.When)+i] = slices.Contains(s.filter.waves, w.Name)
	}
	return s.offer(chooser{title: x.PickWhen, items: list, many: true, on: on, take: func(s *Screen, n []int) tea.Cmd {
		f := s.filter
		f.when, f.waves = always, nil
		for _, i := range n {
			if i < len(x.When) {
				f.when = when(i)
			} else {
				f.waves = append(f.waves, all[i-len(x.When)].Name)
			}
		}
		return s.narrow(f)
	}}, int(s.filter.when))
}

func (s *Screen) pickAnswer() tea.Cmd {
	all := s.closed()
	return s.offer(chooser{title: s.env.Texts.Tables.PickAnswer, items: s.names(all), take: func(s *Screen, n []int) tea.Cmd {
		return s.pickAnswers(all[n[0]])
	}}, max(slices.Index(all, s.item), 0))
}

func (s *Screen) pickAnswers(item string) tea.Cmd {
	var list []pick.Item
	var codes []string
	for _, code := range s.codes(item) {
		list = append(list, pick.Item{Text: label(s.source.form, item, code, s.env.Lang), Note: code})
		codes = append(codes, code)
	}
	return s.pickCodes(title(s.source.form, item, s.env.Lang), list, codes, s.filter.answer(item), func(codes []string) tea.Cmd {
		return s.narrow(s.filter.withAnswer(item, codes))
	})
}

// codes are the answers an item has.
func (s *Screen) codes(item string) []string {
	q := s.source.form.Question(item)
	var out []string
	if q.Kind == questionnaire.Range {
		for x := q.Range.Start; x <= q.Range.End && len(out) < 1000; x += max(q.Range.Step, 1e-9) {
			out = append(out, questionnaire.Number(x))
		}
		return out
	}
	for _, ch := range s.source.form.Choices(q) {
		out = append(out, ch.Name)
	}
	return out
}
