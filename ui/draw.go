package ui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

// View draws the whole window.
func (r *Root) View() tea.View {
	content, cursor, title := r.draw()
	v := tea.NewView(content)
	v.AltScreen, v.MouseMode, v.Cursor = true, tea.MouseModeCellMotion, cursor
	v.WindowTitle = r.env.Texts.Common.Program
	if title = strings.TrimSpace(ansi.Strip(title)); title != "" && title != v.WindowTitle {
		v.WindowTitle = title + " - " + v.WindowTitle
	}
	return v
}

func (r *Root) draw() (content string, cursor *tea.Cursor, title string) {
	switch {
	case r.width == 0:
		return "", nil, ""
	case r.small():
		return r.tooSmall(), nil, ""
	case len(r.stack) == 0:
		return r.framed(nav.Frame{Title: r.env.Texts.Common.Program}), nil, ""
	}
	f := r.frame()
	if f.Bare {
		return fit(f.Body, r.width, r.height), f.Cursor, f.Title
	}
	if r.over != nil {
		_, height := r.bodyAt()
		f.Body, f.Cursor = r.over.draw(r, r.width, height)
	}
	if f.Cursor != nil {
		top, _ := r.bodyAt()
		moved := *f.Cursor
		moved.Y += top
		f.Cursor = &moved
	}
	return r.framed(f), f.Cursor, f.Title
}

// small reports that the window is too small to draw a screen in.
func (r *Root) small() bool {
	return r.width > 0 && (r.width < minWidth || r.height < minHeight)
}

func (r *Root) tooSmall() string {
	s := fmt.Sprintf(r.env.Texts.Common.TooSmall, minWidth, minHeight, r.width, r.height)
	return fit(strings.Join(wrap.Lines(s, r.width), "\n"), r.width, r.height)
}

// banner is the loud line under the header, "" for none.
func (r *Root) banner() string {
	c := r.env.Texts.Common
	switch {
	case r.env.ReadOnly && r.env.Demo:
		return c.DemoLocked
	case r.env.ReadOnly:
		return c.ReadOnly
	case r.env.Demo:
		return c.Demo
	case r.env.Practice:
		return c.Practice
	}
	return ""
}

// bodyAt is the first line of the body and how many lines it has.
func (r *Root) bodyAt() (top, height int) {
	top = 1
	if r.banner() != "" {
		top++
	}
	return top, max(r.height-top-2, 1)
}

func (r *Root) bodySize() tea.WindowSizeMsg {
	_, height := r.bodyAt()
	return tea.WindowSizeMsg{Width: r.width, Height: height}
}

// frame draws the top screen; one that wants the window for itself gets it
// whole.
func (r *Root) frame() nav.Frame {
	s := r.stack[len(r.stack)-1]
	_, height := r.bodyAt()
	f := s.Draw(r.width, height)
	if f.Bare {
		f = s.Draw(r.width, r.height)
	}
	return f
}

// framed puts header, banner, status and keys around a frame's body.
func (r *Root) framed(f nav.Frame) string {
	t := r.env.Theme
	right := f.Right
	if right != "" {
		right += " "
	}
	lines := []string{t.Ends(" "+t.Title.Render(f.Title), right, r.width)}
	if b := r.banner(); b != "" {
		lines = append(lines, t.Banner.Render(t.Pad(" "+t.Signs.Attend+" "+b, r.width)))
	}
	_, height := r.bodyAt()
	lines = append(lines, fit(f.Body, r.width, height), t.Cut(" "+r.status(f), r.width), r.keysLine(f))
	return strings.Join(lines, "\n")
}

func (r *Root) status(f nav.Frame) string {
	t := r.env.Theme
	switch {
	case !r.leaving && r.notice != "":
		return t.Bad.Render(t.Signs.Cross + " " + r.notice)
	case !r.leaving:
		return f.Status
	}
	c := r.env.Texts.Common
	if r.width < 120 {
		return t.Warn.Render(c.LeaveAsk)
	}
	return t.Warn.Render(c.LeavingWait + "  " + c.LeaveAsk)
}

// hint is one key on the last line and the cells it takes.
type hint struct {
	binding  key.Binding
	text     string
	from, to int
}

// bindings are the top screen's keys and the root's own.
func (r *Root) bindings() []key.Binding {
	if len(r.stack) == 0 {
		return r.own()
	}
	all := enabled(r.frame().Help)
	for _, b := range r.own() {
		if !slices.ContainsFunc(all, func(have key.Binding) bool { return have.Keys()[0] == b.Keys()[0] }) {
			all = append(all, b)
		}
	}
	return all
}

func enabled(all []key.Binding) []key.Binding {
	var out []key.Binding
	for _, b := range all {
		if b.Enabled() && len(b.Keys()) > 0 && b.Help().Desc != "" {
			out = append(out, b)
		}
	}
	return out
}

// hints are the keys that fit the last line: the screen's own as far as they
// go, the way out among them, then help and, where the line is wide enough, the menu.
func (r *Root) hints(f nav.Frame) []hint {
	own, width := r.own(), r.width
	last := own[:1]
	if width >= 76 {
		last = []key.Binding{own[1], own[0]}
	}
	if r.over != nil {
		return r.row(r.over.keys(r), width)
	}
	room := width - 1 + gap // the first cell stays blank, and no gap follows the last key
	for _, b := range last {
		room -= ansi.StringWidth(word(b)) + gap
	}
	return r.row(append(fitting(enabled(f.Help), room), last...), width)
}

// fitting are as many keys as go into the cells, in their order; the way out of
// the screen (Esc, or F9 in an interview) is among them, in the place of a
// lesser one.
func fitting(all []key.Binding, room int) (fits []key.Binding) {
	back := slices.IndexFunc(all, func(b key.Binding) bool { return slices.Contains(b.Keys(), "esc") || slices.Contains(b.Keys(), "f9") })
	if back >= 0 {
		room -= ansi.StringWidth(word(all[back])) + gap
	}
	for i, b := range all {
		if i != back {
			room -= ansi.StringWidth(word(b)) + gap
		}
		if room < 0 {
			if i <= back {
				fits = append(fits, all[back])
			}
			break
		}
		fits = append(fits, b)
	}
	return fits
}

// gap is the space between two hints.
const gap = 3

func word(b key.Binding) string { return b.Help().Key + " " + b.Help().Desc }

// row lays hints out from left to right.
func (r *Root) row(bs []key.Binding, width int) []hint {
	var out []hint
	x := 1
	for _, b := range bs {
		w := ansi.StringWidth(word(b))
		if x+w > width {
			break
		}
		h := b.Help()
		out = append(out, hint{binding: b, text: r.env.Theme.Key.Render(h.Key) + " " + r.env.Theme.Dim.Render(h.Desc), from: x, to: x + w})
		x += w + gap
	}
	return out
}

func (r *Root) keysLine(f nav.Frame) string {
	var b strings.Builder
	x := 0
	for _, h := range r.hints(f) {
		b.WriteString(strings.Repeat(" ", h.from-x) + h.text)
		x = h.to
	}
	return b.String()
}

// fit makes a text exactly height lines of at most width cells.
func fit(s string, width, height int) string {
	lines := strings.Split(s, "\n")
	if len(lines) > height {
		lines = lines[:height]
	}
	for i, l := range lines {
		lines[i] = ansi.Truncate(l, width, "")
	}
	return strings.Join(lines, "\n") + strings.Repeat("\n", height-len(lines))
}
