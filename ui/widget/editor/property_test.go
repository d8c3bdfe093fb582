package editor_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"tingfang/ui/widget/editor"
)

// stuff is what people type and paste, the awkward parts over-represented.
var stuff = []string{
	"厅", "访", "资费", "，", "。", "（", "）", "“", "”", "a", "hello", "world-wide", " ", " ", "  ", "\n", "\t", "1", "．", "、",
	"👨‍👩‍👧", "👍🏽", "❤️", "🇨🇳", "e\u0301", "𠮷", "\x1b[31m", "…", "ｱ", "한국", "!", "长长长长长长长长长长",
}

// presses is every key the field knows.
var presses = []string{
	"left", "right", "up", "down", "home", "end", "pgup", "pgdown", "ctrl+left", "ctrl+right", "ctrl+home", "ctrl+end",
	"shift+left", "shift+right", "shift+up", "shift+down", "shift+home", "shift+end", "ctrl+shift+left", "ctrl+shift+right",
	"backspace", "delete", "ctrl+backspace", "ctrl+delete", "ctrl+w", "ctrl+z", "ctrl+y", "ctrl+shift+z", "ctrl+a", "ctrl+x", "ctrl+v", "alt+c", "enter",
}

// place is a row of the slow reference: its text and where it begins.
type place struct {
	at, size int
	drawn    string
}

// wrapSlowly lays the whole text out from scratch, by the rules in words: fill
// a row, then go back to the last place where it may end.
func wrapSlowly(text string, width int) (rows []place) {
	at := 0
	for _, line := range strings.Split(text, "\n") {
		var c []string
		for g := uniseg.NewGraphemes(line); g.Next(); {
			c = append(c, g.Str())
		}
		for {
			fit, drawn, x := 0, []string{}, 0
			for fit < len(c) {
				s := shown(c[fit], x, width)
				if fit > 0 && x+lipgloss.Width(s) > width || s == "" {
					break
				}
				drawn, x, fit = append(drawn, s), x+lipgloss.Width(s), fit+1
			}
			full := fit == len(c) && x >= width && fit > 0
			if fit < len(c) {
				for end := fit; end > 0; end-- {
					if mayEnd(c[end-1], c[end]) {
						fit = end
						break
					}
				}
			}
			size := len(strings.Join(c[:fit], ""))
			rows = append(rows, place{at, size, strings.Join(drawn[:fit], "")})
			at, c = at+size, c[fit:]
			if len(c) == 0 {
				if full {
					rows = append(rows, place{at, 0, ""})
				}
				break
			}
		}
		at++ // the newline
	}
	return rows
}

func shown(c string, x, width int) string {
	switch {
	case c == "\t":
		return strings.Repeat(" ", min(4-x%4, width-x))
	case c == "\x1b":
		return "␛"
	case lipgloss.Width(c) > width:
		return ">"
	}
	return c
}

func mayEnd(a, b string) bool {
	east := func(s string) bool {
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.In(r, unicode.Han, unicode.Hangul) || r > 0xFF00 || strings.ContainsRune("，。（）、", r)
	}
	blank := func(s string) bool { return s == " " || s == "\t" }
	if len(a) == 1 && len(b) == 1 {
		return blank(a) || blank(b) || a == "-" && b != "-"
	}
	if strings.ContainsAny(b, "，。）、”…!") || strings.ContainsAny(a, "（“[") {
		return false
	}
	return blank(a) || blank(b) || a == "-" || east(a) || east(b)
}

// checkDrawing holds what is drawn against the reference layout.
func checkDrawing(t rapid.TB, m editor.Model, width, height int) {
	body, cur := m.Draw(width, height)
	again, _ := m.Draw(width, height)
	if body != again {
		t.Fatalf("drawn twice, %q and %q", body, again)
	}
	value := m.Value()
	caret := len(string([]rune(value)[:m.Caret()]))
	got := strings.Split(body, "\n")
	if len(got) > height || cur == nil || cur.X < 0 || cur.X >= width || cur.Y < 0 || cur.Y >= len(got) {
		t.Fatalf("%d rows, cursor %v in %dx%d", len(got), cur, width, height)
	}
	rows := wrapSlowly(value, width)
	row := 0
	for row+1 < len(rows) && rows[row+1].at <= caret {
		row++
	}
	x := min(lipgloss.Width(prefix(rows[row], value, caret, width)), width-1)
	top := row - cur.Y
	if x != cur.X && row > 0 && rows[row].at == caret { // after End, behind the row above
		row--
		x, top = min(lipgloss.Width(rows[row].drawn), width-1), row-cur.Y
	}
	if x != cur.X || top < 0 {
		t.Fatalf("cursor %d,%d, caret %d in %q belongs in column %d of row %d", cur.X, cur.Y, caret, value, x, row)
	}
	for y, s := range got {
		want := rows[top+y].drawn
		if m.Selected() != "" && s == want+" " { // a selected newline
			continue
		}
		if s != want {
			t.Fatalf("row %d of %q at %d is drawn %q, not %q", top+y, value, width, s, want)
		}
	}
	if top > 0 && len(got) < height {
		t.Fatalf("%d rows drawn of %d, with text above", len(got), height)
	}
}

// prefix gives what is drawn before the caret in its row.
func prefix(r place, text string, caret, width int) string {
	var b strings.Builder
	x := 0
	for g := uniseg.NewGraphemes(text[r.at : r.at+r.size]); g.Next(); {
		_, to := g.Positions()
		if r.at+to > caret {
			break
		}
		s := shown(g.Str(), x, width)
		x += lipgloss.Width(s)
		b.WriteString(s)
	}
	return b.String()
}

// Whatever is typed, pressed and pasted, what is drawn is the reference layout
// around the caret, and undoing and redoing it all comes out the same.
func TestDrawingIsTheSlowLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(2, 24).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "height")
		m := field(editor.Options{}, width, height)
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(stuff), 0, 40).Draw(t, "text"), "")
		m.SetValue(strings.Repeat(text, rapid.SampledFrom([]int{1, 1, 1, 30}).Draw(t, "times")))
		first := m.Value()
		for range rapid.IntRange(1, 30).Draw(t, "keys") {
			var msg tea.Msg = press(rapid.SampledFrom(presses).Draw(t, "key"))
			if rapid.Bool().Draw(t, "types") {
				s := rapid.SampledFrom(stuff).Draw(t, "typed")
				msg = tea.KeyPressMsg{Code: tea.KeyExtended, Text: s}
			}
			old, was := m, m.Value()
			next, changed := m.Update(msg)
			if changed != (next.Rev() != m.Rev()) || !changed && next.Value() != was {
				t.Fatalf("%v: changed %v, revision %d to %d, %q to %q", msg, changed, m.Rev(), next.Rev(), was, next.Value())
			}
			if !changed && old.Selected() == "" && next.Caret() != m.Caret() {
				checkBoundary(t, next)
			}
			m = next
			checkDrawing(t, m, width, height)
			if old.Value() != was {
				t.Fatalf("%v changed the copy from %q to %q", msg, was, old.Value())
			}
			if m.Len() != utf8.RuneCountInString(m.Value()) || m.Caret() > m.Len() {
				t.Fatalf("length %d, caret %d of %q", m.Len(), m.Caret(), m.Value())
			}
		}
		checkDrawing(t, m, width, height)
		checkHistory(t, m, first)
	})
}

// checkBoundary fails where the caret stands within a character.
func checkBoundary(t rapid.TB, m editor.Model) {
	at := 0
	for g := uniseg.NewGraphemes(m.Value()); at < m.Caret() && g.Next(); {
		at += len(g.Runes())
	}
	if at != m.Caret() {
		t.Fatalf("caret after %d runes of %q, within a character", m.Caret(), m.Value())
	}
}

func checkHistory(t rapid.TB, m editor.Model, first string) {
	for ok := true; ok; { // to the newest state
		m, ok = m.Update(press("ctrl+y"))
	}
	last := m.Value()
	for ok := true; ok; {
		m, ok = m.Update(press("ctrl+z"))
	}
	if m.Value() != first {
		t.Fatalf("undoing everything gives %q, not %q", m.Value(), first)
	}
	for ok := true; ok; {
		m, ok = m.Update(press("ctrl+y"))
	}
	if m.Value() != last {
		t.Fatalf("redoing everything gives %q, not %q", m.Value(), last)
	}
}

// A one-line field shows a stretch of its text with the caret in it.
func TestOneLineShowsTheCaret(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 24).Draw(t, "width")
		m := field(editor.Options{OneLine: true}, width, 1)
		for range rapid.IntRange(1, 40).Draw(t, "keys") {
			var msg tea.Msg = press(rapid.SampledFrom(presses).Draw(t, "key"))
			if rapid.Bool().Draw(t, "types") {
				msg = tea.PasteMsg{Content: rapid.SampledFrom(stuff).Draw(t, "typed")}
			}
			m, _ = m.Update(msg)
			body, cur := m.Draw(width, 3)
			value := strings.NewReplacer("\t", "    ", "\x1b", "␛").Replace(m.Value())
			before := strings.NewReplacer("\t", "    ", "\x1b", "␛").Replace(string([]rune(m.Value())[:m.Caret()]))
			if strings.Contains(m.Value(), "\n") || strings.Contains(body, "\n") || lipgloss.Width(body) > width || cur.Y != 0 || cur.X >= width {
				t.Fatalf("%q drawn %q, cursor %v, %d wide", m.Value(), body, cur, width)
			}
			if !strings.HasPrefix(value, body) && lipgloss.Width(body) < width-4 {
				t.Fatalf("%q drawn %q in %d, with room for more to the left", m.Value(), body, width)
			}
			seen := ""
			for g := uniseg.NewGraphemes(body); g.Next() && lipgloss.Width(seen+g.Str()) <= cur.X; {
				seen += g.Str()
			}
			if !strings.HasSuffix(before, seen) || !strings.Contains(value, body) || lipgloss.Width(seen) != cur.X {
				t.Fatalf("%q drawn %q with the cursor at %d, after %q; the caret is after %q", m.Value(), body, cur.X, seen, before)
			}
		}
	})
}
