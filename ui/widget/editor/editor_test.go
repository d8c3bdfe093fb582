package editor_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

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
