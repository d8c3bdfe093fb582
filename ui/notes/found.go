package notes

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/editor"
	"tingfang/ui/widget/pick"
)

// span is how many notes are read at a time.
const span = 60

// found is the page of notes: those that meet the conditions, the newest
// first.
type found struct {
	s           *Screen
	list        list
	search      editor.Model
	seeking     bool // the search has the focus
	tag         talk.Tag
	topic, role string
	kind        *talk.Kind

	rows    []store.FoundNote
	no      int    // of the newest question: older answers are of no use
	drop    func() // gives the question before up
	known   bool   // an answer has come
	more    bool   // there are notes behind the rows
	reading bool
	total   int // notes that meet the conditions; -1 = still being counted
}

func (p *found) restyle() {
	t := p.s.env.Theme
	styles := editor.Styles{Text: t.Text, Selection: t.Select, Placeholder: t.Dim}
	if p.seeking || p.search.Len() > 0 {
		p.search.SetStyles(styles)
		return
	}
	p.search = editor.New(editor.Options{OneLine: true, Limit: 100, Styles: styles})
}

func (p *found) filter() store.NoteFilter {
	return store.NoteFilter{FormID: p.s.form.ID, Text: strings.TrimSpace(p.search.Value()), Tag: p.tag.ID, Topic: p.topic, Role: p.role, Kind: p.kind}
}

func (p *found) filtered() bool {
	return p.tag.ID != "" || p.topic != "" || p.role != "" || p.kind != nil || p.search.Len() > 0
}

// sift drops the condition of a tag that is gone, and knows its new name.
func (p *found) sift() {
	if p.tag.ID == "" {
		return
	}
	at := slices.IndexFunc(p.s.tags, func(t store.TagCount) bool { return t.ID == p.tag.ID })
	if p.tag = (talk.Tag{}); at >= 0 {
		p.tag = p.s.tags[at].Tag
	}
}

// anew reads from the first note on.
func (p *found) anew() tea.Cmd {
	p.list = list{}
	return p.readUpTo(span)
}

// read reads again what is there, so that the focus keeps its place.
func (p *found) read() tea.Cmd { return p.readUpTo(max(len(p.rows), span)) }

func (p *found) readUpTo(limit int) tea.Cmd {
	p.drop()
	ctx, drop := context.WithCancel(context.Background())
	p.no, p.drop, p.total, p.reading = p.no+1, drop, -1, true
	f, no, st := p.filter(), p.no, p.s.store
	count := ask(p.s, func() (int, error) { return st.CountNotes(ctx, f) }, func(n int, err error) tea.Cmd {
		if no == p.no && !p.s.bad(err) {
			p.total = n
		}
		return nil
	})
	page := f
	page.Limit = limit
	rows := ask(p.s, func() ([]store.FoundNote, error) { return get(ctx, st, page) }, func(rows []store.FoundNote, err error) tea.Cmd {
		if no != p.no {
			return nil
		}
		if p.reading = false; p.s.bad(err) {
			return nil
		}
		p.rows, p.known, p.more = rows, true, len(rows) == limit
		return tea.Batch(p.move(0), count)
	})
	return rows
}

// get reads notes and keeps of each no more than can be in sight: a note may
// be very long.
func get(ctx context.Context, st Store, f store.NoteFilter) ([]store.FoundNote, error) {
	rows, err := st.Notes(ctx, f)
	for i := range rows {
		rows[i].Text = around(strings.TrimSpace(rows[i].Text), f.Text)
	}
	return rows, err
}

// readOn reads the notes behind those that are there.
func (p *found) readOn() tea.Cmd {
	p.reading = true
	f, no, st := p.filter(), p.no, p.s.store
	f.Limit, f.After = span, p.rows[len(p.rows)-1].ID
	return ask(p.s, func() ([]store.FoundNote, error) { return get(context.Background(), st, f) }, func(rows []store.FoundNote, err error) tea.Cmd {
		if no != p.no {
			return nil
		}
		if p.reading = false; !p.s.bad(err) {
			p.rows, p.more = append(p.rows, rows...), len(rows) == span
		}
		return nil
	})
}

// move moves the focus and reads on where the end comes near.
func (p *found) move(by int) tea.Cmd {
	p.list.move(by, len(p.rows), p.shown())
	if p.more && !p.reading && p.list.at+2*p.shown() > len(p.rows) {
		return p.readOn()
	}
	return nil
}

func (p *found) help() []key.Binding {
	x, c := p.s.env.Texts.Notes, p.s.env.Texts.Common
	if p.seeking {
		return []key.Binding{nav.Bind("Enter", x.KeyKeep, "enter"), nav.Bind("Esc", x.KeyStop, "esc")}
	}
	signs := p.s.env.Theme.Signs
	keys := []key.Binding{nav.Bind("Enter", x.KeyRead, "enter"), nav.Bind("/", x.KeySearch, "/", "f7")}
	if p.filtered() {
		keys = append(keys, nav.Bind("0", x.KeyDrop, "0", "f8"))
	}
	for i, n := range x.Filters {
		k := fmt.Sprint("f", i+2)
		keys = append(keys, nav.Bind(strings.ToUpper(k), x.KeyFilter+" "+n, k))
	}
	return append(keys, nav.Bind(signs.Up+" "+signs.Down, c.Move, "down", "up", "pgup", "pgdown", "home", "end"))
}

func (p *found) key(name string) tea.Cmd {
	if by, ok := steps(name, p.shown()); ok {
		return p.move(by)
	}
	switch name {
	case "enter":
		if p.list.at < len(p.rows) {
			n := p.rows[p.list.at]
			return p.s.ways.Read(n.Response, n.ID)
		}
	case "/", "f7":
		p.seeking = true
		p.search.Focus()
	case "0", "f8":
		p.tag, p.topic, p.role, p.kind = talk.Tag{}, "", "", nil
		p.search.SetValue("")
		return p.anew()
	case "f2", "f3", "f4", "f5":
		p.choose(int(name[1] - '2'))
	}
	return nil
}

// enter takes a key or a paste while the search has the focus; the notes
// follow each.
func (p *found) enter(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && nav.Is(k, "enter", "down", "tab", "esc") {
		p.seeking = false
		p.search.Blur()
		if nav.Is(k, "esc") && p.search.Len() > 0 {
			p.search.SetValue("")
			return p.anew()
		}
		return nil
	}
	next, changed := p.search.Update(msg)
	if p.search = next; changed {
		return p.anew()
	}
	return nil
}

// option is one value of a condition.
type option struct {
	text, note string
	set        func()
}

// options are the values of the nth condition, the first one all.
func (p *found) options(n int) []option {
	s := p.s
	out := []option{{s.env.Texts.Notes.All, "", [4]func(){func() { p.tag = talk.Tag{} }, func() { p.topic = "" }, func() { p.role = "" }, func() { p.kind = nil }}[n]}}
	switch n {
	case 0:
		for _, t := range s.tags {
			out = append(out, option{s.env.Theme.TagSign(t.Colour) + questionnaire.HarmlessLine(t.Name), fmt.Sprint(t.Notes), func() { p.tag = t.Tag }})
		}
	case 1:
		for _, t := range talk.Topics(s.form) {
			out = append(out, option{t.Title.In(s.env.Lang), "", func() { p.topic = t.Ref.Item }})
		}
		out = append(out, option{s.env.Texts.Notes.Own, "", func() { p.topic = talk.Own }})
	case 2:
		for _, c := range s.roles() {
			out = append(out, option{c.Label.In(s.env.Lang), "", func() { p.role = c.Name }})
		}
	case 3:
		for k := talk.Paraphrase; k <= talk.Thought; k++ {
			out = append(out, option{k.Words().In(s.env.Lang), "", func() { p.kind = &k }})
		}
	}
	return out
}

// choose shows the values of the nth condition.
func (p *found) choose(n int) {
	all := p.options(n)
	var items []pick.Item
	for _, o := range all {
		items = append(items, pick.Item{Text: o.text, Note: o.note})
	}
	p.s.openChoice(p.s.env.Texts.Notes.Filters[n], items, 0, func(i int) tea.Cmd {
		all[i].set()
		return p.anew()
	})
}

// only shows the notes with a tag, under a topic or of a role where one is
// named.
func (p *found) only(tag talk.Tag, topic, role string) tea.Cmd {
	p.tag, p.topic, p.role, p.kind = tag, topic, role, nil
	p.search.SetValue("")
	p.s.at = 0
	return p.anew()
}
