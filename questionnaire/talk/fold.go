package talk

import (
	"strings"

	"golang.org/x/text/width"
)

// Fold is a name as it counts when names are compared: full-width forms are
// their usual ones, capitals are small, spaces are trimmed and single.
func Fold(s string) string { return strings.Join(strings.Fields(FoldText(s)), " ") }

// FoldText is a text as it counts when it is searched: like Fold, but with its
// spaces as they are.
func FoldText(s string) string { return strings.ToLower(width.Fold.String(s)) }
