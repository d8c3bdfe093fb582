package tables

import (
	"fmt"
	"testing"

	"tingfang/questionnaire"
	"tingfang/ui/theme"
)

var pageNames = [...]string{"overview", "items", "matrix", "crosstab", "quadrant", "waves", "participation"}

func TestHowItLooks(t *testing.T) {
	st := shelved(400)
	for _, size := range [][2]int{{80, 21}, {60, 17}, {120, 37}} {
		for _, l := range []questionnaire.Lang{"zh", "en"} {
			d := open(t, st, l, theme.Look{}, size[0], size[1])
			for p, name := range pageNames {
				d.Press(fmt.Sprint(p + 1))
				d.Golden(fmt.Sprintf("%s-%s-%dx%d", name, l, size[0], size[1]+3))
			}
		}
	}
	d := open(t, st, "zh", theme.Look{ASCII: true}, 80, 21)
	for p, name := range pageNames {
		d.Press(fmt.Sprint(p + 1))
		d.Golden(name + "-ascii")
	}
}
