package sync

import (
	"fmt"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/widget/wrap"
)

// margin is what stands on both sides of a text; space stands before it.
const margin = 4

const space = "    "

func cells(s string) int { return ansi.StringWidth(s) }

// line is a text of others as it stands on one line.
func line(s string) string { return questionnaire.HarmlessLine(s) }

// crumbs is the title of a page below the overview.
func crumbs(env *nav.Env, word string) string {
	return env.Texts.Sync.Title + " " + env.Theme.Signs.Cursor + " " + word
}

// block wraps a text between the margins.
func block(style lipgloss.Style, text string, width int) []string {
	rows := wrap.Lines(text, width-2*margin)
	for i, row := range rows {
		rows[i] = space + style.Render(row)
	}
	return rows
}

// marked is a block behind a sign.
func marked(style lipgloss.Style, sign, text string, width int) []string {
	rows := wrap.Lines(text, width-2*margin-cells(sign)-1)
	for i, row := range rows {
		before := strings.Repeat(" ", cells(sign))
		if i == 0 {
			before = sign
		}
		rows[i] = space + style.Render(before+" "+row)
	}
	return rows
}

// pair is a label and what stands behind it.
type pair struct{ label, value string }

// pairs are aligned lines of labels and values.
func pairs(t *theme.Theme, all []pair, width int) []string {
	labels := 0
	for _, p := range all {
		labels = max(labels, cells(p.label))
	}
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = space + t.Dim.Render(t.Pad(p.label, labels+2)) + t.Cut(p.value, max(width-2*margin-labels-2, 8))
	}
	return out
}

// busyLines show how far work is.
func busyLines(t *theme.Theme, said, name string, share float64, width int) []string {
	return []string{"", "", space + t.Question.Render(fmt.Sprintf("%s %d%%", said, int(100*share))), "",
		space + t.Meter(share, min(width-2*margin, 60)), "", space + t.Dim.Render(t.Cut(line(name), width-2*margin))}
}

// window shows the lines from one on that fit, and tells on the status line
// that there are more, and with which keys they come.
func window(t *theme.Theme, of, keys string, all []string, from, room int) (lines []string, status string) {
	room = max(room, 1)
	from = max(min(from, len(all)-room), 0)
	to := min(from+room, len(all))
	if len(all) > room {
		status = t.Dim.Render(fmt.Sprintf(of, to, len(all)) + "  " + keys)
	}
	return all[from:to], status
}

// scrolled is the first line after a key that scrolls.
func scrolled(msg tea.Msg, from, all, room int) int {
	room = max(room, 1)
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch nav.Plain(msg) {
		case "down":
			from++
		case "up":
			from--
		case "pgdown", "space":
			from += room
		case "pgup":
			from -= room
		case "home":
			from = 0
		case "end":
			from = all
		}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			from += 3
		case tea.MouseWheelUp:
			from -= 3
		}
	}
	return max(min(from, all-room), 0)
}

// laptopName is what a laptop is called; one without a name by its number.
func laptopName(name, device string) string {
	if name = line(name); name != "" {
		return name
	}
	return line(device)
}

// wide is a fingerprint, spread out to be read aloud by two people.
func wide(t *theme.Theme, fingerprint string) string {
	var groups []string
	for _, g := range strings.Fields(fingerprint) {
		groups = append(groups, strings.Join(strings.Split(g, ""), " "))
	}
	return space + space + t.Question.Render(strings.Join(groups, "     "))
}

// grouped is a text in groups of four, as it is copied by hand, broken between
// groups.
func grouped(s string, width int) []string {
	var groups []string
	for len(s) > 4 {
		groups, s = append(groups, s[:4]), s[4:]
	}
	return wrap.Lines(strings.Join(append(groups, s), " "), width)
}

func enter(does string) key.Binding { return nav.Bind("Enter", does, "enter") }

func back(env *nav.Env) key.Binding { return nav.Bind("Esc", env.Texts.Common.Back, "esc") }

// yesNo are the keys that answer a question: digits, which an input method lets
// through, and the letters people expect.
func yesNo(yes, no string) []key.Binding {
	return []key.Binding{nav.Bind("1/Y", yes, "1", "y", "Y"), nav.Bind("2/N", no, "2", "n", "N")}
}

func saysYes(msg tea.KeyPressMsg) bool { return nav.Is(msg, "1", "y", "Y") }
func saysNo(msg tea.KeyPressMsg) bool  { return nav.Is(msg, "2", "n", "N") }

// number is a bundle's number in words.
func number(env *nav.Env, seq int64) string { return fmt.Sprintf(env.Texts.Sync.Number, seq) }

// missing lists numbers; many are cut.
func missing(list []int64) string {
	var out []string
	for i, n := range list {
		if i == 6 {
			return strings.Join(out, " ") + " …"
		}
		out = append(out, fmt.Sprint(n))
	}
	return strings.Join(out, " ")
}

// fileName is a path's last part and its folder, as they fit.
func fileName(path string) (name, folder string) {
	return line(filepath.Base(path)), line(filepath.Dir(path))
}

// merging sums what files brought.
func merging(files []store.MergedFile) (sum store.Merging, bundles int) {
	for _, f := range files {
		if f.Err == nil && !f.Known {
			bundles++
			sum.New += f.New
			sum.Newer += f.Newer
			sum.Same += f.Same
			sum.Other += f.Other
			sum.Erased += f.Erased
		}
	}
	return sum, bundles
}

// dimmed are the heads of columns.
func dimmed(render func(...string) string, row []string) []string {
	out := make([]string, len(row))
	for i, c := range row {
		out[i] = render(c)
	}
	return out
}

// columns aligns rows; the first column gives way, figures stand to the right.
func columns(pad func(string, int) string, rows [][]string, width int, figures []int) []string {
	gap := "   "
	if width < 76 {
		gap = "  "
	}
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], cells(c))
		}
	}
	rest := width - 2*margin
	for _, w := range widths[1:] {
		rest -= w + cells(gap)
	}
	widths[0] = max(min(widths[0], rest), 6)
	right := map[int]bool{}
	for _, i := range figures {
		right[i] = true
	}
	var lines []string
	for _, r := range rows {
		var out strings.Builder
		for i, c := range r {
			if i > 0 {
				out.WriteString(gap)
			}
			if right[i] {
				out.WriteString(strings.Repeat(" ", max(widths[i]-cells(c), 0)) + c)
			} else {
				out.WriteString(pad(c, widths[i]))
			}
		}
		lines = append(lines, space+ansi.Truncate(strings.TrimRight(out.String(), " "), max(width-margin, 0), ""))
	}
	return lines
}
