package editor_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/ui/widget/editor"
)

// keys sends what a person does: names in <> are keys, the rest is typed.
func keys(m editor.Model, script string) editor.Model {
	for script != "" {
		if name, rest, ok := strings.Cut(script[1:], ">"); ok && script[0] == '<' {
			m, _ = m.Update(press(name))
			script = rest
			continue
		}
		r := []rune(script)[0]
		m, _ = m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		script = script[len(string(r)):]
	}
	return m
}

var named = map[string]rune{
	"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "enter": tea.KeyEnter, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	"insert": tea.KeyInsert, "tab": tea.KeyTab, "esc": tea.KeyEscape,
}

func press(name string) tea.KeyPressMsg {
	var k tea.Key
	parts := strings.Split(name, "+")
	for _, p := range parts[:len(parts)-1] {
		k.Mod |= map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}[p]
	}
	last := parts[len(parts)-1]
	if k.Code = named[last]; k.Code == 0 {
		k.Code = []rune(last)[0]
	}
	return tea.KeyPressMsg(k)
}

func field(o editor.Options, width, height int) editor.Model {
	m := editor.New(o)
	m.SetSize(width, height)
	m.Focus()
	return m
}

func TestTyping(t *testing.T) {
	for _, c := range []struct {
		does, keys, value, drawn string
		x, y                     int
	}{
		{"types Chinese", "你好", "你好", "你好", 4, 0},
		{"fills a row", "一二三四五", "一二三四五", "一二三四五\n", 0, 1},
		{"types over the row's end", "一二三四五六", "一二三四五六", "一二三四五\n六", 2, 1},
		{"a row does not begin with a stop", "一二三四五。", "一二三四五。", "一二三四\n五。", 4, 1},
		{"a row does not end with an opening bracket", "一二三四（五）", "一二三四（五）", "一二三四\n（五）", 6, 1},
		{"words move down whole", "hello world", "hello world", "hello \nworld", 5, 1},
		{"a long word is broken", "abcdefghijklm", "abcdefghijklm", "abcdefghij\nklm", 3, 1},
		{"a new line", "上<enter>下", "上\n下", "上\n下", 2, 1},
		{"Backspace takes a whole emoji", "a👨‍👩‍👧<backspace>", "a", "a", 1, 0},
		{"a four-byte character", "𠮷野<left>", "𠮷野", "𠮷野", 2, 0},
		{"Delete joins lines", "上<enter>下<up><end><delete>", "上下", "上下", 2, 0},
		{"Home and End of the row in sight", "一二三四五六七<up><home>x<end>y", "x一二三四y五六七", "x一二三四y\n五六七", 0, 1},
		{"End stays in the row that wraps", "一二三四五六七<up><end>", "一二三四五六七", "一二三四五\n六七", 9, 0},
		{"undo and redo", "你好 世界<ctrl+z><ctrl+z><ctrl+y>", "你好 ", "你好 ", 5, 0},
		{"cut and paste", "你好<shift+left><ctrl+x><home><ctrl+v>", "好你", "好你", 2, 0},
		{"typing replaces the selection", "你好<ctrl+a>x", "x", "x", 1, 0},
		{"a word back", "去营业厅 办业务<ctrl+w>", "去营业厅 ", "去营业厅 ", 9, 0},
	} {
		t.Run(c.does, func(t *testing.T) {
			m := keys(field(editor.Options{}, 10, 5), c.keys)
			body, cur := m.Draw(10, 5)
			if m.Value() != c.value || body != c.drawn || cur.X != c.x || cur.Y != c.y {
				t.Errorf("got %q, drawn %q, cursor %d,%d; want %q, %q, %d,%d", m.Value(), body, cur.X, cur.Y, c.value, c.drawn, c.x, c.y)
			}
		})
	}
}

func TestPasteIsFiltered(t *testing.T) {
	for _, c := range []struct {
		does, pasted, lines, line string
	}{
		{"Windows newlines", "甲\r\n乙", "甲\n乙", "甲 乙"},
		{"old Mac newlines", "甲\r乙\r", "甲\n乙\n", "甲 乙 "},
		{"NUL", "甲\x00乙", "甲乙", "甲乙"},
		{"broken bytes", "甲\xff乙", "甲\uFFFD乙", "甲\uFFFD乙"},
		{"escapes are kept, for they may be part of a quotation", "甲\x1b[2J", "甲\x1b[2J", "甲\x1b[2J"},
	} {
		t.Run(c.does, func(t *testing.T) {
			for one, want := range map[bool]string{false: c.lines, true: c.line} {
				m, changed := field(editor.Options{OneLine: one}, 40, 5).Update(tea.PasteMsg{Content: c.pasted})
				if m.Value() != want || !changed {
					t.Errorf("one line %v: got %q, want %q", one, m.Value(), want)
				}
				if body, _ := m.Draw(40, 5); strings.ContainsAny(body, "\x1b\r\x00") {
					t.Errorf("drawn %q acts on the terminal", body)
				}
			}
		})
	}
}

func TestPasteIsOneStep(t *testing.T) {
	m := keys(field(editor.Options{}, 40, 5), "前")
	m, _ = m.Update(tea.PasteMsg{Content: "很长 的 一段\n两行"})
	if m = keys(m, "<ctrl+z>"); m.Value() != "前" {
		t.Errorf("undo leaves %q", m.Value())
	}
}

func TestLimitSaysWhatItCut(t *testing.T) {
	m := keys(field(editor.Options{Limit: 4}, 40, 5), "一二三")
	m, _ = m.Update(tea.PasteMsg{Content: "四五六"})
	if m.Value() != "一二三四" || m.Truncated() != 2 {
		t.Errorf("got %q, %d cut", m.Value(), m.Truncated())
	}
	if m = keys(m, "五"); m.Value() != "一二三四" || m.Truncated() != 1 {
		t.Errorf("full field: got %q, %d cut", m.Value(), m.Truncated())
	}
	if m = keys(m, "<backspace>"); m.Truncated() != 0 {
		t.Errorf("%d cut after Backspace", m.Truncated())
	}
	if m = keys(m, "<ctrl+a>甲乙"); m.Value() != "甲乙" {
		t.Errorf("replacing gives %q", m.Value())
	}
}

func TestMaskHidesAndKeeps(t *testing.T) {
	m := keys(field(editor.Options{OneLine: true, Mask: true, MaskRune: '*'}, 20, 1), "密码1 x<ctrl+a><alt+c><ctrl+x><end><ctrl+v>")
	body, cur := m.Draw(20, 1)
	if m.Value() != "密码1 x" || body != "*****" || cur.X != 5 {
		t.Errorf("%q drawn %q, cursor %v", m.Value(), body, cur)
	}
	if m = keys(m, "<ctrl+left>"); m.Caret() != 0 {
		t.Errorf("a step by words tells where words are: %d", m.Caret())
	}
}

func TestPlaceholderAndFocus(t *testing.T) {
	m := field(editor.Options{Placeholder: "请输入原话"}, 20, 2)
	if body, cur := m.Draw(20, 2); body != "请输入原话" || cur == nil || cur.X != 0 {
		t.Errorf("empty: %q, %v", body, cur)
	}
	m.Blur()
	if _, cur := m.Draw(20, 2); cur != nil {
		t.Errorf("cursor %v without focus", cur)
	}
	if m, changed := m.Update(tea.KeyPressMsg{Code: 'a', Text: "a"}); changed || m.Value() != "" {
		t.Errorf("typed %q without focus", m.Value())
	}
}

// Keys that belong to the screen or the program leave the field as it is.
func TestKeysThatAreNotTheFields(t *testing.T) {
	many := []string{"ctrl+c", "ctrl+k", "tab", "shift+tab", "esc", "ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[", "alt+1", "ctrl+s"}
	one := append([]string{"enter", "up", "down", "pgup", "pgdown", "shift+up"}, many...)
	for oneLine, names := range map[bool][]string{false: many, true: one} {
		m := keys(field(editor.Options{OneLine: oneLine}, 10, 3), "一二三四五六<left>")
		for _, name := range names {
			after, changed := m.Update(press(name))
			if changed || after.Value() != m.Value() || after.Caret() != m.Caret() || after.Selected() != "" {
				t.Errorf("one line %v: %s did something", oneLine, name)
			}
		}
	}
}

func TestMouse(t *testing.T) {
	m := keys(field(editor.Options{}, 10, 5), "一二三四五六七<enter>八")
	m, _ = m.Update(tea.MouseClickMsg{X: 3, Y: 1, Button: tea.MouseLeft})
	if m.Caret() != 6 {
		t.Errorf("clicked on 七, the caret is after %d", m.Caret())
	}
	m, _ = m.Update(tea.MouseMotionMsg{X: 9, Y: 2, Button: tea.MouseLeft})
	if m.Selected() != "七\n八" {
		t.Errorf("dragged over %q", m.Selected())
	}
	m, _ = m.Update(tea.MouseClickMsg{X: 2, Y: 0, Button: tea.MouseLeft, Mod: tea.ModShift})
	if m.Selected() != "二三四五六" {
		t.Errorf("shift-clicked: %q", m.Selected())
	}
}

// A view moves only as far as the caret asks.
func TestScrolling(t *testing.T) {
	m := keys(field(editor.Options{}, 10, 3), "1<enter>2<enter>3<enter>4<enter>5")
	for _, c := range []struct{ keys, drawn string }{
		{"", "3\n4\n5"}, {"<up><up>", "3\n4\n5"}, {"<up>", "2\n3\n4"}, {"<down><down>", "2\n3\n4"},
		{"<ctrl+home>", "1\n2\n3"}, {"<pgdown>", "1\n2\n3"}, {"<pgdown>", "3\n4\n5"},
	} {
		m = keys(m, c.keys)
		if body, _ := m.Draw(10, 3); body != c.drawn {
			t.Errorf("after %q: %q, want %q", c.keys, body, c.drawn)
		}
	}
	if body, _ := m.Draw(10, 9); body != "1\n2\n3\n4\n5" {
		t.Errorf("a taller field shows %q", body)
	}
}

// Styles colour the same cells.
func TestStylesChangeNoCell(t *testing.T) {
	m := keys(field(editor.Options{}, 10, 4), "一二 三四\t五六<enter>\x1b七<left><shift+up><shift+left>")
	plain, at := m.Draw(10, 4)
	m.SetStyles(editor.Styles{Text: lipgloss.NewStyle().Foreground(lipgloss.Red), Selection: lipgloss.NewStyle().Reverse(true)})
	styled, cur := m.Draw(10, 4)
	if ansi.Strip(styled) != plain || styled == plain || *cur != *at {
		t.Errorf("%q at %v, styled %q at %v", plain, at, styled, cur)
	}
}

// A copy of a field goes its own way, as values do.
func TestCopiesPartWays(t *testing.T) {
	m := keys(field(editor.Options{}, 10, 4), "一二")
	a, b := keys(m, "三"), keys(m, "四<backspace><backspace>")
	if m.Value() != "一二" || a.Value() != "一二三" || b.Value() != "一" || keys(b, "<ctrl+z><ctrl+z><ctrl+z>").Value() != "" {
		t.Errorf("%q, %q, %q", m.Value(), a.Value(), b.Value())
	}
	if body, _ := m.Draw(10, 4); body != "一二" {
		t.Errorf("the original is drawn %q", body)
	}
}

// Undo keeps what fits in its memory, and the newest step whatever its size.
func TestUndoIsBounded(t *testing.T) {
	m := field(editor.Options{}, 40, 5)
	block := strings.Repeat("满意", 1<<20/6)
	for range 12 {
		m, _ = m.Update(tea.PasteMsg{Content: block})
	}
	steps := 0
	for ok := true; ok; {
		if m, ok = m.Update(press("ctrl+z")); ok {
			steps++
		}
	}
	if steps < 3 || steps > 8 {
		t.Errorf("%d steps of 1 MiB were kept", steps)
	}
}

func TestLines(t *testing.T) {
	m := keys(field(editor.Options{}, 10, 1), "一二三四五六<enter>七")
	if n := m.Lines(10); n != 3 {
		t.Errorf("%d rows at 10 cells", n)
	}
	if n := m.Lines(40); n != 2 {
		t.Errorf("%d rows at 40 cells", n)
	}
}
