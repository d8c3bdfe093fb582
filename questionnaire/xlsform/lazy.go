package xlsform

import (
	"regexp"
	"sync"
)

// lazy is a pattern that is compiled at its first use, so that a start of the
// program does not wait for patterns it does not need.
func lazy(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
