package sync

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/syncing"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

const someAddress = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

// Every page in every state, one file for each language and size.
func TestHowItLooks(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 20}, {120, 40}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			looks(t, fmt.Sprintf("%s-%dx%d", l, size[0], size[1]), l, theme.Look{}, size[0], size[1]-3)
		}
	}
	looks(t, "zh-ascii", "zh", theme.Look{ASCII: true}, 80, 21)
}

func looks(t *testing.T, name string, l questionnaire.Lang, look theme.Look, w, h int) {
	env := &nav.Env{Theme: theme.New(look), Texts: lang.Of(l), Lang: l, Now: func() time.Time { return noon }}
	var all strings.Builder
	for _, p := range states(env) {
		p.screen.Update(tea.WindowSizeMsg{Width: w, Height: h})
		d := &uitest.Driver{Width: w, Height: h, Screen: p.screen}
		bare := uitest.NewScreen(t, w, h, still{p.screen})
		bare.Fits()
		fmt.Fprintf(&all, "=== %s\n%s\n", p.name, d.Text())
	}
	uitest.Golden(t, name, all.String())
}

// still is a screen that draws and does nothing.
type still struct{ nav.Screen }

func (s still) Update(tea.Msg) (nav.Screen, tea.Cmd) { return s, nil }

type state struct {
	name   string
	screen nav.Screen
}

// states are the pages with made-up figures.
func states(env *nav.Env) []state {
	ways := Ways{Form: "customer", Conflicts: func() nav.Screen { return nil }}
	return append(append(overviews(env, ways), packings(env)...), append(takings(env, ways), others(env)...)...)
}

func overviews(env *nav.Env, ways Ways) []state {
	empty := New(env, nil, ways)
	empty.loaded, empty.data.me.Name = true, "李明的电脑"
	full := New(env, nil, ways)
	full.loaded, full.data = true, snapshot{Holdings: store.Holdings{By: [3]int{12, 5, 126}, Drafts: 2, LastSeq: 17, LastAt: noon, Conflicts: 3, Waiting: 2},
		me: store.Laptop{Device: "x", Name: "协调员的电脑"}, recipients: 2, coordinator: true,
		others: []store.Laptop{{Device: "a", Name: "城东厅的电脑", Interviews: 31, Last: 9, LastAt: noon, Missing: []int64{3, 5}},
			{Device: "b", Name: "李明\x1b[2J的电脑", Interviews: 1204, Last: 112, LastAt: noon.AddDate(0, 0, -3), Coordinator: true},
			{Device: "c", Name: "一台名字特别长的电脑，长得一行也放不下，只好截断", Interviews: 0}},
		halls: []store.HallCount{{Hall: questionnaire.Hall{Code: "H01", Name: "人民路营业厅", Target: 60}, Done: 31},
			{Hall: questionnaire.Hall{Code: "H02", Name: "中山路合作营业厅"}, Done: 4}, {Hall: questionnaire.Hall{Code: "H03", Name: "城东厅", Target: 20}, Done: 22}}}
	locked := New(env, nil, ways)
	locked.loaded, locked.status, locked.bad = true, env.Texts.Sync.ReadOnly, true
	return []state{{"overview, nothing yet", empty}, {"overview of a coordinator", full}, {"overview, a reader", locked}}
}

func packings(env *nav.Env) []state {
	page := func(change func(*packing)) nav.Screen {
		p := newPacking(env, nil, "/media/李明/U 盘/厅访")
		p.known, p.openers = true, []string{"协调员的电脑", "备用", "城东厅的电脑"}
		change(p)
		return p
	}
	b := store.Bundled{Path: "/media/李明/U 盘/厅访/3f2a9c01-000017-0123456789abcdef.tingfang", Seq: 17, Interviews: 12, Revisions: 40}
	return []state{
		{"pack", page(func(p *packing) {})},
		{"pack, nobody could open it", page(func(p *packing) { p.openers, p.fault = nil, env.Texts.Sync.NoOpeners })},
		{"pack, no such folder", page(func(p *packing) { p.fault = word(env, fs.ErrNotExist, "/media/李明/U 盘/厅访") })},
		{"pack, without encryption", page(func(p *packing) { p.phase = packWarning })},
		{"packing", page(func(p *packing) { p.phase, p.job.done, p.job.of = packRunning, 37, 100 })},
		{"packed", page(func(p *packing) { p.phase, p.bundled = packDone, b })},
		{"packed without encryption", page(func(p *packing) { p.phase, p.bundled, p.plain = packDone, b, true })},
		{"packed again", page(func(p *packing) { p.phase, p.bundled = packDone, b; p.bundled.Again = true })},
		{"packed nothing", page(func(p *packing) { p.phase = packDone })},
	}
}

func takings(env *nav.Env, ways Ways) []state {
	file := func(name string, seq int64, added, newer, same int) store.MergedFile {
		return store.MergedFile{Name: name + ".tingfang", Header: bundle.Header{Device: name, Name: name, Seq: seq}, Hash: [32]byte{byte(seq)},
			Merging: store.Merging{New: added, Newer: newer, Same: same, Other: 7},
			Halls:   []store.HallMerging{{Hall: questionnaire.Hall{ID: "1", Code: "H01", Name: "人民路营业厅"}, New: added, Same: same}, {Hall: questionnaire.Hall{ID: "2"}, Newer: newer}}}
	}
	first, known, broken := file("城东厅的电脑", 9, 31, 2, 120), file("李明的电脑", 4, 0, 0, 0), store.MergedFile{Name: "x(1).tingfang", Err: &bundle.Error{Rule: bundle.Cut}}
	first.Enrols, known.Known = true, true
	copied := store.MergedFile{Name: "y.tingfang", Err: &store.MergeError{Rule: store.CopiedLaptop, Name: "城东厅的电脑", Seq: 9}}
	me := store.MergedFile{Name: "z.tingfang", Err: &store.MergeError{Rule: store.CopyOfThis, Name: "协调员的电脑", Seq: 9}}
	var out outcome
	out.Files, out.Conflicts, out.Skipped = []store.MergedFile{first, known, broken}, 2, 3
	out.Receipts = []syncing.Receipt{{Name: "r.json", Receipted: store.Receipted{Laptop: store.Laptop{Name: "城东厅的电脑"}, Seq: 16}}}
	page := func(meet bool, change func(*taking)) nav.Screen {
		p := newTaking(env, nil, ways, meet, "/media/李明/U 盘/厅访")
		change(p)
		return p
	}
	met := out
	met.Conflicts, met.Shown, met.Packed = 0, true, store.Bundled{Path: "x", Seq: 17, Interviews: 12, Revisions: 40}
	return []state{
		{"take in", page(false, func(p *taking) { p.path.editor.SetValue("") })},
		{"looking", page(false, func(p *taking) {
			p.phase, p.job.name, p.job.done, p.job.of = takeLooking, "3f2a9c01-000017-0123456789abcdef.tingfang", 37, 100
		})},
		{"who is it", page(false, func(p *taking) {
			p.phase, p.unasked = takeAsking, []syncing.Laptop{{Device: "a", Name: "城东厅的电脑", Fingerprint: "0412 7730 9951 2268"}, {}}
		})},
		{"a laptop that was copied", page(false, func(p *taking) { p.phase, p.out.Files = takeCopied, []store.MergedFile{copied} })},
		{"preview", page(false, func(p *taking) { p.phase, p.out = takePreviewed, out })},
		{"preview, nothing comes", page(false, func(p *taking) { p.phase, p.out.Files = takePreviewed, []store.MergedFile{broken, me} })},
		{"taken in", page(false, func(p *taking) { p.phase, p.out = takeDone, out })},
		{"meet", page(true, func(p *taking) {})},
		{"meeting, packing", page(true, func(p *taking) { p.phase, p.job.done, p.job.of = takeWriting, 37, 100 })},
		{"met", page(true, func(p *taking) { p.phase, p.out = takeDone, met })},
		{"met, nobody could open a bundle", page(true, func(p *taking) { p.phase, p.out.nobody, p.out.Shown = takeDone, true, true })},
	}
}

func others(env *nav.Env) []state {
	codes := func(typed string, took int64) nav.Screen {
		p := newCode(env, nil)
		p.typed.editor.SetValue(typed)
		if p.took = took; len(typed) == digits {
			p.fault = env.Texts.Exchange.BadCode
		}
		return p
	}
	me := newMyself(env, nil)
	me.me = store.Laptop{Device: "x", Name: "李明的电脑", Fingerprint: "0412 7730 9951 2268", Recipient: someAddress}
	list := func(n int, asking bool) nav.Screen {
		p := newRecipients(env, nil)
		p.loaded, p.asking, p.at, p.height = true, asking, min(1, max(n-1, 0)), 21
		for i := range n {
			p.all = append(p.all, store.Recipient{Name: []string{"协调员", "备用的钥匙"}[i], Address: someAddress})
			p.laptops = []string{"城东厅的电脑", "李明的电脑"}
		}
		return p
	}
	return []state{
		{"code", codes("", 0)}, {"code, typing", codes("1234 5", 0)}, {"code, a mistake", codes("1234567890", 0)}, {"code, it fits", codes("", 17)},
		{"recipients, none", list(0, false)}, {"recipients", list(2, false)}, {"recipients, one to go", list(2, true)}, {"recipients, one more", newAdding(env, nil)}, {"this laptop's name", newNaming(env, nil, "李明的电脑")},
		{"this laptop", me}, {"coordinator on", coordinating(env, nil, true)}, {"coordinator off", coordinating(env, nil, false)}, {"a new laptop", renewing(env, (*store.Store)(nil))},
	}
}
