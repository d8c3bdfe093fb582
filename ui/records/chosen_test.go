package records

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// shelf gives a row for every key, and remembers the most it was asked for.
type shelf struct {
	Store
	most int
}

func (s *shelf) Chosen(_ context.Context, keys []int64) ([]store.Row, error) {
	s.most = max(s.most, len(keys))
	out := make([]store.Row, len(keys))
	for i := range keys {
		out[i] = store.Row{ID: fmt.Sprint(keys[len(keys)-1-i]), FormID: "customer", Stage: questionnaire.Ended, Disposition: questionnaire.Complete,
			Hall: questionnaire.Hall{Name: fmt.Sprintf("%d 号厅", keys[len(keys)-1-i])}, StartedAt: noon}
	}
	return out, nil
}

func TestChosenInterviewsAreReadAsFarAsTheyAreSeen(t *testing.T) {
	st := &shelf{Store: hall(t)}
	keys := make([]int64, 1_000_000)
	for i := range keys {
		keys[i] = int64(i + 1)
	}
	d := uitest.NewScreen(t, 80, 21, NewChosen(environment("zh", theme.Look{}), st, Ways{}, "总体服务：不太满意", keys))
	for _, c := range []struct{ key, first string }{{"home", "1000000 号厅"}, {"end", "1 号厅"}, {"pgup", "19 号厅"}, {"/", "19 号厅"}, {"1", "19 号厅"}} {
		d.Press(c.key)
		if text := d.Text(); !strings.Contains(text, c.first) || !strings.Contains(text, "总体服务：不太满意") || strings.Contains(text, "查找") {
			t.Fatalf("after %s no %s:\n%s", c.key, c.first, text)
		}
	}
	if st.most > span {
		t.Errorf("%d rows were read at once", st.most)
	}
}
