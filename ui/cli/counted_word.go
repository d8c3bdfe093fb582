package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tingfang/questionnaire/expr"
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

func sayf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// flatTarget says which outcome does not vary.
type flatTarget struct{ name string }

func (e *flatTarget) Error() string { return "outcome " + e.name + " does not vary" }

// about adds the target to an error that does not name it.
func (k *counted) about(err error, target string) error {
	if errors.Is(err, stat.ErrFlatOutcome) {
		return &flatTarget{target}
	}
	return err
}

// worded says for people why a table cannot be counted; what is about --where
// is shown in its place.
func (k *counted) worded(err error) error {
	t := k.texts.Summary
	var value *expr.ValueError
	if errors.As(err, &value) {
		return &unknownError{sayf(t.WhereValue, value.Function+"()")}
	}
	name, said := k.sentence(err)
	if said == "" {
		return err
	}
	if at := strings.Index(k.Where, "${"+name+"}"); at >= 0 && name != "" {
		said = k.pointed(k.run, len([]rune(k.Where[:at])), said)
	}
	return &unknownError{said}
}

// sentence is the name an error is about, and what is wrong with it.
func (k *counted) sentence(err error) (name, said string) {
	t := k.texts.Summary
	var unknown *summary.UnknownItem
	var open *summary.NotClosed
	var many *summary.TooManyGroups
	var plain *summary.NoNumbers
	var scale *summary.NotNPS
	var singular *summary.Singular
	var flat *flatTarget
	var none *summary.NoWaves
	switch {
	case errors.As(err, &unknown):
		return unknown.Name, sayf(t.UnknownItem, unknown.Name, k.near(unknown.Name))
	case errors.As(err, &open):
		return open.Name, sayf(t.NotClosed, open.Name)
	case errors.As(err, &many):
		return "", sayf(t.TooMany, many.Name, many.N, many.Max)
	case errors.As(err, &plain):
		return "", sayf(t.NoNumbers, plain.Name)
	case errors.As(err, &scale):
		return "", sayf(t.NotNPS, scale.Name)
	case errors.As(err, &singular):
		return "", sayf(t.Singular, singular.Name)
	case errors.As(err, &flat):
		return "", sayf(t.Flat, flat.name)
	case errors.As(err, &none):
		return "", t.NoWaves
	case errors.Is(err, stat.ErrDriverCount):
		return "", t.Count
	case errors.Is(err, stat.ErrFewCases):
		return "", t.FewCases
	}
	return "", ""
}

// near lists the names most like the one that is not there, or else all.
func (k *counted) near(name string) string {
	var all, near []string
	for i := range k.form.Questions {
		if q := &k.form.Questions[i]; q.Kind.Closed() && !q.Personal {
			all = append(all, q.Name)
		}
	}
	for _, had := range append(slices.Clone(all), append(summary.BreakNames[:], summary.LeadNames[:]...)...) {
		if !slices.Contains(near, had) && alike(name, had) {
			near = append(near, had)
		}
	}
	if len(near) > 0 {
		return sayf(k.texts.CLI.DidYouMean, strings.Join(near, " "))
	}
	return sayf(k.texts.Summary.NameList, strings.Join(all, " "))
}

// alike reports that two names differ by a slip or two, or that one begins
// with the other.
func alike(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if len(a) >= 3 && (strings.HasPrefix(b, a) || strings.HasPrefix(a, b)) {
		return true
	}
	return slips(a, b) <= max(1, min(len(a), len(b))/3)
}

// slips counts letters added, left out or mistaken.
func slips(a, b string) int {
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
		}
		last = row
	}
	return last[len(b)]
}
