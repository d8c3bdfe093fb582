package interview_test

import (
	"strings"
	"testing"

	"tingfang/questionnaire/builtin"
)

// Their own words are asked for where somebody is asked, not where the
// interviewer fills in what is seen.
func TestTheirOwnWordsAreAskedForWherePeopleAreAsked(t *testing.T) {
	i := at(t, builtin.Manager(), 80, 21)
	seen := map[string]bool{}
	for range 9 {
		text := i.Text()
		switch alone := strings.Contains(text, "访谈地点"); {
		case !strings.Contains(text, "按 Enter）"):
			if i.Press("1"); strings.Contains(text, "几年") {
				i.Press("enter")
			}
			continue
		case alone == strings.Contains(text, "照原话记"):
			t.Errorf("the hint is another person's:\n%s", text)
		case alone:
			seen["alone"] = true
		default:
			seen["asked"] = true
		}
		i.Press("enter")
	}
	if len(seen) != 2 {
		t.Errorf("seen: %v\n%s", seen, i.Text())
	}
}
