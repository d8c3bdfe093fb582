package records

import (
	"context"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/nav"
)

// Page is one interview to be read, a page that scrolls. Nothing on it can be
// changed; a draft can be taken up from it, and an interview that has ended
// corrected.
type Page struct {
	env   *nav.Env
	store Store
	ways  Ways

	row    store.Row
	form   *questionnaire.Form
	whole  questionnaire.Response
	spoken talk.Record // of a guide interview
	fixes  []store.Correction
	held   store.Held
	other  partner
	below  string // id of the interview whose page this one was opened from; "" = none
	known  bool   // form, whole and other have been read
	failed error

	top           int // first line in sight
	width, height int
	drawn         []string // the page's lines for drawnFor, nil when it has changed
	drawnFor      int
}

// NewPage makes the page of one interview.
func NewPage(env *nav.Env, st Store, ways Ways, r store.Row) *Page {
	return &Page{env: env, store: st, ways: ways, row: r, width: 80, height: 21}
}

// pageMsg brings the interview of a page.
type pageMsg struct {
	owner *Page
	form  *questionnaire.Form
	whole questionnaire.Response
	talk  talk.Record
	fixes []store.Correction
	held  store.Held
	other partner
	err   error
}

// Init does nothing: reading starts when the page is shown.
func (p *Page) Init() tea.Cmd { return nil }

// read reads the interview. Personal items come along to be shown masked.
func (p *Page) read() tea.Cmd {
	st, r := p.store, p.row
	return func() tea.Msg {
		ctx := context.Background()
		msg := pageMsg{owner: p}
		if r.Approach {
			msg.form, msg.err = st.Form(ctx, r.FormID)
			return msg
		}
		if msg.whole, msg.err = st.Response(ctx, r.ID, true); msg.err != nil {
			return msg
		}
		if msg.form, msg.err = st.FormByHash(ctx, msg.whole.FormHash); msg.err != nil {
			return msg
		}
		if msg.form.Mode == questionnaire.Guide {
			if msg.talk, msg.err = st.Talk(ctx, r.ID); msg.err != nil {
				return msg
			}
		}
		if msg.other, msg.err = partnerOf(ctx, st, msg.whole); msg.err == nil && msg.whole.Stage == questionnaire.Ended {
			msg.fixes, msg.err = st.Corrections(ctx, r.ID)
		}
		if msg.err == nil {
			msg.held, msg.err = st.HeldAt(ctx, r.ID)
		}
		return msg
	}
}

// Update takes one message.
func (p *Page) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p, p.key(msg)
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			p.scroll(-3)
		} else {
			p.scroll(3)
		}
	case tea.WindowSizeMsg:
		p.width, p.height = msg.Width, msg.Height
		p.scroll(0)
	case nav.ShownMsg, nav.ChangedMsg:
		return p, p.read()
	case nav.EnvMsg:
		p.drawn = nil
	case pageMsg:
		if msg.owner == p {
			p.take(msg)
		}
	}
	return p, nil
}

func (p *Page) take(msg pageMsg) {
	if p.failed = msg.err; msg.err != nil {
		return
	}
	p.spoken, p.form, p.other, p.fixes, p.held, p.known, p.drawn = msg.talk, msg.form, msg.other, msg.fixes, msg.held, true, nil
	if w := msg.whole; !p.row.Approach {
		p.whole = w
		p.row.Stage, p.row.Disposition, p.row.Voided, p.row.Practice, p.row.EndedAt, p.row.Active, p.row.At =
			w.Stage, w.Disposition, w.Voided, w.Practice, w.EndedAt, w.Active, w.At
	}
	p.scroll(0)
}

// draft reports that the interview can be taken up here.
func (p *Page) draft() bool {
	return p.known && !p.row.Approach && p.row.Stage == questionnaire.Draft && p.ways.Resume != nil && !p.env.ReadOnly
}

// talked reports that notes of a talk belong to the interview, and that they
// can be read.
func (p *Page) talked() bool {
	return p.known && !p.row.Approach && p.form.Mode == questionnaire.Guide && p.ways.Talk != nil
}

// corrects reports that answers of the interview can be corrected.
func (p *Page) corrects() bool {
	return p.known && !p.row.Approach && p.row.Stage == questionnaire.Ended && p.row.Disposition != questionnaire.Withdrawn &&
		len(p.whole.Answers) > 0 && p.form.Mode != questionnaire.Guide && p.ways.Correct != nil
}

func (p *Page) help() []key.Binding {
	t, c, signs := p.env.Texts.Records, p.env.Texts.Common, p.env.Theme.Signs
	var keys []key.Binding
	if p.draft() {
		keys = append(keys, nav.Bind("Enter", t.KeyResume, "enter"))
	}
	if p.talked() {
		keys = append(keys, nav.Bind("F2", t.KeyTalk, "f2"))
	}
	if p.other.there {
		keys = append(keys, nav.Bind("F3", when(p.other.before, t.KeyBefore)+when(!p.other.before, t.KeyCall), "f3"))
	}
	if p.corrects() && !p.env.ReadOnly {
		keys = append(keys, nav.Bind("F6", p.env.Texts.Correct.KeyOpen, "f6"))
	}
	if p.lowest() > 0 {
		keys = append(keys, nav.Bind(signs.Up+" "+signs.Down, t.KeyScroll, "down", "up", "pgdown", "pgup", "home", "end"))
	}
	return append(keys, nav.Bind("Esc", c.Back, "esc"))
}

func (p *Page) key(msg tea.KeyPressMsg) tea.Cmd {
	page := max(p.height-1, 1)
	switch nav.Plain(msg) {
	case "esc":
		return nav.Pop
	case "enter":
		if p.draft() {
			return p.ways.Resume(p.row)
		}
		p.scroll(page)
	case "f2":
		if p.talked() {
			return p.ways.Talk(p.row.ID)
		}
	case "f3":
		return p.toOther()
	case "f6":
		if p.corrects() {
			return p.ways.Correct(p.row)
		}
	case "up":
		p.scroll(-1)
	case "down":
		p.scroll(1)
	case "pgup":
		p.scroll(-page)
	case "pgdown", "space":
		p.scroll(page)
	case "home":
		p.scroll(-p.top)
	case "end":
		p.scroll(p.lowest())
	}
	return nil
}

func (p *Page) scroll(by int) { p.top = min(max(p.top+by, 0), p.lowest()) }

// lowest is the first line when the last one is in sight.
func (p *Page) lowest() int { return max(len(p.lines(p.width))-p.height, 0) }
