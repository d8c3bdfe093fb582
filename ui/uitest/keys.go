package uitest

import (
	"fmt"
	"strings"
)

// letterKeys end in a letter (ESC [ A), numberKeys in a tilde (ESC [ 5 ~).
var letterKeys = map[string]string{"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H", "f1": "P", "f2": "Q", "f3": "R", "f4": "S"}

var numberKeys = map[string]int{"insert": 2, "delete": 3, "pgup": 5, "pgdown": 6, "f5": 15, "f6": 17, "f7": 18, "f8": 19, "f9": 20, "f10": 21, "f11": 23, "f12": 24}

var plainKeys = map[string]string{"enter": "\r", "tab": "\t", "esc": "\x1b", "space": " ", "backspace": "\x7f", "shift+tab": "\x1b[Z"}

// sequence is what a terminal sends when the named key is pressed: the names
// are Bubble Tea's, "f6", "ctrl+k", "shift+tab", "alt+3", "4".
func sequence(name string) (string, error) {
	if s, ok := plainKeys[name]; ok {
		return s, nil
	}
	key, mods := name, 1
	for _, m := range []struct {
		prefix string
		bit    int
	}{{"ctrl+", 4}, {"alt+", 2}, {"shift+", 1}} {
		if rest, ok := strings.CutPrefix(key, m.prefix); ok {
			key, mods = rest, mods+m.bit
		}
	}
	if end, ok := letterKeys[key]; ok {
		return letterSequence(key, end, mods), nil
	}
	if n, ok := numberKeys[key]; ok {
		if mods > 1 {
			return fmt.Sprintf("\x1b[%d;%d~", n, mods), nil
		}
		return fmt.Sprintf("\x1b[%d~", n), nil
	}
	return typedSequence(name, key, mods-1)
}

func letterSequence(key, end string, mods int) string {
	switch {
	case mods > 1:
		return fmt.Sprintf("\x1b[1;%d%s", mods, end)
	case key[0] == 'f':
		return "\x1bO" + end
	}
	return "\x1b[" + end
}

func typedSequence(name, key string, mods int) (string, error) {
	if s, ok := plainKeys[key]; ok {
		key = s
	}
	runes := []rune(key)
	if len(runes) != 1 {
		return "", fmt.Errorf("there is no key %q", name)
	}
	if mods&4 != 0 {
		if runes[0] < '@' || runes[0] > '~' {
			return "", fmt.Errorf("a terminal cannot send %q", name)
		}
		key = string(runes[0] & 0x1f)
	}
	if mods&2 != 0 {
		key = "\x1b" + key
	}
	return key, nil
}
