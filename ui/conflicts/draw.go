package conflicts

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/widget/wrap"
)

const margin = "  "

// Draw gives the screen in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	t, x := s.env.Theme, s.texts()
	f := nav.Frame{Title: x.Title, Help: s.help(), Status: s.status()}
	if s.loaded && len(s.list) > 0 {
		f.Right = fmt.Sprintf(x.Count, len(s.list))
	}
	var rows []string
	switch {
	case !s.loaded:
	case len(s.list) == 0:
		rows = append([]string{"", margin + t.Good.Render(t.Signs.Tick+" "+x.None), ""}, s.block(t.Dim, x.NoneHint, width)...)
	case s.phase == listing:
		rows = s.drawList(width, height)
	default:
		f.Title += " " + t.Signs.Cursor + " " + s.about(s.list[s.at])
		rows = s.drawOne(width)
		s.scroll = min(s.scroll, max(len(rows)-height, 0))
		rows = rows[s.scroll:]
		if e := s.field(); e != nil {
			rows, f.Cursor = s.drawAsked(width, height)
		}
	}
	f.Body = strings.Join(rows[:min(len(rows), height)], "\n")
	return f
}

func (s *Screen) status() string {
	if s.bad {
		return s.env.Theme.Bad.Render(s.env.Theme.Signs.Cross + " " + s.said)
	}
	return s.said
}

func (s *Screen) block(style lipgloss.Style, text string, width int) []string {
	rows := wrap.Lines(text, width-2*len(margin))
	for i, row := range rows {
		rows[i] = margin + style.Render(row)
	}
	return rows
}

// drawList is a row a conflict: what it is about, and which field.
func (s *Screen) drawList(width, height int) []string {
	t, x := s.env.Theme, s.texts()
	rows := []string{""}
	room := max(height-1, 1)
	from := min(max(s.at-room+1, 0), max(len(s.list)-room, 0))
	for n := from; n < len(s.list) && n < from+room; n++ {
		i := s.list[n]
		mark, style := " ", t.Text
		if n == s.at {
			mark, style = t.Accent.Render(t.Signs.Cursor), t.Accent
		}
		end := ""
		if _, done := s.chosen[i.key()]; done {
			end = "  " + t.Good.Render(t.Signs.Tick+" "+x.Decided)
		}
		said := t.Dim.Render(s.about(i)+"  ") + style.Render(s.what(i))
		rows = append(rows, margin+mark+" "+t.Cut(said, width-4-ansi.StringWidth(end)-2)+end)
	}
	return rows
}

// about is the record a conflict belongs to.
func (s *Screen) about(i item) string {
	if i.Row.ID != "" {
		r := i.Row
		return questionnaire.HarmlessLine(strings.Join(strings.Fields(r.StartedAt.Format("01-02 15:04")+" "+r.Hall.Name+" "+r.Interviewer.Name), " "))
	}
	kind := i.Kind
	if word, known := s.texts().Kinds[i.Kind]; known {
		kind = word
	}
	return questionnaire.HarmlessLine(strings.TrimSpace(kind + " " + i.Title))
}

// what is the field in short words: the item's short name, or the field's.
func (s *Screen) what(i item) string {
	if i.Item.Item == "" {
		if word, known := s.texts().Fields[i.Name]; known {
			return word
		}
		return questionnaire.HarmlessLine(i.Name)
	}
	if q := i.question(); q != nil {
		return questionnaire.HarmlessLine(q.Title(s.env.Lang))
	}
	return questionnaire.HarmlessLine(i.Item.Item)
}

// question is the item; nil where the form is not known.
func (i item) question() *questionnaire.Question {
	if i.form == nil {
		return nil
	}
	return i.form.Question(i.Item.Item)
}

// asked is the field in whole words: the question as it was put.
func (s *Screen) asked(i item) string {
	if i.question() == nil {
		return s.what(i)
	}
	ses := s.session(i)
	ses.SetLang(s.env.Lang)
	return questionnaire.Harmless(ses.Label(i.Item))
}

// drawOne is one conflict: the question and the sides, one beside the other
// where there is room.
func (s *Screen) drawOne(width int) []string {
	i, t := s.list[s.at], s.env.Theme
	rows := append([]string{""}, s.block(t.Question, s.asked(i), width)...)
	rows = append(rows, "")
	n := len(i.Sides)
	if column := (width - 2*len(margin) - 3*(n-1)) / n; column >= 34 {
		return append(rows, s.beside(column)...)
	}
	for k := range i.Sides {
		for _, row := range s.side(k, width-2*len(margin)) {
			rows = append(rows, margin+row)
		}
		rows = append(rows, "")
	}
	return rows
}

func (s *Screen) beside(column int) (rows []string) {
	t := s.env.Theme
	var columns [][]string
	most := 0
	for k := range s.list[s.at].Sides {
		c := s.side(k, column)
		columns, most = append(columns, c), max(most, len(c))
	}
	for n := range most {
		cells := make([]string, len(columns))
		for k, c := range columns {
			if n < len(c) {
				cells[k] = c[n]
			}
			cells[k] = t.Pad(cells[k], column)
		}
		rows = append(rows, margin+strings.Join(cells, t.Dim.Render(" "+t.Signs.Post+" ")))
	}
	return rows
}

// side is what one laptop made of it, in rows of so many cells.
func (s *Screen) side(k, width int) []string {
	t, x, i := s.env.Theme, s.texts(), s.list[s.at]
	side := i.Sides[k]
	head := t.Key.Render(fmt.Sprint(k+1)) + "  "
	if k == 0 {
		head += t.Dim.Render(x.Shown)
	}
	if c, done := s.chosen[i.key()]; done && c.side == k {
		head += "  " + t.Good.Render(t.Signs.Tick+" "+x.Decided)
	}
	rows := []string{head}
	for _, row := range wrap.Lines(s.value(i, side), width) {
		rows = append(rows, t.Accent.Render(row))
	}
	rows = append(rows, "")
	who := strings.TrimSpace(side.Who.Name + " " + side.Who.Number)
	if who == "" {
		who = x.Nobody
	}
	why := side.Reason
	if why == "" {
		why = x.NoWhy
	}
	facts := [][2]string{{x.Who, who}, {x.Laptop, side.Laptop}, {x.When, side.At.In(s.env.Now().Location()).Format("2006-01-02 15:04")}, {x.Why, why}}
	if slices.ContainsFunc(i.Sides, func(o store.Side) bool { return o.Answer.Remark != "" }) { // so that the sides stay in line
		facts = append([][2]string{{x.Remark, side.Answer.Remark}}, facts...)
	}
	label := 0
	for _, f := range facts {
		label = max(label, ansi.StringWidth(f[0]))
	}
	for _, f := range facts {
		for n, row := range wrap.Lines(questionnaire.HarmlessLine(f[1]), max(width-label-2, 1)) {
			name := strings.Repeat(" ", label)
			if n == 0 {
				name = t.Pad(f[0], label)
			}
			rows = append(rows, t.Dim.Render(name)+"  "+t.Text.Render(row))
		}
	}
	return rows
}

// value is a side in words.
func (s *Screen) value(i item, side store.Side) string {
	x := s.texts()
	switch {
	case side.Value == "":
		return x.NoAnswer
	case i.Item.Item != "":
		return questionnaire.Harmless(s.answer(i, side.Answer))
	}
	var v any
	if json.Unmarshal([]byte(side.Value), &v) != nil {
		return questionnaire.HarmlessLine(side.Value)
	}
	switch v := v.(type) {
	case string:
		return questionnaire.Harmless(v)
	case bool:
		if v {
			return x.Yes
		}
		return x.No
	}
	return questionnaire.HarmlessLine(side.Value)
}

func (s *Screen) answer(i item, a questionnaire.Answer) string {
	switch {
	case a.Status == questionnaire.Open:
		return s.texts().NoAnswer
	case a.Status != questionnaire.Given:
		return a.Status.Words().In(s.env.Lang)
	case len(a.Codes) > 0:
		return s.choices(i, a.Codes)
	case a.Text != "":
		return a.Text
	}
	return questionnaire.Number(a.Number)
}

// choices are codes with their labels.
func (s *Screen) choices(i item, codes []string) string {
	var out []string
	for _, code := range codes {
		out = append(out, s.label(i, code))
	}
	return strings.Join(out, s.texts().Comma)
}

func (s *Screen) label(i item, code string) string {
	if i.form == nil {
		return code
	}
	q := i.form.Question(i.Item.Item)
	if q == nil {
		return code
	}
	list := i.form.Choices(q)
	if n := slices.IndexFunc(list, func(c questionnaire.Choice) bool { return c.Name == code }); n >= 0 {
		return code + " " + list[n].Label.In(s.env.Lang)
	}
	return code
}
