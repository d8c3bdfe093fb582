package guide

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
)

// tagger is where tags are put on a stretch of a note: typing filters them, and
// makes a new one where none has the name.
type tagger struct {
	note        string // id
	first, last int    // in code points
	part        bool   // it is a selection, not the whole note
	ed          editor.Model
	at, top     int
	rows        int // above the list, as drawn last
}

// openTags puts tags on the selection, or on the note in hand.
func (s *Screen) openTags() {
	h := &s.hand
	g := &tagger{note: h.id, ed: editor.New(editor.Options{OneLine: true, Limit: 40, Styles: s.styles()})}
	if g.first, g.last = h.ed.Selection(); g.first < g.last {
		g.part = true
	} else {
		g.first, g.last = 0, h.ed.Len()
	}
	g.ed.Focus()
	s.panel = g
}

// fold brings names that are the same to people to one form.
func fold(name string) string { return talk.Fold(name) }

// shown are the tags that the typed part leaves, those the stretch has first.
func (g *tagger) shown(s *Screen) []talk.Tag {
	want := fold(g.ed.Value())
	var out []talk.Tag
	for _, t := range s.tags {
		if strings.Contains(fold(t.Name), want) {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b talk.Tag) int { return boolInt(g.has(s, b.ID)) - boolInt(g.has(s, a.ID)) })
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// makes tells whether Enter on the last line makes a new tag.
func (g *tagger) makes(s *Screen) bool {
	want := fold(g.ed.Value())
	return want != "" && !slices.ContainsFunc(s.tags, func(t talk.Tag) bool { return fold(t.Name) == want })
}

// has tells whether the stretch has a tag.
func (g *tagger) has(s *Screen, tag string) bool {
	return slices.ContainsFunc(s.handNote().Marks, func(m talk.Mark) bool { return g.is(m, tag) })
}

func (g *tagger) is(m talk.Mark, tag string) bool {
	return m.Tag == tag && m.First == g.first && m.Last == g.last
}

func (g *tagger) key(s *Screen, msg tea.KeyPressMsg) tea.Cmd {
	n := len(g.shown(s)) + boolInt(g.makes(s))
	switch name := msg.String(); name {
	case "esc", "f6":
		s.toNotes()
	case "up", "shift+tab":
		g.at = max(g.at-1, 0)
	case "down", "tab":
		g.at = min(g.at+1, max(n-1, 0))
	case "enter":
		return g.take(s, g.at)
	default:
		return g.field(msg)
	}
	return nil
}

// field gives a message to the field; another text begins at the top.
func (g *tagger) field(msg tea.Msg) tea.Cmd {
	var changed bool
	if g.ed, changed = g.ed.Update(msg); changed {
		g.at, g.top = 0, 0
	}
	return nil
}

func (g *tagger) paste(_ *Screen, msg tea.PasteMsg) tea.Cmd { return g.field(msg) }

func (g *tagger) mouse(s *Screen, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if n := msg.Y - g.rows + g.top; msg.Y >= g.rows && n < len(g.shown(s))+boolInt(g.makes(s)) {
			return g.take(s, n)
		}
	case tea.MouseWheelMsg:
		g.at = min(max(g.at+map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[msg.Button], 0), max(len(g.shown(s))-1, 0))
	}
	return nil
}

// take puts the nth tag on the stretch or takes it off, or makes a new one.
func (g *tagger) take(s *Screen, n int) tea.Cmd {
	shown := g.shown(s)
	switch {
	case n < len(shown):
		s.unselect()
		return s.mark(g, shown[n])
	case !g.makes(s):
		return nil
	}
	name := strings.Join(strings.Fields(g.ed.Value()), " ")
	t := talk.Tag{Name: name, Colour: len(s.tags), Sign: "#"}
	s.unselect()
	return func() tea.Msg {
		made, err := s.st.SaveTag(context.Background(), t)
		return taggedMsg{s, *g, made, name, err}
	}
}

// unselect goes back to the notes with the caret behind what was selected: the
// next key must not take the place of the words just tagged.
func (s *Screen) unselect() {
	s.toNotes()
	if first, last := s.hand.ed.Selection(); first < last {
		s.hand.ed.SetCaret(last)
	}
}

// taggedMsg says how making a tag went.
type taggedMsg struct {
	s    *Screen
	g    tagger
	tag  talk.Tag
	name string
	err  error
}

// tagged puts a new tag where it was made for.
func (s *Screen) tagged(msg taggedMsg) tea.Cmd {
	x := s.env.Texts.Guide
	var taken *store.TakenError
	switch {
	case errors.As(msg.err, &taken):
		s.warn(fmt.Sprintf(x.TagTaken, questionnaire.HarmlessLine(msg.name), questionnaire.HarmlessLine(taken.By)))
		return nil
	case msg.err != nil:
		s.warn(fmt.Sprintf(x.TagFailed, s.whyNot(msg.err)))
		return nil
	}
	s.tags = append(s.tags, msg.tag)
	slices.SortFunc(s.tags, func(a, b talk.Tag) int { return strings.Compare(fold(a.Name), fold(b.Name)) })
	return s.mark(&msg.g, msg.tag)
}

// mark puts a tag on a stretch, or takes it off.
func (s *Screen) mark(g *tagger, t talk.Tag) tea.Cmd {
	x := s.env.Texts.Guide
	n, stands := s.doc.Note(g.note)
	fresh := s.hand.fresh && s.hand.id == g.note
	switch {
	case fresh:
		n = s.hand.note
	case !stands:
		return nil
	}
	marks := slices.DeleteFunc(slices.Clone(n.Marks), func(m talk.Mark) bool { return g.is(m, t.ID) })
	said := x.TagOff
	if len(marks) == len(n.Marks) {
		size := utf8.RuneCountInString(n.Text)
		marks = append(marks, talk.Mark{ID: s.env.NewID(), Tag: t.ID, First: min(g.first, size), Last: min(g.last, size)})
		slices.SortStableFunc(marks, func(a, b talk.Mark) int { return a.First - b.First })
		said = x.TagOn
	}
	n.Marks = marks
	s.say(fmt.Sprintf(said, s.tagName(t)))
	if fresh {
		s.hand.note = n
		return nil
	}
	here := talk.Place{Note: n.ID}
	if n.ID == s.hand.id {
		here.Caret = s.hand.ed.Caret()
	}
	s.doc.Do(here, here, n)
	return s.saveSoon()
}

// tagName is a tag as it is drawn, without colour.
func (s *Screen) tagName(t talk.Tag) string {
	return s.env.Theme.TagSign(t.Colour) + questionnaire.HarmlessLine(t.Name)
}

// tag is the tag with an id.
func (s *Screen) tag(id string) (talk.Tag, bool) {
	if i := slices.IndexFunc(s.tags, func(t talk.Tag) bool { return t.ID == id }); i >= 0 {
		return s.tags[i], true
	}
	return talk.Tag{}, false
}

func (g *tagger) draw(s *Screen, width, height int) ([]string, *tea.Cursor) {
	t, x := s.env.Theme, s.env.Texts.Guide
	title := x.TagNote
	if g.part {
		title = fmt.Sprintf(x.TagPart, t.Cut(questionnaire.HarmlessLine(s.hand.ed.Selected()), 20))
	}
	label := "  " + x.TagFind + "  "
	line, cursor := g.ed.Draw(max(width-cells(label)-1, 4), 1)
	rows := []string{t.Question.Render(t.Cut(title, width)), label + line, ""}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+cells(label), 1
	}
	g.rows = len(rows)
	shown := g.shown(s)
	n, room := len(shown)+boolInt(g.makes(s)), max(height-len(rows), 1)
	g.top = min(max(g.top, g.at-room+1), g.at)
	for i := g.top; i < min(n, g.top+room); i++ {
		rows = append(rows, t.Cut(g.line(s, shown, i), width))
	}
	if n == 0 {
		rows = append(rows, t.Dim.Render(t.Cut("  "+x.TagNone, width)))
	}
	return rows, cursor
}

func (g *tagger) line(s *Screen, shown []talk.Tag, i int) string {
	t := s.env.Theme
	cursor := "  "
	if i == g.at {
		cursor = t.Accent.Render(t.Signs.Cursor) + " "
	}
	if i == len(shown) {
		return cursor + t.Key.Render("+") + "   " + fmt.Sprintf(s.env.Texts.Guide.TagNew, questionnaire.HarmlessLine(strings.TrimSpace(g.ed.Value())))
	}
	tag := shown[i]
	return cursor + t.Signs.Check[boolInt(g.has(s, tag.ID))] + " " + t.Tag(tag.Colour).Render(s.tagName(tag)) + "   " + t.Dim.Render(questionnaire.HarmlessLine(tag.Definition))
}

func (g *tagger) keys(s *Screen) []binding {
	x, g2 := s.env.Texts.Guide, s.env.Theme.Signs
	return []binding{nav.Bind("Enter", x.KeyTagTake, "enter"), nav.Bind("Esc", x.KeyToNotes, "esc"), nav.Bind(g2.Up+" "+g2.Down, s.env.Texts.Common.Move, "down")}
}

func (g *tagger) typing() bool { return true }
func (g *tagger) whole() bool  { return false }
