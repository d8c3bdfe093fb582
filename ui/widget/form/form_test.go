package form_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/nav"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
	"tingfang/ui/widget/form"
)

var plain = theme.New(theme.Look{})

func fields() []form.Field {
	return []form.Field{
		{Label: "姓名", Hint: "谁", Check: func(s string) string {
			if s == "" {
				return "还没填"
			}
			return ""
		}},
		{Label: "运营商", Choices: []form.Choice{{Value: "mobile", Label: "移动"}, {Value: "unicom", Label: "联通"}}},
		{Label: "目标", Value: "20"},
	}
}

// fill types a text, or presses the keys named in <>.
func fill(m form.Model, script string) (form.Model, form.Event) {
	var last form.Event
	for script != "" {
		if name, rest, ok := strings.Cut(script[1:], ">"); ok && script[0] == '<' {
			m, last = m.Update(nav.Press(name))
			script = rest
			continue
		}
		r := []rune(script)[0]
		m, last = m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		script = script[len(string(r)):]
	}
	return m, last
}

func TestFilling(t *testing.T) {
	for _, c := range []struct {
		does, keys string
		values     [3]string
		event      form.Event
	}{
		{"goes from field to field", "李明<enter>1<enter>", [3]string{"李明", "mobile", "20"}, form.Done},
		{"stays on a field that does not pass", "<enter>李", [3]string{"李", "", "20"}, form.Changed},
		{"a digit chooses and goes on", "李<tab>2３", [3]string{"李", "unicom", "３"}, form.Changed},
		{"a full-width digit chooses", "李<tab>２", [3]string{"李", "unicom", "20"}, form.Changed},
		{"arrows choose and stay", "李<tab><right><right><right>", [3]string{"李", "mobile", "20"}, form.Changed},
		{"typing replaces what stood there", "李<tab><tab>3", [3]string{"李", "", "3"}, form.Changed},
		{"an arrow first keeps it", "李<tab><tab><end>5", [3]string{"李", "", "205"}, form.Changed},
		{"the end asks every field", "<up><enter>李", [3]string{"李", "", "20"}, form.Changed},
	} {
		t.Run(c.does, func(t *testing.T) {
			m, event := fill(form.New(plain, fields()), c.keys)
			if got := [3]string{m.Value(0), m.Value(1), m.Value(2)}; got != c.values || event != c.event {
				t.Errorf("%s gives %q, event %d; wanted %q, %d", c.keys, got, event, c.values, c.event)
			}
		})
	}
}

func TestRewordingKeepsTheValues(t *testing.T) {
	m, _ := fill(form.New(plain, fields()), "李明<tab>2")
	other := fields()
	other[0].Label = "Name"
	m.Reword(plain, other)
	body, _ := m.Draw(plain, 40, 10)
	for _, s := range []string{"Name", "李明", "联通", "20"} {
		if !strings.Contains(uitest.Plain(body), s) {
			t.Errorf("%q is gone:\n%s", s, body)
		}
	}
	if m, _ = fill(m, "7"); m.Value(2) != "7" {
		t.Errorf("what stood there is no longer selected: %q", m.Value(2))
	}
}

func TestClickingAField(t *testing.T) {
	for _, height := range []int{3, 10} {
		m := form.New(plain, fields())
		m.SetSize(40, height)
		body, _ := m.Draw(plain, 40, height)
		for y, row := range strings.Split(uitest.Plain(body), "\n") {
			if strings.Contains(row, "目标") {
				m, _ = m.Update(tea.MouseClickMsg{X: 10, Y: y, Button: tea.MouseLeft})
			}
		}
		if m, _ = fill(m, "9"); m.Value(2) != "9" {
			t.Errorf("in %d rows the click did not reach the field:\n%s", height, body)
		}
	}
}
