package pick_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
	"tingfang/ui/widget/pick"
)

func list(n int) pick.Model {
	var items []pick.Item
	for i := range n {
		items = append(items, pick.Item{Text: fmt.Sprintf("第%d厅", i+1), Note: fmt.Sprintf("H%02d", i+1)})
	}
	m := pick.New(items)
	m.SetHeight(8)
	return m
}

func press(m pick.Model, keys ...string) (pick.Model, int) {
	taken := -1
	for _, k := range keys {
		if r := []rune(k); r[0] > 127 {
			m, taken = m.Update(tea.KeyPressMsg{Code: r[0], Text: k})
		} else {
			m, taken = m.Update(nav.Press(k))
		}
	}
	return m, taken
}

func TestTaking(t *testing.T) {
	for _, c := range []struct {
		does  string
		items int
		keys  []string
		taken int
	}{
		{"a digit takes at once", 5, []string{"3"}, 2},
		{"a full-width digit as well", 5, []string{"３"}, 2},
		{"a digit beyond the list does not", 2, []string{"3"}, -1},
		{"arrows and Enter", 5, []string{"down", "down", "up", "enter"}, 1},
		{"up from the first is the last", 5, []string{"up", "enter"}, 4},
		{"an empty list gives nothing", 0, []string{"down", "enter"}, -1},
		{"a long list is searched by typing", 40, []string{"h", "2", "7", "enter"}, 26},
		{"by what stands in it in Chinese", 40, []string{"第", "3", "1", "enter"}, 30},
		{"backspace widens it again", 40, []string{"h", "2", "7", "backspace", "backspace", "backspace", "enter"}, 0},
		{"a search without a find gives nothing", 40, []string{"x", "enter"}, -1},
	} {
		t.Run(c.does, func(t *testing.T) {
			if _, taken := press(list(c.items), c.keys...); taken != c.taken {
				t.Errorf("%v takes %d, wanted %d", c.keys, taken, c.taken)
			}
		})
	}
}

func TestTheFocusStaysInSight(t *testing.T) {
	plain := theme.New(theme.Look{})
	m := list(40)
	for range 90 {
		m, _ = press(m, "down")
		body, _ := m.Draw(plain, "找", 30, 8)
		body = uitest.Plain(body)
		if rows := strings.Count(body, "\n") + 1; rows > 8 || !strings.Contains(body, plain.Signs.Cursor) {
			t.Fatalf("%d rows:\n%s", rows, body)
		}
	}
}

func TestClickingTakesTheLine(t *testing.T) {
	plain := theme.New(theme.Look{})
	m, _ := press(list(40), "end")
	body, _ := m.Draw(plain, "找", 30, 8)
	for y, row := range strings.Split(uitest.Plain(body), "\n") {
		if strings.Contains(row, "H37") {
			if _, taken := m.Update(tea.MouseClickMsg{X: 5, Y: y, Button: tea.MouseLeft}); taken != 36 {
				t.Errorf("took %d", taken)
			}
			return
		}
	}
	t.Fatalf("H37 is not in sight:\n%s", body)
}
