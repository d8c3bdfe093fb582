package editor_test

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"tingfang/ui/widget/editor"
)

// Where rows do not wrap, the field does what bubbles' textarea does.
func TestSameAsTextarea(t *testing.T) {
	alphabets := [][]string{{"厅", "访", "，", "资", "𠮷"}, {"a", "b", "7", "-"}}
	same := []string{"left", "right", "up", "down", "home", "end", "backspace", "delete", "ctrl+home", "ctrl+end", "enter"}
	rapid.Check(t, func(t *rapid.T) {
		alphabet := rapid.SampledFrom(alphabets).Draw(t, "alphabet")
		ta := textarea.New()
		ta.ShowLineNumbers, ta.Prompt, ta.CharLimit = false, "", 0
		ta.SetVirtualCursor(false)
		ta.SetWidth(120)
		ta.SetHeight(60)
		ta.Focus()
		m := field(editor.Options{}, 120, 60)
		for range rapid.IntRange(1, 40).Draw(t, "keys") {
			msg := press(rapid.SampledFrom(same).Draw(t, "key"))
			if rapid.Bool().Draw(t, "types") {
				s := rapid.SampledFrom(alphabet).Draw(t, "typed")
				msg = tea.KeyPressMsg{Code: []rune(s)[0], Text: s}
			}
			line := strings.Split(ta.Value(), "\n")[ta.Line()]
			if msg.String() == "delete" && ta.Column() == len([]rune(line))-1 {
				continue // it takes the newline with the last character
			}
			if k := msg.String(); k != "up" && k != "down" {
				ta.SetCursorColumn(ta.Column()) // it keeps Up's column over Enter
			}
			ta, _ = ta.Update(msg)
			m, _ = m.Update(msg)
			_, cur := m.Draw(120, 60)
			want := ta.Cursor()
			if m.Value() != ta.Value() || cur.Position != want.Position {
				t.Fatalf("after %s: %q, cursor %v; textarea has %q, %v", msg, m.Value(), cur.Position, ta.Value(), want.Position)
			}
		}
	})
}
