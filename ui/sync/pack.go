package sync

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/ui/nav"
)

// packPhase is what the page is at.
type packPhase uint8

const (
	packChoosing packPhase = iota
	packWarning            // asks whether it really is to be readable by anyone
	packRunning
	packDone
)

// packing is the page that packs a bundle into a folder.
type packing struct {
	env   *nav.Env
	store Store

	folder  field
	openers []string // names of those who can open it, this laptop left out
	known   bool     // openers were read
	reads   int
	plain   bool
	phase   packPhase
	fault   string
	job     job[store.Bundled]
	bundled store.Bundled
}

type openersMsg struct {
	page  *packing
	read  int
	names []string
	err   error
}

func newPacking(env *nav.Env, st Store, folder string) *packing {
	label := func() string {
		x := env.Texts.Sync
		return env.Theme.Pad(x.Folder, max(cells(x.Folder), cells(x.For)))
	}
	return &packing{env: env, store: st, folder: newField(env, folder, label, func() string { return env.Texts.Sync.FolderExample })}
}

func (p *packing) Init() tea.Cmd { return nil }

func (p *packing) Typing() bool { return p.phase == packChoosing }

func (p *packing) Settled() bool { return !p.job.busy }

func (p *packing) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.ShownMsg, nav.ChangedMsg:
		return p, p.read()
	case openersMsg:
		if msg.page == p && msg.read == p.reads {
			p.openers, p.known = msg.names, msg.err == nil
			if msg.err != nil {
				p.fault = fmt.Sprintf(p.env.Texts.Common.Error, msg.err)
			}
		}
	case nav.EnvMsg:
		p.folder.restyle()
	case tea.KeyPressMsg:
		return p, p.key(msg)
	case tea.PasteMsg:
		p.fill(msg)
	case tea.MouseClickMsg:
		if p.phase == packChoosing {
			p.folder.click(msg)
		}
	default:
		bundled, over, cmd, err := p.job.take(msg)
		if over {
			return p, p.finish(bundled, err)
		}
		return p, cmd
	}
	return p, nil
}

// read finds out who can open what is packed.
func (p *packing) read() tea.Cmd {
	p.reads++
	read, st := p.reads, p.store
	return func() tea.Msg {
		names, err := openers(context.Background(), st)
		return openersMsg{p, read, names, err}
	}
}

// openers are the names of the recipients and of the laptops that are known,
// each address once.
func openers(ctx context.Context, st Store) (names []string, err error) {
	set, err := st.Recipients(ctx)
	if err != nil {
		return nil, err
	}
	laptops, err := st.Laptops(ctx)
	if err != nil {
		return nil, err
	}
	var seen []string
	add := func(name, address string) {
		if address != "" && !slices.Contains(seen, address) {
			names, seen = append(names, name), append(seen, address)
		}
	}
	for _, l := range laptops {
		if l.Own {
			seen = append(seen, l.Recipient)
		}
	}
	for _, r := range set {
		add(orElse(line(r.Name), r.Address), r.Address)
	}
	for _, l := range laptops {
		add(laptopName(l.Name, l.Device), l.Recipient)
	}
	return names, nil
}

func (p *packing) help() []key.Binding {
	x := p.env.Texts.Sync
	switch p.phase {
	case packWarning:
		return append(yesNo(x.KeyPlainYes, x.KeyPlainNo), back(p.env))
	case packRunning:
		return []key.Binding{nav.Bind("Esc", x.KeyCancel, "esc")}
	case packDone:
		return []key.Binding{back(p.env), enter(x.KeyPackMore)}
	}
	return []key.Binding{enter(x.KeyPack), nav.Bind("F6", x.KeyPlain, "f6"), back(p.env)}
}

func (p *packing) key(msg tea.KeyPressMsg) tea.Cmd {
	esc := nav.Is(msg, "esc")
	switch p.phase {
	case packRunning:
		if esc {
			p.job.cancel()
		}
	case packWarning:
		switch {
		case saysYes(msg):
			return p.start(true)
		case saysNo(msg), esc:
			p.phase = packChoosing
		}
	case packDone:
		if esc {
			return nav.Pop
		}
		if nav.Is(msg, "enter") {
			p.phase = packChoosing
		}
	case packChoosing:
		switch {
		case esc:
			return nav.Pop
		case nav.Is(msg, "enter"):
			return p.start(false)
		case nav.Is(msg, "f6"):
			p.fault = ""
			p.phase = packWarning
		default:
			p.fill(msg)
		}
	}
	return nil
}

func (p *packing) fill(msg tea.Msg) {
	if p.phase == packChoosing && p.folder.update(msg) {
		p.fault = ""
	}
}

// start packs, where there is somebody who could open it.
func (p *packing) start(plain bool) tea.Cmd {
	x, dir, st := p.env.Texts, p.folder.path(), p.store
	p.phase, p.plain = packChoosing, plain
	switch {
	case dir == "":
		p.fault = x.Sync.NoFolderYet
		return nil
	case !plain && p.known && len(p.openers) == 0:
		p.fault = x.Sync.NoOpeners
		return nil
	}
	p.phase, p.fault = packRunning, ""
	return p.job.start(func(ctx context.Context, tell teller) (store.Bundled, error) {
		if err := isFolder(dir); err != nil {
			return store.Bundled{}, err
		}
		b, err := st.Pack(ctx, dir, store.PackOptions{Plain: plain, Progress: func(done, of int) { tell("", int64(done), int64(of)) }})
		if err != nil {
			return b, err
		}
		return b, st.SetSetting(context.WithoutCancel(ctx), settingPack, dir)
	})
}

// isFolder fails where there is no folder at the path.
func isFolder(path string) error {
	st, err := os.Stat(path)
	if err == nil && !st.IsDir() {
		return &fs.PathError{Op: "open folder", Path: path, Err: errNoFolder}
	}
	return err
}

// errNoFolder says that there is a file where a folder was wanted.
var errNoFolder = fmt.Errorf("not a folder: %w", fs.ErrInvalid)

func (p *packing) finish(b store.Bundled, err error) tea.Cmd {
	settled := func() tea.Msg { return nav.SettledMsg{} }
	if err != nil {
		p.phase, p.fault = packChoosing, word(p.env, err, p.folder.path())
		return settled
	}
	p.phase, p.bundled = packDone, b
	return tea.Batch(settled, nav.Changed)
}

func (p *packing) Draw(width, height int) nav.Frame {
	x, t := p.env.Texts.Sync, p.env.Theme
	f := nav.Frame{Title: crumbs(p.env, x.Pack), Help: p.help()}
	var lines []string
	switch p.phase {
	case packRunning:
		lines = busyLines(t, x.Packing, p.folder.path(), p.job.share(), width)
	case packWarning:
		lines = append([]string{""}, marked(t.Warn, t.Signs.Attend, x.PlainWarning, width)...)
		lines = append(append(lines, ""), block(t.Text, x.PlainAsk, width)...)
	case packDone:
		lines = p.drawDone(width)
	default:
		lines, f.Cursor = p.drawChoosing(width)
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}

func (p *packing) drawChoosing(width int) ([]string, *tea.Cursor) {
	t, x := p.env.Theme, p.env.Texts.Sync
	label := max(cells(x.Folder), cells(x.For))
	value, cursor := p.folder.draw(width)
	lines := []string{"", value}
	switch {
	case !p.known:
		lines = append(lines, "")
	case len(p.openers) == 0:
		lines = append(lines, space+t.Dim.Render(t.Pad(x.For, label))+"  "+t.Warn.Render(t.Signs.Attend+" "+x.NobodyYet))
	default:
		who := fmt.Sprintf(x.ForWhom, len(p.openers), strings.Join(p.openers, x.Comma))
		lines = append(lines, space+t.Dim.Render(t.Pad(x.For, label))+"  "+t.Cut(who, width-2*margin-label-2))
	}
	lines = append(lines, "")
	if p.fault != "" {
		return append(lines, marked(t.Bad, t.Signs.Cross, p.fault, width)...), cursor
	}
	return append(lines, block(t.Dim, x.PackHint, width)...), cursor
}

func (p *packing) drawDone(width int) []string {
	t, x, b := p.env.Theme, p.env.Texts.Sync, p.bundled
	if b.Path == "" {
		lines := append([]string{""}, marked(t.Good, t.Signs.Tick, x.NothingNew, width)...)
		return append(append(lines, ""), block(t.Dim, x.NothingNewHint, width)...)
	}
	said := fmt.Sprintf(x.PackedAs, b.Seq)
	if b.Again {
		said = fmt.Sprintf(x.PackedAgain, b.Seq)
	}
	name, folder := fileName(b.Path)
	who := fmt.Sprintf(x.ForWhom, len(p.openers), strings.Join(p.openers, x.Comma))
	if p.plain {
		who = t.Warn.Render(t.Signs.Attend + " " + x.Anyone)
	}
	lines := append([]string{""}, marked(t.Good, t.Signs.Tick, said, width)...)
	figures := []pair{{x.File, name}, {x.Folder, folder}}
	if !b.Again {
		figures = append(figures, pair{x.Holds, fmt.Sprintf(x.HoldsWhat, b.Interviews, b.Revisions)})
	}
	lines = append(append(append(lines, ""), pairs(t, append(figures, pair{x.For, who}), width)...), "")
	return append(lines, block(t.Dim, x.PackedHint, width)...)
}
