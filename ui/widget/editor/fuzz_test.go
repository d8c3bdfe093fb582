package editor_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"tingfang/ui/widget/editor"
)

// FuzzUpdate feeds any text and keys: nothing panics, and what is drawn keeps
// within its box and sends no control characters.
func FuzzUpdate(f *testing.F) {
	f.Add("你好\x1b[31m\r\n", []byte{0, 1, 20, 25, 26, 32, 200}, uint8(10), false)
	f.Add("👨‍👩‍👧\u0301\u200d🇨🇳🇨", []byte{13, 14, 99, 21, 30}, uint8(1), true)
	f.Fuzz(func(t *testing.T, text string, ops []byte, w uint8, one bool) {
		width, height := int(w%80)+1, int(w%7)+1
		m := field(editor.Options{OneLine: one}, width, height)
		m.SetValue(text)
		for _, op := range ops {
			var msg tea.Msg = tea.PasteMsg{Content: text[min(len(text), int(op)%16):]}
			if int(op) < len(presses) {
				msg = press(presses[op])
			} else if op >= 240 {
				msg = tea.MouseClickMsg{X: int(op % 16), Y: int(op % 3), Button: tea.MouseLeft}
			}
			m, _ = m.Update(msg)
			body, cur := m.Draw(width, height)
			rows := strings.Split(body, "\n")
			if len(rows) > height || cur.X >= width || cur.Y >= len(rows) {
				t.Fatalf("%d rows, cursor %v in %dx%d", len(rows), cur, width, height)
			}
			for _, r := range rows {
				if lipgloss.Width(r) > width || strings.IndexFunc(r, unicode.IsControl) >= 0 {
					t.Fatalf("row %q of %d cells in %d", r, lipgloss.Width(r), width)
				}
			}
			if m.Len() != utf8.RuneCountInString(m.Value()) || !utf8.ValidString(m.Value()) || strings.ContainsAny(m.Value(), "\r\x00") {
				t.Fatalf("value %q", m.Value())
			}
			if m.Len() > 1<<14 {
				return
			}
		}
	})
}
