package lang

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"tingfang/store"
)

// Every reason a database cannot be opened names the file and is worded in
// both languages, without a hole where a value belongs.
func TestEveryOpenRuleIsWorded(t *testing.T) {
	for _, texts := range []*Texts{&chinese, &english} {
		seen := map[string]store.OpenRule{}
		for _, rule := range []store.OpenRule{store.NotADatabase, store.Damaged, store.Newer, store.Locked, store.NoAccess, store.NoFolder, store.Missing,
			store.NetworkShare, store.NoSpace, store.Other} {
			said := texts.Store.Word(fmt.Errorf("start: %w", &store.OpenError{Path: "/d/访谈.db", Rule: rule, Err: errors.New("cause")}))
			if !strings.Contains(said, "/d/访谈.db") || strings.Contains(said, "%!") {
				t.Errorf("%s: %s", rule, said)
			}
			if other, twice := seen[said]; twice {
				t.Errorf("%s is worded like %s", rule, other)
			}
			seen[said] = rule
		}
		if said := texts.Store.Open(&store.OpenError{Path: "p", Rule: store.Locked, Holder: "PID 7"}); !strings.Contains(said, "PID 7") {
			t.Errorf("locked by somebody: %s", said)
		}
		if said := texts.Store.Word(&store.TakenError{Field: "number", Value: "07", By: "王芳"}); !strings.Contains(said, "07") || !strings.Contains(said, "王芳") {
			t.Errorf("taken: %s", said)
		}
	}
}
