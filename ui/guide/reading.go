package guide

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/ui/nav"
	"tingfang/ui/saving"
	"tingfang/ui/widget/pick"
)

// Reading is a talk to be read: by topic or in the order of time, all of it or
// what has one tag or is of one kind. Tags can be put on its notes.
type Reading struct {
	s      *Screen
	own    bool // s is this screen's, not a talk under way below it
	byTime bool
	tag    string // id of the only tag shown; "" = any
	kind   *talk.Kind
	at     int // of shown
}

// NewReading makes the screen on which a talk is read, at b.Note where it has
// one; tags can be put there after the end too.
func NewReading(env *nav.Env, st Store, b Begin, w Ways) *Reading {
	r := &Reading{s: New(env, st, b, w), own: true}
	r.find(b.Note)
	r.s.openFresh("")
	return r
}

// read shows what was written so far.
func (s *Screen) read() tea.Cmd {
	r := &Reading{s: s}
	r.find(s.hand.id)
	s.leaveNote()
	s.openFresh("")
	s.saveTalk()
	return nav.Push(r)
}

// find puts the focus on a note.
func (r *Reading) find(id string) { r.at = max(slices.Index(r.shown(), id), 0) }

// shown are the ids of the notes that the filter leaves, in their order.
func (r *Reading) shown() []string {
	var notes []talk.Note
	if r.byTime {
		notes = r.s.doc.Notes()
		slices.SortStableFunc(notes, func(a, b talk.Note) int { return cmp.Compare(a.Offset, b.Offset) })
	} else {
		rank := map[questionnaire.Ref]int{}
		for i, t := range r.s.topics {
			rank[t.Ref] = i - len(r.s.topics)
		}
		notes = r.s.doc.Notes()
		slices.SortStableFunc(notes, func(a, b talk.Note) int { return rank[a.Topic] - rank[b.Topic] })
	}
	var ids []string
	for _, n := range notes {
		if !talk.Blank(n.Text) && (r.kind == nil || n.Kind == *r.kind) && (r.tag == "" || slices.ContainsFunc(n.Marks, func(m talk.Mark) bool { return m.Tag == r.tag })) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// Init has nothing to begin.
func (r *Reading) Init() tea.Cmd { return nil }

// Settled tells whether every tag is on the disk.
func (r *Reading) Settled() bool { return !r.own || r.s.Settled() }

// Typing tells whether letters and digits are text now.
func (r *Reading) Typing() bool { return r.s.panel != nil && r.s.panel.typing() }

// Update takes one message. What comes back from the disk belongs to the talk
// below, where there is one.
func (r *Reading) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	s := r.s
	s.ses.SetLang(s.env.Lang)
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
	case tea.KeyPressMsg:
		cmd := r.key(msg)
		return r, tea.Batch(cmd, s.saveSoon(), s.save.queue.Retry(s.env.Now), s.save.queue.Start(s.env.Now))
	case tea.PasteMsg:
		if s.panel != nil {
			return r, s.panel.paste(s, msg)
		}
	case tea.MouseWheelMsg:
		r.move(map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[msg.Button])
	case saving.Msg, saveMsg, taggedMsg:
		if r.own {
			return r, tea.Batch(s.handle(msg), s.save.queue.Start(s.env.Now), s.save.queue.Tell(s.Settled()))
		}
	}
	return r, nil
}

func (r *Reading) key(msg tea.KeyPressMsg) tea.Cmd {
	s := r.s
	if s.panel != nil {
		cmd := s.panel.key(s, msg)
		if s.panel == nil && !s.hand.fresh { // the note is left: it is saved whole
			s.leaveNote()
			s.openFresh("")
		}
		return cmd
	}
	shown := r.shown()
	switch nav.Plain(msg) {
	case "esc", "ctrl+r", "left":
		return nav.Pop
	case "up":
		r.move(-1)
	case "down":
		r.move(1)
	case "pgup":
		r.move(-10)
	case "pgdown":
		r.move(10)
	case "home":
		r.at = 0
	case "end":
		r.at = max(len(shown)-1, 0)
	case "tab":
		r.byTime = !r.byTime
		if r.at < len(shown) {
			r.find(shown[r.at])
		}
	case "/", "f7":
		r.openFilter()
	case "ctrl+o":
		r.openAttached()
	case "f6":
		if r.at < len(shown) && !s.env.ReadOnly {
			s.openNote(shown[r.at], -1)
			s.openTags()
		}
	}
	return nil
}

// openAttached lists what is attached: what is taken is shown.
func (r *Reading) openAttached() {
	s := r.s
	if s.ways.Open == nil || len(s.attached) == 0 {
		s.warn(s.env.Texts.Guide.NothingAttached)
		return
	}
	var ways []way
	for _, a := range s.attached {
		ways = append(ways, way{pick.Item{Text: questionnaire.HarmlessLine(a.Name), Note: questionnaire.HarmlessLine(a.Caption)}, func(s *Screen) tea.Cmd { return s.ways.Open(a) }})
	}
	s.askNow(&ask{title: s.env.Texts.Guide.AttachTitle}, ways...)
}

func (r *Reading) move(by int) { r.at = min(max(r.at+by, 0), max(len(r.shown())-1, 0)) }

// openFilter lists the kinds and the tags: one of them is shown alone.
func (r *Reading) openFilter() {
	s := r.s
	only := func(kind *talk.Kind, tag string) func(*Screen) tea.Cmd {
		return func(*Screen) tea.Cmd {
			r.kind, r.tag, r.at = kind, tag, 0
			return nil
		}
	}
	ways := []way{{pick.Item{Text: s.env.Texts.Guide.ReadAll}, only(nil, "")}}
	for k := talk.Paraphrase; k <= talk.Thought; k++ {
		ways = append(ways, way{pick.Item{Text: s.kindWord(k)}, only(&k, "")})
	}
	for _, t := range s.tags {
		ways = append(ways, way{pick.Item{Text: s.tagName(t)}, only(nil, t.ID)})
	}
	s.askNow(&ask{title: s.env.Texts.Guide.FilterTitle}, ways...)
}

// Draw shows the notes around the one in focus.
func (r *Reading) Draw(width, height int) nav.Frame {
	s, x, t := r.s, r.s.env.Texts.Guide, r.s.env.Theme
	shown := r.shown()
	order := x.ByTopic
	if r.byTime {
		order = x.ByTime
	}
	head := []string{" " + t.Ends(t.Question.Render(x.ReadTitle+"  "+order)+"  "+t.Accent.Render(r.filter()), t.Dim.Render(fmt.Sprintf(x.ReadCount, len(shown), s.doc.Len())), width-2), ""}
	room := max(height-len(head), 1)
	var rows []string
	var cursor *tea.Cursor
	switch {
	case s.panel != nil:
		rows, cursor = s.panel.draw(s, width-2, room)
		for i := range rows {
			rows[i] = " " + rows[i]
		}
	case len(shown) == 0:
		rows = []string{" " + t.Dim.Render(x.ReadNone)}
	default:
		rows = r.rows(shown, width-2, room)
	}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+1, cursor.Y+len(head)
	}
	status := s.status(width - 2)
	if r.own && s.save.queue.SavedAt().IsZero() && s.Settled() { // nothing was to be saved
		status = s.quiet
	}
	return nav.Frame{Title: s.title(), Body: strings.Join(append(head, rows...), "\n"), Cursor: cursor, Help: r.keys(), Status: status}
}

// filter says what is shown alone.
func (r *Reading) filter() string {
	if tag, ok := r.s.tag(r.tag); ok {
		return r.s.tagName(tag)
	}
	if r.kind != nil {
		return r.s.kindWord(*r.kind)
	}
	return ""
}

// rows lays out what is in sight: a third above the focus, the rest below.
func (r *Reading) rows(shown []string, width, height int) []string {
	at := min(r.at, len(shown)-1)
	focus := r.noteAt(shown, at, width)
	var above, below []string
	for i := at + 1; i < len(shown) && len(focus)+len(below) < height; i++ {
		below = append(below, r.noteAt(shown, i, width)...)
	}
	room := max(height/3, height-len(focus)-len(below))
	for i := at - 1; i >= 0 && len(above) < room; i-- {
		above = append(r.noteAt(shown, i, width), above...)
	}
	rows := slices.Concat(above[max(len(above)-max(room, 0), 0):], focus, below)
	return rows[:min(len(rows), height)]
}

// noteAt is one note, under the title of its topic where that begins.
func (r *Reading) noteAt(shown []string, i, width int) []string {
	s, t := r.s, r.s.env.Theme
	n, _ := s.doc.Note(shown[i])
	var rows []string
	var before talk.Note
	if i > 0 {
		before, _ = s.doc.Note(shown[i-1])
	}
	if k := s.find(n.Topic); k >= 0 && (i == 0 || before.Topic != n.Topic) {
		if i > 0 {
			rows = append(rows, "")
		}
		rows = append(rows, " "+t.Title.Render(t.Cut(questionnaire.HarmlessLine(s.label(k)), width)))
	}
	mark := "  "
	if i == r.at {
		mark = t.Accent.Render(t.Signs.Cursor) + " "
	}
	for k, line := range s.otherRows(n.ID, width-2) {
		if k > 0 {
			mark = "  "
		}
		rows = append(rows, mark+line)
	}
	return rows
}

func (r *Reading) keys() []binding {
	s, x := r.s, r.s.env.Texts
	if s.panel != nil {
		return s.panel.keys(s)
	}
	g := s.env.Theme.Signs
	return []binding{nav.Bind("Tab", x.Guide.KeyOrder, "tab"), nav.Bind("F7", x.Guide.KeyFilter, "f7", "/"), nav.Bind("Esc", x.Common.Back, "esc"),
		nav.Bind("F6", x.Guide.KeyMark, "f6"), nav.Bind("Ctrl+O", x.Guide.KeyShowAttached, "ctrl+o"), nav.Bind(g.Up+" "+g.Down, x.Common.Move, "down")}
}
