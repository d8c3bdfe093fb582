package importing

import (
	"os"
	"path/filepath"
	"strings"
)

// Typed is the path that was meant by one that was typed, pasted or dropped on
// the window: without quotes around it and without file://, ~ being home.
func Typed(path string) string {
	s := strings.TrimSpace(path)
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		s = s[1 : n-1]
	}
	s = strings.TrimPrefix(s, "file://")
	if rest, ok := strings.CutPrefix(s, "~/"); ok {
		if dir, err := os.UserHomeDir(); err == nil {
			s = filepath.Join(dir, rest)
		}
	}
	return s
}
