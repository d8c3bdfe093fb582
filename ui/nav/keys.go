package nav

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Bind makes a key binding: the keys as Bubble Tea names them, the word for
// the first key as people see it, and what it does.
func Bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

// Is reports whether a message presses one of the keys.
func Is(msg tea.KeyPressMsg, keys ...string) bool {
	pressed := Plain(msg)
	for _, k := range keys {
		if pressed == k {
			return true
		}
	}
	return false
}

// Plain is the name of the pressed key as Bubble Tea has it, with full-width
// digits and signs, as an input method leaves them, as their plain twins. It
// is for screens where nothing is typed.
func Plain(msg tea.KeyPressMsg) string {
	name := msg.String()
	if r := []rune(msg.Text); len(r) == 1 {
		switch {
		case r[0] >= 0xFF01 && r[0] <= 0xFF5E:
			return string(r[0] - 0xFEE0)
		case r[0] == '。':
			return "."
		case r[0] == '、':
			return "/"
		case r[0] == 0x3000:
			return "space"
		}
	}
	return name
}

var named = map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
	"delete": tea.KeyDelete, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
	"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10, "f11": tea.KeyF11, "f12": tea.KeyF12}

// Press is the message of pressing the named key, "f6", "ctrl+l", "4": how the
// menu carries out what was chosen from it.
func Press(name string) tea.KeyPressMsg {
	var mod tea.KeyMod
	for {
		head, rest, found := strings.Cut(name, "+")
		m, ok := map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}[head]
		if !found || !ok {
			break
		}
		mod, name = mod|m, rest
	}
	if code, ok := named[name]; ok {
		k := tea.KeyPressMsg{Code: code, Mod: mod}
		if name == "space" && mod == 0 {
			k.Text = " "
		}
		return k
	}
	r := []rune(name)
	if len(r) == 0 {
		return tea.KeyPressMsg{}
	}
	k := tea.KeyPressMsg{Code: r[0], Mod: mod}
	if mod == 0 {
		k.Text = name
	}
	return k
}
