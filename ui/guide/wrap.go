package guide

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
)

// wrapUp is the end of the talk: what was covered and what is open, the items
// behind the topics, and one line on which Enter ends the interview.
type wrapUp struct {
	items []wrapItem
	at    int // len(items) = the line that ends it
	top   int // rows scrolled away
	spots []int
}

// wrapItem is one item behind the topics.
type wrapItem struct {
	q   *questionnaire.Question
	ed  editor.Model // of an item that is typed
	bad string       // why the value may not stand
}

func (i *wrapItem) typed() bool { return i.q.List == "" }

// openWrap shows the end of the talk.
func (s *Screen) openWrap() {
	s.leaveNote()
	s.openFresh("")
	s.saveTalk()
	w := &wrapUp{}
	for _, r := range s.ses.Route() {
		q := s.ses.Form().Question(r.Item)
		if !s.behindTopics(q) || q.Role == questionnaire.RoleBreakoffReason {
			continue
		}
		item := wrapItem{q: q}
		item.ed = editor.New(editor.Options{OneLine: q.Kind != questionnaire.FreeText, Placeholder: s.env.Texts.Guide.WrapHint, Styles: s.styles()})
		if a := s.ses.Answer(r); a.Status == questionnaire.Given {
			item.ed.SetValue(s.ses.Form().Show(q, a, s.ses.Lang()))
		}
		w.items = append(w.items, item)
	}
	s.panel = w
	w.focus()
}

// behindTopics tells whether an item is asked at the end of the talk.
func (s *Screen) behindTopics(q *questionnaire.Question) bool {
	f := s.ses.Form()
	if q.Group >= 0 && f.Groups[q.Group].Role == questionnaire.RoleTopic {
		return false
	}
	first := slices.IndexFunc(f.Questions, func(o questionnaire.Question) bool {
		return o.Group >= 0 && f.Groups[o.Group].Role == questionnaire.RoleTopic
	})
	return first >= 0 && f.Find(q.Name) > first
}

// focus gives the cursor to the item in focus.
func (w *wrapUp) focus() {
	for i := range w.items {
		if w.items[i].ed.Blur(); i == w.at {
			w.items[i].ed.Focus()
		}
	}
}

// in is the item in focus; nil = the line that ends the interview.
func (w *wrapUp) in() *wrapItem {
	if w.at < len(w.items) {
		return &w.items[w.at]
	}
	return nil
}

func (w *wrapUp) key(s *Screen, msg tea.KeyPressMsg) tea.Cmd {
	name, item := nav.Plain(msg), w.in()
	switch {
	case name == "esc" || name == "f7":
		w.keep(s)
		s.toNotes()
		if name == "f7" {
			s.openJump()
		}
	case name == "f8":
		w.keep(s)
		s.openFollowUp()
	case name == "ctrl+o":
		w.keep(s)
		s.openAttach()
	case name == "f9":
		w.keep(s)
		s.openLeave()
	case name == "tab" || name == "down" && (item == nil || !item.typed()):
		w.move(s, 1)
	case name == "shift+tab" || name == "up" && (item == nil || !item.typed()):
		w.move(s, -1)
	case name == "pgup":
		w.top -= 5
	case name == "pgdown":
		w.top += 5
	case name == "enter" && item == nil:
		return w.end(s)
	case name == "enter":
		w.move(s, 1)
	case item == nil:
	case (name == "ctrl+j" || name == "alt+enter" || name == "shift+enter") && item.q.Kind == questionnaire.FreeText:
		return w.edit(s, tea.PasteMsg{Content: "\n"})
	case !item.typed():
		w.choose(s, item, name)
	case name == "up" || name == "down":
		was := item.ed.Caret()
		if item.ed, _ = item.ed.Update(msg); item.ed.Caret() == was {
			w.move(s, map[string]int{"up": -1, "down": 1}[name])
		}
	default:
		return w.edit(s, msg)
	}
	return nil
}

// edit types into the item in focus; a free text is recorded as it is typed.
func (w *wrapUp) edit(s *Screen, msg tea.Msg) tea.Cmd {
	item := w.in()
	if item == nil || !item.typed() {
		return nil
	}
	var changed bool
	if item.ed, changed = item.ed.Update(msg); !changed {
		return nil
	}
	item.bad = ""
	if item.q.Kind == questionnaire.FreeText {
		w.record(s, item)
		s.save.answers = true
	}
	return s.saveSoon()
}

// record takes a typed value as the item's answer, and says why it may not
// stand.
func (w *wrapUp) record(s *Screen, item *wrapItem) bool {
	r := ref(item.q)
	a, bad := questionnaire.Answer{Ref: r}, (*questionnaire.Violation)(nil)
	if v := item.ed.Value(); !talk.Blank(v) {
		a, bad = s.ses.Parse(r, v)
	}
	if bad == nil {
		bad = s.ses.Record(a)
	}
	item.bad = ""
	if bad != nil {
		item.bad = s.env.Texts.Faults.Word(*bad)
	}
	return bad == nil
}

// choose takes a digit on a closed item.
func (w *wrapUp) choose(s *Screen, item *wrapItem, name string) {
	r := ref(item.q)
	all := s.ses.Choices(r)
	if len(name) != 1 || name[0] < '1' || int(name[0]-'1') >= len(all) {
		return
	}
	code, a := all[name[0]-'1'].Name, s.ses.Answer(r)
	switch had := slices.Index(a.Codes, code); {
	case item.q.Kind == questionnaire.SelectOne:
		a.Codes = []string{code}
	case had >= 0:
		a.Codes = slices.Delete(slices.Clone(a.Codes), had, had+1)
	default:
		a.Codes = append(slices.Clone(a.Codes), code)
	}
	a.Status = questionnaire.Given
	if len(a.Codes) == 0 {
		a.Status = questionnaire.Open
	}
	item.bad = ""
	if bad := s.ses.Record(a); bad != nil {
		item.bad = s.env.Texts.Faults.Word(*bad)
	}
	s.put("")
}

// keep records what is typed on the item in focus. It reports false, and shows
// why, where it may not stand.
func (w *wrapUp) keep(s *Screen) bool {
	item := w.in()
	if item == nil || !item.typed() {
		return true
	}
	ok := w.record(s, item)
	s.save.answers = false
	s.put("")
	return ok
}

func (w *wrapUp) move(s *Screen, by int) {
	if w.keep(s) {
		w.at = min(max(w.at+by, 0), len(w.items))
		w.focus()
	}
}

// end ends the interview, unless something stands against it.
func (w *wrapUp) end(s *Screen) tea.Cmd {
	if faults := s.ses.Faults(); len(faults) > 0 {
		v := faults[0]
		if at := slices.IndexFunc(w.items, func(i wrapItem) bool { return ref(i.q) == v.Ref }); at >= 0 {
			w.items[at].bad, w.at = s.env.Texts.Faults.Word(v), at
			w.focus()
		}
		s.warn(s.ses.ShortTitle(v.Ref) + "  " + s.env.Texts.Faults.Word(v))
		return nil
	}
	return s.finish(s.ses.Outcome())
}

func (w *wrapUp) paste(s *Screen, msg tea.PasteMsg) tea.Cmd { return w.edit(s, msg) }

func (w *wrapUp) mouse(s *Screen, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		w.top += map[tea.MouseButton]int{tea.MouseWheelUp: -2, tea.MouseWheelDown: 2}[msg.Button]
	case tea.MouseClickMsg:
		for i := len(w.spots) - 1; i >= 0; i-- {
			if msg.Y+w.top >= w.spots[i] {
				w.move(s, i-w.at)
				break
			}
		}
	}
	return nil
}

func (w *wrapUp) draw(s *Screen, width, height int) ([]string, *tea.Cursor) {
	rows := s.coverageRows(width)
	var cursor *tea.Cursor
	w.spots = w.spots[:0]
	from, to := 0, len(rows)
	for i := range w.items {
		w.spots = append(w.spots, len(rows))
		lines, c := w.itemRows(s, i, width)
		if c != nil {
			c.Y += len(rows)
			cursor = c
		}
		if i == w.at {
			from, to = len(rows), len(rows)+len(lines)
		}
		rows = append(rows, lines...)
	}
	w.spots = append(w.spots, len(rows))
	if w.at == len(w.items) {
		from, to = len(rows), len(rows)+1
	}
	rows = append(rows, w.endRow(s, width))
	if w.top = min(max(w.top, 0), max(len(rows)-height, 0)); to > w.top+height || from < w.top {
		w.top = min(max(to-height, 0), from)
	}
	if cursor != nil {
		if cursor.Y -= w.top; cursor.Y < 0 || cursor.Y >= height {
			cursor = nil
		}
	}
	return rows[w.top:min(len(rows), w.top+height)], cursor
}

// coverageRows say topic by topic what became of it, then what was agreed.
func (s *Screen) coverageRows(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Guide
	rows := []string{t.Ends(t.Question.Render(x.WrapTitle), t.Dim.Render(s.coverage()), width), ""}
	rows = append(rows, s.topicRows(width)...)
	rows = append(rows, "")
	for _, f := range s.follow {
		if !f.Gone {
			rows = append(rows, t.Cut(t.Dim.Render(x.FollowTitle)+"  "+questionnaire.HarmlessLine(oneLine(f.What))+t.Dim.Render("  "+questionnaire.HarmlessLine(strings.TrimSpace(f.Who+"  "+f.Due))), width))
		}
	}
	for _, a := range s.attached {
		if !a.Gone {
			rows = append(rows, t.Cut(t.Dim.Render(x.AttachTitle)+"  "+questionnaire.HarmlessLine(a.Name)+t.Dim.Render("  "+questionnaire.HarmlessLine(a.Caption)), width))
		}
	}
	if s.standing()+len(s.attached) > 0 {
		rows = append(rows, "")
	}
	return rows
}

// topicRows say topic by topic what became of it.
func (s *Screen) topicRows(width int) (rows []string) {
	t, x := s.env.Theme, s.env.Texts.Guide
	wide := 0
	for i := range s.topics {
		wide = max(wide, cells(questionnaire.HarmlessLine(s.label(i))))
	}
	wide = min(wide, width/2)
	for i := range s.topics {
		style := t.Text
		if s.state(i) == talk.Open {
			style = t.Dim
		}
		line := s.stateSign(i) + " " + style.Render(t.Pad(questionnaire.HarmlessLine(s.label(i)), wide)) + "  " + t.Dim.Render(fmt.Sprintf("%-8s", fmt.Sprintf(x.Minutes, minutes(s.clock.on(s.topics[i].Ref))))) + style.Render(s.stateWord(i))
		rows = append(rows, t.Cut(line, width))
	}
	return rows
}

// itemRows is one item: what is asked, and its field or its choices.
func (w *wrapUp) itemRows(s *Screen, i, width int) ([]string, *tea.Cursor) {
	t, item := s.env.Theme, &w.items[i]
	head, style := "  ", t.Text
	if i == w.at {
		head, style = t.Accent.Render(t.Signs.Cursor)+" ", t.Question
	}
	rows := []string{head + style.Render(t.Cut(questionnaire.HarmlessLine(s.ses.Label(ref(item.q))), width-2))}
	var cursor *tea.Cursor
	if item.typed() {
		wide := max(width-4, 4)
		body, c := item.ed.Draw(wide, min(item.ed.Lines(wide), 4))
		if cursor = c; cursor != nil {
			cursor.X, cursor.Y = cursor.X+4, cursor.Y+1
		}
		for _, line := range strings.Split(body, "\n") {
			rows = append(rows, "    "+line)
		}
	} else {
		line, a := "    ", s.ses.Answer(ref(item.q))
		for n, c := range s.ses.Choices(ref(item.q)) {
			look := t.Text
			if slices.Contains(a.Codes, c.Name) {
				look = t.Chosen
				line += look.Render(t.Signs.Dot)
			}
			line += t.Key.Render(fmt.Sprint(n+1)) + " " + look.Render(questionnaire.HarmlessLine(c.Label.In(s.ses.Lang()))) + "   "
		}
		rows = append(rows, t.Cut(line, width))
	}
	if item.bad != "" {
		rows = append(rows, "    "+t.Bad.Render(t.Cut(t.Signs.Attend+" "+item.bad, width-4)))
	}
	return append(rows, ""), cursor
}

// endRow is the line on which Enter ends the interview.
func (w *wrapUp) endRow(s *Screen, width int) string {
	t, x := s.env.Theme, s.env.Texts.Guide
	line := fmt.Sprintf(x.EndAs, s.ses.Outcome().Words().In(s.ses.Lang()))
	if w.at == len(w.items) {
		return t.Cut(t.Accent.Render(t.Signs.Cursor+" "+line), width)
	}
	return t.Cut("  "+t.Dim.Render(line), width)
}

func (w *wrapUp) keys(s *Screen) []binding {
	x := s.env.Texts.Guide
	enter := x.KeyGoOn
	if w.in() == nil {
		enter = x.KeyEnd
	}
	out := []binding{nav.Bind("Enter", enter, "enter"), nav.Bind("Esc", x.KeyToNotes, "esc"), nav.Bind("Tab", s.env.Texts.Common.NextField, "tab"), nav.Bind("F7", x.KeyTopics, "f7")}
	if s.ses.Form().Followups {
		out = append(out, nav.Bind("F8", x.KeyFollowUp, "f8"))
	}
	return append(out, nav.Bind("F9", x.KeyLeave, "f9"))
}

func (w *wrapUp) typing() bool { return w.in() != nil && w.in().typed() }
func (w *wrapUp) whole() bool  { return true }
